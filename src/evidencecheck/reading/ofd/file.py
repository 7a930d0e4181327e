"""An OFD file: its pages as pages of PDF, its signatures as marks."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import pymupdf

from evidencecheck.domain.files import Problem
from evidencecheck.domain.geometry import PAGE, Box
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ofd.canvas import Canvas
from evidencecheck.reading.ofd.document import OfdDocument
from evidencecheck.reading.ofd.numbers import Rect
from evidencecheck.reading.ofd.painter import Painter, appearance
from evidencecheck.reading.ofd.resources import children, location, text_of, tree
from evidencecheck.reading.ofd.signatures import Stamp, read_signatures
from evidencecheck.reading.office.package import Package, open_package

_SEAL_DPI = 300


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page of an OFD file."""

    pdf: pymupdf.Document
    """The page as the only one of a PDF; the caller closes it."""
    marks: tuple[Mark, ...]
    """The signatures and seals on it."""
    problems: tuple[Problem, ...]
    """What of it could not be drawn."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page is found."""

    document: OfdDocument
    id: str
    part: str


class OfdFile:
    """An open OFD file. Valid while its package is open."""

    def __init__(self, package: Package, limits: Limits, depth: int = 0) -> None:
        """Find the pages.

        Raises:
            ReadError: F101 it has no document, or one without pages; F107 too many pages.
        """
        self.problems: list[Problem] = []
        self._package = package
        self._limits = limits
        self._depth = depth
        self._pages: list[_Place] = []
        self._stamps: list[tuple[OfdDocument, Stamp]] = []
        for body in children(tree(package, "OFD.xml"), "DocBody"):
            self._document(body)
        if not self._pages:
            raise ReadError("F101", "no page can be found in it")
        if len(self._pages) > limits.pages:
            raise ReadError("F107", f"{len(self._pages)} pages", limit=f"{limits.pages} pages")

    def _document(self, body: Element) -> None:
        package = self._package
        part = location(package, "OFD.xml", text_of(body, "DocRoot"))
        if not part:
            return
        document = OfdDocument(package, part)
        self._pages += [_Place(document, page, where) for page, where in document.pages()]
        listed = text_of(body, "Signatures")
        if listed:
            where = location(package, "OFD.xml", listed)
            stamps = read_signatures(package, where or listed, self.problems)
            self._stamps += [(document, s) for s in stamps]
        for name in document.attachments():
            self.problems.append(Problem("F104", (("format", f"attachment {name}"),)))

    def __len__(self) -> int:
        """The number of pages."""
        return len(self._pages)

    def page(self, number: int) -> DrawnPage:
        """Draw a page.

        Args:
            number: from 1.

        Raises:
            ReadError: F101 its content is missing or damaged, F107 too large.
        """
        place = self._pages[number - 1]
        if not place.part:
            raise ReadError("F101", f"page {number} cannot be read")
        content = tree(self._package, place.part)
        document = place.document
        resources = document.resources(content, place.part)
        area = document.area(content)
        canvas = Canvas(area)
        painter = Painter(canvas, resources, self._limits)
        under, over = document.templates(content, painter.problems)
        for template in (*under, content, *over):
            painter.page(template)
        for annotation in document.annotations(place.id, painter.problems):
            if (shown := appearance(annotation)) is not None:
                painter.block(*shown)
        marks = tuple(self._marks(place, number, area, painter))
        pdf, whole = canvas.document()
        problems = list(painter.problems)
        if not whole:
            problems.append(Problem("F101", (("reason", "a picture of the page is damaged"),)))
        found = tuple(Problem(p.code, p.params, number) for p in dict.fromkeys(problems))
        return DrawnPage(pdf, marks, found)

    # ------------------------------------------------------------------ seals

    def _marks(self, place: _Place, number: int, area: Rect, painter: Painter) -> Iterator[Mark]:
        for document, stamp in self._stamps:
            if document is not place.document:
                continue
            if stamp.place is None:
                if number == 1:
                    yield Mark(MarkKind.SIGNATURE, PAGE, stamp.signer)
                continue
            if stamp.page != place.id:
                continue
            box = _box(stamp.place, area)
            yield Mark(MarkKind.SIGNATURE, box, stamp.signer)
            if self._shows(stamp, painter):
                yield Mark(MarkKind.SEAL, box, stamp.signer)

    def _shows(self, stamp: Stamp, painter: Painter) -> bool:
        """Draw the picture of a seal where it stands; False where it has none."""
        seal, place = stamp.seal, stamp.place
        if seal is None or place is None or not seal.picture:
            return False
        data = seal.picture
        if seal.form == "ofd":
            data = self._seal_picture(data)
        x, y, width, height = place
        before = len(painter.problems)
        key = f"S{zlib.crc32(data):08x}"
        painter.picture(key, data, (width, 0.0, 0.0, height, x, y))
        return len(painter.problems) == before

    def _seal_picture(self, data: bytes) -> bytes:
        """The first page of a seal that is an OFD file itself, as PNG; empty where it is broken."""
        if self._depth:
            return b""
        try:
            with open_package(data, self._limits) as package:
                page = OfdFile(package, self._limits, self._depth + 1).page(1)
                with page.pdf as pdf:
                    pixels = pdf.load_page(0).get_pixmap(dpi=_SEAL_DPI, alpha=True)
                    return bytes(pixels.tobytes("png"))
        except (ReadError, RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
            return b""


@contextmanager
def open_ofd(path: Path, limits: Limits) -> Iterator[OfdFile]:
    """Open an OFD file.

    Raises:
        ReadError: F101 damaged, or without a page; F102 encrypted; F107 over a limit.
    """
    with open_package(path, limits) as package:
        yield OfdFile(package, limits)


def _box(place: Rect, area: Rect) -> Box:
    """A rectangle in millimetres as a fraction of the page."""
    left, top, width, height = area
    x, y, w, h = place

    def unit(value: float) -> float:
        return min(1.0, max(0.0, value))

    return Box(
        unit((x - left) / width),
        unit((y - top) / height),
        unit((x + w - left) / width),
        unit((y + h - top) / height),
    )
