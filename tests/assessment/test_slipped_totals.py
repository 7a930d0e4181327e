"""C601: totals of tables that their rows make but for a slip, whatever is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes, with_table

Run = Callable[..., Outcome]
Row = tuple[str, ...]


def of_rows(heading: tuple[str, str], *rows: Row) -> Document:
    paper = document("product-carbon-footprint-report", holder=FIRM, years=(2025,))
    return with_table(paper, [heading], *rows)


STAGES: tuple[Row, ...] = (("原材料", "61.42"), ("运输", "3.18"), ("制造", "12.63"))


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("77.23", set()),
        # One figure changed; two that changed places; one left out.
        ("87.23", {"C601"}),
        ("72.73", {"C601"}),
        ("7.723", {"C601"}),
        # Nothing that these rows make is near it: of something else.
        ("45.93", set()),
        # As much as two of the rows: a choice of them.
        ("74.05", set()),
        ("77.24", set()),
    ],
)
def test_stages_of_a_footprint(run: Run, total: str, found: set[str]) -> None:
    paper = of_rows(("kgCO2e/件", "kgCO2e/件"), *STAGES, ("合计", total))
    assert codes(run, paper) == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # The wrong one is an item: 1,418 + 1,622 + 1,567 make 4,607.
        ((("一车间", "1,418"), ("二车间", "1,622"), ("三车间", "1,567"), ("合计", "4,607")), set()),
        (
            (("一车间", "4,118"), ("二车间", "1,622"), ("三车间", "1,567"), ("合计", "4,607")),
            {"C601"},
        ),
        (
            (("一车间", "1,418"), ("二车间", "1,622"), ("三车间", "9,567"), ("合计", "4,607")),
            {"C601"},
        ),
        # A row that is no number: what it would add is not known.
        (
            (("一车间", "4,118"), ("二车间", "未计"), ("三车间", "1,567"), ("合计", "4,607")),
            set(),
        ),
    ],
)
def test_an_item_is_slipped(run: Run, rows: tuple[Row, ...], found: set[str]) -> None:
    assert codes(run, of_rows(("生产线工时(h)", "h"), *rows)) == found


def test_a_subtotal_is_of_the_rows_since_the_one_before(run: Run) -> None:
    rows = [("甲", "112.5"), ("乙", "230.4"), ("小计", "342.9"), ("丙", "318.6"), ("丁", "95.7")]
    right, wrong = [*rows, ("小计", "414.3")], [*rows, ("小计", "441.3")]
    assert codes(run, of_rows(("单重(g/件)", "g/件"), *right)) == set()
    assert codes(run, of_rows(("单重(g/件)", "g/件"), *wrong)) == {"C601"}


@pytest.mark.parametrize(
    ("total", "sure", "found"),
    [
        # No recogniser lets two figures change places; it takes 1 for 7, and what it doubts.
        ("72.73", 0.99, {"C601"}),
        ("71.23", 0.99, set()),
        ("72.73", 0.9, set()),
    ],
)
def test_on_a_scan(run: Run, total: str, sure: float, found: set[str]) -> None:
    heading = [("kgCO2e/件", "kgCO2e/件")]
    paper = document("product-carbon-footprint-report", holder=FIRM, years=(2025,))
    scan = replace(paper, origin=Origin.OCR)
    assert codes(run, with_table(scan, heading, *STAGES, ("合计", total), sure=sure)) == found


@pytest.mark.parametrize(
    ("total", "found"),
    [("5,317.4", set()), ("5,371.4", {"C601"}), ("5.371.4", {"C601"}), ("5.317.4", set())],
)
def test_one_total_below_two_columns_of_one_heading(run: Run, total: str, found: set[str]) -> None:
    # January beside April, and one cell for all of them; a comma was read as a point.
    heads = [("用汽量", "t"), ("备注", ""), ("用汽量", "t")]
    rows = [
        ("1月", "912.6", "", "903.1"),
        ("2月", "846.3", "", "871.5"),
        ("3月", "905.2", "", "878.7"),
    ]
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,), origin=Origin.OCR)
    whole = ("合计", total, total, total)
    assert codes(run, with_table(paper, heads, *rows, whole)) == found
