"""What a seal says: the text along its ring, and the straight lines within."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np

from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.reading.marks.outline import Outline
from evidencecheck.reading.marks.ring import fitted, unroll
from evidencecheck.reading.marks.ring_text import (
    Arc,
    Band,
    arcs,
    bands,
    middle,
    strip,
    strokes,
    without,
)
from evidencecheck.reading.marks.seal import Seal
from evidencecheck.reading.marks.seal_ink import Ink, colour_alone, darkness, ink_alone
from evidencecheck.reading.ocr.interface import LEAST_CONFIDENCE, Image, OcrEngine

_EACH_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN = re.compile(r"[\u3400-\u9fff]{3}")
_AROUND = 1.2
"""How much of the page around a seal is looked at, in parts of its half axes."""
_WORTH = 0.65
"""Confidence from which on a longer reading beats a surer one: what is read upside down has less,
print of a seal more."""
_CLEAR = 0.96
"""Below this confidence the ink is taken out of the page in another way as well."""
_PERFECT, _WHOLE = 0.99, 0.9
"""Confidence, and share of all ink along the ring, of a reading that none can be better than."""
_INKED, _LEAST_INK = 100, 0.006
"""Ink (0..255) that counts, and the share of a seal's rectangle that a line within inks at least:
five characters ink 0.012, what is left of a star 0.003."""
_SHORTEST = 2
_LEAST_LINE, _LEAST_WORDS = 0.7, 3
"""Confidence and characters of a straight line within a seal: rays of a star are read as 二八."""
_CERTAIN, _LEAST_HAN, _LEAST_LETTERS = 0.75, 5, 12
"""Confidence and length of the text around a black circle that make it a seal."""
_RAISED = 2.5
"""By how much print is raised that is pale beside its ring."""
_FEWEST_STROKES = 5.0
"""Strokes along the ring of a seal at least; logos have up to 3."""
_HEAD_OF_PAGE = 0.25
"""Share of a page in which logos stand, and no seals."""
_STAR = 0.07
"""Half the thickness, in parts of the radius, from which on ink is a star and no stroke."""
_CELLS = ((0.5, 0.0), (0.5, 0.5), (0.0, 0.0), (0.0, 0.5))
"""Where the four characters of a name seal begin, in reading order: down from the right."""


class _Reading(NamedTuple):
    text: str
    confidence: float
    up: float = -math.pi / 2
    """The direction of its head; radians clockwise from level."""
    strokes: float = 0.0
    """How many strokes stand along its ring."""
    others: tuple[str, ...] = ()
    """What other rings of text say."""
    rest: Ink | None = None
    """The ink without the text that was read, and without the outline; None where all is left."""

    @property
    def worth(self) -> float:
        """How much was read and how well."""
        if self.confidence <= _WORTH:
            return self.confidence - 2 if self.text else -9.0
        return len(self.text) * (self.confidence - _WORTH)

    @property
    def said(self) -> bool:
        """Whether words were read."""
        return len(self.text) >= _LEAST_WORDS and self.confidence >= _WORTH

    @property
    def clear(self) -> bool:
        """Whether nothing is to be gained by reading it another way."""
        return self.confidence >= _PERFECT and len(self.text) >= _LEAST_HAN


def read_seals(image: Image, seals: Sequence[Seal], engine: OcrEngine) -> tuple[Seal, ...]:
    """The seals with what they say; some 100 ms each.

    Args:
        image: the picture in which they were found.
        seals: as ``find_seals`` found them.
        engine: reads straight lines.
    """
    found = (read_seal(image, seal, engine) for seal in seals)
    return tuple(seal for seal in found if seal is not None)


def read_seal(image: Image, seal: Seal, engine: OcrEngine) -> Seal | None:
    """The seal with what it says, empty where that cannot be read; None where it is a logo.

    A logo may have the outline of a seal, and no text along it; a frame is no seal where no Chinese
    word is read in it.
    """
    if seal.shape == "part":
        return seal
    outline = seal.outline or _outline_of(seal, image)
    region, inside = _region(image, outline)
    if min(region.shape[:2]) < 8:
        return seal
    if outline.cornered:
        framed = _framed(_ink(region, seal), inside, engine)
        # Codes, logos and buttons have frames too.
        chinese = _EACH_HAN.search(framed.text) and framed.confidence >= LEAST_CONFIDENCE
        return _told(seal, framed, ()) if chinese else None
    ink = _ink(region, seal)
    found = _ring_text(ink, inside, engine)
    if found.confidence < _CLEAR and seal.colour != "black":
        blue = seal.colour == "blue"
        ways = (found, _ring_text(colour_alone(region, blue=blue), inside, engine))
        # What is hardly read one way may be seen to be text the other way.
        found = max(ways, key=lambda reading: reading.worth)._replace(
            strokes=max(reading.strokes for reading in ways)
        )
    if seal.colour == "black" and not _certain(found):
        return None
    if found.strokes < _FEWEST_STROKES and not found.said and outline.shape == "round":
        # Small print in a thick ring is pale beside it.
        raised = _ring_text(np.asarray(cv2.convertScaleAbs(ink, alpha=_RAISED)), inside, engine)
        found = raised if raised.said and raised.strokes >= _FEWEST_STROKES else found
    said = found.said
    # Few seals are oval, and many logos: strokes alone do not make one a seal.
    if not said and (outline.shape == "oval" or found.strokes < _FEWEST_STROKES):
        return None
    return _told(seal, found, _lines(ink, inside, found, engine))


def read_plain_rings(
    image: Image, found: Sequence[Seal], read: Sequence[Seal], engine: OcrEngine
) -> tuple[Mark, ...]:
    """Rings that were not read as seals, with the print straight across them.

    Of a page on which nothing was read as a seal, below its head, where logos stand. Whether what
    is printed there makes one a seal, those must say who know the paper's parties.

    Args:
        image: the picture in which they were found.
        found: as ``find_seals`` found them.
        read: those of them that ``read_seals`` kept.
        engine: reads straight lines.
    """
    if read:
        return ()
    rings: list[Mark] = []
    for seal in found:
        outline = seal.outline or _outline_of(seal, image)
        coloured = seal.colour != "black" and seal.shape in {"round", "oval"}
        if not coloured or seal.box.cy < _HEAD_OF_PAGE:
            continue
        region, inside = _region(image, outline)
        if min(region.shape[:2]) < 8:
            continue
        lines = _lines(_ink(region, seal), inside, _Reading("", 0.0), engine)
        if lines:
            rings.append(
                Mark(
                    MarkKind.RING,
                    seal.box,
                    colour=seal.colour,
                    confidence=seal.confidence,
                    shape=seal.shape,
                    lines=lines,
                )
            )
    return tuple(rings)


def _certain(found: _Reading) -> bool:
    """Whether so much text was read around a circle that it can be nothing but a seal's."""
    han = len(_EACH_HAN.findall(found.text))
    long = han >= _LEAST_HAN or sum(c.isalpha() for c in found.text) >= _LEAST_LETTERS
    return found.confidence >= _CERTAIN and long and found.strokes >= _FEWEST_STROKES


