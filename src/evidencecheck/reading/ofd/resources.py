"""What the pages of an OFD document refer to by number: fonts, pictures, drawing parameters."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ofd.numbers import numbers
from evidencecheck.reading.ofd.pdf_fonts import PdfFont, default_font, embedded_font
from evidencecheck.reading.office.markup import child, short
from evidencecheck.reading.office.package import Package

_XML_BYTES = 32 * 1024 * 1024
"""A page of dense drawing takes 1; a tree takes up many times its text in memory."""
_FONT_BYTES = 64 * 1024 * 1024
_CHAIN = 8
"""Drawing parameters that may rest on one another."""


def location(package: Package, base: str, written: str) -> str:
    """The name of the part that ``written`` means in the part ``base``; empty where it is none.

    A path begins at the folder of the part, or with a slash at the root (GB/T 33190 7.3); producers
    forget the slash.
    """
    written = written.strip().replace("\\", "/")
    near = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), written))[1:]
    root = posixpath.normpath(posixpath.join("/", written))[1:]
    return next((part for part in (near, root) if written and part in package), "")


def tree(package: Package, part: str) -> Element:
    """The root of a part in XML.

    Raises:
        ReadError: F101 absent or damaged, F102 encrypted, F107 too large.
    """
    return package.xml(part, _XML_BYTES)


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of one of these names."""
    return (e for e in (element if element is not None else ()) if short(e.tag) in names)


def text_of(element: Element | None, *names: str) -> str:
    """The text of a descendant; empty where it is absent."""
    found = child(element, *names) if element is not None else None
    return (found.text or "").strip() if found is not None else ""


@dataclass(slots=True)
class Resources:
    """Resources of one document; a page may add its own."""

    package: Package
    parts: dict[str, str] = field(default_factory=dict)
    """Pictures: number to part, empty where the part is missing."""
    parameters: dict[str, Element] = field(default_factory=dict)
    composites: dict[str, Element] = field(default_factory=dict)
    spaces: dict[str, str] = field(default_factory=dict)
    """Colour spaces: number to GRAY, RGB or CMYK."""
    _font_parts: dict[str, str] = field(default_factory=dict)
    _fonts: dict[str, PdfFont] = field(default_factory=dict)

    def add(self, part: str) -> None:
        """Take in a resource file; one that is broken or missing adds nothing."""
        if not part:
            return
        try:
            root = tree(self.package, part)
        except ReadError:
            return
        folder = posixpath.join(posixpath.dirname(part), root.get("BaseLoc", ""), "x")
        for group in root:
            for entry in group:
                self._entry(entry, folder)

    def copy(self) -> Resources:
        """Resources that can be added to without changing these."""
        return Resources(
            self.package,
            dict(self.parts),
            dict(self.parameters),
            dict(self.composites),
            dict(self.spaces),
            dict(self._font_parts),
            dict(self._fonts),
        )

    def _entry(self, entry: Element, folder: str) -> None:
        name = entry.get("ID", "")
        match short(entry.tag):
            case "Font":
                file = text_of(entry, "FontFile")
                self._font_parts[name] = location(self.package, folder, file) if file else ""
            case "MultiMedia":
                self.parts[name] = location(self.package, folder, text_of(entry, "MediaFile"))
            case "DrawParam":
                self.parameters[name] = entry
            case "CompositeGraphicUnit":
                self.composites[name] = entry
            case "ColorSpace":
                self.spaces[name] = entry.get("Type", "RGB").upper()

    def font(self, name: str) -> PdfFont:
        """A font for one page, from the file where it can be used, else the CJK one.

        A page has codes of its own; the font file is loaded once.
        """
        if name not in self._fonts:
            self._fonts[name] = self._load(self._font_parts.get(name, "")) or default_font()
        loaded = self._fonts[name]
        return PdfFont(loaded.data, loaded.face)

    def _load(self, part: str) -> PdfFont | None:
        try:
            data = self.package.read(part) if part else b""
        except ReadError:
            return None
        return embedded_font(data) if len(data) <= _FONT_BYTES else None

    def chain(self, name: str | None) -> Iterator[Element]:
        """Drawing parameters of that number and those that they rest on, the nearest first."""
        for _ in range(_CHAIN):
            entry = self.parameters.get(name or "")
            if entry is None:
                return
            yield entry
            name = entry.get("Relative")

    def rgb(self, colour: Element) -> tuple[float, float, float]:
        """A colour as red, green, blue in 0..1; black where it is a pattern or a shading."""
        values = [min(1.0, max(0.0, v / 255)) for v in numbers(colour.get("Value"))]
        space = self.spaces.get(colour.get("ColorSpace", ""), "")
        if len(values) == 1 or (values and space == "GRAY"):
            return values[0], values[0], values[0]
        if len(values) >= 4 and space == "CMYK":
            c, m, y, k = values[:4]
            return (1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)
        return (values[0], values[1], values[2]) if len(values) >= 3 else (0.0, 0.0, 0.0)
