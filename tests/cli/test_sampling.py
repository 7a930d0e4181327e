"""The second look: drawn, filled in, read back."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from evidencecheck.cli import run

HOSTILE = "=1+1<script>\"&'"


def indicator(number: int, flag: str = "supported") -> dict[str, Any]:
    return {
        "id": f"demo.{number}",
        "requirement": HOSTILE,
        "flag": flag,
        "slots": [{"documents": ["d1"]}],
    }


def report(folder: Path, name: str, count: int) -> None:
    folder.mkdir(parents=True)
    place = {"page": 2, "box": [0, 0, 1, 1], "quote": f"+{name}"}
    data = {
        "schema": "evidencecheck/report@1",
        "applicant": {"name": name, "credit_code": ""},
        "assessment_date": "2026-03-31",
        "indicators": [*(indicator(n) for n in range(count)), indicator(99, "missing")],
        "documents": [
            {"id": "d1", "file": "@甲.pdf", "pages": [2, 3], "title": place, "fields": {}}
        ],
    }
    (folder / "report.json").write_text(json.dumps(data), encoding="utf-8")


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    report(tmp_path / "out" / "甲厂", "甲厂", 30)
    report(tmp_path / "out" / "乙厂", "乙厂", 20)
    return tmp_path / "out"


def rows(path: Path) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)[3:]


def fill(path: Path, *words: str) -> None:
    """Fill in the column of the second look as a spreadsheet program would."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode("utf-8")
    for row, word in enumerate(words, start=4):
        cell = f'<c r="H{row}" t="inlineStr"><is><t>{word}</t></is></c>'
        sheet, found = re.subn(rf'<c r="H{row}"[^>]*/>', cell, sheet)
        assert found == 1
    parts["xl/worksheets/sheet1.xml"] = sheet.encode("utf-8")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_the_same_reports_give_the_same_sample(batch: Path, tmp_path: Path) -> None:
    for name in ("一.xlsx", "二.xlsx"):
        assert run(["sample", str(batch), "--size", "12", "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()
    drawn = rows(tmp_path / "一.xlsx")
    assert len(drawn) == 12
    assert len({(row[1], row[3]) for row in drawn}) == 12
    assert {row[1] for row in drawn} == {"甲厂", "乙厂"}
    assert drawn[0][4:6] == [HOSTILE, "@甲.pdf 第 2–3 页"]
    assert not [row for row in drawn if row[3] == "demo.99"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_second_look_is_read_back(
    batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    sheet = tmp_path / "抽样.xlsx"
    holds = "证据成立" if lang == "zh" else "holds"
    run(["sample", str(batch), "--size", "10", "--out", str(sheet), "--lang", lang])
    assert run(["elusion", str(sheet), "--lang", lang]) == 1
    fill(sheet, *[holds] * 9)
    assert run(["elusion", str(sheet), "--lang", lang]) == 1
    assert ("还有 1 条未填写" if lang == "zh" else "1 rows") in capsys.readouterr().out
    with zipfile.ZipFile(sheet) as archive:
        assert b"<f>" not in b"".join(map(archive.read, archive.namelist()))


def test_the_estimate_has_an_interval(
    batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "抽样.xlsx"
    run(["sample", str(batch), "--size", "10", "--out", str(sheet)])
    fill(sheet, "证据不成立", *["证据成立"] * 9)
    assert run(["elusion", str(sheet)]) == 1
    said = capsys.readouterr().out
    assert "已复核 10 条，其中证据不成立 1 条" in said
    assert "10.0%（95% 置信区间 0.3%–44.5%），即 50 条中约 5 条（0–22 条）" in said


def test_all_that_hold_exit_0(batch: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "抽样.xlsx"
    run(["sample", str(batch / "甲厂"), "--size", "3", "--out", str(sheet)])
    fill(sheet, *["证据成立"] * 3)
    assert run(["elusion", str(sheet)]) == 0


def test_wrong_usage_is_one_plain_line(
    batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, other = tmp_path / "抽样.xlsx", tmp_path / "别的.xlsx"
    run(["sample", str(batch), "--size", "3", "--out", str(sheet)])
    fill(sheet, "好")
    other.write_bytes(b"nothing")
    capsys.readouterr()
    assert run(["elusion", str(sheet)]) == 2
    assert run(["elusion", str(other)]) == 2
    assert run(["elusion", str(tmp_path / "无.xlsx")]) == 2
    assert run(["sample", str(tmp_path), "--out", str(tmp_path / "新.xlsx")]) == 2
    assert run(["sample", str(batch), "--out", str(sheet)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 5
    assert "第 4 行：好" in lines[0]
