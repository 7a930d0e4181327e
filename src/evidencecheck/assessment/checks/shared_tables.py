"""C602: two papers that give rows of one table alike, and one row otherwise (domain C17).

Who copies a table by hand writes one number wrong, takes that of the row below or of the year
before, or writes MWh as kWh. A paper of another boundary differs in its total as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evidencecheck.assessment.amounts import (
    FAR,
    TWICE,
    apart,
    comparable,
    how_many_figures,
    read_for,
    rounding,
)
from evidencecheck.assessment.checks.two_amounts import is_told_of, two_amounts
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.named_rows import Key, NamedRow
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Document, Quantity, Said
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_WORTH = 0.005
"""Share of the amount; less is rounded."""
_ALIKE, _MANY = 2, 4
"""Rows that two papers have alike, so that they share a table, and that nobody doubts."""
_FIGURES = 7
"""Figures of all that they have alike."""
_EXACT = 4
"""Figures of a number that by no chance is another's with its point elsewhere, or a year later."""
_EMISSIONS = "tCO2e"
_RECKONED = frozenset({_EMISSIONS, "tce", "GJ"})
"""Units of what is not measured."""


def shared_tables(document: Document, context: Context) -> Iterator[Finding]:
    """The first such row."""
    if not is_own(document, context):
        return
    for mine in context.rows.disputed(document.id):
        for theirs in context.rows.against(mine):
            other = context.documents[context.places[theirs.document]]
            papers = (document, other)
            if not is_own(other, context) or _is_on_another_basis(mine, papers, context):
                continue
            pair = _Pair(document, other, context)
            if pair.is_slip(mine, theirs) and _yields(mine, theirs, context):
                yield two_amounts(document, context, mine.label, mine, theirs)
                return


def _is_on_another_basis(
    mine: NamedRow, papers: tuple[Document, Document], context: Context
) -> bool:
    """Whether emissions or energy may be reckoned otherwise, or anew, in one of both."""
    phrases = context.book.phrases
    if mine.unit not in _RECKONED:
        return False
    words = (*phrases.other_basis, *phrases.restated)
    return any(word in paper.words for paper in papers for word in words)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two papers and what both tell."""

    document: Document
    other: Document
    context: Context

    def is_slip(self, mine: NamedRow, theirs: NamedRow) -> bool:
        """Whether one of two numbers is written for the other."""
        scanned = Origin.OCR in {self.document.origin, self.other.origin}
        if not _differ(mine, theirs) or (scanned and read_for(mine.value, theirs.value)):
            return False
        alike, odd = self._rows()
        if not scanned:
            if self._is_swapped(mine, theirs, odd):
                return True
            if alike and _is_shifted(mine, theirs):
                return True
            if _is_of_the_year_before(mine, theirs, self._own, self._others):
                return True
        return self._share_a_table(mine, alike, odd) and self._is_odd(mine, theirs, alike)

    @property
    def _own(self) -> Mapping[Key, NamedRow]:
        return self.context.rows.by_paper[self.document.id]

    @property
    def _others(self) -> Mapping[Key, NamedRow]:
        return self.context.rows.by_paper[self.other.id]

    def _rows(self) -> tuple[list[NamedRow], list[NamedRow]]:
        """What the paper has as the other has it, and what otherwise."""
        both = [(row, self._others[k]) for k, row in self._own.items() if k in self._others]
        return [a for a, b in both if not _differ(a, b)], [a for a, b in both if _differ(a, b)]

    def _is_swapped(self, mine: NamedRow, theirs: NamedRow, odd: list[NamedRow]) -> bool:
        """Whether another row of each has the number that is missing in this one."""
        return any(
            row.value == theirs.value
            and row.unit == mine.unit
            and self._others[row.key].value == mine.value
            for row in odd
        )

    def _share_a_table(self, mine: NamedRow, alike: list[NamedRow], odd: list[NamedRow]) -> bool:
        if len(odd) != 1:
            return False
        at = mine.key[:2]
        totals, others = (
            self.context.rows.totals[d.id].get(at) for d in (self.document, self.other)
        )
        if totals and others and not totals & others:
            return False
        agreed = bool(totals and others)
        # One factor or another, one method or another: the total tells.
        if mine.unit == _EMISSIONS and not agreed:
            return False
        figures = sum(how_many_figures(row.value) for row in alike)
        return figures >= _FIGURES and len(alike) >= (1 if agreed else _ALIKE)

    def _is_odd(self, mine: NamedRow, theirs: NamedRow, alike: list[NamedRow]) -> bool:
        """Whether neither number stands elsewhere in the other paper, and nothing explains both."""
        if not comparable(mine.value, theirs.value, FAR if len(alike) >= _MANY else TWICE):
            return False
        for row, paper in ((mine, self.other), (theirs, self.document)):
            told: tuple[Quantity | Said, ...] = (*paper.quantities, *paper.said)
            if any(not apart(q.value, row.value, share=_WORTH) for q in told):
                return False
        return not self.context.facts.explains(abs(mine.value - theirs.value), mine.unit)


def _differ(mine: NamedRow, theirs: NamedRow) -> bool:
    exact = rounding(mine.raw, mine.value) + rounding(theirs.raw, theirs.value)
    return apart(mine.value, theirs.value, exact, _WORTH)


def _is_shifted(mine: NamedRow, theirs: NamedRow) -> bool:
    """Whether one is the other with its point elsewhere."""
    figures = {f"{abs(row.value):.6f}".replace(".", "").strip("0") for row in (mine, theirs)}
    return len(figures) == 1 and len(figures.pop()) >= _EXACT


def _is_of_the_year_before(
    mine: NamedRow, theirs: NamedRow, own: Mapping[Key, NamedRow], others: Mapping[Key, NamedRow]
) -> bool:
    """Whether one paper has for a year what it, and no doubt the other, has for another."""
    unit, when, name = mine.key
    if how_many_figures(mine.value) < _EXACT or not when.isdigit():
        return False
    before = (unit, str(int(when) - 1), name)
    return any(
        (last := rows.get(before)) is not None and last.value == row.value
        for row, rows in ((mine, own), (theirs, others))
    )


def _yields(mine: NamedRow, theirs: NamedRow, context: Context) -> bool:
    """Whether it is this paper: fewer others have its number, or its word counts less."""
    both = (mine.document, theirs.document)
    named = tuple(context.rows.papers_with(r, both) for r in (mine, theirs))
    told = tuple(context.told.papers_with(r.value, r.unit, both) for r in (mine, theirs))
    return is_told_of(*both, context, (named[0], named[1]), (told[0], told[1]))
