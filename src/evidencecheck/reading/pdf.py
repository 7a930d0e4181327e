"""PDF files: the text layer where it can be trusted, the picture of the page where not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pymupdf

from evidencecheck.domain.files import Problem
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page, TextLayer
from evidencecheck.reading.covered import covers
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.making import made
from evidencecheck.reading.ocr.interface import Image, OcrEngine
from evidencecheck.reading.page_codes import page_codes
from evidencecheck.reading.page_patches import covered_print, overprinted, page_patches
from evidencecheck.reading.page_seals import page_seals
from evidencecheck.reading.page_signatures import page_signatures
from evidencecheck.reading.page_view import PageView
from evidencecheck.reading.pasted_print import pasted_print
from evidencecheck.reading.picture_page import read_picture
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.tables import stored_tables
from evidencecheck.reading.text_layer import read_text_layer

DPI = 200
"""At 300 dpi nothing more is read, and memory more than doubles."""

UNREAD_SIZE = (595.0, 842.0)
"""Points of a page whose size is not known."""

ERRORS = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)
"""What MuPDF raises on a file that it cannot follow."""
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
    except ERRORS as error:
        if _is_encrypted(path):
            raise ReadError("F102", "encrypted for a key that is not here") from error
        raise ReadError("F101", "no readable PDF structure") from error
    if pages == 0:
        raise ReadError("F101", "no page can be found in it")
    if pages > limits.pages:
        raise ReadError("F107", f"{pages} pages", limit=f"{limits.pages} pages")
    return document


def read_pages(
    document: pymupdf.Document, first: int, last: int, engine: OcrEngine, limits: Limits
) -> Iterator[tuple[Page, Problem | None]]:
    """Pages ``first`` to ``last`` (1-based, both included), each with what went wrong on it.

    Two pages on one sheet come one after the other, with one number.
    """
    for number in range(first, last + 1):
        try:
            read = _read_page(document, number, engine, limits)
            said = made(document.load_page(number - 1))
            for page in read:
                yield replace(page, made=said), None
        except ERRORS:
            problem = Problem("F101", (("reason", f"page {number} cannot be read"),), number)
            yield Page(number, *UNREAD_SIZE, text_layer=TextLayer.NONE), problem


def render(page: pymupdf.Page, limits: Limits, dpi: int = DPI) -> Image:
    """The page as a picture (blue-green-red), at most ``limits.render_side`` pixels long."""
    longest = max(page.rect.width, page.rect.height, 1.0)
    scale = min(dpi / 72, limits.render_side / longest)
    pixels = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False
    )
    image = np.frombuffer(pixels.samples, dtype=np.uint8).reshape(pixels.height, pixels.width, 3)
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2BGR), np.uint8)


def _read_page(
    document: pymupdf.Document, number: int, engine: OcrEngine, limits: Limits
) -> tuple[Page, ...]:
    page = document.load_page(number - 1)
    stored = StoredPage(page)
    layer = read_text_layer(stored)
    if layer.verdict is not TextLayer.USED:
        size = layer.upright.size
        if not stored.drawn:
            return (Page(number, *size, text_layer=layer.verdict),)
        image = render(page, limits)
        pages = read_picture(
            image,
            number,
            engine,
            points=size[0] / image.shape[1],
            text_layer=layer.verdict,
            picture_share=layer.picture_share,
        )
        if len(pages) > 1:
            return pages
        (read,) = pages
        marks = (*read.marks, *page_patches(stored, read))
        return (replace(read, marks=marks, under=layer.hidden),)
    width, height = layer.upright.size
    view = PageView(stored, layer.upright)
    drawn = tuple(covers(stored))
    pasted, patches = pasted_print(view, layer, drawn, engine)
    read = Page(
        number=number,
        width=width,
        height=height,
        rotation=(layer.upright.turn - stored.rotation) % 360,
        spans=(*layer.spans, *pasted),
        marks=(
            *page_seals(view, engine),
            *page_codes(stored, layer.upright),
            *page_signatures(view, layer, engine),
            *covered_print(drawn, layer),
            *overprinted(layer),
            *patches,
        ),
        tables=stored_tables(stored, layer),
        text_layer=TextLayer.USED,
        picture_share=layer.picture_share,
        under=layer.hidden,
    )
    return (read,)


def _is_encrypted(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _ENCRYPTED in file.read(4 * 1024 * 1024)
    except OSError:
        return False
