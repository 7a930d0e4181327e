"""The days that a page calls those of its issue and of its end: two papers never share both.

A certificate and its annex, or its translation, repeat them; another certificate that was made
out under the same number has its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from evidencecheck.domain.rules import VolumeRules
from evidencecheck.extraction.entities.dates import find_dates
from evidencecheck.extraction.rows import Row

Terms = tuple[frozenset[date], frozenset[date]]
"""The days of issue, and those up to which a paper is valid."""

_BEHIND = 3
"""Characters between a label and its day: a colon, a blank, a bracket."""
_REACH = 36
"""Characters behind a label in which a span of days ends."""
_TO = re.compile(r"\s*(?:日)?\s*(?:至|到|止|~|～|—|–|-|to|until)+\s*", re.IGNORECASE)


class TermReader:
    """Reads the terms of pages by the words of the rules."""

    def __init__(self, rules: VolumeRules) -> None:
        self._issued, self._until = _pattern(rules.issued), _pattern(rules.until)

    def read(self, body: Iterable[Row]) -> Terms:
        """The terms that the rows of a page name behind a label."""
        rows = [row.text for row in body]
        return (
            frozenset(first for text in rows for first, _ in _spans(text, self._issued)),
            frozenset(last for text in rows for _, last in _spans(text, self._until)),
        )


def apart(a: Terms, b: Terms) -> bool:
    """Whether both pages name days of one kind, and no day of them in common."""
    return any(mine and theirs and not mine & theirs for mine, theirs in zip(a, b, strict=True))


def _pattern(labels: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(labels, key=lambda w: -len(w))))
    return re.compile(words or "(?!)", re.IGNORECASE)


def _spans(text: str, label: re.Pattern[str]) -> Iterator[tuple[date, date]]:
    """The first and the last day of each span behind a label; of a single day that day twice."""
    for found in label.finditer(text):
        rest = text[found.end() : found.end() + _REACH]
        days = find_dates(rest)
        if not days or days[0].start > _BEHIND:
            continue
        last = days[0]
        if len(days) > 1 and _TO.fullmatch(rest[last.end : days[1].start]):
            last = days[1]
        yield days[0].value, last.value
