"""A first look into a workbook's parts: how far its content reaches and how it is formatted.

python-calamine gives values, but allocates every cell between the first and the last one: two cells
in opposite corners of a sheet would take hundreds of gigabytes. So the corners are found first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element
from xml.parsers import expat

from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.markup import attribute, child, short
from evidencecheck.reading.office.package import Package

Place = tuple[int, int]
"""Row and column of a cell, both from 0."""

DEFAULT_SIZE = 11.0
"""Font size of a cell that names none, points."""

_REFERENCE = re.compile(r"^\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_BUILT_IN = {9: "0%", 10: "0.00%", 17: "mmm-yy", 27: "yyyy-m", 36: "yyyy-m", 50: "yyyy-m",
             52: "yyyy-m", 55: "yyyy-m", 57: "yyyy-m"}  # fmt: skip
"""Number formats without a text of their own that matter here (ECMA-376 18.8.30, zh-cn)."""


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell shows its value."""

    size: float = DEFAULT_SIZE
    """Font size, points."""
    percent: int | None = None
    """Decimals of a percentage; None where it is shown as a plain number."""
    month: bool = False
    """Whether a date is shown as year and month only."""


PLAIN = CellLook()


@dataclass(slots=True)
class SheetScan:
    """What a worksheet holds, before its values are read."""

    count: int = 0
    """Cells with content."""
    first: Place = (0, 0)
    last: Place = (0, 0)
    styles: dict[Place, int] = field(default_factory=dict)
    """Index of the format of cells that are not `PLAIN`."""

    @property
    def area(self) -> int:
        """Cells between the first and the last one, empty ones included."""
        rows = self.last[0] - self.first[0] + 1
        return rows * (self.last[1] - self.first[1] + 1) if self.count else 0


def sheet_parts(package: Package, main: str) -> dict[str, str]:
    """Names of the sheets of a workbook and the parts that hold them."""
    relations = package.relations(main)
    sheets = child(package.xml(main), "x:sheets")
    parts = {}
    for sheet in () if sheets is None else sheets:
        relation = relations.get(attribute(sheet, "r:id"))
        if relation is not None and relation.part:
            parts[sheet.get("name", "")] = relation.part
    return parts


def cell_looks(package: Package, main: str) -> tuple[CellLook, ...]:
    """The formats of a workbook that cells refer to by index."""
    part = next((r.part for r in package.relations(main).values() if r.kind == "styles"), "")
    if not part:
        return ()
    root = package.xml(part)
    formats = dict(_BUILT_IN)
    for element in _children(root, "x:numFmts"):
        formats[_whole(element, "numFmtId")] = element.get("formatCode", "")
    sizes = [_size(font) for font in _children(root, "x:fonts")]
    looks = []
    for element in _children(root, "x:cellXfs"):
        font = _whole(element, "fontId")
        code = _QUOTED.sub("", formats.get(_whole(element, "numFmtId"), "")).split(";")[0].lower()
        decimals = re.search(r"\.([0#?]*)", code)
        looks.append(
            CellLook(
                sizes[font] if 0 <= font < len(sizes) else DEFAULT_SIZE,
                (len(decimals[1]) if decimals else 0) if "%" in code else None,
                "y" in code and "m" in code and "d" not in code and "h" not in code,
            )
        )
    return tuple(looks)


def scan_sheet(package: Package, part: str, looks: tuple[CellLook, ...], most: int) -> SheetScan:
    """Find the cells with content of a worksheet, holding none of it.

    Args:
        package: the workbook.
        part: of the worksheet.
        looks: from `cell_looks`.
        most: cells after which to stop; the scan then has one more.

    Raises:
        ReadError: F101 damaged or with a document type, F107 too large.
    """
    scanner = _Scanner(looks)
    try:
        for block in package.blocks(part):
            scanner.parser.Parse(block, False)
            if scanner.scan.count > most:
                return scanner.scan
        scanner.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ReadError("F101", f"its part {part} is no well-formed XML") from error
    return scanner.scan


class _Scanner:
    def __init__(self, looks: tuple[CellLook, ...]) -> None:
        self.scan = SheetScan()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._special = {str(i) for i, look in enumerate(looks) if look != PLAIN}
        self._row = -1
        self._column = -1
        self._style = ""
        self._open = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name == "c":
            # A reference may be left out: the cell then follows the one before.
            match = _REFERENCE.match(attributes.get("r", ""))
            if match:
                self._row, self._column = int(match[2]) - 1, _column(match[1])
            else:
                self._column += 1
            self._style = attributes.get("s", "")
            self._open = True
        elif name in ("v", "is"):
            if self._open:
                self._content()
            self._open = False
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isascii() and number.isdigit() else self._row + 1
            self._column = -1

    def _content(self) -> None:
        scan, row, column = self.scan, self._row, self._column
        if scan.count:
            scan.first = (min(scan.first[0], row), min(scan.first[1], column))
            scan.last = (max(scan.last[0], row), max(scan.last[1], column))
        else:
            scan.first = scan.last = (row, column)
        scan.count += 1
        if self._style in self._special:
            scan.styles[row, column] = int(self._style)

    def _doctype(self, *_: object) -> None:
        raise ReadError("F101", "a part of it declares a document type")


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _children(root: Element, name: str) -> Iterator[Element]:
    parent = child(root, name)
    return iter(() if parent is None else parent)


def _size(font: Element) -> float:
    size = next((e.get("val", "") for e in font if short(e.tag) == "x:sz"), "")
    try:
        return float(size)
    except ValueError:
        return DEFAULT_SIZE


def _whole(element: Element, name: str) -> int:
    text = element.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else -1
