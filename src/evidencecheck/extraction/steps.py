"""Days that a document gives to the steps of its making: 采样日期, 分析日期, 批准日期."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from evidencecheck.domain.document import Citation, Step
from evidencecheck.domain.phrases import DateStep, any_of
from evidencecheck.domain.script import simplified
from evidencecheck.domain.tables import Role
from evidencecheck.extraction.entities.dates import DateMatch, find_dates, find_periods
from evidencecheck.extraction.tables.typed import TypedTable
from evidencecheck.extraction.text import PageText, prose

_LONGEST = 34
"""Characters behind a label in which its days end."""
_LAST, _OF_A_DAY = 2, ("日期", "时间")
_SPOILT = {"时间": "时?间"}
_VERSION = re.compile(
    r"\s*[(（](?=[^()（）\n]*(?:V\d|[版稿]|修订))[^()（）\n]{1,12}[)）]\s*(?=日期|时间)",
    re.IGNORECASE,
)
_DAYS = (
    # 监测期间(2024年10月14日至15日), 报告日期(终版): 2025年9月11日
    r"\s*(?:[(（]\s*(?=20\d{2}\s*[年./-])|(?:[(（][^()（）\n]{1,24}[)）])?\s*[:：]?\s*)"
    # 版本号/日期 V2.0 / 2025年9月11日
    r"(?:[Vv]\s?\d{1,2}(?:\.\d{1,2})?(?!\d)\s*[/／,，、;；]?\s*)?"
    # The next label of the row may stand in reach.
    rf"(?=(?P<days>[^\s:：][^\n]{{5,{_LONGEST}}}))"
)
_WHOM = r"(?:[^,，。;；:：\d]|\d{1,4}(?!\s*[\d年月])){2,24}?"
# 于3月18日对某公司进行了现场核查
_DONE = (
    # 到长江路18号厂区现场检查: a number of a house, no day.
    rf" ?(?P<whom>[对赴到在]{_WHOM}(?:进行|开展|实施)了?|[赴到](?![期达货账位]){_WHOM})?"
    r"(?:已?(?:进行|完成|开始|组织|现场|实施)?)(?P<done>%s)(?!日期|时间|周期|期间)"
)
# 连续两日对锅炉排气筒、厂界噪声采样; 在厂界上风向、下风向布设采样点
_SAMPLED, _OF_SEVERAL = (
    "sampled",
    re.compile(
        r"\s?(?:(?:连续|分别)?[两二三四五2-5]\s?[日天])?"
        # 在会上商定采样: spoken of there, and not done.
        r"(?:对|在(?![^,，。;；]{0,40}?(?:会|商|拟|定|要求|同意|计划|安排|申请|通知|委托)))"
        r"[^,，。;；:：\d]{2,40}?"
        r"(?:进行|开展|实施)?了?(?:现场|布点|监测|布设)?采样"
    ),
)
# 废气监测于3月18日至19日进行: what was done stands before its day.
_WAS_DONE = re.compile(
    r"\s?[两二三四五2-5]?[日天]?[内间]?,?(?:已?(?:全部)?(?:进行|开展|实施|完成|结束)(?!后|前|之))"
)
_BEFORE_DAY = r"(?<!下次)(?<!再次)(?:%s)(?:工作|作业)?已?(?:于|在)\s?$"
_AT_A_PLACE = frozenset({"visited", "inspected"})
# 上午,总经理在二层会议室主持
_BETWEEN = (
    r"(?!.{0,60}?(?:后|前(?!往|来|期)|监测[^单机人]|采样|开工|动工|建成|批复|20\d\d\s*年)[^。;；]*?(?:%s))"
    r"[^。;；\n]{0,60}?(?:%s)"
)
_UP_TO = re.compile(
    r"\s*[至到~～—–-]{1,2}\s*(?:(?P<m>1[0-2]|0?[1-9])\s*月\s*)?"
    r"(?P<d>3[01]|[12]\d|0?[1-9])\s*[日号]"
)

_TO_COME = re.compile(
    r"(?:定|择|下次|下一次|下期|计划|预计|预期|拟|将|应|须|约定|要求|不迟于|不晚于|同意|准予|允许|可于|可自)[^\d。;；,，]{0,4}$"
)


class StepFinder:
    """Finds the days of the steps that rules/phrases.yaml names."""

    def __init__(self, steps: Mapping[str, DateStep]) -> None:
        self._labels = {
            _plain(form): name
            for name, step in steps.items()
            for label in step.labels
            for form in (label, re.sub("时间$", "间", label))
        }
        self._done = {word: name for name, step in steps.items() for word in step.done}
        longest_last = sorted((x for s in steps.values() for x in s.labels), key=len)
        labels = [_versioned(x) for x in longest_last]
        self._labelled = (
            re.compile(
                rf"(?<![\u4e00-\u9fffA-Za-z])(?P<label>{'|'.join(reversed(labels))}){_DAYS}",
                re.IGNORECASE,
            )
            if labels
            else None
        )
        self._held = {
            name: re.compile(_BETWEEN % ((any_of(step.held),) * 2))
            for name, step in steps.items()
            if step.held
        }
        self._before = {
            name: re.compile(_BEFORE_DAY % any_of(step.before))
            for name, step in steps.items()
            if step.before
        }
        done = sorted((re.escape(x) for x in self._done), key=len, reverse=True)
        self._told = re.compile(_DONE % "|".join(done)) if done else None

    def find(self, pages: Sequence[PageText], tables: Sequence[TypedTable]) -> Iterator[Step]:
        """The steps of one document: behind labels, in columns, in sentences."""
        for page in pages:
            yield from self._behind_labels(page)
            yield from self._in_sentences(page)
        for number, typed in enumerate(tables):
            yield from self._in_columns(pages[0].file, number, typed)

    def _behind_labels(self, page: PageText) -> Iterator[Step]:
        if self._labelled is None:
            return
        for m in self._labelled.finditer(page.text):
            label = _plain(m["label"])
            name = self._labels.get(label) or self._labels[_plain(_VERSION.sub("", m["label"]))]
            start = m.start("days")
            if (found := _days(page.text[start : page.row_end(start)][:_LONGEST])) is None:
                continue
            first, last, begin, end = found
            if begin == 0:
                place = page.cite(m.start("label"), start + end)
                sure = page.confidence(start, start + end)
                yield Step(name, first, last, place, round(sure, 4))

    def _in_sentences(self, page: PageText) -> Iterator[Step]:
        if self._told is None:
            return
        running = prose(page)
        for day in find_dates(running.text):
            last, behind = _last_of(running.text, day)
            if _TO_COME.search(running.text[: day.start]):
                continue
            for name, done in (
                *self._told_at(running.text, behind),
                *self._named_before(running.text, day.start, behind),
            ):
                start, end = running.span(day.start, done)
                sure = round(page.confidence(start, end), 4)
                first = day.value.isoformat()
                yield Step(name, first, last, page.cite(start, end), sure)

    def _told_at(self, text: str, behind: int) -> Iterator[tuple[str, int]]:
        """The steps that a sentence tells right behind a day, and where it ends to do so."""
        m = self._told.match(text, behind) if self._told is not None else None
        if m is not None and (not m["whom"] or self._done[m["done"]] in _AT_A_PLACE):
            yield self._done[m["done"]], m.end()
        elif (several := _OF_SEVERAL.match(text, behind)) is not None:
            yield _SAMPLED, several.end()
        for name, pattern in self._held.items():
            held = pattern.match(text, behind)
            if held is not None:
                yield name, held.end()

    def _named_before(self, text: str, start: int, behind: int) -> Iterator[tuple[str, int]]:
        """The same of a step that a sentence names before its day: 监测于3月18日进行."""
        done = _WAS_DONE.match(text, behind)
        if done is None:
            return
        head = text[max(0, start - _LONGEST) : start]
        for name, pattern in self._before.items():
            if pattern.search(head):
                yield name, done.end()

    def _in_columns(self, file: str, number: int, typed: TypedTable) -> Iterator[Step]:
        named = {
            c: self._labels[_plain(column.headings[-1])]
            for c, column in enumerate(typed.table.columns)
            if column.headings and _plain(column.headings[-1]) in self._labels
        }
        for index, row in enumerate(typed.table.rows):
            if row.role is not Role.BODY:
                continue
            for column, name in named.items():
                cell = row.cells[column]
                found = _days(cell.text.strip())
                if found is None or found[2] or found[3] < len(cell.text.strip()):
                    continue
                place = Citation(file, cell.page, cell.box, cell.text)
                yield Step(name, found[0], found[1], place, cell.confidence, f"{number}.{index}")


def _last_of(text: str, day: DateMatch) -> tuple[str, int]:
    """The last of the days that a sentence tells of together, and where it ends: 18日至20日."""
    m = _UP_TO.match(text, day.end)
    if m is None:
        return day.value.isoformat(), day.end
    try:
        last = day.value.replace(month=int(m["m"] or day.value.month), day=int(m["d"]))
    except ValueError:
        return day.value.isoformat(), day.end
    return max(last, day.value).isoformat(), m.end()


def _days(text: str) -> tuple[str, str, int, int] | None:
    """First and last day, and where they stand, of the span or else the date that begins a text."""
    dates = find_dates(text)
    if not dates:
        return None
    span = next((p for p in find_periods(text) if p.start == dates[0].start), None)
    if span is not None and span.end > dates[0].end:
        return span.first.isoformat(), span.last.isoformat(), span.start, span.end
    day = dates[0].value.isoformat()
    return day, day, dates[0].start, dates[0].end


def _versioned(label: str) -> str:
    """A label, also with its version before its last word: 最终报告(V2.0)日期."""
    head, last = label[:-_LAST], label[-_LAST:]
    if last not in _OF_A_DAY:
        return re.escape(label)
    # 检测间: what a scan left of 检测时间.
    last = _SPOILT.get(last, last)
    return rf"{re.escape(head)}(?:{_VERSION.pattern})?{last}"


def _plain(label: str) -> str:
    return "".join(simplified(label).split()).casefold()
