"""Parts of seals along the edges of a sheet: one pressed across the edges of many (骑缝章).

Each sheet shows a strip of the seal: its circle comes in at the edge and goes out at it, or at the
edge of the sheet that lay above. So ink at an edge is looked for that fills a strip of a circle of
the size of a seal, with ink along it and little beyond.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.reading.marks.outline import Mask, Outline

_NEAR = 0.015
"""Ink that comes so close to the edge touches it, as a share of the page's shorter side."""
_LONG = (0.07, 0.27)
"""Extent of a part along the edge, as a share of the same: 15 to 57 mm on A4."""
_DEEP = (0.014, 0.2)
"""The same away from the edge."""
_SPARSE = (0.03, 0.6)
"""Share of its rectangle that is ink: more is a tab or a band of colour."""
_RADII = np.linspace(0.075, 0.13, 12)
"""Radii of seals, as a share of the page's shorter side."""
_JOINED = 0.13
"""Gap along the edge up to which ink is of one seal: between its circle and its star."""
_SIDE = 0.8
"""Share of its length that ink straight along the edge has in a frame."""
_TURNS = np.linspace(0, 2 * math.pi, 180, endpoint=False)
_LEAST_ARC = 0.06
"""Share of the circle that must be seen."""
_DRAWN = 0.8
"""Share of what is seen that must bear ink."""
_ASIDE = 0.06
"""By how much, in parts of its length, a part may reach further on one side of the centre."""
_POINTS = 250
"""Points of the ink that are held against each circle."""
_OUTSIDE, _STRAY = 1.05, 0.03
"""Beyond so many radii lies less than that share of the ink: the seal ends at its circle."""
_CLEAR, _FREE = 0.13, 0.6
"""So much further in, in parts of the radius, less than that share of it bears ink: text stands
there, and no solid ground."""


class Part(NamedTuple):
    """A part of a seal at the edge."""

    outline: Outline
    """Shape ``part``: the rectangle of what is seen, in pixels."""
    drawn: float
    """0..1: the share of its circle that bears ink."""


def find_parts(ink: Mask) -> Iterator[Part]:
    """Parts of seals at the edges of a page.

    Args:
        ink: where there is ink of one hue; the whole page, small.
    """
    height, width = ink.shape
    shorter = min(height, width)
    deep = min(round(_DEEP[1] * shorter) + 1, width, height)
    for turns in range(4):
        # The edge that is looked at lies at the left.
        band = np.ascontiguousarray(np.rot90(ink, turns)[:, :deep])
        for x, y, wide, high, drawn in _at_the_left(band, shorter):
            # np.rot90 turns against the clock: the right edge becomes the head, then the left.
            x0, y0, w, h = _back((x, y, wide, high), turns, width, height)
            yield Part(Outline("part", x0 + w / 2, y0 + h / 2, w / 2, h / 2), drawn)


def _at_the_left(band: Mask, shorter: int) -> Iterator[tuple[int, int, int, int, float]]:
    near = max(2, round(_NEAR * shorter))
    if not band[:, :near].any():
        return
    brush = np.ones((max(3, round(_JOINED * shorter)), 3), np.uint8)
    joined = cv2.morphologyEx(band, cv2.MORPH_CLOSE, brush)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    for label in range(1, count):
        x, y, wide, high = (int(v) for v in stats[label][:4])
        if x > near or not _lies(high / shorter, _LONG) or not _lies(wide / shorter, _DEEP):
            continue
        place = np.s_[y : y + high, x : x + wide]
        part = np.where(labels[place] == label, band[place], np.uint8(0))
        # A frame has a side along the edge; a seal is cut there.
        framed = (part.mean(axis=0) / 255).max() > _SIDE
        if not framed and _lies(np.count_nonzero(part) / part.size, _SPARSE):
            drawn = _circle(part, shorter)
            if drawn >= _DRAWN:
                yield x, y, wide, high, drawn


def _back(
    box: tuple[int, int, int, int], turns: int, width: int, height: int
) -> tuple[int, int, int, int]:
    """A rectangle of a picture that was turned by quarters against the clock, as it was before."""
    x, y, wide, high = box
    match turns:
        case 1:
            return width - y - high, x, high, wide
        case 2:
            return width - x - wide, height - y - high, wide, high
        case 3:
            return y, height - x - wide, high, wide
    return box


def _circle(part: Mask, shorter: int) -> float:
    """How much of the best circle around all of the part bears ink, of what lies within it."""
    height, width = part.shape
    reach = max(1, round(0.004 * shorter))
    inked = np.asarray(cv2.dilate(part, np.ones((2 * reach + 1,) * 2, np.uint8))) > 0
    rows, columns = np.nonzero(part)
    points = np.stack([columns, rows], axis=1)[:: max(1, len(rows) // _POINTS)]
    aside = np.linspace(-_ASIDE, _ASIDE, 7) * height + height / 2
    best = 0.0
    for radius in (_RADII * shorter).tolist():
        if 2 * radius * _OUTSIDE < height:
            continue
        step = max(1.0, radius / 32)
        xs, ys = np.meshgrid(np.arange(-radius, width + radius, step), aside)
        centres = np.stack([xs.ravel(), ys.ravel()], axis=1)
        off = np.hypot(*(centres[:, None, :] - points[None]).transpose(2, 0, 1))
        centres = centres[(off > _OUTSIDE * radius).mean(axis=1) < _STRAY]
        if not len(centres):
            continue
        seen, on = _met(inked, centres, radius)
        within, filled = _met(part > 0, centres, radius * (1 - _CLEAR))
        drawn = on.sum(axis=1) / np.maximum(1, seen.sum(axis=1))
        solid = filled.sum(axis=1) / np.maximum(1, within.sum(axis=1))
        good = (seen.mean(axis=1) >= _LEAST_ARC) & (solid < _FREE * drawn)
        best = max(best, float(drawn[good].max(initial=0.0)))
    return best


def _met(
    inked: NDArray[np.bool_], centres: NDArray[np.float64], radius: float
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each centre and turn, whether the circle is within the picture there, and on ink."""
    height, width = inked.shape
    xs = np.rint(centres[:, :1] + radius * np.cos(_TURNS)).astype(int)
    ys = np.rint(centres[:, 1:] + radius * np.sin(_TURNS)).astype(int)
    seen = (xs >= 0) & (xs < width) & (ys >= 0) & (ys < height)
    on = inked[np.clip(ys, 0, height - 1), np.clip(xs, 0, width - 1)]
    return seen, seen & on


def _lies(value: float, between: tuple[float, float]) -> bool:
    return between[0] <= value <= between[1]
