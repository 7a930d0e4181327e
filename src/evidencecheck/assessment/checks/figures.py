"""C602: two documents that give one amount of the applicant's year differently (domain C17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from evidencecheck.assessment.amounts import OF_THE_FIRM, amount, apart, rounding
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.finding import Finding

_SURE = 0.92
_UNITS: Final[Mapping[str, str]] = {
    "emissions_total": "tCO2e",
    "emissions_scope1": "tCO2e",
    "emissions_scope2": "tCO2e",
    "electricity_kwh": "kWh",
}
_RANK: Final[Mapping[str, int]] = {"authority": 0, "third-party": 1, "any": 2, "self": 3}
"""Whose word counts first, where two disagree."""


@dataclass(frozen=True, slots=True)
class _Fact:
    document: Document
    field: Field
    value: float


def figures(document: Document, context: Context) -> Iterator[Finding]:
    """Amounts of ``document`` that a document whose word counts more gives differently."""
    if not _of_the_firm(document, context):
        return
    for name, unit in _UNITS.items():
        mine = _fact(document, name)
        if mine is None:
            continue
        for other in context.documents:
            if not _same_year(document, other) or not _of_the_firm(other, context):
                continue
            theirs = _fact(other, name)
            if theirs is None or not _weaker(document, other, context):
                continue
            if _disagree(mine, theirs, name):
                (year,) = document.years
                yield context.finding(
                    "C602",
                    document,
                    cite=(mine.field.citation, theirs.field.citation),
                    what=f"{name}, {year}",
                    first=amount(mine.value, unit),
                    second=amount(theirs.value, unit),
                )
                break


def _of_the_firm(document: Document, context: Context) -> bool:
    """Whether it speaks of the applicant as a whole, for one year, on one basis."""
    if document.type not in OF_THE_FIRM or len(document.years) != 1:
        return False
    holder = document.text("holder")
    if holder and not context.is_applicant(holder):
        return False
    restated = context.book.phrases.restated
    return not any(word in line.text for line in document.lines for word in restated)


def _same_year(a: Document, b: Document) -> bool:
    return a.id != b.id and a.years == b.years


def _fact(document: Document, name: str) -> _Fact | None:
    field = document.field(name)
    if field is None or field.confidence < _SURE or not isinstance(field.value, int | float):
        return None
    return _Fact(document, field, float(field.value))


def _weaker(a: Document, b: Document, context: Context) -> bool:
    """Whether ``a`` is to be asked about: who says it of himself, then what comes later."""
    return _rank(a, context) > _rank(b, context)


def _rank(document: Document, context: Context) -> tuple[int, int]:
    kind = context.type_of(document)
    order = next(n for n, d in enumerate(context.documents) if d.id == document.id)
    return (_RANK[kind.issuer] if kind is not None else len(_RANK), order)


def _disagree(a: _Fact, b: _Fact, name: str) -> bool:
    exact = rounding(a.field.raw, a.value) + rounding(b.field.raw, b.value)
    if not apart(a.value, b.value, exact):
        return False
    if name != "emissions_total":
        return True
    # One total may take in scope 3, or be of scope 1 alone, where the other does not.
    gap = abs(a.value - b.value)
    parts = [_fact(d, f"emissions_scope{n}") for d in (a.document, b.document) for n in (1, 2, 3)]
    return not any(p is not None and not apart(p.value, gap, exact) for p in parts)
