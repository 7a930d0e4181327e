"""C601: changes, shares and savings that are not what the numbers beside them make (domain C16)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from evidencecheck.assessment.amounts import may_be_misread, rounding
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import Role

_SURE = 0.9
_N = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_U = (
    r"(?:万|亿)?(?:千瓦时|兆瓦时|kWh|MWh|度|立方米|m3|m³|Nm3|吨标准煤|吨标煤|tce|吨|t|tCO2e?"
    r"|元|台|套|件)"
)
# 5,058.100, 584.000: a comma that was read as a point.
_COMMA_LOST = re.compile(r"\d{1,3}(?:[,，]?\d{3})*\.\d{3}")
_WAYS = "下降|降低|减少|降幅|增长|增加|上升|提高|增幅"
_LINES = 3
"""Over which a sentence goes on."""
_BACK = 120
"""Characters before a comparison in which what is compared may stand: 总量…, 其中类别2为…, 较…"""
# 358.94万千瓦时,比2024年的371.26万千瓦时下降5.6%
_CHANGE = re.compile(
    rf"(?P<a>{_N})\s*(?P<u>{_U})[^\d。;；]{{0,8}}[比较](?:(?!{_WAYS})\D){{0,6}}"
    rf"(?:20\d\d\s*年度?)?(?:(?!{_WAYS})[^\d。;；]){{0,10}}"
    rf"(?P<b>{_N})\s*(?P<v>{_U})[^\d。;；]{{0,8}}?"
    rf"(?P<way>{_WAYS})(?:了|约|为)?\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]",
    re.IGNORECASE,
)
# 项目投资38.5万元, ...年节约电费11.83万元,静态回收期约2.3年
_PAYBACK = re.compile(
    rf"投资\D{{0,6}}(?P<a>{_N})\s*万元[^。]{{0,60}}?节[约省]\D{{0,10}}(?P<b>{_N})\s*万元[^。]{{0,20}}?回收期\D{{0,6}}"
    r"(?P<rate>\d+(?:\.\d+)?)\s*年"
)
_PER_CENT, _PAYS_BACK = ("%", "％"), ("回收期",)
# (0.286 - 0.231) x 1,460,000: what one piece took before and after, and how many were made.
_BEFORE = re.compile(
    rf"(?:改造|实施|更换|项目)前\S{{0,6}}?单?耗[能电气]?量?\s*[:：]?\s*(?P<n>{_N})\s*(?P<u>kWh|GJ|kgce|tce|m3|Nm3)\s*/"
)
_AFTER = re.compile(
    rf"(?:改造|实施|更换|项目)后\S{{0,6}}?单?耗[能电气]?量?\s*[:：]?\s*(?P<n>{_N})\s*(?P<u>kWh|GJ|kgce|tce|m3|Nm3)\s*/"
)
_MADE = re.compile(rf"产量\s*[:：]?\s*(?P<n>{_N})")
_SAVED = re.compile(
    rf"(?:节电量|节能量|节气量|节约\S{{0,4}})\s*[:：]?\s*(?P<n>{_N})\s*(?P<u>kWh|GJ|kgce|tce|m3|Nm3)"
)
_LEAST_SHARES, _NEARLY_ALL = 3, (94.0, 106.0)
_WHOLE, _THOUSAND = 100.0, 1000.0
_FAR = (0.5, 2.0)


def rates(document: Document, context: Context) -> Iterator[Finding]:
    """The first that is wrong, of the applicant's own papers and of those on it."""
    holder = document.text("holder")
    if holder and not context.is_applicant(holder):
        return
    for found in (_changes, _savings, _shares):
        told = next(found(document, context), None)
        if told is not None:
            yield told
            return


def _changes(document: Document, context: Context) -> Iterator[Finding]:
    lines = [line for line in document.lines if line.confidence >= _SURE]
    for n, first in enumerate(lines):
        text = "".join(x.text.strip() for x in lines[n : n + _LINES])
        above = lines[n - 1].text.strip() if n else ""
        for pattern, says in ((_CHANGE, _PER_CENT), (_PAYBACK, _PAYS_BACK)):
            m = pattern.search(text) if any(word in text for word in says) else None
            if m is None or m.start() >= len(first.text.strip()):
                continue
            if pattern is _CHANGE and m["u"].casefold() != m["v"].casefold():
                continue
            a, b, stated = (_number(m[name]) for name in ("a", "b", "rate"))
            if not b:
                continue
            computed = _computed(a, b, pattern)
            loose = rounding(m["rate"], stated) + (0.02 if pattern is _CHANGE else 0.05)
            if pattern is _CHANGE:
                loose += _WHOLE * (rounding(m["a"], a) + rounding(m["b"], b)) / b
            places = len(m["rate"].partition(".")[2])
            misread = _misread(document, stated, stated - round(computed, places))
            if misread or abs(stated - computed) <= loose:
                continue
            if _recognised(document) and any(
                abs(stated - _computed(*pair, pattern)) <= loose for pair in _with_commas(m)
            ):
                continue
            said = (above + text)[max(0, len(above) + m.start() - _BACK) :]
            if pattern is _CHANGE and _of_another(said, b, stated, loose):
                continue
            place = Citation(document.file, first.page, first.box, first.text)
            yield context.finding(
                "C601", document, cite=place, stated=m["rate"], computed=f"{computed:.2f}"
            )


