"""Whether one figure of a recognised number may be another, by the picture of its print.

A recogniser says how sure it is of a line as a whole: of 4.186.03 it doubts the signs between the
figures, and hardly the figures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from string import digits

from evidencecheck.domain.document import Citation
from evidencecheck.domain.files import SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.ocr.interface import Image, OcrEngine
from evidencecheck.reading.print_odds import print_odds

_MOST = 50.0
"""Of the logarithm of odds."""


def figure_odds(
    file: SourceFile,
    places: Sequence[Citation],
    pages: Sequence[Page],
    engine: OcrEngine,
    limits: Limits,
) -> tuple[float | None, ...]:
    """How many times likelier the print at each place is the number with one other figure.

    That of the likeliest such number, from 0 on; None where the place cannot be seen, holds no
    figure, or the engine does not tell. Parameters as those of ``print_odds``.
    """

    def ask(crop: Image, read: str) -> float | None:
        others = [
            f"{read[:i]}{figure}{read[i + 1 :]}"
            for i, printed in enumerate(read)
            if printed in digits
            for figure in digits
            if figure != printed
        ]
        told = engine.log_likelihoods(crop, [read, *others]) if others else None
        if told is None:
            return None
        return math.exp(min(max(max(told[1:]) - told[0], -_MOST), _MOST))

    return print_odds(file, places, pages, limits, ask)
