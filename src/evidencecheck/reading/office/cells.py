"""The texts of a workbook's cells, for sheets of ours that people filled in."""

from __future__ import annotations

from pathlib import Path

from evidencecheck.domain.limits import Limits
from evidencecheck.reading.office.package import open_package
from evidencecheck.reading.office.sheet import read_sheet
from evidencecheck.reading.office.workbook import read_workbook

Rows = dict[int, dict[int, str]]
"""Rows with content by number, their texts by column; both from 0."""


def read_cells(path: Path, limits: Limits) -> tuple[tuple[str, Rows], ...]:
    """Every visible sheet of an xlsx file: its name and what its cells show.

    Raises:
        ReadError: F101 damaged or no workbook, F102 encrypted, F107 a part is too large.
    """
    with open_package(path, limits) as package:
        workbook = read_workbook(package, package.main_part("xl/workbook.xml"))
        found = []
        for place in workbook.sheets:
            sheet = read_sheet(package, place.part, workbook, limits.sheet_cells)
            rows = {n: {c: cell.text for c, cell in row.items()} for n, row in sheet.rows.items()}
            found.append((place.name, rows))
    return tuple(found)
