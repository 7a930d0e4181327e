"""What check, batch and inspect do once there is work: run, and print what came of it."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from evidencecheck.audit import FILE_NAME, verify
from evidencecheck.cli.progress import progress
from evidencecheck.cli.telling import NOTHING_READABLE, Lines, Told, complain
from evidencecheck.domain.out import REPORT_HTML
from evidencecheck.reports.inspection import inspection_json, render_inspection
from evidencecheck.reports.next_steps import render_next
from evidencecheck.reports.terminal import (
    render_batch_rows,
    render_report,
    render_report_place,
    render_summary_place,
)
from evidencecheck.running.batch import SUMMARY, Batch, Submitted, outcome
from evidencecheck.running.check import Checker, exit_status
from evidencecheck.running.corpus import Corpus, corpus_path
from evidencecheck.running.errors import NOTHING_READ
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.inspection import inspect as look
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request


def run_check(
    folder: Path,
    request: Request,
    out: Path,
    options: Options,
    rules: Path | None,
    told: Told,
    corpus: str = "",
) -> int:
    """Check one submission; the exit status."""
    book, lang = load_book(rules), told.lang
    lines = Lines(lang)
    with (
        Checker(book, load_extractor(book), options) as checker,
        progress(lang, quiet=told.quiet, log_json=told.log_json) as show,
    ):
        report = checker.check(
            folder,
            request,
            out,
            lang=lang.value,
            progress=show,
            tell=lines.keep,
            twins_of=Corpus(corpus_path(corpus)).twins if corpus else None,
        )
    if not told.quiet:
        console = Console()
        lines.show(console)
        render_report(console, report, book, lang.value)
        render_next(console, report, book, lang.value)
        console.print()
        place = str(out / REPORT_HTML)
        render_report_place(console, place, str(out), _trail_head(out), book, lang.value)
    status = exit_status(report)
    if status == NOTHING_READABLE:
        complain(NOTHING_READ, lang)
    return status


def run_batch(
    root: Path,
    request: Request,
    out: Path,
    options: Options,
    rules: Path | None,
    told: Told,
    corpus: str = "",
) -> int:
    """Check many submissions; the exit status."""
    book, lang = load_book(rules), told.lang
    console = Console()
    lines = Lines(lang)

    def announce(entry: Submitted, number: int, of: int) -> None:
        if not told.quiet:
            console.print(f"[{number}/{of}] {entry.name}", markup=False, highlight=False)

    with (
        Checker(book, load_extractor(book), options) as checker,
        progress(lang, quiet=told.quiet, log_json=told.log_json) as show,
    ):
        rows = Batch(checker, book, options).run(
            root,
            request,
            out,
            lang=lang.value,
            announce=announce,
            progress=show,
            tell=lines.keep,
            corpus=Corpus(corpus_path(corpus)) if corpus else None,
        )
    if not told.quiet:
        lines.show(console)
        render_batch_rows(console, rows, book, lang.value)
        checked = [out / row.folder for row in rows if row.status == "checked"]
        heads = [(str(folder), _trail_head(folder)) for folder in checked]
        render_summary_place(console, str(out / SUMMARY), heads, book, lang.value)
    return outcome(rows)


def run_inspect(file: Path, options: Options, rules: Path | None, told: Told, *, json: bool) -> int:
    """Print what is seen in one file; the exit status."""
    book, lang = load_book(rules), told.lang.value
    found = look(file, load_extractor(book), options)
    for entry in found:
        if json:
            text = inspection_json(entry.file, entry.reading, entry.parts, book, lang)
            sys.stdout.write(text + "\n")
        elif not told.quiet:
            render_inspection(Console(), entry.file, entry.reading, entry.parts, book, lang)
    return 0 if any(entry.documents for entry in found) else 1


def _trail_head(out: Path) -> str:
    """The digest that ends the trail of a finished check; empty where it was changed."""
    verdict = verify(out / FILE_NAME)
    return verdict.head if verdict.ok else ""
