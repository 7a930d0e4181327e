"""Recognised print put into the cells of ruled tables; lines that run over a rule are parted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Cell, Table
from evidencecheck.reading.ocr.interface import OcrLine, Point, Quad
from evidencecheck.reading.tables.lattice import Area, Lattice
from evidencecheck.reading.tables.parting import cut_near, offsets
from evidencecheck.reading.tables.pictured import Ruled

_OVERHANG = 0.6
"""Heights of a line by which its box may reach over a rule without print beyond it."""
_NEAR = 1.6
"""Heights of a line within which a better place to part it is looked for."""
_RULE_AS_SIGN = re.compile(r"^[|丨｜]+\s*|\s*[|丨｜]+$")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A line along the middle of its print, in the even coordinates of a table."""

    left: float
    right: float
    v: float
    height: float


def part_at_rules(lines: Sequence[OcrLine], tables: Sequence[Ruled]) -> tuple[OcrLine, ...]:
    """The lines, those that run over the border of two cells in as many parts."""
    parted: list[OcrLine] = []
    for line in lines:
        table = next((t for t in tables if _area(line, t) >= 0), None)
        parted.extend([line] if table is None else _parts(line, table))
    return tuple(parted)


def fill(
    tables: Sequence[Ruled], lines: Sequence[OcrLine], width: int, height: int
) -> tuple[tuple[Table, ...], frozenset[int]]:
    """The tables with the print of their cells, in fractions of a page of so many pixels.

    Returns:
        The tables that hold print, and the indices of the lines that stand in one.
    """
    filled: list[Table] = []
    used: set[int] = set()
    for table in tables:
        inside: dict[int, list[int]] = {}
        for number, line in enumerate(lines):
            area = _area(line, table)
            if area >= 0 and number not in used:
                inside.setdefault(area, []).append(number)
        if inside:
            used.update(n for numbers in inside.values() for n in numbers)
            print_in = {a: [lines[n] for n in numbers] for a, numbers in inside.items()}
            filled.append(_table(table, print_in, width, height))
    return tuple(filled), frozenset(used)


def _table(ruled: Ruled, inside: dict[int, list[OcrLine]], width: int, height: int) -> Table:
    grid = ruled.grid
    rows: list[list[Cell]] = [[] for _ in grid.ys[1:]]
    for index, area in enumerate(grid.areas):
        for part, lines in _split(ruled, area, inside.get(index, [])):
            rows[part.top].append(
                Cell(
                    _text(ruled, lines),
                    _box(ruled, grid.bounds(part), width, height),
                    column=part.left,
                    columns=part.right - part.left,
                    rows=part.bottom - part.top,
                    confidence=round(min((x.confidence for x in lines), default=1.0), 3),
                )
            )
    bounds = (grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])
    ordered = tuple(tuple(sorted(row, key=lambda c: c.column)) for row in rows)
    return Table(_box(ruled, bounds, width, height), ordered)


def _split(ruled: Ruled, area: Area, lines: list[OcrLine]) -> Iterator[tuple[Area, list[OcrLine]]]:
    """An area whose inner borders were not seen, parted where its print stands in columns."""
    edges = ruled.grid.xs[area.left + 1 : area.right]
    if area.bottom - area.top > 1 or not edges or len(lines) < 2:
        yield area, lines
        return
    places = [_stretch(line, ruled) for line in lines]
    free = [
        number
        for number, edge in enumerate(edges, area.left + 1)
        if not any(p.left < edge < p.right for p in places)
        and any(p.right <= edge for p in places)
        and any(p.left >= edge for p in places)
    ]
    bounds = [area.left, *free, area.right]
    for left, right in pairwise(bounds):
        x0, x1 = ruled.grid.xs[left], ruled.grid.xs[right]
        own = [x for x, p in zip(lines, places, strict=True) if x0 <= (p.left + p.right) / 2 < x1]
        yield Area(area.top, left, area.bottom, right), own


def _text(ruled: Ruled, lines: Sequence[OcrLine]) -> str:
    """Lines from top to bottom; those at one height as one, from left to right."""
    rows: list[list[tuple[_Stretch, str]]] = []
    for place, text in sorted(
        ((_stretch(x, ruled), _plain(x.text)) for x in lines),
        key=lambda pt: pt[0].v,
    ):
        if rows and abs(place.v - rows[-1][0][0].v) < 0.5 * min(
            place.height, rows[-1][0][0].height
        ):
            rows[-1].append((place, text))
        else:
            rows.append([(place, text)])
    texts = (" ".join(t for _, t in sorted(row, key=lambda pt: pt[0].left)) for row in rows)
    return "\n".join(filter(None, texts))


def _plain(text: str) -> str:
    return _RULE_AS_SIGN.sub("", unicodedata.normalize("NFKC", text)).strip()


def _parts(line: OcrLine, table: Ruled) -> list[OcrLine]:
    """A line parted at the borders that its print runs over."""
    place = _stretch(line, table)
    cuts = list(_borders(place, table.grid))
    if not cuts or place.right <= place.left:
        return [line]
    ends = offsets(line.text)
    whole = place.right - place.left
    places = sorted(
        cut_near(line.text, ends, (share, share), _NEAR * place.height / whole)
        for share in ((cut - place.left) / whole for cut in cuts)
    )
    bounds = [0, *places, len(line.text)]
    shares = [0.0, *((cut - place.left) / whole for cut in cuts), 1.0]
    parts = []
    for (start, end), (s0, s1) in zip(pairwise(bounds), pairwise(shares), strict=True):
        text = line.text[start:end].strip()
        if text:
            parts.append(replace(line, text=text, quad=_part_of(line.quad, s0, s1)))
    return parts or [line]


def _borders(place: _Stretch, grid: Lattice) -> Iterator[float]:
    """Where a line crosses from one cell to the next, with print on both sides."""
    room = _OVERHANG * place.height
    inner = [x for x in grid.xs if place.left + room < x < place.right - room]
    for edge in inner:
        before, after = grid.area_at(edge - 0.5, place.v), grid.area_at(edge + 0.5, place.v)
        if before != after:
            yield edge


def _part_of(quad: Quad, start: float, end: float) -> Quad:
    """The part of a quad between two shares of its width."""
    a, b, c, d = quad
    return (_between(a, b, start), _between(a, b, end), _between(d, c, end), _between(d, c, start))


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _stretch(line: OcrLine, table: Ruled) -> _Stretch:
    a, b, c, d = line.quad
    left = table.frame.even((a[0] + d[0]) / 2, (a[1] + d[1]) / 2)
    right = table.frame.even((b[0] + c[0]) / 2, (b[1] + c[1]) / 2)
    height = (abs(d[1] - a[1]) + abs(c[1] - b[1])) / 2
    return _Stretch(left[0], right[0], (left[1] + right[1]) / 2, height)


def _area(line: OcrLine, table: Ruled) -> int:
    """Index of the area that the middle of a line lies in."""
    place = _stretch(line, table)
    return table.grid.area_at((place.left + place.right) / 2, place.v)


def _box(ruled: Ruled, bounds: tuple[float, float, float, float], width: int, height: int) -> Box:
    """The box that lies evenly over an area that may be aslant in the picture."""
    x0, y0, x1, y1 = bounds
    corners = [ruled.frame.back(x, y) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners

    def within(value: float) -> float:
        return min(max(value, 0.0), 1.0)

    return Box(
        within((ax + dx) / 2 / width),
        within((ay + by) / 2 / height),
        within((bx + cx) / 2 / width),
        within((cy + dy) / 2 / height),
    )
