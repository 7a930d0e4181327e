"""Whether other numbers of a paper make one that those beside it do not.

139,472.00 below a column of 127,955.96 is no wrong total of it where 11,516.04 of tax stands in
another column: a number of so many figures is the sum of two others by no chance. Nor is one wrong
that another number makes with most of the parts: scope 2 is told by two methods.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from evidencecheck.assessment.amounts import (
    as_printed,
    one_figure_apart,
    rounding,
    transposed,
)
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document

_FIGURES, _OF_THREE = 5, 7
"""Figures of a number that two others, or three, make by no chance."""
_MOST = 40
"""Numbers that are tried; of more some make any other."""
_WORTH = 0.001
"""Share of the sum; less is lost in its rounding."""
_AMOUNT = re.compile(
    r"(?<![\d.,A-Za-z-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{2,}(?:\.\d+)?(?![\d年]))"
)


def is_made_otherwise(
    document: Document, stated: str, value: float, items: Iterable[float], context: Context
) -> bool:
    """Whether two or three numbers that a paper prints, not all of them items, make another.

    Args:
        document: that prints it.
        stated: the number as it is printed.
        value: of the number, in the unit of ``items``.
        items: what it should be the sum of.
        context: of the document.
    """
    figures = len("".join(c for c in stated if c.isdigit()).strip("0"))
    if figures < _FIGURES or not value:
        return False
    every = {n.value / n.scale: n.half / n.scale for run in context.numbers(document) for n in run}
    every |= {q.value: rounding(q.raw, q.value) for q in document.quantities}
    items = set(items)
    others = [v for v in every if _WORTH * value < v < value]
    if len(others) > _MOST:
        return False
    near = rounding(stated, value)
    for count in (2, 3) if figures >= _OF_THREE else (2,):
        for some in combinations(others, count):
            if abs(sum(some) - value) <= near * (count + 1) and not items.issuperset(some):
                return True
    return False


def is_made_with_another(
    document: Document, stated: str, value: float, parts: Sequence[float], near: float
) -> bool:
    """Whether a number that a paper prints elsewhere makes up a total with its parts.

    In place of one of them, or beside all of them. It is none where it has the figures of that
    one but for a slip: then one of both is wrong. Of few parts this asks more numbers than
    ``is_made_otherwise`` may.

    Args:
        document: that prints it.
        stated: the total as it is printed.
        value: of the total.
        parts: what it should be the sum of.
        near: by how much sums may be off.
    """
    printed = _printed(document)
    others = {v for v in printed.values() if v not in {value, *parts}}
    rest = value - sum(parts)
    if any(
        abs(n - (rest + part)) <= near and not transposed(n, part) and not one_figure_apart(n, part)
        for part in parts
        for n in others
    ):
        return True
    # A small round number makes up a slip of the total by chance.
    places = _places(stated)
    beside = {v for n, v in printed.items() if v in others and places and _places(n) == places}
    return any(abs(n - rest) <= near for n in beside)


def _printed(document: Document) -> dict[str, float]:
    """The amounts of the lines of a paper, tables among them, by how they are printed."""
    found = {n for line in document.lines for n in _AMOUNT.findall(line.text)}
    return {n: as_printed(n) for n in found}


def _places(raw: str) -> int:
    """How many figures an amount has behind its point."""
    m = _AMOUNT.search(raw)
    return len(m[0].partition(".")[2]) if m is not None else 0
