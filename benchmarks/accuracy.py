"""Accuracy on the fixture sets: types, fields, flags, false suspicions."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.scoring import Score, score
from evidencecheck.running.check import Checker
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book, load_extractor
from evidencecheck.running.submission import Request

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SETS = ("development", "validation")


def cases(name: str) -> Iterator[Path]:
    """The cases of a set: folders with expected.json and check.json."""
    yield from sorted(p.parent for p in (FIXTURES / name).glob("*/expected.json"))


def run_case(checker: Checker, case: Path) -> Score:
    """Check one case and score its report."""
    call = json.loads((case / "check.json").read_text(encoding="utf-8"))
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    request = Request(
        call["system"],
        call["applicant"],
        call.get("credit_code") or "",
        date.fromisoformat(call["date"]),
    )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        checker.check(case / "evidence", request, out)
        report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return score(expected, report)


def measure(name: str, options: Options, *, verbose: bool = False) -> Score:
    """Score all cases of a set and print a line for each."""
    book = load_book()
    total = Score()
    with Checker(book, load_extractor(book), options) as checker:
        for case in cases(name):
            result = run_case(checker, case)
            print(line(f"{name}/{case.name}", result))
            if verbose:
                print("\n".join(f"    {r}" for r in result.remarks))
            total.add(result)
    print(line(f"{name} in all", total))
    fields = "  ".join(f"{n} {100 * f:.1f}" for n, f in total.by_field())
    print(f"    fields F1: {fields}")
    if total.false_codes:
        print(f"    false alarms: {dict(total.false_codes)}")
    return total


def line(name: str, result: Score) -> str:
    """One line of figures."""
    return (
        f"{name:24} documents {result.found}/{result.documents}"
        f"  types {100 * result.type_accuracy:5.1f} %"
        f"  fields F1 {100 * result.field_f1:5.1f} %"
        f"  flags {100 * result.flag_accuracy:5.1f} % of {result.indicators}"
        f"  defects {result.detected}/{result.planted}"
        f"  false suspicions per 100 clean documents {result.alarms_per_100:.1f}"
    )
