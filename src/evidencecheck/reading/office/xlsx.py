"""Excel workbooks, every sheet laid out on pages of its own."""

from __future__ import annotations

from pathlib import Path

from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.office.content import OfficeContent
from evidencecheck.reading.office.layout import A4
from evidencecheck.reading.office.markup import attribute, short
from evidencecheck.reading.office.package import Package, open_package
from evidencecheck.reading.office.pictures import Shelf
from evidencecheck.reading.office.sheet import read_sheet
from evidencecheck.reading.office.sheet_layout import SheetPages
from evidencecheck.reading.office.workbook import SheetPart, read_workbook


def read_xlsx(path: Path, limits: Limits) -> OfficeContent:
    """Read a workbook onto drawn pages, labelled with the names of the sheets.

    All sheets that a person can see and that have content; values with the stored results of
    formulas; a merged cell once, at its top left. Rows and columns without content are left out,
    and an empty row parts two tables. Links to outside are not followed.

    Args:
        path: the file; a macro-enabled workbook is read alike, and nothing in it is run.
        limits: ``sheet_cells`` and ``pages`` bound what is read; a problem F107 says what was not.

    Raises:
        ReadError: F101 damaged, F102 encrypted, F107 a part is too large or packed too tightly.
    """
    with open_package(path, limits) as package:
        return _Reader(package, limits).read()


class _Reader:
    """One workbook on its way onto pages."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._main = package.main_part("xl/workbook.xml")
        self._workbook = read_workbook(package, self._main)
        self._shelf = Shelf(package)
        self._laid = SheetPages(limits)

    def read(self) -> OfficeContent:
        for sheet in self._workbook.sheets:
            self._sheet(sheet)
        for relation in self._package.relations(self._main).values():
            if relation.kind == "cellImage":
                self._pictures(relation.part)
        pages, pictures = tuple(self._laid.pages), tuple(self._shelf.pictures)
        if not pages and not pictures:
            self._laid.check()
            pages = (Page(1, *A4),)
        return OfficeContent(pages, pictures, (*self._laid.problems(), *self._shelf.problems))

    def _sheet(self, place: SheetPart) -> None:
        cells = self._laid.cells
        self._laid.add(place.name, read_sheet(self._package, place.part, self._workbook, cells))
        for relation in self._package.relations(place.part).values():
            if relation.kind == "drawing":
                self._pictures(relation.part)

    def _pictures(self, part: str) -> None:
        """Take the pictures that a drawing shows, as following the last page so far."""
        if not part:
            return
        relations = self._package.relations(part)
        for element in self._package.xml(part).iter():
            if short(element.tag) == "a:blip":
                relation = relations.get(attribute(element, "r:embed"))
                self._shelf.add(relation.part if relation else "", len(self._laid.pages))
