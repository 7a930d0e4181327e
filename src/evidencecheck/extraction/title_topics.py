"""Titles told by their structure: a matter, and the form of paper that the last word says.

``某项目自主减排量第三方评估意见`` is an opinion (意见) on a reduction (减排量), and no list
of whole titles holds it. Of several matters on a line the one nearest to the form counts: what
stands before it only says whose or which. The farther ones are told as well, for the case that a
word of the line speaks against the nearest. A matter may be of two words with little between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from evidencecheck.domain.phrases import TitleForm
from evidencecheck.domain.rules import DocumentType, RuleBook
from evidencecheck.extraction.title_patterns import GAP, ITEM, LABEL, OR, SPOKEN_OF, TAIL

_WIDEST_GAP = 16
# Between the words of one matter: 变压器(整机)更换.
_WIDEST_WITHIN = 6
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
    own: tuple[str, ...]
    """The words of its matter."""
    rank: tuple[int, int, int]
    """The lower, the nearer is the matter to the form."""


@dataclass(frozen=True, slots=True)
class _Matter:
    word: str
    forms: frozenset[TitleForm]
    document: DocumentType
    first: str = ""
    """Stands before ``word``, with little between them."""

    @property
    def letters(self) -> int:
        """Characters of its words."""
        return len(self.word) + len(self.first)


def _matters(
    text: str, forms: frozenset[TitleForm], document: DocumentType, fold: Callable[[str], str]
) -> Iterator[_Matter]:
    """The matters that a text of the rules writes down: 电机/水泵…更换/拆除 are four."""
    *first, last = ([fold(w) for w in part.split(OR)] for part in text.split(GAP))
    for before, word in product(first[0] if first else [""], last):
        yield _Matter(word, forms, document, before)


class TopicFinder:
    """Finds the topics of a rule book on folded lines."""

    def __init__(self, book: RuleBook, fold: Callable[[str], str]) -> None:
        forms: dict[str, set[TitleForm]] = {}
        for form, words in book.phrases.title_forms.items():
            for word in words:
                forms.setdefault(fold(word), set()).add(form)
        self._forms = sorted(forms.items(), key=lambda kv: (-len(kv[0]), kv[0]))
        self._matters = tuple(
            matter
            for document in book.documents.values()
            for topic in document.topics
            for text in topic.about
            for matter in _matters(text, frozenset(topic.forms), document, fold)
        )

    def find(self, line: str) -> Iterator[TopicMatch]:
        """The types whose topics stand on ``line``, those nearest to its form first."""
        for number, (form, first, last) in enumerate(self._forms_of(line)):
            known = self._forms_by_word(form)
            before, after = line[:first], line[last:]
            found = [
                (distance, -m.letters, m)
                for m in self._matters
                if m.forms & known and (distance := _distance(m, before, after)) is not None
            ]
            for distance, length, matter in sorted(found, key=lambda f: f[:2]):
                letters = len(form) + matter.letters
                share = min(1.0, letters / len(line))
                yield TopicMatch(
                    matter.document,
                    _FIT + _BY_SHARE * share,
                    letters,
                    (matter.first, matter.word),
                    (number, distance, length),
                )

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


def _distance(matter: _Matter, before: str, after: str) -> int | None:
    """How far a matter stands from the form; None where it is not on the line, or spoken of."""
    if not before:
        at = after.find(matter.word)
        return at if at >= 0 and not matter.first else None
    at = before.rfind(matter.word)
    if at < 0:
        return None
    gap = before[at + len(matter.word) :]
    if matter.first:
        ahead = before.rfind(matter.first, 0, at)
        if ahead < 0 or at - ahead - len(matter.first) > _WIDEST_WITHIN:
            return None
        at = ahead
    if len(gap) > _WIDEST_GAP or LABEL.search(before) or SPOKEN_OF.search(before[:at]):
        return None
    return None if before.endswith(ITEM) else len(gap)
