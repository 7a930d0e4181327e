"""What a statement of validity says: two days, one, a number of years, or that it has no end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidencecheck.domain.document import LONG_TERM
from evidencecheck.extraction.entities.dates import (
    DateMatch,
    date_pair,
    find_date,
    find_periods,
)
from evidencecheck.extraction.entities.durations import duration, find_duration, is_long_term

# 有效期2年，自电量生产自然月（含）起计算: no term from the day of issue.
_FROM_A_MONTH = re.compile(r"自[^,，。;；日]{2,20}起")
# 3年,自设备验收合格之日起: from a day that is not that of issue.
_FROM_AN_EVENT = re.compile(
    r"[自从由以](?:[^,，。;；自从]{0,10}?)(?:并网|验收|投[运产用]|投入|竣工|完工|交[付工货]|移交|到货|供[货电热气]|[送通]电|安装|调试|运行"
    r"|开工|进场|收到|付款|放款|起租)[^,，。;；]{0,8}(?:日|后|时|月)[^,，。;；]{0,2}[起算]"
)
# 于2026年7月1日零时生效,至2029年6月30日二十四时失效
_ENTERS = re.compile(r"\s*(?:零时|[0○〇]时|0:00)?\s*(?:起|正式|开始)*\s*生效")
_LAPSES = re.compile(r"\s*(?:二十四时|24时|24:00)?\s*(?:止|起)?\s*(?:失效|届满|终止|到期|期满)")
# 自2022年10月1日起算: the day from which a term runs is not its end.
_BEGINS, _FROM = re.compile(r"[自从由]\s*$"), re.compile(r"\s*(?:之?日)?起")
# 2012年8月22日至******: no end.
_NO_END = re.compile(r"\s*起?\s*[至到]\s*[*＊—_/／-]{2,}")
# 2026年1月1日至2026年12: the end is not legible, or stands in the next line.
_TO_A_YEAR = re.compile(r"\s*起?\s*[至到—–~～]+\s*[12]\d{3}")
# 三年,至2028年6月19日止; 3年/2028-06-19
_TO_ITS_END = re.compile(
    r"(?:至|到|止|[—–~～/／-]|until|to|expir\w*|(?:有效|截止|到期|失效|届满)[期日]?[期限间]?)\s*[:：]?\s*$",
    re.IGNORECASE,
)
# 两年,2026年5月1日至…: the first day of a term whose last cannot be read.
_GOES_ON = re.compile(r"\s*(?:起|[\u4e00-\u9fff])?\s*[至到]\s*(?=\d)")
_UP_TO = re.compile(r"\s*起?\s*(?:至|到|[-—–~～一])+\s*")


@dataclass(frozen=True, slots=True)
class Validity:
    """What a statement of validity says."""

    start: str = ""
    """ISO date, if it names the first day."""
    until: str = ""
    """ISO date, or ``long-term``."""
    years: int = 0
    """A duration instead of dates."""


def validity(text: str) -> tuple[Validity, int, int] | None:
    """What ``text`` says of validity, and where."""
    joined = date_pair(text)
    ranged = next((p for p in find_periods(text) if (p.last - p.first).days > 366), None)
    # 2026.05.14 / 2026.05.20—2029.05.19: the day of issue before the term.
    before = joined is not None and ranged is not None and joined[0].start < ranged.start
    if joined is not None and not before:
        first, second = joined
        stated = Validity(first.value.isoformat(), second.value.isoformat())
        return stated, first.start, second.end
    if ranged is not None:
        stated = Validity(ranged.first.isoformat(), ranged.last.isoformat())
        return stated, ranged.start, ranged.end
    if is_long_term(text):
        found = find_date(text, months=False)
        return Validity(found.value.isoformat() if found else "", LONG_TERM), 0, len(text)
    single = find_date(text, months=True)
    if single is not None and _ENTERS.match(text, single.end):
        return _in_force(text, single)
    if (lasting := _lasting(text, single)) is not None:
        return lasting
    if (
        single is not None
        and _BEGINS.search(text[: single.start])
        and _FROM.match(text[single.end :])
    ):
        years = find_duration(text)
        return Validity(single.value.isoformat(), "", years or 0), single.start, single.end
    if single is not None and (end := month_at_the_end(text, single)) is not None:
        stated = Validity(single.value.isoformat(), end.last.isoformat())
        return stated, single.start, single.end + end.end
    rest = text[single.end :] if single is not None else ""
    # 有效期自2025年7月2日, at the end of a line: its end stands in the next.
    cut = single is not None and _BEGINS.search(text[: single.start]) and not rest.strip()
    if single is not None and (cut or _NO_END.match(rest) or _TO_A_YEAR.match(rest)):
        return Validity(single.value.isoformat()), single.start, single.end
    if single is not None:
        return Validity("", single.last.isoformat()), single.start, single.end
    elsewhere = _FROM_A_MONTH.search(text) or _FROM_AN_EVENT.search(text)
    years = None if elsewhere else find_duration(text)
    return (Validity(years=years), 0, len(text)) if years else None


def _in_force(text: str, begin: DateMatch) -> tuple[Validity, int, int]:
    """A term whose day is told to be that on which it begins, and its end where one is told."""
    rest = text[begin.end :]
    end = find_date(rest, months=False)
    ended = end is not None and _LAPSES.match(rest, end.end) is not None
    until = end.last.isoformat() if ended and end is not None else ""
    return Validity(begin.value.isoformat(), until), begin.start, begin.end


def _lasting(text: str, day: DateMatch | None) -> tuple[Validity, int, int] | None:
    """A number of years that stands before a day which is not its end: 三年(2025年6月20日起).

    The day may also be that of issue, in the next row.
    """
    found = duration(text)
    if found is None or day is None or found[1] > day.start or _FROM_A_MONTH.search(text):
        return None
    years, start, end = found
    between = text[end : day.start]
    if _TO_ITS_END.search(between):
        return None
    if _FROM.match(text[day.end :]):
        # 分享期60个月,自…起: contracts share and pay by months, and last on.
        counted = 0 if "月" in text[start:end] else years
        return Validity(day.value.isoformat(), "", counted), start, day.end
    if not day.month_only and _GOES_ON.match(text[day.end :]):
        return Validity(day.value.isoformat(), "", years), start, day.end
    return Validity(years=years), start, end


def month_at_the_end(text: str, first: DateMatch) -> DateMatch | None:
    """The month up to which one that stands in ``text`` runs: 二〇二五年一月至二〇二七年十二月."""
    rest = text[first.end :]
    found = find_date(rest, months=True)
    if found is None or found.last <= first.value or not _UP_TO.fullmatch(rest[: found.start]):
        return None
    return found
