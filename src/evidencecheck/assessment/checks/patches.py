"""A709: print laid over the picture of a page of somebody else's paper (domain C14, C25).

Alone it informs: forms are filled in, copies are marked. With a late change of the file it counts
for A704 (``origin.changed``) where it hides what stood there.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Citation, Document, PageMark
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import COVERING, MarkKind


def patches(document: Document, context: Context) -> Iterator[Finding]:
    """One finding a document, of the first patch; of one that hides something before others."""
    if not _is_others(document, context):
        return
    found = [m for m in document.marks if _is_edit(m, document, context)]
    if found:
        first = min(found, key=lambda m: (m.mark.shape != COVERING, m.page, m.mark.box.y0))
        cite = Citation(document.file, first.page, first.mark.box, first.mark.text)
        yield context.finding("A709", document, cite=cite, text=first.mark.text)


def hides(document: Document) -> bool:
    """Whether print on a light box hides what a page showed."""
    return any(m.mark.kind is MarkKind.PATCH and m.mark.shape == COVERING for m in document.marks)


def _is_others(document: Document, context: Context) -> bool:
    kind, issuer = context.type_of(document), document.text("issuer")
    if kind is None or kind.issuer == "self":
        return False
    return kind.by_others or bool(issuer and not context.is_applicant(issuer))


def _is_edit(mark: PageMark, document: Document, context: Context) -> bool:
    """Whether it is no mark of a copy and no line that a program put onto every page."""
    if mark.mark.kind is not MarkKind.PATCH:
        return False
    text = mark.mark.text
    if any(words in text for words in context.book.phrases.only_for):
        return False
    pages = {
        (d.file, m.page)
        for d in context.documents
        if d.file == document.file
        for m in d.marks
        if m.mark.kind is MarkKind.PATCH and m.mark.text == text
    }
    return len(pages) == 1
