"""C601: an amount by what one of its units gives, in rows of a form (domain C16).

产量(万件) 12.40, 每万件耗水(m3) 31.5, 耗水(m3) 390.6: the label of the rate says what it is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from evidencecheck.assessment.checks.ways_to_reckon import product
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told, is_slip
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.label_lines import in_lists_and_lines
from evidencecheck.assessment.number_runs import Number, in_base
from evidencecheck.assessment.written_numbers import canonical
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_of

_UNIT = (
    r"万?(?:吨标准煤|吨标煤|标准立方米|立方米|平方米|标方|千瓦时|兆瓦时|吨|千克|公斤|度|台|套|件|只|辆|盏|人|元"
    r"|MWh|kWh|GJ|Nm3|m3|m2|kg|t(?![A-Za-z]))"
)


@first_told
def rate_rows(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """The products that are not so."""
    each = context.book.phrases.reckoned_as.each
    if document.speaks_of(each):
        for run in in_lists_and_lines(document):
            yield _wrong(in_base([_as_rate(n, _rate(each)) for n in run]))


@lru_cache(8)
def _rate(each: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(each)})\s*(?P<of>{_UNIT})", re.IGNORECASE)


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
    guess = product(amount, rate)
    if guess.is_held_by(result) or not is_slip(result, guess.value, exact=False):
        return None
    return guess.gainsays(result)
