from __future__ import annotations

from typing import Any

import pytest

from evidencecheck.domain.finding import Flag
from evidencecheck.domain.rule import Source
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Indicator, Kind, Scoring, Slot, Step
from evidencecheck.reports.suggested import suggested_words
from evidencecheck.reports.wording import Wording


def scored(points: dict[str, Any] | None = None, most: float | None = 10) -> Indicator:
    return Indicator(
        id="demo.1",
        kind=Kind.SCORED,
        level1="一",
        level2="",
        requirement="要求",
        evidence_basis=None,
        max_score=most,
        points=Scoring.model_validate(points) if points else None,
        source=Source(file="003", line=1),
        slots=(Slot(text="证明", accepts=("photo",)),),
    )


STEPS = {"way": "steps", "steps": [Step(below=10, points=1), Step(at_least=10, points=6)]}


@pytest.mark.parametrize(
    ("points", "flag", "words"),
    [
        (None, Flag.SUPPORTED, "0–10"),
        (None, Flag.MISSING, "0"),
        (None, Flag.SUSPICIOUS, "0–10（暂定）"),
        (STEPS, Flag.SUPPORTED, "1–6"),
        (STEPS, Flag.SUSPICIOUS, "0–6（暂定）"),
        ({"way": "highest", "parts": {"省": 5, "国家": 8, "领航": 10}}, Flag.SUPPORTED,
         "5–10（分档：5、8、10）"),
        ({"way": "parts", "parts": {"甲": 2, "乙": 20}}, Flag.SUPPORTED, "0–10"),
        ({"way": "per-item", "points": 2, "most": 8}, Flag.SUPPORTED, "2–8"),
        ({"way": "pro-rata", "low": 0, "high": 100}, Flag.SUPPORTED, "0–10"),
    ],
)  # fmt: skip
def test_the_range_follows_the_rule_and_the_flag(
    book: RuleBook, points: dict[str, Any] | None, flag: Flag, words: str
) -> None:
    assert suggested_words(scored(points), flag, Wording(book, "zh")) == words


def test_what_is_not_scored_has_no_range(book: RuleBook) -> None:
    assert not suggested_words(scored(most=None), Flag.SUPPORTED, Wording(book, "en"))
