"""C605: power that a list counts, and again the certificates that came with it (domain C19)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from evidencecheck.assessment.amounts import amount, apart, some_make
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import is_rest_of
from evidencecheck.assessment.serials import Span
from evidencecheck.domain.document import Document, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import any_of
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
_TONNES: Final = frozenset({"tCO2e", "tCO2", "t"})
_LEAST_FACTOR = 0.2
"""tCO2 of a MWh."""
_ROWS = 2


def counted_twice(document: Document, context: Context) -> Iterator[Finding]:
    """One amount in a row of certificates and in one of power, both in the total.

    绿电交易 620 MWh; 随附绿证 620 MWh; 合计 …: told of lists of the applicant's own.
    """
    yield from _with_its_certificates(document, context)
    if not _is_own(document, context):
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


def _is_own(document: Document, context: Context) -> bool:
    """Whether it names no other firm; of the name the beginning may be lost."""
    holder = document.text("holder")
    own = context.submission.applicant.name
    return not holder or context.is_applicant(holder) or is_rest_of(holder, own)


def _with_its_certificates(document: Document, context: Context) -> Iterator[Finding]:
    """A proof of power whose certificates are among those of another paper, and a list adds both.

    绿色电力消费凭证 800 MWh, 对应绿证编号 …; 绿证 1,600 MWh; 抵消合计 …: told of the proof.
    """
    kind = context.type_of(document)
    power = document.field("electricity_kwh")
    if kind is None or kind.units is not None or power is None or power.confidence < _SURE:
        return
    runs = context.spans(document)
    if not runs or not isinstance(power.value, int | float):
        return
    for other in context.documents:
        theirs = context.type_of(other)
        if theirs is None or theirs.units is None:
            continue
        again = next(((a, b) for b in context.spans(other) for a in runs if a.overlaps(b)), None)
        count = _count(other, again[1]) if again is not None else 0.0
        for listed in context.documents if again is not None and count else ():
            if listed.id in {document.id, other.id} or not _is_own(listed, context):
                continue
            rows = _both_added(listed, float(power.value), count * _THOUSAND, context)
            if rows is not None:
                yield context.finding(
                    "C605",
                    document,
                    cite=(*(run.citation for run in again or ()), *(q.citation for q in rows)),
                    what=f"{again[0].printed}" if again is not None else "",
                )
                return


def _count(document: Document, run: Span) -> float:
    """How many certificates a paper is of: as many as its one run holds, if it tells so."""
    field = document.field("certificate_count")
    told = float(field.value) if field is not None and isinstance(field.value, int | float) else 0.0
    held = run.may_hold
    # 1.560: the comma was read as a point.
    return next((c for c in (told, round(told * _THOUSAND, 3)) if c in held), told)


def _both_added(
    document: Document, power: float, certificates: float, context: Context
) -> tuple[Quantity, Quantity] | None:
    """The rows of a list for a power and for certificates, by their amounts, both in its total."""
    phrases, scanned = context.book.phrases, document.origin is Origin.OCR
    told = [_plain(q, scanned=scanned) for q in document.quantities if q.confidence >= _SURE]
    traded = [(q, ways) for q, ways in told if any(w in _label(q) for w in phrases.traded)]
    certified = [
        (q, ways)
        for q, ways in told
        if any(w in _label(q) for w in phrases.certificates) and (q, ways) not in traded
    ]
    for a, ways in traded:
        for b, others in certified:
            if a.table != b.table or a.row == b.row or a.unit != b.unit:
                continue
            # Each is its amount; or both are tonnes, by one factor.
            meant = _is_of(ways, power, a.unit) and _is_of(others, certificates, b.unit)
            meant = meant or (
                a.unit in _TONNES
                and _LEAST_FACTOR < _THOUSAND * a.value / power < 1
                and not apart(a.value / power, b.value / certificates, 0.0, _ALIKE)
            )
            if meant and _are_added(a, b, told):
                return a, b
    return None


def _is_of(ways: tuple[float, ...], kwh: float, unit: str | None) -> bool:
    """Whether a number is an amount of power, in kWh, in MWh or in certificates."""
    whole = kwh if unit == "kWh" else kwh / _THOUSAND
    return any(not apart(way, whole, 0.0, _ALIKE) for way in ways)


def _are_added(
    a: Quantity, b: Quantity, told: list[tuple[Quantity, tuple[float, ...]]]
) -> bool:  # fmt: skip
    """Whether a total below two rows, in any of their columns, has both in it."""
    table = [(q, max(ways)) for q, ways in told if q.table == a.table]
    for column in {q.column for q, _ in table}:
        cells = [(q, v) for q, v in table if q.column == column and q.unit != "%"]
        first, second = (
            next((v for q, v in cells if q.row == row), None) for row in (a.row, b.row)
        )
        if first is None or second is None or len(cells) > _MOST:
            continue
        for total, whole in cells:
            if total.row <= max(a.row, b.row):
                continue
            rest = [v for q, v in cells if q.row < total.row and q.row not in {a.row, b.row}]
            rest = [v for v in rest if v < whole]
            near, gap = whole * _ALIKE, whole - first - second
            # Of many rows some make the total without the power too: then it says nothing.
            if some_make([second, *rest], whole, near):
                continue
            if abs(gap) <= near or (gap > 0 and some_make(rest, gap, near)):
                return True
    return False


def _taken_in(document: Document, context: Context) -> Iterator[Finding]:
    """Certificates that take in those of a trade, and all that was traded, in one total.

    绿证1,500张(含绿电交易划转的600张) 1,500; 绿电交易结算电量 800; 合计 2,300.
    """
    phrases = context.book.phrases
    if not document.speaks_of(("含", "其中")):
        return
    text = "".join(line.text for line in document.lines)
    traded = any_of(phrases.traded)
    claims = phrases.claims
    takes_in = re.search(
        rf"(?:含|其中)[^()（）。;；]{{0,8}}(?:{traded}|绿电)[^()（）。;；]{{0,12}}"
        rf"(?:{any_of(claims.came_with)})",
        text,
    )
    # What the certificates take in is not counted again.
    again = (*claims.counted_once, *claims.other_units, *claims.taken_in)
    if takes_in is None or any(word in text for word in again):
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
        words = other.heading
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
