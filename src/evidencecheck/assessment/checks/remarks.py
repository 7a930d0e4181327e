"""P505: for whom a document speaks (domain C12)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import (
    Match,
    changed_in,
    match_applicant,
    normal,
    same_name,
)
from evidencecheck.assessment.partners import is_a_partner_s, is_sent_to
from evidencecheck.domain.document import Document, Remark, RemarkKind
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_SHORT_NAME = 4
"""Characters of a brand with its trade."""
_OFTEN, _VERY_OFTEN = 2, 3
"""Places in which a paper tells of another firm's works: once may be an aside."""
_TOLD = 0.95
"""A holder of less confidence was found without a label, in a sentence or a heading."""
_HEAD = 4
"""Lines."""
_SIGNED = 0.85
"""An issuer of less confidence, in papers that firms write themselves, was found in a sentence."""
_OTHER_NAME = 60.0
"""Below this likeness (0..100), legal form aside, a name is no misreading of the applicant's."""
_SENTENCES = frozenset({RemarkKind.SUBJECT, RemarkKind.NAMED, RemarkKind.MENTION})
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十]{1,3}条")
_ARTICLES = 3
_LONG_NAME = 8
"""Characters."""
_PLACE, _PLACE_AND_BRAND = 2, 4
"""Characters with which the name of a firm begins."""
_NAME_GOES_ON = 4
"""Characters behind a name in a sentence."""
_FORM = re.compile(r"(?:控股|集团|股份|有限|责任|公司)+")


def remarks(document: Document, context: Context) -> Iterator[Finding]:
    """Another firm that a paper of the applicant calls 本公司, or tells of as of itself."""
    if context.of_another(document) or is_a_partner_s(document, context):
        return
    issuer = document.text("issuer")
    if _is_held_by_another(document, context) and not _speaks_for_the_applicant(document, context):
        # Whose paper it is, is a question of its own (P501).
        return
    for remark in document.remarks_of(RemarkKind.SPEAKER):
        if issuer and same_name(remark.text, issuer) and not context.is_applicant(issuer):
            continue
        if _is_another(remark.text, context):
            name = context.submission.applicant.name
            yield context.finding(
                "P505", document, cite=remark.citation, name=remark.text, applicant=name
            )
            return
    if is_sent_to(document, context.submission.applicant.name):
        return
    described = tuple(_described(document, context))
    yield from described or tuple(_addressed(document, context)) or _written_to(document, context)


def _speaks_for_the_applicant(document: Document, context: Context) -> bool:
    """Whether the applicant calls itself 本公司 there, though another was taken for the holder."""
    kind = context.type_of(document)
    if kind is None or kind.issuer != "self":
        return False
    if any(context.is_applicant(r.text) for r in document.remarks_of(RemarkKind.SPEAKER)):
        return True
    field, own = document.field("holder"), normal(context.submission.applicant.name)
    # 1 报告主体 / 某公司位于…: behind a heading, and nowhere but in sentences.
    guessed = field is not None and (
        field.confidence < _TOLD or _is_only_told_of(str(field.value), document)
    )
    return guessed and any(own in normal(line.text) for line in document.lines)


def _described(document: Document, context: Context) -> Iterator[Finding]:
    """Another firm whose works a paper of the applicant describes, more often than its own."""
    kind = context.type_of(document)
    if kind is None or kind.holder == "any":
        return
    told = list(document.remarks_of(RemarkKind.SUBJECT))
    beside = list(document.remarks_of(RemarkKind.NAMED))
    spoken = list(document.remarks_of(RemarkKind.MENTION))
    # Where no sentence speaks of the applicant, all that speak of another count.
    speaks = any(word in document.words for word in context.book.phrases.of_itself)
    silent = not speaks and not any(_is_of(r.text, context) for r in (*told, *spoken))
    if silent:
        beside += spoken
    if silent and not told:
        # A firm that is given a short name, and goes by it from then on: (以下简称“…”).
        writer = document.text("issuer")
        told = [
            r
            for r in beside
            if r.kind is RemarkKind.NAMED and _goes_by(r, spoken) and not same_name(r.text, writer)
        ]
        beside = [r for r in beside if r not in told]
    names = sorted({normal(r.text) for r in told}, key=lambda n: (len(n), n))
    for name in names:
        # 系统接入某公司: words before a name are sometimes taken for its beginning.
        mentions = [r for r in told if _is_so_called(r, name, document)]
        mentions += _by_its_brand(mentions, document) if len(mentions) < _OFTEN else []
        own = sum(_is_of(r.text, context) for r in told)
        turned = [r for r in beside if _is_so_called(r, name, document)]
        few = (silent and len(mentions) < _OFTEN) or _is_held_by_another(document, context)
        least = _OFTEN if few else _VERY_OFTEN
        if mentions and len(mentions) + len(turned) >= least:
            mentions += turned
            own += sum(_is_of(r.text, context) for r in beside)
        serves = any(word in name for word in context.book.phrases.services)
        # A firm that works for factories stands in for none of them beside the applicant's own.
        if serves and (own or len(mentions) < _VERY_OFTEN):
            continue
        # Who promises stands in a paper once: 某公司郑重承诺.
        once = not own and any(_is_a_pledge(r, context) for r in mentions)
        if len(mentions) < (1 if once else _OFTEN) or own >= len(mentions):
            continue
        mentions.sort(key=lambda r: len(r.text))
        first = mentions[0]
        if _are_of_a_partner(mentions, name, context):
            continue
        if _is_another(first.text, context) and not _has_a_part(first.text, context, document):
            yield context.finding(
                "P505",
                document,
                cite=[r.citation for r in mentions],
                name=first.text,
                applicant=context.submission.applicant.name,
            )
            return


