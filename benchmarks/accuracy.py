"""Accuracy on the fixture sets: types, fields, flags, defects, false suspicions."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from benchmarks.score import STEPS, Score
from benchmarks.scoring import score
from benchmarks.targets import (
    ALARMS,
    FIELDS,
    FIELDS_OF_SCANS,
    FIELDS_OF_TEXT,
    FLAGS,
    SURE,
    TYPES,
)
from evidencecheck.running.check import Checker, Step
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SETS = ("development", "practice", "validation")
_FEW_REMARKS = 25
_SURE = 0.95
_LEVELS = ("suspicious", "missing", "note")


def cases(name: str) -> list[Path]:
    """The cases of a set: folders with expected.json and check.json; none where it is not made."""
    return sorted(p.parent for p in (FIXTURES / name).glob("*/expected.json"))


def check_case(
    checker: Checker, case: Path, progress: Callable[[Step], None] = lambda _: None
) -> Score:
    """Check one case and score its report."""
    call = json.loads((case / "check.json").read_text(encoding="utf-8"))
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    request = Request(
        call["system"],
        call["applicant"],
        call.get("credit_code") or "",
        date.fromisoformat(call["date"]),
        call.get("tier") or "",
    )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        checker.check(case / "evidence", request, out, progress=progress)
        report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return score(expected, report)


def run(console: Console, *, cache: bool, every_remark: bool, sets: Sequence[str] = SETS) -> None:
    """Check every case of the sets and print what came out."""
    book = load_book()
    with Checker(book, load_extractor(book), Options(cache=cache)) as checker:
        for name in sets:
            found = cases(name)
            if found:
                _print(console, name, _measure(console, checker, found), every_remark)
            else:
                console.print(
                    f"[bold red]✗ The {name} set is not there[/] (fixtures/{name}): "
                    "its accuracy is not measured."
                )


def _measure(console: Console, checker: Checker, found: Sequence[Path]) -> dict[str, Score]:
    scores: dict[str, Score] = {}
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        for case in found:
            task = bar.add_task(f"{case.parent.name}/{case.name}", total=None)
            done: set[str] = set()

            def show(step: Step, task: int = task, done: set[str] = done) -> None:
                if step.path and step.pages >= step.of:
                    done.add(step.path)
                bar.update(task, completed=len(done), total=step.files or None)  # type: ignore[arg-type]

            scores[case.name] = check_case(checker, case, show)
            if not console.is_terminal:
                console.print(f"checked {case.parent.name}/{case.name}")
    return scores


def _print(console: Console, name: str, scores: dict[str, Score], every_remark: bool) -> None:
    total = Score()
    for result in scores.values():
        total.add(result)
    console.print(_figures(name, {**scores, "all": total}))
    worst = sorted((f, n) for n, f in total.by_field())
    _print_reading(console, total)
    console.print("fields F1: " + ", ".join(f"{n} {100 * f:.1f}" for f, n in worst))
    if total.false_codes:
        console.print("false alarms: " + _counted(total.false_codes))
    remarks = [f"{case}: {remark}" for case, result in scores.items() for remark in result.remarks]
    shown = remarks if every_remark else remarks[:_FEW_REMARKS]
    for remark in shown:
        console.print(f"  {escape(remark)}", highlight=False, soft_wrap=True)
    if len(shown) < len(remarks):
        console.print(f"  … and {len(remarks) - len(shown)} more (--every-miss shows them)")


def _print_reading(console: Console, total: Score) -> None:
    """How well fields are read in each form of document, and how far confidence can be trusted."""
    for words, target, origins in (
        ("text PDFs", FIELDS_OF_TEXT, ("text-layer",)),
        ("scans and photos", FIELDS_OF_SCANS, ("ocr",)),
        ("Word and Excel", FIELDS_OF_TEXT, ("cell",)),
    ):
        f1 = total.f1_of(*origins)
        if f1 is not None:
            console.print(f"fields F1, {words} ({target}): ", target.shown(100 * f1))
    table = Table(title="Calibration of confidence", title_justify="left")
    for heading in ("confidence", "values", "right"):
        table.add_column(heading, justify="right")
    for step, after in zip(STEPS, (*STEPS[1:], 1.0), strict=True):
        right, wrong = total.calibration[step, True], total.calibration[step, False]
        if right + wrong:
            share = f"{100 * right / (right + wrong):.1f} %"
            table.add_row(f"{step:.2f}–{after:.2f}", str(right + wrong), share)
    console.print(table)
    sure = total.sure_and_right(_SURE)
    if sure is not None:
        console.print(f"right of those from {_SURE} on ({SURE}): ", SURE.shown(100 * sure))


def _figures(name: str, scores: dict[str, Score]) -> Table:
    table = Table(
        title=f"Accuracy: {name} set",
        title_justify="left",
        caption="* false suspicious findings per 100 documents without a suspicious defect",
        caption_justify="left",
    )
    for heading in (
        "case",
        "documents\nfound",
        f"types\n{TYPES}",
        f"fields F1\n{FIELDS}",
        f"flags\n{FLAGS}",
        *(f"defects\n{level}" for level in _LEVELS),
        f"false alarms*\n{ALARMS}",
    ):
        table.add_column(heading, justify="left" if heading == "case" else "right")
    for case, result in scores.items():
        if case == "all":
            table.add_section()
        table.add_row(
            case,
            f"{result.found}/{result.documents}",
            TYPES.shown(100 * result.type_accuracy),
            FIELDS.shown(100 * result.field_f1),
            FLAGS.shown(100 * result.flag_accuracy),
            *(_of(result.detected[level], result.planted[level]) for level in _LEVELS),
            ALARMS.shown(result.alarms_per_100),
        )
    return table


def _of(found: int, planted: int) -> str:
    return f"{found}/{planted}" if planted else "–"


def _counted(codes: Counter[str]) -> str:
    return ", ".join(f"{code} {count}" for code, count in codes.most_common())
