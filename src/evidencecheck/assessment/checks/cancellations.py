"""C607: green certificates and credits that are not cancelled, or for another (domain C20)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, zip_longest

from evidencecheck.assessment.checks.account_columns import none_of_an_account
from evidencecheck.assessment.checks.held_units import held_units, is_told_used, not_asked_for
from evidencecheck.assessment.checks.offset_for import offset_for
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import Match, is_foreign, match_applicant, may_be_misread
from evidencecheck.domain.claim_phrases import Beneficiaries
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_of, any_word
from evidencecheck.domain.tables import Role

_SURE = 0.9
_STATED = 0.8
"""A word of a closed list."""
_NAMED = 0.7
_HEAD = 2
"""Lines in which a paper says what it is."""
_COUNT = re.compile(r"(?=.*[1-9])\d[\d,]*(?:\.\d+)?\s*(?:吨|t|tCO2e?|个|张|份|MWh|兆瓦时)?")
"""An amount that is not nothing."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_FORM = re.compile(r"\b(?:Ltd|Limited|Inc|Corp(?:oration)?|Company)\b\.?\s*$", re.IGNORECASE)
_LATIN_FIRM = re.compile(
    r"\b(?:of|for|by)\s((?:[A-Z][A-Za-z&-]+\s){1,6}[A-Z][A-Za-z&-]+,?\s(?:Co\.?,?\s?(?:Ltd|Limited)|Ltd|Limited))\b"
)
"""Of whom, or for whom, a sentence says that something is."""
_BRACKETS = re.compile(r"[()（）\s]")
_FOR_USE_BY = re.compile(
    r"^\s*(?:备\s*注|附\s*注|注)\s*[:：]?\s*(?:仅?供|提供给)[^。]*(?:使用|申报|申请)"
)
"""A remark that a copy is for the use of somebody."""
FIRM = (
    r"[“\"「『《【]?((?![本我该其])[\u4e00-\u9fff（）()]{4,30}?"
    r"(?:有限责任公司|有限公司|股份公司|集团公司))[”\"」』》】]?"
)
"""The name of a firm in a sentence, as a group."""
_ONE_FIRM = re.compile(rf"{FIRM}(?:[(（][^()（）]*[)）])?")
_LABEL, _ITS_VALUE = 24, re.compile(r"^(?P<label>[^:：。;；]{2,24})[:：]\s*(?P<value>\S.*)$")


def cancellations(document: Document, context: Context) -> Iterator[Finding]:
    """Units that are still held, whose cancellation is only applied for, or of somebody else."""
    found = tuple(_told(document, context))
    yield from found or held_units(document, context)


def _told(document: Document, context: Context) -> Iterator[Finding]:
    """What a paper on units, or a list of them, says of their state and of whom they are for."""
    listed = (*_listed_as_held(document, context), *_listed_for(document, context))
    yield from listed
    kind = context.type_of(document)
    if kind is None or kind.units is None:
        # 绿色电力消费凭证: a proof of use by the certificates that were cancelled for it.
        if document.field("certificate_count") is not None:
            yield from tuple(_told_for(document, context)) or _entered_for(document, context)
        elif not listed and _tells_of_units(document, context):
            told = tuple(_told_for(document, context, beneficiary=True))
            yield from told or _entered_for(document, context)
        return
    yield from () if listed else _pending(document, context) or _status(document, context)
    yield from _beneficiary(document, context)


def _listed_as_held(document: Document, context: Context) -> Iterator[Finding]:
    """A row of a list that counts units as set against emissions, and tells that they are held.

    计入抵消 58 t, 登记簿状态 已划转,待注销; 未核销, 二季度用电,已对外声明.
    """
    phrases = context.book.phrases
    on_units = document.speaks_of((*phrases.certificates, *phrases.green, *phrases.credits))
    for table in document.tables:
        heads = ["".join(column.headings).casefold() for column in table.columns]
        states = [n for n, head in enumerate(heads) if "状态" in head or "status" in head]
        states = states or [n for n, h in enumerate(heads) if any(w in h for w in phrases.states)]
        counts = [
            n
            for n, head in enumerate(heads)
            if any(w in head for w in phrases.offset)
            and not any(w in head for w in phrases.not_yet)
        ]
        for row in table.rows if len(states) == 1 and (counts or on_units) else ():
            state = row.cells[states[0]]
            said = re.sub(r"\s", "", state.text).casefold()
            held = said in phrases.still_held or any(w in said for w in phrases.not_cancelled)
            if row.role is not Role.BODY or not held or state.confidence < _SURE:
                continue
            if any(w in said for w in phrases.cancelled):
                continue
            beside = [
                (head, re.sub(r"\s", "", cell.text))
                for n, (head, cell) in enumerate(zip(heads, row.cells, strict=True))
                if n != states[0] and cell.confidence >= _SURE
            ]
            used = on_units and any(
                is_told_used(head, text, phrases.holding) for head, text in beside
            )
            if used or any(
                _COUNT.fullmatch(row.cells[n].text.strip()) for n in counts if n != states[0]
            ):
                yield context.finding("C607", document, cite=document.at(state), reason=state.text)
                return


