"""C605: power that a list counts, and again the certificates that came with it (domain C19)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from evidencecheck.assessment.amounts import amount, apart, some_make
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.facts import title_of
from evidencecheck.domain.document import Document, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import Role

_SURE = 0.8
"""Enough, as two numbers and a sum bear each other out."""
_LEAST = 10_000.0
"""kWh; less is alike by chance."""
_ALIKE = 0.001
"""Share: certificates are of whole MWh."""
_MOST = 12
"""Rows, of whose numbers any is the sum of some by chance."""
_THOUSAND = 1000.0
_ROWS = 2
_CAME = "(?:划转|随附|附带|配套|捆绑|转入|对应|同步)"
"""How certificates come to who bought the power."""
_LEFT_OUT = re.compile(r"重复|扣除|剔除|不含|不计|其余|未划转|剩余|除外|已含|不再")
"""Says that what the certificates take in is not counted again."""


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
    yield from _taken_in(document, context)


def _taken_in(document: Document, context: Context) -> Iterator[Finding]:
    """Certificates that take in those of a trade, and all that was traded, in one total.

    绿证1,500张(含绿电交易划转的600张) 1,500; 绿电交易结算电量 800; 合计 2,300.
    """
    phrases = context.book.phrases
    text = "".join(line.text for line in document.lines)
    traded = "|".join(map(re.escape, phrases.traded))
    takes_in = re.search(
        rf"(?:含|其中)[^()（）。;；]{{0,8}}(?:{traded}|绿电)[^()（）。;；]{{0,12}}{_CAME}", text
    )
    if takes_in is None or _LEFT_OUT.search(text):
        return
    told = [
        (_label(q), _megawatt_hours(q), q) for q in document.quantities if q.confidence >= _SURE
    ]
    for label, value, power in told:
        if not any(w in label for w in phrases.traded) or any(
            w in label for w in phrases.certificates
        ):
            continue
        column = [(v, q) for _, v, q in told if (q.table, q.column) == (power.table, power.column)]
        rows = [v for v, q in column if q.role is Role.BODY]
        added = any(not apart(v, sum(rows), 0.0, _ALIKE) for v, q in column if q.role is Role.TOTAL)
        if added and len(rows) >= _ROWS and _is_settled(value, document, context):
            yield context.finding("C605", document, cite=power.citation, what=amount(value, "MWh"))
            return


def _is_settled(value: float, document: Document, context: Context) -> bool:
    """Whether another paper gives so much as all that was traded."""
    for other in context.documents:
        whole = other.field("electricity_kwh") if other.id != document.id else None
        if whole is None or not isinstance(whole.value, int | float):
            continue
        words = title_of(other)
        if any(w in words for w in context.book.phrases.traded) and not apart(
            float(whole.value), value * _THOUSAND, 0.0, _ALIKE
        ):
            return True
    return False


def _megawatt_hours(quantity: Quantity) -> float:
    return quantity.value / _THOUSAND if quantity.unit == "kWh" else quantity.value


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
