"""The cells of worksheets laid out on pages: columns fitted, wide sheets cut into strips."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from evidencecheck.domain.files import Problem
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.content import over
from evidencecheck.reading.office.grid import FRAME, PAD, Entry, Row, TableFlow, fit, least_widths
from evidencecheck.reading.office.layout import A4, MARGIN, PageFlow
from evidencecheck.reading.office.measure import clean, width_of
from evidencecheck.reading.office.sheet import Range, Sheet

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


class SheetPages:
    """The pages of a workbook as its sheets are laid out."""

    def __init__(self, limits: Limits) -> None:
        """Begin with none."""
        self.pages: list[Page] = []
        self.cells = limits.sheet_cells
        """Cells with content that may still be read."""
        self._limits = limits
        self._drawn = _EMPTY * limits.sheet_cells
        self._limited: dict[str, str] = {}
        """What was found over a limit, and the limit."""

    def add(self, name: str, sheet: Sheet) -> None:
        """Lay out a sheet that has content, on pages labelled with its name."""
        self.cells -= sum(map(len, sheet.rows.values()))
        if sheet.cut:
            limit = f"{self._limits.sheet_cells} cells"
            self._limited["more cells with content were left out"] = limit
        if lines := self._lines(sheet):
            self._lay_out(name, lines)

    def problems(self) -> list[Problem]:
        """What was left out."""
        return [over(value, limit) for value, limit in self._limited.items()]

    def check(self) -> None:
        """Make sure that something was laid out, or that there was nothing to lay out.

        Raises:
            ReadError: F107 everything was over a limit.
        """
        if not self.pages and self._limited:
            value, limit = next(iter(self._limited.items()))
            raise ReadError("F107", value, limit=limit)

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
            flow = PageFlow(self._limits.pages - len(self.pages), size, name, len(self.pages) + 1)
            for run in runs:
                table = TableFlow(flow, widths)
                table.add(self._within(_strip(run, start, end), end - start))
                table.finish()
                flow.skip(3 * PAD)
            self.pages.extend(flow.pages())
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
