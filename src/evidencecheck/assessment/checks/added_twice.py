"""C605: a paper that counts twice: power and its certificates, or a run of numbers (domain C19)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from evidencecheck.assessment.amounts import (
    CERTIFICATES,
    KWH_OF_A_CERTIFICATE,
    amount,
    apart,
    some_make,
)
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.serials import Span, spans
from evidencecheck.assessment.written_numbers import canonical
from evidencecheck.domain.claim_phrases import Claims
from evidencecheck.domain.document import Document, Quantity, Said
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import Role

_SURE = 0.85
_LEAST = 10_000.0
"""kWh; less is alike by chance."""
_ALIKE = 0.001
_LEAST_RUN, _MANY = 10, 5000
_LONG = re.compile(r"[0-9A-Za-z-]{10}")
_BEGUN = re.compile(r"(?<![0-9a-z-])[0-9a-z][0-9a-z-]{7}(?=[0-9a-z-]{2})")
_PARTS: Final = {
    "kwh": KWH_OF_A_CERTIFICATE,
    **dict.fromkeys(("mwh", "t", "tco2", *CERTIFICATES), 1.0),
}
"""How many of a unit are one number of a run."""
_PARTS_OF_POWER: Final = {"kwh": 0.001, "mwh": 1.0, **dict.fromkeys(CERTIFICATES, 1.0)}
_GREEN_POWER = re.compile(r"绿电|绿色电力|结算电量|交易电量|消费凭证")
_FEW = 8


def added_twice(document: Document, context: Context) -> Iterator[Finding]:
    """Told of own papers: 消费凭证1,400兆瓦时,绿证1,400兆瓦时,两项相加2,800兆瓦时."""
    phrases = context.book.phrases
    if not is_own(document, context):
        return
    runs = _runs_added(document, context)
    if runs and not _tells_apart(document, phrases.claims):
        places = (run.citation for run in runs)
        yield context.finding("C605", document, cite=places, what=runs[0].printed)
        return
    told = [(_kwh(s), s) for s in document.said if s.confidence >= _SURE]
    sums = _sums(document, context) if document.speaks_of(phrases.certificates) else []
    amounts = [(v, s) for v, s in told if v >= _LEAST]
    linked = _came_with_it(document, context)
    if linked is not None and not document.speaks_of(phrases.claims.counted_once):
        yield context.finding(
            "C605",
            document,
            cite=(n.place for n in linked),
            what=amount(linked[0].value, linked[0].unit),
        )
        return
    found = _both_added(amounts, sums, phrases) or _both_off(document, phrases)
    if found is None or _tells_apart(document, phrases.claims):
        return
    power, certificates = found
    what = amount(power.value / KWH_OF_A_CERTIFICATE, "MWh")
    yield context.finding("C605", document, cite=(certificates.citation, power.citation), what=what)


def _tells_apart(document: Document, claims: Claims) -> bool:
    """Whether a line says that one of both is not counted, or that they are of other units."""
    words = (*claims.counted_once, *claims.other_units)
    return any(word in line.text for line in document.lines for word in words)


def _came_with_it(document: Document, context: Context) -> tuple[Number, Number] | None:
    """Certificates that came with power, of as much, and a sum that has both beside other lots.

    绿电1,460 MWh; 上述绿电划转所得绿证1,460张; 另购绿证1,500张; 合计4,420 MWh.
    """
    phrases = context.book.phrases
    came_with = (*phrases.claims.came_with, *phrases.claims.along)
    if not document.speaks_of(phrases.certificates):
        return None
    for run in context.numbers(document):
        told = [(n.value * _PARTS_OF_POWER[n.unit], n) for n in run if n.unit in _PARTS_OF_POWER]
        sums = [v for v, n in told if any(w in n.label for w in phrases.summed)]
        for value, certificates in told if sums else ():
            label = certificates.label.casefold()
            if not _is_certificate(label, phrases) or not any_word(label, came_with):
                continue
            power = next(
                (
                    n
                    for v, n in told[: told.index((value, certificates))]
                    if v == value and _GREEN_POWER.search(n.label)
                ),
                None,
            )
            others = list({v for v, _ in told if v != value and v not in sums})
            if power is None or len(others) > _FEW:
                continue
            for whole in sums:
                once = [0.0, *others]
                twice = any(not apart(whole - 2 * value, v, 0.0, _ALIKE) for v in once)
                twice = twice or some_make(others, whole - 2 * value, value * _ALIKE)
                if twice and not some_make([value, *others], whole, value * _ALIKE):
                    return power, certificates
    return None


def _kwh(said: Said) -> float:
    if said.unit in CERTIFICATES:
        return said.value * KWH_OF_A_CERTIFICATE
    return said.value if said.unit == "kWh" else 0.0


def _sums(document: Document, context: Context) -> list[float]:
    """What sentences call a sum of power, in kWh: 绿色电力合计:180 MWh+180个(折180 MWh)=360 MWh."""
    phrases = context.book.phrases
    return [
        n.value * times
        for run in context.numbers(document)
        for n in run
        if (times := {"kwh": 1.0, "mwh": KWH_OF_A_CERTIFICATE}.get(n.unit))
        and (n.label.endswith(("=", "＝")) or any(w in n.label for w in phrases.summed))
        and not any(w in n.label for w in phrases.power_of_part)
    ]


def _runs_added(document: Document, context: Context) -> tuple[Span, ...]:
    """Two parts with numbers in common, and the sum of both, or of all parts."""
    phrases = context.book.phrases
    # Numbers that begin alike stand there twice at least.
    begun = _BEGUN.findall(document.plain)
    if len(set(begun)) == len(begun) or not document.speaks_of(phrases.summed):
        return ()
    if not document.speaks_of((*phrases.certificates, *phrases.credits)):
        return ()
    wholes = [
        n.value / parts
        for numbers in context.numbers(document)
        for n in numbers
        if (parts := _PARTS.get(n.unit)) and any(w in n.label for w in phrases.summed)
    ]
    wholes += [
        q.value / parts
        for q in document.quantities
        if q.role is Role.TOTAL and (parts := _PARTS.get(canonical(q.unit)))
    ]
    if not wholes:
        return ()
    lines = [x for x in document.lines if x.confidence >= _SURE and _LONG.search(x.text)]
    placed = [(n, r) for n, x in enumerate(lines) for r in spans(replace(document, lines=(x,)))]
    runs = [run for _, run in placed]
    # What two other lots may be together is no sum of one with itself.
    once = {0}
    for a in (a for n, a in enumerate(runs) if not any(a.is_same(b) for b in runs[:n])):
        once |= {before + a.length for before in once}
        if len(once) > _MANY:
            return ()
    every = sum(run.length for run in runs)
    for (n, a), (m, b) in combinations(placed, 2):
        both = {a.length + b.length, every} - once
        if n != m and a.length >= _LEAST_RUN and a.overlaps(b) and both & set(wholes):
            return a, b
    return ()


def _both_added(
    told: Sequence[tuple[float, Said]], sums: Sequence[float], phrases: Phrases
) -> tuple[Said, Said] | None:
    """Two amounts alike, of power and of certificates, and behind them what both are together."""
    for (n, (first, a)), (m, (second, b)) in combinations(enumerate(told), 2):
        if apart(first, second, 0.0, _ALIKE) or _is_certificate(a.what, phrases) == (
            _is_certificate(b.what, phrases)
        ):
            continue
        power, certificates = (b, a) if _is_certificate(a.what, phrases) else (a, b)
        traded = any(word in power.what.casefold() for word in phrases.traded)
        wholes = (*(v for v, _ in told[max(n, m) + 1 :]), *sums)
        both = any(not apart(v, first + second, 0.0, _ALIKE) for v in wholes)
        if traded and both:
            return power, certificates
    return None


def _both_off(document: Document, phrases: Phrases) -> tuple[Quantity, Quantity] | None:
    """Two rows of a column, of power and of its certificates, and what is left without both."""
    cells = [q for q in document.quantities if q.unit == "kWh" and q.value >= _LEAST]
    marked = [q for q in cells if _is_certificate("".join(q.what), phrases)]
    for certificates in marked:
        column = [
            q for q in cells if (q.table, q.column) == (certificates.table, certificates.column)
        ]
        for power in column:
            label = "".join(power.what).casefold()
            if power in marked or not any(word in label for word in phrases.traded):
                continue
            if apart(power.value, certificates.value, 0.0, _ALIKE):
                continue
            rows = sorted((power.row, certificates.row))
            before = [q.value for q in column if q.row < rows[0]]
            behind = [q.value for q in column if q.row > rows[1]]
            twice = 2 * power.value
            if any(not apart(w - twice, left, 0.0, _ALIKE) for w in before for left in behind):
                return power, certificates
    return None


def _is_certificate(label: str, phrases: Phrases) -> bool:
    return any(word in label.casefold() for word in phrases.certificates)
