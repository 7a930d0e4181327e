"""The last resort: a bag-of-words categoriser, trained on the development fixtures."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.organisations import find_organisations

if TYPE_CHECKING:
    from spacy.language import Language

NOTHING = "none"
"""The label of texts that are of no type."""
# Measured on documents of other makers without their titles; see models/README.md.
_SURE = 0.6
_LEAST_CHARACTERS = 40
_MOST_CHARACTERS = 4000
# A guess without a title never counts as more than this.
_MOST_CONFIDENCE = 0.6


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
    # Many runs ask no guess, and spaCy takes half a second and 100 MB.
    import spacy

    nlp = spacy.blank("zh")
    model = {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": True,
        "length": 32768,
        "ngram_size": 2,
        "no_output_layer": False,
    }
    nlp.add_pipe("textcat", config={"model": model})
    return nlp


def words(text: str) -> str:
    """The Chinese words of a text in simplified script, names of organisations left out."""
    for org in reversed(find_organisations(text, bodies=False)):
        text = text[: org.start] + " " + text[org.end :]
    return re.sub(r"[^\u4e00-\u9fff]+", "", simplified(text))[:_MOST_CHARACTERS]


class SpacyCategoriser:
    """A spaCy text categoriser; see models/train_document_types.py for how it was trained."""

    def __init__(self, path: Path) -> None:
        """Take the trained pipeline of ``path``: the bytes of ``Language.to_bytes``, gzipped.

        It is loaded when a guess is first asked.
        """
        self._path = path

    @cached_property
    def _nlp(self) -> Language:
        nlp = blank_pipeline()
        nlp.from_bytes(gzip.decompress(self._path.read_bytes()))
        return nlp

    def guess(self, text: str) -> Guess | None:
        """The likeliest type, where it is likely enough."""
        plain = words(text)
        if len(plain) < _LEAST_CHARACTERS:
            return None
        scores = self._nlp(plain).cats
        best, score = max(scores.items(), key=lambda kv: (kv[1], kv[0]))
        if score < _SURE or best == NOTHING:
            return None
        return Guess(best, round(min(_MOST_CONFIDENCE, score), 4))
