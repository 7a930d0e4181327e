"""The stored picture of a page, upright as it was read."""

from __future__ import annotations

from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading import pdf
from evidencecheck.reading.ocr.interface import Image
from evidencecheck.reading.ocr.view import shown
from evidencecheck.reading.ofd_pages import picture_of_ofd_page
from evidencecheck.reading.pictures import PICTURES, frame, open_picture


def upright_picture(file: SourceFile, page: Page, limits: Limits, dpi: int) -> Image | None:
    """Page ``page`` of a file, drawn at ``dpi`` where it is drawn at all; both halves of a sheet.

    None for files that have no pages of their own.

    Raises:
        ReadError: the file cannot be opened, or the page not be drawn.
    """
    if file.media_type is MediaType.PDF:
        with pdf.open_pdf(file.location, limits) as document:
            image = pdf.render(document.load_page(page.number - 1), limits, dpi)
    elif file.media_type is MediaType.OFD:
        image = picture_of_ofd_page(file.location, page.number, limits, dpi)
    elif file.media_type in PICTURES:
        image = frame(open_picture(file.location, limits), page.number, limits)
    else:
        return None
    return seen_upright(image, page)


def seen_upright(image: Image, page: Page) -> Image:
    """The stored picture as the upright page that was read, both halves of it."""
    height, width = image.shape[:2]
    whole = page.width / page.part.width, page.height / page.part.height
    scale = max(height, width) / max(whole)
    size = (max(1, round(whole[0] * scale)), max(1, round(whole[1] * scale)))
    return shown(image, page.rotation, page.warp, size)
