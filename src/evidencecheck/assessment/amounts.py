"""Comparing amounts: how far two may lie apart before a person should ask why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

SUM = 0.005
"""Share by which a total may differ from its items, rounding apart (domain C16)."""
DIFFERENT = 0.01
"""Share of the larger by which two amounts of one thing differ (domain C16: M from 1 % on)."""
KWH_OF_A_CERTIFICATE: Final = 1000.0
"""A green certificate stands for one MWh."""
TWICE: Final = 2.0
"""How often one amount holds another, at the most, that is meant to be the same."""
FAR: Final = 5.0
"""The same, where words or the other numbers of a list say that it is."""
SAME_UNIT: Final[Mapping[str, str]] = {
    "平方米": "m2", "㎡": "m2", "立方米": "m3", "Nm3": "m3", "tCO2": "tCO2e",
}  # fmt: skip
"""Units of one thing, by which amounts of several papers are compared."""
CERTIFICATES: Final = frozenset({"个", "张", "份", "枚"})
"""What they are counted in."""
_CENT = 0.011
_MANY_FIGURES, _FEW_FIGURES = 4, 3
_LARGE = 10_000
_LOOKS_LIKE: Final[Mapping[str, str]] = {
    "0": "68", "1": "47", "2": "7", "3": "589", "4": "19", "5": "368", "6": "058", "7": "12",
    "8": "03569", "9": "348",
}  # fmt: skip
NUMBER: Final = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""An amount as it is printed."""
_DECIMAL = re.compile(r"-?\d+(?:[.](\d+))?")
_POINT = re.compile(r"(?<=\d)[,，](?=\d{1,2}(?!\d))")
"""A point that was read as a comma: 3,40."""
_THOUSANDS = re.compile(r"(?<=\d)[,，'’\s](?=\d{3})")


def apart(a: float, b: float, exact: float = 0.0, share: float = DIFFERENT) -> bool:
    """Whether two amounts differ by more than ``exact`` and ``share`` of the larger."""
    return abs(a - b) > max(exact, share * max(abs(a), abs(b)))


def comparable(a: float, b: float, times: float = TWICE) -> bool:
    """Whether two amounts may be meant to be one: none holds the other more than so often."""
    return min(a, b) > 0 and a <= b * times and b <= a * times


def as_printed(text: str) -> float:
    """The number of an amount as it is printed: 1,234.5."""
    return float(re.sub("[,，]", "", text))


def rounding(raw: str, value: float) -> float:
    """Half of the last place that is printed, in the unit of ``value``.

    ``raw`` may be in another unit (万千瓦时): its last place is scaled as the number is.
    """
    number = _DECIMAL.search(_POINT.sub(".", _THOUSANDS.sub("", raw)))
    printed = float(number[0]) if number is not None else 0.0
    if number is None or not printed:
        return 0.5
    last = 10.0 ** -len(number[1] or "")
    return abs(0.5 * last * value / printed)


def transposed(a: float, b: float, few: int = _MANY_FIGURES) -> bool:
    """Whether two amounts differ by two neighbouring figures that changed places.

    Of fewer than three figures, or numbers below 10,000 of fewer than ``few``, two are so by
    chance.
    """
    # Two numbers with the same figures differ by a multiple of nine.
    if a == b or round(abs(abs(a) - abs(b)) * 100) % 9:
        return False
    first, second = (f"{abs(value):.2f}".replace(".", "") for value in (a, b))
    figures = min(len(number.rstrip("0")) for number in (first, second))
    least = _FEW_FIGURES if min(abs(a), abs(b)) >= _LARGE else few
    if len(first) != len(second) or figures < least:
        return False
    changed = [n for n, (x, y) in enumerate(zip(first, second, strict=True)) if x != y]
    if len(changed) != 2 or changed[1] != changed[0] + 1:
        return False
    n, m = changed
    return first[n] == second[m] and first[m] == second[n]


def one_figure_apart(a: float, b: float) -> bool:
    """Whether two amounts of as many figures have all in common but one."""
    first, second = (f"{abs(value):.2f}" for value in (a, b))
    same = len(first) == len(second)
    return same and sum(x != y for x, y in zip(first, second, strict=True)) == 1


def read_for(read: float, meant: float) -> bool:
    """Whether a number is another with one figure left out, or read as one that looks like it."""
    first, second = (f"{abs(value):.2f}" for value in (read, meant))
    if len(first) != len(second):
        return may_be_misread(read, read - meant)
    changed = [(x, y) for x, y in zip(first, second, strict=True) if x != y]
    return len(changed) == 1 and any(
        x in _LOOKS_LIKE.get(y, "") or y in _LOOKS_LIKE.get(x, "") for x, y in changed
    )


def may_be_misread(value: float, gap: float) -> bool:
    """Whether one figure of a number, read as one that looks like it or left out, makes up a gap.

    Args:
        value: as read.
        gap: by which it would have to be larger or smaller.
    """
    number = f"{abs(value):.2f}"
    for place, figure in enumerate(number):
        for other in _LOOKS_LIKE.get(figure, ""):
            change = float(number[:place] + other + number[place + 1 :]) - float(number)
            if abs(abs(change) - abs(gap)) < _CENT:
                return True
    # A first figure that was not read: 178,000 as 78,000.
    first = abs(gap) / 10.0 ** number.index(".")
    return 1 <= first <= 9 and abs(first - round(first)) < 1e-6


def some_make(values: Sequence[float], whole: float, near: float) -> bool:
    """Whether some of the values, or all, add up to ``whole``, ``near`` apart at most."""
    return any(
        abs(sum(some) - whole) <= near
        for count in range(1, len(values) + 1)
        for some in combinations(values, count)
    )


def amount(value: float, unit: str) -> str:
    """``7,217.79 tCO2e``: at most two decimals, none where there are none."""
    number = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{number} {unit}".strip()


def how_many_figures(value: float, places: int = 2) -> int:
    """Figures of a number printed with so many places, without the zeros around them."""
    return len(f"{abs(value):.{places}f}".replace(".", "").strip("0"))
