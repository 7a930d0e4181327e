"""One name read several times: under a seal, on its ring, in a heading. Each reading has a vote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from evidencecheck.domain.document import Field
from evidencecheck.domain.page import MarkKind, Origin
from evidencecheck.extraction.entities.organisations import find_organisations
from evidencecheck.extraction.text import PageText

_HAN = re.compile(r"[\u4e00-\u9fff]")
_WHOLE = re.compile(r"(?:公司|厂|局|中心|院|委员会|协会|学会|所|厅|部|会|室)$")
# Recognition loses a character of the legal form sooner than one prints it so.
_LOST = re.compile(r"有公司$")
_ONE_NAME = 70.0
"""Likeness, 0..100, of two readings of one name."""
_ANCHOR = 2
"""Characters that agree on either side of those that differ."""
_LEAST_BEGUN = 5
"""Characters by which a name that ends early is known."""
_MARGIN = 0.2
_MOST_CHANGES = 3
_AMENDED = 0.9
_DOUBTFUL = 0.9
"""Confidence; what is read more surely stands as it is: a sister firm's name is much like it."""


@dataclass(frozen=True, slots=True)
class _Reading:
    name: str
    sure: float
    same_print: bool = False
    """Whether it is another reading of the print itself."""


@dataclass(frozen=True, slots=True)
class _Change:
    """The characters ``start..end`` of a name as ``text``."""

    start: int
    end: int
    text: str


def amended(field: Field, pages: Sequence[PageText]) -> Field:
    """``field`` with the characters of its name that most of its readings have.

    Only recognised Chinese names are amended: a text layer says what it says.
    """
    name = str(field.value)
    page = next((p for p in pages if p.page.number == field.citation.page), None)
    at = page.text.find(field.raw) if page is not None else -1
    if page is None or at < 0 or not _HAN.search(name):
        return field
    if page.piece_at(at).span.origin is not Origin.OCR:
        return field
    doubtful = page.confidence(at, at + len(field.raw)) < _DOUBTFUL
    found = tuple(_readings(field, pages))
    value = _completed(name, found)
    readings = [r for r in found if fuzz.ratio(r.name, name) >= _ONE_NAME]
    changes = list(_elected(value, field, readings)) if doubtful else []
    if len(changes) <= _MOST_CHANGES:
        for change in sorted(changes, key=lambda c: -c.start):
            value = value[: change.start] + change.text + value[change.end :]
    if value == name:
        return field
    return replace(field, value=value, confidence=round(max(field.confidence, 0.8) * _AMENDED, 4))


def mended(name: str) -> str:
    """A name with the character of its legal form that recognition loses on a ring."""
    return _LOST.sub("有限公司", name)


def _readings(field: Field, pages: Sequence[PageText]) -> Iterator[_Reading]:
    if field.second is not None:
        # Both are readings of the same print, and fail alike.
        for org in find_organisations(field.second):
            yield _Reading(org.name, field.confidence, same_print=True)
    for page in pages:
        for mark in page.page.marks:
            if mark.kind is MarkKind.SEAL and mark.text:
                yield _Reading(mark.text.replace("(", "（").replace(")", "）"), mark.confidence)
        for org in find_organisations(page.text):
            if page.cite(org.start, org.end) != field.citation:
                yield _Reading(org.name, page.confidence(org.start, org.end))


def _completed(name: str, readings: Iterable[_Reading]) -> str:
    """A name that ends early, as a reading that begins with it goes on."""
    if _WHOLE.search(name) or len(name) < _LEAST_BEGUN:
        return name
    for reading in readings:
        whole = mended(reading.name)
        if whole.startswith(name) and _WHOLE.search(whole):
            return whole
    return name


def _elected(name: str, field: Field, readings: Sequence[_Reading]) -> Iterator[_Change]:
    """The changes that have more votes than the characters as they stand."""
    votes: dict[_Change, float] = {}
    agree: list[tuple[int, int, _Reading]] = []
    for reading in readings:
        blocks = SequenceMatcher(None, name, reading.name, autojunk=False).get_opcodes()
        agree.extend((i, j, reading) for tag, i, j, _, _ in blocks if tag == "equal")
        for n, (tag, i1, i2, j1, j2) in enumerate(blocks):
            if tag not in {"replace", "insert"} or not _anchored(blocks, n, name):
                continue
            change = _Change(i1, i2, reading.name[j1:j2])
            votes[change] = votes.get(change, 0.0) + reading.sure
    for change, sure in votes.items():
        before, after = max(change.start, 1), min(change.end, len(name) - 1)
        # Both readings of the print fail alike where they lose a character.
        longer = len(change.text) > change.end - change.start
        own = field.confidence + sum(
            reading.sure
            for i, j, reading in agree
            if i < before and j > after and not (longer and reading.same_print)
        )
        lost = change.start == change.end and sure >= field.confidence
        if sure > own + _MARGIN or (lost and own <= field.confidence):
            yield change


def _anchored(blocks: Sequence[tuple[str, int, int, int, int]], n: int, name: str) -> bool:
    """Whether characters that agree stand on either side of those that differ."""
    before = blocks[n - 1] if n else None
    after = blocks[n + 1] if n + 1 < len(blocks) else None
    if after is None or after[0] != "equal" or after[2] - after[1] < _ANCHOR:
        return False
    if before is None:
        # The first characters: only those misread, not those that another name has more.
        return blocks[n][0] == "replace" and after[2] - after[1] > len(name) // 2
    return before[0] == "equal" and before[2] - before[1] >= _ANCHOR
