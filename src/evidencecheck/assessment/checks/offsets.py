"""C605, C607, C608: green certificates and credits as a ledger (domain C19 to C21)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

from evidencecheck.assessment.amounts import DIFFERENT, amount
from evidencecheck.assessment.context import Context, number_key
from evidencecheck.assessment.names import Match, match_applicant
from evidencecheck.domain.document import Citation, Document, Field, Line, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.rules import Units
from evidencecheck.domain.tables import Role

_SURE = 0.9
_STATED = 0.8
"""A word of a closed list."""
_NAMED = 0.7
_READ = 0.95
_LEAST_DIGITS = 6
_LEAST_LISTED = 2
"""Certificates that a list must hold before it is one of others."""
_LEAST_TIMES = 0.2
"""A count farther from its numbers than that is of something else."""
_LONG_COUNT = 1000
"""From so many on the figures of a count do not stand in a number by chance."""
_LEAST_SIGNS = 10
"""Letters and digits of a serial number; a day has eight."""
# 2024XXXX00012001-00012500, 2024XXXX00012001 至 2024XXXX00012500
_SPAN = re.compile(
    r"(?P<head>[0-9A-Za-z][0-9A-Za-z/-]*?)(?P<first>\d{4,18})\s*(?:[-–—~～]{1,2}|至|到|to)\s*"
    r"(?:(?P=head))?(?P<last>\d{4,18})(?![0-9A-Za-z])"
)
# 证书序列号(起) 2506-0711-000001, 起始编号：…, First serial number …
_END_OF_A_RUN: Final = (
    r"(?:(?:号码?|编码|编号|代码|号段)\s*[(（]?\s*(?:{han})[号码]?\s*[)）]?"
    r"|(?:{han})\s*(?:证书)?(?:编号|编码|序列号|序号|号码?)"
    r"|(?:{latin})\s+(?:serial\s*)?(?:number|no\.?)?)"
    r"\s*[:：]?\s*(?P<number>[0-9A-Za-z][0-9A-Za-z/-]{{9,40}})\s*$"
)
_BEGINS = re.compile(
    _END_OF_A_RUN.format(han="起始|开始|起|始|从|自", latin="first|from|start|starting"), re.I
)
_ENDS = re.compile(
    _END_OF_A_RUN.format(han="终止|结束|截止|截至|止|终|到|至|迄", latin="last|to|end|ending"), re.I
)
_FROM_TO = re.compile(
    r"(?P<head>[0-9A-Za-z][0-9A-Za-z/-]*?)(?P<first>\d{4,18})\s*(?:至|到|[~～]|to)\s*"
    r"(?:(?P=head))?(?P<last>\d{4,18})(?![0-9A-Za-z])"
)
_AT_THE_END = re.compile(r"(?<![0-9A-Za-z])([0-9A-Za-z][0-9A-Za-z/-]{13,40}\d)\s*[-–—~～至到]?\s*$")
_ALONE = re.compile(r"\s*[-–—~～至到]?\s*([0-9A-Za-z][0-9A-Za-z/-]{13,40}\d)\s*")
_DIGITS = re.compile(r"\d{4,18}$")
_SHOWN: Final = {"electricity_kwh": (1000.0, "MWh"), "emissions_total": (1.0, "tCO2e")}
"""How much of an amount makes one of the unit in which it is told."""


@dataclass(frozen=True, slots=True)
class Span:
    """Serial numbers that follow on each other."""

    head: str
    first: int
    last: int
    printed: str
    citation: Citation

    def overlaps(self, other: Span) -> bool:
        """Whether a number is in both."""
        return self.head == other.head and self.first <= other.last and other.first <= self.last

    def is_same(self, other: Span) -> bool:
        """Whether both are the same numbers."""
        return (self.head, self.first, self.last) == (other.head, other.first, other.last)


def offsets(document: Document, context: Context) -> Iterator[Finding]:
    """Certificates and credits counted twice, not cancelled, of another, or more than there is."""
    kind = context.type_of(document)
    yield from _set_against_less(document, context)
    if kind is None or kind.units is None:
        return
    twice = _listed_twice(document, context) or _overlapping(document, context)
    if twice is not None:
        yield twice
    yield from _other_count(document, context)
    yield from _status(document, context)
    yield from _beneficiary(document, context)
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
                place = Citation(document.file, cell.page, cell.box, cell.text)
                # A joined cell stands in each of its rows.
                if key in seen and seen[key].box != cell.box and cell.confidence >= _READ:
                    return context.finding(
                        "C605", document, cite=(place, seen[key]), what=cell.text
                    )  # fmt: skip
                seen.setdefault(key, place)
    return None


def _other_count(document: Document, context: Context) -> Iterator[Finding]:
    """C601 where the one run of numbers of a certificate holds more or fewer than it counts."""
    runs, count = list(spans(document)), document.field("certificate_count")
    if len(runs) != 1 or count is None or count.confidence < _SURE:
        return
    (run,) = runs
    held, told = run.last - run.first + 1, _number(count)
    if held != told and _LEAST_TIMES <= held / max(told, 1) <= 1 / _LEAST_TIMES:
        yield context.finding(
            "C601", document, cite=(run.citation, count.citation), stated=f"{told:g}", computed=held
        )


def _overlapping(document: Document, context: Context) -> Finding | None:
    """Serial numbers that stand, as part of another run of them, in another document too."""
    mine = list(spans(document))
    if not mine:
        return None
    for other in context.documents:
        if other.type != document.type or other.id == document.id:
            continue
        # The same certificate filed again is told elsewhere, or is in order.
        theirs = list(spans(other))
        if any(a.is_same(b) for a in mine for b in theirs):
            continue
        for a in mine:
            for b in theirs:
                if a.overlaps(b):
                    return context.finding(
                        "C605",
                        document,
                        cite=(a.citation, b.citation),
                        what=f"{a.printed}; {b.printed}",
                    )
    return None


def spans(document: Document) -> Iterator[Span]:
    """Every run of serial numbers that a document prints, each once."""
    seen: set[tuple[str, int, int]] = set()
    for line, first, last, printed in chain(_ends(document), _in_two_rows(document)):
        span = _span(line, first, last, printed, document)
        if span is not None and (key := (span.head, span.first, span.last)) not in seen:
            seen.add(key)
            yield span


def _ends(document: Document) -> Iterator[tuple[Line, str, str, str]]:
    """First and last number of runs, as printed: in one line, or in two that say which is which."""
    begun: tuple[Line, str] | None = None
    for line in document.lines:
        if line.confidence < _SURE:
            continue
        # 2506-0711-000001 is no run where another follows behind 至.
        for m in list(_FROM_TO.finditer(line.text)) or _SPAN.finditer(line.text):
            yield line, m["head"] + m["first"], m["last"], m[0]
        begins, ends = _BEGINS.search(line.text), _ENDS.search(line.text)
        if begins is not None:
            begun = (line, begins["number"])
        elif ends is not None and begun is not None:
            yield begun[0], begun[1], ends["number"], f"{begun[1]}-{ends['number']}"
            begun = None


def _in_two_rows(document: Document) -> Iterator[tuple[Line, str, str, str]]:
    """First and last number one above the other, as many apart as there are units."""
    count = document.field("certificate_count")
    if count is None or count.confidence < _SURE or not isinstance(count.value, int | float):
        return
    for upper, lower in pairwise(document.lines):
        first, last = _AT_THE_END.search(upper.text), _ALONE.fullmatch(lower.text)
        if first is None or last is None or min(upper.confidence, lower.confidence) < _SURE:
            continue
        low, high = _DIGITS.search(first[1]), _DIGITS.search(last[1])
        if low and high and int(high[0]) - int(low[0]) + 1 == count.value:
            yield upper, first[1], last[1], f"{first[1]}-{last[1]}"


def _span(line: Line, first: str, last: str, printed: str, document: Document) -> Span | None:
    begin, end = _DIGITS.search(first), _DIGITS.search(last)
    if begin is None or end is None:
        return None
    head, low, high = first[: begin.start()], begin[0], end[0]
    if last[: end.start()] not in {"", head}:
        return None
    if len(high) < len(low):
        # Only the last digits are printed again: 20240012001-2500.
        high = low[: len(low) - len(high)] + high
    if len(high) != len(low) or int(high) <= int(low) or len(number_key(first)) < _LEAST_SIGNS:
        return None
    place = Citation(document.file, line.page, line.box, printed)
    return Span(head, int(low), int(high), printed, place)


# ------------------------------------------------------------------ C607


def _status(document: Document, context: Context) -> Iterator[Finding]:
    """Units that their own paper says are not cancelled."""
    status = document.field("unit_status")
    if status is None:
        yield from _said_open(document, context)
    elif status.confidence >= _STATED and status.value == "open":
        yield context.finding("C607", document, cite=status, reason=status.raw)


def _said_open(document: Document, context: Context) -> Iterator[Finding]:
    """A sentence that says so, where no other tells of a cancellation."""
    phrases = context.book.phrases
    told = [(x, x.text.casefold()) for x in document.lines if x.confidence >= _SURE]
    if any(word in text for word in phrases.cancelled for _, text in told):
        return
    for line, text in told:
        for word in phrases.not_cancelled:
            # 未注销前, 未注销的余额: of what would be, or of a part.
            if re.search(rf"{re.escape(word)}(?![前的余部数者则])", text):
                place = Citation(document.file, line.page, line.box, line.text)
                yield context.finding("C607", document, cite=place, reason=line.text.strip())
                return


def _beneficiary(document: Document, context: Context) -> Iterator[Finding]:
    """Units cancelled for somebody else: a beneficiary, or a holder for emissions of its own."""
    field = document.field("beneficiary")
    own = context.book.phrases.for_itself
    if field is None and any(w in x.text.casefold() for x in document.lines for w in own):
        field = document.field("holder")
    if field is None or field.confidence < _NAMED:
        return
    name = str(field.value)
    if match_applicant(name, context.submission.applicant) is Match.OTHER:
        yield context.finding("C607", document, cite=field, reason=name)


# ------------------------------------------------------------------ C608


def _set_against_less(document: Document, context: Context) -> Iterator[Finding]:
    """A table of one year that sets more certificates against bought electricity than it has."""
    holder = document.text("holder")
    if holder and not context.is_applicant(holder):
        return
    power = [q for q in document.quantities if q.unit == "kWh" and q.confidence >= _SURE]
    phrases = context.book.phrases
    for limit in power:
        if _label(limit) not in phrases.bought_power:
            continue
        for claimed in power:
            beside = (claimed.table, claimed.column) == (limit.table, limit.column)
            if not beside or claimed.year != limit.year or not _is_about(claimed, phrases.green):
                continue
            # 外购电力（绿证覆盖）, 外购电力（其他）: parts of the power that was bought.
            if _label(claimed) in phrases.bought_power:
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
    most = _number(limit)
    if claimed <= most * (1 + DIFFERENT):
        return
    part, unit = _SHOWN[units.against]
    yield context.finding(
        "C608",
        document,
        cite=(*(f.citation for _, f in counted), limit.citation),
        claimed=amount(claimed / part, unit),
        limit=amount(most / part, unit),
    )


def _counted(
    kind: str, years: tuple[int, ...], context: Context
) -> list[tuple[Document, Field]]:  # fmt: skip
    """The counts of all papers of a type (and year), each number once."""
    found: dict[str, tuple[Document, Field]] = {}
    for document in context.documents:
        count = document.field("certificate_count")
        if document.type != kind or (years and document.years != years):
            continue
        if count is None or count.confidence < _SURE:
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


def _limit(name: str, years: tuple[int, ...], context: Context) -> Field | None:
    """The largest amount that any paper of the applicant gives for the year, or any year."""
    fields = [
        field
        for document in context.documents
        if context.speaks_for_the_firm(document)
        and (not years or document.years == years)
        and (field := document.field(name)) is not None
        and field.confidence >= _SURE
    ]
    return max(fields, key=_number, default=None)


def _number(field: Field) -> float:
    return float(field.value) if isinstance(field.value, int | float) else 0.0
