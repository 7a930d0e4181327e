"""The term of validity of a document, beside what labels say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from evidencecheck.domain.document import Field
from evidencecheck.extraction.entities.dates import PeriodMatch, find_dates, find_periods
from evidencecheck.extraction.entities.terms import Validity
from evidencecheck.extraction.subject import Subject
from evidencecheck.extraction.text import PageText, flow

_SURE = 0.85
"""0..1, of a term that no label names."""
_SHORTEST, _LEFT = 300, 180
"""Days of a term, and from the day of issue to its end: no period that was looked at."""


def by_span(subject: Subject, found: dict[str, Field]) -> None:
    """The only span of days of a certificate that must say how long it is valid.

    Where no label for it could be read: 证书自…至…有效, 起止:…
    """
    issued = found.get("issue_date")
    if subject.type.validity.kind != "required" or "valid_until" in found or issued is None:
        return
    if "period" in subject.type.fields or not isinstance(issued.value, str):
        return
    spans = list(_spans(subject.texts, date.fromisoformat(issued.value)))
    if len({(span.first, span.last) for _, span in spans}) != 1:
        return
    page, span = spans[0]
    place = flow(page).span(span.start, span.end)
    for name, day in (("valid_from", span.first), ("valid_until", span.last)):
        found[name] = page.field(name, day.isoformat(), *place, _SURE)


def _spans(
    pages: Sequence[PageText], issued: date
) -> Iterator[tuple[PageText, PeriodMatch]]:  # fmt: skip
    for page in pages:
        text = flow(page).text
        for span in find_periods(text):
            days = len(find_dates(text[span.start : span.end])) == 2
            long = (span.last - span.first).days >= _SHORTEST
            if days and long and (span.last - issued).days >= _LEFT:
                yield page, span


def without_term(found: dict[str, Field]) -> None:
    """Takes the validity of a certificate out again where it was taken for the period told of."""
    names = (("period_start", "valid_from"), ("period_end", "valid_until"))
    pairs = [(found.get(period), found.get(term)) for period, term in names]
    if all(p is not None and t is not None and p.value == t.value for p, t in pairs):
        for name in ("period_start", "period_end", "years"):
            found.pop(name, None)


def issued_first(found: dict[str, Field]) -> None:
    """A certificate that states no other day of issue is the first of its kind."""
    first, begin = found.get("first_issue_date"), found.get("valid_from")
    if first is None or "issue_date" in found:
        return
    if begin is None or begin.value == first.value:
        found["issue_date"] = replace(first, name="issue_date")


def after(stated: Validity, begin: Field | None) -> str:
    """The end of a validity that is stated as a number of years."""
    if not stated.years or begin is None or not isinstance(begin.value, str):
        return ""
    first = date.fromisoformat(begin.value)
    try:
        end = first.replace(year=first.year + stated.years)
    except ValueError:
        end = first.replace(year=first.year + stated.years, day=28)
    return date.fromordinal(end.toordinal() - 1).isoformat()
