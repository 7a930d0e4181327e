"""Progress while a submission is read: a bar, JSON lines, or nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from evidencecheck.cli.options import Lang
from evidencecheck.running.check import Step, silent

_STAGES = {
    "collecting": {"zh": "整理文件", "en": "collecting files"},
    "reading": {"zh": "读取", "en": "reading"},
    "assessing": {"zh": "核对指标", "en": "assessing"},
    "writing": {"zh": "生成报告", "en": "writing reports"},
}
_WIDEST = 36


@contextmanager
def progress(lang: Lang, *, quiet: bool, log_json: bool) -> Iterator[Callable[[Step], None]]:
    """A function that shows each step of a run on stderr."""
    if log_json:
        yield _log
        return
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield silent
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[file]}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as bar:
        yield _Bar(bar, lang).show


class _Bar:
    """Pages read, over the pages known of so far; a file counts one page until it is opened."""

    def __init__(self, bar: Progress, lang: Lang) -> None:
        self._bar = bar
        self._lang = lang
        self._task = bar.add_task("", total=None, file="")
        self._pages: dict[str, tuple[int, int]] = {}

    def show(self, step: Step) -> None:
        """Show one step."""
        if step.stage == "collecting":
            self._pages.clear()
        if step.path:
            self._pages[step.path] = (step.pages, max(step.of, 1))
        read = sum(p for p, _ in self._pages.values())
        known = sum(of for _, of in self._pages.values())
        self._bar.update(
            self._task,
            description=_STAGES[step.stage][self._lang.value],
            completed=read,
            total=known + max(0, step.files - len(self._pages)) or None,
            file=step.path.rsplit("/", 1)[-1][:_WIDEST],
        )


def _log(step: Step) -> None:
    entry = {"stage": step.stage, "file": step.path, "pages": step.pages, "of": step.of}
    sys.stderr.write(json.dumps(entry, ensure_ascii=False) + "\n")
    sys.stderr.flush()
