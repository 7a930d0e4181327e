"""What the papers of a submission say was made in a year, in pieces: facts for C602."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from evidencecheck.assessment.amounts import comparable
from evidencecheck.assessment.facts import (
    Fact,
    FactTable,
    bare,
    is_of_a_part,
    is_of_whole,
    is_said_of_firm,
    lacks_months,
)
from evidencecheck.assessment.month_labels import is_of_part_year, is_said_of_part
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import Phrases
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Submission
from evidencecheck.domain.tables import Role

_SURE = 0.9
_PIECES: Final = frozenset(
    {"台", "套", "件", "个", "只", "双", "支", "条", "片", "块", "把", "辆", "根", "张"}
)
_THING = re.compile(r"[\u4e00-\u9fff]{2,6}")
_MEANT = 1.25
"""How often one amount holds another, at the most, that is meant to be the same."""
_MANY = 1000.0
"""Pieces: of fewer each is told by its name."""


def with_outputs(
    table: FactTable, documents: Sequence[Document], book: RuleBook, submission: Submission
) -> FactTable:
    """``table`` with what was made.

    门锁产量 and 产量 are one where no other product is named anywhere; else each is its own.
    """
    phrases = book.phrases
    whole = [d for d in documents if is_of_whole(d, book, submission)]
    told = [
        (what, fact)
        for d in whole
        for what, fact in _of(d, phrases)
        if fact.year < submission.date.year
    ]
    told += [
        (what, fact)
        for d in whole
        for what, fact in _of_sentences(d, phrases)
        if fact.year < submission.date.year and _may_be_all(what, fact, told, phrases)
    ]
    named = {what for what, _ in told if what not in phrases.outputs}
    found: dict[tuple[str, int], list[Fact]] = {}
    for what, fact in told:
        if len(named) > 1 and what not in named:
            continue
        key = (f"{what if len(named) > 1 else ''}/{fact.unit}", fact.year)
        found.setdefault(key, []).append(fact)
    told_by = {document: list(keys) for document, keys in table.told_by.items()}
    for key, facts in found.items():
        for document in dict.fromkeys(fact.document for fact in facts):
            told_by.setdefault(document, []).append(key)
    return replace(
        table,
        facts={**table.facts, **{key: tuple(facts) for key, facts in found.items()}},
        told_by={document: tuple(keys) for document, keys in told_by.items()},
    )


def _of(document: Document, phrases: Phrases) -> Iterator[tuple[str, Fact]]:
    title = document.heading
    if is_of_a_part(title, phrases):
        return
    only = document.years[0] if len(document.years) == 1 else None
    yield from _of_ledger(document, title, only, phrases)
    broken = {n for n in range(len(document.tables)) if lacks_months(document, n)}
    found: dict[tuple[object, ...], list[tuple[str, Fact]]] = {}
    for q in document.quantities:
        year = q.year or only
        if year is None or q.unit not in _PIECES or q.confidence < _SURE or q.value < _MANY:
            continue
        labels = (*q.what, *q.heading)
        if q.table in broken or is_of_part_year(labels):
            continue
        never = (*phrases.no_fact, *phrases.some_outputs)
        if any(word in label.casefold() for label in labels for word in never):
            continue
        # The heading of a column names the whole in the row of its total alone.
        for label in (*q.what[-1:], *(q.heading[-1:] if q.role is Role.TOTAL else ())):
            what = bare(label)
            if any(what.endswith(word) for word in phrases.outputs):
                place = q.citation
                fact = Fact(document.id, what, year, q.value, q.unit, q.raw, label, place)
                found.setdefault((q.table, q.column, what, year), []).append((what, fact))
                break
    # Of several rows of one name each is a part.
    yield from (facts[0] for facts in found.values() if len(facts) == 1)


def _may_be_all(
    what: str, fact: Fact, told: Sequence[tuple[str, Fact]], phrases: Phrases
) -> bool:  # fmt: skip
    """Whether what a sentence says may be of all that was made: one product may be a part."""
    if what in phrases.outputs or any(name == what for name, _ in told):
        return True
    return any(
        comparable(fact.value, other.value, _MEANT)
        for _, other in told
        if (other.year, other.unit) == (fact.year, fact.unit)
    )


def _of_sentences(document: Document, phrases: Phrases) -> Iterator[tuple[str, Fact]]:
    """What sentences say that the firm made in a year: 公司生产注塑机2,045台, 产品产量1,945台."""
    if is_of_a_part(document.heading, phrases):
        return
    year = document.years[0] if len(document.years) == 1 else None
    for said in document.said:
        told = said.year or year
        if told is None or said.unit not in _PIECES:
            continue
        if said.confidence < _SURE or said.value < _MANY or is_said_of_part(said):
            continue
        never = (*phrases.no_fact, *phrases.some_outputs, *phrases.kinds_of_output)
        if any(word in said.what.casefold() for word in never):
            continue
        what = bare(said.what)
        name = what if is_said_of_firm(what, phrases.outputs, phrases.of_firm) else ""
        if name:
            name = max((w for w in phrases.outputs if name.endswith(w)), key=len)
        for verb in phrases.made:
            before, said_so, thing = what.rpartition(verb)
            by_firm = is_said_of_firm(before + verb, (verb,), phrases.of_firm)
            if said_so and _THING.fullmatch(thing) and by_firm:
                name = f"{thing}{phrases.outputs[0]}"
                break
        if name:
            place = said.citation
            fact = Fact(document.id, name, told, said.value, said.unit, said.raw, said.what, place)
            yield name, fact


def _of_ledger(
    document: Document, title: str, year: int | None, phrases: Phrases
) -> Iterator[tuple[str, Fact]]:
    """The grand total of a paper that is by its title on what was made: 产量台账."""
    word = next((w for w in phrases.outputs if w in title), None)
    if word is None or year is None:
        return
    for number, table in enumerate(document.tables):
        if lacks_months(document, number):
            continue
        totals = [
            q
            for q in document.quantities
            if q.table == number
            and table.rows[q.row].role is Role.TOTAL
            and q.unit in _PIECES
            and q.confidence >= _SURE
            and q.value >= _MANY
        ]
        whole = [q for q in totals if table.columns[q.column].role is not Role.BODY] or totals
        if len(whole) == 1 and not is_of_part_year(whole[0].heading):
            (q,) = whole
            yield word, Fact(document.id, word, year, q.value, q.unit, q.raw, title, q.citation)
            return
