"""The text of a document over the ends of its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from re import Match, Pattern

from evidencecheck.domain.document import Citation, Document, Line

_FULL = 24
"""Characters of a line that may go on in the next."""
_LINES = 3
"""Over which a sentence goes on."""


@dataclass(frozen=True, slots=True)
class RunningText:
    """Lines set behind each other without what parts them."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    """Where each line begins in the text."""

    def found(self, pattern: Pattern[str]) -> Iterator[tuple[Match[str], tuple[Line, ...]]]:
        """Where a pattern stands within three lines, and the lines that it stands on."""
        for m in pattern.finditer(self.text):
            first, last = (bisect_right(self.starts, n) - 1 for n in (m.start(), m.end() - 1))
            if last - first < _LINES:
                yield m, self.lines[first : last + 1]


def running(document: Document) -> RunningText:
    """The text of a document, of which no line is left out."""
    parts, starts, length = [], [], 0
    for line in document.lines:
        parts.append(part := line.text.strip())
        starts.append(length)
        length += len(part)
    return RunningText("".join(parts), document.lines, tuple(starts))


def spoken(document: Document, sure: float) -> Iterator[tuple[str, Citation]]:
    """What was surely read, sentence by sentence over the ends of lines, with its first line."""
    text, place = "", None
    for line in document.lines:
        if line.confidence < sure:
            text, place = "", None
            continue
        for part in re.split(r"(?<=[。;；])", line.text.strip()):
            if place is None:
                place = document.at(line)
            text += part.casefold()
            if text.endswith(("。", ";", "；")):
                yield text, place
                text, place = "", None
        # A heading, or the row of a table: the next line is another.
        if text and place is not None and len(line.text.strip()) < _FULL:
            yield text, place
            text, place = "", None
    if text and place is not None:
        yield text, place
