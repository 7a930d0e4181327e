"""Ink outside of what was read: lines that detection passed over, and whether any can be a seal.

Looked at in a picture in which print is some 12 pixels high; takes some 10 ms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.domain.geometry import Box
from evidencecheck.reading.marks.glance import without_rules
from evidencecheck.reading.ocr.crops import as_quad, in_reading_order, read_quads
from evidencecheck.reading.ocr.interface import Image, OcrEngine, OcrLine

_SURE = 0.85
"""Least confidence of a line that is read where none was found."""
_LEAST_SIGNS = 4
"""Letters and figures that it must have."""
_LINES = 4
"""Lines of a page from which on the height of its print is known."""
_HEIGHT, _SIDE = 12.0, 1000
"""Pixels, of print in the picture that is looked at and of its longest side: the larger counts."""
_DARKER, _AROUND = 16, 31
"""By how much print is darker than the mean of so many pixels around it (0..255)."""
_WORD_GAP = 1.6
"""Blank between two words of a line at most, in heights of it."""
_THIN, _THICK, _SHORT = 0.45, 1.9, 3.5
"""Height of a line that was missed, and its least length, in heights of those found."""
_SPARSE, _SOLID = 0.06, 0.6
"""Share of a line that bears ink."""
_BESIDE = 0.1
"""Share of the place of a line that may belong to what was found: else it is the edge of that."""
_TALL, _TALL_SURE = 2.0, 0.9
"""A line so many times as high as others is print only where it was read so surely."""
_MOST = 12
"""Places in which print is looked for; a page with more is a picture."""
_ROOM = 0.25
"""By how much of its height a line found is larger than its box; the place of one that was not."""
_NEAR = 0.03
"""Strokes of one seal are no farther apart, as a share of the page's shorter side."""
_ACROSS = 4
"""Heights of print that may be wiped out of the middle of a seal."""
_ARC, _RADIUS, _ROUND = 0.05, (0.04, 0.3), 0.05
"""Of the ring of a seal: how much is seen and its radius, as shares of the page's shorter side, and
by how much of its radius the ink is off a circle."""
_SEAL = 0.08
"""The least that a seal measures both ways: 17 mm on A4."""
_CORE, _CORE_AREA = 0.007, 1e-4
"""What of the star of a seal is solid: within so much of its edge, as a share of the page's shorter
side, and its area, of that side squared. Pages without a seal had up to 0.9e-4, a star 2e-4."""
_FAINT = 8
"""By how much the faintest ink of a seal is darker than the paper around it."""
_STROKE, _RULED = 11, 0.9
"""Pixels of a straight stroke, and the share of ink in such that makes it a piece of a table."""
_WITHIN = 0.97
"""How much of a photographed sheet lies within the shadows along its edge."""
_SPECK = 5
"""Pixels of dirt."""


class LeftOver(NamedTuple):
    """A page seen small, with all that was read on it wiped out."""

    grey: NDArray[np.uint8]
    wiped: NDArray[np.bool_]
    scale: float
    """Of its side to that of the page."""
    height: float
    """Pixels of a line of print."""

    def without(self, places: Iterable[Box]) -> LeftOver:
        """The same with more of the page wiped out."""
        wiped = self.wiped.copy()
        _wipe(wiped, places)
        return self._replace(wiped=wiped)

    def inside(self, sheet: NDArray[np.float64]) -> LeftOver:
        """The same with all wiped out that lies outside of the four corners of a sheet.

        Args:
            sheet: (4, 2), in pixels of the page.
        """
        centre = sheet.mean(axis=0)
        corners = np.rint((centre + (sheet - centre) * _WITHIN) * self.scale).astype(np.int32)
        paper = np.zeros(self.wiped.shape, np.uint8)
        cv2.fillConvexPoly(paper, corners, (1,))
        return self._replace(wiped=self.wiped | (paper == 0))

    def ink(self, darker: int) -> NDArray[np.uint8]:
        """What is so much darker than the paper around it, without rules."""
        found = cv2.adaptiveThreshold(
            self.grey,
            255,
            cv2.ADAPTIVE_THRESH_MEAN_C,
            cv2.THRESH_BINARY_INV,
            _AROUND,
            darker,
        )
        found = without_rules(np.asarray(found, np.uint8))
        found[self.wiped] = 0
        return found


def left_over(image: Image, lines: Sequence[OcrLine], taken: Iterable[Box]) -> LeftOver | None:
    """A page without what was found on it; None where too little was read to tell.

    Args:
        image: the upright page without the ink of seals.
        lines: all that was found, read or not.
        taken: where seals and codes are.
    """
    if len(lines) < _LINES:
        return None
    height = median(_height(line) for line in lines)
    scale = min(1.0, max(_HEIGHT / height, _SIDE / max(image.shape)))
    size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8)
    wiped = np.zeros(grey.shape, np.uint8)
    for line in lines:
        if not _is_print(line, height):
            continue
        points = np.array(line.quad, np.float32) * scale
        centre = points.mean(axis=0)
        room = 1 + _ROOM * _height(line) * scale / np.maximum(1, np.abs(points - centre))
        cv2.fillConvexPoly(wiped, np.rint(centre + (points - centre) * room).astype(np.int32), (1,))
    covered = wiped > 0
    _wipe(covered, taken)
    return LeftOver(grey, covered, scale, height * scale)


