"""C602: the bill of a month against the row of that month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
BOUGHT = "外购电量(kWh)"


def bill(title: str = "电费账单", **more: object) -> Document:
    known = {
        "holder": FIRM, "period_start": "2025-05-01", "period_end": "2025-05-31",
        "electricity_kwh": 412000.0,
    }  # fmt: skip
    return document("invoice", title=title, **{**known, **more})


def table(month: str, amount: str, heading: str = BOUGHT, file: str = "表.pdf") -> Document:
    paper = document("energy-consumption-table", file, holder=FIRM, years=(2025,))
    made = with_table(paper, [(heading, "kWh")], (month, amount))
    return replace(made, quantities=tuple(replace(q, year=2025) for q in made.quantities))


def told(run: Run, *papers: Document) -> bool:
    return "C602" in run(*papers).of_documents()


@pytest.mark.parametrize("month", ["5月", "2025年5月", "05月份"])
def test_a_month_that_its_table_gives_otherwise(run: Run, month: str) -> None:
    assert told(run, bill(), table(month, "382,000"))


@pytest.mark.parametrize(
    "other",
    [
        table("5月", "412,000"),
        # One of several meters; another month; another year; own power.
        table("5月", "190,000"),
        table("6月", "382,000"),
        table("2024年5月", "382,000"),
        table("5月", "382,000", "光伏发电量(kWh)"),
    ],
    ids=["equal", "far off", "month", "year", "heading"],
)
def test_a_table_that_agrees_or_is_of_something_else(run: Run, other: Document) -> None:
    assert not told(run, bill(), other)


def test_another_table_that_agrees(run: Run) -> None:
    other = table("5月", "412,000", file="又.pdf")
    assert not told(run, bill(), table("5月", "382,000"), other)


@pytest.mark.parametrize(
    "paper",
    [bill("用水账单"), bill(holder="白石样品电子有限公司"), bill(period_end="2025-06-30")],
    ids=["no bill of electricity", "another firm's", "two months"],
)
def test_a_bill_that_is_none_of_the_firm_s_month(run: Run, paper: Document) -> None:
    assert not told(run, paper, table("5月", "382,000"))
