"""C601: what a sentence adds up, and what it says of it, far from each other (domain C16).

电力排放712.4吨、燃气88.6吨,共734.9吨: ``nearly_reckoned`` tells of a slip of the pen. A total that
was left as it was, or of which a part was left out, is off by more; then nothing else in the paper
may make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from evidencecheck.assessment.addends import first_meant
from evidencecheck.assessment.amounts import SUM, some_make
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.made_otherwise import is_made_otherwise
from evidencecheck.assessment.number_runs import Number, Run, in_base
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_of, any_word

_MOST = 12
"""Numbers that a total is of."""
_FIGURES = 3
_LABEL, _BETWEEN = 14, 24
"""Characters before a number that tell of it, and the most between two of one list."""
_ALIKE = {"tco2e": "t", "tco2": "t"}
_DIGIT = re.compile(r"\d")
_COUNTED = frozenset({"", "%"})
"""Units of what is not added up."""


@first_told
def said_totals(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """Each such total, with the parts before it."""
    lists = context.book.phrases.lists
    words = _total_words((*lists.totalled, *lists.summed))
    within = context.book.phrases.reckoned_as.within
    never = (*lists.others, *lists.no_parts, *lists.taken_off, *within)
    for run in map(in_base, context.numbers(document)):
        for n, told in enumerate(run):
            if not n or not words.search(told.label) or not _is_amount(told):
                continue
            if any_word(_behind(told), lists.others):
                continue
            stated = told if run[n - 1].unit else _as_printed(told)
            before = _before(run, n, never, words)
            parts = before[first_meant(stated.value, [p.value for p in before]) :]
            others = (*run[:n], *run[n + 1 :])
            if parts and not _is_made(document, stated, parts, others, context):
                yield WrongNumber(stated, sum(p.value for p in parts), tuple(parts))


@lru_cache(4)
def _total_words(totalled: tuple[str, ...]) -> re.Pattern[str]:
    """At the end of the label of a total: 合计, 共排放, (四项之和):."""
    return re.compile(
        rf"(?:{any_of(totalled)})(?:[排产消发]\w|为|是)?[)）]?\s*[:：]?\s*$"
    )  # fmt: skip


def _is_amount(number: Number) -> bool:
    figures = f"{number.value / number.scale:.{number.places}f}".replace(".", "").strip("0")
    return number.unit not in _COUNTED and len(figures) >= _FIGURES


def _behind(number: Number) -> str:
    """What its line says right behind a number: (不含税)."""
    figures = f"{number.value / number.scale:,.{number.places}f}"
    line = number.place.quote
    for printed in (figures, figures.replace(",", "")):
        if printed in line:
            return line.partition(printed)[2][:_LABEL]
    return ""


def _as_printed(number: Number) -> Number:
    """A number among those whose unit is not told: all are in that of their total."""
    scale = number.scale
    return replace(number, value=number.value / scale, half=number.half / scale, scale=1.0)


def _unit(number: Number) -> str:
    return _ALIKE.get(number.unit, number.unit)


def _before(
    run: Run, at: int, never: Sequence[str], words: re.Pattern[str]
) -> list[Number]:  # fmt: skip
    """The numbers right before a total that it may be of: of its unit, in one list."""
    found: list[Number] = []
    behind = run[at]
    # 原材料41.8、运输2.2、制造13.3,合计57.3 kgCO2e: the unit of all stands behind the last.
    unit = _unit(run[at - 1])
    if unit not in {"", _unit(behind)} or any_word(behind.label[-_BETWEEN:], never):
        return []
    for number in reversed(run[max(0, at - _MOST) : at]):
        # A number within a label is none of the run: 力调电费 -5,832.00元 is taken off.
        if len(behind.label) > _BETWEEN or _DIGIT.search(behind.label):
            break
        told = words.search(number.label) or number.sentence < behind.sentence - 1
        if told or _unit(number) != unit:
            break
        if any_word(number.label[-_LABEL:], never):
            return []
        found.insert(0, number)
        behind = number
    return found


def _is_made(
    document: Document, stated: Number, parts: Sequence[Number], others: Run, context: Context
) -> bool:
    """Whether the parts make the total, or other numbers may."""
    made = sum(p.value for p in parts)
    loose = max(n.half for n in (stated, *parts)) * (len(parts) + 1)
    if abs(made - stated.value) <= 2 * loose + SUM * made:
        return True
    units = {_unit(n) for n in (stated, *parts)}
    alike = [n.value for n in others if _unit(n) in units]
    rest = [v for v in alike if v < stated.value][:_MOST]
    if some_make(rest, stated.value, loose):
        return True
    gap = abs(made - stated.value)
    if any(abs(v - gap) <= loose for v in alike):
        return True
    raw = f"{stated.value / stated.scale:.{stated.places}f}"
    items = [p.value / stated.scale for p in parts]
    return is_made_otherwise(document, raw, stated.value / stated.scale, items, context)
