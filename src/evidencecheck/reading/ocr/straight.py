"""How a crooked page is set straight: by the corners of its sheet, or by its lines of print.

Print is recognised as well at 15 degrees, or seen from aside, as it is on a straight page: each
line is cut out straight. But what stands in one row of print, and so belongs together, is only told
on a straight page. So the places of the lines are moved, and no picture is bent before it is read.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.reading.ocr.crops import wide_lines
from evidencecheck.reading.ocr.interface import OcrLine
from evidencecheck.reading.ocr.view import Corners, Matrix, Size, around_all

_LEAST_SKEW = math.radians(0.3)
"""Up to here rows hold together as they are."""
_LEAST_LINES = 3
_CONVERGING = 8
"""With fewer lines than this, or lines over less than ``_SPREAD`` of the page's height, it is not
asked whether they run together as on a page seen from aside."""
_SPREAD = 0.3
_LEAST_FAN = math.radians(0.5)
"""Angle between the first line and the last, from which on they do."""
_MOST_FAN = math.radians(20)
_SCATTER = math.radians(0.7)
"""Lines off by more than this are left out of account."""
_A4 = math.sqrt(2)
_LIKE_A4 = 0.2
"""A sheet whose shape differs by less from A4 is taken for one: how far it is away, and so how much
its sides are shortened, cannot be seen."""


class Straightening(NamedTuple):
    """How the straight page lies in the crooked one."""

    matrix: Matrix
    """From pixels of the straight page to pixels of the crooked one."""
    size: Size
    """Of the straight page."""


def flattening(corners: Corners) -> Straightening:
    """How a sheet with these corners is made a rectangle."""
    top, right, bottom, left = (
        float(np.linalg.norm(b - a))
        for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True)
    )
    width, height = max(top, bottom), max(left, right)
    if abs(max(width, height) / min(width, height) / _A4 - 1) < _LIKE_A4:
        if width < height:
            height = width * _A4
        else:
            width = height * _A4
    size = (max(1, round(width)), max(1, round(height)))
    square = np.array(((0, 0), (size[0], 0), size, (0, size[1])), np.float32)
    matrix = cv2.getPerspectiveTransform(square, corners.astype(np.float32))
    return Straightening(np.asarray(matrix, np.float64), size)


def straightening(lines: Sequence[OcrLine], size: Size) -> Straightening | None:
    """How to straighten all of a page of ``size``; None where it is straight or nothing tells."""
    runs = wide_lines(lines)
    if len(runs) < _LEAST_LINES:
        return None
    places = np.array(runs)
    angle, fan = _fitted(places[:, 0], places[:, 1], places[:, 2], size[1])
    if abs(angle) < _LEAST_SKEW and not fan:
        return None
    cos, sin = math.cos(angle), math.sin(angle)
    # In the middle of the page nothing is stretched.
    centre = np.array(((1, 0, size[0] / 2), (0, 1, size[1] / 2), (0, 0, 1)))
    turn = np.array(((cos, -sin, 0), (sin, cos, 0), (0, 0, 1)))
    converge = np.array(((1, 0, 0), (0, 1, 0), (-fan, 0, 1)))
    matrix = centre @ turn @ converge
    return Straightening(*around_all(matrix, size))


def _fitted(
    angles: NDArray[np.float64], ys: NDArray[np.float64], weights: NDArray[np.float64], height: int
) -> tuple[float, float]:
    """The angle in the middle of the page, and by how much it changes for each pixel downwards."""
    angle = _weighted_median(angles, weights)
    if len(ys) < _CONVERGING or np.ptp(ys) < _SPREAD * height:
        return angle, 0.0
    off = ys - height / 2
    kept = np.ones(len(ys), bool)
    middle, fan = angle, 0.0
    for _ in range(3):
        fan, middle = np.polyfit(off[kept], angles[kept], 1, w=np.sqrt(weights[kept]))
        kept = np.abs(angles - middle - fan * off) < _SCATTER
        if kept.sum() < _CONVERGING:
            return angle, 0.0
    spread = abs(fan) * float(np.ptp(off[kept]))
    if not _LEAST_FAN < spread < _MOST_FAN or kept.mean() < 0.7:
        return angle, 0.0
    return float(middle), float(fan)


def _weighted_median(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    order = np.argsort(values)
    summed = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(summed, summed[-1] / 2)])
