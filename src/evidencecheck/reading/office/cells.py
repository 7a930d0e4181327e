"""The texts of a workbook's cells, for those who want no pages."""

from __future__ import annotations

from pathlib import Path

from evidencecheck.domain.limits import Limits
from evidencecheck.reading.office.package import open_package
from evidencecheck.reading.office.sheet import read_sheet
from evidencecheck.reading.office.workbook import read_workbook

Cells = dict[int, dict[int, str]]
"""Texts by row and column, both from 0; empty cells are left out."""


def read_cells(path: Path, limits: Limits) -> tuple[Cells, ...]:
    """The cells with content of every sheet that a person can see, as shown, in their order.

    Numbers keep all their digits. ``limits.sheet_cells`` bounds what is read of each sheet.

    Raises:
        ReadError: F101 damaged or no workbook, F102 encrypted, F107 over a limit.
    """
    with open_package(path, limits) as package:
        workbook = read_workbook(package, package.main_part("xl/workbook.xml"))
        sheets = [
            read_sheet(package, part.part, workbook, limits.sheet_cells)
            for part in workbook.sheets
        ]  # fmt: skip
    return tuple(
        {
            row: {column: cell.text for column, cell in cells.items()}
            for row, cells in s.rows.items()
        }
        for s in sheets
    )
