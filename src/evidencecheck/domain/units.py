"""Units of measure as tables print them, turned into one of each kind.

tCO2e, kWh, GJ, tce, t, m3, Nm3, kW and yuan (元) have multiples that are taken into them; any other
unit stays as it is printed. A ratio (tCO2/MWh, kgce/kWh) is a unit of its own kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_TEN_THOUSAND, _HUNDRED_MILLION = 10_000.0, 100_000_000.0
_CO2 = r"(?:-\s*)?(?:C[O0]2|二氧化碳)\s*-?\s*(?:e(?:q|quivalent)?|当量)?"
# The longest spelling of a unit first; each with what one of it is worth.
_UNITS: tuple[tuple[str, str, float], ...] = (
    (rf"(?:kg|千克|公斤)\s*{_CO2}", "tCO2e", 0.001),
    (rf"(?:g|克)\s*{_CO2}", "tCO2e", 1e-6),
    (rf"(?:kt|千吨)\s*{_CO2}", "tCO2e", 1000.0),
    (rf"(?:Mt)\s*{_CO2}", "tCO2e", 1_000_000.0),
    (rf"(?:t|吨|公吨|tonnes?(?:\s*of)?|metric\s*tons?)\s*{_CO2}|吨碳当量", "tCO2e", 1.0),
    (r"(?:t|吨)\s*(?:C|碳)", "tC", 1.0),
    (r"(?:kg|千克|公斤)\s*(?:ce|标准煤|标煤)", "tce", 0.001),
    (r"(?:t|吨)\s*(?:ce|标准煤|标煤)", "tce", 1.0),
    (r"T\s*W\s*[·.∙]?\s*h|太瓦\s*时", "kWh", 1e9),
    (r"G\s*W\s*[·.∙]?\s*h|吉瓦\s*时", "kWh", 1e6),
    (r"M\s*W\s*[·.∙]?\s*h|兆瓦\s*[·.]?\s*时|千千瓦\s*时", "kWh", 1000.0),
    (r"k\s*(?:W|VV|[öÖüÜ03689])\s*[·.∙]?\s*[hb]|千瓦\s*[·.]?\s*(?:小时|时)|度", "kWh", 1.0),
    (r"百万千焦|G\s*J|吉焦", "GJ", 1.0),
    (r"T\s*J|太焦", "GJ", 1000.0),
    (r"M\s*J|兆焦", "GJ", 0.001),
    (r"k\s*J|千焦", "GJ", 1e-6),
    (r"N\s*m3|标准?立方米?|标方|Nm\^3", "Nm3", 1.0),
    (r"m3|m\^3|立方(?:米|公尺)|方", "m3", 1.0),
    (r"M\s*W(?:p)?|兆瓦峰?", "kW", 1000.0),
    (r"k\s*W(?:p)?|千瓦峰?", "kW", 1.0),
    (r"kg|千克|公斤", "t", 0.001),
    (r"t|吨|公吨|tonnes?|tons?", "t", 1.0),
    (r"元|人民币|RMB|CNY", "元", 1.0),
    (r"%|％|百分比|百分数", "%", 1.0),
)
_MULTIPLES = (
    ("10^4", _TEN_THOUSAND),
    ("104", _TEN_THOUSAND),
    ("百万", 1e6),
    ("亿", _HUNDRED_MILLION),
    ("万", _TEN_THOUSAND),
    ("千", 1000.0),
    ("1000", 1000.0),
)
_COMPILED = tuple((re.compile(p, re.IGNORECASE), unit, factor) for p, unit, factor in _UNITS)
# Things that are counted, and other units that are kept as they are printed.
_COUNTED = (
    "个|张|片|份|枚|台|套|件|学时|课时|只|盏|辆|人|人次|家|项|次|组|块|支|条|根|双|把|粒|卷|瓶|吨位|批|天|小时|h|年|月|日|℃|°C|kVA|"
    "MPa|kPa|V|A|m2|m²|㎡|平方米|亩|公里|km|L|升|pcs|certificates?|units?|米|m|mg|g|dB|rpm|lm|W"
)
_KEPT = re.compile(rf"(?:万|千|百)?(?:{_COUNTED})", re.IGNORECASE)
# 万人 is a multiple too, and never of a ratio.
_RATIO = re.compile(r"[^\s/／]{1,16}\s*[/／]\s*[^\s/／()（）]{1,16}(?:\s*[/／]\s*\w{1,6})?")
_MANY = re.compile("^[千万百亿]+")
_SAME_KIND = {"g": "t", "㎡": "m2", "m²": "m2", "平方米": "m2", "Nm3": "m3"}
"""Units that tables keep apart, and that are of one kind: gas is metered in either."""
_LOST_MEGA = re.compile(r"(?<=^t/)Wh$|(?<=^tCO2/)Wh$|(?<=^tCO2e/)Wh$")
"""Nobody emits tonnes for each Wh: the M was not read."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, and what a number given in it is worth."""

    name: str
    """``tCO2e``, ``kWh``, ``个``, ``tCO2/MWh``."""
    factor: float = 1.0
    """1 万kWh is 10 000 kWh."""
    ratio: bool = False
    """Whether it is of one thing for each of another."""


_OF_YEAR = re.compile(r"[/／·](?:年|a|yr|year)$", re.IGNORECASE)

PER_CENT = Unit("%")


