"""The picture of a page, recognised."""

from __future__ import annotations

import cv2
import numpy as np

from evidencecheck.domain.page import Page, TextLayer
from evidencecheck.reading.ocr.interface import Image, OcrEngine
from evidencecheck.reading.ocr.recognise import recognise_page

# A page whose grey levels spread less than this holds nothing that could be seen.
_BLANK_SPREAD = 4.0
_POINTS_PER_PIXEL = 72 / 200


def read_picture(
    image: Image,
    number: int,
    engine: OcrEngine,
    *,
    size: tuple[float, float] | None = None,
    text_layer: TextLayer = TextLayer.NONE,
    label: str = "",
    picture_share: float = 1.0,
) -> Page:
    """Recognise ``image`` (blue-green-red) as page ``number``.

    ``size``: width and height in points of the page as stored; by default at 200 dpi.
    ``picture_share``: how much of the page pictures cover; less than 1 for a page that was drawn.
    """
    found = recognise_page(image, engine)
    points = size or (image.shape[1] * _POINTS_PER_PIXEL, image.shape[0] * _POINTS_PER_PIXEL)
    if found.rotation in {90, 270}:
        points = (points[1], points[0])
    blank = not found.spans and not found.marks and is_blank(image)
    return Page(
        number=number,
        width=points[0],
        height=points[1],
        rotation=found.rotation,
        spans=found.spans,
        marks=found.marks,
        tables=found.tables,
        text_layer=text_layer,
        label=label,
        picture_share=0.0 if blank else picture_share,
    )


def is_blank(image: Image) -> bool:
    """Whether a picture shows nothing: its grey levels hardly differ, dust left aside."""
    small = cv2.resize(image, (160, 160), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    return float(np.std(grey[8:-8, 8:-8])) < _BLANK_SPREAD
