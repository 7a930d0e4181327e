"""C602: an exact number in one paper, one figure off from what several others have (domain C17).

Two numbers of so many figures that differ in one of them, or in two neighbours that changed
places, are not so by chance. The one that a single paper has, of what it calls by a like name,
is a slip of it. Of a fact of one year that all others agree on, less than that decides: the figure
may be one of the last.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.amounts import apart, one_figure_apart, read_for, rounding
from evidencecheck.assessment.checks.two_amounts import Amount, two_amounts
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.facts import Fact
from evidencecheck.assessment.near_numbers import EXACT
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
_SEVERAL = 2
"""Papers that give a fact otherwise."""
_ROUNDED = 3
"""Halves of the last place by which numbers differ that were added up from rounded ones."""


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


def _of_it(mine: Told, several: tuple[Told, ...], context: Context) -> Amount | None:
    """The amount of another paper that is of what this one is of, where the number is a slip."""
    value = several[0].value
    if any(told.document == mine.document for told in several):
        return None
    if context.facts.explains(abs(mine.value - value), mine.unit):
        return None
    return _of_one_fact(mine, value, context) or _called_alike(mine, several, context)


def _of_one_fact(mine: Told, value: float, context: Context) -> Fact | None:
    """The fact of other papers that this one has too, where all give that value of it."""
    for key in context.facts.told_by.get(mine.document, ()):
        facts = context.facts.facts[key]
        own = [f for f in facts if f.document == mine.document]
        others = [f for f in facts if f.document != mine.document]
        agree = {f.value for f in others} == {value} and len({f.document for f in others})
        if own[0].value == mine.value and agree >= _SEVERAL:
            return others[0] if _is_slip(own[0], others[0], context) else None
    return None


def _is_slip(mine: Fact, theirs: Fact, context: Context) -> bool:
    """Whether two numbers, none of which is the other rounded, differ in one figure.

    What is further apart is told as any amount is. One figure of a scan may be misread.
    """
    if any(d.origin is Origin.OCR for d in context.documents if d.id == mine.document):
        return False
    exact = [len("".join(filter(str.isdigit, f.raw)).rstrip("0")) for f in (mine, theirs)]
    return (
        exact[0] == exact[1]
        and not apart(mine.value, theirs.value)
        and apart(mine.value, theirs.value, _ROUNDED * rounding(mine.raw, mine.value), 0.0)
        and one_figure_apart(mine.value, theirs.value)
    )


def _called_alike(mine: Told, several: tuple[Told, ...], context: Context) -> Told | None:
    """The amount of another paper of a like name, or of so many figures that it needs none."""
    value = several[0].value
    if mine.places < EXACT or not apart(mine.value, value, 0.0, _WORTH):
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
