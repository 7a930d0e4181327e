"""How old a factor of electricity is on the day of a paper, and which one it would rightly have."""

from __future__ import annotations

from datetime import date, timedelta

from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.factors import EXACT, KnownFactor
from evidencecheck.domain.document import Document
from evidencecheck.domain.factors import Purpose
from evidencecheck.domain.page import Origin

_DAYS = 0.7
"""Least confidence of a day that was recognised."""
_WRITING = timedelta(days=30)
"""That long a paper is in the writing."""
_CUSTOMARY = timedelta(days=180)
"""That long the value before is still customary where the system names none."""
_GRACE = timedelta(days=90)
"""A paper that was being written when a new value came out rightly has the one before."""


def is_stale(value: float, end: date, context: Context) -> bool:
    """Whether all that a factor can be had ended before a paper of that day was written."""
    known = context.factors.of_power(value)
    return bool(known) and all(
        k.set.ends is not None and k.set.ends + _WRITING < end for k in known
    )


def is_replaced(value: float, document: Document, context: Context) -> bool:
    """Whether a value is of the series that the system names, and a later one took its place."""
    asked, rule = asked_for(document, context), context.pack.electricity_factor
    known = context.factors.of_power(value)
    own = bool(known) and rule is not None and all(k.id == rule.series for k in known)
    return own and bool(asked) and not any(a.is_value(value, EXACT) for a in asked)


def long_published(purpose: Purpose, document: Document, context: Context) -> KnownFactor | None:
    """The last national value right for ``purpose`` that had been out for a year.

    None if it is of a year after those that the document covers.
    """
    known = latest(purpose, document, context, before=_CUSTOMARY)
    end = iso(document, "period_end") or day_of(document, context)
    return (
        known if known is not None and max(known.set.years, default=end.year) <= end.year else None
    )


def is_of_before(value: float, later: KnownFactor, context: Context) -> bool:
    """Whether a value is a national one of years before those of ``later``, and nothing else."""
    known = context.factors.of_power(value)
    return bool(known) and all(is_older(k, later) for k in known)


def is_older(known: KnownFactor, later: KnownFactor) -> bool:
    """Whether a factor is a national one of years before those of ``later``."""
    years = known.set.years
    return (
        known.series.area == "national"
        and bool(years)
        and max(years) < max(later.set.years, default=0)
    )


def has_passed(value: float, end: date, later: KnownFactor | None, context: Context) -> bool:
    """Whether a value had ended, or others had long taken its place."""
    return is_stale(value, end, context) or (
        later is not None and is_of_before(value, later, context)
    )


def day_of(document: Document, context: Context) -> date:
    """When a paper was written, or the last day that it tells of."""
    issued = document.field("issue_date")
    # Misread under a seal it says nothing: no paper is of a day to come.
    sure = issued is not None and (document.origin is not Origin.OCR or issued.confidence >= _DAYS)
    day = iso(document, "issue_date") if sure else None
    if day is not None and day > context.date and document.origin is Origin.OCR:
        day = None
    day = day or iso(document, "period_end")
    if day is None and document.years:
        day = min(date(max(document.years), 12, 31), context.date)
    return day or context.date


def is_dated(document: Document) -> bool:
    """Whether anything says of what time a paper is, by which the age of a factor is told."""
    return bool(document.years) or any(iso(document, n) for n in ("issue_date", "period_end"))


def asked_for(document: Document, context: Context) -> list[KnownFactor]:
    """The value of the series that the system names, as last published by the document's day.

    And the one before it, where that was the last not long ago.
    """
    rule, day = context.pack.electricity_factor, day_of(document, context)
    if rule is None:
        return []
    values = (context.factors.published(rule.series, on) for on in (day, day - _GRACE))
    return [known for known in values if known is not None]


def latest(
    purpose: Purpose, document: Document, context: Context, *, before: timedelta = timedelta()
) -> KnownFactor | None:
    """A value that would have been right: of the first national series meant for the purpose.

    As published that long ``before`` the document's day.
    """
    return national(purpose, day_of(document, context) - before, context)


def national(purpose: Purpose, on: date, context: Context) -> KnownFactor | None:
    """The value of the first national series meant for a purpose, as last published on a day."""
    for name, series in context.book.factors.series.items():
        if series.area == "national" and purpose in context.book.factors.kinds[series.kind].right:
            known = context.factors.published(name, on)
            if known is not None:
                return known
    return None
