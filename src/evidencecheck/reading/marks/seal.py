"""Seals in colour pages: red ones, and blue ones as foreign bodies use them.

A seal is ink of one colour along the whole of a circle, an oval or a rectangle of the size of a
seal, and mostly paper within. That tells it from what else is coloured on a page: titles
(红头文件), rules of tables, photographs. What it says tells it from a logo (``ocr.seal_text``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.reading.marks.edge_seal import find_parts
from evidencecheck.reading.marks.glance import HUES, LEAST, MOST, Hue, glance, without_rules
from evidencecheck.reading.marks.outline import Mask, Outline, Shape, drawn_share, inside_of

_PASTED = 1000
"""Longest side, in pixels, of a picture that may be nothing but a seal."""
_WHITE, _MOSTLY = 215, 0.7
"""Brightness (0..255) of paper, and how much of the edge of such a picture is paper; or of what
stands around a part of a seal at the edge of a page."""
_LOWEST = 0.04
"""The same of a stamp in a frame: 12 mm on A4 are 0.057."""
_FLATTEST, _LONGEST = 1.75, 3.4
"""Longest over shortest side of an oval, as of invoices (40 x 30 mm), and of a stamp in a frame."""
_RING, _FRAME, _BLUE = 0.7, 0.8, 0.9
"""Share of the outline that must bear ink: of a circle or oval; of a square, and of a circle among
other ink; of a rectangle, and of a blue seal, which is rare while blue logos are not."""
_PLAIN = 0.9
"""The same where it stands in a row of like things, as a letter of a title does."""
_SOLID = 0.5
"""Ink that fills more than this of its own outline is no ring with something attached."""
_MOST_SPREAD = 0.3
"""Ink in one part that is spread over more than this share of the page is a picture or a coloured
ground: its circles come by chance, and it is slow to look for them."""
_ROUND = 1.15
"""Longest over shortest side, up to which a seal is called round."""
_CORE, _EMPTIEST, _FULLEST = 0.75, 0.03, 0.72
"""Within that share of the outline, how much is ink: less is an empty frame, more is a logo."""
_MOST_PARTS = 24
"""Coloured things on a page that are looked at, the largest first: a photograph has many."""
_DARK = 150
"""Red ink whose red is below this is dark red (0..255, paper at 255)."""


Colour = Literal["red", "dark-red", "blue", "black"]


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal on a page."""

    box: Box
    colour: Colour
    shape: Shape
    confidence: float
    """0..1: the share of its outline that is there."""
    outline: Outline | None = None
    """Where it runs, in pixels of the picture that it was found in; None: as its box says."""
    text: str = ""
    """What runs along its ring, or stands in it where it has no ring; empty where not read."""
    lines: tuple[str, ...] = ()
    """Straight lines of print within the ring."""
    sure: float = 0.0
    """0..1, of the reading of ``text``."""

    def mark(self) -> Mark:
        """As a mark of the page."""
        return Mark(
            MarkKind.SEAL,
            self.box,
            text=self.text,
            colour=self.colour,
            confidence=self.sure if self.text else self.confidence,
            shape=self.shape,
            lines=self.lines,
        )


def find_seals(image: NDArray[np.uint8]) -> tuple[Seal, ...]:
    """The seals on a page, from top to bottom; those that lie across its edges too.

    Args:
        image: height x width x 3, blue-green-red; upright or turned. A small picture may be
            nothing but a seal, as they are pasted into office files.
    """
    height, width = image.shape[:2]
    if max(height, width) > _PASTED or not _on_paper(image):
        return _found(image)
    pad = round(0.6 * max(height, width))
    white = (255, 255, 255)
    paper = cv2.copyMakeBorder(image, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=white)
    alone = tuple(
        replace(seal, box=_inner(seal.box, pad, width, height), outline=outline.moved(-pad, -pad))
        for seal in _found(np.asarray(paper, np.uint8))
        if (outline := seal.outline) is not None
    )
    return alone or _found(image)


