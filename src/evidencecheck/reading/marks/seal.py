"""Seals in colour pages: red ones, and blue ones as foreign bodies use them.

A seal is ink of one colour along the whole of a circle, an oval or a rectangle of the size of a
seal, and mostly paper within. That tells it from what else is coloured on a page: titles
(红头文件), rules of tables, logos, photographs. A grey scan shows no colour and so no seal.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, MarkKind

Mask = NDArray[np.uint8]
"""Height x width: 0, or 255 where the ink is."""

_SIDE = 800
"""Longest side, in pixels, of the picture in which seals are looked for."""
_LEAST, _MOST = 0.06, 0.5
"""Sizes of a seal, as a share of the page's shorter side: 18 mm of a name stamp on A4 are 0.09."""
_FLATTEST = 1.75
"""Longest over shortest side: the oval seals of invoices are 40 x 30 mm."""
_LEAST_INK = 0.0006
"""A page with a smaller share of coloured pixels has no seal."""
_ANGLES = np.linspace(0, 2 * math.pi, 120, endpoint=False)
_RING, _FRAME, _BLUE = 0.7, 0.8, 0.9
"""Share of the outline that must bear ink: of a circle or oval; of a rectangle, and of a circle
among other ink; of a blue seal, which is rare while blue logos are not."""
_PLAIN = 0.9
"""The same where it stands in a row of like things, as a letter of a title does."""
_SEEN = 0.35
"""Share of the outline that must lie on the page: a seal across sheets shows a part on each."""
_SOLID = 0.5
"""Ink that fills more than this of its own outline is no ring with something attached."""
_MOST_SPREAD = 0.3
"""Ink in one part that is spread over more than this share of the page is a picture or a coloured
ground: its circles come by chance, and it is slow to look for them."""
_WANDER = 0.08
"""Share of the radius within which that ink lies: seals are pressed by hand."""
_WITHIN, _AROUND, _GAP = 0.12, 0.04, 0.65
"""Within these shares of the radius, inside and outside of it, there is a place with that much less
ink all round: the line is thin, not the stroke of a letter."""
_OUTERMOST, _INNERMOST = 1.1, 0.84
"""Shares of the radius between which the line may lie: the outline is a guess."""
_ROUND = 1.15
"""Longest over shortest side, up to which a seal is called round."""
_CORE, _EMPTIEST, _FULLEST = 0.75, 0.03, 0.72
"""Within that share of the outline, how much is ink: less is an empty frame, more is a logo."""
_REDDISH, _BLUISH = 18, 12
"""By how much the colour of ink stands out from the other two (0..255, paper at 255)."""
_MOST_PARTS = 24
"""Coloured things on a page that are looked at, the largest first: a photograph has many."""
_DARK = 150
"""Red ink whose red is below this is dark red (0..255, paper at 255)."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal on a page."""

    box: Box
    colour: Literal["red", "dark-red", "blue"]
    shape: Literal["round", "oval", "square"]
    confidence: float
    """0..1: the share of its outline that is there."""

    def mark(self) -> Mark:
        """As a mark of the page."""
        return Mark(MarkKind.SEAL, self.box, colour=self.colour, confidence=self.confidence)


class _Outline(NamedTuple):
    """A line along which a seal may run, in pixels of the small picture."""

    shape: Literal["round", "oval", "square"]
    cx: float
    cy: float
    rx: float
    ry: float
    angle: float = 0.0
    """Radians."""

    def shrunk(self, scale: float) -> _Outline:
        """The same outline, smaller."""
        return self._replace(rx=self.rx * scale, ry=self.ry * scale)


def find_seals(image: NDArray[np.uint8]) -> tuple[Seal, ...]:
    """The seals on a page, from top to bottom.

    Args:
        image: height x width x 3, blue-green-red; upright or turned.
    """
    small = _balanced(_shrunk(image))
    seals: list[Seal] = []
    for hue in ("red", "blue"):
        mask = _ink(small, hue)
        if cv2.countNonZero(mask) < _LEAST_INK * mask.size:
            continue
        for seal in _seals_in(mask, small, hue):
            if not _overlaps(seal, seals):
                seals.append(seal)
    return tuple(sorted(seals, key=lambda s: (s.box.y0, s.box.x0)))


def _overlaps(seal: Seal, others: Sequence[Seal]) -> bool:
    return any(seal.box.overlap(other.box) >= 0.5 for other in others)


