"""Whether a name that was recognised may be another one, by the picture of its print.

A recogniser may be sure of what it has never seen so small: 澜 of sixteen pixels is 润 to it. Asked
for 澜 it then gives it some chance; where 溯 is printed it gives 朔 none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.domain.script import simplified, traditional
from evidencecheck.reading.ocr.interface import Image, OcrEngine
from evidencecheck.reading.print_compared import is_one_line
from evidencecheck.reading.print_odds import print_odds

_BRACKETS = "()（）"
_LIKELY = 0.05
"""Odds from which on the print may well be the name."""
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
        Odds from 0 on; None where the place cannot be seen, the engine does not tell, or the
        name is unlikely in what is not one line.
    """

    def ask(crop: Image, read: str) -> float | None:
        told = engine.log_likelihoods(crop, [_spelt_as(read, name), read])
        if told is None:
            return None
        own, other = told
        odds = math.exp(min(max(own - other, -_MOST), _MOST))
        # Of two lines in one crop a recogniser makes a third thing: it accuses nobody.
        high, wide = crop.shape[:2]
        return odds if odds >= _LIKELY or is_one_line(read, wide, high) else None

    return print_odds(file, places, pages, limits, ask)


def _spelt_as(read: str, name: str) -> str:
    """The name with brackets and traditional characters as they were read."""
    if simplified(read) != read:
        name = traditional(name)
    if len(read) != len(name):
        return name
    pairs = list(zip(read, name, strict=True))
    same = [simplified(r) == simplified(n) or (r in _BRACKETS and n in _BRACKETS) for r, n in pairs]
    return "".join(r if s else n for (r, n), s in zip(pairs, same, strict=True))
