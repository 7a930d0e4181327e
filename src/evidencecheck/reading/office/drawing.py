"""A drawn page as a picture."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from evidencecheck.domain.page import Page, Span, Table
from evidencecheck.reading.office.layout import base_line
from evidencecheck.reading.office.measure import font

_INK = 0
_RULE = 150
_PAPER = 255
_LOOKALIKES = str.maketrans({"☐": "□", "☑": "√", "☒": "×", "✔": "√", "✗": "×", "✘": "×"})
"""Stand-ins for signs that the font lacks."""


def draw(page: Page, width_px: int) -> bytes:
    """Draw a page of an office file from its spans and tables alone.

    Args:
        page: from `read_docx` or `read_xlsx`.
        width_px: width of the picture; its height follows from the page's.

    Returns:
        A PNG in shades of grey, the same bytes for the same page.
    """
    height_px = max(1, round(width_px * page.height / page.width))
    picture = Image.new("L", (width_px, height_px), _PAPER)
    pen = ImageDraw.Draw(picture)
    for table in page.tables:
        _rules(pen, table, width_px, height_px)
    for span in page.spans:
        _text(pen, span, width_px, height_px)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _rules(pen: ImageDraw.ImageDraw, table: Table, width: int, height: int) -> None:
    for cell in (c for row in table.rows for c in row):
        box = cell.box
        corners = (box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height)
        pen.rectangle([round(v) for v in corners], fill=_PAPER, outline=_RULE)


def _text(pen: ImageDraw.ImageDraw, span: Span, width: int, height: int) -> None:
    text = span.text.translate(_LOOKALIKES)
    size = max(1, round(span.box.height * height))
    long = _face(size).getlength(text)
    room = span.box.width * width
    if long > room + size:
        size = max(1, int(size * room / long))
    place = (span.box.x0 * width, base_line(span.box, height))
    pen.text(place, text, font=_face(size), fill=_INK, anchor="ls")


@lru_cache(maxsize=1)
def _font_file() -> bytes:
    return bytes(font().buffer)


@lru_cache(maxsize=32)
def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(_font_file()), size, layout_engine=ImageFont.Layout.BASIC)
