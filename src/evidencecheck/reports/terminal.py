"""What a check and a batch say on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evidencecheck.domain.finding import Finding, Flag, Level
from evidencecheck.domain.report import IndicatorResult, Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.batch_rows import BatchRow
from evidencecheck.reports.evidence import Evidence, file_of, worst_first
from evidencecheck.reports.printable import printable
from evidencecheck.reports.wording import Wording

_STYLES = {Flag.SUPPORTED: "green", Flag.MISSING: "yellow", Flag.SUSPICIOUS: "bold red"}
_SIGNS = {Flag.SUPPORTED: "✓", Flag.MISSING: "○", Flag.SUSPICIOUS: "!"}
_LEVEL_STYLES = {Level.SUSPICIOUS: "red", Level.MISSING: "yellow", Level.NOTE: "dim"}

_WIDE = 110
"""Columns from which the requirement is shown beside the evidence."""

_NARROW = 64
"""Columns below which the evidence gives way to the finding."""

_SHOWN_FILES = 3


def render_report(console: Console, report: Report, book: RuleBook, lang: str = "zh") -> None:
    """Print one report: who and when, a row an indicator, what is suspicious, the counts."""
    words = Wording(book, lang)
    evidence = Evidence(report)
    applicant = report.submission.applicant.name
    head = f"{report.pack.name} · {report.submission.date.isoformat()}"
    console.print(_text(applicant, "bold"))
    console.print(_text(head, "dim"))
    console.print(_indicators(report, evidence, words, console.width))
    findings = [finding for finding, _ in evidence.findings()]
    _print_problems(console, findings, words)
    console.print(_counts({flag: report.count(flag) for flag in Flag}, words))


def render_batch_rows(
    console: Console, rows: Sequence[BatchRow], book: RuleBook, lang: str = "zh"
) -> None:
    """Print a batch: a row an applicant, then how many were checked and how many failed."""
    words = Wording(book, lang)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(words.label("applicant"), overflow="fold", ratio=3)
    for flag in Flag:
        table.add_column(_text(words.flag(flag)), justify="right", no_wrap=True)
    table.add_column(words.label("suspicious_codes"), overflow="fold", ratio=4)
    for row in rows:
        name = _text(row.name)
        if row.status == "failed":
            failed = _text(f"{words.outcome(row.status)}: {words.refusal(row.reason)}", "red")
            table.add_row(name, "", "", "", failed)
            continue
        counts = [_text(str(row.count(f)), _STYLES[f] if row.count(f) else "dim") for f in Flag]
        codes = words.join(f"{code}×{n}" if n > 1 else code for code, n in row.codes)
        table.add_row(name, *counts, _text(codes))
    console.print(table)
    checked = sum(row.status == "checked" for row in rows)
    counts_line = words.label("batch_counts", checked=checked, failed=len(rows) - checked)
    console.print(_text(counts_line, "bold"))


def render_report_place(
    console: Console, report: str, trail: str, head: str, book: RuleBook, lang: str = "zh"
) -> None:
    """Print where the report lies and what ends the audit trail, for a reader to keep.

    ``trail``: the folder that holds it; ``head``: the digest of its last event, empty where the
    trail is not as it was written.
    """
    words = Wording(book, lang)
    _print_line(console, words.label("report_at", path=report))
    if head:
        _print_line(console, words.label("trail_head"), "dim")
        _print_line(console, head)
    else:
        _print_line(console, words.label("trail_broken", path=trail), "red")


def render_summary_place(
    console: Console,
    summary: str,
    heads: Sequence[tuple[str, str]],
    book: RuleBook,
    lang: str = "zh",
) -> None:
    """Print where the summary of a batch lies and what ends each applicant's audit trail.

    ``heads``: the folder of a trail and the digest of its last event, empty as above.
    """
    words = Wording(book, lang)
    _print_line(console, words.label("summary_at", path=summary))
    if any(head for _, head in heads):
        _print_line(console, words.label("trail_head"), "dim")
    for folder, head in heads:
        if head:
            _print_line(console, f"{head}  {folder}")
        else:
            _print_line(console, words.label("trail_broken", path=folder), "red")


# ------------------------------------------------------------------ pieces


def _print_line(console: Console, text: str, style: str = "") -> None:
    """Print one line as it is: a path or a digest that is broken in two cannot be copied."""
    console.print(_text(text, style), soft_wrap=True)


def _text(text: str, style: str = "") -> Text:
    """Text that is never read as markup and cannot drive the terminal."""
    return Text(printable(text), style=style)


def _indicators(report: Report, evidence: Evidence, words: Wording, width: int) -> Table:
    table = Table(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=width >= _NARROW
    )
    table.add_column(words.label("flag"), no_wrap=True)
    table.add_column(words.label("id"), no_wrap=width >= _NARROW, overflow="fold")
    if width >= _WIDE:
        table.add_column(words.label("requirement"), ratio=4, no_wrap=True, overflow="ellipsis")
    if width >= _NARROW:
        table.add_column(words.label("evidence"), ratio=4, no_wrap=True, overflow="ellipsis")
    table.add_column(words.label("code"), no_wrap=True)
    table.add_column(words.label("top_finding"), ratio=4, overflow="fold")
    for result in report.indicators:
        flag = result.flag
        row = [
            _text(f"{_SIGNS[flag]} {words.flag(flag)}", _STYLES[flag]),
            _text(result.indicator.id.removeprefix(f"{report.pack.id}.")),
        ]
        if width >= _WIDE:
            row.append(_text(" ".join(result.indicator.requirement.split())))
        if width >= _NARROW:
            row.append(_evidence(result, evidence, words))
        table.add_row(*row, *_top_finding(result, words))
    return table


def _evidence(result: IndicatorResult, evidence: Evidence, words: Wording) -> Text:
    documents = evidence.documents_of(result)
    lines = [f"{words.pages_of(d)} {_name(d.file)}" for d in documents[:_SHOWN_FILES]]
    if len(documents) > _SHOWN_FILES:
        lines.append(words.label("and_more", count=len(documents) - _SHOWN_FILES))
    return _text("\n".join(lines) or "–", "" if lines else "dim")


def _name(path: str) -> str:
    """The last part of a path: the table has no room for folders, the list of problems has."""
    return path.rsplit("/", 1)[-1]


def _top_finding(result: IndicatorResult, words: Wording) -> tuple[Text, Text]:
    """Code and words of the worst finding, and how many there are besides."""
    findings = worst_first(result.findings)
    if not findings:
        return Text(), Text()
    first = findings[0]
    more = f" (+{len(findings) - 1})" if len(findings) > 1 else ""
    style = _LEVEL_STYLES[first.level]
    return _text(first.code, style), _text(f"{words.message(first)}{more}", style)


def _print_problems(console: Console, findings: Iterable[Finding], words: Wording) -> None:
    """List what is suspicious, each with its place, and say how many notes there are."""
    items = list(findings)
    suspicious = [f for f in items if f.level is Level.SUSPICIOUS]
    if suspicious:
        console.print()
        console.print(_text(f"{words.label('problems')} {len(suspicious)}", "bold"))
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in suspicious:
        table.add_row(_text(finding.code, "red"), _text(words.message(finding)))
        place = file_of(finding)
        if place:
            page = words.page(finding.citations[0].page) if finding.citations else ""
            table.add_row("", _text(f"{place} {page}".rstrip(), "dim"))
    console.print(table)
    notes = sum(f.level is Level.NOTE for f in items)
    if notes:
        console.print(_text(words.label("more_notes", count=notes), "dim"))


def _counts(counts: dict[Flag, int], words: Wording) -> Text:
    line = Text("\n")
    for flag, count in counts.items():
        line.append(f"{_SIGNS[flag]} {words.flag(flag)} {count}   ", _STYLES[flag])
    line.append(words.label("of_indicators", total=sum(counts.values())), "dim")
    return line
