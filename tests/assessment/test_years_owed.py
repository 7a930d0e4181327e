"""How many calendar years a slot wants covered, each slot by its own number."""

from __future__ import annotations

import pytest

from evidencecheck.assessment import assess
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.rule import Source
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant, Submission
from evidencecheck.domain.systems import Indicator, Kind, RulePack, Section, Slot
from tests.assessment.conftest import DAY, FIRM, document, facts

SOURCE = Source(file="009", line=1)


def pack(years: int) -> RulePack:
    slot = Slot(id="made-up.1/1", text="核算报告", accepts=("ghg-report",), years=years)
    row = Indicator(
        id="made-up.1", kind=Kind.SCORED, level1="碳排放", level2="核算", requirement="核算",
        evidence_basis="核算报告", source=SOURCE, slots=(slot,),
    )  # fmt: skip
    return RulePack(
        id="made-up", name="示范体系", edition="", source=SOURCE,
        sections=(Section(name="碳排放", file="1.yaml"),), indicators=(row,),
    )  # fmt: skip


def reports(count: int) -> list[Document]:
    return [
        document(
            "ghg-report", f"{year}.pdf", holder=FIRM,
            period_start=f"{year}-01-01", period_end=f"{year}-12-31",
        )
        for year in range(DAY.year - count, DAY.year)
    ]  # fmt: skip


def flag(book: RuleBook, years: int, handed_in: int) -> tuple[Flag, set[str]]:
    documents = reports(handed_in)
    report = assess(
        book, pack(years), Submission(Applicant(FIRM), DAY), documents,
        [facts(d.file) for d in documents],
    )  # fmt: skip
    result = report.indicators[0]
    return result.flag, {f.code for f in result.findings}


def test_five_years_are_not_three(book: RuleBook) -> None:
    assert flag(book, 5, 5) == (Flag.SUPPORTED, set())
    assert flag(book, 5, 3) == (Flag.MISSING, {"Y401"})
    assert flag(book, 3, 3) == (Flag.SUPPORTED, set())


def test_a_span_of_years_in_the_text_covers_those_between(book: RuleBook) -> None:
    def plain(text: str) -> tuple[Flag, set[str]]:
        paper = document("ghg-report", "r.pdf", holder=FIRM, text=text)
        report = assess(book, pack(3), Submission(Applicant(FIRM), DAY), [paper], [facts("r.pdf")])
        return report.indicators[0].flag, {f.code for f in report.indicators[0].findings}

    assert plain("2023-2025年温室气体排放") == (Flag.SUPPORTED, set())
    assert plain("2023年、2025年温室气体排放") == (Flag.MISSING, {"Y401"})
    assert plain("2001-2025年建厂以来")[0] is Flag.MISSING


@pytest.mark.parametrize(
    ("kind", "start", "end", "found"),
    [
        # Three years up to the day of issue are three years of a clean record, and none of figures.
        ("compliance-certificate", "2023-02-01", "2026-01-31", False),
        ("compliance-certificate", "2023-06-01", "2026-01-31", True),
        ("compliance-certificate", "2023-02-01", "2025-12-31", True),
        ("ghg-report", "2023-02-01", "2026-01-31", True),
    ],
)
def test_years_that_are_counted_back(
    book: RuleBook, kind: str, start: str, end: str, found: bool
) -> None:
    made = pack(3)
    (row,) = made.indicators
    slot = row.slots[0].model_copy(update={"accepts": (kind,)})
    made = made.model_copy(update={"indicators": (row.model_copy(update={"slots": (slot,)}),)})
    paper = document(kind, "a.pdf", holder=FIRM, period_start=start, period_end=end)
    report = assess(book, made, Submission(Applicant(FIRM), DAY), [paper], [facts("a.pdf")])
    told = {f.code for f in report.indicators[0].findings}
    assert ("Y402" in told) is found
