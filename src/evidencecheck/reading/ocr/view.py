"""The upright page as it lies in a stored picture, and pictures of it.

A page may lie there turned by quarters, askew, or seen from aside. One homography says all of it:
it takes places on the upright page to places in the stored picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.domain.geometry import Box
from evidencecheck.reading.ocr.interface import Image, Quad
from evidencecheck.reading.ocr.orientation import turn

Matrix = NDArray[np.float64]
"""3 x 3, for points in pixels as columns (x, y, 1)."""
Size = tuple[int, int]
"""Width and height in pixels."""
Corners = NDArray[np.float64]
"""4 x 2, in pixels: top left, top right, bottom right, bottom left."""

_PAPER = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class View:
    """How to see a page upright."""

    stored: Size
    size: Size
    """Of the upright page."""
    turned: int = 0
    """Degrees clockwise: 0, 90, 180, 270."""
    matrix: Matrix | None = None
    """From pixels of the upright page to pixels of the stored picture; None for a mere turn."""

    @classmethod
    def of(cls, image: Image) -> View:
        """The picture as it is stored."""
        height, width = image.shape[:2]
        return cls((width, height), (width, height))

    def part(self, low: tuple[int, int], size: Size) -> View:
        """What lies from ``low`` (x, y) on, as a page."""
        matrix = np.array(((1, 0, low[0]), (0, 1, low[1]), (0, 0, 1)), np.float64)
        return self.seen_through(matrix, size)

    def turn(self, degrees: int) -> View:
        """The page turned further, clockwise by quarters."""
        degrees %= 360
        width, height = self.size
        size = (height, width) if degrees % 180 else self.size
        seen = replace(self, size=size, turned=(self.turned + degrees) % 360)
        if self.matrix is None:
            return seen
        return replace(seen, matrix=self.matrix @ _turn_back(self.size, degrees))

    def seen_through(self, matrix: Matrix, size: Size) -> View:
        """The page seen anew: ``matrix`` takes pixels of the new page to pixels of this one."""
        return replace(self, size=size, matrix=self._whole @ matrix)

    def corners(self, stored: Corners) -> Corners:
        """Where the corners of a sheet lie on the page that come from the stored picture."""
        there = cv2.perspectiveTransform(stored[:, None], np.linalg.inv(self._whole))[:, 0]
        # What was the lower left corner is the upper left one after a quarter turn.
        return np.roll(np.asarray(there, np.float64), self.turned // 90, axis=0)

    @property
    def _whole(self) -> Matrix:
        return _turn_back(self.stored, self.turned) if self.matrix is None else self.matrix

    @property
    def warp(self) -> tuple[float, ...]:
        """The homography in fractions, as ``Page.warp`` holds it; empty for a mere turn."""
        if self.matrix is None:
            return ()
        matrix = np.diag((1 / self.stored[0], 1 / self.stored[1], 1.0)) @ self.matrix
        matrix = matrix @ np.diag((*self.size, 1.0))
        return tuple(round(float(v), 9) for v in (matrix / matrix[2, 2]).flat)

    def picture(self, image: Image) -> Image:
        """The upright page, cut out of the stored picture."""
        if self.matrix is None:
            return turn(image, self.turned)
        return warped(image, self.matrix, self.size)


def warped(image: Image, matrix: Matrix, size: Size) -> Image:
    """The picture of ``size`` each of whose pixels ``matrix`` takes to one of ``image``."""
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    seen = cv2.warpPerspective(
        image, matrix, size, flags=flags, borderMode=cv2.BORDER_CONSTANT, borderValue=_PAPER
    )
    return np.asarray(seen, np.uint8)


def shown(image: Image, rotation: int, warp: Sequence[float], size: Size) -> Image:
    """A stored picture, at any resolution, as the upright page that was read.

    Args:
        image: the whole stored page.
        rotation: as ``Page.rotation``.
        warp: as ``Page.warp``.
        size: of the picture to make, where there is a warp.
    """
    if not warp:
        return turn(image, rotation)
    height, width = image.shape[:2]
    matrix = np.diag((width, height, 1.0)) @ np.reshape(warp, (3, 3))
    return warped(image, matrix @ np.diag((1 / size[0], 1 / size[1], 1.0)), size)


def around_all(matrix: Matrix, size: Size) -> tuple[Matrix, Size]:
    """``matrix``, from a new page to one of ``size``, moved so that the new page holds all of that.

    Returns:
        The matrix and the size of the new page.
    """
    width, height = size
    corners = np.array(((0, 0, 1), (width, 0, 1), (width, height, 1), (0, height, 1)), np.float64)
    there = np.linalg.solve(matrix, corners.T)
    points = (there[:2] / there[2]).T
    low, high = points.min(axis=0), points.max(axis=0)
    move = np.array(((1, 0, low[0]), (0, 1, low[1]), (0, 0, 1)), np.float64)
    wide, tall = (math.ceil(v) for v in high - low)
    return matrix @ move, (wide, tall)


def moved(matrix: Matrix, quads: Sequence[Quad]) -> list[Quad]:
    """The quads with their corners taken by ``matrix``."""
    if not quads:
        return []
    points = np.array(quads, np.float64).reshape(-1, 1, 2)
    there = cv2.perspectiveTransform(points, matrix).reshape(-1, 4, 2).tolist()
    return [cast(Quad, tuple((x, y) for x, y in quad)) for quad in there]


def moved_box(matrix: Matrix, box: Box, old: Size, new: Size) -> Box:
    """A box of a page of size ``old`` on that of size ``new``, to which ``matrix`` takes places.

    The middle is moved and the size kept: a box around the moved corners would be too large for a
    seal, and grow with every turn.
    """
    centre = np.array((((box.cx * old[0], box.cy * old[1]),),), np.float64)
    x, y = cv2.perspectiveTransform(centre, matrix)[0, 0].tolist()
    half = (box.width * old[0] / 2, box.height * old[1] / 2)
    sides = (x - half[0], y - half[1], x + half[0], y + half[1])
    return Box(*(min(max(v / s, 0.0), 1.0) for v, s in zip(sides, (*new, *new), strict=True)))


def moved_area(matrix: Matrix, box: Box, old: Size, new: Size) -> Box:
    """As ``moved_box``, for a part of the page itself, which grows where that is stretched.

    Each side goes through the middle between its moved corners.
    """
    corners = np.array(
        [[(x * old[0], y * old[1])] for y in (box.y0, box.y1) for x in (box.x0, box.x1)], np.float64
    )
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = cv2.perspectiveTransform(corners, matrix)[:, 0]
    sides = (ax + cx) / 2, (ay + by) / 2, (bx + dx) / 2, (cy + dy) / 2
    return Box(
        *(min(max(float(v) / s, 0.0), 1.0) for v, s in zip(sides, (*new, *new), strict=True))
    )


def _turn_back(size: Size, degrees: int) -> Matrix:
    """From pixels of a page turned clockwise to pixels of the page of ``size`` that was turned."""
    width, height = size
    match degrees:
        case 90:
            return np.array(((0, 1, 0), (-1, 0, height), (0, 0, 1)), np.float64)
        case 180:
            return np.array(((-1, 0, width), (0, -1, height), (0, 0, 1)), np.float64)
        case 270:
            return np.array(((0, -1, width), (1, 0, 0), (0, 0, 1)), np.float64)
    return np.eye(3)
