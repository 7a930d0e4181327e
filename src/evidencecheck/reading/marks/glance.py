"""The small picture in which seals are looked for: its paper white, its ink by hue."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.reading.marks.outline import Mask

Picture = NDArray[np.uint8]
Hue = Literal["red", "blue"]
HUES: tuple[Hue, ...] = ("red", "blue")

_SIDE = 800
"""Its longest side in pixels."""
LEAST, MOST = 0.06, 0.5
"""Sizes of a seal, as a share of the page's shorter side: 18 mm of a name stamp on A4 are 0.09."""
_LEAST_INK = 0.0006
"""A page with a smaller share of coloured pixels has no seal."""
_REDDISH, _BLUISH = 18, 12
"""By how much the colour of ink stands out from the other two (0..255, paper at 255)."""
_DARKER = 35
"""By how much ink of any kind is darker than paper."""


class Glance(NamedTuple):
    """A page seen small."""

    picture: Picture
    """Blue-green-red, paper white."""
    factor: int
    """The page is so many times as large."""

    @property
    def shorter(self) -> int:
        """Pixels of its shorter side."""
        return int(min(self.picture.shape[:2]))

    def ink(self, hue: Hue) -> Mask | None:
        """Where there is ink of that hue: clearly coloured, and nearer to it than to any other.

        None where there is not enough for a seal.
        """
        blue, green, red = (np.asarray(channel, np.uint8) for channel in cv2.split(self.picture))
        if hue == "blue":
            found = np.asarray(cv2.subtract(blue, cv2.max(green, red))) > _BLUISH
        else:
            over = np.asarray(cv2.subtract(red, cv2.max(green, blue)))
            # Orange-red to crimson: towards yellow or violet one of the others comes near to red.
            found = (np.asarray(cv2.absdiff(green, blue)) < over) & (over > _REDDISH)
        if np.count_nonzero(found) < _LEAST_INK * found.size:
            return None
        return np.where(found, np.uint8(255), np.uint8(0))

    def dark(self) -> Mask:
        """Where there is ink of any kind."""
        grey = np.asarray(cv2.cvtColor(self.picture, cv2.COLOR_BGR2GRAY), np.uint8)
        return np.where(grey < 255 - _DARKER, np.uint8(255), np.uint8(0))


def glance(image: Picture) -> Glance:
    """A look at a page.

    A whole factor is several times as fast as a broken one; a few pixels at the edges are lost.
    """
    height, width = image.shape[:2]
    factor = math.ceil(max(height, width) / _SIDE)
    if factor == 1 or min(height, width) < factor:
        return Glance(_balanced(image), 1)
    size = (width // factor, height // factor)
    whole = image[: size[1] * factor, : size[0] * factor]
    small = np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)
    return Glance(_balanced(small), factor)


def without_rules(mask: Mask) -> Mask:
    """The ink without straight lines that are longer than any line of a seal."""
    length = max(9, round(MOST * min(mask.shape) * 0.6))
    rules = cv2.bitwise_or(
        cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)),
        cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8)),
    )
    wide = cv2.dilate(rules, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.subtract(mask, wide), np.uint8)


def _balanced(image: Picture) -> Picture:
    """The picture with its paper made white, so that a cast of colour is no ink."""
    paper = np.percentile(image.reshape(-1, 3)[::7], 80, axis=0)
    gain = 255 / np.clip(paper, 128, 255)
    table = np.clip(np.arange(256)[:, None] * gain[None, :], 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(image, table[:, None, :].reshape(1, 256, 3)), np.uint8)
