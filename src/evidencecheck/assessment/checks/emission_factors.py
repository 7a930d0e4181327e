"""C606: emission factors of electricity that are not those asked for (domain C18, section D)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.factor_ages import (
    asked_for,
    day_of,
    has_passed,
    is_dated,
    is_of_before,
    is_replaced,
    is_stale,
    latest,
    long_published,
    national,
)
from evidencecheck.assessment.factors import EXACT, KnownFactor
from evidencecheck.assessment.partners import is_a_partner_s
from evidencecheck.assessment.told_factors import factors_told
from evidencecheck.domain.document import UNKNOWN_TYPE, Citation, Document
from evidencecheck.domain.factors import FactorKind, Purpose
from evidencecheck.domain.finding import Finding

_TELLING = 4
_PROJECT: Final = Purpose.PROJECT_REDUCTION
"""Reckoned with a baseline, or with the average of an inventory; the system asks for neither."""
_FOOTPRINT: Final = Purpose.PRODUCT_FOOTPRINT
_AGE_ONLY: Final = frozenset({_PROJECT, _FOOTPRINT})
"""Of the electricity of a project or a product only the age of its factor is told: that one meant
for an organisation serves a product ill is a matter of method (domain D)."""
_COUNTED = re.compile(
    r"(?<![不未无非])(?:计入|纳入|列入|并入|扣减)(?!前)[^。;；,，]{0,12}"
    r"(?:排放清单|温室气体清单|碳清单|排放核算|碳核算|碳盘查|排放报告|排放总量|年度排放)"
)
"""Before it stands a saving."""


def emission_factors(document: Document, context: Context) -> Iterator[Finding]:
    """Factors of electricity in papers on an organisation's emissions.

    Everywhere: one that is never right for the purpose (a baseline of projects), that had ended
    before it was written (the regional averages of 2011 and 2012), or a national one of a year for
    which later ones had been out for a year. Where the system names a series: another one, or an
    older value than the latest published by the document's day.
    """
    kind = context.type_of(document)
    holder = document.text("holder")
    if document.type == UNKNOWN_TYPE and holder and context.is_applicant(holder):
        # A paper of its own on some saving, of no type that is known.
        purpose: Purpose | None = _PROJECT
    else:
        purpose = kind.electricity_for if kind is not None else None
    counted = purpose is _PROJECT and _is_counted(document)
    if counted:
        purpose = Purpose.INVENTORY_SCOPE_2
    if purpose is None or is_a_partner_s(document, context):
        return
    stated = list(factors_told(document, context))
    if not stated:
        return
    # A plan says by what will be reckoned, not what was: of that too only the age is told, and
    # none where it tells of several versions.
    plans = kind is not None and kind.period == "none" and purpose not in _AGE_ONLY
    plans = plans and not counted
    organisation = purpose not in _AGE_ONLY and not plans
    asked = asked_for(document, context) if organisation else []
    if asked and not any(a.is_value(v, EXACT) for a in asked for v, _ in stated):
        for value, place in stated:
            if context.factors.of_power(value):
                yield _finding(document, context, value, place, asked[0])
                return
    end, dated = day_of(document, context), is_dated(document)
    judged = purpose if organisation else Purpose.INVENTORY_SCOPE_2
    later = long_published(judged, document, context)
    # Beside a factor of inventories one of projects may be that of a saving.
    alone = organisation and not any(_is_right(v, purpose, context) for v, _ in stated)
    aged = later is not None and all(is_of_before(v, later, context) for v, _ in stated)
    if plans and not all(has_passed(v, end, later, context) for v, _ in stated):
        return
    for value, place in stated:
        wrong = (
            _is_of_projects(value, purpose, document, context)
            if purpose is _FOOTPRINT
            else _is_wrong(value, place, purpose, context)
            or (alone and _is_of_projects(value, purpose, document, context))
        )
        replaced = purpose is _PROJECT and is_replaced(value, document, context)
        if wrong or (dated and (aged or replaced or is_stale(value, end, context))):
            # Of what ended before the ministry told of a value: what took its place since.
            right = latest(judged, document, context) or national(judged, context.date, context)
            if right is not None:
                yield _finding(document, context, value, place, right)
                return


def _is_counted(document: Document) -> bool:
    """Whether a paper on a saving says that it is counted in the firm's inventory."""
    return _COUNTED.search(document.plain) is not None


def _finding(
    document: Document, context: Context, value: float, place: Citation, expected: KnownFactor
) -> Finding:
    return context.finding(
        "C606",
        document,
        cite=place,
        factor=f"{value:g}",
        expected=f"{expected.factor.value:g} {expected.unit}",
    )


def _is_wrong(value: float, place: Citation, purpose: Purpose, context: Context) -> bool:
    """Whether a factor is never right for ``purpose``: by its number, or by what it is called."""
    known = context.factors.of_power(value)
    if known and all(purpose in k.kind.wrong and k.confidence == "sourced" for k in known):
        return True
    return any(
        word in place.quote
        for kind in context.book.factors.kinds.values()
        if purpose in kind.wrong
        for word in kind.words.zh
        if len(word) >= _TELLING
    )


def _is_of_projects(value: float, purpose: Purpose, document: Document, context: Context) -> bool:
    """Whether a factor is a baseline of projects by its number, and by what the paper calls it."""
    known = context.factors.of_power(value)
    # A name may go on in the next line.
    text = "".join(line.text.strip() for line in document.lines)
    return bool(known) and all(
        {purpose, _FOOTPRINT, Purpose.INVENTORY_SCOPE_2} <= set(k.kind.wrong)
        and _is_called(k.kind, text)
        for k in known
    )


def _is_called(kind: FactorKind, text: str) -> bool:
    """Whether a line has the name of a kind of factors; a short one by itself: 华东电网OM."""
    if any(word in text for word in kind.words.zh):
        return True
    return any(
        re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", text) for word in kind.words.en
    )


def _is_right(value: float, purpose: Purpose, context: Context) -> bool:
    """Whether a number is a factor that is meant for ``purpose``."""
    known = context.factors.of_power(value)
    return any(purpose in k.kind.right for k in known)
