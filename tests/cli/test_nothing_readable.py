"""A submission of which nothing can be read: a report all the same, a plain line, exit status 2."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from evidencecheck.cli import run
from tests.running.conftest import FIRM, write_pdf

ASKED = ("--system", "tianjin", "--date", "2026-03-31", "--ocr", "none", "--workers", "1",
         "--no-cache", "--quiet")  # fmt: skip


def damaged_archive(at: Path) -> Path:
    at.with_suffix(".zip").write_bytes(random.Random(7).randbytes(4096))  # noqa: S311
    return at.with_suffix(".zip")


def only_junk(at: Path) -> Path:
    at.mkdir()
    (at / "Thumbs.db").write_bytes(b"x")
    return at


def damaged_pdf(at: Path) -> Path:
    at.mkdir()
    (at / "证书.pdf").write_bytes(b"%PDF-1.7\nnothing of it")
    return at


@pytest.mark.parametrize("make", [damaged_archive, only_junk, damaged_pdf])
def test_nothing_readable(make: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = make(tmp_path / "in"), tmp_path / "out"  # type: ignore[operator]
    arguments = ["check", str(source), "--applicant", FIRM, "--out", str(out), *ASKED]
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.err.splitlines() == [
        "evidencecheck: 没有一个文件能够读取；报告逐一列出原因和处理办法"
    ]
    (entry,) = json.loads((out / "report.json").read_bytes())["files"]
    assert entry["status"] != "read"
    assert entry["findings"]
    assert (out / "report.html").is_file()
    assert run([*arguments, "--lang", "en"]) == 2
    assert "none of the files could be read" in capsys.readouterr().err


def test_one_readable_file_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = damaged_pdf(tmp_path / "in")
    write_pdf(source / "承诺书.pdf", "零碳工厂承诺书", f"承诺单位:{FIRM}")
    out = tmp_path / "out"
    assert run(["check", str(source), "--applicant", FIRM, "--out", str(out), *ASKED]) == 1
    assert capsys.readouterr().err == ""


def test_a_batch_goes_on_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "root"
    root.mkdir()
    damaged_pdf(root / "甲公司")
    (root / "说明.txt").write_text("x", encoding="utf-8")
    asked = [a for a in ASKED if a != "--quiet"]
    out = tmp_path / "out"
    assert run(["batch", str(root), "--out", str(out), *asked]) == 2
    printed = "".join(capsys.readouterr().out.split())
    assert "没有一个文件能够读取" in printed
    assert "未处理：说明.txt" in printed
    write_pdf(root / "乙公司" / "承诺书.pdf", "零碳工厂承诺书", "承诺单位:乙公司")
    assert run(["batch", str(root), "--out", str(out), *asked]) == 1
    assert "已核查1家，未完成1家" in "".join(capsys.readouterr().out.split())


def test_a_sheet_that_was_filled_in_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pdf(tmp_path / "in" / "承诺书.pdf", "零碳工厂承诺书", f"承诺单位:{FIRM}")
    out = tmp_path / "out"
    asked = [a for a in ASKED if a != "--quiet"]
    arguments = ["check", str(tmp_path / "in"), "--applicant", FIRM, "--out", str(out), *asked]
    run(arguments)
    capsys.readouterr()
    run(arguments)
    assert "scoresheet-1.xlsx" not in capsys.readouterr().out
    (out / "scoresheet.xlsx").write_bytes(b"filled in")
    run(arguments)
    told = "scoresheet.xlsx 在生成之后被改动过，已保留为 scoresheet-1.xlsx"
    assert told in capsys.readouterr().out
