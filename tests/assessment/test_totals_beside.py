"""C601: totals that the rows above do not make, beside others, below a group, or in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes, with_table

Run = Callable[..., Outcome]
Row = tuple[str, ...]


def of_rows(heads: list[tuple[str, str]], *rows: Row, sure: float = 0.99) -> Document:
    paper = document("statistical-report", holder=FIRM, years=(2025,))
    return with_table(paper, heads, *rows, sure=sure)


def said(*lines: str) -> Document:
    made = tuple(
        Line(1, text, Box(0.1, 0.6 + 0.02 * n, 0.9, 0.62 + 0.02 * n), 0.99)
        for n, text in enumerate(lines)
    )
    return replace(document("meeting-record", holder=FIRM), lines=made)


MONTHS: tuple[Row, ...] = (
    ("1月", "412", "96", "5.6"),
    ("2月", "388", "84", "4.9"),
    ("3月", "431", "103", "5.2"),
    ("4月", "405", "118", "5.0"),
)
HEADS = [("外购", ""), ("自用", ""), ("均价", "")]


@pytest.mark.parametrize(
    ("total", "found"),
    [
        (("1,636", "401", "5.2"), set()),
        # A month left out; another year's; both columns are the rows', so only one may be wrong.
        (("1,636", "298", "5.2"), {"C601"}),
        (("1,205", "401", "5.2"), {"C601"}),
        (("1,205", "298", "5.2"), set()),
        # Among the rows it is their mean or their last, and ten times as much is something else.
        (("1,636", "100", "5.2"), set()),
        (("1,636", "4,010", "5.2"), set()),
        # Nothing beside it bears out that the rows are all.
        (("", "298", "5.2"), set()),
    ],
)
def test_a_total_beside_one_that_is_right(run: Run, total: Row, found: set[str]) -> None:
    assert codes(run, of_rows(HEADS, *MONTHS, ("合计", *total))) == found


def test_what_is_recognised_less_well(run: Run) -> None:
    rows = (*MONTHS, ("合计", "1,636", "340", "5.2"))
    wrong = of_rows(HEADS, *rows)
    assert codes(run, replace(wrong, origin=Origin.OCR)) == {"C601"}
    assert codes(run, replace(of_rows(HEADS, *rows, sure=0.9), origin=Origin.OCR)) == set()


@pytest.mark.parametrize(
    ("total", "found"), [("64.83", set()), ("58.17", {"C601"}), ("12.63", set())]
)
def test_shares_bear_the_stages_of_a_footprint_out(run: Run, total: str, found: set[str]) -> None:
    heads = [("kgCO2e/台", "kgCO2e/台"), ("占比%", "%")]
    stages = (("原材料", "44.62", "68.8"), ("运输", "7.58", "11.7"), ("制造", "12.63", "19.5"))
    assert codes(run, of_rows(heads, *stages, ("合计", total, "100.0"))) == found


GROUP: tuple[Row, ...] = (("外购电力", "6,420"), ("光伏自用", "1,180"))


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((*GROUP, ("用电合计", "7,600"), ("其中绿电", "2,000")), set()),
        ((*GROUP, ("用电合计", "7,180"), ("其中绿电", "2,000")), {"C601"}),
        # As much as other rows of the column make: it is of these.
        ((("绿证", "2,380"), *GROUP, ("可再生合计", "3,560")), set()),
        # What is missing stands below.
        ((*GROUP, ("用电合计", "7,860"), ("施工用电", "260")), set()),
        # It is far from what the rows make, and of others.
        ((*GROUP, ("用电合计", "3,190")), set()),
        ((("外购电力", "6,420"), ("其中绿电", "1,180"), ("用电合计", "7,180")), set()),
    ],
)
def test_the_sum_of_a_group(run: Run, rows: tuple[Row, ...], found: set[str]) -> None:
    assert codes(run, of_rows([("MWh", "kWh")], *rows)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("二季度电力排放712.4吨、燃气88.6吨,共801.0吨。", set()),
        ("二季度电力排放712.4吨、燃气88.6吨,共734.9吨。", {"C601"}),
        ("核查结果:直接排放402.15 t,能源间接排放2,916.48 t,总计3,127.94 tCO2e。", {"C601"}),
        ("每台各阶段为原材料51.8、运输3.4、制造16.6,合计64.9 kgCO2e/台。", {"C601"}),
        # Of some of them only; what is taken off; no part of it.
        ("二季度电力排放712.4吨、燃气88.6吨等,共734.9吨。", set()),
        ("电度电费612,400元,基本电费58,000元,力调电费 -4,600元,合计665,800元。", set()),
        ("电费612,400元,返还4,600元,合计607,800元。", set()),
        ("用电712.4 MWh、燃气88.6吨,共734.9吨。", set()),
        # The total of one quarter more, which stands there as well.
        ("电力排放712.4吨、燃气88.6吨,合计934.9吨。一季度为133.9吨。", set()),
    ],
)
def test_a_total_that_a_sentence_does_not_come_to(run: Run, text: str, found: set[str]) -> None:
    assert codes(run, said(text)) == found
