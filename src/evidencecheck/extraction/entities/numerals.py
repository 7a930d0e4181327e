"""Numbers of dates: Chinese figures, the calendar of the republic, the lengths of months."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import cn2an

_BEFORE_REPUBLIC = 1911


def roc_year(m: re.Match[str]) -> int:
    """The year of our era of the groups ``y`` or ``y3``: 113 is 2024."""
    groups = m.groupdict()
    return whole(groups.get("y") or groups.get("y3") or "") + _BEFORE_REPUBLIC


def whole(text: str) -> int:
    """A number in either figures; 0 where it is none."""
    return int(text) if text.isdigit() and text.isascii() else cn_small(text)


def cn_year(text: str) -> int | None:
    """The year of 二〇二四, its misreadings included; None where it is none of 1900..2150."""
    text = re.sub(r"\s", "", text)
    digits = "".join(
        "0" if c in "〇○零Oo0" else str("一二三四五六七八九".find(c) + 1) for c in text
    )
    if len(digits) == 2:
        digits = f"20{digits}"
    elif len(digits) == 3:
        digits = f"20{digits[1:]}"
    elif digits[:1] == "2" and digits[1:2] > "1":
        # The round zero is taken for another character: 二八二六 is 二〇二六.
        digits = f"20{digits[2:]}"
    year = int(digits) if len(digits) == 4 and digits.isdigit() else 0
    return year if 1900 <= year <= 2150 else None


def cn_small(text: str) -> int:
    """The number of 十二 or 一百一十三; 0 where it is none."""
    # A recogniser stutters: 十六六.
    for candidate in (text, re.sub(r"(.)\1+", r"\1", text)):
        try:
            return int(cn2an.cn2an(candidate, "smart"))
        except ValueError:
            continue
    return 0


def end_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])
