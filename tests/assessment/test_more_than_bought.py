"""C608: certificates set against the power of a year of which other papers tell less."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_facts import AUDIT, REPORT, of_one
from tests.assessment.test_sentences import amount

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"


def uses(title: str = "2024年度绿证使用清单", **more: object) -> Document:
    known = {"holder": FIRM, "years": (2024,), **more}
    return document("green-power-record", "u.pdf", title=title, **known)  # type: ignore[arg-type]


def in_words(
    count: float, what: str = "全年使用绿证", unit: str = "个", **more: object
) -> Document:
    """A list that counts certificates in a sentence."""
    return replace(uses(**more), said=(amount(what, count, unit),))  # type: ignore[arg-type]


def in_rows(count: str, label: str = "绿证", unit: str = "个") -> Document:
    """A list that counts certificates in a row of a table."""
    return with_table(uses(), [("数量", unit)], (label, count))


def told(run: Run, *papers: Document) -> list[tuple[str, str, str]]:
    """The file that is asked about, how much it claims, and how much there is."""
    return [
        (d.document.file, str(dict(f.params)["claimed"]), str(dict(f.params)["limit"]))
        for d in run(*papers).report.documents
        for f in d.findings
        if f.code == "C608"
    ]


@pytest.mark.parametrize(
    "paper",
    [
        in_words(5600),
        in_words(5600, title="2024年度绿证抵扣明细"),
        in_words(5600, title="2024年度绿证抵消说明"),
        in_words(5600, "核销绿色电力证书", "张"),
        in_rows("5,600"),
        in_rows("5,600", "绿色电力证书", "张"),
    ],
)
def test_more_certificates_than_other_papers_say_was_bought(run: Run, paper: Document) -> None:
    assert told(run, REPORT, AUDIT, paper) == [("u.pdf", "5,600 MWh", "5,310 MWh")]


@pytest.mark.parametrize(
    "paper",
    [
        # Fewer; as many but for a per cent; so many that it is something else.
        in_words(5200),
        in_words(5350),
        in_words(56_000),
        in_rows("5,200"),
        # Of a half of the year, of another year, of several.
        in_words(5600, title="2024年上半年绿证使用清单"),
        in_words(5600, years=(2023,)),
        in_words(5600, years=(2023, 2024)),
        # A list of what there is; of another firm; of other things.
        in_words(5600, title="2024年度绿证台账"),
        in_words(5600, holder=OTHER),
        in_words(5600, "全年使用灯具"),
        in_words(5600, unit="元"),
        in_rows("5,600", "灯具"),
        in_rows("5,600", unit="元"),
    ],
)
def test_certificates_that_are_covered_or_of_something_else(run: Run, paper: Document) -> None:
    assert told(run, REPORT, AUDIT, paper) == []


def test_a_list_that_says_itself_what_was_bought_is_held_against_that(run: Run) -> None:
    counted = in_words(5600)
    bought = amount("全年外购电量", 5_700_000, "kWh")
    assert told(run, REPORT, AUDIT, replace(counted, said=(*counted.said, bought))) == []
    used = amount("全年空压机用电量", 5_700_000, "kWh")
    assert told(run, REPORT, AUDIT, replace(counted, said=(*counted.said, used))) != []


def test_one_paper_alone_may_be_of_a_part(run: Run) -> None:
    assert told(run, REPORT, in_words(5600)) == []


def test_of_several_amounts_the_largest_is_the_bound(run: Run) -> None:
    larger = of_one("外购电力", "5,610,000", "performance-calculation", "c.xlsx")
    assert told(run, REPORT, AUDIT, larger, in_words(5600)) == []
    assert told(run, REPORT, AUDIT, larger, in_words(5800)) == [("u.pdf", "5,800 MWh", "5,610 MWh")]
