"""The last resort: a bag-of-words categoriser, trained on the development fixtures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import spacy
from spacy.language import Language

_SURE = 0.6
_LEAST_CHARACTERS = 40
# A guess without a title never counts as more than this.
_MOST_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class Guess:
    """A document type guessed from words alone."""

    type: str
    confidence: float
    """0..1."""


class Categoriser(Protocol):
    """Guesses a document type from its text."""

    def guess(self, text: str) -> Guess | None:
        """The type, or None where the words do not say."""


class NoCategoriser:
    """Guesses nothing."""

    def guess(self, text: str) -> Guess | None:
        """None, always."""
        return None


def blank_pipeline() -> Language:
    """The untrained pipeline: single characters and pairs, exclusive labels."""
    nlp = spacy.blank("zh")
    model = {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": True,
        "length": 262144,
        "ngram_size": 2,
        "no_output_layer": False,
    }
    nlp.add_pipe("textcat", config={"model": model})
    return nlp


class SpacyCategoriser:
    """A spaCy text categoriser; see models/manifest.yaml for what it was trained on."""

    def __init__(self, path: Path) -> None:
        """Load the trained pipeline that ``path`` holds as one file (``Language.to_bytes``)."""
        self._nlp: Language = blank_pipeline()
        self._nlp.from_bytes(path.read_bytes())

    def guess(self, text: str) -> Guess | None:
        """The likeliest type, where it is likely enough."""
        if len(text) < _LEAST_CHARACTERS:
            return None
        scores = self._nlp(text[:4000]).cats
        best, score = max(scores.items(), key=lambda kv: (kv[1], kv[0]))
        if score < _SURE:
            return None
        return Guess(best, round(min(_MOST_CONFIDENCE, score), 4))
