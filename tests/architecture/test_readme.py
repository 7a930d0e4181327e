"""README says what the program does: its commands exist, with the options it shows."""

from __future__ import annotations

import re
import shlex

import pytest

from evidencecheck.cli import run
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"^    evidencecheck .+$", re.MULTILINE)


def commands() -> list[str]:
    text = re.sub(r"\\\n\s*", " ", README)
    return [m[0].strip().split("  #")[0] for m in COMMAND.finditer(text)]


def test_there_are_commands() -> None:
    assert len(commands()) >= 8


@pytest.mark.parametrize("line", commands())
def test_a_command_of_the_readme_exists(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = [w for w in shlex.split(line)[1:] if not w.startswith("[")]
    path = []
    for word in words:
        if not re.fullmatch(r"[a-z]+", word):
            break
        path.append(word)
    known = next(n for n in range(len(path), 0, -1) if run([*path[:n], "--help"]) == 0)
    shown = capsys.readouterr().out
    assert known
    for option in (w.split("=")[0] for w in words if w.startswith("--")):
        assert option in shown, f"{line}: {option}"


def test_the_first_commands_are_the_two() -> None:
    fenced = re.findall(r"```\w*\n(.*?)```", README, re.DOTALL)
    assert [line.split("#")[0].strip() for line in fenced[0].strip().splitlines()] == [
        "make demo",
        "make test",
    ]


@pytest.mark.parametrize(
    "command",
    [
        ["check"], ["batch"], ["checklist"], ["inspect"], ["explain"], ["doctor"],
        ["systems", "list"], ["systems", "show"], ["systems", "export"],
        ["audit", "verify"], ["audit", "export"], ["audit", "keygen"], ["score"],
        ["rules", "lint"], ["diff"], ["sample"], ["elusion"], ["bind"],
        ["review"], ["serve"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_help_gives_an_example(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--help"]) == 0
    assert f"Example: evidencecheck {' '.join(command)}" in capsys.readouterr().out
