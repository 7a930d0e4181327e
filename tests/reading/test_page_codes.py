"""Codes on pages with a text layer: pictures and squares of paths, but not seals."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pymupdf
import pytest
import segno
import zxingcpp

from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.reading.ocr.interface import NullEngine
from evidencecheck.reading.reader import FileReader

PAYLOAD = "https://example.org/c/1"
PLACE = pymupdf.Rect(100, 300, 180, 380)


@pytest.fixture
def marks(tmp_path: Path) -> Callable[[Callable[[pymupdf.Page], None]], tuple[Mark, ...]]:
    def made(draw: Callable[[pymupdf.Page], None]) -> tuple[Mark, ...]:
        path = tmp_path / "a.pdf"
        with pymupdf.open() as document:
            page = document.new_page(width=595, height=842)
            page.insert_text((100, 120), "质量管理体系认证证书", fontname="china-s", fontsize=14)
            draw(page)
            document.save(path)
        source = SourceFile(
            path="a.pdf", location=path, bytes=1, sha256="", media_type=MediaType.PDF
        )
        return FileReader(NullEngine(), Limits()).read(source).pages[0].marks

    return made


Marks = Callable[[Callable[[pymupdf.Page], None]], tuple[Mark, ...]]


def picture(dark: str) -> bytes:
    buffer = io.BytesIO()
    segno.make(PAYLOAD, error="m").save(buffer, kind="png", scale=8, dark=dark)
    return buffer.getvalue()


def field_by_field(page: pymupdf.Page, *, as_one_path: bool) -> None:
    rows = list(segno.make(PAYLOAD, error="m").matrix)
    side = PLACE.width / len(rows)
    shape = page.new_shape()
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                left, top = PLACE.x0 + x * side, PLACE.y0 + y * side
                shape.draw_rect(pymupdf.Rect(left, top, left + side, top + side))
                if not as_one_path:
                    shape.finish(color=None, fill=0)
    if as_one_path:
        shape.finish(color=None, fill=0)
    shape.commit()


@pytest.mark.parametrize("as_one_path", [True, False])
def test_a_code_drawn_with_paths_is_read(marks: Marks, as_one_path: bool) -> None:
    (mark,) = marks(lambda page: field_by_field(page, as_one_path=as_one_path))
    assert mark.text == PAYLOAD
    assert mark.box == pytest.approx((100 / 595, 300 / 842, 180 / 595, 380 / 842), abs=0.02)


@pytest.mark.parametrize("dark", ["black", "#1a3f8f", "#8a2020"])
def test_a_code_may_have_any_dark_colour(marks: Marks, dark: str) -> None:
    (mark,) = marks(lambda page: page.insert_image(PLACE, stream=picture(dark)))
    assert mark.text == PAYLOAD


def test_one_payload_is_one_mark(marks: Marks) -> None:
    def twice(page: pymupdf.Page) -> None:
        page.insert_image(PLACE, stream=picture("black"))
        page.insert_image(pymupdf.Rect(300, 300, 380, 380), stream=picture("black"))

    assert len(marks(twice)) == 1


def test_only_red_on_free_paper_is_taken_for_a_seal(marks: Marks) -> None:
    buffer = io.BytesIO()
    code = segno.make(PAYLOAD, error="h")
    code.save(buffer, kind="png", scale=8, dark="black", finder_dark="#c01010")

    assert len(marks(lambda page: page.insert_image(PLACE, stream=buffer.getvalue()))) == 1


@pytest.mark.parametrize("upright", [False, True])
def test_bars_drawn_with_paths_are_read(marks: Marks, upright: bool) -> None:
    code = zxingcpp.create_barcode("AB-2024-00417", zxingcpp.BarcodeFormat.Code128)
    picture = np.array(zxingcpp.write_barcode_to_image(code, scale=1))
    row = picture.reshape(picture.shape[0], picture.shape[1], -1)[picture.shape[0] // 2, :, 0]

    def draw(page: pymupdf.Page) -> None:
        shape = page.new_shape()
        for x, level in enumerate(row):
            if level < 128:
                place = (100 + 1.2 * x, 300, 101.2 + 1.2 * x, 345)
                if upright:
                    place = (300, 100 + 1.2 * x, 345, 101.2 + 1.2 * x)
                shape.draw_rect(pymupdf.Rect(place))
                shape.finish(color=None, fill=0)
        shape.commit()

    assert [(m.kind, m.text) for m in marks(draw)] == [(MarkKind.BARCODE, "AB-2024-00417")]
