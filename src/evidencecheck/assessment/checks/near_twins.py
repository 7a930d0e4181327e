"""C602: an exact number in one paper, one figure off from what several others have (domain C17).

Two numbers of so many figures that differ in one of them, or in two neighbours that changed
places, are not so by chance. The one that a single paper has, of what it calls by a like name,
is a slip of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.amounts import apart, read_for
from evidencecheck.assessment.checks.two_amounts import two_amounts
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own, names
from evidencecheck.assessment.told import Told
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_WORTH = 0.002
"""Share of the amount; less is in the last places, where a figure is rounded."""
_COMMON = 2
"""Characters that the names of both have in common."""
_FEW, _MANY = 5, 6
"""Figures of a number that in another year is one figure off by chance, and of one that, of one
year and unit, means the same whatever it is called."""
_ALL_AGREE = 3
"""Papers that have a number, so that one without a name, 范围一、二合计, is the same."""


def near_twins(document: Document, context: Context) -> Iterator[Finding]:
    """The first amount of a paper that others, and two at least, have with a figure changed."""
    # On the applicant, whoever is taken for the one that it is on: 核查声明 of a verifier.
    if not (is_own(document, context) or names(document, context.submission.applicant)):
        return
    for mine in context.near.alone.get(document.id, ()):
        alike = (_of_it(mine, several, context) for several in context.near.twins_of(mine))
        theirs = next(filter(None, alike), None)
        if theirs is not None:
            yield two_amounts(document, context, mine.label, mine, theirs)
            return


def _of_it(mine: Told, several: tuple[Told, ...], context: Context) -> Told | None:
    """The amount of another paper that is of what this one is of, where the number is a slip."""
    value = several[0].value
    if not apart(mine.value, value, 0.0, _WORTH):
        return None
    if any(told.document == mine.document for told in several):
        return None
    if context.facts.explains(abs(mine.value - value), mine.unit):
        return None
    papers = (mine.document, *(told.document for told in several))
    scanned = any(d.origin is Origin.OCR for d in context.documents if d.id in papers)
    if scanned and read_for(mine.value, value):
        return None
    if len(mine.label) < _COMMON and mine.places >= _MANY and len(several) >= _ALL_AGREE:
        return several[0]
    return next((told for told in several if _of_one_thing(mine, told)), None)


def _of_one_thing(mine: Told, theirs: Told) -> bool:
    known = mine.year is not None and theirs.year is not None
    if known and mine.year != theirs.year:
        return False
    if (mine.name and mine.name == theirs.name) or (known and mine.places >= _MANY):
        return True
    if mine.places <= _FEW and not known:
        return False
    short, long = sorted((mine.label, theirs.label), key=len)
    return any(short[n : n + _COMMON] in long for n in range(len(short) - _COMMON + 1))
