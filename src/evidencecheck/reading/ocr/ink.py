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
from numpy.typing import NDArray

from evidencecheck.domain.readings import bare, is_part
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
_PLAIN = 0.85
"""Confidence from which on a reading of a page that lost strokes speaks against another."""
_PALE, _LEAST_INKED = 30, 200
"""By how much ink is darker than paper (0..255), and how many pixels of it there must be."""
_APART = 0.3
"""By how much a grey seal is paler than print, as a share of the range from print to paper."""
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
    image: Image,
    engine: OcrEngine,
    lines: Sequence[OcrLine],
    seals: Sequence[Seal],
    *,
    pale: bool = False,
) -> tuple[OcrLine, ...]:
    """Read again, from the untouched page, the lines that meet a seal.

    Where both readings agree but for blanks and the form of characters, the line stays as it is.
    Where they do not, its confidence is at most ``DOUBT`` and the second reading is kept beside it.

    Args:
        image: the upright page with its seals.
        engine: what read ``lines``.
        lines: what was read in the page without the ink of the seals.
        seals: as ``prepare`` found them.
        pale: whether strokes may have been lost in ``image``: then only what is read surely, and
            reads more than a part of the line, speaks against it.
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
        second, first = bare(text), bare(lines[number].text)
        if pale and (confidence < _PLAIN or is_part(second, first)):
            continue
        if second != first:
            result[number] = lines[number].doubted(text, confidence, DOUBT)
    return tuple(result)


def without_black(image: Image, seals: Sequence[Seal]) -> Image:
    """A page without colour, its seals lifted to paper where they are paler than the print.

    A red seal is grey on a grey scan; where it is as black as the print, it stays.
    """
    if not seals:
        return image
    cleared = image.copy()
    height, width = image.shape[:2]
    for seal in seals:
        x0, y0 = int(seal.box.x0 * width), int(seal.box.y0 * height)
        x1, y1 = int(seal.box.x1 * width) + 1, int(seal.box.y1 * height) + 1
        region = cleared[y0:y1, x0:x1]
        region[:] = _without_pale(np.asarray(cv2.cvtColor(region, cv2.COLOR_BGR2GRAY), np.uint8))[
            :, :, None
        ]
    return cleared


def _without_pale(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Grey levels with those between print and paper lifted to paper."""
    # Print and seal part best where the levels of what is no paper do (Otsu's method).
    paper = float(np.percentile(grey, 90))
    inked = grey[grey < paper - _PALE]
    if inked.size < _LEAST_INKED:
        return grey
    level, _ = cv2.threshold(inked.reshape(-1, 1), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    print_, pale = inked[inked <= level], inked[inked > level]
    if not print_.size or not pale.size:
        return grey
    dark = float(np.median(print_))
    if float(np.median(pale)) - dark < _APART * (paper - dark):
        return grey
    lifted = dark + (grey.astype(np.float32) - dark) * ((paper - dark) / max(1.0, level - dark))
    return np.asarray(np.clip(lifted, 0, paper), np.uint8)


def _clear(page: Image, seal: Seal) -> None:
    """Replace the picture within a seal by its channel without the ink, in place."""
    height, width = page.shape[:2]
    dx, dy = seal.box.width * _MARGIN, seal.box.height * _MARGIN
    x0, y0 = max(0, int((seal.box.x0 - dx) * width)), max(0, int((seal.box.y0 - dy) * height))
    x1, y1 = int((seal.box.x1 + dx) * width) + 1, int((seal.box.y1 + dy) * height) + 1
    region = page[y0:y1, x0:x1]
    plain = _without_ink(region, _CHANNELS[seal.colour])
    mask = np.zeros(region.shape[:2], np.uint8)
    if seal.shape not in {"round", "oval"}:
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
