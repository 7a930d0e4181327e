"""C606: what a paper tells of its earlier versions no longer counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from evidencecheck.assessment.version_history import years_before
from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.geometry import Box
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]


def paper(*rows: str) -> Document:
    """A plan of the applicant's for the quality of its data, a row of print below the other."""
    plan = document(
        "data-quality-plan",
        title="数据质量控制计划",
        text="\n".join(rows),
        holder=FIRM,
        issue_date="2026-01-09",
    )
    lines = tuple(
        Line(1, line.text, Box(0.1, 0.03 * n, 0.9, 0.03 * n + 0.02))
        for n, line in enumerate(plan.lines, 1)
    )
    return replace(plan, lines=lines)


OLD = "0.5703"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((f"外购电力因子取{OLD}",), True),
        # In a sentence, in rows, with a number before the heading.
        ((f"修订记录：首版电力因子取{OLD}；二版改取公布值。",), False),
        (("5 版本历史", f"V1.0 2023年 首次编制，电力因子取{OLD}", "V1.1 2025年 改取公布值"), False),
        (("附录A 修订记录表", f"V1.0 2023-03 电力因子取{OLD}"), False),
        (("变更履历（历次）", "版次 日期 内容", f"A/0 2023-03-01 电力因子{OLD}"), False),
        # What stands behind it, and what only speaks of one.
        (("修订记录：首版取旧值。", f"二、外购电力因子取{OLD}"), True),
        (("修订记录", "V1.0 2023年 首次编制。", f"外购电力因子取{OLD}"), True),
        ((f"修订记录保存三年，外购电力因子取{OLD}",), True),
    ],
)
def test_a_factor_of_an_earlier_version(run: Run, rows: tuple[str, ...], told: bool) -> None:
    found = run(paper(*rows), day=date(2026, 9, 30)).of_documents()
    assert ("C606" in found) is told


@pytest.mark.parametrize(
    ("columns", "cells", "found"),
    [
        # Through the years; with the amounts that were reckoned with it.
        ([("年度", ""), ("因子(tCO2/MWh)", "tCO2/MWh")], ("2021", OLD), False),
        (
            [("年度", ""), ("电量(kWh)", "kWh"), ("因子(tCO2/MWh)", "tCO2/MWh")],
            ("2021", "1,200,000", OLD),
            True,
        ),
    ],
)
def test_the_rows_of_years_before(
    columns: list[tuple[str, str]], cells: tuple[str, ...], found: bool
) -> None:
    years = [cells, *((str(y), *cells[1:-1], "0.6096") for y in (2024, 2025))]
    paper = with_table(
        document("ghg-report", holder=FIRM), columns, *((row[0], *row) for row in years)
    )
    past = [line.text for line in years_before(paper)]
    assert (past == []) is found


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        # Each year by the factor that was to be had when it was reported on.
        (
            (
                ("2022", "1,200.0", OLD),
                ("2024", "1,300.0", "0.5366"),
                ("2025", "1,250.0", "0.5306"),
            ),
            False,
        ),
        # By one that had ended by then; the last year by one of long ago.
        ((("2022", "1,200.0", OLD), ("2024", "1,300.0", OLD), ("2025", "1,250.0", OLD)), True),
        (
            (
                ("2022", "1,200.0", "0.5366"),
                ("2024", "1,300.0", "0.5366"),
                ("2025", "1,250.0", OLD),
            ),
            True,
        ),
    ],
)
def test_the_factor_of_each_year(run: Run, rows: tuple[tuple[str, ...], ...], told: bool) -> None:
    columns = [("年度", ""), ("外购电MWh", "kWh"), ("电力因子", "")]
    made = document(
        "statistical-report", holder=FIRM, issue_date="2026-02-06", title="历年用电与排放表"
    )
    paper = with_table(made, columns, *((row[0], *row) for row in rows))
    lines = tuple(
        Line(1, " ".join(row), paper.tables[0].rows[n].cells[0].box) for n, row in enumerate(rows)
    )
    found = run(replace(paper, lines=lines), day=date(2026, 9, 30)).of_documents()
    assert ("C606" in found) is told
