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


def invoice(month: str, kwh: str, file: str = "发票.pdf", **more: object) -> Document:
    text = f"电子发票\n*供电*电费 kWh {kwh}\n备注:2025年{month}电费"
    paper = document("invoice", file, text=text, **{"holder": FIRM, **more})  # type: ignore[arg-type]
    return with_table(paper, [("数量", "kWh")], ("*供电*电费(峰)", kwh))


@pytest.mark.parametrize(
    ("kwh", "others", "found"),
    [
        # Two figures turned, or one changed; otherwise where other invoices are those of the rows.
        ("328,000", (), True),
        ("372,000", (), True),
        ("361,540", (), False),
        ("361,540", (invoice("6月", "401,000", "六.pdf"),), True),
        ("361,540", (invoice("6月", "402,900", "六.pdf"),), False),
        ("382,000", (), False),
        ("228,000", (), False),
    ],
)
def test_an_invoice_of_a_month(
    run: Run, kwh: str, others: tuple[Document, ...], found: bool
) -> None:
    paper = document("energy-consumption-table", "表.pdf", holder=FIRM, years=(2025,))
    both = with_table(paper, [(BOUGHT, "kWh")], ("5月", "382,000"), ("6月", "401,000"))
    both = replace(both, quantities=tuple(replace(q, year=2025) for q in both.quantities))
    assert told(run, invoice("5月", kwh), both, *others) is found


def test_gas_of_a_month(run: Run) -> None:
    bill = document("invoice", text="备注:2025年5月用气", holder=FIRM)
    bill = with_table(bill, [("数量", "m3")], ("*天然气*管道天然气", "26,200"))
    paper = document("energy-consumption-table", "表.pdf", holder=FIRM, years=(2025,))
    for value, found in (("23,900", False), ("27,200", True), ("26,200", False)):
        made = with_table(paper, [("天然气(Nm3)", "Nm3")], ("5月", value))
        made = replace(made, quantities=tuple(replace(q, year=2025) for q in made.quantities))
        assert told(run, bill, made) is found
