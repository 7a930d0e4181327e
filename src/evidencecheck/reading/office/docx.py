"""Word files, read in the order of their text and laid out on pages of A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from evidencecheck.domain.files import Problem
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office import docx_table
from evidencecheck.reading.office.content import OfficeContent, over
from evidencecheck.reading.office.docx_inline import (
    UNSEEN,
    Boxed,
    Break,
    Diagram,
    Embedded,
    Picture,
    Text,
    Token,
    size_of,
    text_of,
    tokens,
)
from evidencecheck.reading.office.docx_numbering import Numbering
from evidencecheck.reading.office.docx_styles import Styles
from evidencecheck.reading.office.grid import (
    FRAME,
    TableFlow,
    fit,
    least_widths,
    scaled,
)
from evidencecheck.reading.office.layout import A4, MARGIN, PageFlow
from evidencecheck.reading.office.markup import attribute, child, short, switched_on, value
from evidencecheck.reading.office.measure import Line, clean, wrap
from evidencecheck.reading.office.package import Package, open_package
from evidencecheck.reading.office.pictures import Shelf

_SMALLEST, _LARGEST = 7.5, 28.0
"""Font sizes, points, between which text is drawn."""
_NOTE = 9.0
"""Font size, points, of headers, footers and notes."""
_EDGE = 0.25
"""Share of the first page that headers, and footers, may take up each."""


def read_docx(path: Path, limits: Limits) -> OfficeContent:
    """Read a Word file onto drawn pages.

    Paragraphs, tables (a merged cell once, at its top left), text boxes, content controls, notes,
    and the text of headers and footers, once, on the first page. Deleted and hidden text, field
    codes and comments are left out. Pages end at explicit page and section breaks and where they
    are full; they are not the pages that Word would print.

    Args:
        path: the file; a macro-enabled document is read alike, and nothing in it is run.
        limits: ``pages`` bounds the drawn pages, and a problem F107 says so where they ended.

    Raises:
        ReadError: F101 damaged, F102 encrypted, F107 a part is too large or packed too tightly.
    """
    try:
        with open_package(path, limits) as package:
            return _Reader(package, limits).read()
    except RecursionError as error:
        raise ReadError("F101", "its parts are nested too deeply") from error


class _Reader:
    """One Word file on its way onto pages."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._flow = PageFlow(limits.pages)
        self._shelf = Shelf(package)
        self._problems: list[Problem] = []
        self._main = package.main_part("word/document.xml")
        self._relations = package.relations(self._main)
        style_parts = self._parts("styles")
        self._styles = Styles(package.xml(style_parts[0]) if style_parts else None)
        lists = self._parts("numbering")
        self._numbering = Numbering(self._styles, package.xml(lists[0]) if lists else None)

    def read(self) -> OfficeContent:
        self._edges()
        for element in self._body():
            if self._flow.full:
                self._flow.cut = True
                break
            self._block(element)
        self._notes()
        pages = self._flow.pages()
        if self._flow.cut:
            self._problems.append(over("more pages were left out", f"{self._limits.pages} pages"))
        if not pages and not self._shelf.pictures:
            pages = (Page(1, *A4),)
        problems = (*self._problems, *self._shelf.problems)
        return OfficeContent(pages, tuple(self._shelf.pictures), tuple(dict.fromkeys(problems)))

    def _parts(self, kind: str) -> list[str]:
        return [r.part for r in self._relations.values() if r.kind == kind and r.part]

    def _body(self) -> Iterator[Element]:
        """The children of the body, one at a time; each is let go before the next is read."""
        path: list[Element] = []
        for event, element in self._package.elements(self._main):
            if event == "start":
                path.append(element)
                continue
            path.pop()
            if len(path) == 2 and short(path[1].tag) == "w:body":
                yield element
                path[1].clear()

    # ------------------------------------------------------------------ blocks

    def _block(self, element: Element) -> None:
        """Lay out a paragraph, a table, or whatever holds such."""
        match short(element.tag):
            case "w:p":
                self._paragraph(element)
            case "w:tbl":
                self._table(element)
            case "w:altChunk":
                self._embedded("document in another format")
            case name if name not in UNSEEN and name != "w:sectPr":
                for inner in element:
                    self._block(inner)

    def _paragraph(self, element: Element) -> None:
        if switched_on(element, "w:pPr", "w:pageBreakBefore"):
            self._flow.page_break()
        look = self._styles.look(element)
        pending: list[Token] = [Text(self._numbering.label(element), None)]
        aside: list[Token] = []

        def write() -> None:
            size = min(_LARGEST, max(_SMALLEST, size_of(pending, look.size)))
            self._flow.paragraph(text_of(pending), size, look.align)
            self._extras(aside)
            pending.clear()
            aside.clear()

        for token in tokens(element):
            if isinstance(token, Break):
                write()
                self._flow.page_break()
            else:
                (pending if isinstance(token, Text) else aside).append(token)
        write()
        section = child(element, "w:pPr", "w:sectPr")
        if section is not None and value(section, "w:type") != "continuous":
            self._flow.page_break()

    def _extras(self, extras: Sequence[Element | Token]) -> None:
        """Lay out what stands beside the text of a paragraph or row."""
        for extra in extras:
            match extra:
                case Picture(relation):
                    self._shelf.add(self._target(relation), self._flow.page_number)
                case Boxed(content):
                    for inner in content:
                        self._block(inner)
                case Diagram(relation):
                    self._diagram(self._target(relation))
                case Embedded(program):
                    self._embedded(f"embedded object {program}".strip())
                case Element():
                    self._block(extra)

    def _table(self, element: Element) -> None:
        content = docx_table.table(element, self._styles, self._numbering, (_SMALLEST, _LARGEST))
        if content.cut:
            limit = f"{docx_table.MOST_COLUMNS} columns"
            self._problems.append(over("a table is wider", limit, self._flow.page_number or 1))
        if not content.widths:
            return
        rows, column = content.rows, self._flow.column
        least = least_widths(rows, len(content.widths))
        if sum(least) > column:
            fixed = len(least) * FRAME
            rows = [scaled(row, (column - fixed) / (sum(least) - fixed)) for row in rows]
            least = least_widths(rows, len(content.widths))
        stretch = column / sum(content.widths) if content.widths else 1.0
        widths = fit([w * stretch for w in content.widths], least, column)
        flow = TableFlow(self._flow, widths)
        start = end = 0
        for index, row in enumerate(rows):
            end = max([end, index + 1, *(index + e.rows for e in row.values())])
            if index + 1 < end:
                continue
            extras = [e for row_extras in content.extras[start:end] for e in row_extras]
            framed = any(isinstance(e, Element | Boxed) for e in extras)
            if not framed or any(e.text for r in rows[start:end] for e in r.values()):
                flow.add(rows[start:end])
            if framed:
                # Tables inside cells become tables of their own, between the rows around them.
                flow.finish()
            self._extras(extras)
            start = end
        flow.finish()
        self._flow.skip(_NOTE)

    def _target(self, relation: str) -> str:
        found = self._relations.get(relation)
        return found.part if found else ""

    def _diagram(self, part: str) -> None:
        if part:
            for paragraph in self._package.xml(part).iter():
                if short(paragraph.tag) == "a:p":
                    words = (e.text or "" for e in paragraph.iter() if short(e.tag) == "a:t")
                    self._flow.paragraph("".join(words))

    def _embedded(self, what: str) -> None:
        page = self._flow.page_number or None
        self._problems.append(Problem("F104", (("format", what),), page))

    # ------------------------------------------------------------------ edges

    def _edges(self) -> None:
        """Write headers at the top of the first page and footers at its bottom, each line once."""
        headers, footers = self._edge_lines("header"), self._edge_lines("footer")
        flow = self._flow
        for line in headers:
            flow.line(line, MARGIN, flow.y, flow.column)
            flow.skip(line.height)
        if headers:
            flow.skip(_NOTE)
        height = sum(line.height for line in footers)
        y = flow.height - MARGIN - height
        for line in footers:
            flow.line(line, MARGIN, y, flow.column)
            y += line.height
        if footers:
            flow.reserved = height + _NOTE

    def _edge_lines(self, kind: str) -> list[Line]:
        texts: dict[str, None] = {}
        for part in self._parts(kind):
            for element in _paragraphs(self._package.xml(part)):
                texts.update(dict.fromkeys(clean(text_of(tokens(element))).strip().split("\n")))
        lines = [line for text in texts for line in wrap(text, _NOTE, self._flow.column)]
        height = 0.0
        for count, line in enumerate(lines):
            height += line.height
            if height > _EDGE * self._flow.depth:
                limit = f"{_EDGE:.0%} of a page"
                self._problems.append(over(f"the text of the {kind}s is longer", limit, 1))
                return lines[:count]
        return lines

    def _notes(self) -> None:
        """Write footnotes and endnotes after the text."""
        for part in (*self._parts("footnotes"), *self._parts("endnotes")):
            for note in self._package.xml(part):
                if attribute(note, "w:type", "normal") == "normal":
                    texts = (text_of(tokens(p)) for p in _paragraphs(note))
                    self._flow.paragraph(" ".join(texts), _NOTE)


def _paragraphs(element: Element) -> Iterator[Element]:
    """All paragraphs inside an element, in order, those in its tables and text boxes too."""
    for inner in element:
        if short(inner.tag) == "w:p":
            yield inner
        if short(inner.tag) not in UNSEEN:
            yield from _paragraphs(inner)
