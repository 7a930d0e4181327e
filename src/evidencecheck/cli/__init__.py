"""The command line: parse, call, render, exit. No logic."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise

from typer.exceptions import TyperException

from evidencecheck.cli.app import app
from evidencecheck.cli.options import Lang
from evidencecheck.cli.telling import complain
from evidencecheck.running.errors import UsageError
from evidencecheck.running.termination import ended_in_order

WRONG_USAGE = 2


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit: 0 nothing to report, 1 something found, 2 wrong usage.

    SIGTERM ends it in order, with scratch folders and reading processes gone: 143.
    """
    with ended_in_order():
        status = run(arguments)
    sys.exit(status)


def run(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status; wrong usage is one plain line."""
    lang = _language(sys.argv[1:] if arguments is None else arguments)
    try:
        status = app(arguments, standalone_mode=False, prog_name="evidencecheck")
    except TyperException as error:
        return _refuse(error.format_message(), lang)
    except UsageError as error:
        return _refuse(str(error), lang)
    except KeyboardInterrupt:
        return _refuse("stopped", lang)
    return status if isinstance(status, int) else 0


def _language(arguments: Sequence[str]) -> Lang:
    """The language asked for, before the arguments are known to be right; Chinese by default."""
    given = " ".join(arguments).replace("=", " ").split()
    asked = any(pair == ("--lang", Lang.en.value) for pair in pairwise(given))
    return Lang.en if asked else Lang.zh


def _refuse(line: str, lang: Lang) -> int:
    complain(line, lang)
    return WRONG_USAGE
