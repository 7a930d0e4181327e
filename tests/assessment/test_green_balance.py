"""C608: certificates and green power against the power of a month, or of a part of the works."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"


def told(run: Run, text: str, holder: str = FIRM, title: str = "绿色电力情况") -> bool:
    paper = document("commitment-letter", holder=holder, years=(2025,), text=text, title=title)
    return "C608" in run(paper).of_documents()


def table(run: Run, heads: list[tuple[str, str]], *rows: tuple[str, ...], text: str = "") -> bool:
    paper = document(
        "green-power-record", holder=FIRM, years=(2025,), title="绿电使用情况", text=text
    )
    return "C608" in run(with_table(paper, heads, *rows)).of_documents()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025年2月自电网购入电量388 MWh,已使用绿色电力证书460个全部抵减当月外购电排放。", True),
        ("实验楼全年用电186 MWh,我们购买了240张绿证用于覆盖该楼用电。", True),
        ("食堂用电量12.8万kWh。使用绿色电力150 MWh。", True),
        ("2025年2月自电网购入电量388 MWh,已使用绿色电力证书388个全部抵减当月外购电排放。", False),
        (
            "行政楼全年抄见电量186 MWh。绿证中划出二百四十个(240 MWh),全部抵减该楼用电。",
            True,
        ),
        ("屋顶电站全年发电抄见电量186 MWh。年内使用绿证240个。", False),
        # Had, and not used; left over; to come; of another time, or of all of the works.
        ("2025年2月购电量388 MWh,购入绿证460个。", False),
        ("2月购电量388 MWh,使用绿证460个,其中72个结转3月。", False),
        ("2月购电量388 MWh,计划使用绿证460个。", False),
        ("2月购电量388 MWh,一季度使用绿证460个。", False),
        ("宿舍用电量388 MWh,全厂使用绿证460个。", False),
        ("宿舍用电量388 MWh,食堂使用绿证460个。", False),
        # Months are balanced by the year.
        ("1月购电量388 MWh,使用绿证0个;2月购电量380 MWh,使用绿证460个。", False),
        ("单位产品用电量388 kWh,使用绿证460个,绿电占比60%。", False),
    ],
)
def test_sentences(run: Run, text: str, found: bool) -> None:
    assert told(run, text) is found
    assert not told(run, text, OTHER)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((("A 宿舍区外购电量", "268"), ("D 绿色电力使用量(B+C)", "305")), True),
        ((("外购电量", "1,520"), ("用于覆盖的绿证", "1,700")), True),
        ((("外购电量", "1,520"), ("用于覆盖的绿证", "1,520")), False),
        ((("外购电量", "1,520"), ("持有绿证", "1,700"), ("使用绿证", "1,520")), False),
        ((("外购电量(扣除绿电)", "520"), ("使用绿证", "1,700")), False),
        # With what the own plant gave.
        ((("外购电量", "1,520"), ("光伏自用", "300"), ("绿色电力使用量", "1,700")), False),
        ((("外购电量", "1,520"), ("其他厂外购电量", "800"), ("使用绿证", "1,700")), False),
    ],
)
def test_rows(run: Run, rows: tuple[tuple[str, str], ...], found: bool) -> None:
    assert table(run, [("数量(MWh)", "")], *rows) is found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((("一季度", "1,520", "1,700"),), True),
        ((("一季度", "1,520", "1,520"),), False),
        ((("1月", "520", "900"), ("2月", "560", "100")), False),
    ],
)
def test_columns(run: Run, rows: tuple[tuple[str, ...], ...], found: bool) -> None:
    assert table(run, [("外购电量(MWh)", ""), ("用于覆盖的绿证", "个")], *rows) is found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((("当月抄见用电量", "498.6"), ("其中:绿电交易结算电量", "640.2")), True),
        ((("实际用电量", "498.6"), ("绿电结算电量", "640.2")), True),
        ((("本月用网电量", "498.6"), ("绿电结算电量(北塬光伏)", "640.2")), True),
        ((("本月上网电量", "498.6"), ("绿电结算电量(北塬光伏)", "640.2")), False),
        ((("本月用网电量", "498.6"), ("光伏结算电量", "640.2")), False),
        ((("用电量", "498.6"), ("其中:绿电", "498.6")), False),
        # Agreed on, and not all settled; of other accounts.
        ((("用电量", "498.6"), ("绿电合同电量", "640.2")), False),
        ((("用电量", "498.6"), ("绿电合同电量", "640.2"), ("绿电结算电量", "498.6")), False),
        ((("一号用电量", "498.6"), ("二号用电量", "300"), ("绿电结算电量", "640.2")), False),
    ],
)
def test_settlements_of_others(run: Run, rows: tuple[tuple[str, str], ...], found: bool) -> None:
    known = {"holder": FIRM, "issuer": "青河供电公司", "years": (2026,)}
    text = "\n".join(label for label, _ in rows)
    paper = document("green-power-record", title="绿色电力交易结算单", text=text, **known)
    paper = with_table(paper, [("电量(MWh)", "")], *rows)
    assert ("C608" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("head", "green", "found"),
    [
        ("其中:绿电(MWh)", "640", True),
        ("其中:绿电(MWh)", "490", False),
        ("绿电合同电量(MWh)", "640", False),
        # Certificates are often used for several months at once.
        ("其中:绿证抵扣(MWh)", "640", False),
    ],
)
def test_a_part_of_a_month(run: Run, head: str, green: str, found: bool) -> None:
    heads = [("用电量(MWh)", "kWh"), (head, "kWh")]
    assert table(run, heads, ("6月", "520", "300"), ("7月", "498", green), text="绿电") is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("7月用电量498.6 MWh,其中绿电640.2 MWh。", True),
        ("7月用电量498.6 MWh,其中绿电398.6 MWh。", False),
        ("7月用电量498.6 MWh,其中绿电合同640.2 MWh。", False),
    ],
)
def test_a_part_that_is_more_than_its_whole(run: Run, text: str, found: bool) -> None:
    assert told(run, text) is found


@pytest.mark.parametrize(
    ("certificates", "sure", "found"),
    [
        ("5,900", 0.99, True),
        # Hardly more, as many, and hardly read.
        ("5,300", 0.99, False),
        ("5,100", 0.99, False),
        ("5,900", 0.95, False),
    ],
)
def test_a_scanned_table_whose_numbers_are_beyond_doubt(
    run: Run, certificates: str, sure: float, found: bool
) -> None:
    paper = document(
        "green-power-record", holder=FIRM, years=(2025,), title="绿证抵扣情况", origin=Origin.OCR
    )
    heads = [("外购电网电量", "kWh"), ("抵扣用绿证", "个")]
    drawn = with_table(paper, heads, ("全年", "5,140,000", certificates), sure=sure)
    assert ("C608" in run(drawn).of_documents()) is found
