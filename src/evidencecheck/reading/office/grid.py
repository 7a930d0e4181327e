"""Tables flowed onto pages: columns fitted, rows kept whole where a page can hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidencecheck.domain.page import Cell
from evidencecheck.reading.office.layout import MARGIN, Align, PageFlow
from evidencecheck.reading.office.measure import LEADING, Line, clean, widest_word, wrap

PAD = 4.0
"""Points between a rule and the text."""
FRAME = 2 * PAD + 0.5
"""Points by which a column is wider than its text, with a little to spare for rounding."""
SMALLEST = 6.0
"""Font size, points, below which a table is not shrunk."""

_LONGEST_WORD = 24.0
"""A word longer than this many font sizes may be broken over lines."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell with content of a table to be laid out. What no entry covers is an empty cell."""

    text: str
    size: float = 10.5
    columns: int = 1
    """Columns that it takes up."""
    rows: int = 1
    """Rows that it takes up, its own and the next ones."""
    align: Align = "left"


Row = Mapping[int, Entry]
"""Entries of a row by the index of their first column."""


def fit(natural: Sequence[float], least: Sequence[float], room: float) -> tuple[float, ...]:
    """Widths of columns: natural ones where they fit, else narrowed as far as their longest word.

    Args:
        natural: widths wished for, points.
        least: widths that keep words whole, points.
        room: points for all columns together.
    """
    wished = [max(n, m) for n, m in zip(natural, least, strict=True)]
    if sum(wished) <= room:
        return tuple(wished)
    tight = sum(least)
    if tight >= room:
        return tuple(m * room / tight for m in least)
    share = (room - tight) / (sum(wished) - tight)
    return tuple(m + (w - m) * share for w, m in zip(wished, least, strict=True))


def least_widths(rows: Sequence[Row], columns: int) -> list[float]:
    """Widths in points at which no word of a single-column cell is broken; a floor for empty ones.

    Text is taken as it stands: pass it through `clean` before.
    """
    widths = [2 * PAD + SMALLEST] * columns
    for row in rows:
        for column, entry in row.items():
            if entry.columns == 1:
                word = min(widest_word(entry.text, entry.size), _LONGEST_WORD * entry.size)
                widths[column] = max(widths[column], word + FRAME)
    return widths


def cleaned(row: Row) -> Row:
    """The row with its texts in the form that spans have."""
    return {column: replace(entry, text=clean(entry.text)) for column, entry in row.items()}


def scaled(row: Row, factor: float) -> Row:
    """The row in a smaller font, not below `SMALLEST`."""
    return {c: replace(e, size=max(SMALLEST, e.size * factor)) for c, e in row.items()}


class TableFlow:
    """One table on its way onto the pages of a `PageFlow`. Call `finish` at the end."""

    def __init__(self, flow: PageFlow, widths: Sequence[float]) -> None:
        """Take the widths of the columns, points."""
        self._flow = flow
        self._edges = [MARGIN]
        for width in widths:
            self._edges.append(self._edges[-1] + width)
        self._done: list[list[Cell]] = []

    def add(self, rows: Sequence[Row]) -> None:
        """Lay out rows whose texts are cleaned; entries may not reach over their end."""
        for group in _tied(rows):
            if self._flow.full:
                self._flow.cut = True
                return
            self._group(group)

    def finish(self) -> None:
        """End the table."""
        self._close_page()

    # ------------------------------------------------------------------ rows

    def _group(self, rows: Sequence[Row]) -> None:
        """Lay out rows that share cells, on one page where one can hold them."""
        lines = [{c: self._lines(c, e) for c, e in row.items()} for row in rows]
        heights = _heights(rows, lines)
        if sum(heights) > self._flow.depth and len(rows) > 1:
            # No page holds them all: the shared cells end with their first row.
            for row in rows:
                self._group([{c: replace(e, rows=1) for c, e in row.items()}])
            return
        if sum(heights) > self._flow.room:
            self._next_page()
        if self._flow.full:
            self._flow.cut = True
        elif len(rows) == 1 and heights[0] > self._flow.depth:
            self._split(rows[0], lines[0])
        else:
            self._write(rows, heights, lines)

    def _split(self, row: Row, lines: dict[int, list[Line]]) -> None:
        """Lay out a row that is higher than a page, piece by piece."""
        while any(lines.values()):
            if self._flow.full:
                self._flow.cut = True
                return
            room = self._flow.room - 2 * PAD
            part: dict[int, list[Line]] = {}
            for column, left in lines.items():
                count = max(1, int(room / (row[column].size * LEADING)))
                part[column], lines[column] = left[:count], left[count:]
            height = max((sum(li.height for li in p) for p in part.values()), default=0.0)
            self._write([row], [height + 2 * PAD], [part])
            if any(lines.values()):
                self._next_page()

    def _write(
        self,
        rows: Sequence[Row],
        heights: Sequence[float],
        lines: Sequence[Mapping[int, Sequence[Line]]],
    ) -> None:
        """Put text and cells of rows at the place where the flow stands."""
        flow, edges = self._flow, self._edges
        tops = [flow.y]
        for height in heights:
            tops.append(tops[-1] + height)
        covered: set[tuple[int, int]] = set()
        for index, row in enumerate(rows):
            cells = {
                c: Cell("", flow.box(edges[c], tops[index], edges[c + 1], tops[index + 1]), c)
                for c in range(len(edges) - 1)
            }
            for column, entry in row.items():
                left, right = edges[column], edges[column + entry.columns]
                bottom = tops[index + entry.rows]
                text = "\n".join(line.text for line in lines[index][column])
                box = flow.box(left, tops[index], right, bottom)
                cells[column] = Cell(text, box, column, entry.columns, entry.rows)
                covered.update(
                    (index + down, column + along)
                    for down in range(entry.rows)
                    for along in range(entry.columns)
                    if down or along
                )
                y = tops[index] + PAD
                for line in lines[index][column]:
                    flow.line(line, left + PAD, y, right - left - 2 * PAD, entry.align)
                    y += line.height
            self._done.append([cell for c, cell in cells.items() if (index, c) not in covered])
        flow.skip(sum(heights))

    # ------------------------------------------------------------------ measures

    def _lines(self, column: int, entry: Entry) -> list[Line]:
        width = self._edges[column + entry.columns] - self._edges[column] - 2 * PAD
        return wrap(entry.text, entry.size, width)

    # ------------------------------------------------------------------ pages

    def _next_page(self) -> None:
        self._close_page()
        self._flow.page_break()

    def _close_page(self) -> None:
        self._flow.table(self._done)
        self._done = []


def _heights(rows: Sequence[Row], lines: Sequence[Mapping[int, Sequence[Line]]]) -> list[float]:
    """Heights of rows; what a shared cell needs beyond its rows goes to its last one."""
    heights = [SMALLEST * LEADING + 2 * PAD] * len(rows)
    shared: list[tuple[int, int, float]] = []
    for index, row in enumerate(rows):
        for column, entry in row.items():
            need = sum(line.height for line in lines[index][column]) + 2 * PAD
            if entry.rows == 1:
                heights[index] = max(heights[index], need)
            else:
                shared.append((index, index + entry.rows, need))
    for first, end, need in shared:
        heights[end - 1] += max(0.0, need - sum(heights[first:end]))
    return heights


def _tied(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Runs of rows that no cell reaches out of."""
    group: list[Row] = []
    end = 0
    for index, row in enumerate(rows):
        group.append(row)
        end = max([end, *(index + e.rows for e in row.values())])
        if index + 1 >= end:
            yield group
            group = []
    if group:
        yield group
