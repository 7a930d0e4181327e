"""correction-notice.docx (补正通知): what an enterprise is asked to complete or explain.

It states what was seen, where, and what is asked for; it draws no conclusion. Every item has one
number, by which the enterprise answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.finding import Finding, Level
from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.docx_paper import Paper
from evidencecheck.reports.evidence import Evidence, file_of
from evidencecheck.reports.wording import Wording

Deadline = int | date
"""Days from the receipt of the notice, or a day."""

DAYS = 15
"""Days to answer in, where no deadline is set."""

_SHARES = (12, 40, 38, 40, 38)
_TOLD = 30
"""Characters of a requirement that are enough to know it by."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked for."""

    finding: Finding
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """All that is asked for, in the order of the notice."""

    missing: tuple[Item, ...]
    doubts: tuple[Item, ...]
    unread: tuple[Item, ...]
    declared: int
    """Indicators left out because the applicant declares them not applicable."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.missing) + len(self.doubts) + len(self.unread)


def items_of(report: Report) -> Items:
    """What a report gives reason to ask for, each finding once.

    Asked for is what decides the flag of an indicator, and every file that could not be read.
    """
    evidence = Evidence(report)
    closed = {f.path for f in report.files if f.status is FileStatus.UNREADABLE}
    declared = {n.indicator for n in report.submission.not_applicable}
    parts: dict[str, list[Item]] = {"missing": [], "doubts": [], "unread": []}
    for finding, on in evidence.findings():
        if finding.level is Level.NOTE:
            continue
        asked = tuple(i for i in on if i not in declared)
        if not finding.document and file_of(finding) in closed:
            parts["unread"].append(Item(finding, asked))
        elif asked:
            parts["missing" if finding.level is Level.MISSING else "doubts"].append(
                Item(finding, asked)
            )
    missing, doubts, unread = (tuple(part) for part in parts.values())
    return Items(missing, doubts, unread, len(declared))


def render_notice(
    report: Report, book: RuleBook, lang: str = "zh", deadline: Deadline = DAYS
) -> bytes:
    """The notice as bytes, in ``lang`` (``zh`` or ``en``); equal input gives equal bytes."""
    words = Wording(book, lang)
    items = items_of(report)
    title = words.said("notice", "title")
    foot = words.said("notice", "page").partition("#")
    paper = Paper(title, report.submission.date, (foot[0], foot[2]))
    _open(paper, report, items, words, deadline)
    number = 1
    for key, part in (
        ("missing", items.missing),
        ("doubts", items.doubts),
        ("unread", items.unread),
    ):
        if part:
            paper.heading(words.said("notice", f"{key}_heading", count=len(part)))
            if key == "doubts":
                paper.line(words.said("notice", "doubts_note"), size=10, indent=lang == "zh")
            paper.table(_titles(key, words), _SHARES, _rows(part, number, report, words))
            number += len(part)
    _close(paper, items, words)
    return paper.finish()


def deadline_words(deadline: Deadline, words: Wording) -> str:
    """By when an answer is asked for."""
    if isinstance(deadline, date):
        return words.said("notice", "by_day", day=deadline.isoformat())
    return words.said("notice", "within", days=deadline)


def _open(paper: Paper, report: Report, items: Items, words: Wording, deadline: Deadline) -> None:
    said = words.said
    applicant = report.submission.applicant
    paper.line(said("notice", "to", name=applicant.name), size=12, bold=True)
    about = {
        "system": report.pack.name,
        "edition": report.pack.edition,
        "date": report.submission.date.isoformat(),
        "files": len(report.files),
    }
    indent = words.lang == "zh"
    paper.line(said("notice", "basis", **about), indent=indent)
    if not items.count:
        paper.line(said("notice", "nothing"), indent=indent)
        return
    paper.line(said("notice", "asked", count=items.count), indent=indent)
    by = deadline_words(deadline, words)
    paper.line(said("notice", "deadline", by=by), bold=True, indent=indent)


def _close(paper: Paper, items: Items, words: Wording) -> None:
    said = words.said
    indent = words.lang == "zh"
    if items.count:
        paper.heading(said("notice", "answer_heading"))
        paper.line(said("notice", "answer"), indent=indent)
    if items.declared:
        paper.line(said("notice", "declared", count=items.declared), indent=indent)
    paper.line(said("notice", "sender"), right=True, before=26)
    paper.line(said("notice", "day"), right=True)


def _titles(key: str, words: Wording) -> tuple[str, ...]:
    seen = "lacking" if key == "missing" else "seen"
    keys = ("number", "indicator", "place", seen, "ask")
    return tuple(words.said("notice", k) for k in keys)


def _rows(
    items: Sequence[Item], first: int, report: Report, words: Wording
) -> list[tuple[str, ...]]:
    requirements = {r.indicator.id: r.indicator.requirement for r in report.indicators}
    return [
        (
            str(number),
            "\n".join(_indicator(i, requirements[i], report) for i in item.indicators) or "—",
            _place(item.finding, report, words),
            words.message(item.finding),
            words.remedy(item.finding),
        )
        for number, item in enumerate(items, first)
    ]


def _indicator(identity: str, requirement: str, report: Report) -> str:
    told = " ".join(requirement.split())
    cut = told if len(told) <= _TOLD else told[: _TOLD - 1] + "…"
    return f"{identity.removeprefix(report.pack.id + '.')} {cut}"


def _place(finding: Finding, report: Report, words: Wording) -> str:
    """Files and pages where it is seen; for what is about a document as a whole, its pages."""
    places = dict.fromkeys((c.file, c.page) for c in finding.citations)
    if places:
        return "\n".join(f"{file} {words.page(page)}" for file, page in places)
    for entry in report.documents:
        if finding.document and entry.document.id == finding.document:
            return f"{entry.document.file} {words.pages_of(entry.document)}"
    return file_of(finding) or "—"
