"""Print of a stored page that was covered and written over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pymupdf
import pytest

from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.reading.ocr.interface import OcrEngine, load_engine
from evidencecheck.reading.reader import FileReader

LINES = ("能源统计报表", "统计期：2025年1月至12月", "外购电力（万千瓦时）", "填报单位：综合能源部")
ROW = "本期 412.80 万千瓦时"
AT = (275, 220)
"""Where the figure of ``ROW`` begins."""
BOX = (273, 207, 319, 222)
Edit = Callable[[pymupdf.Page], None]


@pytest.fixture(scope="module")
def engine() -> Iterator[OcrEngine]:
    with load_engine("rapidocr", threads=2) as loaded:
        yield loaded


def patches(folder: Path, engine: OcrEngine, *edits: Edit) -> list[Mark]:
    """The patches of a page of ``LINES`` at points (80, 100 + 60 n), drawn on in that order."""
    path = folder / "a.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        for n, text in enumerate(LINES):
            written(text, (80, 100 + 60 * n))(page)
        for edit in edits:
            edit(page)
        document.save(path)
    source = SourceFile("a.pdf", path, "", 1, MediaType.PDF)
    (read,) = FileReader(engine, Limits()).read(source).pages
    return [m for m in read.marks if m.kind is MarkKind.PATCH]


def written(text: str, at: tuple[float, float] = AT) -> Edit:
    def edit(page: pymupdf.Page) -> None:
        page.insert_text(at, text, fontname="china-s", fontsize=14)

    return edit


def row(page: pymupdf.Page) -> None:
    page.insert_text((240, 220), ROW, fontname="china-s", fontsize=14)


def box(*fill: float) -> Edit:
    def edit(page: pymupdf.Page) -> None:
        page.draw_rect(pymupdf.Rect(*BOX), color=None, fill=fill, width=0)

    return edit


WHITE, YELLOW = box(1, 1, 1), box(1, 0.95, 0.3)


def test_a_figure_written_over_another(tmp_path: Path, engine: OcrEngine) -> None:
    (mark,) = patches(tmp_path, engine, row, WHITE, written("382.80"))
    assert (mark.text, mark.shape) == ("382.80", "covering")
    assert (mark.box.cx, mark.box.cy) == pytest.approx((296 / 595, 215 / 842), abs=0.04)


@pytest.mark.parametrize(
    "edits",
    [
        [WHITE, row],
        [row, YELLOW, written("382.80")],
        [row, WHITE],
        [row, WHITE, written("382.80", (275, 400))],
    ],
    ids=["ground of a cell", "a yellow box", "nothing written over", "written elsewhere"],
)
def test_boxes_that_change_no_print(tmp_path: Path, engine: OcrEngine, edits: list[Edit]) -> None:
    assert patches(tmp_path, engine, *edits) == []
