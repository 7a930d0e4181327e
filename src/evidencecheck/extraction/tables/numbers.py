"""The numbers of a table, and what the numbers around one say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidencecheck.domain.tables import DocumentTable, Role, TableRow
from evidencecheck.extraction.entities.cell_numbers import cell_number, is_grouped, of_thousands

_ONE_OF_SEVERAL, _ONE_OF_TWO = 0.95, 0.9
"""How sure a number is whose comma was mended after two others or more, or after one."""
_SMALL = 3
"""Figures of a number that has no comma."""
_PIECES = frozenset({"个", "张", "份", "枚", "台", "套", "件", "只", "支", "辆", "人", "人次"})
"""Units of which there are only whole numbers."""
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
    """Numbers whose comma was read as a point, among whole numbers with commas.

    These stand in the same column or row, with the same unit: tonnes of diesel say nothing of
    kilowatt-hours above them. Things that are counted have no thousandths at all.
    """
    texts = [_figures(table.rows[n.row].cells[n.column].text) for n in numbers]
    doubtful = {k for k, text in enumerate(texts) if of_thousands(text) is not None}
    mended = list(numbers)
    for k in sorted(doubtful):
        own = numbers[k]
        alike = [(n, text) for n, text in zip(numbers, texts, strict=True) if n.unit == own.unit]
        column = [text for n, text in alike if n.column in _twins(table, own.column)]
        row = [text for n, text in alike if n.row == own.row]
        sure = _of_whole_numbers(column)
        if sure is None and own.unit:
            sure = _of_whole_numbers(row)
        if sure is None and own.unit in _PIECES:
            sure = _ONE_OF_TWO
        whole, plain = of_thousands(texts[k]), cell_number(texts[k])
        if sure is not None and whole is not None and plain is not None and plain.value:
            scale = own.value / plain.value
            mended[k] = replace(own, value=round(whole * scale, 9), sure=own.sure * sure)
    return tuple(mended)


def _twins(table: DocumentTable, column: int) -> set[int]:
    """A column and those under the same heading: of a scan one is sometimes read as two."""
    headings = table.columns[column].headings
    alike = {n for n, c in enumerate(table.columns) if headings and c.headings == headings}
    return alike | {column}


def _figures(text: str) -> str:
    """A number without the unit behind it: 1.248 of 1.248个."""
    m = re.match(r"\s*(\d[\d,，.]*)(?:\s*[^\d\s,，.].*)?$", text)
    return m[1] if m else text


def _of_whole_numbers(texts: Sequence[str]) -> float | None:
    """How sure a comma was read as a point among ``texts``; None where it cannot be told.

    Numbers below a thousand have no comma, and say nothing of it.
    """
    others = [t for t in texts if of_thousands(t) is None]
    if any("." in t and not is_grouped(t) for t in others):
        return None
    large = [t for t in others if "," in t or is_grouped(t) or len(re.sub(r"\D", "", t)) > _SMALL]
    if not large or sum("," in t or is_grouped(t) for t in large) < len(large) / 2:
        return None
    return _ONE_OF_SEVERAL if len(others) > 1 else _ONE_OF_TWO
