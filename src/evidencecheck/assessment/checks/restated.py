"""C601: an amount that is told again in another unit, and is another there (domain C16).

用水2.75万m3,折合275,000 m3; 投资38.5万元(3,850,000元): both are of one kind, so that
nothing but the point can move.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log10

from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told, is_slip
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, in_base
from evidencecheck.domain.document import Document

_BRACKET = frozenset({"(", "（"})
_FIGURES, _IN_BRACKETS = 2, 3
"""Figures that both have in common, at the least: behind a word, and in brackets."""
_NEAR = 1e-6
_A_TIME = r"\s?[^\s,，。;；]{0,8}?(?:[/／]|每)[年月日天周季班时hd]"
"""Behind a number, and it is of each month or day."""


@first_told
def restated(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """Such amounts."""
    words = context.book.phrases.reckoned_as.restated
    if not document.speaks_of((*words, "(")):
        return
    for run in context.numbers(document):
        for a, b in pairwise(run):
            least = _least(b.label, words) if a.sentence == b.sentence and a.unit else 0
            if not least or (a.unit, a.scale) == (b.unit, b.scale):
                continue
            first, second = in_base((a, b))
            if first.unit != second.unit or any(map(_is_of_a_time, (a, b))):
                continue
            if _is_wrong(first, second, least):
                yield WrongNumber(second, first.value, (first,))


def _least(label: str, words: Sequence[str]) -> int:
    """Figures that both must have in common; 0 where words tell of something else between them."""
    label = label.strip(" ,，、:：;；")
    bare = label.strip("(（约为是 ")
    # (3,060 MWh), or 折合3,060 MWh; whatever else stands there is of something else.
    if not bare and label[:1] in _BRACKET:
        return _IN_BRACKETS
    return _FIGURES if bare in words else 0


def _is_wrong(first: Number, second: Number, least: int) -> bool:
    if abs(first.value - second.value) <= (first.half + second.half) * (1 + _NEAR):
        return False
    return _is_moved(first, second, least) or is_slip(second, first.value, exact=True)


def _is_of_a_time(number: Number) -> bool:
    """Whether the number is so much a month, or a day: 1,200 m3/月."""
    written = number.value / number.scale
    digits = f"(?:{written:.{number.places}f}|{written:,.{number.places}f})"
    return re.search(digits + _A_TIME, number.place.quote) is not None


def _is_moved(first: Number, second: Number, least: int) -> bool:
    """Whether only the point stands elsewhere: the same figures, times a power of ten."""
    power = round(log10(second.value / first.value))
    near = first.half * 10.0**power + second.half
    same = abs(second.value - first.value * 10.0**power) <= near * (1 + _NEAR)
    return bool(power) and same and min(map(_figures, (first, second))) >= least


def _figures(number: Number) -> int:
    """Figures that say something: 27.5 has three, 275,000 as many."""
    written = f"{number.value / number.scale:.{number.places}f}".replace(".", "")
    return len(written.strip("0"))
