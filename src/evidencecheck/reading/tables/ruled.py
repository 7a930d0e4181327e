"""Ruled tables of PDF pages: from the lines that the file draws and the words that it stores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from evidencecheck.domain.page import Cell, Table
from evidencecheck.reading.drawn import may_have_rules, thin_paths
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.tables.cell_words import Place, text_of, words_by_cell
from evidencecheck.reading.tables.lattice import Lattice, Segment, lattices
from evidencecheck.reading.text_layer import TextLayerReading, Word
from evidencecheck.reading.upright import Rectangle, Upright

_FEWEST_LINES = 4
_SHORTEST = 0.08
_TOLERANCE = 3.0
"""Points."""
_SHORTEST_PIECE = 1.0
_RULED = 0.6
"""Share of the side of a cell."""


def ruled_tables(page: StoredPage, layer: TextLayerReading) -> tuple[Table, ...]:
    """The ruled tables of ``page`` in boxes of the upright page."""
    upright = layer.upright
    if not layer.spans or not may_have_rules(
        page.drawn, _FEWEST_LINES, _SHORTEST * min(upright.size)
    ):
        return ()
    level: list[Segment] = []
    standing: list[Segment] = []
    for line in _lines(page):
        x0, y0, x1, y1 = upright.place(line)
        if x1 - x0 >= max(_SHORTEST_PIECE, y1 - y0):
            level.append(Segment((y0 + y1) / 2, x0, x1))
        elif y1 - y0 >= _SHORTEST_PIECE:
            standing.append(Segment((x0 + x1) / 2, y0, y1))
    grids = lattices(level, standing, tolerance=_TOLERANCE, gap=_TOLERANCE, ruled=_RULED)
    if not grids:
        return ()
    words = words_by_cell(page, layer, grids)
    tables = (_table(number, grid, words, upright) for number, grid in enumerate(grids))
    return tuple(table for table in tables if table is not None)


def _lines(page: StoredPage) -> Iterator[Rectangle]:
    """Level and upright lines, and the sides of rectangles, in points of the stored page."""
    thin = thin_paths(page.drawn)
    if thin is not None:
        # The boxes of the paths tell all; the paths themselves cost another pass over the page.
        yield from thin
        return
    for path in page.paths():
        for item in path["items"]:
            kind = item[0]
            if kind == "re":
                x0, y0, x1, y1 = item[1]
                yield from ((x0, y0, x1, y0), (x0, y1, x1, y1))
                yield from ((x0, y0, x0, y1), (x1, y0, x1, y1))
            elif kind == "l":
                yield from _straight(*item[1], *item[2])
            elif kind == "qu":
                upper_left, upper_right, lower_left, lower_right = item[1]
                corners = (upper_left, upper_right, lower_right, lower_left, upper_left)
                for a, b in pairwise(corners):
                    yield from _straight(*a, *b)


def _straight(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rectangle]:
    if abs(y1 - y0) < 1:
        y = (y0 + y1) / 2
        yield (min(x0, x1), y, max(x0, x1), y)
    elif abs(x1 - x0) < 1:
        x = (x0 + x1) / 2
        yield (x, min(y0, y1), x, max(y0, y1))


def _table(
    number: int, grid: Lattice, words: Mapping[Place, Sequence[Word]], upright: Upright
) -> Table | None:
    """The table of a grid; None where no word stands in it."""
    rows: dict[int, list[Cell]] = {}
    for index, area in enumerate(grid.areas):
        rows.setdefault(area.top, []).append(
            Cell(
                text_of(words.get((number, index), ())),
                upright.box(grid.bounds(area)),
                column=area.left,
                columns=area.right - area.left,
                rows=area.bottom - area.top,
            )
        )
    if not any(cell.text for row in rows.values() for cell in row):
        return None
    bounds = (grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])
    return Table(
        upright.box(bounds), tuple(tuple(rows.get(y, ())) for y in range(len(grid.ys) - 1))
    )
