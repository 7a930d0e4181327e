"""V208: periods that must have been over when a paper was issued, by its labels or its months."""

from __future__ import annotations

import re
from datetime import date

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.month_labels import month_of
from evidencecheck.domain.document import Document, Field, Line
from evidencecheck.domain.phrases import any_of, any_word
from evidencecheck.domain.tables import DocumentTable

_SURE = 0.85
_MONTHS, _DAYS = 3, 12
"""Months of a table, the last of which ends a period, and days by which it is not over: a meter is
read some days before the end."""
_MONTH = slice(0, 7)
# 2026年 of 2026年1月: of what certificates are used for, more often than of when they were made.
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d\s*年?度?")


def told_as_over(document: Document, issued: Field, end: Field, context: Context) -> bool:
    """Whether its label says that a period was over when a paper of somebody else was issued.

    生产年月 of a certificate, 查询期间 of a record. An end in the month of issue tells nothing: so
    whole months are asked for. Nor does the day of a trade, which is agreed on ahead.
    """
    kind, phrases = context.type_of(document), context.book.phrases
    if kind is None or not kind.by_others or min(issued.confidence, end.confidence) < _SURE:
        return False
    if str(issued.value)[_MONTH] == str(end.value)[_MONTH]:
        return False
    if any(any_word(x.text, phrases.dated_by_trade) for x in _lines_with(document, issued)):
        return False
    head = re.escape(_head(end))
    labels = any_of(phrases.over_when_told)
    told = re.compile(rf"(?:{labels})[\s:：为是]{{0,3}}{head}(?!\s*\d)", re.IGNORECASE)
    return not _YEAR_ALONE.fullmatch(_head(end)) and any(
        told.search(x.text) for x in _lines_with(document, end)
    )


def _head(field: Field) -> str:
    """What was read of a value in its first line."""
    return field.raw.strip().split("\n")[0].strip()


def _lines_with(document: Document, field: Field) -> list[Line]:
    head = _head(field)
    return [x for x in document.lines if head and head in x.text]


def told_by_month(document: Document, issued: date, end: date, context: Context) -> bool:
    """Whether a table tells a number of each month up to the last, which was not over then.

    What was expected of it (预计) is told as such.
    """
    if (end - issued).days < _DAYS:
        return False
    if any_word(document.words, context.book.phrases.estimated):
        return False
    return any(_goes_on_to(table, end.month) for table in document.tables)


def _goes_on_to(table: DocumentTable, last: int) -> bool:
    """Whether the rows of a table are months that follow each other, each with a number."""
    told = []
    for row in table.rows:
        month = month_of(row.labels[-1]) if row.labels else None
        if month is not None and any(c.text[:1].isdigit() for c in row.cells[1:]):
            told.append(month[1])
    return len(told) >= _MONTHS and told == list(range(last - len(told) + 1, last + 1))
