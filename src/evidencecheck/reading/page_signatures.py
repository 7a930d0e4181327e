"""Signatures by hand on a page with a text layer: where one is drawn beside a label for it."""

from __future__ import annotations

from statistics import median

from evidencecheck.domain.page import Mark
from evidencecheck.reading.drawn import may_have_ink
from evidencecheck.reading.ocr.interface import OcrEngine
from evidencecheck.reading.ocr.signed import Line, find_signatures, reach
from evidencecheck.reading.page_view import DPI, PageView
from evidencecheck.reading.text_layer import TextLayerReading


def page_signatures(view: PageView, layer: TextLayerReading, engine: OcrEngine) -> tuple[Mark, ...]:
    """The signatures drawn on a page, in places of the upright page."""
    if not layer.spans:
        return ()
    width, height = layer.upright.size
    lines: list[Line] = [
        (s.text, (s.box.x0 * width, s.box.y0 * height, s.box.x1 * width, s.box.y1 * height))
        for s in layer.spans
    ]
    around = reach(lines)
    if not around:
        return ()
    em = median(y1 - y0 for _, (_, y0, _, y1) in lines)
    drawn = [layer.upright.place(box) for box in may_have_ink(view.page.drawn, em)]
    if not any(_meet(box, place) for box in drawn for place in around):
        return ()
    scale = DPI / 72
    scaled: list[Line] = [
        (text, (x0 * scale, y0 * scale, x1 * scale, y1 * scale)) for text, (x0, y0, x1, y1) in lines
    ]
    return find_signatures(view.picture(), scaled, engine)


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])
