"""C601: savings and shares that are not what the numbers beside them make (domain C16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from evidencecheck.assessment.amounts import (
    NUMBER,
    as_printed,
    comparable,
    may_be_misread,
    rounding,
)
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import any_of
from evidencecheck.domain.said_phrases import Comparisons
from evidencecheck.domain.tables import Role

_SURE = 0.9
# (0.286 - 0.231) x 1,460,000: what one piece took before and after, and how many were made.
_AMOUNT = rf"\s*[:：]?\s*(?P<n>{NUMBER})\s*(?P<u>kWh|GJ|kgce|tce|m3|Nm3)"
_LEAST_SHARES, _NEARLY_ALL = 3, (94.0, 106.0)
_WHOLE, _THOUSAND = 100.0, 1000.0


def rates(document: Document, context: Context) -> Iterator[Finding]:
    """The first that is wrong, of the applicant's own papers and of those on it."""
    if not is_own(document, context):
        return
    for found in (_savings, _shares):
        told = next(found(document, context), None)
        if told is not None:
            yield told
            return


def _savings(document: Document, context: Context) -> Iterator[Finding]:
    text = "\n".join(x.text.replace("\t", " ") for x in document.lines if x.confidence >= _SURE)
    phrases = context.book.phrases
    patterns = _saving(phrases.compared, phrases.outputs)
    before, after, made, saved = (p.search(text) for p in patterns)
    if before is None or after is None or made is None or saved is None:
        return
    if not before["u"] == after["u"] == saved["u"]:
        return
    each = as_printed(before["n"]) - as_printed(after["n"])
    stated, computed = as_printed(saved["n"]), each * as_printed(made["n"])
    loose = rounding(before["n"], as_printed(before["n"])) * 2 * as_printed(made["n"])
    if not comparable(stated, computed):
        return
    if abs(stated - computed) <= max(loose, 0.01 * computed):
        return
    if _misread(document, stated, stated - computed):
        return
    line = next(x for x in document.lines if saved["n"] in x.text)
    place = document.at(line)
    yield context.finding(
        "C601", document, cite=place, stated=saved["n"], computed=f"{computed:,.2f}"
    )


@lru_cache(4)
def _saving(words: Comparisons, outputs: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """What one piece took before, and after; how many were made; what was saved."""
    before, after = (
        rf"(?:{any_of(time)})\S{{0,6}}?(?:{any_of(words.used_apiece)}){_AMOUNT}\s*/"
        for time in (words.before, words.after)
    )
    made = rf"(?:{any_of(outputs)})\s*[:：]?\s*(?P<n>{NUMBER})"
    saved = rf"(?:{any_of(words.saved_in_all)})\S{{0,4}}?{_AMOUNT}"
    return tuple(map(re.compile, (before, after, made, saved)))


def _shares(document: Document, context: Context) -> Iterator[Finding]:
    """The shares of all parts of one thing, which do not make up a hundred per cent."""
    phrases = context.book.phrases
    for number, table in enumerate(document.tables):
        for column, head in enumerate(table.columns):
            heads = "".join(head.headings).casefold()
            if not any(word in heads for word in phrases.shares_of_all):
                continue
            cells = [
                q
                for q in document.quantities
                if (q.table, q.column, q.unit) == (number, column, "%") and q.confidence >= _SURE
            ]
            body = [q for q in cells if q.role is Role.BODY]
            rows = [row for row in table.rows if row.role is Role.BODY]
            if len(body) < _LEAST_SHARES or len(body) != len(rows):
                continue
            whole = sum(q.value for q in body)
            loose = sum(rounding(q.raw, q.value) for q in body) + 0.1
            gap = whole - _WHOLE
            if not _NEARLY_ALL[0] < whole < _NEARLY_ALL[1] or abs(gap) <= max(loose, 0.5):
                continue
            if any(_misread(document, q.value, gap) for q in body):
                continue
            yield context.finding(
                "C601",
                document,
                cite=[q.citation for q in body],
                stated=f"{_WHOLE:g} %",
                computed=f"{whole:g} %",
            )


def _misread(document: Document, value: float, gap: float) -> bool:
    return _recognised(document) and may_be_misread(value, gap)


def _recognised(document: Document) -> bool:
    return document.origin is Origin.OCR
