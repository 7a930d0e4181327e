"""Seals on pages with a text layer: pictures and curves; looked for only where they may be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import pymupdf
import pytest
from tests.reading.ocr.drawn import picture, sheet, stamped

from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Mark, MarkKind, TextLayer
from evidencecheck.reading.ocr.interface import NullEngine, OcrEngine, load_engine
from evidencecheck.reading.page_view import PageView
from evidencecheck.reading.reader import FileReader

NAME = "某某市测试认证有限公司"


@pytest.fixture(scope="module")
def engine() -> Iterator[OcrEngine]:
    with load_engine("rapidocr", threads=2) as loaded:
        yield loaded


def with_text(document: pymupdf.Document) -> pymupdf.Page:
    page = document.new_page(width=595, height=842)
    for row in range(30):
        page.insert_text(
            (70, 90 + 22 * row), "质量管理体系认证证书", fontname="china-s", fontsize=11
        )
    return page


def marks(path: Path, engine: OcrEngine, rotate: int = 0) -> tuple[Mark, ...]:
    with pymupdf.open(path) as document:
        document[0].set_rotation(rotate)
        document.saveIncr()
    source = SourceFile("a.pdf", path, "", 1, MediaType.PDF)
    (page,) = FileReader(engine, Limits()).read(source).pages
    assert page.text_layer is TextLayer.USED
    return page.marks


def as_picture(path: Path) -> Path:
    """A page with the picture of a seal, transparent around it."""
    ink = stamped(sheet((0, 0, " ")), (300, 300))[600:1067, 600:1067]
    clear = 255 - ink.min(axis=2)
    _, data = cv2.imencode(".png", cv2.merge([*cv2.split(ink), clear]))
    with pymupdf.open() as document:
        page = with_text(document)
        page.insert_image(pymupdf.Rect(360, 560, 528, 728), stream=data.tobytes())
        document.save(path)
    return path


def plain_ring(path: Path, down: float, said: str) -> Path:
    """A page with two red circles, one in the other, and print straight across them."""
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        page.insert_text((70, 500), "甲方（公章）：", fontname="china-s", fontsize=11)
        middle, red = pymupdf.Point(380, down), (0.8, 0.1, 0.1)
        for radius, width in ((52, 2.4), (43, 0.8)):
            page.draw_circle(middle, radius, color=red, width=width)
        at = (middle.x - 3.5 * len(said), middle.y + 3)
        page.insert_text(at, said, fontname="china-s", fontsize=7, color=red)
        document.save(path)
    return path


def as_curves(path: Path) -> Path:
    """A page with a seal drawn on it: a circle, a star, and text that runs around."""
    from tests.reading.ocr import drawn

    with pymupdf.open() as document:
        page = with_text(document)
        red = drawn.INK["red"]
        drawn._draw_seal(page, pymupdf.Point(440, 640), red, "round", 58, NAME, 0)
        document.save(path)
    return path


@pytest.mark.parametrize("draw", [as_picture, as_curves])
@pytest.mark.parametrize("rotate", [0, 90])
def test_a_seal_beside_text_is_found_and_read(
    tmp_path: Path, engine: OcrEngine, draw: object, rotate: int
) -> None:
    path = draw(tmp_path / "a.pdf")  # type: ignore[operator]
    (mark,) = marks(path, engine, rotate)
    assert (mark.kind, mark.text, mark.colour) == (MarkKind.SEAL, NAME, "red")
    # The text stays upright, whatever /Rotate says.
    assert (mark.box.cx, mark.box.cy) == pytest.approx((0.74, 0.76), abs=0.03)


def test_pages_of_text_and_rules_are_not_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the page was drawn")

    monkeypatch.setattr(PageView, "picture", refuse)
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        page = with_text(document)
        for row in range(12):
            page.draw_line((60, 100 + 22 * row), (540, 100 + 22 * row))
        page.draw_rect(pymupdf.Rect(60, 90, 540, 780))
        document.save(path)
    assert marks(path, NullEngine()) == ()


def test_a_red_title_and_a_black_picture_are_no_seals(tmp_path: Path, engine: OcrEngine) -> None:
    path = tmp_path / "a.pdf"
    _, data = cv2.imencode(".png", picture_of_text())
    with pymupdf.open() as document:
        page = with_text(document)
        page.insert_text(
            (100, 60), "某某市文件", fontname="china-s", fontsize=40, color=(0.8, 0, 0)
        )
        page.insert_image(pymupdf.Rect(300, 500, 540, 700), stream=data.tobytes())
        document.save(path)
    assert marks(path, engine) == ()


def picture_of_text() -> object:
    with pymupdf.open() as document:
        page = document.new_page(width=240, height=200)
        page.insert_text((20, 60), "电力 46.3%", fontname="china-s", fontsize=24)
        return picture(page)


def test_a_ring_with_print_straight_across_it(tmp_path: Path, engine: OcrEngine) -> None:
    found = marks(plain_ring(tmp_path / "a.pdf", 560, "某某工具公司"), engine)
    assert [m.kind for m in found] == [MarkKind.RING]
    assert found[0].lines == ("某某工具公司",)


@pytest.mark.parametrize(("down", "said"), [(110, "某某工具公司"), (560, "")])
def test_a_ring_that_may_be_a_logo(
    tmp_path: Path, engine: OcrEngine, down: float, said: str
) -> None:
    assert not marks(plain_ring(tmp_path / "a.pdf", down, said), engine)
