"""Spans of one year that name it once: 2025年前十个月, 2025年(截至10月底), 1—10月(2025年)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from evidencecheck.extraction.entities.numerals import cn_small, cn_year, end_of_month

_DIGITS = "〇○零一二三四五六七八九"
_YEAR = rf"(?:(?<!\d)(?P<y>20\d\d)|(?<![{_DIGITS}])(?P<cy>二[〇○零][{_DIGITS}]{{2}}))\s*年度?"
_CN = r"[一二三四五六七八九十]{1,2}"
_MONTH = rf"(?:1[0-2]|0?[1-9]|{_CN})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TO = r"\s*(?:至|到|[-—–－~～∼〜]{1,2})\s*"
_FROM_JANUARY = (
    # 2025年前十个月
    re.compile(rf"{_YEAR}\s*前\s*(?P<b>{_MONTH})\s*个?月"),
    # 2025年截至10月底, 2025年(截至10月31日), 2025年,未满年,截至10月; 2025年初至10月末
    re.compile(
        rf"{_YEAR}[\s,，、(（]{{0,3}}(?:未满一?年|不[足满]一年)?[\s,，、(（]{{0,3}}"
        rf"(?:截[至止]到?|累计[至到]|年?初[至到])\s*(?:本年|当年|同年)?"
        rf"(?P<b>{_MONTH})\s*月\s*(?:(?P<d>{_DAY})\s*[日号]|份|底|末)?(?!\d)"
    ),
)
# 2025年(1月1日至10月31日)
_DAYS = re.compile(
    rf"{_YEAR}\s*[(（]\s*(?P<a>{_MONTH})\s*月\s*(?P<c>{_DAY})\s*[日号]?{_TO}"
    rf"(?P<b>{_MONTH})\s*月\s*(?P<d>{_DAY})\s*[日号]?"
)
# 二〇二五年一月至十月
_CN_MONTHS = re.compile(
    rf"{_YEAR}\s*[(（]?\s*(?P<a>{_CN})\s*月?{_TO}(?P<b>{_CN})\s*月(?!\s*[一二三四五六七八九十])"
)
# 1—10月(2025年)
_YEAR_BEHIND = re.compile(
    rf"(?<![\d年./-])(?P<a>1[0-2]|0?[1-9])\s*月?{_TO}(?P<b>1[0-2]|0?[1-9])\s*月份?\s*[(（]\s*{_YEAR}\s*[)）]"
)


def up_to_months(text: str) -> Iterator[tuple[int, int, date, date]]:
    """Where each stands in ``text``, with its first and its last day."""
    for pattern in (*_FROM_JANUARY, _DAYS, _CN_MONTHS, _YEAR_BEHIND):
        for m in pattern.finditer(text):
            span = _span(m)
            if span is not None:
                yield m.start(), m.end(), *span


def _span(m: re.Match[str]) -> tuple[date, date] | None:
    found = m.groupdict()
    year = int(found["y"]) if found.get("y") else cn_year(found.get("cy") or "")
    first, last = _number(found.get("a") or "1"), _number(found["b"])
    if year is None or not 1 <= first <= last <= 12:
        return None
    try:
        begin = date(year, first, int(found.get("c") or 1))
        day = found.get("d")
        return begin, date(year, last, int(day)) if day else end_of_month(year, last)
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() else cn_small(text) or 0
