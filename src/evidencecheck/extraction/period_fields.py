"""The period that a document covers, and its calendar years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from evidencecheck.domain.document import Citation, Field
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.day_words import SpanWords
from evidencecheck.extraction.entities.dates import PeriodMatch, find_dates, find_periods
from evidencecheck.extraction.entities.numerals import end_of_month
from evidencecheck.extraction.fields import Candidate
from evidencecheck.extraction.subject import Subject
from evidencecheck.extraction.text import PageText, flow
from evidencecheck.extraction.title_parts import part_beside
from evidencecheck.extraction.titles import TitleMatch

_HEADER_YEAR = re.compile(
    r"^\s*(?:(?:本|我|该)(?:企业|公司|单位|厂|司)|企业|公司)?\s*((?:199|20[0-4])\d)\s*"
    r"(?:年度?|年实际|年?\s*(?:实物量|折标量|消费量|消耗量|使用量|用量|排放量|产量|产值|能耗|综合能耗|tce|tCO2e?|吨标准煤)(?:\s*[(（].*)?|年\(.*\)|年?(?:度)?(?:本企业|本公司|实际值?|完成值?|数据|数值))?\s*$"
)
# A bare number is no year: 14001:2015, 〔2026〕21号.
_YEAR_SIGN = re.compile(r"年|\d\s*[./-]\s*\d|[A-Za-z]{3}")
_IN_A_NUMBER = re.compile(r"[A-Za-z0-9][-–—/_]?$")
_MOST_YEARS = 10
_CELLS_OF_A_TABLE = 5
"""Cells of a row below a title that is the first of a table, and no subtitle."""
_SHORTEST = 27
"""Days; a date in a title is no period."""
_CALLED = re.compile(
    r"\s*(?:期间|(?:止|为止)?[,，]?的?(?:这|共)?[一二三四五两\d]{1,2}(?:个(?:会计|自然|日历)?)?年度?(?:期|之)?[间内里]|间[,，]|[)）]?\s*(?:均|一直)?(?:未|无|没有|不存在|遵守|能够?遵守))"
)
_OF_A_FIRM = re.compile(r"[(（][^()（）]*代码[^()（）]*[)）]\s*$")
_FAR_BEFORE, _SHORTLY_BEFORE = 60, 12
"""Characters."""
_OF_A_MONTH = re.compile(r"份?\s*(?:月?报|统计|台账|报表)")
_MONTHS = re.compile(r"月.*月|\d\s*[-—–~～至到]\s*\d{1,2}\s*月|季度")
_MONTH_THEN_YEAR = re.compile(
    r"(?<![\d年])(?P<month>1[0-2]|0?[1-9])\s*月份?[\u4e00-\u9fff]{2,16}\s*"
    r"[(（]\s*(?P<year>20\d{2})\s*年度?\s*[)）]"
)
# 以2023年为数据年, 数据取自2023年全年: the year that figures are of, where no days are told.
_OF_DATA = re.compile(
    r"(?:以|选取|选择|选定|采用)\s*(?P<year>(?:19|20)\d{2})\s*年度?(?:全年)?(?:的?数据)?(?:作?为|是)\s*(?:本次)?(?:的)?"
    r"(?:数据|诊断|审计|统计|核算|评价|评估|报告|分析|测算|计算|对标)(?:统计|收集|采集|基准|核算)?"
    r"(?:年份?|年度|期间?|周期|时段|依据|基础)|"
    r"(?:数据|资料)(?:均|全部|主要)?(?:取自|来自|来源于|采用|选取|选用|源于|为|基于)"
    r"\s*(?P<other>(?:19|20)\d{2})\s*年度?(?:全年)?"
    r"(?!.{0,6}(?:因子|系数|目录|年鉴|公告))"
)
# 截至2026年5月31日,未发现…: a record that is clean up to a day.
_UNTIL = re.compile(r"截[至止]到?\s*$")
_LONGEST_MONTH, _WHOLE_YEAR = 31, 360
"""Days."""
_ROWS_OF_A_HEAD = 5
_TO_THIS_DAY = re.compile(
    r"(?:起\s*)?[至到]\s*(?:今|目前|(?:本|该)?(?:证明|报告|函|文件)?(?:出具|开具|签发|查询)(?:之)?日(?:期)?(?:止|为止)?)"
)
_JOINT = 4
"""Characters between a day and such words."""
_ROW_FROM = re.compile(r"(?:^|\n)\s*起\s*[:：]?\s*$")
_TO_ITS_END = re.compile(r"[止讫迄]")
_FRONT_PAGES = 6
_LONGEST_SUBTITLE = 30
"""Characters; a longer row beside a title is the text that begins below it."""
# So is one that pauses, or whose days go on in the next.
_RUNNING_TEXT = re.compile(r"[,，;；。]")
_GOES_ON = re.compile(r"\s*(?:[至到~～∼〜—–-]|to\b|until\b)")


def of_candidate(best: Candidate, pages: Sequence[PageText], words: SpanWords) -> dict[str, Field]:
    """The period behind a label; whole years give way to the days that the text names in them."""
    if not isinstance(best.parsed.value, tuple):
        return {}
    first, last = (str(v) for v in best.parsed.value)
    field = best.field("period_start")
    if not find_dates(field.raw):
        exact = _exact(pages, words, first, last)
        if exact is not None:
            return exact
    return _fields(field, first, last)


def of_title(title: TitleMatch, pages: Sequence[PageText], words: SpanWords) -> dict[str, Field]:
    """The year or period that stands in the title, or in a line beside it."""
    page = next((p for p in pages if p.page.number == title.page), None)
    if page is None:
        return {}
    if named := _of_named_month(title, page):
        return named
    rows = [i for i in range(title.row - 2, title.row + 3) if 0 <= i < len(page.rows)]
    for row in sorted(rows, key=lambda r: abs(r - title.row)):
        pieces = page.in_row(row)
        start, end = pieces[0].start, pieces[-1].end
        text = page.text[start:end]
        if row != title.row and (not _is_subtitle(page, row, text) or _of_validity(text, words)):
            continue
        if row != title.row and len(pieces) >= _CELLS_OF_A_TABLE:
            continue
        found = [
            p
            for p in find_periods(text)
            if _days(p) >= _SHORTEST
            and _YEAR_SIGN.search(text[p.start : p.end + 1])
            and not _IN_A_NUMBER.search(text[: p.start])
            and not words.of_a_day.search(simplified(text[: p.start]))
        ]
        if found:
            a, b = start + found[0].start, start + found[-1].end
            field = page.field("period_start", "", a, b, 0.9)
            first, last = found[0].first, max(p.last for p in found)
            whole = (first.month, first.day, last) == (1, 1, date(first.year, 12, 31))
            part = part_beside(page, title.row, first.year) if whole else None
            if part is not None:
                field = page.field("period_start", "", part.start, part.end, 0.9)
                return _fields(field, part.first.isoformat(), part.last.isoformat())
            return _exact(pages, words, first.isoformat(), last.isoformat()) or _fields(
                field, first.isoformat(), last.isoformat()
            )
    return {}


def _is_subtitle(page: PageText, row: int, text: str) -> bool:
    below = page.rows[row + 1].text if row + 1 < len(page.rows) else ""
    runs_on = _RUNNING_TEXT.search(text) or _GOES_ON.match(below)
    return len(text) <= _LONGEST_SUBTITLE and not runs_on


def of_headings(pages: Sequence[PageText]) -> dict[str, Field]:
    """Years that head the columns, or begin the rows, of a table."""
    years: dict[int, Citation] = {}
    sure = 1.0
    for page in pages[:4]:
        for piece in page.pieces:
            m = _HEADER_YEAR.match(piece.span.text)
            if m:
                years.setdefault(int(m[1]), page.cite(piece.start, piece.end))
                sure = min(sure, page.confidence(piece.start, piece.end))
    if not years:
        return {}
    place = years[min(years)]
    value = tuple(sorted(years))
    return {"years": Field("years", value, place.quote, place, round(sure * 0.9, 4))}


def of_front(page: PageText, words: SpanWords) -> dict[str, Field]:
    """The whole year, or years, or the month of a report, that the head of the first page names."""
    head = "\n".join(r.text for r in page.rows[:8])
    periods = find_periods(head)
    for number, period in enumerate(periods):
        stands = _YEAR_SIGN.search(head[period.start : period.end + 1])
        whole = _days(period) >= _WHOLE_YEAR or _OF_A_MONTH.match(head, period.end)
        compared = words.of_others.match(head, period.end) or _of_validity(
            head[max(0, period.start - 6) : period.start], words
        )
        if whole and stands and not (compared or _IN_A_NUMBER.search(head[: period.start])):
            first = _first_of_row(head, periods[: number + 1])
            part = _part_told(head, periods[:number], period)
            if part is not None and _is_of_work(head, part, words):
                # 2月1日至2月28日的结算结果…属于2026年度: the paper is of those days.
                first = period = part
            field = page.field("period_start", "", first.start, period.end, 0.85)
            stated = _fields(field, first.first.isoformat(), period.last.isoformat())
            # Of a few days, or of a term: the paper may be of others than all of that year.
            parted = part is not None and part is not period
            return {"years": stated["years"]} if parted and "years" in stated else stated
    return {}


def _part_told(text: str, before: Sequence[PeriodMatch], year: PeriodMatch) -> PeriodMatch | None:
    """The days of a part of a year that are told of before the year itself is named."""
    return next(
        (
            p
            for p in before
            if year.first <= p.first
            and p.last <= year.last
            and _SHORTEST <= _days(p) + 1 < _days(year)
            and find_dates(text[p.start : p.end])
        ),
        None,
    )


def _is_of_work(head: str, period: PeriodMatch, words: SpanWords) -> bool:
    """Whether days are neither a term of validity nor behind the label of a single day."""
    before = simplified(head[max(0, period.start - 12) : period.start])
    return not _of_validity(before, words) and not words.of_a_day.search(before)


def _of_named_month(title: TitleMatch, page: PageText) -> dict[str, Field]:
    """The month that a title names before its year: 8月份统计报表 / (2026年)."""
    start, head = _head(title, page)
    m = _MONTH_THEN_YEAR.search(head)
    if m is None:
        return {}
    year, month = int(m["year"]), int(m["month"])
    field = page.field("period_start", "", start + m.start("month"), start + m.end(), 0.9)
    return _fields(field, date(year, month, 1).isoformat(), end_of_month(year, month).isoformat())


def _head(title: TitleMatch, page: PageText) -> tuple[int, str]:
    """The rows around a title, and where they begin."""
    last_row = min(title.row + _ROWS_OF_A_HEAD, len(page.rows)) - 1
    start = page.in_row(max(0, title.row - 2))[0].start
    return start, page.text[start : page.in_row(last_row)[-1].end]


def of_month(title: TitleMatch, pages: Sequence[PageText], words: SpanWords) -> dict[str, Field]:
    """The month that the head of a monthly report names in a row of other things."""
    page = next((p for p in pages if p.page.number == title.page), None)
    if page is None or not words.monthly.search(title.line.shown):
        return {}
    start, head = _head(title, page)
    for period in find_periods(head):
        one = _days(period) <= _LONGEST_MONTH and not find_dates(head[period.start : period.end])
        before = simplified(head[max(0, period.start - 10) : period.start])
        if (
            one
            and _YEAR_SIGN.search(head[period.start : period.end])
            and not words.of_a_day.search(before)
        ):
            field = page.field("period_start", "", start + period.start, start + period.end, 0.9)
            return _fields(field, period.first.isoformat(), period.last.isoformat())
    return {}


def of_calendar_years(pages: Sequence[PageText], words: SpanWords) -> dict[str, Field]:
    """The only span of whole calendar years, from day to day, whose label cannot be read."""
    found: dict[tuple[str, str], Field] = {}
    for page in pages[:_FRONT_PAGES]:
        running = flow(page)
        for period in find_periods(running.text):
            first, last = period.first.isoformat(), period.last.isoformat()
            days = find_dates(running.text[period.start : period.end])
            before = simplified(running.text[max(0, period.start - 12) : period.start])
            whole = first.endswith("-01-01") and last.endswith("-12-31")
            if (
                days
                and whole
                and not (
                    _of_validity(before, words)
                    or words.of_baseline.search(before)
                    or words.of_plans.search(before)
                )
            ):
                place = running.span(period.start, period.end)
                found.setdefault((first, last), page.field("period_start", "", *place, 0.85))
    if len(found) != 1:
        return {}
    ((first, last), field) = next(iter(found.items()))
    return _fields(field, first, last)


def of_record(pages: Sequence[PageText], issued: str) -> dict[str, Field]:
    """The days of a clean record up to the day on which it is issued: 自2023年1月1日至今."""
    for page in pages[:1]:
        running = flow(page)
        m = _TO_THIS_DAY.search(simplified(running.text))
        dates = find_dates(running.text[: m.start()], months=True) if m else []
        if m is None or not dates or m.start() - dates[-1].end > _JOINT or not issued:
            continue
        first = dates[-1].value.isoformat()
        if first < issued:
            field = page.field("period_start", "", *running.span(dates[-1].start, m.end()), 0.9)
            return _fields(field, first, issued)
    return {}


def _first_of_row(text: str, periods: Sequence[PeriodMatch]) -> PeriodMatch:
    """The first of the periods in a row that end with the last: 2022、2023、2024年度."""
    first = periods[-1]
    for before in reversed(periods[:-1]):
        joint = text[before.end : first.start].strip()
        if (first.first - before.last).days != 1 or joint not in {"、", ",", "和", "及", "年、"}:
            break
        first = before
    return first


def of_prose(
    pages: Sequence[PageText], words: SpanWords, *, weakly: bool = False
) -> dict[str, Field]:
    """The first span of days that the text calls a period; ``weakly``: or only speaks of."""
    for page, start, end, period in _spoken(pages, words, weakly=weakly):
        if _days(period) >= _SHORTEST:
            field = page.field("period_start", "", start, end, 0.9)
            return _fields(field, period.first.isoformat(), period.last.isoformat())
    return {}


def of_one_year(subject: Subject, words: SpanWords) -> dict[str, Field]:
    """The days that the text names, where they are those of the title: beside columns of years."""
    titled = of_title(subject.title, subject.texts, words) if subject.title is not None else {}
    spoken = of_prose(subject.texts, words)
    ends = ("period_start", "period_end")
    both = all(n in titled and n in spoken and titled[n].value == spoken[n].value for n in ends)
    return spoken if both else {}


def of_data(pages: Sequence[PageText]) -> dict[str, Field]:
    """The year that sentences say their figures are of."""
    for page in pages[:_FRONT_PAGES]:
        running = flow(page)
        m = _OF_DATA.search(simplified(running.text))
        if m is not None:
            year = m["year"] or m["other"]
            start = m.start("year") if m["year"] else m.start("other")
            first, last, end = f"{year}-01-01", f"{year}-12-31", start + len(year)
            for period in find_periods(running.text):
                # 数据为2025年1—10月累计
                if period.start == start and period.end > end:
                    first, last = period.first.isoformat(), period.last.isoformat()
                    end = period.end
            field = page.field("period_start", "", *running.span(start, end), 0.85)
            return _fields(field, first, last)
    return {}


def of_clean_record(pages: Sequence[PageText], words: SpanWords) -> dict[str, Field]:
    """The last day of a record that is clean up to it, and has no first day."""
    for page in pages[:_FRONT_PAGES]:
        running = flow(page)
        text = simplified(running.text)
        for day in find_dates(running.text):
            if _UNTIL.search(text[: day.start]) and words.clean.match(text, day.end):
                start, end = running.span(day.start, day.end)
                return {
                    "period_end": page.field("period_end", day.value.isoformat(), start, end, 0.9)
                }
    return {}


def _exact(
    pages: Sequence[PageText], words: SpanWords, first: str, last: str
) -> dict[str, Field] | None:
    """The first span of days within ``first``..``last`` that the text calls a period."""
    for page, start, end, period in _spoken(pages, words):
        inside = first <= period.first.isoformat() and period.last.isoformat() <= last
        if inside and _days(period) >= _SHORTEST:
            field = page.field("period_start", "", start, end, 0.95)
            return _fields(field, period.first.isoformat(), period.last.isoformat())
    return None


def _spoken(
    pages: Sequence[PageText], words: SpanWords, *, weakly: bool = False
) -> Iterator[tuple[PageText, int, int, PeriodMatch]]:
    for page in pages[:_FRONT_PAGES]:
        running = flow(page)
        for period in find_periods(running.text):
            stated = running.text[period.start : period.end]
            days = find_dates(stated) or _MONTHS.search(stated)
            before = simplified(running.text[max(0, period.start - _FAR_BEFORE) : period.start])
            # 对某公司(统一社会信用代码…)2024年4月1日至…的声明
            before = _OF_A_FIRM.sub("", before)[-_SHORTLY_BEFORE:]
            said = words.before.search(before) or _CALLED.match(
                simplified(running.text), period.end
            )
            # 起 2024-03-01 止 2024-08-31, in a row of its own.
            at = running.span(period.start, period.end)[0]
            said = said or (
                _TO_ITS_END.search(stated) and _ROW_FROM.search(page.text[max(0, at - 8) : at])
            )
            if not said and weakly and not words.of_work.match(running.text, period.end):
                said = words.weakly.search(before)
            if (
                days
                and said
                and not (_of_validity(before, words) or words.of_baseline.search(before))
            ):
                yield page, *running.span(period.start, period.end), period


def _of_validity(text: str, words: SpanWords) -> bool:
    return bool(words.of_terms.search(simplified(text)))


def _fields(field: Field, first: str, last: str) -> dict[str, Field]:
    found = {
        "period_start": replace(field, name="period_start", value=first),
        "period_end": replace(field, name="period_end", value=last),
    }
    years = tuple(range(int(first[:4]), int(last[:4]) + 1))
    if len(years) <= _MOST_YEARS:
        found["years"] = replace(field, name="years", value=years)
    return found


def _days(period: PeriodMatch) -> int:
    return (period.last - period.first).days
