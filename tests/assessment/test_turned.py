"""C602: one amount in two papers, two of its figures in another order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.document import Document
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_facts import accused

Run = Callable[..., Outcome]


def paper(label: str, value: str, file: str, unit: str = "m2", **more: object) -> Document:
    known = {"holder": FIRM, "years": (2025,), **more}
    made = document("project-record", file, **known)  # type: ignore[arg-type]
    return with_table(made, [("数值", unit)], (label, value))


FIRST = paper("房屋建筑面积", "48,260.35", "a.pdf")


@pytest.mark.parametrize(
    ("label", "value", "more", "found"),
    [
        ("总建筑面积", "42,860.35", {}, True),
        ("总建筑面积", "48,260.35", {}, False),
        # Another thing, year or unit; figures far apart; too few of them; the last places.
        ("绿化用地", "42,860.35", {}, False),
        ("总建筑面积", "42,860.35", {"years": (2024,)}, False),
        ("总建筑面积", "42,860.35", {"unit": "kWh"}, False),
        ("总建筑面积", "40,268.35", {}, False),
        ("总建筑面积", "48,260.53", {}, False),
        ("3月建筑面积", "42,860.35", {}, False),
        ("总建筑面积", "42,860.35", {"text": "原表更正如下"}, False),
        ("总建筑面积", "42,860.35", {"holder": "白石样品电子有限公司"}, False),
    ],
)
def test_two_papers(run: Run, label: str, value: str, more: dict[str, object], found: bool) -> None:
    other = paper(label, value, "b.pdf", **more)  # type: ignore[arg-type]
    assert accused(run(FIRST, other)) == ({"b.pdf"} if found else set())


def test_the_paper_is_told_of_that_fewer_agree_with(run: Run) -> None:
    other = paper("建筑面积", "42,860.35", "b.pdf")
    third = paper("厂房建筑面积", "42,860.35", "c.pdf")
    assert accused(run(FIRST, other, third)) == {"a.pdf"}


@pytest.mark.parametrize(
    ("label", "value", "more", "found"),
    [
        ("其中:自发自用", "2,104,000", {}, True),
        ("光伏自发自用电量", "2,104,000", {}, True),
        # Another thing, an aim, the year before, a month, no year.
        ("余电上网", "2,104,000", {}, False),
        ("计划自发自用", "2,104,000", {}, False),
        ("上年自发自用", "2,104,000", {}, False),
        (
            "自发自用",
            "2,104,000",
            {"period_start": "2025-06-01", "period_end": "2025-06-30"},
            False,
        ),
        ("自发自用", "2,104,000", {"years": ()}, False),
    ],
)
def test_a_number_of_few_figures_needs_one_name_and_one_year(
    run: Run, label: str, value: str, more: dict[str, object], found: bool
) -> None:
    first = paper("光伏自发自用", "2,140,000", "a.pdf", unit="kWh")
    other = paper(label, value, "b.pdf", unit="kWh", **more)
    assert accused(run(first, other)) == ({"b.pdf"} if found else set())


@pytest.mark.parametrize(
    ("label", "value", "found"),
    [
        ("总建筑面积", "43,260.35", True),
        # Another thing; two figures; too few of them.
        ("绿化面积", "43,260.35", False),
        ("总建筑面积", "43,270.35", False),
        ("总建筑面积", "48,260.30", False),
    ],
)
def test_an_area_with_one_figure_changed(run: Run, label: str, value: str, found: bool) -> None:
    assert accused(run(FIRST, paper(label, value, "b.pdf"))) == ({"b.pdf"} if found else set())


def test_what_was_added_to_an_area_explains_it(run: Run) -> None:
    more = paper("新建仓库建筑面积", "5,000", "c.pdf")
    assert not accused(run(FIRST, paper("总建筑面积", "43,260.35", "b.pdf"), more))


@pytest.mark.parametrize(
    ("label", "other", "found"),
    [
        ("全年生产电热水壶", "产量", True),
        ("全年生产电热水壶", "产品产量", True),
        # What is made of one thing may be of another; lines and plans make nothing yet.
        ("全年生产电热水壶", "生产电饭煲", False),
        ("全年生产电热水壶", "电饭煲产量", False),
        ("生产能力", "产量", False),
        ("计划生产电热水壶", "产量", False),
    ],
)
def test_what_was_made_and_the_output(run: Run, label: str, other: str, found: bool) -> None:
    first = paper(other, "2,980,000", "a.pdf", unit="台")
    second = paper(label, "2,890,000", "b.pdf", unit="台")
    assert accused(run(first, second)) == ({"b.pdf"} if found else set())


@pytest.mark.parametrize(
    ("label", "found"), [("全年共用自来水", True), ("厂区新水量", True), ("绿化浇洒", False)]
)
def test_by_another_name_of_one_amount(run: Run, label: str, found: bool) -> None:
    first = paper("取用新水", "52,840", "a.pdf", "m3", period_start="2025-01-01")
    papers = first, paper(label, "58,240", "b.pdf", "m3")
    assert bool(accused(run(*papers))) is found
