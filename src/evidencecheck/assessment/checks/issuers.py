"""P504: who issued a document that must be somebody else's (domain C07)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from evidencecheck.assessment.bodies import ends_as_a_body, is_a_part, names_a_body
from evidencecheck.assessment.checks.own_bodies import named_as, named_beside, own_body, own_team
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import (
    changed_in,
    is_rest_of,
    is_short,
    normal,
    one_apart,
    same_name,
)
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import UNKNOWN_TYPE, Citation, Document, Field
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import MarkKind, Origin
from evidencecheck.domain.phrases import any_of
from evidencecheck.domain.rules import DocumentType

_SURE = 0.7
_LEGIBLE = 0.9
_LEAST_OF_A_NAME = 6
"""Characters."""
_LEVEL = 0.01
"""Share of the page's height within which words are of one row."""
_END = 5
"""Lines at the end of a certificate among which its issuer signs."""
_TITLE_LINES = 2
_OF_A_LABEL = 8
"""Characters of a row in which its label begins."""
_MISREAD = 2
"""Characters of a name under a seal."""
_SAME_SEAL = 75.0
"""0..100; the ring of a seal is read with errors."""
_LIKE_ITS_SEAL, _LONG = 60.0, 10
"""The same beside a name of so many characters that is the applicant's but for two of them."""
_LIKELIER = 3.0
"""Odds from which on a line is rather the applicant's name than what was read.

The ring of a seal is no line: of it they tell nothing.
"""
_OPINION = re.compile(r"(?:报告|声明|证书|意见|评价书|report|statement|opinion)\W*$", re.IGNORECASE)
"""Ends the title of what a third party says."""
_IN_ENGLISH = re.compile(r"[A-Za-z]{3,} [A-Za-z]{3,}|\b(?:Ltd|Limited|GmbH|Inc)\b")
_OF_A_NAME = 2
"""Characters before what a body is."""


def issuers(document: Document, context: Context) -> Iterator[Finding]:
    """The applicant, a department of it, or the author of what is vouched for as the issuer."""
    kind = context.type_of(document)
    if kind is None or context.of_another(document):
        return
    field = document.field("issuer")
    told = [*_author(document, kind, field, context), *own_body(document, kind, context)][:1]
    yield from told
    if told:
        return
    if kind.issuer != "third-party":
        place = _named_as_auditor(document, context) if document.type == UNKNOWN_TYPE else None
        if place is not None:
            yield context.finding("P504", document, cite=place, issuer=place.quote)
        else:
            yield from _own_auditor(document, field, context)
        return
    if field is None:
        place = (
            _named_as_auditor(document, context)
            or _own_hand(document, context)
            or _own_department(document, context)
            or own_team(document, context)
        )
        if place is not None:
            yield context.finding("P504", document, cite=place, issuer=place.quote)
        return
    if not is_own(document, context):
        return
    sure, names = field.confidence >= _SURE, _own_names(document, field, context)
    # A spoilt name and a spoilt ring that both are nearly its own.
    changed = changed_in(str(field.value), context.submission.applicant.name)
    spoilt = changed is not None and changed <= _MISREAD and len(str(field.value)) >= _LONG
    spoilt = spoilt and _sealed_by_itself(document, context, _LIKE_ITS_SEAL)
    if spoilt or any(
        _is_part_of(str(field.value), n) or (sure and same_name(str(field.value), n)) for n in names
    ):
        yield context.finding("P504", document, cite=field, issuer=field.value)


def _own_names(document: Document, field: Field, context: Context) -> list[str]:
    """The applicant's names, and that of the issuer where it is one of them misread or short."""
    applicant = context.submission.applicant
    names = [n for n in (applicant.name, *applicant.aliases) if n]
    sure = field.confidence >= _SURE
    holder = document.text("holder")
    signed = document.field("holder")
    if holder and signed is not None and same_name(str(field.value), signed.raw):
        # Both were misread alike.
        names.append(str(field.value))
    ring = any(m.mark.text == field.raw for m in document.marks if m.mark.text)
    if not ring and field.own_odds is not None and field.own_odds >= _LIKELIER:
        # Misread under a seal: by its picture it is the applicant's.
        names.append(str(field.value))
    if is_rest_of(str(field.value), applicant.name) and _sealed_by_itself(document, context):
        names.append(str(field.value))
    if not ring and sure and one_apart(str(field.value), applicant.name):
        names.append(str(field.value))
    if sure and is_short(str(field.value), applicant.name):
        names.append(str(field.value))
    return names


