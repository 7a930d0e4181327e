"""Amounts in sentences: of this year and this firm, and of none else."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

ZH = "核查期间:2024年1月1日至2024年12月31日"
EN = "Reporting period: 1 January 2024 to 31 December 2024"
CASES: dict[str, tuple[str, Mapping[str, float | None]]] = {
    "a former year first": (
        f"{ZH}\n2023年度排放总量为6,000吨,2024年度排放总量为5,000吨。",
        {"emissions_total": 5000},
    ),
    "a former year whose figures end the line before": (
        f"{ZH}\n2024年度排放总量为5,000吨,另按同一口径的2023\n年排放总量为6,000吨。",
        {"emissions_total": 5000},
    ),
    "two scopes beside all": (
        f"{ZH}\n其中类别1与类别2合计3,000.5 tCO2e。\n排放总量为5,000吨。",
        {"emissions_total": 5000},
    ),
    "two scopes that are all": (
        f"{ZH}\n范围一和范围二合计3,000.5 tCO2e。",
        {"emissions_total": 3000.5},
    ),
    "a scope that is reckoned otherwise for comparison": (
        f"{ZH}\n范围一直接排放703.5吨;范围二能源间接排放 4,500.2吨。\n"
        "如按市场法扣除绿电,范围二为3,100.4吨,仅供对照参考。",
        {"emissions_scope1": 703.5, "emissions_scope2": 4500.2},
    ),
    "the same told first": (
        f"{ZH}\n范围二为3,100.4吨(市场法,仅供参考)。\n范围一为703.5吨,范围二为4,500.2吨。",
        {"emissions_scope1": 703.5, "emissions_scope2": 4500.2},
    ),
    "the same where its sentence goes on in the next line": (
        f"{ZH}\n范围二为4,500.2吨。\n若按基于市场的方法扣减所购入的绿色电力之后,本单位的\n范围二为3,100.4吨。",
        {"emissions_scope2": 4500.2},
    ),
    "a scope that is told of in an aside alone": (
        f"{ZH}\n另行测算的范围二为3,100.4吨。",
        {"emissions_scope2": 3100.4},
    ),
    "only a former year": (f"{ZH}\n2023年度排放总量为6,000吨。", {"emissions_total": None}),
    "a target": (f"{ZH}\n计划到2030年排放总量为3,000吨。", {"emissions_total": None}),
    "as reported, then as verified": (
        f"{ZH}\n初始报告总排放量6,100.0 tCO2e,最终核查总排放量6,050.5 tCO2e。",
        {"emissions_total": 6050.5},
    ),
    "thousands set apart": (
        f"{ZH}\n范围一:1 203.5吨;范围二:4 500.2吨;总计:5 703.7吨CO2当量",
        {"emissions_scope1": 1203.5, "emissions_scope2": 4500.2, "emissions_total": 5703.7},
    ),
    "an English sentence": (
        f"{EN}\nTotal GHG emissions in 2024 were 12,345.6 tonnes CO2e, of which Scope 1 emissions"
        "\namounted to 2,345.6 tonnes CO2e and Scope 2 emissions were 10,000.0 tonnes CO2e.",
        {"emissions_total": 12345.6, "emissions_scope1": 2345.6, "emissions_scope2": 10000},
    ),
    "several in turn": (
        f"{ZH}\n范围一、范围二排放量分别为1,203.4吨和4,500.2吨二氧化碳当量,合计5,703.6吨二氧化碳当量。",
        {"emissions_scope1": 1203.4, "emissions_scope2": 4500.2, "emissions_total": 5703.6},
    ),
    "several in turn, and as many amounts as not": (
        f"{ZH}\n范围一、范围二排放量分别为2023年和2024年的最低值,即4,500.2吨二氧化碳当量。",
        {"emissions_scope1": None, "emissions_scope2": None},
    ),
    "several in turn in English": (
        f"{EN}\nScope 1 and Scope 2 emissions were 1,203 tCO2e and 4,500 tCO2e respectively.",
        {"emissions_scope1": 1203, "emissions_scope2": 4500},
    ),
    "what a product emits, and what is not emitted": (
        f"{ZH}\n单位产品碳排放量0.52吨;减少碳排放量300吨。",
        {"emissions_total": None},
    ),
    "by its shortest name": (f"{ZH}\n全年碳排放量:540.5 tCO2", {"emissions_total": 540.5}),
    "several together": (
        f"{ZH}\n经核查确认的排放总量(范围一+范围二):5,703.6 tCO2e",
        {"emissions_total": 5703.6, "emissions_scope2": None},
    ),
    "what is hidden in bought power": (
        f"{ZH}\n经核查,直接排放950.13t,净购入电力隐含排放11,353.50t。",
        {"emissions_scope2": 11353.5},
    ),
    "one plant, then all": (
        f"{ZH}\n一厂排放总量为1,000吨,二厂排放总量为2,000吨,全公司排放总量为3,000吨。",
        {"emissions_total": 3000},
    ),
    "what each scope is in brackets": (
        f"{EN}\nScope 1 (direct) GHG emissions: 1,234.5 metric tons CO2e"
        "\nScope 2 (energy indirect, location-based) GHG emissions: 3,456.7 metric tons CO2e",
        {"emissions_scope1": 1234.5, "emissions_scope2": 3456.7},
    ),
    "the third name of a scope": (
        f"{ZH}\n範疇一:1,200.1公噸CO2e\n範疇二:4,500.4公噸CO2e",
        {"emissions_scope1": 1200.1, "emissions_scope2": 4500.4},
    ),
    "a label that breaks over two lines": (
        f"{ZH}\n责任方直接温室气体排放量为1,129.49吨二氧化碳当量,能源间接\n"
        "温室气体排放量为5,615.36吨二氧化碳当量,合计6,744.85吨二氧化碳当量。",
        {"emissions_scope1": 1129.49, "emissions_scope2": 5615.36, "emissions_total": 6744.85},
    ),
    "an English sentence on a former year": (
        f"{EN}\nTotal GHG emissions in 2022 were 12,345.6 tonnes CO2e.",
        {"emissions_total": None},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_emissions(extractor: Extractor, case: str) -> None:
    text, wanted = CASES[case]
    title = "温室气体核查声明" if "核查" in text else "Greenhouse Gas Verification Statement"
    (document,) = extractor.documents(reading(page(*text.split("\n"), title=title)))
    assert {name: document.value(name) for name in wanted} == dict(wanted)


ELECTRICITY: dict[str, tuple[str, str, float | None]] = {
    "what was bought, though what was made is told first": (
        "温室气体排放报告",
        "光伏自发自用电量240万千瓦时,不计入;净购入电量为910万千瓦时。",
        9_100_000,
    ),
    "what was bought, though what a plant gave for own use is told first": (
        "温室气体排放报告",
        "分散式风电投运,自用电量119万千瓦时。外购电力为801.5万千瓦时。",
        8_015_000,
    ),
    "nothing but what was made": (
        "分布式光伏发电项目电费结算单",
        "自发自用电量合计:827,750kWh。",
        827_750,
    ),
    "what was bought, below its heading": (
        "温室气体排放核查报告",
        "3.1 净购入电量\n抽查12个月的账单,合计9,135,460 kWh,与报告一致。",
        9_135_460,
    ),
    "all that was used before what was bought": (
        "能源审计报告",
        "外购电力910万kWh。电力消费合计11,554,210 kWh。",
        11_554_210,
    ),
}


@pytest.mark.parametrize("case", ELECTRICITY)
def test_electricity(extractor: Extractor, case: str) -> None:
    title, text, wanted = ELECTRICITY[case]
    (document,) = extractor.documents(reading(page(*text.split("\n"), title=title)))
    assert document.value("electricity_kwh") == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("范围二(能源间接排放),tCO2e                 13,739.62", 13_739.62),
        ("范围二排放量/tCO2e                         13,739.62", 13_739.62),
        ("范围二(能源间接排放),核查说明见附件一      13,739.62", None),
    ],
)
def test_a_label_that_ends_with_its_unit(
    extractor: Extractor, line: str, wanted: float | None
) -> None:
    drawn = page("核查边界:某路88号厂区。", line, title="温室气体核查声明")
    (document,) = extractor.documents(reading(drawn))
    assert document.value("emissions_scope2") == wanted