def _are_of_a_partner(mentions: Sequence[Remark], name: str, context: Context) -> bool:
    """Whether who builds or delivers is spoken of by a short name, and of what it builds."""
    told = [normal(r.citation.quote) for r in mentions if r.kind is RemarkKind.SUBJECT]
    short = bool(told) and not any(name in quote for quote in told)
    return short and _is_a_partner(name, context)


def _is_a_pledge(remark: Remark, context: Context) -> bool:
    """Whether a firm, whose name begins the sentence, promises or declares there."""
    _, _, behind = normal(remark.citation.quote).partition(normal(remark.text))
    promises = (normal(word) for word in context.book.phrases.promises)
    return behind.startswith(tuple(promises))


def _is_so_called(remark: Remark, name: str, document: Document) -> bool:
    """Whether a remark is of a firm, one character of whose name was read otherwise there."""
    said = normal(remark.text)
    if said.endswith(name):
        return True
    scanned = document.origin is Origin.OCR and len(said) == len(name) >= _LONG_NAME
    return scanned and Levenshtein.distance(said, name) == 1


def _has_articles(document: Document) -> bool:
    """Whether a paper is made of articles: rules of a firm, and no list of its suppliers."""
    return sum(bool(_ARTICLE.match(line.text)) for line in document.lines) >= _ARTICLES


def _of_articles(document: Document) -> list[Remark]:
    """The remarks of a paper; of one that is made of articles, those from the first of them on."""
    if not _has_articles(document):
        return list(document.remarks)
    first = next(line for line in document.lines if _ARTICLE.match(line.text))
    return [
        r
        for r in document.remarks
        if (r.citation.page, r.citation.box.y1) >= (first.page, first.box.y0)
    ]


def _by_its_brand(mentions: Sequence[Remark], document: Document) -> list[Remark]:
    """Where a paper goes on to speak of a firm by its brand and trade alone: 某某童车厂区屋顶."""
    for remark in mentions[:1]:
        proper = _proper(remark.text)
        # The place before a brand is of two characters, of three with 市.
        for short in (proper[2:], proper[3:]):
            lines = [x for x in document.lines if short in normal(x.text)]
            beside = [x for x in lines if proper not in normal(x.text)]
            if len(short) >= _SHORT_NAME and beside:
                return [replace(remark, citation=document.at(beside[0]))]
    return []


def _goes_by(named: Remark, spoken: Iterable[Remark]) -> bool:
    """Whether a firm is spoken of by a short name again and again."""
    return sum(same_name(r.text, named.text) for r in spoken) >= _VERY_OFTEN


def _addressed(document: Document, context: Context) -> Iterator[Finding]:
    """Another firm of which all sentences of the applicant's own paper speak, none of itself."""
    kind = context.type_of(document)
    if kind is None or kind.by_others or (kind.holder == "any" and not _has_articles(document)):
        return
    said = [r for r in _of_articles(document) if r.kind in _SENTENCES]
    least = _OFTEN
    if kind.issuer != "self":
        # What others may write as well tells of them too; a name that heads it is no sentence.
        said, least = [r for r in said if not _is_heading(r, document)], _VERY_OFTEN
        if any(w in document.words for w in context.book.phrases.of_itself):
            return
    if any(_is_of(r.text, context) for r in said):
        return
    for name in sorted({normal(r.text) for r in said}, key=lambda n: (len(n), n)):
        mentions = sorted(
            (r for r in said if _is_so_called(r, name, document)), key=lambda r: len(r.text)
        )
        if len(mentions) < least or any(w in name for w in context.book.phrases.services):
            continue
        begun = sum(r.kind is RemarkKind.NAMED for r in mentions)
        by_any = least > _OFTEN
        if by_any and (begun < _OFTEN or _is_a_partner(name, context)):
            continue
        if _attended(name, document, context) or _are_of_a_partner(mentions, name, context):
            continue
        first = mentions[0]
        if _is_another(first.text, context) and not _has_a_part(first.text, context, document):
            yield context.finding(
                "P505",
                document,
                cite=[r.citation for r in mentions],
                name=first.text,
                applicant=context.submission.applicant.name,
            )
            return


