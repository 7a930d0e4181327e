"""Y402: sentences that tell an amount of three years, and of one of them a part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
BEFORE = "2023年全年取水98,280立方米；2024年全年取水99,225立方米；"


def told(run: Run, text: str, *, kind: str = "performance-calculation", **more: object) -> bool:
    known = {"holder": FIRM, "issue_date": "2026-01-22"} | more
    paper = document(kind, title="近三年单位产品取水量说明", text=text, **known)
    return "Y402" in run(paper, day=date(2026, 3, 31)).of_documents()


@pytest.mark.parametrize(
    "last",
    [
        "2025年1月至9月取水73,080立方米",
        "2025年1-9月取水73,080立方米。2025年第四季度数据未列入本次计算",
        "2025年前三季度取水73,080立方米",
        "2025年上半年共取水43,080立方米",
        "2025年前10个月取水83,080立方米",
        "2025年4月至12月取水73,080立方米",
    ],
)
def test_the_third_year_in_part(run: Run, last: str) -> None:
    assert told(run, BEFORE + last)


@pytest.mark.parametrize(
    "last",
    [
        "2025年取水97,080立方米",
        "2025年1月至12月取水97,080立方米",
        # The rest of it is told as well, or all of it.
        "2025年上半年取水43,080立方米，2025年下半年取水53,080立方米",
        "2025年上半年取水43,080立方米，2025年全年取水97,080立方米",
        # Something else that was done in these months.
        "2025年取水97,080立方米；2025年1月至9月改造冷却塔3台",
        # A year that is not over.
        "2025年取水97,080立方米；2026年1月至2月取水9,080立方米",
    ],
)
def test_three_whole_years(run: Run, last: str) -> None:
    assert not told(run, BEFORE + last)


def test_what_was_written_in_that_year_or_is_of_one_year_alone(run: Run) -> None:
    part = "2025年1月至9月取水73,080立方米"
    assert not told(run, BEFORE + part, issue_date="2025-10-22")
    assert not told(run, part)
    assert not told(run, BEFORE + part, holder="白石样品电子有限公司")
    assert not told(run, BEFORE + part, kind="management-policy")
