"""C601: a total of so many things, all of which are told of before it (domain C16).

甲料312.0吨,送某厂;乙料86.0吨;丙料21.0吨。以上三种共计597.0吨: the sentence itself says how many
parts there are, so that a list of as many is whole, however far the total lies from its sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from evidencecheck.assessment.amounts import DIFFERENT, comparable
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, in_base
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_of, any_word
from evidencecheck.domain.said_phrases import SaidLists

_COUNTS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
# 上述三台改造后合计: of something else than what was told of each.
_OF_WHAT = r"[^\d,，。;；后前节减净剩余每均各]"
_LEAST = 2
"""Parts."""
_SENTENCES = 12
"""Back in which the parts are looked for; what is told further up may be told once more."""


@first_told
def counted_parts(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """Totals of as many amounts of their unit as stand before them, and as they say."""
    phrases = context.book.phrases
    lists = phrases.lists
    if not document.speaks_of((*lists.back, *lists.summed)):
        return
    no_parts = (*phrases.reckoned_as.within, *lists.no_parts, *lists.totalled)
    for run in context.numbers(document):
        numbers = in_base(run)
        for at, whole in enumerate(numbers):
            count = _count_of(whole.label, lists)
            parts = _before(numbers, at) if count >= _LEAST else []
            if len(parts) != count or any(any_word(p.label, no_parts) for p in parts):
                continue
            if not any_word(_rest_of_line(whole), lists.others):
                yield _wrong(whole, parts)


def _count_of(label: str, lists: SaidLists) -> int:
    """How many things the words before a total say that it is of; 0 where they do not."""
    m = _counted(lists).search(label)
    if m is None:
        return 0
    count = m["n"] or m["added"]
    return int(count) if count.isdigit() else _COUNTS[count]


@lru_cache(4)
def _counted(lists: SaidLists) -> re.Pattern[str]:
    total = any_of((*lists.totalled, *lists.summed))
    return re.compile(
        rf"(?:^|[,，、;；:：。])\s*(?:{any_of(lists.back)})\s*(?:的|所列|共|合计|计)?"
        rf"(?P<n>[{''.join(_COUNTS)}]|\d{{1,2}})\s*(?:{any_of(lists.counters)})"
        rf"{_OF_WHAT}{{0,6}}?(?:{total})(?:为|是|共|量)*\s*[:：]?\s*$"
        # 四项相加,全年投入合计: that they are added up says as well which they are.
        rf"|(?:^|[,，、;；:：。])\s*(?P<added>[{''.join(_COUNTS)}])\s*(?:{any_of(lists.counters)})"
        rf"(?:{any_of(lists.summed)})[,，]?{_OF_WHAT}{{0,12}}?(?:{any_of(lists.totalled)})?(?:为|是|得|量)*\s*[:：]?\s*$"
    )


def _rest_of_line(whole: Number) -> str:
    """What is said of a total behind it: …万元(不含税)."""
    shown = f"{whole.value / whole.scale:.{whole.places}f}"
    return whole.place.quote.replace(",", "").replace("，", "").rpartition(shown)[2]


def _before(numbers: Sequence[Number], at: int) -> list[Number]:
    """The amounts of the unit of a total that the sentences before it tell of."""
    whole = numbers[at]
    return [
        n for n in numbers[:at]
        if n.unit == whole.unit and whole.unit and whole.sentence - n.sentence <= _SENTENCES
    ]  # fmt: skip


def _wrong(whole: Number, parts: Sequence[Number]) -> WrongNumber | None:
    computed = sum(p.value for p in parts)
    loose = whole.half + sum(p.half for p in parts)
    off = abs(whole.value - computed)
    if off <= max(loose * 1.001, DIFFERENT * computed) or not comparable(whole.value, computed):
        return None
    return WrongNumber(whole, computed, tuple(parts))
