"""C601: sentences whose amount is not what the amounts right before it make (domain C16).

节电46.8万kWh,电价0.72元/kWh,效益33.70万元; 基准线…t,改造后…t,减排量…t; 应到52人,实到47人,出勤率….
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evidencecheck.assessment.amounts import may_be_misread, read_for
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Citation, Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_N = r"(?<![\d.,，])(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,]\d)"
_ENERGY = r"(?:千瓦时|kWh|度|立方米|m3|m³|Nm3|吨|t)"
_U = (
    r"(?:万|亿)?(?:千瓦时|兆瓦时|kWh|MWh|度|立方米|m3|m³|Nm3|吨标准煤|吨标煤|tce|吨|tCO2e?|t|元"
    r"|台|套|件|人次|人)"
)
_GAP = r"[^\d。;；%]"
_WAYS = "下降|降低|减少|降幅|增长|增加|上升|提高|增幅"
_RATE = r"(?P<c>\d+(?:\.\d+)?)\s*[%％]"
# 5,058.100, 584.000: a comma that was read as a point.
_COMMA_LOST = re.compile(r"\d{1,3}(?:[,，]?\d{3})*\.\d{3}")
_COUNTS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_BACK, _AHEAD = 120, 40
"""Characters about a comparison in which what is compared may stand: 总量…, 其中类别2为…, 较…"""
_SURE = 0.95
_WHOLE, _THOUSAND, _MYRIAD = 100.0, 1000.0, 1e4
_SANE = (0.5, 2.0)
_LEAST = 0.01
_OF_A_CHANGE, _OF_YEARS = 0.02, 0.05
"""By how much more than rounding tells a change in per cent, or years, may be off."""

_Reckon = Callable[[re.Match[str], float, float], float | None]


@dataclass(frozen=True, slots=True)
class _Relation:
    """Amounts of a sentence, in groups ``a`` and ``b``, and in ``c`` what they make."""

    pattern: re.Pattern[str]
    words: tuple[str, ...]
    """Of which a document must hold one; they are looked for faster than it is."""
    reckon: _Reckon
    """What comes out of two amounts; None where units do not agree, or a number is nought."""
    sure: float = _SURE
    """0..1, of the reading of its lines."""
    loose: float | None = None
    """By how much more than rounding it may be off; else by a hundredth, and by half at most."""
    of_another: bool = False
    """Whether what is compared may stand before."""


def _change(m: re.Match[str], a: float, b: float) -> float | None:
    return _WHOLE * abs(a - b) / b if m["u"].casefold() == m["v"].casefold() and b else None


def _cost(m: re.Match[str], a: float, b: float) -> float | None:
    times = (_MYRIAD if m["u"].startswith("万") else 1.0) / (_MYRIAD if "万" in m["v"] else 1.0)
    return a * b * times


def _less(m: re.Match[str], a: float, b: float) -> float | None:
    return a - b if m["u"] == m["v"] == m["w"] else None


_RELATIONS = (
    # 358.94万千瓦时,比2024年的371.26万千瓦时下降5.6%
    _Relation(
        re.compile(
            rf"(?P<a>{_N})\s*(?P<u>{_U})[^\d。;；]{{0,8}}[比较](?:(?!{_WAYS})\D){{0,6}}"
            rf"(?:20\d\d\s*年度?)?(?:(?!{_WAYS})[^\d。;；]){{0,10}}"
            rf"(?P<b>{_N})\s*(?P<v>{_U})[^\d。;；]{{0,8}}?(?:{_WAYS})(?:了|约|为)?\s*{_RATE}",
            re.IGNORECASE,
        ),
        ("%", "％"),
        _change,
        sure=0.9,
        loose=_OF_A_CHANGE,
        of_another=True,
    ),
    # 项目投资38.5万元, ...年节约电费11.83万元,静态回收期约2.3年
    _Relation(
        re.compile(
            rf"投资\D{{0,6}}(?P<a>{_N})\s*万元[^。]{{0,60}}?节[约省]\D{{0,10}}(?P<b>{_N})\s*万元"
            r"[^。]{0,20}?回收期\D{0,6}(?P<c>\d+(?:\.\d+)?)\s*年"
        ),
        ("回收期",),
        lambda _, a, b: a / b if b else None,
        sure=0.9,
        loose=_OF_YEARS,
    ),
    _Relation(
        re.compile(
            rf"(?P<a>{_N})\s*(?P<u>万?(?:{_ENERGY}|GJ)){_GAP}{{0,12}}(?P<b>{_N})\s*元\s*/\s*"
            rf"(?:{_ENERGY}|GJ){_GAP}{{0,14}}(?P<c>{_N})\s*(?P<v>万?元)"
        ),
        ("元/", "元 /"),
        _cost,
    ),
    _Relation(
        re.compile(
            rf"(?:基准|改造前|实施前|替代前|项目前){_GAP}{{0,32}}?(?P<a>{_N})\s*(?P<u>{_U})[^\d]{{0,4}}"
            rf"(?:改造后|实施后|替代后|项目后|核算期|报告期|项目排放){_GAP}{{0,14}}?(?P<b>{_N})\s*(?P<v>{_U})"
            rf"[^\d]{{0,30}}?(?:减排量|节能量|节[电气水热]量?|节约|减少|减排|下降){_GAP}{{0,6}}?(?P<c>{_N})\s*(?P<w>{_U})"
        ),
        ("改造后", "实施后", "替代后", "项目后", "核算期", "报告期", "项目排放"),
        _less,
    ),
    # 2025年412万kWh,上年为438万kWh,同比下降5.9%
    _Relation(
        re.compile(
            rf"(?P<a>{_N})\s*(?P<u>{_U})\s*[,，(（]\s*(?:上年|去年|上一年|上年同期|去年同期|20\d\d\s*年)度?(?:同期)?(?:为|是)?\s*"
            rf"(?P<b>{_N})\s*(?P<v>{_U})\s*[)）]?\s*[,，]\s*(?:同比|较上年|比上年|较去年)?(?:{_WAYS})(?:了|约|为)?\s*{_RATE}"
        ),
        ("%", "％"),
        _change,
    ),
    # 由2024年的438万kWh降至412万kWh,降幅5.9%
    _Relation(
        re.compile(
            rf"[由从](?:20\d\d\s*年?的?)?\s*(?P<b>{_N})\s*(?P<u>{_U})\s*(?:下降|降低|降|减少|减|增加|增长|增|上升|提高)(?:至|到)"
            rf"(?:20\d\d\s*年?的?)?\s*(?P<a>{_N})\s*(?P<v>{_U})\s*[,，]\s*(?:同比|累计)?(?:{_WAYS})(?:了|约|为)?\s*{_RATE}"
        ),
        ("%", "％"),
        _change,
    ),
    _Relation(
        re.compile(
            rf"应[到参出]\S{{0,4}}?(?P<b>{_N})\s*人\s*[,，;；、]\s*实[到参际]\S{{0,4}}?(?P<a>{_N})\s*人\s*[,，;；、]?\s*"
            rf"(?:出勤率|到课率|到会率|参训率|参会率|出席率|参加率|签到率)(?:为|达到?)?\s*{_RATE}"
        ),
        ("应到", "应参", "应出"),
        lambda _, a, b: _WHOLE * a / b if b else None,
    ),
)
_OF_ALL = "(?:个|家|台|项|类|座|条|种|处|者)?[^\\d。;；,，]{0,6}(?:合计|共计|总计)"
_TOTAL_OF = rf"(?P<n>[{''.join(_COUNTS)}]){_OF_ALL}"
_TOTALLED = re.compile(_TOTAL_OF)
"""Looked for first; 五台设备合计."""
_ADDED = re.compile(
    rf"(?P<parts>(?:[^\d。;；,，]{{1,16}}{_N}\s*(?P<u>{_U})\s*[,，、]\s*){{2,10}}?)"
    rf"{_TOTAL_OF}(?:为|约)?\s*(?P<c>{_N})\s*(?P<w>{_U})"
)


def said_relations(document: Document, context: Context) -> Iterator[Finding]:
    """The first that comes to something else, of the applicant's own papers and those on it."""
    if not is_own(document, context):
        return
    asked = [r for r in _RELATIONS if any(w in document.words for w in r.words)]
    added = _TOTALLED.search(document.words) is not None
    if not asked and not added:
        return
    text = context.running(document)
    told = [
        (m, lines, computed)
        for relation in asked
        for m, lines in text.found(relation.pattern)
        if (computed := _wrong(relation, m, lines, document)) is not None
    ]
    if not told and added:
        told = [
            (m, lines, computed)
            for m, lines in text.found(_ADDED)
            if (computed := _wrong_sum(m, lines, document)) is not None
        ]
    for m, lines, computed in told[:1]:
        place = Citation(document.file, lines[0].page, lines[0].box, lines[0].text)
        yield context.finding(
            "C601", document, cite=place, stated=m["c"], computed=f"{computed:,.2f}"
        )


