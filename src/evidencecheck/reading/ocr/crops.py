"""Cutting lines out of a picture, and putting them in the order in which they are read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.reading.ocr.interface import Image, OcrEngine, OcrLine, Quad

TALL = 1.5
"""From this height over width on, a line may run up or down the page."""
_VERY_TALL = 3.0
_STRAIGHT = 1.0
"""Pixels by which the corners of a box may differ from a rectangle along the axes."""
_WIDE = 6
"""Length over height of a line from which on its angle can be told."""
_MAX_SKEW = math.radians(20)


def cut(image: Image, quad: Quad) -> Image:
    """The picture within ``quad``, straightened; at least one pixel high and wide."""
    points = np.array(quad, dtype=np.float32)
    left, top = points.min(axis=0)
    right, bottom = points.max(axis=0)
    rectangle = np.array(((left, top), (right, top), (right, bottom), (left, bottom)))
    if np.abs(points - rectangle).max() <= _STRAIGHT:
        return _slice(image, left, top, right, bottom)
    width = max(1, round(max(math.dist(quad[0], quad[1]), math.dist(quad[3], quad[2]))))
    height = max(1, round(max(math.dist(quad[0], quad[3]), math.dist(quad[1], quad[2]))))
    target = np.array(((0, 0), (width, 0), (width, height), (0, height)), dtype=np.float32)
    straight = cv2.warpPerspective(
        image,
        cv2.getPerspectiveTransform(points, target),
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(straight, np.uint8)


def turns(crop: Image) -> list[Image]:
    """The ways in which a crop may be read.

    Lines of print are wide. A tall crop holds a line that runs up or down the page, or a single
    narrow character such as ``1``, which must not be turned.
    """
    height, width = crop.shape[:2]
    if height < TALL * width:
        return [crop]
    up = np.ascontiguousarray(np.rot90(crop, -1))
    down = np.ascontiguousarray(np.rot90(crop))
    return [up, down] if height > _VERY_TALL * width else [crop, up, down]


def read_quads(engine: OcrEngine, image: Image, quads: Sequence[Quad]) -> list[tuple[str, float]]:
    """The text in each of ``quads`` of ``image`` with its confidence, turned as it reads best."""
    ways = [turns(cut(image, quad)) for quad in quads]
    texts = iter(engine.recognise([crop for crops in ways for crop in crops]))
    return [_best([next(texts) for _ in crops]) for crops in ways]


def _best(readings: list[tuple[str, float]]) -> tuple[str, float]:
    """The surest reading; one character on its side is no line (``|`` would become ``一``)."""
    turned = [reading for reading in readings[1:] if len(reading[0]) > 1]
    return max([readings[0], *turned], key=lambda reading: reading[1])


class Run(NamedTuple):
    """How one wide line runs."""

    angle: float
    """Against the horizontal, in radians; clockwise is positive."""
    y: float
    """Of its middle, in pixels."""
    length: float
    """In pixels."""


def wide_lines(lines: Sequence[OcrLine]) -> list[Run]:
    """How the lines run that are long enough to tell."""
    runs = []
    for line in lines:
        # The upper and the lower edge: on a page seen from aside they are not quite parallel.
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = line.quad
        dx, dy = x1 + x2 - x0 - x3, y1 + y2 - y0 - y3
        length, angle = math.hypot(dx, dy) / 2, math.atan2(dy, dx)
        if length > _WIDE * math.hypot(x3 - x0, y3 - y0) and abs(angle) < _MAX_SKEW:
            runs.append(Run(angle, (y0 + y1 + y2 + y3) / 4, length))
    return runs


def skew(lines: Sequence[OcrLine]) -> float:
    """The angle of the wide lines against the horizontal, in radians; clockwise is positive."""
    return median(run.angle for run in runs) if (runs := wide_lines(lines)) else 0.0


def in_reading_order(lines: Sequence[OcrLine]) -> tuple[OcrLine, ...]:
    """Rows from top to bottom, left to right within a row; a slight skew of the page is allowed."""
    if not lines:
        return ()
    angle = skew(lines)
    cos, sin = math.cos(angle), math.sin(angle)
    placed = []
    for line in lines:
        points = np.array(line.quad)
        xs = points[:, 0] * cos + points[:, 1] * sin
        ys = points[:, 1] * cos - points[:, 0] * sin
        placed.append((float(ys.mean()), float(np.ptp(ys)), float(xs.min()), line))
    placed.sort(key=lambda p: p[0])
    rows: list[list[tuple[float, float, float, OcrLine]]] = []
    for place in placed:
        if rows and _one_row(rows[-1][0], place):
            rows[-1].append(place)
        else:
            rows.append([place])
    return tuple(p[3] for row in rows for p in sorted(row, key=lambda p: p[2]))


def _one_row(
    first: tuple[float, float, float, OcrLine], other: tuple[float, float, float, OcrLine]
) -> bool:
    return abs(other[0] - first[0]) < 0.5 * min(first[1], other[1])


def as_quad(points: NDArray[np.generic]) -> Quad:
    """Four corners as plain numbers. ``points``: 4 x 2, clockwise from the top left."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points.tolist()
    return (
        (float(ax), float(ay)),
        (float(bx), float(by)),
        (float(cx), float(cy)),
        (float(dx), float(dy)),
    )


def _slice(image: Image, left: float, top: float, right: float, bottom: float) -> Image:
    height, width = image.shape[:2]
    x0, y0 = min(max(int(left), 0), width - 1), min(max(int(top), 0), height - 1)
    x1, y1 = max(x0 + 1, min(math.ceil(right), width)), max(y0 + 1, min(math.ceil(bottom), height))
    return image[y0:y1, x0:x1]
