"""C601: a total of a table that its rows make but for a slip of the pen (domain C16).

``sums`` asks of what unit the numbers are, and how far the total lies from its items: numbers
that are added up by custom, and a total that may be meant for them. One that is one figure, or two
that changed places, away from the sum of all rows above it, is theirs whatever they count; and so
is the total of rows one of which is as near to what is left of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from evidencecheck.assessment.addends import CHOSEN_FROM, LEAST_ITEMS
from evidencecheck.assessment.amounts import SUM, amount, apart, some_make
from evidencecheck.assessment.checks.quotients import Slip
from evidencecheck.assessment.number_runs import Number, is_as_written, number_of, unit_of
from evidencecheck.assessment.slips_of_the_pen import slip_odds
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import DocumentTable, Role

_ODDS = 0.012
"""The most that a slip may be a chance, of all numbers of a column that may be the wrong one."""
_SURE = 0.9
"""0..1, of the reading of each number."""
_NOUGHT = frozenset({"", "-", "—", "–", "/", "0", "0.0", "0.00"})
"""What stands where nothing is to be added."""


def slipped_totals(document: Document, table: DocumentTable, phrases: Phrases) -> Iterator[Slip]:
    """Each total that a slip in it, or in one of its items, keeps from being their sum."""
    for row, whole in enumerate(table.rows):
        items = _rows_of(table, row, phrases)
        if len(items) < LEAST_ITEMS or len(items) > CHOSEN_FROM:
            continue
        for column, cell in enumerate(whole.cells):
            unit = unit_of(table.columns[column])
            heads = "".join(table.columns[column].headings)
            if unit == "%" or any_word(heads, phrases.not_summed):
                continue
            total = number_of(cell, unit, " ".join(whole.labels), document.file)
            numbers = _numbers(document, table, items, _columns_of(table, row, column))
            if total is None or len(numbers) < LEAST_ITEMS:
                continue
            below = _numbers(document, table, range(row + 1, len(table.rows)), [column])
            if _is_slipped(document, total, numbers) and not _takes_in(total, numbers, below):
                made = sum(n.value for n in numbers)
                shown = amount(round(made / total.scale, total.places), "")
                yield Slip(total.place, shown, (numbers[0].place, numbers[-1].place))


def _rows_of(table: DocumentTable, row: int, phrases: Phrases) -> list[int]:
    """The rows that a total is of: those since the subtotal before, or all that are no sums."""
    role = table.rows[row].role
    if role is Role.BODY:
        return []
    above = range(row)
    if role is Role.SUBTOTAL:
        sums = [n for n in above if table.rows[n].role is not Role.BODY]
        above = range(sums[-1] + 1 if sums else 0, row)
    body = [n for n in above if table.rows[n].role is Role.BODY]
    parts = (
        w in label for n in body for label in table.rows[n].labels for w in phrases.part_of_sum
    )
    return [] if any(parts) else body


def _columns_of(table: DocumentTable, row: int, column: int) -> list[int]:
    """The columns that a total is of: its own, or all of its heading where it is the only one.

    January to June beside July to December, and one cell below all of them.
    """
    head = table.columns[column].headings
    twins = [n for n, c in enumerate(table.columns) if head and c.headings == head]
    told = {cell.text.strip() for cell in table.rows[row].cells if cell.text[:1].isdigit()}
    return twins if len(told) == 1 else [column]


def _takes_in(total: Number, numbers: Sequence[Number], below: Sequence[Number]) -> bool:
    """Whether what follows belongs to a total too: 期初结转."""
    rest = total.value - sum(n.value for n in numbers)
    values = [n.value for n in below][:CHOSEN_FROM]
    return bool(values) and some_make(values, rest, total.half * (len(numbers) + 2))


def _numbers(
    document: Document, table: DocumentTable, rows: Sequence[int], columns: Sequence[int]
) -> list[Number]:
    """The numbers of some columns in some rows; none where one of the cells is not one."""
    found = []
    for row, column in product(rows, columns):
        cell, unit = table.rows[row].cells[column], unit_of(table.columns[column])
        if cell.text.strip() in _NOUGHT and (
            cell.text.strip() or document.origin is not Origin.OCR
        ):
            continue
        number = number_of(cell, unit, "", document.file)
        if number is None:
            return []
        found.append(number)
    return found


def _is_slipped(document: Document, total: Number, numbers: Sequence[Number]) -> bool:
    values = [n.value for n in numbers]
    made = sum(values)
    exact = max(n.half for n in (total, *numbers)) * (len(numbers) + 1)
    if not apart(total.value, made, exact, SUM) or some_make(values, total.value, exact):
        return False
    if len({n.unit for n in (total, *numbers)}) > 1:
        return False
    if min(n.confidence for n in (total, *numbers)) < _SURE:
        return False
    guesses = [(total, made)]
    guesses += [(n, total.value - made + n.value) for n in numbers]
    return any(
        _odds(stated, meant) <= _ODDS / (len(guesses) - 1 if n else 1)
        and is_as_written(document, stated, numbers, meant)
        for n, (stated, meant) in enumerate(guesses)
    )


def _odds(stated: Number, meant: float) -> float:
    places = stated.places
    odds = slip_odds(stated.value / stated.scale, meant / stated.scale, places, exact=True)
    return odds if odds is not None else 1.0
