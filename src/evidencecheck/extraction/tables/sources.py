"""Scopes of a table that names nothing but sources of emissions and their total.

电力 2,945 | 天然气 166 | 合计 3,111: what is burnt or escapes is of scope 1, bought energy of scope
2. Only where every source is known and they make up the total.
"""

from __future__ import annotations

import re

from evidencecheck.domain.script import simplified
from evidencecheck.domain.tables import Role
from evidencecheck.extraction.tables.meanings import SCOPES
from evidencecheck.extraction.tables.numbers import Number
from evidencecheck.extraction.tables.typed import TypedTable

_BOUGHT = re.compile(
    r"电力|用电|购电|购入电|电网|电量|^电$|热力|蒸汽|供热|供冷|"
    r"purchased|electricity|steam|district heat",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    r"天然气|液化(?:石油)?气|石油气|煤|柴油|汽油|燃料|燃油|重油|煤油|燃气|焦炭|沼气|丙烷|甲醇|乙炔|生物质|"
    r"制冷剂|冷媒|逸散|六氟化硫|灭火|化粪池|污水|焊接|过程排放|R-?\d{2,3}[A-Za-z]?|SF6|HFCs?|"
    r"natural gas|diesel|gasoline|petrol|refrigerant|LPG|LNG|coal|fugitive|septic|acetylene",
    re.IGNORECASE,
)
# 柴油发电: the fuel is burnt.
_MADE = re.compile(r"发电机|发电用|自发电|generator", re.IGNORECASE)
_ROOM = 0.011
"""Tonnes for each number, by which the total may differ."""


def of_sources(table: TypedTable, total: Number) -> dict[str, tuple[Number, ...]]:
    """The numbers of scope 1 and of scope 2 above a total; empty where they do not make it up.

    Args:
        table: that holds them.
        total: of emissions.
    """
    found: dict[str, list[Number]] = {SCOPES[0]: [], SCOPES[1]: []}
    for number in table.numbers:
        of_body = table.table.rows[number.row].role is Role.BODY
        if number.column != total.column or number.row >= total.row or not of_body:
            continue
        scope = _scope(simplified(" ".join(number.labels)))
        if scope is None or number.ratio or number.unit != total.unit:
            return {}
        found[scope].append(number)
    every = [n for numbers in found.values() for n in numbers]
    if not all(found.values()):
        return {}
    if abs(sum(n.value for n in every) - total.value) > _ROOM * (len(every) + 1):
        return {}
    return {scope: tuple(numbers) for scope, numbers in found.items()}


def bought(table: TypedTable, total: Number, rest: float) -> tuple[Number, ...]:
    """The numbers above a total for bought energy, where these make up what is left of it.

    Args:
        table: that holds them.
        total: of emissions.
        rest: what the total is without scope 1.
    """
    found = tuple(
        number
        for number in table.numbers
        if number.column == total.column
        and number.row < total.row
        and not number.ratio
        and number.unit == total.unit
        and _scope(simplified(" ".join(number.labels))) == SCOPES[1]
    )
    agree = found and abs(sum(n.value for n in found) - rest) <= _ROOM * (len(found) + 1)
    return found if agree else ()


def _scope(label: str) -> str | None:
    if _BOUGHT.search(label) and not _MADE.search(label):
        return SCOPES[1] if not _DIRECT.search(label) else None
    return SCOPES[0] if _DIRECT.search(label) else None
