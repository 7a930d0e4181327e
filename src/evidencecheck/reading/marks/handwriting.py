"""Whether ink on paper was written by hand: told from print by its strokes.

Print has characters that stand apart, all of one height, most of whose edges are level or upright.
Writing runs on from character to character, leans, and is larger. Measured on drawn forms; see
``benchmarks/ocr_signatures.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.reading.marks.outline import Mask

Picture = NDArray[np.uint8]

_DARKER = 0.3
"""Ink is darker than paper by this share of the range from paper to the darkest."""
_LEAST_DARKER = 40
_REDDISH, _BLUISH = 25, 15
"""By how much red, the ink of seals, stands out from the other colours; and blue, that of pens."""
_RULE = 2.0
"""Straight lines of this many heights of print are rules and frames."""
_SPECK = 0.25
"""Ink that is smaller both ways, in heights of print, is dirt or a dot."""
_APART, _BELOW = 0.7, 0.3
"""Gap between two clusters of ink, in heights of print: side by side, and one above the other."""


class Cluster(NamedTuple):
    """Ink that stands together. Lengths are in heights of the print beside it."""

    box: tuple[int, int, int, int]
    """Pixels of the region: left, top, right, bottom."""
    width: float
    height: float
    longest: float
    """Width of its widest run of joined ink: of print, hardly more than a character."""
    tallest: float
    """Height of its tallest piece of joined ink."""
    level: float
    """0..1: the share of its edges that are level or upright."""
    blue: float
    """0..1: the share of it that is blue."""


def clusters(region: Picture, em: float) -> Iterator[Cluster]:
    """The clusters of ink in a part of a page, from left to right, rules and seals left aside.

    Args:
        region: height x width x 3, blue-green-red.
        em: height of the print on the page, in pixels.
    """
    if min(region.shape[:2]) < 4 or em < 4:
        return
    ink = _ink(region, em)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    large = [n for n in range(1, count) if max(stats[n][2], stats[n][3]) >= _SPECK * em]
    if not large:
        return
    kept = np.where(np.isin(labels, large), np.uint8(255), np.uint8(0))
    beside, below = (max(3, round(gap * em) | 1) for gap in (_APART, _BELOW))
    joined = cv2.dilate(kept, np.ones((below, beside), np.uint8))
    groups, group_of, boxes, _ = cv2.connectedComponentsWithStats(np.asarray(joined, np.uint8))
    for group in sorted(range(1, groups), key=lambda g: int(boxes[g][0])):
        part = np.where(group_of == group, kept, np.uint8(0))
        x, y, wide, high = cv2.boundingRect(part)
        members = np.unique(labels[part > 0]).tolist()
        planes = region.astype(np.int16)[part > 0]
        over = planes[:, 0] - np.maximum(planes[:, 1], planes[:, 2])
        yield Cluster(
            (x, y, x + wide, y + high),
            float(wide / em),
            float(high / em),
            float(max(int(stats[n][2]) for n in members if n) / em),
            float(max(int(stats[n][3]) for n in members if n) / em),
            _level(part[y : y + high, x : x + wide]),
            float((over > _BLUISH).mean()),
        )


def _ink(region: Picture, em: float) -> Mask:
    grey = np.asarray(cv2.cvtColor(region, cv2.COLOR_BGR2GRAY), np.float32)
    paper, darkest = float(np.percentile(grey, 85)), float(np.percentile(grey, 1))
    ink = np.where(
        grey < paper - max(_LEAST_DARKER, _DARKER * (paper - darkest)), np.uint8(255), np.uint8(0)
    )
    planes = region.astype(np.int16)
    red = planes[:, :, 2] - np.maximum(planes[:, :, 1], planes[:, :, 0]) > _REDDISH
    around = cv2.dilate(red.astype(np.uint8), np.ones((3, 3), np.uint8))
    ink[np.asarray(around) > 0] = 0
    length = max(15, round(_RULE * em))
    rules = cv2.bitwise_or(
        cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)),
        cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8)),
    )
    return np.asarray(cv2.subtract(ink, cv2.dilate(rules, np.ones((3, 3), np.uint8))), np.uint8)


def _level(part: Mask) -> float:
    """The share of all edges that run within some 12 degrees of level or upright."""
    soft = cv2.GaussianBlur(part, (0, 0), 1.0)
    across, down = (cv2.Sobel(soft, cv2.CV_32F, *d) for d in ((1, 0), (0, 1)))
    strength = np.hypot(across, down)
    angle = np.degrees(np.arctan2(down, across)) % 90
    edge = strength > 60
    straight = np.minimum(angle, 90 - angle) < 12
    return float(strength[edge & straight].sum() / max(1.0, float(strength[edge].sum())))