def _wipe(wiped: NDArray[np.bool_], places: Iterable[Box]) -> None:
    high, wide = wiped.shape
    for box in places:
        x0, y0 = int(box.x0 * wide), int(box.y0 * high)
        wiped[y0 : int(box.y1 * high) + 1, x0 : int(box.x1 * wide) + 1] = True


def with_missed(
    image: Image, engine: OcrEngine, lines: Sequence[OcrLine], rest: LeftOver
) -> tuple[OcrLine, ...]:
    """``lines`` with those that were not found, in reading order.

    Args:
        image: the upright page without the ink of seals.
        engine: what read ``lines``.
        lines: what was read.
        rest: what is left over of the page.
    """
    places = [place / rest.scale for place in _places(rest)]
    if not places or len(places) > _MOST:
        return tuple(lines)
    quads = [as_quad(place) for place in places]
    found = [
        OcrLine(text, quad, confidence)
        for quad, (text, confidence) in zip(quads, read_quads(engine, image, quads), strict=True)
        if confidence >= _SURE and sum(c.isalnum() for c in text) >= _LEAST_SIGNS
    ]
    return in_reading_order((*lines, *found)) if found else tuple(lines)


def can_bear_a_seal(rest: LeftOver) -> bool:
    """Whether something like a seal, however faint, or a part of its ring is left over."""
    ink = rest.ink(_FAINT)
    shorter = min(ink.shape)
    _, marked, stats, _ = cv2.connectedComponentsWithStats(ink)
    straight = np.bincount(marked.ravel(), _straight(ink).ravel() > 0, len(stats))
    if _has_core(ink, shorter):
        return True
    nothing = (stats[:, cv2.CC_STAT_AREA] < _SPECK) | (
        straight >= _RULED * stats[:, cv2.CC_STAT_AREA]
    )
    ink[np.isin(marked, np.flatnonzero(nothing))] = 0
    near = max(3, round(_NEAR * shorter))
    # Lines of print that lie across a seal were wiped out with what is under them.
    across = round(_ACROSS * rest.height)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((across, near), np.uint8))
    _, _, sizes, _ = cv2.connectedComponentsWithStats(joined)
    least = _SEAL * shorter
    if any(wide >= least and high >= least for _, _, wide, high, _ in sizes[1:].tolist()):
        return True
    for n, (x, y, wide, high, _) in enumerate(stats[1:].tolist(), 1):
        if max(wide, high) >= _ARC * shorter:
            place = np.argwhere(marked[y : y + high, x : x + wide] == n)
            if _is_arc(place.astype(np.float64), shorter):
                return True
    return False


def _has_core(ink: NDArray[np.uint8], shorter: int) -> bool:
    """Whether something is as solid as the star of a seal, whose rest lines of print may hide."""
    side = max(3, round(_CORE * shorter))
    _, _, sizes, _ = cv2.connectedComponentsWithStats(
        cv2.erode(ink, np.ones((side, side), np.uint8))
    )
    return any(area >= _CORE_AREA * shorter**2 for *_, area in sizes[1:].tolist())


def _straight(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Level and upright strokes: what is left of the rules of a table that lies a little askew."""
    found = cv2.bitwise_or(
        cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _STROKE), np.uint8)),
        cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_STROKE, 1), np.uint8)),
    )
    return np.asarray(cv2.dilate(found, np.ones((3, 3), np.uint8)), np.uint8)


def _is_arc(points: NDArray[np.float64], shorter: int) -> bool:
    """Whether points (n x 2) lie on a circle of the size of a seal (fit of Kasa)."""
    centred = points - points.mean(axis=0)
    equations = np.column_stack((2 * centred, np.ones(len(points))))
    (y, x, rest), *_ = np.linalg.lstsq(equations, (centred**2).sum(axis=1), rcond=None)
    radius = float(np.sqrt(max(0.0, rest + x * x + y * y)))
    if not _RADIUS[0] * shorter <= radius <= _RADIUS[1] * shorter:
        return False
    off = np.hypot(centred[:, 0] - y, centred[:, 1] - x) - radius
    return float(np.sqrt((off**2).mean())) <= _ROUND * radius


def _places(rest: LeftOver) -> list[NDArray[np.float32]]:
    """Corners, clockwise from the top left, of what is shaped like lines of print."""
    ink, height = rest.ink(_DARKER), rest.height
    reach = max(3, round(height * _WORD_GAP))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    places = []
    for outline in outlines:
        x, y, wide, high = cv2.boundingRect(outline)
        if not _THIN * height <= high <= _THICK * height or wide < _SHORT * height:
            continue
        here = slice(y, y + high), slice(x, x + wide)
        share = float(np.count_nonzero(ink[here])) / (wide * high)
        if not _SPARSE <= share <= _SOLID or float(rest.wiped[here].mean()) > _BESIDE:
            continue
        room = _ROOM * height
        x0, y0, x1, y1 = x - room, y - room, x + wide + room, y + high + room
        places.append(np.array(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), np.float32))
    return places


def _is_print(line: OcrLine, height: float) -> bool:
    """Whether a line was read, and is none that a whole seal was taken for."""
    return line.is_text and (line.confidence >= _TALL_SURE or _height(line) <= _TALL * height)


def _height(line: OcrLine) -> float:
    (ax, ay), (bx, by), _, (dx, dy) = line.quad
    return max(1.0, min(float(np.hypot(bx - ax, by - ay)), float(np.hypot(dx - ax, dy - ay))))
