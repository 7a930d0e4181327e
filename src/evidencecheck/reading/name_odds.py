"""Whether a name that was recognised may be another one, by the picture of its print.

A recogniser may be sure of what it has never seen so small: 澜 of sixteen pixels is 润 to it. Asked
for 澜 it then gives it some chance; where 溯 is printed it gives 朔 none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.domain.script import simplified, traditional
from evidencecheck.reading import pdf
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ocr.interface import Image, OcrEngine
from evidencecheck.reading.upright_picture import upright_picture

_DPI = 200
_BESIDE, _ABOVE = 0.3, 0.15
"""Heights of the line by which more than the line is shown."""
_BRACKETS = "()（）"
_MOST = 50.0
"""Of the logarithm of odds."""


def name_odds(
    file: SourceFile,
    places: Sequence[Citation],
    pages: Sequence[Page],
    name: str,
    engine: OcrEngine,
    limits: Limits,
) -> tuple[float | None, ...]:
    """How many times likelier the print at each place is ``name`` than what was read there.

    Args:
        file: that was recognised.
        places: where names stand that are nearly ``name``, in the order of their pages.
        pages: as they were read; their contents are not asked for.
        name: in the spelling of its owner.
        engine: that reads print.
        limits: within which a page is drawn.

    Returns:
        Odds from 0 on; None where the place cannot be seen, or the engine does not tell.
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
        found.extend(None if picture is None else _odds(picture, p, name, engine) for p in wanted)
    return tuple(found)


def _odds(picture: Image, place: Citation, name: str, engine: OcrEngine) -> float | None:
    crop = _cut(picture, place)
    read = "".join(place.quote.split())
    told = engine.log_likelihoods(crop, [_spelt_as(read, name), read]) if crop.size else None
    if told is None:
        return None
    own, other = told
    return math.exp(min(max(own - other, -_MOST), _MOST))


def _spelt_as(read: str, name: str) -> str:
    """The name with brackets and traditional characters as they were read."""
    if simplified(read) != read:
        name = traditional(name)
    if len(read) != len(name):
        return name
    pairs = list(zip(read, name, strict=True))
    same = [simplified(r) == simplified(n) or (r in _BRACKETS and n in _BRACKETS) for r, n in pairs]
    return "".join(r if s else n for (r, n), s in zip(pairs, same, strict=True))


def _cut(picture: Image, place: Citation) -> Image:
    height, width = picture.shape[:2]
    box = place.box
    line = box.height * height
    x0, x1 = box.x0 * width - _BESIDE * line, box.x1 * width + _BESIDE * line
    y0, y1 = box.y0 * height - _ABOVE * line, box.y1 * height + _ABOVE * line
    rows = slice(max(0, int(y0)), max(0, round(y1)))
    return np.ascontiguousarray(picture[rows, max(0, int(x0)) : max(0, round(x1))])
