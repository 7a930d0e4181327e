"""What there is to fill slots with, and what its words are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from evidencecheck.assessment.intents import NO_INTENT, Intent
from evidencecheck.domain.document import Document
from evidencecheck.domain.files import FileFacts
from evidencecheck.domain.finding import Finding, Level
from evidencecheck.domain.systems import Indicator

# With fewer characters than this a document does not say what it is about.
_SPOKEN = 60
# The last characters of a name say what kind of paper it is: 证书, 报告, 介绍.
_KIND_OF_PAPER, _ALIKE = 2, 55.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is to fill slots with."""

    documents: tuple[Document, ...]
    texts: Mapping[str, str]
    """Folded text, by document id."""
    findings: Mapping[str, tuple[Finding, ...]]
    """By document id."""
    intents: Mapping[str, Intent]
    """By path of file."""
    files: tuple[FileFacts, ...]
    file_findings: Mapping[str, tuple[Finding, ...]]
    """By path of file."""

    def intent(self, path: str) -> Intent:
        """What the name of a file says."""
        return self.intents.get(path, NO_INTENT)

    def dirty(self, document: Document) -> bool:
        """Whether a check of level suspicious fails on the document."""
        return any(f.level is Level.SUSPICIOUS for f in self.findings.get(document.id, ()))

    def filed(self, path: str, indicator: Indicator) -> bool:
        """Whether the folder or name of a file says that it is for ``indicator``."""
        return indicator.id in self.intent(path).indicators


def speaks_of(text: str, topics: Sequence[str]) -> bool:
    """Whether one of ``topics`` stands in a folded text; words parted by a blank must all.

    ``a|b`` is met by either word, ``!a|b`` by a text that holds neither.
    """
    return any(all(_holds(text, word) for word in topic.lower().split()) for topic in topics)


def _holds(text: str, word: str) -> bool:
    found = any(choice in text for choice in word.removeprefix("!").split("|"))
    return found is not word.startswith("!")


def folded(document: Document) -> str:
    """The words of a document and of its file's name, without blanks, in lower case.

    A document with hardly a word, such as a photograph, also goes by the names of its folders.
    """
    parts = [document.title.quote if document.title else ""]
    parts.extend(line.text for line in document.lines)
    parts.extend(ref.canonical for ref in document.standards)
    spoken = sum(map(len, parts)) >= _SPOKEN
    parts.append(PurePosixPath(document.file).stem if spoken else document.file)
    return plain("\n".join(parts))


def resembles(document: Document) -> bool:
    """Whether a file bears the name that its document gives itself: the same kind of paper, alike.

    Such a file is what it says it is, whatever type was made of it.
    """
    if document.title is None:
        return False
    stem = plain(re.sub(r"[\d\W_]+", "", PurePosixPath(document.file).stem))
    title = plain(re.sub(r"[\d\W_]+", "", document.title.quote))
    kind = stem[-_KIND_OF_PAPER:]
    return len(stem) > _KIND_OF_PAPER and kind in title and fuzz.ratio(stem, title) >= _ALIKE


def plain(text: str) -> str:
    """``text`` without blanks, in lower case."""
    return re.sub(r"\s+", "", text).lower()
