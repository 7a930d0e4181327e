"""Seals on pages without colour: grey and black-and-white scans and copies.

Without colour a seal is a thin circle of its size and nothing more: dials, drawings and letters
have such too. What is found is one only if text is read along it, so much is asked for there.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.domain.geometry import Box
from evidencecheck.reading.marks.glance import HUES, glance, without_rules
from evidencecheck.reading.marks.outline import Outline, drawn_share
from evidencecheck.reading.marks.seal import Seal

_SMALLEST, _LARGEST = 0.07, 0.14
"""Radius, as a share of the page's shorter side: 30 to 58 mm across on A4."""
_DRAWN = 0.8
"""Share of the circle that must bear ink."""
_MOST = 12
"""Circles on a page that are looked at, the clearest first."""


def find_black_seals(image: NDArray[np.uint8]) -> tuple[Seal, ...]:
    """Circles that may be seals on a page without colour, from top to bottom; some 25 ms.

    None on a page with coloured ink: there a seal would have colour.

    Args:
        image: height x width x 3, blue-green-red.
    """
    look = glance(image)
    if any(look.ink(hue) is not None for hue in HUES):
        return ()
    ink = without_rules(look.dark())
    blurred = cv2.GaussianBlur(ink, (5, 5), 0)
    circles = cv2.HoughCircles(
        blurred,
        cv2.HOUGH_GRADIENT,
        dp=2,
        minDist=_SMALLEST * look.shorter,
        param1=200,
        param2=70,
        minRadius=max(1, round(_SMALLEST * look.shorter)),
        maxRadius=max(2, round(_LARGEST * look.shorter)),
    )
    height, width = ink.shape
    seals: list[Seal] = []
    for cx, cy, radius in [] if circles is None else circles[0][:_MOST].tolist():
        outline = Outline("round", cx, cy, radius, radius)
        drawn = drawn_share(outline, ink)
        sides = (cx - radius, cy - radius, cx + radius, cy + radius)
        box = Box(*np.clip(np.array(sides) / (width, height, width, height), 0, 1).tolist())
        if drawn >= _DRAWN and not any(box.overlap(s.box) >= 0.5 for s in seals):
            outline = outline.scaled(look.factor)
            seals.append(Seal(box, "black", "round", round(min(1.0, drawn), 3), outline))
    return tuple(sorted(seals, key=lambda s: (s.box.y0, s.box.x0)))
