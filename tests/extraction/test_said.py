"""Amounts that sentences tell, with the words before them and the year."""

from __future__ import annotations

import pytest

from evidencecheck.domain.document import Said
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, with_table


def said(extractor: Extractor, *lines: str) -> tuple[Said, ...]:
    (document,) = extractor.documents(reading(page(*lines, title="节能量核算报告")))
    return document.said


@pytest.mark.parametrize(
    ("line", "what", "value", "unit", "year"),
    [
        ("各项目合计年节电386.4千度。", "各项目合计年节电", 386400.0, "kWh", None),
        ("外购电量1.200,000千瓦时。", "外购电量", 1200000.0, "kWh", None),
        ("外购电量6, 132,000千瓦时。", "外购电量", 6132000.0, "kWh", None),
        ("排放总量1,200.125吨二氧化碳当量。", "排放总量", 1200.125, "tCO2e", None),
        ("全年取水总量17,900立方米。", "全年取水总量", 17900.0, "m3", None),
        ("2025年用电总量为492万千瓦时。", "年用电总量为", 4920000.0, "kWh", 2025),
        ("排放合计1984.70吨二氧化碳当量。", "排放合计", 1984.7, "tCO2e", None),
        ("全年综合能耗共计812.5吨标准煤。", "全年综合能耗共计", 812.5, "tce", None),
        ("单位产品电耗386.4千瓦时/吨。", "单位产品电耗", 386.4, "kWh/t", None),
        ("万元产值电耗25千瓦时/万元。", "万元产值电耗", 0.0025, "kWh/元", None),
        ("全年培训员工合计386人次。", "全年培训员工合计", 386.0, "人次", None),
        ("同期生产水槽41.5万套。", "同期生产水槽", 415000.0, "套", None),
        ("全年开展培训1,280学时。", "全年开展培训", 1280.0, "学时", None),
        ("单位产值电耗25kWh/元。", "单位产值电耗", 25.0, "kWh/元", None),
        ("单位产品取水量0.96立方米/套。", "单位产品取水量", 0.96, "m3/套", None),
        ("万元产值综合能耗31.82kgce/万元。", "万元产值综合能耗", 3.182e-6, "tce/元", None),
        ("单位产品排放1.2kgCO2e/件。", "单位产品排放", 0.0012, "tCO2e/件", None),
        ("当年入库阀芯128.4万片。", "当年入库阀芯", 1284000.0, "片", None),
        ("2025年外购回炉铝屑4,386 t。", "年外购回炉铝屑", 4386.0, "t", 2025),
        ("本厂二〇二四年用水38,600立方米。", "年用水", 38600.0, "m3", 2024),
        # The number in words, and then in figures.
        ("注销减排量壹仟陆佰吨(1,600 tCO2e)。", "注销减排量", 1600.0, "tCO2e", None),
        ("年内划出绿证四百二十个(420 MWh)。", "年内划出绿证", 420000.0, "kWh", None),
        # A note in brackets is no part of the name.
        ("全年取水总量(不含生活用水)17,900立方米。", "全年取水总量", 17900.0, "m3", None),
        ("外购电量（经抄表核对）：约492万千瓦时。", "外购电量", 4920000.0, "kWh", None),
    ],
)
def test_an_amount_in_a_sentence(
    extractor: Extractor, line: str, what: str, value: float, unit: str, year: int | None
) -> None:
    (told,) = said(extractor, line)
    assert (told.what, told.value, told.unit, told.year) == (what, value, unit, year)
    assert told.raw in told.citation.quote


def test_the_edition_of_a_standard_is_no_year(extractor: Extractor) -> None:
    (told,) = said(extractor, "依据GB/T 2589-2020", "审计期内企业外购电力7,620,000kWh。")
    assert (told.value, told.year) == (7_620_000.0, None)


@pytest.mark.parametrize(
    "line",
    [
        # A page, a standard, a factor.
        "详见附件第386页。",
        "执行标准GB 17167。",
        "排放因子为0.5306吨/兆瓦时。",
        # A ratio of three; a note that has figures of its own; a letter that goes on.
        "单位产品取水量0.96立方米/套/年。",
        "全年取水总量(见第3章)17,900立方米。",
        "容器编号17t5。",
    ],
)
def test_what_is_no_amount(extractor: Extractor, line: str) -> None:
    assert said(extractor, line) == ()


def test_several_amounts_of_a_sentence_are_told_apart(extractor: Extractor) -> None:
    told = said(extractor, "全年排放合计1984.70吨,为此注销核证减排量合计2300吨。")
    assert [(s.what, s.value) for s in told] == [
        ("全年排放合计", 1984.7),
        ("为此注销核证减排量合计", 2300.0),
    ]


def test_the_cells_of_a_table_are_no_sentences(extractor: Extractor) -> None:
    above = page("节能项目汇总如下。", title="节能量核算报告")
    rows = [["项目", "节电量(千度)"], ["照明", "120.4"], ["合计", "358.4"]]
    (document,) = extractor.documents(reading(with_table(above, rows)))
    assert document.said == ()


@pytest.mark.parametrize(
    ("line", "value", "unit"),
    [
        ("本期购买绿证1.248个。", 1248.0, "个"),
        ("全年培训员工合计1.386人次。", 1386.0, "人次"),
        # Weights and multiples of things have thousandths; other figures are no thousands.
        ("全年消耗柴油8.300吨。", 8.3, "t"),
        ("同期生产水槽41.500万套。", 415000.0, "套"),
        ("平均每班生产水槽41.5套。", 41.5, "套"),
        ("人均领用手套0.248个。", 0.248, "个"),
    ],
)
def test_a_comma_in_a_count_that_was_read_as_a_point(
    extractor: Extractor, line: str, value: float, unit: str
) -> None:
    (told,) = said(extractor, line)
    assert (told.value, told.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    "line",
    [
        "2025年公司温室气体排放(类别1+类别2)为4,853.73吨二氧化碳当量。",
        "2025年公司温室气体排放（范围一、范围二合计）为4,853.73吨二氧化碳当量。",
        "2025年公司温室气体排放(范围1和2)4,853.73吨二氧化碳当量。",
    ],
)
def test_the_emissions_of_both_scopes_in_brackets(extractor: Extractor, line: str) -> None:
    (told,) = said(extractor, line)
    assert (told.what, told.year) == ("年公司温室气体排放", 2025)
    assert (told.value, told.unit) == (4853.73, "tCO2e")


@pytest.mark.parametrize("bracket", ["范围3", "类别1", "类别1+类别3", "范围1+范围2+范围3"])
def test_the_emissions_of_other_scopes_are_not_taken_for_those(
    extractor: Extractor, bracket: str
) -> None:
    line = f"2025年公司温室气体排放({bracket})为4,853.73吨二氧化碳当量。"
    assert said(extractor, line) == ()


def test_a_number_with_a_unit_goes_on_with_the_line_above(extractor: Extractor) -> None:
    first = (
        "2024年综合能耗1,369.79tce,产量291.5万台,单位产品能耗4.6991tce/万台;排放4,194.81tCO2e,强度"
    )
    assert said(extractor, first, "14.3904 tCO2e/万台。")[-1].raw == "14.3904"
    assert said(extractor, first, "14.39 范围与边界")[-1].raw == "4,194.81"
