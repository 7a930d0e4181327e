"""A number that is not what others make: how sentences and lists tell of it (C601)."""

from __future__ import annotations

from dataclasses import dataclass

from evidencecheck.assessment.amounts import transposed
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, is_as_written
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


def is_own(document: Document, context: Context) -> bool:
    """Whether a paper is the applicant's, or on it; the sums of others are theirs."""
    holder = document.text("holder")
    return not holder or context.is_applicant(holder)


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
        computed=f"{computed / stated.scale:,.{max(stated.places, 1)}f}",
    )
