"""C602: papers on scope 3 alone are held against none on all emissions; what explains a gap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Line
from tests.assessment.conftest import BOX, FIRM, Outcome, document
from tests.assessment.test_amounts import report, statement, with_table
from tests.assessment.test_facts import accused, by_year

Run = Callable[..., Outcome]


def inventory(*head: str, file: str = "清单.xlsx", total: float = 48216.4) -> Document:
    paper = document(
        "ghg-inventory", file, holder=FIRM, years=(2025,), emissions_total=total
    )  # fmt: skip
    lines = tuple(Line(1, x, BOX) for x in (*head, "合计 48,216.40"))
    return replace(paper, title=None, lines=lines)


def is_accused(run: Run, paper: Document) -> bool:
    both = (statement(emissions_total=6470.89), report(emissions_total=6470.89))
    return bool(accused(run(paper, *both)))


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (inventory(f"{FIRM} 2025年度其他间接排放（类别3—6）"), False),
        (inventory(FIRM, "2025年范围3排放清单（类别1—类别15）"), False),
        (inventory("2025 Scope 3 inventory"), False),
        (inventory("温室气体排放清单", file="2025年其他间接排放清单.xlsx"), False),
        (inventory(FIRM, "2025年温室气体排放清单"), True),
        (inventory("2025年温室气体排放清单", "核算类别1至类别6"), True),
        (inventory("2025年温室气体排放清单", "不涉及其他间接排放"), True),
        (inventory("范围1、范围2、范围3排放清单"), True),
    ],
)
def test_a_list_without_a_title_says_at_its_head_what_it_is_of(
    run: Run, paper: Document, found: bool
) -> None:
    assert is_accused(run, paper) is found


@pytest.mark.parametrize(
    ("heading", "rows", "found"),
    [
        ("类别", ("3", "4", "类别5"), False),
        ("范围", ("范围三 上游运输", "范围三 员工通勤"), False),
        ("类别", ("1", "3", "4"), True),
        ("序号", ("3", "4"), True),
    ],
)
def test_a_list_by_categories_that_has_none_of_the_first_two(
    run: Run, heading: str, rows: tuple[str, ...], found: bool
) -> None:
    columns = [(heading, ""), ("排放量(tCO2e)", "tCO2e")]
    made = with_table(inventory(FIRM), columns, *((x, x, "24,108.2") for x in rows))
    assert is_accused(run, replace(made, quantities=())) is found


@pytest.mark.parametrize(
    ("label", "year", "explained"),
    [
        ("林业碳汇项目年减排", "2026", True),
        ("林业碳汇项目年减排", "2024", True),
        ("减排目标", "2024", False),
        ("规划减排量", "2025", False),
    ],
)
def test_what_is_only_hoped_for_explains_no_gap(
    run: Run, label: str, year: str, explained: bool
) -> None:
    plan = by_year(label, {year: "400"}, "tCO2e", "transition-plan", "plan.pdf")
    told = by_year("范围1", {"2025": "3,054.02"}, "tCO2e", "sustainability-report", "esg.pdf")
    others = [
        by_year("范围1", {"2025": "3,454.02"}, "tCO2e", kind, f"{kind}.pdf")
        for kind in ("ghg-report", "ghg-inventory")
    ]
    assert accused(run(told, plan, *others)) == (set() if explained else {"esg.pdf"})