def _on_paper(image: NDArray[np.uint8]) -> bool:
    """Whether the edge of a picture is mostly white."""
    edge = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    return float((edge.min(axis=1) > _WHITE).mean()) > _MOSTLY


def _inner(box: Box, pad: int, width: int, height: int) -> Box:
    """A place on the padded picture as one on the picture."""
    xs = ((x * (width + 2 * pad) - pad) / width for x in (box.x0, box.x1))
    ys = ((y * (height + 2 * pad) - pad) / height for y in (box.y0, box.y1))
    (x0, x1), (y0, y1) = (sorted(min(max(v, 0.0), 1.0) for v in side) for side in (xs, ys))
    return Box(x0, y0, x1, y1)


def _found(image: NDArray[np.uint8]) -> tuple[Seal, ...]:
    look = glance(image)
    seals: list[Seal] = []
    for hue in HUES:
        ink = look.ink(hue)
        if ink is None:
            continue
        for seal in (*_seals_in(ink, look.picture, hue), *_parts_of_seals(ink, look.picture, hue)):
            if not _overlaps(seal, seals):
                outline = seal.outline and seal.outline.scaled(look.factor)
                seals.append(replace(seal, outline=outline))
    return tuple(sorted(seals, key=lambda s: (s.box.y0, s.box.x0)))


def _parts_of_seals(ink: Mask, picture: NDArray[np.uint8], hue: Hue) -> Iterator[Seal]:
    """What is seen of red seals that lie across the edge of the sheet; blue edges are borders."""
    if hue != "red":
        return
    page = _Page(picture, ink, hue)
    for outline, drawn in find_parts(ink):
        if not page.on_paper(outline):
            continue
        inside = inside_of(outline, ink.shape)
        yield Seal(page.box(inside), page.colour(inside), "part", round(drawn, 3), outline)


def _overlaps(seal: Seal, others: Sequence[Seal]) -> bool:
    return any(seal.box.overlap(other.box) >= 0.5 for other in others)


def _seals_in(ink: Mask, picture: NDArray[np.uint8], hue: Hue) -> Iterator[Seal]:
    shorter = min(ink.shape)
    page = _Page(picture, without_rules(ink), hue)
    parts = list(_parts(page.ink, shorter))
    frames = [cv2.boundingRect(part) for part in parts]
    for part, frame in zip(parts, frames, strict=True):
        found = [seal for outline in _outlines(part, shorter) if (seal := page.seal(outline, part))]
        found = sorted(found, key=lambda s: -s.confidence)[:1] or _circles(page, part, shorter)
        if _among_letters(frame, frames):
            found = [s for s in found if s.shape in {"round", "oval"} and s.confidence >= _PLAIN]
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


def _parts(ink: Mask, shorter: int) -> Iterator[Mask]:
    """The ink of each thing on the page that is large enough for a seal."""
    reach = max(3, round(shorter * 0.012) | 1)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    large = [n for n in range(1, count) if min(stats[n][2], stats[n][3]) >= _LOWEST * shorter]
    for label in sorted(large, key=lambda n: -stats[n][4])[:_MOST_PARTS]:
        yield np.where(labels == label, ink, np.uint8(0))


def _outlines(part: Mask, shorter: int) -> Iterator[Outline]:
    points = cv2.findNonZero(part)
    (cx, cy), (width, height), angle = cv2.minAreaRect(points)
    longest, shortest = max(width, height), min(width, height)
    if longest > MOST * shorter or longest > _LONGEST * shortest:
        return
    place = (cx, cy, width / 2, height / 2, math.radians(angle))
    if longest > _FLATTEST * shortest or shortest < LEAST * shorter:
        if longest > _ROUND * shortest:
            yield Outline("rectangle", *place)
        return
    even = longest <= _ROUND * shortest
    yield Outline("round" if even else "oval", *place)
    if not even:
        yield from _ellipse(points)
    yield Outline("square" if even else "rectangle", *place)


