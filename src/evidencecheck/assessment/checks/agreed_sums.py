"""C601: a paper says that a number agrees with the sum of others that it names, and it does not.

进厂量与用、存、损三项之和一致, below rows whose labels have these characters (domain C16).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from evidencecheck.assessment.amounts import SUM, comparable
from evidencecheck.assessment.checks.ways_to_reckon import total
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.label_lines import in_lists_and_lines
from evidencecheck.assessment.number_runs import Number, Run
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_of

_PART = r"[\u4e00-\u9fff]{1,8}?"
_AND = re.compile(r"[、与和及加]")
_ASIDE = re.compile(r"[(（].*$|[:：\s]+")
_LEAST = 2


@first_told
def agreed_sums(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """Those that do not hold."""
    words = context.book.phrases.reckoned_as
    summed = (*words.added, *context.book.phrases.sums_of_row)
    if not (document.speaks_of(words.agrees) and document.speaks_of(summed)):
        return
    agrees = _agreeing(summed, words.agrees)
    said = [(m["whole"], _AND.split(m["parts"])) for m in agrees.finditer(document.plain)]
    runs = [_by_label(run) for run in in_lists_and_lines(document)] if said else []
    for whole, parts in said:
        for named in runs:
            yield _wrong(named, whole, parts)


@lru_cache(8)
def _agreeing(summed: tuple[str, ...], agrees: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<whole>[\u4e00-\u9fff]{{2,8}})(?:与|和|同|跟|等于)(?P<parts>{_PART}(?:[、与和及加]{_PART}){{1,7}})"
        rf"(?:这?[二两三四五六七八](?:者|项|部分)|(?:等|这)?各项)?(?:{any_of(summed)})"
        rf"(?:完全|能够|可以|是)?(?:{any_of(agrees)})"
    )


def _by_label(run: Run) -> Mapping[str, Number]:
    return {_ASIDE.sub("", n.label): n for n in run}


def _wrong(named: Mapping[str, Number], whole: str, parts: Sequence[str]) -> WrongNumber | None:
    used = [n for part in parts if (n := _only(named, (part,))) is not None]
    if len(set(used)) != len(parts) or len(used) < _LEAST:
        return None
    others = {label: n for label, n in named.items() if n not in used}
    grams = tuple(whole[n : n + 2] for n in range(len(whole) - 1))
    stated = _only(others, grams)
    if stated is None or len({n.unit for n in (stated, *used)}) > 1:
        return None
    guess = total(used)
    if not comparable(stated.value, guess.value) or guess.is_held_by(stated, SUM):
        return None
    return guess.gainsays(stated)


def _only(named: Mapping[str, Number], words: Sequence[str]) -> Number | None:
    """The only number whose label has one of the words."""
    found = [n for label, n in named.items() if any(word in label for word in words)]
    return found[0] if len(found) == 1 else None
