"""E006: papers in a foreign language without the translation that the system asks for (C38)."""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import UNKNOWN_TYPE, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.readings import number_key

_TRANSLATED = ("翻译", "译文", "译件", "中文", "translation")
_SHORT = 80
"""A paper with fewer characters says too little to need one."""


def language(document: Document, context: Context) -> Iterator[Finding]:
    """One finding a document; a Chinese paper beside it that could be its translation clears it."""
    if not context.pack.translation or "zh" in document.languages:
        return
    if document.type == UNKNOWN_TYPE or sum(len(x.text) for x in document.lines) < _SHORT:
        return
    number = number_key(document.text("certificate_number"))
    if any(_translates(other, document, number) for other in context.documents):
        return
    yield context.finding("E006", document, language=document.languages[0])


def _translates(other: Document, document: Document, number: str) -> bool:
    if other.id == document.id or "zh" not in other.languages:
        return False
    if number and number == number_key(other.text("certificate_number")):
        return True
    beside = other.file.rpartition("/")[0] == document.file.rpartition("/")[0]
    if not beside:
        return False
    named = any(word in other.file.casefold() for word in _TRANSLATED)
    titled = other.title is not None and any(w in other.title.quote for w in _TRANSLATED)
    same_type = other.type == document.type
    return named or titled or (same_type and other.file == document.file)
