"""Broken files: a folder of spoilt good ones and the hostile samples, checked in their own process.

Told are the files without a status, the seconds and the most memory that the parent took.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.mutations import write_mutations
from benchmarks.ocr_pages import REAL
from benchmarks.targets import PARENT

ROOT = Path(__file__).parents[1]
GOOD = ROOT / "fixtures" / "development" / "small" / "evidence"
HOSTILE = REAL.parent / "hostile"
COUNT = 240
_HOURS = 3600

CHECK = """
import re, sys
from datetime import date
from pathlib import Path
from evidencecheck import check
from evidencecheck.running.options import Options
check(sys.argv[1], system="tianjin", applicant="某某示例有限公司", date=date(2026, 3, 31),
      out=sys.argv[2], options=Options(cache=False))
# The kernel's own count of this process; getrusage begins with that of the one that started it.
print("peak", re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def run(console: Console, scratch: Path) -> None:
    """Check both folders and print a row for each."""
    table = Table(title="Broken files", title_justify="left")
    for heading in ("folder", "files", "read", "unreadable", "skipped", "without a status"):
        table.add_column(heading, justify="right")
    table.add_column("seconds", justify="right")
    table.add_column(f"memory of the parent\n{PARENT}", justify="right")
    spoilt = scratch / "spoilt"
    good = sorted(p for p in GOOD.rglob("*") if p.is_file() and p.suffix != ".json")
    write_mutations(spoilt, good, COUNT)
    for folder in (spoilt, HOSTILE):
        if not folder.is_dir():
            console.print(f"[bold red]✗ {folder.name} is not beside this checkout[/]")
            continue
        start = time.perf_counter()
        out = scratch / f"out-{folder.name}"
        done = subprocess.run(
            [sys.executable, "-c", CHECK, folder, out],
            capture_output=True, text=True, check=True, timeout=_HOURS,
        )  # fmt: skip
        seconds = time.perf_counter() - start
        peak = re.search(r"peak (\d+)", done.stdout)
        files = json.loads((out / "report.json").read_bytes())["files"]
        status = Counter(f["status"] for f in files)
        # A spoilt archive or mail may hold several files or none; every file handed in is listed.
        listed = {f["path"].split("/")[0] for f in files}
        absent = sum(
            p.name not in listed for p in folder.iterdir() if p.is_file() and p.name[0] != "."
        )
        counts = (status["read"], status["unreadable"], status["skipped"], absent)
        memory = PARENT.shown(int(peak[1]) / 1024) if peak else "?"
        table.add_row(
            folder.name, str(len(files)), *map(str, counts), f"{seconds:.0f}", memory
        )  # fmt: skip
    console.print(table)
