"""What was recognised on one page, and where: in pixels of the upright page."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, Origin, Span, Table
from evidencecheck.reading.marks.seal import Seal
from evidencecheck.reading.ocr.interface import OcrLine
from evidencecheck.reading.ocr.straight import Straightening
from evidencecheck.reading.ocr.view import View, moved, moved_area, moved_box
from evidencecheck.reading.tables.unruled import unruled_tables


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was recognised on one page."""

    view: View
    """How the upright page lies in the picture."""
    lines: tuple[OcrLine, ...] = ()
    """In reading order; quads in pixels of the upright page."""
    seals: tuple[Seal, ...] = ()
    codes: tuple[Mark, ...] = ()
    signatures: tuple[Mark, ...] = ()
    """By hand."""
    stamps: tuple[Mark, ...] = ()
    """That lie aslant."""
    ruled: tuple[Table, ...] = ()
    """The ruled tables."""
    in_ruled: frozenset[int] = frozenset()
    """Indices of the lines that stand in one."""
    legible: bool = True
    """False where much print stands on the page of which hardly any was read."""
    sealless: bool = False
    """Whether nothing is left on the page, beside what was read, that could be a seal."""
    blank: bool = False
    """Whether all there is to see is the other side of the sheet, showing through."""
    rings: tuple[Mark, ...] = ()
    """In colour, with print straight across them, which were not read as seals."""

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
                round(line.agreed, 3),
            )
            for line in self.lines
            if (text := _nfkc(line.text))
        )

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Seals, codes, signatures, stamps and plain rings as marks of the page."""
        seals = (seal.mark() for seal in self.seals)
        return (*seals, *self.codes, *self.signatures, *self.stamps, *self.rings)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables of the page, from top to bottom."""
        printed = [n for n, line in enumerate(self.lines) if _nfkc(line.text)]
        taken = [place for place, n in enumerate(printed) if n in self.in_ruled]
        unruled = unruled_tables(self.spans, self.view.size, taken=taken)
        return tuple(sorted((*self.ruled, *unruled), key=lambda table: table.box.y0))

    def straightened(self, straight: Straightening) -> PageReading:
        """The same on the straight page."""
        there = np.asarray(np.linalg.inv(straight.matrix), np.float64)
        quads = moved(there, [line.quad for line in self.lines])
        sizes = self.view.size, straight.size
        seals = tuple(replace(s, box=moved_box(there, s.box, *sizes)) for s in self.seals)
        codes, signatures, stamps, rings = (
            tuple(replace(mark, box=moved_box(there, mark.box, *sizes)) for mark in marks)
            for marks in (self.codes, self.signatures, self.stamps, self.rings)
        )
        return replace(
            self,
            view=self.view.seen_through(*straight),
            lines=tuple(replace(x, quad=quad) for x, quad in zip(self.lines, quads, strict=True)),
            seals=seals,
            codes=codes,
            signatures=signatures,
            stamps=stamps,
            rings=rings,
            ruled=tuple(
                _moved_table(t, lambda box: moved_area(there, box, *sizes)) for t in self.ruled
            ),
        )


def _moved_table(table: Table, move: Callable[[Box], Box]) -> Table:
    rows = tuple(tuple(replace(c, box=move(c.box)) for c in row) for row in table.rows)
    return Table(move(table.box), rows)


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
