"""C601: a number one slip of the pen away from what the numbers before it make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import DocumentTable, Role, TableCell, TableColumn, TableRow
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes, with_table

Run = Callable[..., Outcome]
Heads = list[tuple[str, str]]
Row = tuple[str, ...]


def paper(*lines: str, holder: str = FIRM, sure: float = 0.99) -> Document:
    made = tuple(
        Line(1, text, Box(0.1, 0.6 + 0.02 * n, 0.9, 0.62 + 0.02 * n), sure)
        for n, text in enumerate(lines)
    )
    return replace(document("contract", holder=holder), lines=made)


@pytest.mark.parametrize(
    "text",
    [
        "元月回收热量62.4 GJ,二月因停机降为57.8 GJ,三月回升到66.3 GJ,一季度共计回收216.5 GJ。",
        "2026年节能42 tce;2027年节能55 tce;2028年节能63 tce。三年累计形成节能能力190 tce。",
        "产气单耗为0.1280 kWh/m3,更换机组并修复漏点后降至0.1120 kWh/m3,单耗同比下降15.2%。",
        "全楼灯具360只,其中LED光源318只,LED占比95.3%。",
        "改造前年用电218,400 kWh,改造后176,900 kWh,年节电51,400 kWh。",
        "用地面积31,000平方米,绿地4,650平方米,绿地率18.0%。",
        "节能效益为28,800.00元。根据合同第七条,用能单位分享60%,即19,280.00元。",
        "取新水4,620 m3,清洗机筒11,000支,单位用水0.24 m3/支。",
        "三次测得71.2%、68.4%、74.6%,平均为74.1%。",
        "合同总价1,280,000元,付30%即384,000元,到货付60%即768,000元;质保金10%即182,000元。",
        "光伏减排420吨,余热减排560吨,电源减排180吨,绿电减排1,600吨,四项措施共减排2,960吨。",
        "每只各阶段为:铝管16.85 kgCO2e,热处理2.64 kgCO2e,涂装3.18 kgCO2e,总值为23.67 kgCO2e/只。",
        "总发电量900.0 MWh,其中自用840.0 MWh,余电上网60.0 MWh,自用率为95.3%。",
        "节约铝材18.60吨,服务费单价1,200元/吨,应付服务费23,220元。",
        # Few figures, where the other parts or words leave no doubt what it is of.
        "评价供应商60家,其中A级18家,占36%;B级33家,占55%;C级9家,占15%。",
        "现有生产设备60台,其中高效设备18台,占36%。",
        # In thousandths of the other unit; at two prices.
        "天然气812,000标准立方米,折标系数1.3300 kgce/m3,折标准煤1,179.96 tce。",
        "结算电量270 MWh,电能量价格402.00元/MWh,环境权益价格20.00元/MWh,费用119,340.00元。",
    ],
)
def test_a_sentence(run: Run, text: str) -> None:
    assert codes(run, paper(text)) == {"C601"}


@pytest.mark.parametrize(
    "text",
    [
        "元月回收热量62.4 GJ,二月因停机降为57.8 GJ,三月回升到66.3 GJ,一季度共计回收186.5 GJ。",
        # Two of three; other numbers; no slip; what else they make; a word for a part.
        "2026年节能42 tce;2027年节能55 tce。三年累计形成节能能力190 tce。",
        "改造前年用电218,400 kWh,改造后176,900 kWh,全厂年节电388,700 kWh。",
        "灯具360只,LED光源318只,照明面积占比72.6%。",
        "改造前用电218,400 kWh,改造后176,900 kWh,另节水51,400 m3。",
        "一期投资1,860元,二期投资1,240元,其中合计支付材料3,000元。",
        "产气单耗由0.1280 kWh/m3降至0.1120 kWh/m3,下降12.5%,降幅高于计划的10.5%。",
        "用地面积31,000平方米,绿地4,650平方米,绿地率15.0%。",
        "节能效益28,800.00元,甲方分享60%,即17,280.00元;乙方分享40%,即11,520.00元。",
        "取新水4,620 m3,清洗机筒11,000支,行业推荐上限0.24 m3/支。",
        "合同总价1,280,000元,付30%即384,000元,到货付60%即768,000元;质保金10%即128,000元。",
        "每只各阶段为:铝管16.85 kgCO2e,热处理2.64 kgCO2e,涂装3.18 kgCO2e,总值为22.67 kgCO2e/只。",
        "总发电量900.0 MWh,其中自用840.0 MWh,余电上网60.0 MWh,自用率为93.3%。",
        "天然气812,000标准立方米,折标系数1.3300 kgce/m3,折标准煤1,079.96 tce。",
        "评价供应商60家,其中A级18家,占30%;B级33家,占55%;C级9家,占15%。",
        "现有生产设备60台,其中高效设备18台,占总功率的36%。",
        "现有生产设备60台,更换18台,占36%。",
        # The numbers of standards count nothing.
        "按GB 17167和GB/T 24789配备计量器具,主要用能设备的计量器具配备率为96%。",
        "结算电量270 MWh,电能量价格402.00元/MWh,环境权益价格20.00元/MWh,费用113,940.00元。",
        "结算电量270 MWh,电能量价格402.00元/MWh,环境权益价格20.00元/MWh,费用108,540.00元。",
    ],
)
def test_what_comes_out_or_is_reckoned_otherwise(run: Run, text: str) -> None:
    assert codes(run, paper(text)) == set()


SLIP = "改造前年用电218,400 kWh,改造后176,900 kWh,年节电{} kWh。"


@pytest.mark.parametrize(
    ("saved", "sure", "found"),
    [
        ("51,400", 0.99, True),
        # Hardly read; 7 read for 1.
        ("51,400", 0.9, False),
        ("47,500", 0.99, False),
    ],
)
def test_what_was_recognised(run: Run, saved: str, sure: float, found: bool) -> None:
    read = replace(paper(SLIP.format(saved), sure=sure), origin=Origin.OCR)
    assert codes(run, read) == ({"C601"} if found else set())


def test_a_number_whose_unit_stands_in_the_next_line(run: Run) -> None:
    lines = (
        "改造前全厂空压系统年用电量为218,400 kWh,改造后",
        "176,900 kWh,经双方核查确认每年可节电51,400",
        "kWh。",
    )
    assert codes(run, paper(*lines)) == {"C601"}
    begun = (
        "三年来公司持续投入:2023年46.5万元,2024年52.0万元,2025年58.5万元,累计投入167.0万",
        "元。",
    )
    assert codes(run, paper(*begun)) == {"C601"}


def test_the_papers_of_others_are_theirs(run: Run) -> None:
    assert "C601" not in codes(run, paper(SLIP.format("51,400"), holder="云岭示例钢构有限公司"))


PARTS: Heads = [("数量", "t")]


@pytest.mark.parametrize(
    ("heads", "rows", "found"),
    [
        (PARTS, [("本年产生量", "318.6"), ("综合利用", "286.4"), ("年末贮存", "12.2")], True),
        (PARTS, [("本年产生量", "298.6"), ("综合利用", "286.4"), ("年末贮存", "12.2")], False),
        (PARTS, [("铁屑", "318.6"), ("铝屑", "286.4"), ("铜屑", "12.2")], False),
        (
            [("电量", "kWh")],
            [("粗加工", "116200"), ("精加工", "147500"), ("热处理", "212500"), ("浇铸", "92000"),
             ("公用", "73000"), ("全厂", "661200")],
            True,
        ),
        (
            [("读数", "")],
            [("下限", "4.000"), ("中点", "12.006"), ("上限", "20.009")],
            False,
        ),
    ],
)  # fmt: skip
def test_the_whole_at_an_end_of_a_column(
    run: Run, heads: Heads, rows: list[Row], found: bool
) -> None:
    made = with_table(document("equipment-list", holder=FIRM), heads, *rows)
    assert codes(run, made) == ({"C601"} if found else set())


STAGES: Heads = [("排放", "kgCO2e/kg"), ("贡献", "%")]
SHARES: list[Row] = [("原材料", "3.38", "65.0%"), ("加工", "0.63", "12.1%")]
REST: list[Row] = [("运输", "0.26", "5.0%"), ("碳足迹", "5.20", "100%")]


@pytest.mark.parametrize(("share", "found"), [("27.9%", True), ("17.9%", False)])
def test_one_share_of_a_column(run: Run, share: str, found: bool) -> None:
    rows = [*SHARES, ("热处理", "0.93", share), *REST]
    made = with_table(document("equipment-list", holder=FIRM), STAGES, *rows)
    assert codes(run, made) == ({"C601"} if found else set())


@pytest.mark.parametrize(("share", "found"), [("38.00%", True), ("48.00%", False)])
def test_one_share_of_three(run: Run, share: str, found: bool) -> None:
    rows = [("原材料", "1.55", "44.29%"), ("制造", "1.68", share), ("分销", "0.27", "7.71%")]
    made = with_table(document("equipment-list", holder=FIRM), STAGES, *rows)
    assert codes(run, made) == ({"C601"} if found else set())


PRICED = (
    ("绿电电量(MWh)", "280", "290"),
    ("电能量价格(元/MWh)", "402.00", "402.00"),
    ("环境权益价格(元/MWh)", "20.00", "20.00"),
)


@pytest.mark.parametrize(("cost", "found"), [("132,380.00", True), ("122,380.00", False)])
def test_rows_whose_labels_state_their_units(run: Run, cost: str, found: bool) -> None:
    rows = (*PRICED, ("当月费用(元)", "118,160.00", cost))
    made = with_table(document("equipment-list", holder=FIRM), [("7月", ""), ("8月", "")], *rows)
    assert codes(run, made) == ({"C601"} if found else set())


@pytest.mark.parametrize(("total", "found"), [("43", True), ("34", False)])
def test_the_total_of_sections(run: Run, total: str, found: bool) -> None:
    pumps = [("水泵", "8"), ("风机", "6"), ("小计", "14")]
    others = [("空压机", "4"), ("冷干机", "5"), ("小计", "9"), ("空调", "11"), ("小计", "11")]
    rows = [*pumps, *others, ("合计", total)]
    made = with_table(document("equipment-list", holder=FIRM), [("数量", "")], *rows)
    assert codes(run, made) == ({"C601"} if found else set())


WATER: Heads = [("总取水", ""), ("工艺清洗", ""), ("冷却补水", ""), ("生活用水", "")]


@pytest.mark.parametrize(
    ("total", "said", "found"),
    [
        ("7,900", "总取水=工艺清洗+冷却补水+生活用水", True),
        ("6,880", "总取水=工艺清洗+冷却补水+生活用水", False),
        # Another balance.
        ("7,900", "总取水=工艺清洗+冷却补水+排水", False),
        ("7,900", "各单元总取水量等于工艺清洗、冷却补水与生活用水之和。", True),
        ("6,880", "各单元总取水量等于工艺清洗、冷却补水与生活用水之和。", False),
        ("7,900", "总取水量等于冷却补水与生活用水之和。", True),
        ("7,900", "总取水-生活用水=工艺清洗+冷却补水", True),
        ("6,880", "总取水-生活用水=工艺清洗+冷却补水", False),
        ("7,900", "排水+总取水=工艺清洗+冷却补水+生活用水", False),
    ],
)
def test_an_equation_in_words(run: Run, total: str, said: str, found: bool) -> None:
    row = ("一季度", total, "3,240", "2,180", "1,460")
    made = with_table(document("equipment-list", holder=FIRM), WATER, row)
    line = Line(1, said, Box(0.1, 0.9, 0.9, 0.92))
    made = replace(made, lines=(*made.lines, line))
    assert codes(run, made) == ({"C601"} if found else set())


@pytest.mark.parametrize(("stated", "wrong"), [("129.00", True), ("119.00", False)])
def test_a_form_goes_on_below_what_was_read_as_a_table(run: Run, stated: str, wrong: bool) -> None:
    rows = ("工序合格铸棒产量:", "23,400 t"), ("工序综合能耗:", "2,784.60 tce")
    lines = (" ".join(row) for row in rows)
    made = paper(*lines, f"工序单位能耗: {stated} kgce/t", "上年同口径: 126.40 kgce/t")
    boxes = [line.box for line in made.lines]
    cells = [
        TableRow(1, (row[0],), tuple(TableCell(text, 1, box, 0.99) for text in row), Role.BODY)
        for row, box in zip(rows, boxes, strict=False)
    ]
    form = DocumentTable("", (TableColumn(()), TableColumn(())), tuple(cells))
    assert ("C601" in codes(run, replace(made, tables=(form,)))) is wrong


@pytest.mark.parametrize(
    ("shares", "found"),
    [("95.3%", {"C601"}), ("95.3%、96.0%、99.0%", set()), ("95.3%和96.0%", set())],
)
def test_the_first_of_several_shares_is_of_none_of_the_numbers_before(
    run: Run, shares: str, found: set[str]
) -> None:
    text = f"全楼灯具360只,其中LED光源318只,LED占比依次为{shares}。"
    assert codes(run, paper(text)) == found