def _computed(a: float, b: float, pattern: re.Pattern[str]) -> float:
    """The change from ``b`` to ``a`` in per cent, or the years that ``b`` pays ``a`` back in."""
    return abs(a - b) / b * _WHOLE if pattern is _CHANGE else a / b


def _with_commas(m: re.Match[str]) -> Iterator[tuple[float, float]]:
    """Both numbers as they are where points in them are commas misread: 5,058.100."""
    ways = [
        (number, number * _THOUSAND) if _COMMA_LOST.fullmatch(m[name]) else (number,)
        for name in ("a", "b")
        for number in (_number(m[name]),)
    ]
    yield from itertools.islice(itertools.product(*ways), 1, None)


def _of_another(text: str, base: float, stated: float, loose: float) -> bool:
    """Whether the change is that of another amount of the sentence."""
    numbers = (_number(n) for n in re.findall(_N, text))
    return any(abs(abs(n - base) / base * _WHOLE - stated) <= loose for n in numbers if n)


def _savings(document: Document, context: Context) -> Iterator[Finding]:
    text = "\n".join(re.sub(r"\t", " ", x.text) for x in document.lines if x.confidence >= _SURE)
    before, after, made, saved = (p.search(text) for p in (_BEFORE, _AFTER, _MADE, _SAVED))
    if before is None or after is None or made is None or saved is None:
        return
    if not before["u"] == after["u"] == saved["u"]:
        return
    each = _number(before["n"]) - _number(after["n"])
    stated, computed = _number(saved["n"]), each * _number(made["n"])
    loose = rounding(before["n"], _number(before["n"])) * 2 * _number(made["n"])
    if each <= 0 or not _FAR[0] <= stated / computed <= _FAR[1]:
        return
    if abs(stated - computed) <= max(loose, 0.01 * computed):
        return
    if _misread(document, stated, stated - computed):
        return
    line = next(x for x in document.lines if saved["n"] in x.text)
    place = Citation(document.file, line.page, line.box, line.text)
    yield context.finding(
        "C601", document, cite=place, stated=saved["n"], computed=f"{computed:,.2f}"
    )


def _shares(document: Document, context: Context) -> Iterator[Finding]:
    """The shares of all parts of one thing, which do not make up a hundred per cent."""
    phrases = context.book.phrases
    for number, table in enumerate(document.tables):
        for column, head in enumerate(table.columns):
            heads = "".join(head.headings).casefold()
            if not any(word in heads for word in phrases.shares_of_all):
                continue
            cells = [
                q
                for q in document.quantities
                if (q.table, q.column, q.unit) == (number, column, "%") and q.confidence >= _SURE
            ]
            body = [q for q in cells if q.role is Role.BODY]
            rows = [row for row in table.rows if row.role is Role.BODY]
            if len(body) < _LEAST_SHARES or len(body) != len(rows):
                continue
            whole = sum(q.value for q in body)
            loose = sum(rounding(q.raw, q.value) for q in body) + 0.1
            gap = whole - _WHOLE
            if not _NEARLY_ALL[0] < whole < _NEARLY_ALL[1] or abs(gap) <= max(loose, 0.5):
                continue
            if any(_misread(document, q.value, gap) for q in body):
                continue
            yield context.finding(
                "C601",
                document,
                cite=[q.citation for q in body],
                stated=f"{_WHOLE:g} %",
                computed=f"{whole:g} %",
            )


def _misread(document: Document, value: float, gap: float) -> bool:
    return _recognised(document) and may_be_misread(value, gap)


def _recognised(document: Document) -> bool:
    return document.origin is Origin.OCR


def _number(text: str) -> float:
    return float(re.sub(r"[,，]", "", text))
