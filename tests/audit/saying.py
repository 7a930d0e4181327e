"""What reviewers say, in an opening of the trail of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evidencecheck.audit import Trail
from evidencecheck.domain.decision import Word

AT = datetime(2026, 3, 31, 8, 0, tzinfo=UTC)
SCORE_ROW = {
    "indicator": "x.1",
    "tier": "",
    "own_score": "5",
    "reviewer_score": "4.5",
    "opinion": "同意",
    "flag": "suspicious",
    "evidence_digest": "a" * 64,
    "remarks": '["suspicious"]',
}


def decided_on(path: Path, **changes: Any) -> Any:
    """One decision."""
    said = {
        "indicator": "x.1",
        "word": Word.ACCEPTED,
        "reason": "",
        "reviewer": "甲",
        "at": AT,
        "evidence_digest": "a" * 64,
    }
    with Trail(path) as trail:
        return trail.decide(**(said | changes))


def scored(path: Path, *rows: dict[str, str]) -> str:
    """One filled-in sheet of two rows; gives the head."""
    both = rows or (SCORE_ROW, SCORE_ROW | {"indicator": "x.2", "own_score": "null"})
    with Trail(path) as trail:
        return trail.score(
            both,
            outcome={"total": 9.5, "provisional": True},
            scores_json="d" * 64,
            sheet="e" * 64,
            report="c" * 64,
            at=AT,
        )
