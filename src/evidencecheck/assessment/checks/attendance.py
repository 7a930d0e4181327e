"""C602: how many came to a training or a meeting, in the papers on it (domain C17)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencecheck.assessment.amounts import read_for
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_of

_SURE = 0.95
_DAY = re.compile(r"(20\d\d)\s*[年./-]\s*(1[0-2]|0?[1-9])\s*[月./-]\s*(3[01]|[12]\d|0?[1-9])\s*日?")
_ONE_OF_SEVERAL = re.compile("第[二三2-9][期场]")
_LEAST = 4
"""Characters of a subject that two meetings of a day do not share by chance."""
_SIGNS = re.compile(r"[\s“”\"'《》()（）【】「」·,，、:：。-]")
_PEOPLE = r"\s*[:：]?\s*(?:人数)?\s*[:：]?\s*(?:为|共|约)?\s*(\d{1,4})\s*(?:人|名|位)"


def attendance(document: Document, context: Context) -> Iterator[Finding]:
    """Another paper on the same training has another number of those who were present.

    The sheet that people sign, and the summary of what was taught, are of one day and subject.
    """
    phrases = context.book.phrases
    mine = _count(document, phrases.present)
    kind = context.type_of(document)
    if mine is None or kind is None:
        return
    value, line = mine
    for other in context.documents:
        theirs = _count(other, phrases.present) if other.id != document.id else None
        if theirs is None or theirs[0] == value or not _of_one_meeting(document, other, phrases):
            continue
        scanned = Origin.OCR in {document.origin, other.origin}
        if (scanned and read_for(value, theirs[0])) or _explained(document, other, context):
            continue
        signed = [_is_signed(d, phrases) for d in (document, other)]
        # Two sheets are of two rooms; else the sheet is told of, or what comes later.
        if all(signed) or signed[1]:
            continue
        if not any(signed) and not context.rank(document.id) > context.rank(other.id):
            continue
        yield context.finding(
            "C602",
            document,
            cite=tuple(d.at(x) for d, x in ((document, line), (other, theirs[1]))),
            what=_named(line, phrases.present),
            first=f"{value} 人",
            second=f"{theirs[0]} 人",
        )
        return


def _explained(a: Document, b: Document, context: Context) -> bool:
    """Whether some came otherwise than to the room, or the sheets of several parts are added up."""
    phrases = context.book.phrases
    for line in (*a.lines, *b.lines):
        if any(word in line.text for word in phrases.elsewhere_present):
            return True
        if _ONE_OF_SEVERAL.search(line.text):
            return True
    counts = [
        count[0]
        for d in context.documents
        if _is_signed(d, phrases) and (count := _count(d, phrases.present)) is not None
        if d.id in {a.id, b.id} or _of_one_meeting(d, a, phrases)
    ]
    totals = [count[0] for d in (a, b) if (count := _count(d, phrases.present)) is not None]
    return len(counts) > 1 and sum(counts) in totals


def _is_signed(document: Document, phrases: Phrases) -> bool:
    """Whether it is the sheet that those who came sign."""
    return any(word in line.text for line in document.lines[:3] for word in phrases.signed_by_all)


def _named(line: Line, words: tuple[str, ...]) -> str:
    return next(word for word in words if word in line.text)


def _count(document: Document, words: tuple[str, ...]) -> tuple[int, Line] | None:
    """The only number of people behind one of the words."""
    if not any(map(document.words.__contains__, words)):
        return None
    pattern = re.compile(f"(?:{any_of(words)}){_PEOPLE}")
    found = {
        int(m[1]): line
        for line in document.lines
        if line.confidence >= _SURE
        for m in pattern.finditer(line.text)
    }
    return next(iter(found.items())) if len(found) == 1 else None


def _of_one_meeting(a: Document, b: Document, phrases: Phrases) -> bool:
    """Whether both are of one day and subject, and as many should have come where both say so."""
    days = [{m.groups() for x in d.lines for m in _DAY.finditer(x.text)} for d in (a, b)]
    same_day = {tuple(map(int, d)) for d in days[0]} & {tuple(map(int, d)) for d in days[1]}
    due = [_count(d, phrases.expected) for d in (a, b)]
    as_many = due[0] is None or due[1] is None or due[0][0] == due[1][0]
    texts = [_SIGNS.sub("", "".join(x.text for x in d.lines)) for d in (a, b)]
    subjects = [s for d in (a, b) for s in _subjects(d, phrases)]
    return bool(same_day) and as_many and any(all(s in text for text in texts) for s in subjects)


def _subjects(document: Document, phrases: Phrases) -> Iterator[str]:
    label = re.compile("^(?:" + any_of(phrases.subject) + r")\s*[:：]\s*(.+)$")
    for line in document.lines:
        m = label.match(line.text.strip())
        said = _SIGNS.sub("", _DAY.sub("", m[1])) if m is not None else ""
        if len(said) >= _LEAST:
            yield said
