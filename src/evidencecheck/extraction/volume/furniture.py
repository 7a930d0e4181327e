"""What stands on the margins of a page: running heads and feet, page counters and numbers."""

from __future__ import annotations

import re
from collections import Counter as Count
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rapidfuzz import fuzz

from evidencecheck.extraction.rows import Row
from evidencecheck.extraction.text import PageText
from evidencecheck.extraction.title_lines import fold

_COUNTER = re.compile(
    r"第\s*(?P<a>\d{1,4})\s*页\s*[,，/]?\s*[(（]?\s*[共其]\s*(?P<b>\d{1,4})\s*页"
    r"|共\s*(?P<d>\d{1,4})\s*页\s*[,，/]?\s*[(（]?\s*第\s*(?P<c>\d{1,4})\s*页"
    r"|Page\s*:?\s*(?P<e>\d{1,4})\s*(?:of|/)\s*(?P<f>\d{1,4})",
    re.IGNORECASE,
)
# These say so on the margin only: elsewhere they are fractions and amounts.
_SHORT_COUNTER = re.compile(r"^[-—–\s]*(?P<a>\d{1,4})\s*/\s*(?P<b>\d{1,4})[-—–\s]*$")
_NUMBER = re.compile(
    r"^[-—–~·.\s]*(?:第|Page|P\.?)?\s*(?P<n>\d{1,4})\s*(?:页)?[-—–~·.\s]*$", re.IGNORECASE
)
_HEAD, _FOOT = 0.1, 0.9
"""Of the page's height; the margins lie above and below."""
_SMALL = 1.25
"""Times the usual height of print: what is larger is no running line."""
_SHORTEST, _LONGEST = 4, 60
_OFTEN = 3
"""Pages that bear a running line."""
_ALIKE = 85
"""A running line may be misread in a letter or two."""
_HIGHEST = 1900
"""Above it a bare number on the margin is a year."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Counter:
    """A page counter: page ``number`` of ``total``; a total of 0 is not printed."""

    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """The margins of a page."""

    counters: tuple[Counter, ...]
    heads: frozenset[str]
    """The running lines at its head, folded and without digits."""
    feet: frozenset[str]
    rows: frozenset[int]
    """The rows that are running lines or counters."""
    body: tuple[Row, ...]
    """All other rows."""


def running_lines(pages: Sequence[PageText]) -> tuple[str, ...]:
    """Lines, folded and without digits, that stand on the margins of several pages of a file."""
    found: Count[str] = Count()
    for page in pages:
        usual = _usual(page)
        on_page = {
            text
            for row in page.rows
            if _on_margin(row, usual) and _SHORTEST <= len(text := _bare(row.text)) <= _LONGEST
        }
        found.update(on_page)
    return tuple(line for line, count in found.items() if count >= _OFTEN)


def furniture(page: PageText, running: Sequence[str]) -> Furniture:
    """The margins of ``page``, given the running lines of its file."""
    usual = _usual(page)
    counters = [c for m in _COUNTER.finditer(page.text) if (c := _counter(m))]
    heads: set[str] = set()
    feet: set[str] = set()
    rows: set[int] = set()
    for number, row in enumerate(page.rows):
        if not _on_margin(row, usual):
            continue
        text, numbers = _bare(row.text), _numbers(row)
        line = _known(text, running) if text else ""
        counters.extend(numbers)
        if line or (not text and (numbers or _COUNTER.search(row.text))):
            rows.add(number)
            (heads if row.box.cy < 0.5 else feet).add(line)
    body = tuple(row for number, row in enumerate(page.rows) if number not in rows)
    return Furniture(
        tuple(dict.fromkeys(counters)),
        frozenset(heads - {""}),
        frozenset(feet - {""}),
        frozenset(rows),
        body,
    )


def _usual(page: PageText) -> float:
    return median(r.box.height for r in page.rows) if page.rows else 0.0


def _on_margin(row: Row, usual: float) -> bool:
    return (row.box.cy < _HEAD or row.box.cy > _FOOT) and row.box.height <= _SMALL * usual


def _known(text: str, running: Sequence[str]) -> str:
    if text in running:
        return text
    return next((r for r in running if fuzz.ratio(r, text) >= _ALIKE), "")


def _numbers(row: Row) -> list[Counter]:
    """The counters of a row on the margin that only say so there."""
    found = []
    for span in row.spans:
        text = span.text.strip()
        short, plain = _SHORT_COUNTER.match(text), _NUMBER.match(text)
        if short and (counter := _counter(short)):
            found.append(counter)
        elif plain and 0 < int(plain["n"]) < _HIGHEST:
            found.append(Counter(int(plain["n"]), 0))
    return found


def _counter(match: re.Match[str]) -> Counter | None:
    found = match.groupdict()
    number = int(found.get("a") or found.get("c") or found.get("e") or 0)
    total = int(found.get("b") or found.get("d") or found.get("f") or 0)
    return Counter(number, total) if 1 <= number <= total else None


def _bare(text: str) -> str:
    """A row without its counters and digits, folded."""
    plain = " ".join(
        s for s in text.split("\t") if not _NUMBER.match(s.strip()) and not _SHORT_COUNTER.match(s)
    )
    return _DIGITS.sub("", fold(_COUNTER.sub("", plain))).strip("-—–~/")
