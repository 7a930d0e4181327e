"""What the commands print and how they exit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidencecheck.cli import run
from evidencecheck.running.doctor import State
from evidencecheck.running.setup import load_book
from tests.running.conftest import FIRM, write_pdf

READ_TEXT = ("--ocr", "none", "--workers", "1", "--no-cache")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A submission of one expired certificate."""
    write_pdf(
        tmp_path / "in" / "质量管理体系证书.pdf",
        "质量管理体系认证证书",
        f"获证组织:{FIRM}",
        "证书编号:00122Q30001R0M",
        "认证依据:GB/T 19001-2016",
        "有效期至:2025-02-28",
    )
    return tmp_path / "in"


def test_check_exits_1_and_says_where_the_report_is(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    arguments = ["check", str(folder), "--system", "tianjin", "--applicant", FIRM,
                 "--date", "2026-03-31", "--out", str(out), *READ_TEXT]  # fmt: skip
    assert run(arguments) == 1
    printed = capsys.readouterr()
    assert "report.html" in printed.out
    assert "V201" in (out / "report.json").read_text(encoding="utf-8")
    head = printed.out.splitlines()[-1]
    assert len(head) == 64
    assert run(["audit", "verify", str(out), "--expect", head]) == 0
    assert "✓" in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "words"), [("zh", "已核查 1 家"), ("en", "1 checked")])
def test_batch_ends_with_summary_and_heads(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    out = tmp_path / "all"
    (tmp_path / "root").mkdir()
    folder.rename(tmp_path / "root" / FIRM)
    arguments = ["batch", str(tmp_path / "root"), "--system", "tianjin", "--out", str(out),
                 "--date", "2026-03-31", "--lang", lang, *READ_TEXT]  # fmt: skip
    assert run(arguments) == 1
    printed = capsys.readouterr().out
    assert words in printed
    assert "batch_summary.xlsx" in printed
    head = printed.splitlines()[-1].split()[0]
    assert run(["audit", "verify", str(out / FIRM), "--expect", head]) == 0


def test_audit_verify_exits_1_when_the_report_was_changed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    run(["check", str(folder), "--system", "tianjin", "--applicant", FIRM, "--date", "2026-03-31",
         "--out", str(out), "--quiet", *READ_TEXT])  # fmt: skip
    report = out / "report.json"
    report.write_text(report.read_text(encoding="utf-8").replace('"missing"', '"supported"'))
    assert run(["audit", "verify", str(out)]) == 1
    assert "✗" in capsys.readouterr().out


def test_quiet_prints_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", str(folder), "--system", "tianjin", "--applicant", FIRM, "--date", "2026-03-31",
         "--out", str(tmp_path / "out"), "--quiet", *READ_TEXT])  # fmt: skip
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == ""


def test_progress_as_json_lines(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", str(folder), "--system", "tianjin", "--applicant", FIRM, "--date", "2026-03-31",
         "--out", str(tmp_path / "out"), "--log-json", *READ_TEXT])  # fmt: skip
    steps = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {"collecting", "reading", "assessing", "writing"} <= {s["stage"] for s in steps}


def test_inspect_shows_type_and_fields(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = next(folder.iterdir())
    assert run(["inspect", str(file), "--ocr", "none"]) == 0
    assert "00122Q30001R0M" in capsys.readouterr().out
    assert run(["inspect", str(file), "--ocr", "none", "--json"]) == 0
    seen = json.loads(capsys.readouterr().out)
    fields = seen["documents"][0]["fields"]
    assert seen["documents"][0]["type"] == "management-system-certificate"
    assert fields["valid_until"]["value"] == "2025-02-28"
    assert len(fields["valid_until"]["box"]) == 4


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_is_explained(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    for code, rule in load_book().findings.items():
        assert run(["explain", code.lower(), "--lang", lang]) == 0
        printed = "".join(capsys.readouterr().out.split())
        for words in (code, rule.says.get(lang), rule.why.get(lang), rule.remedy.get(lang)):
            assert "".join(words.split()) in printed


def test_inspect_tells_why_a_file_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "证书.pdf").write_bytes(b"%PDF-1.7 nothing of it")
    for lang, words in (("zh", "没有可识别的 PDF 结构"), ("en", "no readable PDF structure")):
        assert run(["inspect", str(tmp_path / "证书.pdf"), "--ocr", "none", "--lang", lang]) == 1
        assert words in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "words"), [("zh", "必选"), ("en", "Required")])
def test_systems_are_shown_in_both_languages(
    lang: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["systems", "show", "tianjin", "--lang", lang]) == 0
    assert words in capsys.readouterr().out


def test_systems(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["systems", "list"]) == 0
    assert "tianjin" in capsys.readouterr().out
    assert run(["systems", "show", "tianjin"]) == 0
    assert "最高管理者承诺书" in capsys.readouterr().out
    assert run(["systems", "export", "tianjin"]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert len(exported["indicators"]) == 46
    assert set(exported["indicators"][0]) >= {
        "id", "kind", "level1", "level2", "requirement", "evidence_basis", "type", "max_score",
        "section_weight", "slots",
    }  # fmt: skip


def test_rules_lint(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "lint"]) == 0
    total = sum(len(pack.indicators) for pack in load_book().packs.values())
    assert f"{total} indicators" in capsys.readouterr().out


def test_doctor_finds_this_installation_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    assert "✓" in capsys.readouterr().out


def test_doctor_names_what_is_missing_and_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = State("ocr rapidocr", False, "not installed", "pip install rapidocr")
    spare = State("ocr paddleocr", False, "not installed", "pip install x", needed=False)
    monkeypatch.setattr("evidencecheck.cli.looking.examine", lambda: [spare])
    assert run(["doctor"]) == 0
    assert "–" in capsys.readouterr().out
    monkeypatch.setattr("evidencecheck.cli.looking.examine", lambda: [engine, spare])
    assert run(["doctor"]) == 1
    printed = capsys.readouterr().out
    assert "✗ ocr rapidocr" in printed
    assert "→ pip install rapidocr" in printed


def test_every_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (
        ["check"], ["batch"], ["inspect"], ["explain"], ["doctor"], ["systems", "list"],
        ["systems", "show"], ["systems", "export"], ["rules", "lint"], ["audit", "verify"],
    ):  # fmt: skip
        assert run([*command, "--help"]) == 0
        assert "Example: evidencecheck" in capsys.readouterr().out, command
