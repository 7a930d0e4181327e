"""Tiered systems: a flag for each tier, and that of the tier applied for on the indicator."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from evidencecheck.assessment import assess
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.report import IndicatorResult, Report
from evidencecheck.domain.rule import Source
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant, Submission
from evidencecheck.domain.systems import Indicator, Kind, RulePack, Section, Slot, TierText
from evidencecheck.reports.json_report import render_json, report_schema
from tests.assessment.conftest import CODE, DAY, FIRM, document, facts

SOURCE = Source(file="009", line=1)
PLAN = document("transition-plan", holder=FIRM)
LETTER = document("commitment-letter", holder=FIRM)
OF_ANOTHER = document("commitment-letter", holder="远山虚构纸业有限公司")

Check = Callable[..., Report]


def _slot(tier: str, kind: str) -> Slot:
    return Slot(id=f"made-up.1/{tier}/1", text=kind, accepts=(kind,), inferred=True)


PACK = RulePack(
    id="made-up",
    name="示范分级体系",
    edition="",
    source=SOURCE,
    sections=(Section(name="目标", file="1.yaml"),),
    tiers=("low", "middle", "high"),
    indicators=(
        Indicator(
            id="made-up.1",
            kind=Kind.TIERED,
            level1="目标",
            level2="方案",
            requirement="方案",
            evidence_basis=None,
            source=SOURCE,
            tiers={
                "low": TierText(text="/"),
                "middle": TierText(text="应有方案。", slots=(_slot("middle", "transition-plan"),)),
                "high": TierText(text="应有承诺。", slots=(_slot("high", "commitment-letter"),)),
            },
        ),
    ),
)


@pytest.fixture
def check(book: RuleBook) -> Check:
    """Hold documents against the made-up system, as an application for a tier."""

    def held(*documents: Document, tier: str = "") -> Report:
        submission = Submission(Applicant(FIRM, CODE), DAY, tier=tier)
        files = [facts(d.file, sha=f"{n:064x}") for n, d in enumerate(documents)]
        return assess(book, PACK, submission, documents, files)

    return held


def only(report: Report) -> IndicatorResult:
    (result,) = report.indicators
    return result


def flags(report: Report) -> dict[str, Flag]:
    return {tier: own.flag for tier, own in only(report).tiers.items()}


def test_each_tier_has_a_flag_of_its_own(check: Check) -> None:
    assert flags(check(PLAN)) == {
        "low": Flag.SUPPORTED,
        "middle": Flag.SUPPORTED,
        "high": Flag.MISSING,
    }
    assert flags(check(PLAN, OF_ANOTHER))["middle"] is Flag.SUPPORTED
    assert flags(check(PLAN, OF_ANOTHER))["high"] is not Flag.SUPPORTED


def test_a_tier_that_asks_for_nothing_is_supported(check: Check) -> None:
    low = only(check(tier="low"))
    assert low.flag is Flag.SUPPORTED
    assert not low.slots
    assert not low.findings
    assert flags(check())["low"] is Flag.SUPPORTED


@pytest.mark.parametrize(
    ("tier", "flag"), [("low", Flag.SUPPORTED), ("middle", Flag.MISSING), ("high", Flag.SUPPORTED)]
)
def test_the_flag_of_the_indicator_is_that_of_the_tier_applied_for(
    check: Check, tier: str, flag: Flag
) -> None:
    report = check(LETTER, tier=tier)
    result = only(report)
    assert result.flag is flag
    assert result.flag is result.tiers[tier].flag
    assert result.slots == result.tiers[tier].slots
    assert result.findings == result.tiers[tier].findings
    assert report.count(flag) == 1


def test_without_a_tier_the_last_one_is_applied_for(check: Check) -> None:
    assert only(check(LETTER)).flag is Flag.SUPPORTED
    assert only(check(PLAN)).flag is Flag.MISSING


def test_findings_of_one_tier_do_not_stand_on_another(check: Check) -> None:
    tiers = only(check(PLAN)).tiers
    assert [f.code for f in tiers["high"].findings] == ["E001"]
    assert not tiers["middle"].findings


def test_the_report_tells_text_flag_slots_and_findings_of_each_tier(
    check: Check, book: RuleBook
) -> None:
    data: dict[str, Any] = json.loads(render_json(check(PLAN, tier="middle"), book))
    (indicator,) = data["indicators"]
    tiers = indicator["tiers"]
    assert data["tier"] == "middle"
    assert list(tiers) == ["low", "middle", "high"]
    keys = ["text", "flag", "slots", "findings", "evidence_digest"]
    assert all(list(own) == keys for own in tiers.values())
    assert [own["text"] for own in tiers.values()] == ["/", "应有方案。", "应有承诺。"]
    assert [own["flag"] for own in tiers.values()] == ["supported", "supported", "missing"]
    assert [s["documents"] for s in tiers["middle"]["slots"]] == [["d1"]]
    assert [f["code"] for f in tiers["high"]["findings"]] == ["E001"]
    assert indicator["flag"] == tiers["middle"]["flag"]
    assert indicator["slots"] == tiers["middle"]["slots"]
    assert indicator["evidence_digest"] == tiers["middle"]["evidence_digest"]
    assert len({own["evidence_digest"] for own in tiers.values()}) == 3


@pytest.mark.parametrize("tier", ["", "low", "middle", "high"])
def test_the_report_of_a_tiered_system_fulfils_its_schema(
    check: Check, book: RuleBook, tier: str
) -> None:
    data = json.loads(render_json(check(PLAN, tier=tier), book))
    jsonschema.validate(data, report_schema(), cls=jsonschema.Draft202012Validator)


def test_the_schema_lets_no_other_indicator_be_without_slots(check: Check, book: RuleBook) -> None:
    data = json.loads(render_json(check(tier="low"), book))
    del data["indicators"][0]["tiers"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, report_schema(), cls=jsonschema.Draft202012Validator)
