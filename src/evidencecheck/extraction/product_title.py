"""The product that stands in a title: YE5异步电动机碳足迹核算报告."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidencecheck.domain.document import Field
from evidencecheck.extraction.entities.organisations import find_organisations
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.titles import TitleMatch

_BEFORE_SUBJECT = re.compile(
    r"(?P<product>(?:[^\s《》:：、,，]|\s(?=[A-Za-z0-9])){2,30}?)\s?(?:产品)?的?"
    r"(?:碳足迹|生命周期|可再生利用率|可回收利用率|绿色设计|生态设计|环境产品声明)"
)
_IN_BRACKETS = re.compile(r"[(（](?P<product>[^()（）]*[\u4e00-\u9fff]{2}[^()（）]*)[)）]\s*$")
_NO_PRODUCT = re.compile(
    r"^(?:关于|企业|公司|本公司|产品|单位产品|工业产品|组织|部分|核查|\d{4}年?度?|近三年)+$"
    r"|年度|范围|试行|版|节选|封面|盖章"
)
_YEAR = re.compile(r"^(?:关于)?(?:(?:19|20)\d{2}\s*年?度?)?")


def product_of_title(pages: Sequence[PageText], title: TitleMatch) -> Field | None:
    """The product before the subject of the title, or in brackets behind it."""
    page = next((p for p in pages if p.page.number == title.page), None)
    if page is None:
        return None
    pieces = page.in_row(title.row)
    start, text = pieces[0].start, page.text[pieces[0].start : pieces[-1].end]
    organisations = find_organisations(text, bodies=False)
    skip = max((o.end for o in organisations), default=0)
    skip += m.end() if (m := _YEAR.match(text[skip:])) else 0
    for pattern in (_BEFORE_SUBJECT, _IN_BRACKETS):
        found = pattern.search(text, skip)
        if found and not _NO_PRODUCT.search(found["product"]):
            a, b = start + found.start("product"), start + found.end("product")
            return page.field("product", found["product"], a, b, 0.85)
    return None
