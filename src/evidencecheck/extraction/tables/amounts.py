"""The amount fields of a document from the numbers of its tables.

An amount is the number that a table gives for the whole: in the row or the column of the total, of
the year that the document reports. Where a table names only parts of it (sources, months, the
categories of scope 3), it is their sum.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidencecheck.domain.document import Citation, Field
from evidencecheck.domain.geometry import Box, union
from evidencecheck.domain.rules import FieldKind, FieldRule
from evidencecheck.domain.script import simplified
from evidencecheck.domain.tables import DocumentTable, TableCell
from evidencecheck.extraction.tables.current import Reported
from evidencecheck.extraction.tables.meanings import SCOPES, TOTAL, Meaning, Meanings
from evidencecheck.extraction.tables.numbers import Number
from evidencecheck.extraction.tables.sources import bought, of_sources
from evidencecheck.extraction.tables.stated import COUNTED, ELECTRICITY, Stated, all_stated
from evidencecheck.extraction.tables.typed import TypedTable

_SUMMED = 0.93
"""How sure a sum of parts is, 0..1."""
_SUM = re.compile(r"合计|小计|总计|共计|\b(?:sub)?total\b", re.IGNORECASE)
_USES = (
    re.compile(r"(?<!非)工业(?:生产)?消费量?(?:\s*[(（].*)?$"),
    re.compile(r"非工业(?:生产)?消费量?(?:\s*[(（].*)?$"),
)
"""Headings of 205-1: in production, and beside it."""
_AGREE = 0.011
"""By how much a total may differ from the sum of the scopes, in tonnes for each of them."""


@dataclass(frozen=True, slots=True)
class TableAmount:
    """A value of an amount field, and how likely it is the document's."""

    field: Field
    order: tuple[int, ...]
    """The smaller, the likelier; compares with that of candidates outside of tables."""
    places: tuple[tuple[int, Box], ...]
    """Pages and boxes of the table."""


def names_of(table: TypedTable, meanings: Meanings, names: Sequence[str]) -> dict[int, str]:
    """The amount field that each number of a table belongs to, by the index of the number."""
    found: dict[int, str] = {}
    for name in names:
        for index, stated in enumerate(all_stated(table, meanings, name)):
            if stated is not None:
                found.setdefault(index, name)
    return found


def table_amounts(
    file: str,
    tables: Sequence[TypedTable],
    meanings: Meanings,
    rules: Mapping[str, FieldRule],
    years: Sequence[int],
    first_page: int,
    *,
    short: Reported | None = None,
) -> Iterator[tuple[str, TableAmount]]:
    """Values of the amount fields that each table gives, with the name of the field.

    Args:
        file: that the tables stand in.
        tables: of one document.
        meanings: of the document's type.
        rules: the amount fields that the type declares, by name.
        years: that the document reports.
        first_page: of the document.
        short: what the document reports, if less than a year: then 本月 counts, and not 本年累计.
    """
    for table in tables:
        page = table.table.rows[0].page - first_page
        given: dict[str, _Amount] = {}
        for name, rule in rules.items():
            stated = [s for s in all_stated(table, meanings, name) if s is not None]
            if short:
                stated = _current(table.table, stated, short)
            if rule.kind is FieldKind.COUNT:
                stated = _of_year_column(table.table, stated, years)
            else:
                stated = _of_year(stated, years)
            amount = _consumed(table, stated) or _amount(stated)
            if amount is not None and not _is_one_of_several(table.table, amount, stated):
                given[name] = amount
        given = _of_all_scopes(table, given, meanings)
        given = _with_sources(table, _completed(given), rules)
        agreeing = _agree(given)
        for name, amount in given.items():
            rank = min(s.meaning.rank for s in amount.stated)
            order = (0, int(amount.summed and not agreeing), rank, page)
            field = _field(name, rules[name], amount, table.table, file)
            yield name, TableAmount(field, order, places(table.table))


def of_other_units(tables: Sequence[TypedTable], rule: FieldRule) -> tuple[tuple[int, Box], ...]:
    """Pages and boxes of the cells whose numbers have a unit that no amount of the field has."""
    units = COUNTED if rule.kind is FieldKind.COUNT else frozenset({rule.unit, "t", ""})
    cells = (
        table.table.rows[n.row].cells[n.column]
        for table in tables
        for n in table.numbers
        if n.ratio or n.unit not in units
    )
    return tuple((cell.page, cell.box) for cell in cells)


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    stated: tuple[Stated, ...]
    summed: bool
    sure: float
    others: tuple[Stated, ...] = ()
    """Further numbers of its column, or row, that name the field by other words as wholly as it."""


