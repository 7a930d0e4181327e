"""Text objects of OFD as glyphs, each with its place and the text that it stands for."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from evidencecheck.reading.ofd.numbers import Matrix, deltas, number, numbers, spread
from evidencecheck.reading.ofd.pdf_fonts import PdfFont, natural_width
from evidencecheck.reading.ofd.resources import children, text_of

_NARROW, _WIDE = (0.3, 0.8), (0.75, 1.3)
"""Steps to the next character, in font sizes, that are its own width and leave no gap behind it."""
_SMALLEST = 0.01
"""Millimetres; smaller print is none."""


class Glyph(NamedTuple):
    """One glyph of a text object."""

    matrix: Matrix
    """From a glyph of size 1 to the space of its text object."""
    code: int
    text: str
    spare: bool
    """Whether it is one of the font that stands in for what the object's own font lacks."""


def glyphs_of(unit: Element, own: PdfFont, spare: PdfFont) -> Iterator[Glyph]:
    """The glyphs of a ``TextObject``, in the order of its text.

    Text is taken from ``TextCode``; ``CGTransform`` only says which glyphs of an embedded font
    stand for it, so that the page shows what the producer drew.
    """
    size = number(unit.get("Size"), 3.5)
    if size < _SMALLEST:
        return
    stretch = number(unit.get("HScale"), 1.0) or 1.0
    turn = math.radians(number(unit.get("CharDirection")))
    cos, sin = math.cos(turn), math.sin(turn)
    # A glyph stands upright with y upwards, the object with y downwards.
    shape = (size * stretch * cos, size * stretch * sin, size * sin, -size * cos)
    transformed = _transformed(unit)
    count = 0
    for line in children(unit, "TextCode"):
        text = _text(line)
        xs, ys = _places(line, text, size * stretch)
        for index, character in enumerate(text):
            glyph, shown = transformed.get(count, (own.glyph(character), character))
            count += 1
            if not shown or unicodedata.category(shown[0]) in ("Cc", "Cs"):
                continue
            step = xs[index + 1] - xs[index] if index + 1 < len(text) else 0.0
            if index and not step:
                step = xs[index] - xs[index - 1]
            width = _width(character, abs(step / (size * stretch)))
            font = own if glyph else spare
            code = font.code(glyph or spare.glyph(character), shown, width)
            if code:
                yield Glyph((*shape, xs[index], ys[index]), code, shown, font is spare)


def _text(line: Element) -> str:
    """The characters of a ``TextCode``, without the line ends that printing of XML put in."""
    text = line.text or ""
    return text.strip() if "\n" in text else text


def _places(line: Element, text: str, size: float) -> tuple[list[float], list[float]]:
    """Where the characters of a ``TextCode`` stand, and where one after the last would."""
    x, y = number(line.get("X")), number(line.get("Y"))
    across = spread(deltas(line.get("DeltaX"), len(text)), x)
    down = spread(deltas(line.get("DeltaY"), len(text)), y)
    if not any(len(set(places)) > 1 for places in (across, down) if places):
        # No distances, or none that part anything: the font says how wide its characters are.
        across = spread([natural_width(c) * size for c in text], x)
    still = len(text) + 1
    return across or [x] * still, down or [y] * still


def _width(character: str, step: float) -> float:
    """Width of a character in font sizes: the step to the next where there is no gap between."""
    wide = unicodedata.east_asian_width(character) in "WF"
    low, high = _WIDE if wide else _NARROW
    return step if low <= step <= high else natural_width(character)


def _transformed(unit: Element) -> dict[int, tuple[int, str]]:
    """Glyphs by the position of their character; several characters may be one glyph.

    The first of them carries the text of all, the others none.
    """
    texts = "".join(_text(line) for line in children(unit, "TextCode"))
    found: dict[int, tuple[int, str]] = {}
    for transform in children(unit, "CGTransform"):
        first = int(number(transform.get("CodePosition")))
        codes = int(number(transform.get("CodeCount"), 1.0))
        glyphs = [int(g) for g in numbers(text_of(transform, "Glyphs")) if 0 <= g < 65_536]
        if not 0 <= first < len(texts) or codes < 1 or not glyphs:
            continue
        codes = min(codes, len(texts) - first)
        for index in range(codes):
            if index < len(glyphs):
                last = index == len(glyphs) - 1
                text = texts[first + index : first + codes if last else first + index + 1]
                found[first + index] = (glyphs[index], text)
            else:
                found[first + index] = (0, "")
    return found
