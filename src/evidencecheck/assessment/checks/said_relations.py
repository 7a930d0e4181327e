"""C601: sentences whose amount is not what the amounts right before it make (domain C16).

节电46.8万kWh,电价0.72元/kWh,效益33.70万元; 基准线…t,改造后…t,减排量…t; 应到52人,实到47人,出勤率….
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidencecheck.assessment.amounts import (
    NUMBER,
    as_printed,
    comparable,
    may_be_misread,
    read_for,
)
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import any_of
from evidencecheck.domain.said_phrases import Comparisons

_N = rf"(?<![\d.,，])(?:{NUMBER})(?![\d,]\d)"
_ENERGY = r"(?:千瓦时|kWh|度|立方米|m3|m³|Nm3|吨|t)"
_U = (
    r"(?:万|亿)?(?:千瓦时|兆瓦时|kWh|MWh|度|立方米|m3|m³|Nm3|吨标准煤|吨标煤|tce|吨|tCO2e?|t|元"
    r"|台|套|件|人次|人)"
)
_GAP = r"[^\d。;；%]"
_RATE = r"(?P<c>\d+(?:\.\d+)?)\s*[%％]"
# 5,058.100, 584.000: a comma that was read as a point.
_COMMA_LOST = re.compile(r"\d{1,3}(?:[,，]?\d{3})*\.\d{3}")
_COUNTS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_BACK, _AHEAD = 120, 40
"""Characters about a comparison in which what is compared may stand: 总量…, 其中类别2为…, 较…"""
_SURE = 0.95
_WHOLE, _THOUSAND, _MYRIAD = 100.0, 1000.0, 1e4
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


@lru_cache(4)
def _relations(words: Comparisons) -> tuple[_Relation, ...]:
    ways, than = any_of(words.ways), any_of(words.than)
    by = rf"(?:{any_of(words.beside_ways)})?(?:{ways})(?:了|约|为)?\s*{_RATE}"
    return (
        # 358.94万千瓦时,比2024年的371.26万千瓦时下降5.6%
        _Relation(
            re.compile(
                rf"(?P<a>{_N})\s*(?P<u>{_U})[^\d。;；]{{0,8}}(?:{than})(?:(?!{ways})\D){{0,6}}"
                rf"(?:20\d\d\s*年度?)?(?:(?!{ways})[^\d。;；]){{0,10}}"
                rf"(?P<b>{_N})\s*(?P<v>{_U})[^\d。;；]{{0,8}}?{by}",
                re.IGNORECASE,
            ),
            words.ways,
            _change,
            sure=0.9,
            loose=_OF_A_CHANGE,
            of_another=True,
        ),
        # 项目投资38.5万元, ...年节约电费11.83万元,静态回收期约2.3年
        _Relation(
            re.compile(
                rf"(?:{any_of(words.invested)})\D{{0,6}}(?P<a>{_N})\s*万元[^。]{{0,60}}?"
                rf"(?:{any_of(words.saves)})\D{{0,10}}(?P<b>{_N})\s*万元[^。]{{0,20}}?"
                rf"(?:{any_of(words.payback)})\D{{0,6}}(?P<c>\d+(?:\.\d+)?)\s*年"
            ),
            words.payback,
            lambda _, a, b: a / b if b else None,
            sure=0.9,
            loose=_OF_YEARS,
        ),
        _Relation(
            re.compile(
                rf"(?P<a>{_N})\s*(?P<u>万?(?:{_ENERGY}|GJ)){_GAP}{{0,12}}(?P<b>{_N})\s*元\s*/\s*"
                rf"(?:{_ENERGY}|GJ){_GAP}{{0,14}}(?P<c>{_N})\s*(?P<v>万?元)"
            ),
            ("元/",),
            _cost,
        ),
        _Relation(
            re.compile(
                rf"(?:{any_of(words.before)}){_GAP}{{0,32}}?(?P<a>{_N})\s*(?P<u>{_U})[^\d]{{0,4}}"
                rf"(?:{any_of(words.after)}){_GAP}{{0,14}}?(?P<b>{_N})\s*(?P<v>{_U})[^\d]{{0,30}}?"
                rf"(?:{any_of(words.saved)}){_GAP}{{0,6}}?(?P<c>{_N})\s*(?P<w>{_U})"
            ),
            words.after,
            _less,
        ),
        # 2025年412万kWh,上年为438万kWh,同比下降5.9%
        _Relation(
            re.compile(
                rf"(?P<a>{_N})\s*(?P<u>{_U})\s*[,，(（]\s*"
                rf"(?:{any_of(words.last_year)}|20\d\d\s*年)度?(?:同期)?(?:为|是)?\s*"
                rf"(?P<b>{_N})\s*(?P<v>{_U})\s*[)）]?\s*[,，]\s*{by}"
            ),
            words.ways,
            _change,
        ),
        # 由2024年的438万kWh降至412万kWh,降幅5.9%
        _Relation(
            re.compile(
                rf"[由从](?:20\d\d\s*年?的?)?\s*(?P<b>{_N})\s*(?P<u>{_U})\s*(?:{any_of(words.ways_to)})"
                rf"(?:至|到)(?:20\d\d\s*年?的?)?\s*(?P<a>{_N})\s*(?P<v>{_U})\s*[,，]\s*{by}"
            ),
            words.ways,
            _change,
        ),
        _Relation(
            re.compile(
                rf"(?:{any_of(words.due)})\S{{0,4}}?(?P<b>{_N})\s*人\s*[,，;；、]\s*"
                rf"(?:{any_of(words.came)})\S{{0,4}}?(?P<a>{_N})\s*人\s*[,，;；、]?\s*"
                rf"(?:{any_of(words.share_that_came)})(?:为|达到?)?\s*{_RATE}"
            ),
            words.due,
            lambda _, a, b: _WHOLE * a / b if b else None,
        ),
    )


def _total_of(words: tuple[str, ...]) -> str:
    """五台设备合计."""
    counter = "(?:个|家|台|项|类|座|条|种|处|者)?"
    return rf"(?P<n>[{''.join(_COUNTS)}]){counter}[^\d。;；,，]{{0,6}}(?:{any_of(words)})"


@lru_cache(4)
def _added(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is looked for first, and the parts of a sentence with their total."""
    return re.compile(_total_of(words)), re.compile(
        rf"(?P<parts>(?:[^\d。;；,，]{{1,16}}{_N}\s*(?P<u>{_U})\s*[,，、]\s*){{2,10}}?)"
        rf"{_total_of(words)}(?:为|约)?\s*(?P<c>{_N})\s*(?P<w>{_U})"
    )


