"""check, batch, inspect."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.audit import FILE_NAME, verify
from evidencecheck.cli.options import (
    Applicant,
    CreditCode,
    Day,
    Lang,
    Language,
    LogJson,
    NoCache,
    Ocr,
    Out,
    Quiet,
    Rules,
    System,
    Tier,
    Workers,
)
from evidencecheck.cli.progress import progress
from evidencecheck.cli.telling import Lines, complain
from evidencecheck.domain.finding import Flag, Level
from evidencecheck.domain.report import Report
from evidencecheck.reports.inspection import inspection_json, render_inspection
from evidencecheck.reports.terminal import (
    render_batch_rows,
    render_report,
    render_report_place,
    render_summary_place,
)
from evidencecheck.reports.writing import REPORT_HTML
from evidencecheck.running.batch import SUMMARY, Batch, Submitted, outcome
from evidencecheck.running.check import Checker, anything_read
from evidencecheck.running.engine import engine_key
from evidencecheck.running.errors import NOTHING_READ
from evidencecheck.running.inspection import inspect as look
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book, load_extractor
from evidencecheck.running.submission import Request


def check(
    folder: Annotated[Path, typer.Argument(help="Folder, archive or bound PDF. 申报材料。")],
    out: Out,
    system: System = "",
    applicant: Applicant = "",
    credit_code: CreditCode = "",
    date: Day = None,
    tier: Tier = "",
    ocr: Ocr = "rapidocr",
    workers: Workers = 0,
    no_cache: NoCache = False,
    lang: Language = Lang.zh,
    log_json: LogJson = False,
    quiet: Quiet = False,
    rules: Rules = None,
) -> int:
    """Check one submission and write report.html, report.json, scoresheet.xlsx. 核查一份申报材料。

    Example: evidencecheck check 申报材料/ --system tianjin --applicant 某某有限公司 --out 结果/

    Exit status: 0 nothing to report, 1 something found, 2 wrong usage or nothing readable.
    """
    book = load_book(rules)
    options = Options(ocr=ocr, workers=workers, cache=not no_cache)
    request = Request(system, applicant, credit_code, date.date() if date else None, tier)
    lines = Lines(lang)
    with (
        Checker(book, load_extractor(book), options) as checker,
        progress(lang, quiet=quiet, log_json=log_json) as show,
    ):
        report = checker.check(
            folder, request, out, lang=lang.value, progress=show, tell=lines.keep
        )
    if not quiet:
        console = Console()
        lines.show(console)
        render_report(console, report, book, lang.value)
        place = str(out / REPORT_HTML)
        render_report_place(console, place, str(out), _trail_head(out), book, lang.value)
    if not anything_read(report):
        complain(NOTHING_READ, lang)
        return 2
    return _found(report)


def batch(
    root: Annotated[Path, typer.Argument(help="One folder or archive an applicant. 批量材料。")],
    out: Out,
    system: System = "",
    date: Day = None,
    tier: Tier = "",
    ocr: Ocr = "rapidocr",
    workers: Workers = 0,
    no_cache: NoCache = False,
    lang: Language = Lang.zh,
    log_json: LogJson = False,
    quiet: Quiet = False,
    rules: Rules = None,
) -> int:
    """Check many submissions; resumes where it stopped. 批量核查，可断点续查。

    Example: evidencecheck batch 全部企业/ --system tianjin --out 结果/

    Each folder or archive under ROOT is one applicant: its name is the factory's, unless an
    applicant.yaml in it says otherwise.
    """
    book = load_book(rules)
    options = Options(ocr=ocr, workers=workers, cache=not no_cache)
    request = Request(system=system, date=date.date() if date else None, tier=tier)
    console = Console()
    lines = Lines(lang)

    def announce(entry: Submitted, number: int, of: int) -> None:
        if not quiet:
            console.print(f"[{number}/{of}] {entry.name}", markup=False, highlight=False)

    with (
        Checker(book, load_extractor(book), options) as checker,
        progress(lang, quiet=quiet, log_json=log_json) as show,
    ):
        run = Batch(checker, book, options, engine_key(ocr))
        rows = run.run(
            root,
            request,
            out,
            lang=lang.value,
            announce=announce,
            progress=show,
            tell=lines.keep,
        )
    if not quiet:
        lines.show(console)
        render_batch_rows(console, rows, book, lang.value)
        checked = [out / row.folder for row in rows if row.status == "checked"]
        heads = [(str(folder), _trail_head(folder)) for folder in checked]
        render_summary_place(console, str(out / SUMMARY), heads, book, lang.value)
    return outcome(rows)


def inspect(
    file: Annotated[Path, typer.Argument(help="One file, or an archive. 文件。")],
    json: Annotated[bool, typer.Option("--json", help="As JSON. 以 JSON 输出。")] = False,
    ocr: Ocr = "rapidocr",
    workers: Workers = 1,
    no_cache: NoCache = False,
    lang: Language = Lang.zh,
    log_json: LogJson = False,
    quiet: Quiet = False,
    rules: Rules = None,
) -> int:
    """Show what the checker sees in one file. 查看程序从一个文件中读到了什么。

    Example: evidencecheck inspect 核查声明.pdf
    """
    book = load_book(rules)
    options = Options(ocr=ocr, workers=workers, cache=not no_cache)
    found = look(file, load_extractor(book), options)
    for entry in found:
        if json:
            text = inspection_json(entry.file, entry.reading, entry.parts, book, lang.value)
            sys.stdout.write(text + "\n")
        elif not quiet:
            render_inspection(Console(), entry.file, entry.reading, entry.parts, book, lang.value)
    return 0 if any(entry.documents for entry in found) else 1


def _trail_head(out: Path) -> str:
    """The digest that ends the trail of a finished check; empty where it was changed."""
    verdict = verify(out / FILE_NAME)
    return verdict.head if verdict.ok else ""


def _found(report: Report) -> int:
    """1 when an indicator is not supported, or a document or file has a suspicious finding."""
    flags = any(r.flag is not Flag.SUPPORTED for r in report.indicators)
    findings = [f for d in report.documents for f in d.findings]
    findings += [f for file in report.files for f in file.findings]
    return int(flags or any(f.level is not Level.NOTE for f in findings))
