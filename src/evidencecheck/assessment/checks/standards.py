"""S302, S303: editions at the document's own date (domain section B, C28)."""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.context import Context, document_date
from evidencecheck.domain.document import Citation, Document, StandardRef
from evidencecheck.domain.finding import Finding


def standards(document: Document, context: Context) -> Iterator[Finding]:
    """Superseded editions and numbers that no registry has."""
    field = document.field("standards")
    if field is None:
        return
    on = document_date(document)
    for ref in document.standards:
        if on is not None:
            old = context.registry.superseded(ref, on)
            if old is not None and not _cites_successor(document, ref, old.current, context):
                yield context.finding(
                    "S302",
                    document,
                    cite=_place(document, ref) or field,
                    standard=ref.canonical,
                    current=old.current,
                    ended=old.ended,
                )
        if document.type in context.judged_types and context.registry.find(ref) is None:
            yield context.finding("S303", document, cite=field, standard=ref.canonical)


def _cites_successor(document: Document, old: StandardRef, current: str, context: Context) -> bool:
    """Whether the document also cites what took the place of ``old``, and so tells its history."""
    entry = context.registry.find(old)
    for ref in document.standards:
        same = ref != old and ref.edition and context.registry.find(ref) is entry
        if (same and ref.edition > old.edition) or current in {ref.base, ref.canonical}:
            return True
    return False


def _place(document: Document, ref: StandardRef) -> Citation | None:
    """The line that cites a standard; None where its parts stand on several."""
    number = ref.base.split(" ")[-1]
    for line in document.lines:
        if number in line.text and ref.edition in line.text:
            return Citation(document.file, line.page, line.box, line.text.strip())
    return None
