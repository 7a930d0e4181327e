from __future__ import annotations

import dataclasses
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.finding import Flag
from evidencecheck.domain.report import DocumentEntry, Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Condition, Grade
from evidencecheck.reports.charts import calendar, shortened, year_rows
from evidencecheck.reports.gaps import expiries, gaps
from evidencecheck.reports.html_report import render_html
from evidencecheck.reports.next_steps import render_next


def held_until(report: Report, day: str) -> Report:
    """The report with another end of validity on its certificate."""
    licence, certificate = report.documents
    first, *rest = certificate.document.fields
    changed = dataclasses.replace(
        certificate.document, fields=(dataclasses.replace(first, value=day), *rest)
    )
    return dataclasses.replace(
        report, documents=(licence, DocumentEntry(changed, certificate.findings))
    )


def asked(report: Report) -> Report:
    """The report without the applicant's word that an indicator does not apply."""
    submission = dataclasses.replace(report.submission, not_applicable=())
    return dataclasses.replace(report, submission=submission)


def flagged(report: Report, *flags: Flag) -> Report:
    results = zip(report.indicators, flags, strict=True)
    return dataclasses.replace(
        report, indicators=tuple(dataclasses.replace(r, flag=f) for r, f in results)
    )


def test_what_must_hold_comes_first_then_the_points_of_the_total(report: Report) -> None:
    everything = flagged(asked(report), Flag.MISSING, Flag.MISSING, Flag.SUSPICIOUS)
    found = [(g.result.indicator.id, g.needed, g.stake) for g in gaps(everything)]
    assert found == [
        ("demo.basic.1", True, None),
        ("demo.1.2.3", False, 1.0),
        ("demo.1.2.4", False, 0.5),
    ]


def test_where_the_system_forbids_0_what_is_required_comes_before_points(report: Report) -> None:
    bar = Grade(name="零碳工厂", conditions=(Condition(var="must.min_score", op=">", value=0),))
    barred = dataclasses.replace(
        asked(report), pack=report.pack.model_copy(update={"grades": (bar,)})
    )
    everything = flagged(barred, Flag.MISSING, Flag.SUSPICIOUS, Flag.SUSPICIOUS)
    found = [(g.result.indicator.id, g.needed) for g in gaps(everything)]
    assert found == [("demo.basic.1", True), ("demo.1.2.4", True), ("demo.1.2.3", False)]


def test_what_is_declared_not_applicable_is_no_gap(report: Report) -> None:
    assert [g.result.indicator.id for g in gaps(report)] == ["demo.1.2.3"]


@pytest.mark.parametrize(
    ("day", "left", "tone"),
    [
        ("2026-03-30", -1, "suspicious"),
        ("2026-03-31", 0, "missing"),
        ("2026-06-29", 90, "missing"),
        ("2026-06-30", 91, "supported"),
    ],
)
def test_what_runs_out_and_when(report: Report, day: str, left: int, tone: str) -> None:
    (expiry,) = expiries(held_until(report, day))
    assert (expiry.ends, expiry.left, expiry.tone) == (date.fromisoformat(day), left, tone)
    assert expiry.indicators == ("demo.1.2.3",)


def test_the_calendar_keeps_every_bar_within_the_picture(report: Report) -> None:
    for day in ("2019-01-01", "2026-04-01", "2099-12-31"):
        drawn = calendar(held_until(report, day))
        assert drawn is not None
        (bar,) = drawn.bars
        assert 0 <= bar.left <= bar.right <= 1
        assert 0 < drawn.today < 1
    assert calendar(held_until(report, "long-term")) is None


def test_the_matrix_says_which_years_are_covered(report: Report, book: RuleBook) -> None:
    first, second, third = report.indicators
    slots = tuple(
        dataclasses.replace(s, slot=s.slot.model_copy(update={"years": 3})) for s in second.slots
    )
    several = dataclasses.replace(
        report, indicators=(first, dataclasses.replace(second, slots=slots), third)
    )
    (row,) = year_rows(several)
    assert row.states == ("full", "full", "none")
    assert row.indicators == ("demo.1.2.3",)
    text = render_html(several, book, picture=lambda *_: None).decode()
    assert "<desc" in text
    assert "证明材料: 2023 齐, 2024 齐, 2025 缺" in text


def test_the_report_has_the_gap_list_and_the_calendar(report: Report, book: RuleBook) -> None:
    text = render_html(report, book, picture=lambda *_: None).decode()
    assert text.index("差距清单") < text.index('id="indicators"')
    assert '<svg viewBox="0 0 580' in text
    assert 'aria-labelledby="calendar-title calendar-told"' in text
    english = render_html(report, book, lang="en", picture=lambda *_: None).decode()
    assert "What is still open" in english
    assert "When documents run out" in english


def test_the_pictures_take_hostile_text_as_text(hostile: Report, book: RuleBook) -> None:
    (entry,) = hostile.documents
    place = entry.document.fields[0].citation
    ends = Field("valid_until", "2026-05-01", "", place, 0.9)
    document: Document = dataclasses.replace(entry.document, fields=(ends,))
    _, second, _ = hostile.indicators
    held = dataclasses.replace(second.slots[0], documents=("d1",))
    shown = dataclasses.replace(
        hostile,
        documents=(DocumentEntry(document, ()),),
        indicators=(dataclasses.replace(second, slots=(held,)),),
    )
    text = render_html(shown, book, picture=lambda *_: None).decode()
    assert "证书到期日历" in text
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_the_terminal_says_what_to_do_next(report: Report, book: RuleBook) -> None:
    for lang, words in (
        ("zh", ["1.2.3（1 分）：有效期至 2025-11-30，已过期", "附件.zip/节能量.pdf：文件无法读取"]),
        ("en", ["What to do next", "1.2.3 (1 pts): expired: until 2025-11-30"]),
    ):
        console = Console(file=StringIO(), width=200)
        render_next(console, report, book, lang)
        shown = console.file.getvalue()  # type: ignore[attr-defined]
        for line in words:
            assert line in shown


def test_soon_is_told_and_nothing_where_there_is_nothing(report: Report, book: RuleBook) -> None:
    console = Console(file=StringIO(), width=200)
    render_next(console, held_until(report, "2026-05-01"), book)
    assert "有效期至 2026-05-01，还有 31 日" in console.file.getvalue()  # type: ignore[attr-defined]
    clean = dataclasses.replace(report, indicators=report.indicators[:1], files=report.files[:1])
    silent = Console(file=StringIO(), width=200)
    render_next(silent, clean, book)
    assert not silent.file.getvalue()  # type: ignore[attr-defined]


def test_texts_are_cut_by_what_they_take_up() -> None:
    assert shortened("一二三四五", 6) == "一二…"
    assert shortened("abcdef", 6) == "abcdef"
