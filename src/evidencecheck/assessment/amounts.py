"""Comparing amounts: how far two may lie apart before a person should ask why."""

from __future__ import annotations

import re

SUM = 0.005
"""Share by which a total may differ from its items, rounding apart (domain C16)."""
DIFFERENT = 0.01
"""Share of the larger by which two amounts of one thing differ (domain C16: M from 1 % on)."""
_DECIMALS = re.compile(r"\d[.](\d+)")
_THOUSANDS = re.compile(r"(?<=\d)[,，'’\s](?=\d{3})")


def apart(a: float, b: float, exact: float = 0.0, share: float = DIFFERENT) -> bool:
    """Whether two amounts differ by more than ``exact`` and ``share`` of the larger."""
    return abs(a - b) > max(exact, share * max(abs(a), abs(b)))


def rounding(raw: str, value: float) -> float:
    """Half of the last place that is printed, in the unit of ``value``.

    ``raw`` may be in another unit (万千瓦时): its last place is scaled as the number is.
    """
    number = re.search(r"-?\d+(?:[.]\d+)?", _THOUSANDS.sub("", raw))
    if number is None or not float(number[0]):
        return 0.5
    decimals = _DECIMALS.search(number[0])
    last = 10.0 ** -(len(decimals[1]) if decimals else 0)
    return abs(0.5 * last * value / float(number[0]))


def amount(value: float, unit: str) -> str:
    """``7,217.79 tCO2e``: at most two decimals, none where there are none."""
    number = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{number} {unit}".strip()
