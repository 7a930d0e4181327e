"""A707: blanks of a template that nobody filled in (domain C11)."""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding

_SHOWN = 5
_MOSTLY = 0.5
"""Of the place of a blank, that lies in the line."""


def placeholders(document: Document, context: Context) -> Iterator[Finding]:
    """One finding a document, with the first few places."""
    samples = context.book.phrases.samples
    left = [p for p in document.placeholders if not _is_shown(p.citation, document, samples)]
    if left:
        yield context.finding(
            "A707", document, cite=[p.citation for p in left[:_SHOWN]], text=left[0].text
        )


def _is_shown(place: Citation, document: Document, samples: tuple[str, ...]) -> bool:
    """Whether a line says that what stands in it shows how a form is filled in: 填表示例."""
    return any(
        line.page == place.page
        and place.box.overlap(line.box) > _MOSTLY
        and any(word in line.text for word in samples)
        for line in document.lines
    )
