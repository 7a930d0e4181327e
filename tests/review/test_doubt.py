"""The queue: what a wrong reading would change stands first among what is supported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evidencecheck.domain.out import REPORT_JSON
from evidencecheck.review.doubt import doubt
from evidencecheck.review.opened import OpenedReport

Json = dict[str, Any]


def paper(name: str, confidence: float = 0.99, **fields: float) -> Json:
    read = {field: {"confidence": sure} for field, sure in fields.items()}
    return {"id": name, "confidence": confidence, "fields": read}


def indicator(name: str, *documents: str, **more: Any) -> Json:
    known = {"id": name, "flag": "supported", "max_score": 5, "section_weight": 20, "findings": []}
    return {**known, "slots": [{"documents": list(documents)}], **more}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (paper("d1", 0.99, valid_until=0.6, holder=0.98), 0.4),
        (paper("d1", 0.7, valid_until=0.95), 0.3),
        # What decides nothing may be read badly.
        (paper("d1", 1.0, valid_until=1.0, product=0.2), 0.01),
    ],
)
def test_the_least_sure_of_what_decides_counts(document: Json, expected: float) -> None:
    assert doubt(indicator("i", "d1"), {"d1": document}) == pytest.approx(expected)


def test_where_a_person_should_look_is_doubted() -> None:
    asked = indicator("i", "d1", findings=[{"code": "Q801", "document": "d1"}])
    assert doubt(asked, {"d1": paper("d1", holder=0.99)}) == 0.5
    assert doubt(indicator("i"), {}) == 0.01


def test_a_doubtful_reading_stands_before_a_clear_one_of_the_same_worth(tmp_path: Path) -> None:
    written = {
        "documents": [
            paper("clear", valid_until=0.99),
            paper("faint", valid_until=0.55),
            paper("smudge", valid_until=0.6),
        ],
        "files": [],
        "indicators": [
            indicator("sure", "clear"),
            indicator("doubted", "faint"),
            indicator("cheap", "faint", max_score=1),
            indicator("must", "smudge", max_score=None),
            indicator("lacking", flag="missing"),
            indicator("accused", "clear", flag="suspicious"),
        ],
    }
    (tmp_path / REPORT_JSON).write_text(json.dumps(written), encoding="utf-8")
    rows = sorted(OpenedReport(tmp_path).rows(), key=lambda row: row.rank)
    assert [r.id for r in rows] == ["accused", "lacking", "must", "doubted", "cheap", "sure"]
