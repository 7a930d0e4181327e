"""C601: a contract whose price is not that of so many things at its price apiece (domain C16).

水泵四台, 每台人民币叁万贰仟元(¥32,000), 合同总价¥182,000: in clauses, however far apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencecheck.assessment.amounts import one_figure_apart, transposed
from evidencecheck.assessment.checks.wrong_numbers import is_own
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.figures_said import worth
from evidencecheck.assessment.running_text import RunningText
from evidencecheck.domain.document import Citation, Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_PIECE = "台套件只辆组盏块座"
_CN = "零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟"
_N = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


def _money(name: str) -> str:
    """A price in figures, be it said in words before."""
    return (
        rf"(?:人民币|RMB|[¥￥])?\s*(?:[{_CN}]{{2,}}元?整?\s*[(（]\s*)?(?:人民币|RMB|小写[:：]?)?\s*[¥￥]?\s*"
        rf"(?P<{name}>{_N})\s*(?P<{name}u>万)?(?P<{name}y>元)?"
    )


_COUNT = re.compile(
    rf"(?<![\d.每单各第{_CN}])(?:(?P<n>\d{{1,5}})|(?P<cn>[{_CN}]{{1,4}}))\s?(?P<of>[{_PIECE}])(?![{_CN}]?\s?[/／])"
)
_EACH = re.compile(
    rf"(?:(?:单价[^\d。;；¥￥每]{{0,8}})?每(?P<of>[{_PIECE}])|单价)[^\d。;；¥￥]{{0,16}}?"
    + _money("p")
    + rf"(?:\s*/\s*(?P<per>[{_PIECE}]))?",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:合同|货物|设备|含税)?(?:总价款?|总金额|总额|总计|价款合计|合同金额|合同价款?)[^\d。;；¥￥]{0,16}?"
    + _money("t"),
    re.IGNORECASE,
)
_ANY = re.compile(rf"({_N})\s*元")
_OTHERWISE = re.compile(r"优惠|折扣|下浮|让利|抹零|另计|另行支付|另收|折后|打折|[八九]折")
_SURE = 0.95
_MYRIAD = 1e4
_LEAST = 2


def priced_goods(document: Document, context: Context) -> Iterator[Finding]:
    """Told where one number of things, one price apiece and one price of all stand there."""
    if not document.speaks_of(("总价", "总金额", "总额", "合同金额", "合同价")):
        return
    if not document.speaks_of(("单价", "每")) or not is_own(document, context):
        return
    text = context.running(document)
    prices = _prices(text, _EACH, "p")
    totals = _prices(text, _TOTAL, "t")
    if len({v for v, _, _ in prices}) != 1 or len({v for v, _, _ in totals}) != 1:
        return
    (price, of, _), (stated, _, lines) = prices[0], totals[0]
    counts = {n for n, piece in _counts(text) if piece == of} if of else set()
    if len(counts) != 1 or (document.origin is Origin.OCR and lines[0].confidence < _SURE):
        return
    computed = price * counts.pop()
    if abs(stated - computed) < 0.5 or not (
        transposed(stated, computed, _LEAST) or one_figure_apart(stated, computed)
    ):
        return
    # Freight or a discount, told of by its amount or in a word.
    gap = abs(stated - computed)
    others = (float(re.sub("[,，]", "", m[1])) for m in _ANY.finditer(text.text))
    if _OTHERWISE.search(text.text) or any(abs(other - gap) < 1 for other in others):
        return
    yield context.finding(
        "C601",
        document,
        cite=Citation(document.file, lines[0].page, lines[0].box, lines[0].text),
        stated=f"{stated:,.2f}",
        computed=f"{computed:,.2f}",
    )


_Price = tuple[float, str, tuple[Line, ...]]


def _prices(text: RunningText, pattern: re.Pattern[str], name: str) -> list[_Price]:
    """What is paid, in yuan, for what piece, and where it says so."""
    found = []
    for m, lines in text.found(pattern):
        money = m[name + "y"] or m[name + "u"] or re.search("[¥￥]|人民币|RMB", m[0])
        if money:
            value = float(re.sub("[,，]", "", m[name])) * (_MYRIAD if m[name + "u"] else 1.0)
            found.append((value, _piece(m), lines))
    return found


def _piece(m: re.Match[str]) -> str:
    """What a price is of: 每台, 元/台."""
    groups = m.groupdict()
    return groups.get("of") or groups.get("per") or ""


def _counts(text: RunningText) -> Iterator[tuple[int, str]]:
    for m, _ in text.found(_COUNT):
        figures = m["n"] or worth(m["cn"])
        if figures and int(figures) >= _LEAST:
            yield int(figures), m["of"]
