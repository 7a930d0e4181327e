"""C601: what a sentence says that a list comes to, and its column does not (domain C16).

四个项目都建成后节约…: the list has four rows; 六个月共用气…: six columns of months; 计算结果
below the stages of a life. Told is only what is one slip of the pen away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidencecheck.assessment.checks.ways_to_reckon import counted_in, total
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told, is_slip
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.month_labels import month_of
from evidencecheck.assessment.number_runs import Number, Run, column_of, in_rows
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import DocumentTable, Role

_LEAST, _STAGES = 2, 3
"""Rows that are added up, and stages of a life, at the least."""
_CARBON = re.compile(r"(?:kg|g|t)?co2")
_MONTHS = re.compile(r"[二两三四五六七八九十]个月")


@first_told
def columns_said(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """Such sums."""
    phrases = context.book.phrases
    words = phrases.reckoned_as
    if not document.tables or not document.speaks_of((*words.taken_together, *words.result)):
        return
    numbers = [n for run in context.numbers(document) for n in run]
    asked = [(n, run) for n in numbers for run in (_meant(n, document, phrases),) if run]
    for stated, run in asked:
        guess = total(run)
        # The same figures that stand in another place of the paper were meant to be there.
        if not guess.is_held_by(stated) and is_slip(stated, guess.value, exact=True):
            yield guess.gainsays(stated)


def _meant(stated: Number, document: Document, phrases: Phrases) -> Run:
    """The only list that a number may be the sum of by the words before it; empty without one."""
    words, label = phrases.reckoned_as, stated.label.casefold()
    counted = counted_in(label)
    if any_word(label, words.no_sum) or not stated.unit:
        return ()
    if counted >= _LEAST and any_word(label, words.taken_together):
        found = [run for table in document.tables for run in _of(table, counted, stated, document)]
        if not found and _MONTHS.search(label):
            found = [r for t in document.tables for r in _months(t, counted, stated, document)]
    elif any_word(label, words.result) and _CARBON.match(stated.unit):
        found = [run for table in document.tables for run in _stages(table, stated, document)]
    else:
        return ()
    return found[0] if len(found) == 1 else ()


def _of(table: DocumentTable, counted: int, stated: Number, document: Document) -> Iterator[Run]:
    """The columns of one number a row, of so many rows and no others."""
    if len(table.rows) != counted or any(r.role is not Role.BODY for r in table.rows):
        return
    for n, column in enumerate(table.columns):
        run = column_of(table, n, document.file)
        if len(run) == counted and column.headings and {x.unit for x in run} == {stated.unit}:
            yield run


def _months(
    table: DocumentTable, counted: int, stated: Number, document: Document
) -> Iterator[Run]:
    """The rows of as many months, in the unit of the sentence or in none of their own."""
    heads = [c.headings[-1] if c.headings else "" for c in table.columns]
    months = [n for n, head in enumerate(heads) if month_of(head) is not None]
    if len(months) != counted:
        return
    for run in in_rows(table, document.file):
        own = tuple(x for x in run if month_of(x.label.split(" ")[-1]) is not None)
        if len(own) == counted and {x.unit for x in own} <= {"", stated.unit}:
            yield tuple(_scaled(x, stated) for x in own)


def _scaled(number: Number, stated: Number) -> Number:
    """A number without a unit in that of the sentence: 万 that it says is that of all."""
    if number.unit or number.scale != 1.0:
        return number
    times = stated.scale
    return replace(
        number, value=number.value * times, half=number.half * times, scale=times, unit=stated.unit
    )


def _stages(table: DocumentTable, stated: Number, document: Document) -> Iterator[Run]:
    """The columns of emissions per piece or kilogram, all of whose rows are stages."""
    if any(r.role is not Role.BODY for r in table.rows) or len(table.rows) < _STAGES:
        return
    for n in range(len(table.columns)):
        run = column_of(table, n, document.file)
        units = {x.unit.partition("/")[0] for x in run}
        if len(run) == len(table.rows) and units == {stated.unit.partition("/")[0]}:
            yield run
