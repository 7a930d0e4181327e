"""PDF files: the text layer where it can be trusted, the picture of the page where not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pymupdf

from evidencecheck.domain.files import Problem
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Mark, Page, Table, TextLayer
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.marks.codes import find_codes
from evidencecheck.reading.ocr.interface import Image, OcrEngine
from evidencecheck.reading.picture_page import read_picture
from evidencecheck.reading.tables import needs_tables, read_tables
from evidencecheck.reading.text_layer import read_text_layer, turn_box

DPI = 200
"""At 300 dpi nothing more is read, and memory more than doubles."""

_ERRORS = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)
# A code printed on paper is between about 1 and 6 cm wide.
_CODE_POINTS = (28.0, 175.0)
_ENCRYPTED = b"/Encrypt"


def open_pdf(path: Path, limits: Limits) -> pymupdf.Document:
    """Open a PDF file.

    Raises:
        ReadError: F101 damaged or without pages; F102 needs a password or a key; F107 too long.
    """
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        document = pymupdf.open(path, filetype="pdf")
        if document.needs_pass and not document.authenticate(""):
            raise ReadError("F102", "a password is needed")
        pages = document.page_count
    except _ERRORS as error:
        if _is_encrypted(path):
            raise ReadError("F102", "encrypted for a key that is not here") from error
        raise ReadError("F101", "no readable PDF structure") from error
    if pages == 0:
        raise ReadError("F101", "no page can be found in it")
    if pages > limits.pages:
        raise ReadError("F107", f"{pages} pages", limit=f"{limits.pages} pages")
    return document


def read_pages(
    path: Path, document: pymupdf.Document, first: int, last: int, engine: OcrEngine, limits: Limits
) -> Iterator[tuple[Page, Problem | None]]:
    """Pages ``first`` to ``last`` (1-based, both included), each with what went wrong on it."""
    for number in range(first, last + 1):
        try:
            yield _read_page(path, document, number, engine, limits), None
        except _ERRORS:
            problem = Problem("F101", (("reason", f"page {number} cannot be read"),), number)
            yield Page(number, 595.0, 842.0, text_layer=TextLayer.NONE), problem


def render(page: pymupdf.Page, limits: Limits, dpi: int = DPI) -> Image:
    """The page as a picture (blue-green-red), at most ``limits.render_side`` pixels long."""
    longest = max(page.rect.width, page.rect.height, 1.0)
    scale = min(dpi / 72, limits.render_side / longest)
    pixels = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False
    )
    image = np.frombuffer(pixels.samples, dtype=np.uint8).reshape(pixels.height, pixels.width, 3)
    return np.ascontiguousarray(image[:, :, ::-1])


def _read_page(
    path: Path, document: pymupdf.Document, number: int, engine: OcrEngine, limits: Limits
) -> Page:
    page = document.load_page(number - 1)
    layer = read_text_layer(page)
    size = (float(page.rect.width), float(page.rect.height))
    if layer.verdict is not TextLayer.USED:
        if layer.verdict is TextLayer.NONE and layer.picture_share == 0.0 and _draws_nothing(page):
            return Page(number, *size, text_layer=TextLayer.NONE)
        return read_picture(
            render(page, limits),
            number,
            engine,
            size=size,
            text_layer=layer.verdict,
            picture_share=layer.picture_share,
        )
    tables: tuple[Table, ...] = ()
    if not layer.turned and needs_tables(page, layer.spans):
        tables = read_tables(path, number)
    if layer.turned in {90, 270}:
        size = (size[1], size[0])
    return Page(
        number=number,
        width=size[0],
        height=size[1],
        rotation=layer.turned,
        spans=layer.spans,
        marks=tuple(_codes(page, layer.turned)),
        tables=tables,
        text_layer=TextLayer.USED,
        picture_share=layer.picture_share,
    )


def _draws_nothing(page: pymupdf.Page) -> bool:
    return not page.get_bboxlog()


def _codes(page: pymupdf.Page, turned: int) -> Iterator[Mark]:
    """QR and bar codes among the small square pictures of a page with text."""
    low, high = _CODE_POINTS
    for info in page.get_image_info():
        place = pymupdf.Rect(info["bbox"])
        square = place.height > 0 and 0.8 < place.width / place.height < 1.25
        if not (square and low <= place.width <= high):
            continue
        clip = pymupdf.Rect(place.x0 - 6, place.y0 - 6, place.x1 + 6, place.y1 + 6) & page.rect
        pixels = page.get_pixmap(dpi=DPI, clip=clip, colorspace=pymupdf.csRGB, alpha=False)
        if not pixels.width or not pixels.height:
            continue
        image = np.frombuffer(pixels.samples, dtype=np.uint8)
        image = image.reshape(pixels.height, pixels.width, 3)[:, :, ::-1]
        for code in find_codes(np.ascontiguousarray(image)):
            box = Box(
                clip.x0 / page.rect.width,
                clip.y0 / page.rect.height,
                clip.x1 / page.rect.width,
                clip.y1 / page.rect.height,
            )
            yield Mark(code.kind, turn_box(box, turned), code.text)


def _is_encrypted(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _ENCRYPTED in file.read(4 * 1024 * 1024)
    except OSError:
        return False
