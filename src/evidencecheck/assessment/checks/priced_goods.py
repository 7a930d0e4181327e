"""C601: a contract whose price is not that of so many things at its price apiece (domain C16).

水泵四台, 每台人民币叁万贰仟元(¥32,000), 合同总价¥182,000: in clauses, however far apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from evidencecheck.assessment.amounts import NUMBER, as_printed, one_figure_apart, transposed
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.figures_said import worth
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.running_text import RunningText
from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import any_of

_PIECE = "台套件只辆组盏块座"
_CN = "零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟"


def _money(name: str) -> str:
    """A price in figures, be it said in words before."""
    return (
        rf"(?:人民币|RMB|[¥￥])?\s*(?:[{_CN}]{{2,}}元?整?\s*[(（]\s*)?(?:人民币|RMB|小写[:：]?)?\s*[¥￥]?\s*"
        rf"(?P<{name}>{NUMBER})\s*(?P<{name}u>万)?(?P<{name}y>元)?"
    )


_COUNT = re.compile(
    rf"(?<![\d.每单各第{_CN}])(?:(?P<n>\d{{1,5}})|(?P<cn>[{_CN}]{{1,4}}))\s?(?P<of>[{_PIECE}])(?![{_CN}]?\s?[/／])"
)

_ANY = re.compile(rf"({NUMBER})\s*元")
_SURE = 0.95
_MYRIAD = 1e4
_LEAST = 2


def priced_goods(document: Document, context: Context) -> Iterator[Finding]:
    """Told where one number of things, one price apiece and one price of all stand there."""
    words, each = context.book.phrases.contract_prices, context.book.phrases.reckoned_as.each
    if not document.speaks_of(words.whole) or not document.speaks_of((*words.apiece, *each)):
        return
    if not is_own(document, context) or document.speaks_of(words.otherwise):
        return
    text = context.running(document)
    prices = _prices(text, _apiece(words.apiece, each), "p")
    totals = _prices(text, _whole(words.whole), "t")
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
    # Freight or a discount, told of by its amount.
    gap = abs(stated - computed)
    others = (as_printed(m[1]) for m in _ANY.finditer(text.text))
    if any(abs(other - gap) < 1 for other in others):
        return
    yield context.finding(
        "C601",
        document,
        cite=document.at(lines[0]),
        stated=f"{stated:,.2f}",
        computed=f"{computed:,.2f}",
    )


@lru_cache(8)
def _apiece(words: tuple[str, ...], each: tuple[str, ...]) -> re.Pattern[str]:
    """What one piece costs: 单价…, 每台…."""
    word, every = any_of(words), any_of(each)
    return re.compile(
        rf"(?:(?:(?:{word})(?:(?!{every})[^\d。;；¥￥]){{0,8}})?(?:{every})(?P<of>[{_PIECE}])|{word})"
        rf"[^\d。;；¥￥]{{0,16}}?{_money('p')}(?:\s*/\s*(?P<per>[{_PIECE}]))?",
        re.IGNORECASE,
    )


@lru_cache(8)
def _whole(words: tuple[str, ...]) -> re.Pattern[str]:
    """What all of them cost: 合同总价…."""
    return re.compile(rf"(?:{any_of(words)})[^\d。;；¥￥]{{0,16}}?{_money('t')}", re.IGNORECASE)


_Price = tuple[float, str, tuple[Line, ...]]


def _prices(text: RunningText, pattern: re.Pattern[str], name: str) -> list[_Price]:
    """What is paid, in yuan, for what piece, and where it says so."""
    found = []
    for m, lines in text.found(pattern):
        money = m[name + "y"] or m[name + "u"] or re.search("[¥￥]|人民币|RMB", m[0])
        if money:
            value = as_printed(m[name]) * (_MYRIAD if m[name + "u"] else 1.0)
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
