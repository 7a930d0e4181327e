"""Whether other numbers of a paper make one that those beside it do not.

139,472.00 below a column of 127,955.96 is no wrong total of it where 11,516.04 of tax stands in
another column: a number of so many figures is the sum of two others by no chance.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from evidencecheck.assessment.amounts import rounding
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document

_FIGURES, _OF_THREE = 5, 7
"""Figures of a number that two others, or three, make by no chance."""
_MOST = 40
"""Numbers that are tried; of more some make any other."""
_WORTH = 0.001
"""Share of the sum; less is lost in its rounding."""


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
