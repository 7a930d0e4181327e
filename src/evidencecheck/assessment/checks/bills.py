"""C602: a bill of one month against the row of that month in a table of the firm (domain C17)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencecheck.assessment.amounts import amount, apart
from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.month_labels import month_of
from evidencecheck.domain.document import Citation, Document, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.tables import Role

_SURE = 0.9
_LONGEST = 31
"""Days of a month."""
_MEANT = 0.15
"""Two amounts are meant to be one that differ by no more; several meters have several bills."""
_HEAD = 3
"""Lines in which a bill says what it is."""
_NAMED = re.compile(r"(?P<year>20\d{2})\s*年\s*(?P<month>1[0-2]|0?[1-9])\s*月")


def bills(document: Document, context: Context) -> Iterator[Finding]:
    """The electricity of a bill that every table of months gives a little otherwise."""
    head = "".join(line.text for line in document.lines[:_HEAD])
    if not any(word in head for word in context.book.phrases.bills):
        return
    holder, month = document.text("holder"), _month(document, head)
    billed = _billed(document)
    if month is None or billed is None or (holder and not context.is_applicant(holder)):
        return
    value, place = billed
    rows = [
        q
        for d in context.documents
        if d.id != document.id
        for q in d.quantities
        if _is_of(q, month, context)
    ]
    wrong = [q for q in rows if apart(value, q.value)]
    meant = wrong and all(abs(q.value - value) <= _MEANT * value for q in rows)
    if meant and len(wrong) == len(rows):
        year, number = month
        yield context.finding(
            "C602",
            document,
            cite=(place, wrong[0].citation),
            what=f"electricity_kwh, {year}-{number:02}",
            first=amount(value, "kWh"),
            second=amount(wrong[0].value, "kWh"),
        )


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


def _is_of(quantity: Quantity, month: tuple[int, int], context: Context) -> bool:
    if quantity.unit != "kWh" or quantity.confidence < _SURE or not quantity.what:
        return False
    told = month_of(quantity.what[-1])
    if told is None:
        return False
    year, number = told
    heads = "".join(quantity.heading).casefold()
    bought = any(word in heads for word in context.book.phrases.bought_power)
    return bought and (year or quantity.year, number) == month
