"""Y402: a paper that is meant to be of a year and leaves months of it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.tables import DocumentTable, TableCell, TableColumn, TableRow
from tests.assessment.conftest import BOX, FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
_NUMBERS = count(1)


def paper(
    start: str, end: str, kind: str = "ghg-report", *, title: str = "", **more: object
) -> Document:
    known = {
        "holder": FIRM, "years": (int(start[:4]),), "period_start": start, "period_end": end,
    }  # fmt: skip
    return document(kind, f"{kind}{next(_NUMBERS)}.pdf", title=title, **{**known, **more})


def by_month(months: range, year: int = 2024, **more: object) -> Document:
    """A table of energy of a year whose rows are months."""
    made = paper(f"{year}-01-01", f"{year}-12-31", "energy-consumption-table", **more)
    rows = tuple(
        TableRow(1, (f"{month}月",), (TableCell("120.5", 1, BOX, 0.99),)) for month in months
    )
    return replace(made, tables=(DocumentTable("", (TableColumn(("电量",)),), rows),))


def told(run: Run, *papers: Document) -> bool:
    """Whether a document itself is told to be of a part of its year."""
    return "Y402" in run(*papers).of_documents()


def test_a_report_of_nine_months(run: Run) -> None:
    outcome = run(paper("2023-01-01", "2023-09-30"))
    (finding,) = (f for d in outcome.report.documents for f in d.findings if f.code == "Y402")
    assert dict(finding.params) == {"year": "2023", "covered": "273"}
    assert finding.citations[0].quote == "2023-09-30"


@pytest.mark.parametrize(
    ("file", "found"),
    [("2024年全年能源统计.xlsx", True), ("2024年能源月报.xlsx", False),
     ("2025年全年能源统计.xlsx", False), ("2024年度月报汇总.xlsx", False)],
)  # fmt: skip
def test_a_file_called_by_the_whole_year_beside_papers_on_it(
    run: Run, file: str, found: bool
) -> None:
    whole = paper("2024-01-01", "2024-12-31", "statistical-report")
    part = paper("2024-01-01", "2024-10-31", "statistical-report", title="2024年能源统计月报")
    assert told(run, whole, replace(part, file=file)) is found


@pytest.mark.parametrize(
    "report",
    [
        paper("2023-01-01", "2023-12-31"),
        # A part that its title names; the year that is not over; a few months only.
        paper("2023-01-01", "2023-06-30", title="2023年上半年温室气体排放报告"),
        paper("2026-01-01", "2026-09-30"),
        paper("2023-01-01", "2023-03-31"),
        # Of another firm, of a type that is meant for no year, hardly legible.
        paper("2023-01-01", "2023-09-30", holder=OTHER),
        paper("2023-01-01", "2023-09-30", "reduction-report"),
        paper("2023-01-01", "2023-09-30", sure=0.8),
    ],
)
def test_a_whole_year_or_what_is_meant_to_be_none(run: Run, report: Document) -> None:
    assert not told(run, report)


@pytest.mark.parametrize(
    ("months", "found"),
    [(range(1, 10), True), (range(1, 13), False), (range(1, 4), False), (range(3, 13), True)],
)
def test_a_table_of_energy_by_its_months(run: Run, months: range, found: bool) -> None:
    assert told(run, by_month(months)) is found


def test_months_of_which_one_was_not_read_tell_nothing(run: Run) -> None:
    gap = by_month(range(1, 10))
    (table,) = gap.tables
    lost = replace(table, rows=(*table.rows[:3], *table.rows[4:]))
    assert not told(run, replace(gap, tables=(lost,)))


def test_beside_a_table_of_the_whole_year_one_of_months_is_in_order(run: Run) -> None:
    part = by_month(range(1, 10))
    whole = paper("2024-01-01", "2024-12-31", "energy-consumption-table")
    before = paper("2023-01-01", "2023-12-31", "energy-consumption-table")
    assert told(run, part, before)
    assert not told(run, part, whole)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("2024年度能源统计月报汇总", True),
        ("2024年全年月度用能汇总表", True),
        ("2024年9月能源统计月报", False),
        ("2024年能源统计月报", False),
        ("2024年度第三季度月报汇总", False),
        ("2024年度1—9月月报汇总", False),
    ],
)
def test_reports_by_month_that_are_gathered_for_a_year(run: Run, title: str, found: bool) -> None:
    assert told(run, paper("2024-01-01", "2024-09-30", "statistical-report", title=title)) is found


def test_two_reports_of_one_year_are_each_meant_to_be_whole(run: Run) -> None:
    assert told(run, paper("2023-01-01", "2023-09-30"), paper("2023-01-01", "2023-12-31"))


def abreast(first: range, beside: dict[int, str]) -> Document:
    """A table by month of 2024, with another cell beside the amount of each month."""
    made = by_month(first)
    (table,) = made.tables
    rows = tuple(
        replace(
            row,
            cells=(
                TableCell(row.labels[-1], 1, BOX),
                *row.cells,
                TableCell(beside.get(n, ""), 1, BOX),
                TableCell("118.2", 1, BOX),
            ),
        )
        for n, row in zip(first, table.rows, strict=True)
    )
    columns = tuple(TableColumn((head,)) for head in ("月份", "电量", "月份", "电量"))
    return replace(made, tables=(replace(table, columns=columns, rows=rows),))


def test_months_side_by_side_are_those_of_a_whole_year(run: Run) -> None:
    half = range(1, 7)
    assert not told(run, abreast(half, {n: f"{n + 6}月" for n in half}))
    assert told(run, abreast(half, {}))
    # A remark that names one month is no column of them.
    assert told(run, abreast(half, {3: "2月"}))
    assert told(run, by_month(half))
