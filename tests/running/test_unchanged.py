"""A report whose files, rules and question are as they were is not made again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidencecheck.audit import FILE_NAME
from evidencecheck.domain.finding import Flag
from evidencecheck.rulebook import locate
from evidencecheck.rulebook.loader import version_of
from evidencecheck.running.check import Checker
from evidencecheck.running.options import Options
from evidencecheck.running.submission import Request
from evidencecheck.running.unchanged import Made, still_holds
from tests.running.conftest import decide, write_pdf

Holds = Callable[..., Made | None]
VERSION = version_of(locate())


@pytest.fixture
def holds(
    checker: Checker,
    submission: Path,
    options: Options,
    request_: Callable[..., Request],
    tmp_path: Path,
) -> Holds:
    """Whether the report of the submission still holds, under changes of the question."""
    out = tmp_path / "out"
    checker.check(submission, request_(), out)

    def asked(*, rules: str = VERSION, lang: str = "zh", cache: bool = True, **request: object):  # type: ignore[no-untyped-def]
        chosen = replace(options, cache=cache)
        return still_holds(
            submission, request_(**request), out, options=chosen, rules=rules, lang=lang
        )

    return asked


def test_it_holds_and_says_how_it_came_out(holds: Holds) -> None:
    made = holds()
    assert made is not None
    assert made.status == 1
    assert sum(made.summary.values()) == 46
    assert made.summary[Flag.SUSPICIOUS] >= 1


@pytest.mark.parametrize(
    "change",
    [
        {"rules": "0" * 64},
        {"lang": "en"},
        {"cache": False},
        {"date": date(2026, 4, 1)},
        {"applicant": "另一家示例有限公司"},
        {"system": "wuxi"},
    ],
)
def test_another_question_is_asked_anew(holds: Holds, change: dict[str, object]) -> None:
    assert holds(**change) is None


def test_a_file_more_or_a_name_changed_is_checked_anew(holds: Holds, submission: Path) -> None:
    paper = next(submission.glob("*.pdf"))
    paper.rename(paper.with_name("1.3 承诺书.pdf"))
    assert holds() is None
    paper.with_name("1.3 承诺书.pdf").rename(paper)
    assert holds() is not None
    write_pdf(submission / "新.pdf", "说明")
    assert holds() is None


def test_results_that_were_changed_are_made_anew(holds: Holds, tmp_path: Path) -> None:
    report = tmp_path / "out" / "report.json"
    report.write_bytes(report.read_bytes() + b" ")
    assert holds() is None


def test_a_sheet_that_was_filled_in_is_no_change(holds: Holds, tmp_path: Path) -> None:
    sheet = tmp_path / "out" / "scoresheet.xlsx"
    sheet.write_bytes(sheet.read_bytes() + b" ")
    assert holds() is not None
    sheet.unlink()
    assert holds() is None


def test_a_decision_in_the_trail_is_no_change(holds: Holds, tmp_path: Path) -> None:
    trail = tmp_path / "out" / FILE_NAME
    decide(trail)
    assert holds() is not None
    trail.unlink()
    assert holds() is None
