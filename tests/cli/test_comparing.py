from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidencecheck.cli import run

REPORT = {
    "schema": "evidencecheck/report@1",
    "system": {"id": "tianjin", "name": "甲", "edition": "2025"},
    "applicant": {"name": "青河示例机械有限公司", "credit_code": ""},
    "assessment_date": "2026-03-31",
    "indicators": [],
    "documents": [],
    "files": [],
    "tier": None,
    "program": {"name": "evidencecheck", "version": "1", "rules": "ab"},
}


def result(folder: Path, **other: object) -> str:
    folder.mkdir()
    (folder / "report.json").write_text(json.dumps({**REPORT, **other}), encoding="utf-8")
    return str(folder)


def test_exit_0_where_nothing_changed_1_where_something_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = result(tmp_path / "一"), result(tmp_path / "二", assessment_date="2026-04-30")
    assert run(["diff", one, one]) == 0
    assert "没有变化" in capsys.readouterr().out
    assert run(["diff", one, two, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["changed"]) == ("evidencecheck/diff@1", True)
    assert told["conditions"] == [
        {"what": "assessment_date", "before": "2026-03-31", "after": "2026-04-30"}
    ]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"schema": "evidencecheck/report@1"}'])
def test_what_is_no_report_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    one = result(tmp_path / "一")
    (tmp_path / "二").mkdir()
    (tmp_path / "二" / "report.json").write_text(text, encoding="utf-8")
    assert run(["diff", one, str(tmp_path / "二")]) == 2
    assert run(["diff", str(tmp_path), one]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
