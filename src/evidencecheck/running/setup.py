"""The rule book of a run."""

from __future__ import annotations

from pathlib import Path

from evidencecheck.domain.rules import RuleBook
from evidencecheck.rulebook import RuleError, load_rulebook, locate
from evidencecheck.rulebook.loader import version_of
from evidencecheck.running.errors import UsageError


def load_book(folder: Path | None = None) -> RuleBook:
    """The rule book of ``folder``, by default the program's own.

    Raises:
        UsageError: there is no such folder, or a rule file is broken; the line names the first
            fault.
    """
    check_rules_folder(folder)
    try:
        return load_rulebook(folder)
    except RuleError as error:
        first, more = error.faults[0], len(error.faults) - 1
        rest = f" (and {more} more: evidencecheck rules lint)" if more else ""
        raise UsageError(f"{first.file}:{first.line}: {first.message}{rest}") from error


def check_rules_folder(folder: Path | None) -> None:
    """Make sure that a folder of rules that was named is there.

    Raises:
        UsageError: it is not.
    """
    if folder is not None and not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")


def rules_version(folder: Path | None = None) -> str:
    """The version of the rules in ``folder``, by default the program's own, unread.

    Raises:
        UsageError: there is no such folder.
    """
    check_rules_folder(folder)
    return version_of(folder or locate())
