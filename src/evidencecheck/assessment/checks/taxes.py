"""C601 on invoices: amount and tax against the price that takes both in (domain C16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Citation, Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_SURE = 0.9
_MONEY = re.compile(r"(?<![\d.,])\d{1,3}(?:,?\d{3})*[.]\d{2}(?![\d%％])")
_EXACT = 0.05
"""Yuan: tax is rounded row by row."""


def taxes(document: Document, context: Context) -> Iterator[Finding]:
    """A price with tax that is not the sum of the one amount and the one tax above it."""
    phrases = context.book.phrases
    rows = _rows(document)
    with_tax = [row for row in rows if _begins(row, phrases.with_tax)]
    without = [
        row for row in rows if _begins(row, phrases.before_tax) and row not in with_tax
    ]  # fmt: skip
    if not len(with_tax) == len(without) == 1:
        return
    (stated,), (parts,) = with_tax, without
    price, added = _money(stated), _money(parts)
    if len(price) != 1 or len(added) != 2 or _unsure(document, (*stated, *parts)):
        return
    if abs(sum(added) - price[0]) > _EXACT:
        yield context.finding(
            "C601",
            document,
            cite=tuple(
                Citation(document.file, x.page, x.box, x.text)
                for row in (stated, parts)
                for x in row
                if _MONEY.search(x.text)
            ),
            stated=f"{price[0]:,.2f}",
            computed=f"{sum(added):,.2f}",
        )


def _rows(document: Document) -> list[list[Line]]:
    """The lines of a document that stand on one level, from left to right."""
    rows: list[list[Line]] = []
    for line in document.lines:
        last = rows[-1][-1] if rows else None
        if last is not None and last.page == line.page and last.box.same_row(line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda x: x.box.x0) for row in rows]


def _begins(row: Sequence[Line], words: Sequence[str]) -> bool:
    text = re.sub(r"\s", "", row[0].text)
    return any(text.startswith(word) for word in words)


def _money(row: Sequence[Line]) -> list[float]:
    return [float(m.replace(",", "")) for x in row for m in _MONEY.findall(x.text)]


def _unsure(document: Document, lines: Sequence[Line]) -> bool:
    return document.origin is Origin.OCR and any(x.confidence < _SURE for x in lines)