def _listed_for(document: Document, context: Context) -> Iterator[Finding]:
    """A row of a list of the applicant's units whose beneficiary is another firm.

    Where no row is the applicant's, it is a list of others; what is not counted may be anybody's.
    """
    phrases, applicant = context.book.phrases, context.submission.applicant
    heads = [["".join(column.headings) for column in t.columns] for t in document.tables]
    words = phrases.beneficiaries
    columns = [[n for n, head in enumerate(of) if _is_of_benefit(head, words)] for of in heads]
    if not any(columns) or not context.is_applicant(document.text("holder")):
        return
    if not document.speaks_of((*phrases.certificates, *phrases.green, *phrases.credits)):
        return
    if document.speaks_of(words.not_ours):
        return
    for table, named in zip(document.tables, columns, strict=True):
        if len(named) != 1:
            continue
        cells = [r.cells[named[0]] for r in table.rows if r.role is Role.BODY]
        cells = [c for c in cells if c.confidence >= _SURE and c.text.strip()]
        if len(cells) > 1 and not any(context.is_applicant(c.text.strip()) for c in cells):
            continue
        for cell in cells:
            name = re.sub(r"\s", "", cell.text)
            m = _ONE_FIRM.fullmatch(name)
            firm = m is not None and match_applicant(m[1], applicant) is Match.OTHER
            misread = document.origin is Origin.OCR and may_be_misread(name, applicant)
            if (firm and not misread) or is_foreign(cell.text.strip()):
                yield context.finding("C607", document, cite=document.at(cell), reason=name)
                return


def _status(document: Document, context: Context) -> Iterator[Finding]:
    """Units that their own paper says are not cancelled."""
    status = document.field("unit_status")
    none = _none_of(context.book.phrases).search(document.words)
    held = none_of_an_account(document, context.book.phrases.account)
    if held is not None and not _cancelled_later(document, context):
        yield context.finding("C607", document, cite=held[0], reason=held[1])
    elif none is not None:
        yield context.finding("C607", document, cite=status, reason=none[0])
    elif status is None:
        yield from tuple(_said_open(document, context)) or _left(document, context)
    elif status.confidence >= _STATED and status.value == "open":
        yield context.finding("C607", document, cite=status, reason=status.raw)


def _cancelled_later(document: Document, context: Context) -> bool:
    """Whether a later paper tells of the cancellation of as many."""
    count, day = document.value("certificate_count"), document.text("issue_date")
    return any(
        other.id != document.id
        and other.value("certificate_count") == count
        and (other.text("issue_date") or "") >= (day or "")
        and any(w in other.plain for w in context.book.phrases.cancelled)
        for other in context.documents
        if (kind := context.type_of(other)) is not None and kind.units is not None
    )


def _said_open(document: Document, context: Context) -> Iterator[Finding]:
    """A sentence that says so, where no other tells of a cancellation."""
    phrases = context.book.phrases
    told = [(x, x.text.casefold()) for x in document.lines if x.confidence >= _SURE]
    if any(word in text for word in phrases.cancelled for _, text in told):
        return
    place = not_asked_for(document, phrases)
    if place is not None and not _cancelled_later(document, context):
        yield context.finding("C607", document, cite=place, reason=place.quote.strip())
        return
    # 未注销前, 未注销的余额: of what would be, or of a part.
    open_ = re.compile(rf"(?<![不已])(?:{any_of(phrases.not_cancelled)})(?![前的余部数者则])")
    for line, text in told:
        if open_.search(text):
            place = document.at(line)
            yield context.finding("C607", document, cite=place, reason=line.text.strip())
            return


