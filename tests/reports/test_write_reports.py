from __future__ import annotations

from pathlib import Path

import pytest

from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.json_report import render_json
from evidencecheck.reports.writing import write_reports


def nothing(file: str, page: int) -> bytes | None:
    return None


def test_the_files_of_one_report(report: Report, book: RuleBook, tmp_path: Path) -> None:
    write_reports(report, book, tmp_path, lang="zh", picture=nothing)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "correction-notice.docx",
        "report.html",
        "report.json",
        "scoresheet.xlsx",
    ]
    assert (tmp_path / "report.json").read_bytes() == render_json(report, book)


def test_without_html(report: Report, book: RuleBook, tmp_path: Path) -> None:
    write_reports(report, book, tmp_path, lang="en", picture=nothing, html=False)
    assert not (tmp_path / "report.html").exists()
    assert b"expired: until" in (tmp_path / "report.json").read_bytes()


def test_no_path_of_this_machine_is_written(report: Report, book: RuleBook, tmp_path: Path) -> None:
    write_reports(report, book, tmp_path, lang="zh", picture=nothing)
    for path in tmp_path.iterdir():
        assert str(tmp_path).encode() not in path.read_bytes()


def test_a_folder_that_is_not_there_is_an_error(
    report: Report, book: RuleBook, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        write_reports(report, book, tmp_path / "none", lang="zh", picture=nothing)
