"""C608: certificates of a table against the row of its scope 2."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Line, Said
from tests.assessment.conftest import BOX, FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_sentences import amount

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
SCOPE = "范围二排放量(外购电5,742,000 kWh×0.5306)"
GREEN = "绿证抵消(×0.5306)"


def sheet(*rows: tuple[str, str], unit: str = "tCO2e", holder: str = FIRM) -> Document:
    paper = document("performance-calculation", title="碳排放计算表", holder=holder, years=(2025,))
    return with_table(paper, [("2025年", unit)], *rows)


def too_much(run: Run, paper: Document) -> bool:
    return "C608" in run(paper).of_documents()


@pytest.mark.parametrize(
    ("scope", "green", "found"),
    [
        ((SCOPE, "3,046.71"), (GREEN, "3,448.90"), True),
        (("范围二", "3,046.71"), ("绿色电力证书核销", "3,448.90"), True),
        (("2 能源间接排放(类别2)", "3,046.71"), ("绿证抵扣量", "3,448.90"), True),
        (("范围二排放量", "3,046.71"), ("绿证抵消", "-3,448.90"), True),
        (("范围二排放量", "3,046.71"), ("绿证抵消", "3,046.71"), False),
        # What is left of it; both scopes; another means; not set against anything; misread.
        (("范围二排放量(扣除绿电后)", "3,046.71"), (GREEN, "3,448.90"), False),
        (("范围二排放量(市场法)", "3,046.71"), (GREEN, "3,448.90"), False),
        (("剩余范围二排放量", "3,046.71"), (GREEN, "3,448.90"), False),
        (("范围一+范围二", "3,046.71"), (GREEN, "3,448.90"), False),
        (("范围二排放量", "3,046.71"), ("CCER抵消", "3,448.90"), False),
        (("范围二排放量", "3,046.71"), ("绿证折减排量", "3,448.90"), False),
        (("范围二排放量", "304.67"), (GREEN, "3,448.90"), False),
    ],
)
def test_emissions_in_one_column(
    run: Run, scope: tuple[str, str], green: tuple[str, str], found: bool
) -> None:
    assert too_much(run, sheet(scope, green)) is found


def test_power_in_one_column(run: Run) -> None:
    assert too_much(run, sheet((SCOPE, "5,742,000"), (GREEN, "6,500,000"), unit="kWh"))
    assert not too_much(run, sheet((SCOPE, "5,742,000"), (GREEN, "5,742,000"), unit="kWh"))


def test_what_was_taken_off_before_stands_above(run: Run) -> None:
    assert not too_much(run, sheet(("绿证抵扣量", "3,448.90"), ("范围二排放量", "3,046.71")))


@pytest.mark.parametrize(("bought", "found"), [("12,000,000", False), ("5,742,000", True)])
def test_certificates_for_no_more_power_than_was_bought(run: Run, bought: str, found: bool) -> None:
    paper = sheet(("范围二排放量", "3,046.71"), ("绿证抵扣量", "3,448.90"))
    said = (
        amount("全年用电", float(bought.replace(",", "")), "kWh"),
        amount("绿证", 6_500_000, "kWh"),
    )
    assert too_much(run, replace(paper, said=said)) is found


def test_two_rows_of_scope_2_bound_nothing(run: Run) -> None:
    rows = ("范围二", "3,046.71"), ("间接排放", "1,046.71"), (GREEN, "3,448.90")
    assert not too_much(run, sheet(*rows))


def test_a_sheet_of_another_firm_is_its_own(run: Run) -> None:
    rows = (SCOPE, "3,046.71"), (GREEN, "3,448.90")
    assert not too_much(run, sheet(*rows, holder=OTHER))


def offsets(
    *rows: tuple[str, str, str], title: str = "碳抵消比例计算表", holder: str = FIRM
) -> Document:
    """Rows of a label, an amount of power and of emissions."""
    paper = document("performance-calculation", title=title, holder=holder, years=(2025,))
    return with_table(paper, [("数量", "kWh"), ("tCO2e", "tCO2e")], *rows)


@pytest.mark.parametrize(
    ("heading", "share", "text", "found"),
    [
        ("范围二", "118.0%", "", True),
        ("合计", "131.0%", "", True),
        # Rounded up to whole tonnes; all of it; what is more is used later.
        ("范围一", "100.4%", "", False),
        ("范围二", "100.0%", "", False),
        ("范围二", "118.0%", "超出部分结转下年使用", False),
    ],
)
def test_a_row_of_what_is_offset(
    run: Run, heading: str, share: str, text: str, found: bool
) -> None:
    paper = document(
        "performance-calculation", title="排放抵消核算", text=text, holder=FIRM, years=(2025,)
    )
    paper = replace(paper, lines=(*paper.lines, Line(1, "单位:%", BOX)))
    table = with_table(paper, [(heading, "%")], ("抵消比例", share.rstrip("%")))
    told = tuple(replace(q, raw=share) for q in table.quantities)
    assert too_much(run, replace(table, quantities=told)) is found


BOUGHT = ("其中外购电力排放", "5,316,000", "2,852.57")


@pytest.mark.parametrize(
    ("rows", "more", "found"),
    [
        ((BOUGHT, ("绿证", "5,900,000", "3,165.94")), {}, True),
        ((BOUGHT, ("绿证", "5,300,000", "2,843.98")), {}, False),
        # A list of what is held; two lots; another firm; another means.
        ((BOUGHT, ("绿证", "5,900,000", "3,165.94")), {"title": "2025年用电与绿证情况"}, False),
        ((BOUGHT, ("绿证一", "3,000,000", "1"), ("绿证二", "5,900,000", "2")), {}, False),
        ((BOUGHT, ("绿证", "5,900,000", "3,165.94")), {"holder": OTHER}, False),
        ((BOUGHT, ("光伏自用", "5,900,000", "3,165.94")), {}, False),
    ],
)
def test_certificates_beside_the_power_that_they_are_for(
    run: Run, rows: tuple[tuple[str, str, str], ...], more: dict[str, str], found: bool
) -> None:
    assert too_much(run, offsets(*rows, **more)) is found


@pytest.mark.parametrize(
    ("label", "left", "found"),
    [
        ("外购电力余额", "-74.28", True),
        ("抵扣后外购电力排放", "-175.61", True),
        ("抵消后净排放", "-745.80", True),
        ("抵消后排放较上年变化", "-745.80", False),
        # Rounded; of all emissions, which credits may outweigh; nothing left.
        ("外购电力余额", "-0.28", False),
        ("抵消后净排放", "-74.28", False),
        ("外购电力余额", "0", False),
    ],
)
def test_less_than_nothing_is_left_of_bought_power(
    run: Run, label: str, left: str, found: bool
) -> None:
    paper = sheet(("外购电力排放", "2,897.08"), ("减:绿证", "-2,971.36"), (label, left))
    paper = replace(paper, lines=(*paper.lines, Line(1, "减:绿证 2,971.36", BOX)))
    assert too_much(run, paper) is found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (amount("注销绿证", 5900, "张"), True),
        (amount("注销绿证", 5900, "张", year=2025), False),
        (amount("注销绿证", 5300, "张"), False),
        (amount("注销绿证", 5900, "张", sure=0.8), False),
        (amount("培训证书", 5900, "张"), False),
    ],
)
def test_certificates_that_only_a_sentence_counts(run: Run, said: Said, found: bool) -> None:
    paper = replace(offsets(BOUGHT, ("光伏自用", "120,000", "64.39")), said=(said,))
    assert too_much(run, paper) is found


def test_a_sentence_adds_nothing_to_the_row_of_certificates(run: Run) -> None:
    paper = offsets(BOUGHT, ("绿证", "5,300,000", "2,843.98"))
    assert not too_much(run, replace(paper, said=(amount("注销绿证", 5900, "张"),)))


@pytest.mark.parametrize(
    ("label", "green", "found"),
    [
        ("绿电抵消小计", "3,448.90", True),
        ("绿色电力抵扣量", "3,448.90", True),
        ("绿电抵消小计", "3,046.71", False),
        ("绿电抵消占比", "3,448.90", False),
    ],
)
def test_green_power_set_off(run: Run, label: str, green: str, found: bool) -> None:
    assert too_much(run, sheet(("范围二排放量", "3,046.71"), (label, green))) is found


@pytest.mark.parametrize(
    ("label", "found"), [("外购电力净排放", True), ("范围二净值", True), ("净排放", False)]
)
def test_net_emissions_below_zero(run: Run, label: str, found: bool) -> None:
    paper = sheet(("外购电力排放", "2,897.08"), ("减:绿证", "-2,971.36"), (label, "-74.28"))
    paper = replace(paper, lines=(*paper.lines, Line(1, "减:绿证 2,971.36", BOX)))
    assert too_much(run, paper) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公司以减排量60t抵销上述排放,抵销后活动净排放为-45.8tCO2e。", True),
        ("绿证抵扣后氧化线外购电量为-540MWh。", True),
        ("注销碳普惠减排量60吨,多出部分作为企业对外宣称的负碳量。", True),
        ("Net emissions of the event after CCER cancellation are -45.8 t.", True),
        ("绿证抵减的富余部分用于冲抵天然气,已为负排放。", True),
        # A change; rounded; none is claimed; an aim; carried over.
        ("碳普惠抵消后净排放较上年-45.8吨。", False),
        ("碳普惠抵消后净排放为-0.8吨。", False),
        ("注销碳普惠减排量60吨,多出部分不得宣称为负碳。", False),
        ("以碳汇抵消,2035年目标为抵消后净排放-45.8吨。", False),
        ("碳普惠抵消后净排放为-45.8吨,多出部分结转下年度。", False),
        ("抵消后净排放0吨,编号PH-45吨袋。", False),
    ],
)
def test_a_sentence_that_leaves_less_than_nothing(run: Run, text: str, found: bool) -> None:
    paper = document("commitment-letter", title="碳中和声明", holder=FIRM, text=text)
    paper = replace(paper, said=(amount("活动的排放", 14.2, "tCO2e"),))
    assert too_much(run, paper) is found


@pytest.mark.parametrize(
    ("label", "left", "found"),
    [
        ("扣减后用电", "-540,000", True),
        ("扣减后用电", "-5,400", False),
        ("返送电", "-540,000", False),
    ],
)
def test_less_than_no_power_is_left(run: Run, label: str, left: str, found: bool) -> None:
    rows = ("氧化线用电", "2,060,000"), ("分配绿证", "2,600,000"), (label, left)
    paper = sheet(*rows, unit="kWh")
    paper = replace(paper, lines=(*paper.lines, Line(1, "分配绿证 2,600,000", BOX)))
    assert too_much(run, paper) is found
