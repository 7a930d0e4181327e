"""A difference hash of a page's picture: the same page scanned or stored again has nearly the same.

After N. Krawetz's dHash, with 256 bits; margins are cut off first, so that a page that was cropped
a little has the hash of the whole one.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from evidencecheck.reading.ocr.interface import Image

_SIDE = 16
_STEP = 3
"""Differences of brightness (0..255) up to this are none."""
_TOLD = 64
"""Fewest of the 256 places where something differs: below, a page shows too little to be known."""
_INK = 40
_SMALL = 512


def picture_hash(image: Image) -> str:
    """64 hex digits for an upright page (blue-green-red); empty for one that is nearly empty."""
    grey = cast(np.ndarray, cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))
    scale = min(1.0, _SMALL / max(grey.shape))
    size = tuple(max(_SIDE + 1, round(side * scale)) for side in grey.shape[::-1])
    grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    grey = _content(cv2.GaussianBlur(grey, (3, 3), 0))
    small = cv2.resize(grey, (_SIDE + 1, _SIDE), interpolation=cv2.INTER_AREA).astype(np.int16)
    rise = np.diff(small, axis=1)
    if int((np.abs(rise) > _STEP).sum()) < _TOLD:
        return ""
    return np.packbits(rise > 0).tobytes().hex()


def _content(grey: np.ndarray) -> np.ndarray:
    """The part within margins of one brightness."""
    edge = float(np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])))
    inked = np.abs(grey.astype(np.float32) - edge) > _INK
    # A speck of dust or the shadow of the lid is no content.
    rows = np.flatnonzero(inked.mean(axis=1) > 0.01)
    columns = np.flatnonzero(inked.mean(axis=0) > 0.01)
    if rows.size < _SIDE or columns.size < _SIDE:
        return grey
    return grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
