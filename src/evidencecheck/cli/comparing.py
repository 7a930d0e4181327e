"""diff: what changed between two hand-ins."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.cli.options import Lang, Language, Rules
from evidencecheck.running.setup import load_book


def diff(
    before: Annotated[
        Path, typer.Argument(metavar="OUT1", help="Result folder of the first. 前一次结果。")
    ],
    after: Annotated[
        Path, typer.Argument(metavar="OUT2", help="Result folder of the second. 后一次结果。")
    ],
    json: Annotated[bool, typer.Option("--json", help="As JSON. 以 JSON 输出。")] = False,
    lang: Language = Lang.zh,
    rules: Rules = None,
) -> int:
    """Show what changed between two hand-ins: files, flags, findings, scores. 比较两次提交。

    Example: evidencecheck diff 结果一/ 结果二/

    Exit status: 0 nothing changed, 1 something did, 2 wrong usage.
    """
    from evidencecheck.reports.changes import compare
    from evidencecheck.reports.changes_shown import changes_json, render_changes
    from evidencecheck.running.errors import UsageError
    from evidencecheck.running.finished import read_report, read_scores

    reports = read_report(before), read_report(after)
    try:
        changes = compare(*reports, (read_scores(before), read_scores(after)))
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{before}, {after}: cannot be compared") from error
    if json:
        sys.stdout.write(changes_json(changes) + "\n")
    else:
        console = Console(soft_wrap=True, highlight=False)
        render_changes(console, changes, load_book(rules), lang.value)
    return int(changes.any)
