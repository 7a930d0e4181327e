"""C606: a baseline factor of projects by which a plan reckons the power that is bought (C18)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencecheck.assessment.context import Context, document_date
from evidencecheck.assessment.factor_ages import national
from evidencecheck.domain.document import UNKNOWN_TYPE, Document, Said
from evidencecheck.domain.factors import Purpose
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.rules import DocumentType

_PER_KWH = "tCO2e/kWh"
_THOUSAND = 1000.0
_SURE = 0.9
_END = re.compile(r"[。；;]")
_AROUND = 160
"""Characters of the print around a factor in which its sentence stands."""
_OF_A_FIRM = re.compile(
    r"(?:企业|组织|公司|法人|工厂|厂区)(?:层面|层级|边界|级|整体)[^。;；]{0,16}(?:核算|盘查|清单|报告)"
    r"|(?:年度|企业|公司|工厂|组织)(?:温室气体|碳)?(?:排放)?(?:核算|盘查|清单)|gb/t32150|iso14064-1"
    r"|范围(?:二|2)|类别(?:二|2)"
)
"""Says that the emissions of a firm are reckoned, and not what a project saves."""
_SCOPE_2 = Purpose.INVENTORY_SCOPE_2


def baseline_factors(document: Document, context: Context) -> Iterator[Finding]:
    """In papers whose kind ``emission_factors`` leaves alone: plans, reports to the public.

    By the number alone, where the sentence is on bought power and on nothing that is saved by it.
    Notes on how the firm's emissions are reckoned, of no known type, are such papers too.
    """
    kind, holder = context.type_of(document), document.text("holder")
    own = context.is_applicant(holder) if holder else document.type != UNKNOWN_TYPE
    if not own or not document.said:
        return
    if document.type == UNKNOWN_TYPE:
        judged = _OF_A_FIRM.search(document.plain) is not None
    else:
        # Of what will be reckoned the age alone is told elsewhere.
        judged = kind is not None and kind.issuer == "self" and _is_left_alone(kind)
    if not judged:
        return
    reserved = kind is None or document.type == UNKNOWN_TYPE or kind.electricity_for is _SCOPE_2
    if reserved and any(_is_right(said, context) for said in document.said):
        return
    for said in document.said:
        if said.unit != _PER_KWH or said.confidence < _SURE:
            continue
        value = round(said.value * _THOUSAND, 6)
        known = context.factors.of_power(value)
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


def _is_left_alone(kind: DocumentType) -> bool:
    plan = kind.electricity_for is _SCOPE_2 and kind.period == "none"
    return kind.electricity_for is None or plan


def _is_right(said: Said, context: Context) -> bool:
    """Whether an amount is a factor meant for the power that is bought."""
    if said.unit != _PER_KWH:
        return False
    known = context.factors.of_power(round(said.value * _THOUSAND, 6))
    return any(_SCOPE_2 in k.kind.right for k in known)


def _sentence(document: Document, said: Said) -> str:
    page = "".join(line.text.strip() for line in document.lines if line.page == said.citation.page)
    at = page.find(said.raw)
    before, behind = page[max(0, at - _AROUND) : at], page[at : at + _AROUND]
    return _END.split(before)[-1] + _END.split(behind)[0]
