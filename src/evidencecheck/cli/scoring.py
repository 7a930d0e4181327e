"""score: what a filled-in score sheet comes to."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.cli.options import Lang, Language, Quiet, Rules
from evidencecheck.cli.telling import Lines
from evidencecheck.domain.out import SCORESHEET
from evidencecheck.running.setup import load_book


def score(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A result folder. 结果文件夹。")],
    sheet: Annotated[
        Path | None,
        typer.Option("--sheet", help="Filled-in score sheet; that in OUT if not given. 评分表。"),
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option(
            "--value",
            metavar="NAME=VALUE",
            help="A quantity that the grades ask for, such as offset_ratio=80. 等级所需的数值。",
        ),
    ] = None,
    lang: Language = Lang.zh,
    quiet: Quiet = False,
    rules: Rules = None,
) -> int:
    """Read a filled-in score sheet back, add it up and grade it. 读回评分表，汇总并定级。

    Example: evidencecheck score 结果/ --sheet 结果/scoresheet.xlsx

    Exit status 1 while the total is provisional, or where a row is to be looked at.
    """
    # Bring along what no other command needs so early.
    from evidencecheck.reports.scores import acted_on, render_scores
    from evidencecheck.running.scores import Filling, score_sheet

    book, lines = load_book(rules), Lines(lang)
    asked = Filling(out, sheet or out / SCORESHEET, tuple(value or ()))
    now = datetime.now().astimezone()
    scored = score_sheet(asked, book, at=now, lang=lang.value, tell=lines.keep)
    console = Console()
    if not quiet:
        lines.show(console)
        render_scores(console, scored, book, lang.value)
    return int(acted_on(scored.scores))
