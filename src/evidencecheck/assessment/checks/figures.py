"""C602: two documents that give one amount of the applicant's year differently (domain C17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evidencecheck.assessment.amounts import amount, apart, rounding
from evidencecheck.assessment.context import Context, iso
from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.finding import Finding

_SURE = 0.9
_SAME = 0.01
_CARELESS = 6
"""Days by which two periods may differ that are meant to be the same."""
_POWER = "electricity_kwh"
_UNITS: Final[Mapping[str, str]] = {
    "emissions_total": "tCO2e",
    "emissions_scope1": "tCO2e",
    "emissions_scope2": "tCO2e",
    _POWER: "kWh",
}


@dataclass(frozen=True, slots=True)
class _Fact:
    document: Document
    field: Field
    value: float


def figures(document: Document, context: Context) -> Iterator[Finding]:
    """Amounts of ``document`` that documents whose word counts more give differently."""
    if not _comparable(document, context):
        return
    whole = {name for name, kind in context.book.documents.items() if kind.whole_firm}
    beside = [
        d
        for d in context.documents
        if d.type in whole and _of_one_time(document, d) and _comparable(d, context)
    ]
    for name, unit in _UNITS.items():
        mine = _whole(document, name, context)
        if mine is None:
            continue
        facts = [f for d in beside if (f := _whole(d, name, context)) is not None]
        for theirs in facts:
            if not _disagree(mine, theirs, name) or not _yields(mine, theirs, facts, name, context):
                continue
            if any(_explains(f, mine, theirs, name) for f in facts):
                continue
            # All power used beside the power bought: the gap is what the own plant gave.
            gap = abs(mine.value - theirs.value)
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


def _comparable(document: Document, context: Context) -> bool:
    """Whether it speaks of the applicant as a whole, for one year, on one basis."""
    if not context.speaks_for_the_firm(document) or len(document.years) != 1:
        return False
    phrases = context.book.phrases
    title = document.title.quote.casefold() if document.title is not None else ""
    if any(word in title for word in phrases.part_of_emissions) and not any(
        word in title for word in phrases.all_emissions
    ):
        return False
    if any(word in title for word in phrases.part_of_firm):
        return False
    restated = phrases.restated
    return not any(word in line.text for line in document.lines for word in restated)


def _of_one_time(a: Document, b: Document) -> bool:
    """Whether both are of one year, and of one part of it where they say so."""
    if a.years != b.years:
        return False
    for name in ("period_start", "period_end"):
        mine, theirs = iso(a, name), iso(b, name)
        if mine is not None and theirs is not None and abs((mine - theirs).days) > _CARELESS:
            return False
    return True


def _fact(document: Document, name: str) -> _Fact | None:
    field = document.field(name)
    if field is None or field.confidence < _SURE or not isinstance(field.value, int | float):
        return None
    return _Fact(document, field, float(field.value))


def _whole(document: Document, name: str, context: Context) -> _Fact | None:
    """The amount, unless its line says that something was taken out of it."""
    fact = _fact(document, name)
    if fact is None:
        return None
    place = fact.field.citation
    beside = (x.text for x in document.lines if x.page == place.page and x.box.same_row(place.box))
    net = any(word in text for text in beside for word in context.book.phrases.net_of)
    return None if net else fact


def _yields(
    mine: _Fact, theirs: _Fact, facts: Sequence[_Fact], name: str, context: Context
) -> bool:  # fmt: skip
    """Whether ``mine`` is to be asked about: what stands against more papers than it has with it.

    As many on both sides: who says it of himself, then what comes later.
    """
    with_me, with_them = (
        sum(not _disagree(f, side, name) for f in facts) for side in (mine, theirs)
    )
    if with_me != with_them:
        return with_me < with_them
    return context.rank(mine.document.id) > context.rank(theirs.document.id)


def _disagree(a: _Fact, b: _Fact, name: str) -> bool:
    exact = rounding(a.field.raw, a.value) + rounding(b.field.raw, b.value)
    if not apart(a.value, b.value, exact):
        return False
    if name != "emissions_total":
        return True
    # One total may take in scope 3, or be of scope 1 alone, where the other does not.
    gap = abs(a.value - b.value)
    parts = [_fact(d, f"emissions_scope{n}") for d in (a.document, b.document) for n in (1, 2, 3)]
    if any(p is not None and not apart(p.value, gap, exact) for p in parts):
        return False
    less, more = sorted((a, b), key=lambda fact: fact.value)
    return more.document.field("emissions_scope3") is None or not _is_of_two_scopes(less, exact)


def _explains(fact: _Fact, mine: _Fact, theirs: _Fact, name: str) -> bool:
    """Whether a third paper with one of two amounts shows by its parts how the other agrees."""
    return any(
        not apart(fact.value, one.value, _SAME, share=0)
        and apart(fact.value, other.value)
        and not _disagree(fact, other, name)
        for one, other in ((mine, theirs), (theirs, mine))
    )


def _is_of_two_scopes(total: _Fact, exact: float) -> bool:
    """Whether a total is the sum of scopes 1 and 2 of its own paper, which tells no scope 3."""
    document = total.document
    one, two, three = (_fact(document, f"emissions_scope{n}") for n in (1, 2, 3))
    if one is None or two is None or three is not None:
        return False
    return not apart(one.value + two.value, total.value, exact)
