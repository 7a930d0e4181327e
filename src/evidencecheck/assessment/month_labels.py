"""Labels of rows that are months."""

from __future__ import annotations

import re

_MONTH = re.compile(r"(?:(?P<year>20\d\d)\s*[年./-]\s*)?(?P<month>1[0-2]|0?[1-9])\s*月份?")


def month_of(label: str) -> tuple[int | None, int] | None:
    """The year, where it is said, and the month of 2025年3月 or 3月份; None of other labels."""
    m = _MONTH.fullmatch(label.strip())
    if m is None:
        return None
    return int(m["year"]) if m["year"] else None, int(m["month"])
