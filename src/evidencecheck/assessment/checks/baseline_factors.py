"""C606: a baseline factor of projects by which a plan reckons the power that is bought (C18)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencecheck.assessment.checks.emission_factors import national
from evidencecheck.assessment.context import Context, document_date
from evidencecheck.domain.document import Document, Said
from evidencecheck.domain.factors import Purpose
from evidencecheck.domain.finding import Finding

_PER_KWH = "tCO2e/kWh"
_THOUSAND = 1000.0
_EXACT = 0.00005
_SURE = 0.9
_END = re.compile(r"[。；;]")
_AROUND = 160
"""Characters of the print around a factor in which its sentence stands."""
_SCOPE_2 = Purpose.INVENTORY_SCOPE_2


def baseline_factors(document: Document, context: Context) -> Iterator[Finding]:
    """In papers whose kind ``emission_factors`` leaves alone: plans, reports to the public.

    By the number alone, where the sentence is on bought power and on nothing that is saved by it.
    """
    kind, holder = context.type_of(document), document.text("holder")
    if kind is None or kind.electricity_for is not None or kind.issuer != "self":
        return
    if holder and not context.is_applicant(holder):
        return
    for said in document.said:
        if said.unit != _PER_KWH or said.confidence < _SURE:
            continue
        value = round(said.value * _THOUSAND, 6)
        known = context.factors.identify(value, "tCO2/MWh", _EXACT)
        if not known or not all(_SCOPE_2 in k.kind.wrong for k in known):
            continue
        sentence, phrases = _sentence(document, said), context.book.phrases
        bought = any(word in sentence for word in (*phrases.bought_power, *phrases.of_bought_power))
        if not bought or any(word in sentence for word in phrases.of_savings):
            continue
        right = national(_SCOPE_2, document_date(document) or context.date, context)
        yield context.finding(
            "C606",
            document,
            cite=said.citation,
            factor=f"{value:g}",
            expected=f"{right.factor.value:g} {right.unit}" if right is not None else "",
        )
        return


def _sentence(document: Document, said: Said) -> str:
    page = "".join(line.text.strip() for line in document.lines if line.page == said.citation.page)
    at = page.find(said.raw)
    before, behind = page[max(0, at - _AROUND) : at], page[at : at + _AROUND]
    return _END.split(before)[-1] + _END.split(behind)[0]
