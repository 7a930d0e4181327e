"""P501–P504: whose document it is, and who issued it (domain C03, C05, C07)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from stdnum.cn import uscc

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import Match, match_applicant, normal, same_name
from evidencecheck.domain.document import Citation, Document, Field
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import MarkKind, Origin
from evidencecheck.domain.rules import DocumentType

# A holder that was not found by a label, or was hardly legible, accuses nobody.
_SURE = 0.7
_LEGIBLE = 0.9
_LEAST_OF_A_NAME = 6
"""Characters."""
# Readings of one character may differ; the credit code then says whether it is the same firm.
_MISREAD, _SEVERAL_MISREAD = 0.985, 0.85
_LEVEL, _BELOW, _INDENT = 0.01, 0.09, 0.25
"""Shares of the page by which a credit code lies off the name that it belongs to, at most."""
_END = 5
"""Lines at the end of a certificate among which its issuer signs."""
_SAME_SEAL = 75.0
"""0..100; the ring of a seal is read with errors."""
_ORGANISATION = re.compile(
    r"(?:公司|集团|中心|研究[院所]|协会|学会|局|院|所)(?:[(（][^()（）]{2,6}[)）])?$"
)


def parties(document: Document, context: Context) -> Iterator[Finding]:
    """Holder, credit code and issuer against the applicant."""
    if context.of_another(document):
        return
    yield from _holder(document, context)
    yield from _code(document, context)
    yield from _issuer(document, context)


def _holder(document: Document, context: Context) -> Iterator[Finding]:
    kind = context.type_of(document)
    if kind is None:
        return
    if kind.holder == "any" and not _tells_of_a_site(document, kind):
        yield from _of_a_sister(document, kind, context)
    elif document.field("holder") is not None:
        yield from holder_is_applicant(document, context)
    elif kind.holder == "listed" and document.lines and not _is_listed(document, context):
        # A list, or a plaque, on which the applicant was not found: nobody is accused by that.
        yield context.finding("Q801", document, what="holder", confidence="0")


def _tells_of_a_site(document: Document, kind: DocumentType) -> bool:
    """Whether the title is of a works' noise or waste water, and of no product."""
    title = document.title.quote.casefold() if document.title is not None else ""
    return _bears(title, kind.of_a_site)


def _of_a_sister(document: Document, kind: DocumentType, context: Context) -> Iterator[Finding]:
    """P501 where a paper that may be a supplier's is that of another firm of the same brand."""
    field = document.field("holder")
    if not kind.by_others or field is None or field.confidence < _LEGIBLE:
        return
    holder, applicant = str(field.value), context.submission.applicant
    if match_applicant(holder, applicant) is not Match.OTHER or _same_code(document, context):
        return
    brands = [context.brand(n) for n in (applicant.name, *applicant.aliases) if n]
    if context.brand(holder) not in brands or _names_applicant(document, context):
        return
    yield context.finding("P501", document, cite=field, holder=holder, applicant=applicant.name)


def holder_is_applicant(document: Document, context: Context) -> Iterator[Finding]:
    """P501 where the document is another's, Q801 where that cannot be told."""
    kind = context.type_of(document)
    field = document.field("holder")
    if kind is None or field is None:
        return
    applicant = context.submission.applicant
    holder = str(field.value)
    match = match_applicant(holder, applicant)
    if match in {Match.SAME, Match.BRANCH} or _same_code(document, context):
        return
    if kind.holder == "listed" and _is_listed(document, context):
        return
    unsure = field.confidence < _SURE or _may_be_misread(field, document, match, applicant.name)
    unsure = unsure or (match is Match.OTHER and _names_applicant(document, context))
    if match is Match.UNCLEAR or unsure:
        yield context.finding(
            "Q801", document, cite=field, what="holder", confidence=field.confidence
        )
    elif not (
        _names_applicant_as_holder(document, context)
        or ((kind.of_partners or kind.of_a_site) and _is_a_partner_s(document, holder, context))
    ):
        yield context.finding("P501", document, cite=field, holder=holder, applicant=applicant.name)


