"""The cells of one worksheet, read in one pass and held only where they have content."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.cell_text import number_shown, text_shown
from evidencecheck.reading.office.package import Package
from evidencecheck.reading.office.workbook import PLAIN, CellLook, Workbook, unescaped

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell, each by row and column from 0."""

_REFERENCE = re.compile(r"^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$")
_MOST_MERGED = 100_000
"""Merged ranges of one sheet that are taken in."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell with content."""

    text: str
    """As shown."""
    size: float
    """Font size, points."""


@dataclass(slots=True)
class Sheet:
    """What a worksheet shows."""

    rows: dict[int, dict[int, SheetCell]] = field(default_factory=dict)
    """Rows with content by number, their cells by column; both from 0."""
    merged: list[Range] = field(default_factory=list)
    cut: bool = False
    """Whether it has more cells with content."""


def read_sheet(package: Package, part: str, workbook: Workbook, most: int) -> Sheet:
    """Read the cells with content of a worksheet.

    Args:
        package: the file.
        part: of the worksheet.
        workbook: for strings and formats.
        most: cells with content after which to stop.

    Raises:
        ReadError: F101 damaged or with a document type, F107 too large.
    """
    reader = _Reader(workbook, most)
    try:
        for block in package.blocks(part):
            reader.parser.Parse(block, False)
            if reader.sheet.cut:
                return reader.sheet
        reader.parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise ReadError("F101", f"its part {part} is no well-formed XML") from error
    return reader.sheet


class _Reader:
    """Handlers of the parser: where it stands, and what it has found."""

    def __init__(self, workbook: Workbook, most: int) -> None:
        self.sheet = Sheet()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._workbook = workbook
        self._left = most
        self._row = self._column = -1
        self._cell: dict[str, str] = {}
        self._text: list[str] = []
        self._reading = 0
        """Depth of readings (``rPh``), whose text is not shown."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name == "c":
            place = _place(attributes.get("r", ""))
            # A reference may be left out: the cell then follows the one before.
            self._row, self._column = place or (self._row, self._column + 1)
            self._cell = attributes
            self._text = []
        elif name in ("v", "t"):
            if not self._reading:
                self.parser.CharacterDataHandler = self._text.append
        elif name == "rPh":
            self._reading += 1
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isascii() and number.isdigit() else self._row + 1
            self._column = -1
        elif name == "mergeCell" and len(self.sheet.merged) < _MOST_MERGED:
            first, _, last = attributes.get("ref", "").partition(":")
            start, end = _place(first), _place(last)
            if start and end:
                self.sheet.merged.append((start, end))

    def _end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        if name in ("v", "t"):
            self.parser.CharacterDataHandler = None
        elif name == "rPh":
            self._reading -= 1
        elif name == "c" and self._text and not self.sheet.cut:
            self._content()

    def _content(self) -> None:
        style = self._cell.get("s", "")
        looks = self._workbook.looks
        known = style.isdecimal() and int(style) < len(looks)
        look = looks[int(style)] if known else PLAIN
        text = self._shown("".join(self._text), look)
        if not text:
            return
        self._left -= 1
        if self._left < 0:
            self.sheet.cut = True
            return
        self.sheet.rows.setdefault(self._row, {})[self._column] = SheetCell(text, look.size)

    def _shown(self, raw: str, look: CellLook) -> str:
        match self._cell.get("t", "n"):
            case "s":
                strings = self._workbook.strings
                if not raw.isdecimal() or int(raw) >= len(strings):
                    raise ReadError("F101", "a cell refers to a text that is not there")
                return text_shown(strings[int(raw)])
            case "n":
                try:
                    return number_shown(float(raw), look, from_1904=self._workbook.from_1904)
                except ValueError:
                    return ""
            case "b":
                return "TRUE" if raw == "1" else "FALSE"
            case "d":
                return raw.removesuffix("Z").removesuffix("T00:00:00")
        return text_shown(unescaped(raw))

    def _doctype(self, *_: object) -> None:
        raise ReadError("F101", "a part of it declares a document type")


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column of ``B12``, from 0."""
    match = _REFERENCE.match(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