def _shrunk(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = image.shape[:2]
    # A whole factor is several times as fast as a broken one; a few pixels at the edges are lost.
    factor = math.ceil(max(height, width) / _SIDE)
    if factor == 1 or min(height, width) < factor:
        return image
    size = (width // factor, height // factor)
    whole = image[: size[1] * factor, : size[0] * factor]
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)


def _balanced(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture with its paper made white, so that a cast of colour is no ink."""
    paper = np.percentile(image.reshape(-1, 3)[::7], 80, axis=0)
    gain = 255 / np.clip(paper, 128, 255)
    table = np.clip(np.arange(256)[:, None] * gain[None, :], 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(image, table[:, None, :].reshape(1, 256, 3)), np.uint8)


def _ink(image: NDArray[np.uint8], hue: str) -> Mask:
    """Where there is ink of that hue: clearly coloured, and nearer to it than to any other."""
    blue, green, red = (_mask(channel) for channel in cv2.split(image))
    if hue == "blue":
        over = _mask(cv2.subtract(blue, cv2.max(green, red)))
        return np.where(over > _BLUISH, np.uint8(255), np.uint8(0))
    over = _mask(cv2.subtract(red, cv2.max(green, blue)))
    # Orange-red to crimson: towards yellow or violet one of the others comes near to the red.
    pure = _mask(cv2.absdiff(green, blue)) < over
    return np.where(pure & (over > _REDDISH), np.uint8(255), np.uint8(0))


def _mask(values: cv2.typing.MatLike) -> Mask:
    return np.asarray(values, np.uint8)


def _seals_in(mask: Mask, image: NDArray[np.uint8], hue: str) -> Iterator[Seal]:
    shorter = min(mask.shape)
    page = _Page(image, _without_rules(mask, shorter), hue)
    parts = list(_parts(page.ink, shorter))
    frames = [cv2.boundingRect(part) for part in parts]
    for part, frame in zip(parts, frames, strict=True):
        found = [seal for outline in _outlines(part, shorter) if (seal := page.seal(outline, part))]
        found = sorted(found, key=lambda s: -s.confidence)[:1] or _circles(page, part, shorter)
        if _among_letters(frame, frames):
            found = [s for s in found if s.shape != "square" and s.confidence >= _PLAIN]
        yield from found


def _among_letters(frame: Sequence[int], frames: list[Sequence[int]]) -> bool:
    """Whether something of the same height stands close beside it, as the next letter would."""
    x, y, width, height = frame
    for left, top, wide, high in frames:
        shared = min(y + height, top + high) - max(y, top)
        gap = max(left - x - width, x - left - wide)
        alike = min(height, high) > 0.7 * max(height, high)
        if alike and shared > 0.6 * height and 0 <= gap < height:
            return True
    return False


def _without_rules(mask: Mask, shorter: int) -> Mask:
    """The ink without straight lines that are longer than any line of a seal."""
    length = max(9, round(_MOST * shorter * 0.6))
    rules = cv2.bitwise_or(
        cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)),
        cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8)),
    )
    return _mask(cv2.subtract(mask, cv2.dilate(rules, np.ones((3, 3), np.uint8))))


def _parts(ink: Mask, shorter: int) -> Iterator[Mask]:
    """The ink of each thing on the page that is large enough for a seal."""
    reach = max(3, round(shorter * 0.012) | 1)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    large = [n for n in range(1, count) if min(stats[n][2], stats[n][3]) >= _LEAST * shorter]
    for label in sorted(large, key=lambda n: -stats[n][4])[:_MOST_PARTS]:
        yield np.where(labels == label, ink, np.uint8(0))


def _outlines(part: Mask, shorter: int) -> Iterator[_Outline]:
    points = cv2.findNonZero(part)
    (cx, cy), (width, height), angle = cv2.minAreaRect(points)
    longest, shortest = max(width, height), min(width, height)
    if longest > _MOST * shorter or longest > _FLATTEST * shortest:
        return
    place = (cx, cy, width / 2, height / 2, math.radians(angle))
    yield _Outline("oval" if longest > _ROUND * shortest else "round", *place)
    yield _Outline("square", *place)


def _circles(page: _Page, part: Mask, shorter: int) -> list[Seal]:
    """Seals in ink that runs together with something else: a title, a rule, another seal."""
    hull = cv2.contourArea(cv2.convexHull(cv2.findNonZero(part)))
    blurred = cv2.GaussianBlur(part, (5, 5), 0)
    spread = cv2.countNonZero(blurred)
    if cv2.countNonZero(part) > _SOLID * hull or spread > _MOST_SPREAD * part.size:
        return []
    found = cv2.HoughCircles(
        blurred,
        cv2.HOUGH_GRADIENT,
        dp=2,
        minDist=_LEAST * shorter,
        param1=200,
        param2=60,
        minRadius=round(_LEAST * shorter / 2),
        maxRadius=round(_MOST * shorter / 2),
    )
    seals: list[Seal] = []
    for cx, cy, radius in [] if found is None else found[0][:8].tolist():
        seal = page.seal(_Outline("round", cx, cy, radius, radius), part)
        if seal and seal.confidence >= _FRAME and not _overlaps(seal, seals):
            seals.append(seal)
    return seals


class _Page(NamedTuple):
    """The small picture, and its ink of one hue."""

    image: NDArray[np.uint8]
    ink: Mask
    hue: str

    def seal(self, outline: _Outline, part: Mask) -> Seal | None:
        """The seal with that outline, if ``part`` runs along it and it is mostly paper within."""
        drawn = _drawn(outline, part)
        least = _BLUE if self.hue == "blue" else _FRAME if outline.shape == "square" else _RING
        core = _inside(outline.shrunk(_CORE), part.shape)
        inked = cv2.countNonZero(cv2.bitwise_and(self.ink, core)) / max(1, cv2.countNonZero(core))
        if drawn < least or not _EMPTIEST < inked < _FULLEST:
            return None
        inside = _inside(outline, part.shape)
        height, width = part.shape
        x, y, w, h = cv2.boundingRect(inside)
        colour: Literal["red", "dark-red", "blue"] = "blue"
        if self.hue == "red":
            tone = np.median(self.image[cv2.bitwise_and(self.ink, inside) > 0, 2])
            colour = "dark-red" if tone < _DARK else "red"
        box = Box(x / width, y / height, (x + w) / width, (y + h) / height)
        return Seal(box, colour, outline.shape, round(min(1.0, drawn), 3))


def _drawn(outline: _Outline, part: Mask) -> float:
    """The share of the outline on the page that bears a thin line of ink; 0 for a thick stroke."""
    height, width = part.shape
    cos, sin = np.cos(_ANGLES), np.sin(_ANGLES)
    if outline.shape == "square":
        reach = 1 / np.maximum(np.abs(cos), np.abs(sin))
        cos, sin = cos * reach, sin * reach
    cos, sin = cos * outline.rx, sin * outline.ry
    turn_x, turn_y = math.cos(outline.angle), math.sin(outline.angle)
    step = 1 / max(12.0, min(outline.rx, outline.ry))
    scales = np.arange(_OUTERMOST + _AROUND, 0.5, -step)[:, None]
    xs = np.rint(outline.cx + scales * (cos * turn_x - sin * turn_y)).astype(int)
    ys = np.rint(outline.cy + scales * (cos * turn_y + sin * turn_x)).astype(int)
    there = (xs >= 0) & (xs < width) & (ys >= 0) & (ys < height)
    seen = there[scales[:, 0] <= 1].all(axis=0)
    if seen.mean() < _SEEN:
        return 0.0
    inked = np.zeros(xs.shape, bool)
    inked[there] = part[ys[there], xs[there]] > 0
    inked = inked[:, seen]
    share = inked.mean(axis=1)
    band, inner, outer = (max(3, round(width / step)) for width in (_WANDER, _WITHIN, _AROUND))
    best = 0.0
    for first in range(outer, np.count_nonzero(scales > _INNERMOST)):
        last = first + band
        on = float(inked[first:last].any(axis=0).mean())
        least = max(share[first - outer : first].min(), share[last : last + inner].min())
        if on > best and least < _GAP * on:
            best = on
    return best


def _inside(outline: _Outline, shape: tuple[int, ...]) -> Mask:
    mask = np.zeros(shape, np.uint8)
    size = (2 * outline.rx, 2 * outline.ry)
    rotated = ((outline.cx, outline.cy), size, math.degrees(outline.angle))
    if outline.shape == "square":
        cv2.fillConvexPoly(mask, np.rint(cv2.boxPoints(rotated)).astype(np.int32), (255,))
    else:
        cv2.ellipse(mask, rotated, (255,), -1)
    return mask
