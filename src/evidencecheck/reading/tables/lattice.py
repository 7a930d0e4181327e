"""Level and upright lines to the grid of a table: its rows, columns and merged cells.

The same for the rules that a file draws and for those that are seen in a picture. A rule may have
gaps, a side of a table may be open, and cells may be joined over rows and columns: a border counts
where most of its length is ruled, and cells with no border between them are one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_SIDES = 3
"""Sides of a cell that must be ruled: one may be faint or cut off."""
_MOST_CROSSINGS = 250_000
"""Pairs of lines across each other: a finer grid is a drawing, and would take minutes."""
_MOST_CELLS = 4_000
_SHORT = 0.4
"""Share of the table's width or height below which a line must begin and end at others."""
_MOST_ROUNDS = 4
_OPEN = 4
"""Tolerances by which lines reach past the outermost line across them at an open side."""


class Segment(NamedTuple):
    """A line along one axis."""

    at: float
    """Where it runs: y of a level line, x of an upright one."""
    start: float
    end: float


class Area(NamedTuple):
    """A cell by its rows and columns, the ends not included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """The grid of one table, in the units of its lines."""

    xs: tuple[float, ...]
    """Edges of the columns, one more than there are columns."""
    ys: tuple[float, ...]
    areas: tuple[Area, ...]
    """From top to bottom and left to right by their first row and column."""
    owners: tuple[tuple[int, ...], ...]
    """By row and column, the index of the area that covers that place; -1 where none does."""

    def area_at(self, x: float, y: float) -> int:
        """Index of the area that a point lies in; -1 where none is."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return self.owners[row][column]
        return -1

    def bounds(self, area: Area) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 of an area."""
        return self.xs[area.left], self.ys[area.top], self.xs[area.right], self.ys[area.bottom]


def lattices(
    level: Sequence[Segment],
    upright: Sequence[Segment],
    *,
    tolerance: float,
    gap: float,
    ruled: float,
) -> list[Lattice]:
    """The tables that lines make, from top to bottom; none where there are too many lines.

    Args:
        level: in any order; pieces of one line may lie apart.
        upright: the same.
        tolerance: by how much lines may miss each other and still meet.
        gap: between two pieces of one line, at most.
        ruled: share of the side of a cell, 0..1, from which on it counts as ruled.
    """
    rows, columns = _merged(level, tolerance, gap), _merged(upright, tolerance, gap)
    if not rows or not columns or len(rows) * len(columns) > _MOST_CROSSINGS:
        return []
    found = (
        _lattice([rows[i] for i in r], [columns[j] for j in c], tolerance, ruled)
        for r, c in _connected(rows, columns, tolerance)
        if len(r) >= 2
    )
    return sorted((one for one in found if one is not None), key=lambda one: (one.ys[0], one.xs[0]))


def _merged(segments: Sequence[Segment], tolerance: float, gap: float) -> list[Segment]:
    """Pieces that run at one place put at their middle, and joined where hardly a gap is left."""
    merged: list[Segment] = []
    for line in _lines(segments, tolerance):
        at = _middle(line)
        run: Segment | None = None
        for piece in sorted(line, key=lambda s: s.start):
            if run is not None and piece.start <= run.end + gap:
                run = Segment(at, run.start, max(run.end, piece.end))
                continue
            if run is not None:
                merged.append(run)
            run = Segment(at, piece.start, piece.end)
        if run is not None:
            merged.append(run)
    return merged


def _lines(segments: Sequence[Segment], tolerance: float) -> Iterator[list[Segment]]:
    """Segments that run at one place."""
    line: list[Segment] = []
    for segment in sorted(segments):
        if line and segment.at - line[0].at > tolerance:
            yield line
            line = []
        line.append(segment)
    if line:
        yield line


def _middle(line: Sequence[Segment]) -> float:
    weights = [max(s.end - s.start, 1e-6) for s in line]
    return sum(s.at * w for s, w in zip(line, weights, strict=True)) / sum(weights)


def _connected(
    rows: Sequence[Segment], columns: Sequence[Segment], tolerance: float
) -> Iterator[tuple[list[int], list[int]]]:
    """Level and upright lines that hang together, by their indices."""
    cross = _crossings(rows, columns, tolerance)
    left = set(range(len(rows)))
    while left:
        some, others = {left.pop()}, set[int]()
        fresh = set(some)
        while fresh:
            across = set(np.flatnonzero(cross[sorted(fresh)].any(axis=0)).tolist()) - others
            others |= across
            beside = np.flatnonzero(cross[:, sorted(across)].any(axis=1)) if across else ()
            fresh = {int(i) for i in beside} - some
            some |= fresh
        left -= some
        if others:
            yield sorted(some), sorted(others)


def _crossings(
    rows: Sequence[Segment], columns: Sequence[Segment], tolerance: float
) -> NDArray[np.bool_]:
    level, upright = np.array(rows), np.array(columns)
    y, x0, x1 = (level[:, k, None] for k in range(3))
    x, y0, y1 = (upright[None, :, k] for k in range(3))
    near = (x0 - tolerance <= x) & (x <= x1 + tolerance)
    return np.asarray(near & (y0 - tolerance <= y) & (y <= y1 + tolerance))


def _lattice(
    rows: Sequence[Segment], columns: Sequence[Segment], tolerance: float, least: float
) -> Lattice | None:
    rows, columns = _joined(rows, columns, tolerance)
    if len(rows) < 2 or not columns:
        return None
    xs, ys = _edges(columns, rows, tolerance), _edges(rows, columns, tolerance)
    # What rules no side of any cell is a stroke of print.
    xs = _ruling(columns, xs, ys, least)
    ys = _ruling(rows, ys, xs, least)
    height, width = len(ys) - 1, len(xs) - 1
    if height < 2 or width < 2 or height * width > _MOST_CELLS:
        return None
    level = _ruled(rows, ys, xs, least)
    upright = _ruled(columns, xs, ys, least)
    # An open side is ruled by nobody and closed all the same.
    _close(level, ys, rows)
    _close(upright, xs, columns)
    owners = _areas_of(level, upright, height, width)
    areas: list[Area] = []
    numbers: dict[Area, int] = {}
    shown = [[-1] * width for _ in range(height)]
    for row in range(height):
        for column in range(width):
            area = owners[row][column]
            if area is None or not _closed(area, level, upright):
                continue
            if area not in numbers:
                numbers[area] = len(areas)
                areas.append(area)
            shown[row][column] = numbers[area]
    if len({a.top for a in areas}) < 2 or len({a.left for a in areas}) < 2:
        return None
    return Lattice(tuple(xs), tuple(ys), tuple(areas), tuple(map(tuple, shown)))


def _joined(
    rows: Sequence[Segment], columns: Sequence[Segment], tolerance: float
) -> tuple[Sequence[Segment], Sequence[Segment]]:
    """The lines without short ones that do not run from one line across them to another.

    Such are strokes of print and the rings of seals.
    """
    for _ in range(_MOST_ROUNDS):
        kept_rows = _ending_at(rows, columns, tolerance)
        kept_columns = _ending_at(columns, kept_rows, tolerance)
        if len(kept_rows) == len(rows) and len(kept_columns) == len(columns):
            break
        rows, columns = kept_rows, kept_columns
    return rows, columns


def _ending_at(
    lines: Sequence[Segment], across: Sequence[Segment], tolerance: float
) -> list[Segment]:
    if not lines or not across:
        return list(lines)
    first, last = min(s.start for s in lines), max(s.end for s in lines)
    long = _SHORT * (last - first)
    at = np.array([(s.at, s.start - 2 * tolerance, s.end + 2 * tolerance) for s in across])
    kept = []
    for line in lines:
        if line.end - line.start < long:
            meets = (at[:, 1] <= line.at) & (line.at <= at[:, 2])
            # A side of the table may be open.
            places = np.append(at[meets, 0], (first, last))
            ends = [(np.abs(places - end) <= 2 * tolerance).any() for end in (line.start, line.end)]
            if not all(ends):
                continue
        kept.append(line)
    return kept


def _edges(lines: Sequence[Segment], across: Sequence[Segment], tolerance: float) -> list[float]:
    """Where the lines run, with the ends of those across them where a side is open."""
    edges = sorted({line.at for line in lines})
    # Two lines at least reach an open side: the uppermost and the lowest.
    first = sorted(s.start for s in across)[:2][-1]
    last = sorted(s.end for s in across)[-2:][0]
    if first < edges[0] - _OPEN * tolerance:
        edges.insert(0, first)
    if last > edges[-1] + _OPEN * tolerance:
        edges.append(last)
    return edges


def _ruling(
    lines: Sequence[Segment], places: Sequence[float], marks: Sequence[float], least: float
) -> list[float]:
    """The places at which a line rules a whole side of some cell, and the open sides."""
    ruled = _ruled(lines, places, marks, least)
    at = {line.at for line in lines}
    return [p for number, p in enumerate(places) if ruled[number].any() or p not in at]


def _ruled(
    lines: Sequence[Segment], places: Sequence[float], marks: Sequence[float], least: float
) -> NDArray[np.bool_]:
    """Whether the line at each place is drawn between each two neighbouring marks."""
    starts, ends = np.array(marks[:-1]), np.array(marks[1:])
    covered = np.zeros((len(places), len(starts)))
    numbers = {place: number for number, place in enumerate(places)}
    for line in (line for line in lines if line.at in numbers):
        shared = np.minimum(ends, line.end) - np.maximum(starts, line.start)
        covered[numbers[line.at]] += np.maximum(shared, 0.0)
    return np.asarray(covered >= least * (ends - starts))


def _close(ruled: NDArray[np.bool_], places: Sequence[float], lines: Sequence[Segment]) -> None:
    at = {line.at for line in lines}
    for side in (0, -1):
        if places[side] not in at:
            ruled[side] = True


def _areas_of(
    level: NDArray[np.bool_], upright: NDArray[np.bool_], height: int, width: int
) -> list[list[Area | None]]:
    """The area that each place of the grid belongs to: those without a border between are one."""
    group = [[row * width + column for column in range(width)] for row in range(height)]
    places: dict[int, list[tuple[int, int]]] = {
        row * width + column: [(row, column)] for row in range(height) for column in range(width)
    }

    def join(a: tuple[int, int], b: tuple[int, int]) -> None:
        one, other = group[a[0]][a[1]], group[b[0]][b[1]]
        if one == other:
            return
        for row, column in places[other]:
            group[row][column] = one
        places[one].extend(places.pop(other))

    for row in range(height):
        for column in range(width):
            if column and not upright[column][row]:
                join((row, column - 1), (row, column))
            if row and not level[row][column]:
                join((row - 1, column), (row, column))
    owners: list[list[Area | None]] = [[None] * width for _ in range(height)]
    for members in places.values():
        for area in _rectangles(members):
            for row in range(area.top, area.bottom):
                for column in range(area.left, area.right):
                    owners[row][column] = area
    return owners


def _rectangles(members: Sequence[tuple[int, int]]) -> Iterator[Area]:
    """The rectangle that places of the grid fill; where they fill none, one a row."""
    rows, columns = [r for r, _ in members], [c for _, c in members]
    whole = Area(min(rows), min(columns), max(rows) + 1, max(columns) + 1)
    if len(members) == (whole.bottom - whole.top) * (whole.right - whole.left):
        yield whole
        return
    for row in sorted(set(rows)):
        run: list[int] = []
        for column in sorted(c for r, c in members if r == row):
            if run and column > run[-1] + 1:
                yield Area(row, run[0], row + 1, run[-1] + 1)
                run = []
            run.append(column)
        yield Area(row, run[0], row + 1, run[-1] + 1)


def _closed(area: Area, level: NDArray[np.bool_], upright: NDArray[np.bool_]) -> bool:
    """Whether most sides of an area are ruled, each over its whole length."""
    sides = (
        level[area.top, area.left : area.right],
        level[area.bottom, area.left : area.right],
        upright[area.left, area.top : area.bottom],
        upright[area.right, area.top : area.bottom],
    )
    return sum(bool(side.all()) for side in sides) >= _SIDES
