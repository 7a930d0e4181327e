"""How long something lasts: three years, without end."""

from __future__ import annotations

import re

import cn2an

_LONG = re.compile(
    r"长期|無限期|无固定期限|永久|不约定期限|long[\s-]?term|indefinite", re.IGNORECASE
)
_DURATION = re.compile(
    r"(?P<n>[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]|\d{1,2})\s*(?:个)?\s*年(?!\s*\d{1,2}\s*月)|(?P<e>\w+)\s+years?\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}


def is_long_term(text: str) -> bool:
    """Whether ``text`` says 长期 or the like."""
    return bool(_LONG.search(text))


def find_duration(text: str) -> int | None:
    """Years of a duration such as 三年, 3年, three years."""
    m = _DURATION.search(text)
    if m is None:
        return None
    if m["e"]:
        return _NUMBER_WORDS.get(m["e"].lower())
    n = 2 if m["n"] == "两" else int(m["n"]) if m["n"].isdigit() else int(cn2an.cn2an(m["n"]))
    return n if 0 < n <= 70 else None
