"""The last day of a span that names its year only once: 2024年1月1日至12月31日."""

from __future__ import annotations

import re
from datetime import date

from evidencecheck.extraction.entities.numerals import whole

_CN_NUMBER = r"[〇零一二三四五六七八九十]{1,4}"
_DAY = (
    r"\s*(?:同年|当年)?(?:(?P<m>1[0-2]|0?[1-9])\s*[月./-]\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*日?(?![\d年])"
    rf"|(?P<cm>{_CN_NUMBER})\s*月\s*(?P<cd>{_CN_NUMBER})\s*日)"
)
_SHORT_END = re.compile(_DAY)
# 1月1日起,12月31日止: without 止 the second day may be of another matter.
_STOPPING = re.compile(rf"\s*(?:之?日)?起?\s*[,，]\s*{_DAY}(?=\s*[止终])")


def short_end(
    text: str, first: date, at: int, joint: re.Match[str] | None
) -> tuple[int, date] | None:  # fmt: skip
    """Where the last day ends that ``joint`` joins to one that ends ``at``, and that day.

    None where there is none, or it would be before ``first``.
    """
    m = _SHORT_END.match(text, joint.end()) if joint else None
    m = m or _STOPPING.match(text, at)
    if m is None:
        return None
    try:
        last = date(first.year, whole(m["m"] or m["cm"]), whole(m["d"] or m["cd"]))
    except ValueError:
        return None
    return (m.end(), last) if last >= first else None


_BEGUN = re.compile(r"(?:起|自|从|始|开始|起始)\s*(?:日期?|时间)?\s*[:：]?\s*$")
_ENDED = re.compile(
    r"\s*(?:之?日?起)?\s*[,，;；]?\s*(?:止|讫|迄|终止?|结束|截止)\s*(?:于|日期?|时间)?\s*[:：]?\s*"
)


def begins_and_ends(before: str, between: str) -> bool:
    """Whether words around two days say which is the first and the last: 起 … 止 …, 自 … 讫 ….

    ``before``: the few characters before the first.
    """
    begun = _BEGUN.search(before) or between.lstrip("之日 ").startswith("起")
    return bool(begun) and _ENDED.fullmatch(between) is not None