def _told(seal: Seal, found: _Reading, lines: tuple[str, ...]) -> Seal:
    if found.confidence < LEAST_CONFIDENCE or len(found.text) < _SHORTEST:
        return replace(seal, lines=lines)
    return replace(seal, text=found.text, sure=round(found.confidence, 3), lines=lines)


def _outline_of(seal: Seal, image: Image) -> Outline:
    height, width = image.shape[:2]
    box = seal.box
    half = (box.width * width / 2, box.height * height / 2)
    return Outline(seal.shape, box.cx * width, box.cy * height, *half)


def _region(image: Image, outline: Outline) -> tuple[Image, Outline]:
    """The part of the page with the seal, and its outline there; an oval lies on its long side."""
    if outline.ry > outline.rx:
        turned = outline.angle + math.pi / 2
        outline = outline._replace(rx=outline.ry, ry=outline.rx, angle=turned)
    reach = _AROUND * (math.hypot(outline.rx, outline.ry) if outline.cornered else outline.rx)
    height, width = image.shape[:2]
    x0, y0 = max(0, int(outline.cx - reach)), max(0, int(outline.cy - reach))
    x1, y1 = min(width, int(outline.cx + reach) + 1), min(height, int(outline.cy + reach) + 1)
    return image[y0:y1, x0:x1], outline.moved(-x0, -y0)


def _ink(region: Image, seal: Seal) -> Ink:
    if seal.colour == "black":
        return darkness(region)
    return ink_alone(region, blue=seal.colour == "blue")


def _ring_text(ink: Ink, outline: Outline, engine: OcrEngine) -> _Reading:
    """The text of the ring; of two rings the Chinese one, with the other beside it."""
    unrolled = unroll(ink, fitted(ink, outline))
    rings: dict[int, tuple[_Reading, Band, Arc]] = {}
    for band in bands(unrolled):
        known = rings.get(band.ring)
        if known is not None and known[0].clear:
            continue
        candidates = arcs(unrolled, band)
        whole = _WHOLE * max((arc.mass for arc in candidates), default=0)
        for arc in candidates:
            [(text, confidence)] = engine.recognise([_as_picture(strip(ink, unrolled, band, arc))])
            met = strokes(unrolled, band, arc)
            reading = _Reading(_plain(text), confidence, middle(unrolled, arc), met)
            if band.ring not in rings or reading.worth > rings[band.ring][0].worth:
                rings[band.ring] = (reading, band, arc)
            if reading.clear and arc.mass >= whole:
                break
    if not rings:
        return _Reading("", 0.0)
    rest = ink
    for _, band, arc in rings.values():
        rest = without(rest, unrolled, band, arc)
    told = [reading for reading, _, _ in rings.values() if reading.worth > 0]
    found = max(
        (reading for reading, _, _ in rings.values()),
        key=lambda r: (r.worth > 0 and bool(_HAN.search(r.text)), r.worth),
    )
    others = tuple(reading.text for reading in told if reading is not found)
    most = max(reading.strokes for reading, _, _ in rings.values())
    return found._replace(rest=rest, others=others, strokes=most)


