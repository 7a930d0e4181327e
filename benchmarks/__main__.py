"""Measure what the program is held to: ``make bench``, or ``python -m benchmarks [PART ...]``.

Figures out of bounds are marked ✗; the exit status is 0 unless a part failed to run.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from benchmarks import (
    accuracy,
    again,
    bad_pages,
    bound,
    changed_figures,
    checks,
    faults,
    ocr_seals,
    ocr_signatures,
    ocr_speed,
    real_findings,
    real_samples,
    review_pages,
    tables,
    text_speed,
)

Part = Callable[[Console, Path, argparse.Namespace], None]
PARTS: dict[str, Part] = {
    "accuracy": lambda console, _, asked: accuracy.run(
        console, cache=asked.cache, every_remark=asked.every_miss, sets=asked.sets or accuracy.SETS
    ),
    "bound": lambda console, scratch, asked: bound.run(
        console, scratch, cache=asked.cache, scans=asked.scans, every_remark=asked.every_miss
    ),
    "ocr": lambda console, _, asked: ocr_speed.run(console, rounds=asked.rounds),
    "text": lambda console, scratch, asked: text_speed.run(console, scratch, rounds=asked.rounds),
    "pages": lambda console, _, asked: bad_pages.run(console, pages=min(asked.pages, 3)),
    "seals": lambda console, _, asked: ocr_seals.run(console, pages=asked.pages),
    "tables": lambda console, scratch, asked: tables.run(
        console, scratch, seeds=asked.rounds, every_miss=asked.every_miss
    ),
    "signatures": lambda console, _, asked: ocr_signatures.run(console, pages=asked.pages),
    "checks": lambda console, *_: checks.run(console),
    "changed": lambda console, _, asked: changed_figures.run(
        console, every_miss=asked.every_miss, sets=asked.sets or accuracy.SETS
    ),
    "faults": lambda console, scratch, _: faults.run(console, scratch),
    "again": lambda console, scratch, _: again.run(console, scratch),
    "review": lambda console, scratch, _: review_pages.run(console, scratch),
    "real": lambda console, scratch, asked: real_samples.run(console, scratch, cache=asked.cache),
    "honest": lambda console, scratch, asked: real_findings.run(
        console, scratch, cache=asked.cache
    ),
}
_WIDTH_OF_A_FILE = 120


def main() -> int:
    """Run the parts asked for, by default all; 1 where one of them failed to run.

    Several parts run one after the other in processes of their own, so that none fills the memory
    or warms the caches of the next.
    """
    asked = _parser().parse_args()
    names = asked.parts or list(PARTS)
    if len(names) == 1:
        return _run(names[0], asked)
    options = [a for a in sys.argv[1:] if a not in PARTS]
    start = time.perf_counter()
    failed = [
        name
        for name in names
        if subprocess.call([sys.executable, "-m", "benchmarks", name, *options])
    ]
    print(f"{time.perf_counter() - start:.0f} s in all")
    if failed:
        print(f"failed to run: {', '.join(failed)}")
    return int(bool(failed))


def _run(name: str, asked: argparse.Namespace) -> int:
    """One part in this process; its failure is printed."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH_OF_A_FILE)
    console.rule(f"[bold]{name}", align="left")
    start = time.perf_counter()
    try:
        with tempfile.TemporaryDirectory(prefix="benchmarks.") as scratch:
            PARTS[name](console, Path(scratch), asked)
    except Exception:  # noqa: BLE001  (a part that fails must not hide the figures of the others)
        console.print_exception()
        return 1
    mine, largest = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    readers = f", {largest} MB in the largest process that it started" if largest else ""
    spent = time.perf_counter() - start
    console.print(f"{spent:.0f} s; peak memory {mine} MB{readers}\n", style="dim")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default: all", type=_part
    )
    parser.add_argument(
        "--rounds", type=int, default=1, help="repeats of each timing, after one to warm up (1)"
    )
    parser.add_argument(
        "--pages", type=int, default=15, help="sealed or signed pages of a kind to draw (15)"
    )
    parser.add_argument(
        "--set", dest="sets", action="append", choices=accuracy.SETS, help="of the fixtures; all"
    )
    parser.add_argument("--every-miss", action="store_true", help="list all misses, not the first")
    parser.add_argument(
        "--no-cache", dest="cache", action="store_false", help="read every file again"
    )
    parser.add_argument(
        "--no-scans",
        dest="scans",
        action="store_false",
        help="bind only documents with a text layer, so that nothing is recognised (bound)",
    )
    return parser


def _part(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"no part {name!r}; there are {', '.join(PARTS)}")
    return name


if __name__ == "__main__":
    sys.exit(main())
