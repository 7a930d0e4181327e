"""The commands and their options."""

from __future__ import annotations

import typer

from evidencecheck.cli import (
    auditing,
    binding,
    caching,
    checking,
    checklist,
    comparing,
    looking,
    remembering,
    reviewing,
    sampling,
    scoring,
    systems,
)

app = typer.Typer(
    name="evidencecheck",
    help="Checks the evidence that factories submit for a zero-carbon factory title. "
    "零碳工厂申报材料证据核查。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("check")(checking.check)
app.command("batch")(checking.batch)
app.command("checklist")(checklist.checklist)
app.command("inspect")(checking.inspect)
app.command("review")(reviewing.review)
app.command("serve")(reviewing.serve)
app.command("diff")(comparing.diff)
app.command("sample")(sampling.sample)
app.command("elusion")(sampling.elusion)
app.command("bind")(binding.bind)
app.command("score")(scoring.score)
app.command("explain")(looking.explain)
app.command("doctor")(looking.doctor)
app.add_typer(systems.app, name="systems")
app.add_typer(looking.rules, name="rules")
app.add_typer(auditing.app, name="audit")
app.add_typer(caching.app, name="cache")
app.add_typer(remembering.app, name="corpus")
