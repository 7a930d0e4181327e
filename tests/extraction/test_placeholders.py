"""Blanks of a template, and what only looks like them."""

from __future__ import annotations

import pytest

from evidencecheck.domain.page import Origin
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading


def left(extractor: Extractor, line: str, origin: Origin = Origin.TEXT_LAYER) -> list[str]:
    drawn = page(line, title="碳排放管理制度", origin=origin)
    (document,) = extractor.documents(reading(drawn))
    return [p.text for p in document.placeholders]


@pytest.mark.parametrize(
    "line",
    [
        "组长:×××",
        "由××部门负责统计",
        "XX公司承诺如下",
        "兹授权XX同志为管理者代表",
        "设备型号:【此处填写新设备型号】",
        "数据来源:待补充",
        "编制单位:XXXX年",
        "(申报单位全称)(盖章)",
        "〔编写提示:请写明核算边界和数据来源,成稿后请删去本段〕",
        "此处说明改造范围,定稿前删除本提示",
        "年度用电量超计划XX%的,扣减当月绩效",
        "扣减绩效XX元",
        "节约奖励由____部核定",
        "本办法由【部门名称】负责解释",
        "(此处按公司实际情况修改)",
        "由{{dept_name}}归口管理",
        "[Insert site name], 2nd edition",
        "[Project Name]",
        "____公司碳排放管理制度",
        "考核结果评定为____级",
        "自二〇二×年起执行",
        "自202_年起执行",
        "施行日期:YYYY年MM月DD日",
        "以上为样例文字,请自行替换",
        "斜体为提示,打印时请删除",
    ],
)
def test_a_blank(extractor: Extractor, line: str) -> None:
    assert left(extractor, line)


@pytest.mark.parametrize(
    "line",
    [
        "经办人:王××",
        "日期格式为(YYYY年MM月DD日)",
        "参见[3]与[ISO 14064]",
        "温度<70 ℃且压力>0.6 MPa",
        "联系电话:138××××1234",
        "身份证号:320×××19800101××××",
        "型号:XX-12",
        "检验结果见附页 ***",
    ],
)
def test_what_is_masked_or_a_model(extractor: Extractor, line: str) -> None:
    assert left(extractor, line) == []


@pytest.mark.parametrize(
    ("origin", "told"), [(Origin.TEXT_LAYER, True), (Origin.CELL, True), (Origin.OCR, False)]
)
def test_a_blank_date(extractor: Extractor, origin: Origin, told: bool) -> None:
    assert bool(left(extractor, "日期:    年   月   日", origin)) is told


@pytest.mark.parametrize(
    "line",
    [
        "申报单位(全称):青河示例机械有限公司",
        "本制度所称公司(单位全称)以营业执照为准",
        "填写说明",
        "填写说明:本表一式两份,随申报书报送",
        "成稿后报总经理批准",
    ],
)
def test_words_of_a_form_that_ask_for_nothing(extractor: Extractor, line: str) -> None:
    assert left(extractor, line) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("授权期限:自20年月日至20年月日。", True),
        ("签署日期:20年月日", False),
        # Two who sign by hand.
        ("日期:20年月日 日期:20年月日", False),
    ],
)
def test_two_blank_days_of_one_line_of_a_scan(extractor: Extractor, line: str, found: bool) -> None:
    assert bool(left(extractor, line, Origin.OCR)) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("架构见错误!未找到引用源。", True),
        ("单击或点击此处输入文字。", True),
        ("«责任部门»为归口管理部门,负责人为«姓名»", True),
        ("为贯彻«节约能源法»", False),
        ("如需查看原文请点击此处查看附件", False),
        ("单击登录按钮进入平台", False),
        ("引用源:国家统计局", False),
    ],
)
def test_what_a_word_processor_leaves(extractor: Extractor, line: str, found: bool) -> None:
    assert bool(left(extractor, line)) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("柴油量 【填写计量方式】", True),
        ("【填写说明】本表按月报送", False),
        ("【填写人】沙某", False),
        ("【补充协议】", False),
        ("编制人:[姓名]", True),
        ("编制人:[沙泊宁]", False),
        ("主持:沙泊宁  记录:(记录人)", True),
        ("法定代表人:(签字)", False),
        ("联系人:(姓名)沙泊宁", False),
        ("时间:202X年X月X日", True),
        ("型号X年检一次", False),
        ("外购电量较上年同期下降X.X%", True),
        ("软件版本X.X版", False),
        ("(2026年第X期)", True),
        ("第X次检查由设备部组织", False),
        ("保存期限不少于×年。", True),
        ("费用=单价×年用电量", False),
        ("本节由填报单位补充,完成后删除本行提示", True),
        ("项目完成后删除原有设备台账", False),
    ],
)
def test_letters_and_brackets_where_words_belong(
    extractor: Extractor, line: str, found: bool
) -> None:
    assert bool(left(extractor, line)) is found


@pytest.mark.parametrize("line", ["记录:(记录人)", "自_年_月_日起"])
def test_on_a_scan_a_pen_may_have_filled_it(extractor: Extractor, line: str) -> None:
    assert left(extractor, line, Origin.OCR) == []


def test_both_ends_of_a_term_left_blank_on_a_scan(extractor: Extractor) -> None:
    assert left(extractor, "授权期限:自_年_月_日起至_年_月_日止。", Origin.OCR)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("附件2 巡检记录样表", "填表人:××× 日期:20XX年X月"), False),
        (("表式如下例(填表样例:××车间,仅示格式)",), False),
        # What stands before the annex, and in one that is no sample.
        (("组长:×××", "附件2 巡检记录样表", "填表人:×××"), True),
        (("附件2 组织机构", "组长:×××"), True),
        (("附件1 记录格式", "附件2 组织机构", "组长:×××"), True),
        # It shows how a form is filled in.
        (("附表给出填写示例(由××车间填报,仅示意)",), False),
        (("编号规则:DZ-XX公司-年份",), False),
        (("由××公司负责解释",), True),
        # The sentence says so in the next line; another sentence does not.
        (("台账按月登记。登记人填写所在车间的名称,如××车间,", "数保留两位,仅作填表样式。"), False),
        (("本办法所附台账按月登记。登记人为××车间的统计员,数值保留。", "附表为填写示例。"), True),
    ],
)
def test_a_sample_of_a_form(extractor: Extractor, lines: tuple[str, ...], found: bool) -> None:
    (document,) = extractor.documents(reading(page(*lines, title="碳排放管理制度")))
    assert bool(document.placeholders) is found
