"""C602: an exact number in one paper, one figure off from what others have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.assessment.own_papers import names
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from evidencecheck.domain.submission import Applicant
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_facts import accused, of_one

Run = Callable[..., Outcome]


def paper(label: str, value: str, file: str, unit: str = "t", **more: object) -> Document:
    known = {"holder": FIRM, "years": (2025,), **more}
    made = document("project-record", file, **known)  # type: ignore[arg-type]
    return with_table(made, [("数值", unit)], (label, value))


SEVERAL = (paper("废纸回用量", "36,418.27", "a.pdf"), paper("回用废纸", "36,418.27", "b.pdf"))


@pytest.mark.parametrize(
    ("label", "value", "more", "found"),
    [
        ("废纸回用", "36,718.27", {}, True),
        ("废纸回用", "34,618.27", {}, True),
        ("废纸回用", "36,418.27", {}, False),
        # Two figures of it; in the last places; another unit, year or thing.
        ("废纸回用", "36,752.27", {}, False),
        ("废纸回用", "36,418.77", {}, False),
        ("废纸回用", "36,718.27", {"unit": "kWh"}, False),
        ("废纸回用", "36,718.27", {"years": (2024,)}, False),
        ("纯水制备", "36,718.27", {"years": ()}, False),
        # Of another; of a verifier, by what was read, that speaks of the firm.
        ("废纸回用", "36,718.27", {"holder": "白石样品电子有限公司"}, False),
        (
            "废纸回用",
            "36,718.27",
            {"holder": "白石样品核查有限公司", "text": f"受{FIRM}委托"},
            True,
        ),
        # Its name goes on in the next line; a firm whose name is like it.
        (
            "废纸回用",
            "36,718.27",
            {"holder": "白石样品核查有限公司", "text": f"受{FIRM[:5]}\n{FIRM[5:]}委托"},
            True,
        ),
        (
            "废纸回用",
            "36,718.27",
            {"holder": "白石样品核查有限公司", "text": f"受{FIRM[:5]}\n{FIRM[6:]}委托"},
            False,
        ),
        ("废纸回用", "36,718.27", {"text": "原表更正如下"}, False),
    ],
)
def test_one_against_several(
    run: Run, label: str, value: str, more: dict[str, object], found: bool
) -> None:
    odd = paper(label, value, "c.pdf", **more)  # type: ignore[arg-type]
    assert accused(run(*SEVERAL, odd)) == ({"c.pdf"} if found else set())


def test_two_papers_of_which_none_has_company(run: Run) -> None:
    odd = paper("废纸回用", "36,718.27", "c.pdf")
    assert accused(run(SEVERAL[0], odd)) == set()


def test_another_paper_tells_of_what_lies_between(run: Run) -> None:
    odd = paper("废纸回用", "36,718.27", "c.pdf")
    other = paper("外售废纸", "300.00", "d.pdf")
    assert accused(run(*SEVERAL, odd, other)) == set()


@pytest.mark.parametrize(
    ("value", "found"), [("34,618.27", True), ("36,478.27", False), ("36,918.27", False)]
)
def test_of_a_scan_a_figure_may_be_taken_for_one_like_it(run: Run, value: str, found: bool) -> None:
    odd = replace(paper("废纸回用", value, "c.pdf"), origin=Origin.OCR)
    assert accused(run(*SEVERAL, odd)) == ({"c.pdf"} if found else set())


def test_the_name_stands_in_the_lines_of_a_cell(run: Run) -> None:
    odd = paper("废纸回用", "36,718.27", "c.pdf", holder="白石样品核查有限公司")
    assert accused(run(*SEVERAL, odd)) == set()
    named = with_table(odd, [("数值", "t")], ("委托方", f"{FIRM[:5]}\n{FIRM[5:]}"))
    named = replace(named, quantities=odd.quantities, tables=(*odd.tables, *named.tables))
    assert accused(run(*SEVERAL, named)) == {"c.pdf"}


@pytest.mark.parametrize("printed", ["示例（青河）机械 有限公司", "示例(青河)机械有限公司"])
def test_a_name_is_found_in_any_spelling(printed: str) -> None:
    known = Applicant("示例(青河)机械有限公司")
    assert names(document("contract", text=f"受{printed}委托"), known)
    assert not names(document("contract", text="受示例(白石)机械有限公司委托"), known)


EXACT = tuple(
    of_one("外购电力", "5,316,427", kind, file)
    for kind, file in (("ghg-report", "a.pdf"), ("energy-audit-report", "b.pdf"))
)


@pytest.mark.parametrize(
    ("label", "value", "origin", "found"),
    [
        # One of the last figures, of a fact of one year.
        ("外购电力", "5,316,477", Origin.TEXT_LAYER, True),
        ("外购电力", "5,316,827", Origin.TEXT_LAYER, True),
        # Added up from rounded numbers; rounded; two figures of it; of something else; misread.
        ("外购电力", "5,316,428", Origin.TEXT_LAYER, False),
        ("外购电力", "5,316,420", Origin.TEXT_LAYER, False),
        ("外购电力", "5,316,499", Origin.TEXT_LAYER, False),
        ("外购电力目标", "5,316,477", Origin.TEXT_LAYER, False),
        ("外购电力", "5,316,477", Origin.OCR, False),
    ],
)
def test_one_of_the_last_figures_of_a_fact(
    run: Run, label: str, value: str, origin: Origin, found: bool
) -> None:
    odd = replace(of_one(label, value, "performance-calculation", "c.pdf"), origin=origin)
    assert accused(run(*EXACT, odd)) == ({"c.pdf"} if found else set())


def test_the_others_do_not_agree_on_a_fact(run: Run) -> None:
    odd = of_one("外购电力", "5,316,477", "performance-calculation", "c.pdf")
    other = of_one("外购电力", "5,316,429", "statistical-report", "d.pdf")
    assert "c.pdf" not in accused(run(*EXACT, odd, other))


def test_a_difference_in_the_last_figures_that_some_paper_tells_of(run: Run) -> None:
    odd = of_one("外购电力", "5,316,827", "performance-calculation", "c.pdf")
    shed = of_one("车棚用电", "400", "green-power-record", "d.pdf")
    assert accused(run(*EXACT, odd, shed)) == set()
