"""All checks on a thousand documents: assessment alone, nothing is read.

The documents are those of the development set whose text the file stores, as often as it takes.
"""

from __future__ import annotations

import gc
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.faults import ROOT
from benchmarks.targets import CHECKS
from evidencecheck.assessment import Assessor
from evidencecheck.assessment.names import match_applicant
from evidencecheck.domain.document import Document
from evidencecheck.domain.files import FileFacts, FileStatus
from evidencecheck.domain.submission import Applicant, Submission
from evidencecheck.extraction import Extractor
from evidencecheck.intake import collect
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.pool import ReadingPool
from evidencecheck.running.setup import load_book

COUNT = 1000
CASE = ROOT / "fixtures" / "development" / "clean"


def run(console: Console) -> None:
    """Assess them for every system and print the seconds."""
    book = load_book()
    documents = list(islice(_copies(_documents(load_extractor(book))), COUNT))
    facts = [
        FileFacts(d.file, d.file, 1, "application/pdf", 1, FileStatus.READ) for d in documents
    ]  # fmt: skip
    # The firm whose papers they are: as another's hardly anything of them is compared.
    call = json.loads((CASE / "check.json").read_text(encoding="utf-8"))
    firm = Applicant(call["applicant"], call.get("credit_code") or "")
    asked = Submission(firm, date.fromisoformat(call["date"]))
    table = Table(title=f"Checks on {COUNT} documents", title_justify="left")
    for heading in ("system", "findings", f"processor seconds\n{CHECKS}"):
        table.add_column(heading, justify="right")
    # A process loads the spelling of names once, as it does the rule book.
    match_applicant("Example Co., Ltd.", firm)
    for name, pack in sorted(book.packs.items()):
        assessor = Assessor(book, pack)
        # What the systems before have left is not for this one to collect.
        gc.collect()
        start = time.process_time()
        report = assessor.report(asked, documents, facts)
        seconds = time.process_time() - start
        found = sum(len(d.findings) for d in report.documents)
        table.add_row(name, str(found), CHECKS.shown(seconds))
    console.print(table)


def _documents(extractor: Extractor) -> list[Document]:
    options = Options(ocr="none")
    with (
        tempfile.TemporaryDirectory() as scratch,
        ReadingPool(options, "none") as pool,
    ):
        files = collect(CASE / "evidence", Path(scratch), options.limits)
        readings = pool.read(files).values()
    return [d for r in readings if r.status is FileStatus.READ for d in extractor.documents(r)]


def _copies(documents: list[Document]) -> Iterator[Document]:
    for number, document in enumerate(cycle(documents)):
        yield replace(document, file=f"{number // len(documents)}/{document.file}")
