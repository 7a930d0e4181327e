"""C601: two lists beside each other in one table, of which each has its own total (domain C16).

收入 | 元 | 支出 | 元, and 合计 below both: the column of each is added up by the words left of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from evidencecheck.assessment.amounts import SUM, comparable, some_make
from evidencecheck.assessment.checks.ways_to_reckon import total
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, is_nought, number_of, unit_of
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_word
from evidencecheck.domain.tables import DocumentTable

_LEAST, _MOST = 2, 12
"""Rows of a list: of more, any total is the sum of some by chance."""
_HALVES = 2


@first_told
def halves(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """The totals that their lists do not give, where those beside them are right."""
    phrases = context.book.phrases
    words = (*phrases.sums_of_row, *phrases.reckoned_as.total)
    aside = (*phrases.reckoned_as.within, *phrases.means, *phrases.reckoned_as.share)
    for table in document.tables:
        starts = _starts(table, words)
        if len(starts) != _HALVES:
            continue
        lists = [_list(table, at, aside, document) for at in starts]
        wrong = [found for found in map(_wrong, lists) if found is not None]
        if None not in lists and len(wrong) == 1 and not _is_of_both(wrong[0], lists):
            yield wrong[0]


def _starts(table: DocumentTable, words: tuple[str, ...]) -> list[int]:
    """The columns of words in whose last row stands a total, each with one of numbers behind it."""
    if len(table.rows) <= _LEAST:
        return []
    cells = table.rows[-1].cells
    return [
        n
        for n, (cell, behind) in enumerate(pairwise(cells))
        if any_word(cell.text.casefold(), words)
        and not any(c.isdigit() for c in cell.text)
        and behind.text[:1].isdigit()
    ]


_List = tuple[Number, list[Number]]


def _list(
    table: DocumentTable, at: int, aside: tuple[str, ...], document: Document
) -> _List | None:  # fmt: skip
    """The total and the numbers of one list; None where a row is no plain part of it."""
    column = table.columns[at + 1]
    items: list[Number] = []
    for row in table.rows:
        label, cell = row.cells[at].text, row.cells[at + 1]
        number = number_of(cell, unit_of(column), label, document.file)
        if any_word(label.casefold(), aside):
            return None
        if number is not None and label.strip():
            items.append(number)
        elif not is_nought(cell):
            return None
    if len(items) <= _LEAST or len(items) > _MOST or len({n.unit for n in items}) > 1:
        return None
    return items[-1], items[:-1]


def _is_of_both(wrong: WrongNumber, lists: Sequence[_List | None]) -> bool:
    """Whether a total is that of both lists: one list that was folded."""
    numbers = [n for found in lists if found is not None for n in found[1]]
    return abs(wrong.stated.value - total(numbers).value) <= SUM * wrong.stated.value


def _wrong(found: _List | None) -> WrongNumber | None:
    if found is None:
        return None
    stated, items = found
    guess = total(items)
    if guess.is_held_by(stated, SUM) or not comparable(stated.value, guess.value):
        return None
    if some_make([n.value for n in items], stated.value, stated.half):
        return None
    return guess.gainsays(stated)
