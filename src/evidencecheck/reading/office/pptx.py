"""PowerPoint files: each slide a page, its text where the slide has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from evidencecheck.domain.files import Problem
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.content import OfficeContent, over
from evidencecheck.reading.office.layout import PageFlow
from evidencecheck.reading.office.markup import attribute, child, short
from evidencecheck.reading.office.package import Package, Relation, open_package
from evidencecheck.reading.office.pictures import Shelf
from evidencecheck.reading.office.slide import Placeholders, Shown, points, shown_on
from evidencecheck.reading.office.slide_text import write_table, write_text

_SIZE = (960.0, 540.0)
"""Points of a slide where the file does not say."""
_SMALLEST_SIDE, _LARGEST_SIDE = 72.0, 4032.0
"""Points that a side of a slide may have (ECMA-376 19.7.10)."""


def read_pptx(path: Path, limits: Limits) -> OfficeContent:
    """Read a presentation onto drawn pages, a page for each slide that has text.

    Text of shapes, groups, tables and diagrams; pictures follow the page of their slide. Hidden
    slides, speaker notes, charts, and what stands on every slide (its master and layout) are left
    out.

    Args:
        path: the file; a macro-enabled presentation is read alike, and nothing in it is run.
        limits: ``pages`` bounds the slides, and a problem F107 says so where they ended.

    Raises:
        ReadError: F101 damaged, F102 encrypted, F107 a part is too large or packed too tightly.
    """
    try:
        with open_package(path, limits) as package:
            return _Reader(package, limits).read()
    except RecursionError as error:
        raise ReadError("F101", "its parts are nested too deeply") from error


class _Reader:
    """One presentation on its way onto pages."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._shelf = Shelf(package)
        self._pages: list[Page] = []
        self._problems: list[Problem] = []
        self._placeholders: dict[str, Placeholders] = {}

    def read(self) -> OfficeContent:
        main = self._package.main_part("ppt/presentation.xml")
        root = self._package.xml(main)
        size = _slide_size(root)
        slides = list(self._slides(root, main))
        for part in slides[: self._limits.pages]:
            self._slide(part, size)
        if len(slides) > self._limits.pages:
            limit = f"{self._limits.pages} pages"
            self._problems.append(over("more pages were left out", limit))
        pages, pictures = tuple(self._pages), tuple(self._shelf.pictures)
        if not pages and not pictures:
            pages = (Page(1, *size),)
        problems = (*self._problems, *self._shelf.problems)
        return OfficeContent(pages, pictures, tuple(dict.fromkeys(problems)))

    def _slides(self, root: Element, main: str) -> Iterator[str]:
        relations = self._package.relations(main)
        listed = child(root, "p:sldIdLst")
        for entry in listed if listed is not None else ():
            relation = relations.get(attribute(entry, "r:id"))
            if relation is not None and relation.kind == "slide" and relation.part:
                yield relation.part

    def _slide(self, part: str, size: tuple[float, float]) -> None:
        root = self._package.xml(part)
        if root.get("show") in ("0", "false"):
            return
        relations = self._package.relations(part)
        flow = PageFlow(1, size, first=len(self._pages) + 1)
        taken: list[Shown] = []
        tree = child(root, "p:cSld", "p:spTree")
        for shown in shown_on(tree, self._laid(relations)):
            if shown.table is not None:
                write_table(flow, shown.frame, shown.table)
            elif shown.paragraphs:
                write_text(flow, shown.frame, shown.paragraphs)
            taken.append(shown)
        self._pages.extend(flow.pages())
        page = len(self._pages)
        for shown in taken:
            self._extras(shown, relations, page)
        background = child(root, "p:cSld", "p:bg")
        for blip in _blips(background):
            self._picture(attribute(blip, "r:embed"), relations, page)

    def _extras(self, shown: Shown, relations: dict[str, Relation], page: int) -> None:
        """What of a shape is no text: its pictures, its diagram, its embedded object."""
        for blip in _blips(shown.element):
            self._picture(attribute(blip, "r:embed"), relations, page)
        for element in shown.element.iter():
            if short(element.tag) == "p:oleObj":
                program = f"embedded object {element.get('progId', '')}".strip()
                self._problems.append(Problem("F104", (("format", program),), page or None))

    def _picture(self, relation: str, relations: dict[str, Relation], page: int) -> None:
        found = relations.get(relation)
        self._shelf.add(found.part if found else "", page)

    def _laid(self, relations: dict[str, Relation]) -> Placeholders:
        """Where the layout of a slide puts its placeholders."""
        layout = next((r.part for r in relations.values() if r.kind == "slideLayout"), "")
        if layout not in self._placeholders:
            found = Placeholders(lambda r: self._diagram(r, relations))
            if layout:
                parents = self._package.relations(layout).values()
                master = next((r.part for r in parents if r.kind == "slideMaster"), "")
                for part in filter(None, (master, layout)):
                    found.add(self._package.xml(part))
            self._placeholders[layout] = found
        laid = self._placeholders[layout]
        laid.diagram = lambda r: self._diagram(r, relations)
        return laid

    def _diagram(self, relation: str, relations: dict[str, Relation]) -> Element | None:
        found = relations.get(relation)
        return self._package.xml(found.part) if found is not None and found.part else None


def _blips(element: Element | None) -> Iterator[Element]:
    return (e for e in (element.iter() if element is not None else ()) if short(e.tag) == "a:blip")


def _slide_size(root: Element) -> tuple[float, float]:
    size = child(root, "p:sldSz")
    if size is None:
        return _SIZE
    width, height = points(size.get("cx")), points(size.get("cy"))
    fits = all(_SMALLEST_SIDE <= side <= _LARGEST_SIDE for side in (width, height))
    return (width, height) if fits else _SIZE