def _current(table: DocumentTable, stated: Sequence[Stated], reported: Reported) -> list[Stated]:
    """The numbers of the month or quarter that is reported, where a column is headed so."""
    own = [s for s in stated if any(map(reported.heads, table.columns[s.number.column].headings))]
    return [replace(s, meaning=replace(s.meaning, part=False)) for s in own] or list(stated)


def _of_year(stated: Sequence[Stated], years: Sequence[int]) -> list[Stated]:
    """The numbers of the year that the document reports: its last, else the last of the table."""
    told = {s.number.year for s in stated if s.number.year is not None}
    if len(told) < 2:
        # Months name their year, and the row of their total does not.
        return list(stated)
    wanted = max(years) if years and max(years) in told else max(told)
    return [s for s in stated if s.number.year == wanted]


def _of_year_column(
    table: DocumentTable, stated: Sequence[Stated], years: Sequence[int]
) -> list[Stated]:
    """The same for what is counted, which years in rows do not part: certificates of two years."""
    told = {table.columns[s.number.column].year for s in stated} - {None}
    if len(told) < 2:
        return list(stated)
    return _of_year(stated, years)


def _amount(stated: Sequence[Stated]) -> _Amount | None:
    if not stated:
        return None
    wholes = [s for s in stated if not s.meaning.part and not s.meaning.group]
    if wholes:
        best = min(
            wholes, key=lambda s: (s.preferred, not _sums_up(s), s.meaning.rank, s.number.row)
        )
        others = [
            s
            for s in wholes
            if (s.number.column == best.number.column) != (s.number.row == best.number.row)
            and s.preferred == best.preferred
            and not s.meaning.total
        ]
        return _Amount(best.number.value, (best,), False, best.number.sure, tuple(others))
    # A total is never added up: whatever is left out would be missing from it.
    if stated[0].meaning.field == TOTAL:
        return None
    groups = [_group(list(g)) for g in _by_group(stated).values()]
    parts = [s for group in groups for s in group]
    sums = [s for s in parts if _sums_up(s)]
    if sums and abs(2 * _sum(sums).value - _sum(parts).value) <= _AGREE * len(parts):
        parts = sums
    return _sum(parts) if parts else None


def _sums_up(stated: Stated) -> bool:
    """Whether a row sums up what others of its name list: 范围一合计 below 〔范围一〕天然气."""
    return any(_SUM.search(simplified(label)) for label in stated.number.labels)


def _consumed(table: TypedTable, stated: Sequence[Stated]) -> _Amount | None:
    """What a form of the statisticians tells as used in production and beside it, in one row.

    What was bought is not all of it where a firm makes electricity itself.
    """
    rows = {s.number.row for s in stated if not s.meaning.total}
    if len(rows) != 1 or stated[0].meaning.field != ELECTRICITY:
        return None
    parts = [s for p in _USES for s in stated if p.search(_heading(table.table, s))]
    return _sum(parts) if len(parts) == len(_USES) else None


def _heading(table: DocumentTable, stated: Stated) -> str:
    return simplified("".join(table.columns[stated.number.column].headings))


def _is_one_of_several(table: DocumentTable, amount: _Amount, stated: Sequence[Stated]) -> bool:
    """Whether other numbers of its row say the same, and no heading which is which."""
    best = amount.stated[0]
    return any(
        s.number.row == best.number.row
        and s.number.value != best.number.value
        and s.number.labels == best.number.labels
        and not table.columns[s.number.column].headings
        and not table.columns[best.number.column].headings
        for s in stated
    )


def _by_group(stated: Sequence[Stated]) -> dict[str, list[Stated]]:
    groups: dict[str, list[Stated]] = {}
    for one in stated:
        groups.setdefault(one.meaning.group, []).append(one)
    return groups


def _group(stated: list[Stated]) -> list[Stated]:
    """The number for a group, or those that make it up: of one column, or of one row."""
    best = min(s.preferred for s in stated)
    stated = [s for s in stated if s.preferred == best]
    wholes = [s for s in stated if not s.meaning.part]
    if wholes:
        return wholes[:1]
    # Months and gases stand beside one another; whatever else does is the same amount again.
    rows = {s.number.row for s in stated}
    if all(s.beside for s in stated):
        wholes = [s for s in stated if s.of_whole_row]
        if wholes:
            best_row = min(wholes, key=lambda s: (s.meaning.rank, s.number.row)).number.row
            return [s for s in wholes if s.number.row == best_row]
        if len(rows) == 1:
            return stated
    first = min(s.number.column for s in stated)
    return [s for s in stated if s.number.column == first]


