"""Amount fields of tables that say in other ways what is the whole and what a part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from evidencecheck.domain.tables import Role
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, with_table

MONTHS = [[f"{m}月", f"{m * 100}", f"{m * 200}", f"{m * 300}"] for m in range(1, 13)]
CASES: dict[str, tuple[str, str, Sequence[Sequence[str]], Mapping[str, float]]] = {
    "categories by number before their sources": (
        "温室气体排放清单",
        "报告年度:2025年",
        [
            ["类别", "排放源", "活动数据", "单位", "排放因子", "排放量tCO2e"],
            ["1", "天然气", "50.0", "万m3", "21.62", "1,081.0"],
            ["1", "柴油", "10.0", "t", "3.096", "31.0"],
            ["类别1小计", "<", "<", "<", "<", "1,112.0"],
            ["2", "外购电力", "9842", "MWh", "0.5306", "5,222.2"],
            ["类别2小计", "<", "<", "<", "<", "5,222.2"],
            ["合计(类别1+类别2)", "<", "<", "<", "<", "6,334.2"],
        ],
        {"emissions_scope1": 1112.0, "emissions_scope2": 5222.2},
    ),
    "scopes that head columns of tonnes": (
        "温室气体核查声明",
        "核查期:2025年1月1日至2025年12月31日",
        [["范围1(t)", "范围2(t)", "总量(t)"], ["846.93", "3,609.18", "4,456.11"]],
        {"emissions_scope1": 846.93, "emissions_scope2": 3609.18},
    ),
    "sources by name, whose sum the total shows": (
        "温室气体排放报告",
        "报告年度:2025年",
        [
            ["源类别", "排放量(单位:吨CO2)"],
            ["化石燃料燃烧CO2排放", "1,205.30"],
            ["净购入使用的电力对应的排放", "5,300.20"],
            ["净购入使用的热力对应的排放", "120.00"],
            ["企业温室气体排放总量", "6,625.50"],
        ],
        {"emissions_scope1": 1205.3, "emissions_scope2": 5420.2, "emissions_total": 6625.5},
    ),
    "bought energy is what the total leaves beside scope 1": (
        "温室气体排放核算报告",
        "报告年度:2025年",
        [
            ["源类别", "活动水平", "排放量(tCO2e)"],
            ["天然气", "33.5万m3", "724.27"],
            ["直接排放小计", "", "724.27"],
            ["净购入电力", "8450 MWh", "4,819.04"],
            ["合计", "", "5,543.31"],
        ],
        {"emissions_scope1": 724.27, "emissions_scope2": 4819.04, "emissions_total": 5543.31},
    ),
    "the total of all scopes": (
        "2025年度温室气体排放报告",
        "报告年度:2025年",
        [
            ["类别", "排放量 tCO2e"],
            ["类别1(范围1)直接排放和清除", "641.72"],
            ["类别2(范围2)输入能源间接排放", "3,937.05"],
            ["类别3—6(范围3)其他间接排放", "21,306.40"],
            ["范围1+2合计", "4,578.77"],
            ["总计", "25,885.17"],
        ],
        {"emissions_total": 25885.17, "emissions_scope2": 3937.05},
    ),
    "a total that the scopes do not make up": (
        "2025年度温室气体排放报告",
        "报告年度:2025年",
        [
            ["类别", "排放量 tCO2e"],
            ["范围1", "641.72"],
            ["范围2", "3,937.05"],
            ["范围3", "21,306.40"],
            ["范围1+2合计", "4,578.77"],
            ["总计", "30,000.00"],
        ],
        {"emissions_total": 4578.77},
    ),
    "this month and the year to date": (
        "2025年12月能源与碳排放月报",
        "统计期间:2025年1月1日至2025年12月31日",
        [
            ["指标名称", "计量单位", "本月", "1—12月累计"],
            ["外购电量", "万kWh", "82.1", "984.2"],
            ["碳排放总量", "tCO2e", "540.0", "6,470.9"],
        ],
        {"electricity_kwh": 9_842_000, "emissions_total": 6470.9},
    ),
    "years over two rows of headings": (
        "能源消费结构表",
        "填报年度:2025年",
        [
            ["能源品种", "单位", "2024年", "<", "2025年", "<"],
            ["^", "^", "消费量", "折标煤(tce)", "消费量", "折标煤(tce)"],
            ["电力", "万千瓦时", "1,052.4", "1,293.4", "984.2", "1,209.6"],
            ["天然气", "万立方米", "60.1", "799.3", "55.3", "735.5"],
            ["合计", "—", "—", "2,092.7", "—", "1,945.1"],
        ],
        {"electricity_kwh": 9_842_000},
    ),
    "the heading of the sums is cut off, and other indirect emissions have no number": (
        "温室气体盘查清册",
        "盘查期间:2025年1月1日至2025年12月31日 单位:tCO2e",
        [
            ["排放源", "CO2", "HFCs", "小"],
            ["直接排放小计", "1,010.0", "20.0", "1,030.0"],
            ["能源间接排放小计", "5,050.0", "—", "5,050.0"],
            ["其他间接小计", "300.0", "—", "300.0"],
            ["合计", "6,360.0", "20.0", "6,380.0"],
        ],
        {
            "emissions_scope1": 1030,
            "emissions_scope2": 5050,
            "emissions_scope3": 300,
            "emissions_total": 6380,
        },
    ),
    "sources alone, which make up the total": (
        "温室气体排放清单",
        "报告年度:2025年",
        [
            ["排放源", "活动数据", "单位", "因子", "排放量/tCO2"],
            ["电力", "4,186.20", "MWh", "0.5", "2,093.10"],
            ["天然气", "7.66", "万m3", "21.62", "165.61"],
            ["制冷剂R410A", "8.00", "kg", "2.08", "16.64"],
            ["合计", "", "", "", "2,275.35"],
        ],
        {"emissions_scope1": 182.25, "emissions_scope2": 2093.1, "emissions_total": 2275.35},
    ),
    "what was used in production and beside it": (
        "能源购进、消费与库存",
        "统计期:2025年1-12月",
        [
            ["能源名称", "计量单位", "代码", "购进量", "工业生产消费量", "非工业生产消费", "库存"],
            ["天然气", "万立方米", "15", "39.7", "38.6", "1.1", "—"],
            ["电力", "万千瓦时", "33", "910.5", "1,120.0", "30.5", "—"],
            ["柴油", "吨", "20", "12.2", "12.3", "—", "0.2"],
        ],
        {"electricity_kwh": 11_505_000},
    ),
    "only the caption says what it is": (
        "2025年外购电量统计表",
        "单位:千瓦时",
        [["月份", "峰段", "谷段", "合计"], *MONTHS, ["全年合计", "7,800", "15,600", "23,400"]],
        {"electricity_kwh": 23_400},
    ),
    "units for each year": (
        "溫室氣體盤查報告書",
        "盤查期間:2025年1月1日至2025年12月31日",
        [
            ["類別", "排放量(公噸CO2e/年)"],
            ["類別一 直接排放", "1,305.0"],
            ["類別二 能源間接排放", "5,465.8"],
            ["類別三 運輸", "1,402.7"],
            ["總計", "8,173.5"],
        ],
        {"emissions_scope1": 1305.0, "emissions_scope3": 1402.7, "emissions_total": 8173.5},
    ),
    "credits of several years": (
        "碳信用注销证明",
        "注销人:云岭示例精工有限公司",
        [
            ["项目编号", "项目名称", "年份", "注销数量(tCO2e)"],
            ["CCER-001", "造林项目", "2023", "300"],
            ["CCER-002", "风电项目", "2024", "200"],
            ["合计", "", "", "500"],
        ],
        {"certificate_count": 500},
    ),
    "the months so far head the only column": (
        "温室气体排放报告",
        "报告期:2025年1月1日至2025年9月30日",
        [
            ["项目", "2025年1—9月(tCO2)"],
            ["化石燃料燃烧排放", "320.50"],
            ["范围1合计", "320.50"],
            ["净购入使用的电力所对应的CO2排放", "2,100.00"],
            ["排放总量", "2,420.50"],
        ],
        {"emissions_scope1": 320.5, "emissions_scope2": 2100.0, "emissions_total": 2420.5},
    ),
    "a month beside the months so far": (
        "能源与碳排放月报",
        "统计月份:2025年5月",
        [
            ["指标", "单位", "4月", "5月", "1-5月累计"],
            ["用电量", "万kWh", "80.2", "89.9", "424.1"],
            ["碳排放总量", "tCO2", "430.11", "459.94", "2,280.0"],
        ],
        {"electricity_kwh": 899_000, "emissions_total": 459.94},
    ),
    "months and the quarters that they make": (
        "2025年企业用电量统计表",
        "单位:kWh",
        [
            ["项目", "1月", "2月", "3月", "一季度", "4月", "5月", "6月", "二季度"],
            ["用电量", "100", "200", "300", "600", "400", "500", "600", "1,500"],
        ],
        {"electricity_kwh": 2100},
    ),
    "a word beside the total, a unit behind the heading": (
        "温室气体排放报告",
        "报告年度:2025年",
        [
            ["范围", "说明", "排放量 tCO2e", "占比"],
            ["范围1", "直接温室气体排放", "3,100.4", "20%"],
            ["范围2", "输入能源的间接排放", "12,400.6", "80%"],
            ["合计", "温室气体排放总量", "15,501.0", "100%"],
        ],
        {"emissions_scope1": 3100.4, "emissions_scope2": 12400.6, "emissions_total": 15501.0},
    ),
    "headings in two languages": (
        "温室气体核查声明",
        "核查年度:2025年",
        [
            ["Scope 排放范围", "Emissions 排放量 (tCO2e)"],
            ["Scope 1 范围一", "1,305.00"],
            ["Scope 2 范围二", "5,465.81"],
            ["Total 总计", "6,770.81"],
        ],
        {"emissions_scope1": 1305.0, "emissions_scope2": 5465.81, "emissions_total": 6770.81},
    ),
    "years of the republic": (
        "溫室氣體盤查報告書",
        "盤查期間:民國113年1月1日至113年12月31日",
        [
            ["年度", "類別一(公噸CO2e)", "類別二(公噸CO2e)", "總計(公噸CO2e)"],
            ["112年", "1,411.0", "10,256.5", "11,667.5"],
            ["113年", "1,371.4", "9,651.3", "11,022.7"],
        ],
        {"emissions_scope1": 1371.4, "emissions_scope2": 9651.3, "emissions_total": 11022.7},
    ),
    "a source within a category": (
        "温室气体排放清单",
        "盘查年度:2025年",
        [
            ["类别", "排放形式", "排放量(tCO2e)"],
            ["类别二", "输入能源的间接排放", "200"],
            ["类别三", "运输产生的间接排放", "30"],
            ["合计", "", "230"],
        ],
        {"emissions_scope2": 200, "emissions_scope3": 30, "emissions_total": 230},
    ),
    "quarters and the year that they make": (
        "Greenhouse Gas Emissions Report",
        "Reporting period: FY2025",
        [
            ["t CO2e", "Q1", "Q2", "Q3", "Q4", "FY2025"],
            ["Category 1", "10", "20", "30", "40", "100"],
            ["Category 2", "11", "21", "31", "41", "104"],
            ["Total", "21", "41", "61", "81", "204"],
        ],
        {"emissions_scope1": 100, "emissions_scope2": 104, "emissions_total": 204},
    ),
    "years over two rows, units beside the names": (
        "能源消费统计表",
        "填报年度:2025年",
        [
            ["能源品种", "2024年", "<", "2025年", "<"],
            ["^", "实物量", "标煤(tce)", "实物量", "标煤(tce)"],
            ["电(万kWh)", "1,000", "1,229", "1,100", "1,351.9"],
            ["天然气(万m3)", "50", "665", "52", "691.6"],
        ],
        {"electricity_kwh": 11_000_000},
    ),
    "months by number": (
        "温室气体排放清单",
        "盘查年度:2025年",
        [
            ["月份", "用电量(万kWh)", "合计(tCO2)"],
            *[[f"{m}", "10", "5.5"] for m in range(1, 13)],
            ["合计", "120", "66.0"],
        ],
        {"electricity_kwh": 1_200_000, "emissions_total": 66.0},
    ),
    "months as numbers with a point": (
        "能源消耗台账",
        "统计年度:2025年",
        [
            ["日期", "用电量(kWh)", "备注"],
            *[[f"2025.{m:02d}", "1,000", ""] for m in range(1, 13)],
            ["总计", "12,000", ""],
        ],
        {"electricity_kwh": 12_000},
    ),
    "a form of two pairs a row": (
        "温室气体核查声明",
        "核查期间:2025年度",
        [
            ["受核查方", "云岭示例精工有限公司", "", ""],
            ["范围一(tCO2e)", "1,203.45", "范围二(tCO2e)", "4,500.20"],
            ["范围三(tCO2e)", "/", "总量(tCO2e)", "5,703.65"],
        ],
        {"emissions_scope1": 1203.45, "emissions_scope2": 4500.2, "emissions_total": 5703.65},
    ),
    "labels within the values of a form": (
        "温室气体核查声明",
        "核查期间:2025年度",
        [
            ["受核查方", "云岭示例精工有限公司"],
            ["经核查的排放量", "范围一:1,203.45 tCO2e"],
            ["", "范围二:4,500.20 tCO2e"],
            ["", "合计:5,703.65 tCO2e"],
        ],
        {"emissions_scope1": 1203.45, "emissions_scope2": 4500.2, "emissions_total": 5703.65},
    ),
    "sources of one scope side by side, whose sum the total shows": (
        "温室气体排放清单",
        "盘查年度:2025年",
        [
            ["项目", "直接排放", "外购电力间接排放", "外购热力间接排放", "总计"],
            ["排放量(tCO2)", "100", "200", "50", "350"],
        ],
        {"emissions_scope1": 100, "emissions_scope2": 250, "emissions_total": 350},
    ),
    "a second table below the first in the same rules": (
        "能源与碳排放月报",
        "统计期:2025年5月",
        [
            ["品种", "单位", "本月", "累计"],
            ["用电量", "kWh", "899,092", "4,241,129"],
            ["二、碳排放", "<", "<", "<"],
            ["项目", "<", "<", "本月排放量(tCO2)"],
            ["直接排放", "<", "<", "66.22"],
            ["间接排放", "<", "<", "393.72"],
            ["合计", "<", "<", "459.94"],
        ],
        {"electricity_kwh": 899_092, "emissions_scope1": 66.22, "emissions_total": 459.94},
    ),
    "products that are named by letters": (
        "温室气体排放报告",
        "报告年度:2025年",
        [
            ["产品", "产量(t)", "碳排放量(tCO2e)", "单位产品碳排放(tCO2e/t)"],
            ["A", "100", "50", "0.5"],
            ["B", "200", "70", "0.35"],
            ["合计", "", "120", ""],
        ],
        {"emissions_total": 120},
    ),
    "kinds of power and their sum": (
        "绿色电力消费凭证",
        "消费时间:2025年1月-2025年12月",
        [["电源类型", "电量(万千瓦时)"], ["风电", "300"], ["光伏", "200"], ["合计", "500"]],
        {"electricity_kwh": 5_000_000},
    ),
    "a single row of amounts": (
        "溫室氣體盤查清冊",
        "盤查年度:2025年",
        [["類別", "類別一", "類別二", "總計"], ["排放當量(公噸CO2e)", "10", "20", "30"]],
        {"emissions_scope1": 10, "emissions_scope2": 20, "emissions_total": 30},
    ),
    "a unit that runs on behind the heading of the total": (
        "温室气体排放清单",
        "核算年度:2025年",
        [
            ["排放源", "活动数据", "单位", "排放量tCO2e"],
            ["天然气", "10", "万m3", "200"],
            ["类别1 小计", "", "", "200"],
            ["外购电力", "500", "MWh", "300"],
            ["类别2 小计", "", "", "300"],
            ["合计", "", "", "500"],
        ],
        {"emissions_scope1": 200, "emissions_scope2": 300, "emissions_total": 500},
    ),
    "the unit is told elsewhere, and a total stands below two scopes": (
        "温室气体排放报告",
        "2025年度结果见下表,单位为吨二氧化碳当量。",
        [
            ["项目", "数值"],
            ["直接排放(范围一)", "200"],
            ["间接排放(范围二)", "300"],
            ["总计", "500"],
        ],
        {"emissions_scope1": 200, "emissions_scope2": 300, "emissions_total": 500},
    ),
    "a total below anything else": (
        "温室气体排放报告",
        "2025年度结果见下表。",
        [["项目", "数值"], ["一车间", "200"], ["二车间", "300"], ["总计", "500"]],
        {"emissions_total": None},
    ),
    "scopes below the row that has their unit": (
        "可持续发展报告",
        "报告期:2025年1月1日至2025年12月31日",
        [
            ["关键绩效", "2024", "2025"],
            ["温室气体排放(范围一、二,tCO2e)", "520", "500"],
            ["范围一", "210", "200"],
            ["范围二", "310", "300"],
            ["取水(m3)", "60", "50"],
        ],
        {"emissions_scope1": 200, "emissions_scope2": 300, "emissions_total": 500},
    ),
    "a firm's own electricity yields to what it bought": (
        "能源消费结构表",
        "统计期:2025年",
        [
            ["能源品种", "单位", "实物量"],
            ["外购电力", "万kWh", "910"],
            ["光伏自用电", "万kWh", "240"],
        ],
        {"electricity_kwh": 9_100_000},
    ),
    "a factor beside power in thousands": (
        "温室气体排放报告",
        "报告期:2025年",
        [
            ["项目", "消耗量", "因子", "排放量 tCO2e"],
            ["外购电力(MWh)", "5,438.20", "0.5366", "2,918.14"],
            ["排放总量", "", "", "2,918.14"],
        ],
        {"electricity_kwh": 5_438_200, "emissions_total": 2918.14},
    ),
    "what was made itself, with its unit in brackets": (
        "能源消费结构计算表",
        "统计期:2025年",
        [
            ["指标", "本年"],
            ["光伏自用电(kWh)", "1,452,800"],
            ["外购电力(kWh)", "4,836,000"],
        ],
        {"electricity_kwh": 4_836_000},
    ),
    "what brackets part is no whole": (
        "能源消费结构计算表",
        "统计期:2025年",
        [
            ["电力来源", "电量(kWh)"],
            ["屋顶光伏(自用)", "200"],
            ["电网购电(由绿证覆盖)", "700"],
            ["电网购电(其余)", "500"],
            ["合计", "1,400"],
        ],
        {"electricity_kwh": 1400},
    ),
    "a report of one scope": (
        "其他间接温室气体排放(类别3)核算报告",
        "核算年度:2025年",
        [["子类别", "排放量(tCO2e)"], ["外购商品", "700"], ["员工通勤", "50"], ["合计", "750"]],
        {"emissions_scope3": 750, "emissions_total": None},
    ),
    "certificates of a settlement": (
        "绿证交易结算单",
        "结算日期:2025-12-29",
        [
            ["项目", "数量(个)", "单价(元)"],
            ["青河风电场", "400", "4.6"],
            ["东湖风电场", "300", "4.6"],
            ["合计", "700", ""],
        ],
        {"certificate_count": 700},
    ),
    "two methods for scope 2": (
        "温室气体核查声明",
        "核查年度:2025年",
        [
            ["排放范围", "经核查的排放量(tCO2e)"],
            ["范围1", "1,305.00"],
            ["范围2(基于市场)", "4,100.00"],
            ["范围2(基于位置)", "5,465.81"],
            ["范围1+范围2合计(基于位置)", "6,770.81"],
        ],
        {"emissions_scope2": 5465.81, "emissions_total": 6770.81},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_amounts(extractor: Extractor, case: str) -> None:
    title, line, rows, wanted = CASES[case]
    (document,) = extractor.documents(reading(with_table(page(line, title=title), rows)))
    assert {name: document.value(name) for name in wanted} == pytest.approx(dict(wanted))


def test_a_number_of_a_headed_table_is_no_amount_of_words_in_its_labels(
    extractor: Extractor,
) -> None:
    rows = [
        ["范围", "类别", "排放量(tCO2e)"],
        ["范围二", "外购电力", "2,000"],
        ["范围三", "1 购买的商品", "300"],
    ]
    sheet = with_table(page(title="温室气体排放清单"), rows)
    (document,) = extractor.documents(reading(sheet))
    assert document.field("electricity_kwh") is None


def test_of_columns_without_headings_none_is_the_one(extractor: Extractor) -> None:
    bare = [
        ["范围1", "300", "200", "100"],
        ["范围2", "30", "20", "10"],
        ["合计", "330", "220", "110"],
    ]
    headed = [
        ["排放类别", "排放量(tCO2e)"],
        ["直接排放", "100"],
        ["间接排放", "10"],
        ["合计", "110"],
    ]
    title = "温室气体排放报告"
    first = with_table(page("报告年度:2025年", "单位:tCO2e", title=title), bare)
    pages = (first, with_table(page("排放结果", number=2), headed))
    (document,) = extractor.documents(reading(*pages))
    assert document.value("emissions_scope1") == 100
    assert document.value("emissions_total") == 110


def test_sources_that_are_not_all_known_tell_no_scopes(extractor: Extractor) -> None:
    rows = [
        ["排放源", "排放量/tCO2"],
        ["电力", "2,093.10"],
        ["天然气", "165.61"],
        ["员工通勤", "16.64"],
        ["合计", "2,275.35"],
    ]
    (document,) = extractor.documents(
        reading(with_table(page("报告年度:2025年", title="温室气体排放清单"), rows))
    )
    assert document.value("emissions_scope1") is None
    assert document.value("emissions_scope2") is None


@pytest.mark.parametrize(
    ("first", "labels"),
    [(("1", "2"), [("1", "天然气"), ("1", "柴油"), ("2", "电力")]), (("12", "25"), [(), (), ()])],
)
def test_categories_by_number_label_their_rows(
    extractor: Extractor, first: tuple[str, str], labels: list[tuple[str, ...]]
) -> None:
    rows = [
        ["类别", "排放源", "排放量(tCO2e)"],
        [first[0], "天然气", "1,081.0"],
        [first[0], "柴油", "31.0"],
        [first[1], "电力", "5,222.2"],
        ["合计(类别1+类别2)", "<", "6,303.2"],
    ]
    (document,) = extractor.documents(
        reading(with_table(page("清单", title="温室气体排放清单"), rows))
    )
    *items, total = document.tables[0].rows
    assert [row.labels for row in items] == labels
    assert (total.role is Role.TOTAL) is bool(labels[0])
