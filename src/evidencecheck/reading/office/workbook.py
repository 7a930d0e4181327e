"""What all sheets of a workbook share: their names, their strings, and how cells are formatted.

Read by our own streaming parser: python-calamine ends the whole process on a file that declares a
trillion strings, and allocates every cell between two far corners of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from xml.etree.ElementTree import Element

from evidencecheck.reading.office.markup import attribute, child, short
from evidencecheck.reading.office.package import Package

DEFAULT_SIZE = 11.0
"""Font size of a cell that names none, points."""

BUILT_IN = {
    **dict.fromkeys((9,), "0%"),
    **dict.fromkeys((10,), "0.00%"),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), "yyyy-m"),
    **dict.fromkeys((14, 15, 16, 28, 29, 30, 31, 51, 53, 54, 58), "yyyy-m-d"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), "h:mm:ss"),
    22: "yyyy-m-d h:mm",
    46: "[h]:mm:ss",
}
"""Number formats that files refer to by id alone (ECMA-376 18.8.30, those of zh-cn included)."""

_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]|am/pm|a/p|general')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Form(StrEnum):
    """What kind of value a number format shows."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    """With the time of day where there is one."""
    MONTH = "month"
    """A date without its day."""
    TIME = "time"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell shows its value."""

    size: float = DEFAULT_SIZE
    """Font size, points."""
    form: Form = Form.NUMBER
    decimals: int = 0
    """Of a percentage."""


PLAIN = CellLook()


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet that a person can see."""

    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook without its sheets' cells."""

    sheets: tuple[SheetPart, ...]
    strings: tuple[str, ...]
    """Texts that cells refer to by index."""
    looks: tuple[CellLook, ...]
    """Formats that cells refer to by index."""
    from_1904: bool
    """Whether days are counted from 1904, as on old Macs, and not from 1900."""


def read_workbook(package: Package, main: str) -> Workbook:
    """Read the parts of a workbook that its sheets refer to.

    Raises:
        ReadError: F101 damaged or with a document type, F107 too large.
    """
    relations = package.relations(main)
    root = package.xml(main)
    sheets = []
    for sheet in _children(root, "x:sheets"):
        relation = relations.get(attribute(sheet, "r:id"))
        seen = sheet.get("state", "visible") == "visible"
        if seen and relation is not None and relation.kind == "worksheet" and relation.part:
            sheets.append(SheetPart(sheet.get("name", ""), relation.part))
    parts = {r.kind: r.part for r in relations.values() if r.part}
    properties = child(root, "x:workbookPr")
    return Workbook(
        tuple(sheets),
        tuple(_strings(package, parts["sharedStrings"])) if "sharedStrings" in parts else (),
        _looks(package.xml(parts["styles"])) if "styles" in parts else (),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )


def unescaped(text: str) -> str:
    """Text with the escapes of control characters (``_x000D_``) resolved."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)


def form_of(code: str) -> tuple[Form, int]:
    """What a number format shows, and the decimals of a percentage.

    Args:
        code: as in the file: ``0.00%``, ``yyyy"年"m"月"``, ``[h]:mm``. Its first section counts.
    """
    code = _LITERAL.sub("", code.split(";")[0].lower())
    if "%" in code:
        decimals = re.search(r"\.([0#?]*)", code)
        return Form.PERCENT, len(decimals[1]) if decimals else 0
    if "[" in code:
        return Form.DURATION, 0
    time = "h" in code or "s" in code
    if "y" in code or "d" in code or ("m" in code and not time):
        month = "d" not in code and not time
        return Form.MONTH if month and "y" in code else Form.DATE, 0
    return (Form.TIME if time else Form.NUMBER), 0


def _strings(package: Package, part: str) -> Iterator[str]:
    root: Element | None = None
    for event, element in package.elements(part):
        if event == "start":
            root = element if root is None else root
        elif short(element.tag) == "x:si":
            yield unescaped("".join(_texts(element)))
            if root is not None:
                root.clear()


def _texts(element: Element) -> Iterator[str]:
    """The runs of a string without its readings (``x:rPh``)."""
    for inner in element:
        if short(inner.tag) == "x:t":
            yield inner.text or ""
        elif short(inner.tag) == "x:r":
            yield from _texts(inner)


def _looks(root: Element) -> tuple[CellLook, ...]:
    codes: dict[int, str] = dict(BUILT_IN)
    for element in _children(root, "x:numFmts"):
        codes[_whole(element, "numFmtId")] = element.get("formatCode", "")
    sizes = [_size(font) for font in _children(root, "x:fonts")]
    looks = []
    for element in _children(root, "x:cellXfs"):
        font = _whole(element, "fontId")
        size = sizes[font] if 0 <= font < len(sizes) else DEFAULT_SIZE
        looks.append(CellLook(size, *form_of(codes.get(_whole(element, "numFmtId"), ""))))
    return tuple(looks)


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
