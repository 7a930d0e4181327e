"""A707: blanks of a template that nobody filled in (domain C11)."""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding

_SHOWN = 5


def placeholders(document: Document, context: Context) -> Iterator[Finding]:
    """One finding a document, with the first few places."""
    left = document.placeholders
    if left:
        yield context.finding(
            "A707", document, cite=[p.citation for p in left[:_SHOWN]], text=left[0].text
        )
