"""The numbers of a document's tables: unit, year, what they are of, and the amount fields."""

from __future__ import annotations

from collections.abc import Sequence

from evidencecheck.domain.document import Document, Quantity
from evidencecheck.domain.page import Page
from evidencecheck.domain.tables import Role
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, with_table

PERIOD = "报告期:2025年1月1日至2025年12月31日"
LEFTS = (0.08, 0.4, 0.61, 0.85)


def sheet(
    *rows: Sequence[str],
    intro: Sequence[str] = (PERIOD,),
    title: str = "温室气体排放核算报告",
    number: int = 1,
) -> Page:
    """A page with lines and below them an unruled table; an empty text leaves its cell out."""
    drawn = [[(t, x) for t, x in zip(row, LEFTS, strict=False) if t] for row in rows]
    return page(*intro, *drawn, title=title, number=number)


def ruled(*rows: Sequence[str], title: str) -> Page:
    """A page with a table whose rules show its cells."""
    return with_table(page(title=title), rows)


def read(extractor: Extractor, *pages: Page) -> Document:
    (document,) = extractor.documents(reading(*pages))
    return document


def one(document: Document, raw: str) -> Quantity:
    (found,) = [q for q in document.quantities if q.raw == raw]
    return found


def test_a_quantity_knows_its_row_its_column_its_unit_and_its_year(extractor: Extractor) -> None:
    document = read(
        extractor,
        sheet(
            ["类别", "排放量(tCO2e)", "占比(%)"],
            ["范围一", "1,000.50", "8.1"],
            ["范围二", "11,345.17", "91.9"],
            ["合计", "12,345.67", "100.0"],
        ),
    )
    first = one(document, "1,000.50")
    assert (first.what, first.heading) == (("范围一",), ("排放量(tCO2e)",))
    assert (first.value, first.unit, first.year) == (1000.5, "tCO2e", 2025)
    assert (first.field, first.role) == ("emissions_scope1", Role.BODY)
    assert first.citation.quote == "1,000.50"
    total = one(document, "12,345.67")
    assert (total.field, total.role) == ("emissions_total", Role.TOTAL)
    assert one(document, "8.1").unit == "%"
    cell = document.tables[total.table].rows[total.row].cells[total.column]
    assert (cell.text, cell.box) == (total.raw, total.citation.box)


def test_years_head_columns(extractor: Extractor) -> None:
    document = read(
        extractor,
        sheet(
            ["排放类别", "2024年", "2025年"],
            ["直接排放(范围1)", "310.00", "290.00"],
            ["能源间接排放(范围2)", "620.00", "510.00"],
            ["排放总量", "930.00", "800.00"],
            intro=(PERIOD, "表2 分年度排放量 单位:tCO2e"),
        ),
    )
    assert [(q.value, q.year, q.unit) for q in document.quantities[:2]] == [
        (310.0, 2024, "tCO2e"),
        (290.0, 2025, "tCO2e"),
    ]
    assert document.value("emissions_scope1") == 290.0
    assert document.value("emissions_total") == 800.0


def test_units_stand_in_a_column_of_their_own(extractor: Extractor) -> None:
    document = read(
        extractor,
        sheet(
            ["能源品种", "计量单位", "实物量", "折标准煤(tce)"],
            ["电力", "万kWh", "123.40", "151.66"],
            ["天然气", "万m3", "4.50", "59.85"],
            ["合计", "—", "—", "211.51"],
            title="能源消费结构计算表",
        ),
    )
    power = one(document, "123.40")
    assert (power.value, power.unit, power.field) == (1_234_000.0, "kWh", "electricity_kwh")
    assert (one(document, "4.50").value, one(document, "4.50").unit) == (45_000.0, "m3")
    assert document.value("electricity_kwh") == 1_234_000.0


def test_categories_three_to_six_add_up_to_scope_three(extractor: Extractor) -> None:
    document = read(
        extractor,
        sheet(
            ["类别", "排放量(tCO2e)"],
            ["类别1 直接排放", "100.00"],
            ["类别2 输入能源的间接排放", "200.00"],
            ["类别3 运输产生的间接排放", "30.00"],
            ["类别4 使用的产品产生的间接排放", "40.00"],
            ["合计", "370.00"],
        ),
    )
    assert document.value("emissions_scope1") == 100.0
    assert document.value("emissions_scope3") == 70.0
    assert document.value("emissions_total") == 370.0


