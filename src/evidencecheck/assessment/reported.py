"""What reports and statements give as the emissions and the electricity of the applicant's year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evidencecheck.assessment.names import Match, match_applicant
from evidencecheck.assessment.some_emissions import is_of_some_emissions
from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.phrases import Phrases
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Submission

_SURE = 0.9
_TOTAL = "emissions_total"
_WEAK = 0.8
"""Of a total that only 合计 names; scope 1 and a number of the paper bear it out."""
_CENT = 0.011
_PRINTED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*\.\d{1,3}(?![\d,])")
UNITS: Final[Mapping[str, str]] = {
    "emissions_total": "tCO2e",
    "emissions_scope1": "tCO2e",
    "emissions_scope2": "tCO2e",
    "electricity_kwh": "kWh",
}
"""The fields that are held against each other, with the unit of each."""


@dataclass(frozen=True, slots=True)
class Reported:
    """An amount that a field of a document gives."""

    document: Document
    field: Field
    value: float


def reported(
    documents: Sequence[Document], book: RuleBook, submission: Submission
) -> Mapping[str, tuple[Reported, ...]]:
    """By name of the field: amounts of papers on the whole firm, one year and one basis."""
    found: dict[str, list[Reported]] = {name: [] for name in UNITS}
    for document in documents:
        own = list(_of_whole(document, book.phrases))
        if own and _is_comparable(document, book, submission):
            for name, amount in own:
                found[name].append(amount)
    return {name: tuple(amounts) for name, amounts in found.items()}


def of_field(document: Document, name: str) -> Reported | None:
    """The amount of a field, where it was read well."""
    field = document.field(name)
    if field is None or field.confidence < _SURE or not isinstance(field.value, int | float):
        return None
    return Reported(document, field, float(field.value))


def _of_whole(document: Document, phrases: Phrases) -> Iterator[tuple[str, Reported]]:
    """The amounts of which no word of their line says that something was taken out."""
    said = [word for word in phrases.net_of if word in document.words]
    net = [x for x in document.lines if any(word in x.text for word in said)] if said else []
    for name in UNITS:
        amount = of_field(document, name) or (borne_out(document) if name == _TOTAL else None)
        if amount is None:
            continue
        place = amount.field.citation
        if not any(x.page == place.page and x.box.same_row(place.box) for x in net):
            yield name, amount


def borne_out(document: Document) -> Reported | None:
    """A total that was hardly told as one, where its paper has what scope 1 leaves of it."""
    field, scope1 = document.field(_TOTAL), of_field(document, "emissions_scope1")
    if field is None or scope1 is None:
        return None
    if field.confidence < _WEAK or not isinstance(field.value, int | float):
        return None
    rest = float(field.value) - scope1.value
    printed = (m[0] for line in document.lines for m in _PRINTED.finditer(line.text))
    borne = rest > 0 and any(abs(float(n.replace(",", "")) - rest) < _CENT for n in printed)
    return Reported(document, field, float(field.value)) if borne else None


def _is_comparable(document: Document, book: RuleBook, submission: Submission) -> bool:
    kind, holder, phrases = book.documents.get(document.type), document.text("holder"), book.phrases
    if kind is None or not kind.whole_firm or len(document.years) != 1:
        return False
    own = {Match.SAME, Match.BRANCH}
    if holder and match_applicant(holder, submission.applicant) not in own:
        return False
    title = document.title.quote.casefold() if document.title is not None else ""
    if any(word in title for word in phrases.part_of_firm):
        return False
    if is_of_some_emissions(document, phrases):
        return False
    return not any(word in document.words for word in phrases.restated)
