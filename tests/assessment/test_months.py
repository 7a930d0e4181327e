"""Y402: tables by month, quarter or half that leave some of a year out; papers that begin late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.tables import TableCell
from tests.assessment.conftest import BOX, FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
MONTHS = [f"{n}月" for n in range(1, 13)]


def by_period(
    labels: Sequence[str], title: str = "2025年外购电量统计", **fields: object
) -> Document:
    """A table of the firm with a period in the first cell of each row."""
    known = {"holder": FIRM, "years": (2025,), "issue_date": "2026-01-08", **fields}
    paper = document("waste-disposal-record", title=title, **known)  # type: ignore[arg-type]
    made = with_table(paper, [("电量", "kWh")], *((label, "305,200") for label in labels))
    (table,) = made.tables
    rows = tuple(
        replace(row, cells=(TableCell(label, 1, BOX), *row.cells))
        for label, row in zip(labels, table.rows, strict=True)
    )
    return replace(made, tables=(replace(table, rows=rows),))


@pytest.mark.parametrize(
    ("labels", "title", "found"),
    [
        ([m for m in MONTHS if m != "8月"], "2025年外购电量月度统计", True),
        (["1—2月", "3—4月", "5—6月", "7—8月", "9—10月"], "2025年天然气清单", True),
        (["一季度", "二季度", "三季度"], "2025年用水统计", True),
        (MONTHS, "2025年外购电量月度统计", False),
        (["1—3月", "4—6月", "7—9月", "10—12月"], "2025年用水统计", False),
        (["上半年", "三季度", "四季度"], "2025年用水统计", False),
        # The stroke of 一季度 was lost.
        (["季度", "二季度", "三季度", "四季度"], "2025年用水统计", False),
        # It says itself that it is of a part; too little to be meant for the year.
        (MONTHS[:9], "2025年前三季度外购电量统计", False),
        (MONTHS[:10], "2025年能源统计报表(1—10月)", False),
        (MONTHS[:6], "2025年外购电量统计", False),
    ],
)
def test_a_table_of_periods_tells_of_the_whole_year(
    run: Run, labels: list[str], title: str, found: bool
) -> None:
    assert ("Y402" in run(by_period(labels, title)).of_documents()) is found


def test_a_year_that_was_not_over_is_told_as_far_as_it_went(run: Run) -> None:
    paper = by_period(MONTHS[:10], issue_date="2025-11-04")
    assert "Y402" not in run(paper).of_documents()


@pytest.mark.parametrize(
    "owner", [{"holder": "白石样品电子有限公司"}, {"issuer": "白石样品电子有限公司"}]
)
def test_the_table_of_another_firm_may_begin_when_it_likes(run: Run, owner: dict[str, str]) -> None:
    assert "Y402" not in run(by_period(MONTHS[:10], **owner)).of_documents()


def test_three_years_in_the_rows_of_one_table(run: Run) -> None:
    rows = ["2023年一、二季度", "2023年三、四季度", "2024年全年", "2025年一至三季度"]
    years = (2023, 2024, 2025)
    assert "Y402" in run(by_period(rows, "危险废物产生情况", years=years)).of_documents()
    whole = [*rows[:3], "2025年全年"]
    assert "Y402" not in run(by_period(whole, "危险废物产生情况", years=years)).of_documents()


def certificate(start: str, end: str = "2025-12-31", file: str = "a.pdf") -> Document:
    years = tuple(range(int(start[:4]), int(end[:4]) + 1))
    return document(
        "compliance-certificate", file, holder=FIRM, issuer="某区示例局", issue_date="2026-02-26",
        period_start=start, period_end=end, years=years,
    )  # fmt: skip


def test_a_certificate_on_three_years_begins_with_the_first(run: Run) -> None:
    assert "Y402" in run(certificate("2023-07-01")).of_documents()
    assert "Y402" not in run(certificate("2023-01-01")).of_documents()
    assert "Y402" not in run(certificate("2023-02-20", "2026-02-19")).of_documents()
    # Another paper of the same office tells of what was before.
    before = certificate("2022-01-01", "2023-06-30", "b.pdf")
    assert "Y402" not in run(certificate("2023-07-01"), before).of_documents()


def test_a_young_factory_begins_when_it_was_founded(run: Run) -> None:
    founded = date(2023, 7, 15)
    assert "Y402" not in run(certificate("2023-07-15"), established=founded).of_documents()


def test_halves_and_quarters_of_other_years_beside_it(run: Run) -> None:
    rows = ["2023年全年", "2024年上半年", "2024年下半年", "2025年一至三季度"]
    known = {"years": (2023, 2024, 2025)}
    outcome = run(by_period(rows, "危险废物产生情况", **known))
    (found,) = (f for d in outcome.report.documents for f in d.findings if f.code == "Y402")
    assert dict(found.params)["year"] == "2025"
    assert found.citations[0].quote == "2025年一至三季度"
    whole = [*rows[:3], "2025年1—3月", "2025年二、三、四季度"]
    assert "Y402" not in run(by_period(whole, "危险废物产生情况", **known)).of_documents()


@pytest.mark.parametrize(
    ("labels", "founded", "found"),
    [
        (MONTHS[2:], date(2025, 2, 17), False),
        (MONTHS[2:], date(2019, 2, 17), True),
        # It began in January and leaves out a month all the same.
        ([m for m in MONTHS if m != "8月"], date(2025, 1, 3), True),
    ],
)
def test_a_factory_that_was_founded_in_that_year(
    run: Run, labels: list[str], founded: date, found: bool
) -> None:
    outcome = run(by_period(labels), established=founded)
    assert ("Y402" in outcome.of_documents()) is found


@pytest.mark.parametrize(
    ("kind", "start", "end", "found"),
    [
        ("waste-disposal-record", "2025-11-01", "2025-12-31", False),
        # Not all of the rest; of another year; a paper on something else; the whole over again.
        ("waste-disposal-record", "2025-11-01", "2025-11-30", True),
        ("waste-disposal-record", "2024-11-01", "2024-12-31", True),
        ("water-assessment-report", "2025-11-01", "2025-12-31", True),
        ("waste-disposal-record", "2025-01-01", "2025-12-31", True),
    ],
)
def test_another_paper_tells_of_the_rest(
    run: Run, kind: str, start: str, end: str, found: bool
) -> None:
    rest = document(kind, "b.pdf", holder=FIRM, period_start=start, period_end=end)
    assert ("Y402" in run(by_period(MONTHS[:10]), rest).of_documents()) is found


def test_what_another_office_certifies_fills_no_gap(run: Run) -> None:
    late = certificate("2023-07-01")
    before = document(
        "compliance-certificate", "b.pdf", holder=FIRM, issuer="某市另一示例局",
        issue_date="2026-02-26", period_start="2022-01-01", period_end="2023-06-30",
    )  # fmt: skip
    assert "Y402" in run(late, before).of_documents()


@pytest.mark.parametrize(("sure", "found"), [(0.8, False), (0.83, True)])
def test_a_late_start_that_was_hardly_read_is_none(run: Run, sure: float, found: bool) -> None:
    faint = replace(
        certificate("2023-07-01"),
        fields=tuple(
            replace(f, confidence=sure) if f.name == "period_start" else f
            for f in certificate("2023-07-01").fields
        ),
    )
    assert ("Y402" in run(faint).of_documents()) is found


@pytest.mark.parametrize(
    ("second", "found"),
    [(("2025-02-01", "2026-03-15"), False), (("2025-08-01", "2026-03-15"), True), (None, True)],
    ids=["goes on", "leaves months out", "alone"],
)
def test_clean_records_that_together_are_of_three_years(
    run: Run, second: tuple[str, str] | None, found: bool
) -> None:
    def record(
        name: str, start: str, end: str, years: tuple[int, ...], issuer: str = "青河市应急管理局"
    ) -> Document:
        return document(
            "compliance-certificate", f"{name}.pdf", holder=FIRM, issue_date="2026-03-20",
            issuer=issuer,
            period_start=start, period_end=end, years=years,
        )  # fmt: skip

    papers = [record("一", "2023-03-01", "2025-01-31", (2023, 2024, 2025))]
    if second is not None:
        papers.append(record("二", *second, (2025, 2026)))
    assert ("Y402" in run(*papers).of_documents()) is found
    if not found:
        # What another body knows fills none of its years.
        other = record("三", "2025-02-01", "2026-03-15", (2025, 2026), "青河市税务局")
        assert "Y402" in run(papers[0], other).of_documents()


@pytest.mark.parametrize(
    ("beside", "found"),
    [
        (["9月", "10月", "11月", "12月"], False),
        ([], True),
        # A remark that names one month; what is no month.
        (["7月"], True),
        (["检修", "检修", "停产"], True),
    ],
)
def test_the_rest_of_the_months_side_by_side(run: Run, beside: list[str], found: bool) -> None:
    made = by_period(MONTHS[:8], "2025年外购电量统计")
    (table,) = made.tables
    further = [*beside, *[""] * 8]
    rows = tuple(
        replace(row, cells=(*row.cells, TableCell(text, 1, BOX)))
        for row, text in zip(table.rows, further[:8], strict=True)
    )
    wide = replace(made, tables=(replace(table, rows=rows),))
    assert ("Y402" in run(wide).of_documents()) is found


@pytest.mark.parametrize(
    ("first", "kind", "found"),
    [
        ("2023年(7月至12月)", "waste-disposal-record", True),
        ("2023年(7月至12月)", "unknown", True),
        ("2023年(全年)", "unknown", False),
        ("2023年(1月至12月)", "unknown", False),
    ],
)
def test_half_a_year_beside_two_whole_ones(run: Run, first: str, kind: str, found: bool) -> None:
    labels = [first, "2024年(全年)", "2025年(全年)"]
    paper = replace(by_period(labels, "近三年外购电力说明", years=(2023, 2024, 2025)), type=kind)
    assert ("Y402" in run(paper).of_documents()) is found


def test_the_year_that_is_not_over_is_told_as_far_as_it_went(run: Run) -> None:
    labels = ["2024年(全年)", "2025年(全年)", "2026年(1月至3月)"]
    paper = by_period(labels, "近三年外购电力说明", years=(2024, 2025), issue_date="2026-04-08")
    assert "Y402" not in run(paper).of_documents()
