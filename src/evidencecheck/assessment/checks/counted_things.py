"""C602: how many of a thing stand there, in two papers with two figures turned (domain C17).

Meters, lamps and the like are counted as they are on a day. Their number changes honestly, and
seldom into one with two neighbouring figures exchanged: of three figures that is told of papers of
about one time, of four and more within a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from evidencecheck.assessment.amounts import comparable, transposed
from evidencecheck.assessment.checks.two_amounts import is_told_of, two_amounts
from evidencecheck.assessment.context import Context, document_date
from evidencecheck.assessment.counted import Counted
from evidencecheck.assessment.told import figures_of
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding

_FEW, _FIGURES = 3, 4
"""Figures of a number, and of one that is no turn of another by chance."""
_MEANT = 1.67
"""How often one number holds another, at the most, that is meant to be the same."""
_SOON, _LATER = timedelta(days=100), timedelta(days=400)
"""How far apart the papers may be of a number of three figures, and of more."""
_DAY = re.compile(r"(?<!\d)(20\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)")


def counted_things(document: Document, context: Context) -> Iterator[Finding]:
    """The first count of a paper that another of its time has with two figures turned."""
    if not context.is_applicant(document.text("holder")):
        return
    papers = {d.id: d for d in context.documents} if context.counted else {}
    for counts in context.counted.values():
        mine = next((c for c in counts if c.document == document.id), None)
        for theirs in counts if mine is not None and len(counts) > 1 else ():
            other = papers[theirs.document]
            if mine is None or not context.is_applicant(other.text("holder")):
                continue
            if _are_turned(mine, theirs, document, other) and _yields(mine, theirs, context):
                yield two_amounts(document, context, mine.label, mine, theirs)
                return


def _are_turned(mine: Counted, theirs: Counted, document: Document, other: Document) -> bool:
    meant = comparable(mine.value, theirs.value, _MEANT)
    if not meant or not transposed(mine.value, theirs.value, _FEW):
        return False
    first, second = _day(document), _day(other)
    apart = abs(first - second) if first is not None and second is not None else None
    if len(f"{mine.value:.0f}") >= _FIGURES:
        return apart is None or apart <= _LATER
    return apart is not None and apart <= _SOON and mine.parts == theirs.parts


def _day(document: Document) -> date | None:
    """When a paper was written, or the only day that it prints."""
    day = document_date(document)
    if day is not None:
        return day
    days = {(int(m[1]), int(m[2]), int(m[3])) for m in _DAY.finditer(document.words)}
    with suppress(ValueError):
        return date(*days.pop()) if len(days) == 1 else None
    return None


def _yields(mine: Counted, theirs: Counted, context: Context) -> bool:
    """Whether it is this paper: more others have the other number, a table adds it up, or later."""
    alike = context.counted[mine.name, figures_of(mine.value)]
    with_me, with_them = (sum(c.value == x.value for c in alike) for x in (mine, theirs))
    borne = (with_me, with_them), (mine.summed, theirs.summed)
    return is_told_of(mine.document, theirs.document, context, *borne)
