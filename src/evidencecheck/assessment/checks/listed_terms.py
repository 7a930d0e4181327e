"""V201: a row of a list whose term had ended when the list was made (domain C01)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from evidencecheck.assessment.context import Context, iso
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.tables import DocumentTable, TableCell

_SURE = 0.95
"""0..1: of the reading of a cell that holds a day."""
_DAY = re.compile(r"(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_SHARE = 0.5
"""Where more than this share of the rows has ended, the column tells of something past."""


def listed_terms(document: Document, context: Context) -> Iterator[Finding]:
    """A row in use that ran out before the day of the list itself; one finding.

    What ran out since is no fault of a list that is as old.
    """
    kind, made = context.type_of(document), iso(document, "issue_date")
    if kind is None or not kind.row_terms or made is None:
        return
    for table in document.tables:
        for number in _columns(table, kind.row_terms):
            dated = [
                (row, cell, day)
                for row in table.rows
                if number < len(row.cells) and (day := _day(cell := row.cells[number])) is not None
            ]
            ended = [x for x in dated if x[2] < made]
            if len(ended) > _SHARE * len(dated):
                continue
            for row, cell, day in ended:
                said = "".join(c.text for c in row.cells)
                if any(word in said for word in context.book.phrases.out_of_use):
                    continue
                place = document.at(cell)
                yield context.finding("V201", document, cite=place, until=day, date=context.date)
                return


def _columns(table: DocumentTable, names: tuple[str, ...]) -> Iterator[int]:
    """The columns that are headed by an end of validity."""
    for number, column in enumerate(table.columns):
        heading = "".join("".join(column.headings).split())
        if any(heading.endswith(name) for name in names):
            yield number


def _day(cell: TableCell) -> date | None:
    m = _DAY.fullmatch(cell.text.strip()) if cell.confidence >= _SURE else None
    if m is None:
        return None
    try:
        return date(*(int(x) for x in m.groups()))
    except ValueError:
        return None
