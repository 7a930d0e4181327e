"""One document of an OFD file: what is common to its pages."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from evidencecheck.domain.files import Problem
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.ofd.numbers import Rect, rect
from evidencecheck.reading.ofd.resources import Resources, children, location, text_of, tree
from evidencecheck.reading.office.markup import child
from evidencecheck.reading.office.package import Package

_A4: Rect = (0.0, 0.0, 210.0, 297.0)
_LARGEST_SIDE = 5000.0
"""Millimetres; no page is larger."""
_MOST_ATTACHMENTS = 100


class OfdDocument:
    """A document with its resources, templates, annotations and attachments.

    A template, annotation or attachment that is missing or broken leaves the page without it and a
    problem behind.
    """

    def __init__(self, package: Package, part: str) -> None:
        """Read the document in ``part``.

        Raises:
            ReadError: F101 it is no XML.
        """
        self.root = tree(package, part)
        self._package = package
        self._part = part
        self._common = child(self.root, "CommonData")
        self._resources = Resources(package)
        for listed in children(self._common, "PublicRes", "DocumentRes"):
            self._resources.add(location(package, part, listed.text or ""))
        self._templates = {e.get("ID", ""): e for e in children(self._common, "TemplatePage")}
        self._read: dict[str, Element] = {}
        self._annotations: dict[str, list[str]] | None = None

    def pages(self) -> Iterator[tuple[str, str]]:
        """The number of each page and the part of its content, empty where that is missing."""
        for page in children(child(self.root, "Pages"), "Page"):
            yield page.get("ID", ""), location(self._package, self._part, page.get("BaseLoc", ""))

    def area(self, content: Element) -> Rect:
        """The physical box of a page: its own, its template's or the document's; else A4."""
        wanted = [child(content, "Area"), *(child(t, "Area") for t in self._laid(content))]
        if self._common is not None:
            wanted.append(child(self._common, "PageArea"))
        for area in wanted:
            box = rect(text_of(area, "PhysicalBox")) if area is not None else None
            if box is not None and max(box[2:]) <= _LARGEST_SIDE:
                return box
        return _A4

    def resources(self, content: Element, part: str) -> Resources:
        """The resources of a page whose content stands in ``part``."""
        own = [location(self._package, part, e.text or "") for e in children(content, "PageRes")]
        if not any(own):
            return self._resources
        joined = self._resources.copy()
        for file in own:
            joined.add(file)
        return joined

    # ------------------------------------------------------------------ templates

    def templates(
        self, content: Element, problems: list[Problem]
    ) -> tuple[list[Element], list[Element]]:
        """The templates that lie under and over a page, each from the lowest."""
        under: list[Element] = []
        over: list[Element] = []
        for use in children(content, "Template"):
            entry = self._templates.get(use.get("TemplateID", ""))
            page = self._template(entry, problems)
            if page is not None and entry is not None:
                order = use.get("ZOrder") or entry.get("ZOrder") or "Background"
                (over if order == "Foreground" else under).append(page)
        return under, over

    def _laid(self, content: Element) -> list[Element]:
        under, over = self.templates(content, [])
        return [*under, *over]

    def _template(self, entry: Element | None, problems: list[Problem]) -> Element | None:
        part = ""
        if entry is not None:
            part = location(self._package, self._part, entry.get("BaseLoc", ""))
        if part not in self._read:
            try:
                self._read[part] = tree(self._package, part)
            except ReadError:
                problems.append(Problem("F101", (("reason", "a template of the page is missing"),)))
                return None
        return self._read[part]

    # ------------------------------------------------------------------ annotations

    def annotations(self, page: str, problems: list[Problem]) -> Iterator[Element]:
        """The annotations of a page, by its number."""
        if self._annotations is None:
            self._annotations = self._annotated(problems)
        for part in self._annotations.get(page, ()):
            try:
                yield from children(tree(self._package, part), "Annot")
            except ReadError as error:
                problems.append(error.problem)

    def _annotated(self, problems: list[Problem]) -> dict[str, list[str]]:
        listed = text_of(self.root, "Annotations")
        part = location(self._package, self._part, listed) if listed else ""
        found: dict[str, list[str]] = {}
        if not part:
            return found
        try:
            root = tree(self._package, part)
        except ReadError as error:
            problems.append(error.problem)
            return found
        for page in children(root, "Page"):
            for file in children(page, "FileLoc"):
                where = location(self._package, part, file.text or "")
                if where:
                    found.setdefault(page.get("PageID", ""), []).append(where)
        return found

    def attachments(self) -> list[str]:
        """The names of the files attached, with their format where the name lacks it."""
        listed = text_of(self.root, "Attachments")
        part = location(self._package, self._part, listed) if listed else ""
        if not part:
            return []
        try:
            entries = list(children(tree(self._package, part), "Attachment"))
        except ReadError:
            return []
        names = []
        for entry in entries[:_MOST_ATTACHMENTS]:
            file = text_of(entry, "FileLoc").replace("\\", "/").rpartition("/")[2]
            names.append(file or entry.get("Name", ""))
        return [name for name in names if name.strip()]
