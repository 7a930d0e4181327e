"""A number that is not what others make: how sentences and lists tell of it (C601).

A check says which numbers are wrong; ``first_told`` makes of the first that was read as it stands
there the one finding of a paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps

from evidencecheck.assessment.amounts import transposed
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, is_as_written
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.slips_of_the_pen import slip_odds
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding

_ODDS = 0.07
"""The most that a slip of the pen may be a chance."""
_SURE = 0.9
"""0..1, of the reading of numbers whose figures changed places."""


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """A number, what it should be, and the numbers that say so."""

    stated: Number
    computed: float
    """In the unit of ``stated.value``."""
    used: tuple[Number, ...]
    shown: int = 1
    """Places of ``computed`` that are shown, at the least: as other checks show the same."""


_Candidates = Callable[[Document, Context], Iterator[WrongNumber | None]]
_Check = Callable[[Document, Context], Iterator[Finding]]


def first_told(candidates: _Candidates) -> _Check:
    """The check of the applicant's own papers, and of those on it, by what is wrong in them."""

    @wraps(candidates)
    def check(document: Document, context: Context) -> Iterator[Finding]:
        if not is_own(document, context):
            return
        for wrong in candidates(document, context):
            told = finding_of(document, context, wrong) if wrong is not None else None
            if told is not None:
                yield told
                return

    return check


def is_slip(stated: Number, computed: float, *, exact: bool, most: float = _ODDS) -> bool:
    """Whether a number is one slip of the pen away from what it should be."""
    if computed <= 0:
        return False
    written, meant = stated.value / stated.scale, computed / stated.scale
    odds = slip_odds(written, meant, stated.places, exact=exact)
    return odds is not None and odds <= most


def _is_turned(wrong: WrongNumber) -> bool:
    """Whether two figures stand in each other's place, which nobody reads so by mistake."""
    stated = wrong.stated
    written, meant = (
        round(v / stated.scale, stated.places) for v in (stated.value, wrong.computed)
    )
    sure = min(n.confidence for n in (stated, *wrong.used)) >= _SURE
    return sure and transposed(written, meant)


def finding_of(document: Document, context: Context, wrong: WrongNumber) -> Finding | None:
    """C601 on it; None where it may have been misread."""
    stated, computed = wrong.stated, wrong.computed
    if not (is_as_written(document, stated, wrong.used, computed) or _is_turned(wrong)):
        return None
    return context.finding(
        "C601",
        document,
        cite=(stated.place, *dict.fromkeys(n.place for n in wrong.used)),
        stated=f"{stated.value / stated.scale:,.{stated.places}f}",
        computed=f"{computed / stated.scale:,.{max(stated.places, wrong.shown)}f}",
    )
