"""Numbers that a sentence says in Chinese numerals, in figures: 百分之十二, 三十六台.

Only numerals of two characters and more before a unit: 三台, 一项 are as often words as numbers,
and 七八台 is none.
"""

from __future__ import annotations

import re
from functools import lru_cache

import cn2an

_DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_TENS = "十百千拾佰仟"
_NUMERAL = rf"[{_DIGITS}{_TENS}万]"
_UNITS = (
    "千瓦时|兆瓦时|标准立方米|标方|立方米|平方米|吨标准煤|吨标煤|吨二氧化碳|吨|千瓦|兆瓦|吉焦|公斤|千克"
    "|元|人次|人|台|套|只|件|辆|盏|张"
)
_IN_WORDS = re.compile(
    rf"百分之(?P<share>[{_DIGITS}{_TENS}]+(?:点[{_DIGITS}]+)?)(?!分)"
    rf"|(?<![第几数近\d.{_DIGITS}{_TENS}万亿])"
    rf"(?P<n>(?:{_NUMERAL}+点[{_DIGITS}]+|{_NUMERAL}+[{_DIGITS}{_TENS}]))"
    rf"(?=万?(?:{_UNITS}))"
)
_LIKE = re.compile(rf"百分之|{_NUMERAL}{{2}}|点[{_DIGITS}]")
_FIGURES_OF_A_YEAR = 4
_SEVERAL = re.compile("[一二两三四五六七八九]{2}")
"""七八台: about so many."""


@lru_cache(4096)
def in_figures(text: str) -> str:
    """The text with such numbers in figures; what is no number, or but about one, is left."""
    return _IN_WORDS.sub(_figures, text) if _LIKE.search(text) else text


def _figures(m: re.Match[str]) -> str:
    value = worth(m["share"] or m["n"])
    if value is None:
        return m[0]
    return f"{value}%" if m["share"] else value


@lru_cache(4096)
def worth(numeral: str) -> str | None:
    """The figures of a numeral, with as many places as it says; None where it is no number."""
    whole, point, behind = numeral.partition("点")
    if _SEVERAL.search(whole):
        return None
    try:
        value = int(cn2an.cn2an(whole.replace("〇", "零").replace("两", "二"), "normal"))
    except (ValueError, LookupError):
        return None
    places = "".join(str("零一二三四五六七八九".find(c.replace("〇", "零"))) for c in behind)
    if point and ("-" in places or not places):
        return None
    return f"{value}.{places}" if point else str(value)


def year_of(numeral: str) -> int | None:
    """The year of 二〇二三; None where it is none."""
    figures = ["零一二三四五六七八九".find("零" if c in "〇○" else c) for c in numeral]
    if len(figures) != _FIGURES_OF_A_YEAR or min(figures) < 0:
        return None
    return int("".join(map(str, figures)))