def _ellipse(points: cv2.typing.MatLike) -> Iterator[Outline]:
    """The oval around ink: the rectangle around one that lies askew may stand upright."""
    hull = cv2.convexHull(points).reshape(-1, 2).astype(np.float32)
    if len(hull) < 5:
        return
    ahead = np.roll(hull, -1, axis=0)
    shares = np.linspace(0, 1, 8, endpoint=False, dtype=np.float32)[:, None, None]
    edge = (hull + shares * (ahead - hull)).reshape(-1, 1, 2)
    (cx, cy), (width, height), angle = cv2.fitEllipseDirect(edge)
    if min(width, height) > 0 and max(width, height) <= _FLATTEST * min(width, height):
        yield Outline("oval", cx, cy, width / 2, height / 2, math.radians(angle))


def _circles(page: _Page, part: Mask, shorter: int) -> list[Seal]:
    """Seals in ink that runs together with something else: a title, a rule, another seal."""
    if min(cv2.boundingRect(part)[2:]) < LEAST * shorter:
        return []
    hull = cv2.contourArea(cv2.convexHull(cv2.findNonZero(part)))
    blurred = cv2.GaussianBlur(part, (5, 5), 0)
    spread = cv2.countNonZero(blurred)
    if cv2.countNonZero(part) > _SOLID * hull or spread > _MOST_SPREAD * part.size:
        return []
    found = cv2.HoughCircles(
        blurred,
        cv2.HOUGH_GRADIENT,
        dp=2,
        minDist=LEAST * shorter,
        param1=200,
        param2=60,
        minRadius=round(LEAST * shorter / 2),
        maxRadius=round(MOST * shorter / 2),
    )
    seals: list[Seal] = []
    for cx, cy, radius in [] if found is None else found[0][:8].tolist():
        seal = page.seal(Outline("round", cx, cy, radius, radius), part)
        if seal and seal.confidence >= _FRAME and not _overlaps(seal, seals):
            seals.append(seal)
    return seals


class _Page(NamedTuple):
    """The small picture, and its ink of one hue."""

    image: NDArray[np.uint8]
    ink: Mask
    hue: Hue

    def seal(self, outline: Outline, part: Mask) -> Seal | None:
        """The seal with that outline, if ``part`` runs along it and it is mostly paper within."""
        drawn = drawn_share(outline, part)
        least = _FRAME if outline.shape == "square" else _RING
        if self.hue == "blue" or outline.shape == "rectangle":
            least = _BLUE
        core = inside_of(outline.shrunk(_CORE), part.shape)
        inked = cv2.countNonZero(cv2.bitwise_and(self.ink, core)) / max(1, cv2.countNonZero(core))
        if drawn < least or not _EMPTIEST < inked < _FULLEST:
            return None
        inside = inside_of(outline, part.shape)
        box, colour = self.box(inside), self.colour(inside)
        return Seal(box, colour, outline.shape, round(min(1.0, drawn), 3), outline)

    def on_paper(self, outline: Outline) -> bool:
        """Whether what stands around is mostly paper, as it is not in a photograph."""
        reach = 1.5 * max(outline.rx, outline.ry)
        x0, y0 = max(0, int(outline.cx - reach)), max(0, int(outline.cy - reach))
        place = np.s_[y0 : int(outline.cy + reach) + 1, x0 : int(outline.cx + reach) + 1]
        around = self.image[place][self.ink[place] == 0]
        return float((around.min(axis=1) > _WHITE).mean()) > _MOSTLY

    def box(self, inside: Mask) -> Box:
        """Where an outline is, in fractions of the page."""
        height, width = inside.shape
        x, y, w, h = cv2.boundingRect(inside)
        return Box(x / width, y / height, (x + w) / width, (y + h) / height)

    def colour(self, inside: Mask) -> Colour:
        """The colour of the ink within an outline."""
        if self.hue == "blue":
            return "blue"
        tone = np.median(self.image[cv2.bitwise_and(self.ink, inside) > 0, 2])
        return "dark-red" if tone < _DARK else "red"
