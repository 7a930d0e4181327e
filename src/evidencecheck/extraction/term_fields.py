"""The term of validity of a document, beside what labels say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from evidencecheck.domain.document import Field
from evidencecheck.extraction.entities.dates import PeriodMatch, find_dates, find_periods
from evidencecheck.extraction.entities.numerals import end_of_month, whole
from evidencecheck.extraction.entities.terms import Validity
from evidencecheck.extraction.subject import Subject
from evidencecheck.extraction.text import PageText, flow

_SURE, _SPANNED = 0.85, 0.92
"""0..1, of an end that no label names, and of a term with both its days."""
_CYCLE = re.compile(
    r"(?:检定|校准)周期\s*[:：]?\s*(?P<n>\d{1,2}|[一两二三四五六十]{1,2})\s*个?(?P<unit>月|年)"
)
_LONGEST_CYCLE = 72
"""Months."""
_AROUND, _WINDOW = 8, 12
"""Characters."""
_UNTIL = re.compile(r"[至到/／]\s*$|(?:届满|终止|截止)(?:日期?)?\s*[:：]?\s*$")
_ENDS = re.compile(r"\s*(?:起)?(?:届满|期满|到期|失效|终止)")
_SURVEYED = re.compile(r"监督|下次|下一次|复评|再认证|审核|复审|换证前")
# 本标识自…, and behind the days: 期间使用.
_ITSELF = re.compile(r"(?:证书?|标识|标志|标牌|牌匾|称号)(?:的?使用期限?)?\s*[自从于在由]\s*$")
_USED = re.compile(r"\s*(?:止|之?间|期间|内|为止)*\s*(?:可以?|均|保持|持续)?\s*(?:使用|有效)")
_REST_OF_A_LABEL = re.compile(r"(?<![算查告计周评测])期限?\s*[:：]\s*$")
_BOTH = 2
_SHORTEST, _LEFT = 300, 180
"""Days of a term, and from the day of issue to its end: no period that was looked at."""
_UNDATED = 700
"""Days of one where no day of issue is known: longer than the year that an auditor looks at."""
# 始 2025年6月20日 / 终 2028年6月19日: each of its days behind one word.
_BEGINS = re.compile(r"(?:^|[\s(（:：,，])(?:有效)?(?:起|始|自|由|从)(?:始?日期?)?\s*[:：]?\s*$")
_STOPS = re.compile(
    r"(?:^|[\s)）,，;；])(?:有效)?(?:讫|迄|止|终|至|到)(?:[止讫]?日期?)?\s*[:：]?\s*$"
)
_LEADS = re.compile(r"[自从由]\s*$")
_RUNS_ON = re.compile(r"\s*(?:日)?(?P<begun>起|始|开始|生效)?\s*[·.,，、:：;；\-~]{0,2}\s*")
_STOPPED = re.compile(r"\s*(?:日)?(?:为)?(?:止|终止|届满|期满|失效|终)")
_APART = re.compile(r"[\n\t:：]")


def by_span(subject: Subject, found: dict[str, Field]) -> None:
    """The only span of days of a certificate that must say how long it is valid, or its end.

    Where no label for it could be read: 证书自…至…有效, 起止:…, 使用60个月,至…止, 检定周期:12个月.
    """
    if "valid_until" in found:
        return
    field = found.get("issue_date")
    dated = field is not None and isinstance(field.value, str)
    issued = date.fromisoformat(str(field.value)) if field is not None and dated else None
    asked = subject.type.validity.kind
    if asked != "none" and _by_two_words(subject.texts, found, issued):
        return
    if asked == "optional" and issued is not None:
        _by_its_words(subject, found, issued)
        return
    if asked != "required" or "period" in subject.type.fields:
        return
    spans = list(_spans(subject.texts, issued))
    if not spans and issued is not None:
        end = _cycle(subject.texts, issued) or _only_end(subject.texts, issued)
        if end is not None:
            found["valid_until"] = end
    if len({(span.first, span.last) for _, span in spans}) != 1:
        return
    page, span = spans[0]
    place = flow(page).span(span.start, span.end)
    for name, day in (("valid_from", span.first), ("valid_until", span.last)):
        found[name] = page.field(name, day.isoformat(), *place, _SPANNED)


def _by_two_words(
    pages: Sequence[PageText], found: dict[str, Field], issued: date | None
) -> bool:  # fmt: skip
    """The term whose days stand each behind one word, in two rows or two cells: 始:… 终:…."""
    for page in pages:
        dates = find_dates(page.text)
        for first, last in pairwise(dates):
            days = (last.value - first.value).days
            begins = _BEGINS.search(page.text[max(0, first.start - _AROUND) : first.start])
            stops = _STOPS.search(page.text[first.end : last.start])
            apart = _APART.search(page.text, first.start, last.start)
            if days < _SHORTEST or not (begins and stops and apart):
                continue
            if not _is_a_term(days, last.value, issued):
                continue
            for name, day in (("valid_from", first), ("valid_until", last)):
                iso = day.value.isoformat()
                found[name] = page.field(name, iso, day.start, day.end, _SPANNED)
            return True
    return False


def _is_a_term(days: int, last: date, issued: date | None) -> bool:
    """Whether a span outlasts the day of issue; where that is unknown, whether it is long."""
    if issued is None:
        return days >= _UNDATED
    return (last - issued).days >= _LEFT


def _by_its_words(subject: Subject, found: dict[str, Field], issued: date) -> None:
    """The term that a sentence gives a certificate: 本标识自…至…期间使用, 证书自…至…有效.

    Or a label of which a seal left the end, where it begins on the day of issue: 期:…至….
    """
    for page in subject.texts:
        running = flow(page)
        for span in find_periods(running.text):
            before = running.text[max(0, span.start - _WINDOW) : span.start]
            used = _USED.match(running.text, span.end) is not None
            rest = _REST_OF_A_LABEL.search(before) is not None and span.first == issued
            if not (_ITSELF.search(before) and used) and not rest:
                continue
            if len(find_dates(running.text[span.start : span.end])) != _BOTH:
                continue
            place = running.span(span.start, span.end)
            for name, day in (("valid_from", span.first), ("valid_until", span.last)):
                found[name] = page.field(name, day.isoformat(), *place, _SPANNED)
            return


def _cycle(pages: Sequence[PageText], begun: date) -> Field | None:
    """The end of a verification that states its cycle: 检定周期:12个月."""
    for page in pages[:1]:
        m = _CYCLE.search(page.text)
        if m is None:
            continue
        months = whole(m["n"]) * (12 if m["unit"] == "年" else 1)
        if not 0 < months <= _LONGEST_CYCLE:
            continue
        year, month = divmod(begun.month - 1 + months, 12)
        last = end_of_month(begun.year + year, month + 1).day
        end = date(begun.year + year, month + 1, min(begun.day, last)) - timedelta(days=1)
        return page.field("valid_until", end.isoformat(), m.start(), m.end(), _SURE)
    return None


def _only_end(pages: Sequence[PageText], begun: date) -> Field | None:
    """The only later day of a certificate, behind 至 or before 届满, and no day of surveillance."""
    found = []
    for page in pages:
        running = flow(page)
        spans = [(s.start, s.end) for s in find_periods(running.text)]
        for day in find_dates(running.text):
            if (day.value - begun).days < _LEFT:
                continue
            if any(start < day.start < end for start, end in spans):
                return None
            before = running.text[max(0, day.start - _AROUND) : day.start]
            ends = _UNTIL.search(before) or _ENDS.match(running.text, day.end)
            if _SURVEYED.search(before) or not ends:
                return None
            found.append((page, running.span(day.start, day.end), day.value))
    if len({value for *_, value in found}) != 1:
        return None
    page, place, value = found[0]
    return page.field("valid_until", value.isoformat(), *place, _SURE)


def _spans(
    pages: Sequence[PageText], issued: date | None
) -> Iterator[tuple[PageText, PeriodMatch]]:  # fmt: skip
    for page in pages:
        text = flow(page).text
        for span in find_periods(text):
            days = len(find_dates(text[span.start : span.end])) == 2
            long = (span.last - span.first).days
            if _SURVEYED.search(text[max(0, span.start - _WINDOW) : span.start]):
                continue
            if days and long >= _SHORTEST and _is_a_term(long, span.last, issued):
                yield page, span
        yield from ((page, span) for span in _joint_lost(text, issued))


def _joint_lost(text: str, issued: date | None) -> Iterator[PeriodMatch]:
    """Terms whose 至 was not read, or is left out: 自…起·…止, …始,…终."""
    for first, last in pairwise(find_dates(text)):
        days = (last.value - first.value).days
        begins = _LEADS.search(text[max(0, first.start - _AROUND) : first.start])
        between = _RUNS_ON.fullmatch(text, first.end, last.start)
        if days < _SHORTEST or between is None or not _STOPPED.match(text, last.end):
            continue
        if _SURVEYED.search(text[max(0, first.start - _WINDOW) : first.start]):
            continue
        if (begins or between["begun"]) and _is_a_term(days, last.value, issued):
            yield PeriodMatch(first.start, last.end, first.value, last.value)


def without_term(found: dict[str, Field]) -> None:
    """Takes the validity of a certificate out again where it was taken for the period told of."""
    names = (("period_start", "valid_from"), ("period_end", "valid_until"))
    pairs = [(found.get(period), found.get(term)) for period, term in names]
    if all(p is not None and t is not None and p.value == t.value for p, t in pairs):
        for name in ("period_start", "period_end", "years"):
            found.pop(name, None)


def issued_first(found: dict[str, Field]) -> None:
    """A certificate that states no other day of issue is the first of its kind."""
    first, begin = found.get("first_issue_date"), found.get("valid_from")
    if first is None or "issue_date" in found:
        return
    if begin is None or begin.value == first.value:
        found["issue_date"] = replace(first, name="issue_date")


def after(stated: Validity, begin: Field | None) -> str:
    """The end of a validity that is stated as a number of years."""
    if not stated.years or begin is None or not isinstance(begin.value, str):
        return ""
    first = date.fromisoformat(begin.value)
    try:
        end = first.replace(year=first.year + stated.years)
    except ValueError:
        end = first.replace(year=first.year + stated.years, day=28)
    return date.fromordinal(end.toordinal() - 1).isoformat()
