"""Ruled tables in the picture of a page: rules found as lines, print put into the cells.

Scans are skewed by a degree or two and photographs show a page aslant. Within one table the rules
themselves say how: the slope of level lines is taken to change evenly from top to bottom, that of
upright ones from left to right, and everything is measured in a frame that undoes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.reading.tables.lattice import Lattice, Segment, lattices

Grey = NDArray[np.uint8]

_UNIT = 24.0
"""Pixels that the box of a line of print is high where rules are looked for; no more are needed."""
_THICKEST = 9
"""Pixels of a rule; larger dark areas are no rules."""
_FAINTEST = 14
"""Least difference in brightness, of 255, between a rule and the paper beside it."""
# Lengths below are in heights of a line of print, as its box is found: about 1.6 of its letters.
_LEVEL, _UPRIGHT = 1.6, 0.8
"""Shortest pieces of rules: longer than the strokes of letters."""
_RULED = 0.88
"""Share of the side of a cell: letters leave more room above and below them."""
_HEALED = 0.12
"""Longest gap in a rule that is closed before pieces are looked for; letters lie wider apart."""
_MEET = 0.25
"""How far rules may miss each other and still meet."""
_GAP = 0.4
"""Longest gap between two pieces of one rule."""
_SLANT = 0.12
"""Steepest slope of a level rule, and of an upright one against the vertical."""
_FEWEST = 3
"""Level pieces without which there is no table."""
_SMALLEST_PRINT = 12.0
"""Pixels."""

_BESIDE, _INNER = 0.2, 0.12
"""How far beyond the box of a line of print its strokes are taken to reach, and how far within it
a level rule may run."""
_AMID = 0.25
"""How far within the boxes of lines side by side what runs through all of them is no rule."""

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
"""x0, y0, x1, y1 in pixels."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one table: pixels of the picture to even coordinates in pixels, and back."""

    x: float
    y: float
    """The middle of the table."""
    level: tuple[float, float]
    """Slope of its level lines at the middle, and how it changes for each pixel down."""
    upright: tuple[float, float]
    """The same of its upright lines, against the vertical, for each pixel to the right."""

    def even(self, x: float, y: float) -> Point:
        """A point of the picture in even coordinates."""
        dx, dy = self._offsets(x, y)
        return x - dx, y - dy

    def back(self, u: float, v: float) -> Point:
        """The point of the picture that even coordinates stand for."""
        # The slopes hold where the point lies in the picture: once more from there.
        near = self._offsets(u, v)
        dx, dy = self._offsets(u + near[0], v + near[1])
        return u + dx, v + dy

    def _offsets(self, x: float, y: float) -> Point:
        right, down = x - self.x, y - self.y
        return (
            (self.upright[0] + self.upright[1] * right) * down,
            (self.level[0] + self.level[1] * down) * right,
        )


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table of a picture."""

    frame: Frame
    grid: Lattice
    """In even coordinates."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A rule as seen: its ends, from left to right or from top to bottom."""

    start: Point
    end: Point

    @property
    def length(self) -> float:
        return max(abs(self.end[0] - self.start[0]), abs(self.end[1] - self.start[1]))

    @property
    def middle(self) -> Point:
        return (self.start[0] + self.end[0]) / 2, (self.start[1] + self.end[1]) / 2


