"""C601: by how much something changed over the years that a sentence lists (domain C16).

2020年80.0 kWh,2021年74.0 kWh,2022年68.0 kWh,三年来降低15%: from the first to the last of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from evidencecheck.assessment.checks.changes import change, wrong_change
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.figures_said import year_of
from evidencecheck.assessment.number_runs import Number, Run, in_base
from evidencecheck.domain.amount_phrases import Reckonings
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_word

_YEAR = re.compile(r"(20\d\d|[二][〇○零][一二三四五六七八九〇零]{2})\s*年")
_ORDER = re.compile(r"[,，、;；:：。.\s度为是的约仅降升增减至到则又再为]+")
"""What stands beside the year of a number in a list; nothing that it is of."""
_FILL = re.compile(
    r"[,，、;；:：。\s了约为达到至共计总的比由从较起内之间来幅度率地]+|[二两三四五六七八九\d]\s*年|年度?|20\d\d"
)
_LOOSE = 0.1
"""Per cent beyond rounding by which a change may be off."""
_LEAST = 2
_BACK = 1
"""Sentences between the list and the change."""


@first_told
def changes_of_years(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """Those that are not so."""
    words = context.book.phrases.reckoned_as
    if not document.speaks_of(words.over_years):
        return
    for run in map(in_base, context.numbers(document)):
        for n, stated in enumerate(run):
            if stated.unit == "%":
                yield _wrong(run, n, words)


def _wrong(run: Run, n: int, words: Reckonings) -> WrongNumber | None:
    stated, label = run[n], run[n].label.casefold()
    if not any_word(label, words.over_years) or not any_word(label, words.change):
        return None
    if any_word(label, words.of_each_year):
        return None
    series = _series(run[:n])
    if len(series) < _LEAST or stated.sentence - series[-1].sentence > _BACK:
        return None
    if not _is_of_it(label, series, words):
        return None
    # 累计 may add up what each year fell by; two other years may be meant.
    others = [change(a, b) for a, b in combinations(series, 2)]
    others.append(sum(change(a, b) for a, b in pairwise(series)))
    return wrong_change(stated, series[0], series[-1], others, _LOOSE)


def _series(before: Sequence[Number]) -> list[Number]:
    """The numbers right before one, of one unit and of one year after the other."""
    found: list[Number] = []
    for number in before[::-1]:
        years = _YEAR.findall(number.label)
        if number.unit == "%" or len(years) != 1:
            break
        year = _year(years[0])
        if found and (number.unit != found[0].unit or year is None):
            break
        if found and year is not None and year >= (_year(_YEAR.findall(found[0].label)[0]) or 0):
            break
        found.insert(0, number)
        # The first of a list says what it is of.
        if _ORDER.sub("", _YEAR.sub("", number.label)):
            break
    return found


def _year(text: str) -> int | None:
    return int(text) if text.isdigit() and text.isascii() else year_of(text)


def _is_of_it(label: str, series: Sequence[Number], words: Reckonings) -> bool:
    """Whether what changed has no name of its own, or that of the list."""
    rest = _YEAR.sub("", label)
    for word in sorted((*words.over_years, *words.change), key=len, reverse=True):
        rest = rest.replace(word, "")
    rest = _FILL.sub("", rest)
    return not rest or rest in series[0].label
