"""Credit codes, amounts and names of organisations."""

from __future__ import annotations

import pytest

from evidencecheck.extraction.entities.amounts import find_amounts, unit_factor
from evidencecheck.extraction.entities.codes import find_codes, is_valid
from evidencecheck.extraction.entities.organisations import find_organisations

VALID = "91350100M000100Y43"


def test_a_valid_code_is_found_as_printed() -> None:
    [code] = find_codes(f"统一社会信用代码:{VALID}", repair=False)
    assert (code.value, code.valid, code.repaired) == (VALID, True, False)


def test_a_code_printed_in_groups_is_closed_up() -> None:
    [code] = find_codes("9135 0100 M000 100Y 43".replace(" ", " "), repair=False)
    assert code.value == VALID


def test_a_misread_code_is_repaired_by_its_check_digits() -> None:
    [code] = find_codes(VALID.replace("0", "O", 2), repair=True)
    assert (code.value, code.repaired) == (VALID, True)


def test_a_figure_of_an_organisation_of_figures_is_no_letter() -> None:
    # Organisation codes were eight figures until 2015: 6 is not taken for G there.
    [code] = find_codes("91120199595863140F", repair=True)
    assert (code.value, code.valid) == ("91120199595863140F", False)


def test_stored_text_is_never_repaired() -> None:
    [code] = find_codes(VALID.replace("0", "O", 1), repair=False)
    assert not code.valid


def test_a_bracket_is_a_j() -> None:
    [code] = find_codes("统一社会信用代码 91320699581036279]", repair=True)
    assert (code.value, code.valid) == ("91320699581036279J", False)
    assert find_codes("[91320699581036279]", repair=False) == []


def test_a_wrong_check_digit_stays_wrong() -> None:
    # The last one could be the code with a 1 taken for a 7: of figures that is hardly ever so.
    for wrong in (VALID[:-1] + "5", VALID.replace("1", "7", 1)):
        [code] = find_codes(wrong, repair=True)
        assert (code.value, code.valid) == (wrong, False)
        assert not is_valid(wrong)


@pytest.mark.parametrize(
    ("printed", "unit", "value"),
    [
        ("12,345.67 tCO2e", "tCO2e", 12345.67),
        ("1.2345万吨", "tCO2e", 12345.0),
        ("171.2251 tonnes of CO2 equivalent", "tCO2e", 171.2251),
        ("500 kgCO2e", "tCO2e", 0.5),
        ("1,234.5 t-CO2e", "tCO2e", 1234.5),
        ("1,234.5\ttCO2e", "tCO2e", 1234.5),
        ("123.45 万kWh", "kWh", 1_234_500.0),
        ("5000 MWh", "kWh", 5_000_000.0),
        ("3,200千瓦时", "kWh", 3200.0),
        ("1200个", "count", 1200.0),
        ("1.200个", "count", 1200.0),
        ("4,000 个(1个对应1,000千瓦时)", "count", 4000.0),
        ("1,200 metric tons CO2e", "tCO2e", 1200.0),
        ("合计:5 703.7吨", "tCO2e", 5703.7),
        # Commas that were read as points; thousandths behind a comma are none of them.
        ("1.200,000 kWh", "kWh", 1_200_000.0),
        ("共3.380.600千瓦时", "kWh", 3_380_600.0),
        ("4,820.000千瓦时", "kWh", 4_820_000.0),
        ("4,820.000兆瓦时", "kWh", 4_820_000.0),
        ("1,200.125tCO2e,", "tCO2e", 1200.125),
    ],
)
def test_an_amount_comes_in_the_unit_asked_for(printed: str, unit: str, value: float) -> None:
    [amount] = find_amounts(printed, unit)
    assert amount.has_unit
    assert amount.value == pytest.approx(value)


@pytest.mark.parametrize("printed", ["2024年", "2024", "第3页", "范围1", "15%"])
def test_years_ordinals_and_shares_are_no_amounts(printed: str) -> None:
    assert find_amounts(printed, "tCO2e") == []


@pytest.mark.parametrize("unit", ["kWh", "count"])
def test_months_and_things_are_no_amounts(unit: str) -> None:
    assert not any(a.value == 12 for a in find_amounts("抽查了12个月的账单", unit))


def test_the_unit_of_a_heading_counts() -> None:
    assert unit_factor("排放量(万吨)", "tCO2e") == 10_000
    assert unit_factor("排放量", "tCO2e") is None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("兹证明青河示例机械有限公司的", "青河示例机械有限公司"),
        ("受核查方:青河示例(集团)股份有限公司", "青河示例（集团）股份有限公司"),
        (
            "关于青河示例机械制造有限公司年产5万台项目环境影响报告表的批复",
            "青河示例机械制造有限公司",
        ),
        ("由某国质量认证中心颁发", "某国质量认证中心"),
        ("某市经济技术开发区行政审批局", "某市经济技术开发区行政审批局"),
        ("QINGHE EXAMPLE BRIDGE CO.,Ltd.", "QINGHE EXAMPLE BRIDGE CO.,Ltd."),
        ("SGX Example Co., Ltd", "SGX Example Co., Ltd"),
    ],
)
def test_a_name_is_cut_out(printed: str, name: str) -> None:
    assert [o.name for o in find_organisations(printed)] == [name]


@pytest.mark.parametrize("printed", ["我公司与本公司", "绿色工厂", "集团公司", "各有关单位"])
def test_what_names_nobody(printed: str) -> None:
    assert find_organisations(printed) == []


@pytest.mark.parametrize("printed", ["GEC-HF-20260513-0045", "15:20:36", "20260513-17"])
def test_parts_of_a_serial_number_are_no_amounts(printed: str) -> None:
    assert find_amounts(printed, "count") == []
