"""C601, C606 to C608: things counted, quotients in words, green power, factors without a unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.assessment.amounts import may_be_misread
from evidencecheck.domain.document import Line
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import BOX, FIRM, Outcome, document
from tests.assessment.test_amounts import codes, with_table
from tests.assessment.test_sentences import amount

Run = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("total", "heading", "found"),
    [("688", "数量", True), ("868", "数量", False), ("688", "单灯功率W", False)],
)
def test_things_counted_are_added_up(run: Run, total: str, heading: str, found: bool) -> None:
    rows = [("一车间", "136"), ("二车间", "118"), ("三车间", "92"), ("成品库", "522")]
    paper = document("equipment-list", holder=FIRM)
    made = with_table(paper, [(heading, "")], *rows, ("合计", total))
    assert (codes(run, made) == {"C601"}) is found


def test_a_total_of_months_is_no_choice_of_them(run: Run) -> None:
    # Six of them would make 9,000.
    rows = [(f"{n}月", "1,500") for n in range(1, 13)]
    paper = document("statistical-report", holder=FIRM, years=(2025,))
    assert codes(run, with_table(paper, [("产量", "台")], *rows, ("合计", "9,000"))) == {"C601"}
    assert codes(run, with_table(paper, [("产量", "台")], *rows, ("合计", "18,000"))) == set()


def test_a_subtotal_of_two_rows_that_the_total_bears_out_as_wrong(run: Run) -> None:
    rows = [("天然气", "363.22"), ("柴油", "12.38"), ("小计", "735.60"), ("电力", "2,387.70")]
    paper = document("ghg-report", holder=FIRM, years=(2025,), standards="GB/T 32150-2015")
    emitted = [("排放量(tCO2e)", "tCO2e")]
    assert codes(run, with_table(paper, emitted, *rows, ("合计", "2,763.30"))) == {"C601"}
    # Without a total that proves the rows, two of them prove nothing.
    assert codes(run, with_table(paper, emitted, *rows)) == set()


@pytest.mark.parametrize(
    ("value", "gap", "possible"),
    [
        (1300.0, 500.0, True), (78000.0, 100000.0, True),
        (78000.0, 90000.0, False), (405.0, 90.0, False), (405.0, 60.0, True), (3.3, 5.0, True),
    ],
)  # fmt: skip
def test_what_one_misread_figure_can_make_up(value: float, gap: float, possible: bool) -> None:
    assert may_be_misread(value, gap) is possible


def spoken(run: Run, kind: str, *said: tuple[str, float, str]) -> set[str]:
    paper = document(kind, holder=FIRM, years=(2025,), standards="GB/T 7119-2018")
    return codes(run, replace(paper, said=tuple(amount(*s) for s in said)))


@pytest.mark.parametrize(("rate", "found"), [(0.96, True), (0.069, False)])
def test_a_quotient_in_words(run: Run, rate: float, found: bool) -> None:
    said = [("取水量", 28640.0, "m3"), ("同期生产水槽", 415000.0, "套")]
    told = spoken(run, "water-assessment-report", *said, ("单位产品取水量", rate, "m3/套"))
    assert (told == {"C601"}) is found
    # What others need, and a saving beside the use, say nothing of it.
    others = ("低于同行业单位产品取水量", 0.96, "m3/套")
    assert spoken(run, "water-assessment-report", *said, others) == set()


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        (("购买并核销同期绿证", 1050.0, "个"), True),
        (("消费可再生能源电量", 1_050_000.0, "kWh"), True),
        (("购买并核销同期绿证", 900.0, "个"), False),
    ],
)
def test_more_green_power_than_was_bought(
    run: Run, claimed: tuple[str, float, str], found: bool
) -> None:
    told = spoken(run, "green-power-record", ("全部外购电量为", 915_900.0, "kWh"), claimed)
    assert ("C608" in told) is found
    half = spoken(run, "meeting-record", ("上半年外购电力", 915_900.0, "kWh"), claimed)
    assert "C608" not in half


@pytest.mark.parametrize(("counted", "found"), [(2000.0, True), (600.0, False), (1000.0, False)])
def test_more_set_off_than_was_cancelled(run: Run, counted: float, found: bool) -> None:
    said = [("注销的减排量为", 600.0, "t"), ("本年度抵消排放共", counted, "t")]
    if counted == 1000.0:
        # The rest comes from somewhere else.
        said.append(("碳普惠", 400.0, "t"))
    assert ("C608" in spoken(run, "performance-calculation", *said)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [("账户状态 持有 200,已注销0", True), ("账户状态 已注销 200", False), ("已核销0.5万个", False)],
)
def test_nothing_of_what_is_held_was_cancelled(run: Run, text: str, found: bool) -> None:
    paper = document("carbon-credit-record", holder=FIRM, text=text)
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("label", "factor", "found"),
    [("外购电力", "0.8843", True), ("外购电力", "0.5306", False), ("天然气", "0.8843", False)],
)
def test_a_factor_without_a_unit(run: Run, label: str, factor: str, found: bool) -> None:
    paper = document(
        "ghg-inventory", holder=FIRM, years=(2025,), issue_date="2026-02-03",
        standards="GB/T 32150-2015",
    )  # fmt: skip
    made = with_table(paper, [("活动数据", "MWh"), ("排放因子", "")], (label, "5,310", factor))
    assert ("C606" in run(made).of_documents()) is found


@pytest.mark.parametrize(
    ("factor", "holder", "found"),
    [
        ("0.5810", FIRM, True),
        ("0.5306", FIRM, False),
        ("0.5810", "白石样品电子有限公司", False),
    ],
)
def test_a_factor_in_a_paper_of_no_known_type(
    run: Run, factor: str, holder: str, found: bool
) -> None:
    text = f"用电212.4 MWh，因子{factor} tCO2/MWh"
    paper = document("unknown", holder=holder, issue_date="2026-03-08", text=text)
    assert ("C606" in run(paper).of_documents()) is found


def test_a_total_and_its_scopes_in_one_line_of_a_scan(run: Run) -> None:
    paper = document(
        "ghg-verification-statement", holder=FIRM, standards="GB/T 32150-2015", years=(2024,),
        emissions_total=3435.57, emissions_scope1=405.0, emissions_scope2=2940.57,
        origin=Origin.OCR, sure=0.94,
    )  # fmt: skip
    faint = Line(1, "另见附表", BOX, 0.5)
    hidden = replace(paper, lines=(*paper.lines, faint))
    assert "C601" not in codes(run, hidden)
    whole = Line(1, "排放总量(范围一+范围二):3,435.57 tCO2e", BOX)
    assert "C601" in codes(run, replace(paper, lines=(*paper.lines, faint, whole)))
