"""Which pages are read from their text layer, which are recognised, and what comes back."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pymupdf
import pytest
import segno
from PIL import Image as Pillow

from evidencecheck.domain.files import FileReading, FileStatus, MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import MarkKind, Origin, TextLayer
from evidencecheck.reading.ocr.interface import Image, OcrEngine, OcrLine
from evidencecheck.reading.reader import FileReader

WORDS = "质量管理体系认证证书"


class Recorder(OcrEngine):
    """An engine that reads the same line on every page and keeps the pictures that it was shown."""

    name = "recorder"

    def __init__(self) -> None:
        self.shown: list[Image] = []

    def versions(self) -> dict[str, str]:
        return {}

    def read(self, image: Image) -> tuple[OcrLine, ...]:
        self.shown.append(image)
        width = image.shape[1]
        quad = ((10.0, 10.0), (width * 0.5, 10.0), (width * 0.5, 40.0), (10.0, 40.0))
        return (OcrLine("识别所得", quad, 0.98),)

    def recognise(self, crops: Sequence[Image]) -> list[tuple[str, float]]:
        return [("", 0.0) for _ in crops]

    def close(self) -> None:
        return None


Read = Callable[..., FileReading]


@pytest.fixture
def engine() -> Recorder:
    return Recorder()


@pytest.fixture
def read(engine: Recorder) -> Read:
    def made(path: Path, media: MediaType, limits: Limits | None = None) -> FileReading:
        source = SourceFile(
            path=path.name, location=path, bytes=path.stat().st_size, sha256="", media_type=media
        )
        return FileReader(engine, limits or Limits()).read(source)

    return made


def noise(width: int = 600, height: int = 800) -> bytes:
    """A picture that is not blank, as PNG."""
    rng = np.random.default_rng(7)
    buffer = io.BytesIO()
    Pillow.fromarray(rng.integers(0, 255, (height, width, 3), dtype=np.uint8)).save(buffer, "PNG")
    return buffer.getvalue()


def pdf(path: Path, draw: Callable[[pymupdf.Page], None]) -> Path:
    with pymupdf.open() as document:
        draw(document.new_page(width=595, height=842))
        document.save(path)
    return path


def write(page: pymupdf.Page, text: str, **options: object) -> None:
    page.insert_text((100, 120), text, fontname="china-s", fontsize=14, **options)


def test_a_text_layer_is_used_as_it_is(tmp_path: Path, read: Read, engine: Recorder) -> None:
    found = read(pdf(tmp_path / "a.pdf", lambda p: write(p, WORDS)), MediaType.PDF)
    (page,) = found.pages
    assert page.text_layer is TextLayer.USED
    assert [s.text for s in page.spans] == [WORDS]
    box = page.spans[0].box
    assert box.x0 == pytest.approx(100 / 595, abs=0.01)
    assert box.y1 == pytest.approx(122 / 842, abs=0.02)
    assert engine.shown == []


def test_a_scan_is_recognised(tmp_path: Path, read: Read, engine: Recorder) -> None:
    def scan(page: pymupdf.Page) -> None:
        page.insert_image(page.rect, stream=noise())

    found = read(pdf(tmp_path / "a.pdf", scan), MediaType.PDF)
    assert found.pages[0].text_layer is TextLayer.NONE
    assert found.pages[0].spans[0].origin is Origin.OCR
    assert len(engine.shown) == 1


def test_a_page_number_over_a_scan_does_not_hide_the_scan(tmp_path: Path, read: Read) -> None:
    def stamped(page: pymupdf.Page) -> None:
        page.insert_image(page.rect, stream=noise())
        write(page, "第 3 页")

    found = read(pdf(tmp_path / "a.pdf", stamped), MediaType.PDF)
    assert found.pages[0].text_layer is TextLayer.PARTIAL
    assert found.pages[0].spans[0].text == "识别所得"


def test_invisible_text_is_not_believed(tmp_path: Path, read: Read) -> None:
    def hidden(page: pymupdf.Page) -> None:
        page.insert_image(page.rect, stream=noise())
        for row in range(30):
            page.insert_text(
                (60, 60 + 20 * row), f"{WORDS}{WORDS}{row}", fontname="china-s", fontsize=11,
                render_mode=3,
            )  # fmt: skip

    found = read(pdf(tmp_path / "a.pdf", hidden), MediaType.PDF)
    assert found.pages[0].text_layer is TextLayer.HIDDEN
    assert [s.text for s in found.pages[0].spans] == ["识别所得"]


def test_characters_of_private_use_are_garbage(tmp_path: Path, read: Read) -> None:
    from evidencecheck.reading.text_layer import is_garbage

    assert is_garbage("\ue001\ue002\ue003 证书 \ue004\ue005")
    assert is_garbage("Ö¤Êé±àºÅ£º£¬ÓÐÐ§ÆÚÖÁ¹«Ë¾Ãû³Æ")
    assert not is_garbage("证书编号:00122Q30001R0M 有效期至 2026-03-31")
    assert not is_garbage("This is to certify that the management system conforms to the standard.")


def test_a_blank_page_is_not_recognised(tmp_path: Path, read: Read, engine: Recorder) -> None:
    found = read(pdf(tmp_path / "a.pdf", lambda page: None), MediaType.PDF)
    assert found.pages[0].blank
    assert engine.shown == []


def test_a_page_stored_lying_is_turned(tmp_path: Path, read: Read) -> None:
    def lying(page: pymupdf.Page) -> None:
        for row in range(3):
            page.insert_text(
                (200 + 40 * row, 700), WORDS, fontname="china-s", fontsize=14, rotate=90
            )

    (page,) = read(pdf(tmp_path / "a.pdf", lying), MediaType.PDF).pages
    assert page.rotation in {90, 270}
    assert (page.width, page.height) == (842, 595)
    assert all(s.box.width > s.box.height for s in page.spans)


def test_a_code_beside_text_is_decoded(tmp_path: Path, read: Read) -> None:
    picture = io.BytesIO()
    segno.make("https://example.org/c/1", error="m").save(picture, kind="png", scale=8)

    def coded(page: pymupdf.Page) -> None:
        write(page, WORDS)
        page.insert_image(pymupdf.Rect(100, 300, 180, 380), stream=picture.getvalue())

    (page,) = read(pdf(tmp_path / "a.pdf", coded), MediaType.PDF).pages
    assert [(m.kind, m.text) for m in page.marks] == [(MarkKind.QR, "https://example.org/c/1")]


def test_a_password_is_named(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        write(document.new_page(), WORDS)
        document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="u", owner_pw="o")
    found = read(path, MediaType.PDF)
    assert found.status is FileStatus.UNREADABLE
    assert [p.code for p in found.problems] == ["F102"]


def test_an_owner_password_alone_does_not_matter(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        write(document.new_page(), WORDS)
        document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="", owner_pw="o")
    assert [s.text for s in read(path, MediaType.PDF).pages[0].spans] == [WORDS]


def test_a_torn_file_is_damaged(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    assert [p.code for p in read(path, MediaType.PDF).problems] == ["F101"]


def test_more_pages_than_the_limit(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        for _ in range(4):
            document.new_page()
        document.save(path)
    assert [p.code for p in read(path, MediaType.PDF, Limits(pages=3)).problems] == ["F107"]
    assert read(path, MediaType.PDF, Limits(pages=4)).status is FileStatus.READ


def test_exif_turns_a_photo(tmp_path: Path, read: Read, engine: Recorder) -> None:
    path = tmp_path / "a.jpg"
    exif = Pillow.Exif()
    exif[0x0112] = 6
    Pillow.open(io.BytesIO(noise(400, 300))).save(path, exif=exif)
    read(path, MediaType.JPEG)
    assert engine.shown[0].shape[:2] == (400, 300)


def test_every_page_of_a_tiff_is_read(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.tif"
    pages = [Pillow.open(io.BytesIO(noise(300 + i, 400))) for i in range(3)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    assert [p.number for p in read(path, MediaType.TIFF).pages] == [1, 2, 3]


def test_a_transparent_picture_shows_white(tmp_path: Path, read: Read, engine: Recorder) -> None:
    path = tmp_path / "a.png"
    Pillow.new("RGBA", (300, 300), (0, 0, 0, 0)).save(path)
    read(path, MediaType.PNG)
    assert all((picture == 255).all() for picture in engine.shown)


def test_more_pixels_than_the_limit(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(noise(200, 200))
    found = read(path, MediaType.PNG, Limits(image_pixels=39_999))
    assert [p.code for p in found.problems] == ["F107"]
    assert read(path, MediaType.PNG, Limits(image_pixels=40_000)).status is FileStatus.READ


def test_a_picture_that_ends_early(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(noise()[:5000])
    assert [p.code for p in read(path, MediaType.PNG).problems] == ["F101"]
