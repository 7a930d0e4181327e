"""Y402 of one paper that is meant to be of a year and tells of a part of it (domain C09)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from evidencecheck.assessment.checks.months import months
from evidencecheck.assessment.checks.years_in_words import years_in_words
from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.coverage import counted_back, covers, last_years, same_issuer
from evidencecheck.assessment.month_labels import month_of, two_abreast
from evidencecheck.assessment.names import same_name
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import Phrases
from evidencecheck.domain.tables import Role

_LEAST, _MOST = 120, 355
"""Days of a part that may be taken for the year."""
_SURE = 0.85
_LEAST_MONTHS = 4
_THREE = 3
"""Years that are asked for."""
_CARELESS = 31
"""Days."""
_LEGIBLE = 0.82
"""A span without a label, at the head of a paper, is as sure as 0.85, and as its print."""
_MONTHS_NAMED = re.compile(r"\d{1,2}\s*月|[一二三四五六七八九十]月")


def part_years(document: Document, context: Context) -> Iterator[Finding]:
    """A paper on years of the applicant's that leaves months of one out, however it tells them."""
    told = tuple(_of_period(document, context)) or tuple(months(document, context))
    yield from told or years_in_words(document, context)


def _of_period(document: Document, context: Context) -> Iterator[Finding]:
    """A report or statement of the applicant's year that leaves months of it out.

    Silent where its title says that it is of a part, and, of tables of energy, where another one
    tells of the whole year; not so of one whose file is called by the whole year.
    """
    kind = context.type_of(document)
    if kind is None or kind.period != "years":
        return
    if not (kind.whole_firm or kind.whole_energy):
        yield from _late_start(document, context)
        return
    if len(document.years) != 1 or not is_own(document, context):
        return
    (year,) = document.years
    title = document.title.quote if document.title is not None else ""
    called = _is_called_whole(document, year, context.book.phrases)
    in_part = not called and _is_of_a_part(title, context.book.phrases)
    if year >= context.date.year or in_part:
        return
    told = _told(document, year)
    if told is None:
        return
    first, last, place = told
    days = (last - first).days + 1
    if first.year != year or last.year != year or not _LEAST <= days <= _MOST:
        return
    same = list(context.others_of_type(document))
    whole = [d for d in same if _told(d, year) is None and covers((d,), year).full]
    # The other half of the year may be told by another paper; and a factory may be young.
    parts = [(first, last), *(told[:2] for d in same if (told := _told(d, year)) is not None)]
    days_of = range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    told_of = {n for a, b in parts for n in range(a.toordinal(), b.toordinal() + 1) if n in days_of}
    together = not whole and len(told_of) > _MOST
    established = context.submission.applicant.established
    young = established is not None and first <= established
    if not (together or young or (whole and kind.whole_energy and not called)):
        yield context.finding("Y402", document, cite=place, year=year, covered=days)


def _is_called_whole(document: Document, year: int, phrases: Phrases) -> bool:
    """Whether its file is called by the whole of that year: 2024年全年能源统计.xlsx."""
    name = document.stem
    named = str(year) in name and any(word in name for word in phrases.whole_year)
    return named and not any(word in name for word in phrases.part_of_year)


def _is_of_a_part(title: str, phrases: Phrases) -> bool:
    """Whether a title says so of its paper; 年度月报汇总 gathers all of a year."""
    parts = [w for w in (*phrases.part_of_year, *phrases.unfinished) if w in title]
    if not parts or _MONTHS_NAMED.search(title):
        return bool(parts)
    gathers = any(w in title for w in phrases.whole_year) and any(
        w in title for w in phrases.gathers
    )
    return not gathers or any(word not in phrases.of_months for word in parts)


def _late_start(document: Document, context: Context) -> Iterator[Finding]:
    """A paper on three years that begins in the middle of the first."""
    field = document.field("period_start")
    start, end = iso(document, "period_start"), iso(document, "period_end")
    if field is None or start is None or end is None or field.confidence < _LEGIBLE:
        return
    if not is_own(document, context) or len(document.years) != _THREE:
        return
    days = (end - start).days + 1
    if days >= _THREE * 365 - _CARELESS or start.year != document.years[0]:
        return
    kind = context.type_of(document)
    if kind is not None and kind.counted_back:
        alike = [d for d in context.of_type(document.type) if same_issuer(d, document)]
        if counted_back(alike, last_years(context.date, _THREE)):
            return
    missing = (start - date(start.year, 1, 1)).days
    established = context.submission.applicant.established
    if missing <= _CARELESS or (established is not None and start <= established):
        return
    # The first part of the year may be told by another paper.
    for other in context.others_of_type(document):
        first, last = iso(other, "period_start"), iso(other, "period_end")
        same = same_name(other.text("issuer"), document.text("issuer"))
        if same and first and last and first < start and (start - last).days <= _CARELESS:
            return
    covered = (date(start.year, 12, 31) - start).days + 1
    yield context.finding("Y402", document, cite=field, year=start.year, covered=covered)


def _told(document: Document, year: int) -> tuple[date, date, Citation] | None:
    """The part of a year that a document tells of, by its months, else by its period."""
    months = _months(document)
    if months is not None:
        (first, _), (last, place) = months
        return date(year, first, 1), date(year, last, monthrange(year, last)[1]), place
    field, end = document.field("period_start"), document.field("period_end")
    start, stop = iso(document, "period_start"), iso(document, "period_end")
    if field is None or end is None or start is None or stop is None:
        return None
    if min(field.confidence, end.confidence) < _SURE or (stop - start).days + 1 > _MOST:
        return None
    return start, stop, end.citation


def _months(document: Document) -> tuple[tuple[int, Citation], tuple[int, Citation]] | None:
    """The first and the last of the months that head the rows of a table, none left out."""
    for table in document.tables:
        if two_abreast(table):
            continue
        found: list[tuple[int, Citation]] = []
        for row in table.rows:
            told = month_of(row.labels[-1]) if row.labels else None
            if told is not None and row.role is Role.BODY:
                cell = row.cells[0]
                place = document.at(cell)
                found.append((told[1], place))
        numbers = [n for n, _ in found]
        if len(found) >= _LEAST_MONTHS and numbers == list(range(numbers[0], numbers[-1] + 1)):
            return (found[0], found[-1]) if len(found) < 12 else None
    return None
