"""C601: those that passed and those that did not are more than were tested (domain C16).

参加测试52人,通过47人,未通过7人. Fewer may be told of only in part; more there cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.label_lines import in_lists_and_lines
from evidencecheck.assessment.number_runs import Run, by_sentence
from evidencecheck.domain.amount_phrases import Reckonings
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_of, any_word

_LABEL = 8
"""Characters of a sentence that lead to a number."""
_RATE = re.compile("[/%]")
_LEAST = 2
"""Figures of how many were tested."""
_SANE = 1.5


@first_told
def complements(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """The wholes that are less than both."""
    words = context.book.phrases.reckoned_as
    wholes = (*words.listed, *words.examined)
    if not (document.speaks_of(words.denied) and document.speaks_of(wholes)):
        return
    for run in in_lists_and_lines(document):
        yield _wrong(run, words)
    for run in context.numbers(document):
        for said in by_sentence(run):
            yield _wrong(said, words)


@lru_cache(8)
def _aside(counts: tuple[str, ...], within: tuple[str, ...]) -> re.Pattern[str]:
    """What of a label does not name the thing that is counted."""
    return re.compile(
        rf"[(（][^()（）]*[)）]|\s+.*$|(?<!总)(?:{any_of(counts)})$|[:：,，、;；.…·]+|{any_of(within)}"
    )


def _wrong(run: Run, words: Reckonings) -> WrongNumber | None:
    """The whole of the only pair, which is less than both, and than any other that was tested."""
    counted = [n for n in run if not n.places and n.scale == 1.0 and not _RATE.search(n.unit)]
    aside = _aside(words.counts, words.within)
    names = [aside.sub("", n.label)[-_LABEL:] for n in counted]
    pairs = [
        (a, b, words.listed if opposite or name.startswith(words.done) else words.examined)
        for a, name in zip(counted, names, strict=True)
        for b, other in zip(counted, names, strict=True)
        if a.unit == b.unit
        for opposite in ((name, other) in words.opposites,)
        if opposite or _is_denied(name, other, words)
    ]
    if len(pairs) != 1:
        return None
    a, b, of = pairs[0]
    wholes = [
        n
        for n, name in zip(counted, names, strict=True)
        if n not in (a, b) and n.unit == a.unit and any_word(name, of)
    ]
    both = a.value + b.value
    if not wholes or any(n.value >= both for n in counted if n not in (a, b)):
        return None
    whole = max(wholes, key=lambda n: n.value)
    large = whole.value >= 10 ** (_LEAST - 1) and whole.value >= max(a.value, b.value, both / _SANE)
    return WrongNumber(whole, both, (a, b)) if large else None


def _is_denied(name: str, other: str, words: Reckonings) -> bool:
    """Whether one name is the other with a word that denies it: 通过, 未通过; 已检, 未检."""
    bare = next((name[len(word) :] for word in words.done if name.startswith(word)), name)
    return any(
        other.endswith(no + bare) and not name.endswith(no + bare)
        for no in words.negated
        if any_word(bare, words.passed)
    )
