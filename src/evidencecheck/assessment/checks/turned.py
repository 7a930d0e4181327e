"""C602: one amount in two papers, two of its figures in another order (domain C17).

Of the papers of a firm two that give 42,860.35 and 48,260.35 m² of buildings mean the same: numbers
of so many figures are no turn of each other by chance. No word need tell what the firm's amounts
are, as it must for ``disagreements``.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.amounts import amount, apart, transposed
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.told import Told, ToldTable
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding

_COMMON = 2
"""Characters that the names of both have in common."""
_MANY = 5
"""Figures of a number that is no turn of another by chance, whatever the two are called."""
_NAMED = 3
"""Characters of a name that is the end of another: 自发自用 of 光伏自发自用."""
_WORTH = 0.002
"""Share of the amount; less is in the last places, where a figure is dropped."""


def turned(document: Document, context: Context) -> Iterator[Finding]:
    """The first amount of a paper that another gives with two figures turned."""
    holder = document.text("holder")
    if holder and not context.is_applicant(holder):
        return
    for mine in context.told.by_paper.get(document.id, ()):
        for theirs in context.told.by_figures[mine.unit, mine.figures]:
            if theirs.document == document.id or not transposed(mine.value, theirs.value):
                continue
            if not apart(mine.value, theirs.value, 0.0, _WORTH) or not _of_one_thing(mine, theirs):
                continue
            if not _is_told_of(mine, theirs, context.told, context):
                continue
            yield context.finding(
                "C602",
                document,
                cite=(mine.citation, theirs.citation),
                what=mine.label,
                first=amount(mine.value, mine.unit),
                second=amount(theirs.value, theirs.unit),
            )
            return


def _of_one_thing(mine: Told, theirs: Told) -> bool:
    if mine.year is not None and theirs.year is not None and mine.year != theirs.year:
        return False
    short, long = sorted((mine.label, theirs.label), key=len)
    if min(mine.places, theirs.places) < _MANY:
        # 7,620,000 and 7,260,000: of one year, and by name of one thing.
        known = mine.year is not None and mine.year == theirs.year
        short, long = sorted((mine.what, theirs.what), key=len)
        alike = len(short) >= _NAMED and long.endswith(short)
        alike = alike or (bool(mine.name) and mine.name == theirs.name)
        return known and alike and mine.is_fact and theirs.is_fact
    return any(short[n : n + _COMMON] in long for n in range(len(short) - _COMMON + 1))


def _is_told_of(mine: Told, theirs: Told, told: ToldTable, context: Context) -> bool:
    """Whether it is this paper: fewer others have its number, or its word counts less."""
    alike = told.by_figures[mine.unit, mine.figures]
    with_me = {t.document for t in alike if t.value == mine.value}
    with_them = {t.document for t in alike if t.value == theirs.value}
    if len(with_me) != len(with_them):
        return len(with_me) < len(with_them)
    return context.rank(mine.document) > context.rank(theirs.document)
