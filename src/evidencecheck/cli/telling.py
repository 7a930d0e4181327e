"""Plain lines: what was kept or left out, why a run ends, and that there was nothing to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from evidencecheck.cli.options import Lang
from evidencecheck.domain.finding import Flag
from evidencecheck.reports.phrases import refusal
from evidencecheck.reports.printable import printable
from evidencecheck.reports.words import catalogue, fill
from evidencecheck.running.errors import NOTHING_READ
from evidencecheck.running.unchanged import Made

NOTHING_READABLE = 2
"""Exit status of a check that rests on no file; that of wrong usage too."""

_REPORT = "report.html"


@dataclass(frozen=True, slots=True)
class Told:
    """How much a run says, and in which language."""

    lang: Lang
    quiet: bool
    log_json: bool


class Lines:
    """Lines that wait until the progress bar is gone."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._lines: list[str] = []

    def keep(self, line: str) -> None:
        """Take a line for later."""
        self._lines.append(line)

    def show(self, console: Console) -> None:
        """Print every line in its language, not broken, never read as markup."""
        for line in self._lines:
            plain = printable(refusal(line, self._lang.value))
            console.print(plain, markup=False, highlight=False, soft_wrap=True)


def complain(line: str, lang: Lang) -> None:
    """Print on stderr, as one plain line in ``lang``, why a run cannot be done or was in vain."""
    plain = refusal(" ".join(line.split()), lang.value)
    Console(stderr=True, soft_wrap=True, highlight=False).print(
        f"evidencecheck: {plain}", markup=False
    )


def tell_unchanged(made: Made, out: Path, lang: Lang) -> None:
    """Print that the report in ``out`` is that of these files and rules, and how it came out."""
    words = catalogue()
    names = {flag: words["flags"][flag.value].get(lang.value) for flag in Flag}
    counts = "  ".join(f"{names[flag]} {made.summary[flag]}" for flag in Flag)
    console = Console(soft_wrap=True, highlight=False)
    console.print(words["labels"]["unchanged"].get(lang.value), markup=False)
    console.print(counts, markup=False)
    line = fill(words["labels"]["report_at"].get(lang.value), {"path": str(out / _REPORT)})
    console.print(printable(line), markup=False)
    if made.status == NOTHING_READABLE:
        complain(NOTHING_READ, lang)
