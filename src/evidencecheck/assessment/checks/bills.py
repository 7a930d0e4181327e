"""C602: a bill of one month against the row of that month in a table of the firm (domain C17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from evidencecheck.assessment.amounts import (
    amount,
    apart,
    one_figure_apart,
    read_for,
    transposed,
)
from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.month_labels import month_of
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Citation, Document, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import any_of
from evidencecheck.domain.tables import Role

_SURE = 0.9
_LONGEST = 31
"""Days of a month."""
_MEANT = 0.15
"""Two amounts are meant to be one that differ by no more; several meters have several bills."""
_HEAD = 3
"""Lines in which a bill says what it is."""
_NAMED = re.compile(r"(?P<year>20\d{2})\s*年\s*(?P<month>1[0-2]|0?[1-9])\s*月")
_SAME: Final[Mapping[str, str]] = {"Nm3": "m3"}
_SAME_SHARE = 0.001


def bills(document: Document, context: Context) -> Iterator[Finding]:
    """The power, or gas, of a bill that every table of months gives a little otherwise.

    An invoice need not be of all meters, nor of the days of a month: it accuses where its figures
    are those of the row but for one or two, or other invoices are those of their rows.
    """
    bill = _bill(document, context)
    if bill is None:
        return
    rows = _rows(bill, context)
    wrong = [q for q in rows if apart(bill.value, q.value)]
    meant = wrong and all(
        abs(q.value - bill.value) <= _MEANT * bill.value or transposed(q.value, bill.value)
        for q in rows
    )
    if not meant or len(wrong) != len(rows):
        return
    if bill.invoiced and not (_is_turn(document, bill, wrong[0]) or _follows(bill, wrong, context)):
        return
    year, number = bill.month
    yield context.finding(
        "C602",
        document,
        cite=(bill.citation, wrong[0].citation),
        what=f"{bill.of.name}, {year}-{number:02}",
        first=amount(bill.value, bill.of.unit),
        second=amount(wrong[0].value, bill.of.unit),
    )


@dataclass(frozen=True, slots=True)
class _Energy:
    """What a bill is for."""

    name: str
    unit: str
    words: tuple[str, ...]
    """Of the headings of its column in a table of months."""


@dataclass(frozen=True, slots=True)
class _Bill:
    document: str
    of: _Energy
    month: tuple[int, int]
    value: float
    citation: Citation
    invoiced: bool
    """Whether its goods say what it is, and not its head."""


def _bill(document: Document, context: Context) -> _Bill | None:
    head, phrases = "".join(x.text for x in document.lines[:_HEAD]), context.book.phrases
    kind = context.type_of(document)
    if not is_own(document, context):
        return None
    power = _Energy("electricity_kwh", "kWh", phrases.bought_power)
    if any(word in head for word in phrases.bills):
        month, billed = _month(document, head), _billed(document)
        if month is None or billed is None:
            return None
        return _Bill(document.id, power, month, *billed, invoiced=False)
    if kind is None or not kind.names_partners:
        return None
    gas = phrases.amounts["natural_gas"]
    text = "\n".join(line.text for line in document.lines if line.confidence >= _SURE)
    for of in (power, _Energy("natural_gas", gas.unit, gas.words)):
        said = _of_month(phrases.bills_of_months.get(of.unit, ())).finditer(text)
        months = {(int(m["year"]), int(m["month"])) for m in said}
        used = [q for q in document.quantities if _SAME.get(q.unit, q.unit) == of.unit]
        used = [q for q in used if q.role is Role.TOTAL] or used
        if len(months) == 1 and used and all(q.confidence >= _SURE for q in used):
            value = sum(q.value for q in used)
            return _Bill(document.id, of, months.pop(), value, used[0].citation, invoiced=True)
    return None


def _rows(bill: _Bill, context: Context) -> list[Quantity]:
    """The rows of the month of a bill in the tables of other papers."""
    return [
        q
        for d in context.documents
        if d.id != bill.document
        for q in d.quantities
        if _is_of(q, bill.month, bill.of)
    ]


def _is_turn(document: Document, bill: _Bill, row: Quantity) -> bool:
    """Whether two amounts have all figures in common, or all but one that nobody misread."""
    if transposed(bill.value, row.value):
        return True
    misread = document.origin is Origin.OCR and read_for(bill.value, row.value)
    return one_figure_apart(bill.value, row.value) and not misread


def _follows(bill: _Bill, wrong: list[Quantity], context: Context) -> bool:
    """Whether the tables have what other invoices of the kind have for their months."""
    files = {q.citation.file for q in wrong}
    others = (_bill(d, context) for d in context.documents if d.id != bill.document)
    return any(
        not apart(other.value, q.value, 0.0, _SAME_SHARE)
        for other in others
        if other is not None and other.of == bill.of and other.month != bill.month
        for q in _rows(other, context)
        if q.citation.file in files
    )


@lru_cache(8)
def _of_month(words: tuple[str, ...]) -> re.Pattern[str]:
    """What an invoice says it is for, in a remark: 2025年3月份电费."""
    return re.compile(rf"{_NAMED.pattern}份?\s*(?:结算|计费|抄表)?(?:{any_of(words)})")


def _month(document: Document, head: str) -> tuple[int, int] | None:
    start, end = iso(document, "period_start"), iso(document, "period_end")
    if start is not None and end is not None and (end - start).days < _LONGEST:
        return start.year, start.month
    m = _NAMED.search(head)
    return (int(m["year"]), int(m["month"])) if m is not None else None


def _billed(document: Document) -> tuple[float, Citation] | None:
    field = document.field("electricity_kwh")
    if field is not None and field.confidence >= _SURE and isinstance(field.value, int | float):
        return float(field.value), field.citation
    used = [q for q in document.quantities if q.unit == "kWh" and q.confidence >= _SURE]
    used = [q for q in used if q.role is Role.TOTAL] or used
    return (used[0].value, used[0].citation) if len(used) == 1 else None


def _is_of(quantity: Quantity, month: tuple[int, int], of: _Energy) -> bool:
    unit = _SAME.get(quantity.unit, quantity.unit)
    if unit != of.unit or quantity.confidence < _SURE or not quantity.what:
        return False
    told = month_of(quantity.what[-1])
    if told is None:
        return False
    year, number = told
    heads = "".join(quantity.heading).casefold()
    bought = any(word in heads for word in of.words)
    return bought and (year or quantity.year, number) == month
