"""C601: what was in store, came in and went out does not make what is left (domain C16).

期初0.15, 产生0.61, 转出0.50, 期末0.36; readings of a meter, its multiplier and what was used. The
words say how it is reckoned: two rows need not bear it out, as in ``relations``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import inf

from evidencecheck.assessment.amounts import FAR, comparable
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told, is_slip
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import (
    Number,
    by_sentence,
    in_base,
    in_forms,
    is_nought,
    number_of,
    unit_of,
)
from evidencecheck.assessment.stock_roles import StockRole, stock_role
from evidencecheck.domain.amount_phrases import Stocks
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import DocumentTable, TableCell, TableRow

_MOST_FLOWS = 6
_LABEL = 10
"""Characters of a sentence that lead to a number."""
_SHOWN = 2
"""Places of a balance, as ``relations`` shows those of a table."""
_WITH_TOTAL = 2
"""Rows of which one may be the total of all."""


_Told = tuple[WrongNumber, bool]
"""What is left, and what it comes to; and whether that is so."""
_Instance = Sequence[tuple[str, Number | None]]
"""The numbers of one thing by their labels; None: nothing, which counts as nought."""


@first_told
def balances(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """Those that do not come out."""
    words = context.book.phrases.stocks
    if not document.speaks_of((*words.opening, *words.readings)):
        return
    for instances in _groups(document, context, words):
        told = [t for one in instances if (t := _reckoned(one, words, document)) is not None]
        wrong = [w for w, holds in told if not holds]
        # A total takes the slip of its row over.
        gaps = {round(w.stated.value - w.computed, 6) for w in wrong}
        if len(wrong) > _WITH_TOTAL or len(gaps) != 1:
            continue
        # Of one thing alone, only what is one slip of the pen away.
        if len(told) > len(wrong) or _is_slip(wrong[0]):
            yield wrong[0]


# ------------------------------------------------------------------ the numbers of one thing


def _groups(document: Document, context: Context, words: Stocks) -> Iterator[list[_Instance]]:
    """Things of one table, which are all reckoned alike; each form and sentence for itself."""
    for table in document.tables:
        if any(c.headings for c in table.columns):
            yield list(_of_rows(table, document.file))
            yield list(_of_columns(table, document.file, words))
    for run in in_forms(document):
        yield [[(n.label, n) for n in in_base(run)]]
    for run in context.numbers(document):
        for said in by_sentence(in_base(run)):
            yield [[(n.label[-_LABEL:], n) for n in said]]


def _of_rows(table: DocumentTable, file: str) -> Iterator[_Instance]:
    heads = [(" ".join(c.headings), unit_of(c)) for c in table.columns]
    for row in table.rows:
        cells = zip(heads, row.cells, strict=True)
        one = [_number(cell, unit, head, file) for (head, unit), cell in cells if head]
        yield [told for told in one if told is not None]


def _of_columns(table: DocumentTable, file: str, words: Stocks) -> Iterator[_Instance]:
    labels = [" ".join(row.labels) for row in table.rows]
    if not any(stock_role(label, words) is StockRole.OPENING for label in labels):
        # A book by days: what came in and went out stands in a remark beside each number.
        labels = [_remarks(row) for row in table.rows]
    for n, column in enumerate(table.columns):
        cells = zip(labels, table.rows, strict=True)
        one = [_number(r.cells[n], unit_of(column), label, file) for label, r in cells if label]
        yield [told for told in one if told is not None]


def _remarks(row: TableRow) -> str:
    """The words of a row that hold no number."""
    return " ".join(c.text for c in row.cells if c.text and not re.search(r"\d", c.text))


def _number(cell: TableCell, unit: str, label: str, file: str) -> tuple[str, Number | None] | None:
    number = number_of(cell, unit, label, file)
    if number is not None:
        return label, in_base([number])[0]
    return (label, None) if is_nought(cell) else None


# ------------------------------------------------------------------ whether it comes out


def _reckoned(one: _Instance, words: Stocks, document: Document) -> _Told | None:
    """What is left, or was used, with what it comes to; None where not all of it is told."""
    roles: dict[StockRole, list[Number | None]] = {}
    for label, number in one:
        role = stock_role(label, words)
        if role is not None:
            roles.setdefault(role, []).append(number)
    others = [n for label, n in one if n is not None and stock_role(label, words) is None]
    return _stock(roles, others, document) or _meter(roles, document)


def _stock(
    roles: Mapping[StockRole, list[Number | None]], others: Sequence[Number], document: Document
) -> _Told | None:
    opening, closing = (roles.get(r, []) for r in (StockRole.OPENING, StockRole.CLOSING))
    flows = [
        (n, s)
        for r, s in ((StockRole.INCOMING, 1), (StockRole.OUTGOING, -1))
        for n in roles.get(r, ())
    ]
    if not len(opening) == len(closing) == 1 or not flows or StockRole.INCOMING not in roles:
        return None
    signed = [(n, s) for n, s in ((opening[0], 1), *flows) if n is not None]
    stated = closing[0]
    if stated is None or not 0 < len(signed) <= _MOST_FLOWS:
        return None
    numbers = [stated, *(n for n, _ in signed)]
    if len({n.unit for n in numbers} - {""}) > 1:
        return None
    computed = sum(s * n.value for n, s in signed)
    halves = [n.half for n in numbers]
    typed = document.origin is Origin.CELL
    loose = min(halves) if typed else sum(halves)
    # What is a part of another flow, or goes another way, explains it.
    first = signed[0] if opening[0] is not None else None
    rest = signed[1:] if first is not None else signed
    start = first[0].value if first is not None else 0.0
    ways = [start + sum(s * n.value for (n, s), on in zip(rest, choice, strict=True) if on)
            for choice in product((True, False), repeat=len(rest))]  # fmt: skip
    ways += [computed + sign * n.value for n in others if n.unit == stated.unit for sign in (1, -1)]
    holds = any(abs(stated.value - way) <= loose * 1.001 for way in (computed, *ways))
    wrong = WrongNumber(stated, computed, tuple(n for n, _ in signed), _SHOWN)
    return (wrong, holds) if computed > 0 else None


def _meter(roles: Mapping[StockRole, list[Number | None]], document: Document) -> _Told | None:
    told = [roles.get(r, []) for r in (StockRole.FIRST, StockRole.LAST, StockRole.USED)]
    times = roles.get(StockRole.TIMES, [])
    if any(len(numbers) != 1 for numbers in told) or len(times) > 1:
        return None
    (first,), (last,), (used,) = told
    if first is None or last is None or used is None or last.value <= first.value:
        return None
    by = times[0] if times else None
    computed = (last.value - first.value) * (by.value if by is not None else 1.0)
    computed *= used.scale if not first.unit else 1.0
    loose = (first.half + last.half) * computed / (last.value - first.value) + used.half
    numbers = tuple(n for n in (first, last, by) if n is not None)
    holds = abs(used.value - computed) <= max(loose * 1.001, 0.002 * used.value)
    return WrongNumber(used, computed, numbers, _SHOWN), holds


def _is_slip(wrong: WrongNumber) -> bool:
    near = comparable(wrong.stated.value, wrong.computed, FAR)
    return near and is_slip(wrong.stated, wrong.computed, exact=True, most=inf)
