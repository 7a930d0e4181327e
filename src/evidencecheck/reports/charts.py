"""What the pictures of report.html draw: the expiry calendar and the matrix of years.

Positions are worked out here and the templates only place them, so that the pictures stay static
and no style needs to be computed in a browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import east_asian_width

from evidencecheck.assessment.coverage import covers, required_years
from evidencecheck.domain.document import Document
from evidencecheck.domain.report import Report
from evidencecheck.reports.evidence import Evidence
from evidencecheck.reports.gaps import Expiry, expiries

SHOWN = 16
"""Documents in the calendar; the rest end later than these."""

_BEFORE, _AFTER = 366, 3 * 366
"""Days before and after the assessment date that the calendar shows at most."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One document in the calendar."""

    expiry: Expiry
    left: float
    """Where its bar begins and ends, in fractions of the width."""
    right: float
    begun: bool
    """Whether it begins within what is shown."""
    goes_on: bool
    """Whether it ends after what is shown."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of what runs out."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[int, float], ...]
    """First days of years within it, in fractions of the width."""
    today: float
    """The assessment date, in fractions of the width."""
    more: int
    """Documents that are not shown: they end later."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """What covers the years of one piece of evidence."""

    text: str
    indicators: tuple[str, ...]
    states: tuple[str, ...]
    """By year: full, part, none; free where the year is not asked for."""


def calendar(report: Report, shown: int = SHOWN) -> Calendar | None:
    """The calendar of a report; None where no document in use prints an end of validity."""
    found = expiries(report)
    if not found:
        return None
    day = report.submission.date.toordinal()
    bars = found[:shown]
    ends = [e.ends.toordinal() for e in bars]
    first = max(min([day - 92, *(e - 31 for e in ends)]), day - _BEFORE)
    last = min(max([day + 183, *(e + 31 for e in ends)]), day + _AFTER)

    def at(ordinal: int) -> float:
        return min(1.0, max(0.0, (ordinal - first) / (last - first)))

    def bar(expiry: Expiry) -> Bar:
        begins = expiry.begins.toordinal() if expiry.begins else 0
        ends = expiry.ends.toordinal()
        return Bar(expiry, at(begins), at(ends), first < begins, ends > last)

    years = [y for y in range(_year(first), _year(last) + 1) if first < _january(y) < last]
    return Calendar(
        tuple(bar(e) for e in bars),
        tuple((y, at(_january(y))) for y in years),
        at(day),
        len(found) - len(bars),
    )


def year_rows(report: Report) -> tuple[YearRow, ...]:
    """How far the documents of each piece of evidence cover the years asked for.

    Pieces of several indicators with the same words and the same documents are one row.
    """
    evidence = Evidence(report)
    established = report.submission.applicant.established
    rows: dict[tuple[str, tuple[str, ...]], YearRow] = {}
    for result in report.indicators:
        for held in result.slots:
            if not held.slot.years or not held.slot.required:
                continue
            owed = required_years(report.submission.date, established, held.slot.years)
            documents = evidence.documents(held.documents)
            states = tuple(
                _state(documents, year) if year in owed else "free" for year in report.years
            )
            key = (held.slot.text, held.documents)
            before = rows[key].indicators if key in rows else ()
            users = tuple(dict.fromkeys((*before, result.indicator.id)))
            rows[key] = YearRow(held.slot.text, users, states)
    return tuple(rows.values())


def shortened(text: str, width: float) -> str:
    """``text`` cut to ``width`` characters of the Latin alphabet; a Chinese one takes two."""
    used = 0.0
    for n, character in enumerate(text):
        used += 2.0 if east_asian_width(character) in "WFA" else 1.0
        if used > width:
            return text[: max(0, n - 1)].rstrip() + "…"
    return text


def _state(documents: Sequence[Document], year: int) -> str:
    cover = covers(documents, year)
    return "full" if cover.full else "part" if cover.partial else "none"


def _january(year: int) -> int:
    return date(year, 1, 1).toordinal()


def _year(ordinal: int) -> int:
    return date.fromordinal(ordinal).year
