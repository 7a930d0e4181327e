"""How many of a thing stand there, as each paper counts them: meters, lamps, modules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidencecheck.assessment.facts import bare
from evidencecheck.assessment.parts import parts_of
from evidencecheck.assessment.told import figures_of
from evidencecheck.domain.document import Citation, Document, Quantity, Said
from evidencecheck.domain.phrases import Phrases, any_of, any_word
from evidencecheck.domain.tables import Role

_SURE = 0.95
_LEAST = 100.0
"""Of fewer two numbers are alike by chance."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a thing that a paper tells of."""

    document: str
    name: str
    """Of ``counted_things`` in rules/phrases.yaml."""
    value: float
    unit: str
    label: str
    summed: bool
    """Whether it is the total of a table."""
    parts: frozenset[str]
    """The parts of the works that its label names."""
    citation: Citation


Counts = Mapping[tuple[str, str], tuple[Counted, ...]]
"""By name, and the figures of the number in order."""


def counted(documents: Sequence[Document], phrases: Phrases) -> Counts:
    """The things of which a paper gives one number, of all of them."""
    words = tuple(
        word for thing in phrases.counted_things.values() for word in (*thing.words, *thing.alone)
    )
    found: defaultdict[tuple[str, str], list[Counted]] = defaultdict(list)
    for document in documents:
        if not document.speaks_of(words):
            continue
        for one in _of_paper(document, phrases):
            found[one.name, figures_of(one.value)].append(one)
    return {key: tuple(all_) for key, all_ in found.items()}


def _of_paper(document: Document, phrases: Phrases) -> Iterator[Counted]:
    told: defaultdict[str, list[Counted]] = defaultdict(list)
    every: tuple[Quantity | Said, ...] = (*document.quantities, *document.said)
    for one in every:
        if one.value >= _LEAST and one.value == int(one.value) and one.confidence >= _SURE:
            made = _made(document, one, phrases)
            if made is not None:
                told[made.name].append(made)
    for all_ in told.values():
        # Of several numbers each may be of a part; the total of a table is of all.
        whole = [c for c in all_ if c.summed] or all_
        if len({c.value for c in whole}) == 1:
            yield whole[0]


def _made(document: Document, one: Quantity | Said, phrases: Phrases) -> Counted | None:
    labels = (one.what,) if isinstance(one, Said) else (*one.what, *one.heading)
    things = [(n, t) for n, t in phrases.counted_things.items() if one.unit in t.units]
    if not things or any(any_word(label, phrases.not_standing) for label in labels):
        return None
    said = _said_before(phrases.reckoned_as.is_said, phrases.says_how_many)
    plain = [said.sub("", bare(label)) for label in labels]
    summed = isinstance(one, Quantity) and one.role is not Role.BODY
    for name, thing in things:
        named = any(label.endswith(word) for label in plain for word in thing.words)
        if named or (summed and one.unit in thing.alone):
            label = "".join(labels)
            parts = parts_of(label, phrases.parts_of_works)
            return Counted(
                document.id, name, one.value, one.unit, label, summed, parts, one.citation
            )
    return None


@lru_cache(8)
def _said_before(verbs: tuple[str, ...], how_many: tuple[str, ...]) -> re.Pattern[str]:
    """What stands between the name of a thing and its number."""
    return re.compile(f"(?:{any_of((*verbs, *how_many))})+$")
