"""C601: a total of emissions that is not that of its scopes (domain C16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencecheck.assessment.amounts import (
    amount,
    apart,
    comparable,
    may_be_misread,
    rounding,
)
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.made_otherwise import is_made_with_another
from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.finding import Finding

_READ = 0.95
"""0..1, of the reading of an amount: one misread figure would accuse."""
_TOLD = 0.9
"""The same, of an amount that stands behind its label."""
_LEGIBLE = 0.6
_TWO_SCOPES = re.compile(
    r"(?:范围|范畴|类别|scopes?)\s*[一1I]\s*(?:[+＋和与及、&]|and)\s*(?:范围|范畴|类别|scope)?\s*[二2](?![、,，和+＋及与])",
    re.IGNORECASE,
)


def scopes(document: Document, context: Context) -> Iterator[Finding]:
    """A total of emissions that is not that of its scopes."""
    total, one, two, three = (
        _sure(document, name)
        for name in (
            "emissions_total",
            "emissions_scope1",
            "emissions_scope2",
            "emissions_scope3",
        )
    )
    if total is None or one is None or two is None:
        return
    words = context.book.phrases.other_basis
    if any(word in document.words for word in words):
        return
    stated, parts = float(total.value), float(one.value) + float(two.value)  # type: ignore[arg-type]
    whole = parts + (float(three.value) if three is not None else 0.0)  # type: ignore[arg-type]
    exact = rounding(total.raw, stated) * 4
    if not apart(stated, parts, exact) or not apart(stated, whole, exact):
        return
    # A table of nine months and a sentence on the year; columns of two fiscal years.
    if len({_column(f, document) for f in (total, one, two)}) > 1:
        return
    # Other categories may stand where none of them was read.
    more = three is None and stated > parts and not _is_of_two(total, document)
    if not whole or (more and _may_hold_more(document, context)):
        return
    # A total further from its scopes is of something else.
    if not comparable(stated, whole):
        return
    doubted = [f for f in (total, one, two, three) if f is not None and f.confidence < _READ]
    if any(
        may_be_misread(float(f.value), stated - whole)  # type: ignore[arg-type]
        for f in doubted
    ):
        return
    fields = [f for f in (total, one, two, three) if f is not None]
    values = [float(f.value) for f in fields[1:]]  # type: ignore[arg-type]
    if is_made_with_another(document, total.raw, stated, values, exact):
        return
    yield context.finding(
        "C601",
        document,
        cite=[f.citation for f in fields],
        stated=amount(stated, "tCO2e"),
        computed=amount(whole, "tCO2e"),
    )


def _is_of_two(total: Field, document: Document) -> bool:
    """Whether the line of a total says of what it is the sum: 排放总量(范围一+范围二)."""
    place = total.citation
    beside = (x.text for x in document.lines if x.page == place.page and x.box.same_row(place.box))
    return any(_TWO_SCOPES.search(text) for text in beside)


def _column(field: Field, document: Document) -> tuple[int, int | None] | None:
    """The table, and the year in it, that an amount is of; None where it stands in no table."""
    cells = (q for q in document.quantities if q.citation.box == field.citation.box)
    return next(((q.table, q.year) for q in cells), None)


def _may_hold_more(document: Document, context: Context) -> bool:
    """Whether the paper speaks of anything besides scopes 1 and 2, or may in what was not read."""
    if any(line.confidence < _LEGIBLE for line in document.lines):
        return True
    words = context.book.phrases.beyond_scopes
    return any(word in document.words.casefold() for word in words)


def _sure(document: Document, name: str) -> Field | None:
    field = document.field(name)
    return field if field is not None and field.confidence >= _TOLD else None
