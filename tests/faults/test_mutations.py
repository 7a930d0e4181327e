"""Two hundred good files spoilt at random: the run goes on, and each gets a status and a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.faults import GOOD
from benchmarks.mutations import write_mutations

from evidencecheck.domain.files import FileStatus
from evidencecheck.running.check import Checker
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request

COUNT = 200


def test_spoilt_files_end_with_a_status_and_a_reason(tmp_path: Path) -> None:
    folder = tmp_path / "spoilt"
    good = sorted(p for p in GOOD.rglob("*") if p.suffix in {".pdf", ".docx", ".xlsx", ".jpg"})
    write_mutations(folder, good, COUNT, seed=4)
    book = load_book()
    options = Options(ocr="none", workers=1, cache=False)
    with Checker(book, load_extractor(book), options) as checker:
        report = checker.check(
            folder, Request("tianjin", "某某示例有限公司", date=date(2026, 3, 31))
        )
    assert {f.path.split("/")[0] for f in report.files} == {p.name for p in folder.iterdir()}
    for file in report.files:
        assert file.status is FileStatus.READ or file.findings, file.path
    assert {f.status for f in report.files} >= {FileStatus.READ, FileStatus.UNREADABLE}
