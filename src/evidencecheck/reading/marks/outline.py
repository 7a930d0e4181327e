"""The line along which a seal runs, and whether there is ink along one."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]
"""Height x width: 0, or 255 where the ink is."""
Shape = Literal["round", "oval", "square", "rectangle", "part"]
"""``part``: what is seen of a seal that lies across the edge of the sheet (骑缝章)."""


_ANGLES = np.linspace(0, 2 * math.pi, 120, endpoint=False)
_SEEN = 0.35
"""Share of the outline that must lie on the page: a seal across sheets shows a part on each."""
_WANDER = 0.08
"""Share of the radius within which that ink lies: seals are pressed by hand."""
_WITHIN, _AROUND, _GAP = 0.12, 0.04, 0.65
"""Within these shares of the radius, inside and outside of it, there is a place with that much less
ink all round: the line is thin, not the stroke of a letter."""
_OUTERMOST, _INNERMOST = 1.1, 0.84
"""Shares of the radius between which the line may lie: the outline is a guess."""


class Outline(NamedTuple):
    """A circle, an oval or a rectangle; in pixels."""

    shape: Shape
    cx: float
    cy: float
    rx: float
    ry: float
    """Half of its sides."""
    angle: float = 0.0
    """Radians by which the first side is turned from level, clockwise."""

    @property
    def cornered(self) -> bool:
        """Whether it is a rectangle."""
        return self.shape in {"square", "rectangle"}

    def scaled(self, factor: float) -> Outline:
        """The same outline in a picture that is ``factor`` times as large."""
        return self._replace(
            cx=self.cx * factor, cy=self.cy * factor, rx=self.rx * factor, ry=self.ry * factor
        )

    def shrunk(self, scale: float) -> Outline:
        """An outline about the same centre, smaller."""
        return self._replace(rx=self.rx * scale, ry=self.ry * scale)

    def moved(self, dx: float, dy: float) -> Outline:
        """The same outline elsewhere."""
        return self._replace(cx=self.cx + dx, cy=self.cy + dy)


def drawn_share(outline: Outline, part: Mask) -> float:
    """The share of the outline on the page that bears a thin line of ink; 0 for a thick stroke."""
    height, width = part.shape
    cos, sin = np.cos(_ANGLES), np.sin(_ANGLES)
    if outline.cornered:
        reach = 1 / np.maximum(np.abs(cos), np.abs(sin))
        cos, sin = cos * reach, sin * reach
    cos, sin = cos * outline.rx, sin * outline.ry
    turn_x, turn_y = math.cos(outline.angle), math.sin(outline.angle)
    step = 1 / max(12.0, min(outline.rx, outline.ry))
    scales = np.arange(_OUTERMOST + _AROUND, 0.5, -step)[:, None]
    xs = np.rint(outline.cx + scales * (cos * turn_x - sin * turn_y)).astype(int)
    ys = np.rint(outline.cy + scales * (cos * turn_y + sin * turn_x)).astype(int)
    there = (xs >= 0) & (xs < width) & (ys >= 0) & (ys < height)
    seen = there[scales[:, 0] <= 1].all(axis=0)
    if seen.mean() < _SEEN:
        return 0.0
    inked = np.zeros(xs.shape, bool)
    inked[there] = part[ys[there], xs[there]] > 0
    inked = inked[:, seen]
    share = inked.mean(axis=1)
    band, inner, outer = (max(3, round(width / step)) for width in (_WANDER, _WITHIN, _AROUND))
    best = 0.0
    for first in range(outer, np.count_nonzero(scales > _INNERMOST)):
        last = first + band
        on = float(inked[first:last].any(axis=0).mean())
        least = max(share[first - outer : first].min(), share[last : last + inner].min())
        if on > best and least < _GAP * on:
            best = on
    return best


def inside_of(outline: Outline, shape: tuple[int, ...]) -> Mask:
    """What an outline encloses, in a picture of that height and width."""
    mask = np.zeros(shape, np.uint8)
    size = (2 * outline.rx, 2 * outline.ry)
    rotated = ((outline.cx, outline.cy), size, math.degrees(outline.angle))
    if outline.cornered:
        cv2.fillConvexPoly(mask, np.rint(cv2.boxPoints(rotated)).astype(np.int32), (255,))
    else:
        cv2.ellipse(mask, rotated, (255,), -1)
    return mask
