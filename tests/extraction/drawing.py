"""Pages put together by hand: rows of (text, left edge) with the usual widths of print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from evidencecheck.domain.files import FileReading, FileStatus
from evidencecheck.domain.geometry import Box, union
from evidencecheck.domain.page import Cell, Origin, Page, Span, Table
from evidencecheck.reading.tables.unruled import unruled_tables

WIDTH, HEIGHT = 595.0, 842.0
BODY = 11.0
"""Points; the size of body text."""

Piece = tuple[str, float]
"""Text and its left edge, in fractions of the page's width."""


def span(
    text: str, x: float, y: float, size: float = BODY, origin: Origin = Origin.TEXT_LAYER
) -> Span:
    """A span at ``x``, ``y`` (fractions) as wide as its characters are at ``size`` points."""
    ems = sum(1.0 if ord(c) > 0x2E7F else 0.5 for c in text)
    right = min(1.0, x + ems * size / WIDTH)
    return Span(text, Box(x, y, right, y + size * 1.2 / HEIGHT), origin)


def page(
    *rows: str | Piece | list[Piece],
    number: int = 1,
    title: str = "",
    top: float = 0.08,
    leading: float = 0.03,
    origin: Origin = Origin.TEXT_LAYER,
) -> Page:
    """A page: an optional large centred title, then one row for each entry of ``rows``."""
    spans: list[Span] = []
    y = top
    if title:
        width = len(title) * 20 / WIDTH
        spans.append(span(title, 0.5 - width / 2, y, 20, origin))
        y += 0.06
    for row in rows:
        pieces = [(row, 0.1)] if isinstance(row, str) else [row] if isinstance(row, tuple) else row
        spans.extend(span(text, x, y, BODY, origin) for text, x in pieces if text)
        y += leading
    tables = unruled_tables(spans, (WIDTH, HEIGHT))
    return Page(number, WIDTH, HEIGHT, spans=tuple(spans), tables=tables)


def with_table(above: Page, rows: Sequence[Sequence[str]]) -> Page:
    """A page with a ruled table below its print: ``<`` and ``^`` go on with the cell left or above.

    All columns are equally wide, and rows as high as there is room.
    """
    top = max(s.box.y1 for s in above.spans) + 0.01
    width = 0.84 / max(map(len, rows))
    height = min(0.028, (0.95 - top) / len(rows))
    spans, table = list(above.spans), []
    for r, row in enumerate(rows):
        cells = []
        for c, text in enumerate(row):
            if text in {"<", "^"}:
                continue
            columns = 1 + len(list(takewhile(lambda t: t == "<", row[c + 1 :])))
            under = (below[c] for below in rows[r + 1 :])
            down = 1 + len(list(takewhile(lambda t: t == "^", under)))
            x, y = 0.08 + c * width, top + r * height
            box = Box(x, y, x + columns * width, y + down * height)
            cells.append(Cell(text, box, c, columns, down))
            if text:
                spans.append(span(text, x + 0.002, y + 0.004, min(BODY, width * WIDTH / len(text))))
        table.append(tuple(cells))
    rules = Table(union(cell.box for row in table for cell in row), tuple(table))
    return replace(above, spans=tuple(spans), tables=(rules,))


def reading(*pages: Page, path: str = "a.pdf") -> FileReading:
    """The reading of one file."""
    return FileReading(path, FileStatus.READ, pages)
