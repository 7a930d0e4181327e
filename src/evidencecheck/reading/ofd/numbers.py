"""Numbers, boxes and matrices as OFD writes them: millimetres, origin at the top left, y down."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f: x' = a x + c y + e, y' = b x + d y + f (GB/T 33190 8.2, as in PDF)."""

Rect = tuple[float, float, float, float]
"""x, y, width, height."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
POINTS = 72 / 25.4
"""Points of a millimetre."""

_FARTHEST = 1e6
"""Millimetres; what lies farther out is a mistake."""
_SPLIT = re.compile(r"[\s,]+")


def number(text: str | None, default: float = 0.0) -> float:
    """A number; ``default`` where there is none that makes sense."""
    try:
        value = float(text) if text else default
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) <= _FARTHEST else default


def numbers(text: str | None) -> list[float]:
    """Numbers parted by blanks; what is none counts as 0."""
    return [number(word) for word in _SPLIT.split(text.strip())] if text and text.strip() else []


def rect(text: str | None) -> Rect | None:
    """A box (``ST_Box``) with an extent; None where it is none."""
    values = numbers(text)
    if len(values) < 4 or values[2] <= 0 or values[3] <= 0:
        return None
    return values[0], values[1], values[2], values[3]


def matrix(text: str | None) -> Matrix | None:
    """A matrix (``CTM``); None where there is none."""
    values = numbers(text)
    if len(values) < 6:
        return None
    return values[0], values[1], values[2], values[3], values[4], values[5]


def placed(element: Element) -> tuple[Matrix, Rect]:
    """Where a graphic unit stands: its CTM followed by the shift to its boundary, and that."""
    x, y, *_ = values = numbers(element.get("Boundary"))[:4] + [0.0] * 4
    a, b, c, d, e, f = matrix(element.get("CTM")) or IDENTITY
    return (a, b, c, d, e + x, f + y), (x, y, values[2], values[3])


def combined(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that does ``inner`` first and then ``outer``."""
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        oa * a + oc * b,
        ob * a + od * b,
        oa * c + oc * d,
        ob * c + od * d,
        oa * e + oc * f + oe,
        ob * e + od * f + of,
    )


def applied(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where ``m`` puts a point."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def deltas(text: str | None, count: int) -> list[float] | None:
    """``count`` distances between characters; None where none are given.

    ``g 3 2.5`` stands for three times 2.5. The last one holds for the rest, as producers take it.
    """
    if text is None or count <= 0:
        return None
    found: list[float] = []
    words = iter(_SPLIT.split(text.strip()))
    for word in words:
        if word == "g":
            times, value = number(next(words, ""), 0.0), number(next(words, ""))
            found.extend([value] * int(min(max(times, 0.0), count)))
        elif word:
            found.append(number(word))
        if len(found) >= count:
            break
    if not found:
        return None
    return (found + [found[-1]] * count)[:count]


def spread(values: Sequence[float] | None, start: float) -> list[float] | None:
    """Positions from a start and the distances between them."""
    if values is None:
        return None
    places = [start]
    for value in values:
        places.append(places[-1] + value)
    return places
