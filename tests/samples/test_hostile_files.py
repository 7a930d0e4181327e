"""Damaged, encrypted, looping and oversized files: each ends with a status and a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.report import FileEntry, Report
from evidencecheck.running.check import Checker
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request


@pytest.fixture(scope="module")
def report(hostile_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A check of the whole folder. A page that hangs is given up by the pool's own limit."""
    options = Options(cache_folder=tmp_path_factory.mktemp("cache"))
    book = load_book()
    with Checker(book, load_extractor(book), options) as checker:
        return checker.check(
            hostile_samples, Request("tianjin", "青河示例机械有限公司", date=date(2026, 3, 31))
        )


def _entries(report: Report, name: str) -> list[FileEntry]:
    return [f for f in report.files if f.path == name or f.path.startswith(f"{name}/")]


def test_every_file_is_listed(report: Report, hostile_samples: Path) -> None:
    on_disk = {p.name for p in hostile_samples.iterdir() if p.is_file()}
    assert {f.path.split("/")[0] for f in report.files} == on_disk


def test_what_is_not_read_says_why(report: Report) -> None:
    refused = [f for f in report.files if f.status is not FileStatus.READ]
    assert refused
    assert [f.path for f in refused if not f.findings] == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("pdfplumber__password-example.pdf", "F102"),
        ("oletools__encrypted.docx", "F102"),
        ("libzip__encrypt-aes256.zip", "F102"),
        ("qpdf__empty.pdf", "F101"),
        ("ocrmypdf__invalid.pdf", "F101"),
        ("pillow__broken.png", "F101"),
        ("libzip__bigzero-zip.zip", "F107"),
    ],
)
def test_the_reason_is_the_right_one(report: Report, name: str, code: str) -> None:
    entries = _entries(report, name)
    assert code in {f.code for e in entries for f in e.findings}, entries


@pytest.mark.parametrize(
    "name", ["pyhanko__minimal-two-fields-signed-twice.pdf", "pillow__hopper_orientation_6.jpg"]
)
def test_odd_but_sound_files_are_read(report: Report, name: str) -> None:
    assert [e.status for e in _entries(report, name)] == [FileStatus.READ]
