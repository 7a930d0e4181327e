"""C605: units of which a paper says itself that they are claimed twice (domain C19).

All of one amount is set against the works, and all of it once more against a product; certificates
were sold to another firm, and are counted as power of one's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidencecheck.assessment.checks.cancellations import FIRM
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.running_text import spoken
from evidencecheck.domain.claim_phrases import Claims
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import Phrases, any_of

_SURE = 0.9
_LEAST = 10.0
"""Units; fewer are alike by chance."""
_NUMBER = r"(?<![\d.,])(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNIT = r"\s*(?:吨|t(?:co2e?)?(?![a-z])|[个张份枚]|mwh|兆瓦时)"
_NOT_SO = re.compile(r"不[再得能应可计用]|未[用计]|(?:^|[,，])如(?![上下前期实])")
_COUNT = re.compile(rf"{_NUMBER}\s*[个张份枚](?!月|工作)")


def claimed_twice(document: Document, context: Context) -> Iterator[Finding]:
    """The first such sentences of a paper of the applicant's own that is no rule of work."""
    phrases = context.book.phrases
    if not context.is_applicant(document.text("holder")):
        return
    if not document.speaks_of((*phrases.certificates, *phrases.green, *phrases.credits)):
        return
    if any(word in document.heading for word in (*phrases.rules_of_work, *phrases.forecast)):
        return
    told = list(spoken(document, _SURE))
    places = _used_for_two(told, phrases) or _sold_and_counted(told, context)
    if places is not None:
        what = places[0].quote.strip()
        yield context.finding("C605", document, cite=places, what=what)


def _used_for_two(
    told: list[tuple[str, Citation]], phrases: Phrases
) -> tuple[Citation, Citation] | None:  # fmt: skip
    """All of one amount in two sentences, and what it is set against is not of one kind."""
    seen: dict[float, tuple[str, Citation]] = {}
    all_of_it, claims = _all_of_it(phrases), phrases.claims
    for text, place in told:
        for m in all_of_it.finditer(text):
            value, kind = _value(m), _kind_of(m["object"], claims)
            if not kind or value < _LEAST or _is_denied(text, claims):
                continue
            before = seen.setdefault(value, (kind, place))
            if before[0] != kind:
                return place, before[1]
    return None


def _all_of_it(phrases: Phrases) -> re.Pattern[str]:
    """An amount, and what all of it is set against: 120 t减排量,全部用于抵消…."""
    units = any_of(("二氧化碳当量", *phrases.certificates, *phrases.credits))
    return re.compile(
        rf"{_NUMBER}{_UNIT}(?:co2e?|{units}|[(（][^()（）]*[)）])*[,，]?\s*"
        rf"(?:已|均|将|现)?(?:{any_of(phrases.wholly)})(?:已|将|被)?(?:{any_of(phrases.put_to)})"
        rf"(?:{any_of((*phrases.sets_off, '声明'))})?(?P<object>[^。;；]{{4,60}})"
    )


def _kind_of(text: str, claims: Claims) -> str:
    """What units are set against: 公司产品 is a product."""
    others = any_of(claims.no_objects)
    return next(
        (
            kind
            for kind, words in claims.objects.items()
            if re.search(rf"(?!{others})(?:{any_of(words)})", text)
        ),
        "",
    )


def _is_denied(text: str, claims: Claims) -> bool:
    """Whether a sentence says that it is not so, told of some only, or is to come."""
    return any(w in text for w in claims.denied) or _NOT_SO.search(text) is not None


def _sold_and_counted(
    told: list[tuple[str, Citation]], context: Context
) -> tuple[Citation, Citation] | None:  # fmt: skip
    """As many certificates as were sold to another firm, counted as one's own behind that."""
    claims = context.book.phrases.claims
    to_firm, as_own = _sold(claims), _counted(context.book.phrases)
    sold: dict[float, Citation] = {}
    for text, place in told:
        m = to_firm.search(text)
        name = next(filter(None, m.groups()), "") if m is not None else ""
        if name and not context.is_applicant(name) and not _is_denied(text, claims):
            sold |= {v: place for c in _COUNT.finditer(text) if (v := _value(c)) >= _LEAST}
            continue
        counted = as_own.search(text)
        if counted is None or _is_denied(text, claims):
            continue
        for c in _COUNT.finditer(text):
            if _value(c) in sold:
                return place, sold[_value(c)]
    return None


def _sold(claims: Claims) -> re.Pattern[str]:
    """To, or by, what other firm units were sold."""
    return re.compile(
        rf"(?:{any_of(claims.sold)})(?:给了|给予|给|予|至)(?:了)?{FIRM}"
        rf"|(?:向|由){FIRM}[^。;；,，]{{0,6}}(?:{any_of(claims.changed_hands)})"
    )


def _counted(phrases: Phrases) -> re.Pattern[str]:
    """Units that count as the firm's own, or against what it used."""
    claims = phrases.claims
    return re.compile(
        rf"(?:{any_of(claims.counts)})[^。;；]{{0,12}}(?:{any_of(claims.as_own)})[^。;；]{{0,16}}"
        rf"|(?:{any_of(phrases.sets_off)})(?:了)?[^。;；]{{0,6}}(?:{any_of(claims.of_own)})"
    )


def _value(m: re.Match[str]) -> float:
    return float(m["n"].replace(",", ""))
