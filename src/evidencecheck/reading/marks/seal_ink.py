"""The ink of a seal alone, without the print that it was pressed over."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Ink = NDArray[np.uint8]
"""Height x width: how much ink of the seal is there, 0..255."""
_Plane = NDArray[np.float32]

_LEAST_COLOUR = 14.0
"""By how much colour stands out (0..255) where there is ink."""
_NEAR = 0.5
"""Share of the usual colour of the ink from which on a dark place beside it is of the seal."""
_BLACK, _SOFT = 0.62, 0.2
"""Print is darker than this share of the ink, in the colour of the ink; and how gradually."""
_GAP = 5
"""Pixels of a gap that print leaves in a stroke of the seal, up to which it is closed."""


def ink_alone(region: NDArray[np.uint8], *, blue: bool = False) -> Ink:
    """How much ink of a seal is where, as sharp as the brightness of the picture.

    JPEG keeps colour at half the sharpness of brightness: what is dark in the other colours is
    taken, near places that have the colour, and without those that are black.

    Args:
        region: height x width x 3, blue-green-red.
        blue: whether the ink is blue and not red.
    """
    own, others, colour = _parts(region, blue=blue)
    strong = _strong(colour)
    if not strong.any():
        return np.zeros(colour.shape, np.uint8)
    usual, usual_own = float(np.median(colour[strong])), float(np.median(own[strong]))
    paper = float(np.percentile(others, 85))
    spread = cv2.GaussianBlur(cv2.dilate(colour, np.ones((3, 3), np.uint8)), (0, 0), 1.0)
    near = np.clip(spread / (usual * _NEAR), 0, 1)
    black = np.clip((_BLACK * usual_own - own) / max(1.0, _SOFT * usual_own), 0, 1)
    amount = np.clip(paper - others, 0, None) * near * (1 - black)
    ink = _levelled(amount, float(np.median(amount[strong])))
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_GAP, _GAP))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, brush)
    crossed = cv2.dilate((black > 0.3).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.where(crossed, np.asarray(closed, np.uint8), ink)


def colour_alone(region: NDArray[np.uint8], *, blue: bool = False) -> Ink:
    """How much colour of the ink is where: less sharp than `ink_alone`, and blind to all print."""
    _, _, colour = _parts(region, blue=blue)
    strong = _strong(colour)
    if not strong.any():
        return np.zeros(colour.shape, np.uint8)
    smooth = np.asarray(cv2.GaussianBlur(colour, (0, 0), 0.7), np.float32)
    return _levelled(smooth, float(np.median(colour[strong])))


def darkness(region: NDArray[np.uint8]) -> Ink:
    """How dark it is where: all the ink there is, for pictures without colour."""
    grey = np.asarray(cv2.cvtColor(region, cv2.COLOR_BGR2GRAY), np.float32)
    paper, print_ = float(np.percentile(grey, 85)), float(np.percentile(grey, 3))
    return _levelled(np.asarray(paper - grey, np.float32), max(20.0, 0.8 * (paper - print_)))


def _parts(region: NDArray[np.uint8], *, blue: bool) -> tuple[_Plane, _Plane, _Plane]:
    """The channel of the ink, the darker of the other two, and by how much it stands out."""
    planes = region.astype(np.float32)
    own, other = (0, 2) if blue else (2, 0)
    others = np.minimum(planes[:, :, 1], planes[:, :, other])
    rival = np.maximum(planes[:, :, 1], planes[:, :, other])
    return planes[:, :, own], others, np.clip(planes[:, :, own] - rival, 0, None)


def _strong(colour: _Plane) -> NDArray[np.bool_]:
    most = max(_LEAST_COLOUR, 0.5 * float(np.percentile(colour, 97)))
    return np.asarray(colour > most)


def _levelled(amount: _Plane, usual: float) -> Ink:
    return np.asarray(np.clip(amount * (255 / max(usual, 15.0)), 0, 255), np.uint8)
