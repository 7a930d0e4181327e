"""C601 on invoices: amount and tax against the price that takes both in (domain C16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Citation, Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_SURE, _READ = 0.9, 0.8
# 324.955.75 is a comma that was read as a point.
_MONEY = re.compile(r"(?<![\d.,])\d{1,3}(?:[,.]?\d{3})*[.]\d{2}(?![\d%％])")
_NUMBER = re.compile(
    r"(?<![\d.,A-Za-z-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.]\d{1,4})?(?![\d.,%％A-Za-z-])"
)
_EXACT = 0.05
"""Yuan: tax is rounded row by row."""


def taxes(document: Document, context: Context) -> Iterator[Finding]:
    """A price with tax that is not the sum of the one amount and the one tax above it.

    And an amount that has the figures of number times price in another order.
    """
    yield from _swapped(document, context)
    phrases = context.book.phrases
    with_tax = _rows(document, phrases.with_tax)
    without = _rows(document, phrases.before_tax)
    if not len(with_tax) == len(without) == 1:
        return
    stated, parts = with_tax[0], without[0]
    price, added = _money(stated), _money(parts)
    if len(price) != 1 or len(added) != 2:
        return
    if document.origin is Origin.OCR and min(stated.confidence, parts.confidence) < _SURE:
        return
    if abs(sum(added) - price[0]) > _EXACT:
        yield context.finding(
            "C601",
            document,
            cite=tuple(Citation(document.file, x.page, x.box, x.text) for x in (stated, parts)),
            stated=f"{price[0]:,.2f}",
            computed=f"{sum(added):,.2f}",
        )


def _swapped(document: Document, context: Context) -> Iterator[Finding]:
    kind = context.type_of(document)
    if kind is None or not kind.names_partners:
        return
    for line in document.lines:
        if document.origin is Origin.OCR and line.confidence < _READ:
            continue
        numbers = [(m[0], float(m[0].replace(",", ""))) for m in _NUMBER.finditer(line.text)]
        for (_, count), (_, price), (printed, stated) in zip(
            numbers, numbers[1:], numbers[2:], strict=False
        ):
            product = round(count * price, 2)
            if product != stated and _figures(product) == _figures(stated) and count > 1:
                place = Citation(document.file, line.page, line.box, line.text)
                yield context.finding(
                    "C601", document, cite=place, stated=printed, computed=f"{product:,.2f}"
                )
                return


def _figures(value: float) -> list[str]:
    return sorted(f"{value:.2f}")


def _rows(document: Document, words: Sequence[str]) -> list[Line]:
    """The rows that begin with one of the words, their blanks apart."""
    plain = ((line, re.sub(r"\s", "", line.text)) for line in document.lines)
    return [line for line, text in plain if any(text.startswith(w) for w in words)]


def _money(row: Line) -> list[float]:
    found = (re.sub(r"[,.]", "", m) for m in _MONEY.findall(row.text))
    return [int(digits) / 100 for digits in found]