def ruled_in(
    picture: NDArray[np.uint8], boxes: Sequence[Rectangle], marks: Sequence[Rectangle] = ()
) -> list[Ruled]:
    """The ruled tables of a picture of a page, from top to bottom; none where there is no print.

    Args:
        picture: blue-green-red or grey, upright; print and rules darker than the paper beside them.
        boxes: around the lines of print, in pixels.
        marks: around seals; no rule lies within one.
    """
    if not boxes:
        return []
    grey = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    text = np.array(boxes)
    unit = float(np.median(np.minimum(*(text[:, 2:] - text[:, :2]).T)))
    scale = min(1.0, _UNIT / unit)
    if scale < 1.0:
        # Thin rules are not to fade.
        darkest = cv2.erode(grey, np.ones((2, 2), np.uint8))
        size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
        grey = cv2.resize(darkest, size, interpolation=cv2.INTER_AREA)
        text, unit = text * scale, _UNIT
    unit = max(_SMALLEST_PRINT, unit)
    dark = _thin_and_dark(np.asarray(grey, np.uint8))
    lines = _level_lines(dark, _LEVEL * unit, _HEALED * unit)
    seals = np.array(marks).reshape(-1, 4) * scale
    level = _no_strokes(lines, text, _BESIDE * unit, -_INNER * unit)
    level = [x for x in level if not _is_through_print(x, text, _BESIDE * unit, _AMID * unit)]
    level = _no_strokes(level, seals, _BESIDE * unit, _BESIDE * unit)
    if len(level) < _FEWEST:
        return []
    lying = _level_lines(np.ascontiguousarray(dark.T), _UPRIGHT * unit, _HEALED * unit)
    free = _no_strokes(lying, seals[:, [1, 0, 3, 2]], _BESIDE * unit, _BESIDE * unit)
    upright = [
        _Line((line.start[1], line.start[0]), (line.end[1], line.end[0]))
        for line in _no_strokes(free, text[:, [1, 0, 3, 2]], _BESIDE * unit, _BESIDE * unit)
    ]
    tables: list[Ruled] = []
    for rows, columns in _hanging_together(level, upright, _MEET * unit):
        frame = _frame(rows, columns)
        grids = lattices(
            [_segment(frame, line, along=0) for line in rows],
            [_segment(frame, line, along=1) for line in columns],
            tolerance=_MEET * unit,
            gap=_GAP * unit,
            ruled=_RULED,
        )
        tables.extend(_enlarged(frame, grid, 1 / scale) for grid in grids)
    return tables


def _thin_and_dark(grey: Grey) -> Grey:
    """How much darker each pixel is than the area around it: a filled heading counts as paper."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (_THICKEST, _THICKEST))
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel), np.uint8)


def _level_lines(dark: Grey, shortest: float, gap: float) -> Iterator[_Line]:
    """The level rules of a picture: at least so long, gaps up to ``gap`` closed; in pixels."""
    long, healed = max(9, round(shortest)), max(3, round(gap))
    thick = cv2.dilate(dark, np.ones((3, 1), np.uint8))
    whole = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, healed), np.uint8))
    runs = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    seen = (runs >= _FAINTEST).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(seen, connectivity=8)
    for number in range(1, count):
        left, top, width, height, area = (int(v) for v in stats[number])
        if width < long or height > _SLANT * width + _THICKEST or area > _THICKEST * width:
            continue
        ys, xs = np.nonzero(labels[top : top + height, left : left + width] == number)
        slope, at = np.polyfit(xs, ys, 1) if height > 3 else (0.0, float(ys.mean()))
        if abs(slope) <= _SLANT:
            yield _Line(
                (float(left), top + float(at)),
                (float(left + width - 1), top + float(at + slope * (width - 1))),
            )


def _no_strokes(
    lines: Iterable[_Line], text: NDArray[np.float64], along: float, across: float
) -> list[_Line]:
    """The lines that do not lie within the box of a line of print, widened by so much."""
    kept = []
    for line in lines:
        (x0, _), (x1, _) = line.start, line.end
        y = line.middle[1]
        inside = (
            (text[:, 0] - along <= x0)
            & (x1 <= text[:, 2] + along)
            & (text[:, 1] - across <= y)
            & (y <= text[:, 3] + across)
        )
        if not inside.any():
            kept.append(line)
    return kept


def _is_through_print(
    line: _Line, text: NDArray[np.float64], along: float, within: float
) -> bool:  # fmt: skip
    """Whether a level line runs from one line of print into the next, in the midst of each.

    Letters of two cells that nearly touch stand as close as those of one word.
    """
    (x0, y0), (x1, _) = line.start, line.end
    slope, end = _slope(line, 0), x0
    for left, top, right, bottom in sorted(text.tolist()):
        y = y0 + slope * ((max(left, x0) + min(right, x1)) / 2 - x0)
        if right <= end or left >= x1 or not top + within <= y <= bottom - within:
            continue
        if left - along > end + along:
            return False
        end = right
    return end + along >= x1


def _hanging_together(
    level: Sequence[_Line], upright: Sequence[_Line], tolerance: float
) -> list[tuple[list[_Line], list[_Line]]]:
    """Lines that meet, directly or through others: those of one table each."""
    if not level or not upright:
        return []
    x, y = _meeting(level, upright)
    rows = np.array([(*line.start, *line.end) for line in level])
    columns = np.array([(*line.start, *line.end) for line in upright])
    meet = (
        (x >= rows[:, None, 0] - tolerance)
        & (x <= rows[:, None, 2] + tolerance)
        & (y >= columns[None, :, 1] - tolerance)
        & (y <= columns[None, :, 3] + tolerance)
    )
    found = []
    left = set(range(len(level)))
    while left:
        some, others = set[int](), set[int]()
        fresh = {left.pop()}
        while fresh:
            some |= fresh
            across = {int(j) for i in fresh for j in np.flatnonzero(meet[i])} - others
            others |= across
            fresh = {int(i) for j in across for i in np.flatnonzero(meet[:, j])} - some
        left -= some
        if len(some) >= 2 and others:
            found.append(([level[i] for i in some], [upright[j] for j in others]))
    return found


def _meeting(
    level: Sequence[_Line], upright: Sequence[_Line]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where each level line, lengthened, meets each upright one: x and y, level by upright."""
    a = np.array([(*line.start, _slope(line, 0)) for line in level])
    b = np.array([(*line.start, _slope(line, 1)) for line in upright])
    x0, y0, rise = (a[:, None, k] for k in range(3))
    x1, y1, lean = (b[None, :, k] for k in range(3))
    y = (y0 + rise * (x1 - lean * y1 - x0)) / (1 - rise * lean)
    return x1 + lean * (y - y1), y


