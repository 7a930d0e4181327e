"""Titles as offices write them: sheets of a workbook, letters of suppliers, screens, plaques."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, span

FIRM = "青河示例机械有限公司"


def kind(extractor: Extractor, title: str, *rows: object) -> str:
    made = page(*(rows or ("文字若干", "更多文字")), title=title)  # type: ignore[arg-type]
    return extractor.documents(reading(made))[0].type


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # Whose it is, its year in characters, its unit, or its days stand behind it.
        (f"计量器具配备一览表{FIRM}", "metering-list"),
        ("温室气体排放清单二〇二五年度", "ghg-inventory"),
        ("温室气体清单(2023年4月1日至2024年3月31日)", "ghg-inventory"),
        ("范围三排放核算 单位tCO2e", "ghg-report"),
        ("碳排放管理制度之数据归口", "management-policy"),
        # Reckonings and tables.
        ("压铸车间用电排放核算(2025年)", "ghg-inventory"),
        ("热处理炉气耗对照", "performance-calculation"),
        ("各车间取水量台账", "performance-calculation"),
        ("2025年降碳目标落实情况", "performance-calculation"),
        ("能源预算执行情况(1-9月)", "performance-calculation"),
        ("二级表用电统计", "statistical-report"),
        ("2026年能耗快报", "statistical-report"),
        ("排放因子取值说明", "data-quality-plan"),
        ("冲压车间降碳目标责任书", "management-policy"),
        ("厂内叉车登记表", "equipment-list"),
        ("余热回收项目竣工总结", "project-record"),
        ("光伏能源服务费结算的确认函", "project-record"),
        ("能碳月调度", "meeting-record"),
        ("2026年度低碳实施方案", "transition-plan"),
        ("验收监测报告", "test-report"),
        ("废铝委托重熔加工合同", "contract"),
        # Units that are held, and what they are used for.
        ("核证自愿减排量持有凭单", "carbon-credit-record"),
        ("减排量成交确认书", "carbon-credit-record"),
        ("关于代持自愿减排量的情况说明", "carbon-credit-record"),
        # Of another kind all the same.
        ("余热利用减排量核算情况说明", "reduction-report"),
        (f"受理通知给{FIRM}", "unknown"),
    ],
)
def test_titles_by_their_words(extractor: Extractor, title: str, expected: str) -> None:
    assert kind(extractor, title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我公司2025年向贵公司供应再生铝锭310吨", "material-certificate"),
        ("我公司2025年使用再生铝锭310吨", "recyclability-report"),
    ],
)
def test_whose_letter_on_recycled_material_it_is(
    extractor: Extractor, text: str, expected: str
) -> None:
    assert kind(extractor, "再生铝含量声明", f"致：{FIRM}", text) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("填报日期：2026年9月1日", f"申报单位：{FIRM}"), "application-form"),
        (("一、总体要求", "二、评价内容"), "transition-plan"),
    ],
)
def test_an_application_that_is_called_a_scheme(
    extractor: Extractor, rows: tuple[str, ...], expected: str
) -> None:
    assert kind(extractor, "零碳工厂评价方案", *rows) == expected


def test_what_is_remarked_beside_numbers_is_no_title(extractor: Extractor) -> None:
    rows = (
        [("项目", 0.1), ("MWh", 0.4), ("备注", 0.7)],
        [("网电", 0.1), ("4,120.5", 0.4), ("供电账单", 0.45)],
        [("绿电", 0.1), ("1,000.0", 0.4), ("结算依据", 0.7)],
    )
    made = page(*rows, top=0.1)
    head = span(f"{FIRM}2025年电力消费结构", 0.1, 0.06, 15.5)
    document = extractor.documents(reading(replace(made, spans=(head, *made.spans))))[0]
    assert document.type == "energy-consumption-table"


@pytest.mark.parametrize(
    ("rows", "share", "expected"),
    [
        (("绿工", "(市级)", FIRM, "远山市工业和信息化局"), 0.9, "award"),
        (("绿工", "青陵区级", FIRM, "远山市青陵区工业和信息化局"), 0.9, "award"),
        # No level; nobody who grants it; drawn as text; a level within other words.
        (("绿工", "创建青陵区级单位", FIRM, "远山市工业和信息化局"), 0.9, "photo"),
        (("绿工", FIRM, "远山市工业和信息化局"), 0.9, "photo"),
        (("绿工", "(市级)", FIRM, "三号门"), 0.9, "photo"),
        (("绿工", "(市级)", FIRM, "远山市工业和信息化局"), 0.0, "unknown"),
    ],
)
def test_a_plaque_whose_title_is_spoilt(
    extractor: Extractor, rows: tuple[str, ...], share: float, expected: str
) -> None:
    made = replace(page(*rows), picture_share=share)
    assert extractor.documents(reading(made))[0].type == expected


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ((f"{FIRM}", "起 2024-03-01 止 2024-08-31"), "2024-03-01"),
        # Said of something else in a sentence.
        ((f"{FIRM}", "合同起 2024-03-01 止 2024-08-31"), "2024-01-01"),
    ],
)
def test_a_row_of_its_own_with_the_span(
    extractor: Extractor, rows: tuple[str, ...], first: str
) -> None:
    document = extractor.documents(reading(page(*rows, title="2024年度温室气体核算报告")))[0]
    assert document.value("period_start") == first


def test_the_level_of_a_plaque_whose_title_is_spoilt(extractor: Extractor) -> None:
    rows = "绿工", "青陵区级", FIRM, "远山市青陵区工业和信息化局"
    document = extractor.documents(reading(replace(page(*rows), picture_share=0.9)))[0]
    assert document.value("level") == "区级"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # Near misses: the form of paper of a title that is told, and a matter of nobody here.
        ("2025年度销售目标完成情况表", "unknown"),
        ("行政费用预算与实际对比表", "unknown"),
        ("来访车辆登记表", "unknown"),
        ("安全知识竞赛报名表", "unknown"),
        ("仪表管理制度", "management-policy"),
        ("生产调度管理规程", "management-policy"),
        ("双碳目标考核管理办法", "management-policy"),
        ("碳达峰行动方案", "transition-plan"),
        ("核证自愿减排量注销证明", "carbon-credit-record"),
        ("危险废物转移联单", "waste-disposal-record"),
        # Told.
        ("水泵更替登记", "equipment-renewal-record"),
        ("锅炉停用注销证明", "equipment-renewal-record"),
        ("搬运车辆一览表", "equipment-list"),
        ("早会白板照片", "meeting-record"),
        ("能源调度日记", "meeting-record"),
        ("节能目标考核表", "performance-calculation"),
        ("达峰年判定说明", "performance-calculation"),
        ("单耗与先进值对比", "performance-calculation"),
        ("气表抄见数", "statistical-report"),
        ("年度购气量证明", "energy-consumption-table"),
        ("能源采购汇总表", "energy-consumption-table"),
        ("项目建议书批复", "project-filing"),
        ("降碳项目完工总结", "project-record"),
        ("事故应急池投用验收单", "acceptance-record"),
        ("废旧物资竞拍结果", "waste-disposal-record"),
        ("污泥接收证明", "waste-disposal-record"),
        ("冷凝水回用情况说明", "water-assessment-report"),
        ("清洁能源五年规划", "transition-plan"),
        ("节能科普展板", "training-record"),
        ("外协单位评价表", "supplier-management"),
        ("规划许可证延期证明", "planning-permit"),
        ("排放报告复核意见", "ghg-verification-report"),
        ("重大危险源辨识报告", "safety-assessment"),
        ("蒸汽流量计周检合格证", "calibration-certificate"),
    ],
)
def test_other_words_of_offices(extractor: Extractor, title: str, expected: str) -> None:
    assert kind(extractor, title) == expected


@pytest.mark.parametrize(
    ("title", "row", "expected"),
    [
        ("2025年预算与实绩对比表", "综合能耗 tce 1520 1498", "performance-calculation"),
        ("2025年预算与实绩对比表", "差旅费 万元 15.2 14.9", "unknown"),
        ("年度目标完成情况表", "单位产值碳排放 已达成", "performance-calculation"),
        ("年度目标完成情况表", "新签订单 已达成", "unknown"),
        ("盘查结果公示", "组织层面温室气体排放量如下", "publication-proof"),
        ("报刊报道剪报", "本厂篮球队夺冠", "unknown"),
    ],
)
def test_a_title_that_needs_its_matter_below(
    extractor: Extractor, title: str, row: str, expected: str
) -> None:
    assert kind(extractor, title, row, "更多文字") == expected
