"""How long something lasts: three years, without end."""

from __future__ import annotations

import re

import cn2an

_LONG = re.compile(
    r"长期|無限期|无固定期限|永久|不约定期限|long[\s-]?term|indefinite", re.IGNORECASE
)
# 3年, but neither 2025年 nor 3年6月.
_DURATION = re.compile(
    r"(?<!\d)(?P<n>[一二三四五六七八九]?[十拾][一二三四五六七八九]?|[一二两三四五六七八九壹贰叁肆伍陆柒捌玖]|\d{1,2})\s*(?:个)?\s*(?:周|整)?年(?!\s*(?:零|又)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*个?月)"
    r"|(?<!\d)(?P<m>\d{2,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)\s*(?:个月|months?\b)"
    r"|(?P<e>\w+)\s+years?\b",
    re.IGNORECASE,
)
_BEFORE_YEAR = "〇○零一二三四五六七八九"
_OF_A_YEAR, _LONGEST = 12, 70
_NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}


def is_long_term(text: str) -> bool:
    """Whether ``text`` says 长期 or the like."""
    return bool(_LONG.search(text))


def find_duration(text: str) -> int | None:
    """Years of a duration such as 三年, 3年, three years, 36个月."""
    found = duration(text)
    return found[0] if found is not None else None


def duration(text: str) -> tuple[int, int, int] | None:
    """Years of the first duration in ``text``, and where it stands."""
    for m in _DURATION.finditer(text):
        # 二〇二五年 is a year.
        if m["n"] and text[m.start() - 1 : m.start()] in tuple(_BEFORE_YEAR):
            continue
        years = _years(m)
        return (years, m.start(), m.end()) if years is not None else None
    return None


def _years(m: re.Match[str]) -> int | None:
    if m["e"]:
        spelt = m["e"].lower()
        n = int(spelt) if spelt.isdecimal() else _NUMBER_WORDS.get(spelt, 0)
        return n if 0 < n <= _LONGEST else None
    if m["m"]:
        months = int(m["m"]) if m["m"].isdigit() else int(cn2an.cn2an(m["m"], "smart"))
        return months // _OF_A_YEAR if months and months % _OF_A_YEAR == 0 else None
    n = 2 if m["n"] == "两" else int(m["n"]) if m["n"].isdigit() else int(cn2an.cn2an(m["n"]))
    return n if 0 < n <= _LONGEST else None
