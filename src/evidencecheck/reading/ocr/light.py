"""Pages that are faint, or lie in shadow, given black print on white paper.

Print is recognised in faint and in shaded pictures nearly as well as in good ones; it is the ink of
seals that is not told from grey any more. So all three colours are drawn out alike, and only where
a page needs it.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.reading.ocr.interface import Image

_FEW = 240
"""Pixels of the longest side of what is looked at first: every so manieth of the page."""
_DARKEST = 0.3
"""Per cent of a page that are surely print, where there is any."""
_FAINT, _NOTHING = 0.35, 0.015
"""Contrast of print to paper, 0..1: below the first it is faint (good scans have 0.46 and more);
below the second there is none, and the noise of the paper is not to be made into some."""
_WANTED = 0.8
"""Contrast that faint print is given …"""
_MOST_GAIN = 8.0
"""… as far as this makes it."""
_SHADE = 0.35
"""Light on the darkest part of the paper over that on the lightest, below which it is evened."""
_DEEPEST = 0.05
"""No part is made brighter than by this."""
_REACH = 0.06
"""Over how much of the page, as a share of its longest side, most of what is seen is paper."""
_NEAR_PAPER, _PAGE = (0.85, 1.15), 0.7
"""A picture is of a page where that share of it is about as bright as the paper around it."""
_BRIGHTER, _CLEARLY, _INVERTED = 1.3, 40, 0.01
"""Where more than that share of a page, or of what is dark on it, is so much brighter than what
lies around (times, and levels of 255), the dark parts are no shadow: they bear white print, or are
part of a photograph."""
_EDGES = np.ones((5, 5), np.uint8)


def evened(image: Image) -> Image:
    """The page with black print in even light; the very same picture where it needs nothing."""
    few = _few(image)
    light = _light(few)
    if light is not None:
        return _lit(image, light)
    table = _stretch(few)
    return image if table is None else np.asarray(cv2.LUT(image, table), np.uint8)


def is_pale(image: Image) -> bool:
    """Whether all that is on a page is pale: faint print, or that of the other side."""
    return _contrast(_few(image)) < _FAINT


def _few(image: Image) -> Image:
    step = max(1, max(image.shape) // _FEW)
    return np.ascontiguousarray(image[::step, ::step])


def _contrast(few: Image) -> float:
    """Of print to paper, 0..1; 0 where there is nothing but noise."""
    darkest = few.min(axis=2)
    middle, dark = _percentile(darkest, 50), _percentile(darkest, _DARKEST)
    # Noise reaches as far up from the paper as down; print only down.
    noise = _percentile(darkest, 100 - _DARKEST) - middle
    return (middle - dark) / max(1, middle) if middle - dark - noise > _NOTHING * middle else 0.0


def _stretch(few: Image) -> Image | None:
    """What to make of each level of each colour of a faint page; None for a page that is none."""
    contrast = _contrast(few)
    if not 0 < contrast < _FAINT:
        return None
    paper = np.array([_percentile(few[:, :, channel], 80) for channel in range(3)])
    gain = min(_MOST_GAIN, _WANTED / contrast)
    levels = np.arange(256, dtype=np.float64)[:, None]
    drawn = 255 * (1 - gain * (1 - levels / np.maximum(paper, 1)))
    table: Image = np.clip(drawn, 0, 255).astype(np.uint8).reshape(1, 256, 3)
    return table


def _percentile(levels: NDArray[np.uint8], per_cent: float) -> int:
    summed = np.cumsum(np.bincount(levels.ravel(), minlength=256))
    return int(np.searchsorted(summed, summed[-1] * per_cent / 100))


def _light(few: Image) -> NDArray[np.float32] | None:
    """The light on each part of a page in shadow, 1 at the lightest; None for any other picture."""
    grey = few.max(axis=2)
    paper = np.asarray(cv2.medianBlur(grey, round(_REACH * max(grey.shape)) | 1), np.uint8)
    low, high = _percentile(paper, 3), _percentile(paper, 97)
    if low >= _SHADE * high:
        return None
    share = grey / np.maximum(paper, 1).astype(np.float32)
    near = ((share > _NEAR_PAPER[0]) & (share < _NEAR_PAPER[1])).mean()
    if near < _PAGE or (share > _BRIGHTER).mean() > _INVERTED:
        return None
    if _bears_white(grey, paper, _SHADE * high):
        return None
    soft = cv2.GaussianBlur(paper, (0, 0), 2.0)
    return np.maximum(np.asarray(soft, np.float32) / high, _DEEPEST)


def _bears_white(grey: NDArray[np.uint8], paper: NDArray[np.uint8], shade: float) -> bool:
    """Whether white print stands within what is darker than ``shade``."""
    dark = cv2.erode((paper < shade).astype(np.uint8), _EDGES) > 0
    if not dark.any():
        return False
    here, around = grey[dark].astype(np.int16), paper[dark].astype(np.int16)
    brighter = (here > _BRIGHTER * around) & (here - around > _CLEARLY)
    return bool(brighter.mean() > _INVERTED)


def _lit(image: Image, light: NDArray[np.float32]) -> Image:
    size = (image.shape[1], image.shape[0])
    gain = cv2.resize(1 / light, size, interpolation=cv2.INTER_LINEAR)
    lit = cv2.multiply(image, cv2.merge((gain, gain, gain)), dtype=cv2.CV_8U)
    return np.asarray(lit, np.uint8)
