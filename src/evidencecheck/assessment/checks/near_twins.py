"""C602: an exact number in one paper, one figure off from what several others have (domain C17).

Two numbers of so many figures that differ in one of them, or in two neighbours that changed
places, are not so by chance. The one that a single paper has, of what it calls by a like name,
is a slip of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.amounts import amount, apart, read_for
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.told import Told
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_WORTH = 0.001
"""Share of the amount; less is in the last places, where a figure is rounded."""
_COMMON = 2
"""Characters that the names of both have in common."""
_FEW = 5
"""Figures of a number that is one figure off by chance in another year."""


def near_twins(document: Document, context: Context) -> Iterator[Finding]:
    """The first amount of a paper that others, and two at least, have with a figure changed."""
    holder = document.text("holder")
    if holder and not context.is_applicant(holder):
        return
    for mine in context.near.alone.get(document.id, ()):
        theirs = next(
            filter(None, (_of_it(mine, told, context) for told in context.near.twins_of(mine))),
            None,
        )
        if theirs is not None:
            yield context.finding(
                "C602",
                document,
                cite=(mine.citation, theirs.citation),
                what=mine.label,
                first=amount(mine.value, mine.unit),
                second=amount(theirs.value, theirs.unit),
            )
            return


def _of_it(mine: Told, others: tuple[Told, ...], context: Context) -> Told | None:
    """The amount of another paper that is of what this one is of, where the number is a slip."""
    first = others[0]
    if not apart(mine.value, first.value, 0.0, _WORTH):
        return None
    if any(told.document == mine.document for told in others):
        return None
    if context.facts.explains(abs(mine.value - first.value), mine.unit):
        return None
    return next(
        (t for t in others if _of_one_thing(mine, t) and not _misread(mine, t, context)), None
    )


def _of_one_thing(mine: Told, theirs: Told) -> bool:
    if mine.year is not None and theirs.year is not None and mine.year != theirs.year:
        return False
    if mine.name and mine.name == theirs.name:
        return True
    if mine.places <= _FEW and mine.year is None:
        return False
    short, long = sorted((mine.label, theirs.label), key=len)
    return any(short[n : n + _COMMON] in long for n in range(len(short) - _COMMON + 1))


def _misread(mine: Told, theirs: Told, context: Context) -> bool:
    papers = {d.id: d for d in context.documents if d.id in {mine.document, theirs.document}}
    scanned = any(d.origin is Origin.OCR for d in papers.values())
    return scanned and read_for(mine.value, theirs.value)
