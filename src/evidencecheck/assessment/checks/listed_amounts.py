"""C602: the row of a ledger against the paper whose number stands in it (domain C17).

The manifest of a transfer of waste, a lot of green certificates, an invoice: what a ledger has of
them by their numbers is what they say themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from evidencecheck.assessment.amounts import (
    CERTIFICATES,
    KWH_OF_A_CERTIFICATE,
    amount,
    apart,
    comparable,
    read_for,
    transposed,
)
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.ledgers import tells_one
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Citation, Document, Quantity, Said
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import Role, TableRow

_SURE = 0.85
_COUNT = "certificates"
_UNITS: Final[Mapping[str, str]] = {
    **dict.fromkeys(CERTIFICATES, _COUNT), "Nm3": "m3", "tCO2": "tCO2e",
}  # fmt: skip
_COMPARED = frozenset({_COUNT, "t", "m3", "kWh", "元", "tCO2e"})
_FEW = 3
"""Figures of a number that is no turn of another by chance, where both are of one paper."""
_SAME = 0.001
_WEIGHED = 0.03
"""Share by which two scales differ."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a row of a ledger has of another paper, and what that says itself."""

    ledger: Document
    paper: Document
    row: Quantity
    value: float
    theirs: float
    place: Citation
    unit: str
    number: str = ""


def listed_amounts(document: Document, context: Context) -> Iterator[Finding]:
    """An amount that a ledger and the paper it lists give differently.

    Told of the ledger; and of the paper, where it is no authority's and the ledger adds up: of the
    two nothing tells which is wrong.
    """
    for entry in _entries(document, context):
        if document not in _told_of(entry, context):
            continue
        own = entry.ledger.id == document.id
        mine, other = entry.row.citation, entry.place
        yield context.finding(
            "C602",
            document,
            cite=(mine, other) if own else (other, mine),
            what=entry.number,
            first=_shown(entry.value if own else entry.theirs, entry.unit),
            second=_shown(entry.theirs if own else entry.value, entry.unit),
        )
        return


def _shown(value: float, unit: str) -> str:
    return amount(value, "张" if unit == _COUNT else unit)


def _entries(document: Document, context: Context) -> Iterator[_Entry]:
    """What the rows of a ledger, or those that list a paper, have otherwise than the paper."""
    for listed in context.listed.get(document.id, ()):
        if not is_own(listed.ledger, context):
            continue
        row = listed.ledger.tables[listed.table].rows[listed.row]
        place = (listed.table, listed.row)
        of_row = [q for q in listed.ledger.quantities if (q.table, q.row) == place]
        entry = _entry(listed.ledger, listed.paper, row, of_row, context) if of_row else None
        if entry is not None:
            yield replace(entry, number=listed.number)


def _entry(
    ledger: Document,
    paper: Document,
    row: TableRow,
    of_row: list[Quantity],
    context: Context,
) -> _Entry | None:
    for unit in sorted(_COMPARED):
        mine = [(q, v) for q in of_row if (v := _value(q, unit, paper, context)) is not None]
        theirs = dict(_amounts(paper, unit, context.book.phrases))
        if not mine or not theirs or any(q.confidence < _SURE for q, _ in mine):
            continue
        if any(not apart(own, v, 0.0, _SAME) for _, own in mine for v in theirs):
            continue
        if any(_has(row, place, v) for v, place in theirs.items()):
            continue
        scanned = Origin.OCR in {ledger.origin, paper.origin}
        pairs = [(q, v, *told) for q, v in mine if not _says(paper, q) for told in theirs.items()]
        for quantity, value, other, place in pairs:
            turned = transposed(value, other, _FEW)
            near = comparable(value, other)
            alone = len(theirs) == len(mine) == 1 and near and apart(value, other, 0.0, _WEIGHED)
            alone = alone and tells_one(paper, context.book)
            misread = scanned and read_for(value, other)
            if turned or (alone and not misread):
                return _Entry(ledger, paper, quantity, value, other, place, unit)
    return None


def _value(quantity: Quantity, unit: str, paper: Document, context: Context) -> float | None:
    """The number of a row in a unit; of lots of certificates the count may have no unit."""
    own = _UNITS.get(quantity.unit, quantity.unit)
    if unit != _COUNT:
        return quantity.value if own == unit else None
    kind = context.type_of(paper)
    if kind is None or kind.units is None or kind.units.each != KWH_OF_A_CERTIFICATE:
        return None
    head = "".join(quantity.heading)
    counted = not quantity.unit and any_word(head, context.book.phrases.counts_certificates)
    if own == _COUNT or counted:
        return quantity.value
    return quantity.value / KWH_OF_A_CERTIFICATE if own == "kWh" else None


def _amounts(paper: Document, unit: str, phrases: Phrases) -> Iterator[tuple[float, Citation]]:
    every: list[Quantity | Said] = [*paper.quantities, *paper.said]
    for one in every:
        if any_word("".join(one.what), phrases.reckoned_as.within):
            continue
        if one.confidence >= _SURE and one.value and _UNITS.get(one.unit, one.unit) == unit:
            yield one.value, one.citation
    count = paper.field("certificate_count") if unit == _COUNT else None
    if count is not None and isinstance(count.value, int | float) and count.confidence >= _SURE:
        yield float(count.value), count.citation


def _says(paper: Document, quantity: Quantity) -> bool:
    """Whether the figures of a row stand anywhere in the paper."""
    figures = re.sub(r"[,，\s]", "", quantity.raw)
    printed = re.search(r"\d+(?:\.\d+)?", figures)
    if printed is None:
        return True
    alone = re.compile(rf"(?<![\d.]){re.escape(printed[0])}(?!\d)")
    return any(alone.search(re.sub(r"[,，]", "", line.text)) for line in paper.lines)


def _has(row: TableRow, place: Citation, value: float) -> bool:
    """Whether a row of the ledger has the figures of the paper too: planned and delivered."""
    shown = {f"{value:g}", *re.findall(r"\d+(?:\.\d+)?", re.sub(r"[,，]", "", place.quote))}
    told = {
        m for c in row.cells for m in re.findall(r"\d+(?:\.\d+)?", re.sub(r"[,，]", "", c.text))
    }
    return bool(told & {f"{value:g}", f"{value:.2f}"} & shown)


def _told_of(entry: _Entry, context: Context) -> tuple[Document, ...]:
    kind = context.type_of(entry.paper)
    if kind is not None and kind.issuer in {"authority", "third-party"}:
        return (entry.ledger,)
    column = [
        q
        for q in entry.ledger.quantities
        if (q.table, q.column) == (entry.row.table, entry.row.column)
    ]
    totals = [q for q in column if q.role is Role.TOTAL]
    added = sum(q.value for q in column if q.role is Role.BODY)
    borne_out = len(totals) == 1 and not apart(totals[0].value, added, 0.0, _SAME)
    return (entry.ledger, entry.paper) if borne_out else (entry.ledger,)
