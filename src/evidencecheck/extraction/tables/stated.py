"""Which numbers of a table name an amount field, by their row, their column or its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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
from evidencecheck.extraction.tables.numbers import Number
from evidencecheck.extraction.tables.typed import TypedTable

ELECTRICITY = "electricity_kwh"
COUNTED = frozenset({"个", "张", "份", "枚", "t", "tCO2e", ""})
"""Units of a number of certificates: one stands for a tonne, or nothing is said."""
_NOT_A_VALUE = re.compile(
    r"因子|热值|占比|比例|序号|偏差|差异|差值|变化|同比|环比|增幅|降幅|强度|目标|计划|减排|单价|上[月年期季]|去年|同期|"
    r"factor|share|deviation|change|target|%",
    re.IGNORECASE,
)
_MARKET = re.compile(r"市场|market", re.IGNORECASE)
_EMITTED = re.compile(r"排放(?:总)?量|(?<!减)排放$|CO2e|emissions?\b(?!\s+factor)", re.IGNORECASE)
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


def all_stated(table: TypedTable, meanings: Meanings, name: str) -> list[Stated | None]:
    """For each number of a table what it says of the field ``name``; None where it is not of it."""
    read = _READERS.get(name, _other)
    found = [read(table, number, meanings, name) for number in table.numbers]
    if any(found) or name != ELECTRICITY or table.units != {"kWh"}:
        return found
    return _titled(table, meanings, name)


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


def _emissions(table: TypedTable, number: Number, meanings: Meanings, name: str) -> Stated | None:
    """The number as an amount of emissions of the field ``name``, if it is one."""
    shape = table.table
    headings = shape.columns[number.column].headings
    about = " ".join((*number.labels, *headings))
    bare = number.unit == ""
    if bare and (_ACTIVITY.search(about) or "tCO2e" in table.units):
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
    return Stated(number, meaning, _preferred(about), _adds_up(headings))


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
    headings = table.table.columns[number.column].headings
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
    return Stated(number, meaning, _preferred(about), _adds_up(headings))


def _adds_up(headings: Sequence[str]) -> bool:
    return bool(headings) and (is_time(headings[-1]) or is_gas(headings[-1]))


def _preferred(about: str) -> int:
    if is_first(about):
        return 3
    if _MARKET.search(about):
        return 2
    return 0 if is_final(about) else 1


_Reader = Callable[[TypedTable, Number, Meanings, str], Stated | None]
_READERS: dict[str, _Reader] = dict.fromkeys((*SCOPES, TOTAL), _emissions)
