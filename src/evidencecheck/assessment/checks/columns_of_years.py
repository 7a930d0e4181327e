"""C601: a total or a rate that the other years of its table bear out, and one year does not (C16).

A table of three years has a row 合计 below 范围一 and 范围二, among rows of other units, and a row
tCO2e/t. What each comes to by the units of the rows is so in all years but one. The same of a
table with a row for each year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import log10

from evidencecheck.assessment.amounts import DIFFERENT, FAR, comparable, how_many_figures
from evidencecheck.assessment.checks.grids import Printed, is_legible, printed
from evidencecheck.assessment.checks.quotients import Slip
from evidencecheck.domain.document import Document
from evidencecheck.domain.tables import DocumentTable, Role, TableCell
from evidencecheck.domain.units import kind_of

_MOST, _ITEMS = 16, (2, 6)
"""Rows that are looked at, and items of a total."""
_ONE, _EACH = 4, 3
"""Figures of the only number that bears a relation out, and of each of several."""
_EXACT = 0.001
"""Share by which a rate may be off that was reckoned from numbers that are not shown in full."""
_UNIT = re.compile(
    r"[(（]\s*(?P<bracket>[^()（）\d,，、][^()（）,，、]*)|(?P<bare>(?<![A-Za-z])[A-Za-z][A-Za-z0-9·]*(?:[/／]\S+)?)\s*$"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table of years, or a column of one with a row for each year."""

    unit: str
    """Without what only moves its point."""
    role: Role
    numbers: tuple[Printed | None, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a line says in one year, and what others come to there."""

    stated: Printed
    computed: float
    loose: float
    used: tuple[Printed, ...]

    @property
    def figures(self) -> int:
        return how_many_figures(self.stated.value, self.stated.places)


def of_years(document: Document, table: DocumentTable) -> Iterator[Slip]:
    """Each such number."""
    for lines in (_by_rows(table), _by_columns(table)):
        if len(lines) > _MOST:
            continue
        for n, line in enumerate(lines):
            found = _wrong_total(lines, n) if line.role is Role.TOTAL else _wrong_rate(lines, n)
            if found is not None and _is_sure(found, document):
                yield _slip(found, document)


def _slip(wrong: _Told, document: Document) -> Slip:
    shown = f"{wrong.computed:,.{max(wrong.stated.places, 2)}f}"
    cites = tuple(document.at(n.cell) for n in wrong.used)
    return Slip(document.at(wrong.stated.cell), shown, cites)


def _is_sure(wrong: _Told, document: Document) -> bool:
    numbers = (wrong.stated, *wrong.used)
    gap = wrong.computed - wrong.stated.value
    slips = [(n.value, n.value + by) for n in numbers for by in (gap, -gap)]
    return is_legible(document, numbers, slips)


# ------------------------------------------------------------------ totals


def _wrong_total(lines: Sequence[_Line], at: int) -> _Told | None:
    """The total of all lines above of its unit, where it is theirs in the other years."""
    above = [k for k in range(at) if lines[k].role is Role.BODY]
    unit = lines[at].unit
    items = [lines[k] for k in above if lines[k].unit == unit]
    if not unit or not _ITEMS[0] <= len(items) <= _ITEMS[1]:
        return None
    told = []
    for year, stated in enumerate(lines[at].numbers):
        numbers = [n for line in items if (n := line.numbers[year]) is not None]
        if stated is None or len(numbers) != len(items):
            continue
        loose = max(n.half for n in (stated, *numbers)) * (len(numbers) + 1)
        told.append(_Told(stated, sum(n.value for n in numbers), loose, tuple(numbers)))
    wrong = _only_wrong(told, 0.0)
    if wrong is None:
        return None
    # A source of one year alone has a row somewhere.
    year = next(y for y, n in enumerate(lines[at].numbers) if n is wrong.stated)
    gap = abs(wrong.stated.value - wrong.computed)
    others = (n for line in lines if (n := line.numbers[year]) is not None)
    return None if any(abs(n.value - gap) <= wrong.loose for n in others) else wrong


# ------------------------------------------------------------------ rates


def _wrong_rate(lines: Sequence[_Line], at: int) -> _Told | None:
    """A rate that is the quotient of the lines of its units in all years but one."""
    above, stroke, below = lines[at].unit.partition("/")
    if not stroke:
        return None
    parts = [[k for k, x in enumerate(lines) if k != at and x.unit == u] for u in (above, below)]
    ways = [_quotients(lines, at, a, b) for a, b in product(*parts) if a != b]
    ways = [told for told in ways if told]
    wrong = [_only_wrong(told, _EXACT) for told in ways]
    # Of several outputs, or several energies, one bears it out in every year.
    if any(all(map(_holds_nearly, told)) for told in ways):
        return None
    found = [w for w in wrong if w is not None]
    return found[0] if len(found) == 1 else None


def _quotients(lines: Sequence[_Line], at: int, above: int, below: int) -> list[_Told]:
    found, powers = [], []
    for year, stated in enumerate(lines[at].numbers):
        a, b = lines[above].numbers[year], lines[below].numbers[year]
        if stated is None or a is None or b is None or not (stated.value and a.value and b.value):
            continue
        powers.append(log10(stated.value * b.value / a.value))
        loose = sum(n.half / n.value for n in (a, b) if n.places)
        found.append((stated, a.value / b.value, loose, (a, b)))
    if not found:
        return []
    # tCO2e and kgCO2e/t: the point is where most have it.
    whole = [round(p) for p in powers]
    power = max(set(whole), key=whole.count)
    return [
        _Told(stated, each * 10.0**power, stated.half + each * 10.0**power * loose, used)
        for stated, each, loose, used in found
    ]


def _holds_nearly(told: _Told) -> bool:
    return abs(told.stated.value - told.computed) <= told.loose + DIFFERENT * told.computed


# ------------------------------------------------------------------ which of them hold


def _only_wrong(told: Sequence[_Told], share: float) -> _Told | None:
    """The only one that does not hold, where the others do as exactly as they are printed."""
    right = [t for t in told if abs(t.stated.value - t.computed) <= t.loose + share * t.computed]
    wrong = [t for t in told if t not in right]
    if len(wrong) != 1 or not right:
        return None
    # Years of one output and one consumption are one.
    shapes = {(t.stated.value, t.computed) for t in right}
    least = _ONE if len(shapes) == 1 else _EACH
    if min(t.figures for t in right) < least or not comparable(
        wrong[0].stated.value, wrong[0].computed, FAR
    ):
        return None
    gap = abs(wrong[0].stated.value - wrong[0].computed)
    return wrong[0] if gap > 2 * wrong[0].loose + DIFFERENT * wrong[0].computed else None


# ------------------------------------------------------------------ lines of a table


def _by_rows(table: DocumentTable) -> list[_Line]:
    """Rows, in the columns of years."""
    years = [n for n, c in enumerate(table.columns) if c.year is not None]
    if len(years) < 2:
        return []
    units = [n for n, c in enumerate(table.columns) if "".join(c.headings).strip() == "单位"]
    lines: list[_Line] = []
    for row in table.rows:
        label = row.cells[units[0]].text if units else (row.labels or ("",))[-1]
        unit = _unit(label, alone=bool(units))
        # 合计 below tonnes is in tonnes.
        if not unit and row.role is not Role.BODY and lines:
            unit = lines[-1].unit
        lines.append(_Line(unit, row.role, _numbers([row.cells[n] for n in years])))
    return lines


def _by_columns(table: DocumentTable) -> list[_Line]:
    """Columns, in the rows of years."""
    rows = [r for r in table.rows if r.year is not None and r.role is Role.BODY]
    if len(rows) < 2 or len({r.year for r in rows}) < len(rows):
        return []
    return [
        _Line(
            _unit((c.headings or ("",))[-1], alone=False),
            c.role,
            _numbers([r.cells[n] for r in rows]),
        )
        for n, c in enumerate(table.columns)
    ]


def _numbers(cells: Sequence[TableCell]) -> tuple[Printed | None, ...]:
    return tuple(printed(c) for c in cells)


@lru_cache(8192)
def _unit(label: str, *, alone: bool) -> str:
    """The unit that a label ends with, or is, without what only moves its point."""
    m = _UNIT.search(label)
    text = label if alone else (m["bracket"] or m["bare"]) if m is not None else ""
    return kind_of(text)
