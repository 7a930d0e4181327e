"""V208: a day hardly read that lies before the end of a period, whatever its signs are."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rapidfuzz.distance import Levenshtein

from evidencecheck.domain.document import Document, Field

_SURE = 0.85
_YEAR_OF_NUMBER = re.compile(r"(?<!\d)20[0-3]\d(?!\d)")
_CN_ONES: tuple[str, ...] = ("", *"一二三四五六七八九")
_CN_DAY = re.compile(r"[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日")
_UNLIKE, _LAST_DAYS = 2, 31
"""Signs in which two days differ that none is read for the other, and days before a year ends."""


def is_before(document: Document, field: Field, issued: date, end: date) -> bool:
    """Whether a day hardly read lies before the end of a period, whichever sign of it is misread.

    Its number bears the year, and no day of it from the end on looks like what was read: 十二月八日
    is not 十二月三十一日.
    """
    number = document.field("certificate_number")
    if number is None or number.confidence < _SURE or issued.year != end.year:
        return False
    if str(issued.year) not in _YEAR_OF_NUMBER.findall(str(number.value)):
        return False
    printed = _CN_DAY.search(re.sub(r"\s", "", field.raw))
    days = (date(end.year, 12, 31) - end).days
    if printed is None or days > _LAST_DAYS:
        return False
    return all(
        Levenshtein.distance(printed[0], _in_words(end + timedelta(days=n))) >= _UNLIKE
        for n in range(days + 1)
    )


def _in_words(day: date) -> str:
    """十二月三十一日."""
    return "".join(f"{_words(n)}{unit}" for n, unit in ((day.month, "月"), (day.day, "日")))


def _words(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = ("" if tens < 2 else _CN_ONES[tens]) + "十" if tens else ""
    return ten + _CN_ONES[ones]