def _slope(line: _Line, along: int) -> float:
    run = line.end[along] - line.start[along]
    return (line.end[1 - along] - line.start[1 - along]) / run if run else 0.0


def _frame(level: Sequence[_Line], upright: Sequence[_Line]) -> Frame:
    xs = [p[0] for line in level for p in (line.start, line.end)]
    ys = [p[1] for line in upright for p in (line.start, line.end)]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return Frame(
        x,
        y,
        _slopes([(line.middle[1] - y, _slope(line, 0), line.length) for line in level]),
        _slopes([(line.middle[0] - x, _slope(line, 1), line.length) for line in upright]),
    )


def _slopes(lines: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """Slope at the middle and its change, from (place, slope, length) of lines.

    Long lines only: short ones may be strokes. An even change is seen only where lines lie apart.
    """
    longest = max(length for _, _, length in lines)
    sure = [line for line in lines if line[2] >= 0.4 * longest]
    usual = median(slope for _, slope, _ in sure)
    sure = [line for line in sure if abs(line[1] - usual) < 0.03]
    places = np.array([place for place, _, _ in sure])
    if len(sure) < 3 or np.ptp(places) < 0.2 * longest:
        return usual, 0.0
    change, middle = np.polyfit(places, [s for _, s, _ in sure], 1, w=[w for _, _, w in sure])
    return float(middle), float(change)


def _segment(frame: Frame, line: _Line, along: int) -> Segment:
    start, end = frame.even(*line.start), frame.even(*line.end)
    at = (start[1 - along] + end[1 - along]) / 2
    return Segment(at, min(start[along], end[along]), max(start[along], end[along]))


def _enlarged(frame: Frame, grid: Lattice, by: float) -> Ruled:
    """A table of a shrunk picture in the pixels of the whole one."""
    return Ruled(
        Frame(
            frame.x * by,
            frame.y * by,
            (frame.level[0], frame.level[1] / by),
            (frame.upright[0], frame.upright[1] / by),
        ),
        Lattice(
            tuple(x * by for x in grid.xs), tuple(y * by for y in grid.ys), grid.areas, grid.owners
        ),
    )
