"""Measure what the program is held to: ``make bench``, or ``python -m benchmarks [PART ...]``.

Figures out of bounds are marked ✗; the exit status is 0 unless a part failed to run.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from benchmarks import accuracy, ocr_seals, ocr_speed, real_samples, text_speed

Part = Callable[[Console, Path, argparse.Namespace], None]
PARTS: dict[str, Part] = {
    "accuracy": lambda console, _, asked: accuracy.run(
        console, cache=asked.cache, every_remark=asked.every_miss
    ),
    "ocr": lambda console, _, asked: ocr_speed.run(console, rounds=asked.rounds),
    "text": lambda console, scratch, asked: text_speed.run(console, scratch, rounds=asked.rounds),
    "seals": lambda console, _, asked: ocr_seals.run(console, pages=asked.pages),
    "real": lambda console, scratch, asked: real_samples.run(console, scratch, cache=asked.cache),
}
_WIDTH_OF_A_FILE = 120


def main(arguments: list[str] | None = None) -> int:
    """Run the parts asked for, by default all; 1 where one of them failed to run."""
    asked = _parser().parse_args(arguments)
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH_OF_A_FILE)
    start = time.perf_counter()
    failed = [name for name in asked.parts or PARTS if not _ran(console, name, asked)]
    mine, largest = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    console.print(
        f"\n{time.perf_counter() - start:.0f} s in all; peak memory {mine} MB here, "
        f"{largest} MB in the largest reading process"
    )
    if failed:
        console.print(f"[bold red]failed to run: {', '.join(failed)}")
    return int(bool(failed))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default: all", type=_part
    )
    parser.add_argument("--rounds", type=int, default=2, help="repeats of each timing (2)")
    parser.add_argument("--pages", type=int, default=15, help="sealed pages to draw and read (15)")
    parser.add_argument("--every-miss", action="store_true", help="list all misses, not the first")
    parser.add_argument(
        "--no-cache", dest="cache", action="store_false", help="read every file again"
    )
    return parser


def _part(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"no part {name!r}; there are {', '.join(PARTS)}")
    return name


def _ran(console: Console, name: str, asked: argparse.Namespace) -> bool:
    console.rule(f"[bold]{name}", align="left")
    start = time.perf_counter()
    try:
        with tempfile.TemporaryDirectory(prefix="benchmarks.") as scratch:
            PARTS[name](console, Path(scratch), asked)
    except Exception:  # noqa: BLE001  (a part that fails must not hide the figures of the others)
        console.print_exception()
        return False
    console.print(f"({time.perf_counter() - start:.0f} s)", style="dim")
    return True


if __name__ == "__main__":
    sys.exit(main())
