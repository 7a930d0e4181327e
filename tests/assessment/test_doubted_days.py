"""Which days are looked at again, and what a second look at them is worth."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from evidencecheck.assessment.doubted_days import doubted_days, with_sure_days
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import DAY, FIRM, Outcome, document

Run = Callable[..., Outcome]


def scanned(sure: float = 0.8, origin: Origin = Origin.OCR, **days: str) -> Document:
    return document(
        "management-system-certificate", holder=FIRM, standards="GB/T 19001-2016", origin=origin,
        sure=sure, **days,
    )  # fmt: skip


def asked(paper: Document, on: date = DAY) -> list[str]:
    return [place.quote for place in doubted_days(paper, on)]


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        ({"issue_date": "2026-04-01"}, ["2026-04-01"]),
        ({"issue_date": "2026-03-31"}, []),
        ({"valid_until": "2026-03-30"}, ["2026-03-30"]),
        ({"valid_until": "2026-03-31"}, []),
        ({"valid_until": "long-term"}, []),
        ({"valid_from": "2026-04-01"}, ["2026-04-01"]),
        ({"valid_from": "2026-03-31"}, []),
        # Out of order: before the end of its period, after the end of its validity.
        ({"issue_date": "2025-11-02", "period_end": "2025-12-31"}, ["2025-11-02"]),
        ({"issue_date": "2026-01-02", "period_end": "2025-12-31"}, []),
        (
            {"issue_date": "2026-03-02", "valid_until": "2026-03-01"},
            ["2026-03-02", "2026-03-01"],
        ),
    ],
)
def test_doubtful_days_that_would_accuse(days: dict[str, str], wanted: list[str]) -> None:
    assert asked(scanned(**days)) == wanted


def test_days_are_asked_for_that_were_read_somehow() -> None:
    assert asked(scanned(0.7, issue_date="2026-04-01")) == ["2026-04-01"]


@pytest.mark.parametrize(
    ("sure", "origin"), [(0.9, Origin.OCR), (0.69, Origin.OCR), (0.8, Origin.TEXT_LAYER)]
)
def test_no_other_days_are_asked_for(sure: float, origin: Origin) -> None:
    assert asked(scanned(sure, origin, issue_date="2026-04-01")) == []


@pytest.mark.parametrize(
    ("odds", "found"),
    [(1e-4, "V207"), (5e-3, "Q801"), (3.0, "Q801"), (None, "Q801")],
    ids=["sure", "either", "another", "unseen"],
)
def test_what_is_sure_accuses(run: Run, odds: float | None, found: str) -> None:
    paper = document(
        "compliance-certificate", holder=FIRM, issue_date="2027-03-07", origin=Origin.OCR, sure=0.8
    )
    told = {} if odds is None else dict.fromkeys(doubted_days(paper, DAY), odds)
    assert run(with_sure_days(paper, told)).of_documents() & {"V207", "Q801"} == {found}


def test_nothing_but_the_days_becomes_sure() -> None:
    paper = scanned(issue_date="2026-04-01", certificate_number="00125Q30211R0M")
    told = {f.citation: 1e-6 for f in paper.fields}
    pairs = zip(paper.fields, with_sure_days(paper, told).fields, strict=True)
    assert [a.name for a, b in pairs if a.confidence != b.confidence] == ["issue_date"]


def test_stored_text_is_as_sure_as_it_was() -> None:
    paper = scanned(origin=Origin.TEXT_LAYER, issue_date="2026-04-01")
    assert with_sure_days(paper, {f.citation: 1e-6 for f in paper.fields}) is paper