def test_what_was_verified_counts_and_not_what_was_reported(extractor: Extractor) -> None:
    document = read(
        extractor,
        sheet(
            ["项目", "初始排放量(tCO2e)", "核查确认排放量(tCO2e)", "偏差(%)"],
            ["直接排放", "310.00", "290.00", "-6.45"],
            ["排放总量", "930.00", "900.00", "-3.23"],
            title="温室气体核查报告",
        ),
    )
    assert document.value("emissions_scope1") == 290.0
    assert document.value("emissions_total") == 900.0


def test_a_heading_of_months_is_no_unit(extractor: Extractor) -> None:
    table = ruled(
        ["月", "烘干", "食堂", "月计"], ["1", "1,204", "96", "1,300"],
        ["2", "1,104", "96", "1,200"],
        ["年计", "2,308", "192", "2,500"], title="用气台帐(单位:m3)",
    )  # fmt: skip
    document = read(extractor, table)
    assert one(document, "1,204").unit != "月"
    total = one(document, "2,500")
    assert (total.unit, total.role) == (one(document, "1,204").unit, Role.TOTAL)


def test_months_add_up_where_no_total_is_given(extractor: Extractor) -> None:
    months = [[f"{n}月", f"{n},000.00"] for n in range(1, 13)]
    document = read(
        extractor,
        sheet(["月份", "外购电量(kWh)"], *months, title="能源统计报表", intro=("填报年度:2025年",)),
    )
    assert document.value("electricity_kwh") == 78_000.0


def test_a_table_goes_on_over_the_page_under_the_same_headings(extractor: Extractor) -> None:
    head = ["序号", "设备名称", "额定功率(kW)", "数量(台)"]
    first = [[str(n), "离心风机", f"{n}.5", "2"] for n in range(1, 25)]
    rest = [[str(n), "循环水泵", f"{n}.5", "3"] for n in range(25, 30)]
    document = read(
        extractor,
        sheet(head, *first, title="主要用能设备清单", intro=()),
        sheet(head, *rest, title="", intro=(), number=2),
    )
    (table,) = document.tables
    assert [row.page for row in table.rows] == [1] * 24 + [2] * 5
    last = one(document, "29.5")
    assert (last.unit, last.citation.page, last.what) == ("kW", 2, ("循环水泵",))


def test_numbers_that_name_no_amount_bring_no_field(extractor: Extractor) -> None:
    document = read(
        extractor,
        sheet(
            ["项目", "2024年", "2025年"],
            ["职工人数(人)", "120", "130"],
            ["合计", "120", "130"],
        ),
    )
    assert {q.field for q in document.quantities} == {""}
    assert document.field("emissions_total") is None


def test_a_sum_without_a_unit_has_that_of_its_parts(extractor: Extractor) -> None:
    document = read(
        extractor,
        sheet(
            ["Indicator", "2024", "2025"],
            ["Scope 1 (t CO2e)", "310.0", "290.0"],
            ["Scope 2 (t CO2e)", "620.0", "510.0"],
            ["Total, scopes 1 and 2", "930.0", "800.0"],
            ["Water (1000 m3)", "48.4", "46.2"],
            title="Greenhouse Gas Emissions Report",
            intro=("Reporting period: 2025-01-01 to 2025-12-31",),
        ),
    )
    total = one(document, "800.0")
    assert (total.unit, total.field, total.role) == ("tCO2e", "emissions_total", Role.TOTAL)
    assert document.value("emissions_total") == 800.0
    assert one(document, "46.2").value == 46_200.0


def test_a_list_of_one_certificate_is_headed_and_no_form(extractor: Extractor) -> None:
    row = ["GEC2025000001", "光伏", "500", "2026-01-19"]
    document = read(
        extractor,
        ruled(["证书编号", "类型", "数量(个)", "划转日期"], row, title="绿色电力证书"),
    )
    assert one(document, "500").heading == ("数量(个)",)
    assert document.value("certificate_count") == 500


def test_labels_and_values_in_turns_are_a_form(extractor: Extractor) -> None:
    document = read(
        extractor,
        ruled(
            ["注销主体", "云岭示例精工有限公司", "用途", "抵消"],
            ["项目", "光伏项目", "注销数量(吨)", "300"],
            title="减排量注销证明",
        ),
    )
    assert one(document, "300").what == ("注销数量(吨)",)


