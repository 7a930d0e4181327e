"""A page of a PDF as it is drawn: operators, and the fonts, pictures and shades that they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple

import pymupdf
from PIL import Image

from evidencecheck.reading.ofd.numbers import POINTS, Matrix, Rect
from evidencecheck.reading.ofd.pdf_fonts import PdfFont

INVISIBLE = 3
"""Render mode of text that is not shown; `text_is_hidden` knows it."""

_ERRORS = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)

Colour = tuple[float, float, float]
"""Red, green, blue, 0..1."""


_SAME = 0.35
"""Millimetres within which a glyph stands at the place of another."""


class PlacedGlyph(NamedTuple):
    """A glyph on its way onto the page."""

    matrix: Matrix
    """From a glyph of size 1 to the space that it is drawn in."""
    code: int
    text: str
    x: float
    """Millimetres of the page."""
    y: float


class _Text(NamedTuple):
    font: str
    glyphs: list[str]


class Canvas:
    """One page, drawn in millimetres from its top left; everything is kept until `document`."""

    def __init__(self, area: Rect) -> None:
        """Take the physical box of the page."""
        x, y, width, height = area
        self.width, self.height = width * POINTS, height * POINTS
        self.area = area
        # y runs downwards from here on.
        start = _numbers(POINTS, 0, 0, -POINTS, -x * POINTS, self.height + y * POINTS, "cm")
        self._operators: list[str | _Text] = [start]
        self._glyphs: dict[tuple[str, int, int], tuple[list[str], int]] = {}
        self._fonts: dict[str, PdfFont] = {}
        self._pictures: dict[str, tuple[str, bytes]] = {}
        self._shades: dict[int, str] = {}

    @contextmanager
    def moved(self, m: Matrix) -> Iterator[None]:
        """Draw what follows under a matrix."""
        self._operators.append(f"q {_numbers(*m, 'cm')}")
        try:
            yield
        finally:
            self._operators.append("Q")

    def shade(self, alpha: float) -> None:
        """Let what follows be ``alpha`` opaque, 0..1; call within `moved`."""
        if alpha < 1:
            percent = round(100 * max(0.0, alpha))
            name = self._shades.setdefault(percent, f"G{percent}")
            self._operators.append(f"/{name} gs")

    def colour(self, fill: Colour, stroke: Colour) -> None:
        """Set the colours of what follows; call within `moved`."""
        self._operators.append(f"{_numbers(*fill, 'rg')} {_numbers(*stroke, 'RG')}")

    # ------------------------------------------------------------------ drawing

    def text(self, name: str, font: PdfFont, mode: int, glyphs: Sequence[PlacedGlyph]) -> None:
        """Draw glyphs; ``name`` tells the font from others.

        One that is drawn again at its place is drawn once, the last time: producers print twice for
        bold type, and over a picture that hid the first print.
        """
        self._fonts[name] = font
        drawn = list[str]()
        for glyph in glyphs:
            for near in _near(glyph):
                if (before := self._glyphs.pop((glyph.text, *near), None)) is not None:
                    before[0][before[1]] = ""
            self._glyphs[(glyph.text, *_cell(glyph))] = (drawn, len(drawn))
            drawn.append(f"{_numbers(*glyph.matrix, 'Tm')} <{glyph.code:04x}> Tj")
        self._operators.append(_Text(f"/{name} 1 Tf {mode} Tr", drawn))

    def path(self, operators: str) -> None:
        """Draw a path, given in the operators of PDF."""
        self._operators.append(operators)

    def picture(self, key: str, data: bytes) -> None:
        """Draw a picture file onto the unit square, its top at y = 0.

        ``key`` tells it from others.
        """
        name, _ = self._pictures.setdefault(key, (f"P{len(self._pictures)}", data))
        self._operators.append(f"q 1 0 0 -1 0 1 cm /{name} Do Q")

    # ------------------------------------------------------------------ the end

    def document(self) -> tuple[pymupdf.Document, bool]:
        """The page as a document of its own, and whether all its pictures can be shown."""
        document = pymupdf.open()
        page = document.new_page(width=self.width, height=self.height)
        pictures, fonts, shades = {}, {}, {}
        for name, data in self._pictures.values():
            try:
                number = page.insert_image(pymupdf.Rect(0, 0, 1, 1), stream=data)
                pictures[name] = f"{number} 0 R"
            except _ERRORS:
                continue
        for name, font in self._fonts.items():
            fonts[name] = f"{font.write(document)} 0 R"
        for percent, name in self._shades.items():
            shades[name] = f"<</ca {percent / 100}/CA {percent / 100}>>"
        content = document.get_new_xref()
        document.update_object(content, "<<>>")
        document.update_stream(content, self._content(), compress=False)
        named = f"/XObject{_names(pictures)}/Font{_names(fonts)}/ExtGState{_names(shades)}"
        # In place of what showed the pictures when they were put in.
        document.xref_set_key(page.xref, "Resources", f"<<{named}>>")
        document.xref_set_key(page.xref, "Contents", f"{content} 0 R")
        return document, len(pictures) == len(self._pictures)

    def _content(self) -> bytes:
        lines = (
            op if isinstance(op, str) else f"BT {op.font} {' '.join(filter(None, op.glyphs))} ET"
            for op in self._operators
        )
        return "\n".join(lines).encode("ascii")


def _cell(glyph: PlacedGlyph) -> tuple[int, int]:
    return round(glyph.x / _SAME), round(glyph.y / _SAME)


def _near(glyph: PlacedGlyph) -> Iterator[tuple[int, int]]:
    x, y = _cell(glyph)
    return ((x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels that a picture file declares; None where it is none.

    Pillow reads the heads of most formats, MuPDF that of JBIG2 besides.
    """
    # The limit is ours: see `pictures.open_picture`.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(BytesIO(data)) as picture:
            return picture.size
    except (OSError, ValueError, SyntaxError):
        pass
    mupdf = pymupdf.mupdf
    try:
        shown = mupdf.fz_new_image_from_buffer(mupdf.fz_new_buffer_from_copied_data(data))
        return int(shown.w()), int(shown.h())
    except _ERRORS:
        return None


def _numbers(*parts: float | str) -> str:
    """Numbers as PDF writes them, and the operator behind them."""
    return " ".join(p if isinstance(p, str) else f"{p:.5f}" for p in parts)


def _names(values: Mapping[str, str]) -> str:
    return f"<<{''.join(f'/{name} {value}' for name, value in values.items())}>>"
