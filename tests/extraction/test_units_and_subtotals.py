"""Numbers of tables: units in corners and misread, years in cells, subtotals beside their items."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.tables import Role
from evidencecheck.domain.units import Unit, unit_in, unit_of
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, with_table

Rows = Sequence[Sequence[str]]


def table(extractor: Extractor, title: str, rows: Rows, line: str = "报告年度:2025年") -> Document:
    (document,) = extractor.documents(reading(with_table(page(line, title=title), rows)))
    return document


@pytest.mark.parametrize(
    ("text", "factor"), [("kÖh", 1.0), ("köh", 1.0), ("(万kÖh)", 10_000.0), ("kVVh", 1.0)]
)
def test_a_misread_kilowatt_hour_is_one(text: str, factor: float) -> None:
    assert unit_of(text) == Unit("kWh", factor)


@pytest.mark.parametrize("text", ["kÖ", "öh", "Köln", "koh"])
def test_other_letters_are_no_unit(text: str) -> None:
    assert unit_of(text) is None
    assert unit_in(f"外购电量({text})") is None


@pytest.mark.parametrize(("unit", "amount"), [("kÖh", 1200), ("köh", 1200), ("ö", None)])
def test_electricity_in_a_misread_unit(
    extractor: Extractor, unit: str, amount: float | None
) -> None:
    rows = [["能源品种", "单位", "消费量"], ["外购电力", unit, "1,200"], ["汽油", "t", "30"]]
    assert table(extractor, "能源消费统计表", rows).value("electricity_kwh") == amount


@pytest.mark.parametrize(
    ("corner", "unit"),
    [
        ("材料(t)", "t"),
        ("材料（t）", "t"),
        ("能源品种(tce)", "tce"),
        ("费用(元)", "元"),
        # Other words in brackets, what is counted, nothing.
        ("材料(类)", ""),
        ("品种(台)", ""),
        ("材料(见附表)", ""),
        ("材料", ""),
    ],
)
def test_the_unit_in_the_corner_of_a_table(extractor: Extractor, corner: str, unit: str) -> None:
    rows = [
        [corner, "2024年", "2025年"],
        ["钢材", "120", "130"],
        ["铝材", "60", "70"],
        ["合计", "180", "200"],
    ]
    found = table(extractor, "原材料消耗统计表", rows).quantities
    assert {q.unit for q in found} == {unit}


def test_a_unit_of_a_row_goes_before_that_of_the_corner(extractor: Extractor) -> None:
    rows = [["材料(t)", "单位", "2025年"], ["钢材", "kg", "130"], ["铝材", "t", "70"]]
    found = table(extractor, "原材料消耗统计表", rows).quantities
    assert [(q.value, q.unit) for q in found] == [(0.13, "t"), (70.0, "t")]


@pytest.mark.parametrize(("cell", "years"), [("1924", ()), ("2024", (2024,)), ("1995", (1995,))])
def test_a_bare_number_of_a_cell_may_be_a_year(
    extractor: Extractor, cell: str, years: tuple[int, ...]
) -> None:
    rows = [["品种", "单位", cell, "备注"], ["电力", "kWh", "100", "无"], ["汽油", "t", "2", "无"]]
    document = table(extractor, "能源消费统计表", rows, line="填报部门:设备部")
    assert document.years == years


HEAD = ["排放源", "排放量(tCO2e)"]
BESIDE = {
    "behind the name": ("天然气(范围1)", "柴油(范围1)", "范围1小计"),
    "before the name": ("范围1:固定燃烧", "范围1:移动燃烧", "范围1小计"),
    "in brackets": ("〔范围一〕天然气", "〔范围一〕柴油", "范围一合计"),
}


@pytest.mark.parametrize("case", BESIDE)
def test_a_subtotal_of_a_scope_is_not_added_to_its_items(extractor: Extractor, case: str) -> None:
    first, second, subtotal = BESIDE[case]
    rows = [
        HEAD, [first, "200"], [second, "10"], [subtotal, "210"],
        ["外购电力(范围2)", "300"], ["合计", "510"],
    ]  # fmt: skip
    assert table(extractor, "温室气体排放清单", rows).value("emissions_scope1") == 210


def test_items_without_a_subtotal_are_added(extractor: Extractor) -> None:
    rows = [
        HEAD, ["天然气(范围1)", "200"], ["柴油(范围1)", "10"],
        ["外购电力(范围2)", "300"], ["合计", "510"],
    ]  # fmt: skip
    assert table(extractor, "温室气体排放清单", rows).value("emissions_scope1") == 210


def units_by_heading(document: Document) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for q in document.quantities:
        found.setdefault("".join(q.heading), set()).add(q.unit)
    return found


@pytest.mark.parametrize(
    "amounts", [("1994", "2046", "2011", "6051"), ("1394", "2346", "1311", "5051")]
)
def test_amounts_that_look_like_years_are_amounts(
    extractor: Extractor, amounts: tuple[str, ...]
) -> None:
    rows = [["产品", "产量(t)", "用电量(kWh)"]]
    rows += [
        [p, a, "12,000"] for p, a in zip(("支架", "壳体", "轴套", "合计"), amounts, strict=True)
    ]
    found = table(extractor, "产量统计表", rows).quantities
    made = [(q.value, q.unit) for q in found if q.heading == ("产量(t)",)]
    assert made == [(float(a), "t") for a in amounts]
    assert {q.year for q in found} == {2025}


def test_a_column_of_years_alone_labels_its_rows(extractor: Extractor) -> None:
    rows = [["设备", "投产年份", "用电量(kWh)"], ["炉", "1994", "12,000"], ["泵", "2016", "13,000"]]
    found = table(extractor, "设备统计表", rows).quantities
    assert [(q.what, q.value) for q in found] == [
        (("炉", "1994"), 12000.0),
        (("泵", "2016"), 13000.0),
    ]


@pytest.mark.parametrize(("below", "heads"), [("kWh", {"消费量": {"kWh"}}), ("设备部", {"": {""}})])
def test_a_column_of_units_heads_a_table_of_one_row(
    extractor: Extractor, below: str, heads: dict[str, set[str]]
) -> None:
    # 单位 over the name of a department is the label of a form.
    rows = [["品种", "单位", "消费量"], ["外购电力", below, "531,000"]]
    assert units_by_heading(table(extractor, "能源消费统计表", rows)) == heads


def test_prices_have_not_the_unit_of_what_was_bought(extractor: Extractor) -> None:
    rows = [
        ["品种", "单位", "数量", "单价", "金额"],
        ["外购电力", "kWh", "531,000", "0.65", "345,150"],
        ["天然气", "m3", "12,000", "3.2", "38,400"],
    ]
    found = units_by_heading(table(extractor, "能源消费统计表", rows))
    assert found == {"数量": {"kWh", "m3"}, "单价": {""}, "金额": {""}}


@pytest.mark.parametrize(
    ("heading", "unit"), [("柴油(kg)", "t"), ("数量(t)", "t"), ("排放量(kg)", "tCO2e")]
)
def test_a_heading_says_itself_what_is_weighed(
    extractor: Extractor, heading: str, unit: str
) -> None:
    rows = [
        ["部门", heading, "外购电力(kWh)"],
        ["仓储", "1,200", "12,000"],
        ["运输", "3,400", "8,000"],
    ]
    found = units_by_heading(table(extractor, "碳排放统计表", rows))
    assert found == {heading: {unit}, "外购电力(kWh)": {"kWh"}}


@pytest.mark.parametrize(
    ("last", "role"),
    [
        (["", "", "合计(当量值)", "", "", "2,379.31"], Role.TOTAL),
        (["", "合计", "", "", "", "2,379.31"], Role.TOTAL),
        (["4", "热力", "", "", "", "2,379.31"], Role.BODY),
        # A total of something that a label names.
        (["", "热力", "合计", "", "", "2,379.31"], Role.BODY),
    ],
)
def test_a_total_whose_label_stands_over_empty_columns(
    extractor: Extractor, last: list[str], role: Role
) -> None:
    rows = [
        ["序号", "能源品种", "计量单位", "实物量", "折标系数", "折标量(tce)"],
        ["1", "电力", "万kWh", "1,530.00", "1.229", "1,880.37"],
        ["2", "天然气", "万m3", "33.00", "13.30", "438.90"],
        ["3", "柴油", "t", "41.21", "1.4571", "60.04"],
        last,
    ]
    (read,) = table(extractor, "能源消费统计表", rows).tables
    assert [row.role for row in read.rows] == [Role.BODY] * 3 + [role]


@pytest.mark.parametrize(
    ("label", "role"), [("总分", Role.TOTAL), ("总得分", Role.TOTAL), ("总体评价", Role.BODY)]
)
def test_the_total_of_a_table_of_scores(extractor: Extractor, label: str, role: Role) -> None:
    rows = [
        ["一级指标", "满分", "自评"],
        ["能源", "60", "45"],
        ["产品", "40", "37"],
        [label, "100", "82"],
    ]
    (read,) = table(extractor, "零碳工厂自评表", rows).tables
    assert read.rows[-1].role is role


@pytest.mark.parametrize(
    ("first", "headed"),
    [
        (["区域", "1", "2", "平均照度/lx"], True),
        (["区域", "1", "2", "3"], True),
        # Numbers that count nothing; two of them alone.
        (["区域", "2", "1", "平均照度/lx"], False),
        (["区域", "1", "2", "7"], False),
    ],
)
def test_columns_that_are_counted(extractor: Extractor, first: list[str], headed: bool) -> None:
    rows = [first, ["细纱区", "312", "305", "308"], ["织布区", "320", "316", "318"]]
    (read,) = table(extractor, "照度测试记录", rows).tables
    assert any(c.headings for c in read.columns) is headed


@pytest.mark.parametrize(
    ("last", "role"),
    [
        (["合计", "板材", "300"], Role.TOTAL),
        (["合计", "", "300"], Role.TOTAL),
        (["4", "板材", "300"], Role.BODY),
    ],
)
def test_a_sum_is_told_in_the_column_of_numbers(
    extractor: Extractor, last: Sequence[str], role: Role
) -> None:
    rows = [["序号", "材料", "用量(t)"], ["1", "甲厂板材", "120"], ["2", "乙厂板材", "180"]]
    found = table(extractor, "原材料消耗统计表", [*rows, last])
    assert found.tables[0].rows[-1].role is role


def test_two_sums_in_the_column_of_numbers_are_of_what_their_labels_name(
    extractor: Extractor,
) -> None:
    rows = [
        ["序号", "材料", "用量(t)"],
        ["1", "甲厂板材", "120"],
        ["合计", "板材", "120"],
        ["2", "乙厂线材", "180"],
        ["合计", "线材", "180"],
    ]
    found = table(extractor, "原材料消耗统计表", rows).tables[0]
    assert [row.role for row in found.rows] == [Role.BODY] * 4


@pytest.mark.parametrize(
    ("above", "head", "kept"),
    [
        (["编报单位:青河示例厂", "计量单位:kWh", "<", "<"], ["月", "东区", "全厂", "备注"], True),
        # Headings, however they are punctuated; values of a form below.
        (["月", "电量:其中", "<", "<"], ["月", "东区", "全厂", "备注"], False),
        (
            ["编报单位:青河示例厂", "计量单位:kWh", "<", "<"],
            ["月份:全年", "东区", "全厂", "备注"],
            False,
        ),
    ],
)
def test_a_row_above_the_headings_that_tells_of_the_whole_table(
    extractor: Extractor, above: Sequence[str], head: Sequence[str], kept: bool
) -> None:
    rows = [above, head, ["1", "120,500", "310,200", ""], ["2", "118,400", "305,900", "检修"]]
    found = table(extractor, "外购电量统计表", rows).tables[0]
    whole = [c for c in found.columns if c.headings[-1:] == ("全厂",)]
    told = [c.headings for c in whole] == [("全厂",)] and whole[0].unit == "kWh"
    assert told is kept
    if kept:
        assert [row.labels for row in found.rows] == [("1月",), ("2月",)]
