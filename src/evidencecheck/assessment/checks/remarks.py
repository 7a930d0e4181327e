"""P505, P506: for whom a document speaks, and what a copy is made for (domain C12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rapidfuzz import fuzz

from evidencecheck.assessment.context import Context, document_date
from evidencecheck.assessment.names import Match, match_applicant, normal, same_name
from evidencecheck.domain.document import Document, Remark, RemarkKind
from evidencecheck.domain.finding import Finding

_ISSUED = {"third-party", "authority"}
_OTHER_NAME = 70.0
"""Below this likeness (0..100) a name is no misreading of the applicant's."""


def remarks(document: Document, context: Context) -> Iterator[Finding]:
    """One finding a document and kind of remark."""
    if context.of_another(document):
        return
    yield from _speaker(document, context)
    yield from _copy(document, context)


def _speaker(document: Document, context: Context) -> Iterator[Finding]:
    """Another firm that a paper of the applicant calls 本公司."""
    holder, issuer = document.text("holder"), document.text("issuer")
    if holder and not context.is_applicant(holder):
        # Whose paper it is, is a question of its own (P501).
        return
    for remark in _of(document, RemarkKind.SPEAKER):
        if issuer and same_name(remark.text, issuer) and not context.is_applicant(issuer):
            continue
        if _is_another(remark.text, context):
            name = context.submission.applicant.name
            yield context.finding(
                "P505", document, cite=remark.citation, name=remark.text, applicant=name
            )
            return


def _is_another(name: str, context: Context) -> bool:
    applicant = context.submission.applicant
    known = [n for n in (applicant.name, *applicant.aliases) if n]
    if match_applicant(name, applicant) is not Match.OTHER:
        return False
    folded = normal(name)
    # The group that a firm belongs to, or its short form, bears a part of its name.
    return all(fuzz.partial_ratio(folded, normal(n)) < _OTHER_NAME for n in known)


def _copy(document: Document, context: Context) -> Iterator[Finding]:
    """A copy of somebody's paper made for something else, or whose own term has run out."""
    kind = context.type_of(document)
    if kind is None or kind.issuer not in _ISSUED:
        return
    own = context.book.phrases.own_purpose
    for remark in _of(document, RemarkKind.PURPOSE):
        if not any(word in remark.text.casefold() for word in own):
            yield context.finding(
                "P506", document, cite=remark.citation, purpose=remark.citation.quote
            )
            return
    dated = document_date(document)
    for remark in _of(document, RemarkKind.TERM):
        if dated is not None and dated + timedelta(days=int(remark.text)) < context.date:
            yield context.finding(
                "P506", document, cite=remark.citation, purpose=remark.citation.quote
            )
            return


def _of(document: Document, kind: RemarkKind) -> Iterator[Remark]:
    return (r for r in document.remarks if r.kind is kind)
