"""C601: what a sentence reckons from the amounts right before it (domain C16).

节电46.8万kWh,电价0.72元/kWh,效益33.70万元; 基准线…t,改造后…t,减排量…t; 应到52人,实到47人,出勤率….
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.assessment.amounts import read_for
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Citation, Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_SURE = 0.95
_LINES = 3
"""Over which a sentence goes on."""
_N = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,])"
_U = (
    r"(?:万|亿)?(?:千瓦时|兆瓦时|kWh|MWh|度|立方米|m3|m³|Nm3|吨标准煤|吨标煤|tce|吨|tCO2e?|t|元"
    r"|台|套|件|人次|人)"
)
_GAP = r"[^\d。;；%]"
_PRICE = re.compile(
    rf"(?P<a>{_N})\s*(?P<u>万?(?:千瓦时|kWh|度|立方米|m3|m³|Nm3|吨|t|GJ))"
    rf"{_GAP}{{0,12}}(?P<b>{_N})\s*元\s*/\s*(?:千瓦时|kWh|度|立方米|m3|m³|Nm3|吨|t|GJ)"
    rf"{_GAP}{{0,14}}(?P<c>{_N})\s*(?P<v>万?元)"
)
_LESS = re.compile(
    rf"(?:基准|改造前|实施前|替代前|项目前){_GAP}{{0,16}}?(?P<a>{_N})\s*(?P<u>{_U})"
    rf"[^\d]{{0,4}}(?:改造后|实施后|替代后|项目后|核算期|报告期|项目排放){_GAP}{{0,14}}?(?P<b>{_N})\s*(?P<v>{_U})"
    rf"[^\d]{{0,30}}?(?:减排量|节能量|节电量|节约|减少|减排|下降)(?:{_GAP}){{0,6}}?(?P<c>{_N})\s*(?P<w>{_U})"
)
_WAYS = "下降|降低|减少|降幅|增长|增加|上升|提高|增幅"
_AGAINST = re.compile(
    rf"(?P<a>{_N})\s*(?P<u>{_U})\s*[,，(（]\s*(?:上年|去年|上一年|上年同期|去年同期|20\d\d\s*年)度?(?:同期)?(?:为|是)?\s*"
    rf"(?P<b>{_N})\s*(?P<v>{_U})\s*[)）]?\s*[,，]\s*(?:同比|较上年|比上年|较去年)?(?:{_WAYS})(?:了|约|为)?\s*"
    r"(?P<c>\d+(?:\.\d+)?)\s*[%％]"
)
_FROM = re.compile(
    rf"[由从](?:20\d\d\s*年?的?)?\s*(?P<b>{_N})\s*(?P<u>{_U})\s*(?:下降|降低|降|减少|减|增加|增长|增|上升|提高)(?:至|到)"
    rf"(?:20\d\d\s*年?的?)?\s*(?P<a>{_N})\s*(?P<v>{_U})\s*[,，]\s*(?:同比|累计)?(?:{_WAYS})(?:了|约|为)?\s*"
    r"(?P<c>\d+(?:\.\d+)?)\s*[%％]"
)
_PRESENT = re.compile(
    rf"应[到参出]\S{{0,4}}?(?P<b>{_N})\s*人\s*[,，;；、]\s*实[到参际]\S{{0,4}}?(?P<a>{_N})\s*人\s*[,，;；、]?\s*"
    r"(?:出勤率|到课率|到会率|参训率|参会率|出席率|参加率|签到率)(?:为|达到?)?\s*(?P<c>\d+(?:\.\d+)?)\s*[%％]"
)
_COUNTS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_ADDED = re.compile(
    rf"(?P<parts>(?:[^\d。;；,，]{{1,16}}{_N}\s*(?P<u>{_U})\s*[,，、]\s*){{2,10}}?)"
    rf"(?P<n>[{''.join(_COUNTS)}])(?:个|家|台|项|类|座|条|种|处|者)?[^\d。;；,，]{{0,6}}(?:合计|共计|总计)(?:为|约)?\s*(?P<c>{_N})\s*(?P<w>{_U})"
)
_WORDS = (
    (_PRICE, ("元/", "元 /")),
    (_LESS, ("改造后", "实施后", "替代后", "项目后", "核算期", "报告期", "项目排放")),
    (_AGAINST, ("%", "％")),
    (
        _FROM,
        (
            "降至",
            "降到",
            "降低至",
            "降低到",
            "减至",
            "减到",
            "减少至",
            "减少到",
            "增至",
            "增到",
            "增加至",
            "增加到",
            "增长至",
            "增长到",
            "上升至",
            "上升到",
            "提高至",
            "提高到",
        ),
    ),
    (_PRESENT, ("应到", "应参", "应出")),
    (_ADDED, ("合计", "共计", "总计")),
)
"""Words of which each must hold one; they are looked for faster than it is."""
_SANE = (0.5, 2.0)
_LEAST = 0.01


def said_relations(document: Document, context: Context) -> Iterator[Finding]:
    """The first that comes to something else, of the applicant's own papers and those on it."""
    holder = document.text("holder")
    if holder and not context.is_applicant(holder):
        return
    whole = "".join(x.text for x in document.lines)
    patterns = frozenset(p for p, words in _WORDS if any(w in whole for w in words))
    if not patterns:
        return
    for n, line in enumerate(document.lines):
        text = "".join(x.text.strip() for x in document.lines[n : n + _LINES])
        for m, computed, loose in _reckoned(text, patterns):
            stated = _number(m["c"])
            if m.start() >= len(line.text.strip()) or not _is_wrong(stated, computed, loose):
                continue
            lines = document.lines[n : n + _LINES]
            if document.origin is Origin.OCR and _doubtful(m, computed, lines):
                continue
            place = Citation(document.file, line.page, line.box, line.text)
            yield context.finding(
                "C601", document, cite=place, stated=m["c"], computed=f"{computed:,.2f}"
            )
            return


