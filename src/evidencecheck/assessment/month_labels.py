"""Labels of amounts that are of months and other parts of a year."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MONTH = re.compile(r"(?:(?P<year>20\d\d)\s*[年./-]\s*)?(?P<month>1[0-2]|0?[1-9])\s*月份?")
_PART = re.compile(r"\d\s*月|[一二三四五六七八九十]月|月份|季度|半年|每日|日均|年均")


def is_of_part_year(labels: Iterable[str]) -> bool:
    """Whether one of the labels says month, quarter or half, or an average."""
    return any(_PART.search(label) for label in labels)


def month_of(label: str) -> tuple[int | None, int] | None:
    """The year, where it is said, and the month of 2025年3月 or 3月份; None of other labels."""
    m = _MONTH.fullmatch(label.strip())
    if m is None:
        return None
    return int(m["year"]) if m["year"] else None, int(m["month"])
