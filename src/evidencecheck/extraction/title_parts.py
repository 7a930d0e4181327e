"""The part of the year in a title that a line beside it says its paper is of.

Under 2025年度电量台账 stands 2025年1月1日至10月31日: the paper is of those days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.dates import find_periods
from evidencecheck.extraction.entities.numerals import end_of_month
from evidencecheck.extraction.text import PageText

_ABOVE, _BELOW = 2, 3
"""Rows around that of the title."""
_MOST_SPANS = 5
"""In a row; one with more heads the columns of a table."""
_SHORTEST = 58
"""Days: less is a day, or the month in which a paper was made."""
_LABEL = 10
"""Characters of what names a period in its field of a row."""
_PARTS = re.compile(r"\s{2,}|[\t|｜;；/／]")
# 统计期间:, 自; and nothing by which the days are of something else.
_OF_ELSE = re.compile(
    r"有效|效期|期限|限|租|工期|质保|保修|合同|协议|计划|目标|规划|预算|许可|授权|施工|建设|试运行|比|较|同期|上年|去年|"
    r"基准|基期|改造|编制|填报|填表|制表|审核|日期|valid|plan|budget",
    re.IGNORECASE,
)
# 数据截至2025年9月, 截止9月底
_UP_TO = re.compile(r"截[至止]到?\s*(?:本年|当年)?$")
_MONTH_ALONE = re.compile(
    r"截[至止]到?\s*(?:本年|当年)?(?P<month>1[0-2]|0?[1-9])\s*月(?:\s*(?P<day>\d{1,2})\s*[日号]|份|底|末)?(?!\d)"
)
_BEHIND_IT = re.compile(r"\s*(?:止|为止|期间|间|累计|合计|数据|份|底|末|[)）。])*\s*")


class YearPart(NamedTuple):
    """A part of a year, and where it stands on its page."""

    start: int
    end: int
    first: date
    last: date


def part_beside(page: PageText, row: int, year: int) -> YearPart | None:
    """The only part of a year, from its first day on, that stands by itself beside a title."""
    found: dict[tuple[date, date], YearPart] = {}
    rows = range(max(0, row - _ABOVE), min(row + _BELOW + 1, len(page.rows)))
    for number in rows:
        if len(page.rows[number].spans) <= _MOST_SPANS:
            for part in _in_row(page, number, year):
                found.setdefault((part.first, part.last), part)
    return next(iter(found.values())) if len(found) == 1 else None


def _in_row(page: PageText, number: int, year: int) -> Iterator[YearPart]:
    pieces = page.in_row(number)
    start, end = pieces[0].start, pieces[-1].end
    text = simplified(page.text[start:end])
    yield from _up_to_month(text, start, year)
    for period in find_periods(text):
        first, last = period.first, period.last
        if _UP_TO.search(text[: period.start]) and first.year == year:
            # 截至2025年9月: from the first day of the year on.
            first = date(year, 1, 1)
        in_part = first == date(year, 1, 1) and last.year == year and last < date(year, 12, 31)
        if not in_part or (last - first).days < _SHORTEST:
            continue
        before = _PARTS.split(text[: period.start])[-1].strip()
        behind = _PARTS.split(text[period.end :])[0]
        alone = len(before) <= _LABEL and _BEHIND_IT.fullmatch(behind)
        if alone and not _OF_ELSE.search(before):
            yield YearPart(start + period.start, start + period.end, first, last)


def _up_to_month(text: str, start: int, year: int) -> Iterator[YearPart]:
    """The part up to a month beside which no year stands: 数据截至9月底."""
    for m in _MONTH_ALONE.finditer(text):
        month, last = int(m["month"]), end_of_month(year, int(m["month"]))
        day = min(int(m["day"] or last.day), last.day)
        before = _PARTS.split(text[: m.start()])[-1].strip()
        behind = _BEHIND_IT.fullmatch(_PARTS.split(text[m.end() :])[0])
        if (month, day) != (12, 31) and len(before) <= _LABEL and behind and day:
            until = date(year, month, day)
            if (until - date(year, 1, 1)).days >= _SHORTEST and not _OF_ELSE.search(before):
                yield YearPart(start + m.start(), start + m.end(), date(year, 1, 1), until)
