"""A706: the text layer of a file says something else than its page shows (domain C25)."""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding

NOTHING = "—"


def shown(document: Document, context: Context) -> Iterator[Finding]:
    """Each deciding field whose place on the page bears other words, or none at all."""
    for field in document.fields:
        if field.shown is not None:
            yield context.finding(
                "A706", document, cite=field, shown=field.shown or NOTHING, layer=field.raw
            )
