"""C602: one amount in two papers, two of its figures in another order (domain C17).

Of the papers of a firm two that give 42,860.35 and 48,260.35 m² of buildings mean the same: numbers
of so many figures are no turn of each other by chance. No word need tell what the firm's amounts
are, as it must for ``disagreements``.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.amounts import (
    apart,
    one_figure_apart,
    read_for,
    transposed,
)
from evidencecheck.assessment.checks.two_amounts import is_told_of, two_amounts
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.told import ALL_MADE, SOME_MADE, Told
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_COMMON = 2
"""Characters that the names of both have in common."""
_MANY = 5
"""Figures of a number that is no turn of another by chance, whatever the two are called."""
_NAMED = 3
"""Characters of a name that is the end of another: 自发自用 of 光伏自发自用."""
_AREA, _EVERY = "m2", 6
"""Figures of an area that two papers have in common, but for one, by no chance."""
_NAME_OF_AREA = 4
"""Characters that both call it by: 建筑面积."""
_WORTH = 0.002
"""Share of the amount; less is in the last places, where a figure is dropped."""


def turned(document: Document, context: Context) -> Iterator[Finding]:
    """The first amount of a paper that another gives with two figures turned.

    Or, of an area, with one figure changed: it is what it was measured to be, in every year.
    """
    if not is_own(document, context):
        return
    for mine in context.told.by_paper.get(document.id, ()):
        alike = (*_turns_of(mine, context), *_slips_of(mine, document, context))
        theirs = next((t for t in alike if _is_told_of(mine, t, context)), None)
        if theirs is not None:
            yield two_amounts(document, context, mine.label, mine, theirs)
            return


def _turns_of(mine: Told, context: Context) -> list[Told]:
    return [
        theirs
        for theirs in context.told.by_figures[mine.unit, mine.figures]
        # Most have the very number.
        if theirs.value != mine.value
        and theirs.document != mine.document
        and transposed(mine.value, theirs.value)
        and apart(mine.value, theirs.value, 0.0, _WORTH)
        and _of_one_thing(mine, theirs)
        and not _is_made_beside(mine, theirs, context)
    ]


def _is_made_beside(mine: Told, theirs: Told, context: Context) -> bool:
    """Whether some paper tells of as many other things as all that was made is more."""
    gap = abs(mine.value - theirs.value)
    some = SOME_MADE in {mine.name, theirs.name}
    return some and context.told.papers_with(gap, mine.unit, ()) > 0


def _slips_of(mine: Told, document: Document, context: Context) -> list[Told]:
    """Amounts of areas that differ in one figure, which nobody misread and nothing explains."""
    if mine.unit != _AREA or mine.places < _EVERY:
        return []
    scanned = {d.id for d in context.documents if d.origin is Origin.OCR}
    return [
        theirs
        for (unit, _), told in context.told.by_figures.items()
        for theirs in told
        if unit == _AREA
        and theirs.document != document.id
        and one_figure_apart(mine.value, theirs.value)
        and apart(mine.value, theirs.value, 0.0, _WORTH)
        and _share(mine.label, theirs.label, _NAME_OF_AREA)
        and not ({document.id, theirs.document} & scanned and read_for(mine.value, theirs.value))
        and not context.facts.explains(abs(mine.value - theirs.value), _AREA)
    ]


def _of_one_thing(mine: Told, theirs: Told) -> bool:
    if mine.year is not None and theirs.year is not None and mine.year != theirs.year:
        return False
    if min(mine.places, theirs.places) < _MANY:
        # 7,620,000 and 7,260,000: of one year, and by name of one thing.
        known = mine.year is not None and mine.year == theirs.year
        short, long = sorted((mine.what, theirs.what), key=len)
        alike = len(short) >= _NAMED and long.endswith(short)
        # What is told of a thing by its name is not held against what is told of another.
        alike = alike or (bool(mine.name) and mine.name == theirs.name != SOME_MADE)
        alike = alike or {mine.name, theirs.name} == {ALL_MADE, SOME_MADE}
        return known and alike and mine.is_fact and theirs.is_fact
    # 取新水 of a report, 用自来水 of the supplier: one amount of the firm.
    one_name = bool(mine.name) and mine.name == theirs.name != SOME_MADE
    return one_name or _share(mine.label, theirs.label, _COMMON)


def _share(a: str, b: str, least: int) -> bool:
    """Whether two names have so many characters on end in common."""
    short, long = sorted((a, b), key=len)
    return any(short[n : n + least] in long for n in range(len(short) - least + 1))


def _is_told_of(mine: Told, theirs: Told, context: Context) -> bool:
    """Whether it is this paper: fewer others have its number, or its word counts less."""
    both = (mine.document, theirs.document)
    with_me, with_them = (context.told.papers_with(t.value, t.unit, both) for t in (mine, theirs))
    return is_told_of(*both, context, (with_me, with_them))
