"""Exact numbers that several papers have, and those of one paper that are one figure off.

Of all amounts with a unit, and of the facts, which fields tell as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from evidencecheck.assessment.facts import Fact, FactTable, bare
from evidencecheck.assessment.told import Told, ToldTable

_Key = tuple[str, str]
"""Unit and number, or the number with one place left open."""
_SAME_UNIT: Final = {"tCO2": "tCO2e", "t": "tCO2e"}
"""吨 of 排放 is printed without what it is of."""
EXACT: Final = 5
"""Figures of a number that is not another, but for one, by chance; of a fact, noughts at the end
count among them."""
_SEVERAL = 2
"""Papers that agree."""


@dataclass(frozen=True, slots=True)
class NearNumbers:
    """What is told once, and what is told by several."""

    alone: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    """By id of a document: its exact amounts that no other paper has."""
    shared: Mapping[_Key, tuple[Told, ...]] = field(default_factory=dict)
    """The amounts of one number, of two papers and more."""
    open_at: Mapping[_Key, tuple[_Key, ...]] = field(default_factory=dict)
    """Numbers that several have, by what is left of them without one figure."""

    def twins_of(self, told: Told) -> Iterator[tuple[Told, ...]]:
        """What several papers have, one figure of ``told`` changed or two neighbours turned."""
        unit, number = _key(told)
        for blank in _blanks(number):
            for key in self.open_at.get((unit, blank), ()):
                yield self.shared[key]
        for turned in _turns(number):
            if (unit, turned) in self.shared:
                yield self.shared[unit, turned]


def near_numbers(told: ToldTable, facts: FactTable) -> NearNumbers:
    """The exact amounts of all papers, apart by whether one or several tell them."""
    papers: defaultdict[_Key, dict[str, Told]] = defaultdict(dict)
    for amounts in told.by_paper.values():
        for one in amounts:
            if one.places >= EXACT:
                papers[_key(one)].setdefault(one.document, one)
    for fact in _exact_facts(facts):
        # A paper that corrects another is not asked.
        if fact.document in told.by_paper:
            one = _as_told(fact)
            papers[_key(one)].setdefault(one.document, one)
    alone: defaultdict[str, list[Told]] = defaultdict(list)
    shared: dict[_Key, tuple[Told, ...]] = {}
    open_at: defaultdict[_Key, list[_Key]] = defaultdict(list)
    for key, found in papers.items():
        if len(found) < _SEVERAL:
            alone[next(iter(found))].extend(found.values())
            continue
        shared[key] = tuple(found.values())
        for blank in _blanks(key[1]):
            open_at[key[0], blank].append(key)
    return NearNumbers(
        {document: tuple(found) for document, found in alone.items()},
        shared,
        {blank: tuple(keys) for blank, keys in open_at.items()},
    )


def _exact_facts(facts: FactTable) -> Iterator[Fact]:
    for found in facts.facts.values():
        for fact in found:
            if sum(c.isdigit() for c in fact.raw) >= EXACT:
                yield fact


def _as_told(fact: Fact) -> Told:
    label = bare(fact.label)
    return Told(
        fact.document, label, label, fact.name, fact.value, fact.unit, fact.year, True,
        fact.citation,
    )  # fmt: skip


def _key(told: Told) -> _Key:
    return _SAME_UNIT.get(told.unit, told.unit), f"{abs(told.value):.4f}"


def _blanks(number: str) -> Iterator[str]:
    exact = number.rstrip("0")
    for n, figure in enumerate(exact):
        if figure != ".":
            yield f"{number[:n]}?{number[n + 1 :]}"


def _turns(number: str) -> Iterator[str]:
    for n, (a, b) in enumerate(pairwise(number)):
        if a != b and "." not in (a, b):
            yield f"{number[:n]}{b}{a}{number[n + 2 :]}"
