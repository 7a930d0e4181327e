"""C602: rows of electricity and gas that papers of one firm and year give differently (C17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidencecheck.assessment.amounts import amount, apart, rounding
from evidencecheck.assessment.context import Context, iso
from evidencecheck.domain.document import Document, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.tables import Role

_SURE = 0.9
_WHOLE_YEAR = 360
"""Days."""
_NOTES = re.compile(r"[(（][^()（）]*[)）]|\s")
_GAS = "m3"
_MONTH = re.compile(r"\d\s*月|[一二三四五六七八九十]月|月份")
_UNITS = {"kWh": "kWh", "m3": _GAS, "Nm3": _GAS}


@dataclass(frozen=True, slots=True)
class _Bought:
    """What a document says was bought of one energy: any of its numbers may be the year's."""

    document: Document
    numbers: tuple[Quantity, ...]


def bought(document: Document, context: Context) -> Iterator[Finding]:
    """Energy bought of which another document has none of the amounts that this one has.

    Told of the paper that fewer others agree with, else of the later one. Silent where the
    difference is itself an amount of electricity that some paper tells of: green power, an own
    plant.
    """
    for unit in (_GAS, "kWh"):
        mine = _bought(document, unit, context)
        if mine is None:
            continue
        others = [
            b
            for d in context.documents
            if d.id != document.id and d.years == document.years
            if (b := _bought(d, unit, context)) is not None
        ]
        against = [o for o in others if _disagree(mine, o)]
        if not against or not _stands_alone(mine, against[0], others, context):
            continue
        first, second = mine.numbers[0], against[0].numbers[0]
        if _is_told(abs(first.value - second.value), unit, context):
            continue
        yield context.finding(
            "C602",
            document,
            cite=(first.citation, second.citation),
            what=f"{' '.join(first.what)}, {document.years[0]}",
            first=amount(first.value, unit),
            second=amount(second.value, unit),
        )


def _bought(document: Document, unit: str, context: Context) -> _Bought | None:
    kind, holder = context.type_of(document), document.text("holder")
    if kind is None or not (kind.whole_firm or kind.whole_energy) or len(document.years) != 1:
        return None
    if holder and not context.is_applicant(holder):
        return None
    start, end = iso(document, "period_start"), iso(document, "period_end")
    if start is None or end is None or (end - start).days < _WHOLE_YEAR:
        return None
    phrases = context.book.phrases
    title = document.title.quote.casefold() if document.title is not None else ""
    if any(word in title for word in (*phrases.part_of_firm, *phrases.part_of_emissions)):
        return None
    words = frozenset(phrases.natural_gas if unit == _GAS else phrases.bought_power)
    metered = phrases.metered_gas if unit == _GAS else phrases.metered_power
    of_all = any(word in title for word in metered)
    numbers = tuple(
        q
        for q in document.quantities
        if _UNITS.get(q.unit) == unit
        and q.value
        and q.confidence >= _SURE
        and q.what
        and (_NOTES.sub("", q.what[-1]).casefold() in words or (of_all and q.role is Role.TOTAL))
        and q.year in {None, *document.years}
    )
    return _Bought(document, numbers) if numbers else None


def _disagree(mine: _Bought, theirs: _Bought) -> bool:
    return all(
        apart(a.value, b.value, rounding(a.raw, a.value) + rounding(b.raw, b.value))
        for a in mine.numbers
        for b in theirs.numbers
    )


def _stands_alone(
    mine: _Bought, theirs: _Bought, others: list[_Bought], context: Context
) -> bool:  # fmt: skip
    with_me = sum(not _disagree(mine, o) for o in others)
    with_them = sum(not _disagree(theirs, o) for o in others if o is not theirs)
    if with_me != with_them:
        return with_me < with_them
    order = [d.id for d in context.documents]
    return order.index(mine.document.id) > order.index(theirs.document.id)


def _is_told(gap: float, unit: str, context: Context) -> bool:
    """Whether some paper has an amount of that energy, not of a month, that makes up a gap."""
    for document in context.documents:
        for quantity in document.quantities:
            month = any(_MONTH.search(label) for label in (*quantity.what, *quantity.heading))
            if _UNITS.get(quantity.unit) == unit and not month and not apart(quantity.value, gap):
                return True
        whole = document.field("electricity_kwh")
        told = whole.value if whole is not None and unit == "kWh" else None
        if isinstance(told, int | float) and not apart(float(told), gap):
            return True
    return False
