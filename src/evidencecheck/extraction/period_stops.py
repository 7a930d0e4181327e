"""The part of its year that a paper stops at: 截至2025年8月31日(自年初起), 年初至8月31日."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from evidencecheck.domain.document import Field
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.text import PageText, flow

_PAGES = 2
_AROUND = 24
"""Characters before a day, and behind it."""
_NEW_YEAR = r"(?:年初|0?1\s*月\s*0?1\s*日|一月一日)"
# 统计截止:…(自1月1日起)
_STOPS = re.compile(
    r"(?:统计|数据|核算|汇总|累计|盘查|计量|填报)?(?:数据)?截[止至]到?(?:日期?|时间)?(?:为|于)?\s*[:：]?\s*$"
)
_SINCE = re.compile(
    rf"\s*[止]?\s*[(（,，;；]?\s*(?:数据|统计)?[自从由]\s*(?:本年|当年|同年)?{_NEW_YEAR}"
)
# 自年初起统计至…, in the head of a paper
_FROM = re.compile(
    rf"[自从由]\s*(?:本年|当年|20\d\d\s*年)?\s*{_NEW_YEAR}\s*起?\s*[,，]?\s*"
    r"(?:(?:累计|统计|汇总|数据)(?:截?[止至]|到)|截[止至])\s*[:：]?\s*$"
)
_ROWS_OF_A_HEAD = 8


def stopped(period: Mapping[str, Field], pages: Sequence[PageText]) -> dict[str, Field]:
    """``period``, if of a whole year, up to the day in it at which its sentences say it stops."""
    first, last = period.get("period_start"), period.get("period_end")
    if first is None or last is None:
        return dict(period)
    year = str(first.value)[:4]
    if (first.value, last.value) != (f"{year}-01-01", f"{year}-12-31"):
        return dict(period)
    for page in pages[:_PAGES]:
        running = flow(page)
        text = simplified(running.text)
        for day in find_dates(running.text):
            before = text[max(0, day.start - _AROUND) : day.start]
            place = running.span(day.start, day.end)
            since = _STOPS.search(before) and _SINCE.match(text, day.end)
            head = page.piece_at(place[0]).row < _ROWS_OF_A_HEAD
            if day.value.year != int(year) or not (since or (head and _FROM.search(before))):
                continue
            if day.value < date(int(year), 12, 31):
                end = page.field("period_end", day.value.isoformat(), *place, 0.9)
                begin = replace(first, citation=end.citation, raw=end.raw)
                return {**period, "period_start": begin, "period_end": end}
    return dict(period)
