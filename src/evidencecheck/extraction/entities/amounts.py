"""Amounts with units, turned into the unit of the field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import cn2an

GROUPED = r"\d{1,3}(?=[\d,，.]*\.)(?![\d,，]*\.\d{3}(?![,，.]?\d))(?:[,，.]\d{3}){2,}(?!\d)"
"""1.200,000: a number of thousands some of whose commas were read as points."""
# A recogniser takes a comma for a point at times, and a point for a comma: 6.017.05, 4,425,82.
_NUMBER = (
    rf"(?<![\d.,A-Za-z])(?P<n>{GROUPED}|"
    r"-?(?:\d{1,3}(?:[,，.]\d{3})+[,，.]\d{1,2}(?!\d)|"
    r"\d{1,3}(?:[,，]\s?\d{3})+|"
    r"(?:^|(?<=[:：为是约达计])|(?<=[:：为是约达计] ))\d{1,3}(?: \d{3}){1,3}(?! \d)|"
    r"\d+)(?:\.\d+)?)(?![\d])"
)
_TONNES = (
    r"(?:t\s*-?)?\s*C[O0]2\s*-?\s*eq?|吨\s*二氧化碳当量|吨\s*二氧化碳|吨\s*C[O0]2(?:当量|e)?|"
    r"(?:metric\s*)?ton(?:ne)?s?\s*(?:of\s*)?C[O0]2(?:\s*e(?:quivalent)?)?|t\s*-?\s*C[O0]2|吨碳当量|公吨|吨|metric\s*tons?|tonnes?|t(?![A-Za-z/]|\s*/)"
)
_UNITS: dict[str, tuple[tuple[str, float], ...]] = {
    "tCO2e": (
        (r"kg\s*C[O0]2\s*-?\s*e?q?|千克\s*二氧化碳当量|公斤", 0.001),
        (rf"万\s*(?:{_TONNES})", 10_000.0),
        (_TONNES, 1.0),
    ),
    "kWh": (
        (r"万\s*(?:kW\s*[·.]?\s*h|千瓦\s*时|度)", 10_000.0),
        (r"亿\s*(?:kW\s*[·.]?\s*h|千瓦\s*时|度)", 100_000_000.0),
        (r"千\s*(?:kW\s*[·.]?\s*h|千瓦\s*时|度)", 1_000.0),
        (r"G\s*W\s*[·.]?\s*h|吉瓦时", 1_000_000.0),
        (r"M\s*W\s*[·.]?\s*h|兆瓦\s*时", 1_000.0),
        (r"kW\s*[·.]?\s*h|千瓦\s*[·.]?\s*时|度", 1.0),
    ),
    "count": (
        (
            r"(?:I-?REC|绿证)\s*certificates?|VCUs?|Verified Carbon Units?|C?CERs?|"
            r"(?:GS\s)?VERs?|I-?RECs?|"
            r"个(?!月|人|工作)|张|份|枚|吨|t(?![A-Za-z])|tC[O0]2e?|pcs|certificates?",
            1.0,
        ),
    ),
}
_COMPILED = {
    unit: tuple((re.compile(rf"\s*(?:[()]\s*)?(?:{p})", re.IGNORECASE), f) for p, f in forms)
    for unit, forms in _UNITS.items()
}
_AMOUNT = re.compile(_NUMBER)
# What makes a number an ordinal, or part of a name: 范围1, 表2, ISO 14064.
_ORDINAL = re.compile(
    r"(?:第|范围|范畴|类别|附表|表|图|Scope|Category|ISO|GB/T|GB|PAS)\s*[-—]?\s*$", re.IGNORECASE
)
# A shorter unit that no bracket marks may be the end of any word.
_LEAST_BARE = 3
# 壹仟贰佰个: certificates write their number in words.
_IN_WORDS = re.compile(
    r"[零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{2,}(?=\s*[个张份枚吨])"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_MILLIONS = re.compile(r"\d{1,3}(?:[,，]\d{3})+\.000")
_YEAR_LIKE = re.compile(r"^(?:19|20)\d{2}$")


# 400 (1 unit = 1 tonne of CO2e), 300张(每张1000千瓦时): what one of them is.
_WHAT_ONE_IS = re.compile(
    r"[(（]\s*(?:(?:1|一|每|one|each)\s*(?:unit|credit|certificate|VCU|CCER|I-?REC|REC|GO|"
    r"个|张|份|枚|单位))[^()（）]*(?:[)）]|$)|"
    r"(?<![\d.,])(?:1|一|每|one|each)\s*(?:unit|credit|certificate|VCU|CCER|I-?REC|REC|GO|个|张|份|枚)"
    r"(?:绿证|证书|绿色电力证书)?\s*(?:[=＝:：]|为|代表|对应|相当于|represents?|equals?|is)\s*[\d,.]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AmountMatch:
    """A number found in a string."""

    start: int
    end: int
    value: float
    """In the unit asked for."""
    has_unit: bool
    """Whether a unit stands behind it."""


def find_amounts(text: str, unit: str, *, default_factor: float = 1.0) -> list[AmountMatch]:
    """Numbers in ``text`` as amounts of ``unit`` (tCO2e, kWh or count).

    A number without a unit behind it counts ``default_factor`` times; years (2024年, a bare 2024)
    and ordinals are left out.
    """
    found = []
    text = _WHAT_ONE_IS.sub(lambda m: " " * len(m[0]), text)
    for m in _AMOUNT.finditer(text):
        number = _plain_number(m["n"])
        if unit == "count" and _THOUSANDS.fullmatch(number):
            # There are no thousandths of a certificate: a comma that was read as a point.
            number = number.replace(".", "")
        factor, end = _unit_after(text, m.end(), unit)
        if unit == "kWh" and factor == 1.0 and _MILLIONS.fullmatch(m["n"]):
            # 4,820.000 kWh: thousandths of one are not told where thousands are parted.
            number = number.replace(".", "")
        if _ORDINAL.search(text[: m.start()]):
            continue
        if factor is None and _of_a_serial(text, m):
            continue
        if factor is None and (_YEAR_LIKE.match(number) or _other_unit(text, m)):
            continue
        value = round(float(number) * (default_factor if factor is None else factor), 6)
        found.append(AmountMatch(m.start(), end, value, has_unit=factor is not None))
    if unit == "count":
        found.extend(_in_words(text))
    return found


def _of_a_serial(text: str, m: re.Match[str]) -> bool:
    """Whether a bare number is a part of a longer one: GEC-20260513-0045, 15:20:36."""
    behind = re.search(r"[0-9A-Za-z]-$|\d:$", text[: m.start("n")])
    return bool(behind or re.match(r"[-:]\d", text[m.end() :]))


def _in_words(text: str) -> Iterator[AmountMatch]:
    for m in _IN_WORDS.finditer(text):
        try:
            value = float(cn2an.cn2an(m[0], "smart"))
        except ValueError:
            continue
        yield AmountMatch(m.start(), m.end() + 1, value, has_unit=True)


def _plain_number(text: str) -> str:
    if re.fullmatch(GROUPED, text):
        return re.sub(r"[,，.]", "", text)
    misread = re.fullmatch(r"(-?\d{1,3}(?:[,，.]\d{3})+)[,，.](\d{1,2})", text)
    if misread:
        return re.sub(r"[,，.]", "", misread[1]) + "." + misread[2]
    return re.sub(r"[,，\s]", "", text)


def unit_factor(text: str, unit: str) -> float | None:
    """What a heading such as ``排放量(万吨)`` says one of its numbers is worth, if it says so."""
    for pattern, factor in _COMPILED.get(unit, ()):
        for m in re.finditer(r"[(/,:]|单位", text):
            if pattern.match(text, m.end()) or pattern.match(text, m.start()):
                return factor
        # 外购电量kWh: the unit ends the heading.
        last = [m for m in pattern.finditer(text) if m.end() == len(text.rstrip())]
        if last and len(last[-1][0].strip()) >= _LEAST_BARE:
            return factor
    return None


def _unit_after(text: str, end: int, unit: str) -> tuple[float | None, int]:
    for pattern, factor in _COMPILED.get(unit, ()):
        m = pattern.match(text, end)
        if m:
            return factor, m.end()
    # A cell of its own may hold the unit: 1,234.5 <tab> tCO2e.
    tab = re.match(r"\t", text[end : end + 1])
    if tab:
        for pattern, factor in _COMPILED.get(unit, ()):
            m = pattern.match(text, end + 1)
            if m and re.match(r"\s*(?:\)|\t|\n|$)", text[m.end() :]):
                return factor, m.end()
    return None, end


def _other_unit(text: str, m: re.Match[str]) -> bool:
    return bool(
        re.match(
            r"\s*(?:年|月|日|%|号|条|页|章|家|人|元|万元|个|天|台|次|张|份|只|套|辆|名|位|季度|小时|分钟|栋|期|批|m2|m3|Nm3|GJ|kg(?!\s*C[O0]2)|℃|°C)",
            text[m.end() :],
        )
    )
