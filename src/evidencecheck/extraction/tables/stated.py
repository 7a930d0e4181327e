"""Which numbers of a table name an amount field, by their row, their column or its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from evidencecheck.extraction.spoken_amounts import is_self_made
from evidencecheck.extraction.tables.meanings import (
    SCOPES,
    TOTAL,
    Meaning,
    Meanings,
    is_final,
    is_first,
    is_gas,
    is_month,
    is_part_of_year,
    is_span_of_months,
    is_time,
)
from evidencecheck.extraction.tables.numbers import Number
from evidencecheck.extraction.tables.typed import TypedTable

ELECTRICITY = "electricity_kwh"
COUNTED = frozenset({"个", "张", "份", "枚", "t", "tCO2e", ""})
"""Units of a number of certificates: one stands for a tonne, or nothing is said."""
_NOT_A_VALUE = re.compile(
    r"因子|热值|占比|比例|序号|偏差|差异|差值|变化|同比|环比|增幅|降幅|强度|损耗|寿命|目标|计划|减排|单价|上[月年期季]|去年|同期|"
    r"factor|share|deviation|change|target|%",
    re.IGNORECASE,
)
_NOTE = re.compile(r"[(（][^()（）]*[)）]")
"""光伏自用电(kWh)"""
_MARKET = re.compile(r"市场|market", re.IGNORECASE)
_EMITTED = re.compile(r"排放(?:总)?量|(?<!减)排放$|CO2e|emissions?\b(?!\s+factor)", re.IGNORECASE)
_SCOPE_ALONE = re.compile(
    r"\s*(?:其中[:：]?)?\s*(?:范围|范畴|类别|scope|category)\s*[1-3一二三ⅠⅡⅢ](?:排放量?|小计)?\s*$",
    re.IGNORECASE,
)
_UNNAMED = "数值"
"""What the only column of a table is headed with when the time that it names is left out."""
_ACTIVITY = re.compile(r"活动数据|活动水平|消耗|用量|activity", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that names a field."""

    number: Number
    meaning: Meaning
    preferred: int
    """0 what was verified, 1 what nothing is said of, 2 and more what yields to others."""
    beside: bool
    """Whether its column holds a month or a gas, which add up with those beside it."""
    of_whole_row: bool = False
    """Whether its row names the whole of the field."""


def all_stated(table: TypedTable, meanings: Meanings, name: str) -> list[Stated | None]:
    """For each number of a table what it says of the field ``name``; None where it is not of it."""
    read = _READERS.get(name, _other)
    months = any(is_month(text) for text in _times(table))
    found = [
        None if months and _is_of_months(table, number) else read(table, number, meanings, name)
        for number in table.numbers
    ]
    if name == ELECTRICITY:
        found = _parted(found)
    if any(found) or name != ELECTRICITY or table.units != {"kWh"}:
        return found
    return _titled(table, meanings, name)


def _parted(found: Sequence[Stated | None]) -> list[Stated | None]:
    """The same, rows as parts that only what is in brackets tells apart: 购电(绿证), 购电(其余)."""
    kinds: dict[tuple[int, str], set[int]] = {}
    for one in found:
        if one is not None and one.number.labels and "(" in one.number.labels[-1]:
            kinds.setdefault(_kind(one), set()).add(one.number.row)
    return [
        replace(one, meaning=replace(one.meaning, part=True))
        if one is not None and one.number.labels and len(kinds.get(_kind(one), ())) > 1
        else one
        for one in found
    ]


def _kind(stated: Stated) -> tuple[int, str]:
    return stated.number.column, stated.number.labels[-1].partition("(")[0].strip()


def _titled(table: TypedTable, meanings: Meanings, name: str) -> list[Stated | None]:
    """The same where only the caption names the field, and rows and columns times and places."""
    rank = meanings.of_title(name, table.table.caption)
    if rank is None:
        return [None] * len(table.numbers)
    found: list[Stated | None] = []
    for number in table.numbers:
        headings = table.table.columns[number.column].headings
        about = " ".join((*number.labels, *headings))
        row = meanings.of_amount(name, number.labels)
        column = meanings.of_amount(name, headings)
        part = (row.part and not row.total) or (column.part and not column.total)
        meaning = Meaning(name, rank, part=part, total=row.total or column.total)
        passed = number.ratio or _NOT_A_VALUE.search(about)
        found.append(
            None if passed else Stated(number, meaning, _preferred(about), _adds_up(headings))
        )
    return found


