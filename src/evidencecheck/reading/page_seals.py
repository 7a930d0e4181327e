"""Seals on a page that has a text layer: only where a picture or a curve may be one."""

from __future__ import annotations

from dataclasses import replace

from evidencecheck.domain.page import Mark
from evidencecheck.reading.drawn import may_have_seal
from evidencecheck.reading.marks.seal import find_seals
from evidencecheck.reading.ocr.interface import OcrEngine
from evidencecheck.reading.ocr.seal_text import read_plain_rings, read_seals
from evidencecheck.reading.page_view import DPI, PageView

_GLANCE_SIDE = 800
"""Longest side, in pixels, of the picture in which seals are looked for; some 10 ms."""


def page_seals(view: PageView, engine: OcrEngine) -> tuple[Mark, ...]:
    """The seals drawn on a page, and its plain rings, in places of the upright page, with what
    they say."""
    page = view.page
    if not may_have_seal(page.drawn, page.width, page.height):
        return ()
    longest = max(page.width, page.height)
    dpi = min(DPI, 72 * _GLANCE_SIDE / longest)
    found = find_seals(view.picture(dpi))
    if not found:
        return ()
    scale = DPI / dpi
    seals = [replace(s, outline=s.outline and s.outline.scaled(scale)) for s in found]
    read = read_seals(view.picture(), seals, engine)
    rings = read_plain_rings(view.picture(), seals, read, engine)
    return (*(seal.mark() for seal in read), *rings)
