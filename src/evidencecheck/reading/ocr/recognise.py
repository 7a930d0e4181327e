"""All steps of recognition on the picture of one page, in order.

Find the sheet in a photograph of it, turn it upright, take the ink of seals out, read it, part what
runs over a rule of a table, read what was passed over, read twice what stood under a seal, read the
seals themselves, put print into the cells of tables, decode its codes, find who signed by hand, and
set straight what was found. The turn is told by a small model first and checked on what was read:
print that was read lying on its side, or hardly at all, is read again the other way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidencecheck.reading.marks.black_seal import find_black_seals
from evidencecheck.reading.marks.codes import find_codes
from evidencecheck.reading.marks.seal import Seal
from evidencecheck.reading.ocr.around_seal import around_seals
from evidencecheck.reading.ocr.ink import prepare, second_reading, without_black
from evidencecheck.reading.ocr.interface import Image, OcrEngine, OcrLine
from evidencecheck.reading.ocr.legible import is_legible
from evidencecheck.reading.ocr.light import evened, is_pale
from evidencecheck.reading.ocr.missed import can_bear_a_seal, left_over, with_missed
from evidencecheck.reading.ocr.orientation import page_rotation, turn
from evidencecheck.reading.ocr.outline import Sheet, find_sheet
from evidencecheck.reading.ocr.page_reading import PageReading
from evidencecheck.reading.ocr.seal_days import with_days
from evidencecheck.reading.ocr.seal_text import read_plain_rings, read_seals
from evidencecheck.reading.ocr.signed import find_signatures
from evidencecheck.reading.ocr.stamp_text import read_stamps
from evidencecheck.reading.ocr.straight import Straightening, flattening, straightening
from evidencecheck.reading.ocr.view import Corners, View, around_all, moved
from evidencecheck.reading.tables.cell_lines import fill, part_at_rules
from evidencecheck.reading.tables.pictured import Ruled, ruled_in

_GOOD = 0.8
"""Least mean confidence of upright print: measured 0.95 and more, upside down at most 0.75."""
_SURE = 0.8
"""From here on the model's word for an empty page is not questioned."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The page read at one turn."""

    view: View
    image: Image
    prepared: Image
    """Without the ink of its seals."""
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
        image: the page in colour, turned by any quarter and askew, or a photograph of it; 200 dpi
            is enough, 300 gains nothing.
        engine: reads the print; with one that reads nothing, marks are found all the same.
    """
    sheet = find_sheet(image)
    view = View.of(image)
    if sheet is not None and sheet.lost:
        view = _cut_out(view, sheet)
    seen = view.picture(image)
    even = evened(seen)
    guess = page_rotation(even)
    best = _read(even, view.turn(guess.degrees), engine)
    for degrees in _other_turns(best, sure=guess.confidence >= _SURE):
        other = _read(even, view.turn(guess.degrees + degrees), engine)
        if other.worth > best.worth:
            best = other
    doubtful = best.lines and best.confidence < _GOOD
    if doubtful and is_pale(seen) and _mirrored(even, best, engine):
        return PageReading(best.view, blank=True)
    page = _whole(best, engine, best.view.corners(sheet.corners) if sheet is not None else None)
    if sheet is not None:
        page = page.straightened(_flattened(sheet, page))
    straight = straightening(page.lines, page.view.size)
    return page if straight is None else page.straightened(straight)


def _whole(attempt: _Attempt, engine: OcrEngine, sheet: Corners | None = None) -> PageReading:
    """All that there is on a page that was read; ``sheet``: where its paper lies."""
    image = attempt.image
    ruled = _ruled(attempt)
    circles = attempt.seals or find_black_seals(image)
    seals = read_seals(image, circles, engine)
    codes = find_codes(image)
    taken = [*(seal.box for seal in seals), *(code.box for code in codes)]
    rest = left_over(attempt.prepared, attempt.found, taken)
    lines = attempt.lines
    if rest is not None:
        lines = with_missed(attempt.prepared, engine, lines, rest)
    lines = part_at_rules(lines, ruled)
    if attempt.seals:
        cleared = attempt.prepared
        lines, faint = around_seals(cleared, engine, lines, attempt.seals)
        lines = second_reading(image, engine, lines, attempt.seals)
    else:
        cleared = without_black(image, seals)
        lines, faint = around_seals(cleared, engine, lines, seals)
        lines = second_reading(cleared, engine, lines, seals, pale=True)
    lines = with_days((cleared, image), engine, lines, faint, circles)
    signatures = find_signatures(
        image,
        [(line.text, line.edges) for line in lines],
        engine,
        [seal.box for seal in seals if seal.colour == "black"],
    )
    if rest is not None:
        # A hand writes as large as a seal is.
        rest = rest.without(s.box for s in signatures)
        # Nor is the edge of a photographed sheet, or what lies around it, any part of a seal.
        rest = rest if sheet is None else rest.inside(sheet)
    tables, inside = fill(ruled, lines, *attempt.view.size)
    return PageReading(
        attempt.view,
        lines,
        seals,
        codes,
        signatures,
        read_stamps(image, engine),
        tables,
        inside,
        legible=is_legible(attempt.found, image),
        sealless=rest is not None and not circles and not can_bear_a_seal(rest),
        rings=read_plain_rings(image, circles, seals, engine),
    )


def _ruled(attempt: _Attempt) -> tuple[Ruled, ...]:
    """The ruled tables of a page; no rule lies within a seal."""
    width, height = attempt.view.size
    seals = [
        (s.box.x0 * width, s.box.y0 * height, s.box.x1 * width, s.box.y1 * height)
        for s in attempt.seals
    ]
    return tuple(ruled_in(attempt.prepared, [line.edges for line in attempt.lines], seals))


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


def _read(even: Image, view: View, engine: OcrEngine) -> _Attempt:
    upright = turn(even, view.turned)
    prepared = prepare(upright)
    found = engine.read(prepared.image)
    return _Attempt(view, upright, prepared.image, found, prepared.seals)


def _mirrored(even: Image, attempt: _Attempt, engine: OcrEngine) -> bool:
    """Whether print reads right only in a mirror: pale as it is, it is that of the other side."""
    mirrored = np.ascontiguousarray(even[:, ::-1])
    for degrees in (0, 180):
        other = _read(mirrored, View.of(mirrored).turn(degrees - attempt.view.turned), engine)
        if other.confidence >= _GOOD and other.worth > attempt.worth:
            return True
    return False


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
