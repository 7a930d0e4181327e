"""How likely the print at places of recognised pages says one thing and not another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

import numpy as np

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading import pdf
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ocr.interface import Image
from evidencecheck.reading.upright_picture import upright_picture

_DPI = 200
_BESIDE, _ABOVE = 0.3, 0.15
"""Heights of the line by which more than the line is shown."""

Ask = Callable[[Image, str], float | None]
"""The odds of the crop of one line, of which the words were read; None where it cannot be told."""


def print_odds(
    file: SourceFile, places: Sequence[Citation], pages: Sequence[Page], limits: Limits, ask: Ask
) -> tuple[float | None, ...]:
    """What ``ask`` says of the print at each place.

    Args:
        file: that was recognised.
        places: in the order of their pages.
        pages: as they were read; their contents are not asked for.
        limits: within which a page is drawn.
        ask: is shown the crop of a place, and told what was read there, without blanks.

    Returns:
        One answer a place; None where the place cannot be seen.
    """
    known = {page.number: page for page in pages}
    found: list[float | None] = []
    for number, on_page in groupby(places, lambda p: p.page):
        wanted = list(on_page)
        try:
            page = known.get(number)
            picture = upright_picture(file, page, limits, _DPI) if page is not None else None
        except (ReadError, *pdf.ERRORS):
            picture = None
        for place in wanted:
            crop = None if picture is None else _cut(picture, place)
            if crop is None or not crop.size:
                found.append(None)
            else:
                found.append(ask(crop, "".join(place.quote.split())))
    return tuple(found)


def _cut(picture: Image, place: Citation) -> Image:
    height, width = picture.shape[:2]
    box = place.box
    line = box.height * height
    x0, x1 = box.x0 * width - _BESIDE * line, box.x1 * width + _BESIDE * line
    y0, y1 = box.y0 * height - _ABOVE * line, box.y1 * height + _ABOVE * line
    rows = slice(max(0, int(y0)), max(0, round(y1)))
    return np.ascontiguousarray(picture[rows, max(0, int(x0)) : max(0, round(x1))])