def _wrong(
    relation: _Relation, m: re.Match[str], lines: Sequence[Line], document: Document
) -> float | None:
    """What a relation comes to, where that is not what is told of it."""
    a, b, stated = (_number(m[name]) for name in "abc")
    computed = relation.reckon(m, a, b)
    if computed is None:
        return None
    # How far half of a last place moves what comes out.
    moved = (relation.reckon(m, a + _half(m["a"]), b), relation.reckon(m, a, b + _half(m["b"])))
    loose = _half(m["c"]) + sum(abs(x - computed) for x in moved if x is not None)
    if relation.loose is not None:
        loose += relation.loose

    def holds(value: float) -> bool:
        if relation.loose is not None:
            return abs(stated - value) <= loose
        return not _is_wrong(stated, value, loose)

    if holds(computed):
        return None
    if document.origin is Origin.OCR:
        others = (relation.reckon(m, *pair) for pair in _with_commas(m))
        if any(x is not None and holds(x) for x in others):
            return None
        if _may_be_misread(m["c"], computed) or min(x.confidence for x in lines) < relation.sure:
            return None
    if relation.of_another:
        said = m.string[max(0, m.start() - _BACK) : m.end() + _AHEAD]
        numbers = [n for found in re.findall(_N, said) if (n := _number(found))]
        if any(abs(_WHOLE * abs(n - b) / b - stated) <= loose for n in numbers):
            return None
    return computed


