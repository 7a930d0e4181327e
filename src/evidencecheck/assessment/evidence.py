"""What there is to fill slots with, and what its words are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from evidencecheck.assessment.intents import NO_INTENT, Intent
from evidencecheck.domain.document import Document
from evidencecheck.domain.files import FileFacts
from evidencecheck.domain.finding import Finding, Level
from evidencecheck.domain.systems import Indicator

_Parts = tuple[tuple[bool, tuple[tuple[bool, str], ...]], ...]
"""Of each word of a topic whether it must be held, and its choices, abbreviations or not."""
# With fewer characters than this a document does not say what it is about.
_SPOKEN = 60
# Latin words of up to this many letters are abbreviations.
_ABBREVIATION = 5
_LATIN = re.compile(r"[a-z]+")
# The last characters of a name say what kind of paper it is: 证书, 报告, 介绍.
_OF_ANY_KIND, _LONGER_WORD = ("合格证书", "认证证书"), 6
"""At the end of a name: a training's as well as a system's, and characters that tell which."""
_AGREEMENTS = ("合同", "协议")
_KIND_OF_PAPER, _WHOLE_WORD, _ALIKE = 2, 4, 55.0


_UNREAD = {"F101", "F102", "F103", "F107"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a document speaks of."""

    text: str
    """Its words and those of its file's name, without blanks, in lower case."""
    latin: frozenset[str]
    """Its words in Latin letters, in lower case."""


@dataclass(frozen=True)
class Evidence:
    """What there is to fill slots with."""

    documents: tuple[Document, ...]
    by_type: Mapping[str, tuple[Document, ...]]
    """The same, in their order."""
    spoken: Mapping[str, Spoken]
    """By document id."""
    findings: Mapping[str, tuple[Finding, ...]]
    """By document id."""
    intents: Mapping[str, Intent]
    """By path of file."""
    files: tuple[FileFacts, ...]
    file_findings: Mapping[str, tuple[Finding, ...]]
    """By path of file."""

    @cached_property
    def misfits(self) -> tuple[Document, ...]:
        """The documents that go by the title of another type."""
        return tuple(d for d in self.documents if self.misnamed(d))

    @cached_property
    def unread(self) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
        """Each file that could not be read, or not in full, with what tells so."""
        failed = (
            (f.path, tuple(x for x in self.file_findings.get(f.path, ()) if x.code in _UNREAD))
            for f in self.files
        )
        return tuple((path, findings) for path, findings in failed if findings)

    def speaks_of(self, document: Document, topics: tuple[str, ...]) -> bool:
        """Whether a document speaks of one of ``topics``, as ``speaks_of`` takes them."""
        return bool(topics) and speaks_of(self.spoken[document.id], topics)

    def intent(self, path: str) -> Intent:
        """What the name of a file says."""
        return self.intents.get(path, NO_INTENT)

    def dirty(self, document: Document) -> bool:
        """Whether a check of level suspicious fails on the document."""
        return any(f.level is Level.SUSPICIOUS for f in self.findings.get(document.id, ()))

    def filed(self, path: str, indicator: Indicator) -> bool:
        """Whether the folder or name of a file says that it is for ``indicator``."""
        return indicator.id in self.intent(path).indicators

    def filed_elsewhere(self, path: str, indicator: Indicator) -> bool:
        """Whether it says that the file is for other indicators only."""
        named = self.intent(path).indicators
        return bool(named) and indicator.id not in named

    def misnamed(self, document: Document) -> bool:
        """Whether the document goes by the title of another type."""
        return any(self.misnamed_by(document))

    def misnamed_by(self, document: Document) -> tuple[Finding, ...]:
        """What tells of that: E003, or E005 where its own type is a lesser one."""
        lesser = ("found", document.type)
        return tuple(
            f
            for f in self.findings.get(document.id, ())
            if f.code == "E003" or (f.code == "E005" and lesser in f.params)
        )