def _is_part_of(name: str, firm: str) -> bool:
    """Whether a name is that of a department, with the firm's name before its own."""
    name, firm = normal(name), normal(firm)
    # A seal may have spoilt one character.
    return len(name) > len(firm) + 1 and Levenshtein.distance(name[: len(firm)], firm) <= 1


def _author(
    document: Document, kind: DocumentType, field: Field | None, context: Context
) -> Iterator[Finding]:
    """P504 where who vouches for a report wrote it (domain C07)."""
    if field is None or not kind.verifies or context.is_applicant(str(field.value)):
        return
    wrote = _says_it_wrote(document, kind, field)
    if wrote is not None:
        yield context.finding("P504", document, cite=wrote, issuer=field.value)
        return
    name, words = normal(str(field.value)), context.book.phrases.authors
    # The end of a name under a seal may be lost.
    name = name[: max(_LEAST_OF_A_NAME, len(name) * 4 // 5)]
    spoken = tuple(word.replace(" ", "") for word in words)
    for other in context.of_type(*kind.verifies):
        if not set(other.years) & set(document.years) or not other.speaks_of(spoken):
            continue
        for line in other.lines:
            if _bears(line.text, words) and name in normal(line.text):
                place = other.at(line)
                yield context.finding(
                    "P504", document, cite=(field.citation, place), issuer=field.value
                )
                return


def _says_it_wrote(document: Document, kind: DocumentType, field: Field) -> Citation | None:
    """A sentence in which who verifies a report tells that it wrote it."""
    if not kind.verifies:
        return None
    wrote = re.compile(
        rf"{re.escape(str(field.value))}(?:为|受)[^。;；对由其]{{2,50}}?编(?:制|写)了[^。;；]{{0,40}}?报告"
    )
    # A sentence may go on in the next line.
    for line, below in zip_longest(document.lines, document.lines[1:]):
        if wrote.search(line.text + (below.text if below is not None else "")):
            return document.at(line)
    return None


def _own_auditor(document: Document, field: Field | None, context: Context) -> Iterator[Finding]:
    """P504 where a paper that anyone may write calls the applicant its auditor: 审核机构."""
    title = document.title.quote if document.title is not None else ""
    phrases = context.book.phrases
    itself = _auditor_by_a_row(document, title, context)
    if itself is not None and (field is None or context.is_applicant(str(field.value))):
        yield context.finding("P504", document, cite=itself, issuer=itself.quote)
        return
    if field is None and _bears(title, phrases.third_parties):
        # 第三方评估报告, and nobody signs but the firm itself.
        place = _signed_by_itself(document, context)
        if place is not None:
            yield context.finding("P504", document, cite=place, issuer=place.quote)
        return
    if field is None or field.confidence < _LEGIBLE:
        return
    # 第三方评估 / 某项目减排量评估报告; 第三方节能诊断报告.pdf
    heads = " ".join((title, document.stem, *(x.text for x in document.lines[:_TITLE_LINES])))
    told = _bears(heads, phrases.third_parties) and _OPINION.search(title) is not None
    kind = context.type_of(document)
    told = told and kind is not None and kind.issuer != "self"
    name, own = str(field.value), context.submission.applicant.name
    if told and (context.is_applicant(name) or one_apart(name, own)):
        yield context.finding("P504", document, cite=field, issuer=field.value)
        return
    if not _bears(title, phrases.audits):
        return
    if not context.is_applicant(document.text("holder")):
        return
    place = field.citation
    beside = (
        line.text
        for line in document.lines
        if line.page == place.page and abs(line.box.y0 - place.box.y0) <= _LEVEL
    )
    words = any_of(phrases.auditors)
    named = any(re.search(rf"(?<![被受])(?:{words})", text, re.IGNORECASE) for text in beside)
    if named and same_name(str(field.value), context.submission.applicant.name):
        yield context.finding("P504", document, cite=field, issuer=field.value)


def _auditor_by_a_row(document: Document, title: str, context: Context) -> Citation | None:
    """The row that calls the applicant an auditor, in a paper by an auditor or a third party.

    第三方评估机构 says it itself, whatever the title.
    """
    phrases = context.book.phrases
    if not (_bears(title, phrases.audits) or _bears(document.words, phrases.third_parties)):
        return None
    place = _named_as_auditor(document, context)
    if place is None or _bears(title, phrases.audits):
        return place
    return place if _bears(place.quote[:_OF_A_LABEL], phrases.third_parties) else None


def _named_as_auditor(document: Document, context: Context) -> Citation | None:
    """A row that says 核证机构 and has the applicant's name, or a part of it, alone beside it."""
    words = context.book.phrases.auditors
    return named_beside(document, words, context) or named_as(document, words, context)


def _bears(text: str, words: Iterable[str]) -> bool:
    return any(map(text.casefold().__contains__, words))


def _own_hand(document: Document, context: Context) -> Citation | None:
    """The applicant's name where the issuer signs, under no seal but its own.

    Copies bear the seal of who hands them in: the place of signature must say it too. Where no
    print was lost and nobody else is named, it alone says it.
    """
    if _sealed_by_itself(document, context):
        return _signed_by_itself(document, context, _MISREAD)
    own = normal(context.submission.applicant.name)
    # A seal that is not its own is somebody else's hand.
    sealed = any(m.mark.kind is MarkKind.SEAL for m in document.marks)
    if document.origin is Origin.OCR or sealed:
        return None
    bodies = context.book.phrases.bodies
    others = any(
        names_a_body(normal(x.text).replace(own, ""), bodies, _OF_A_NAME, examining=True)
        or _IN_ENGLISH.search(x.text)
        for x in document.lines
    )
    return None if others else _signed_by_itself(document, context)


def _sealed_by_itself(document: Document, context: Context, least: float = _SAME_SEAL) -> bool:
    """Whether a paper bears seals, and none but the applicant's."""
    own = normal(context.submission.applicant.name)
    seals = [m.mark.text for m in document.marks if m.mark.kind is MarkKind.SEAL]
    return bool(seals) and all(fuzz.ratio(normal(s), own) >= least for s in seals)


def _own_department(document: Document, context: Context) -> Citation | None:
    """A department of the applicant that signs alone: 某公司能碳管理办公室."""
    own, bodies = normal(context.submission.applicant.name), context.book.phrases.bodies
    end = document.lines[-_END:]
    # 送检部门 beside another body that signs.
    if any(ends_as_a_body(x.text, bodies) and not normal(x.text).startswith(own) for x in end):
        return None
    for line in end:
        text = normal(line.text)
        if text.startswith(own) and is_a_part(text[len(own) :], bodies):
            return document.at(line)
    return None


def _signed_by_itself(document: Document, context: Context, misread: int = 0) -> Citation | None:
    """The applicant's name at the end of a paper, where no other organisation signs.

    Up to ``misread`` characters of it may be others: of what lies under a seal that has the name.
    """
    own, bodies = normal(context.submission.applicant.name), context.book.phrases.bodies
    end = [line for line in document.lines[-_END:] if ends_as_a_body(line.text, bodies)]
    names = [normal(_bare(line.text)) for line in end]
    if not end or any(Levenshtein.distance(name, own) > misread for name in names):
        return None
    last = end[-1]
    return Citation(document.file, last.page, last.box, _bare(last.text))


def _bare(text: str) -> str:
    """A signature without the words for its seal: 某公司(盖章)."""
    return re.sub(r"[(（](?:盖章|公章|签章|盖公章)[)）]", "", text).strip(" :：")