def _times(table: TypedTable) -> Iterator[str]:
    """The months and quarters that head columns or rows."""
    for column in table.table.columns:
        yield from (text for text in column.headings if is_time(text))
    for row in table.table.rows:
        yield from (text for text in row.labels if is_time(text))


def _is_of_months(table: TypedTable, number: Number) -> bool:
    """Whether a number is of a quarter or half of a year whose months stand beside it."""
    headings = table.table.columns[number.column].headings
    return any(is_part_of_year(text) for text in (*headings[-1:], *number.labels[-1:]))


def _headings(table: TypedTable, number: Number) -> tuple[str, ...]:
    """The headings of a number; without the months where those of no other column name any.

    2024年1—9月 that heads the only column is the time of the whole table.
    """
    columns = table.table.columns
    own = columns[number.column].headings
    others = (c.headings for n, c in enumerate(columns) if n != number.column)
    if any(is_time(text) for headings in others for text in headings):
        return own
    left = tuple(text for text in own if not is_time(text))
    return left if left or len(own) != 1 else (_UNNAMED,)


def _emissions(table: TypedTable, number: Number, meanings: Meanings, name: str) -> Stated | None:
    """The number as an amount of emissions of the field ``name``, if it is one."""
    headings = _headings(table, number)
    about = " ".join((*number.labels, *headings))
    bare = number.unit == ""
    if bare and (_ACTIVITY.search(about) or _is_without_unit(table, number)):
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
    told = f"{about} {table.title}"
    if (
        bare
        and name == TOTAL
        and not (_EMITTED.search(told) or _stands_by_scopes(table, number, meanings))
    ):
        return None
    of_whole_row = row.field == name and not (row.part or row.group)
    return Stated(number, meaning, _preferred(about), _adds_up(headings), of_whole_row)


def _is_without_unit(table: TypedTable, number: Number) -> bool:
    """Whether a number has no unit in a table whose emissions have theirs.

    范围一 below 排放量(tCO2e) is of the unit of its column, and its row has no other.
    """
    if "tCO2e" not in table.units:
        return False
    of_emissions = [n for n in table.numbers if n.unit == "tCO2e" and not n.ratio]
    beside = any(n.row == number.row for n in of_emissions)
    above = any(n.column == number.column and n.row < number.row for n in of_emissions)
    named = bool(number.labels) and bool(_SCOPE_ALONE.match(number.labels[-1]))
    return beside or not (above and named)


def _stands_by_scopes(table: TypedTable, number: Number, meanings: Meanings) -> bool:
    """Whether two scopes at least stand in the column, or in the row, of a number."""
    columns = table.table.columns
    down = {
        meanings.of_emissions(n.labels).field for n in table.numbers if n.column == number.column
    }
    across = {
        meanings.of_emissions(columns[n.column].headings).field
        for n in table.numbers
        if n.row == number.row
    }
    return any(len(fields.intersection(SCOPES)) > 1 for fields in (down, across))


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


def _other(table: TypedTable, number: Number, meanings: Meanings, name: str) -> Stated | None:
    """The number as an amount of electricity, or a count of certificates."""
    headings = _headings(table, number)
    about = " ".join((*number.labels, *headings))
    fits = number.unit == "kWh" if name == ELECTRICITY else number.unit in COUNTED
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
    of_whole_row = bool(row.field) and not row.part
    preferred = _preferred(about)
    if name == ELECTRICITY and is_self_made(_NOTE.sub("", " ".join(number.labels))):
        # What a firm made itself yields to what it bought, or used in all.
        preferred += 2
    return Stated(number, meaning, preferred, _adds_up(headings), of_whole_row)


def _adds_up(headings: Sequence[str]) -> bool:
    if not headings or is_span_of_months(headings[-1]):
        return False
    return is_time(headings[-1]) or is_gas(headings[-1])


def _preferred(about: str) -> int:
    if is_first(about):
        return 3
    if _MARKET.search(about):
        return 2
    return 0 if is_final(about) else 1


_Reader = Callable[[TypedTable, Number, Meanings, str], Stated | None]
_READERS: dict[str, _Reader] = dict.fromkeys((*SCOPES, TOTAL), _emissions)
