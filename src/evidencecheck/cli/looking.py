"""explain, doctor, rules lint, rules test."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidencecheck.cli.options import Lang, Language, Rules
from evidencecheck.reports.explain import render_code
from evidencecheck.rulebook import RuleError
from evidencecheck.rulebook.examples import load_examples
from evidencecheck.running.doctor import examine
from evidencecheck.running.errors import UsageError
from evidencecheck.running.setup import check_rules_folder, load_book

RulesFolder = Annotated[
    Path | None, typer.Argument(help="A rules folder; by default the program's. 规则文件夹。")
]

rules = typer.Typer(help="The rule files. 规则文件。", no_args_is_help=True, rich_markup_mode=None)


def explain(
    code: Annotated[str, typer.Argument(help="A finding code, such as V201. 问题代码。")],
    lang: Language = Lang.zh,
    rules: Rules = None,
) -> int:
    """Explain a finding code: what, why, how to clear it. 解释问题代码。

    Example: evidencecheck explain V201
    """
    book = load_book(rules)
    found = book.findings.get(code.upper())
    if found is None:
        codes = ", ".join(sorted(book.findings))
        raise UsageError(f"{code}: unknown finding code; there are: {codes}")
    render_code(Console(), found, book, lang.value)
    return 0


def doctor() -> int:
    """Say what is installed, what is missing and how to get it. 检查安装情况。

    Example: evidencecheck doctor
    """
    console = Console(soft_wrap=True, highlight=False)
    missing = False
    for state in examine():
        mark = "✓" if state.ok else "✗" if state.needed else "–"
        console.print(f"{mark} {state.name}: {state.detail}", markup=False)
        if not state.ok:
            console.print(f"    → {state.remedy}", markup=False)
            missing = missing or state.needed
    return int(missing)


@rules.command("lint")
def lint(folder: RulesFolder = None) -> int:
    """Check rule files; every fault with file and line. 检查规则文件。

    Example: evidencecheck rules lint rules/
    """
    check_rules_folder(folder)
    console = Console(soft_wrap=True, highlight=False)
    try:
        book, examples = load_examples(folder)
    except RuleError as error:
        return _print_faults(console, error)
    counts = {
        "systems": len(book.packs),
        "indicators": sum(len(p.indicators) for p in book.packs.values()),
        "document types": len(book.documents),
        "standards": len(book.standards),
        "emission factors": len(book.factors.series),
        "finding codes": len(book.findings),
        "examples": len(examples),
    }
    listed = ", ".join(f"{count} {name}" for name, count in counts.items())
    console.print(f"{listed}: no fault", markup=False)
    return 0


@rules.command("test")
def test(folder: RulesFolder = None) -> int:
    """Run the examples of the rules; every one that comes out otherwise. 运行规则示例。

    Example: evidencecheck rules test rules/
    """
    # Brings the extraction along, which no other command here needs.
    from evidencecheck.running.examples import contradicted

    check_rules_folder(folder)
    console = Console(soft_wrap=True, highlight=False)
    try:
        book, examples = load_examples(folder)
    except RuleError as error:
        return _print_faults(console, error)
    failed = list(contradicted(book, examples))
    for contradiction in failed:
        console.print(str(contradiction), markup=False)
    if not failed:
        console.print(f"{len(examples)} examples: all come out as they say", markup=False)
    return int(bool(failed))


def _print_faults(console: Console, error: RuleError) -> int:
    for fault in error.faults:
        console.print(str(fault), markup=False)
    return 1
