"""Pages with nothing on them, as the backs of sheets are."""

from __future__ import annotations

import cv2
import numpy as np

from evidencecheck.reading.ocr.interface import Image

_FEW = 600
"""Longest side, in pixels, of the picture in which print is looked for: some 50 dpi."""
_MARGIN = 0.03
"""Share of each side that is left out: edges of the glass, punched holes."""
_PAPER = 0.15
"""Size of what is told from the paper around it, as a share of the page's longest side."""
_LEAST, _NOISES = 10.0, 6.0
"""By how much anything on the page differs from paper, in grey levels and in deviations of its
noise."""
_MOST_NOISE = 4.0
"""Deviation of the noise of paper, at most: what varies more is a photograph."""
_LIGHT = 100
"""Least brightness of paper: in the dark even print hardly differs from it."""
_PLAIN, _MUCH = 60, 0.005
"""A page is not empty where so large a share of it is so much darker than most of it."""
_A_LETTER = 5
"""Pixels of a single thin figure of body print at that size."""
_TINT, _TINTED = 12, 0.0005
"""Levels between the channels of a colour, and the share of a picture that has one at least."""
_SPREAD = 4.0
"""A page whose grey levels spread less than this, on a small picture, shows hardly anything."""


def is_empty(image: Image) -> bool:
    """Whether there is surely nothing on a page, not even a single letter.

    Takes 1 ms where there is much, and 20 ms where there is nothing or little.
    """
    if _bears_much(image):
        return False
    blue, green, red = cv2.split(_shrunk(image))
    grey = np.asarray(cv2.min(cv2.min(blue, green), red), np.float32)
    reach = max(3, round(_PAPER * max(grey.shape)))
    off = np.abs(grey - cv2.blur(grey, (reach, reach)))
    top, left = (round(_MARGIN * side) for side in grey.shape)
    inner = off[top : grey.shape[0] - top, left : grey.shape[1] - left]
    # The median of differences from the middle is 0.67 deviations of noise.
    noise = float(np.median(inner)) / 0.67
    differing = int((inner > max(_LEAST, _NOISES * noise)).sum())
    light = float(np.median(grey)) > _LIGHT
    return light and noise < _MOST_NOISE and differing < _A_LETTER


def _bears_much(image: Image) -> bool:
    """Whether a few pixels of a page are enough to see that something is on it."""
    step = max(1, max(image.shape) // _FEW)
    few = image[:: 2 * step, :: 2 * step, 1]
    return float((few < np.median(few) - _PLAIN).mean()) > _MUCH


def shows_hardly_anything(image: Image) -> bool:
    """Whether the grey levels of a picture hardly differ, dust left aside."""
    small = cv2.resize(image, (160, 160), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    return float(np.std(grey[8:-8, 8:-8])) < _SPREAD


def is_coloured(image: Image) -> bool:
    """Whether a picture shows any colour; scans in grey or black and white do not."""
    step = max(1, max(image.shape) // _FEW)
    few = image[::step, ::step].astype(np.int16)
    between = few.max(axis=2) - few.min(axis=2)
    return float((between > _TINT).mean()) > _TINTED


def _shrunk(image: Image) -> Image:
    factor = max(1, max(image.shape) // _FEW)
    height, width = image.shape[0] // factor, image.shape[1] // factor
    if factor == 1 or not min(height, width):
        return image
    whole = image[: height * factor, : width * factor]
    return np.asarray(cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
