"""The tutorial does what it says: its files, its commands and what they print."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from docx import Document

from evidencecheck.cli import run
from evidencecheck.rulebook.examples import load_examples
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "add-a-city.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^\*\*`(.+?)`\*\*\n\n```\w*\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
PRINTED = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"^    evidencecheck (.+)$", PAGE, re.MULTILINE)
PROMISED = re.findall(r"^\| (qinghe\.\S+) \| (\w+) \| .*? \| (\w*) ?\|$", PAGE, re.MULTILINE)
SYSTEM = "rules-qinghe/systems/qinghe"
CERTIFICATE = "qinghe-material/1.2 能源管理体系认证证书.docx"
REPORT_2024 = "qinghe-material/2.1 2024年度温室气体排放核算报告.docx"
READ_TEXT = ("--ocr", "none", "--workers", "1", "--no-cache", "--quiet")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which everything of the page has been written, and that is the current one."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules-qinghe")
    write(tmp_path, FILES.items())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "90")
    return tmp_path


def write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix != ".docx":
            path.write_text(text, encoding="utf-8")
            continue
        paper = Document()
        title, *lines = text.splitlines()
        paper.add_paragraph(title, style="Title")
        for line in lines:
            paper.add_paragraph(line)
        paper.save(str(path))


def command(*words: str) -> list[str]:
    """The command of the page that begins with ``words``."""
    found = [c for line in COMMANDS if (c := shlex.split(line))[: len(words)] == list(words)]
    return found[0]


def checked(place: Path) -> dict[str, dict[str, object]]:
    shutil.rmtree(place / "qinghe-result", ignore_errors=True)
    run([*command("check"), *READ_TEXT])
    report = json.loads((place / "qinghe-result/report.json").read_text(encoding="utf-8"))
    return {i["id"]: i for i in report["indicators"]}


def plain(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def test_the_page_prints_every_file() -> None:
    assert [Path(name).name for name in FILES if name.startswith(SYSTEM)] == [
        "system.yaml", "0-basic.yaml", "1-management.yaml", "2-accounting.yaml",
        "qinghe.examples.yaml",
    ]  # fmt: skip
    assert sum(name.endswith(".docx") for name in FILES) == 7
    assert len(PROMISED) == 5


def test_rules_say_what_the_notice_says_in_the_line_they_name() -> None:
    notice = FILES["qinghe-notice.txt"].splitlines()
    for name, text in FILES.items():
        if name.startswith(SYSTEM) and not name.endswith(("system.yaml", ".examples.yaml")):
            for rule in yaml.safe_load(text):
                line = rule["source"]["line"]
                assert notice[line - 1].endswith("要求：" + rule["requirement"])
                assert notice[line].startswith("证据：" + rule["evidence_basis"])


def test_lint_finds_one_system_five_indicators_and_ten_examples_more(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command("rules", "lint")) == 0
    book, examples = load_examples(ROOT / "rules")
    count = sum(len(pack.indicators) for pack in book.packs.values())
    printed = capsys.readouterr().out
    assert printed.startswith(f"{len(book.packs) + 1} systems, {count + 5} indicators, ")
    assert printed.endswith(f", {len(examples) + 10} examples: no fault\n")


def test_the_examples_come_out_as_they_say(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command("rules", "test")) == 0
    assert capsys.readouterr().out.endswith("all come out as they say\n")


def test_a_rule_that_no_longer_means_what_it_shows_is_told(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = place / SYSTEM / "2-accounting.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("years: 3", "years: 2"), "utf-8")
    assert run(command("rules", "test")) == 1
    assert capsys.readouterr().out.endswith(
        "qinghe.examples.yaml:46: qinghe.2.1 (缺2023年度): should be missing with Y401,"
        " is supported\n"
    )


def test_the_mistake_is_reported_as_printed(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = place / SYSTEM / "0-basic.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("business-license", "business-licence"), encoding="utf-8")
    assert run(command("rules", "lint")) == 1
    assert plain(capsys.readouterr().out) == plain(PRINTED[0])


def test_show_prints_what_the_page_prints(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command("systems", "show")) == 0
    assert plain(capsys.readouterr().out) == plain(PRINTED[1])


def test_export_gives_the_slots(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["systems", "export", "qinghe", "--rules", "rules-qinghe/"]) == 0
    rows = {i["id"]: i for i in json.loads(capsys.readouterr().out)["indicators"]}
    assert list(rows) == [name for name, _, _ in PROMISED]
    assert rows["qinghe.2.1"]["slots"][0]["years"] == 3
    required = [slot.get("required", True) for slot in rows["qinghe.2.2"]["slots"]]
    assert required == [True, False, False, False]


def test_check_flags_as_promised_on_both_sides_of_each_limit(place: Path) -> None:
    seen = checked(place)
    assert {name: row["flag"] for name, row in seen.items()} == {n: f for n, f, _ in PROMISED}
    for name, _, code in PROMISED:
        codes = {f["code"] for f in seen[name]["findings"] if f["level"] != "note"}
        assert codes == ({code} if code else set()), name
    assert "食堂" not in json.dumps(seen, ensure_ascii=False)

    valid = FILES[CERTIFICATE].replace("有效期至：2026年2月19日", "有效期至：2026年3月31日")
    third = FILES[REPORT_2024].replace("2025年", "2024年").replace("2024年1", "2023年1")
    third = third.replace("2024年度", "2023年度")
    write(place, [(CERTIFICATE, valid), (REPORT_2024.replace("2024", "2023"), third)])
    assert {row["flag"] for row in checked(place).values()} == {"supported"}
