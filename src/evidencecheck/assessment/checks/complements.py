"""C601: those that passed and those that did not are more than were tested (domain C16).

参加测试52人,通过47人,未通过7人. Fewer may be told of only in part; more there cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, finding_of, is_own
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.label_lines import labelled
from evidencecheck.assessment.number_runs import Run, in_columns, in_forms, in_rows
from evidencecheck.domain.amount_phrases import Reckonings
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import any_word

_ASIDE = re.compile(
    r"[(（][^()（）]*[)）]|\s+.*$|(?<!总)(?:人数|数量|台数|件数|批次|份数|者)$|[:：,，、;；.…·]+|其中"
)
_LABEL = 8
"""Characters of a sentence that lead to a number."""
_DONE = "已"
_RATE = re.compile("[/%]")
_LEAST = 2
"""Figures of how many were tested."""
_SANE = 1.5


def complements(document: Document, context: Context) -> Iterator[Finding]:
    """The first of them, of the applicant's own papers and of those on it."""
    words = context.book.phrases.reckoned_as
    wholes = (*words.listed, *words.examined)
    if not (document.speaks_of(words.denied) and document.speaks_of(wholes)):
        return
    if not is_own(document, context):
        return
    for run in _runs(document, context):
        wrong = _wrong(run, words)
        told = finding_of(document, context, wrong) if wrong is not None else None
        if told is not None:
            yield told
            return


def _runs(document: Document, context: Context) -> Iterator[Run]:
    yield from in_forms(document)
    for table in document.tables:
        yield from in_rows(table, document.file)
        yield from (run for _, run in in_columns(table, document.file))
    yield from labelled(document)
    for run in context.numbers(document):
        for _, said in groupby(run, key=lambda n: n.sentence):
            yield tuple(said)


def _wrong(run: Run, words: Reckonings) -> WrongNumber | None:
    """The whole of the only pair, which is less than both, and than any other that was tested."""
    counted = [n for n in run if not n.places and n.scale == 1.0 and not _RATE.search(n.unit)]
    names = [_ASIDE.sub("", n.label)[-_LABEL:] for n in counted]
    pairs = [
        (a, b, words.listed if opposite or name.startswith(_DONE) else words.examined)
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
    bare = name.removeprefix(_DONE)
    return any(
        other.endswith(no + bare) and not name.endswith(no + bare)
        for no in words.negated
        if any_word(bare, words.passed)
    )
