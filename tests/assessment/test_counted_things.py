"""C602: how many of a thing stand there, in two papers of one time, with figures turned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_facts import accused
from tests.assessment.test_sentences import amount

Run = Callable[..., Outcome]


def told(label: str, value: float, unit: str, file: str, day: str = "2025-12-20") -> Document:
    known = {"holder": FIRM, "issue_date": day, "text": f"本厂{label}{value:g}{unit}。"}
    paper = document("platform-description", file, **known)  # type: ignore[arg-type]
    said = amount(label, value, unit)
    return replace(paper, said=(replace(said, citation=replace(said.citation, file=file)),))


FIRST = told("全厂在用计量器具共", 274, "台", "a.pdf")


@pytest.mark.parametrize(
    ("label", "value", "day", "found"),
    [
        ("在用能源计量器具合计", 247, "2025-11-02", True),
        # The same; other figures; another thing; some of them; another part, or time.
        ("在用能源计量器具合计", 274, "2025-11-02", False),
        ("在用能源计量器具合计", 427, "2025-11-02", False),
        ("在用能源计量器具合计", 248, "2025-11-02", False),
        ("在用数控机床合计", 247, "2025-11-02", False),
        ("本年送检的计量器具", 247, "2025-11-02", False),
        ("2号厂房计量器具", 247, "2025-11-02", False),
        ("在用能源计量器具合计", 247, "2025-02-02", False),
    ],
)
def test_meters(run: Run, label: str, value: float, day: str, found: bool) -> None:
    outcome = run(FIRST, told(label, value, "台", "b.pdf", day))
    assert accused(outcome) == ({"b.pdf"} if found else set())


def test_papers_without_a_day_say_nothing_of_three_figures(run: Run) -> None:
    assert not accused(run(FIRST, told("计量器具总数", 247, "台", "b.pdf", "")))


@pytest.mark.parametrize(
    ("value", "day", "found"),
    [(2680, "2025-03-02", True), (2680, "2023-03-02", False), (8260, "2025-03-02", False)],
)
def test_lamps_of_a_table_that_adds_them_up(run: Run, value: float, day: str, found: bool) -> None:
    paper = document("equipment-list", "t.pdf", holder=FIRM, issue_date="2025-12-20", text="灯")
    rows = (("一车间", "1,400"), ("二车间", "1,460"), ("合计", "2,860"))
    ledger = with_table(replace(paper, type="equipment-list"), [("盏", "盏")], *rows)
    ledger = replace(ledger, lines=(*ledger.lines, replace(ledger.lines[0], text="LED灯具 盏")))
    outcome = run(ledger, told("各厂房现装工矿灯", value, "盏", "u.pdf", day))
    assert accused(outcome) == ({"u.pdf"} if found else set())
