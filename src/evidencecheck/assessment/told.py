"""Every amount that the papers of a submission tell, by paper and by unit and figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from evidencecheck.assessment.amounts import how_many_figures
from evidencecheck.assessment.facts import (
    bare,
    closes_a_year,
    is_of_a_year,
    is_said_of_firm,
)
from evidencecheck.assessment.month_labels import is_of_part_year, is_said_of_part
from evidencecheck.assessment.version_history import history, is_of_history
from evidencecheck.domain.document import Citation, Document, Quantity, Said
from evidencecheck.domain.phrases import Phrases, any_of, any_word
from evidencecheck.domain.script import simplified

_SURE = 0.85
_SAME_UNIT = {"平方米": "m2", "㎡": "m2", "立方米": "m3", "Nm3": "m3"}
_PIECES = frozenset({"台", "套", "件", "只", "个", "支", "辆", "张"})
ALL_MADE: Final = "all_made"
"""The name of what was made in pieces, whatever it is."""
SOME_MADE: Final = "some_made"
"""The name of what was made of a thing that is told by its name: 生产电热水壶."""
_NOT_MADE = re.compile(r"[线用区部人]|设备|车间|基地|能力|员工|机台|机组|厂|装置|经营|计划|过程|$")
"""Behind 生产: what it is made with."""
_OF_UNIT = {"tCO2e": "排放", "tce": "能耗", "kWh": "电量"}
"""What 合计 alone is of."""
_VERB = re.compile(r"(?:为|是|达到|达|共计|合计|共|约|计|有)+$")
_LEAST = 3
"""Figures of a number that says something."""


@lru_cache(65536)
def figures_of(value: float) -> str:
    """The figures of a number in order, as ``ToldTable.by_figures`` has them."""
    return "".join(sorted(f"{abs(value):.2f}".replace(".", "")))


@dataclass(frozen=True, slots=True)
class Told:
    """An amount that a paper tells."""

    document: str
    label: str
    """All that names it, without words that head any number."""
    what: str
    """The innermost of its labels, likewise."""
    name: str
    """Of ``amounts`` in rules/phrases.yaml, where its label is a word of one, or what was made."""
    value: float
    unit: str
    year: int | None
    is_fact: bool
    """Whether it is of a whole year, and of no aim, saving or other year by its labels."""
    citation: Citation

    @property
    def figures(self) -> str:
        """The figures of the number in order: two turns of one number share them."""
        return figures_of(self.value)

    @property
    def places(self) -> int:
        """Figures of the number without the zeros around it."""
        return how_many_figures(self.value)


@dataclass(frozen=True, slots=True)
class ToldTable:
    """The amounts of all papers but those that say they correct others."""

    by_paper: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    by_figures: Mapping[tuple[str, str], tuple[Told, ...]] = field(default_factory=dict)
    """By unit, and the figures in order."""

    def papers_with(self, value: float, unit: str, but: Collection[str]) -> int:
        """In how many papers but those an amount stands, whatever they say it is."""
        alike = self.by_figures.get((unit, figures_of(value)), ())
        return len({told.document for told in alike if told.value == value} - set(but))


def told_amounts(documents: Sequence[Document], phrases: Phrases) -> ToldTable:
    """Amounts of three figures and more, with a unit, that are of no part of a year."""
    by_paper: dict[str, tuple[Told, ...]] = {}
    by_figures: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for document in documents:
        if any(word in document.words for word in phrases.corrected):
            continue
        told = tuple(_amounts_of(document, phrases))
        by_paper[document.id] = told
        for one in told:
            by_figures[one.unit, one.figures].append(one)
    return ToldTable(by_paper, {key: tuple(all_) for key, all_ in by_figures.items()})


def _name_of(labels: Sequence[str], unit: str, phrases: Phrases) -> str:
    """The amount of the firm that a label names by all that it says: 共用电量, 全年用水量."""
    unit = _SAME_UNIT.get(unit, unit)
    for name, known in phrases.amounts.items():
        if known.unit == unit and any(
            _is_said(label, known.words, phrases.of_firm) for label in labels if label
        ):
            return name
    return ""


@lru_cache(16384)
def _is_said(label: str, words: tuple[str, ...], neutral: tuple[str, ...]) -> bool:
    return label in words or is_said_of_firm(_VERB.sub("", label), words, neutral)


@lru_cache(16384)
def _without(words: tuple[str, ...], label: str) -> str:
    return re.sub(any_of(words), "", label)


def _says_something(amount: Quantity | Said) -> bool:
    return (
        bool(amount.unit)
        and amount.confidence >= _SURE
        and how_many_figures(amount.value) >= _LEAST
    )


def _amounts_of(document: Document, phrases: Phrases) -> Iterator[Told]:
    only = document.years[0] if len(document.years) == 1 else None
    whole = is_of_a_year(document) or closes_a_year(document)

    def made(plain: Sequence[str], amount: Quantity | Said) -> str:
        if amount.unit not in _PIECES:
            return ""
        label = "".join(plain)
        if label in phrases.outputs:
            return ALL_MADE
        sort = next((w for w in phrases.makes if label.startswith(w)), "")
        return SOME_MADE if sort and not _NOT_MADE.match(label[len(sort) :]) else ""

    def told(labels: Sequence[str], inner: int, amount: Quantity | Said) -> Told:
        said = [_without(phrases.any_number, simplified(label)) for label in labels]
        plain = [_without(phrases.any_number, bare(label)) for label in labels]
        return Told(
            document.id,
            "".join(plain) or _OF_UNIT.get(amount.unit, ""),
            next((label for label in (*plain[:inner][::-1], *plain[inner:][::-1]) if label), ""),
            made(plain, amount) or _name_of(plain, amount.unit, phrases),
            amount.value,
            _SAME_UNIT.get(amount.unit, amount.unit),
            amount.year or only,
            whole and not any(any_word(label, phrases.no_fact) for label in said),
            amount.citation,
        )

    for q in document.quantities:
        labels = (*q.what, *q.heading)
        if _says_something(q) and not is_of_part_year(labels):
            yield told(labels, len(q.what), q)
    past = history(document, phrases.own_history)
    for said in document.said:
        told_now = not is_said_of_part(said) and not is_of_history(said.citation, past)
        if _says_something(said) and told_now:
            yield told([said.what], 1, said)
