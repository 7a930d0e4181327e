"""Stamps with words in a frame that lie aslant across a page: 仅供某某使用.

Told by the two long sides of the frame: parallel, aslant, as long as each other and near. Print and
the rules of tables are level; a page that lies askew by more is none that was turned upright.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

_SIDE = 800
"""Longest side, in pixels, of the picture in which frames are looked for; some 12 ms."""
_LEAST, _MOST = math.radians(4), math.radians(40)
"""How much a stamp is aslant."""
_WIDE = 1.5
"""Width of a stamp over its height, at least."""
_PIECE, _LONG = 0.02, 0.1
"""Length of a piece of a side, and of a side, as shares of the picture's longest side."""
_TURN, _OFF, _GAP = math.radians(2), 2.5, 0.1
"""Pieces of one side: angle between them, pixels aside, and the break that print makes in it."""
_LOW, _HIGH = 0.018, 0.14
"""Height of a stamp, by the same measure."""
_ALIKE = 0.75
"""Share of the longer side along which the other runs."""
_FRAMES = 3


class _Side(NamedTuple):
    """A straight line: points at ``along`` in its direction, ``aside`` of the origin."""

    angle: float
    aside: float
    first: float
    last: float

    @property
    def length(self) -> float:
        return self.last - self.first

    def turned(self, angle: float) -> _Side:
        """The same about its middle, in another direction."""
        middle = self.point((self.first + self.last) / 2, self.aside)
        cos, sin = math.cos(angle), math.sin(angle)
        along, half = middle[0] * cos + middle[1] * sin, self.length / 2
        return _Side(angle, middle[1] * cos - middle[0] * sin, along - half, along + half)

    def point(self, along: float, aside: float) -> tuple[float, float]:
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        return along * cos - aside * sin, along * sin + aside * cos


def find_frames(image: NDArray[np.uint8]) -> list[NDArray[np.float32]]:
    """Corners, clockwise from the top left of what is written in it, of frames that lie aslant.

    Args:
        image: the upright page, blue-green-red.
    """
    scale = min(1.0, _SIDE / max(image.shape))
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    sides = _sides(np.asarray(small, np.uint8))
    frames: list[NDArray[np.float32]] = []
    for upper, lower in sorted(_pairs(sides, max(small.shape)), key=lambda p: -_area(*p)):
        first, last = min(upper.first, lower.first), max(upper.last, lower.last)
        corners = (
            upper.point(first, upper.aside),
            upper.point(last, upper.aside),
            upper.point(last, lower.aside),
            upper.point(first, lower.aside),
        )
        frame = np.array(corners, np.float32) / scale
        centre = tuple(frame.mean(axis=0).tolist())
        if all(cv2.pointPolygonTest(f, centre, measureDist=False) < 0 for f in frames):
            frames.append(frame)
        if len(frames) == _FRAMES:
            break
    return frames


def _pairs(sides: list[_Side], longest: int) -> Iterator[tuple[_Side, _Side]]:
    for a, b in combinations(sides, 2):
        longer, other = (a, b) if a.length >= b.length else (b, a)
        other = other.turned(longer.angle)
        upper, lower = sorted((longer, other), key=lambda s: s.aside)
        high = lower.aside - upper.aside
        if abs(a.angle - b.angle) > _TURN or not _LOW * longest <= high <= _HIGH * longest:
            continue
        shared = min(longer.last, other.last) - max(longer.first, other.first)
        if shared >= _ALIKE * longer.length and shared > _WIDE * high:
            yield upper, lower


def _area(upper: _Side, lower: _Side) -> float:
    return (lower.aside - upper.aside) * max(upper.length, lower.length)


def _sides(grey: NDArray[np.uint8]) -> list[_Side]:
    longest = max(grey.shape)
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(grey)[0]
    pieces: list[_Side] = []
    for x0, y0, x1, y1 in [] if found is None else found.reshape(-1, 4).tolist():
        if x1 < x0:
            x0, y0, x1, y1 = x1, y1, x0, y0
        angle = math.atan2(y1 - y0, x1 - x0)
        if math.hypot(x1 - x0, y1 - y0) < _PIECE * longest or not _LEAST <= abs(angle) <= _MOST:
            continue
        pieces.append(_as_side(angle, (x0, y0), (x1, y1)))
    return [s for s in _joined(pieces, _GAP * longest) if s.length >= _LONG * longest]


def _as_side(angle: float, a: tuple[float, float], b: tuple[float, float]) -> _Side:
    cos, sin = math.cos(angle), math.sin(angle)
    along = sorted(x * cos + y * sin for x, y in (a, b))
    aside = sum(y * cos - x * sin for x, y in (a, b)) / 2
    return _Side(angle, aside, *along)


def _joined(pieces: list[_Side], gap: float) -> list[_Side]:
    """Pieces of one line as one, the longest giving its direction."""
    rest = sorted(pieces, key=lambda s: -s.length)
    sides: list[_Side] = []
    while rest:
        side, *rest = rest
        grown = True
        while grown:
            grown = False
            for piece in rest:
                turned = piece.turned(side.angle)
                if (
                    abs(piece.angle - side.angle) <= _TURN
                    and abs(turned.aside - side.aside) <= _OFF
                    and turned.first - side.last <= gap
                    and side.first - turned.last <= gap
                ):
                    side = side._replace(
                        first=min(side.first, turned.first), last=max(side.last, turned.last)
                    )
                    rest.remove(piece)
                    grown = True
                    break
        sides.append(side)
    return sides
