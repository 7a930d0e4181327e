"""The picture of a page, recognised."""

from __future__ import annotations

from evidencecheck.domain.page import Page, TextLayer
from evidencecheck.reading.blank import is_coloured, is_empty, shows_hardly_anything
from evidencecheck.reading.ocr.interface import Image, OcrEngine
from evidencecheck.reading.ocr.recognise import recognise_page
from evidencecheck.reading.picture_hash import picture_hash
from evidencecheck.reading.two_pages import parted

_POINTS_PER_PIXEL = 72 / 200
_CERTAIN = 0.8
"""Least confidence of a line that is read on a page that shows hardly anything."""


def read_picture(
    image: Image,
    number: int,
    engine: OcrEngine,
    *,
    points: float = _POINTS_PER_PIXEL,
    text_layer: TextLayer = TextLayer.NONE,
    label: str = "",
    picture_share: float = 1.0,
) -> tuple[Page, ...]:
    """Recognise ``image`` (blue-green-red) as page ``number``: one page, or the two on one sheet.

    ``points``: of the page for each pixel; by default as at 200 dpi.
    ``picture_share``: how much of the page pictures cover; less than 1 for a page that was drawn.
    """
    if is_empty(image):
        height, width = image.shape[:2]
        empty = Page(number, width * points, height * points, text_layer=text_layer, label=label)
        return (empty,)
    found = recognise_page(image, engine)
    certain = found.marks or any(span.confidence >= _CERTAIN for span in found.spans)
    blank = found.blank or (not certain and shows_hardly_anything(image))
    page = Page(
        number=number,
        width=found.view.size[0] * points,
        height=found.view.size[1] * points,
        rotation=found.view.turned,
        warp=found.view.warp,
        spans=() if blank else found.spans,
        marks=found.marks,
        tables=found.tables,
        text_layer=text_layer,
        label=label,
        picture_share=0.0 if blank else picture_share,
        coloured=is_coloured(image),
        sealless=found.sealless,
        picture="" if blank else picture_hash(found.view.picture(image)),
        legible=blank or found.legible,
    )
    return parted(page, lambda: found.view.picture(image))