def said_relations(document: Document, context: Context) -> Iterator[Finding]:
    """The first that comes to something else, of the applicant's own papers and those on it."""
    if not is_own(document, context):
        return
    phrases = context.book.phrases
    asked = [r for r in _relations(phrases.compared) if document.speaks_of(r.words)]
    totalled, added = _added(phrases.lists.totalled)
    may_add = totalled.search(document.words) is not None
    if not asked and not may_add:
        return
    text = context.running(document)
    told = [
        (m, lines, computed)
        for relation in asked
        for m, lines in text.found(relation.pattern)
        if (computed := _wrong(relation, m, lines, document)) is not None
    ]
    if not told and may_add:
        told = [
            (m, lines, computed)
            for m, lines in text.found(added)
            if (computed := _wrong_sum(m, lines, document)) is not None
        ]
    for m, lines, computed in told[:1]:
        cite, result = document.at(lines[0]), f"{computed:,.2f}"
        yield context.finding("C601", document, cite=cite, stated=m["c"], computed=result)


def _wrong(
    relation: _Relation, m: re.Match[str], lines: Sequence[Line], document: Document
) -> float | None:
    """What a relation comes to, where that is not what is told of it."""
    a, b, stated = (as_printed(m[name]) for name in "abc")
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
        numbers = [n for found in re.findall(_N, said) if (n := as_printed(found))]
        if any(abs(_WHOLE * abs(n - b) / b - stated) <= loose for n in numbers):
            return None
    return computed


def _wrong_sum(m: re.Match[str], lines: Sequence[Line], document: Document) -> float | None:
    """What the amounts of a sentence add up to, where that is not what it says."""
    parts = re.findall(rf"({_N})\s*({_U})", m["parts"])
    if len(parts) != _COUNTS[m["n"]] or {u for _, u in parts} != {m["w"]}:
        return None
    computed = sum(as_printed(x) for x, _ in parts)
    loose = sum(_half(x) for x, _ in parts) + _half(m["c"])
    if not _is_wrong(as_printed(m["c"]), computed, loose):
        return None
    if document.origin is Origin.OCR and (
        _may_be_misread(m["c"], computed) or min(x.confidence for x in lines) < _SURE
    ):
        return None
    return computed


def _is_wrong(stated: float, computed: float, loose: float) -> bool:
    far = abs(stated - computed) > max(loose * 1.001, _LEAST * computed)
    return far and comparable(stated, computed)


def _may_be_misread(stated: str, computed: float) -> bool:
    value, meant = as_printed(stated), round(computed, len(stated.partition(".")[2]))
    return read_for(value, meant) or may_be_misread(value, value - meant)


def _with_commas(m: re.Match[str]) -> Iterator[tuple[float, float]]:
    """Both numbers as they are where points in them are commas misread: 5,058.100."""
    ways = [
        (number, number * _THOUSAND) if _COMMA_LOST.fullmatch(m[name]) else (number,)
        for name in "ab"
        for number in (as_printed(m[name]),)
    ]
    pairs = itertools.product(*ways)
    yield from itertools.islice(pairs, 1, None)


def _half(text: str) -> float:
    return 0.5 * 10.0 ** -len(text.partition(".")[2])
