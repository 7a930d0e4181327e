"""Ledgers of a submission: which of their rows lists which paper, by the numbers in both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidencecheck.domain.document import Document
from evidencecheck.domain.readings import number_key, numbers_uniquely
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.tables import DocumentTable, Role, TableRow

_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-_/]{8,}")
_DAY = re.compile(r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}")
_HEAD = re.compile(r"联单|编号|号码|单号|号$")
_LONG, _COLUMNS = 10, 3
_SURE, _READ = 0.85, 0.95
_LISTED = 2
"""Rows with numbers of a ledger."""
_ENDS = 2
"""Numbers of a run: the first and the last of a lot."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a ledger, and a paper that it lists."""

    ledger: Document
    table: int
    row: int
    paper: Document
    number: str
    """By which it does."""


def listed_papers(
    documents: Sequence[Document], book: RuleBook
) -> Mapping[str, tuple[Listed, ...]]:
    """By id of a document, ledger or paper: its rows, or those that list it."""
    rows = {d.id: listing for d in documents if (listing := list(_rows(d)))}
    named: dict[str, list[Document]] = {}
    lots: list[tuple[Document, str]] = []
    for paper in documents if rows else ():
        kind = book.documents.get(paper.type)
        if paper.id in rows or kind is None:
            continue
        if kind.units is not None:
            lots.append((paper, number_key("".join(line.text for line in paper.lines))))
            continue
        own = paper.field("certificate_number")
        one = kind.names_partners or tells_one(paper, book)
        if one and own is not None and own.confidence >= _SURE:
            named.setdefault(number_key(str(own.value)), []).append(paper)
    found: dict[str, list[Listed]] = {}
    for ledger in documents:
        for table, row, keys in rows.get(ledger.id, ()):
            links = [(paper, key) for key in keys for paper in named.get(key, ())]
            for paper, text in lots:
                # One end of a lot may be that of a part of it.
                here = sorted(key for key in keys if key in text)
                if len(here) >= _ENDS:
                    links.append((paper, here[0]))
            for paper, key in sorted(links, key=lambda link: (link[0].id, link[1])):
                listed = Listed(ledger, table, row, paper, key)
                for document in (ledger, paper):
                    found.setdefault(document.id, []).append(listed)
    return {document: tuple(all_) for document, all_ in found.items()}


def tells_one(paper: Document, book: RuleBook) -> bool:
    """Whether a paper is of one lot: no contract or invoice, of which rows may be parts."""
    kind = book.documents.get(paper.type)
    units = kind is not None and kind.units is not None
    return units or any(word in paper.heading for word in book.phrases.one_delivery)


def _rows(document: Document) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Table, row and numbers of the rows of a ledger: a form has its own beside a label.

    One is enough below a heading that says what it is of.
    """
    found: list[tuple[int, int, frozenset[str]]] = []
    is_ledger = False
    for number, table in enumerate(document.tables):
        of_table = [
            (number, n, keys)
            for n, row in enumerate(table.rows)
            if row.role is Role.BODY and (keys := _numbers(row))
        ]
        told = {keys for _, _, keys in of_table}
        is_ledger = is_ledger or (len(table.columns) >= _COLUMNS and len(told) >= _least(table))
        found += of_table
    yield from found if is_ledger else ()


def _least(table: DocumentTable) -> int:
    headed = any(_HEAD.search("".join(column.headings)) for column in table.columns)
    body = sum(row.role is Role.BODY for row in table.rows)
    return 1 if headed and body >= _LISTED else _LISTED


def _numbers(row: TableRow) -> frozenset[str]:
    """The numbers of papers or lots in a row."""
    found = (
        number_key(m)
        for cell in row.cells
        if cell.confidence >= _READ and len(cell.text) >= _LONG
        for m in _NUMBER.findall(_DAY.sub(" ", cell.text))
    )
    # 900-249-08 is a kind of waste.
    return frozenset(key for key in found if numbers_uniquely(key) and len(key) >= _LONG)
