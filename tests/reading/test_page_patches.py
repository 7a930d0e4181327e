"""Print laid over the picture of a page: told where it stands in the page, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import pymupdf
import pytest
from tests.reading.ocr.drawn import sheet

from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.reading.ocr.interface import OcrEngine, load_engine
from evidencecheck.reading.reader import FileReader

LINES = (
    "检验检测报告",
    "委托单位：青河示例机械有限公司",
    "样品名称：循环冷却水",
    "检验依据：水质化学需氧量的测定",
    "报告日期：2023年05月11日",
    "本报告仅对来样负责，未经批准不得部分复制。",
)
TURNS = {90: cv2.ROTATE_90_CLOCKWISE}
Edit = Callable[[pymupdf.Page], None]


@pytest.fixture(scope="module")
def engine() -> Iterator[OcrEngine]:
    with load_engine("rapidocr", threads=2) as loaded:
        yield loaded


def scanned(folder: Path, engine: OcrEngine, *edits: Edit, turn: int = 0) -> list[Mark]:
    """The patches of a scan of ``LINES`` at points (80, 100 + 60 n), edited afterwards."""
    image = sheet(*((80, 100 + 60 * n, text) for n, text in enumerate(LINES)), size=14)
    path = folder / "a.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        stored = cv2.imencode(".jpg", cv2.rotate(image, TURNS[turn]) if turn else image)[
            1
        ].tobytes()
        page.insert_image(page.rect, stream=stored, keep_proportion=False)
        for edit in edits:
            edit(page)
        document.save(path)
    source = SourceFile("a.pdf", path, "", 1, MediaType.PDF)
    (read,) = FileReader(engine, Limits()).read(source).pages
    return [m for m in read.marks if m.kind is MarkKind.PATCH]


def written(x: float, y: float, text: str, **how: int) -> Edit:
    def edit(page: pymupdf.Page) -> None:
        page.insert_text((x, y), text, fontname="china-s", fontsize=14, **how)

    return edit


def covered(x0: float, y0: float, x1: float, y1: float) -> Edit:
    def edit(page: pymupdf.Page) -> None:
        page.draw_rect(pymupdf.Rect(x0, y0, x1, y1), color=None, fill=(0.98, 0.98, 0.97), width=0)

    return edit


def test_a_date_written_over_a_light_box(tmp_path: Path, engine: OcrEngine) -> None:
    (mark,) = scanned(
        tmp_path, engine, covered(148, 324, 300, 346), written(150, 340, "2025年11月08日")
    )
    assert "2025" in mark.text
    assert mark.shape == "covering"
    assert mark.box.cy == pytest.approx(336 / 842, abs=0.02)


def test_a_box_as_large_as_what_stood_there_is_behind_wider_print(
    tmp_path: Path, engine: OcrEngine
) -> None:
    (mark,) = scanned(
        tmp_path, engine, covered(148, 326, 222, 342), written(150, 340, "2025年11月08日")
    )
    assert mark.shape == "covering"


def test_words_added_to_a_scan_cover_nothing(tmp_path: Path, engine: OcrEngine) -> None:
    (mark,) = scanned(tmp_path, engine, written(80, 520, "合格"))
    assert (mark.text, mark.shape) == ("合格", "")


def test_a_scan_that_lies_on_its_side(tmp_path: Path, engine: OcrEngine) -> None:
    def edit(page: pymupdf.Page) -> None:
        page.insert_text((200, 700), "合格", fontname="china-s", fontsize=14, rotate=270)

    (mark,) = scanned(tmp_path, engine, edit, turn=90)
    assert mark.text == "合格"
    assert (mark.box.cx, mark.box.cy) == pytest.approx((714 / 842, 1 - 204 / 595), abs=0.03)


@pytest.mark.parametrize(
    "edit",
    [
        written(280, 820, "第 12 页"),
        written(470, 40, "附件3-2"),
        written(150, 340, "2023年05月11日", render_mode=3),
    ],
    ids=["page number", "name of the attachment", "unseen layer"],
)
def test_what_binding_and_recognition_put_there(
    tmp_path: Path, engine: OcrEngine, edit: Edit
) -> None:
    assert scanned(tmp_path, engine, edit) == []


def test_a_picture_that_is_the_ground_of_a_page(tmp_path: Path, engine: OcrEngine) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        ground = cv2.imencode(".png", sheet(colour=(0.9, 0.9, 0.9)))[1].tobytes()
        page.insert_image(page.rect, stream=ground)
        for row, text in enumerate(LINES):
            written(80, 100 + 60 * row, text)(page)
        document.save(path)
    source = SourceFile("a.pdf", path, "", 1, MediaType.PDF)
    (read,) = FileReader(engine, Limits()).read(source).pages
    assert [m for m in read.marks if m.kind is MarkKind.PATCH] == []


def test_much_of_a_short_paper_written_over(tmp_path: Path, engine: OcrEngine) -> None:
    edits = [
        edit
        for y, text in ((160, LINES[1]), (220, LINES[2]), (340, "报告日期：2025年11月08日"))
        for edit in (covered(78, y - 16, 360, y + 6), written(80, y, text))
    ]
    assert len(scanned(tmp_path, engine, *edits)) >= len(edits) // 2
