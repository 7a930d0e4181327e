"""Days that decide and whose reading is not sure enough: under a seal, or in faint print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from evidencecheck.assessment.context import iso
from evidencecheck.domain.document import Citation, Document, Field
from evidencecheck.domain.page import Origin

_LEGIBLE, _SURE = 0.7, 0.9
"""0..1: what lies under a seal is another day to the eye as well, 2028 for 2023."""
_CERTAIN: Final = 5e-3
"""Odds of the likeliest other day, below which a day is as it was read.

Of some two hundred doubtful days in scans with known truth, those read right had less than 1e-3 in
three of four cases. Of those read wrong none had less than 3, but for one under a seal
(``_LEGIBLE``).
"""
_LOOKED_AT = 0.95
"""How sure it is then."""


def doubted_days(document: Document, on: date) -> Iterator[Citation]:
    """Doubtful days of a scan that would accuse: of a day to come, past, or out of order."""
    if document.origin is not Origin.OCR:
        return
    issued, end, until, since = (
        iso(document, n) for n in ("issue_date", "period_end", "valid_until", "valid_from")
    )
    late = issued is not None and issued > on
    early = issued is not None and end is not None and issued < end
    backwards = issued is not None and until is not None and until < issued
    ended = until is not None and until < on
    begins = since is not None and since > on
    for name, decides in (
        ("issue_date", late or early or backwards),
        ("valid_until", ended or backwards),
        ("valid_from", begins),
    ):
        field = document.field(name)
        if not decides or field is None or not field.citation.quote:
            continue
        if _LEGIBLE <= field.confidence < _SURE:
            yield field.citation


def with_sure_days(document: Document, odds: Mapping[Citation, float]) -> Document:
    """``document`` with the days surer of which no other is as likely by ``odds``."""
    if document.origin is not Origin.OCR:
        return document
    fields = tuple(_surer(f) if _is_sure(f, odds) else f for f in document.fields)
    return document if fields == document.fields else replace(document, fields=fields)


def _is_sure(field: Field, odds: Mapping[Citation, float]) -> bool:
    days = {"issue_date", "valid_until", "valid_from"}
    return field.name in days and odds.get(field.citation, 1.0) < _CERTAIN


def _surer(field: Field) -> Field:
    return replace(field, confidence=max(field.confidence, _LOOKED_AT))
