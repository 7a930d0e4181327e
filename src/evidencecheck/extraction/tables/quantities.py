"""The numbers of a document's tables as quantities, with unit, year and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidencecheck.domain.document import Quantity
from evidencecheck.domain.tables import Role
from evidencecheck.extraction.tables.amounts import cite, names_of
from evidencecheck.extraction.tables.meanings import Meanings
from evidencecheck.extraction.tables.typed import TypedTable

_NO_YEAR_SAID = 0.97
"""How sure the year of the document is that of a table without one, 0..1."""


def quantities(
    file: str,
    tables: Sequence[TypedTable],
    meanings: Meanings,
    names: Sequence[str],
    years: Sequence[int],
) -> Iterator[Quantity]:
    """The numbers of ``tables`` in order, row by row.

    Args:
        file: that the tables stand in.
        tables: of one document.
        meanings: of the document's type.
        names: the amount fields.
        years: that the document is about; where it is one, it is that of numbers without a year.
    """
    only = years[0] if len(years) == 1 else None
    for place, typed in enumerate(tables):
        named = names_of(typed, meanings, names)
        for index, number in enumerate(typed.numbers):
            row, column = typed.table.rows[number.row], typed.table.columns[number.column]
            cell = row.cells[number.column]
            sure = number.sure * (_NO_YEAR_SAID if number.year is None and only else 1.0)
            yield Quantity(
                what=number.labels,
                heading=column.headings,
                field=named.get(index, ""),
                value=number.value,
                unit=number.unit,
                year=number.year or only,
                raw=cell.text,
                citation=cite(file, [cell]),
                confidence=round(cell.confidence * sure, 4),
                table=place,
                row=number.row,
                column=number.column,
                role=_stronger(row.role, column.role),
            )


def _stronger(row: Role, column: Role) -> Role:
    if Role.TOTAL in (row, column):
        return Role.TOTAL
    return Role.SUBTOTAL if Role.SUBTOTAL in (row, column) else Role.BODY
