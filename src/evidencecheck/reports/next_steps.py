"""What an enterprise should do next, said on the terminal in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from evidencecheck.domain.report import FileEntry, Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.gaps import SOON, Expiry, Gap, expiries, gaps, unread
from evidencecheck.reports.printable import printable
from evidencecheck.reports.wording import Wording, number

_SHOWN = 5
"""Gaps, files and documents named of each kind; the report has them all."""


def render_next(console: Console, report: Report, book: RuleBook, lang: str = "zh") -> None:
    """Print what to do next: the gaps that cost most, files to hand in again, what ends soon.

    Nothing is printed where there is nothing to do.
    """
    words = Wording(book, lang)
    steps = list(_steps(report, words))
    if not steps:
        return
    console.print()
    console.print(_line(words.said("next", "title"), "bold"))
    for n, (head, lines, more) in enumerate(steps, start=1):
        console.print(_line(f"{n}. {head}"), soft_wrap=True)
        for line in lines:
            console.print(_line(f"   {line}"), soft_wrap=True)
        if more > 0:
            console.print(_line(f"   {words.said('next', 'more', count=more)}", "dim"))


def _steps(report: Report, words: Wording) -> Iterator[tuple[str, list[str], int]]:
    """Each step: what to do, the most important cases, and how many there are besides."""
    open_ = gaps(report)
    if open_:
        shown = [_gap(g, report, words) for g in open_[:_SHOWN]]
        yield words.said("next", "gaps", count=len(open_)), shown, len(open_) - _SHOWN
    files = unread(report)
    if files:
        shown = [_file(f, words) for f in files[:_SHOWN]]
        yield words.said("next", "files", count=len(files)), shown, len(files) - _SHOWN
    soon = [e for e in expiries(report) if 0 <= e.left <= SOON]
    if soon:
        shown = [_expiry(e, words) for e in soon[:_SHOWN]]
        head = words.said("next", "expiring", count=len(soon), days=SOON)
        yield head, shown, len(soon) - _SHOWN


def _gap(gap: Gap, report: Report, words: Wording) -> str:
    identity = gap.result.indicator.id.removeprefix(f"{report.pack.id}.")
    if gap.stake is not None:
        worth = f"{number(gap.stake)} {words.said('gaps', 'points')}"
        if gap.needed:
            worth = words.join((worth, words.said("gaps", "not_zero")))
    else:
        worth = words.said("gaps", "must") if gap.needed else ""
    what = words.message(gap.findings[0]) if gap.findings else words.flag(gap.result.flag)
    rest = len(gap.findings) - 1
    more = f" (+{rest})" if rest > 0 else ""
    return words.said("next", "gap", id=identity, worth=worth, what=what + more)


def _file(entry: FileEntry, words: Wording) -> str:
    if not entry.findings:
        return entry.path
    first = entry.findings[0]
    ask = words.remedy(first)
    return words.said("next", "file", path=entry.path, why=words.message(first), ask=ask)


def _expiry(expiry: Expiry, words: Wording) -> str:
    document = expiry.document
    return words.said(
        "next",
        "document",
        path=document.file,
        page=words.page(document.first_page),
        type=words.type_name(document.type),
        date=expiry.ends.isoformat(),
        days=expiry.left,
    )


def _line(text: str, style: str = "") -> Text:
    """Text that is never read as markup and cannot drive the terminal."""
    return Text(printable(text), style=style)
