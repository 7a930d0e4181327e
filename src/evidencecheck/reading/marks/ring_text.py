"""The text along the ring of a seal: where it stands, cut out as a line ready to be recognised."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.reading.marks.ring import COLUMNS, DEPTHS, INKED, Line, Unrolled, looked_up
from evidencecheck.reading.marks.seal_ink import Ink

Columns = NDArray[np.bool_]
_STEP = float(DEPTHS[1] - DEPTHS[0])
_SHALLOWEST, _DEEPEST = 0.015, 0.6
"""Depths between which text may stand."""
_SECOND = 0.2
"""Depth from which on a drawn circle parts two rings of text."""
_THINNEST = 0.07
"""Depth of a band of text at least."""
_LINE = 0.62
"""Share of all columns from which on a depth is a drawn circle: text covers less than half."""
_JOINED, _WORDS, _FAR = 0.55, 1.15, 2.0
"""Gaps, in heights of the text: within a word, between words, within all of the text at most."""
_NARROWEST = 0.3
"""Width of a word at least, in heights of the text."""
_MARGIN, _SIDE = 0.15, 0.3
"""Around a strip, in heights of the text: above and below it, left and right of it."""
STRIP_HEIGHT = 64
_RIM = 0.1
"""Depth within which the outline lies."""
_BESIDE, _BELOW = -0.4, 0.02
"""How much around its text is taken out with it: heights of the text, where its ends may be those
of a straight line, and depth."""
_UPPER = math.cos(math.radians(100))
"""Text of an oval seal stands within 100 degrees of its head."""


class Band(NamedTuple):
    """The depths, as rows of an unrolled ring, between which text stands."""

    first: int
    last: int
    height: float
    """Columns that are as long as the text is high."""
    ring: int
    """0 for the outermost ring of text, 1 for the next."""
    columns: tuple[bool, ...]
    """The columns in which it may stand."""


class Arc(NamedTuple):
    """A part of the ring, as columns; the last may lie beyond the end of the picture."""

    first: int
    last: int
    mass: int = 0
    """How much ink is in it."""


def bands(unrolled: Unrolled) -> list[Band]:
    """Where text may stand along the ring, the outermost first; drawn circles part one ring of
    text from the next."""
    inked = unrolled.picture > INKED
    everywhere = np.ones(COLUMNS, bool)
    if unrolled.ring.outline.shape == "oval":
        # Along its head; at its foot stands a straight line, and which is which is not known.
        found = [
            _band(unrolled, inked & half, half, (_SHALLOWEST, _DEEPEST), 0)
            for half in (_half(unrolled, -math.pi / 2), _half(unrolled, math.pi / 2))
        ]
        return [band for band in found if band is not None]
    covered = inked.mean(axis=1)
    lines = _runs(covered > _LINE)
    within = [a for a, _ in lines if DEPTHS[a] >= _SECOND]
    edges = [_SHALLOWEST, *(float(DEPTHS[a]) for a in within), _DEEPEST]
    found = []
    for number, between in enumerate(pairwise(edges)):
        found.append(_band(unrolled, inked, everywhere, between, number))
        if number == 0:
            # A straight line at the foot makes the band seem deeper than it is.
            upper = _half(unrolled, -math.pi / 2 - unrolled.ring.outline.angle)
            found.append(_band(unrolled, inked & upper, everywhere, between, number))
    return list(dict.fromkeys(band for band in found if band is not None))


def _half(unrolled: Unrolled, head: float) -> Columns:
    """The columns within 100 degrees of a direction; radians from the first axis."""
    return np.asarray(np.cos(unrolled.angles - head) > _UPPER)


def _band(
    unrolled: Unrolled, inked: Columns, columns: Columns, between: tuple[float, float], ring: int
) -> Band | None:
    """The band of text in some columns, between two depths."""
    covered = inked.mean(axis=1)
    drawn = np.convolve(covered > _LINE * inked.any(axis=0).mean(), np.ones(5), "same") > 0
    covered = np.where(drawn, 0.0, covered)
    first, last = np.searchsorted(DEPTHS, between)
    if last - first < 4:
        return None
    least = max(0.025, 0.22 * float(np.percentile(covered[first:last], 92)))
    found = _joined(_runs(covered[first:last] > least), 4)
    deep = [(a + first, b + first) for a, b in found if (b - a) * _STEP >= _THINNEST]
    if not deep:
        return None
    a, b = max(deep, key=lambda run: float(covered[run[0] : run[1]].sum()))
    outline = unrolled.ring.outline
    pixels = (b - a - 1) * _STEP * min(outline.rx, outline.ry)
    return Band(int(a), int(b), pixels / unrolled.length * COLUMNS, ring, tuple(columns.tolist()))


def arcs(unrolled: Unrolled, band: Band) -> list[Arc]:
    """Parts of the ring that may be its whole text, the likeliest first; none twice."""
    words = _words(unrolled, band)
    if not words:
        return []
    gaps = [
        (words[(k + 1) % len(words)].first - word.last) % COLUMNS / band.height
        for k, word in enumerate(words)
    ]
    widest = sorted(range(len(words)), key=lambda k: -gaps[k])
    found: list[Arc] = []
    for limit in (_WORDS, _FAR):
        cuts = [k for k, gap in enumerate(gaps) if gap > limit] or widest[:1]
        parts = sorted(_between(words, cuts), key=lambda arc: -arc.mass)
        found += [part for part in parts[:2] if 2 * part.mass > parts[0].mass]
    if len(words) > 1 and gaps[widest[0]] < 2 * gaps[widest[1]]:
        # No gap is clearly where the text ends.
        found += [_between(words, [k])[0] for k in widest[:3]]
    return list(dict.fromkeys(found))


def strip(ink: Ink, unrolled: Unrolled, band: Band, arc: Arc) -> Ink:
    """The text of a part of the ring as dark print on white, ``STRIP_HEIGHT`` pixels high."""
    top, bottom = float(DEPTHS[band.first]), float(DEPTHS[band.last - 1])
    high = bottom - top
    depths = np.linspace(top - _MARGIN * high, bottom + _MARGIN * high, STRIP_HEIGHT)
    first, last = arc.first - _SIDE * band.height, arc.last + _SIDE * band.height
    heights = (last - first) / band.height / (1 + 2 * _MARGIN)
    places = np.linspace(first, last, max(STRIP_HEIGHT // 4, round(heights * STRIP_HEIGHT)))
    turns = [unrolled.angles + 2 * math.pi * k for k in (-1, 0, 1, 2)]
    angles = np.interp(places, np.arange(-COLUMNS, 3 * COLUMNS), np.concatenate(turns))
    cut = looked_up(ink, unrolled.ring.places(angles, depths), cv2.INTER_CUBIC)
    return np.asarray(255 - cut, np.uint8)


def strokes(unrolled: Unrolled, band: Band, arc: Arc) -> float:
    """How many strokes a line along the ring meets in that part of it; text has many."""
    columns = np.arange(arc.first, arc.last) % COLUMNS
    inked = unrolled.picture[band.first : band.last, columns] > INKED
    return float(np.count_nonzero(np.diff(inked.astype(np.int8), axis=1) > 0)) / len(inked)


def without(ink: Ink, unrolled: Unrolled, band: Band, arc: Arc) -> Ink:
    """The ink without the outline and without the text of that part of the ring."""
    left = ink.copy()
    _erase(left, unrolled, Arc(0, COLUMNS), _RIM)
    beside = round(_BESIDE * band.height)
    below = float(DEPTHS[band.last - 1]) + _BELOW
    _erase(left, unrolled, Arc(arc.first - beside, arc.last + beside), below)
    return left


def middle(unrolled: Unrolled, arc: Arc) -> float:
    """The direction of the middle of a part of the ring; radians clockwise from level."""
    column = (arc.first + arc.last) // 2 % COLUMNS
    return float(unrolled.angles[column]) + unrolled.ring.outline.angle


def _erase(ink: Ink, unrolled: Unrolled, arc: Arc, depth: float) -> None:
    """Take the ink out of a part of the ring down to ``depth``, in place."""
    columns = np.arange(arc.first, min(arc.last, arc.first + COLUMNS) + 1, 4)
    if columns.size < 2:
        return
    turns = unrolled.angles[columns % COLUMNS]
    xs, ys = unrolled.ring.places(turns, np.array([DEPTHS[0], depth]))
    edge = np.stack([np.append(xs[0], xs[1][::-1]), np.append(ys[0], ys[1][::-1])], axis=1)
    cv2.fillPoly(ink, [np.rint(edge).astype(np.int32)], (0,))


def _words(unrolled: Unrolled, band: Band) -> list[Arc]:
    """Runs of ink in the band. In a round seal, without the straight lines that stand within.

    Text along the ring fills the band from edge to edge, and below it there is a gap; the ends of
    a straight line reach into the band and go on below it, digits of a code are lower.
    """
    inked = np.tile(unrolled.picture > INKED, (1, 3))
    inside = inked[band.first : band.last]
    rows = band.last - band.first
    mass = inside.sum(axis=0)
    there = mass > max(1.0, 0.04 * rows)
    columns = np.array(band.columns)
    good = there & np.tile(columns, 3)
    if columns.all():
        wide = max(3, int(0.9 * band.height)) | 1
        top = np.where(there, np.argmax(inside, axis=0), 2 * rows)
        bottom = np.where(there, rows - 1 - np.argmax(inside[::-1], axis=0), -1)
        full = (_over(-top, wide) > -0.3 * rows) & (_over(bottom, wide) > 0.62 * rows)
        good &= full
        below = inked[band.last + 2 : band.last + 2 + max(3, rows // 4)]
        if below.size:
            good &= _mean(below.mean(axis=0), wide) < 0.6 * _mean(inside.mean(axis=0), wide)
    total = np.concatenate([[0], np.cumsum(mass)])
    return [
        Arc(a, b, int(total[b] - total[a]))
        for a, b in _around(good[COLUMNS : 2 * COLUMNS], _JOINED * band.height)
        if b - a >= _NARROWEST * band.height
    ]


def _between(words: Sequence[Arc], cuts: Sequence[int]) -> list[Arc]:
    """The words between the gaps behind those of the numbers ``cuts``, as one arc each."""
    parts = []
    for number, cut in enumerate(cuts):
        first, last = (cut + 1) % len(words), cuts[(number + 1) % len(cuts)]
        members = [*range(first, last + 1)] if first <= last else [*range(first, len(words))]
        members += [] if first <= last else [*range(last + 1)]
        begin, end = words[first].first, words[last].last
        while end <= begin:
            end += COLUMNS
        parts.append(Arc(begin, end, sum(words[k].mass for k in members)))
    return parts


def _around(mask: Columns, join: float) -> list[tuple[int, int]]:
    """The runs of a mask that closes upon itself, shorter gaps than ``join`` closed."""
    if mask.all():
        return [(0, COLUMNS)]
    free = _runs(np.tile(~mask, 2))
    start = max(free, key=lambda run: run[1] - run[0])[1] % COLUMNS
    return [(a + start, b + start) for a, b in _joined(_runs(np.roll(mask, -start)), join)]


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.diff(np.concatenate([[0], mask.astype(np.int8), [0]]))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _joined(runs: Iterable[tuple[int, int]], gap: float) -> list[tuple[int, int]]:
    """Runs, those closer together than ``gap`` made one."""
    found: list[tuple[int, int]] = []
    for first, last in runs:
        if found and first - found[-1][1] < gap:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _over(values: NDArray[np.generic], wide: int) -> Line:
    """The largest value within ``wide`` columns."""
    row = values.astype(np.float32)[None]
    return np.asarray(cv2.dilate(row, np.ones((1, wide), np.uint8))[0], np.float64)


def _mean(values: NDArray[np.generic], wide: int) -> Line:
    return np.asarray(cv2.blur(values.astype(np.float32)[None], (wide, 1))[0], np.float64)
