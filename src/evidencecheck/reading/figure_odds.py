"""Whether a recognised number or day may be another, by the picture of its print.

A recogniser says how sure it is of a line as a whole: of 4.186.03 it doubts the signs between the
figures, and hardly the figures. Of a day under a seal it loses figures too: 12月 read as 2月.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from string import digits

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.ocr.interface import Image, OcrEngine
from evidencecheck.reading.print_odds import print_odds

_MOST = 50.0
"""Of the logarithm of odds."""
_DAY = re.compile(r"(?P<year>20[0-3]\d)\D(?P<month>\d{1,2})\D(?P<day>\d{1,2})日?")
_PARTS = {"year": range(2000, 2040), "month": range(1, 13), "day": range(1, 32)}


def figure_odds(
    file: SourceFile,
    places: Sequence[Citation],
    pages: Sequence[Page],
    engine: OcrEngine,
    limits: Limits,
) -> tuple[float | None, ...]:
    """How many times likelier the print at each place is the number with one other figure.

    Or the day with another year, month or day. That of the likeliest such, from 0 on; None where
    the place cannot be seen, holds no figure, or the engine does not tell. Parameters as those of
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
    day = _DAY.fullmatch(read)
    if day is None:
        for i, printed in enumerate(read):
            if printed in digits:
                yield from (f"{read[:i]}{n}{read[i + 1 :]}" for n in digits if n != printed)
        return
    widths = _widths(day["month"], day["day"])
    for part, values in _PARTS.items():
        before, printed, behind = read[: day.start(part)], day[part], read[day.end(part) :]
        spelt = dict.fromkeys(f"{n:0{w}}" for w in widths for n in values if n != int(printed))
        yield from (f"{before}{n}{behind}" for n in spelt)


def _widths(month: str, day: str) -> tuple[int, ...]:
    """How many figures a month or a day of less than ten may have beside those that were read."""
    if month.startswith("0") or day.startswith("0"):
        return (2,)
    return (1,) if min(len(month), len(day)) == 1 else (1, 2)