def _found(
    text: str, patterns: frozenset[re.Pattern[str]], *asked: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    """Where those of ``asked`` stand that a text may hold; its words are looked for first."""
    for pattern, words in _WORDS:
        if pattern in asked and pattern in patterns and any(w in text for w in words):
            yield from pattern.finditer(text)


def _reckoned(
    text: str, patterns: frozenset[re.Pattern[str]]
) -> Iterator[tuple[re.Match[str], float, float]]:
    """What is told, what comes out, and by how much rounding may move that."""
    for m in _found(text, patterns, _PRICE):
        scale = (1e4 if m["u"].startswith("万") else 1.0) / (1e4 if "万" in m["v"] else 1.0)
        a, b = _number(m["a"]), _number(m["b"])
        yield (
            m,
            a * b * scale,
            _half(m["a"]) * b * scale + _half(m["b"]) * a * scale + _half(m["c"]),
        )
    for m in _found(text, patterns, _LESS):
        if m["u"] == m["v"] == m["w"]:
            yield m, _number(m["a"]) - _number(m["b"]), sum(_half(m[x]) for x in "abc")
    for m in _found(text, patterns, _AGAINST, _FROM):
        a, b = _number(m["a"]), _number(m["b"])
        if m["u"] == m["v"] and b:
            loose = 100 * (_half(m["a"]) + _half(m["b"]) * a / b) / b
            yield m, 100 * abs(a - b) / b, loose + _half(m["c"])
    for m in _found(text, patterns, _PRESENT):
        if _number(m["b"]):
            yield m, 100 * _number(m["a"]) / _number(m["b"]), 2 * _half(m["c"])
    for m in _found(text, patterns, _ADDED):
        told = re.findall(rf"({_N})\s*({_U})", m["parts"])
        parts = told[-_COUNTS[m["n"]] :]
        if len(told) == _COUNTS[m["n"]] and {u for _, u in parts} == {m["w"]}:
            loose = sum(_half(x) for x, _ in parts) + _half(m["c"])
            yield m, sum(_number(x) for x, _ in parts), loose


def _is_wrong(stated: float, computed: float, loose: float) -> bool:
    if computed <= 0 or not stated or not _SANE[0] <= stated / computed <= _SANE[1]:
        return False
    return abs(stated - computed) > max(loose * 1.001, _LEAST * computed)


def _doubtful(m: re.Match[str], computed: float, lines: Sequence[Line]) -> bool:
    places = len(m["c"].partition(".")[2])
    misread = read_for(_number(m["c"]), round(computed, places))
    return misread or min(x.confidence for x in lines) < _SURE


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _half(text: str) -> float:
    return 0.5 * 10.0 ** -len(text.partition(".")[2])
