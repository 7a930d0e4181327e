"""Titles as offices word them: other forms of paper, beside sheets, versions and mentions."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import Piece, page, reading


def kind(extractor: Extractor, title: str, *rows: list[Piece]) -> str:
    below = rows or ("文字若干", "更多文字")
    return extractor.documents(reading(page(*below, title=title)))[0].type


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # Forms by which offices pass figures on.
        ("外购热力核实单", "energy-consumption-table"),
        ("铲车柴油耗用明细", "energy-consumption-table"),
        ("用能数据填报底稿", "statistical-report"),
        ("工业蒸汽年度结算函", "statistical-report"),
        ("自来水供用量证明", "statistical-report"),
        ("电镀车间用水(2024年,按月)", "statistical-report"),
        ("汽油进销存登记本", "statistical-report"),
        ("可再生电力消费年结", "green-power-record"),
        ("研发楼绿色用电说明", "green-power-record"),
        ("绿证划转回执", "green-electricity-certificate"),
        ("减排量核销回单", "carbon-credit-record"),
        # What is reckoned, and from what.
        ("员工差旅排放核算说明", "ghg-report"),
        ("价值链排放补充核算", "ghg-report"),
        ("二氧化碳排放半年报", "ghg-report"),
        ("单台产品电耗校核单", "performance-calculation"),
        ("单位产值能耗复核表", "performance-calculation"),
        ("减碳目标达成情况", "performance-calculation"),
        ("展厅照度校核表", "design-document"),
        ("窑炉余热利用年效益估算", "reduction-report"),
        ("风机变频节电估算", "reduction-report"),
        ("热泵项目降碳贡献告知函", "reduction-report"),
        # What was done.
        ("旧配电变压器退役核实单", "equipment-renewal-record"),
        ("空压机替换确认单", "equipment-renewal-record"),
        ("冷媒补充记录", "project-record"),
        ("屋面光伏运行简报", "project-record"),
        ("废矿物油转移回执", "waste-disposal-record"),
        ("再生聚酯供货证明", "material-certificate"),
        ("岩棉板产地说明", "material-certificate"),
        ("供热系统用能诊断小结", "energy-audit-report"),
        ("循环水系统水平衡测试小结", "water-assessment-report"),
        ("双碳知识考试成绩通报", "training-record"),
        ("节能工作简报", "meeting-record"),
        ("年度减碳任务分解表", "transition-plan"),
        ("能耗在线监测平台运行情况", "platform-description"),
        ("示范企业公告", "award"),
        # In English.
        ("Scope 3 Emissions Summary", "ghg-report"),
        ("Diesel Consumption Reconciliation", "energy-consumption-table"),
        ("Boiler Decommissioning Statement", "equipment-renewal-record"),
        ("Recycled Paper Supply Certificate", "material-certificate"),
        # What stands behind a title.
        ("碳中和路径方案 V2", "transition-plan"),
        ("碳委会会议记录本 第8页", "meeting-record"),
        ("PCF 证书", "product-carbon-footprint-certificate"),
    ],
)
def test_forms_of_offices(extractor: Extractor, title: str, expected: str) -> None:
    assert kind(extractor, title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "天然气管道检修记录",
        "燃气泄漏报警器检查表",
        "检测费用结算单",
        "产值奖励明细",
        "货款回执",
        "供应商付款回单",
        "销售目标完成情况",
        "党建工作简报",
        "毛利率测算",
        "成本核算表",
        "质量月报汇总",
        "岗位人员更换说明",
        "刀具更换记录",
        "运费结算确认函",
        "仓库盘点核对表",
        "工资构成明细",
        "排产安排",
        "宿舍二期建设方案",
        "培训费用结算单",
        "水泥厂参观安排",
        "柴油发电机点检明细",
        "Travel Expense Summary",
        "Quality Complaint Breakdown",
    ],
)
def test_the_same_forms_of_other_matters_say_nothing(extractor: Extractor, title: str) -> None:
    assert kind(extractor, title) == "unknown"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("制冷剂采购合同", "contract"),
        ("计量器具采购合同", "contract"),
        ("节能目标完成情况汇报", "meeting-record"),
        ("制冷剂替代专题会议纪要", "meeting-record"),
        ("温室气体核算管理办法", "management-policy"),
        ("柴油领用管理规定", "management-policy"),
        ("冷媒管理培训签到表", "training-record"),
        ("碳排放强度核算", "performance-calculation"),
        ("碳排放核算表", "ghg-inventory"),
        ("碳排放下降率核算", "performance-calculation"),
    ],
)
def test_contracts_minutes_and_rules_keep_their_types(
    extractor: Extractor, title: str, expected: str
) -> None:
    assert kind(extractor, title) == expected


def test_the_words_of_a_matter_stand_close_together(extractor: Extractor) -> None:
    assert kind(extractor, "水泵(三台)更换说明") == "equipment-renewal-record"
    assert kind(extractor, "水泵房值班室门锁钥匙更换说明") == "unknown"


def test_a_title_that_is_only_a_form_yields_to_the_matter_before_it(extractor: Extractor) -> None:
    assert kind(extractor, "烘房余热回收节气测算") == "reduction-report"
    assert kind(extractor, "各项指标测算") == "performance-calculation"


CELLS = [
    [("批次", 0.1), ("旧型号", 0.3), ("新型号", 0.5), ("台数", 0.7)],
    [("一", 0.1), ("S9-400", 0.3), ("SCB18-400", 0.5), ("2", 0.7)],
    [("二", 0.1), ("S9-315", 0.3), ("SCB18-315", 0.5), ("1", 0.7)],
]


def test_the_first_line_of_a_sheet_is_its_title_though_it_is_no_larger(
    extractor: Extractor,
) -> None:
    plain = page(("配电变压器置换完成情况确认单", 0.1), *CELLS)
    assert extractor.documents(reading(plain))[0].type == "equipment-renewal-record"


def test_a_line_over_running_text_or_larger_print_is_no_title(extractor: Extractor) -> None:
    letter = page(("配电变压器置换完成情况确认单", 0.1), "请各部门于本周内填写后交回。", "谢谢。")
    assert extractor.documents(reading(letter))[0].type == "unknown"
    below = page("某某公司会议室使用情况", "文字", title="来宾须知", top=0.12)
    head = page(("配电变压器置换确认单", 0.1), top=0.04)
    both = type(below)(1, 595, 842, spans=(*head.spans, *below.spans), tables=below.tables)
    assert extractor.documents(reading(both))[0].type == "unknown"


def test_a_cell_that_larger_print_outdoes_does_not_hide_the_title(extractor: Extractor) -> None:
    rows = [
        [("来源", 0.1), ("兆瓦时", 0.4), ("凭据", 0.7)],
        [("绿电交易", 0.1), ("5,210", 0.4), ("结算汇总", 0.7)],
        [("风电自用", 0.1), ("1,044", 0.4), ("电表", 0.7)],
        [("合计", 0.1), ("6,254", 0.4), ("", 0.7)],
    ]
    assert kind(extractor, "2024年可再生电力消费年结", *rows) == "green-power-record"


def test_a_title_in_a_bracket_is_a_mention(extractor: Extractor) -> None:
    title = "企业公共信用报告(可替代守法证明)"
    assert kind(extractor, title) == "credit-report"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("青河示例机械有限公司二期光伏主要设备", "equipment-list"),
        ("青河示例机械有限公司2024年用水量", "statistical-report"),
        ("冷水机组更换记录(R22换R134a)", "equipment-renewal-record"),
    ],
)
def test_titles_of_lists_without_a_word_for_a_list(
    extractor: Extractor, title: str, kind: str
) -> None:
    (found,) = extractor.documents(reading(page("序 名称 数量", "1 甲 3", title=title)))
    assert found.type == kind
