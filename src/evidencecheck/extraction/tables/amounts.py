"""The amount fields of a document from the numbers of its tables.

An amount is the number that a table gives for the whole: in the row or the column of the total, of
the year that the document reports. Where a table names only parts of it (sources, months, the
categories of scope 3), it is their sum.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidencecheck.domain.document import Citation, Field
from evidencecheck.domain.geometry import Box, union
from evidencecheck.domain.rules import FieldKind, FieldRule
from evidencecheck.domain.tables import DocumentTable, TableCell
from evidencecheck.extraction.tables.meanings import (
    SCOPES,
    TOTAL,
    Meaning,
    Meanings,
    is_final,
    is_first,
    is_gas,
    is_time,
)
from evidencecheck.extraction.tables.typed import Number, TypedTable

_COUNTED = frozenset({"个", "张", "份", "枚", "t", "tCO2e", ""})
_NOT_A_VALUE = re.compile(
    r"因子|热值|占比|比例|序号|偏差|差异|差值|变化|同比|环比|增幅|降幅|强度|目标|计划|减排|单价|上[月年期季]|去年|同期|"
    r"factor|share|deviation|change|target|%",
    re.IGNORECASE,
)
_MARKET = re.compile(r"市场|market", re.IGNORECASE)
_EMITTED = re.compile(r"排放(?:总)?量|(?<!减)排放$|CO2e|emissions?\b(?!\s+factor)", re.IGNORECASE)
_ACTIVITY = re.compile(r"活动数据|活动水平|消耗|用量|activity", re.IGNORECASE)
_CURRENT = re.compile(r"^(?:本|当)(?:月|季度?|期)(?!累计)|this (?:month|quarter)", re.IGNORECASE)
_SUMMED = 0.93
"""How sure a sum of parts is, 0..1."""
_UNIT_GUESSED = 0.9
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


@dataclass(frozen=True, slots=True)
class _Stated:
    """A number that names a field."""

    number: Number
    meaning: Meaning
    preferred: int
    """0 what was verified, 1 what nothing is said of, 2 and more what yields to others."""
    beside: bool
    """Whether its column holds a month or a gas, which add up with those beside it."""


def names_of(table: TypedTable, meanings: Meanings, names: Sequence[str]) -> dict[int, str]:
    """The amount field that each number of a table belongs to, by the index of the number."""
    found: dict[int, str] = {}
    for name in names:
        for index, stated in enumerate(_all_stated(table, meanings, name)):
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
    short: bool = False,
) -> Iterator[tuple[str, TableAmount]]:
    """Values of the amount fields that each table gives, with the name of the field.

    Args:
        file: that the tables stand in.
        tables: of one document.
        meanings: of the document's type.
        rules: the amount fields that the type declares, by name.
        years: that the document reports.
        first_page: of the document.
        short: whether the document reports less than a year: then 本月 counts, and not 本年累计.
    """
    for table in tables:
        page = table.table.rows[0].page - first_page
        given: dict[str, tuple[_Amount, int]] = {}
        for name in rules:
            stated = [s for s in _all_stated(table, meanings, name) if s is not None]
            if short:
                stated = _current(table.table, stated)
            amount = _amount(_of_year(stated, years))
            if amount is not None:
                given[name] = amount, min(s.meaning.rank for s in amount.stated)
        agreeing = _agree({n: a.value for n, (a, _) in given.items()})
        for name, (amount, rank) in given.items():
            order = (0, int(amount.summed and not agreeing), rank, page)
            field = _field(name, rules[name], amount, table.table, file)
            yield name, TableAmount(field, order, places(table.table))


def of_other_units(tables: Sequence[TypedTable], rule: FieldRule) -> tuple[tuple[int, Box], ...]:
    """Pages and boxes of the cells whose numbers have a unit that no amount of the field has."""
    units = _COUNTED if rule.kind is FieldKind.COUNT else frozenset({rule.unit, "t", ""})
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
    stated: tuple[_Stated, ...]
    summed: bool
    sure: float


def _all_stated(table: TypedTable, meanings: Meanings, name: str) -> list[_Stated | None]:
    read = _READERS.get(name, _other)
    return [read(table, number, meanings, name) for number in table.numbers]


def _emissions(table: TypedTable, number: Number, meanings: Meanings, name: str) -> _Stated | None:
    """The number as an amount of emissions of the field ``name``, if it is one."""
    shape = table.table
    headings = shape.columns[number.column].headings
    about = " ".join((*number.labels, *headings))
    bare = number.unit == ""
    if bare and (_ACTIVITY.search(about) or any(n.unit == "tCO2e" for n in table.numbers)):
        return None
    if number.ratio or not (bare or number.unit == "tCO2e") or _NOT_A_VALUE.search(about):
        return None
    title = meanings.of_emissions((table.title,))
    titled = title.field
    within = titled == SCOPES[2]
    row = meanings.of_emissions(number.labels, within_scope3=within)
    column = meanings.of_emissions(headings, within_scope3=within)
    meaning = _together(row, column)
    if titled in SCOPES and (meaning is None or meaning.field == TOTAL):
        # A table of one scope: its rows are sources, its total that of the scope.
        meaning = Meaning(titled, title.rank, part=meaning is None or meaning.part)
    if meaning is None or meaning.field != name:
        return None
    if bare and name == TOTAL and not _EMITTED.search(f"{about} {table.title}"):
        return None
    return _Stated(number, meaning, _preferred(about), _adds_up(headings))


def _together(row: Meaning, column: Meaning) -> Meaning | None:
    """What a row and a column say of a number together; None where they name no field, or two."""
    scopes = {m.field for m in (row, column) if m.field in SCOPES}
    if len(scopes) > 1:
        return None
    if scopes:
        named, other = (row, column) if row.field in SCOPES else (column, row)
        # The other side may sum up, or say nothing; else it names a part.
        part = named.part or (other.part and not other.total)
        return replace(named, part=part)
    # 合计 names the total of emissions where the other side leaves nothing out.
    if not (row.total or row.field == TOTAL or column.total or column.field == TOTAL):
        return None
    whole = (row.total or row.field == TOTAL or not row.part) and (
        column.total or column.field == TOTAL or not column.part
    )
    rank = min(row.rank, column.rank)
    return (
        Meaning(TOTAL, rank, part=True, total=True)
        if not whole
        else Meaning(TOTAL, rank, total=True)
    )


def _other(table: TypedTable, number: Number, meanings: Meanings, name: str) -> _Stated | None:
    """The number as an amount of electricity, or a count of certificates."""
    headings = table.table.columns[number.column].headings
    about = " ".join((*number.labels, *headings))
    fits = number.unit == "kWh" if name == "electricity_kwh" else number.unit in _COUNTED
    if number.ratio or not fits or _NOT_A_VALUE.search(about):
        return None
    row = meanings.of_amount(name, number.labels)
    column = meanings.of_amount(name, headings)
    if not row.field and not column.field:
        return None
    if row.field:
        part = row.part or (column.part and not column.field and not column.total)
    else:
        part = column.part or (row.part and not row.total)
    meaning = Meaning(name, min(row.rank, column.rank), part=part, total=row.total or column.total)
    return _Stated(number, meaning, _preferred(about), _adds_up(headings))


def _adds_up(headings: Sequence[str]) -> bool:
    return bool(headings) and (is_time(headings[-1]) or is_gas(headings[-1]))


def _preferred(about: str) -> int:
    if is_first(about):
        return 3
    if _MARKET.search(about):
        return 2
    return 0 if is_final(about) else 1


def _current(table: DocumentTable, stated: Sequence[_Stated]) -> list[_Stated]:
    """The numbers of the month or quarter that is reported, where a column is headed so."""
    own = [s for s in stated if _CURRENT.search(" ".join(table.columns[s.number.column].headings))]
    return [replace(s, meaning=replace(s.meaning, part=False)) for s in own] or list(stated)


def _of_year(stated: Sequence[_Stated], years: Sequence[int]) -> list[_Stated]:
    """The numbers of the year that the document reports: its last, else the last of the table."""
    told = {s.number.year for s in stated if s.number.year is not None}
    if len(told) < 2:
        # Months name their year, and the row of their total does not.
        return list(stated)
    wanted = max(years) if years and max(years) in told else max(told)
    return [s for s in stated if s.number.year == wanted]


def _amount(stated: Sequence[_Stated]) -> _Amount | None:
    if not stated:
        return None
    wholes = [s for s in stated if not s.meaning.part and not s.meaning.group]
    if wholes:
        best = min(wholes, key=lambda s: (s.preferred, s.meaning.rank, s.number.row))
        return _Amount(best.number.value, (best,), summed=False, sure=best.number.sure)
    # A total is never added up: whatever is left out would be missing from it.
    if stated[0].meaning.field == TOTAL:
        return None
    groups = [_group(list(g)) for g in _by_group(stated).values()]
    parts = [s for group in groups for s in group]
    if not parts:
        return None
    sure = min(s.number.sure for s in parts) * (_SUMMED if len(parts) > 1 else 1.0)
    value = round(sum(s.number.value for s in parts), 6)
    return _Amount(value, tuple(parts), summed=len(parts) > 1, sure=sure)


def _by_group(stated: Sequence[_Stated]) -> dict[str, list[_Stated]]:
    groups: dict[str, list[_Stated]] = {}
    for one in stated:
        groups.setdefault(one.meaning.group, []).append(one)
    return groups


def _group(stated: list[_Stated]) -> list[_Stated]:
    """The number for a group, or those that make it up: of one column, or of one row."""
    best = min(s.preferred for s in stated)
    stated = [s for s in stated if s.preferred == best]
    wholes = [s for s in stated if not s.meaning.part]
    if wholes:
        return wholes[:1]
    # Months and gases stand beside one another; whatever else does is the same amount again.
    rows = {s.number.row for s in stated}
    if len(rows) == 1 and all(s.beside for s in stated):
        return stated
    first = min(s.number.column for s in stated)
    return [s for s in stated if s.number.column == first]


def _agree(values: Mapping[str, float]) -> bool:
    """Whether the total is the sum of the scopes that are given, of two at least."""
    scopes = [values[n] for n in SCOPES if n in values]
    if TOTAL not in values or len(scopes) < 2:
        return False
    total = values[TOTAL]
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


_Reader = Callable[[TypedTable, Number, Meanings, str], _Stated | None]
_READERS: dict[str, _Reader] = dict.fromkeys((*SCOPES, TOTAL), _emissions)
