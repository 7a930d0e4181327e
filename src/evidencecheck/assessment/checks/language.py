"""E006: papers in a foreign language without the translation that the system asks for (C38)."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import UNKNOWN_TYPE, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.readings import number_key

_SHORT = 80
"""A paper with fewer characters says too little to need one."""
_TELLING = 6
"""Characters of a number that is no other's by chance."""
_MISREAD = 88.0
"""How alike two readings of one number are, at least."""
_SURE = 0.9
_DAYS = ("issue_date", "valid_until")


def language(document: Document, context: Context) -> Iterator[Finding]:
    """One finding a document; a Chinese paper beside it that could be its translation clears it."""
    if not context.pack.translation or not _is_foreign(document):
        return
    if document.type == UNKNOWN_TYPE:
        return
    if any(_translates(other, document, context) for other in context.documents):
        return
    yield context.finding("E006", document, language=document.languages[0])


def _is_foreign(document: Document) -> bool:
    return "zh" not in document.languages and sum(len(x.text) for x in document.lines) >= _SHORT


def _translates(other: Document, document: Document, context: Context) -> bool:
    if other.id == document.id or "zh" not in other.languages:
        return False
    if _number(document) and _number(document) == _number(other):
        return True
    if not _beside(other, document):
        return False
    if other.type == document.type and other.file == document.file:
        return True
    if not _is_translation(other, context):
        return False
    return _told_alike(other, document) or not _is_of_another(other, document, context)


def _is_translation(paper: Document, context: Context) -> bool:
    """Whether its file's name or its title says that a paper is one."""
    named = paper.file.casefold()
    titled = paper.title.quote.casefold() if paper.title is not None else ""
    return any(word in named or word in titled for word in context.book.phrases.translated)


def _is_of_another(translation: Document, document: Document, context: Context) -> bool:
    """Whether the number or the days of another foreign paper are those of a translation.

    A number that is read nearly as that of ``document`` may be its own.
    """
    number, days = document.field("certificate_number"), _days(document)
    if not days and (number is None or number.confidence < _SURE):
        return False
    nearly = fuzz.ratio(_number(document), _number(translation)) >= _MISREAD
    return any(
        _has_number(translation, foreign) or (not nearly and _told_alike(translation, foreign))
        for foreign in context.documents
        if foreign.id not in (document.id, translation.id)
        and _is_foreign(foreign)
        and _number(foreign) != _number(document)
    )


def _has_number(translation: Document, foreign: Document) -> bool:
    number = _number(foreign)
    return len(number) >= _TELLING and number == _number(translation)


def _told_alike(translation: Document, foreign: Document) -> bool:
    """Whether a paper gives the number of a foreign one, or both of its days."""
    number, days = _number(foreign), _days(foreign)
    if len(number) >= _TELLING and number in number_key(translation.words):
        return True
    both = len(days) == len(_DAYS) and days == _days(translation)
    return both and _beside(translation, foreign)


def _beside(a: Document, b: Document) -> bool:
    return a.file.rpartition("/")[0] == b.file.rpartition("/")[0]


def _number(document: Document) -> str:
    return number_key(document.text("certificate_number"))


def _days(document: Document) -> tuple[str, ...]:
    return tuple(day for day in map(document.text, _DAYS) if day)
