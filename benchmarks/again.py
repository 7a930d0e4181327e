"""A folder checked twice: how much faster an unchanged one is answered."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.faults import ROOT
from benchmarks.targets import AGAIN

FOLDER = ROOT / "fixtures" / "development" / "defects" / "evidence"


def run(console: Console, scratch: Path) -> None:
    """Check a folder as a user would, twice, beginning with an empty cache."""
    environment = {**os.environ, "EVIDENCECHECK_CACHE": str(scratch / "cache")}
    seconds = []
    for _ in range(2):
        start = time.perf_counter()
        done = subprocess.run(
            [
                sys.executable, "-m", "evidencecheck", "check", FOLDER, "--system", "tianjin",
                "--applicant", "某某示例有限公司", "--date", "2026-03-31", "--out", scratch / "out",
                "--quiet",
            ],
            env=environment, capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode not in {0, 1}:
            raise RuntimeError(done.stderr.decode())
        seconds.append(time.perf_counter() - start)
    table = Table(title="An unchanged folder", title_justify="left")
    for heading in ("files", "first, s", "again, s", f"faster\n{AGAIN}"):
        table.add_column(heading, justify="right")
    files = sum(p.is_file() for p in FOLDER.rglob("*"))
    first, again = seconds
    table.add_row(str(files), f"{first:.1f}", f"{again:.2f}", AGAIN.shown(first / again))
    console.print(table)
