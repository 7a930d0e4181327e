"""A page of a PDF file as stored, before /Rotate turns it; its content is interpreted once.

Everything that is asked of the page's content comes in one frame: points of the unturned page,
origin at the top left of its crop box.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pymupdf
from numpy.typing import NDArray

from evidencecheck.reading.drawn import Drawn
from evidencecheck.reading.upright import Rectangle

_WHITE = 237
"""Of 255, least of each colour of print that white paper does not show."""

_UNDRAWN = 3
"""Render mode of print that is not drawn."""


class StoredPage:
    """What a page holds. Valid while its document is open."""

    def __init__(self, page: pymupdf.Page) -> None:
        self._page = page
        self.rotation = int(page.rotation) % 360
        """/Rotate: degrees clockwise by which a viewer turns the page."""
        with _unturned(page):
            self.width, self.height = float(page.rect.width), float(page.rect.height)
            self._content = page.get_displaylist()
        self.drawn = _drawn(self._content)
        """What the page draws, in the order of drawing."""
        self._print = pymupdf.TextPage(self._content.get_textpage(pymupdf.TEXTFLAGS_WORDS))

    def words(self) -> list[Any]:
        """x0, y0, x1, y1, text, number of the block, of the line in it, of the word in that."""
        words: list[Any] = self._print.extractWORDS()
        return words

    def directions(self) -> Iterator[tuple[float, float]]:
        """Cosine and sine of the direction in which each line of print runs, y downwards."""
        for block in self._print.extractDICT()["blocks"]:
            for line in block.get("lines", ()):
                yield line["dir"]

    def white_print(self) -> Iterator[tuple[int, int, Rectangle]]:
        """Number of the block, of the line in it, and place, of each run of print in white."""
        for block, line, span in self._runs():
            colour = int(span["color"])
            if min(colour >> 16 & 255, colour >> 8 & 255, colour & 255) >= _WHITE:
                yield block, line, span["bbox"]

    def clear_print(self) -> Iterator[tuple[int, int, Rectangle]]:
        """The same of print that is not drawn at all: without opacity, or in render mode 3."""
        for block, line, span in self._runs():
            if not span["alpha"]:
                yield block, line, span["bbox"]

    def _runs(self) -> Iterator[tuple[int, int, dict[str, Any]]]:
        for block in self._print.extractDICT()["blocks"]:
            for number, line in enumerate(block.get("lines", ())):
                for span in line["spans"]:
                    yield block["number"], number, span

    def characters(self) -> dict[tuple[int, int], list[tuple[str, Rectangle]]]:
        """The characters of each line with their places, by numbers of block and line."""
        return {
            (block["number"], number): [
                (char["c"], char["bbox"]) for span in line["spans"] for char in span["chars"]
            ]
            for block in self._print.extractRAWDICT()["blocks"]
            for number, line in enumerate(block.get("lines", ()))
        }

    def glyphs(self) -> Iterator[tuple[int, str, Rectangle]]:
        """The characters drawn: place of their run in ``drawn``, the character, its box."""
        with _unturned(self._page):
            runs = self._page.get_texttrace()
        for run in runs:
            if run["type"] != _UNDRAWN and run["opacity"] > 0:
                for code, _, _, box in run["chars"]:
                    yield int(run["seqno"]), chr(code), box

    def opaque_pictures(self) -> Iterator[Rectangle]:
        """Where pictures without a mask are drawn."""
        with _unturned(self._page):
            pictures = self._page.get_image_info()
        for picture in pictures:
            if not picture.get("has-mask"):
                yield picture["bbox"]

    def paths(self) -> list[dict[str, Any]]:
        """The lines, rectangles and curves drawn, as ``pymupdf.Page.get_cdrawings`` gives them."""
        paths: list[dict[str, Any]] = self._page.get_cdrawings()
        return paths

    def picture(self, part: Rectangle, dpi: float) -> NDArray[np.uint8]:
        """A part of the page as height x width x 3, red-green-blue; empty off the page."""
        scale = pymupdf.Matrix(dpi / 72, dpi / 72)
        pixels = self._content.get_pixmap(scale, pymupdf.csRGB, 0, pymupdf.Rect(part))
        shape = (pixels.height, pixels.width, 3)
        return np.frombuffer(pixels.samples, dtype=np.uint8).reshape(shape)


def _drawn(content: pymupdf.DisplayList) -> Drawn:
    """What ``pymupdf.Page.get_bboxlog`` gives, without interpreting the page a second time."""
    drawn: list[tuple[str, Rectangle]] = []
    mupdf = pymupdf.mupdf
    device = pymupdf.JM_new_bbox_device(drawn, False)
    everywhere = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)
    mupdf.fz_run_display_list(content.this, device, mupdf.FzMatrix(), everywhere, mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return drawn


@contextmanager
def _unturned(page: pymupdf.Page) -> Iterator[None]:
    turned = page.rotation
    if turned:
        page.set_rotation(0)
    try:
        yield
    finally:
        if turned:
            page.set_rotation(turned)
