"""What was read: pages of spans, marks and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from evidencecheck.domain.geometry import PAGE, Box
from evidencecheck.domain.readings import bare

_GOES_ON = re.compile(r"\d[.,]?\|[.,]?\d|[a-z]\|[a-z]")
"""Two neighbours, parted by a line, that belong to one number or one word of Latin letters."""


class Origin(StrEnum):
    """How a piece of text came to us."""

    TEXT_LAYER = "text-layer"
    """Characters stored in the file, which the page shows."""
    OCR = "ocr"
    """Recognised in the picture of the page."""
    CELL = "cell"
    """A cell or paragraph of an office file; its box is where the drawn page puts it."""


class TextLayer(StrEnum):
    """What became of the text layer of a page."""

    USED = "used"
    NONE = "none"
    PARTIAL = "partial"
    """Little text over a picture of the page: the picture was recognised instead."""
    GARBAGE = "garbage"
    """Characters that mean nothing, as from fonts without a Unicode map: recognised instead."""
    HIDDEN = "hidden"
    """Text that the page does not show: recognised instead."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text on one line, with no wide gap in it."""

    text: str
    """As printed, in Unicode form NFKC; never empty."""
    box: Box
    origin: Origin
    confidence: float = 1.0
    """0..1; 1 for text that was stored as text."""
    second: str | None = None
    """The other reading, where a seal lies over the text and the two do not agree."""
    agreed: float = 0.0
    """0..1, how sure that is which both readings give; 0 where there is no second."""

    def sure(self, start: int = 0, end: int | None = None) -> float:
        """How sure the characters ``start..end`` are, 0..1."""
        return self.confidence if self.doubted(start, end) else max(self.confidence, self.agreed)

    def doubted(self, start: int = 0, end: int | None = None) -> bool:
        """Whether the characters ``start..end`` stand in only one of two readings.

        A number that goes on in the other reading (``684`` in ``6845``) does not stand in it.
        """
        if self.second is None:
            return False
        part = bare(self.text[max(0, start) : end])
        other = bare(self.second)
        if not part:
            return True
        place = other.find(part)
        while place >= 0:
            before, after = other[:place][-2:], other[place + len(part) :][:2]
            if not _GOES_ON.search(f"{before}|{part[:2]}") and not _GOES_ON.search(
                f"{part[-2:]}|{after}"
            ):
                return False
            place = other.find(part, place + 1)
        return True


class MarkKind(StrEnum):
    """What a mark on a page is."""

    SEAL = "seal"
    RING = "ring"
    """A ring in colour with print straight across it, none along it: a plain seal, or a logo."""
    QR = "qr"
    BARCODE = "barcode"
    SIGNATURE = "signature"
    """An electronic signature that the file says it bears; not verified here."""
    STAMP = "stamp"
    """Words in a frame that lie aslant across the page: 仅供某某使用."""
    INK = "ink"
    """A signature by hand."""
    PATCH = "patch"
    """Print that the file lays over the picture of the page."""


COVERING: Final = "covering"
"""Shape of a patch on a light box that hides what was there."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a page that is no line of text."""

    kind: MarkKind
    box: Box
    text: str = ""
    """The payload of a code; of a seal what runs along its ring, or its name; the signer or what
    signed; the words that ask for a signature by hand. Empty where not read or not known."""
    colour: str = ""
    """For a seal: red, dark-red, blue, black; empty where only the file tells of it."""
    confidence: float = 1.0
    """0..1: of the text of a seal; of its being one where it has none."""
    shape: str = ""
    """For a seal: round, oval, square, rectangle; part of one that lies across sheets. For a patch:
    covering, where it stands on a light box that hides what was there."""
    lines: tuple[str, ...] = ()
    """For a seal, or a ring: the straight lines of print within it, such as 合同专用章. For a
    patch: what the file stores where it stands."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, which may take up several of its rows and columns."""

    text: str
    """Its lines parted by line ends; empty for an empty cell."""
    box: Box
    column: int
    """0-based, the first that it takes up."""
    columns: int = 1
    rows: int = 1
    confidence: float = 1.0
    """0..1, of the least sure of its spans."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows from top to bottom, each with the cells that begin in it, left to right."""

    box: Box
    rows: tuple[tuple[Cell, ...], ...]


PASTED = "picture "
"""Begins the label of a page that is a picture pasted into an office file; its number follows."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a file as a person would see it, upright."""

    number: int
    """1-based within the file."""
    width: float
    """Points (1/72 inch) of the upright page."""
    height: float
    rotation: int = 0
    """Degrees clockwise by which the stored page was turned to stand upright: 0, 90, 180, 270."""
    warp: tuple[float, ...] = ()
    """Nine numbers of a 3x3 homography, row by row, that takes places on the upright page to places
    on the stored one, both in fractions; it holds the turn as well. Empty where ``rotation`` alone
    makes the page upright."""
    part: Box = PAGE
    """Which part of the upright page of the file this is: a half, where two pages lie side by side
    on one sheet. Both halves then bear its number; sizes and boxes are those of the half."""
    spans: tuple[Span, ...] = ()
    """In reading order: rows from top to bottom, left to right within a row."""
    marks: tuple[Mark, ...] = ()
    tables: tuple[Table, ...] = ()
    text_layer: TextLayer = TextLayer.USED
    label: str = ""
    """Name of the worksheet; ``PASTED`` and its number for a picture pasted into an office file."""
    picture_share: float = 0.0
    """0..1, how much of the page is covered by pictures."""
    coloured: bool = True
    """False for a picture without any colour, in which a seal can hardly be told."""
    picture: str = ""
    """Difference hash of the upright sheet, in hex, where it was recognised; empty where it was not
    and where it shows too little to be known again."""
    made: tuple[str, ...] = ()
    """The fonts of the page and the form of its largest picture, where the file tells of them;
    pages of one paper have them in common."""
    legible: bool = True
    """False where much print stands on the page of which hardly any could be read."""
    sealless: bool = False
    """True for a picture on which nothing is left, beside what was read, that could be a seal."""
    under: tuple[str, ...] = ()
    """The lines of text that the file holds for this page and does not show."""

    @property
    def text(self) -> str:
        """All spans, one a line."""
        return "\n".join(s.text for s in self.spans)

    def on_sheet(self, box: Box) -> Box:
        """Where a box of this page lies on the whole page of the file; see ``part``."""
        part = self.part
        return Box(
            part.x0 + box.x0 * part.width,
            part.y0 + box.y0 * part.height,
            part.x0 + box.x1 * part.width,
            part.y0 + box.y1 * part.height,
        )

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the page: no text, no mark, and no picture of anything."""
        return not self.spans and not self.marks and self.picture_share == 0.0
