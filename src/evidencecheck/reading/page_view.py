"""A page with a text layer as a picture, for what its text does not say: seals and signatures."""

from __future__ import annotations

import cv2
import numpy as np

from evidencecheck.reading.ocr.interface import Image
from evidencecheck.reading.ocr.orientation import turn
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.upright import Upright

DPI = 200
"""At which print is read."""


class PageView:
    """The pictures of one page; each size is drawn once, and only where it is asked for."""

    def __init__(self, page: StoredPage, upright: Upright) -> None:
        self.page = page
        self.upright = upright
        self._pictures: dict[float, Image] = {}

    def picture(self, dpi: float = DPI) -> Image:
        """The upright page, blue-green-red; not to be written to."""
        if dpi not in self._pictures:
            page = self.page
            drawn = page.picture((0.0, 0.0, page.width, page.height), dpi)
            ordered = np.asarray(cv2.cvtColor(drawn, cv2.COLOR_RGB2BGR), np.uint8)
            self._pictures[dpi] = turn(ordered, self.upright.turn)
        return self._pictures[dpi]
