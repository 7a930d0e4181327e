"""What is written out to be reckoned, and whether it comes to what it says.

Units are not looked at, as they change by powers of ten; a share in per cent is what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from evidencecheck.assessment.amounts import SUM, may_be_misread

_WHOLE = 100.0
_MOST = 1e18
"""No amount of a factory is larger; what is printed with more figures is none."""
_FINEST = 1e-12
_DEEPEST = 20
"""Brackets in one expression."""


@dataclass(frozen=True, slots=True)
class Equation:
    """Numbers and signs, and what is said to come of them."""

    signs: tuple[str, ...]
    """Of ``n`` for a number, else one of + - * / ( )."""
    numbers: tuple[float, ...]
    loose: tuple[float, ...]
    """Half of the last place of each."""
    stated: float
    stated_loose: float
    share: bool
    """Whether the result is in per cent."""


def computed_otherwise(written: Equation) -> float | None:
    """What an equation comes to, where that is not what it says; None where it is, or nothing."""
    value = _value(written.signs, written.numbers)
    # A power of ten, by which units may differ, is only between two amounts above zero.
    if value is None or not _is_amount(value) or not _is_amount(written.stated):
        return None
    if any(0 < half < _FINEST for half in (*written.loose, written.stated_loose)):
        return None
    loose = 0.0
    for n, half in enumerate(written.loose):
        moved = (*written.numbers[:n], written.numbers[n] + half, *written.numbers[n + 1 :])
        other = _value(written.signs, moved)
        loose += abs(other - value) if other is not None else 0.0
    if written.share:
        scales = [_WHOLE]
    elif set(written.signs) & {"*", "/"}:
        power = round(log10(written.stated / value))
        scales = [10.0 ** (power + more) for more in (0, -1, 1)]
    else:
        scales = [1.0]
    for scale in scales:
        near = loose * scale + written.stated_loose + SUM * written.stated
        if abs(value * scale - written.stated) <= near:
            return None
    return value * scales[0]


def _is_amount(value: float) -> bool:
    return _FINEST < value < _MOST


def one_misread(written: Equation) -> bool:
    """Whether one figure of one number, read as one that looks like it, makes up for it."""
    value = _value(written.signs, written.numbers)
    if value is None:
        return True
    scale = _WHOLE if written.share else 10.0 ** round(log10(written.stated / value))
    if _is_misread(written.stated, written.stated_loose, value * scale):
        return True
    ratio, gap = written.stated / (value * scale), written.stated - value
    for n, number in enumerate(written.numbers):
        for other in (number * ratio, number / ratio, number + gap, number - gap):
            moved = _value(written.signs, (*written.numbers[:n], other, *written.numbers[n + 1 :]))
            if moved is None or abs(moved * scale - written.stated) > SUM * written.stated:
                continue
            if _is_misread(number, written.loose[n], other):
                return True
    return False


def _is_misread(number: float, loose: float, meant: float) -> bool:
    """Whether a number may be ``meant``, to its last place, with one figure misread."""
    shift = 0.5 / loose if loose else 1.0
    read, other = round(number * shift), round(meant * shift)
    return may_be_misread(read, read - other)


def _value(signs: Sequence[str], numbers: Sequence[float]) -> float | None:
    """What signs and numbers come to; None where they are no whole expression."""
    rest, left = list(signs), list(numbers)
    if rest.count("(") > _DEEPEST:
        return None

    def term() -> float:
        value = factor()
        while rest and rest[0] in "*/":
            value = value * factor() if rest.pop(0) == "*" else value / factor()
        return value

    def factor() -> float:
        sign = rest.pop(0)
        if sign == "(":
            value = whole()
            if not rest or rest.pop(0) != ")":
                raise ValueError
            return value
        if sign != "n":
            raise ValueError
        return left.pop(0)

    def whole() -> float:
        value = term()
        while rest and rest[0] in "+-":
            value = value + term() if rest.pop(0) == "+" else value - term()
        return value

    try:
        value = whole()
    except (ValueError, IndexError, ZeroDivisionError):
        return None
    return None if rest else value