@lru_cache(4096)
def unit_of(text: str) -> Unit | None:
    """The unit that a whole text is, brackets left aside: ``万kWh``, ``(tCO2e)``."""
    bare = re.sub(r"\s+", "", text).strip("()（）[]【】:：")
    # An amount of a year is no ratio.
    bare = _OF_YEAR.sub("", bare)
    if not bare:
        return None
    scale, rest = 1.0, bare
    for word, factor in _MULTIPLES:
        if bare.startswith(word) and len(bare) > len(word):
            scale, rest = factor, bare[len(word) :]
            break
    for start, factor in ((rest, scale), (bare, 1.0)):
        for pattern, name, worth in _COMPILED:
            if pattern.fullmatch(start):
                return Unit(name, factor * worth)
    if _KEPT.fullmatch(rest):
        return Unit(rest, scale)
    if _RATIO.fullmatch(bare) and _is_ratio(bare):
        name = re.sub(r"[Cc]0(?=2)", "CO", bare.replace("／", "/"))
        return Unit(_LOST_MEGA.sub("MWh", name), ratio=True)
    return None


@lru_cache(8192)
def kind_of(text: str) -> str:
    """What is counted in the unit that a text is, in lower case: ``万kWh`` and ``MWh`` are ``kwh``.

    Each side of a stroke by itself; a unit that is not known without the multiple before it.
    """
    above, stroke, below = text.replace("／", "/").partition("/")
    return _kind(above) + stroke + _kind(below)


def _kind(text: str) -> str:
    unit = unit_of(text)
    name = unit.name if unit is not None else re.sub(r"\s", "", text)
    return _SAME_KIND.get(name, _MANY.sub("", name)).casefold()


def _is_ratio(text: str) -> bool:
    """Whether both sides of the first stroke are units: tCO2/万元, kgce/t, and not 电力/热力."""
    above, _, below = re.sub("／", "/", text).partition("/")
    return unit_of(above) is not None and (
        unit_of(below.split("/")[0]) is not None or bool(re.fullmatch(r"[\w万%]{1,8}", below))
    )


_STATED = re.compile(r"单\s*位\s*[:：为]?\s*([^\s,，;；()（）]{1,16}(?:\s*/\s*\w{1,6})?)")
_BRACKETS = re.compile(r"[(（\[【{]([^()（）\[\]【】]{1,24})[)）\]】]")
_RATIO_AT_END = re.compile(
    r"[一-鿿)）\s]\s*((?:[mk]?g|t|万?元|[kM]Wh|GJ|(?:kg|t)\s*C[O0]2e?|(?:kg|t)ce|m[3³]|Nm[3³])\s*[/／]\s*[^\s/／()（）]{1,6})$",
    re.IGNORECASE,
)
_A_YEAR = frozenset({"a", "年", "y"})
_UNIT_WORD = re.compile(r"unit\s*[:：]?\s*([^\s,;()]{1,16})", re.IGNORECASE)


_OF_COAL = re.compile(r"标准?煤量?\s*[(（/]?\s*[t吨]\s*[)）]?$")


@lru_cache(4096)
def unit_in(text: str) -> Unit | None:
    """The unit that a heading, label or caption states: 排放量(tCO2e), 单位:万kWh, 电量/kWh."""
    # kgCO2e/件 alone is a ratio, and no amount of 件.
    # 折标准煤(t), 标煤 吨: of coal equivalent.
    coal = _OF_COAL.search(text)
    whole = unit_of("tce" if coal else text)
    if whole is not None and (coal or whole.ratio):
        return whole
    for pattern in (_STATED, _UNIT_WORD):
        for m in pattern.finditer(text):
            if (unit := unit_of(m[1])) is not None:
                return unit
    for m in reversed(list(_BRACKETS.finditer(text))):
        for part in (m[1], *re.split(r"[,，;；:：]", m[1])):
            if (unit := unit_of(part.removeprefix("单位"))) is not None:
                return unit
    # 因子 tCO2/MWh, 浓度 mg/m3: the stroke stands within the unit, and not before it.
    if (ratio := _RATIO_AT_END.search(text)) is not None:
        above, _, below = ratio[1].replace("／", "/").partition("/")
        return unit_of(above if below in _A_YEAR else ratio[1])
    for separator in ("/", "／", ",", "，"):
        head, found, tail = text.partition(separator)
        if found and len(head.strip()) > 1 and (unit := unit_of(tail)) is not None:
            return unit
    # tce(当量值): the unit, and by which reckoning.
    head, noted, _ = re.sub("（", "(", text).partition("(")
    if noted and len(head.strip()) > 1 and (unit := unit_of(head)) is not None:
        return unit
    return _at_end(text)


def _at_end(text: str) -> Unit | None:
    """外购电量kWh, 排放量 tCO2e: the unit ends the heading, and no word runs into it."""
    if m := re.search(r"[重质净毛总][量重]\s*(t|kg|g)$|(?:[产用数]量|全年|合计)\s*(t)$", text):
        # 重量t: of one letter, behind what can only be weighed.
        return unit_of(m[1] or m[2])
    if m := re.search(r"(?:[一-鿿)）]|(?:19|20)\d\d)\s+(万?元)$", text):
        # 应付 元, 2025 万元
        return unit_of(m[1])
    m = re.search(r"[一-鿿)）\s]\s*((?:万|千|亿)?(?:[A-Za-z]{1,4}\d?[A-Za-z]{0,3}|%))\s*$", text)
    if m is None or (len(m[1]) < 2 and m[1] != "%"):
        return None
    unit = unit_of(m[1])
    return unit if unit is not None and (unit.name == "%" or len(m[1]) >= 2) else None
