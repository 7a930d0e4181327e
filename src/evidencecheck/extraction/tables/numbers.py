"""The numbers of a table, and what the numbers around one say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidencecheck.domain.tables import DocumentTable, Role, TableRow
from evidencecheck.extraction.entities.cell_numbers import cell_number, is_grouped, of_thousands

_ONE_OF_SEVERAL, _ONE_OF_TWO = 0.95, 0.9
"""How sure a number is whose comma was mended after two others or more, or after one."""
_UNIT_OF_PARTS = 1.05
"""How much surer a sum without a unit is, whose parts all have the same."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a table: its place, and what it is before the document is known."""

    row: int
    column: int
    value: float
    """In ``unit``."""
    unit: str
    ratio: bool
    year: int | None
    """That the table gives; None where it gives none."""
    labels: tuple[str, ...]
    sure: float
    """0..1, how well it was understood."""


def with_units_of_sums(numbers: Sequence[Number], rows: Sequence[TableRow]) -> tuple[Number, ...]:
    """The numbers; a sum without a unit has that of what it sums up, where all of that has one."""
    given: list[Number] = []
    for number in numbers:
        if not number.unit and rows[number.row].role is not Role.BODY:
            last = max((r for r in range(number.row) if rows[r].role is Role.TOTAL), default=-1)
            units = {
                n.unit
                for n in given
                if n.column == number.column
                and last < n.row < number.row
                and rows[n.row].role is Role.BODY
            }
            if len(units) == 1 and not any(n.ratio for n in given if n.unit in units):
                number = replace(number, unit=next(iter(units)), sure=number.sure * _UNIT_OF_PARTS)
        given.append(number)
    return tuple(given)


def with_commas(table: DocumentTable, numbers: Sequence[Number]) -> tuple[Number, ...]:
    """Numbers whose comma was read as a point, in a column of whole numbers with commas."""
    mended = list(numbers)
    for column in {n.column for n in numbers}:
        own = [k for k, n in enumerate(numbers) if n.column == column]
        texts = {k: table.rows[numbers[k].row].cells[column].text for k in own}
        doubtful = [k for k in own if of_thousands(texts[k]) is not None]
        others = [texts[k] for k in own if k not in doubtful]
        if (
            not doubtful
            or not others
            or sum("," in t or is_grouped(t) for t in others) < len(others) / 2
        ):
            continue
        if any("." in t and not is_grouped(t) for t in others):
            continue
        sure = _ONE_OF_SEVERAL if len(others) > 1 else _ONE_OF_TWO
        for k in doubtful:
            old, whole = numbers[k], of_thousands(texts[k])
            plain = cell_number(texts[k])
            if whole is not None and plain is not None and plain.value:
                scale = old.value / plain.value
                mended[k] = replace(old, value=round(whole * scale, 9), sure=old.sure * sure)
    return tuple(mended)
