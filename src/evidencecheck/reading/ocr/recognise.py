"""All steps of recognition on the picture of one page, in order.

Turn it upright, take the ink of seals out, read it, read twice what stood under a seal, read the
seals themselves, decode its codes, find who signed by hand. The turn is told by a small model first
and checked on what was read: print that was read lying on its side, or hardly at all, is read again
the other way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from evidencecheck.domain.page import Mark, Origin, Span
from evidencecheck.reading.marks.black_seal import find_black_seals
from evidencecheck.reading.marks.codes import find_codes
from evidencecheck.reading.marks.seal import Seal
from evidencecheck.reading.ocr.ink import prepare, second_reading, without_black
from evidencecheck.reading.ocr.interface import Image, OcrEngine, OcrLine
from evidencecheck.reading.ocr.orientation import page_rotation, turn
from evidencecheck.reading.ocr.seal_text import read_seals
from evidencecheck.reading.ocr.signed import find_signatures

_GOOD = 0.8
"""Least mean confidence of upright print: measured 0.95 and more, upside down at most 0.75."""
_SURE = 0.8
"""From here on the model's word for an empty page is not questioned."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was recognised on one page."""

    rotation: int
    """Degrees clockwise by which the picture was turned to stand upright: 0, 90, 180, 270."""
    width: int
    """Pixels of the upright picture."""
    height: int
    lines: tuple[OcrLine, ...]
    """In reading order; quads in pixels of the upright picture."""
    seals: tuple[Seal, ...]
    codes: tuple[Mark, ...]
    signatures: tuple[Mark, ...] = ()
    """By hand."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The lines as spans of the page: boxes in fractions, text in Unicode form NFKC."""
        return tuple(
            Span(
                text,
                line.box(self.width, self.height),
                Origin.OCR,
                round(line.confidence, 3),
                None if line.second is None else _nfkc(line.second),
                round(line.agreed, 3),
            )
            for line in self.lines
            if (text := _nfkc(line.text))
        )

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Seals, codes and signatures as marks of the page."""
        return (*(seal.mark() for seal in self.seals), *self.codes, *self.signatures)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The page read at one turn."""

    degrees: int
    image: Image
    lines: tuple[OcrLine, ...]
    seals: tuple[Seal, ...]

    @property
    def confidence(self) -> float:
        """Mean confidence by character; 0 where nothing was read."""
        count = sum(len(line.text) for line in self.lines)
        return sum(len(line.text) * line.confidence for line in self.lines) / max(1, count)

    @property
    def lying(self) -> bool:
        """Whether most characters stand in lines that run up or down the page."""
        count = sum(len(line.text) for line in self.lines)
        return 2 * sum(len(line.text) for line in self.lines if _is_tall(line)) > count

    @property
    def worth(self) -> float:
        """How much was read and how well, of what does not lie on its side."""
        return sum(len(line.text) * line.confidence**2 for line in self.lines if not _is_tall(line))


def recognise_page(image: Image, engine: OcrEngine) -> PageReading:
    """Recognise one page.

    Args:
        image: the page in colour, turned by any quarter; 200 dpi is enough, 300 gains nothing.
        engine: reads the print; with one that reads nothing, marks are found all the same.
    """
    guess = page_rotation(image)
    best = _read(image, guess.degrees, engine)
    for degrees in _other_turns(best, sure=guess.confidence >= _SURE):
        other = _read(image, degrees, engine)
        if other.worth > best.worth:
            best = other
    height, width = best.image.shape[:2]
    lines = second_reading(best.image, engine, best.lines, best.seals)
    seals = read_seals(best.image, best.seals, engine)
    if not best.seals:
        seals = read_seals(best.image, find_black_seals(best.image), engine)
        cleared = without_black(best.image, seals)
        lines = second_reading(cleared, engine, lines, seals, pale=True)
    signatures = find_signatures(
        best.image,
        [(line.text, line.edges) for line in lines],
        engine,
        [seal.box for seal in seals if seal.colour == "black"],
    )
    codes = find_codes(best.image)
    return PageReading(best.degrees, width, height, lines, seals, codes, signatures)


def _read(image: Image, degrees: int, engine: OcrEngine) -> _Attempt:
    upright = turn(image, degrees)
    prepared = prepare(upright)
    return _Attempt(degrees % 360, upright, engine.read(prepared.image), prepared.seals)


def _other_turns(attempt: _Attempt, *, sure: bool) -> Sequence[int]:
    """The turns that are worth another reading; none where the page was read well."""
    if attempt.lying:
        return attempt.degrees + 90, attempt.degrees + 270
    if attempt.lines:
        return () if attempt.confidence >= _GOOD else (attempt.degrees + 180,)
    return () if sure else (attempt.degrees + 180,)


def _is_tall(line: OcrLine) -> bool:
    x0, y0, x1, y1 = line.edges
    return y1 - y0 > x1 - x0


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
