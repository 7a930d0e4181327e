"""C601: a book of stock whose balance is not the one before, and what came in and went out.

日期 | 收入 | 发出 | 结存, line by line (domain C16); ``balances`` has those that tell all of one
thing in a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told, is_slip
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, is_nought, number_of, unit_of
from evidencecheck.assessment.stock_roles import StockRole, stock_role
from evidencecheck.domain.amount_phrases import Stocks
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_word
from evidencecheck.domain.tables import DocumentTable, Role, TableRow

_HOLD = 2
"""Rows that bear out how the book is kept."""
_OPPOSITE = 2
"""Gaps of one balance that is wrong: in its own row, and in the next."""


@dataclass(frozen=True, slots=True)
class _Line:
    closing: Number
    flow: float
    """What came in, less what went out."""
    half: float
    used: tuple[Number, ...]


@first_told
def running_stock(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """The balances that are wrong."""
    words = context.book.phrases.stocks
    if not document.tables or not document.speaks_of(words.closing):
        return
    if document.speaks_of(words.adjusted):
        return
    sums = (*context.book.phrases.sums_of_row, *context.book.phrases.reckoned_as.total)
    for table in document.tables:
        yield _wrong(_lines(table, words, sums, document.file))


def _lines(
    table: DocumentTable, words: Stocks, sums: tuple[str, ...], file: str
) -> list[_Line]:  # fmt: skip
    """The lines of a book, sums left out; none where a number is missing, or it is no book."""
    roles = {
        n: role
        for n, c in enumerate(table.columns)
        if (role := stock_role(" ".join(c.headings), words)) is not None
    }
    kinds = list(roles.values())
    in_and_out = StockRole.INCOMING in kinds and StockRole.OUTGOING in kinds
    if kinds.count(StockRole.CLOSING) != 1 or StockRole.OPENING in kinds or not in_and_out:
        return []
    found = []
    for row in table.rows:
        label = " ".join((*row.labels, row.cells[0].text if row.cells else ""))
        # 本月合计; the sum of a year has no balance of its own.
        if row.role is not Role.BODY or any_word(label.casefold(), sums):
            continue
        line = _line(table, row, roles, file)
        if line is None:
            return []
        found.append(line)
    return found


def _line(
    table: DocumentTable, row: TableRow, roles: dict[int, StockRole], file: str
) -> _Line | None:
    closing, flow, half = None, 0.0, 0.0
    used: list[Number] = []
    for n, role in roles.items():
        cell, column = row.cells[n], table.columns[n]
        number = number_of(cell, unit_of(column), " ".join(column.headings), file)
        if number is None and not is_nought(cell):
            return None
        if number is None:
            continue
        if role is StockRole.CLOSING:
            closing = number
        elif role in {StockRole.INCOMING, StockRole.OUTGOING}:
            flow += number.value if role is StockRole.INCOMING else -number.value
            half += number.half
            used.append(number)
    return _Line(closing, flow, half, tuple(used)) if closing is not None else None


def _wrong(lines: list[_Line]) -> WrongNumber | None:
    gaps = []
    for before, line in pairwise(lines):
        computed = before.closing.value + line.flow
        loose = before.closing.half + line.half + line.closing.half
        gap = line.closing.value - computed
        gaps.append(gap if abs(gap) > loose * 1.001 else 0.0)
    off = [n for n, gap in enumerate(gaps) if gap]
    if not off or len(gaps) - len(off) < _HOLD:
        return None
    first = off[0]
    before, line = lines[first], lines[first + 1]
    wrong = WrongNumber(
        line.closing, before.closing.value + line.flow, (before.closing, *line.used)
    )
    if len(off) == _OPPOSITE and off[1] == first + 1:
        return wrong if abs(gaps[first] + gaps[first + 1]) <= 2 * line.closing.half else None
    if len(off) == 1 and is_slip(line.closing, wrong.computed, exact=True):
        return wrong
    return None
