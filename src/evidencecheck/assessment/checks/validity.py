"""V201–V208: dates and validity (domain C01, C02, C08, C10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise, zip_longest

from evidencecheck.assessment.checks.clear_days import clearly_dated, may_lack_a_sign
from evidencecheck.assessment.checks.coverage import coverage
from evidencecheck.assessment.checks.hardly_read_days import is_before
from evidencecheck.assessment.checks.over_when_told import told_as_over, told_by_month
from evidencecheck.assessment.checks.steps import convened_later, steps
from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.names import normal, same_name
from evidencecheck.assessment.titles import bare_title
from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.rules import DocumentType

_EARLY = 3
"""Days before the end of its month that a sheet may be dated: 29 September."""
_LONGEST_MONTH, _LONGEST_QUARTER = 30, 92
"""Days from its first to its last."""
_HEAD, _TITLE = 2, 30
"""Lines at the top, and characters of one that may be a title."""
_OF_MONTHS = "statistical-report"
_SOON = 90
_LEGIBLE = 0.7
"""Dates that were hardly legible contradict nothing."""
_SURE = 0.85
_GUESSED = 0.6
"""Of a day below this hardly more than the signs around it were read."""
"""A date that was recognised in print, and is to lie after the day of assessment."""
_AHEAD = 1
"""Years by which a paper may be dated ahead, and its number be of an earlier year."""
_YEAR_OF_NUMBER = re.compile(r"(?<!\d)20[0-3]\d(?!\d)")
_SPEAKS_OF_VALIDITY = re.compile(
    r"有效期|有效\s*[至到:：]|有?\w期至\W*20\d\d|有效日期|终止日期|截止日期|到期日|失效日期|届满|valid\s*(?:until|to|from|through)|expir"
    # Of an instrument the end is when it must be verified again.
    r"|下次?(?:检定|校准|校验|检测|检验|复检|复校|周检|送检|检(?=日|期))|复检|复校|再检定|送检(?:期限|日期)"
    r"|(?:next|cal(?:ibration)?\.?|verification)\s*due|\bdue\s*(?:date|on)\b",
    re.IGNORECASE,
)
# 有效期内每12个月监督一次: no word on its end.
_SURVEYED = re.compile(r"每\s*(?:隔|满)?\s*[\d一二两三四五六十]+\s*(?:个月|年|次)|\d+\s*次")
# 本证书有效期三年: an end that must be counted.
_LASTS = re.compile(
    r"有效期?(?!内)\D{0,6}[\d一二两三四五六十]{1,3}\s*(?:年|个月)|[\d一二两三四五六十]{1,3}\s*(?:年|个月)内?有效"
    r"|valid for\s+\w+\s+(?:years|months)",
    re.IGNORECASE,
)
# 2024.03.06—2027.03.05: of what else than its validity?
_SPAN = re.compile(
    r"20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?\s*[-—–~～至到一]{1,2}\s*20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]"
)
_NEARLY_A_DAY = re.compile(r"2[0O]\d?\w[-–~～./年]\s?\d{1,2}[-–~～./月]\s?\d")
_DAY = re.compile(r"(?<!\d)(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)")
_TERM = 300
"""Days."""
_TO_COME = re.compile(
    r"监督|下次|下一|复评|再认证|再评|复审|年审|年检|审核|换证|surveillance|next|audit",
    re.IGNORECASE,
)
_BLANK_AFTER = re.compile(
    r"(?:有效期[至限]?|有效至|until|to|expiry date)\s*[:：]?[\s_\-年月日/]*$", re.IGNORECASE
)
_YEAR_ALONE = re.compile(r"20\d\d年?")
_MONTH_ONLY = re.compile(r"月(?:份)?$|^\d{4}[./-]\d{1,2}$|^[A-Za-z]{3,9}\.?\s*\d{4}$")
# Pairs of fields that stand in this order on every document.
_ORDER = (
    ("first_issue_date", "issue_date"),
    ("issue_date", "valid_until"),
    ("valid_from", "valid_until"),
    ("period_start", "period_end"),
    ("work_date", "issue_date"),
    ("works_start", "works_end"),
)


def validity(document: Document, context: Context) -> Iterator[Finding]:
    """Expired, not yet valid, without an end, soon over; dates that contradict each other."""
    yield from _term(document, context)
    wrong = tuple(_order(document, context))
    yield from wrong or steps(document, context)
    yield from _issued(document, context)


def _term(document: Document, context: Context) -> Iterator[Finding]:
    kind = context.type_of(document)
    if kind is None or kind.validity.kind == "none":
        return
    today = context.date
    until_field, until = document.field("valid_until"), iso(document, "valid_until")
    required = until_field is None and kind.validity.kind == "required"
    if required and not _endless(document, kind, context.book.phrases):
        yield from _no_end(document, context)
    if until is not None and until_field is not None:
        days = (until - today).days
        if 0 <= days <= _SOON:
            yield context.finding("V204", document, cite=until_field, until=until, days=days)
        elif days < 0 and kind.validity.kind != "ending" and not _renewed(document, context):
            yield context.finding("V201", document, cite=until_field, until=until, date=today)
    if kind.validity.kind == "ending":
        return
    begin_field, begin = document.field("valid_from"), iso(document, "valid_from")
    if begin is not None and begin_field is not None and begin > today:
        yield context.finding("V202", document, cite=begin_field, date=today, more={"from": begin})


def _endless(document: Document, kind: DocumentType, phrases: Phrases) -> bool:
    """Whether its title says that it is one of those of its type that print no end."""
    title = bare_title(document, phrases)
    return any(word.casefold() in title.casefold() for word in kind.validity.unless)


def _no_end(document: Document, context: Context) -> Iterator[Finding]:
    """V203, unless a validity is printed that could not be read: then a person should look."""
    for line, below in zip_longest(document.lines, document.lines[1:]):
        # A heading, and below it what was read of a day: 202T-08-13.
        headed = _SPEAKS_OF_VALIDITY.search(line.text) and below is not None
        if headed and document.origin is Origin.OCR and _NEARLY_A_DAY.search(below.text):
            yield from _unread(document, context)
            return
        stated = _SURVEYED.sub("", line.text)
        dated = _SPEAKS_OF_VALIDITY.search(stated) and re.search(r"\d.*\d", stated)
        if dated or _LASTS.search(stated) or _SPAN.search(stated):
            yield from _unread(document, context)
            return
    if _ends_somewhere(document):
        yield from _unread(document, context)
        return
    elsewhere = context.book.phrases.end_elsewhere
    blank = next(
        (
            x
            for x in document.lines
            if _BLANK_AFTER.search(x.text)
            or (_SPEAKS_OF_VALIDITY.search(x.text) and any_word(x.text, elsewhere))
        ),
        None,
    )
    place = document.place
    if blank is not None:
        place = type(place)(document.file, blank.page, blank.box, blank.text)
    yield context.finding("V203", document, cite=place, type=document.type)


def _unread(document: Document, context: Context) -> Iterator[Finding]:
    yield context.finding("Q801", document, what="valid_until", confidence="0")


def _ends_somewhere(document: Document) -> bool:
    """Whether a day is printed so long after that of issue that it may be the end, unlabelled."""
    issued = iso(document, "issue_date")
    if issued is None:
        return False
    for before, line in pairwise(("", *(x.text for x in document.lines))):
        for m in _DAY.finditer(line):
            try:
                day = date(int(m[1]), int(m[2]), int(m[3]))
            except ValueError:
                continue
            # 下次监督审核应在…前进行: another day to come.
            beside = line if m.start() else before + line
            if (day - issued).days >= _TERM and not _TO_COME.search(beside):
                return True
    return False


def _renewed(document: Document, context: Context) -> bool:
    """Whether a later one of the same kind and holder, for the same thing, is in the submission."""
    number = document.text("certificate_number")
    for other in context.others_of_type(document):
        until = iso(other, "valid_until")
        alive = other.text("valid_until") == "long-term" or (until and until >= context.date)
        if not alive or _begins_later(other, context):
            continue
        if not same_name(other.text("holder"), document.text("holder")):
            continue
        # One that leaves out what is made here takes the place of none that does not.
        if any(coverage(other, context)):
            continue
        if number and number == other.text("certificate_number"):
            return True
        if _of_two_places(document, other, context):
            continue
        if document.text("product") == other.text("product") and _same_matter(
            document, other, context
        ):
            return True
    return False


def _begins_later(document: Document, context: Context) -> bool:
    """Whether a certificate is not valid yet: until then nothing takes the place of the old one."""
    field, begin = document.field("valid_from"), iso(document, "valid_from")
    sure = field is not None and field.confidence >= _SURE
    return sure and begin is not None and begin > context.date


def _of_two_places(document: Document, other: Document, context: Context) -> bool:
    """Whether the numbers of two permits say that they are for two sites of their holder.

    A permit keeps its number when it is renewed.
    """
    kind = context.type_of(document)
    if kind is None or "(?P<place>" not in kind.number_pattern:
        return False
    places = []
    for number in (document.field("certificate_number"), other.field("certificate_number")):
        if number is None or number.confidence < _SURE:
            return False
        m = re.match(kind.number_pattern, re.sub(r"\s", "", str(number.value)))
        places.append((m["code"], m["place"]) if m is not None else ("", ""))
    (code, place), (code_of_other, place_of_other) = places
    return bool(code) and code == code_of_other and place != place_of_other


def _same_matter(document: Document, other: Document, context: Context) -> bool:
    """Whether two documents certify the same: by their standards, or by their title alone.

    Titles that name two systems of their type are of two things, whatever standard is cited.
    """
    kind = context.type_of(document)
    mine, theirs = (_titled(d, kind) for d in (document, other))
    if mine and theirs and not mine & theirs:
        return False
    if document.standards or other.standards:
        return any(
            context.registry.same(mine.base, theirs)
            for mine in document.standards
            for theirs in other.standards
        )
    # Green certificates and credits are counted: a later one does not take the place of another.
    counted = kind is not None and "certificate_count" in kind.fields
    titles = [normal(d.title.quote) for d in (document, other) if d.title is not None]
    return not counted and len(titles) == 2 and titles[0] == titles[1]


def _titled(document: Document, kind: DocumentType | None) -> set[int]:
    """Which of the systems that its type certifies the title of a document names."""
    if kind is None or document.title is None:
        return set()
    title = document.title.quote.casefold()
    return {n for n, f in enumerate(kind.fits) if any(t.casefold() in title for t in f.titles)}


def _order(document: Document, context: Context) -> Iterator[Finding]:
    for first_name, second_name in _ORDER:
        a = iso(document, first_name)
        b = iso(document, second_name) if a is not None else None
        if a is None or b is None or a <= b:
            continue
        first, second = document.field(first_name), document.field(second_name)
        if first is None or second is None:
            continue
        if _same_month(first, second) or min(first.confidence, second.confidence) < _LEGIBLE:
            continue
        if second_name == "issue_date" and may_lack_a_sign(document, second):
            continue
        if second_name == "valid_until" and not _may_end(document, context):
            continue
        yield context.finding(
            "V206", document, cite=(first.citation, second.citation), first=a, second=b
        )


def _may_end(document: Document, context: Context) -> bool:
    """Whether papers of a type have a term: in others the day on which a thing ends is another's.

    停用日期 in a list of machines, 有效期至 in one of instruments.
    """
    kind = context.type_of(document)
    return kind is None or kind.validity.kind != "none"


def _same_month(a: Field, b: Field) -> bool:
    """Whether one of two dates names no day and they fall in one month."""
    vague = _MONTH_ONLY.search(a.raw.strip()) or _MONTH_ONLY.search(b.raw.strip())
    return bool(vague) and str(a.value)[:7] == str(b.value)[:7]


def _issued(document: Document, context: Context) -> Iterator[Finding]:
    field, issued = document.field("issue_date"), iso(document, "issue_date")
    if field is None or issued is None:
        held = convened_later(document, None, context)
        if held is not None:
            yield context.finding(
                "V207", document, cite=held.citation, issued=held.first, date=context.date
            )
        return
    if issued > context.date:
        legible = clearly_dated(document, field) and not _is_another_year(document, issued, context)
        if document.origin is Origin.OCR and not legible:
            convened = convened_later(document, issued, context)
            if convened is not None:
                yield context.finding(
                    "V207", document, cite=convened.citation, issued=convened.first,
                    date=context.date,
                )  # fmt: skip
                return
            # 二〇三六 under a seal is 二〇二六 misread: a person should look.
            yield context.finding(
                "Q801", document, cite=field, what="issue_date", confidence=field.confidence
            )
        else:
            yield context.finding("V207", document, cite=field, issued=issued, date=context.date)
    kind = context.type_of(document)
    end_field, end = document.field("period_end"), iso(document, "period_end")
    if kind is None or end is None or end_field is None:
        return
    title = document.title.quote if document.title is not None else ""
    reckoned = any(word in title for word in context.book.phrases.reckoned)
    start = iso(document, "period_start")
    # 报告期 2026年1月1日至2026年1月31日, whatever its form is called.
    reckoned = reckoned or (document.type == _OF_MONTHS and bool(_SPAN.search(end_field.raw)))
    quarterly = any(w in title for w in context.book.phrases.quarterly)
    longest = _LONGEST_QUARTER if quarterly else _LONGEST_MONTH
    reckoned = reckoned and start is not None and (end - start).days <= longest
    # 电费分次结算单: of a month that is not over.
    reckoned = reckoned and not any(w in title for w in context.book.phrases.part_way)
    # 交易合同, 成交通知: what comes is agreed on; certificates are of power that was made before.
    phrases = context.book.phrases
    settled = any(word in title for word in phrases.settled)
    settled = settled and not any(word in title for word in phrases.certificates)
    early = reckoned and (end - issued).days >= _EARLY and not _MONTH_ONLY.search(field.raw.strip())
    over = told_as_over(document, field, end_field, context)
    early = early or told_by_month(document, issued, end, context)
    if not (kind.dated_after_period or early or over) and not (settled and not reckoned):
        return
    same = not early and _same_month(field, end_field)
    # 2025年1月1日至…: the day was taken from the period.
    span = document.field("period_start")
    same = same or (issued == start and span is not None and field.raw in span.raw[:-1])
    if issued >= end or same or _looks_ahead(document, context):
        return
    guessed = document.origin is Origin.OCR and field.confidence < _GUESSED
    if guessed and not is_before(document, field, issued, end):
        # 2025 under a seal is 2026 misread.
        yield context.finding(
            "Q801", document, cite=field, what="issue_date", confidence=field.confidence
        )
    else:
        yield context.finding(
            "V208", document, cite=(field.citation, end_field.citation), issued=issued, end=end
        )


def _is_another_year(document: Document, issued: date, context: Context) -> bool:
    """Whether the year of a day to come is likelier one misread: 2028 for 2023, 2029 for 2025.

    Who dates a paper ahead does so by days or months; and its number and its term tell another.
    """
    if issued.year - context.date.year > _AHEAD:
        return True
    until = iso(document, "valid_until")
    numbered = [int(y) for y in _YEAR_OF_NUMBER.findall(document.text("certificate_number"))]
    if until is not None and until < issued:
        return True
    return issued.year > context.date.year and any(issued.year - y > _AHEAD for y in numbered)


def _looks_ahead(document: Document, context: Context) -> bool:
    """Whether no past period is claimed: by years in a heading only, or in a forecast."""
    start = document.field("period_start")
    if start is None:
        return True
    said = [start.citation.quote, document.title.quote if document.title is not None else ""]
    said += [x.text for x in document.lines[:_HEAD] if len(x.text) <= _TITLE]
    said += [x.text for x in document.lines if start.raw and start.raw in x.text]
    phrases = context.book.phrases
    # 2026年塑机展参展活动: no year is told of but that of a day in it.
    if _YEAR_ALONE.fullmatch(start.raw.strip()) and any(w in said[1] for w in phrases.events):
        return True
    # 2026年电量台账(未满年): its year is told of as far as it went.
    if _YEAR_ALONE.fullmatch(start.raw.strip()) and any(
        word.lower() in text.lower() for text in said[1:] for word in phrases.unfinished
    ):
        return True
    return any(word in text.lower() for text in said for word in phrases.forecast)
