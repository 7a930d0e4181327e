"""Numbers of tables that decide and whose reading is not sure enough.

Those of totals that do not come out, and doubtful amounts that other papers may give otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from evidencecheck.assessment.amounts import SUM, apart, comparable, rounding
from evidencecheck.domain.document import Citation, Document, Quantity
from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import DocumentTable, Role

_DOUBTED = 0.95
"""0..1, of the reading of a cell: see ``checks.sums``."""
_SURE = 0.9
"""The same, of what a number was understood to be."""
_LEAST_ITEMS, _MOST_ITEMS = 2, 60
_CERTAIN: Final = 1e-3
"""Odds of the likeliest other figure, below which the figures of a number are as they were read."""
_LOOKED_AT, _UNDERSTOOD = 0.98, 0.92
"""How sure they are then, and what is understood of them."""
# Figures, and signs between them that can be taken in one way only.
_PLAIN = re.compile(
    r"\d{1,3}(?:[,.]\d{3}){2,}|(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.,]\d{1,2}|\.\d{4,})?|0\.\d+"
)


def doubted(document: Document) -> Iterator[Citation]:
    """Cells with doubtful figures: of totals that do not come out, and amounts with their unit."""
    if document.origin is not Origin.OCR:
        return
    told: set[tuple[int, int, int]] = set()
    for q in document.quantities:
        cell = document.tables[q.table].rows[q.row].cells[q.column]
        key = (q.table, q.row, q.column)
        if q.unit and q.confidence < _SURE and _PLAIN.fullmatch(cell.text.strip()):
            told.add(key)
            yield document.at(cell)
    for number, table in enumerate(document.tables):
        cells = [q for q in document.quantities if q.table == number]
        for total, items in (*_by_column(table, cells), *_by_row(table, cells)):
            for q in (*items, total) if _is_off(total, items) else ():
                cell = table.rows[q.row].cells[q.column]
                key = (number, q.row, q.column)
                doubtful = cell.confidence < _DOUBTED or q.confidence < _SURE
                if doubtful and cell.text.strip() and key not in told:
                    told.add(key)
                    yield document.at(cell)


def with_sure_figures(document: Document, odds: Mapping[Citation, float]) -> Document:
    """``document`` with the numbers surer of which no figure can be another by ``odds``."""
    sure = {place for place, other in odds.items() if other < _CERTAIN}
    raised: set[tuple[int, int, int]] = set()
    tables = []
    for number, table in enumerate(document.tables):
        rows = []
        for n, row in enumerate(table.rows):
            cells = list(row.cells)
            for k, cell in enumerate(cells):
                if document.at(cell) in sure:
                    raised.add((number, n, k))
                    cells[k] = replace(cell, confidence=max(cell.confidence, _LOOKED_AT))
            rows.append(replace(row, cells=tuple(cells)))
        tables.append(replace(table, rows=tuple(rows)))
    if not raised:
        return document
    quantities = tuple(
        replace(q, confidence=max(q.confidence, _UNDERSTOOD))
        if (q.table, q.row, q.column) in raised
        else q
        for q in document.quantities
    )
    return replace(document, tables=tuple(tables), quantities=quantities)


def _by_column(
    table: DocumentTable, cells: list[Quantity]
) -> Iterator[tuple[Quantity, list[Quantity]]]:  # fmt: skip
    for role in (Role.TOTAL, Role.SUBTOTAL):
        totals = [n for n, row in enumerate(table.rows) if row.role is role]
        if len(totals) == 1:
            for total in (q for q in cells if q.row == totals[0]):
                yield (
                    total,
                    [
                        q
                        for q in cells
                        if q.column == total.column
                        and q.row < total.row
                        and table.rows[q.row].role is Role.BODY
                    ],
                )
            return


def _by_row(
    table: DocumentTable, cells: list[Quantity]
) -> Iterator[tuple[Quantity, list[Quantity]]]:  # fmt: skip
    columns = [n for n, column in enumerate(table.columns) if column.role is Role.TOTAL]
    for total in cells if len(columns) == 1 else ():
        if total.column == columns[0]:
            yield total, [q for q in cells if q.row == total.row and q.column < total.column]


def _is_off(total: Quantity, items: list[Quantity]) -> bool:
    if not _LEAST_ITEMS <= len(items) <= _MOST_ITEMS or any(q.unit != total.unit for q in items):
        return False
    whole = sum(q.value for q in items)
    exact = max(rounding(q.raw, q.value) for q in (total, *items)) * (len(items) + 1)
    off = apart(total.value, whole, exact, SUM)
    # A total further from its items is of another table.
    return off and comparable(total.value, whole)
