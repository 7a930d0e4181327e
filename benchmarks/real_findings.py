"""What is suspicious about the real samples, each holder's papers as its own submission."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.ocr_pages import REAL
from evidencecheck.running.check import Checker
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request

ASSESSED = date(2026, 3, 31)
_SYSTEM = "tianjin"


def run(console: Console, scratch: Path, *, cache: bool) -> None:
    """Check the papers of each holder with the holder as applicant; print what is suspicious."""
    if not REAL.exists():
        console.print("[bold red]✗ The real samples are not beside this checkout.[/]")
        return
    entries = json.loads((REAL / "manifest.json").read_text(encoding="utf-8"))
    book = load_book()
    table = Table(title="Suspicious on real samples, by applicant", title_justify="left")
    for heading in ("applicant", "file", "code", "page", "what was seen"):
        table.add_column(heading, overflow="fold")
    files = 0
    with Checker(book, load_extractor(book), Options(cache=cache)) as checker:
        for number, (applicant, names) in enumerate(_applicants(entries).items()):
            folder = scratch / f"holder{number}"
            folder.mkdir(parents=True)
            for name in names:
                shutil.copy(REAL / name, folder / name)
            files += len(names)
            out = scratch / f"out{number}"
            checker.check(folder, Request(_SYSTEM, applicant, date=ASSESSED), out, lang="en")
            report = json.loads((out / "report.json").read_text(encoding="utf-8"))
            for row in _suspicious(report):
                table.add_row(applicant, *row)
    console.print(table)
    console.print(f"{table.row_count} suspicious findings on {files} files")


def _applicants(entries: list[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The files of each holder; both languages of a certificate belong to its first holder."""
    holders: dict[str, str] = {}
    files: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        twin = entry.get("expected", {}).get("same_certificate_as")
        holder = holders.get(twin) or entry.get("facts", {}).get("holder")
        if holder:
            holders[entry["file"]] = holder
            files[holder].append(entry["file"])
    return dict(files)


def _suspicious(report: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    found = [(d["file"], f) for d in report["documents"] for f in d["findings"]]
    found += [(e["path"], f) for e in report["files"] for f in e["findings"]]
    return [
        (file, f["code"], str(f.get("page") or ""), f["message"])
        for file, f in found
        if f["level"] == "suspicious"
    ]
