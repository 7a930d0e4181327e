"""C602: two documents that give one amount of the applicant's year differently (domain C17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidencecheck.assessment.amounts import amount, apart, rounding, transposed
from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.reported import UNITS, Reported, of_field
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding

_SAME = 0.01
_CARELESS = 6
"""Days by which two periods may differ that are meant to be the same."""
_POWER = "electricity_kwh"
_MEANT = 12.0
"""How often one amount may hold another that is meant to be the same."""


def figures(document: Document, context: Context) -> Iterator[Finding]:
    """Amounts of ``document`` that documents whose word counts more give differently."""
    for name, told in context.reported.items():
        if document.field(name) is None:
            continue
        mine = next((f for f in told if f.document.id == document.id), None)
        if mine is None:
            continue
        facts = [f for f in told if _of_one_time(document, f.document)]
        for theirs in facts:
            # Of a line, of one source: hardly meant to be the same amount.
            if max(mine.value, theirs.value) > _MEANT * min(mine.value, theirs.value):
                continue
            if not _disagree(mine, theirs, name) or not _yields(mine, theirs, facts, name, context):
                continue
            if any(_explains(f, mine, theirs, name) for f in facts):
                continue
            # All power used beside the power bought: the gap is what the own plant gave.
            gap, unit = abs(mine.value - theirs.value), UNITS[name]
            if name == _POWER and context.facts.explains(gap, unit):
                continue
            (year,) = document.years
            yield context.finding(
                "C602",
                document,
                cite=(mine.field.citation, theirs.field.citation),
                what=f"{name}, {year}",
                first=amount(mine.value, unit),
                second=amount(theirs.value, unit),
            )
            break


def _of_one_time(a: Document, b: Document) -> bool:
    """Whether both are of one year, and of one part of it where they say so."""
    if a.years != b.years:
        return False
    for name in ("period_start", "period_end"):
        mine, theirs = iso(a, name), iso(b, name)
        if mine is not None and theirs is not None and abs((mine - theirs).days) > _CARELESS:
            return False
    return True


def _yields(
    mine: Reported, theirs: Reported, facts: Sequence[Reported], name: str, context: Context
) -> bool:  # fmt: skip
    """Whether ``mine`` is to be asked about: what stands against more papers than it has with it.

    As many on both sides: what fewer papers of any kind tell, then who says it of himself, then
    what comes later.
    """
    with_me, with_them = (
        sum(not _disagree(f, side, name) for f in facts) for side in (mine, theirs)
    )
    if with_me != with_them:
        return with_me < with_them
    both = (mine.document.id, theirs.document.id)
    repeated, others = (
        context.told.papers_with(f.value, UNITS[name], both) for f in (mine, theirs)
    )
    if repeated == others:
        repeated, others = _repeated_of_all(mine.document, theirs.document, context)
    if repeated != others:
        return repeated < others
    return context.rank(mine.document.id) > context.rank(theirs.document.id)


def _repeated_of_all(mine: Document, theirs: Document, context: Context) -> tuple[int, int]:
    """How often other papers have what two papers give differently, under any name.

    A scope and the total that takes it in are told of one paper.
    """
    counts = [0, 0]
    for name, told in context.reported.items():
        own, others = ([f for f in told if f.document.id == d.id] for d in (mine, theirs))
        if own and others and _disagree(own[0], others[0], name):
            for n, fact in enumerate((own[0], others[0])):
                ids = (mine.id, theirs.id)
                counts[n] += context.told.papers_with(fact.value, UNITS[name], ids)
    return counts[0], counts[1]


def _disagree(a: Reported, b: Reported, name: str) -> bool:
    if not apart(a.value, b.value) and not transposed(a.value, b.value):
        return False
    exact = rounding(a.field.raw, a.value) + rounding(b.field.raw, b.value)
    if not apart(a.value, b.value, exact) and not transposed(a.value, b.value):
        return False
    if name != "emissions_total":
        return True
    # One total may take in scope 3, or be of scope 1 alone, where the other does not.
    gap = abs(a.value - b.value)
    parts = [
        of_field(d, f"emissions_scope{n}") for d in (a.document, b.document) for n in (1, 2, 3)
    ]
    if any(p is not None and not apart(p.value, gap, exact) for p in parts):
        return False
    less, more = sorted((a, b), key=lambda fact: fact.value)
    return more.document.field("emissions_scope3") is None or not _is_of_two_scopes(less, exact)


def _explains(fact: Reported, mine: Reported, theirs: Reported, name: str) -> bool:
    """Whether a third paper with one of two amounts shows by its parts how the other agrees."""
    return any(
        not apart(fact.value, one.value, _SAME, share=0)
        and apart(fact.value, other.value)
        and not _disagree(fact, other, name)
        for one, other in ((mine, theirs), (theirs, mine))
    )


def _is_of_two_scopes(total: Reported, exact: float) -> bool:
    """Whether a total is the sum of scopes 1 and 2 of its own paper, which tells no scope 3."""
    document = total.document
    one, two, three = (of_field(document, f"emissions_scope{n}") for n in (1, 2, 3))
    if one is None or two is None or three is not None:
        return False
    return not apart(one.value + two.value, total.value, exact)
