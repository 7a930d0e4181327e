"""All steps of recognition on the picture of one page, in order.

Turn it upright, take the ink of seals out, read it, part what runs over a rule of a table, read
twice what stood under a seal, put print into the cells of tables, decode its codes. The turn is
told by a small model first and checked on what was read: print that was read lying on its side, or
hardly at all, is read again the other way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from evidencecheck.domain.page import Mark, Origin, Span, Table
from evidencecheck.reading.marks.codes import find_codes
from evidencecheck.reading.marks.seal import Seal
from evidencecheck.reading.ocr.ink import prepare, second_reading
from evidencecheck.reading.ocr.interface import Image, OcrEngine, OcrLine
from evidencecheck.reading.ocr.orientation import page_rotation, turn
from evidencecheck.reading.tables.cell_lines import fill, part_at_rules
from evidencecheck.reading.tables.pictured import Ruled, ruled_in
from evidencecheck.reading.tables.unruled import unruled_tables

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
    ruled: tuple[Ruled, ...] = ()
    """The ruled tables that the picture shows."""

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
            )
            for line in self.lines
            if (text := _nfkc(line.text))
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the page with the print of their cells, from top to bottom."""
        lines = [line for line in self.lines if _nfkc(line.text)]
        ruled, taken = fill(self.ruled, lines, self.width, self.height)
        unruled = unruled_tables(self.spans, (self.width, self.height), taken=taken)
        return tuple(sorted((*ruled, *unruled), key=lambda table: table.box.y0))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Seals and codes as marks of the page."""
        return (*(seal.mark() for seal in self.seals), *self.codes)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The page read at one turn."""

    degrees: int
    image: Image
    prepared: Image
    """Without the ink of its seals."""
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
    ruled = tuple(
        ruled_in(
            best.prepared,
            [_around(line) for line in best.lines],
            [
                (s.box.x0 * width, s.box.y0 * height, s.box.x1 * width, s.box.y1 * height)
                for s in best.seals
            ],
        )
    )
    lines = part_at_rules(best.lines, ruled)
    return PageReading(
        best.degrees,
        width,
        height,
        second_reading(best.image, engine, lines, best.seals),
        best.seals,
        find_codes(best.image),
        ruled,
    )


def _read(image: Image, degrees: int, engine: OcrEngine) -> _Attempt:
    upright = turn(image, degrees)
    prepared = prepare(upright)
    return _Attempt(
        degrees % 360, upright, prepared.image, engine.read(prepared.image), prepared.seals
    )


def _other_turns(attempt: _Attempt, *, sure: bool) -> Sequence[int]:
    """The turns that are worth another reading; none where the page was read well."""
    if attempt.lying:
        return attempt.degrees + 90, attempt.degrees + 270
    if attempt.lines:
        return () if attempt.confidence >= _GOOD else (attempt.degrees + 180,)
    return () if sure else (attempt.degrees + 180,)


def _is_tall(line: OcrLine) -> bool:
    xs, ys = [x for x, _ in line.quad], [y for _, y in line.quad]
    return max(ys) - min(ys) > max(xs) - min(xs)


def _around(line: OcrLine) -> tuple[float, float, float, float]:
    xs, ys = zip(*line.quad, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
