"""The house: layers, sizes of modules, and what must not stand in code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

SOURCES = sorted((ROOT / "src").rglob("*.py"))


def test_imports_run_only_downwards() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert result.returncode == 0, result.stdout


def test_no_module_needs_a_map() -> None:
    long = {
        str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text().splitlines())) > 400
    }
    assert long == {}


def test_nothing_is_left_open() -> None:
    words = re.compile(r"\b(?:TODO|FIXME)\b|raise NotImplementedError")
    left = [
        f"{p.relative_to(ROOT)}:{i}"
        for p in SOURCES
        for i, line in enumerate(p.read_text().splitlines(), 1)
        if words.search(line)
    ]
    assert left == []


@pytest.mark.parametrize("folder", ["src", "rules"])
def test_no_fixture_is_known_to_code_or_rules(folder: str) -> None:
    """No applicant, file or case of the fixtures is named where it could be special-cased."""
    names: set[str] = set()
    for expected in (ROOT / "fixtures").glob("*/*/check.json"):
        call = yaml.safe_load(expected.read_text(encoding="utf-8"))
        names.add(call["applicant"])
    assert names
    for path in (ROOT / folder).rglob("*"):
        if path.suffix in {".py", ".yaml", ".html", ".js", ".css"}:
            text = path.read_text(encoding="utf-8")
            assert not [n for n in names if n in text], path


def test_no_python_file_names_a_city() -> None:
    cities = re.compile(
        r"tianjin|wuxi|binhai|jiangsu|ningbo|天津|无锡|滨海|江苏|宁波", re.IGNORECASE
    )
    found = [
        f"{p.relative_to(ROOT)}: {m[0]}"
        for p in SOURCES
        if (m := cities.search(re.sub(r'"""(?:.|\n)*?"""|#.*', "", p.read_text(encoding="utf-8"))))
    ]
    assert found == []