def _left(document: Document, context: Context) -> Iterator[Finding]:
    """All that an account holds is there to be used: 持有数量 350, 可用数量 350."""
    count = document.field("certificate_count")
    if count is None or not isinstance(count.value, int | float) or not count.value:
        return
    available = re.compile(
        rf"(?:{any_of(context.book.phrases.holding.available)})"
        r"[ \t]*(?:[(（][^()（）]*[)）])?[ \t]*[:：]?[ \t]*(?P<n>\d[\d,]*(?:\.\d+)?)"
    )
    for line in document.lines:
        m = available.search(line.text) if line.confidence >= _SURE else None
        if m is not None and float(m["n"].replace(",", "")) >= count.value:
            place = document.at(line)
            yield context.finding("C607", document, cite=place, reason=line.text.strip())
            return


def _pending(document: Document, context: Context) -> tuple[Finding, ...]:
    """A receipt of an application whose lines say that it is still looked at."""
    phrases = context.book.phrases
    status = document.field("unit_status")
    if status is not None and status.confidence >= _STATED and status.value == "cancelled":
        return ()
    head = document.heading + "".join(line.text for line in document.lines[:_HEAD])
    if not any(word in head for word in phrases.applied_for):
        return ()
    for line in document.lines:
        word = next((w for w in phrases.pending if w in line.text), "")
        if word and line.confidence >= _SURE:
            place = document.at(line)
            return (context.finding("C607", document, cite=place, reason=line.text.strip()),)
    return ()


def _beneficiary(document: Document, context: Context) -> Iterator[Finding]:
    """Units cancelled for somebody else: a beneficiary, or a holder for emissions of its own."""
    field = document.field("beneficiary")
    phrases = context.book.phrases
    text = document.words.casefold()
    if field is None and any(w in text for w in phrases.for_itself):
        field = document.field("holder")
    # 用途声明: what they were bought for, of whoever holds them.
    shown = "\n".join(x.text for x in document.lines if not _FOR_USE_BY.match(x.text)).casefold()
    if field is None and any(w in text for w in phrases.claimed_for) and not _names(shown, context):
        field = document.field("holder")
    if document.field("beneficiary") is None:
        told = tuple(_told_for(document, context)) or tuple(_entered_for(document, context))
        told = told or tuple(offset_for(document, context))
        if told:
            yield from told
            return
    if field is None or field.confidence < _NAMED:
        return
    name, applicant = str(field.value), context.submission.applicant
    # 受益人:本企业, of a paper that the applicant holds.
    if _BRACKETS.sub("", name) in phrases.speaker and context.is_applicant(document.text("holder")):
        return
    other = match_applicant(name, applicant) is Match.OTHER
    # Its own code stands beside a name that was misread.
    own = applicant.credit_code and document.text("holder_credit_code") == applicant.credit_code
    other = (other and not (own and document.origin is Origin.OCR)) or is_foreign(name)
    if not _HAN.search(name) and not other:
        # 中文:为某公司注销: the paper says in Chinese too whose they are.
        told = tuple(_told_for(document, context))
        if told:
            yield from told
            return
    if other or _is_spelt_otherwise(name, document, context):
        yield context.finding("C607", document, cite=field, reason=name)


def _is_spelt_otherwise(name: str, document: Document, context: Context) -> bool:
    """Whether a firm's name in Latin letters is none that the papers spell the applicant by."""
    applicant = context.submission.applicant
    if _HAN.search(name) or not _LATIN_FORM.search(name):
        return False
    told = (d.text(f) for d in context.documents for f in ("holder", "beneficiary"))
    spelt = {t for t in told if _LATIN_FORM.search(t) and not _HAN.search(t)}
    # In its sentences too, over the end of a line: offset evidence of Qinghe Machinery Co., Ltd.
    spelt |= set(_LATIN_FIRM.findall(" ".join(line.text for line in document.lines))) - {name}
    own = tuple(sorted(t for t in spelt if match_applicant(t, applicant) is Match.SAME))
    known = replace(applicant, aliases=(*applicant.aliases, *own))
    return bool(own) and match_applicant(name, known) is Match.OTHER


def _tells_of_units(document: Document, context: Context) -> bool:
    """Whether a paper of any kind, of the applicant's, is on units that are cancelled."""
    phrases = context.book.phrases
    units = (*phrases.certificates, *phrases.green, *phrases.credits)
    return (
        document.speaks_of(phrases.beneficiaries.named)
        and document.speaks_of(units)
        and document.speaks_of(w for w in phrases.retires if " " not in w)
        and context.is_applicant(document.text("holder"))
        and not document.speaks_of(phrases.beneficiaries.not_ours)
        and not any(w in document.heading for w in phrases.rules_of_work)
    )


