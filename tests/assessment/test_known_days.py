"""Days of issue that no paper can have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("issued", "origin", "found"),
    [
        # 2095 is 2025 misread; what is stored was written so; next year someone may write.
        ("2095-12-15", Origin.OCR, False),
        ("2095-12-15", Origin.TEXT_LAYER, True),
        ("2027-05-15", Origin.OCR, True),
        ("2025-12-15", Origin.OCR, False),
    ],
)
def test_a_year_that_nobody_dates_a_paper_by(
    run: Run, issued: str, origin: Origin, found: bool
) -> None:
    paper = document("contract", holder=FIRM, issue_date=issued)
    codes = run(replace(paper, origin=origin)).of_documents()
    assert ("V207" in codes) is found
