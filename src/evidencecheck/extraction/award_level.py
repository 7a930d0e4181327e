"""The level of an award by its name, where nothing states it: 某市智能工厂, 某市某区节水型企业."""

from __future__ import annotations

import re
from dataclasses import replace

from evidencecheck.domain.document import Field
from evidencecheck.extraction.text import PageText

# Whose title it is stands before it; of several places the nearest counts.
_NAMED = re.compile(
    r"[\u4e00-\u9fff](?P<place>省|市|区|县)(?:级)?\s*(?:[(（]?20\d{2}[)）]?年?度?)?[“\"「『]?"
    r"(?:绿色|智能|节水|节能|数字化|智慧|近?零碳|低碳|无废|清洁生产|循环经济|专精特新|创新型|示范|试点|先进|优秀|标杆"
    r"|企业技术中心|工程技术|工程研究|高新技术|健康企业|重点实验室|亩均|纳税|信用|文明)"
)
_LEVELS = {"省": "省级", "市": "市级", "区": "区级", "县": "区级"}
_SURE = 0.8


# Whose rank it has where its own name says none: 某市水务局, 某省工业厅.
_ISSUERS = (
    ("国家级", re.compile(r"^(?:中华人民共和国|国家(?!电网))")),
    (
        "区级",
        re.compile(r"[\u4e00-\u9fff](?:区|县)[\u4e00-\u9fff]{0,10}(?:局|委员会|委|办公室|中心)$"),
    ),
    ("市级", re.compile(r"[\u4e00-\u9fff]市[\u4e00-\u9fff]{0,14}(?:局|委员会|委|办公室|中心)$")),
    ("省级", re.compile(r"[\u4e00-\u9fff]省[\u4e00-\u9fff]{0,14}(?:厅|局|委员会|委|办公室|中心)$")),
)


def level_of_issuer(issuer: Field) -> Field | None:
    """``level`` by the rank of the office that grants an award; None where its name says none."""
    name = str(issuer.value)
    level = next((level for level, pattern in _ISSUERS if pattern.search(name)), "")
    if not level:
        return None
    sure = round(min(_SURE, issuer.confidence) * 0.9, 4)
    return replace(issuer, name="level", value=level, confidence=sure)


def level_of_name(page: PageText) -> Field | None:
    """``level`` by the place in the name of an award; None where the name begins with none."""
    found = list(_NAMED.finditer(page.text))
    if not found:
        return None
    m = found[0]
    level = _LEVELS[m["place"]]
    return page.field("level", level, m.start(), m.end(), _SURE)
