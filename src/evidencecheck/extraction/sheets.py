"""Two pages on one sheet: told apart while a file is read as documents, and put back afterwards.

Both bear the number of their sheet. So that each place leads back to the right half, the pages are
numbered through; in the finished documents every place is one on the sheet again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.files import Bookmark
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Page
from evidencecheck.domain.tables import DocumentTable


class Sheets:
    """The pages of one file."""

    def __init__(self, pages: Sequence[Page]) -> None:
        """Take all pages of the file."""
        self._sheets = tuple(pages)
        self.pages = tuple(replace(page, number=n) for n, page in enumerate(pages, 1))
        """The same, numbered from 1 on, halves and all."""

    def told_apart(self, outline: Iterable[Bookmark]) -> tuple[Bookmark, ...]:
        """Bookmarks of the file, each on the first of ``pages`` on its sheet."""
        first = {page.number: n for n, page in reversed(list(enumerate(self._sheets, 1)))}
        return tuple(replace(b, page=first[b.page]) for b in outline if b.page in first)

    def numbers(self, pages: Iterable[int]) -> tuple[int, ...]:
        """The numbers of the sheets that ``pages`` are on, each once."""
        return tuple(dict.fromkeys(self._number(page) for page in pages))

    def on_sheets(self, document: Document) -> Document:
        """A document made of ``pages``, with all its places on the sheets of the file."""
        return replace(
            document,
            first_page=self._number(document.first_page),
            last_page=self._number(document.last_page),
            title=None if document.title is None else self._cited(document.title),
            fields=tuple(replace(f, citation=self._cited(f.citation)) for f in document.fields),
            coded=tuple(replace(f, citation=self._cited(f.citation)) for f in document.coded),
            lines=tuple(
                replace(x, page=self._number(x.page), box=self._box(x.page, x.box))
                for x in document.lines
            ),
            marks=tuple(
                replace(
                    m,
                    page=self._number(m.page),
                    mark=replace(m.mark, box=self._box(m.page, m.mark.box)),
                )
                for m in document.marks
            ),
            tables=tuple(self._table(table) for table in document.tables),
            quantities=tuple(
                replace(q, citation=self._cited(q.citation)) for q in document.quantities
            ),
            placeholders=tuple(
                replace(p, citation=self._cited(p.citation)) for p in document.placeholders
            ),
            remarks=tuple(replace(r, citation=self._cited(r.citation)) for r in document.remarks),
        )

    def _cited(self, citation: Citation) -> Citation:
        return replace(
            citation,
            page=self._number(citation.page),
            box=self._box(citation.page, citation.box),
        )

    def _table(self, table: DocumentTable) -> DocumentTable:
        rows = (
            replace(
                row,
                page=self._number(row.page),
                cells=tuple(
                    replace(c, page=self._number(c.page), box=self._box(c.page, c.box))
                    for c in row.cells
                ),
            )
            for row in table.rows
        )
        return replace(table, rows=tuple(rows))

    def _number(self, page: int) -> int:
        return self._sheets[page - 1].number

    def _box(self, page: int, box: Box) -> Box:
        return self._sheets[page - 1].on_sheet(box)
