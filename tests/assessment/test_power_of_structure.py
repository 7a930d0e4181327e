"""C602: the row of power of a table of energies, a figure off what was bought, or used."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_facts import accused, of_one

Run = Callable[..., Outcome]
PAPERS = (
    of_one("外购电力", "5,310,000", "ghg-report", "a.pdf"),
    of_one("净购入电力", "5,310,000", "energy-audit-report", "b.pdf"),
    of_one("总用电量", "6,420,000", "ghg-report", "c.pdf"),
    of_one("总用电量", "6,420,000", "energy-audit-report", "d.pdf"),
)


def found(run: Run, power: str, coal: str = "", label: str = "电力", **more: object) -> bool:
    known = {"holder": FIRM, "years": (2024,), "title": "能源消费结构", **more}
    paper = document("energy-consumption-table", "t.pdf", **known)  # type: ignore[arg-type]
    heads = [("实物量", "kWh"), ("折标系数", ""), ("折标量", "tce")]
    table = with_table(paper, heads, (label, power, "0.1229", coal or "1"))
    return "t.pdf" in accused(run(*PAPERS, table))


@pytest.mark.parametrize(
    ("power", "more", "told"),
    [
        ("6,820,000", {}, True),
        ("5,130,000", {}, True),
        # What was bought, or used; of neither more than one figure; another year, part or label.
        ("5,310,000", {}, False),
        ("6,420,000", {}, False),
        ("6,870,000", {}, False),
        ("6,820,000", {"years": (2023,)}, False),
        ("6,820,000", {"title": "涂装车间能源消费结构"}, False),
        ("6,820,000", {"label": "空压机用电"}, False),
    ],
)
def test_a_row_of_power(run: Run, power: str, more: dict[str, object], told: bool) -> None:
    assert found(run, power, **more) is told  # type: ignore[arg-type]


@pytest.mark.parametrize(("coal", "told"), [("838,178", True), ("789,018", False)])
def test_a_figure_may_be_misread(run: Run, coal: str, told: bool) -> None:
    assert found(run, "6,820,000", coal, origin=Origin.OCR) is told
