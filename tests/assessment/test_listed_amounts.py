"""C602: rows of ledgers against the papers whose numbers stand in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Said
from evidencecheck.domain.tables import TableCell, TableColumn
from tests.assessment.conftest import BOX, FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_facts import accused

Run = Callable[..., Outcome]
FIRST, SECOND = "2025330299000318", "2025330299000319"


def ledger(
    *rows: tuple[str, str], unit: str = "t", heading: str = "数量(t)", **more: object
) -> Document:
    """A list of numbers, with an amount for each and a column of remarks."""
    known = {"holder": FIRM, "years": (2025,), **more}
    made = with_table(
        document("waste-disposal-record", "台账.pdf", **known),  # type: ignore[arg-type]
        [("编号", ""), (heading, unit)],
        *((label, "", value) for label, value in rows),
    )
    (table,) = made.tables
    columns = (*table.columns, TableColumn(("备注",), unit=""))
    lines = []
    for row in table.rows:
        number, amount = row.cells
        number = replace(number, text=row.labels[0])
        lines.append(replace(row, cells=(number, amount, TableCell("", 1, BOX, 0.99))))
    return replace(made, tables=(replace(table, columns=columns, rows=tuple(lines)),))


def manifest(value: str, number: str = FIRST, title: str = "危险废物转移联单") -> Document:
    paper = document(
        "waste-disposal-record", "联单.pdf", title=title, holder=FIRM, certificate_number=number
    )
    return with_table(paper, [("数量", "t")], ("移出数量", value))


ROWS = ((FIRST, "2.36"), (SECOND, "1.12"), ("合计", "3.48"))


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (manifest("2.63"), {"联单.pdf", "台账.pdf"}),
        (manifest("2.96"), {"联单.pdf", "台账.pdf"}),
        (manifest("2.36"), set()),
        # Two scales; quite another amount; another number; a contract, of which a row is a part.
        (manifest("2.38"), set()),
        (manifest("9.63"), set()),
        (manifest("2.63", "2025330299000777"), set()),
        (manifest("2.63", title="危险废物处置合同"), set()),
    ],
)
def test_the_manifest_of_a_row(run: Run, paper: Document, found: set[str]) -> None:
    assert accused(run(ledger(*ROWS), paper)) == found


def test_a_ledger_that_does_not_add_up_is_told_of(run: Run) -> None:
    rows = (*ROWS[:2], ("合计", "3.75"))
    assert accused(run(ledger(*rows), manifest("2.63"))) == {"台账.pdf"}


@pytest.mark.parametrize(("holder", "found"), [(FIRM, True), ("白石样品电子有限公司", False)])
def test_a_ledger_of_another_firm(run: Run, holder: str, found: bool) -> None:
    assert bool(accused(run(ledger(*ROWS, holder=holder), manifest("2.63")))) is found


LOT = ("2PV33029924060113202507000000111", "2PV33029924060113202507000190011")
OTHER = ("2WF33029923110076202504000000111", "2WF33029923110076202504000300011")


@pytest.mark.parametrize(
    ("lot", "count", "found"),
    [
        (LOT, "1,600", True),
        (LOT, "1,900", False),
        # A part of the lot may be meant.
        (LOT[:1], "1,600", False),
    ],
)
def test_a_lot_of_certificates(run: Run, lot: tuple[str, ...], count: str, found: bool) -> None:
    held = document(
        "green-electricity-certificate", "绿证.pdf", text=f"编号区间:{LOT[0]}~{LOT[1]}",
        holder=FIRM, certificate_count=1900,
    )  # fmt: skip
    held = replace(held, said=(Said("共", 1900.0, "张", "1,900", held.place, 0.99, None),))
    rows = ("~".join(OTHER), "3,000"), ("~".join(lot), count)
    listed = ledger(*rows, unit="", heading="张数")
    assert accused(run(held, listed)) == ({"台账.pdf"} if found else set())
