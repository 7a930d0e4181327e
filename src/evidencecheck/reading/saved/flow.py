"""Blocks of a page laid out on drawn pages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from evidencecheck.domain.files import Problem
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.office.content import OfficeContent, over
from evidencecheck.reading.office.grid import (
    FRAME,
    Row,
    TableFlow,
    cleaned,
    fit,
    least_widths,
    scaled,
)
from evidencecheck.reading.office.layout import A4, PageFlow
from evidencecheck.reading.office.measure import width_of
from evidencecheck.reading.office.pictures import Shelf
from evidencecheck.reading.saved.blocks import Block, Grid, Shown, Text

NOTE = 9.0
"""Font size, points, of what is said about a page rather than on it."""
_WIDEST_COLUMN = 24.0
"""Font sizes; longer text is wrapped."""


class BlockFlow:
    """Pages of A4 that fill with blocks."""

    def __init__(self, limits: Limits, picture: Callable[[str], bytes] = lambda _: b"") -> None:
        """Begin with no page; ``picture`` finds the bytes of a picture by its address."""
        self._flow = PageFlow(limits.pages)
        self._shelf = Shelf()
        self._limits = limits
        self._picture = picture
        self._cells = limits.sheet_cells
        self._problems: list[Problem] = []

    def add(self, blocks: Iterable[Block]) -> None:
        """Lay out blocks one below another."""
        for block in blocks:
            if self._flow.full:
                self._flow.cut = True
                return
            match block:
                case Text(text, size, align):
                    self._flow.paragraph(text, size, align)
                case Grid():
                    self._table(block)
                case Shown(source):
                    self._shelf.take(self._picture(source), self._flow.page_number)

    def note(self, text: str) -> None:
        """Write something about the page in small print."""
        self._flow.paragraph(text, NOTE)

    def page_break(self) -> None:
        """Let what follows begin a page."""
        self._flow.page_break()

    def content(self) -> OfficeContent:
        """End the last page and hand everything over."""
        pages = self._flow.pages()
        if self._flow.cut:
            limit = f"{self._limits.pages} pages"
            self._problems.append(over("more pages were left out", limit))
        if not pages and not self._shelf.pictures:
            pages = (Page(1, *A4),)
        problems = (*self._problems, *self._shelf.problems)
        return OfficeContent(pages, tuple(self._shelf.pictures), tuple(dict.fromkeys(problems)))

    def _table(self, grid: Grid) -> None:
        rows = _dense(grid)
        self._cells -= sum(map(len, rows))
        if self._cells < 0:
            limit = f"{self._limits.sheet_cells} cells"
            self._problems.append(over("more cells with content were left out", limit))
            return
        if not rows:
            return
        columns = 1 + max(c for row in rows for c in row)
        room = self._flow.column
        least = least_widths(rows, columns)
        fixed = columns * FRAME
        if sum(least) > room > fixed:
            rows = [scaled(row, (room - fixed) / (sum(least) - fixed)) for row in rows]
            least = least_widths(rows, columns)
        table = TableFlow(self._flow, fit(_natural(rows, columns), least, room))
        table.add(rows)
        table.finish()
        self._flow.skip(NOTE)


def _dense(grid: Grid) -> list[Row]:
    """The rows and columns with content, the extents of cells cut to them."""
    kept = [number for number, row in enumerate(grid.rows) if row]
    starts = sorted({c for row in grid.rows for c in row})
    return [
        cleaned(
            {
                bisect_left(starts, c): replace(
                    entry,
                    columns=bisect_left(starts, c + entry.columns) - bisect_left(starts, c),
                    rows=bisect_left(kept, number + entry.rows) - rank,
                )
                for c, entry in grid.rows[number].items()
            }
        )
        for rank, number in enumerate(kept)
    ]


def _natural(rows: Sequence[Row], columns: int) -> list[float]:
    """Widths in points at which text needs no wrapping, within reason."""
    widths = [FRAME] * columns
    for row in rows:
        for column, entry in row.items():
            if entry.columns == 1:
                line = max(width_of(text, entry.size) for text in entry.text.split("\n"))
                widths[column] = max(widths[column], min(line, _WIDEST_COLUMN * entry.size) + FRAME)
    return widths
