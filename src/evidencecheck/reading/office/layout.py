"""Paragraphs and tables flowed onto pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from evidencecheck.domain.geometry import Box, union
from evidencecheck.domain.page import Cell, Origin, Page, Span, Table
from evidencecheck.reading.office.measure import Line, clean, wrap

Align = Literal["left", "center", "right"]

A4 = (595.0, 842.0)
"""Points, portrait."""
MARGIN = 54.0
"""Points on every side."""

_DESCENT = 0.12
"""Share of the font size below the base line that a span's box takes in; the rest is above it."""
_AFTER = 0.65
"""Space after a paragraph, in font sizes: more than within it, which tells the two apart."""


class PageFlow:
    """Pages that fill from the top; all positions in points.

    After ``most`` pages it is full and takes nothing more.
    """

    def __init__(
        self,
        most: int,
        size: tuple[float, float] = A4,
        label: str = "",
        first: int = 1,
    ) -> None:
        """Begin with no page.

        Args:
            most: pages that may be made.
            size: width and height of a page.
            label: goes on every page.
            first: number of the first page.
        """
        self.width, self.height = size
        self.full = most <= 0
        self.cut = False
        """Whether something was left out because the pages were full."""
        self.reserved = 0.0
        """Height kept free at the bottom of the current page."""
        self._most = most
        self._label = label
        self._first = first
        self._pages: list[Page] = []
        self._open = False
        self._y = MARGIN
        self._spans: list[Span] = []
        self._tables: list[Table] = []

    # ------------------------------------------------------------------ where we are

    @property
    def column(self) -> float:
        """Width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def room(self) -> float:
        """Height left on the current page."""
        return self.height - MARGIN - self.reserved - self._y

    @property
    def depth(self) -> float:
        """Height between the margins of an empty page."""
        return self.height - 2 * MARGIN

    @property
    def page_number(self) -> int:
        """Number of the page that was written last; one less than the first before any is."""
        return self._first + len(self._pages) - (0 if self._open else 1)

    @property
    def y(self) -> float:
        """Where the next thing will stand."""
        return self._y

    # ------------------------------------------------------------------ writing

    def paragraph(self, text: str, size: float = 10.5, align: Align = "left") -> None:
        """Write one paragraph, over as many pages as it takes."""
        lines = wrap(clean(text), size, self.column)
        for line in lines:
            if self.room < line.height:
                self.page_break()
            if self.full:
                self.cut = True
                return
            self.line(line, MARGIN, self._y, self.column, align)
            self._y += line.height
        if lines:
            self._y += _AFTER * size

    def line(self, line: Line, x: float, y: float, width: float, align: Align = "left") -> None:
        """Write one line with its top left at ``x``, ``y`` in a column of ``width``."""
        self._open = True
        if align == "center":
            x += max(0.0, (width - line.width) / 2)
        elif align == "right":
            x += max(0.0, width - line.width)
        top = y + (line.height - line.size) / 2
        for piece in line.pieces:
            left = x + piece.x
            box = self.box(left, top, left + piece.width, top + line.size)
            self._spans.append(Span(piece.text, box, Origin.CELL))

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add a table whose text was written before; ``rows`` all have the same columns."""
        if rows:
            self._open = True
            box = union(cell.box for row in rows for cell in row)
            self._tables.append(Table(box, tuple(tuple(row) for row in rows)))

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle in points as a fraction of the page."""
        w, h = self.width, self.height
        return Box(_unit(x0 / w), _unit(y0 / h), _unit(x1 / w), _unit(y1 / h))

    def skip(self, points: float) -> None:
        """Leave some room before what comes next."""
        self._y += points

    def page_break(self) -> None:
        """End the page, if anything stands on it."""
        if not self._open:
            return
        self._pages.append(
            Page(
                self._first + len(self._pages),
                self.width,
                self.height,
                spans=in_reading_order(self._spans),
                tables=tuple(self._tables),
                label=self._label,
            )
        )
        self._spans, self._tables = [], []
        self._open, self._y, self.reserved = False, MARGIN, 0.0
        self.full = len(self._pages) >= self._most

    def pages(self) -> tuple[Page, ...]:
        """End the last page and hand all of them over."""
        self.page_break()
        return tuple(self._pages)


def base_line(box: Box, height: float) -> float:
    """Where the characters of a span stand on a page ``height`` high, in the same unit."""
    return (box.y1 - _DESCENT * box.height) * height


def in_reading_order(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Rows from top to bottom, left to right within a row."""
    ordered: list[Span] = []
    row: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.box.cy, s.box.x0)):
        if row and not row[0].box.same_row(span.box):
            ordered.extend(sorted(row, key=lambda s: s.box.x0))
            row = []
        row.append(span)
    ordered.extend(sorted(row, key=lambda s: s.box.x0))
    return tuple(ordered)


def _unit(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 6)
