"""Pages that a file stores turned, and shows upright by /Rotate."""

from __future__ import annotations

import pymupdf


def stored_turned(document: pymupdf.Document, degrees: int) -> pymupdf.Document:
    """The same pages as seen, each stored turned back by ``degrees`` with /Rotate set to them."""
    if not degrees:
        return document
    turned = pymupdf.open()
    for shown in document:
        width, height = shown.rect.width, shown.rect.height
        if degrees % 180:
            width, height = height, width
        page = turned.new_page(width=width, height=height)
        page.show_pdf_page(page.rect, document, shown.number, rotate=degrees)
        page.set_rotation(degrees)
    return turned
