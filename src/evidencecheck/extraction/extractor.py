"""From what was read of a file to the documents in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evidencecheck.domain.document import Citation, Document, Line, PageMark
from evidencecheck.domain.files import FileReading
from evidencecheck.domain.page import Origin
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.volume import Part, PartKind
from evidencecheck.extraction.classify import Classification, Classifier
from evidencecheck.extraction.coded_values import coded_values
from evidencecheck.extraction.document_fields import DocumentFields
from evidencecheck.extraction.placeholders import PlaceholderFinder
from evidencecheck.extraction.remarks import RemarkFinder
from evidencecheck.extraction.said import said_amounts
from evidencecheck.extraction.sheets import Sheets
from evidencecheck.extraction.steps import StepFinder
from evidencecheck.extraction.tables.typed import typed_tables
from evidencecheck.extraction.text import PageText, page_text
from evidencecheck.extraction.textcat import Categoriser, NoCategoriser
from evidencecheck.extraction.volume import Pages, Splitter

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_FORM_TYPES = {"application-form"}


class Extractor:
    """Turns file readings into documents by the rules of a rule book."""

    def __init__(self, book: RuleBook, categoriser: Categoriser | None = None) -> None:
        self._book = book
        self._classifier = Classifier(book, categoriser or NoCategoriser())
        self._splitter = Splitter(book.volumes, self._classifier)
        self._fields = DocumentFields(book)
        self._placeholders = PlaceholderFinder(book.phrases.blanks)
        self._remarks = RemarkFinder(book.phrases)
        self._steps = StepFinder(book.phrases.date_steps)

    def documents(self, reading: FileReading) -> tuple[Document, ...]:
        """The documents of one file, in the order of their pages.

        Their ids are empty: they are numbered over the whole submission. A document that is bound
        among the pages of another lies within its pages.
        """
        return tuple(p.document for p in self.parts(reading) if p.document is not None)

    def parts(self, reading: FileReading) -> tuple[Part, ...]:
        """The parts of one file: its documents, and pages that are no document's."""
        sheets = Sheets(reading.pages)
        pages = tuple(page_text(reading.path, p) for p in sheets.pages)
        if not any(p.pieces or p.page.picture_share or p.page.marks for p in pages):
            return ()
        office = any(p.page.spans and p.page.spans[0].origin is Origin.CELL for p in pages)
        found = (
            (Pages(PartKind.DOCUMENT, pages),)
            if office
            else self._splitter.split(pages, sheets.told_apart(reading.outline))
        )
        return tuple(self._part(reading.path, part, sheets) for part in found)

    def _part(self, path: str, part: Pages, sheets: Sheets) -> Part:
        numbers = sheets.numbers(p.page.number for p in part.pages)
        if part.kind is not PartKind.DOCUMENT:
            return Part(part.kind, numbers, part.signs)
        document = sheets.on_sheets(self._document(path, part.pages))
        return Part(part.kind, numbers, part.signs, document)

    def _document(self, path: str, pages: Sequence[PageText]) -> Document:
        pages = _without_back(pages)
        kind = self._classifier.classify(pages)
        labelled = tuple(self._fields.finder.label(p) for p in pages)
        known = self._book.documents.get(kind.type)
        tables = typed_tables(pages)
        fields = self._fields.read(known, labelled, kind.title, tables)
        dated = any(f.name == "issue_date" for f in fields)
        return Document(
            id="",
            file=path,
            first_page=pages[0].page.number,
            last_page=pages[-1].page.number,
            type=kind.type,
            confidence=kind.confidence,
            title=_title(path, kind),
            fields=fields,
            lines=tuple(
                Line(p.page.number, r.text.replace("\t", " "), r.box, r.confidence)
                for p in pages
                for r in p.rows
            ),
            tables=tuple(table.table for table in tables),
            coded=coded_values(self._fields.finder, known, pages) if known else (),
            quantities=self._fields.quantities(path, known, tables, fields),
            marks=tuple(PageMark(p.page.number, m) for p in pages for m in p.page.marks),
            placeholders=()
            if kind.type in _FORM_TYPES
            else tuple(self._placeholders.find(pages, dated=dated)),
            remarks=tuple(self._remarks.find(pages)),
            said=tuple(said_amounts(pages)),
            steps=tuple(self._steps.find(pages, tables)),
            languages=_languages(pages),
            grey=not any(p.page.coloured for p in pages),
            sealless=all(p.page.sealless for p in pages),
            under=tuple(line for p in pages for line in p.page.under),
            origin=_origin(pages),
        )


def _without_back(pages: Sequence[PageText]) -> Sequence[PageText]:
    """The pages of a document up to the last that bears anything: blank backs are skipped."""
    last = next((i for i in range(len(pages) - 1, -1, -1) if not _is_blank(pages[i])), None)
    return pages if last is None else pages[: last + 1]


def _is_blank(page: PageText) -> bool:
    return page.page.legible and not (page.pieces or page.page.picture_share or page.page.marks)


def _title(path: str, kind: Classification) -> Citation | None:
    if kind.title is None:
        return None
    line = kind.title.line
    return Citation(path, kind.title.page, line.box, line.shown)


def _languages(pages: Sequence[PageText]) -> tuple[str, ...]:
    text = "".join(p.text for p in pages)
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text)) / 4
    if han + latin == 0:
        return ("zh",)
    share = han / (han + latin)
    if share > 0.75:
        return ("zh",)
    if share < 0.25:
        return ("en",)
    return ("zh", "en") if share >= 0.5 else ("en", "zh")


def _origin(pages: Sequence[PageText]) -> Origin:
    count = Counter(piece.span.origin for p in pages for piece in p.pieces)
    return count.most_common(1)[0][0] if count else Origin.TEXT_LAYER
