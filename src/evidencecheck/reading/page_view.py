"""A page with a text layer as a picture, for what its text does not say: seals and signatures."""

from __future__ import annotations

import numpy as np

from evidencecheck.reading.ocr.interface import Image
from evidencecheck.reading.ocr.orientation import turn
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.upright import Upright

DPI = 200
"""At which print is read."""


def page_view(page: StoredPage, upright: Upright, dpi: float) -> Image:
    """The upright page, blue-green-red."""
    drawn = page.picture((0.0, 0.0, page.width, page.height), dpi)
    return turn(np.ascontiguousarray(drawn[:, :, ::-1]), upright.turn)
