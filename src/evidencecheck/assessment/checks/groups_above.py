"""C601: a sum within a table that the rows right above it do not make, nor any others (C16).

用电合计 below 外购电力 and 光伏自用, 抵消合计 below what is set off, 合计tce among other units.
Which rows such a sum is of is told by its place, its unit and its size; and an honest one is made
of some rows of its column, or of other numbers of its paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidencecheck.assessment.addends import first_meant, heads_a_list
from evidencecheck.assessment.amounts import SUM, some_make
from evidencecheck.assessment.checks.grids import Printed, is_legible, printed
from evidencecheck.assessment.checks.quotients import Slip
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.made_otherwise import is_made_otherwise, is_made_with_another
from evidencecheck.domain.document import Citation, Document, Quantity
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import DocumentTable, Role

_SUM = re.compile(
    r"^(?:合\s*计|小\s*计|总\s*计|共\s*计|total)\s*(?:[(（][^()（）]*[)）]|[A-Za-z0-9]{1,6}|[人台项][次数]?)?$"
    r"|(?:合\s*计|小\s*计|总\s*计)\s*(?:[(（][^()（）]*[)）])?$",
    re.IGNORECASE,
)
_LEAST = 2
_MOST = 13
"""Numbers of a column of which some make a sum by no more than chance."""
_FIGURES = 3
_SAME = 1e-6
_READ = 0.95
"""0..1, of the reading of each number."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A number of a column as it is printed, and the row that it stands in."""

    row: int
    number: Printed
    citation: Citation
    told: bool
    """Whether its unit is."""

    @property
    def value(self) -> float:
        return self.number.value


def groups_above(document: Document, table: DocumentTable, context: Context) -> Iterator[Slip]:
    """The only such sum; where another is not made either, what is added up is something else."""
    wrong: list[tuple[_Told, list[_Told]]] = []
    for total, items, column in _sums(document, table, context.book.phrases):
        if _is_made(total, items, column):
            continue
        meant = items[first_meant(total.value, [n.value for n in items]) :]
        if not meant or wrong:
            return
        if not _is_sure(document, total, meant, column, context):
            return
        wrong.append((total, meant))
    for total, meant in wrong:
        made = sum(n.value for n in meant)
        shown = f"{made:,.{total.number.places}f}"
        yield Slip(total.citation, shown, (meant[0].citation, meant[-1].citation))


def _sums(
    document: Document, table: DocumentTable, phrases: Phrases
) -> Iterator[tuple[_Told, list[_Told], list[_Told]]]:
    """Each sum of a group, the rows right above it, and all numbers of its column."""
    cells = _cells(document, table)
    for row in range(_LEAST, len(table.rows)):
        if not _is_sum(table, row, phrases):
            continue
        for stated in (q for q in cells if q.row == row and _is_added(q, phrases)):
            column = _column(table, cells, stated)
            total = next((n for n in column if n.row == row), None)
            if total is None or len(column) > _MOST or heads_a_list(table, row, stated.column):
                continue
            items = _above(table, total, column, phrases)
            if len(items) >= _LEAST:
                yield total, items, column


def _cells(document: Document, table: DocumentTable) -> list[Quantity]:
    place = next((n for n, t in enumerate(document.tables) if t is table), None)
    return [q for q in document.quantities if q.table == place]


def _is_sum(table: DocumentTable, row: int, phrases: Phrases) -> bool:
    whole = table.rows[row]
    label = (whole.labels or tuple(c.text for c in whole.cells[:1]) or ("",))[-1].strip()
    if any(w in label for w in phrases.part_of_sum):
        return False
    return whole.role is not Role.BODY or _SUM.search(label) is not None


def _is_added(total: Quantity, phrases: Phrases) -> bool:
    heads = "".join(total.heading).casefold()
    never = (*phrases.not_summed, *phrases.serial_columns)
    if "/" in total.unit or total.unit == "%" or any_word(heads, never):
        return False
    return len(re.sub(r"\D", "", total.raw).strip("0")) >= _FIGURES


def _column(
    table: DocumentTable, cells: Sequence[Quantity], stated: Quantity
) -> list[_Told]:  # fmt: skip
    """The numbers of a column in the unit of one of them, all printed in it alike."""
    own = printed(table.rows[stated.row].cells[stated.column])
    if own is None or not own.value:
        return []
    scale = stated.value / own.value
    found = []
    for q in cells:
        if q.column != stated.column or q.unit not in {stated.unit, ""}:
            continue
        number = printed(table.rows[q.row].cells[q.column])
        told = q.unit == stated.unit
        off = number is None or abs(number.value * scale - q.value) > _SAME * abs(q.value)
        if told and off:
            return []
        if number is not None:
            found.append(_Told(q.row, number, q.citation, told=told))
    return found


def _above(
    table: DocumentTable, total: _Told, column: Sequence[_Told], phrases: Phrases
) -> list[_Told]:
    """The rows right above a sum that have a number of its unit, up to the sum before it."""
    told = {n.row: n for n in column if n.told}
    found: list[_Told] = []
    place = next(n for n, c in enumerate(table.rows[total.row].cells) if c is total.number.cell)
    for row in range(total.row - 1, -1, -1):
        if _is_sum(table, row, phrases):
            break
        if row not in told:
            # 见附表, or a number that was not read, may be a part of it.
            if printed(table.rows[row].cells[place]) is None:
                return []
            break
        if any(w in x for x in table.rows[row].labels for w in phrases.part_of_sum):
            return []
        found.insert(0, told[row])
    return found


def _is_made(total: _Told, items: Sequence[_Told], column: Sequence[_Told]) -> bool:
    """Whether all rows above make a sum, or some numbers of its column."""
    made, loose = sum(n.value for n in items), _loose((total, *items))
    if abs(made - total.value) <= 2 * loose + SUM * made:
        return True
    return some_make([n.value for n in column if n is not total], total.value, loose)


def _loose(numbers: Sequence[_Told]) -> float:
    return max(n.number.half for n in numbers) * len(numbers)


def _is_sure(
    document: Document,
    total: _Told,
    items: Sequence[_Told],
    column: Sequence[_Told],
    context: Context,
) -> bool:
    """Whether numbers stand there as they were read, and no other of the paper makes the sum."""
    numbers = [n.number for n in (total, *items)]
    values = [n.value for n in items]
    made, loose = sum(values), _loose((total, *items))
    if _is_made(total, items, ()) or min(n.cell.confidence for n in numbers) < _READ:
        return False
    # Another of the column may belong to it, or be taken off.
    if _makes_up([n.value for n in column if n is not total], made - total.value, loose):
        return False
    slips = [(n.value, n.value + total.value - made) for n in items]
    if not is_legible(document, numbers, [(total.value, made), *slips]):
        return False
    raw = total.number.cell.text
    return not (
        is_made_with_another(document, raw, total.value, values, loose)
        or is_made_otherwise(document, raw, total.value, values, context)
    )


def _makes_up(others: Sequence[float], gap: float, loose: float) -> bool:
    return any(abs(abs(gap) - v) <= loose for v in others)
