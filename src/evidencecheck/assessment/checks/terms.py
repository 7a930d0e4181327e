"""V205: validity longer than documents of the type can have (domain A.2, A.3, A.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.titles import bare_title
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import Phrases
from evidencecheck.domain.rules import Validity

_PLACED = 0.87
"""0..1: of a day that its place alone tells, or a heading above it, where its print was read well;
what was hardly legible accuses nobody."""
_GRACE = 31
"""Days: terms are printed from the day of the decision, of the print, or of the old end."""
_EARLY = 183
"""Days before the end of a term in which the next may be decided."""
_RENEWED = 3
"""Years of a term of what is decided on anew before it ends."""
_YEAR = 365.25
_A_YEAR = re.compile(r"(?:19|20)\d\d\s*年?度?(?:全年)?")
_BARE, _HEAD, _OF_A_TITLE = 4, 3, 24
"""Characters of a title that says nothing, lines at the top, and characters of one of them."""


def terms(document: Document, context: Context) -> Iterator[Finding]:
    """The printed validity against the longest that the type allows."""
    kind = context.type_of(document)
    until_field, until = document.field("valid_until"), iso(document, "valid_until")
    if kind is None or until_field is None or until is None or until_field.confidence < _PLACED:
        return
    rule = kind.validity
    if rule.months_of_production:
        last = _last_day(document, rule) if _is_of_production(document, context) else None
        if last is not None and (until - last).days > _GRACE:
            yield context.finding(
                "V205",
                document,
                cite=until_field,
                years=_years((until - last).days + rule.months_of_production * _YEAR / 12),
                allowed=_years(rule.months_of_production * _YEAR / 12),
            )
        return
    begin, years = _begin(document), _longest(document, rule, context.book.phrases)
    if years is None or begin is None:
        return
    days = (until - begin).days
    most = years * _YEAR
    # Where a type has no validity at all, a printed one of that length is the sign.
    over = days > most - _GRACE if rule.kind == "none" else days > most + _grace(document, years)
    if over and rule.kind != "none" and _renewed_early(document, begin, until, most):
        return
    if over:
        allowed = 0 if rule.kind == "none" else years
        yield context.finding(
            "V205", document, cite=until_field, years=_years(days), allowed=f"{allowed:g}"
        )


def _grace(document: Document, years: float) -> int:
    """Days that a term may be longer; where neither its first day nor that of the first term is
    printed, it may have been decided months before it begins.
    """
    told = iso(document, "valid_from") or iso(document, "first_issue_date")
    return _GRACE if told is not None or years < _RENEWED else _EARLY


def _longest(document: Document, rule: Validity, phrases: Phrases) -> float | None:
    """The longest validity of the type, of what the title says it is, or of its product."""
    title = bare_title(document, phrases)
    heads = [title]
    if len(title) <= _BARE:
        # 某市专精特新中小企业 / 证书
        heads += [x.text for x in document.lines[:_HEAD] if len(x.text) <= _OF_A_TITLE]
    named = [y for word, y in rule.years_of.items() if any(word in head for head in heads)]
    if not any(word in title for word in rule.unless):
        product, cited = document.text("product"), {s.base for s in document.standards}
        told = rule.years_for.items()
        named += [years for word, years in told if word in product or word in cited]
    return next(iter(named), rule.years)


def _begin(document: Document) -> date | None:
    """The first day of this term: the later of issue and beginning; None where neither is sure."""
    fields = [document.field(name) for name in ("issue_date", "valid_from")]
    days = [iso(document, f.name) for f in fields if f is not None and f.confidence >= _PLACED]
    return max((d for d in days if d is not None), default=None)


def _renewed_early(document: Document, begin: date, until: date, most: float) -> bool:
    """Whether it was decided before the term before it had ended, and ends a whole number of terms
    after the first: a term begins where the one before ends.
    """
    first = iso(document, "first_issue_date")
    if first is None or first >= begin or (until - begin).days > most + _EARLY:
        return False
    beyond = ((until - first).days + _GRACE / 2) % most
    return beyond <= _GRACE


def _is_of_production(document: Document, context: Context) -> bool:
    """Whether the period of a certificate is that in which its power was made.

    A year alone may be that for which it is used; so may a month beside such words.
    """
    field = document.field("period_start")
    if field is None:
        return False
    place, phrases = field.citation, context.book.phrases
    beside = [x.text for x in document.lines if x.page == place.page and field.raw in x.text]
    if any(word in text.casefold() for text in beside for word in phrases.made_then):
        return True
    if any(word in text.casefold() for text in beside for word in phrases.used_then):
        return False
    return not _A_YEAR.fullmatch(field.raw.strip())


def _last_day(document: Document, rule: Validity) -> date | None:
    """The end of a validity that is counted from the month of production, or the last of a year."""
    field, produced = document.field("period_start"), iso(document, "period_start")
    if field is None or produced is None:
        return None
    if _A_YEAR.fullmatch(field.raw.strip()):
        produced = date(produced.year, 12, 31)
    if rule.older is not None and produced < rule.older.before:
        return rule.older.until
    months = produced.year * 12 + produced.month - 1 + rule.months_of_production
    first_after = date(months // 12, months % 12 + 1, 1)
    return date.fromordinal(first_after.toordinal() - 1)


def _years(days: float) -> str:
    return f"{days / _YEAR:.1f}".removesuffix(".0")
