"""Units and numbers of cells."""

from __future__ import annotations

import pytest

from evidencecheck.domain.units import Unit, kind_of, unit_in, unit_of
from evidencecheck.extraction.entities.cell_numbers import cell_number, is_value


@pytest.mark.parametrize(
    ("text", "name", "factor"),
    [
        ("tCO2e", "tCO2e", 1),
        ("tC02", "tCO2e", 1),
        ("万吨二氧化碳当量", "tCO2e", 10_000),
        ("kgCO2e", "tCO2e", 0.001),
        ("t-CO2e", "tCO2e", 1),
        ("(万kWh)", "kWh", 10_000),
        ("兆瓦时", "kWh", 1000),
        ("亿千瓦时", "kWh", 100_000_000),
        # As a recogniser reads it.
        ("k8b", "kWh", 1),
        ("küh", "kWh", 1),
        ("tce", "tce", 1),
        ("万Nm3", "Nm3", 10_000),
        ("立方米", "m3", 1),
        ("吨", "t", 1),
        ("万元", "元", 10_000),
        ("台", "台", 1),
        ("万个", "个", 10_000),
        ("学时", "学时", 1),
        ("万套", "套", 10_000),
    ],
)
def test_a_unit_is_one_of_its_kind(text: str, name: str, factor: float) -> None:
    unit = unit_of(text)
    assert unit is not None
    assert (unit.name, unit.factor) == (name, pytest.approx(factor))


@pytest.mark.parametrize("text", ["tCO2/MWh", "kgce/t", "tCO2e/万元"])
def test_a_ratio_is_a_unit_of_its_own(text: str) -> None:
    assert unit_of(text) == Unit(text, ratio=True)


@pytest.mark.parametrize("text", ["电力", "范围一", "电力/热力", "GB/T 32150", "2025", ""])
def test_other_words_are_no_unit(text: str) -> None:
    assert unit_of(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("排放量(tCO2e)", "tCO2e"),
        ("表2 分年度排放量  单位:tCO2e", "tCO2e"),
        ("外购电量/kWh", "kWh"),
        ("外购电量 kWh", "kWh"),
        ("Emissions, tCO2e", "tCO2e"),
        ("电力(扣除外供,单位:万kWh)", "kWh"),
        ("重量t", "t"),
        ("净重 kg", "t"),
        ("总量t", "t"),
        ("排放因子(tCO2/MWh)", "tCO2/MWh"),
        ("型材产量t", "t"),
        ("全年t", "t"),
        ("应付 元", "元"),
        ("电能价 元/MWh", "元/MWh"),
        ("因子 tCO2/MWh", "tCO2/MWh"),
        ("浓度 mg/m3", "mg/m3"),
        ("单耗 kWh/t", "kWh/t"),
        ("产量 t/a", "t"),
        ("强度 tCO2e/产品", "tCO2e/产品"),
        # By which reckoning, behind the unit.
        ("tce(当量值)", "tce"),
        ("tce（等价值）", "tce"),
        ("kWh(市场法)", "kWh"),
    ],
)
def test_a_heading_states_its_unit(text: str, name: str) -> None:
    unit = unit_in(text)
    assert unit is not None
    assert unit.name == name


@pytest.mark.parametrize(
    "text",
    [
        "排放总量",
        "木材(按0.58 t/m3折算)",
        "范围1(直接排放)",
        "ISO 14064-1",
        "2025年",
        "产品t",
        "流量t",
        "体重g",
        "重量",
    ],
)
def test_a_heading_without_a_unit_states_none(text: str) -> None:
    assert unit_in(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", 1234.5),
        ("1 234 567", 1_234_567),
        ("-12.5", -12.5),
        ("(12.5)", -12.5),
        ("约 300", 300),
        ("5.2×10^4", 52_000),
        ("6.017.05", 6017.05),
        ("138,75", 138.75),
        ("26,1992", 26.1992),
        ("26,199", 26_199),
        ("l,234.5O", 1234.5),
        ("1,234(含光伏)", 1234),
    ],
)
def test_a_cell_states_a_number(text: str, value: float) -> None:
    found = cell_number(text)
    assert found is not None
    assert found.value == pytest.approx(value)


