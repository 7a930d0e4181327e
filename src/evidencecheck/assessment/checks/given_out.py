"""C608: more given out, or used up in parts, than the paper itself says there was (domain C21)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evidencecheck.assessment.amounts import (
    CERTIFICATES,
    DIFFERENT,
    KWH_OF_A_CERTIFICATE,
    amount,
    apart,
)
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.written_numbers import canonical
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases

_SURE, _EXACT = 0.9, 1e-6
_SANE = 5.0
"""More than so many times what there was is of something else."""
_LEAST_PARTS = 2
_POWER, _CARBON = "MWh", "tCO2e"
_UNITS: Final = {
    "kwh": (1 / KWH_OF_A_CERTIFICATE, _POWER),
    "mwh": (1.0, _POWER),
    **dict.fromkeys(CERTIFICATES, (1.0, _POWER)),
    **dict.fromkeys(("tco2", "t"), (1.0, _CARBON)),
}
"""What an amount is in the one unit of its kind."""
_PERIOD = re.compile(r"第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|(?<!\d)0?[1-9])月|20\d\d年")


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount with the words that lead to it."""

    value: float
    unit: str
    label: str
    place: Citation


def given_out(document: Document, context: Context) -> Iterator[Finding]:
    """光伏自用302 MWh, given to three customers: 370 MWh; 固碳15.0 t, 合计使用17.5 t.

    By sentences and by columns. Silent where something else makes up the rest.
    """
    phrases = context.book.phrases
    if document.origin is Origin.OCR or not is_own(document, context):
        return
    if not document.speaks_of(phrases.in_stock) or not document.speaks_of(phrases.given):
        return
    if document.speaks_of(phrases.topped_up) or document.speaks_of(phrases.carried_over):
        return
    green = (*phrases.green, *phrases.renewable, *phrases.own_plant, *phrases.certificates)
    groups = [list(group) for group in (*_of_text(document, context), *_of_tables(document))]
    told = [x for group in groups for x in group]
    for group in groups:
        for n, whole in enumerate(group):
            limit = _limit(whole, group[:n], told, phrases)
            # What all power is used for may be more than what the roof made of it.
            named = whole.unit != _POWER or any(w in whole.label for w in green)
            if limit is None or not named:
                continue
            yield context.finding(
                "C608",
                document,
                cite=(whole.place, limit.place),
                claimed=amount(whole.value, whole.unit),
                limit=amount(limit.value, limit.unit),
            )
            return


def _limit(
    whole: _Told, before: Sequence[_Told], told: Sequence[_Told], phrases: Phrases
) -> _Told | None:  # fmt: skip
    """The only stock that a paper tells of, of which there is less than was given out."""
    if not any(w in whole.label for w in phrases.summed):
        return None
    parts = _parts(whole, before)
    used = any(w in whole.label for w in phrases.given)
    if not (parts and (used or all(_is_given(p, phrases) for p in parts))):
        return None
    stocks = [
        x
        for x in told
        if x.unit == whole.unit
        and x not in parts
        and any(w in x.label for w in phrases.in_stock)
        and not any(w in x.label for w in (*phrases.given, *phrases.summed, "排放"))
    ]
    if len({x.value for x in stocks}) != 1:
        return None
    limit = stocks[0]
    # One of several sources; another time.
    others = any(not apart(limit.value, p.value) for p in parts)
    times = set(_PERIOD.findall(whole.label)) - set(_PERIOD.findall(limit.label))
    if others or times or not limit.value * (1 + DIFFERENT) < whole.value < limit.value * _SANE:
        return None
    return limit


def _parts(whole: _Told, before: Sequence[_Told]) -> Sequence[_Told]:
    """The amounts right before one that add up to it."""
    alike = [x for x in before if x.unit == whole.unit]
    for first in range(len(alike) - _LEAST_PARTS, -1, -1):
        parts = alike[first:]
        if not apart(sum(p.value for p in parts), whole.value, _EXACT, 0.0001):
            return parts
    return ()


def _is_given(told: _Told, phrases: Phrases) -> bool:
    return any(w in told.label for w in phrases.given)


def _of_text(document: Document, context: Context) -> Iterator[Iterator[_Told]]:
    for run in context.numbers(document):
        yield (
            _Told(n.value * _UNITS[n.unit][0], _UNITS[n.unit][1], n.label.casefold(), n.place)
            for n in run
            if n.unit in _UNITS and n.confidence >= _SURE
        )


def _of_tables(document: Document) -> Iterator[Iterator[_Told]]:
    """Columns, and rows by the headings of theirs."""
    cells = [q for q in document.quantities if canonical(q.unit) in _UNITS and q.confidence > _SURE]
    for key in dict.fromkeys((q.table, q.column) for q in cells):
        yield (
            _Told(
                q.value * _UNITS[canonical(q.unit)][0],
                _UNITS[canonical(q.unit)][1],
                " ".join((*q.heading, *q.what)).casefold(),
                q.citation,
            )
            for q in cells
            if (q.table, q.column) == key
        )
