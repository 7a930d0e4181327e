"""Many submissions: goes on after a bad one, resumes, sums up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from evidencecheck.running.batch import SUMMARY, Batch, outcome
from evidencecheck.running.check import Checker
from evidencecheck.running.errors import NOTHING_READ, UsageError
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request
from tests.running.conftest import DAY, FIRM, write_pdf


@pytest.fixture
def root(tmp_path: Path, submission: Path) -> Path:
    folder = tmp_path / "全部"
    shutil.copytree(submission, folder / FIRM)
    shutil.copytree(submission, folder / "乙公司")
    (folder / "乙公司" / "applicant.yaml").write_text("nmae: x", encoding="utf-8")
    shutil.copytree(submission, folder / "丙公司")
    (folder / "说明.txt").write_text("not an applicant")
    return folder


@pytest.fixture
def batch(checker: Checker, options: Options) -> Batch:
    return Batch(checker, load_book(), options)


REQUEST = Request(system="tianjin", date=DAY)


def test_a_bad_submission_does_not_end_the_batch(batch: Batch, root: Path, tmp_path: Path) -> None:
    rows = batch.run(root, REQUEST, tmp_path / "out")
    assert [(r.name, r.status) for r in rows] == [
        ("丙公司", "checked"),
        ("乙公司", "failed"),
        (FIRM, "checked"),
    ]
    assert "nmae" in rows[1].reason
    assert (tmp_path / "out" / FIRM / "report.html").is_file()
    assert not (tmp_path / "out" / "乙公司").exists()
    assert outcome(rows) == 1


def test_a_reason_names_no_path_of_this_machine(batch: Batch, root: Path, tmp_path: Path) -> None:
    (root / "空文件夹有限公司").mkdir()
    out = tmp_path / "out"
    (out / FIRM).mkdir(parents=True)
    (out / FIRM / "别的.txt").write_text("x")
    (out / ".batch").touch()
    reasons = {r.name: r.reason for r in batch.run(root, REQUEST, out)}
    assert reasons["空文件夹有限公司"] == "空文件夹有限公司: no files there"
    assert reasons[FIRM].startswith(f"{FIRM}: holds other files")
    sheets = CalamineWorkbook.from_path(out / SUMMARY)
    cells = [
        c
        for name in sheets.sheet_names
        for r in sheets.get_sheet_by_name(name).to_python()
        for c in r
    ]
    assert not any(str(tmp_path) in str(cell) for cell in cells)


def test_the_folder_names_the_applicant(batch: Batch, root: Path, tmp_path: Path) -> None:
    rows = batch.run(root, REQUEST, tmp_path / "out")
    codes = {r.name: dict(r.codes) for r in rows}
    assert "P501" in codes["丙公司"]
    assert "P501" not in codes[FIRM]


def test_what_is_finished_is_not_done_again(batch: Batch, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    own = write_pdf(root / "丙公司" / "会议纪要.pdf", "会议纪要")
    first = batch.run(root, REQUEST, out)
    stamps = {n: (out / n / "report.json").stat().st_mtime_ns for n in (FIRM, "丙公司")}
    own.unlink()
    second = batch.run(root, REQUEST, out)
    assert (out / FIRM / "report.json").stat().st_mtime_ns == stamps[FIRM]
    assert (out / "丙公司" / "report.json").stat().st_mtime_ns != stamps["丙公司"]
    assert [r.name for r in first] == [r.name for r in second]


def test_another_date_is_another_check(batch: Batch, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch.run(root, REQUEST, out)
    stamp = (out / FIRM / "report.json").stat().st_mtime_ns
    later = Request(system="tianjin", date=DAY.replace(day=30))
    batch.run(root, later, out)
    assert (out / FIRM / "report.json").stat().st_mtime_ns != stamp


def test_the_summary_has_a_row_an_applicant(batch: Batch, root: Path, tmp_path: Path) -> None:
    batch.run(root, REQUEST, tmp_path / "out")
    sheet = CalamineWorkbook.from_path(str(tmp_path / "out" / SUMMARY)).get_sheet_by_index(0)
    text = "\n".join(" ".join(map(str, row)) for row in sheet.to_python())
    for name in (FIRM, "乙公司", "丙公司"):
        assert name in text


def test_nothing_to_check(batch: Batch, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no folder or archive"):
        batch.run(tmp_path / "empty", REQUEST, tmp_path / "out")
    with pytest.raises(UsageError, match="no such folder"):
        batch.run(tmp_path / "nowhere", REQUEST, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_applicant_of_whom_nothing_can_be_read_counts_as_failed(
    batch: Batch, root: Path, tmp_path: Path
) -> None:
    (root / "丁公司").mkdir()
    (root / "丁公司" / "Thumbs.db").write_bytes(b"x")
    (root / "戊公司.rar").write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(200))
    out = tmp_path / "out"
    first = batch.run(root, REQUEST, out)
    rows = {r.name: r for r in first}
    for name in ("丁公司", "戊公司"):
        assert (rows[name].status, rows[name].reason) == ("failed", NOTHING_READ)
        assert (out / rows[name].report).is_file()
    assert rows[FIRM].status == "checked"
    assert outcome(first) == 1
    assert batch.run(root, REQUEST, out) == first
    assert outcome([rows["丁公司"], rows["戊公司"]]) == 2


def test_loose_files_are_told(batch: Batch, root: Path, tmp_path: Path) -> None:
    (root / ".hidden").write_text("x")
    told: list[str] = []
    batch.run(root, REQUEST, tmp_path / "out", tell=told.append)
    assert told == ["ignored: 说明.txt (neither a folder nor an archive of an applicant)"]


def test_out_within_the_root_is_refused(batch: Batch, root: Path, tmp_path: Path) -> None:
    for out in (root, root / "out"):
        with pytest.raises(UsageError, match="lies in the folder"):
            batch.run(root, REQUEST, out)
    assert not (root / "out").exists()
    batch.run(root, REQUEST, tmp_path / "全部结果")
