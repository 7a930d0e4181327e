"""Names of firms behind words that run into them, and numbers before words that do."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from evidencecheck.extraction.entities.organisations import find_organisations
from evidencecheck.extraction.entities.standards import find_standards
from tests.extraction.drawing import page
from tests.extraction.test_fields import read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本证书颁发给白石样品电机有限公司", ["白石样品电机有限公司"]),
        ("换下的水泵由青河示例安装工程有限公司", ["青河示例安装工程有限公司"]),
        ("年度用电统计(MWh)青河示例机械有限公司", ["青河示例机械有限公司"]),
        ("用电台账(kWh)青河示例机械有限公司", ["青河示例机械有限公司"]),
        ("厂内仪表由公司", []),
        ("代表公司", []),
        # The character, and the word, within a name.
        ("青河市自由贸易区示例物流有限公司", ["青河市自由贸易区示例物流有限公司"]),
        ("苏州由元样品检测技术有限公司", ["苏州由元样品检测技术有限公司"]),
        ("白石市统计局", ["白石市统计局"]),
    ],
)
def test_what_runs_into_a_name(text: str, names: list[str]) -> None:
    assert [o.name for o in find_organisations(text)] == names


def test_a_number_ends_before_the_day_of_its_paper(extractor: Extractor) -> None:
    made = page("文件编号:QH-GL-017生效日期2025-04-17", title="碳排放管理制度")
    assert read(extractor, made).text("certificate_number") == "QH-GL-017"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("报告编号 QH-HJ-260417", []),
        ("依据 HJ 2.4-2021", ["HJ 2.4-2021"]),
        ("按HJ-819-2017", ["HJ 819-2017"]),
    ],
)
def test_the_number_of_a_report_is_no_standard(text: str, found: list[str]) -> None:
    assert [s.ref.canonical for s in find_standards(text)] == found


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2025年电力平衡表", "energy-consumption-table"),
        ("2025年度供热量证明", "energy-consumption-table"),
        ("天然气年度用量证明", "energy-consumption-table"),
        ("关于接收废布边的说明", "waste-disposal-record"),
    ],
)
def test_titles_of_what_partners_and_offices_write(
    extractor: Extractor, title: str, kind: str
) -> None:
    assert read(extractor, page("青河示例机械有限公司", "2026年1月9日", title=title)).type == kind
