"""C601: an amount by what one of its units gives, in rows of a form (domain C16).

产量(万件) 12.40, 每万件耗水(m3) 31.5, 耗水(m3) 390.6: the label of the rate says what it is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, finding_of, is_own, is_slip
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.label_lines import labelled
from evidencecheck.assessment.number_runs import (
    Number,
    Run,
    canonical,
    in_base,
    in_columns,
    in_forms,
    in_rows,
)
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding

_UNIT = (
    r"万?(?:吨标准煤|吨标煤|标准立方米|立方米|平方米|标方|千瓦时|兆瓦时|吨|千克|公斤|度|台|套|件|只|辆|盏|人|元"
    r"|MWh|kWh|GJ|Nm3|m3|m2|kg|t(?![A-Za-z]))"
)


def rate_rows(document: Document, context: Context) -> Iterator[Finding]:
    """The first such product, of the applicant's own papers and of those on it."""
    each = context.book.phrases.reckoned_as.each
    if not document.speaks_of(each) or not is_own(document, context):
        return
    rate = re.compile(f"(?:{'|'.join(map(re.escape, each))})\\s*(?P<of>{_UNIT})", re.IGNORECASE)
    for run in _runs(document):
        rated = [_as_rate(n, rate) for n in run]
        wrong = _wrong(in_base(rated))
        told = finding_of(document, context, wrong) if wrong is not None else None
        if told is not None:
            yield told
            return


def _runs(document: Document) -> Iterator[Run]:
    yield from in_forms(document)
    for table in document.tables:
        yield from in_rows(table, document.file)
        yield from (run for _, run in in_columns(table, document.file))
    yield from labelled(document)


def _as_rate(number: Number, rate: re.Pattern[str]) -> Number:
    """A number whose label says of what one it is, in that unit: t/万m3."""
    m = rate.search(number.label)
    if m is None or not number.unit or "/" in number.unit:
        return number
    return replace(number, unit=f"{number.unit}/{canonical(m['of'])}")


def _wrong(run: Sequence[Number]) -> WrongNumber | None:
    rates = [n for n in run if "/" in n.unit]
    if len(rates) != 1:
        return None
    (rate,) = rates
    above, _, below = rate.unit.partition("/")
    amounts, results = ([n for n in run if n.unit == unit] for unit in (below, above))
    if len(amounts) != 1 or len(results) != 1:
        return None
    (amount,), (result,) = amounts, results
    computed = amount.value * rate.value
    loose = computed * (amount.half / amount.value + rate.half / rate.value) + result.half
    if abs(result.value - computed) <= loose * 1.001:
        return None
    if not is_slip(result, computed, exact=False):
        return None
    return WrongNumber(result, computed, (amount, rate))
