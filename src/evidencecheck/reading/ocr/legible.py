"""Whether print stands on a page that could not be read.

Photographs, drawings, maps and signatures bear no lines of print: next to nothing is found on them
that looks like a line and is not one. On a page that is out of focus lines are found and not read.
Far out of focus, none are found; then soft grey bands in even steps show that there was print.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.reading.ocr.interface import Image, OcrLine

_WIDE = 3.0
"""Length over height of what looks like a line of print: labels of a drawing are shorter."""
_SURE = 0.8
"""Least confidence of a line that counts as read."""
_UNREAD = 6
"""Lines that were not read, from which on the page was not: photographs had 2 at most."""
_READ = 30
"""Characters read, from which on nothing else is asked."""

_SIDE = 600
"""Longest side, in pixels, of the picture in which bands are looked for."""
_PAPER = 0.5
"""Least share of a page that is about as bright as its paper."""
_INK = 0.04
"""Least share of it that is darker."""
_DARKER = 0.08
"""By how much of the brightness of paper."""
_SOFT = 0.35
"""Steepest change from a pixel to the next, as a share of the contrast, on a page out of focus: in
focus, at that size, print changes by 0.5 and more."""
_STRIPS = 8
"""Upright strips in which bands are looked for, so that a page may lie a little askew."""
_STEPS = (6, 40)
"""Pixels from one line of print to the next at that size."""
_EVEN = 0.12
"""Least correlation of the bands with themselves, one step further down."""


def is_legible(lines: Sequence[OcrLine], image: Image) -> bool:
    """False where much print stands on a page and hardly any of it was read.

    Args:
        lines: all that were found, read or not.
        image: the upright page.
    """
    wide = [line for line in lines if _is_wide(line)]
    unread = sum(line.confidence < _SURE for line in wide)
    if unread >= _UNREAD and 2 * unread > len(wide):
        return False
    if sum(len(line.text) for line in lines if line.confidence >= _SURE) >= _READ:
        return True
    return not _blurred_print(image)


def _is_wide(line: OcrLine) -> bool:
    start, along, _, down = line.quad
    return math.dist(start, along) > _WIDE * math.dist(start, down)


def _blurred_print(image: Image) -> bool:
    """Whether soft grey bands run across paper in even steps."""
    grey = np.asarray(cv2.cvtColor(_shrunk(image), cv2.COLOR_BGR2GRAY), np.float32)
    paper = float(np.percentile(grey, 75))
    contrast = paper - float(np.percentile(grey, 2))
    if contrast < _DARKER * paper:
        return False
    near = float((np.abs(grey - paper) < _DARKER * paper).mean())
    ink = float((grey < paper - _DARKER * paper).mean())
    steepest = float(np.percentile(np.abs(np.diff(grey, axis=0)), 99.9))
    if near < _PAPER or ink < _INK or steepest > _SOFT * contrast:
        return False
    return _evenness(grey) > _EVEN


def _evenness(grey: NDArray[np.float32]) -> float:
    """How alike the bands of a page are to themselves, moved down by their best step; -1..1."""
    low, high = _STEPS
    detail = grey - np.asarray(cv2.GaussianBlur(grey, (0, 0), high / 2), np.float32)
    results = []
    for strip in np.array_split(detail, _STRIPS, axis=1):
        profile = strip.mean(axis=1)
        profile = profile - profile.mean()
        power = float((profile * profile).sum())
        if power < 1:
            continue
        moved = [float((profile[:-n] * profile[n:]).sum()) / power for n in range(low, high)]
        # A slow change of grey is like itself nearby; bands are less so before they are more.
        dip = int(np.argmin(moved))
        results.append(max(moved[dip:]) if moved[dip] < 0 else 0.0)
    return float(np.median(results)) if results else 0.0


def _shrunk(image: Image) -> Image:
    scale = _SIDE / max(image.shape)
    if scale >= 1:
        return image
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)
