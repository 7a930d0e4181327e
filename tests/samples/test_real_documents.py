"""Real public documents: every one is read, and most of what is printed on them comes out right."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidencecheck.running.check import Checker
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request

LEAST_SHARE = 0.85


@pytest.fixture(scope="module")
def manifest(real_samples: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(
        (real_samples / "manifest.json").read_text(encoding="utf-8")
    )
    return entries


@pytest.fixture(scope="module")
def out(real_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The results of a check of the whole folder."""
    folder = tmp_path_factory.mktemp("real")
    options = Options(cache_folder=folder / "cache")
    book = load_book()
    with Checker(book, load_extractor(book), options) as checker:
        request = Request("tianjin", "易連工業股份有限公司", date=date(2026, 3, 31))
        checker.check(real_samples, request, folder / "out")
    yield folder / "out"


def test_every_document_is_read(out: Path, manifest: list[dict[str, Any]]) -> None:
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    status = {f["path"]: f["status"] for f in report["files"]}
    assert {e["file"]: status[e["file"]] for e in manifest} == {e["file"]: "read" for e in manifest}


def test_the_printed_facts_come_out_right(
    out: Path, manifest: list[dict[str, Any]], real_samples: Path, tmp_path: Path
) -> None:
    tool = real_samples.parents[1] / "tools" / "real_facts.py"
    if not tool.is_file():
        pytest.skip("shared/tools is not beside this checkout")
    wanted = tmp_path / "manifest.json"
    wanted.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    run = subprocess.run(  # noqa: S603
        [sys.executable, tool, out / "report.json", wanted],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    summary = run.stdout.splitlines()[-1]
    assert summary.startswith("facts "), run.stderr
    assert float(summary.rsplit("=", 1)[1]) >= LEAST_SHARE, run.stdout
