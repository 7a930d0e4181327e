"""What each paper tells under which name, and of which year: tables that two papers share.

Two papers that give several rows of one table alike mean the same by them: 柴油, 汽油, 天然气 of
one year. What they then give under one more name, they mean alike as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from evidencecheck.assessment.amounts import SAME_UNIT, how_many_figures
from evidencecheck.assessment.facts import bare, is_of_a_year
from evidencecheck.assessment.month_labels import is_of_part_year, month_of
from evidencecheck.assessment.told import ToldTable
from evidencecheck.domain.document import Citation, Document, Quantity
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.tables import Role

Key = tuple[str, str, str]
"""Unit; year or month, or the days of a paper of less; what it is called."""

_SURE, _LEAST = 0.9, 3
"""0..1, of the reading; figures of a number that says something."""
_RATE = re.compile("[/／%]")
_AT_ENDS = re.compile(
    r"^(?:(?:范围|范畴|类别|scope)\s*[一二三123]|\d{1,2}(?!\d|月)[.、)）]?)|[a-z][a-z0-9·]*$"
)
"""Before a name and behind it: 范围一, the number of its row; its unit."""
_ASIDE = " :：/／、,，"
_SCOPE: Final = re.compile(r"(?:范围|范畴|类别|scope)\s*(?P<n>[一二三123])")
_FIGURES: Final = {"一": "1", "二": "2", "三": "3"}


@dataclass(frozen=True, slots=True)
class NamedRow:
    """An amount under its name."""

    document: str
    key: Key
    label: str
    """As printed."""
    value: float
    unit: str
    raw: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class NamedRows:
    """The amounts of all papers, of which each has one under its name."""

    by_paper: Mapping[str, Mapping[Key, NamedRow]] = field(default_factory=dict)
    by_key: Mapping[Key, tuple[NamedRow, ...]] = field(default_factory=dict)
    """Only those of which several papers have another."""
    totals: Mapping[str, Mapping[tuple[str, str], frozenset[float]]] = field(default_factory=dict)
    """By paper, unit and year: the totals of its tables."""

    def disputed(self, document: str) -> Iterator[NamedRow]:
        """The amounts of a paper of which others give another."""
        rows = self.by_paper.get(document, {})
        return (row for key, row in rows.items() if key in self.by_key)

    def against(self, mine: NamedRow) -> Iterator[NamedRow]:
        """What others give under its name."""
        return (r for r in self.by_key[mine.key] if r.value != mine.value)

    def papers_with(self, row: NamedRow, but: Sequence[str]) -> int:
        """How many papers but those have this number under this name."""
        alike = self.by_key.get(row.key, ())
        return len({r.document for r in alike if r.value == row.value} - set(but))


def named_rows(documents: Sequence[Document], told: ToldTable, book: RuleBook) -> NamedRows:
    """The amounts of papers that neither correct others nor are one of many alike."""
    by_paper: dict[str, dict[Key, NamedRow]] = {}
    totals: dict[str, dict[tuple[str, str], frozenset[float]]] = {}
    by_key: defaultdict[Key, list[NamedRow]] = defaultdict(list)
    for document in documents:
        if document.id not in told.by_paper or _is_one_of_many(document, book):
            continue
        rows: defaultdict[Key, list[NamedRow]] = defaultdict(list)
        sums: defaultdict[tuple[str, str], set[float]] = defaultdict(set)
        for q in document.quantities:
            when = _when(q, document)
            if when and q.role is not Role.BODY:
                sums[SAME_UNIT.get(q.unit, q.unit), when].add(q.value)
            row = _named(q, when, document, book.phrases)
            if row is not None:
                rows[row.key].append(row)
        own = {k: found[0] for k, found in rows.items() if len({r.value for r in found}) == 1}
        by_paper[document.id] = own
        totals[document.id] = {k: frozenset(v) for k, v in sums.items()}
        for key, row in own.items():
            by_key[key].append(row)
    disputed = {
        key: tuple(rows) for key, rows in by_key.items() if len({r.value for r in rows}) > 1
    }
    return NamedRows(by_paper, disputed, totals)


def _is_one_of_many(document: Document, book: RuleBook) -> bool:
    """Whether it is an invoice, a lot of certificates, void, or of a part of the works or year."""
    kind, phrases = book.documents.get(document.type), book.phrases
    if kind is not None and (kind.units is not None or kind.names_partners):
        return True
    if any(word in document.file for word in phrases.void):
        return True
    titles = (document.heading, document.stem)
    some = (*phrases.one_delivery, *phrases.part_of_firm)
    if any(word in title for title in titles for word in some):
        return True
    return is_of_part_year(titles) or not is_of_a_year(document)


def _when(q: Quantity, document: Document) -> str:
    """The year of an amount, or its month; empty where it is of another part of a year."""
    year = q.year or (document.years[0] if len(document.years) == 1 else None)
    if year is None:
        return ""
    labels = (*q.what, *q.heading)
    if not is_of_part_year(labels):
        return str(year)
    months = {m for label in labels if (m := month_of(label)) is not None}
    rest = [label for label in labels if month_of(label) is None]
    if len(months) != 1 or is_of_part_year(rest):
        return ""
    told, month = next(iter(months))
    return f"{told or year}-{month:02}"


def _named(q: Quantity, when: str, document: Document, phrases: Phrases) -> NamedRow | None:
    if not when or q.confidence < _SURE or not q.unit or _RATE.search(q.unit):
        return None
    if q.role is not Role.BODY or how_many_figures(q.value) < _LEAST:
        return None
    labels = [x for x in (*q.what, *q.heading) if month_of(x) is None]
    if any(any_word(x.casefold(), phrases.of_another_time) for x in labels):
        return None
    unit = SAME_UNIT.get(q.unit, q.unit)
    parts = sorted({p for x in labels if (p := _name_of(x, phrases))})
    if not parts:
        return None
    label = ", ".join(dict.fromkeys((*q.what, *q.heading)))
    return NamedRow(
        document.id, (unit, when, "|".join(parts)), label, q.value, unit, q.raw, q.citation
    )


def _name_of(label: str, phrases: Phrases) -> str:
    """The name of the rules that a label is, else what is left of it; empty of one of any amount.

    购网电 and 外购电力 are one. Of a source of energy its emissions are called the same.
    """
    names = _listed(phrases)
    steps = _steps(label, _ends(phrases))
    scope = _SCOPE.match(bare(label)) if not steps[0] else None
    if scope is not None:
        return f"scope {_FIGURES.get(scope['n'], scope['n'])}"
    return next((names[step] for step in steps if step in names), steps[-1])


def _listed(phrases: Phrases) -> Mapping[str, str]:
    exact = ((n, k) for n, k in phrases.same_names.items() if not (k.of_project or k.varies))
    return _by_word(tuple((name, known.words) for name, known in exact))


@lru_cache(4)
def _by_word(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    return {word: name for name, words in names for word in words}


def _ends(phrases: Phrases) -> tuple[str, ...]:
    return _longest_first((*phrases.any_amount, *phrases.any_number))


@lru_cache(4)
def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=len, reverse=True))


@lru_cache(16384)
def _steps(label: str, ends: tuple[str, ...]) -> tuple[str, ...]:
    """A label without its number and unit, then without each word that heads any amount."""
    text = _AT_ENDS.sub("", bare(label).strip()).strip(_ASIDE)
    steps = [text]
    while (end := next((e for e in ends if text.endswith(e)), None)) is not None:
        text = text.removesuffix(end).strip(_ASIDE)
        steps.append(text)
    return tuple(steps)
