"""C601: columns whose headings say how they are reckoned, and brackets behind an amount."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Line
from evidencecheck.domain.geometry import Box
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes, with_table

Run = Callable[..., Outcome]
Row = tuple[str, ...]
Heads = list[tuple[str, str]]

FALLS: Heads = [("目标值", ""), ("较2025年降幅", "%")]
PAID: Heads = [("MWh", "kWh"), ("电能价 元/MWh", ""), ("环境溢价 元/MWh", ""), ("应付 元", "元")]
MARKS: Heads = [("笔试", ""), ("实操", "")]
BASE = "以2025年单位产品碳排放0.58tCO2e/t为基数:"

FELL: list[Row] = [
    ("2026", "0.551", "5.0%"),
    ("2027", "0.522", "10.0%"),
    ("2029", "0.406", "30.0%"),
]
COST: list[Row] = [
    ("7月", "260", "391.00", "16.00", "105,820.00"),
    ("8月", "255", "391.00", "16.00", "103,785.00"),
]
MARKED: list[Row] = [("甲", "92", "88"), ("乙", "84", "80"), ("丙", "90", "86"), ("丁", "78", "82")]


def said(text: str) -> tuple[Line, ...]:
    return (Line(1, text, Box(0.1, 0.1, 0.9, 0.12)),)


def found(run: Run, heads: Heads, *rows: Row, text: str = "", firm: str = FIRM) -> set[str]:
    made = with_table(document("training-record", holder=firm), heads, *rows)
    return codes(run, replace(made, lines=said(text)) if text else made) & {"C601"}


@pytest.mark.parametrize(
    ("heads", "rows", "text"),
    [
        (FALLS, [*FELL, ("2028", "0.464", "25.0%")], BASE),
        # The base is a row of the table.
        (FALLS, [("2025", "0.58", "—"), *FELL, ("2028", "0.464", "25.0%")], ""),
        (PAID, [*COST, ("9月", "230", "385.00", "16.00", "94,430.00")], ""),
        (MARKS, [*MARKED, ("平均", "86", "89")], ""),
    ],
)
def test_one_row_is_not_what_the_heading_says(
    run: Run, heads: Heads, rows: list[Row], text: str
) -> None:
    assert found(run, heads, *rows, text=text) == {"C601"}
    assert found(run, heads, *rows, text=text, firm="白石样品电子有限公司") == set()


@pytest.mark.parametrize(
    ("heads", "rows", "text"),
    [
        (FALLS, [*FELL, ("2028", "0.464", "20.0%")], BASE),
        # Rounded; no base is known; two depart; each year against the one before.
        (FALLS, [*FELL, ("2028", "0.463", "20.1%")], BASE),
        (FALLS, [*FELL, ("2028", "0.464", "25.0%")], ""),
        (FALLS, [*FELL[:2], ("2028", "0.464", "25.0%"), ("2029", "0.406", "35.0%")], BASE),
        ([("目标值", ""), ("同比降幅", "%")], [*FELL, ("2028", "0.464", "25.0%")], BASE),
        # A price that is paid otherwise in every row; a subsidy in two.
        (PAID, [*COST, ("9月", "230", "385.00", "16.00", "92,230.00")], ""),
        (PAID, [COST[0], ("8月", "255", "391.00", "16.00", "99,705.00"),
                ("9月", "230", "385.00", "16.00", "94,430.00")], ""),
        # Rounded; weighed; a mark that is missing; no other mean holds.
        (MARKS, [*MARKED, ("平均", "86", "84")], ""),
        (MARKS, [*MARKED, ("平均", "86", "83.6")], ""),
        ([("笔试", ""), ("合格率", "%")], [*MARKED, ("平均", "86", "89")], ""),
        (MARKS, [*MARKED[:3], ("丁", "78", "缺考"), ("平均", "86", "89")], ""),
        (MARKS, [*MARKED, ("平均", "81", "89")], ""),
    ],
)  # fmt: skip
def test_what_is_as_its_heading_says(run: Run, heads: Heads, rows: list[Row], text: str) -> None:
    assert found(run, heads, *rows, text=text) == set()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("8.04 kgCO2e/kg(原材料6.52、制造1.38、运输0.24)", True),
        ("全年用水48,600m3(生产29,400m3、生活12,300m3、绿化3,900m3)。", True),
        ("8.14 kgCO2e/kg(原材料6.52、制造1.38、运输0.24)", False),
        # Rounded; of another unit; not all of it; some of the parts; two of a kind.
        ("8.15 kgCO2e/kg(原材料6.52、制造1.38、运输0.24)", False),
        ("8.04 kgCO2e/kg(原材料6.52kg、制造1.38kg、运输0.24kg)", False),
        ("8.04 kgCO2e/kg(主要为原材料6.52、制造1.38、运输0.24)", False),
        ("11.32 kgCO2e/kg(原材料6.52、制造1.38、运输0.24)", False),
        ("8.04 kgCO2e/kg(上年8.24、限值9.10、行业8.90)", False),
        ("3号炉(功率120、台数3、额定360)", False),
    ],
)
def test_the_parts_in_a_bracket(run: Run, text: str, wrong: bool) -> None:
    paper = document("product-carbon-footprint-certificate", holder=FIRM)
    assert ("C601" in codes(run, replace(paper, lines=said(text)))) is wrong
