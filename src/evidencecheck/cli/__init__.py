"""The command line: parse, call, render, exit. No logic."""

from __future__ import annotations

import sys

from rich.console import Console
from typer.exceptions import TyperException

from evidencecheck.cli.app import app
from evidencecheck.running.errors import UsageError

WRONG_USAGE = 2


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit: 0 nothing to report, 1 something found, 2 wrong usage."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status; wrong usage is one plain line."""
    try:
        status = app(arguments, standalone_mode=False, prog_name="evidencecheck")
    except TyperException as error:
        return _refuse(error.format_message())
    except UsageError as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        return _refuse("stopped")
    return status if isinstance(status, int) else 0


def _refuse(line: str) -> int:
    plain = " ".join(line.split())
    Console(stderr=True, soft_wrap=True, highlight=False).print(
        f"evidencecheck: {plain}", markup=False
    )
    return WRONG_USAGE
