"""The day of the work that a table of results gives in a column of its own: 采样日期."""

from __future__ import annotations

from collections.abc import Sequence

from evidencecheck.domain.document import Citation, Field
from evidencecheck.domain.script import simplified
from evidencecheck.domain.tables import Role, TableCell
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.tables.typed import TypedTable


def first_day(
    name: str, file: str, tables: Sequence[TypedTable], labels: Sequence[str]
) -> Field | None:
    """The earliest day of the columns with one of these headings.

    Args:
        name: of the field.
        file: of the document.
        tables: of the document.
        labels: whole headings, in any case.
    """
    known = {label.casefold() for label in labels}
    days = [
        (found[0].value, cell)
        for typed in tables
        for number, column in enumerate(typed.table.columns)
        if any(_plain(heading) in known for heading in column.headings)
        for row in typed.table.rows
        if row.role is Role.BODY
        for cell in (row.cells[number],)
        if len(found := find_dates(cell.text)) == 1
    ]
    if not days:
        return None
    day, cell = min(days, key=lambda d: d[0])
    return _field(name, file, day.isoformat(), cell)


def _field(name: str, file: str, value: str, cell: TableCell) -> Field:
    place = Citation(file, cell.page, cell.box, cell.text)
    return Field(name, value, cell.text, place, cell.confidence)


def _plain(heading: str) -> str:
    return "".join(simplified(heading).split()).casefold()
