"""The extractor of a run."""

from __future__ import annotations

from evidencecheck.domain.rules import RuleBook
from evidencecheck.extraction import Extractor
from evidencecheck.extraction.textcat import Categoriser, NoCategoriser, SpacyCategoriser
from evidencecheck.reading.ocr.models import ModelChanged, ModelMissing, model_path
from evidencecheck.running.errors import UsageError

_CATEGORISER = "document-types"


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
