"""All steps of recognition on the picture of one page, in order.

Cut out the sheet that was photographed, turn it upright, take the ink of seals out, read it, read
twice what stood under a seal, decode its codes, straighten what was found. The turn is told by a
small model first and checked on what was read: print that was read lying on its side, or hardly at
all, is read again the other way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from evidencecheck.domain.page import Mark, Origin, Span
from evidencecheck.reading.marks.codes import find_codes
from evidencecheck.reading.marks.seal import Seal
from evidencecheck.reading.ocr.ink import prepare, second_reading
from evidencecheck.reading.ocr.interface import Image, OcrEngine, OcrLine
from evidencecheck.reading.ocr.legible import is_legible
from evidencecheck.reading.ocr.light import evened, is_pale
from evidencecheck.reading.ocr.orientation import page_rotation, turn
from evidencecheck.reading.ocr.outline import Sheet, find_sheet
from evidencecheck.reading.ocr.straight import Straightening, flattening, straightening
from evidencecheck.reading.ocr.view import View, around_all, moved, moved_box

_GOOD = 0.8
"""Least mean confidence of upright print: measured 0.95 and more, upside down at most 0.75."""
_SURE = 0.8
"""From here on the model's word for an empty page is not questioned."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was recognised on one page."""

    view: View
    """How the upright page lies in the picture."""
    lines: tuple[OcrLine, ...]
    """In reading order; quads in pixels of the upright page."""
    seals: tuple[Seal, ...]
    codes: tuple[Mark, ...]
    legible: bool = True
    """False where much print stands on the page of which hardly any was read."""
    blank: bool = False
    """Whether all there is to see is the other side of the sheet, showing through."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The lines as spans of the page: boxes in fractions, text in Unicode form NFKC."""
        return tuple(
            Span(
                text,
                line.box(*self.view.size),
                Origin.OCR,
                round(line.confidence, 3),
                None if line.second is None else _nfkc(line.second),
            )
            for line in self.lines
            if (text := _nfkc(line.text))
        )

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Seals and codes as marks of the page."""
        return (*(seal.mark() for seal in self.seals), *self.codes)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The page read at one turn."""

    view: View
    image: Image
    found: tuple[OcrLine, ...]
    """All lines, also those that could not be read."""
    seals: tuple[Seal, ...]

    @property
    def lines(self) -> tuple[OcrLine, ...]:
        """What was read."""
        return tuple(line for line in self.found if line.is_text)

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
    sheet = find_sheet(image)
    view = View.of(image)
    if sheet is not None and sheet.lost:
        view = _cut_out(view, sheet)
    seen = view.picture(image)
    flat = evened(seen)
    guess = page_rotation(flat)
    best = _read(flat, view.turn(guess.degrees), engine)
    for degrees in _other_turns(best, sure=guess.confidence >= _SURE):
        other = _read(flat, view.turn(guess.degrees + degrees), engine)
        if other.worth > best.worth:
            best = other
    doubtful = best.lines and best.confidence < _GOOD
    if doubtful and is_pale(seen) and _mirrored(flat, best, engine):
        return PageReading(best.view, (), (), (), blank=True)
    page = PageReading(
        best.view,
        second_reading(best.image, engine, best.lines, best.seals),
        best.seals,
        find_codes(best.image),
        is_legible(best.found, best.image),
    )
    if sheet is not None:
        page = _moved(page, _flattened(sheet, page))
    straight = straightening(page.lines, page.view.size)
    return page if straight is None else _moved(page, straight)


def _cut_out(view: View, sheet: Sheet) -> View:
    """The upright rectangle around a sheet."""
    most = np.array(view.size)
    low = np.clip(np.floor(sheet.corners.min(axis=0)), 0, most - 1).astype(int)
    high = np.clip(np.ceil(sheet.corners.max(axis=0)), low + 1, most).astype(int)
    (x0, y0), (x1, y1) = low.tolist(), high.tolist()
    return view.part((x0, y0), (x1 - x0, y1 - y0))


def _flattened(sheet: Sheet, page: PageReading) -> Straightening:
    """How the sheet is made flat; with all that lies around it, where something was read there."""
    flat = flattening(page.view.corners(sheet.corners))
    there = np.asarray(np.linalg.inv(flat.matrix), np.float64)
    for quad in moved(there, [line.quad for line in page.lines]):
        x, y = np.mean(quad, axis=0)
        if not (0 <= x <= flat.size[0] and 0 <= y <= flat.size[1]):
            return Straightening(*around_all(flat.matrix, page.view.size))
    return flat


def _read(flat: Image, view: View, engine: OcrEngine) -> _Attempt:
    upright = turn(flat, view.turned)
    prepared = prepare(upright)
    return _Attempt(view, upright, engine.read(prepared.image), prepared.seals)


def _mirrored(flat: Image, attempt: _Attempt, engine: OcrEngine) -> bool:
    """Whether print reads right only in a mirror: pale as it is, it is that of the other side."""
    mirrored = np.ascontiguousarray(flat[:, ::-1])
    for degrees in (0, 180):
        other = _read(mirrored, View.of(mirrored).turn(degrees - attempt.view.turned), engine)
        if other.confidence >= _GOOD and other.worth > attempt.worth:
            return True
    return False


def _moved(page: PageReading, straight: Straightening) -> PageReading:
    """What was found on a crooked page, with its places on the straight one."""
    there = np.asarray(np.linalg.inv(straight.matrix), np.float64)
    quads = moved(there, [line.quad for line in page.lines])
    old, new = page.view.size, straight.size
    return replace(
        page,
        view=page.view.seen_through(*straight),
        lines=tuple(replace(x, quad=quad) for x, quad in zip(page.lines, quads, strict=True)),
        seals=tuple(replace(s, box=moved_box(there, s.box, old, new)) for s in page.seals),
        codes=tuple(replace(c, box=moved_box(there, c.box, old, new)) for c in page.codes),
    )


def _other_turns(attempt: _Attempt, *, sure: bool) -> Sequence[int]:
    """The further turns that are worth another reading; none where the page was read well."""
    if attempt.lying:
        return 90, 270
    if attempt.lines:
        return () if attempt.confidence >= _GOOD else (180,)
    return () if sure else (180,)


def _is_tall(line: OcrLine) -> bool:
    xs, ys = [x for x, _ in line.quad], [y for _, y in line.quad]
    return max(ys) - min(ys) > max(xs) - min(xs)


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
