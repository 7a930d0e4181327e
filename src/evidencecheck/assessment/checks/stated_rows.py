"""C602: a paper on one month, or one workshop, against its row in a table of all (domain C17)."""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.amounts import apart, comparable, rounding
from evidencecheck.assessment.checks.two_amounts import two_amounts
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.parts import parts_of
from evidencecheck.assessment.stated import (
    Period,
    Stated,
    called,
    head_of,
    is_month,
    period_of_paper,
    stated_of,
)
from evidencecheck.domain.document import Document, Quantity, Said
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_MEANT = 1.33
"""How often one amount holds another, at the most, that is meant to be the same."""
_WORTH = 0.015
"""Share of the amount; less may come from the hour at which meters are read."""


def stated_rows(document: Document, context: Context) -> Iterator[Finding]:
    """The only amount of its name in such a paper, where the only such row has another.

    Told of the paper: the table is what it is taken from. Silent where a paper tells of as much as
    lies between them.
    """
    if not _is_own(document, context):
        return
    words = context.book.phrases.parts_of_works
    period, parts = period_of_paper(document), parts_of(head_of(document), words)
    key = next(iter(parts)) if len(parts) == 1 else _month(period) if not parts else ""
    if period is None or not key:
        return
    for mine in _named(document, period, parts, context):
        name = called(mine, context.book.phrases).text
        rows = [
            (other, row)
            for other, q in context.stated.rows.get((mine.unit, key), ())
            if other.id != document.id and _is_own(other, context)
            if (row := stated_of(other, q, context.book)) is not None
            if row.period == period and parts_of("".join(row.labels), words) == parts
            if _name(row, other, context) == name
        ]
        if len({row.value for _, row in rows}) != 1 or not _differ(mine, rows[0][1]):
            continue
        theirs = rows[0][1]
        if not context.facts.explains(abs(mine.value - theirs.value), mine.unit):
            yield two_amounts(document, context, ", ".join(mine.labels), mine, theirs)
            return


def _month(period: Period | None) -> str:
    return f"{int(period[0][5:7])}月" if period is not None and is_month(period) else ""


def _is_own(document: Document, context: Context) -> bool:
    """Whether it is a paper of the applicant itself, stored as text, not void and not mended."""
    kind = context.type_of(document)
    void = any(word in document.file for word in context.book.phrases.void)
    return (
        (kind is None or kind.issuer in {"self", "any"})
        and is_own(document, context)
        and document.origin is not Origin.OCR
        and document.id in context.told.by_paper
        and not void
    )


def _named(
    document: Document, period: Period, parts: frozenset[str], context: Context
) -> list[Stated]:
    """The amounts of a paper, of all of its time and of its part, of which it has one each."""
    phrases, found = context.book.phrases, dict[str, list[Stated]]()
    every: list[Quantity | Said] = [*document.quantities, *document.said]
    for one in every:
        stated = stated_of(document, one, context.book)
        if stated is None or stated.period != period or not one.value:
            continue
        name = called(stated, phrases)
        of_part = parts_of("".join(stated.labels), phrases.parts_of_works) in (parts, frozenset())
        if name.exact and of_part:
            found.setdefault(name.text, []).append(stated)
    return [all_[0] for all_ in found.values() if len({s.value for s in all_}) == 1]


def _name(row: Stated, document: Document, context: Context) -> str:
    """What a row is of; where its labels tell only the part and the time, by the paper's title."""
    phrases = context.book.phrases
    name = called(row, phrases).text
    if name:
        return name
    title = head_of(document)
    return next(
        (
            known
            for known, names in phrases.same_names.items()
            if names.unit == row.unit and any(word in title for word in names.words)
        ),
        "",
    )


def _differ(mine: Stated, theirs: Stated) -> bool:
    exact = rounding(mine.raw, mine.value) + rounding(theirs.raw, theirs.value)
    meant = comparable(mine.value, theirs.value, _MEANT)
    return meant and apart(mine.value, theirs.value, exact, _WORTH)
