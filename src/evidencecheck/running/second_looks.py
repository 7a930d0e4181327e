"""Text that lies: what papers of others say that decides is held against what their pages show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from evidencecheck.domain.document import Citation, Document, Field
from evidencecheck.domain.files import SourceFile
from evidencecheck.domain.page import Origin
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reading.second_look import LOOKED_AT
from evidencecheck.running.pool import ReadingPool

DECIDING: Final = (
    "holder",
    "holder_credit_code",
    "certificate_number",
    "issue_date",
    "valid_from",
    "valid_until",
    "emissions_total",
)
"""Fields for whose sake a paper is falsified."""


def looked_at(
    documents: Sequence[Document], files: Sequence[SourceFile], pool: ReadingPool, book: RuleBook
) -> list[Document]:
    """``documents`` with what their pages show instead of the text layer (``Field.shown``).

    Looked at are the deciding fields of what third parties and authorities issue, where the text
    is the file's own: pages that were recognised have been looked at already.
    """
    places = {
        file: tuple(sorted({f.citation for d in of_file for f in _deciding(d)}, key=_order))
        for file in files
        if file.media_type in LOOKED_AT
        and (of_file := [d for d in documents if d.file == file.path and _issued(d, book)])
    }
    seen = pool.look({file: wanted for file, wanted in places.items() if wanted})
    shown = {
        citation: words
        for file, wanted in places.items()
        for citation, words in zip(wanted, seen.get(file.path, ()), strict=False)
        if words is not None
    }
    return [_with(d, shown) for d in documents] if shown else list(documents)


def _issued(document: Document, book: RuleBook) -> bool:
    kind = book.documents.get(document.type)
    return document.origin is Origin.TEXT_LAYER and kind is not None and kind.by_others


def _deciding(document: Document) -> Iterator[Field]:
    for field in document.fields:
        if field.name in DECIDING and field.citation.quote and field.citation.file == document.file:
            yield field


def _order(place: Citation) -> tuple[int, float, float, str]:
    return place.page, place.box.y0, place.box.x0, place.quote


def _with(document: Document, shown: dict[Citation, str]) -> Document:
    fields = tuple(
        replace(f, shown=shown[f.citation]) if f.name in DECIDING and f.citation in shown else f
        for f in document.fields
    )
    return document if fields == document.fields else replace(document, fields=fields)
