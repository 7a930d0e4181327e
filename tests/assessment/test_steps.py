"""V206: steps in the making of a paper whose days stand in the wrong order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Citation, Document, PageMark, Step
from evidencecheck.domain.page import Mark, MarkKind, Origin
from tests.assessment.conftest import BOX, FIRM, Outcome, document

Run = Callable[..., Outcome]


def step(name: str, first: str, last: str = "", *, row: str = "", sure: float = 0.99) -> Step:
    return Step(name, first, last or first, Citation("a.pdf", 1, BOX, first), sure, row)


def made(*steps: Step) -> Document:
    return replace(document("test-report", "a.pdf", holder=FIRM), steps=steps)


TAKEN = step("sampled", "2025-09-16")


@pytest.mark.parametrize(
    "steps",
    [
        (TAKEN, step("tested", "2025-09-11", "2025-09-13")),
        (TAKEN, step("tested", "2025-09-11", "2025-09-20")),
        (step("applied", "2021-10-19"), step("inspected", "2021-10-11")),
        # Links of a chain need not be next to each other.
        (TAKEN, step("reported", "2025-09-15")),
        # None of several fits.
        (
            TAKEN,
            step("sampled", "2025-09-18"),
            step("tested", "2025-09-11"),
            step("tested", "2025-09-12"),
        ),
        (replace(TAKEN, row="0.1"), step("tested", "2025-09-11", row="0.1")),
    ],
)
def test_a_step_before_the_one_that_it_follows(run: Run, steps: tuple[Step, ...]) -> None:
    assert "V206" in run(made(*steps)).of_documents()


@pytest.mark.parametrize(
    "steps",
    [
        (TAKEN, step("tested", "2025-09-17", "2025-09-19")),
        (TAKEN, step("tested", "2025-09-16", "2025-09-19")),
        # One of two fits; either was hardly read.
        (TAKEN, step("tested", "2025-09-11"), step("tested", "2025-09-18")),
        (TAKEN, step("tested", "2025-09-11", sure=0.8)),
        (replace(TAKEN, confidence=0.8), step("tested", "2025-09-11")),
        # Of two rows of a table; of two chains.
        (replace(TAKEN, row="0.0"), step("tested", "2025-09-11", row="0.1")),
        (TAKEN, step("approved", "2025-09-11")),
    ],
)
def test_steps_in_order_or_that_cannot_be_told(run: Run, steps: tuple[Step, ...]) -> None:
    assert "V206" not in run(made(*steps)).of_documents()


def test_both_days_are_cited_once_a_paper(run: Run) -> None:
    tested = step("tested", "2025-09-11")
    outcome = run(made(TAKEN, tested, step("reported", "2025-09-10")))
    (entry,) = outcome.report.documents
    (finding,) = (f for f in entry.findings if f.code == "V206")
    assert [c.quote for c in finding.citations] == ["2025-09-16", "2025-09-11"]


@pytest.mark.parametrize(
    ("kind", "name", "issued", "found"),
    [
        ("energy-conservation-review", "asked", "2025-09-11", True),
        ("energy-conservation-review", "advised", "2025-09-11", True),
        ("ghg-verification-report", "final_report", "2025-09-11", True),
        ("ghg-verification-report", "final_report", "2025-09-16", False),
        ("energy-conservation-review", "asked", "2025-09-20", False),
        # The firm's own paper.
        ("transition-plan", "asked", "2025-09-11", False),
        # Accepted before it was finished, or measured.
        ("acceptance-record", "finished", "2025-09-11", True),
        ("acceptance-record", "sampled", "2025-09-11", True),
        ("acceptance-record", "finished", "2025-09-20", False),
        ("acceptance-record", "completed", "2025-09-11", True),
        ("project-record", "completed", "2025-09-11", False),
        ("energy-audit-report", "visited", "2025-09-11", True),
        ("energy-audit-report", "visited", "2025-09-18", False),
        ("award", "founded", "2025-09-11", True),
        ("award", "founded", "2025-09-18", False),
        # Who visits a certified firm comes again.
        ("management-system-certificate", "visited", "2025-09-11", False),
    ],
)
def test_a_paper_before_what_it_rests_on_or_tells_of(
    run: Run, kind: str, name: str, issued: str, found: bool
) -> None:
    paper = document(kind, "a.pdf", holder=FIRM, issue_date=issued)
    paper = replace(paper, steps=(step(name, "2025-09-16"),))
    assert ("V206" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "held", "printed", "found"),
    [
        ("会议纪要", "2026-03-18", "2026-03-11", True),
        ("会议纪要", "2026-03-11", "2026-03-18", False),
        # A notice is printed before.
        ("关于召开例会的通知", "2026-03-18", "2026-03-11", False),
    ],
)
def test_minutes_before_their_meeting(
    run: Run, title: str, held: str, printed: str, found: bool
) -> None:
    paper = document("meeting-record", "a.pdf", title=title, holder=FIRM)
    for name in ("held", "met"):
        told = replace(paper, steps=(step(name, held), step("minuted", printed)))
        assert ("V206" in run(told).of_documents()) is found


@pytest.mark.parametrize(
    ("kind", "name", "day", "found"),
    [
        ("training-record", "tried", "2025-08-16", True),
        ("training-record", "examined", "2025-08-16", True),
        ("training-record", "tried", "2025-09-16", False),
        # A machine is tested, and then who will run it is taught.
        ("project-record", "tried", "2025-08-16", False),
    ],
)
def test_a_test_before_the_training_that_it_is_on(
    run: Run, kind: str, name: str, day: str, found: bool
) -> None:
    paper = document(kind, "a.pdf", holder=FIRM)
    paper = replace(paper, steps=(step("taught", "2025-09-16"), step(name, day)))
    assert ("V206" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("kind", "found"), [("calibration-certificate", True), ("test-report", False)]
)
def test_an_instrument_is_verified_long_before_it_is_used(run: Run, kind: str, found: bool) -> None:
    steps = (step("received", "2025-09-16"), step("verified", "2025-03-01"))
    paper = replace(document(kind, "a.pdf", holder=FIRM), steps=steps)
    assert ("V206" in run(paper).of_documents()) is found


def test_works_accepted_before_what_was_measured_for_it_was_sampled(run: Run) -> None:
    def accepted(kind: str, *steps: Step) -> set[str]:
        paper = replace(document(kind, "a.pdf", holder=FIRM), steps=steps)
        return run(paper).of_documents() & {"V206"}

    met = step("assembled", "2025-09-02")
    assert accepted("acceptance-record", TAKEN, met) == {"V206"}
    # What was sampled once more behind the meeting; the meeting is of another kind of paper.
    assert not accepted("acceptance-record", step("sampled", "2025-08-20"), TAKEN, met)
    assert not accepted("acceptance-record", TAKEN, step("assembled", "2025-10-02"))
    assert not accepted("test-report", TAKEN, met)


@pytest.mark.parametrize(
    ("kind", "title", "name", "issued", "found"),
    [
        ("acceptance-record", "工程竣工验收单", "accepted", "2025-09-11", True),
        ("acceptance-record", "工程竣工验收单", "accepted", "2025-09-16", False),
        # A record of works by its title; others are no acceptance.
        ("project-record", "空压站改造验收单", "installed", "2025-09-11", True),
        ("project-record", "空压站改造方案", "installed", "2025-09-11", False),
        ("acceptance-record", "锅炉改造验收意见", "run_in", "2025-09-11", True),
        ("acceptance-record", "锅炉改造初步验收意见", "run_in", "2025-09-11", False),
        # A plant is applied for before it is let onto the grid; works are filed when accepted.
        ("project-record", "屋面光伏并网验收单", "applied", "2025-09-11", True),
        ("acceptance-record", "竣工验收备案表", "applied", "2025-09-11", False),
        ("safety-assessment", "安全评价报告", "inspected", "2025-09-11", True),
        ("test-report", "废气检测报告", "sampled", "2025-09-11", True),
        ("test-report", "废气检测报告", "sampled", "2025-09-17", False),
        ("ghg-verification-report", "核查报告", "published", "2025-09-11", True),
        # What a firm writes itself is written on.
        ("transition-plan", "降碳规划", "published", "2025-09-11", False),
    ],
)
def test_papers_before_what_they_tell_as_past(
    run: Run, kind: str, title: str, name: str, issued: str, found: bool
) -> None:
    paper = document(kind, "a.pdf", title=title, holder=FIRM, issue_date=issued)
    paper = replace(paper, steps=(step(name, "2025-09-16"),))
    assert ("V206" in run(paper).of_documents()) is found


def test_the_end_of_works_is_no_day_of_their_acceptance(run: Run) -> None:
    paper = document("acceptance-record", "a.pdf", title="竣工验收单", issue_date="2025-09-01")
    steps = (step("finished", "2025-09-01"), step("accepted", "2025-09-16"))
    assert "V206" not in run(replace(paper, steps=steps)).of_documents()


@pytest.mark.parametrize(
    ("quote", "origin", "told"),
    [
        ("签发2025年9月1日", Origin.OCR, True),
        # A figure of 11月 may be lost in the gap; stored print loses none.
        ("签发2025年\t9月1日", Origin.OCR, False),
        ("签发2025年\t9月1日", Origin.TEXT_LAYER, True),
    ],
)
def test_a_gap_in_a_day(run: Run, quote: str, origin: Origin, told: bool) -> None:
    signed = step("reported", "2025-09-01")
    signed = replace(signed, citation=replace(signed.citation, quote=quote))
    paper = replace(made(TAKEN, signed), origin=origin)
    assert ("V206" in run(paper).of_documents()) is told


@pytest.mark.parametrize(
    ("text", "sure", "sealed", "told"),
    [
        # What a seal left between a label and its day may have been a figure as well.
        ("签发日期章2025-09-01", 0.92, True, False),
        ("签发日期章2025-09-01", 0.99, True, True),
        ("签发日期章2025-09-01", 0.92, False, True),
        ("签发日期:2025-09-01", 0.92, True, True),
        ("签发日期2025-09-01", 0.92, True, True),
    ],
)
def test_a_day_of_issue_that_a_seal_touches(
    run: Run, text: str, sure: float, sealed: bool, told: bool
) -> None:
    paper = document(
        "test-report", "a.pdf", origin=Origin.OCR, sure=sure, holder=FIRM,
        issue_date="2025-09-01", text=text,
    )  # fmt: skip
    marks = (PageMark(1, Mark(MarkKind.SEAL, BOX)),) if sealed else ()
    found = run(replace(paper, marks=marks, steps=(TAKEN,))).of_documents()
    assert ("V206" in found) is told


@pytest.mark.parametrize(
    ("origin", "sure", "day", "told"),
    [
        (Origin.TEXT_LAYER, 0.99, "2025-09-19", True),
        (Origin.TEXT_LAYER, 0.99, "2025-09-22", False),
        (Origin.TEXT_LAYER, 0.99, "2025-09-24", False),
        (Origin.OCR, 0.99, "2025-09-19", True),
        (Origin.OCR, 0.93, "2025-09-19", False),
    ],
)
def test_a_report_before_the_last_day_of_what_it_tells(
    run: Run, origin: Origin, sure: float, day: str, told: bool
) -> None:
    tested = step("tested", "2025-09-17", "2025-09-22", sure=sure)
    paper = replace(made(tested, step("reported", day)), origin=origin)
    assert ("V206" in run(paper).of_documents()) is told


def test_what_was_tested_twice_and_what_goes_on_for_long(run: Run) -> None:
    reported = step("reported", "2025-09-19")
    first = step("tested", "2025-09-17", "2025-09-22")
    again = step("tested", "2025-09-18")
    assert "V206" not in run(made(first, again, reported)).of_documents()
    year = step("tested", "2025-09-17", "2026-09-16")
    assert "V206" not in run(made(year, reported)).of_documents()


@pytest.mark.parametrize(
    ("tried", "told"), [("2025-06-09", True), ("2025-05-20", False)], ids=["after", "before"]
)
def test_works_accepted_before_they_were_tried_out(run: Run, tried: str, told: bool) -> None:
    paper = document("acceptance-record", "a.pdf", holder=FIRM, issue_date="2025-06-03")
    assert ("V206" in run(replace(paper, steps=(step("run_in", tried),))).of_documents()) is told


def test_a_calibration_certificate_before_the_calibration(run: Run) -> None:
    paper = document("calibration-certificate", "a.pdf", holder=FIRM, issue_date="2025-06-03")
    late, early = step("verified", "2025-06-09"), step("verified", "2025-05-28")
    assert "V206" in run(replace(paper, steps=(late,))).of_documents()
    assert "V206" not in run(replace(paper, steps=(early,))).of_documents()