def speaks_of(spoken: Spoken, topics: Sequence[str]) -> bool:
    """Whether one of ``topics`` stands in a text; words parted by a blank must all.

    ``a|b`` is met by either word, ``!a|b`` by a text that holds neither.
    """
    if not topics:
        return False
    words, others = _asked(tuple(topics))
    if any(map(spoken.text.__contains__, words)):
        return True
    return bool(others) and any(_meets(spoken, parts) for parts in others)


@lru_cache(maxsize=4096)
def _asked(topics: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[_Parts, ...]]:
    """Topics that are one word each, and the parts of those that are more than that."""
    parts = tuple(map(_parts, topics))
    simple = {p: p[0][1][0][1] for p in parts if _is_a_word(p)}
    return tuple(simple.values()), tuple(p for p in parts if p not in simple)


def _is_a_word(parts: _Parts) -> bool:
    if len(parts) != 1:
        return False
    ((held, choices),) = parts
    return held and len(choices) == 1 and not choices[0][0]


def _parts(topic: str) -> _Parts:
    """Of each word whether it must be held, and the choices; of those whether it abbreviates."""
    return tuple(
        (
            not word.startswith("!"),
            tuple((_abbreviates(w), w) for w in word.removeprefix("!").split("|")),
        )
        for word in topic.lower().split()
    )


def _abbreviates(word: str) -> bool:
    return len(word) <= _ABBREVIATION and word.isascii() and word.isalpha()


def _meets(spoken: Spoken, parts: _Parts) -> bool:
    for held, choices in parts:  # noqa: SIM110  (asked of each slot and paper)
        if _has_one(spoken, choices) is not held:
            return False
    return True


def _has_one(spoken: Spoken, choices: Sequence[tuple[bool, str]]) -> bool:
    for alone, word in choices:
        # Within other words it means nothing: I-REC Certificate is no CCER.
        found = word in spoken.text
        if found and (not alone or not spoken.latin.isdisjoint((word, f"{word}s"))):
            return True
    return False


def speech(document: Document) -> Spoken:
    """What a document speaks of, its file's name included.

    One with hardly a word, such as a photograph, also goes by the names of its folders.
    """
    return spoken_in(_words(document))


def spoken_in(text: str) -> Spoken:
    """What a text speaks of."""
    lower = text.lower()
    return Spoken(plain(lower), frozenset(_LATIN.findall(lower)))


def folded(document: Document) -> str:
    """The words of a document without blanks, in lower case."""
    return plain("\n".join(_parts_of(document)))


def _words(document: Document) -> str:
    """The same as they stand there, with those of its file's name."""
    parts = _parts_of(document)
    spoken = sum(map(len, parts)) >= _SPOKEN
    return "\n".join((*parts, document.stem if spoken else document.file))


def _parts_of(document: Document) -> list[str]:
    title = document.title.quote if document.title else ""
    standards = (ref.canonical for ref in document.standards)
    return [title, *(line.text for line in document.lines), *standards]


def resembles(document: Document) -> bool:
    """Whether a file bears the name that its document gives itself: the same kind of paper, alike.

    Such a file is what it says it is, whatever type was made of it.
    """
    if document.title is None:
        return False
    stem = plain(re.sub(r"[\d\W_]+", "", document.stem))
    title = plain(re.sub(r"[\d\W_]+", "", document.title.quote))
    kind = stem[-_KIND_OF_PAPER:]
    if kind in _AGREEMENTS and title.endswith(kind):
        return True
    if stem.endswith(_OF_ANY_KIND) and not title.endswith(stem[-_LONGER_WORD:]):
        return False
    if len(stem) >= _WHOLE_WORD and title.endswith(stem[-_WHOLE_WORD:]):
        # 外墙板检验报告.pdf: 建筑材料检验报告.
        return True
    return len(stem) > _KIND_OF_PAPER and kind in title and fuzz.ratio(stem, title) >= _ALIKE


def plain(text: str) -> str:
    """``text`` without blanks, in lower case."""
    return "".join(text.split()).lower()
