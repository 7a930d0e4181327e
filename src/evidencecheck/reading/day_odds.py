"""Whether a recognised day may be another one, by the picture of its print.

Under a seal a figure is lost as often as it is taken for another: 12月 as 2月.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.ocr.interface import Image, OcrEngine
from evidencecheck.reading.print_odds import print_odds

_MOST = 50.0
"""Of the logarithm of odds."""
_DAY = re.compile(r"(?P<year>20\d\d)(?P<a>\D)(?P<month>\d{1,2})(?P<b>\D)(?P<day>\d{1,2})(?!\d)")
_MONTHS, _DAYS, _YEARS = 12, 31, 10


def day_odds(
    file: SourceFile,
    places: Sequence[Citation],
    pages: Sequence[Page],
    engine: OcrEngine,
    limits: Limits,
) -> tuple[float | None, ...]:
    """How many times likelier the print at each place is another day than the one read.

    That of the likeliest with another year, month or day, from 0 on; None where the place cannot
    be seen, holds no day in figures, or the engine does not tell. Parameters as those of
    ``print_odds``.
    """

    def ask(crop: Image, read: str) -> float | None:
        others = list(_others(read))
        told = engine.log_likelihoods(crop, [read, *others]) if others else None
        if told is None:
            return None
        return math.exp(min(max(max(told[1:]) - told[0], -_MOST), _MOST))

    return print_odds(file, places, pages, limits, ask)


def _others(read: str) -> Iterator[str]:
    """The text with each other year of the decade, month and day in the place of those read."""
    m = _DAY.search(read)
    if m is None:
        return
    decade = int(m["year"]) // _YEARS * _YEARS
    spelt = {
        "year": [str(y) for y in range(decade, decade + _YEARS)],
        "month": _spellings(_MONTHS, m["month"]),
        "day": _spellings(_DAYS, m["day"]),
    }
    for part, values in spelt.items():
        for value in values:
            if int(value) != int(m[part]):
                yield f"{read[: m.start(part)]}{value}{read[m.end(part) :]}"


def _spellings(last: int, printed: str) -> list[str]:
    width = 2 if printed.startswith("0") else 1
    return [f"{n:0{width}}" for n in range(1, last + 1)]
