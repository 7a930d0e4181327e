"""By how much something changed between two years, and whether that is what is said of it."""

from __future__ import annotations

from collections.abc import Iterable

from evidencecheck.assessment.amounts import comparable
from evidencecheck.assessment.checks.ways_to_reckon import WHOLE
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber
from evidencecheck.assessment.number_runs import Number

_MEANT = 3.0
"""How often one change holds another, at the most, that is meant to be the same."""


def change(first: Number, last: Number) -> float:
    """In per cent of the first."""
    return WHOLE * abs(first.value - last.value) / first.value


def wrong_change(
    stated: Number, first: Number, last: Number, others: Iterable[float], loose: float
) -> WrongNumber | None:
    """A change that is not that of two years, nor any other that may be meant.

    Args:
        stated: the change in per cent.
        first: of the year that it is against.
        last: of the year that it is of.
        others: whatever else may be meant, in per cent.
        loose: per cent beyond rounding by which it may be off.
    """
    computed = change(first, last)
    if not comparable(stated.value, computed, _MEANT):
        return None
    loose += stated.half + WHOLE * (last.half + first.half) / first.value
    if any(abs(stated.value - way) <= loose for way in (computed, *others)):
        return None
    return WrongNumber(stated, computed, (first, last))
