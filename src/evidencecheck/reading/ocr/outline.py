"""The outline of a sheet of paper photographed on something darker, told by its four edges.

All four must be seen. Each must have paper on its inner side and something darker on its outer one,
and nothing like paper may lie outside: so neither the frame of a certificate nor a table is taken
for a sheet.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.reading.ocr.interface import Image
from evidencecheck.reading.ocr.view import Corners, Size

_SIDE = 480
"""Longest side, in pixels, of the picture in which the sheet is looked for."""
_RIM = 0.02
"""How far the rim of the picture reaches in, as a share of its side."""
_LIKE_PAPER = 28
"""Greatest difference (0..255) from the paper of the page, of the paper on its rim."""
_RIM_OF_PAPER = 0.6
"""With more than this share of paper on its rim, the page fills its picture."""
_SHORTEST = 0.1
"""Least length of a piece of an edge, as a share of the picture's longest side."""
_LEANING = math.radians(35)
"""Most that an edge may lean."""
_EDGES = 10
"""Edges that are tried each way, the longest first."""
_LEAST_AREA = 0.35
"""Of the picture, that the sheet must take up."""
_LARGE = 0.6
"""Share of the picture from which on nothing is gained by looking at the sheet alone."""
_SHARPEST, _BLUNTEST = math.radians(60), math.radians(120)
_SAMPLES = 40
_REACH = 3
"""Pixels on either side of an edge at which the two are compared."""
_STEP = 8
"""Least difference in brightness between paper and what it lies on."""
_SEEN = 0.75
"""Share of each edge along which that must hold: a thumb may lie on it."""
_PAPER_OUTSIDE = 0.12
"""Greatest share of what lies around the sheet that may be as bright as it."""
_STROKE = 7
"""Pixels within which print gets light or dark and back again."""
_STANDS_OUT, _MARKED = 35, 0.002
"""What lies around the sheet is plain, where no more than that share of it stands out so much from
what is beside it (0..255)."""


class Sheet(NamedTuple):
    """A sheet in a photograph of it."""

    corners: Corners
    """In pixels of the photograph, as it lies there."""
    lost: bool
    """Whether it is small in the photograph, and nothing lies around it that could be print: place
    and time, as a camera writes them."""


def find_sheet(image: Image) -> Sheet | None:
    """The sheet that a photograph shows; None where the page fills its picture or none is sure.

    Takes 1 ms for a scan, and 20 to 60 ms for a photograph.
    """
    if _fills(image):
        return None
    small = _shrunk(image)
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8)
    found = _outline(cv2.GaussianBlur(grey, (0, 0), 1.2))
    if found is None:
        return None
    scale = (image.shape[1] / small.shape[1], image.shape[0] / small.shape[0])
    share = cv2.contourArea(found.astype(np.float32)) / grey.size
    return Sheet(found * scale, share < _LARGE and _plain_around(grey, found))


