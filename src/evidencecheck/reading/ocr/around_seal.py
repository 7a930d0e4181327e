"""Reading what stands around a seal once more, by itself.

The outline and the ring of a seal throw off the search for lines of a whole page: dates and names
that it crosses are often missed. Cut out of the page, where a line is large against the picture,
they are found. Measured on 12 dates under black and grey seals that a person can read: none was
found on the whole page, 9 in the cut-out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.readings import bare, is_part
from evidencecheck.reading.marks.seal import Seal
from evidencecheck.reading.ocr.crops import in_reading_order
from evidencecheck.reading.ocr.interface import Image, OcrEngine, OcrLine, Quad

_BESIDE, _ABOVE = 1.0, 0.12
"""How far beyond a seal is looked, in parts of its width and height."""
_CLEAR, _ONCE = 0.85, 0.9
"""Least confidence of what counts, and the most that is given to what was read but once."""
_SHORTEST, _WIDE = 5, 2.5
"""Characters, and width over height: less may be of the ring."""
_EDGE = 3
"""Pixels: what touches the edge of the cut-out is cut off."""
_SAME = 0.5
"""Share of a line's rectangle that lies in another's where both are one line."""
_UNSURE = 0.8


class Around(NamedTuple):
    """What is read on a page with what was found around its seals."""

    lines: tuple[OcrLine, ...]
    faint: tuple[OcrLine, ...]
    """Found where nothing else was read, and hardly legible."""


def around_seals(
    image: Image, engine: OcrEngine, lines: Sequence[OcrLine], seals: Sequence[Seal]
) -> Around:
    """``lines`` with those that meet a seal and are found, or found whole, around it alone.

    Args:
        image: the upright page, without the ink of its seals as far as it can be taken out.
        engine: what read ``lines``.
        lines: of the page.
        seals: of the page.
    """
    kept, hardly = list(lines), []
    for seal in seals:
        for line in _found(image, engine, seal):
            if line.confidence >= _CLEAR:
                kept = _merged(kept, replace(line, confidence=min(line.confidence, _ONCE)))
            else:
                hardly.append(line)
    faint = tuple(x for x in hardly if not any(_one_place(line, x) for line in kept))
    return Around(in_reading_order(kept) if kept != list(lines) else tuple(kept), faint)


def _found(image: Image, engine: OcrEngine, seal: Seal) -> list[OcrLine]:
    """The lines that meet a seal, in pixels of the page."""
    height, width = image.shape[:2]
    box = seal.box
    x0 = max(0, int((box.x0 - _BESIDE * box.width) * width))
    x1 = min(width, int((box.x1 + _BESIDE * box.width) * width) + 1)
    y0 = max(0, int((box.y0 - _ABOVE * box.height) * height))
    y1 = min(height, int((box.y1 + _ABOVE * box.height) * height) + 1)
    found = []
    for read in engine.read(image[y0:y1, x0:x1].copy()):
        left, top, right, bottom = read.edges
        cut = (x0 > 0 and left <= _EDGE) or (x1 < width and right >= x1 - x0 - _EDGE)
        if cut or right - left < _WIDE * (bottom - top):
            continue
        if not read.is_text or len(bare(read.text)) < _SHORTEST:
            continue
        line = replace(read, quad=_moved(read.quad, x0, y0))
        if line.box(width, height).overlap(box) > 0:
            found.append(line)
    return found


def _moved(quad: Quad, dx: int, dy: int) -> Quad:
    (ax, ay), (bx, by), (cx, cy), (ex, ey) = quad
    return ((ax + dx, ay + dy), (bx + dx, by + dy), (cx + dx, cy + dy), (ex + dx, ey + dy))


def _merged(lines: list[OcrLine], found: OcrLine) -> list[OcrLine]:
    """``lines`` with ``found``, where it is new or says more than what was read in its place."""
    same = [line for line in lines if _one_place(line, found)]
    if not same:
        return [*lines, found]
    read = sorted(same, key=lambda line: line.edges[0])
    before, now = "".join(bare(line.text) for line in read), bare(found.text)
    unsure = min(line.confidence for line in same) < _UNSURE
    if len(now) <= len(before) or not (unsure or is_part(before, now)):
        return lines
    return [*(line for line in lines if line not in same), found]


def _one_place(line: OcrLine, other: OcrLine) -> bool:
    a, b = _box(line), _box(other)
    return max(a.overlap(b), b.overlap(a)) > _SAME


def _box(line: OcrLine) -> Box:
    return Box(*line.edges)
