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


@pytest.mark.parametrize(
    ("heading", "total", "found"),
    [
        ("台数", "16", True),
        ("数量(套)", "16", True),
        ("台数", "15", False),
        # Some of them; what may be rounded.
        ("台数", "9", False),
        ("折合吨", "16", False),
    ],
)
def test_few_things_counted_are_not_rounded(
    run: Run, heading: str, total: str, found: bool
) -> None:
    rows = [("东配电室", "6"), ("西配电室", "4"), ("南配电室", "5"), ("合计", total)]
    made = with_table(document("equipment-list", holder=FIRM), [(heading, "")], *rows)
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
    # Without a total that proves the rows, two of them prove a slip, and what is near them.
    assert codes(run, with_table(paper, emitted, *rows)) == {"C601"}
    rows[2] = ("小计", "418.90")
    assert codes(run, with_table(paper, emitted, *rows)) == {"C601"}
    rows[2] = ("小计", "618.90")
    assert codes(run, with_table(paper, emitted, *rows)) == set()


@pytest.mark.parametrize(
    ("value", "gap", "possible"),
    [
        (1300.0, 500.0, True), (1800.0, -500.0, True), (78000.0, 100000.0, True),
        (78000.0, 1_200_000.0, False), (9.0, -9.0, False), (1000.0, 900.0, False),
        (78000.0, 90000.0, False), (405.0, 90.0, False), (405.0, 60.0, True), (3.3, 5.0, True),
    ],
)  # fmt: skip
def test_what_one_misread_figure_can_make_up(value: float, gap: float, possible: bool) -> None:
    assert may_be_misread(value, gap) is possible


@pytest.mark.parametrize(("total", "found"), [(3435.57, True), (3345.57, False)])
def test_a_total_of_scopes_in_the_text_of_a_file(run: Run, total: float, found: bool) -> None:
    amounts = {"emissions_total": total, "emissions_scope1": 405.0, "emissions_scope2": 2940.57}
    text = f"排放总量(范围一+范围二):{total} tCO2e"
    paper = document(
        "ghg-verification-statement", holder=FIRM, standards="GB/T 32150-2015", years=(2024,),
        text=text, **amounts,
    )  # fmt: skip
    assert ("C601" in codes(run, paper)) is found


def test_a_scope_that_one_misread_figure_mends_accuses_no_scan(run: Run) -> None:
    # 3,845.57 is 405.00 and 3,440.57, of which a 4 was read as 9.
    known = {"holder": FIRM, "standards": "GB/T 32150-2015", "years": (2024,), "text": "范围一"}
    amounts = {"emissions_total": 3845.57, "emissions_scope1": 405.0, "emissions_scope2": 3940.57}
    for sure, found in ((0.93, False), (0.99, True)):
        paper = document(
            "ghg-verification-statement", sure=sure, origin=Origin.OCR, **known, **amounts
        )
        assert ("C601" in codes(run, paper)) is found


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


MADE = ("同期生产水槽", 415000.0, "套")


@pytest.mark.parametrize(
    ("kind", "more", "found"),
    [
        ("water-assessment-report", (MADE,), {"C601"}),
        # A part says itself that it is one.
        ("water-assessment-report", (("其中生活用水", 1640.0, "m3"), MADE), {"C601"}),
        ("water-assessment-report", (("生活用水", 1640.0, "m3"), MADE), set()),
        ("water-assessment-report", (("同期生产面盆", 90000.0, "套"), MADE), set()),
        ("water-assessment-report", (("库存水槽", 415000.0, "套"),), set()),
        # A paper of the firm as a whole in no way.
        ("equipment-list", (MADE,), set()),
    ],
)
def test_a_quotient_of_the_only_two_amounts(
    run: Run, kind: str, more: tuple[tuple[str, float, str], ...], found: set[str]
) -> None:
    said = [("取水量", 28640.0, "m3"), ("单位产品取水量", 0.96, "m3/套")]
    assert spoken(run, kind, *said, *more) == found


WASTE = (("废钢", "12.6"), ("废油", "3.4"), ("废纸", "8.5"))


@pytest.mark.parametrize(
    ("what", "value", "found"),
    [
        ("全年废物共", 34.5, {"C601"}),
        ("各类废物合计", 34.5, {"C601"}),
        ("全年废物共", 24.5, set()),
        # The sum of two rows; no whole; something else by its size.
        ("全年废物共", 21.1, set()),
        ("全年废物", 34.5, set()),
        ("全年废物共", 345.0, set()),
    ],
)
def test_a_column_without_a_total(run: Run, what: str, value: float, found: set[str]) -> None:
    paper = document("meeting-record", holder=FIRM, years=(2025,))
    made = with_table(paper, [("数量", "t")], *WASTE)
    assert codes(run, replace(made, said=(amount(what, value, "t"),))) == found


def test_a_column_with_a_total_or_of_two_rows_adds_up_to_nothing_in_words(run: Run) -> None:
    paper = document("meeting-record", holder=FIRM, years=(2025,))
    told = (amount("全年废物共", 34.5, "t"),)
    whole = with_table(paper, [("数量", "t")], *WASTE, ("合计", "24.5"))
    assert codes(run, replace(whole, said=told)) == set()
    assert codes(run, replace(with_table(paper, [("数量", "t")], *WASTE[:2]), said=told)) == set()


@pytest.mark.parametrize(
    ("what", "found"), [("全年入库量共", {"C601"}), ("全年周转量共", set()), ("入库量", set())]
)
def test_of_two_columns_the_sentence_names_one(run: Run, what: str, found: set[str]) -> None:
    paper = document("meeting-record", holder=FIRM, years=(2025,))
    rows = [("一库", "120", "60"), ("二库", "140", "80"), ("三库", "160", "95")]
    made = with_table(paper, [("入库量", "t"), ("出库量", "t")], *rows)
    assert codes(run, replace(made, said=(amount(what, 480, "t"),))) == found
    assert codes(run, replace(made, said=(amount(what, 420, "t"),))) == set()


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
    # Of nothing that is green; of two amounts that were bought nobody knows which.
    other = ("购买仪表", *claimed[1:])
    assert "C608" not in spoken(run, "green-power-record", ("外购电量", 915_900.0, "kWh"), other)
    twice = [("外购电量", 915_900.0, "kWh"), ("二厂外购电量", 400_000.0, "kWh")]
    assert "C608" not in spoken(run, "green-power-record", *twice, claimed)
    half = spoken(run, "meeting-record", ("上半年外购电力", 915_900.0, "kWh"), claimed)
    assert "C608" not in half


@pytest.mark.parametrize(("counted", "found"), [(2000.0, True), (600.0, False), (1000.0, False)])
def test_more_set_off_than_was_cancelled(run: Run, counted: float, found: bool) -> None:
    said = [("注销的减排量为", 600.0, "t"), ("本年度抵消排放共", counted, "t")]
    if counted == 1000.0:
        # The rest comes from somewhere else.
        said.append(("碳普惠", 400.0, "t"))
    assert ("C608" in spoken(run, "performance-calculation", *said)) is found


def test_what_another_firm_set_off_is_its_own(run: Run) -> None:
    said = (amount("注销的减排量为", 600.0, "t"), amount("抵消排放共", 2000.0, "t"))
    for holder, found in ((FIRM, {"C608"}), ("白石样品电子有限公司", set())):
        paper = document("performance-calculation", holder=holder, years=(2025,))
        assert codes(run, replace(paper, said=said)) == found


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