def _is_heading(remark: Remark, document: Document) -> bool:
    """Whether a name stands alone on a line at the head of a paper."""
    name, place = normal(remark.text), remark.citation
    head = document.lines[:_HEAD]
    return any(normal(x.text) == name and x.box.same_row(place.box) for x in head)


def _written_to(document: Document, context: Context) -> Iterator[Finding]:
    """A letter of an authority on the applicant that turns to another firm, and tells of that."""
    kind = context.type_of(document)
    if kind is None or not kind.by_others or not context.is_applicant(document.text("holder")):
        return
    for remark in document.remarks_of(RemarkKind.ADDRESSED):
        if not _is_another(remark.text, context) or _has_a_part(remark.text, context):
            continue
        told = [
            r
            for r in document.remarks
            if r.kind in _SENTENCES and normal(r.text).endswith(normal(remark.text))
        ]
        beside = [r for r in told if r.citation.box != remark.citation.box]
        if beside:
            yield context.finding(
                "P505",
                document,
                cite=[remark.citation, *(r.citation for r in beside)],
                name=remark.text,
                applicant=context.submission.applicant.name,
            )
            return


def _is_held_by_another(document: Document, context: Context) -> bool:
    """Whether another firm was taken for the holder; of a scan one character may be misread."""
    holder = document.text("holder")
    if not holder or context.is_applicant(holder):
        return False
    misread = changed_in(holder, context.submission.applicant.name) == 1
    return not (misread and document.origin is Origin.OCR)


def _is_of(name: str, context: Context) -> bool:
    """Whether a name is the applicant's, with words before it or none."""
    applicant = context.submission.applicant
    return any(normal(name).endswith(normal(n)) for n in (applicant.name, *applicant.aliases) if n)


def _has_a_part(name: str, context: Context, but: Document | None = None) -> bool:
    """Whether a firm is of the applicant's group, or issued another paper of the submission."""
    applicant = context.submission.applicant
    if context.brand(name) == context.brand(applicant.name):
        return True
    return any(
        same_name(d.text("issuer"), name)
        for d in context.documents
        if _is_signed(d, context) and not (d is but and _is_only_told_of(name, d))
    )


def _is_signed(document: Document, context: Context) -> bool:
    """Whether the issuer of a paper signs it, and was not taken from a sentence of its text."""
    kind, issuer = context.type_of(document), document.field("issuer")
    by_others = kind is not None and kind.by_others
    return issuer is not None and (by_others or issuer.confidence >= _SIGNED)


def _is_only_told_of(name: str, document: Document) -> bool:
    """Whether a name stands in sentences alone: in no head, no signature and behind no label."""
    name = normal(name)
    parts = [normal(x.text).partition(name) for x in document.lines]
    told = [(before, behind) for before, found, behind in parts if found]
    return bool(told) and all(
        len(behind) >= _NAME_GOES_ON and not before.endswith((":", "：")) for before, behind in told
    )


def _is_a_partner(name: str, context: Context) -> bool:
    """Whether a contract or an invoice of the submission names a firm: who builds, or delivers."""
    return any(
        name in normal(x.text)
        for d in context.documents
        if (kind := context.type_of(d)) is not None and kind.names_partners
        for x in d.lines
    )


def _attended(name: str, document: Document, context: Context) -> bool:
    """Whether people of a firm came to a meeting of the applicant."""
    words = context.book.phrases.attended
    return any(
        name in normal(x.text) and any(word in x.text for word in words) for x in document.lines
    )


def _is_another(name: str, context: Context) -> bool:
    applicant = context.submission.applicant
    known = [n for n in (applicant.name, *applicant.aliases) if n]
    if match_applicant(name, applicant) is not Match.OTHER:
        return False
    folded = _proper(name)
    # The group that a firm belongs to, or its short form, bears a part of its name.
    return all(
        fuzz.partial_ratio(folded, _proper(n)) < _OTHER_NAME
        or _only_shares_a_trade(folded, _proper(n), context)
        for n in known
    )


def _only_shares_a_trade(name: str, own: str, context: Context) -> bool:
    """Whether two names, alike by what their firms make, have other places and other brands."""
    heads = name[:_PLACE_AND_BRAND], own[:_PLACE_AND_BRAND]
    brand = context.brand(own)
    apart = set(heads[0]).isdisjoint(heads[1]) and min(map(len, (name, own))) > _PLACE_AND_BRAND
    brands = brand, own[_PLACE:_PLACE_AND_BRAND]
    return apart and not any(b in name for b in brands) and heads[0][_PLACE:] not in own


def _proper(name: str) -> str:
    """A name without its legal form, which most firms share."""
    folded = normal(name)
    return _FORM.sub("", folded) or folded
