"""C607, C608, C601: what certificates and credits say of themselves, and shares of a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Said
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_sentences import amount

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
CERTIFICATE = "green-electricity-certificate"


def codes(run: Run, *papers: Document) -> set[str]:
    return {c for c in run(*papers).of_documents() if c.startswith("C6")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("账户状态:持有 200,已注销0", True),
        ("持有 200 吨,已核销数量:0 吨", True),
        ("账户状态:持有 0,已注销200", False),
        ("持有 199.5,已注销0.5", False),
    ],
)
@pytest.mark.parametrize("kind", [CERTIFICATE, "carbon-credit-record"])
def test_of_what_is_held_none_was_cancelled(run: Run, kind: str, text: str, found: bool) -> None:
    assert ("C607" in codes(run, document(kind, holder=FIRM, text=text))) is found


def test_a_count_of_none_outweighs_the_word_beside_it(run: Run) -> None:
    known = {"holder": FIRM, "unit_status": "cancelled"}
    assert "C607" in codes(run, document(CERTIFICATE, text="已注销 0", **known))
    assert "C607" not in codes(run, document(CERTIFICATE, text="已注销 200", **known))


def power(*rows: tuple[str, str], **more: object) -> Document:
    """A sheet of the electricity of a month, in kWh."""
    known = {"holder": FIRM, "years": (2025,), **more}
    paper = document("statistical-report", **known)  # type: ignore[arg-type]
    return with_table(paper, [("本月", "kWh")], *rows)


@pytest.mark.parametrize(
    ("part", "bought", "found"),
    [
        (("其中:绿色电力", "342,000"), "当月下网电量", True),
        (("其中绿电", "342,000"), "外购电量", True),
        (("其中:绿色电力", "312,000"), "当月下网电量", False),
        # What no row calls a part; a part that is not green; other power than what was bought.
        (("绿色电力", "342,000"), "当月下网电量", False),
        (("其中:峰段电量", "342,000"), "当月下网电量", False),
        (("其中:绿色电力", "342,000"), "当月发电量", False),
    ],
)
def test_a_green_part_of_the_power_that_was_bought(
    run: Run, part: tuple[str, str], bought: str, found: bool
) -> None:
    assert ("C608" in codes(run, power((bought, "318,400"), part))) is found


def test_a_part_of_what_another_firm_bought_is_its_own(run: Run) -> None:
    rows = ("当月下网电量", "318,400"), ("其中:绿色电力", "342,000")
    assert "C608" not in codes(run, power(*rows, holder=OTHER))


@pytest.mark.parametrize(
    ("green", "limit", "found"),
    [
        ("绿证对应电量", "外购电力", True),
        ("用于抵扣的绿证(915个)", "购网电", True),
        ("绿证对应电量", "其他外购电力", False),
        ("外购电力（绿证覆盖）", "外购电力（其他）", False),
    ],
)
def test_the_rest_of_the_power_is_no_bound_of_certificates(
    run: Run, green: str, limit: str, found: bool
) -> None:
    rows = (green, "540,000"), (limit, "318,400")
    assert ("C608" in codes(run, power(*rows))) is found


def sentence(run: Run, words: str, kwh: int) -> set[str]:
    """What is said of a certificate of 1,050 pieces whose one sentence tells of electricity."""
    paper = document(
        CERTIFICATE, holder=FIRM, years=(2025,), unit_status="cancelled",
        certificate_count=1050, electricity_kwh=kwh,
    )  # fmt: skip
    said = amount(f"年{words}", kwh, "kWh"), amount("购买并核销同期绿证", 1050, "个")
    return codes(run, replace(paper, said=said))


@pytest.mark.parametrize(
    ("words", "kwh", "found"),
    [
        ("全部外购电量为", 915_900, True),
        ("外购电力", 915_900, True),
        ("全部外购电量为", 1_315_900, False),
        ("上半年外购电力", 915_900, False),
        ("绿证对应电量为", 915_900, False),
    ],
)
def test_more_pieces_than_the_power_that_a_sentence_says_was_bought(
    run: Run, words: str, kwh: int, found: bool
) -> None:
    assert ("C608" in sentence(run, words, kwh)) is found


def test_pieces_that_stand_for_other_power_than_their_own_paper_tells(run: Run) -> None:
    assert sentence(run, "绿证对应电量为", 915_900) == {"C601"}
    assert sentence(run, "绿证对应电量为", 1_050_000) == set()


def share(value: str, title: str, what: str = "7月", heading: str = "占比") -> Document:
    paper = document("performance-calculation", title=title, holder=FIRM, years=(2025,))
    made = with_table(paper, [(heading, "%")], (what, value.rstrip("%")))
    return replace(made, quantities=tuple(replace(q, raw=value) for q in made.quantities))


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (share("104.8%", "可再生电力使用占比统计"), True),
        (share("98.4%", "可再生电力使用占比统计"), False),
        (share("104.8%", "可再生电力使用占比统计", heading="占比目标完成率"), False),
        (share("104.8%", "可再生电力使用占比统计", what="计划完成率占比"), False),
        (share("104.8%", "可再生电力使用占比统计", heading="数量"), False),
        # Of another subject; of nothing that is a share; a number of something else.
        (share("104.8%", "产品合格占比统计"), False),
        (share("104.8%", "可再生电力使用情况"), False),
        (share("480%", "可再生电力使用占比统计"), False),
    ],
)
def test_a_column_of_shares_in_a_paper_on_renewable_power(
    run: Run, paper: Document, found: bool
) -> None:
    assert ("C608" in codes(run, paper)) is found


def test_a_share_in_a_paper_of_another_firm_is_its_own(run: Run) -> None:
    paper = share("104.8%", "可再生电力使用占比统计")
    holder = document("performance-calculation", holder=OTHER).fields
    assert "C608" in codes(run, paper)
    assert "C608" not in codes(run, replace(paper, fields=holder))


@pytest.mark.parametrize(
    ("count", "found"), [("4,800", True), ("4,200", False)], ids=["more", "no more"]
)
def test_a_year_beside_the_power_that_was_bought(run: Run, count: str, found: bool) -> None:
    paper = document("performance-calculation", holder=FIRM, years=(2023,))
    rows = ("2023年外购电量", "4,286.4"), ("绿证抵消电量", count)
    made = with_table(paper, [("数值", "kWh")], *rows)
    first, second = made.quantities
    made = replace(made, quantities=(replace(first, year=2023), replace(second, year=None)))
    assert ("C608" in codes(run, made)) is found


@pytest.mark.parametrize(("bought", "found"), [("8,015,000", False), ("1,190,000", True)])
def test_a_report_whose_field_is_a_part_of_the_power_is_no_bound(
    run: Run, bought: str, found: bool
) -> None:
    known = {"holder": FIRM, "years": (2025,)}
    report = document("ghg-report", electricity_kwh=1_190_000, **known)
    report = with_table(report, [("2025年", "kWh")], ("外购电力", bought))
    bundle = document(CERTIFICATE, certificate_count=3000, certificate_number="LZ-2025-1", **known)
    assert ("C608" in codes(run, report, bundle)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("使用减排量530tCO2e予以抵消,抵消率为209.4%,实现负排放", True),
        ("抵消比例:125%", True),
        ("范围二抵消比例:8,200÷7,685=106.7%", True),
        ("电力抵消率为103%", True),
        ("全年碳排放冲抵率为188%", True),
        ("全年碳排放冲抵率为88%", False),
        # Credits are whole tonnes; certificates whole MWh.
        ("范围一抵消比例:106.7%", False),
        ("范围二抵消比例:7,686÷7,685=100.01%", False),
        # Rounded up; all of it; no share of what is offset.
        ("抵消比例100.3%", False),
        ("抵消率100%", False),
        ("产能利用率为109.4%", False),
    ],
)
def test_more_offset_than_there_is_in_a_sentence(run: Run, text: str, found: bool) -> None:
    paper = document("performance-calculation", holder=FIRM, text=text, years=(2025,))
    assert ("C608" in codes(run, paper)) is found


@pytest.mark.parametrize(
    ("own", "whole", "found"),
    [("光伏自用电量", "8,100", False), ("其他", "8,100", True), ("光伏自用电量", "9,100", True)],
)
def test_renewable_power_with_that_of_the_own_plant(
    run: Run, own: str, whole: str, found: bool
) -> None:
    text = f"外购电量6,240MWh。{own}1,860MWh。可再生电量合计{whole}MWh。"
    paper = document("energy-consumption-table", holder=FIRM, text=text, years=(2025,))
    told = (("外购电量", "6,240"), (own, "1,860"), ("可再生电量合计", whole))
    said = tuple(
        Said(what, 1000 * float(n.replace(",", "")), "kWh", n, paper.place, 1.0, 2025)
        for what, n in told
    )
    assert ("C608" in codes(run, replace(paper, said=said))) is found
