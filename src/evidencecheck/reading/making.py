"""How a page of a PDF file was made: by its fonts and by its picture papers are told apart.

Pages that one program wrote together share the fonts that it embedded; each job of a scanner has
one resolution, colour and compression. Binding files together keeps both.
"""

from __future__ import annotations

import pymupdf

_ERRORS = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)
_STEP = 10
"""Dots an inch: pages of one job differ by a few, for the sheet is cropped."""
_SMALL = 300
"""Pixels; what is smaller is a logo or a code."""


def made(page: pymupdf.Page) -> tuple[str, ...]:
    """The fonts of a page and the form of its largest picture; empty where it has none.

    A font is told as ``font 12 ABCDEF+SimSun``, by its object in the file and its name; a picture
    as ``picture DCTDecode DeviceGray 150``, by compression, colours and dots an inch.
    """
    try:
        fonts = sorted({f"font {font[0]} {font[3]}" for font in page.get_fonts() if font[0]})
        pictures = [i for i in page.get_images() if min(i[2], i[3]) >= _SMALL]
        short = min(page.rect.width, page.rect.height)
    except _ERRORS:
        return ()
    if not pictures or short <= 0:
        return tuple(fonts)
    width, height, colours, coding = (
        max(pictures, key=lambda i: i[2] * i[3])[k] for k in (2, 3, 5, 8)
    )
    dots = round(min(width, height) * 72 / short / _STEP) * _STEP
    return (*fonts, f"picture {coding} {colours} {dots}")
