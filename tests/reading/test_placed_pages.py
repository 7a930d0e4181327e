from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf
import pytest

from evidencecheck.domain.files import FileReading, FileStatus, MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.ocr.orientation import turn
from evidencecheck.reading.placed_pages import PlacedPages

LIMITS = Limits()


def drawn(page: pymupdf.Page) -> np.ndarray:
    pixels = page.get_pixmap(dpi=36, colorspace=pymupdf.csGRAY, alpha=False)
    grey = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width)
    return np.asarray(grey)


def pages_of(path: Path, rotation: int = 0, size: tuple[float, float] = (300, 400)) -> PlacedPages:
    file = SourceFile(path.name, path, "ab", 1, MediaType.PDF)
    reading = FileReading(path.name, FileStatus.READ, (Page(1, *size, rotation=rotation),))
    return PlacedPages([file], {path.name: reading}, LIMITS)


def spotted(path: Path, stored: int = 0) -> Path:
    """A page with one dark corner, which a viewer turns by ``stored`` degrees."""
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=400)
        page.draw_rect(pymupdf.Rect(0, 0, 100, 50), fill=(0, 0, 0), color=None)
        page.set_rotation(stored)
        document.save(path)
    return path


@pytest.mark.parametrize("stored", [0, 90, 180, 270])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_stands_as_it_was_read(tmp_path: Path, stored: int, turned: int) -> None:
    path = spotted(tmp_path / "甲.pdf", stored)
    with pymupdf.open(path) as source:
        upright = turn(drawn(source[0])[:, :, None].repeat(3, 2), turned)[:, :, 0]
    height, width = upright.shape
    with pymupdf.open() as target, pages_of(path, turned, (width * 2, height * 2)) as placed:
        page = target.new_page(width=width * 2, height=height * 2)
        assert placed.place(page, page.rect, path.name, 1)
        assert placed.is_wide(path.name, 1) is (width > height)
        difference = np.abs(drawn(page).astype(int) - upright.astype(int))
    assert difference.mean() < 2


def test_what_could_act_is_left_behind_and_what_is_shown_stays(tmp_path: Path) -> None:
    path = tmp_path / "甲.pdf"
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=400)
        page.insert_link(
            {"kind": pymupdf.LINK_URI, "uri": "https://example.com", "from": page.rect}
        )
        note = page.add_rect_annot(pymupdf.Rect(10, 10, 90, 90))
        note.set_colors(fill=(0, 0, 0))
        note.update()
        document.save(path)
    with pymupdf.open() as target, pages_of(path) as placed:
        page = target.new_page(width=300, height=400)
        assert placed.place(page, page.rect, path.name, 1)
        assert drawn(page)[20:30, 20:30].max() < 40
        made = target.tobytes(deflate=False)
    assert b"example.com" not in made
    assert b"/Annots" not in made


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    path = spotted(tmp_path / "甲.pdf")
    with pymupdf.open() as target, pages_of(path) as placed:
        page = target.new_page()
        assert not placed.place(page, page.rect, path.name, 2)
        assert not placed.place(page, page.rect, "乙.pdf", 1)
        path.write_bytes(b"%PDF-1.7 broken")
        assert not placed.place(page, page.rect, path.name, 1)
