"""Facts printed on the real samples that come out right, by the project's outside tool."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.ocr_pages import REAL
from benchmarks.targets import FACTS
from evidencecheck.running.check import Checker
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request

TOOL = REAL.parents[1] / "tools" / "real_facts.py"


def run(console: Console, scratch: Path, *, cache: bool) -> None:
    """Check the folder of samples and print the share of facts found, and each wrong one."""
    absent = [p.name for p in (REAL, TOOL) if not p.exists()]
    if absent:
        console.print(
            f"[bold red]✗ The real samples are not beside this checkout[/] ({', '.join(absent)}): "
            "their facts are not measured."
        )
        return
    entries = json.loads((REAL / "manifest.json").read_text(encoding="utf-8"))
    book = load_book()
    start = time.perf_counter()
    with (
        console.status("checking the real samples"),
        Checker(book, load_extractor(book), Options(cache=cache)) as checker,
    ):
        request = Request("tianjin", "易連工業股份有限公司", date=date(2026, 3, 31))
        report = checker.check(REAL, request, scratch / "out")
    seconds = time.perf_counter() - start
    manifest = scratch / "manifest.json"
    manifest.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    *wrong, summary = _ask(scratch / "out" / "report.json", manifest)
    pages = sum(f.pages for f in report.files)
    table = Table(title="Real samples", title_justify="left")
    for heading in ("files", "pages", "seconds", f"facts right\n{FACTS}", "of"):
        table.add_column(heading, justify="right")
    right, of = summary.split()[1].split("/")
    share = FACTS.shown(100 * int(right) / int(of))
    table.add_row(str(len(entries)), str(pages), f"{seconds:.0f}", share, of)
    console.print(table)
    for line in wrong:
        console.print(f"  {escape(line)}", highlight=False, soft_wrap=True)


def _ask(report: Path, manifest: Path) -> list[str]:
    """The lines of the tool: a line for each wrong fact, then ``facts RIGHT/ALL = SHARE``.

    Raises:
        RuntimeError: the tool failed. (Its exit status tells of its own bound, which is another.)
    """
    done = subprocess.run(
        [sys.executable, TOOL, report, manifest],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = done.stdout.splitlines()
    if not lines or not lines[-1].startswith("facts "):
        raise RuntimeError(f"{TOOL.name} failed: {done.stderr}")
    return lines
