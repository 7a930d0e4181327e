"""C608: certificates set against the power of a year of which less was bought (domain C21)."""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.amounts import CERTIFICATES, DIFFERENT, KWH_OF_A_CERTIFICATE, amount
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.facts import label_ends
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding

_SURE = 0.9
_SANE = 5.0
"""More than so many times what was bought is another amount, or misread."""


def more_than_bought(document: Document, context: Context) -> Iterator[Finding]:
    """A paper on the offset of one year with more certificates than its power, by other papers.

    Silent where it says itself what was bought: see ``sentences`` and ``offsets``.
    """
    phrases = context.book.phrases
    if len(document.years) != 1 or not is_own(document, context):
        return
    title = document.heading
    set_against = any(word in title for word in (*phrases.offset, *phrases.uses))
    if not set_against or any(word in title for word in phrases.part_of_year):
        return
    told = [s.what for s in document.said if s.unit == "kWh"]
    told += [q.what[-1] for q in document.quantities if q.unit == "kWh" and q.what]
    if any(label_ends(what, word) for what in told for word in phrases.bought_power):
        return
    facts = context.facts.facts.get(("bought_power", document.years[0]), ())
    others = [f for f in facts if f.document != document.id]
    if not others or len({f.document for f in others}) < 2:
        return
    limit = max(others, key=lambda f: f.value)
    claims = list(_claims(document, phrases.green))
    if not claims:
        return
    claimed, place = max(claims, key=lambda c: c[0])
    if limit.value * (1 + DIFFERENT) < claimed < limit.value * _SANE:
        yield context.finding(
            "C608",
            document,
            cite=(place, limit.citation),
            claimed=amount(claimed / 1000, "MWh"),
            limit=amount(limit.value / 1000, "MWh"),
        )


def _claims(document: Document, green: tuple[str, ...]) -> Iterator[tuple[float, Citation]]:
    """Certificates that sentences and rows of tables count, in kWh."""
    for said in document.said:
        named = any(word in said.what.casefold() for word in green)
        if named and said.unit in CERTIFICATES and said.confidence >= _SURE:
            yield said.value * KWH_OF_A_CERTIFICATE, said.citation
    for q in document.quantities:
        named = any(word in label.casefold() for label in q.what for word in green)
        if named and q.unit in CERTIFICATES and q.confidence >= _SURE:
            yield q.value * KWH_OF_A_CERTIFICATE, q.citation
