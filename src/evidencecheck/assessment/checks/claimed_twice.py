"""C605: units of which a paper says itself that they are claimed twice (domain C19).

All of one amount is set against the works, and all of it once more against a product; certificates
were sold to another firm, and are counted as power of one's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evidencecheck.assessment.checks.cancellations import FIRM
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.running_text import spoken
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding

_SURE = 0.9
_LEAST = 10.0
"""Units; fewer are alike by chance."""
_NUMBER = r"(?<![\d.,])(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNIT = r"\s*(?:吨|t(?:co2e?)?(?![a-z])|[个张份枚]|mwh|兆瓦时)"
_ALL_OF_IT = re.compile(
    rf"{_NUMBER}{_UNIT}(?:二氧化碳当量|co2e?|减排量|碳信用|绿证|绿色电力证书|[(（][^()（）]*[)）])*[,，]?\s*"
    r"(?:已|均|将|现)?(?:全部|全数|全额|全量|整批|均)(?:已|将|被)?(?:用于|用以|用作|用来)"
    r"(?:抵消|抵销|中和|抵减|抵扣|冲抵|声明)?(?P<object>[^。;；]{4,60})"
)
_NOT_SO = re.compile(
    r"其中|分别|不[再得能应可计用]|未[用计]|避免|防止|禁止|严禁|(?:^|[,，])如(?![上下前期实])|若|或者?|拟|计划|剔除|扣除|更正|撤回|撤销|改为|变更为"
)
_OBJECTS: Final = (
    ("product", re.compile(r"产品|足迹|型号|批次|首批|该批|货物|订单")),
    ("event", re.compile(r"会议|展会|展览|论坛|年会|赛事|活动(?!数据|水平)")),
    ("firm", re.compile(r"厂区|[全本工]厂|公司|企业|组织|运营|(?:范围|类别)[一二12]|生产排放")),
)
"""What units are set against, the narrower first: 公司产品 is a product."""
_SOLD = re.compile(
    rf"(?:出售|售|卖|转让|转卖|转售|划转|过户|交割)(?:给了|给予|给|予|至)(?:了)?{FIRM}"
    rf"|(?:向|由){FIRM}[^。;；,，]{{0,6}}(?:出售|卖出|转让|转售|购得|购入|买入|受让)"
)
_COUNT = re.compile(rf"{_NUMBER}\s*[个张份枚](?!月|工作)")
_COUNTED = re.compile(
    r"(?:作为|视为|视同|算作|计入|纳入|列入|计作)[^。;；]{0,12}"
    r"(?:我公司|本公司|我司|本厂|我厂|企业|自身|全厂|自用|消费|可再生|绿电|绿色电力)[^。;；]{0,16}"
    r"|(?:抵减|抵扣|抵消|冲抵)(?:了)?[^。;；]{0,6}(?:我公司|本公司|我司|本厂|我厂|厂区|全厂|外购电)"
)


def claimed_twice(document: Document, context: Context) -> Iterator[Finding]:
    """The first such sentences of a paper of the applicant's own that is no rule of work."""
    phrases = context.book.phrases
    if not context.is_applicant(document.text("holder")):
        return
    if not document.speaks_of((*phrases.certificates, *phrases.green, *phrases.credits)):
        return
    if any(word in document.heading for word in (*phrases.rules_of_work, *phrases.forecast)):
        return
    told = list(spoken(document, _SURE))
    places = _used_for_two(told) or _sold_and_counted(told, context)
    if places is not None:
        what = places[0].quote.strip()
        yield context.finding("C605", document, cite=places, what=what)


def _used_for_two(told: list[tuple[str, Citation]]) -> tuple[Citation, Citation] | None:
    """All of one amount in two sentences, and what it is set against is not of one kind."""
    seen: dict[float, tuple[str, Citation]] = {}
    for text, place in told:
        for m in _ALL_OF_IT.finditer(text):
            value, kind = _value(m), _kind_of(m["object"])
            if not kind or value < _LEAST or _NOT_SO.search(text):
                continue
            before = seen.setdefault(value, (kind, place))
            if before[0] != kind:
                return place, before[1]
    return None


def _kind_of(text: str) -> str:
    return next((kind for kind, pattern in _OBJECTS if pattern.search(text)), "")


def _sold_and_counted(
    told: list[tuple[str, Citation]], context: Context
) -> tuple[Citation, Citation] | None:  # fmt: skip
    """As many certificates as were sold to another firm, counted as one's own behind that."""
    sold: dict[float, Citation] = {}
    for text, place in told:
        m = _SOLD.search(text)
        name = next(filter(None, m.groups()), "") if m is not None else ""
        if name and not context.is_applicant(name) and not _NOT_SO.search(text):
            sold |= {v: place for c in _COUNT.finditer(text) if (v := _value(c)) >= _LEAST}
            continue
        counted = _COUNTED.search(text)
        if counted is None or _NOT_SO.search(text):
            continue
        for c in _COUNT.finditer(text):
            if _value(c) in sold:
                return place, sold[_value(c)]
    return None


def _value(m: re.Match[str]) -> float:
    return float(m["n"].replace(",", ""))
