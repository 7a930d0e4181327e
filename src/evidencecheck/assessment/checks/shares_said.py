"""C601: a share of all things of a list that a sentence says, and the list does not (domain C16).

一级能效58台,占总数的64.4%: the list has 58 of them, or 40 and 18, and 80 in all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from evidencecheck.assessment.amounts import some_make
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, Run, column_of
from evidencecheck.domain.amount_phrases import Reckonings
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_of, any_word
from evidencecheck.domain.tables import Role

_WHOLE = 100.0
_LEAST, _MOST = 2, 12
"""Rows of a list: of more, any number is the sum of some by chance."""
_NEAR = 0.01
_LOOSE = 0.06
"""Per cent beyond rounding: who cuts a figure off does not round it."""


@first_told
def shares_said(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """Such shares."""
    words = context.book.phrases.reckoned_as
    if not document.tables or not document.speaks_of(words.share_of):
        return
    lists = list(_lists(document))
    for run in context.numbers(document) if lists else ():
        for part, share in pairwise(run):
            if share.unit != "%" or part.sentence != share.sentence or part.places:
                continue
            if not part.unit or not _is_of_all(share.label, words):
                continue
            # 台数, 数量(台): a column that counts what the number does.
            yield _wrong(part, share, [x for x in lists if part.unit in x[0]])


def _is_of_all(label: str, words: Reckonings) -> bool:
    m = _share_of(words.share_of).fullmatch(label)
    return m is not None and any_word(m[1], words.of_all) and not any_word(m[1], words.measured)


@lru_cache(8)
def _share_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[,，(（、]?\s*(?:约|共)?(?:{any_of(words)})([^\d,，。;；]{{0,14}})")


def _lists(document: Document) -> Iterator[tuple[str, Number, Run]]:
    """The columns of whole numbers that add up to their only total, by their headings."""
    for table in document.tables:
        for n, column in enumerate(table.columns):
            totals = column_of(table, n, document.file, Role.TOTAL)
            if len(totals) != 1 or totals[0].places or totals[0].scale != 1.0:
                continue
            whole, items = totals[0], column_of(table, n, document.file)
            if not _LEAST <= len(items) <= _MOST or any(x.places for x in items):
                continue
            if abs(sum(x.value for x in items) - whole.value) <= _NEAR:
                yield f"{' '.join(column.headings)} {whole.unit}", whole, items


def _wrong(
    part: Number, share: Number, lists: Sequence[tuple[str, Number, Run]]
) -> WrongNumber | None:
    """What the only list comes to of which a part is some rows, and that has not the share."""
    if len(lists) != 1:
        return None
    _, whole, items = lists[0]
    values = [x.value for x in items]
    if part.value >= whole.value or not some_make(values, part.value, _NEAR):
        return None
    computed = _WHOLE * part.value / whole.value
    # Of another part of the list, or what is left of it.
    of_others = [_WHOLE * (whole.value - part.value) / whole.value]
    if any(abs(share.value - x) <= share.half + _LOOSE for x in (computed, *of_others)):
        return None
    return WrongNumber(share, computed, (part, whole))
