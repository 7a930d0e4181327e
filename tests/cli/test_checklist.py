"""checklist: the workbook is written whole or not at all; wrong usage is one plain line."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from evidencecheck.cli import run
from tests.conftest import ROOT

SYSTEMS = sorted(p.parent.name for p in ROOT.glob("rules/systems/*/system.yaml"))


def asked(out: Path, *more: str, system: str = "tianjin") -> list[str]:
    return ["checklist", "--system", system, "--out", str(out), *more]


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """The one line that ``arguments`` are refused with, in Chinese and in English."""
    lines = []
    for lang in ("zh", "en"):
        assert run([*arguments, "--lang", lang]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        (line,) = printed.err.splitlines()
        lines.append(line)
    return lines[0], lines[1]


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_has_a_checklist(
    system: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "清单.xlsx"
    assert run(asked(out, "--date", "2026-03-31", system=system)) == 0
    assert str(out) in capsys.readouterr().out
    book = CalamineWorkbook.from_path(out)
    sheet = book.get_sheet_by_index(0).to_python()
    assert "2026-03-31" in str(sheet[1][0])
    assert len(sheet) > 3
    pack = (ROOT / "rules" / "systems" / system / "system.yaml").read_text(encoding="utf-8")
    assert len(book.sheet_names) == 1 + ("\nmaterials:" in pack)
    assert [p.name for p in out.parent.iterdir()] == [out.name]


def test_today_is_the_default_date(tmp_path: Path) -> None:
    before = date.today()
    assert run(asked(tmp_path / "a.xlsx", "--lang", "en")) == 0
    sheet = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    days = {before.isoformat(), date.today().isoformat()}
    assert any(f"Assessment date {day}" in str(sheet[1][0]) for day in days)


def test_a_list_that_was_filled_in_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.xlsx"
    arguments = asked(out, "--date", "2026-03-31")
    assert run(arguments) == 0
    assert run(arguments) == 0
    capsys.readouterr()
    out.write_bytes(b"ticked")
    zh, en = refused(arguments, capsys)
    assert "已经存在" in zh
    assert "already there" in en
    assert out.read_bytes() == b"ticked"


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (("--system", "atlantis"), "没有该体系，现有：", "unknown; there are:"),
        (("--tier", "golden"), "tianjin 不分等级", "tianjin has no tiers"),
        (("--date", "2026-31-31"), "2026-31-31", "2026-31-31"),
        (("--rules", "nowhere"), "没有这个文件夹", "no such folder"),
    ],
)
def test_wrong_usage(
    arguments: tuple[str, ...],
    zh: str,
    en: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "a.xlsx"
    lines = refused(asked(out, *arguments), capsys)
    assert zh in lines[0]
    assert en in lines[1]
    assert not any(tmp_path.iterdir())


def test_no_system_and_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--system" in refused(["checklist", "--out", str(tmp_path / "a.xlsx")], capsys)[0]
    assert "--out" in refused(["checklist", "--system", "tianjin"], capsys)[0]


def test_a_name_that_no_spreadsheet_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zh, en = refused(asked(tmp_path / "a.pdf"), capsys)
    assert "以 .xlsx 结尾" in zh
    assert "ends in .xlsx" in en
    assert not any(tmp_path.iterdir())


def test_a_file_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert "无法写入" in refused(asked(blocked / "a.xlsx"), capsys)[0]
    (tmp_path / "folder.xlsx").mkdir()
    assert "已经存在" in refused(asked(tmp_path / "folder.xlsx"), capsys)[0]


def test_a_write_that_fails_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, _: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "rename", full)
    zh, en = refused(asked(tmp_path / "a.xlsx"), capsys)
    assert "磁盘已满" in zh
    assert "No space left" in en
    assert not any(tmp_path.iterdir())
