"""C602: two papers that give rows of one table alike, and one row otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_facts import accused

Run = Callable[..., Outcome]
Row = tuple[str, str]

USED: tuple[Row, ...] = (
    ("生物质颗粒", "1,283.40"),
    ("乙炔", "36.75"),
    ("石油焦", "472.68"),
)


def used(file: str, *rows: Row, unit: str = "t", **more: object) -> Document:
    known = {"holder": FIRM, "years": (2025,), **more}
    made = document("project-record", file, **known)  # type: ignore[arg-type]
    return with_table(made, [("消耗量", unit)], *rows)


def with_one(row: int, value: str, rows: tuple[Row, ...] = USED) -> tuple[Row, ...]:
    return (*rows[:row], (rows[row][0], value), *rows[row + 1 :])


@pytest.mark.parametrize(
    ("rows", "more", "found"),
    [
        # Another number; the same; in its last places; two others; another year.
        (with_one(2, "539.12"), {}, True),
        (USED, {}, False),
        (with_one(2, "472.70"), {}, False),
        (with_one(1, "48.90", with_one(2, "539.12")), {}, False),
        (with_one(2, "539.12"), {"years": (2024,)}, False),
        # Of another firm; corrected; a part of the works.
        (with_one(2, "539.12"), {"holder": "白石样品电子有限公司"}, False),
        (with_one(2, "539.12"), {"text": "原表更正如下"}, False),
        (with_one(2, "539.12"), {"title": "喷涂线消耗"}, False),
        # More than twice as much.
        (with_one(2, "1,390.50"), {}, False),
        # The numbers of two rows in each other's place; MWh for kWh.
        (with_one(0, "472.68", with_one(2, "1,283.40")), {}, True),
        (with_one(0, "1,283,400"), {}, True),
        (with_one(1, "367.5"), {}, True),
        (with_one(1, "368"), {}, False),
    ],
)
def test_one_row_of_a_table(
    run: Run, rows: tuple[Row, ...], more: dict[str, object], found: bool
) -> None:
    odd = used("b.pdf", *rows, **more)  # type: ignore[arg-type]
    assert accused(run(used("a.pdf", *USED), odd)) == ({"b.pdf"} if found else set())


def test_what_the_other_has_elsewhere_is_another_thing(run: Run) -> None:
    whole = used("a.pdf", *USED, ("焦粉", "539.12"))
    assert accused(run(whole, used("b.pdf", *with_one(2, "539.12")))) == set()


def test_tables_with_other_totals_are_of_other_boundaries(run: Run) -> None:
    papers = [
        used("a.pdf", *USED, ("合计", "1,792.83")),
        used("b.pdf", *with_one(2, "539.12"), ("合计", "1,859.27")),
    ]
    assert accused(run(*papers)) == set()


def test_emissions_are_reckoned_in_several_ways(run: Run) -> None:
    papers = [
        used(file, *rows, unit="tCO2e")
        for file, rows in (("a.pdf", USED), ("b.pdf", with_one(2, "539.12")))
    ]
    assert accused(run(*papers)) == set()


@pytest.mark.parametrize("rows", [with_one(0, "1,283,400"), with_one(2, "412.68")])
def test_of_a_scan_a_figure_may_be_misread(run: Run, rows: tuple[Row, ...]) -> None:
    odd = replace(used("b.pdf", *rows), origin=Origin.OCR)
    assert accused(run(used("a.pdf", *USED), odd)) == set()


def of_years(file: str, *numbers: str) -> Document:
    made = document("project-record", file, holder=FIRM)
    paper = with_table(made, [("2024年", "m3"), ("2025年", "m3")], ("氧气", *numbers))
    years = (2024, 2025)
    return replace(
        paper,
        quantities=tuple(replace(q, year=years[q.column]) for q in paper.quantities),
    )


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (("48,310", "48,310"), True),
        (("48,310", "51,270"), False),
        # Its own number in a year, of which only one paper tells.
        (("51,270", "46,120"), False),
        (("48,000", "48,000"), False),
    ],
)
def test_the_number_of_the_year_before(run: Run, numbers: tuple[str, ...], found: bool) -> None:
    papers = [of_years("a.pdf", "48,310", "51,270"), of_years("b.pdf", *numbers)]
    assert accused(run(*papers)) == ({"b.pdf"} if found else set())
