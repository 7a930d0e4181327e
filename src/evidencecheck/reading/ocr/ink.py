"""Taking the ink of seals out of a page before it is read, and reading twice what stood under it.

Under a red seal the red channel shows black print almost alone; what is left of the ink is lifted
to the brightness of paper. Outside of seals the page is left as it is: a red title must be read.
Text under a seal sometimes becomes a wrong value that looks right, so the lines that meet one are
read from the untouched page as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from evidencecheck.domain.page import bare
from evidencecheck.reading.marks.seal import Seal, find_seals
from evidencecheck.reading.ocr.crops import read_quads
from evidencecheck.reading.ocr.interface import Image, OcrEngine, OcrLine

DOUBT = 0.6
"""Highest confidence of a line whose two readings do not agree."""
_MARGIN = 0.04
"""How far beyond its box a seal is cleared, as a share of the seal's size."""
_MOST_LIFT = 2.0
"""The most that ink is lifted, in parts of its colour: dark red needs 1.4."""
_DARKEST = 0.6
"""Print is taken to be no lighter than this share of the paper."""
_INK_RANGE = 0.65
"""Share of the range from print to paper, counted from print, that is kept: measured on pages
packed at JPEG quality 45, where 77 of 90 lines were read with all of it and 87 with this."""
_CHANNELS = {"red": 2, "dark-red": 2, "blue": 0}
"""The channel, blue-green-red, in which the ink of a seal is nearest to paper."""


class Prepared(NamedTuple):
    """A page ready for recognition."""

    image: Image
    """The page without the ink of its seals; the very same picture where it has none."""
    seals: tuple[Seal, ...]


def prepare(image: Image) -> Prepared:
    """Find the seals of a page and take their ink out.

    Args:
        image: the upright page; it is not changed.
    """
    seals = find_seals(image)
    if not seals:
        return Prepared(image, ())
    cleared = image.copy()
    for seal in seals:
        _clear(cleared, seal)
    return Prepared(cleared, seals)


def second_reading(
    image: Image, engine: OcrEngine, lines: Sequence[OcrLine], seals: Sequence[Seal]
) -> tuple[OcrLine, ...]:
    """Read again, from the untouched page, the lines that meet a seal.

    Where both readings agree but for blanks and the form of characters, the line stays as it is.
    Where they do not, its confidence is at most ``DOUBT`` and the second reading is kept beside it.

    Args:
        image: the upright page with its seals.
        engine: what read ``lines``.
        lines: what was read in the page without the ink of the seals.
        seals: as ``prepare`` found them.
    """
    height, width = image.shape[:2]
    under = [
        number
        for number, line in enumerate(lines)
        if any(line.box(width, height).overlap(seal.box) > 0 for seal in seals)
    ]
    result = list(lines)
    texts = read_quads(engine, image, [lines[number].quad for number in under])
    for number, (text, confidence) in zip(under, texts, strict=True):
        if bare(text) != bare(lines[number].text):
            result[number] = lines[number].doubted(text, confidence, DOUBT)
    return tuple(result)


def _clear(page: Image, seal: Seal) -> None:
    """Replace the picture within a seal by its channel without the ink, in place."""
    height, width = page.shape[:2]
    dx, dy = seal.box.width * _MARGIN, seal.box.height * _MARGIN
    x0, y0 = max(0, int((seal.box.x0 - dx) * width)), max(0, int((seal.box.y0 - dy) * height))
    x1, y1 = int((seal.box.x1 + dx) * width) + 1, int((seal.box.y1 + dy) * height) + 1
    region = page[y0:y1, x0:x1]
    plain = _without_ink(region, _CHANNELS[seal.colour])
    mask = np.zeros(region.shape[:2], np.uint8)
    if seal.shape == "square":
        mask[:] = 255
    else:
        centre = (region.shape[1] / 2, region.shape[0] / 2)
        cv2.ellipse(mask, (centre, (region.shape[1], region.shape[0]), 0.0), (255,), -1)
    region[mask > 0] = plain[mask > 0, None]


def _without_ink(region: Image, channel: int) -> Image:
    """One channel of a region with coloured ink lifted to the brightness of paper.

    Black print has no colour and stays as dark as it is, under ink too.
    """
    kept = region[:, :, channel].astype(np.int16)
    others = region.sum(axis=2, dtype=np.int16) - kept
    colour = kept - others // 2
    strong = colour > max(12.0, 0.5 * float(np.percentile(colour, 98)))
    if not strong.any():
        return region[:, :, channel]
    paper = float(np.percentile(kept, 90))
    missing = max(0.0, paper - float(np.median(kept[strong])))
    lift = min(_MOST_LIFT, missing / max(1.0, float(np.median(colour[strong]))))
    lifted = kept + lift * np.maximum(colour, 0)
    # Hard-packed pictures store colour coarsely and leave grey edges of the ink: the upper part of
    # the range is drawn out to paper.
    darkest = min(float(np.percentile(lifted, 2)), _DARKEST * paper)
    stretched = darkest + (lifted - darkest) / _INK_RANGE
    return np.asarray(np.clip(stretched, 0, max(paper, 1.0)), np.uint8)
