"""C605, C608: green certificates and credits as a ledger (domain C19 and C21)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from evidencecheck.assessment.amounts import DIFFERENT, amount, apart
from evidencecheck.assessment.checks.green_offsets import green_offsets
from evidencecheck.assessment.checks.years_of_use import year_told
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.facts import bare, label_ends
from evidencecheck.assessment.names import normal
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.serials import Span
from evidencecheck.domain.document import Citation, Document, Field, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.readings import number_key
from evidencecheck.domain.rules import Units
from evidencecheck.domain.tables import Role

_THOUSAND = 1000.0
_SURE = 0.9
_STATED = 0.8
"""A word of a closed list."""
_READ = 0.95
_ALL_OF_IT = 0.99
"""Share of a run that its parts make up together; those of a kind are 100 apart."""
_LEAST_DIGITS = 6
_LEAST_LISTED = 2
"""Certificates that a list must hold before it is one of others."""
_LEAST_TIMES = 0.2
"""A count farther from its numbers than that is of something else."""
_LONG_COUNT = 1000
"""From so many on the figures of a count do not stand in a number by chance."""
# 外购电力（其他）: what is left beside that which has certificates.
_REST = re.compile(r"[(（][^()（）]*(?:其他|其它|其余|剩余|除|未|不含)[^()（）]*[)）]")
_PERIOD = re.compile(r"^(?:当|本|全|上|该)(?:月|季度?|年度?|厂)")
_OF_WHICH = "其中"
_ELECTRICITY = "electricity_kwh"
_POWER = ("bought_power", "used_power")
"""Facts that are the electricity of a year."""
_SHOWN: Final = {_ELECTRICITY: (1000.0, "MWh"), "emissions_total": (1.0, "tCO2e")}
"""How much of an amount makes one of the unit in which it is told."""


def offsets(document: Document, context: Context) -> Iterator[Finding]:
    """Certificates and credits counted twice, or more than there is to set them against."""
    kind = context.type_of(document)
    less = tuple(_set_against_less(document, context))
    yield from less or green_offsets(document, context)
    if kind is None or kind.units is None:
        yield from _shared_in_part(document, context)
        return
    twice = _listed_twice(document, context) or _overlapping(document, context)
    if twice is not None:
        yield twice
    yield from _other_count(document, kind.units, context)
    yield from _other_amount(document, kind.units, context)
    yield from _too_much(document, kind.units, context)


# ------------------------------------------------------------------ C605


def _listed_twice(document: Document, context: Context) -> Finding | None:
    """A number that stands in two rows of one list."""
    for table in document.tables:
        columns = [
            n
            for n, column in enumerate(table.columns)
            if any(
                word in heading
                for heading in column.headings
                for word in context.book.phrases.serial_numbers
            )
        ]
        for column in columns:
            seen: dict[str, Citation] = {}
            for row in table.rows:
                cell = row.cells[column]
                key = number_key(cell.text)
                if row.role is not Role.BODY or sum(c.isdigit() for c in key) < _LEAST_DIGITS:
                    continue
                place = document.at(cell)
                # A joined cell stands in each of its rows.
                if key in seen and seen[key].box != cell.box and cell.confidence >= _READ:
                    return context.finding(
                        "C605", document, cite=(place, seen[key]), what=cell.text
                    )  # fmt: skip
                seen.setdefault(key, place)
    return None


def _other_count(document: Document, units: Units, context: Context) -> Iterator[Finding]:
    """C601 where the one run of numbers of a certificate holds more or fewer than it counts.

    Where its count cannot be read, the electricity says how many there are.
    """
    runs, count, each = context.spans(document), document.field("certificate_count"), 1.0
    if count is None and units.each > 1:
        count, each = document.field(units.against), units.each
    if len(runs) != 1 or count is None or count.confidence < _SURE:
        return
    (run,) = runs
    held, told = run.last - run.first + 1, _number(count) / each
    if held != told and _LEAST_TIMES <= held / max(told, 1) <= 1 / _LEAST_TIMES:
        yield context.finding(
            "C601", document, cite=(run.citation, count.citation), stated=f"{told:g}", computed=held
        )


def _other_amount(document: Document, units: Units, context: Context) -> Iterator[Finding]:
    """C601 where a certificate counts other units than the electricity that it states."""
    count, whole = document.field("certificate_count"), document.field(units.against)
    if units.each == 1 or count is None or whole is None or not _is_whole(count):
        return
    if min(count.confidence, whole.confidence) < _SURE:
        return
    computed, stated = _number(count) * units.each, _number(whole)
    # What was bought in all is another amount, which they are set against.
    bought = context.book.phrases.bought_power
    before = [
        line.text.partition(whole.raw)[0] for line in document.lines if whole.raw in line.text
    ]
    if any(label_ends(text, word) for text in before for word in bought):
        return
    # 9.000 MWh: a comma that was read as a point.
    lost = document.origin is Origin.OCR and not apart(computed, stated * _THOUSAND)
    # 每个1000千瓦时: what one of them stands for.
    if stated > units.each and apart(computed, stated) and not lost:
        yield context.finding(
            "C601",
            document,
            cite=(whole.citation, count.citation),
            stated=amount(stated, "kWh"),
            computed=amount(computed, "kWh"),
        )


def _overlapping(document: Document, context: Context) -> Finding | None:
    """Serial numbers that stand, as part of another run of them, in another document too."""
    mine = context.spans(document)
    for a, b in combinations(mine, 2):
        if a.overlaps(b) and not _is_part(a, b, mine, document, context):
            what = f"{a.printed}; {b.printed}"
            return context.finding("C605", document, cite=(a.citation, b.citation), what=what)
    for other in context.others_of_type(document) if mine else ():
        # The same certificate filed again is told elsewhere, or is in order.
        theirs = context.spans(other)
        again = next((a for a in mine if any(a.is_same(b) for b in theirs)), None)
        if again is not None and _of_other_years(document, other):
            return context.finding("C605", document, cite=again.citation, what=again.printed)
        if again is not None:
            continue
        for a in mine:
            for b in theirs:
                if a.overlaps(b) and not _cancels_of(a, document, b, other, context):
                    return context.finding(
                        "C605",
                        document,
                        cite=(a.citation, b.citation),
                        what=f"{a.printed}; {b.printed}",
                    )
    return None


def _shared_in_part(document: Document, context: Context) -> Iterator[Finding]:
    """Proofs by one title of which each has numbers of its own and some of the other's.

    A month's stand among those of its year: then one has all of the other's.
    """
    if document.field(_ELECTRICITY) is None:
        return
    title = normal(document.heading)
    others = [d for d in context.others_of_type(document) if normal(d.heading) == title]
    mine = context.spans(document) if others else ()
    for other in others if mine else ():
        for a in mine:
            for b in context.spans(other):
                if a.overlaps(b) and not (a.holds(b) or b.holds(a)):
                    what = f"{a.printed}; {b.printed}"
                    yield context.finding(
                        "C605", document, cite=(a.citation, b.citation), what=what
                    )
                    return


def _cancels_of(
    a: Span, document: Document, b: Span, other: Document, context: Context
) -> bool:  # fmt: skip
    """Whether one paper cancels some units of the other, which tells of no other use of them.

    Of 1,000 certificates bought, 300 are cancelled for the year of which both speak.
    """
    if not (a.holds(b) or b.holds(a)):
        return False
    part = document if b.holds(a) else other
    whole = other if part is document else document
    words = context.book.phrases.offset
    if any(w in whole.heading for w in words) or not any(w in part.heading for w in words):
        return False
    used = [year_told(d, context) for d in (whole, part)]
    if used[0] is not None:
        return used[0] == used[1]
    return not any(w in x.text for x in whole.lines for w in context.book.phrases.cancelled)


def _is_part(
    a: Span, b: Span, runs: Sequence[Span], document: Document, context: Context
) -> bool:  # fmt: skip
    """Whether one of two runs is told as a part of the other: 其中已注销, or row by row."""
    if not (a.holds(b) or b.holds(a)):
        return False
    whole, part = (a, b) if a.holds(b) else (b, a)
    words = (*context.book.phrases.part_of_sum, *context.book.phrases.cancelled)
    line = next((x for x in document.lines if x.box == part.citation.box), None)
    if line is not None and any(word in line.text for word in words):
        return True
    parts = [run for run in runs if run is not whole and whole.holds(run)]
    told = sum(run.length for run in parts)
    return len(parts) > 1 and told >= whole.length * _ALL_OF_IT


def _of_other_years(a: Document, b: Document) -> bool:
    """Whether two papers with one run of numbers are set against different years."""
    fields = [d.field("years") for d in (a, b)]
    sure = all(f is not None and f.confidence >= _STATED for f in fields)
    return sure and set(a.years).isdisjoint(b.years)


# ------------------------------------------------------------------ C608


def _set_against_less(document: Document, context: Context) -> Iterator[Finding]:
    """A table of one year that sets more certificates against bought electricity than it has."""
    if not is_own(document, context):
        return
    power = [q for q in document.quantities if q.unit == "kWh" and q.confidence >= _SURE]
    phrases = context.book.phrases
    if not any(_is_about(q, (*phrases.green, *phrases.renewable)) for q in power):
        return
    bought = [q for q in power if _is_bought(q, phrases.bought_power)]
    for limit in bought:
        if limit.what and _REST.search(limit.what[-1]):
            continue
        for claimed in power:
            beside = (claimed.table, claimed.column) == (limit.table, limit.column)
            alone = len(bought) == 1
            same = claimed.year == limit.year or (alone and None in {claimed.year, limit.year})
            if not beside or not same or claimed is limit:
                continue
            # 其中:绿色电力, below the power that was bought.
            part = claimed.what and claimed.what[-1].strip().startswith(_OF_WHICH)
            green = _is_about(claimed, phrases.green)
            if not green and not (part and _is_about(claimed, phrases.renewable)):
                continue
            # 可再生电量合计, with that of the firm's own plant.
            if claimed.role is not Role.BODY and any(
                _is_about(q, phrases.own_plant) for q in power
            ):
                continue
            # 外购电力（绿证覆盖）, 外购电力（其他）: parts of the power that was bought.
            if _is_bought(claimed, phrases.bought_power):
                continue
            if limit.value > 0 and claimed.value > limit.value * (1 + DIFFERENT):
                yield context.finding(
                    "C608",
                    document,
                    cite=(claimed.citation, limit.citation),
                    claimed=amount(claimed.value / 1000, "MWh"),
                    limit=amount(limit.value / 1000, "MWh"),
                )
                return


def _is_bought(quantity: Quantity, names: Sequence[str]) -> bool:
    """Whether the row of a quantity is that of the electricity bought: 其中, 本年, 2025年 apart."""
    label = quantity.what[-1] if quantity.what else ""
    return _PERIOD.sub("", _label(quantity)) in names or bare(label) in names


def _label(quantity: Quantity) -> str:
    """What the row of a quantity is called, without 其中, numbers and units."""
    label = quantity.what[-1] if quantity.what else ""
    return re.sub(r"其中|[(（].*|[\s\d.、:：,，]", "", label.casefold())


def _is_about(quantity: Quantity, words: Sequence[str]) -> bool:
    label = "".join(quantity.what).casefold()
    return any(word in label for word in words)


def _too_much(document: Document, units: Units, context: Context) -> Iterator[Finding]:
    """More certificates of a year than electricity was used, more credits than were emitted.

    Told once, on the first document that counts towards it.
    """
    years = document.years if units.by_year else ()
    if units.by_year and len(years) != 1:
        return
    counted = _counted(document.type, years, context)
    if not counted or counted[0][0].id != document.id:
        return
    limit = _limit(units.against, years, context)
    if limit is None:
        return
    claimed = sum(_number(field) for _, field in counted) * units.each
    most, place = limit
    if claimed <= most * (1 + DIFFERENT):
        return
    part, unit = _SHOWN[units.against]
    yield context.finding(
        "C608",
        document,
        cite=(*(f.citation for _, f in counted), place),
        claimed=amount(claimed / part, unit),
        limit=amount(most / part, unit),
    )


def _counted(
    kind: str, years: tuple[int, ...], context: Context
) -> list[tuple[Document, Field]]:  # fmt: skip
    """The counts of all papers of a type (and year), each number once."""
    found: dict[str, tuple[Document, Field]] = {}
    for document in context.of_type(kind):
        count = document.field("certificate_count")
        if years and document.years != years:
            continue
        if count is None or count.confidence < _SURE:
            continue
        # There is no part of a green certificate.
        units = context.book.documents[kind].units
        if units is not None and units.each > 1 and not _is_whole(count):
            continue
        key = number_key(document.text("certificate_number"))
        # OLR-RC-77120 is no count of 77120.
        if _number(count) >= _LONG_COUNT and f"{_number(count):.0f}" in key:
            continue
        # Without a number two papers may be of the same units.
        if not key and found:
            continue
        found.setdefault(key, (document, count))
    counted = list(found.values())
    return [c for c in counted if not _lists_others(c, counted)]


def _lists_others(
    mine: tuple[Document, Field], counted: Sequence[tuple[Document, Field]]
) -> bool:  # fmt: skip
    """Whether a paper is a list of units of which others are the certificates, row by row."""
    document, count = mine
    rows = {round(q.value / (1000.0 if q.unit == "kWh" else 1.0), 3) for q in document.quantities}
    others = [_number(field) for other, field in counted if other.id != document.id]
    listed = [n for n in others if round(n, 3) in rows and n < _number(count)]
    return len(listed) >= _LEAST_LISTED


def _limit(name: str, years: tuple[int, ...], context: Context) -> tuple[float, Citation] | None:
    """The largest amount that any paper of the applicant gives for the year, or any year."""
    told = [
        (_number(field), field.citation)
        for document in context.documents
        if context.speaks_for_the_firm(document)
        and (not years or document.years == years)
        and (field := document.field(name)) is not None
        and field.confidence >= _SURE
    ]
    # A report's field may be that of a part of the power, which a table of it tells in whole.
    told += [
        (fact.value, fact.citation)
        for year in years
        for power in _POWER
        for fact in context.facts.facts.get((power, year), ())
        if name == _ELECTRICITY
    ]
    return max(told, key=lambda amount_at: amount_at[0], default=None)


def _is_whole(field: Field) -> bool:
    return _number(field) == int(_number(field))


def _number(field: Field) -> float:
    return float(field.value) if isinstance(field.value, int | float) else 0.0
