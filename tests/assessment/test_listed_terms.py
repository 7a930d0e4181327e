"""V201 in a row of a list: what had run out when the list was made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import DocumentTable, TableCell, TableColumn, TableRow
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
BOX = Box(0.1, 0.4, 0.6, 0.42)


def meters(
    *rows: tuple[str, str],
    heading: str = "检定有效期至",
    made: str = "2026-03-10",
    kind: str = "metering-list",
    sure: float = 0.99,
) -> Document:
    """A list of instruments: name and end of validity of each."""
    paper = document(kind, "计量台账.xlsx", holder=FIRM, issue_date=made, origin=Origin.CELL)
    columns = tuple(TableColumn((name,)) for name in ("器具名称", heading))
    cells = tuple(
        TableRow(1, (row[0],), tuple(TableCell(text, 1, BOX, sure) for text in row)) for row in rows
    )
    return replace(paper, tables=(DocumentTable("", columns, cells),))


RUNNING = (("关口电能表", "2029-06-17"), ("水表", "2027年4月21日"), ("台秤", "2026/9/9"))
PAST = ("热处理电能表", "2025-12-31")


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (meters(*RUNNING, PAST), True),
        (meters(*RUNNING, PAST, heading="下次检定日期"), True),
        # It ran out since, it is told of, or the column is another.
        (meters(*RUNNING, PAST, made="2025-11-10"), False),
        (meters(*RUNNING, ("热处理电能表（停用）", "2025-12-31")), False),
        (meters(*RUNNING, PAST, heading="检定日期"), False),
        # Most of them: what the column tells is something past.
        (meters(RUNNING[0], PAST, PAST, PAST), False),
        (meters(*RUNNING, PAST, sure=0.8), False),
        (meters(*RUNNING, PAST, kind="training-record"), False),
    ],
)
def test_a_row_that_had_run_out(run: Run, paper: Document, found: bool) -> None:
    assert ("V201" in run(paper).of_documents()) is found
