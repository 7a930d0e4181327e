"""Small pictures of print on a page with a text layer, pasted over a number or a name of it.

What the page shows there is recognised, and held against what the file stores at that place: print
drawn under the picture, or in white beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import cv2
import numpy as np

from evidencecheck.domain.page import COVERING, Mark, MarkKind, Origin, Span
from evidencecheck.reading.covered import Cover
from evidencecheck.reading.drawn import pictures_of_a_line
from evidencecheck.reading.ocr.interface import Image, OcrEngine
from evidencecheck.reading.page_view import PageView
from evidencecheck.reading.print_compared import differs
from evidencecheck.reading.text_layer import TextLayerReading
from evidencecheck.reading.upright import Rectangle, share_within

_SURE = 0.85
"""0..1: what is shown, to be held against what is stored."""
_WITHIN = 0.6
"""How much of a word must lie in a picture that covers it."""
_AROUND = 12
"""Pixels of paper that recognition needs around print."""
_TELLING = re.compile(r"\d|公司|厂$")


def pasted_print(
    view: PageView, layer: TextLayerReading, drawn: Sequence[Cover], engine: OcrEngine
) -> tuple[tuple[Span, ...], tuple[Mark, ...]]:
    """The print of such pictures that stands over white print, and a mark where it says otherwise.

    A mark says what is shown; its line, what is stored.
    """
    spans: list[Span] = []
    marks: list[Mark] = []
    beneath = {cover.place: cover.hidden for cover in drawn if cover.is_picture}
    for picture in pictures_of_a_line(view.page.drawn):
        place = layer.upright.place(picture)
        beside = _with_margin(place)
        unseen = " ".join(w.text for w in layer.unseen if share_within(w.place, beside) >= _WITHIN)
        stored = unicodedata.normalize("NFKC", unseen or beneath.get(picture, ""))
        if not _TELLING.search(stored):
            continue
        box = layer.upright.box(place)
        shown, sure = _shown(view.picture(), place, layer.upright.size, engine)
        if not shown or sure < _SURE:
            continue
        if unseen:
            spans.append(Span(shown, box, Origin.OCR, round(sure, 4)))
        if differs(stored, shown):
            marks.append(Mark(MarkKind.PATCH, box, shown, "", round(sure, 4), COVERING, (stored,)))
    return tuple(spans), tuple(marks)


def _with_margin(place: Rectangle) -> Rectangle:
    """A place with what is less than its height above and below."""
    high = place[3] - place[1]
    return (place[0], place[1] - high, place[2], place[3] + high)


def _shown(
    page: Image, place: Rectangle, size: tuple[float, float], engine: OcrEngine
) -> tuple[str, float]:
    """What stands at a place of the picture of the page, and how sure that is."""
    height, width = page.shape[:2]
    x0, x1 = (round(x / size[0] * width) for x in (place[0], place[2]))
    y0, y1 = (round(y / size[1] * height) for y in (place[1], place[3]))
    crop = page[max(y0, 0) : y1, max(x0, 0) : x1]
    if not crop.size:
        return "", 0.0
    paper = [int(v) for v in np.median(crop.reshape(-1, 3), axis=0)]
    framed = np.asarray(
        cv2.copyMakeBorder(crop, *((_AROUND,) * 4), cv2.BORDER_CONSTANT, value=paper), np.uint8
    )
    lines = [line for line in engine.read(framed) if line.is_text]
    if lines:
        text = " ".join(line.text for line in lines)
        return unicodedata.normalize("NFKC", text), min(line.confidence for line in lines)
    ((text, sure),) = engine.recognise([framed])
    return unicodedata.normalize("NFKC", text), sure
