"""Days of issue that were read clearly, wherever on its paper they stand."""

from __future__ import annotations

from evidencecheck.domain.document import Document, Field

_SURE = 0.85
_CLEAR, _PLACED = 0.97, 0.83
"""Of the reading of a line, and of a day that it begins with and no label names."""


def clearly_dated(document: Document, field: Field) -> bool:
    """Whether a day was read surely, or clearly where custom puts it: at the head of minutes."""
    lines = [x for x in document.lines if field.raw.strip() and field.raw.strip() in x.text]
    clear = bool(lines) and min(x.confidence for x in lines) >= _CLEAR
    return field.confidence >= _SURE or (clear and field.confidence >= _PLACED)