def _fills(image: Image) -> bool:
    """Whether the rim of the picture is paper."""
    # A few pixels tell: to average all of them would cost more than the whole search.
    step = max(1, max(image.shape) // (_SIDE // 2))
    few = image[::step, ::step]
    reach = max(1, round(_RIM * max(few.shape)))
    rim = np.concatenate(
        [
            part.reshape(-1, 3)
            for part in (few[:reach], few[-reach:], few[:, :reach], few[:, -reach:])
        ]
    ).astype(np.int16)
    paper = np.percentile(few.reshape(-1, 3), 75, axis=0)
    return float((np.abs(rim - paper).max(axis=1) < _LIKE_PAPER).mean()) > _RIM_OF_PAPER


def _shrunk(image: Image) -> Image:
    height, width = image.shape[:2]
    step = max(1, max(height, width) // (2 * _SIDE))
    scale = _SIDE * step / max(height, width)
    if scale >= 1:
        return image
    return np.asarray(
        cv2.resize(image[::step, ::step], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA),
        np.uint8,
    )


def _outline(grey: cv2.typing.MatLike) -> Corners | None:
    height, width = grey.shape[:2]
    level, upright = _edges(grey)
    best: tuple[float, Corners] | None = None
    for top, bottom in combinations(sorted(level, key=lambda e: e.at(width / 2)), 2):
        for left, right in combinations(sorted(upright, key=lambda e: e.at(height / 2)), 2):
            corners = _corners(top, bottom, left, right)
            if not _plausible(corners, (width, height)):
                continue
            seen = _seen(grey, corners)
            if min(seen) >= _SEEN and (best is None or sum(seen) > best[0]):
                best = (sum(seen), corners)
    if best is None or _paper_outside(grey, best[1]) > _PAPER_OUTSIDE:
        return None
    return best[1]


class _Edge(NamedTuple):
    """A straight line across the picture, as ``v = v0 + slope * u``, u along it."""

    v0: float
    slope: float
    length: float
    """Of the pieces of it that are seen, in pixels."""

    def at(self, u: float) -> float:
        return self.v0 + self.slope * u


def _edges(grey: cv2.typing.MatLike) -> tuple[list[_Edge], list[_Edge]]:
    """The longest level edges (v is y) and the longest upright ones (v is x)."""
    shortest = _SHORTEST * max(grey.shape)
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(grey)[0]
    pieces: tuple[list[_Edge], list[_Edge]] = ([], [])
    for x0, y0, x1, y1 in [] if found is None else found.reshape(-1, 4).tolist():
        dx, dy = x1 - x0, y1 - y0
        length = math.hypot(dx, dy)
        if length < shortest:
            continue
        if abs(dy) < math.tan(_LEANING) * abs(dx):
            pieces[0].append(_Edge(y0 - dy / dx * x0, dy / dx, length))
        elif abs(dx) < math.tan(_LEANING) * abs(dy):
            pieces[1].append(_Edge(x0 - dx / dy * y0, dx / dy, length))
    return _joined(pieces[0], grey.shape[1]), _joined(pieces[1], grey.shape[0])


def _joined(pieces: list[_Edge], along: int) -> list[_Edge]:
    """Pieces of one line as one, the longest lines first."""
    lines: list[_Edge] = []
    for piece in sorted(pieces, key=lambda e: -e.length):
        for number, line in enumerate(lines):
            ends = (abs(line.at(u) - piece.at(u)) for u in (0, along))
            if max(ends) < 0.02 * along:
                lines[number] = line._replace(length=line.length + piece.length)
                break
        else:
            lines.append(piece)
    return sorted(lines, key=lambda e: -e.length)[:_EDGES]


def _corners(top: _Edge, bottom: _Edge, left: _Edge, right: _Edge) -> Corners:
    return np.array([_crossing(a, b) for a, b in _around(top, bottom, left, right)])


def _around(top: _Edge, bottom: _Edge, left: _Edge, right: _Edge) -> Iterator[tuple[_Edge, _Edge]]:
    yield top, left
    yield top, right
    yield bottom, right
    yield bottom, left


def _crossing(level: _Edge, upright: _Edge) -> tuple[float, float]:
    # y = l0 + ls * x and x = u0 + us * y; the slopes are far too small for a product of 1.
    y = (level.v0 + level.slope * upright.v0) / (1 - level.slope * upright.slope)
    return upright.at(y), y


def _plausible(corners: Corners, size: Size) -> bool:
    """Whether four corners lie on the picture and could be those of a sheet of some size."""
    if (corners < -1).any() or (corners > np.array(size)).any():
        return False
    if cv2.contourArea(corners.astype(np.float32)) < _LEAST_AREA * size[0] * size[1]:
        return False
    ahead = np.roll(corners, -1, axis=0) - corners
    behind = np.roll(corners, 1, axis=0) - corners
    lengths = np.linalg.norm(ahead, axis=1) * np.linalg.norm(behind, axis=1)
    if (lengths < 1).any():
        return False
    turns = np.arccos(np.clip((ahead * behind).sum(axis=1) / lengths, -1, 1))
    return bool((turns > _SHARPEST).all() and (turns < _BLUNTEST).all())


def _seen(grey: cv2.typing.MatLike, corners: Corners) -> list[float]:
    """For each edge, the share of it that has paper within and something darker without."""
    along = np.linspace(0.03, 0.97, _SAMPLES)[:, None]
    shares = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        points = start + along * (end - start)
        # Clockwise around the sheet, its inside lies to the right.
        inwards = np.array((start[1] - end[1], end[0] - start[0])) / np.linalg.norm(end - start)
        inside, outside = (_levels(grey, points + reach * inwards) for reach in (_REACH, -_REACH))
        shares.append(float((inside - outside >= _STEP).mean()))
    return shares


def _levels(grey: cv2.typing.MatLike, points: Corners) -> NDArray[np.int16]:
    height, width = grey.shape[:2]
    xs = np.clip(np.rint(points[:, 0]).astype(int), 0, width - 1)
    ys = np.clip(np.rint(points[:, 1]).astype(int), 0, height - 1)
    return np.asarray(np.asarray(grey)[ys, xs], np.int16)


def _paper_outside(grey: cv2.typing.MatLike, corners: Corners) -> float:
    """The share of what lies around the sheet that is as bright as the paper nearest to it."""
    inside, outside = _parted(grey, corners)
    if not outside.any():
        return 0.0
    paper = float(np.percentile(np.asarray(grey)[inside], 40))
    return float((np.asarray(grey)[outside] > paper - _STEP).mean())


def _plain_around(grey: NDArray[np.uint8], corners: Corners) -> bool:
    """Whether nothing that could be print lies around the sheet."""
    _, outside = _parted(grey, corners)
    if not outside.any():
        return True
    kernel = np.ones((_STROKE, _STROKE), np.uint8)
    light, dark = (
        cv2.morphologyEx(grey, way, kernel) for way in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT)
    )
    marked = np.asarray(cv2.max(light, dark))[outside] > _STANDS_OUT
    return float(marked.mean()) <= _MARKED


def _parted(
    grey: cv2.typing.MatLike, corners: Corners
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """What is surely the sheet, and what surely is not."""
    sheet = np.zeros(grey.shape[:2], np.uint8)
    cv2.fillConvexPoly(sheet, np.rint(corners).astype(np.int32), (255,))
    reach = np.ones((9, 9), np.uint8)
    return np.asarray(cv2.erode(sheet, reach)) > 0, np.asarray(cv2.dilate(sheet, reach)) == 0
