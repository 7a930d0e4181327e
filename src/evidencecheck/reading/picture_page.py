"""The picture of a page, recognised."""

from __future__ import annotations

import unicodedata
from typing import cast

import cv2
import numpy as np

from evidencecheck.domain.page import Mark, Origin, Page, Span, TextLayer
from evidencecheck.reading.marks.codes import read_codes
from evidencecheck.reading.ocr.ink import prepare, second_reading
from evidencecheck.reading.ocr.interface import Image, OcrEngine, OcrLine
from evidencecheck.reading.ocr.orientation import page_rotation

# A page whose grey levels spread less than this holds nothing that could be seen.
_BLANK_SPREAD = 4.0
_POINTS_PER_PIXEL = 72 / 200
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def read_picture(
    image: Image,
    number: int,
    engine: OcrEngine,
    *,
    size: tuple[float, float] | None = None,
    text_layer: TextLayer = TextLayer.NONE,
    label: str = "",
) -> Page:
    """Recognise ``image`` (blue-green-red) as page ``number``.

    ``size``: width and height in points of the page as stored; by default at 200 dpi.
    """
    rotation = page_rotation(image)
    if rotation:
        image = cast(Image, cv2.rotate(image, _TURNS[rotation]))
    height, width = image.shape[:2]
    points = size or (width * _POINTS_PER_PIXEL, height * _POINTS_PER_PIXEL)
    if size is not None and rotation in {90, 270}:
        points = (points[1], points[0])
    prepared = prepare(image)
    lines = second_reading(image, engine, engine.read(prepared.image), prepared.seals)
    spans = tuple(s for line in lines if (s := _span(line, width, height)) is not None)
    marks: tuple[Mark, ...] = (*prepared.seals, *read_codes(image))
    blank = not spans and not marks and is_blank(image)
    return Page(
        number=number,
        width=points[0],
        height=points[1],
        rotation=rotation,
        spans=spans,
        marks=marks,
        text_layer=text_layer,
        label=label,
        picture_share=0.0 if blank else 1.0,
    )


def is_blank(image: Image) -> bool:
    """Whether a picture shows nothing: its grey levels hardly differ, dust left aside."""
    small = cv2.resize(image, (160, 160), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    return float(np.std(grey[8:-8, 8:-8])) < _BLANK_SPREAD


def _span(line: OcrLine, width: int, height: int) -> Span | None:
    text = unicodedata.normalize("NFKC", line.text).strip()
    if not text:
        return None
    second = unicodedata.normalize("NFKC", line.second).strip() if line.second else None
    return Span(text, line.box(width, height), Origin.OCR, round(line.confidence, 4), second)
