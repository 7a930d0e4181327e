"""C605: power that a list counts, and again the certificates that came with it (domain C19)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from evidencecheck.assessment.amounts import amount, apart, some_make
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_SURE = 0.8
"""Enough, as two numbers and a sum bear each other out."""
_LEAST = 10_000.0
"""kWh; less is alike by chance."""
_ALIKE = 0.001
"""Share: certificates are of whole MWh."""
_MOST = 12
"""Rows, of whose numbers any is the sum of some by chance."""
_THOUSAND = 1000.0


def counted_twice(document: Document, context: Context) -> Iterator[Finding]:
    """One amount in a row of certificates and in one of power, both in the total.

    绿电交易 620 MWh; 随附绿证 620 MWh; 合计 …: told of lists of the applicant's own.
    """
    holder = document.text("holder")
    if holder and not context.is_applicant(holder):
        return
    scanned = document.origin is Origin.OCR
    for number in range(len(document.tables)):
        for column in range(len(document.tables[number].columns)):
            cells = [
                _plain(q, scanned=scanned)
                for q in document.quantities
                if (q.table, q.column, q.unit) == (number, column, "kWh") and q.confidence >= _SURE
            ]
            found = _pair(cells, context)
            if found is not None:
                power, certificates = found
                yield context.finding(
                    "C605",
                    document,
                    cite=(certificates.citation, power.citation),
                    what=amount(power.value / _THOUSAND, "MWh"),
                )
                return


def _plain(quantity: Quantity, *, scanned: bool) -> tuple[Quantity, tuple[float, ...]]:
    """A number with what it may be: of 1,574.000 the point may be a comma."""
    told = quantity.raw.strip().partition(" ")[0]
    doubtful = scanned and "." in told and len(told.rpartition(".")[2]) == 3
    return quantity, (quantity.value, quantity.value * _THOUSAND) if doubtful else (quantity.value,)


def _pair(
    cells: list[tuple[Quantity, tuple[float, ...]]], context: Context
) -> tuple[Quantity, Quantity] | None:
    phrases = context.book.phrases
    if len(cells) > _MOST:
        return None
    for (a, ways), (b, others) in combinations(cells, 2):
        first, second = (_label(q) for q in (a, b))
        kinds = [
            (any(w in text for w in phrases.certificates), any(w in text for w in phrases.traded))
            for text in (first, second)
        ]
        # Of what is a certificate the trade is told as well: 绿电交易随附绿证.
        if kinds[0][0] == kinds[1][0] or not (kinds[1][1] if kinds[0][0] else kinds[0][1]):
            continue
        alike = [x for x in ways for y in others if not apart(x, y, 0.0, _ALIKE) and x >= _LEAST]
        if not alike:
            continue
        last = max(a.row, b.row)
        for total, sums in cells:
            if total.row <= last:
                continue
            rest = [max(w) for q, w in cells if q not in (a, b) and q.row < total.row]
            addends = [v for v in rest if v < max(sums)]
            gap = max(sums) - 2 * alike[0]
            near = alike[0] * _ALIKE * 2
            if abs(gap) <= near or (gap > 0 and some_make(addends, gap, near)):
                return (b, a) if kinds[0][0] else (a, b)
    return None


def _label(quantity: Quantity) -> str:
    return "".join(quantity.what).casefold()
