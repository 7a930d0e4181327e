"""Small pictures of print, pasted over what a text PDF stores there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Mark, MarkKind, Origin, Page
from evidencecheck.reading.ocr.interface import OcrEngine, load_engine
from evidencecheck.reading.reader import FileReader

LINES = (
    "检测报告",
    "颗粒物 3.6 毫克每立方米",
    "执行标准限值五十毫克每立方米",
    "报告编制单位：环境检测室",
)
AT = pymupdf.Rect(80, 300, 320, 322)
STORED = "有效期至：2025年5月18日"
WHITE, BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)


@pytest.fixture(scope="module")
def engine() -> Iterator[OcrEngine]:
    with load_engine("rapidocr", threads=2) as loaded:
        yield loaded


def picture(text: str) -> bytes:
    with pymupdf.open() as document:
        page = document.new_page(width=AT.width, height=AT.height)
        page.insert_text((2, 16), text, fontname="china-s", fontsize=14)
        return bytes(page.get_pixmap(dpi=200).tobytes("png"))


def read(
    folder: Path,
    engine: OcrEngine,
    shown: str,
    *,
    stored: str = STORED,
    colour: tuple[float, float, float] = WHITE,
    below: float = 0.0,
) -> Page:
    """A page with ``stored`` in a colour, ``below`` the place of the picture of ``shown``."""
    path = folder / "a.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        for n, text in enumerate(LINES):
            page.insert_text((80, 100 + 40 * n), text, fontname="china-s", fontsize=14)
        place = (AT.x0 + 2, AT.y1 - 6 + below)
        page.insert_text(place, stored, fontname="china-s", fontsize=13, color=colour)
        page.insert_image(AT, stream=picture(shown))
        document.save(path)
    source = SourceFile("a.pdf", path, "", 1, MediaType.PDF)
    (found,) = FileReader(engine, Limits()).read(source).pages
    return found


def patches(page: Page) -> list[Mark]:
    return [m for m in page.marks if m.kind is MarkKind.PATCH]


@pytest.mark.parametrize(("colour", "below"), [(WHITE, 0.0), (WHITE, 20.0), (BLACK, 0.0)])
def test_a_picture_over_another_day(
    tmp_path: Path, engine: OcrEngine, colour: tuple[float, float, float], below: float
) -> None:
    page = read(tmp_path, engine, "有效期至：2027年5月18日", colour=colour, below=below)
    (patch,) = patches(page)
    assert "2027" in patch.text
    assert patch.lines == ("有效期至:2025年5月18日",)
    # What white print hides the page says by its picture.
    recognised = [s.text for s in page.spans if s.origin is Origin.OCR]
    assert bool(recognised) is (colour == WHITE)


@pytest.mark.parametrize(
    ("shown", "more"),
    [
        (STORED, {}),
        (STORED, {"colour": BLACK}),
        # Nothing is stored there that tells; white print stands elsewhere on the page.
        ("有效期至：2027年5月18日", {"stored": "此行留白"}),
        ("有效期至：2027年5月18日", {"below": 120.0}),
        ("有效期至：2027年5月18日", {"colour": BLACK, "below": 40.0}),
    ],
)
def test_a_picture_that_says_the_same_or_covers_nothing(
    tmp_path: Path, engine: OcrEngine, shown: str, more: dict[str, object]
) -> None:
    assert patches(read(tmp_path, engine, shown, **more)) == []  # type: ignore[arg-type]
