"""Ruled tables of PDF pages, where the words alone do not give the cells.

Lines become cells by the table logic of pdfplumber. It is given the lines and words that are read
already: its own reading of a page (pdfminer) takes tens of milliseconds, this a few. It is asked
only where a cell holds more than one line of print: elsewhere rows of words are the table's rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, cast

from pdfplumber import table as plumber

from evidencecheck.domain.page import Cell, Span, Table
from evidencecheck.reading.cell_words import text_of, words_by_cell
from evidencecheck.reading.drawn import may_have_rules, thin_paths
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.text_layer import TextLayerReading, Word
from evidencecheck.reading.upright import Rectangle, Upright

_FEWEST_LINES = 4
_SHORTEST = 0.08
# The tolerances in points, and the shortest edges, that pdfplumber takes by default.
_TOLERANCE = 3
_SHORTEST_PIECE = 1.0
_SHORTEST_EDGE = 3.0
_MOST_CROSSINGS = 250_000
"""Pairs of lines across each other: a finer grid is a drawing, and would take minutes."""
_MOST_CORNERS = 4_000

_Edge = dict[str, Any]
"""A line as pdfplumber keeps it: x0, x1, top, bottom and its orientation, v or h."""


def read_tables(page: StoredPage, layer: TextLayerReading) -> tuple[Table, ...]:
    """The ruled tables of ``page`` in boxes of the upright page; none where none is needed."""
    upright = layer.upright
    if not layer.spans or not may_have_rules(
        page.drawn, _FEWEST_LINES, _SHORTEST * min(upright.size)
    ):
        return ()
    edges = [_edge(*upright.place(line)) for line in _lines(page)]
    if not _needed(edges, layer.spans, upright):
        return ()
    grids = [grid for cells in _cells(edges) if len(grid := _rows(cells)) > 1]
    if not grids:
        return ()
    words = words_by_cell(page, layer, [c for grid in grids for row in grid for c in row])
    return tuple(_table(grid, words, upright) for grid in grids)


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


def _edge(x0: float, y0: float, x1: float, y1: float) -> _Edge:
    level = y0 == y1
    return {
        "x0": x0,
        "x1": x1,
        "top": y0,
        "bottom": y1,
        "doctop": y0,
        "width": x1 - x0,
        "height": y1 - y0,
        "orientation": "h" if level else "v",
        "object_type": "line",
    }


def _needed(edges: Sequence[_Edge], spans: Sequence[Span], upright: Upright) -> bool:
    """Whether some band between two rules holds two lines of print one above the other."""
    heights = _rule_heights(edges, upright)
    if len(heights) < _FEWEST_LINES:
        return False
    for top, bottom in pairwise(heights):
        if bottom - top < 0.25 and _stacked([s for s in spans if top <= s.box.cy <= bottom]):
            return True
    return False


def _rule_heights(edges: Sequence[_Edge], upright: Upright) -> list[float]:
    """The heights, in fractions of the page, at which long level lines run."""
    width, height = upright.size
    heights = {
        round(e["top"] / height, 3)
        for e in edges
        if e["orientation"] == "h" and e["width"] > _SHORTEST * width
    }
    merged: list[float] = []
    for y in sorted(heights):
        if not merged or y - merged[-1] > 0.004:
            merged.append(y)
    return merged


def _stacked(band: Sequence[Span]) -> bool:
    for i, a in enumerate(band):
        for b in band[i + 1 :]:
            shared = min(a.box.x1, b.box.x1) - max(a.box.x0, b.box.x0)
            if shared > 0 and not a.box.same_row(b.box):
                return True
    return False


def _cells(edges: Sequence[_Edge]) -> list[list[Rectangle]]:
    """The cells of each table, as pdfplumber finds them between lines."""
    pieces = [e for e in edges if e["width"] + e["height"] >= _SHORTEST_PIECE]
    merged = plumber.merge_edges(pieces, _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    merged = [e for e in merged if e["width"] + e["height"] >= _SHORTEST_EDGE]
    level = sum(e["orientation"] == "h" for e in merged)
    if level * (len(merged) - level) > _MOST_CROSSINGS:
        return []
    corners = plumber.edges_to_intersections(merged, _TOLERANCE, _TOLERANCE)
    if len(corners) > _MOST_CORNERS:
        return []
    tables: list[list[Rectangle]] = plumber.cells_to_tables(plumber.intersections_to_cells(corners))
    return tables


def _rows(cells: list[Rectangle]) -> list[list[Rectangle]]:
    """Cells row by row; pdfplumber wants the page only to fill them with words, as we do."""
    found = plumber.Table(cast("Any", None), cells)
    return [[c for c in row.cells if c is not None] for row in found.rows]


def _table(
    grid: list[list[Rectangle]], words: Mapping[Rectangle, list[Word]], upright: Upright
) -> Table:
    cells = [c for row in grid for c in row]
    bounds = (
        min(c[0] for c in cells),
        min(c[1] for c in cells),
        max(c[2] for c in cells),
        max(c[3] for c in cells),
    )
    return Table(
        upright.box(bounds),
        tuple(tuple(Cell(text_of(words.get(c, ())), upright.box(c)) for c in row) for row in grid),
    )
