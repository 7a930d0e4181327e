"""V208: periods that papers of others name as what was looked at, or made, before their issue."""

from __future__ import annotations

import re

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document, Field, Line
from evidencecheck.domain.phrases import any_of, any_word

_SURE = 0.85
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
