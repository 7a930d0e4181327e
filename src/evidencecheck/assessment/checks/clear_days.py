"""Days of issue that were read clearly, wherever on its paper they stand."""

from __future__ import annotations

import re

from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.page import Origin

_SURE = 0.85
_UNDER_A_SEAL = 0.95
"""0..1, of a day that a seal touches, from which on no figure of it is thought to be lost."""
_STRAY = re.compile(r"[\u4e00-\u9fff](?<![日期间于在自期])")
_CLEAR, _PLACED = 0.97, 0.83
"""Of the reading of a line, and of a day that it begins with and no label names."""


def clearly_dated(document: Document, field: Field) -> bool:
    """Whether a day was read surely, or clearly where custom puts it: at the head of minutes."""
    lines = [x for x in document.lines if field.raw.strip() and field.raw.strip() in x.text]
    clear = bool(lines) and min(x.confidence for x in lines) >= _CLEAR
    return field.confidence >= _SURE or (clear and field.confidence >= _PLACED)


def may_lack_a_sign(document: Document, field: Field) -> bool:
    """Whether a seal, or a gap in it, may have taken a figure of a recognised day: 1月 of 11月.

    A sign of the seal is then read between its label and the day: 签发日期章2025年.
    """
    if document.origin is not Origin.OCR:
        return False
    if "\t" in field.raw:
        return True
    place, raw = field.citation, field.raw.strip()
    sealed = any(m.page == place.page and m.mark.box.overlap(place.box) > 0 for m in document.marks)
    before = [x.text.partition(raw)[0][-1:] for x in document.lines if raw and raw in x.text]
    stray = any(_STRAY.match(c) for c in before)
    return sealed and stray and field.confidence < _UNDER_A_SEAL
