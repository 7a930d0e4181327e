"""Titles told by their structure: a matter, and the form of paper that the last word says.

``某项目自主减排量第三方评估意见`` is an opinion (意见) on a reduction (减排量), and no list
of whole titles holds it. Of several matters on a line the one nearest to the form counts: what
stands before it only says whose or which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidencecheck.domain.phrases import TitleForm
from evidencecheck.domain.rules import DocumentType, RuleBook
from evidencecheck.extraction.title_patterns import ITEM, LABEL, SPOKEN_OF, TAIL

_WIDEST_GAP = 16
# Declaration of Recyclability: the form first, its matter behind a preposition.
_OF = re.compile(r"(?:of|on|for|to|towards?|about|concerning|regarding)(?:the)?")
# The surest that such a title can be: below those that the rules write out.
_FIT, _BY_SHARE = 0.8, 0.12


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A line that has a matter and a form of a document type."""

    document: DocumentType
    fit: float
    """0..1."""
    letters: int
    """Characters of the words found."""


@dataclass(frozen=True, slots=True)
class _Matter:
    word: str
    forms: frozenset[TitleForm]
    document: DocumentType


class TopicFinder:
    """Finds the topics of a rule book on folded lines."""

    def __init__(self, book: RuleBook, fold: Callable[[str], str]) -> None:
        forms: dict[str, set[TitleForm]] = {}
        for form, words in book.phrases.title_forms.items():
            for word in words:
                forms.setdefault(fold(word), set()).add(form)
        self._forms = sorted(forms.items(), key=lambda kv: (-len(kv[0]), kv[0]))
        self._matters = tuple(
            _Matter(fold(word), frozenset(topic.forms), document)
            for document in book.documents.values()
            for topic in document.topics
            for word in topic.about
        )

    def find(self, line: str) -> Iterator[TopicMatch]:
        """The types whose topics stand nearest to the form of ``line``."""
        for form, first, last in self._forms_of(line):
            known = self._forms_by_word(form)
            before, after = line[:first], line[last:]
            found = [
                (distance, -len(m.word), m)
                for m in self._matters
                if m.forms & known and (distance := _distance(m.word, before, after)) is not None
            ]
            if not found:
                continue
            nearest = min(found, key=lambda f: f[:2])[:2]
            for distance, length, matter in found:
                if (distance, length) == nearest:
                    letters = len(form) + len(matter.word)
                    share = min(1.0, letters / len(line))
                    yield TopicMatch(matter.document, _FIT + _BY_SHARE * share, letters)
            return

    def _forms_of(self, line: str) -> Iterator[tuple[str, int, int]]:
        """The forms at the end of a line, then one at its head; the longest first."""
        for form, _ in self._forms:
            at = line.rfind(form)
            rest = line[at + len(form) :]
            if at > 0 and (TAIL.match(rest) or (form.isascii() and _OF.match(rest))):
                yield form, at, at + len(form)
        for form, _ in self._forms:
            if line.startswith(form) and (of := _OF.match(line, len(form))):
                yield form, 0, of.end()

    def _forms_by_word(self, form: str) -> set[TitleForm]:
        return next(known for word, known in self._forms if word == form)


def _distance(word: str, before: str, after: str) -> int | None:
    """How far a matter stands from the form; None where it is not on the line, or spoken of."""
    if before:
        at = before.rfind(word)
        if at < 0:
            return None
        gap = before[at + len(word) :]
        if len(gap) > _WIDEST_GAP or LABEL.search(before) or SPOKEN_OF.search(before[:at]):
            return None
        if before.endswith(ITEM):
            return None
        return len(gap)
    at = after.find(word)
    return at if at >= 0 else None