def _is_a_partner_s(document: Document, holder: str, context: Context) -> bool:
    """Whether it is the paper of a firm with which the applicant trades, beside its own.

    Contracts, invoices and lists of suppliers tell who that is (domain C03).
    """
    others = [d for d in context.documents if d.id != document.id]
    own = any(d.type == document.type and context.is_applicant(d.text("holder")) for d in others)
    name = normal(holder)
    return own and any(
        name in normal(line.text)
        for d in others
        if (kind := context.type_of(d)) is not None and kind.names_partners
        for line in d.lines
    )


def _may_be_misread(field: Field, document: Document, match: Match, own: str) -> bool:
    """Whether a recognised name can be the applicant's: nearly the same, or the rest of it."""
    if document.origin is not Origin.OCR:
        return False
    # A seal covers the beginning of a name: 械（天津）有限公司.
    rest = normal(own).endswith(normal(str(field.value)))
    if match is not Match.NEAR or rest:
        return rest
    # One character taken for another, or lost; 榆渚童车 is no misreading of 榆渚车业.
    changed = Levenshtein.distance(normal(str(field.value)), normal(own))
    return field.confidence < (_MISREAD if changed == 1 else _SEVERAL_MISREAD)


def _is_listed(document: Document, context: Context) -> bool:
    """Whether the applicant stands in a list of the document."""
    own = normal(context.submission.applicant.name)
    # A narrow column breaks the end of a name off.
    most = own[: max(_LEAST_OF_A_NAME, len(own) * 4 // 5)]
    return any(most in normal(line.text) for line in document.lines)


def _names_applicant(document: Document, context: Context) -> bool:
    """Whether the applicant is named in a document of which another seems to be the holder.

    Then a person must say whose it is: papers name their client, their author and their subject.
    """
    own = normal(context.submission.applicant.name)
    return bool(own) and own in normal("".join(line.text for line in document.lines))


def _names_applicant_as_holder(document: Document, context: Context) -> bool:
    """Whether the applicant heads the document although another name was taken for the holder."""
    return any(
        same_name(line.text.strip(), context.submission.applicant.name)
        for line in document.lines[:12]
    )


def _same_code(document: Document, context: Context) -> bool:
    code = document.text("holder_credit_code")
    return bool(code) and code == context.submission.applicant.credit_code


def _code(document: Document, context: Context) -> Iterator[Finding]:
    field = document.field("holder_credit_code")
    if field is None:
        yield from _code_in_number(document, context)
        return
    code = str(field.value)
    own = context.submission.applicant.credit_code
    if len(code) != 18 or code == own:
        return
    if not uscc.is_valid(code):
        legible = document.origin is not Origin.OCR or field.confidence >= _LEGIBLE * 0.85
        if legible:
            yield context.finding("P502", document, cite=field, code=code)
        else:
            yield context.finding(
                "Q801", document, cite=field, what="holder_credit_code", confidence=field.confidence
            )
        return
    if own and _is_of_the_applicant(field, document, context):
        yield context.finding("P503", document, cite=field, code=code, applicant_code=own)


def _code_in_number(document: Document, context: Context) -> Iterator[Finding]:
    """P503 where the number of a permit is made of another firm's credit code."""
    kind, number = context.type_of(document), document.field("certificate_number")
    own = context.submission.applicant.credit_code
    if kind is None or number is None or not own or "(?P<code>" not in kind.number_pattern:
        return
    m = re.match(kind.number_pattern, re.sub(r"\s", "", str(number.value)).upper())
    if m is None or m["code"] == own or not uscc.is_valid(m["code"]):
        return
    if _is_of_the_applicant(number, document, context):
        yield context.finding("P503", document, cite=number, code=m["code"], applicant_code=own)


def _is_of_the_applicant(code: Field, document: Document, context: Context) -> bool:
    """Whether a credit code is printed as the applicant's own."""
    kind, holder = context.type_of(document), document.field("holder")
    if kind is None:
        return False
    if holder is None:
        return kind.holder != "any"
    # A branch has a code of its own.
    if match_applicant(str(holder.value), context.submission.applicant) is not Match.SAME:
        return False
    return kind.holder != "any" or _stands_with(code, holder)


def _stands_with(code: Field, holder: Field) -> bool:
    """Whether a code stands beside or under a name: each of two parties has its own."""
    if min(code.confidence, holder.confidence) < _LEGIBLE:
        return False
    below, beside = code.citation.box, holder.citation.box
    return (
        code.citation.page == holder.citation.page
        and -_LEVEL <= below.y0 - beside.y0 <= _BELOW
        and abs(below.x0 - beside.x0) <= _INDENT
    )


def _issuer(document: Document, context: Context) -> Iterator[Finding]:
    kind = context.type_of(document)
    if kind is None:
        return
    field = document.field("issuer")
    if kind.issuer != "third-party":
        yield from _own_auditor(document, field, context)
        return
    if field is None:
        place = _own_hand(document, context)
        if place is not None:
            yield context.finding("P504", document, cite=place, issuer=place.quote)
        return
    holder = document.text("holder")
    if field.confidence < _SURE or (holder and not context.is_applicant(holder)):
        return
    applicant = context.submission.applicant
    names = (applicant.name, *applicant.aliases)
    if any(same_name(str(field.value), name) for name in names):
        yield context.finding("P504", document, cite=field, issuer=field.value)


def _own_auditor(document: Document, field: Field | None, context: Context) -> Iterator[Finding]:
    """P504 where a paper that anyone may write calls the applicant its auditor: 审核机构."""
    title = document.title.quote if document.title is not None else ""
    phrases = context.book.phrases
    if field is None and _bears(title, phrases.third_parties):
        # 第三方评估报告, and nobody signs but the firm itself.
        place = _signed_by_itself(document, context)
        if place is not None:
            yield context.finding("P504", document, cite=place, issuer=place.quote)
        return
    if field is None or field.confidence < _LEGIBLE or not _bears(title, phrases.audits):
        return
    if not context.is_applicant(document.text("holder")):
        return
    place = field.citation
    beside = (
        line.text
        for line in document.lines
        if line.page == place.page and abs(line.box.y0 - place.box.y0) <= _LEVEL
    )
    named = any(_bears(text, phrases.auditors) for text in beside)
    if named and same_name(str(field.value), context.submission.applicant.name):
        yield context.finding("P504", document, cite=field, issuer=field.value)


def _bears(text: str, words: Iterable[str]) -> bool:
    return any(word in text.casefold() for word in words)


def _own_hand(document: Document, context: Context) -> Citation | None:
    """The applicant's name where the issuer signs, under no seal but its own.

    Copies bear the seal of who hands them in: the place of signature must say it too.
    """
    own = context.submission.applicant.name
    seals = [m.mark.text for m in document.marks if m.mark.kind is MarkKind.SEAL]
    if not seals or any(fuzz.ratio(normal(s), normal(own)) < _SAME_SEAL for s in seals):
        return None
    return _signed_by_itself(document, context)


def _signed_by_itself(document: Document, context: Context) -> Citation | None:
    """The applicant's name at the end of a paper, where no other organisation signs."""
    own = context.submission.applicant.name
    end = [line for line in document.lines[-_END:] if _ORGANISATION.search(line.text.strip())]
    if not end or not all(same_name(_bare(line.text), own) for line in end):
        return None
    last = end[-1]
    return Citation(document.file, last.page, last.box, _bare(last.text))


def _bare(text: str) -> str:
    """A signature without the words for its seal: 某公司(盖章)."""
    return re.sub(r"[(（](?:盖章|公章|签章|盖公章)[)）]", "", text).strip(" :：")