def _told_for(
    document: Document, context: Context, *, beneficiary: bool = False
) -> Iterator[Finding]:
    """A sentence that names another firm for which units are cancelled: 受益人为某公司.

    Of other papers only one that calls it the beneficiary.
    """
    applicant, phrases = context.submission.applicant, context.book.phrases
    words = phrases.cancelled_for
    called = tuple(w for w in words if w.startswith(phrases.beneficiaries.named))
    before = any_of(called if beneficiary else words)
    named = re.compile(
        rf"(?<!原)(?:{before}|{_beneficiary_is(phrases.beneficiaries)})[:：]?\s*{FIRM}"
    )
    # 以某公司名义注销, 代某公司核销.
    in_the_name = re.compile(
        rf"(?:以{FIRM}的?名义|(?:代表?|为){FIRM})[^。;；]{{0,4}}?(?:{any_of(phrases.beneficiaries.acts)})"
    )
    # A sentence may go on in the next line, and so may the name.
    for line, below in zip_longest(document.lines, document.lines[1:]):
        if line.confidence < _SURE:
            continue
        more = below.text if below is not None and below.confidence >= _SURE else ""
        for pattern in (named,) if beneficiary else (named, in_the_name):
            m = pattern.search(line.text.rstrip() + more.lstrip())
            if m is None or m.start() >= len(line.text.rstrip()):
                continue
            name = next(filter(None, m.groups()))
            other = match_applicant(name, applicant) is Match.OTHER
            misread = document.origin is Origin.OCR and may_be_misread(name, applicant)
            if other and not misread:
                yield context.finding("C607", document, cite=document.at(line), reason=name)
                return


def _entered_for(document: Document, context: Context) -> Iterator[Finding]:
    """Another firm behind a label of a form that speaks of who benefits: 代表(受益方), 权益归属.

    Before its colon, or in the cell beside it.
    """
    words = context.book.phrases.beneficiaries
    if not document.speaks_of(words.labels):
        return
    applicant = context.submission.applicant
    entered = [e for e in _entries(document) if _is_of_benefit(e[0], words)]
    if any(context.is_applicant(value.strip()) for _, value, _ in entered):
        return
    for _, value, place in entered:
        m = _ONE_FIRM.fullmatch(re.sub(r"\s", "", value))
        if m is None or match_applicant(m[1], applicant) is not Match.OTHER:
            continue
        if document.origin is not Origin.OCR or not may_be_misread(m[1], applicant):
            yield context.finding("C607", document, cite=place, reason=m[1])
            return


def _beneficiary_is(words: Beneficiaries) -> str:
    """A pattern of what leads from the word for a beneficiary to its name: 受益人登记为."""
    return (
        rf"(?:{any_of(words.named)})(?:名称|一?栏)?\s*"
        rf"(?:[均皆]?(?:已?(?:{any_of(words.entered)}))?[为是系]|(?=[:：])|填写|登记)"
    )


def _is_of_benefit(label: str, words: Beneficiaries) -> bool:
    """Whether a label is of who benefits, and not of whose the project or the plant is."""
    plain = label.casefold()
    for other in words.other_labels:
        plain = plain.replace(other, "")
    return any_word(plain, words.labels)


def _none_of(phrases: Phrases) -> re.Pattern[str]:
    """What says that none of what is held was cancelled: 已注销数量: 0, 注销记录:无."""
    records = rf"(?:{any_of(phrases.retires)})(?:{any_of(phrases.holding.records)})"
    return re.compile(
        rf"(?:{any_of(phrases.account.cancelled)})(?:数?量)?[ \t]*"
        r"(?:[(（][^()（）]*[)）]|吨|个|张|tCO2e?|t)?[ \t]*[:：为]?[ \t]*"
        rf"0(?![\d.,])\s*(?:个|张|吨|t)?|{records}[ \t]*[:：][ \t]*[暂尚]?无"
    )


def _entries(document: Document) -> Iterator[tuple[str, str, Citation]]:
    """The labels of lines and of forms, each with what stands behind it."""
    for line in document.lines:
        m = _ITS_VALUE.match(line.text.strip()) if line.confidence >= _SURE else None
        if m is not None:
            yield m["label"], m["value"], document.at(line)
    for table in document.tables:
        for row in table.rows if not any(c.headings for c in table.columns) else ():
            for label, cell in pairwise(row.cells):
                if cell.confidence >= _SURE and len(label.text) <= _LABEL:
                    yield label.text, cell.text, document.at(cell)


def _names(text: str, context: Context) -> bool:
    """Whether the applicant's name stands anywhere in a text."""
    return context.submission.applicant.name.casefold() in text
