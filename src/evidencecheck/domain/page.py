"""What was read: pages of spans, marks and tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidencecheck.domain.geometry import Box


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


class MarkKind(StrEnum):
    """What a mark on a page is."""

    SEAL = "seal"
    QR = "qr"
    BARCODE = "barcode"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a page that is no line of text."""

    kind: MarkKind
    box: Box
    text: str = ""
    """The decoded payload of a code; empty for a seal that was not read."""
    colour: str = ""
    """For a seal: red, dark-red, blue."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows from top to bottom, cells from left to right; an empty cell has no text."""

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
    spans: tuple[Span, ...] = ()
    """In reading order: rows from top to bottom, left to right within a row."""
    marks: tuple[Mark, ...] = ()
    tables: tuple[Table, ...] = ()
    text_layer: TextLayer = TextLayer.USED
    label: str = ""
    """Name of the worksheet; ``PASTED`` and its number for a picture pasted into an office file."""
    picture_share: float = 0.0
    """0..1, how much of the page is covered by pictures."""
    made: tuple[str, ...] = ()
    """The fonts of the page and the form of its largest picture, where the file tells of them;
    pages of one paper have them in common."""

    @property
    def text(self) -> str:
        """All spans, one a line."""
        return "\n".join(s.text for s in self.spans)

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the page: no text, no mark, and no picture of anything."""
        return not self.spans and not self.marks and self.picture_share == 0.0
