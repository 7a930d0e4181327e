"""Wrong usage: one plain line, exit status 2, nothing half written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from evidencecheck.cli import run
from tests.running.conftest import FIRM, write_pdf

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile(r"[\u3400-\u9fff]")
READ_NOTHING = ("--ocr", "none", "--workers", "1", "--no-cache", "--quiet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A submission of one document."""
    write_pdf(tmp_path / "in" / "承诺书.pdf", "零碳工厂承诺书", f"承诺单位:{FIRM}")
    return tmp_path / "in"


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that ``arguments`` are refused with."""
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.splitlines()
    assert len(lines) == 1, printed.err
    assert "Traceback" not in printed.err
    return lines[0]


def test_a_missing_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    line = refused(
        ["check", str(tmp_path / "nowhere"), "--system", "tianjin", "--applicant", FIRM,
         "--out", str(out)], capsys,
    )  # fmt: skip
    assert "nowhere" in line
    assert not out.exists()


def test_an_unknown_system_names_those_there_are(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    line = refused(
        ["check", str(folder), "--system", "atlantis", "--applicant", FIRM, "--out", str(out),
         *READ_NOTHING], capsys,
    )  # fmt: skip
    assert "atlantis" in line
    assert "tianjin" in line
    assert not out.exists()


def test_an_unknown_tier(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    line = refused(
        ["check", str(folder), "--system", "tianjin", "--tier", "golden", "--applicant", FIRM,
         "--out", str(out), *READ_NOTHING], capsys,
    )  # fmt: skip
    assert "golden" in line
    assert not out.exists()


def test_no_applicant(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(
        ["check", str(folder), "--system", "tianjin", "--out", str(tmp_path / "out"),
         *READ_NOTHING], capsys,
    )  # fmt: skip
    assert "--applicant" in line


def test_a_wrong_date(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(
        ["check", str(folder), "--system", "tianjin", "--applicant", FIRM, "--date", "2026-31-31",
         "--out", str(tmp_path / "out")], capsys,
    )  # fmt: skip
    assert "2026-31-31" in line


def test_an_unknown_engine(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = refused(
        ["check", str(folder), "--system", "tianjin", "--applicant", FIRM, "--ocr", "crystal-ball",
         "--out", str(tmp_path / "out")], capsys,
    )  # fmt: skip
    assert "crystal-ball" in line
    assert "rapidocr" in line


def test_an_out_that_cannot_be_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    refused(
        ["check", str(folder), "--system", "tianjin", "--applicant", FIRM,
         "--out", str(blocked / "out"), *READ_NOTHING], capsys,
    )  # fmt: skip
    assert blocked.read_text(encoding="utf-8") == ""


def test_a_broken_rule_file_is_named_with_its_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    broken = rules / "documents" / "award.yaml"
    broken.write_text(broken.read_text(encoding="utf-8") + "\nunheard_of: 1\n", encoding="utf-8")
    line = refused(
        ["check", str(folder), "--system", "tianjin", "--applicant", FIRM,
         "--out", str(tmp_path / "out"), "--rules", str(rules), *READ_NOTHING], capsys,
    )  # fmt: skip
    assert "award.yaml:" in line
    assert "unheard_of" in line
    assert not (tmp_path / "out").exists()


def test_a_command_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert "chekc" in refused(["chekc"], capsys)


def test_audit_of_a_folder_without_a_trail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "evidencecheck.db" in refused(["audit", "verify", str(tmp_path)], capsys)


def test_an_unknown_code_lists_the_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert "V201" in refused(["explain", "V999"], capsys)


def test_out_within_the_input(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["check", str(folder), "--applicant", FIRM], ["batch", str(folder)]):
        line = refused(
            [*command, "--system", "tianjin", "--out", str(folder / "out"), *READ_NOTHING], capsys
        )
        assert "之外" in line or "以外" in line
    assert [p.name for p in folder.iterdir()] == ["承诺书.pdf"]


def test_rules_that_are_not_there(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "nowhere")
    assert refused(["rules", "lint", nowhere], capsys).endswith("nowhere：没有这个文件夹")
    refused(["systems", "list", "--rules", nowhere], capsys)
    assert run(["rules", "lint", str(folder)]) == 1
    assert "fields.yaml" in capsys.readouterr().out


ENGLISH = re.compile(r"[a-z]+ [a-z]+")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--date", "2026-31-31"), "2026-31-31"),
        (("--workers", "-1"), "大于或等于 0"),
        (("--workers", "65"), "小于或等于 64"),
        (("--workers", "viele"), "整数"),
        (("--lang", "de"), "zh"),
        (("--datum", "2026-03-31"), "--date"),
    ],
)
def test_a_wrong_option_is_told_in_one_language(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    wrong: tuple[str, str],
    said: str,
) -> None:
    arguments = ["check", str(folder), "--system", "tianjin", "--applicant", FIRM,
                 "--out", str(tmp_path / "out"), *wrong]  # fmt: skip
    line = refused(arguments, capsys)
    assert said in line
    assert not ENGLISH.search(line), line
    if "--lang" not in wrong:
        line = refused([*arguments, "--lang", "en"], capsys)
        assert not CHINESE.search(line), line


@pytest.mark.parametrize(
    "text",
    ["nmae: x", "zzzz: x", "aliases: x", "date: x", "name: 1", "- x", "not_applicable: [{}]",
     "not_applicable: [{indicator: x, reason: x}]", "name: ["],
)  # fmt: skip
def test_a_fault_in_the_applicant_s_file_is_told_in_one_language(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (folder / "applicant.yaml").write_text(text, encoding="utf-8")
    arguments = ["check", str(folder), "--system", "tianjin", "--applicant", FIRM,
                 "--out", str(tmp_path / "out"), *READ_NOTHING]  # fmt: skip
    line = refused(arguments, capsys)
    assert line.startswith("evidencecheck: applicant.yaml")
    assert CHINESE.search(line)
    assert not ENGLISH.search(line.replace("evidencecheck systems show", "")), line
    assert not CHINESE.search(refused([*arguments, "--lang", "en"], capsys))


@pytest.mark.parametrize("given", ["0", "400", "-3", "2026-02-30", "bald"])
def test_a_deadline_that_is_none(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    line = refused(
        ["check", str(folder), "--system", "tianjin", "--applicant", FIRM, f"--deadline={given}",
         "--out", str(tmp_path / "out")], capsys,
    )  # fmt: skip
    assert given in line
    assert CHINESE.search(line)


def test_another_deadline_is_another_notice(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = ["check", str(folder), "--system", "tianjin", "--applicant", FIRM, "--out", str(out)]
    made = []
    for deadline in ((), ("--deadline", "10"), ("--deadline", "2026-04-20")):
        run([*asked, "--ocr", "none", "--workers", "1", "--quiet", *deadline])
        made.append((out / "correction-notice.docx").read_bytes())
    assert len(set(made)) == 3
