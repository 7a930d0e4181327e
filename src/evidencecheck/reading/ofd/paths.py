"""Paths of OFD (``AbbreviatedData``) as operators of PDF."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from evidencecheck.reading.ofd.numbers import number

_WORD = re.compile(r"[A-Za-z]|[-+.\d][-+.\deE]*")
_TAKES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""Numbers that each operator takes (GB/T 33190 table 35)."""

Point = tuple[float, float]


def operators(data: str) -> str:
    """The path as operators of PDF, not yet painted; empty where it draws nothing.

    Unknown words are left out, and so is an operator that lacks numbers.
    """
    written: list[str] = []
    here: Point = (0.0, 0.0)
    started = False
    for name, values in _commands(data):
        if name in "SM":
            here, started = (values[0], values[1]), True
            written.append(_said(values, "m"))
        elif name == "C":
            written.append("h" if started else "")
        elif not started:
            continue
        elif name == "L":
            here = (values[0], values[1])
            written.append(_said(values, "l"))
        elif name == "Q":
            here = _quadratic(here, values, written)
        elif name == "B":
            here = (values[4], values[5])
            written.append(_said(values, "c"))
        else:
            here = _arc(here, values, written)
    return " ".join(filter(None, written))


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    name, values = "", list[float]()
    for match in _WORD.finditer(data):
        word = match[0]
        if word.isalpha():
            name, values = word.upper(), []
        else:
            values.append(number(word))
        if name in _TAKES and len(values) == _TAKES[name]:
            yield name, values
            name, values = "", []


def _quadratic(start: Point, values: list[float], written: list[str]) -> Point:
    cx, cy, x, y = values
    first = (start[0] + 2 * (cx - start[0]) / 3, start[1] + 2 * (cy - start[1]) / 3)
    second = (x + 2 * (cx - x) / 3, y + 2 * (cy - y) / 3)
    written.append(_said([*first, *second, x, y], "c"))
    return x, y


def _arc(start: Point, values: list[float], written: list[str]) -> Point:
    """An elliptical arc, from its end points to Bezier curves (SVG 1.1, F.6.5)."""
    rx, ry, degrees, large, sweep, x, y = values
    rx, ry, end = abs(rx), abs(ry), (x, y)
    if not rx or not ry or start == end:
        written.append(_said([x, y], "l"))
        return end
    turn = math.radians(degrees)
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (start[0] - x) / 2, (start[1] - y) / 2
    px, py = cos * dx + sin * dy, cos * dy - sin * dx
    scale = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * scale, ry * scale
    far = (rx * py) ** 2 + (ry * px) ** 2
    factor = math.sqrt(max(0.0, ((rx * ry) ** 2 - far) / far)) if far else 0.0
    if (large != 0) == (sweep != 0):
        factor = -factor
    ox, oy = factor * rx * py / ry, -factor * ry * px / rx
    cx = cos * ox - sin * oy + (start[0] + x) / 2
    cy = sin * ox + cos * oy + (start[1] + y) / 2
    first = math.atan2((py - oy) / ry, (px - ox) / rx)
    last = math.atan2((-py - oy) / ry, (-px - ox) / rx)
    if sweep and last < first:
        last += 2 * math.pi
    elif not sweep and last > first:
        last -= 2 * math.pi
    pieces = max(1, math.ceil(abs(last - first) / (math.pi / 2)))
    step = (last - first) / pieces
    pull = 4 / 3 * math.tan(step / 4)

    def at(u: float, v: float) -> Point:
        return cx + cos * rx * u - sin * ry * v, cy + sin * rx * u + cos * ry * v

    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        one = at(math.cos(a) - pull * math.sin(a), math.sin(a) + pull * math.cos(a))
        two = at(math.cos(b) + pull * math.sin(b), math.sin(b) - pull * math.cos(b))
        written.append(_said([*one, *two, *at(math.cos(b), math.sin(b))], "c"))
    return end


def _said(values: list[float], operator: str) -> str:
    return " ".join(f"{v:.4f}" for v in values) + f" {operator}"
