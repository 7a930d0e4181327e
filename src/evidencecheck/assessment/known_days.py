"""Days of issue that no paper can have: a year read as another, under a seal or in faint print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin

_AHEAD = 15
"""Years after that of the assessment which nobody dates a paper by."""
_UNREADABLE = 0.3
"""0..1: contradicts nothing, and a person should look."""


def with_possible_days(documents: Sequence[Document], on: date) -> tuple[Document, ...]:
    """``documents`` in which a recognised day of issue of a far year to come is in doubt."""
    return tuple(_doubted(d, on.year + _AHEAD) for d in documents)


def _doubted(document: Document, last: int) -> Document:
    issued = document.field("issue_date")
    if document.origin is not Origin.OCR or issued is None:
        return document
    year = str(issued.value)[:4]
    if not year.isdigit() or int(year) <= last:
        return document
    less = replace(issued, confidence=min(issued.confidence, _UNREADABLE))
    fields = tuple(less if f.name == "issue_date" else f for f in document.fields)
    return replace(document, fields=fields)
