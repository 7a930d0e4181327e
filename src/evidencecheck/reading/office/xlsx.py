"""Excel workbooks, every sheet laid out on pages of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.content import OfficeContent, over
from evidencecheck.reading.office.grid import FRAME, PAD, Entry, Row, TableFlow, fit, least_widths
from evidencecheck.reading.office.layout import A4, MARGIN, PageFlow
from evidencecheck.reading.office.markup import attribute, short
from evidencecheck.reading.office.measure import clean, width_of
from evidencecheck.reading.office.package import Package, open_package
from evidencecheck.reading.office.pictures import Shelf
from evidencecheck.reading.office.sheet import Range, Sheet, read_sheet
from evidencecheck.reading.office.workbook import SheetPart, read_workbook

_EMPTY = 4
"""Cells drawn, empty ones included, for each cell that may be read."""
_SMALLEST, _LARGEST = 8.0, 20.0
"""Font sizes, points, between which text is drawn."""
_WIDEST_COLUMN = 24.0
"""Font sizes; longer text is wrapped."""
_OVERFLOWS = 10.0
"""Font sizes; a text that is longer and alone in its row needs no wide column."""
_WIDEST_PAGE = 2 * A4[1]
"""Points; a sheet that is wider even with narrow columns is cut into strips of columns."""

Line = tuple[int, dict[int, Entry]]
"""Number of a row of the sheet, and its cells with content by column."""


def read_xlsx(path: Path, limits: Limits) -> OfficeContent:
    """Read a workbook onto drawn pages, labelled with the names of the sheets.

    All sheets that a person can see and that have content; values with the stored results of
    formulas; a merged cell once, at its top left. Rows and columns without content are left out,
    and an empty row parts two tables. Links to outside are not followed.

    Args:
        path: the file; a macro-enabled workbook is read alike, and nothing in it is run.
        limits: ``sheet_cells`` and ``pages`` bound what is read; a problem F107 says what was not.

    Raises:
        ReadError: F101 damaged, F102 encrypted, F107 a part is too large or packed too tightly.
    """
    with open_package(path, limits) as package:
        return _Reader(package, limits).read()


class _Reader:
    """One workbook on its way onto pages."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._main = package.main_part("xl/workbook.xml")
        self._workbook = read_workbook(package, self._main)
        self._shelf = Shelf(package)
        self._pages: list[Page] = []
        self._cells = limits.sheet_cells
        self._drawn = _EMPTY * limits.sheet_cells
        self._limited: dict[str, str] = {}
        """What was found over a limit, and the limit."""

    def read(self) -> OfficeContent:
        for sheet in self._workbook.sheets:
            self._sheet(sheet)
        for relation in self._package.relations(self._main).values():
            if relation.kind == "cellImage":
                self._pictures(relation.part)
        if not self._pages and not self._shelf.pictures:
            if self._limited:
                value, limit = next(iter(self._limited.items()))
                raise ReadError("F107", value, limit=limit)
            self._pages = [Page(1, *A4)]
        limited = (over(value, limit) for value, limit in self._limited.items())
        problems = (*limited, *self._shelf.problems)
        return OfficeContent(tuple(self._pages), tuple(self._shelf.pictures), problems)

    def _sheet(self, place: SheetPart) -> None:
        sheet = read_sheet(self._package, place.part, self._workbook, self._cells)
        self._cells -= sum(map(len, sheet.rows.values()))
        if sheet.cut:
            limit = f"{self._limits.sheet_cells} cells"
            self._limited["more cells with content were left out"] = limit
        if lines := self._lines(sheet):
            self._lay_out(place.name, lines)
        for relation in self._package.relations(place.part).values():
            if relation.kind == "drawing":
                self._pictures(relation.part)

    def _pictures(self, part: str) -> None:
        """Take the pictures that a drawing shows, as following the last page so far."""
        if not part:
            return
        relations = self._package.relations(part)
        for element in self._package.xml(part).iter():
            if short(element.tag) == "a:blip":
                relation = relations.get(attribute(element, "r:embed"))
                self._shelf.add(relation.part if relation else "", len(self._pages))

    # ------------------------------------------------------------------ cells

    def _lines(self, sheet: Sheet) -> list[Line]:
        """The rows with content, merged cells joined."""
        lines: list[Line] = []
        for number, cells in sorted(sheet.rows.items()):
            row = {}
            for column, cell in sorted(cells.items()):
                if text := clean(cell.text).strip():
                    row[column] = Entry(text, min(_LARGEST, max(_SMALLEST, cell.size)))
            if row:
                lines.append((number, row))
        _merge(lines, sheet.merged, _EMPTY * self._limits.sheet_cells)
        return lines

    def _within(self, rows: list[Row], columns: int) -> list[Row]:
        """As many rows as may still be drawn, empty cells counted."""
        most = max(0, self._drawn // columns)
        self._drawn -= len(rows) * columns
        if len(rows) > most:
            limit = f"{_EMPTY * self._limits.sheet_cells} cells"
            self._limited["more rows were left out, empty cells counted"] = limit
        return rows[:most]

    # ------------------------------------------------------------------ pages

    def _lay_out(self, name: str, lines: Sequence[Line]) -> None:
        columns = sorted({c for _, row in lines for c in row})
        runs = [_dense(run, columns) for run in _runs(lines)]
        rows = [row for run in runs for row in run]
        least = least_widths(rows, len(columns))
        natural = _natural(rows, len(columns))
        for start, end in _strips(least):
            size, widths = _paper(natural[start:end], least[start:end])
            flow = PageFlow(self._limits.pages - len(self._pages), size, name, len(self._pages) + 1)
            for run in runs:
                table = TableFlow(flow, widths)
                table.add(self._within(_strip(run, start, end), end - start))
                table.finish()
                flow.skip(3 * PAD)
            self._pages.extend(flow.pages())
            if flow.cut:
                self._limited["more pages were left out"] = f"{self._limits.pages} pages"


def _merge(
    lines: Sequence[Line],
    ranges: Sequence[Range],
    most: int,
) -> None:
    """Let the first cell of each merged range take up its room; the others lose their text.

    Extents are in rows and columns of the sheet. ``most`` bounds the cells looked at.
    """
    numbers = [number for number, _ in lines]
    for (top, left), (bottom, right) in ranges:
        first = bisect_left(numbers, top)
        if first == len(lines) or numbers[first] != top or left not in lines[first][1]:
            continue
        row = lines[first][1]
        row[left] = replace(row[left], columns=right - left + 1, rows=bottom - top + 1)
        for number, other in lines[first:]:
            most -= 1 + len(other)
            if number > bottom or most < 0:
                break
            for column in [c for c in other if left <= c <= right and (number, c) != (top, left)]:
                del other[column]


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Rows that follow one another without an empty one between."""
    numbered = groupby(enumerate(lines), key=lambda pair: pair[1][0] - pair[0])
    for _, run in numbered:
        yield [line for _, line in run]


def _dense(run: Sequence[Line], columns: Sequence[int]) -> list[Row]:
    """A run with its columns renumbered to those that have content, and extents cut to it.

    Long text that stands alone in its row runs over the empty cells beside it, as Excel shows it.
    """
    rows: list[Row] = []
    for index, (_, row) in enumerate(run):
        dense = {}
        for column, entry in row.items():
            first = bisect_left(columns, column)
            width = bisect_left(columns, column + entry.columns) - first
            height = min(entry.rows, len(run) - index)
            align = "center" if width > 1 else entry.align
            if len(row) == width == 1 and _OVERFLOWS * entry.size < width_of(
                entry.text, entry.size
            ):
                width = len(columns) - first
            dense[first] = replace(entry, columns=width, rows=height, align=align)
        rows.append(dense)
    return rows


def _natural(rows: Sequence[Row], columns: int) -> list[float]:
    """Widths in points at which text needs no wrapping, within reason."""
    widths = [FRAME] * columns
    title = 0.0
    for row in rows:
        for column, entry in row.items():
            line = max(width_of(text, entry.size) for text in entry.text.split("\n"))
            if entry.columns == 1:
                line = min(line, _WIDEST_COLUMN * entry.size) + FRAME
                widths[column] = max(widths[column], line)
            elif entry.columns == columns:
                title = max(title, line + FRAME)
    # A title over a narrow table stretches it, as far as an upright page is wide.
    stretch = max(1.0, min(title, A4[0] - 2 * MARGIN) / sum(widths))
    return [width * stretch for width in widths]


def _strips(least: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Runs of columns, as start and end, that the widest page can hold."""
    start, width = 0, 0.0
    for index, column in enumerate(least):
        if width + column > _WIDEST_PAGE - 2 * MARGIN and index > start:
            yield start, index
            start, width = index, 0.0
        width += column
    yield start, len(least)


def _paper(
    natural: Sequence[float], least: Sequence[float]
) -> tuple[tuple[float, float], tuple[float, ...]]:
    """Size of the page and widths of its columns: A4 upright, else on its side, else wider."""
    wished = sum(fit(natural, least, float("inf")))
    if wished <= A4[0] - 2 * MARGIN:
        return A4, fit(natural, least, float("inf"))
    width = max(A4[1], sum(least) + 2 * MARGIN)
    return (width, width * A4[0] / A4[1]), fit(natural, least, width - 2 * MARGIN)


def _strip(run: Sequence[Row], start: int, end: int) -> list[Row]:
    """The part of a run that lies in a strip of columns, without the rows that are empty there.

    A cell goes where it begins.
    """
    parts = [
        {c - start: replace(e, columns=min(e.columns, end - c)) for c, e in row.items()
         if start <= c < end}
        for row in run
    ]  # fmt: skip
    kept = [index for index, part in enumerate(parts) if part]
    return [
        {
            c: replace(e, rows=bisect_left(kept, index + e.rows) - rank)
            for c, e in parts[index].items()
        }
        for rank, index in enumerate(kept)
    ]
