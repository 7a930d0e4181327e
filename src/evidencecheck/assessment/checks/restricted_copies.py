"""P506: copies that were made for something else, or whose term has run out (domain C12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rapidfuzz import fuzz
from rapidfuzz.distance import Hamming

from evidencecheck.assessment.context import Context, document_date
from evidencecheck.assessment.names import normal
from evidencecheck.domain.document import Document, Remark, RemarkKind
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases

_NEARLY = 65.0
"""Likeness (0..100) of a purpose to this application that was read with errors."""
_THIS = 70.0
"""The same, of words such as 零碳工厂 of which one character was misread."""
_LONG = 4
"""Characters of such words: of shorter ones one may be alike by chance."""
_PLAIN = 0.95
"""0..1, of the reading of a line: below it, what is none of the known purposes may be this one."""
_SHORT = 2
"""Characters of a purpose of which one that is misread leaves nothing: 留存."""
_OF_A_DAY = "compliance"
"""Family of clean records."""
_MISREAD = 1
"""Characters of the applicant's name, at most, that are others where a purpose has it."""


def restricted_copies(document: Document, context: Context) -> Iterator[Finding]:
    """A copy of somebody's paper made for something else, or whose own term has run out.

    Silent on papers that are the holder's alone, and where the applicant or this application is
    what the copy was made for.
    """
    if context.of_another(document):
        return
    kind, issuer = context.type_of(document), document.text("issuer")
    others = bool(issuer) and not context.is_applicant(issuer)
    if kind is None or kind.issuer == "self":
        return
    if not (kind.by_others or others):
        yield from _called_a_copy(document, context)
        return
    # 仅供某事使用, 不得作为申报材料.
    barred = document.remarks_of(RemarkKind.BARRED)
    for remark in (*document.remarks_of(RemarkKind.PURPOSE), *barred):
        if remark.kind is RemarkKind.BARRED or _is_for_something_else(remark, document, context):
            yield context.finding(
                "P506", document, cite=remark.citation, purpose=remark.citation.quote
            )
            return
    for remark in document.remarks_of(RemarkKind.UNTIL):
        # The certificate's own validity is no term of the copy.
        of_copy = any(word in remark.citation.quote for word in context.book.phrases.photocopy)
        own = remark.text == document.text("valid_until") and not of_copy
        if not own and date.fromisoformat(remark.text) < context.date:
            yield context.finding(
                "P506", document, cite=remark.citation, purpose=remark.citation.quote
            )
            return
    dated = document_date(document)
    # What is looked up is true of the day; a certificate has a validity of its own (V201).
    of_a_day = (RemarkKind.OWN_TERM,) if _OF_A_DAY in kind.family else ()
    terms = (r for k in (RemarkKind.TERM, *of_a_day) for r in document.remarks_of(k))
    for remark in terms:
        if dated is not None and dated + timedelta(days=int(remark.text)) < context.date:
            yield context.finding(
                "P506", document, cite=remark.citation, purpose=remark.citation.quote
            )
            return


def _called_a_copy(document: Document, context: Context) -> Iterator[Finding]:
    """Of a paper that no one else need have made: what calls itself a copy for a known purpose.

    A rule may serve only one thing, the copy of an acceptance that a bank was given another.
    """
    phrases = context.book.phrases
    for remark in document.remarks_of(RemarkKind.PURPOSE):
        copied = any(word in remark.citation.quote for word in phrases.photocopy)
        known = any(word in remark.text.casefold() for word in phrases.other_purpose)
        if copied and known and _is_for_something_else(remark, document, context):
            yield context.finding(
                "P506", document, cite=remark.citation, purpose=remark.citation.quote
            )
            return


def _is_for_something_else(remark: Remark, document: Document, context: Context) -> bool:
    purpose, phrases = remark.text.casefold(), context.book.phrases
    if any(word in purpose for word in phrases.this_purpose):
        return False
    # This application, with characters misread.
    scanned = document.origin is Origin.OCR
    if scanned and any(fuzz.partial_ratio(x, purpose) >= _NEARLY for x in phrases.application):
        return False
    own = context.submission.applicant.name
    # The name as it was read: one character of it may be another.
    named = _names_nearly(normal(purpose), normal(own))
    if (context.brand(own) in purpose or named) and not any(
        word in purpose for word in phrases.other_purpose
    ):
        # A disposer's licence, copied for this very client.
        return False
    if any(word in purpose for word in phrases.other_purpose):
        return True
    if scanned and _may_be_misread(remark, document, phrases):
        return False
    return not any(word in purpose for word in phrases.own_purpose)


def _may_be_misread(remark: Remark, document: Document, phrases: Phrases) -> bool:
    """Whether a purpose that is none of the known ones may be this application, or none at all.

    A stamp that lies aslant or is pale comes out in other characters, and what is left of 申报 or
    留存 then looks like some purpose. What says 投标 or 贷款 was legible enough.
    """
    purpose = remark.text.casefold()
    words = (w for w in (*phrases.this_purpose, *phrases.application) if len(w) >= _LONG)
    if any(fuzz.partial_ratio(word, purpose) >= _THIS for word in words):
        return True
    if len(normal(purpose)) <= _SHORT:
        return True
    box = remark.citation.box
    return any(
        line.confidence < _PLAIN
        for line in document.lines
        if line.page == remark.citation.page and box.y0 <= line.box.cy <= box.y1
    )


def _names_nearly(text: str, name: str) -> bool:
    """Whether a name stands in a text, with one other character at most."""
    starts = range(len(text) - len(name) + 1)
    return any(Hamming.distance(text[n : n + len(name)], name) <= _MISREAD for n in starts)
