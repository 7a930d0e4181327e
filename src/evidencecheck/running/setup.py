"""The rule book and the extractor of a run."""

from __future__ import annotations

from pathlib import Path

from evidencecheck.domain.rules import RuleBook
from evidencecheck.extraction import Extractor
from evidencecheck.extraction.textcat import Categoriser, NoCategoriser, SpacyCategoriser
from evidencecheck.reading.ocr.models import ModelChanged, ModelMissing, model_path
from evidencecheck.rulebook import RuleError, load_rulebook
from evidencecheck.running.errors import UsageError

_CATEGORISER = "document-types"


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


def load_extractor(book: RuleBook) -> Extractor:
    """An extractor for a rule book, with the categoriser of models/ where it is installed.

    Raises:
        UsageError: the model is not the one that the manifest names.
    """
    return Extractor(book, load_categoriser())


def load_categoriser() -> Categoriser:
    """The categoriser of models/, or one that guesses nothing where it is not installed.

    Raises:
        UsageError: the model is not the one that the manifest names.
    """
    try:
        return SpacyCategoriser(model_path(_CATEGORISER))
    except ModelMissing:
        return NoCategoriser()
    except ModelChanged as error:
        raise UsageError(str(error)) from error
