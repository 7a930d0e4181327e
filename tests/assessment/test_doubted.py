"""Which figures are looked at again, and what a second look is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.assessment.doubted import doubted, with_sure_figures
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
ROWS = (("电力", "801.11"), ("光伏", "151.90"), ("天然气", "557.36"), ("柴油", "25.64"))
WRONG, RIGHT = "1,586.01", "1,536.01"


def scanned(total: str, sure: float = 0.93, origin: Origin = Origin.OCR) -> Document:
    """A table whose last item and total were read so surely."""
    paper = document(
        "energy-consumption-table", "表.pdf", holder=FIRM, years=(2025,), origin=origin
    )
    made = with_table(paper, [("折标量(tce)", "tce")], *ROWS, ("合计", total))
    (table,) = made.tables
    rows = [
        replace(row, cells=tuple(replace(c, confidence=sure) for c in row.cells))
        if row.labels[-1:] in {("柴油",), ("合计",)}
        else row
        for row in table.rows
    ]
    return replace(made, tables=(replace(table, rows=tuple(rows)),))


def test_a_total_that_does_not_come_out_is_looked_at_with_its_doubtful_items() -> None:
    assert [place.quote for place in doubted(scanned(WRONG))] == ["25.64", WRONG]


@pytest.mark.parametrize(
    "paper",
    [scanned(RIGHT), scanned(WRONG, 0.99), scanned(WRONG, origin=Origin.TEXT_LAYER)],
    ids=["it comes out", "sure enough", "stored text"],
)
def test_nothing_else_is(paper: Document) -> None:
    assert list(doubted(paper)) == []


@pytest.mark.parametrize(
    ("odds", "found"),
    [(1e-5, True), (0.07, False), (None, False)],
    ids=["sure", "either", "unseen"],
)
def test_what_is_sure_accuses(run: Run, odds: float | None, found: bool) -> None:
    paper = scanned(WRONG)
    told = {} if odds is None else dict.fromkeys(doubted(paper), odds)
    assert ("C601" in run(with_sure_figures(paper, told)).of_documents()) is found


def test_a_total_that_comes_out_is_no_finding_however_sure(run: Run) -> None:
    assert "C601" not in run(scanned(RIGHT, 0.99)).of_documents()


@pytest.mark.parametrize(
    ("print_", "unit", "asked"),
    [
        ("4,863,000", "kWh", True),
        ("257.99", "t", True),
        ("0.563", "t", True),
        # Thousands or thousandths, as it stands alone; a number of nothing.
        ("4.863", "kWh", False),
        ("257.99", "", False),
    ],
)
def test_a_doubtful_amount_is_looked_at(print_: str, unit: str, asked: bool) -> None:
    paper = document("energy-consumption-table", "表.pdf", holder=FIRM, origin=Origin.OCR)
    made = with_table(paper, [("累计", unit)], ("外购电力", print_))
    unsure = replace(made, quantities=tuple(replace(q, confidence=0.8) for q in made.quantities))
    assert [place.quote for place in doubted(unsure)] == ([print_] if asked else [])
    assert list(doubted(made)) == []
