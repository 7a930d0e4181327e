"""C606: factors of electricity in words, and in papers on products and performance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
DAY = date(2026, 9, 30)
FOOTPRINT = "product-carbon-footprint-report"


def told(run: Run, kind: str, text: str, **more: object) -> bool:
    known = {"holder": FIRM, "issue_date": "2026-08-20", "years": (2025,)}
    paper = document(kind, text=text, **{**known, **more})
    return "C606" in run(paper, day=DAY).of_documents()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电力按每度0.6101千克折算", True),
        ("外购电每千瓦时按0.6101kg计", True),
        ("电力按每度0.5306千克折算", False),
        # Of coal, of money, of a factor that nobody knows.
        ("原煤按每吨0.6101吨标准煤折算", False),
        ("电价按每度0.6101元结算", False),
        ("电力按每度0.4321千克折算", False),
    ],
)
def test_a_factor_told_in_words(run: Run, text: str, found: bool) -> None:
    assert told(run, "statistical-report", text) is found


@pytest.mark.parametrize(
    ("value", "found"), [("0.5810", True), ("0.6101", True), ("0.6205", False), ("0.5306", False)]
)
def test_of_a_product_s_electricity_only_the_age_is_told(run: Run, value: str, found: bool) -> None:
    assert told(run, FOOTPRINT, f"电力排放因子取{value}kgCO2e/kWh") is found


def test_a_baseline_of_projects_is_never_that_of_a_product(run: Run) -> None:
    marginal = "采用华东电量边际排放因子0.7921tCO2/MWh"
    assert told(run, FOOTPRINT, marginal)
    assert told(run, "ghg-report", marginal)
    # By its number alone it may be another.
    assert not told(run, FOOTPRINT, "电力排放因子取0.7921tCO2/MWh")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("外购电力排放因子取0.7035tCO2/MWh", True),
        ("外购电力排放因子取0.5306tCO2/MWh", False),
        ("绿电抵扣0.7035万MWh", False),
        # A factor that is told of, and one that is used, without their unit.
        ("外购电力的间接排放按排放因子0.7035计算", True),
        ("沿革:内部估算曾用电力排放因子0.7035,现已停用", False),
    ],
)
def test_a_calculation_of_performance(run: Run, text: str, found: bool) -> None:
    assert told(run, "performance-calculation", text) is found


def test_a_paper_of_the_years_of_its_factor(run: Run) -> None:
    early = {"issue_date": "2022-05-20", "years": (2021,)}
    assert not told(run, "performance-calculation", "排放因子取0.7035tCO2/MWh", **early)
    assert not told(run, FOOTPRINT, "排放因子取0.5810kgCO2e/kWh", **early)


@pytest.mark.parametrize(
    ("unit", "value", "found"),
    [
        ("tCO2/万kWh", "7.921", True),
        ("tCO2/万千瓦时", "7.921", True),
        ("tCO2/万kWh", "5.306", True),
        ("tCO2/万kWh", "6.096", False),
        ("tCO2/万kWh", "4.321", False),
        # Of heat, and an amount.
        ("tCO2/GJ", "7.921", False),
        ("tCO2", "7.921", False),
    ],
)
def test_a_factor_of_ten_thousand_kilowatt_hours(
    run: Run, unit: str, value: str, found: bool
) -> None:
    paper = document("ghg-inventory", holder=FIRM, issue_date="2026-08-20", years=(2025,))
    sheet = with_table(paper, [(f"排放因子({unit})", unit)], ("5月", value))
    assert ("C606" in run(sheet, day=DAY, pack="jiangsu").of_documents()) is found


@pytest.mark.parametrize(("value", "found"), [("7.035", True), ("5.306", False)])
def test_a_factor_of_ten_thousand_kilowatt_hours_that_had_ended(
    run: Run, value: str, found: bool
) -> None:
    paper = document("ghg-inventory", holder=FIRM, issue_date="2026-08-20", years=(2025,))
    sheet = with_table(paper, [("排放因子(tCO2/万kWh)", "tCO2/万kWh")], ("5月", value))
    assert ("C606" in run(sheet, day=DAY).of_documents()) is found


def listed(run: Run, label: str, factor: str, heading: str = "排放因子", **more: object) -> bool:
    """A number without a unit in a row of an inventory of 2025."""
    known = {"holder": FIRM, "issue_date": "2026-02-03", "years": (2025,), **more}
    paper = document("ghg-inventory", **known)  # type: ignore[arg-type]
    made = with_table(paper, [("活动数据", "MWh"), (heading, "")], (label, "5,310", factor))
    return "C606" in run(made, day=DAY).of_documents()


@pytest.mark.parametrize(
    ("label", "factor", "heading", "found"),
    [
        ("外购电力", "0.8843", "排放因子", True),
        # For ten thousand kWh, and in kg.
        ("外购电力", "8.843", "排放因子", True),
        ("外购电力", "884.3", "排放因子", True),
        ("外购电力", "0.5306", "排放因子", False),
        # A number that is no known factor, a row and a column of something else.
        ("外购电力", "0.4321", "排放因子", False),
        ("天然气", "7", "排放因子", False),
        ("天然气", "0.8843", "排放因子", False),
        ("外购电力", "0.8843", "占比", False),
    ],
)
def test_a_factor_without_a_unit_in_the_row_of_electricity(
    run: Run, label: str, factor: str, heading: str, found: bool
) -> None:
    assert listed(run, label, factor, heading) is found


@pytest.mark.parametrize(
    ("factor", "issued", "year", "found"),
    [
        ("0.5703", "2023-05-20", 2022, False),
        ("0.5810", "2026-04-12", 2025, True),
        ("0.5306", "2026-04-12", 2025, False),
    ],
)
def test_a_paper_of_no_known_type_has_the_factor_of_its_day(
    run: Run, factor: str, issued: str, year: int, found: bool
) -> None:
    text = f"电力排放因子取{factor}tCO2/MWh"
    assert told(run, "unknown", text, issue_date=issued, years=(year,)) is found


@pytest.mark.parametrize(
    ("label", "value", "found"),
    [
        ("华北区域电网平均二氧化碳排放因子(2012年)", "0.8843", True),
        # Of heat; no factor that anybody knows; called nothing.
        ("外购热力排放因子", "0.8843", False),
        ("电网排放因子", "0.8840", False),
        ("电力", "0.8843", False),
    ],
)
def test_a_factor_by_what_its_row_is_called(run: Run, label: str, value: str, found: bool) -> None:
    paper = document("reduction-report", holder=FIRM, issue_date="2026-03-27", years=(2025,))
    made = with_table(paper, [("数值", ""), ("单位", "")], (label, value, "tc02/WWh"))
    made = replace(made, quantities=())
    assert ("C606" in run(made, day=DAY).of_documents()) is found


@pytest.mark.parametrize(
    ("called", "found"),
    [
        ("0.9419 tCO2/MWh(华北区域电网电量边际OM因子,2019)", True),
        ("0.9419 tCO2/MWh,2019年度华北区域电网基准线排放因子", True),
        ("0.9419tCO2/MWh（电量边际排放因子）", True),
        ("0.5306 tCO2/MWh(全国电力平均二氧化碳排放因子,2023)", False),
    ],
)
def test_a_factor_called_a_baseline_in_brackets_behind_it(
    run: Run, called: str, found: bool
) -> None:
    assert told(run, "ghg-report", f"外购电力 12,040,000 kWh {called}") is found


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"issue_date": "2026-06-16"}, True),
        ({"years": (2026,)}, True),
        ({"years": (2021,)}, False),
        ({}, False),
    ],
)
def test_the_age_of_a_factor_needs_the_time_of_its_paper(
    run: Run, more: dict[str, object], found: bool
) -> None:
    known = {"issue_date": None, "years": (), **more}
    assert told(run, "reduction-report", "折减排量按0.5810kgCO2/kWh", **known) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电网排放因子取0.6101 tCO2/MWh(国家最新公布值)", True),
        ("电网排放因子取0.5810 tCO2/MWh", True),
        ("电网排放因子取0.5306 tCO2/MWh", False),
        # Versions of a plan, and a value that nobody knows yet.
        ("第一版取0.6101 tCO2/MWh\n第二版改为0.5306 tCO2/MWh", False),
        ("第一版取0.6101 tCO2/MWh\n第二版改为0.5129 tCO2/MWh", False),
    ],
)
def test_a_plan_for_what_will_be_reckoned(run: Run, text: str, found: bool) -> None:
    assert told(run, "data-quality-plan", text, years=()) is found


def test_a_plan_of_the_time_of_its_factor(run: Run) -> None:
    text = "电网排放因子取0.5703 tCO2/MWh"
    assert not told(run, "data-quality-plan", text, issue_date="2023-04-20", years=())


@pytest.mark.parametrize(
    ("note", "factor", "found"),
    [
        ("电力因子：华东电网OM，tCO2/MWh", "0.7921", True),
        ("电力因子采用华东区域电网电量边际排放因子", "0.7921", True),
        # The number alone; another number; letters within a word.
        ("电力因子：tCO2/MWh", "0.7921", False),
        ("电力因子：华东电网OM", "0.4321", False),
        ("电力因子：COMBO", "0.7921", False),
        # The saving of a project, beside the firm's own factor.
        ("电力0.5306 tCO2/MWh；光伏减排量按华东电网OM计", "0.7921", False),
    ],
)
def test_a_baseline_of_projects_in_an_inventory(
    run: Run, note: str, factor: str, found: bool
) -> None:
    assert listed(run, "外购电力", factor, "因子", text=note) is found


@pytest.mark.parametrize(
    ("day", "sure", "found"),
    [("2026-05-16", 0.9, True), ("2026-05-16", 0.54, False), ("2036-05-16", 0.9, False)],
)
def test_a_day_misread_under_a_seal_ages_no_factor(
    run: Run, day: str, sure: float, found: bool
) -> None:
    paper = document(
        "reduction-report", holder=FIRM, text="减排量按0.5703 kgCO2/kWh折算", origin=Origin.OCR,
        issue_date=day, period_end="2023-12-31", years=(2023,),
    )  # fmt: skip
    fields = tuple(
        replace(f, confidence=sure) if f.name == "issue_date" else f for f in paper.fields
    )
    assert ("C606" in run(replace(paper, fields=fields), day=DAY).of_documents()) is found


@pytest.mark.parametrize(
    ("labels", "found"), [(("全厂外购电", "间接"), True), (("全厂天然气", "间接"), False)]
)
def test_the_row_of_electricity_by_any_of_its_labels(
    run: Run, labels: tuple[str, str], found: bool
) -> None:
    paper = document("ghg-inventory", holder=FIRM, issue_date="2026-02-03", years=(2025,))
    made = with_table(paper, [("活动数据", "MWh"), ("因子", "")], ("x", "5,310", "0.7035"))
    made = replace(made, quantities=tuple(replace(q, what=labels) for q in made.quantities))
    assert ("C606" in run(made, day=DAY).of_documents()) is found


@pytest.mark.parametrize(
    ("note", "found"),
    [
        (("取华东电网电", "量边际排放因子。"), True),
        (("取全国电力平", "均二氧化碳排放因子。"), False),
    ],
)
def test_a_baseline_whose_name_goes_on_in_the_next_line(
    run: Run, note: tuple[str, str], found: bool
) -> None:
    assert listed(run, "外购电力", "0.7921", "因子", text="\n".join(note)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("内置因子库(当前启用):外购电力0.5810tCO2/MWh", True),
        ("内置因子库(当前启用):外购电力0.5306tCO2/MWh", False),
        # Versions, of which the last may be in use.
        ("因子库:2021年0.5810tCO2/MWh,2023年0.5306tCO2/MWh", False),
        ("平台效率系数0.5810", False),
    ],
)
def test_the_factor_that_a_platform_reckons_by(run: Run, text: str, found: bool) -> None:
    assert told(run, "platform-description", text, years=()) is found
    early = {"issue_date": "2023-08-20", "years": ()}
    assert not told(run, "platform-description", text, **early)


@pytest.mark.parametrize(("value", "found"), [(0.8843, True), (0.5306, False)])
def test_a_column_of_factors_per_kwh(run: Run, value: float, found: bool) -> None:
    text = f"印刷车间外购电力排放因子 {value} kgCO2/kWh"
    assert told(run, "ghg-inventory", text) is found
