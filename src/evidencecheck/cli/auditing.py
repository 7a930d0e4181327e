"""audit verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.reports.writing import REPORT_JSON, SCORES_JSON
from evidencecheck.running.errors import UsageError

app = typer.Typer(help="The audit trail. 审计记录。", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def audit() -> None:
    """The audit trail. 审计记录。"""


@app.command("verify")
def verify_trail(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A result folder. 结果文件夹。")],
    expect: Annotated[
        str | None,
        typer.Option("--expect", help="Digest of the last event, kept elsewhere. 末条摘要。"),
    ] = None,
) -> int:
    """Verify that nothing in evidencecheck.db was changed afterwards. 核验审计记录未被改动。

    Example: evidencecheck audit verify 结果/

    Exit status 1, and the first broken link, if anything was changed.
    """
    # Brings the database along, which no other command needs so early.
    from evidencecheck.audit import FILE_NAME, verify

    trail = out / FILE_NAME
    if not trail.is_file():
        raise UsageError(f"{out}: no {FILE_NAME} in it")
    report = out / REPORT_JSON
    verdict = verify(
        trail,
        expected_head=expect,
        report=report if report.is_file() else None,
        scores=out / SCORES_JSON,
    )
    console = Console(soft_wrap=True, highlight=False)
    for warning in verdict.warnings:
        console.print(f"! {warning}", markup=False)
    if verdict.ok:
        console.print(f"✓ {verdict.events} events, head {verdict.head}", markup=False)
        return 0
    console.print(f"✗ {verdict.reason}", markup=False)
    return 1
