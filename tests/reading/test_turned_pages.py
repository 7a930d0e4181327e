"""Pages with /Rotate: what is read and where does not depend on how the file stores the page."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
import segno
from tests.reading.turned import stored_turned

from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page, TextLayer
from evidencecheck.reading.ocr.interface import NullEngine
from evidencecheck.reading.reader import FileReader
from evidencecheck.reading.stored_page import StoredPage

WORDS = "质量管理体系认证证书"
PAYLOAD = "https://example.org/c/1"
ROTATIONS = pytest.mark.parametrize("degrees", [0, 90, 180, 270])


def read(path: Path) -> Page:
    source = SourceFile(path="a.pdf", location=path, bytes=1, sha256="", media_type=MediaType.PDF)
    return FileReader(NullEngine(), Limits()).read(source).pages[0]


def saved(folder: Path, degrees: int, draw: Callable[[pymupdf.Page], None]) -> Path:
    path = folder / "a.pdf"
    with pymupdf.open() as document:
        draw(document.new_page(width=595, height=842))
        stored_turned(document, degrees).save(path)
    return path


def certificate(page: pymupdf.Page) -> None:
    page.insert_text((100, 120), WORDS, fontname="china-s", fontsize=14)
    page.insert_text((100, 160), "Certificate number 2026", fontsize=14)
    picture = io.BytesIO()
    segno.make(PAYLOAD, error="m").save(picture, kind="png", scale=8)
    page.insert_image(pymupdf.Rect(100, 300, 180, 380), stream=picture.getvalue())


@ROTATIONS
def test_text_stands_where_it_is_seen(tmp_path: Path, degrees: int) -> None:
    page = read(saved(tmp_path, degrees, certificate))
    assert (page.width, page.height, page.rotation) == (595, 842, 0)
    assert [s.text for s in page.spans] == [WORDS, "Certificate number 2026"]
    box = page.spans[0].box
    assert (box.x0, box.y1) == pytest.approx((100 / 595, 122 / 842), abs=0.01)


@ROTATIONS
def test_a_code_is_found_where_it_is_seen(tmp_path: Path, degrees: int) -> None:
    (mark,) = read(saved(tmp_path, degrees, certificate)).marks
    assert mark.text == PAYLOAD
    assert mark.box == pytest.approx((100 / 595, 300 / 842, 180 / 595, 380 / 842), abs=0.02)


@ROTATIONS
def test_a_scan_over_the_whole_page_counts_as_a_picture(tmp_path: Path, degrees: int) -> None:
    def scan(page: pymupdf.Page) -> None:
        shades = bytes(range(0, 240, 4)) * 80
        grey = pymupdf.Pixmap(pymupdf.csGRAY, 60, 80, shades, False)
        page.insert_image(page.rect, pixmap=grey, keep_proportion=False)
        page.insert_text((100, 120), "第 3 页", fontname="china-s", fontsize=14)

    page = read(saved(tmp_path, degrees, scan))
    assert page.picture_share == pytest.approx(1.0, abs=0.01)
    assert page.text_layer is TextLayer.PARTIAL


@pytest.mark.parametrize("degrees", [90, 270])
def test_upright_print_on_a_page_shown_lying_is_turned_back(tmp_path: Path, degrees: int) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        certificate(page)
        page.set_rotation(degrees)
        document.save(path)
    found = read(path)
    assert (found.width, found.height, found.rotation) == (595, 842, 360 - degrees)
    assert all(s.box.width > s.box.height for s in found.spans)


def test_a_cropped_page_counts_from_its_crop_box(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        certificate(page)
        page.set_cropbox(pymupdf.Rect(50, 80, 545, 780))
        document.save(path)
    found = read(path)
    assert (found.width, found.height) == (495, 700)
    assert found.spans[0].box.x0 == pytest.approx(50 / 495, abs=0.01)
    assert found.marks[0].box.x0 == pytest.approx(50 / 495, abs=0.02)


def test_what_is_drawn_is_what_pymupdf_logs(tmp_path: Path) -> None:
    with pymupdf.open(saved(tmp_path, 90, certificate)) as document:
        page = document[0]
        stored = StoredPage(page)
        assert stored.drawn == page.get_bboxlog()
        assert {kind for kind, _ in stored.drawn} >= {"fill-image", "fill-text"}
        assert page.rotation == 90
