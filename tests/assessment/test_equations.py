"""C601: what is written out to be reckoned, in a line and by the letters of rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]


def line(text: str, **more: object) -> Document:
    known = {"holder": FIRM, "years": (2025,), **more}
    return document("performance-calculation", text=text, **known)  # type: ignore[arg-type]


def accused(run: Run, paper: Document) -> bool:
    return "C601" in run(paper).of_documents()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("924.76tce×1000÷1,945台=425.46kgce/台", True),
        ("924.76tce×1000÷1,945台=475.46kgce/台", False),
        ("节能灯具占比=1,006÷1,164=96.4%,超过90%。", True),
        ("节能灯具占比=1,006÷1,164=86.4%,超过90%。", False),
        ("抵消比例=(429.28+40.00)/3,171.55×100%=54.8%", True),
        ("抵消比例=(429.28+40.00)/3,171.55×100%=14.8%", False),
        ("节电量=(0.286-0.231)×1,460,000=83,300kWh", True),
        ("节电量=(0.286-0.231)×1,460,000=80,300kWh", False),
        ("减排量:286.4 MWh×0.5366 tCO2/MWh=153.68 tCO2。", False),
        ("天然气8.930万Nm3×21.62=193.07 tCO2;柴油22.60 t×3.096=69.97 tCO2", False),
        # The end of a sum whose beginning is words; rows of a table; years; a size.
        ("排放量=用电量×0.5366×12=2.9", False),
        ("占比=5÷3=100.00%", False),
        ("2023-2025=3年", False),
        ("风管1200×800,截面积0.96m2", False),
        # What is reckoned with further.
        ("240×8=1,900×2=3,840h", False),
    ],
)
def test_a_line(run: Run, text: str, found: bool) -> None:
    assert accused(run, line(text)) is found


def test_an_equation_over_two_lines(run: Run) -> None:
    assert accused(run, line("折标准煤=81,900×\n0.1229÷1000=12.07tce(当量值)。"))
    assert not accused(run, line("折标准煤=81,900×\n0.1229÷1000=10.07tce(当量值)。"))


@pytest.mark.parametrize(
    "text",
    ["12×" * 3000 + "7", f"{'9' * 400}×2=10", f"0.{'0' * 330}5×2=10", f"{'(' * 390}5+2=9", "5×2=0"],
)
def test_what_is_no_amount_is_left(run: Run, text: str) -> None:
    assert not accused(run, line(text))


def test_of_another_firm(run: Run) -> None:
    assert not accused(run, line("1,006÷1,164=96.4%", holder="白石样品电子有限公司"))


@pytest.mark.parametrize(
    ("text", "sure", "found"),
    [
        # 475.46 with its 7 read as 2 and so on: one figure.
        ("924.76×1000÷1,945=475.48", 0.95, False),
        ("1,006÷1,164=88.4%", 0.95, False),
        ("1,006÷1,164=88.4%", 0.99, True),
        # A comma that was read as a point.
        ("4,284,000-3,672,000=612.000kWh", 0.99, False),
    ],
)
def test_a_scan(run: Run, text: str, sure: float, found: bool) -> None:
    paper = line(text, origin=Origin.OCR)
    lines = tuple(replace(x, confidence=sure) for x in paper.lines)
    assert accused(run, replace(paper, lines=lines)) is found


def lettered(*rows: tuple[str, ...], origin: Origin = Origin.TEXT_LAYER) -> Document:
    paper = document(
        "performance-calculation", holder=FIRM, years=(2025,), text="抵消比例计算", origin=origin
    )
    heads = [("", ""), ("项目", ""), ("数值", "")]
    return with_table(paper, heads, *(("", *row) for row in rows))


A, B, C = ("A", "排放总量", "3,171.55"), ("B", "绿证抵扣", "429.28"), ("C", "碳普惠", "40.00")


@pytest.mark.parametrize(
    ("label", "value", "found"),
    [
        ("抵消比例((B+C)÷A)", "54.8%", False),  # Brackets within: not understood.
        ("抵消量(B+C)", "496.28", True),
        ("抵消量(B+C)", "469.28", False),
        ("抵消量(B+C)", "-469.28", False),
        ("比(B÷A)", "-0.135", False),
        ("比例(B÷A)", "53.5%", True),
        ("比例(B÷A)", "13.5%", False),
        ("比例=B÷A×100%", "13.5%", False),
        # A range, and what is no formula of rows.
        ("第1-3项", "12", False),
        ("类别1+2", "12", False),
    ],
)
def test_a_row_by_the_letters_of_others(run: Run, label: str, value: str, found: bool) -> None:
    assert accused(run, lettered(A, B, C, ("D", label, value))) is found


def test_rows_by_numbers(run: Run) -> None:
    bought, own = ("1", "外购电力", "7,348,500"), ("2", "光伏自用", "1,462,000")
    right, wrong = ("3", "用电总量(1+2)", "8,810,500"), ("3", "用电总量(1+2)", "8,180,500")
    assert accused(run, lettered(bought, own, wrong))
    assert not accused(run, lettered(bought, own, right))
    misread = ("2", "光伏自用", "1,462.000")
    assert not accused(run, lettered(bought, misread, right, origin=Origin.OCR))
