"""How likely it is by chance that a number is one slip of the pen away from another.

Who writes a number down wrongly changes one figure, lets two change places, or drops one. Few
numbers are that near to a given one, and the fewer the more figures it has.
"""

from __future__ import annotations

from itertools import combinations

_TEN = 10
_FIGURES, _FROM_ONE = 9, 9.0
_MOST = 12
"""Figures of a number that somebody writes down."""


def slip_odds(stated: float, meant: float, places: int, *, exact: bool) -> float | None:
    """The share of all numbers of as many figures that are one slip away from ``meant``.

    None where ``stated`` is not.

    Args:
        stated: the number that was written; above zero.
        meant: what it should be; above zero.
        places: behind the point, of the number as it was written.
        exact: whether zeros at the end that both have in common are no figures, as those of sums
            of round numbers are not.
    """
    unit = _TEN**places
    first, second = round(stated * unit), round(meant * unit)
    if min(first, second) <= 0 or first == second:
        return None
    while exact and not (first % _TEN or second % _TEN):
        first, second = first // _TEN, second // _TEN
    written, right = str(first), str(second)
    figures = len(right)
    if max(len(written), figures) > _MOST:
        return None
    of_all = _FROM_ONE * 10.0 ** (figures - 1)
    if _changed_places(written, right):
        return len(list(combinations(range(figures), 2))) / of_all
    gap = str(abs(first - second)).rstrip("0")
    if len(gap) == 1:
        return 2 * _FIGURES * figures / of_all
    if _dropped(written, right) or _dropped(right, written):
        return (figures + _TEN * (figures + 1)) / of_all
    return None


def _changed_places(written: str, right: str) -> bool:
    """Whether two figures of the one stand in each other's place in the other."""
    if len(written) != len(right):
        return False
    places = [n for n, (x, y) in enumerate(zip(written, right, strict=True)) if x != y]
    if len(places) != 2:
        return False
    n, m = places
    return written[n] == right[m] and written[m] == right[n]


def _dropped(short: str, long: str) -> bool:
    """Whether one figure left out of ``long`` leaves ``short``."""
    if len(long) != len(short) + 1:
        return False
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
