"""S302, S303: editions at the document's own date (domain section B, C28)."""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.context import Context, document_date
from evidencecheck.domain.document import Document
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
            if old is not None:
                yield context.finding(
                    "S302",
                    document,
                    cite=field,
                    standard=ref.canonical,
                    current=old.current,
                    ended=old.ended,
                )
        if document.type in context.judged_types and context.registry.find(ref) is None:
            yield context.finding("S303", document, cite=field, standard=ref.canonical)
