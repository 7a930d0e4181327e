"""P501: the applicant's credit code beside a wholly other firm's name (domain C03)."""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.names import Match, match_applicant, normal, same_name
from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import any_word

_LEGIBLE = 0.9
_WITNESSES = 2
"""Papers of others that already bore the applicant's name when this one was written."""


def named_otherwise(document: Document, field: Field, context: Context) -> Iterator[Finding]:
    """P501 for amounts of the whole firm that are told of another, under the applicant's code.

    A firm keeps its code when it is renamed. So nothing is told unless it was called as now before
    that: by papers of others of earlier days; and nobody speaks of a new name. Print that was
    recognised, and papers that name the applicant or its brand anywhere, accuse nobody.
    """
    kind, written = context.type_of(document), iso(document, "issue_date")
    applicant, holder = context.submission.applicant, str(field.value)
    if kind is None or not kind.whole_firm or written is None:
        return
    if document.origin is Origin.OCR or field.confidence < _LEGIBLE:
        return
    if match_applicant(holder, applicant) is not Match.OTHER:
        return
    text = normal("".join(line.text for line in document.lines))
    own = (*map(normal, (applicant.name, *applicant.aliases)), context.brand(applicant.name))
    if any(name and name in text for name in own):
        return
    named = [
        d
        for d in context.documents
        if (of := context.type_of(d)) is not None
        and of.by_others
        and same_name(d.text("holder"), applicant.name)
        and (day := iso(d, "issue_date")) is not None
        and day < written
    ]
    if len(named) >= _WITNESSES and not _speaks_of_a_new_name(holder, context):
        yield context.finding("P501", document, cite=field, holder=holder, applicant=applicant.name)


def _speaks_of_a_new_name(holder: str, context: Context) -> bool:
    """Whether some paper tells of a change of names, or names that other firm as well."""
    name, words = normal(holder), context.book.phrases.renamed
    texts = [
        line.text
        for d in context.documents
        for line in d.lines
        if any_word(line.text, words)
    ]  # fmt: skip
    return (
        bool(texts)
        or sum(any(name in normal(line.text) for line in d.lines) for d in context.documents) > 1
    )
