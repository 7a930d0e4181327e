"""E004: an award of a lower level than the indicator asks for."""

from __future__ import annotations

import pytest

from evidencecheck.assessment import assess
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.rule import Source
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant, Submission
from evidencecheck.domain.systems import Indicator, Kind, RulePack, Section, Slot
from tests.assessment.conftest import DAY, FIRM, document, facts

SOURCE = Source(file="009", line=1)
PACK = RulePack(
    id="made-up",
    name="示范体系",
    edition="",
    source=SOURCE,
    sections=(Section(name="荣誉", file="1.yaml"),),
    indicators=(
        Indicator(
            id="made-up.1",
            kind=Kind.SCORED,
            level1="荣誉",
            level2="绿色工厂",
            requirement="获得省级及以上绿色工厂称号。",
            evidence_basis="证书",
            source=SOURCE,
            slots=(Slot(id="made-up.1/1", text="证书", accepts=("award",), level="省级"),),
        ),
    ),
)


@pytest.mark.parametrize(
    ("levels", "flag", "codes"),
    [
        (["区级"], Flag.SUSPICIOUS, {"E004"}),
        (["区级", "市级"], Flag.SUSPICIOUS, {"E004"}),
        (["省级"], Flag.SUPPORTED, set()),
        (["国家级"], Flag.SUPPORTED, set()),
        (["区级", "国家级"], Flag.SUPPORTED, set()),
        ([""], Flag.SUPPORTED, set()),
        (["区级", ""], Flag.SUPPORTED, set()),
    ],
)
def test_one_award_of_the_level_is_needed(
    book: RuleBook, levels: list[str], flag: Flag, codes: set[str]
) -> None:
    awards = [
        document("award", f"{n}.pdf", holder=FIRM, **({"level": level} if level else {}))
        for n, level in enumerate(levels)
    ]
    files = [facts(d.file) for d in awards]
    [result] = assess(book, PACK, Submission(Applicant(FIRM), DAY), awards, files).indicators
    assert result.flag is flag
    assert {f.code for f in result.findings} == codes


@pytest.mark.parametrize(
    ("elsewhere", "more", "found"),
    [
        ("国家级", {}, False),
        ("省级", {}, False),
        ("区级", {}, True),
        ("", {}, True),
        # What is another firm's fills no slot.
        ("国家级", {"holder": "白石样品电子有限公司"}, True),
    ],
)
def test_an_award_that_is_filed_elsewhere_may_be_the_high_one(
    book: RuleBook, elsewhere: str, more: dict[str, str], found: bool
) -> None:
    levelled = {"level": elsewhere} if elsewhere else {}
    filed = document("award", "绿色工厂/2021.pdf", holder=FIRM, level="市级")
    other = document("award", "其他荣誉/2025.pdf", **{"holder": FIRM, **levelled, **more})
    awards = [filed, other]
    files = [facts(d.file) for d in awards]
    [result] = assess(book, PACK, Submission(Applicant(FIRM), DAY), awards, files).indicators
    assert ("E004" in {f.code for f in result.findings}) is found
