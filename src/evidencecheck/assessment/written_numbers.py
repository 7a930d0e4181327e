"""A number by its own print: its figures, and the unit behind them.

Checks ask for the same cells again and again: a print is read once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

LATIN = r"(?:[kg]{0,2}|t)CO2e?q?|[A-Za-zµ]{1,6}[23²³]?"
_HAN = (
    "吨标准煤|吨标煤|千克标准煤|标准立方米|标方|吨二氧化碳当量|吨二氧化碳|千瓦时|兆瓦时|平方米|立方米|千克|公斤|千瓦|兆瓦|公里|小时"
    "|人次|工时|吉焦|[元吨度个张份枚台套只支件辆人次户间根块片盏座条项家种组批亩升米克天株]"
)
ONE = rf"(?:{LATIN}|{_HAN})"
# A figure first: where none stands, nothing is tried.
NUMBER = re.compile(
    r"(?P<n>\d(?<![\d.,，A-Za-zΦφ#/_－-]\d)(?:\d{0,2}(?:[,，]\d{3})+(?:\.\d+)?|\d*(?:\.\d+)?))(?![\d,.，]*\d)"
    rf"\s?(?P<unit>[%％‰℃]|(?P<myriad>[万亿])?(?:{ONE}(?:\s?/\s?(?:万?{ONE}))?)?)"
    r"(?P<date>[年月日号时分点期层级楼栋幢室届版页章款]?)"
)
_SPELLINGS: Final = {
    "m2": ("平方米", "㎡", "m²"),
    "m3": ("立方米", "m³", "nm3", "标准立方米", "标方"),
    "kwh": ("千瓦时", "度"),
    "mwh": ("兆瓦时",),
    "t": ("吨",),
    "tco2": ("吨二氧化碳当量", "吨二氧化碳", "tco2e"),
    "kgco2": ("kgco2e",),
    "tce": ("吨标准煤", "吨标煤"),
    "kgce": ("千克标准煤",),
    "kg": ("千克", "公斤"),
    "kw": ("千瓦",),
    "mw": ("兆瓦",),
    "gj": ("吉焦",),
    "h": ("小时", "工时"),
    "%": ("％",),
}
_SAME: Final = {other: unit for unit, others in _SPELLINGS.items() for other in others}
UNIT = re.compile(rf"[%％]|{ONE}(?:/{ONE})?")
SCALES: Final = {"万": 1e4, "亿": 1e8}
_TWO = 2
"""Points of a number one of which is a comma."""


_LOST_COMMAS = re.compile(r"(?<![\d.,，])\d{1,3}(?:\.\d{3})+(?=\.\d{1,2}(?![\d.]))")


def with_commas(text: str) -> str:
    """A text with the commas of 2.402.0 that a recogniser took for points; as long as it was."""
    if text.count(".") < _TWO:
        return text
    return _LOST_COMMAS.sub(lambda m: m[0].replace(".", ","), text)


class Written(NamedTuple):
    """A number by its own print, whatever stands before it."""

    value: float
    """In 万 where it is; nought as well."""
    half: float
    places: int
    unit: str
    myriad: str
    bare: bool
    """Whether no unit stands behind it."""


@lru_cache(8192)
def written_as(digits: str, unit: str, myriad: str) -> Written:
    """What the figures of a number say, with the unit behind them."""
    digits = digits.replace(",", "").replace("，", "")
    places = len(digits.partition(".")[2])
    own = canonical(unit.lstrip("万亿"))
    return Written(float(digits), 0.5 * 10.0**-places, places, own, myriad, bare=not unit)


@lru_cache(8192)
def in_cell(text: str) -> Written | None:
    """The number that a cell is, and no day: many checks ask for it."""
    text = with_commas(text.strip(" .…"))
    m = NUMBER.fullmatch(text) if text[:1].isdigit() else None
    if m is None or m["date"]:
        return None
    return written_as(m["n"], m["unit"], m["myriad"] or "")


@lru_cache(1024)
def canonical(unit: str) -> str:
    """One spelling of a unit: m2 for 平方米, kwh/m2 for 千瓦时/平方米."""
    parts = re.sub(r"\s", "", unit).casefold().split("/")
    return "/".join(map(_spelt, parts))


def _spelt(unit: str) -> str:
    """万m3 for 万Nm3 and 万立方米, likewise."""
    bare = unit.lstrip("万亿")
    return unit[: len(unit) - len(bare)] + _SAME.get(bare, bare)