def test_an_edition_of_a_standard_is_no_year_of_a_number(extractor: Extractor) -> None:
    document = read(
        extractor,
        ruled(
            ["项目", "方法", "检出限(mg/kg)", "结果(mg/kg)"],
            ["镉", "IEC 62321-5 : 2013", "0.5", "1.25"],
            ["汞", "GB/T 32150-2015", "2.0", "3.5"],
            title="检测报告",
        ),
    )
    assert {q.year for q in document.quantities} == {None}


def test_numbers_of_an_outline_are_no_quantities(extractor: Extractor) -> None:
    document = read(
        extractor,
        ruled(
            ["EMISSIONS", "Source", "tonnes CO2e"],
            ["1.1", "Stationary combustion", "0.18"],
            ["1.2", "Mobile combustion", "139.06"],
            ["2.1", "Imported electricity", "2,577.51"],
            title="Greenhouse Gas Verification Opinion Statement",
        ),
    )
    assert [q.value for q in document.quantities] == [0.18, 139.06, 2577.51]
    assert document.quantities[0].what == ("Stationary combustion",)
    # The only number beside the word is one of tonnes.
    assert document.field("electricity_kwh") is None


def test_a_number_is_cited_where_its_print_stands(extractor: Extractor) -> None:
    rows = [["项目", "排放量(tCO2e)"], ["范围一", "12.5"], ["范围二", "18.75"]]
    document = read(extractor, ruled(*rows, title="温室气体排放核算报告"))
    first = one(document, "12.5").citation.box
    second = one(document, "18.75").citation.box
    assert first.width < second.width < 0.1


def test_january_is_no_row_of_column_numbers(extractor: Extractor) -> None:
    heads = ["月份", "外购电(MWh)", "光伏自用(MWh)", "天然气(万Nm3)"]
    months = [[str(n), f"{600 + n}.00", f"{90 + n}.00", f"{n}.10"] for n in range(1, 7)]
    total = ["合计", "3,621.00", "561.00", "21.60"]
    document = read(extractor, ruled(heads, *months, total, title="2025年度碳排放月度统计报表"))
    assert one(document, "601.00").value == 601000.0
    numbered = [heads, ["1", "2", "3", "4=2+3"], *months, total]
    document = read(extractor, ruled(*numbered, title="2025年度碳排放月度统计报表"))
    assert [q for q in document.quantities if q.raw == "2"] == []


def test_a_total_below_serial_numbers(extractor: Extractor) -> None:
    document = read(
        extractor,
        ruled(
            ["序号", "排放源", "活动数据", "排放量tCO2e"],
            ["1", "天然气锅炉", "18.6", "402.13"],
            ["2", "外购电力", "7972", "4229.94"],
            ["合计", "—", "—", "4632.07"],
            title="温室气体排放清单(2025年度)",
        ),
    )
    assert one(document, "4632.07").role is Role.TOTAL
    assert {f.name: f.value for f in document.fields}["emissions_total"] == 4632.07


def test_a_label_that_holds_a_sum_of_its_own(extractor: Extractor) -> None:
    document = read(
        extractor,
        ruled(
            ["类别", "排放源", "计算", "tCO2e"],
            ["1", "天然气", "20.10万Nm3×21.62", "434.56"],
            ["2", "外购电", "7,936.00MWh×0.5366", "4,258.46"],
            ["合计", "合计", "类别1小计 434.56", "4,693.02"],
            title="碳盘查报告书",
        ),
    )
    fields = {f.name: f.value for f in document.fields}
    assert fields["emissions_total"] == 4693.02
    assert fields.get("emissions_scope1") != 4693.02


def test_an_amount_that_looks_like_a_year_is_no_heading(extractor: Extractor) -> None:
    rows = ["项目", "数值"], ["氧化线用电MWh", "2060"], ["分配绿证MWh", "2600"]
    document = read(extractor, ruled(*rows, title="绿电覆盖率计算表"))
    assert [q.raw for q in document.quantities] == ["2060", "2600"]
    # Years head columns below a heading of them all.
    years = ["电量kWh", "2024", "2025"], ["外购电", "8100", "8200"]
    document = read(extractor, ruled(["项目", "各年", "各年"], *years, title="绿电覆盖率计算表"))
    assert [(q.raw, q.year) for q in document.quantities] == [("8100", 2024), ("8200", 2025)]