def _lines(ink: Ink, outline: Outline, ring: _Reading, engine: OcrEngine) -> tuple[str, ...]:
    """The straight lines within the ring, from top to bottom."""
    up = ring.up
    if outline.shape == "oval":
        # Its text need not be even on both sides; its axis tells better.
        axis = outline.angle - math.pi / 2
        up = axis if math.cos(ring.up - axis) >= 0 else axis + math.pi
    rest = ink if ring.rest is None else ring.rest
    within = _turned(_without_star(rest, outline), outline, math.degrees(up) + 90)
    if np.count_nonzero(within > _INKED) < _LEAST_INK * within.size:
        return ring.others
    page = _as_picture(np.asarray(255 - within, np.uint8))
    said = [_plain(line.text) for line in engine.read(page) if line.confidence >= _LEAST_LINE]
    said = [s for s in said if len(s) >= _LEAST_WORDS and s not in ring.text]
    return (*ring.others, *said)


def _without_star(ink: Ink, outline: Outline) -> Ink:
    """Without the star, the only thing in a seal that is thicker than a stroke."""
    radius = min(outline.rx, outline.ry)
    side = max(3, 2 * round(radius * _STAR) + 1)
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    thick = cv2.morphologyEx(
        cv2.threshold(ink, 100, 255, cv2.THRESH_BINARY)[1], cv2.MORPH_OPEN, brush
    )
    wide = max(3, 2 * round(radius * 0.1) + 1)
    around = cv2.dilate(thick, np.ones((wide, wide), np.uint8))
    return np.where(np.asarray(around, np.uint8) > 0, np.uint8(0), ink)


def _framed(ink: Ink, outline: Outline, engine: OcrEngine) -> _Reading:
    """The text within a frame: lines, or the four characters of a name seal."""
    upright = round(math.degrees(outline.angle) / 90) * 90
    lying = upright // 90 % 2 == 1
    if lying:
        outline = outline._replace(rx=outline.ry, ry=outline.rx)
    inner = _turned(ink, outline, math.degrees(outline.angle) - upright, inset=0.9)
    page = _as_picture(np.asarray(255 - inner, np.uint8))
    bordered = cv2.copyMakeBorder(page, 8, 8, 8, 8, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    lines = [line for line in engine.read(np.asarray(bordered, np.uint8)) if line.is_text]
    mean = float(np.mean([line.confidence for line in lines])) if lines else 0.0
    found = _Reading("".join(_plain(line.text) for line in lines), mean)
    named = _named(page, engine) if outline.shape == "square" else _Reading("", 0.0)
    return named if named.confidence > found.confidence - 0.1 else found


def _named(page: Image, engine: OcrEngine) -> _Reading:
    """The four characters of a name seal; nothing where there are not four."""
    height, width = page.shape[:2]
    cells = [
        page[int(y * height) : int((y + 0.5) * height), int(x * width) : int((x + 0.5) * width)]
        for x, y in _CELLS
    ]
    read = [(_plain(text), confidence) for text, confidence in engine.recognise(cells)]
    if any(len(text) != 1 for text, _ in read):
        return _Reading("", 0.0)
    return _Reading("".join(text for text, _ in read), float(np.mean([c for _, c in read])))


def _turned(ink: Ink, outline: Outline, degrees: float, inset: float = 1.0) -> Ink:
    """What is within the outline, turned back by so many degrees; as large as the outline."""
    size = (max(8, round(2 * outline.rx * inset)), max(8, round(2 * outline.ry * inset)))
    matrix = cv2.getRotationMatrix2D((outline.cx, outline.cy), degrees, 1.0)
    shift = np.array([[0, 0, size[0] / 2 - outline.cx], [0, 0, size[1] / 2 - outline.cy]])
    matrix = matrix + shift
    return np.asarray(cv2.warpAffine(ink, matrix, size, flags=cv2.INTER_CUBIC), np.uint8)


def _as_picture(grey: Ink) -> Image:
    return np.repeat(grey[:, :, None], 3, axis=2)


def _plain(text: str) -> str:
    """Without signs that a star, a dot or a stain is read as."""
    folded = unicodedata.normalize("NFKC", text)
    kept = "".join(c if c.isalnum() or c in "()&.,- " else " " for c in folded)
    return " ".join(kept.split()).strip(".,- ")
