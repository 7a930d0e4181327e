"""C601: a total that its rows do not make, in a row whose other totals are made of them (C16).

Whatever a column counts: where 合计 is the sum of the same rows in the column beside it, as exactly
as it is printed, it is so in this one. A mean, a rate and what is in store at the end are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidencecheck.assessment.addends import heads_a_list
from evidencecheck.assessment.amounts import (
    SUM,
    amount,
    comparable,
    how_many_figures,
)
from evidencecheck.assessment.checks.grids import Printed, is_off_whatever_was_misread, printed
from evidencecheck.assessment.checks.quotients import Slip
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.made_otherwise import is_made_otherwise
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import DocumentTable, Role

_LEAST = 2
"""Rows that a total is of."""
_FIGURES, _OF_TWO = 3, 4
"""Figures of a total that bears the others out; of two rows alone."""
_TIMES = 1.5
"""By how often one may hold the other; twice as much is the total of two lists."""
_PER_CENT = 100.0
_NOUGHT = frozenset({"-", "—", "–", "/", "0", "0.0", "0.00", "无"})
_WHOLE = re.compile(
    r"(?:合计|总计|总和|共计|小计|总量|总额|[Tt]otal|TOTAL)(?:[(（][^()（）]*[)）])?\s*$"
)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A total and the numbers above it."""

    total: Printed
    items: tuple[Printed, ...]
    shares: bool
    """Per cent of the whole, which bear out that its rows are all."""
    rate: bool
    """Of one piece, which is added up where it has shares alone: the stages of a footprint."""

    @property
    def made(self) -> float:
        return sum(n.value for n in self.items)

    @property
    def loose(self) -> float:
        """By how much it may be off: each number by half of its last place."""
        return max(n.half for n in (self.total, *self.items)) * (len(self.items) + 1)

    @property
    def exact(self) -> float:
        """The same of what is typed, which shows no zeros at its end."""
        return self.total.half + min(n.half for n in self.items) * len(self.items)


def totals_beside(document: Document, table: DocumentTable, context: Context) -> Iterator[Slip]:
    """Each such total."""
    phrases = context.book.phrases
    for row in range(_LEAST, len(table.rows)):
        if not _is_whole(table, row):
            continue
        for rows in _ways(table, row, phrases):
            sums = _sums(table, row, rows, phrases)
            right = sum(_bears_out(s) for s in sums)
            if not right:
                continue
            shared = any(s.shares and _bears_out(s) for s in sums)
            wrong = [s for s in sums if _is_wrong(s, document) and (shared or not s.rate)]
            # More that are wrong than right: these are not its rows.
            if len(wrong) <= right:
                yield from (_slip(s, document) for s in wrong if _is_sure(s, document, context))
            break


def _slip(wrong: _Sum, document: Document) -> Slip:
    shown = amount(round(wrong.made, wrong.total.places), "")
    ends = (document.at(wrong.items[0].cell), document.at(wrong.items[-1].cell))
    return Slip(document.at(wrong.total.cell), shown, ends)


def _is_whole(table: DocumentTable, row: int) -> bool:
    whole = table.rows[row]
    if whole.role is not Role.BODY:
        return True
    return bool(whole.labels) and _WHOLE.search(whole.labels[-1].strip()) is not None


def _ways(table: DocumentTable, row: int, phrases: Phrases) -> Iterator[list[int]]:
    """The rows that a total may be of: all above but sums and parts, or those of its group."""
    body = [n for n in range(row) if not _is_whole(table, n)]
    plain = [
        n
        for n in body
        if not any(w in label for label in table.rows[n].labels for w in phrases.part_of_sum)
    ]
    sums = [n for n in range(row) if n not in body]
    after = [n for n in plain if n > sums[-1]] if sums else []
    yield from (rows for rows in (plain, after, sums) if len(rows) >= _LEAST)


def _sums(
    table: DocumentTable, row: int, rows: Sequence[int], phrases: Phrases
) -> list[_Sum]:  # fmt: skip
    """The totals of the columns that are added up, with their items."""
    found = []
    for column, head in enumerate(table.columns):
        heads = "".join(head.headings).casefold()
        if any_word(heads, phrases.serial_columns):
            continue
        told = _sum(table, row, column, rows)
        if told is None:
            continue
        shares = "%" in (head.unit, told.total.unit) or "%" in heads
        if shares or not any_word(heads, phrases.not_summed):
            found.append(replace(told, shares=shares, rate="/" in head.unit))
    return found


def _sum(table: DocumentTable, row: int, column: int, rows: Sequence[int]) -> _Sum | None:
    """The total of a column with its items; None where one of them is no number."""
    cells = table.rows[row].cells
    total = printed(cells[column])
    # A cell across several columns is the total of none of them.
    if total is None or cells[column] in cells[:column] or heads_a_list(table, row, column):
        return None
    items = []
    for n in rows:
        cell = table.rows[n].cells[column]
        number = printed(cell)
        if number is not None and {number.unit, total.unit} <= {total.unit, ""}:
            items.append(number)
        elif number is not None or cell.text.strip() not in _NOUGHT:
            return None
    return _Sum(total, tuple(items), shares=False, rate=False) if len(items) >= _LEAST else None


def _bears_out(told: _Sum) -> bool:
    """Whether a total is what its rows come to, by no chance."""
    if told.shares:
        whole = told.total.value == _PER_CENT
        return whole and abs(told.made - _PER_CENT) <= told.loose
    if told.rate:
        return False
    least = _OF_TWO if len(told.items) == _LEAST else _FIGURES
    figures = how_many_figures(told.total.value, told.total.places)
    near = abs(told.made - told.total.value) <= told.exact * 1.001
    return near and figures >= least and sum(n.value > 0 for n in told.items) >= _LEAST


def _is_wrong(told: _Sum, document: Document) -> bool:
    if told.shares:
        return False
    total = told.total.value
    loose = told.exact if document.origin is Origin.CELL else told.loose
    # A mean lies among its items, and so does what is left at the end.
    among = total <= max(n.value for n in told.items)
    off = abs(told.made - total) > 2 * loose + SUM * told.made
    return off and not among and comparable(total, told.made, _TIMES)


def _is_sure(told: _Sum, document: Document, context: Context) -> bool:
    """Whether the numbers stand there as they were read, and nothing else makes the total."""
    gap = told.made - told.total.value
    slips = [(n.value, n.value - gap) for n in told.items]
    slips.append((told.total.value, told.made))
    if not is_off_whatever_was_misread(document, (told.total, *told.items), slips, gap):
        return False
    items = [n.value for n in told.items]
    return not is_made_otherwise(
        document, told.total.cell.text, told.total.value, items, context
    )  # fmt: skip
