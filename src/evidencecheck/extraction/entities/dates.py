"""Dates and periods in every usual form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from evidencecheck.extraction.entities.numerals import (
    cn_small,
    cn_year,
    end_of_month,
    roc_year,
    whole,
)
from evidencecheck.extraction.entities.short_ends import begins_and_ends, short_end
from evidencecheck.extraction.entities.up_to_months import up_to_months
from evidencecheck.extraction.entities.year_parts import year_parts

_DIGITS = "〇○零Oo0一二三四五六七八九"
# A recogniser drops the round zero of 二〇二六 at times, or leaves a blank for it.
_CN_YEAR = rf"(?:[{_DIGITS}]{{4}}|(?<![{_DIGITS}])[二〇○零]\s{{0,2}}[一二三][{_DIGITS}])"
_CN_NUMBER = r"[〇零一二三四五六七八九十]{1,4}"
_MONTHS = {
    name: i + 1
    for i, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        )
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?<!\d)(?:19|20)\d{2}"

# A stroke beside a date is read as a figure: 12025年4月25日; a point as a comma: 2026.05,12.
_ISO = re.compile(
    rf"(?:(?<!\d[./]\d\d[./])|(?<=20\d\d[./]\d\d[./]\d\d/))(?P<y>{_YEAR}|(?<=(?<!\d)1)20\d{{2}}(?=年))\s*(?:[年./-]|,(?=\d\d\.\d\d))\s*(?P<m>1[0-2]|0?[1-9])\s*(?:[月./-]|(?<=\.\d\d),(?=\d\d))\s*(?P<d>3[01]|[12]\d|0?[1-9])"
    r"(?!\d(?!\d:))(?!\s*月)\s*(?:日|号)?"
)
# 2024.08.152029.08.14: a dash between two days that was not read; 2026-05~15至: a swung one.
_MD = r"[./-](?P<m>1[0-2]|0[1-9])[./-](?P<d>3[01]|[12]\d|0[1-9])"
_BEFORE_LOST_DASH = re.compile(rf"(?<!\d)(?P<y>20\d\d){_MD}(?=20\d\d[./-]\d\d[./-]\d\d(?!\d))")
_BEHIND_LOST_DASH = re.compile(rf"(?<=20\d\d[./-]\d\d[./-]\d\d)(?P<y>20\d\d){_MD}(?!\d)")
_SWUNG = re.compile(
    r"(?<!\d)(?P<y>20\d\d)-(?P<m>1[0-2]|0[1-9])[~～](?P<d>3[01]|[12]\d|0[1-9])(?=\s*[至到])"
)
# The seal may hide the last sign of a day, and the first two of its year: 二四年三月十八日, 一八年.
_CHINESE = re.compile(
    rf"(?P<y>{_CN_YEAR}|(?<![{_DIGITS}十])(?:二[一二三四五六七八九]|一[{_DIGITS}])(?=年.{{1,3}}月.{{1,3}}日))\s*年\s*"
    rf"(?P<m>{_CN_NUMBER})\s*月\s*(?P<d>{_CN_NUMBER})\s*(?:日|(?<!十)(?=[\t\n]|$))"
)
_DAY_NAME_YEAR = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s.,-]*(?P<m>{_MONTH})\b\.?[\s.,-]*"
    r"(?P<y>(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_NAME_DAY_YEAR = re.compile(
    rf"\b(?P<m>{_MONTH})\b\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*[,.]?\s*(?P<y>(?:19|20)\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(r"(?<!\d)(?P<a>\d{1,2})[./-](?P<b>\d{1,2})[./-](?P<y>(?:19|20)\d{2})(?!\d)")
# Years of the republic: named so, or of three digits, as no other calendar counts now.
_ROC_YEAR = r"(?:民[國国]\s*(?P<y>\d{2,3})|(?<!\d)(?P<y3>1[0-3]\d))"
_ROC = re.compile(
    rf"{_ROC_YEAR}\s*年\s*(?P<m>1[0-2]|0?[1-9])\s*月\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*日"
)
_ROC_MONTH = re.compile(rf"{_ROC_YEAR}\s*年\s*(?P<m>1[0-2]|0?[1-9])\s*月(?!\s*\d)")
_ROC_POINTS = re.compile(
    r"民[國国]\s*(?P<y>\d{2,3})\s*[./-]\s*(?P<m>1[0-2]|0?[1-9])\s*[./-]\s*(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
)
# 113/07/01: three digits of a year stand before two of a month in no other custom.
_ROC_SLASHES = re.compile(
    r"(?<![\dA-Za-z/-])(?P<y3>1[0-3]\d)/(?P<m>1[0-2]|0[1-9])/(?P<d>3[01]|[12]\d|0[1-9])(?![\d/])"
)
_ROC_CHINESE = re.compile(
    r"民[國国]\s*(?P<y>[一二三四五六七八九十百零〇○]{2,6})\s*年\s*"
    rf"(?P<m>{_CN_NUMBER})\s*月\s*(?P<d>{_CN_NUMBER})\s*日"
)
_ROC_ONE_YEAR = re.compile(
    r"(?:民[國国]\s*(?P<y>\d{2,3})\s*年|(?<!\d)(?P<y3>1[0-3]\d)\s*年(?=度))(?!\s*\d{1,2}\s*月)"
)
# 024年4月18日, 2914年10月20日: a figure of the year is lost or misread; no other century is meant.
_MISREAD = re.compile(
    r"(?<!\d)(?:0|2(?=2\d年)|2[2-9]|20\d(?=2\d))(?P<y>[0-3]\d)\s*年\s*(?P<m>1[0-2]|0?[1-9])\s*月\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*日"
)
# 204年3月11日: of the twenties, with a figure lost.
_LOST = re.compile(
    r"(?<!\d)20(?P<y>[4-9])\s*年\s*(?P<m>1[0-2]|0?[1-9])\s*月\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*日"
)
# 20241224, and 202412.24 with a point lost.
_COMPACT = re.compile(
    r"(?<!\d)(?P<y>20\d{2})[.]?(?P<m>0[1-9]|1[0-2])[.]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)

_MONTH_ONLY = re.compile(
    rf"(?P<y>{_YEAR})\s*(?:年\s*(?P<m>1[0-2]|0?[1-9])\s*月(?:份)?(?!\s*\d{{1,2}}\s*日)|[./-]\s*(?P<m2>1[0-2]|0[1-9])(?![\d./-]))"
)
_CN_MONTH_ONLY = re.compile(
    rf"(?P<y>{_CN_YEAR})\s*年\s*(?P<m>{_CN_NUMBER})\s*月(?!\s*[一二三四五六七八九十〇])"
)
_NAME_YEAR = re.compile(rf"\b(?P<m>{_MONTH})\b\.?\s*(?P<y>(?:19|20)\d{{2}})(?!\d)", re.IGNORECASE)
_TO = (
    r"(?:\s*(?:0{1,2}[时点:](?:00)?|零[时点]|日|起(?:\s*[,，])?|始|之?日起(?:\s*[,，])?|以来|开始|\(含\))?\s*(?:至|到|-{1,2}|[—－‐‑−]{1,2}|–|~|～|∼|〜|(?<=[日月\d])一(?=\d)|to|until|through|till|and)"
    r"(?:\s*(?:至|to|until))?\s*|\s*起\s*)"
)
# 自2025年8月20日起生效,2028年8月19日前有效.
_FROM_DAY = re.compile(
    r"\s*(?:签发|颁发|发证|颁证|核发|批准|生效)?(?:之?日)?起(?:生效|有效|执行|施行|实施|计算)?"
    r"[,，;；]?\s*(?:在[^\d。;；]{2,30}下[,，]?)?(?:(?P<until>至|到)|于|在)?\s*"
)
_CN_TENS = re.compile(r"二([一二三四五六七八九])年")
_LAST_DAY = re.compile(r"\s*日?(?:之?前|以前|止|失效|届满|到期|终止)")
_READ_AS_DASH = frozenset("一ー―_")
"""What a recogniser makes of a dash between two whole dates."""
_MONTH_RANGE = re.compile(
    rf"(?P<y>{_YEAR})\s*(?:年度?\s*[(（]?|[./-])\s*(?P<a>1[0-2]|0?[1-9])\s*月?{_TO}(?:(?P<y2>{_YEAR})\s*[年./-]\s*)?(?P<b>1[0-2]|0?[1-9])\s*月?(?![\d日号])"
)
_YEAR_RANGE = re.compile(
    rf"(?P<a>{_YEAR})\s*年?\s*(?:度)?\s*(?:至|到|-{{1,2}}|[—－‐‑−]{{1,2}}|–|~|～|∼|〜|to)\s*(?P<b>{_YEAR})\s*(?:年度?|$|(?=\D))"
)
_ONE_YEAR = re.compile(
    rf"(?P<y>{_YEAR})(?!\s*年?[春夏秋冬]季?)(?:\s*(?:年|自然年|calendar year|财年))?"
)
_CN_ONE_YEAR = re.compile(rf"(?P<y>{_CN_YEAR})\s*年")
_NAMED_RANGE = re.compile(
    rf"\b(?P<a>{_MONTH})\b\.?,?\s*(?P<y1>(?:19|20)\d{{2}})?\s*(?:to|-|–|—|until|through)\s*(?P<b>{_MONTH})\b\.?,?\s*(?P<y>(?:19|20)\d{{2}})",
    re.IGNORECASE,
)
_NAMED_DAYS = re.compile(
    rf"(?:(?<!\d)(?P<d1>\d{{1,2}})\s+(?P<a>{_MONTH})|\b(?P<a2>{_MONTH})\s+(?P<d2>\d{{1,2}}))\s*"
    rf"(?:to|-|–|until|through)\s*"
    rf"(?:(?P<d3>\d{{1,2}})\s+(?P<b>{_MONTH})|(?P<b2>{_MONTH})\s+(?P<d4>\d{{1,2}})),?\s+(?P<y>(?:19|20)\d{{2}})",
    re.IGNORECASE,
)
"""1 January to 31 December 2024: the year stands only behind the second day."""
_ENDING = re.compile(
    r"\b(?:year|twelve months|12 months|12-month period)\s+(?:ended|ending|to)(?:\s+on)?\s*$",
    re.IGNORECASE,
)
_LONGEST_ENDING = 40
"""Characters."""


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date found in a string."""

    start: int
    end: int
    value: date
    month_only: bool = False
    """The day is not printed; ``value`` is the first of the month."""
    unsure: bool = False
    """Day and month could be the other way round."""

    @property
    def last(self) -> date:
        """The last day that the match can mean."""
        if not self.month_only:
            return self.value
        return end_of_month(self.value.year, self.value.month)


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A span of dates found in a string."""

    start: int
    end: int
    first: date
    last: date


_M = TypeVar("_M", DateMatch, PeriodMatch)


def find_dates(text: str, *, compact: bool = False, months: bool = False) -> list[DateMatch]:
    """All dates in ``text``, in order, not overlapping.

    ``compact`` also takes 20240506, ``months`` also takes 2024年5月 (as its first day).
    """
    found: list[DateMatch] = []
    patterns = [
        _ISO, _CHINESE, _DAY_NAME_YEAR, _NAME_DAY_YEAR, _DAY_FIRST,
        _ROC, _ROC_POINTS, _ROC_SLASHES, _ROC_CHINESE, _MISREAD, _LOST,
        _BEFORE_LOST_DASH, _BEHIND_LOST_DASH, _SWUNG,
    ]  # fmt: skip
    if compact:
        patterns.append(_COMPACT)
    for pattern in patterns:
        for m in pattern.finditer(text):
            hit = _as_date(m)
            if hit is not None:
                found.append(hit)
    if months:
        for pattern in (_MONTH_ONLY, _CN_MONTH_ONLY, _NAME_YEAR, _ROC_MONTH):
            for m in pattern.finditer(text):
                value = _month_of(m)
                if value is not None:
                    found.append(DateMatch(m.start(), m.end(), value, month_only=True))
    return _apart(found)


def find_date(text: str, *, compact: bool = True, months: bool = True) -> DateMatch | None:
    """The first date in ``text``, if any."""
    hits = find_dates(text, compact=compact, months=months)
    return hits[0] if hits else None


def find_periods(text: str) -> list[PeriodMatch]:
    """Spans of dates in ``text``: two dates, months, whole years; in order, not overlapping."""
    found = list(_date_ranges(text))
    found.extend(_month_ranges(text))
    taken = _apart(found)
    for hit in find_dates(text, months=True):
        if hit.month_only and not _covered(hit.start, hit.end, taken):
            taken.append(PeriodMatch(hit.start, hit.end, hit.value, hit.last))
    for m in (*_ONE_YEAR.finditer(text), *_CN_ONE_YEAR.finditer(text)):
        year = int(m["y"]) if m["y"].isdecimal() else cn_year(m["y"])
        if year and not _covered(m.start(), m.end(), taken) and not _dated(text, m.end()):
            taken.append(PeriodMatch(m.start(), m.end(), date(year, 1, 1), date(year, 12, 31)))
    for m in _ROC_ONE_YEAR.finditer(text):
        year = roc_year(m)
        if not _covered(m.start(), m.end(), taken):
            taken.append(PeriodMatch(m.start(), m.end(), date(year, 1, 1), date(year, 12, 31)))
    return sorted(taken, key=lambda p: p.start)


def _month_ranges(text: str) -> Iterator[PeriodMatch]:
    """Ranges of months and of years, quarters and halves of a year."""
    for start, end, first_day, last_day in (*year_parts(text), *up_to_months(text)):
        yield PeriodMatch(start, end, first_day, last_day)
    for m in _NAMED_RANGE.finditer(text):
        y = int(m["y"])
        begin = date(int(m["y1"] or y), _MONTHS[m["a"].lower()], 1)
        until = end_of_month(y, _MONTHS[m["b"].lower()])
        if begin <= until:
            yield PeriodMatch(m.start(), m.end(), begin, until)
    whole = find_dates(text)
    for m in _MONTH_RANGE.finditer(text):
        if any(m.start() < d.end and m.end() > d.start for d in whole):
            continue
        y, y2 = int(m["y"]), int(m["y2"] or m["y"])
        first_day, last_day = date(y, int(m["a"]), 1), end_of_month(y2, int(m["b"]))
        if first_day <= last_day:
            yield PeriodMatch(m.start(), m.end(), first_day, last_day)
    for m in _YEAR_RANGE.finditer(text):
        a, b = int(m["a"]), int(m["b"])
        if a < b <= a + 10:
            yield PeriodMatch(m.start(), m.end(), date(a, 1, 1), date(b, 12, 31))


def date_pair(text: str) -> tuple[DateMatch, DateMatch] | None:
    """The first two dates that are joined by 至, to and the like, in whatever order they stand."""
    for a, b in _pairs(text):
        between = _between(text, a, b)
        # 发证/到期: 2025-05-20 / 2028-05-19
        if _joins(between) or (between.strip() in {"/", "／"} and a.value < b.value):
            return a, b
        from_day = _FROM_DAY.fullmatch(text, a.end, b.start)
        if from_day and (from_day["until"] or _LAST_DAY.match(text, b.end)):
            return a, b
    return None


def _pairs(text: str) -> Iterator[tuple[DateMatch, DateMatch]]:
    """Each date with the next; 二三年 that would be before it is 二〇三〇年 without its zeros."""
    for a, b in pairwise(find_dates(text)):
        tens = _CN_TENS.match(text, b.start)
        if tens is not None and b.value < a.value:
            later = _safe(cn_year(f"二〇{tens[1]}〇") or 0, b.value.month, b.value.day)
            yield a, replace(b, value=later) if later is not None else b
        else:
            yield a, b


def _between(text: str, a: DateMatch, b: DateMatch) -> str:
    """What stands between two dates; a blank, which the first takes in, where it does."""
    return text[a.end : b.start] or text[a.end - 1 : a.end].strip("0123456789日号")


def _joins(between: str) -> bool:
    """Whether what stands between two dates makes a span of them."""
    if not between or between.strip() in _READ_AS_DASH:
        return True
    return len(between) <= 12 and bool(re.fullmatch(_TO, between, re.IGNORECASE))


def _date_ranges(text: str) -> Iterator[PeriodMatch]:
    dates = find_dates(text, months=False)
    for a, b in _pairs(text):
        between = _between(text, a, b)
        told = _joins(between) or begins_and_ends(text[max(0, a.start - 8) : a.start], between)
        if told and a.value <= b.value:
            yield PeriodMatch(a.start, b.end, a.value, b.value)
    for named in _NAMED_DAYS.finditer(text):
        y = int(named["y"])
        first = _safe(y, _month(named, "a", "a2"), int(named["d1"] or named["d2"]))
        last = _safe(y, _month(named, "b", "b2"), int(named["d3"] or named["d4"]))
        if first and last and first <= last:
            yield PeriodMatch(named.start(), named.end(), first, last)
    for day in dates:
        if (ending := _year_ending(text, day)) is not None:
            yield ending
    for a in dates:
        joint = re.compile(_TO, re.IGNORECASE).match(text, a.end)
        if (short := short_end(text, a.value, a.end, joint)) is not None:
            yield PeriodMatch(a.start, short[0], a.value, short[1])


def _year_ending(text: str, last: DateMatch) -> PeriodMatch | None:
    """The twelve months that end with a day: for the year ended 30 June 2024."""
    m = _ENDING.search(text, max(0, last.start - _LONGEST_ENDING), last.start)
    if m is None:
        return None
    before = _safe(last.value.year - 1, last.value.month, 28) or last.value
    first = end_of_month(before.year, before.month) + timedelta(days=1)
    whole = last.value == end_of_month(last.value.year, last.value.month)
    return PeriodMatch(m.start(), last.end, first, last.value) if whole else None


def _month(m: re.Match[str], one: str, other: str) -> int:
    return _MONTHS[(m[one] or m[other]).lower()]


def _as_date(m: re.Match[str]) -> DateMatch | None:
    groups = m.groupdict()
    unsure = False
    if m.re in {_ROC, _ROC_POINTS, _ROC_SLASHES, _ROC_CHINESE}:
        value = _safe(roc_year(m), whole(m["m"]), whole(m["d"]))
        return DateMatch(m.start(), m.end(), value) if value else None
    if m.re in {_MISREAD, _LOST}:
        value = _safe((2000 if m.re is _MISREAD else 2020) + int(m["y"]), int(m["m"]), int(m["d"]))
        return DateMatch(m.start(), m.end(), value, unsure=True) if value else None
    if "a" in groups:
        a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
        # Day first is the custom of the bodies that print dates so; the month cannot exceed 12.
        day, month = (b, a) if b > 12 >= a else (a, b)
        unsure = a <= 12 and b <= 12 and a != b
    elif m["y"].isdigit() and m["y"].isascii():
        year = int(m["y"])
        month = _MONTHS.get(m["m"].lower(), 0) or (int(m["m"]) if m["m"].isdigit() else 0)
        day = int(m["d"])
    else:
        year, month, day = cn_year(m["y"]) or 0, cn_small(m["m"]), cn_small(m["d"])
        # 〇二七年 has lost what all years begin with.
        unsure = not re.fullmatch(r"\S[〇○零Oo0]\S\S|一九\S\S|[〇○零]\s{0,2}\S\S", m["y"])
        unsure = unsure or not m[0].endswith("日")
    value = _safe(year, month, day)
    return DateMatch(m.start(), m.end(), value, unsure=unsure) if value else None


def _month_of(m: re.Match[str]) -> date | None:
    groups = m.groupdict()
    if m.re is _ROC_MONTH:
        return _safe(roc_year(m), int(m["m"]), 1)
    raw = groups.get("m") or groups.get("m2") or ""
    if m["y"].isdigit() and m["y"].isascii():
        year = int(m["y"])
        month = _MONTHS.get(raw.lower(), 0) or (int(raw) if raw.isdigit() else 0)
    else:
        year, month = cn_year(m["y"]) or 0, cn_small(raw)
    return _safe(year, month, 1)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2150 else None
    except ValueError:
        return None


def _apart(found: list[_M]) -> list[_M]:
    """The longest of overlapping matches, in order."""
    kept: list[_M] = []
    for hit in sorted(found, key=lambda h: (-(h.end - h.start), h.start)):
        if all(hit.end <= k.start or hit.start >= k.end for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _covered(start: int, end: int, taken: list[PeriodMatch]) -> bool:
    return any(start < p.end and end > p.start for p in taken)


def _dated(text: str, end: int) -> bool:
    """Whether a year is only the beginning of a date, or part of a number."""
    behind = r"\s*[年./-]?\s*(?:\d{1,2}\s*[月./-]|[一二三四五六七八九十]{1,3}\s*月)|\d|[.,]\d"
    return bool(re.match(behind, text[end:]))
