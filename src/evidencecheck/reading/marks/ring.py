"""The ring of a seal unrolled: a straight strip, with the text along it.

Depth is counted from the outline inwards, square to it, in parts of the shorter half axis: so the
characters of an oval seal come out upright too. Places along the ring are counted in columns, of
which all are equally long.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.reading.marks.outline import Outline
from evidencecheck.reading.marks.seal_ink import Ink

Line = NDArray[np.float64]
Places = tuple[NDArray[np.float32], NDArray[np.float32]]

COLUMNS = 720
"""Places around the ring."""
DEPTHS = np.linspace(-0.12, 0.7, 166)
"""Depths that are looked at, from beyond the outline to about the middle of the seal."""
INKED = 100
"""Ink, 0..255, from which on a place counts as inked."""
_SEARCHED = np.linspace(0.85, 1.13, 90)
"""Shares of the radius between which the outline is looked for: what is given is a guess."""


class Ring(NamedTuple):
    """An outline as it really runs: seals are pressed by hand, and paper is not flat."""

    outline: Outline
    bend: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0, 0.0)
    """The outline's share of its radius at angle t: 1, cos t, sin t, cos 2t, sin 2t of these."""

    def places(self, angles: Line, depths: Line) -> Places:
        """x and y in pixels of every depth (rows) at every angle (columns), for ``cv2.remap``."""
        line = self.outline
        x, y = self._edge(angles)
        ahead = self._edge(angles + 1e-3)
        tangent_x, tangent_y = ahead[0] - x, ahead[1] - y
        length = np.maximum(np.hypot(tangent_x, tangent_y), 1e-9)
        inward_x, inward_y = -tangent_y / length, tangent_x / length
        depth = depths[:, None] * min(line.rx, line.ry)
        along, across = x + inward_x * depth, y + inward_y * depth
        cos, sin = math.cos(line.angle), math.sin(line.angle)
        return (
            (line.cx + along * cos - across * sin).astype(np.float32),
            (line.cy + along * sin + across * cos).astype(np.float32),
        )

    def _edge(self, angles: Line) -> tuple[Line, Line]:
        share = _waves(np.asarray(angles, np.float64)) @ np.array(self.bend)
        return np.cos(angles) * share * self.outline.rx, np.sin(angles) * share * self.outline.ry


class Unrolled(NamedTuple):
    """A ring as a picture: a row for each depth, a column for each place around it."""

    ring: Ring
    picture: Ink
    angles: Line
    """Of each column; radians, clockwise from the first axis of the outline."""
    length: float
    """Pixels around the ring."""


def fitted(ink: Ink, outline: Outline) -> Ring:
    """The ring whose line is the outermost ink near ``outline``; what lies beside it left aside."""
    angles = np.arange(COLUMNS) * (2 * math.pi / COLUMNS)
    x, y = np.cos(angles) * outline.rx, np.sin(angles) * outline.ry
    along, across = _SEARCHED[:, None] * x, _SEARCHED[:, None] * y
    cos, sin = math.cos(outline.angle), math.sin(outline.angle)
    xs = outline.cx + along * cos - across * sin
    ys = outline.cy + along * sin + across * cos
    inked = looked_up(ink, (xs.astype(np.float32), ys.astype(np.float32))) > INKED
    there = inked.any(axis=0)
    outermost = _SEARCHED[len(_SEARCHED) - 1 - np.argmax(inked[::-1], axis=0)]
    waves = _waves(np.asarray(angles, np.float64))
    kept, bend = there, np.array(Ring(outline).bend)
    for _ in range(6):
        if np.count_nonzero(kept) < COLUMNS / 6:
            return Ring(outline)
        bend, *_rest = np.linalg.lstsq(waves[kept], outermost[kept], rcond=None)
        off = np.abs(outermost - waves @ bend)
        kept = there & (off < max(0.012, 2.5 * float(np.median(off[kept]))))
    return Ring(outline, tuple(bend.tolist()))


def unroll(ink: Ink, ring: Ring) -> Unrolled:
    """The ring as a picture."""
    fine = np.linspace(0, 2 * math.pi, 2 * COLUMNS + 1)
    x, y = ring.places(fine, np.array([0.25]))
    steps = np.hypot(np.diff(x[0]), np.diff(y[0]))
    run = np.concatenate([[0.0], np.cumsum(steps)])
    length = float(run[-1])
    angles = np.interp(np.linspace(0, length, COLUMNS, endpoint=False), run, fine)
    return Unrolled(ring, looked_up(ink, ring.places(angles, DEPTHS)), angles, length)


def _waves(angles: Line) -> Line:
    ones = np.ones_like(angles)
    turns = (np.cos(angles), np.sin(angles), np.cos(2 * angles), np.sin(2 * angles))
    return np.stack([ones, *turns], axis=1)


def looked_up(ink: Ink, places: Places, how: int = cv2.INTER_LINEAR) -> Ink:
    """The ink at those places; none beyond the edges of the picture."""
    return np.asarray(cv2.remap(ink, places[0], places[1], how), np.uint8)
