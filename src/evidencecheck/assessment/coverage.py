"""Which calendar years documents cover (Y401, Y402)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from evidencecheck.assessment.context import iso
from evidencecheck.assessment.names import normal
from evidencecheck.domain.document import Document

# A year with fewer missing days than this is covered: periods are printed carelessly.
_FULL = 6
_ONE_BODY = 80.0
_CARELESS = 31
"""Days that may lack at the beginning of years that are counted back."""
_SPAN = re.compile(r"(?<!\d)(20\d{2})\s*年?\s*[-—~至到]\s*(20\d{2})(?!\d)")
# A longer span of years is a plan's, or a building's life.
_MOST = 10
_MENTION = re.compile(r"(?<!\d)(20\d{2})(?=\s*年|\s*$|[-—~至到]\s*20\d{2})")


@dataclass(frozen=True, slots=True)
class YearCover:
    """How far one year is covered."""

    year: int
    days: int
    """Days of the year that are covered."""
    missing: int
    """Days of the year that are not."""

    @property
    def full(self) -> bool:
        """Whether the year counts as covered."""
        return self.missing <= _FULL

    @property
    def partial(self) -> bool:
        """Whether only a part of the year is covered."""
        return self.days > 0 and not self.full


def last_years(today: date, count: int = 3) -> tuple[int, ...]:
    """The last ``count`` full calendar years before ``today``, the earliest first."""
    return tuple(range(today.year - count, today.year))


def required_years(today: date, established: date | None, count: int = 3) -> tuple[int, ...]:
    """Those of the ``last_years`` that evidence must cover: fewer for a younger factory."""
    years = last_years(today, count)
    if established is None:
        return years
    first_full = (
        established.year if established == date(established.year, 1, 1) else established.year + 1
    )
    return tuple(y for y in years if y >= first_full)


def covers(documents: Sequence[Document], year: int) -> YearCover:
    """How far several documents together cover ``year``."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    whole = (last - first).days + 1
    days: set[int] = set()
    for document in documents:
        begin, end = iso(document, "period_start"), iso(document, "period_end")
        if begin is not None and end is not None:
            start, stop = max(begin, first), min(end, last)
            if start <= stop:
                days.update(range(start.toordinal(), stop.toordinal() + 1))
        elif year in _stated(document):
            return YearCover(year, whole, 0)
    return YearCover(year, len(days), whole - len(days))


def counted_back(documents: Sequence[Document], years: Sequence[int]) -> bool:
    """Whether papers together are of as many years as are asked for, up to a day after the last."""
    spans = sorted(
        (begin, end)
        for d in documents
        if (begin := iso(d, "period_start")) and (end := iso(d, "period_end"))
    )
    if not spans or not years:
        return False
    first, last = spans[0]
    for begin, end in spans[1:]:
        if (begin - last).days > _FULL:
            return False
        last = max(last, end)
    return last.year > years[-1] and (last - first).days + 1 >= len(years) * 365 - _CARELESS


def same_issuer(a: Document, b: Document) -> bool:
    """Whether one body issued both, as far as its name could be read."""
    if a is b:
        return True
    mine, theirs = a.text("issuer"), b.text("issuer")
    return bool(mine and theirs) and fuzz.ratio(normal(mine), normal(theirs)) >= _ONE_BODY


def _stated(document: Document) -> frozenset[int]:
    if document.years:
        return frozenset(document.years)
    # No period was found: the years it speaks of are the best there is, so that nobody is told
    # that evidence is missing because it could not be read.
    text = "\n".join(line.text for line in document.lines[:200])
    spans = (range(int(a), int(b) + 1) for a, b in _SPAN.findall(text))
    few = (y for span in spans if len(span) <= _MOST for y in span)
    return frozenset((*few, *map(int, _MENTION.findall(text))))
