"""The level of an award by its name or by who grants it, where no word states it."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

FIRM = "青河示例机械有限公司"


def level(extractor: Extractor, *rows: str, title: str = "荣誉证书") -> str:
    drawn = page(FIRM, *rows, ("某某", 0.9), title=title)
    return extractor.documents(reading(drawn))[0].text("level")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("授予 青河市智能工厂 称号", "2025年3月"), "市级"),
        (("经评定为2025年度青河市白石区节水型企业",), "区级"),
        (("被认定为云岭省绿色工厂",), "省级"),
        (("节水型企业", "青河市水务局", "2025年3月1日"), "市级"),
        (("绿色工厂", "云岭省工业厅", "2025年3月1日"), "省级"),
        (("绿色工厂", FIRM, "白石区长安街道办事处 颁发", "2025年3月"), "区级"),
        (("绿色工厂", "白石开发区管理委员会", "2025年3月1日"), "区级"),
        (("经评定为园区级绿色工厂",), "区级"),
        # What is stated counts before what can be concluded.
        (("省级绿色工厂", "青河市工业和信息化局", "2025年3月1日"), "省级"),
        # Who took part in granting it, and where the firm lies, is no rank.
        (("经区级推荐、市级评审,授予先进级智能工厂(市级)称号",), "市级"),
        # The word that says so goes on in the next line.
        (("经企业自评、第三方评价、省级推", "荐,确定国家级绿色工厂名单"), "国家级"),
        (("国家级经济技术开发区内的企业,授予青河市智能工厂称号",), "市级"),
        (("为落实国家节水行动,命名为青河市节水型企业",), "市级"),
        (("智能工厂", "工业和信息化部", "2025年3月1日"), "国家级"),
    ],
)
def test_a_level(extractor: Extractor, rows: tuple[str, ...], expected: str) -> None:
    assert level(extractor, *rows) == expected


def test_an_association_has_no_rank(extractor: Extractor) -> None:
    assert level(extractor, "优秀会员单位", "白石行业协会", "2025年3月1日") == ""
