"""checklist: what has to be handed in, before it is."""

from __future__ import annotations

from datetime import date as calendar
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.cli.files import check_suffix, write_once
from evidencecheck.cli.options import Day, Lang, Language, Rules, System, Tier
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import RulePack
from evidencecheck.running.errors import UsageError
from evidencecheck.running.setup import load_book


def checklist(
    system: System,
    out: Annotated[
        Path, typer.Option("--out", help="Workbook to write, .xlsx. 要生成的表格文件。")
    ],
    tier: Tier = "",
    date: Day = None,
    lang: Language = Lang.zh,
    rules: Rules = None,
) -> int:
    """List what has to be handed in, as a workbook to tick off. 生成申报材料清单。

    Of a tiered system the highest tier is listed where no tier is named.

    Example: evidencecheck checklist --system tianjin --out 材料清单.xlsx
    """
    # The writer of workbooks is brought along only where one is wanted.
    from evidencecheck.reports.checklist import render_checklist

    book = load_book(rules)
    pack = _pack(book, system, tier)
    check_suffix(out, ".xlsx")
    day = date.date() if date else calendar.today()
    write_once(out, render_checklist(pack, book, day=day, tier=tier, lang=lang.value))
    Console(soft_wrap=True, highlight=False).print(str(out), markup=False)
    return 0


def _pack(book: RuleBook, system: str, tier: str) -> RulePack:
    pack = book.packs.get(system)
    if pack is None:
        known = ", ".join(sorted(book.packs))
        raise UsageError(f"--system {system}: unknown; there are: {known}")
    if tier and tier not in pack.tiers:
        tiers = ", ".join(pack.tiers)
        there = f"there are: {tiers}" if tiers else f"{system} has no tiers"
        raise UsageError(f"--tier {tier}: unknown; {there}")
    return pack
