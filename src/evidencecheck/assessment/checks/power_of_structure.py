"""C602: the row of power of a table of energies, one figure off what others give (domain C17).

电力 alone may be what was bought or what was used. Where it is neither, and differs from one of
them in one figure, or by two that changed places, it was mistyped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from evidencecheck.assessment.amounts import apart, as_printed, one_figure_apart, transposed
from evidencecheck.assessment.checks.two_amounts import two_amounts
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.facts import Fact, bare, is_of_a_part, is_of_whole
from evidencecheck.domain.document import Document, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_SURE, _SEVERAL = 0.9, 2
_POWER: Final = ("bought_power", "used_power")
_FACTORS = (0.01, 10.0)
"""Between these lies what turns power into coal, of a number in MWh or ten thousand kWh."""
_EXACT = 0.002
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")


def power_of_structure(document: Document, context: Context) -> Iterator[Finding]:
    """Told of the table, where two papers or more give the amount that it is nearly.

    What was recognised must be borne out by its coal equivalent, so that no figure was misread.
    """
    kind, phrases = context.type_of(document), context.book.phrases
    if kind is None or not kind.whole_energy or len(document.years) != 1:
        return
    if not is_of_whole(document, context.book, context.submission) or is_of_a_part(
        document.heading, phrases
    ):
        return
    rows = [
        q
        for q in document.quantities
        if q.unit == "kWh" and q.what and q.value and bare(q.what[-1]) in phrases.any_power
    ]
    if len(rows) != 1 or rows[0].confidence < _SURE:
        return
    (row,) = rows
    told = [
        fact
        for name in _POWER
        for fact in context.facts.facts.get((name, document.years[0]), ())
        if fact.document != document.id
    ]
    meant = _meant(row, told)
    if meant is None or context.facts.explains(abs(row.value - meant.value), "kWh"):
        return
    if document.origin is not Origin.OCR or _is_borne_out(row, document):
        yield two_amounts(document, context, f"{row.what[-1]}, {document.years[0]}", row, meant)


def _meant(row: Quantity, told: Sequence[Fact]) -> Fact | None:
    """The amount of several papers that a row is nearly; None where it is that of any."""
    if any(not apart(row.value, fact.value) for fact in told):
        return None
    for fact in told:
        papers = {f.document for f in told if f.value == fact.value}
        mistyped = one_figure_apart(row.value, fact.value) or transposed(row.value, fact.value)
        if len(papers) >= _SEVERAL and mistyped:
            return fact
    return None


def _is_borne_out(row: Quantity, document: Document) -> bool:
    """Whether two numbers of its row are a factor and what comes out."""
    number = _NUMBER.search(row.raw)
    printed = as_printed(number[0]) if number is not None else 0.0
    beside = [
        q.value
        for q in document.quantities
        if (q.table, q.row) == (row.table, row.row) and q is not row and q.value > 0
    ]
    least, most = _FACTORS
    return any(
        least < factor < most and not apart(printed * factor, result, 0.0, _EXACT)
        for factor in beside
        for result in beside
        if factor is not result
    )
