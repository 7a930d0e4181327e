"""C602: how one amount is told of that two papers give differently."""

from __future__ import annotations

from typing import Protocol

from evidencecheck.assessment.amounts import amount
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding


class Amount(Protocol):
    """What a paper gives, and where."""

    @property
    def value(self) -> float:
        """In ``unit``."""

    @property
    def unit(self) -> str:
        """As ``Quantity.unit``."""

    @property
    def citation(self) -> Citation:
        """Where it stands."""


def two_amounts(
    document: Document, context: Context, what: str, mine: Amount, theirs: Amount
) -> Finding:  # fmt: skip
    """Told of the paper that has ``mine``."""
    return context.finding(
        "C602",
        document,
        cite=(mine.citation, theirs.citation),
        what=what,
        first=amount(mine.value, mine.unit),
        second=amount(theirs.value, theirs.unit),
    )


def is_told_of(mine: str, theirs: str, context: Context, *borne: tuple[int, int]) -> bool:
    """Whether it is the first of two papers: less bears it out, or its word counts less.

    Args:
        mine: id of the paper.
        theirs: of the other.
        context: of both.
        borne: what bears each of them out; the first in which they differ counts.
    """
    for own, other in borne:
        if own != other:
            return own < other
    return context.rank(mine) > context.rank(theirs)