def _completed(given: Mapping[str, _Amount]) -> dict[str, _Amount]:
    """The amounts, a scope whose sources are told by name as their sum where the total says so.

    净购入电力 and 净购入热力 are both of scope 2, and no row need say scope 2.
    """
    amounts = dict(given)
    if TOTAL not in given or _agree(given):
        return amounts
    sums = {n: _sum((*given[n].stated, *given[n].others)) for n in SCOPES if n in given}
    ways = [{n: a} for n, a in sums.items() if given[n].others]
    for way in (*ways, {n: a for w in ways for n, a in w.items()}):
        if way and _agree({**given, **way}):
            return {**given, **way}
    return amounts


def _of_all_scopes(
    table: TypedTable, given: Mapping[str, _Amount], meanings: Meanings
) -> dict[str, _Amount]:
    """The amounts, the total that counts scope 3 as well before one of scopes 1 and 2 alone."""
    amounts = dict(given)
    if TOTAL not in given or any(name not in given for name in SCOPES):
        return amounts
    every = sum(given[name].value for name in SCOPES)
    for stated in all_stated(table, meanings, TOTAL):
        if (
            stated is not None
            and stated.number.column == given[TOTAL].stated[0].number.column
            and abs(stated.number.value - every) <= _AGREE * (len(SCOPES) + 1)
        ):
            amounts[TOTAL] = _Amount(stated.number.value, (stated,), False, stated.number.sure)
    return amounts


def _with_sources(
    table: TypedTable, given: Mapping[str, _Amount], names: Collection[str]
) -> dict[str, _Amount]:
    """The amounts, with scopes that only the names of sources tell, if these make it up."""
    amounts = dict(given)
    if TOTAL not in given:
        return amounts
    told = [name for name in SCOPES if name in given]
    total = given[TOTAL]
    found: Mapping[str, tuple[Number, ...]] = {}
    if not told:
        found = of_sources(table, total.stated[0].number)
    elif told == [SCOPES[0]]:
        rest = total.value - given[SCOPES[0]].value
        found = {SCOPES[1]: bought(table, total.stated[0].number, rest)}
    for name, numbers in found.items():
        if name in names and numbers:
            amounts[name] = _sum([Stated(n, Meaning(name), 1, beside=False) for n in numbers])
    return amounts


def _sum(parts: Sequence[Stated]) -> _Amount:
    sure = min(s.number.sure for s in parts) * (_SUMMED if len(parts) > 1 else 1.0)
    value = round(sum(s.number.value for s in parts), 6)
    return _Amount(value, tuple(parts), summed=len(parts) > 1, sure=sure)


def _agree(amounts: Mapping[str, _Amount]) -> bool:
    """Whether the total is the sum of the scopes that are given, of two at least."""
    scopes = [amounts[n].value for n in SCOPES if n in amounts]
    if TOTAL not in amounts or len(scopes) < 2:
        return False
    total = amounts[TOTAL].value
    room = _AGREE * (len(scopes) + 1)
    return abs(sum(scopes) - total) <= room or abs(sum(scopes[:2]) - total) <= room


def _field(name: str, rule: FieldRule, amount: _Amount, table: DocumentTable, file: str) -> Field:
    cells = [table.rows[s.number.row].cells[s.number.column] for s in amount.stated]
    value: float | int = round(amount.value, 6)
    if rule.kind is FieldKind.COUNT and value == int(value):
        value = int(value)
    raw = " + ".join(cell.text for cell in cells)
    return Field(
        name=name,
        value=value,
        raw=raw,
        citation=cite(file, cells),
        confidence=round(min(c.confidence for c in cells) * amount.sure, 4),
    )


def cite(file: str, cells: Sequence[TableCell]) -> Citation:
    """A citation of cells, those on the page of the last."""
    page = cells[-1].page
    own = [c for c in cells if c.page == page]
    return Citation(file, page, union(c.box for c in own), " + ".join(c.text for c in own))


def places(table: DocumentTable) -> tuple[tuple[int, Box], ...]:
    """The pages that a table stands on, with the box around its rows on each."""
    pages: dict[int, list[Box]] = {}
    for row in table.rows:
        pages.setdefault(row.page, []).extend(cell.box for cell in row.cells)
    return tuple((page, union(boxes)) for page, boxes in pages.items())
