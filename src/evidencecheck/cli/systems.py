"""systems list, show, export."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.cli.options import Lang, Language, Rules
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import RulePack
from evidencecheck.reports.systems import export_json, render_list, render_system
from evidencecheck.running.errors import UsageError
from evidencecheck.running.setup import load_book

app = typer.Typer(
    help="The indicator systems. 指标体系。", no_args_is_help=True, rich_markup_mode=None
)
Id = Annotated[str, typer.Argument(metavar="ID", help="Id of a system. 体系编号。")]


@app.command("list")
def list_systems(lang: Language = Lang.zh, rules: Rules = None) -> int:
    """List the indicator systems. 列出指标体系。

    Example: evidencecheck systems list
    """
    render_list(Console(), load_book(rules), lang.value)
    return 0


@app.command("show")
def show(system: Id, lang: Language = Lang.zh, rules: Rules = None) -> int:
    """Show the indicators of a system and the evidence they ask for. 查看体系的指标与证据。

    Example: evidencecheck systems show tianjin
    """
    book = load_book(rules)
    render_system(Console(), _pack(book, system), book, lang.value)
    return 0


@app.command("export")
def export(system: Id, rules: Rules = None) -> int:
    """Print a system as JSON. 以 JSON 输出体系。

    Example: evidencecheck systems export tianjin > tianjin.json
    """
    sys.stdout.write(export_json(_pack(load_book(rules), system)) + "\n")
    return 0


def _pack(book: RuleBook, system: str) -> RulePack:
    pack = book.packs.get(system)
    if pack is None:
        raise UsageError(f"{system}: unknown system; there are: {', '.join(sorted(book.packs))}")
    return pack
