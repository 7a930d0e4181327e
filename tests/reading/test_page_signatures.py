"""Signatures by hand on pages with a text layer: drawn with curves, or as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.reading.ocr.interface import OcrEngine, load_engine
from evidencecheck.reading.page_view import PageView
from evidencecheck.reading.reader import FileReader


@pytest.fixture(scope="module")
def engine() -> Iterator[OcrEngine]:
    with load_engine("rapidocr", threads=2) as loaded:
        yield loaded


def scribble(page: pymupdf.Page, x: float, y: float) -> None:
    turns = np.linspace(0, 7 * np.pi, 120)
    points = [
        pymupdf.Point(x + 70 * t / turns[-1] + 6 * np.sin(t), y - 6 - 11 * np.cos(t + 0.4))
        for t in turns
    ]
    page.draw_polyline(points, color=(0.1, 0.12, 0.35), width=1.3)


def marks(path: Path, engine: OcrEngine, name: str, at: tuple[float, float] | None) -> list[Mark]:
    with pymupdf.open() as document:
        page = document.new_page()
        for row in range(20):
            page.insert_text(
                (70, 90 + 22 * row), "以上内容真实有效。", fontname="china-s", fontsize=11
            )
        page.insert_text((70, 600), f"核查组长：{name}", fontname="china-s", fontsize=11)
        page.draw_rect(pymupdf.Rect(60, 580, 540, 620))
        if at is not None:
            scribble(page, *at)
        document.save(path)
    source = SourceFile("a.pdf", path, "", 1, MediaType.PDF)
    (read,) = FileReader(engine, Limits()).read(source).pages
    return [m for m in read.marks if m.kind is MarkKind.INK]


@pytest.mark.parametrize("name", ["", "赵明远"])
def test_a_drawn_signature_beside_its_label(tmp_path: Path, engine: OcrEngine, name: str) -> None:
    (mark,) = marks(tmp_path / "a.pdf", engine, name, (175, 602))
    assert mark.text == "核查组长"
    assert mark.box.cx == pytest.approx(210 / 595, abs=0.03)


def test_a_printed_name_is_none_and_the_page_is_not_drawn(
    tmp_path: Path, engine: OcrEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the page was drawn")

    monkeypatch.setattr(PageView, "picture", refuse)
    assert marks(tmp_path / "a.pdf", engine, "赵明远", None) == []
    assert marks(tmp_path / "b.pdf", engine, "", (300, 750)) == []