def test_a_number_brings_its_unit() -> None:
    found = cell_number("12.5 万kWh")
    assert found is not None
    assert found.unit == Unit("kWh", 10_000)


@pytest.mark.parametrize(
    "text",
    [
        "2025",
        "2025年",
        "2025-01-31",
        "2025年1月",
        "3月",
        "GB/T 32150-2015",
        "1.5-2.0",
        "范围1",
        "—",
        # Several numbers of one row.
        "480 420 520 560 530",
    ],
)
def test_dates_codes_and_ranges_are_no_numbers(text: str) -> None:
    assert cell_number(text) is None


@pytest.mark.parametrize(("text", "value"), [("—", True), ("不涉及", True), ("范围1", False)])
def test_a_sign_that_there_is_nothing_is_a_value(text: str, value: bool) -> None:
    assert is_value(text) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("器 5,341.47", 5341.47),
        ("★ 86.20", 86.2),
        ("约 5,341.47", 5341.47),
        ("器 5", None),
        ("第 3.2", None),
    ],
)
def test_a_character_of_a_seal_beside_a_number(text: str, value: float | None) -> None:
    found = cell_number(text)
    assert (found.value if found is not None else None) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6.518,400 kWh", 6_518_400),
        ("6.518.400 kWh", 6_518_400),
        ("6,518,400 kWh", 6_518_400),
        # A point alone, or before figures that are no thousands.
        ("6.518 kWh", 6.518),
        ("6,518.40 kWh", 6518.4),
    ],
)
def test_a_comma_read_as_a_point_before_a_unit(text: str, value: float) -> None:
    found = cell_number(text)
    assert found is not None
    assert found.value == pytest.approx(value)
    assert found.unit == Unit("kWh")


def test_words_behind_a_number_with_points_for_commas_are_no_unit() -> None:
    assert cell_number("6.518,400 批次") is None


@pytest.mark.parametrize(
    ("heading", "name"),
    [("kgCO2e/件", "kgCO2e/件"), ("电量/kWh", "kWh"), ("产量/件", "件")],
)
def test_a_heading_that_is_a_ratio_is_no_amount_of_its_end(heading: str, name: str) -> None:
    unit = unit_in(heading)
    assert unit is not None
    assert unit.name == name


@pytest.mark.parametrize(
    ("text", "value"), [("6.4]", 6.4), ("1,870|", 1870.0), ("6.4[", None), ("]6.4", None)]
)
def test_a_rule_of_the_table_read_as_a_bracket(text: str, value: float | None) -> None:
    found = cell_number(text)
    assert (found.value if found is not None else None) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6, 1 32,000 kWh", 6_132_000),
        ("6,1 32,000", 6_132_000),
        ("6,132 ,000 kWh", 6_132_000),
        # Two numbers, or one that a blank may part from another.
        ("1 32,000", None),
        ("12,5 00", None),
        ("640 2,900", None),
        ("6,132,000 1,236,000", None),
    ],
)
def test_blanks_within_a_number(text: str, value: float | None) -> None:
    found = cell_number(text)
    assert (found.value if found is not None else None) == value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tCO2/Wh", "tCO2/MWh"),
        ("tC02/Wh", "tCO2/MWh"),
        ("元/Wh", "元/Wh"),
        ("kgCO2/kWh", "kgCO2/kWh"),
    ],
)
def test_tonnes_for_each_wh_have_lost_a_letter(text: str, name: str) -> None:
    unit = unit_of(text)
    assert unit is not None
    assert unit.name == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("千瓦时", "kwh"),
        ("万kWh", "kwh"),
        ("kgCO2e / 件", "tco2e/件"),
        ("tCO2／t", "tco2e/t"),
        ("MJ", "gj"),
        ("万Nm3", "m3"),
        ("m²", "m2"),
        ("千双", "双"),
        ("Ah", "ah"),
        ("", ""),
    ],
)
def test_what_is_counted_whatever_its_multiple(text: str, kind: str) -> None:
    assert kind_of(text) == kind