def _wrong_sum(m: re.Match[str], lines: Sequence[Line], document: Document) -> float | None:
    """What the amounts of a sentence add up to, where that is not what it says."""
    parts = re.findall(rf"({_N})\s*({_U})", m["parts"])
    if len(parts) != _COUNTS[m["n"]] or {u for _, u in parts} != {m["w"]}:
        return None
    computed = sum(_number(x) for x, _ in parts)
    loose = sum(_half(x) for x, _ in parts) + _half(m["c"])
    if not _is_wrong(_number(m["c"]), computed, loose):
        return None
    if document.origin is Origin.OCR and (
        _may_be_misread(m["c"], computed) or min(x.confidence for x in lines) < _SURE
    ):
        return None
    return computed


def _is_wrong(stated: float, computed: float, loose: float) -> bool:
    if computed <= 0 or not stated or not _SANE[0] <= stated / computed <= _SANE[1]:
        return False
    return abs(stated - computed) > max(loose * 1.001, _LEAST * computed)


def _may_be_misread(stated: str, computed: float) -> bool:
    value, meant = _number(stated), round(computed, len(stated.partition(".")[2]))
    return read_for(value, meant) or may_be_misread(value, value - meant)


def _with_commas(m: re.Match[str]) -> Iterator[tuple[float, float]]:
    """Both numbers as they are where points in them are commas misread: 5,058.100."""
    ways = [
        (number, number * _THOUSAND) if _COMMA_LOST.fullmatch(m[name]) else (number,)
        for name in "ab"
        for number in (_number(m[name]),)
    ]
    pairs = itertools.product(*ways)
    yield from itertools.islice(pairs, 1, None)


def _number(text: str) -> float:
    return float(re.sub(r"[,，]", "", text))


def _half(text: str) -> float:
    return 0.5 * 10.0 ** -len(text.partition(".")[2])
