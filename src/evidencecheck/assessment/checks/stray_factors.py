"""C606: factors of another part of the country, and ended ones in papers of any kind (C18)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from evidencecheck.assessment.context import Context, document_date, iso
from evidencecheck.assessment.factor_ages import is_older, is_replaced, national
from evidencecheck.assessment.factors import EXACT, KnownFactor
from evidencecheck.assessment.partners import is_a_partner_s
from evidencecheck.assessment.told_factors import factors_told
from evidencecheck.domain.document import UNKNOWN_TYPE, Citation, Document
from evidencecheck.domain.factors import Purpose
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import any_of

_FACTOR = re.compile(r"(?<![\d.])[01]\.\d{3,4}(?!\d)")
_NAME = r"(?!(?:省|市|自治区)?(?:级|省级|区域|电网|电力|平均|om|bm|[)）]|\d))"
"""Behind a place: it is not the beginning of the name of a factor."""
_NOTE = r"(?<!因子[(（])(?<!系数[(（])"
"""Before it: it does not say in brackets of what grid a factor is: 电力因子(西南,2021)."""
_AREAS = frozenset({"province", "region"})
_AROUND = 60
"""Characters before and behind a factor in which its years, or what became of it, stand."""
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
_DAY = re.compile(r"(?<!\d)(20\d\d)([-./年])(\d{1,2})([-./月])(\d{1,2})(?!\d)")
_LATEST = re.compile(
    r"(?<![非未不])(?:最新(?!版)|最近(?:一次|一期)?(?:公布|发布)|现行(?:有效|值|因子|全国)|[(（]现行[)）]|latest)"
    r"(?![^。;；]{0,24}?(?:gb|iso|标准|指南|办法|规范|方法学|制度))",
    re.IGNORECASE,
)
"""Says of a factor that no newer one had been published."""
_DENIED = re.compile(r"[未不]|非(?!化石)|待(?:更新|发布)")
_BESIDE = 30
"""Characters before and behind a factor in which that is said of it."""
_GRACE, _CUSTOMARY = timedelta(days=90), timedelta(days=180)
"""That long what was the latest is called so, and used."""
_SCOPE_2 = Purpose.INVENTORY_SCOPE_2
_MWH: Final = {"mwh": 1.0, "kwh": 1000.0}
_HALF = 0.005


def stray_factors(document: Document, context: Context) -> Iterator[Finding]:
    """Of papers of the applicant's, or written to it, whose only known factor is such a one.

    Of a product the power of many places is reckoned with; a firm may work elsewhere too, of which
    its papers speak.
    """
    kind, phrases = context.type_of(document), context.book.phrases
    purpose = kind.electricity_for if kind is not None else None
    if purpose is Purpose.PRODUCT_FOOTPRINT or not context.is_applicant(document.text("holder")):
        return
    if kind is not None and kind.names_partners:
        # 0.7120 of an invoice is a price.
        return
    if not document.speaks_of(phrases.electricity) or not _FACTOR.search(document.words):
        return
    latest = _LATEST.search(document.words) is not None
    told = {float(v) for v in _FACTOR.findall(document.words)}
    if not any(_may_be_stray(v, context, any_known=latest or purpose is None) for v in told):
        return
    if any(w in document.heading for w in phrases.rules_of_work):
        return
    if is_a_partner_s(document, context):
        return
    found = [
        (value, place, known)
        for value, place in factors_told(document, context)
        if (known := context.factors.of_power(value))
    ]
    if len(found) != 1:
        return
    ((value, place, known),) = found
    if any(w in _around(document, value, place) for w in phrases.of_before):
        return
    if _is_stray(document, value, place, context):
        yield from _finding(document, value, place, context)


def _is_stray(document: Document, value: float, place: Citation, context: Context) -> bool:
    """Whether the only known factor of a paper is one that it cannot have."""
    known = context.factors.of_power(value)
    if _is_elsewhere(document, known, context):
        return True
    if _LATEST.search(document.words) and _is_called_latest(document, value, place, context):
        return True
    if document.type == UNKNOWN_TYPE and _is_aged(document, known, context):
        return True
    reckoned = _is_reckoned_with(document, value, place, context)
    if reckoned and _is_of_another_series(document, known, context):
        return True
    kind = context.type_of(document)
    if kind is not None and kind.electricity_for is not None:
        return False
    ended = all(_has_ended(k, value, place, document, context) for k in known)
    return ended or (reckoned and _is_out_of_use(document, value, place, context))


def _finding(
    document: Document, value: float, place: Citation, context: Context
) -> Iterator[Finding]:
    day, rule = document_date(document) or context.date, context.pack.electricity_factor
    asked = context.factors.published(rule.series, day) if rule is not None else None
    right = asked or national(_SCOPE_2, day, context)
    if right is not None:
        yield context.finding(
            "C606",
            document,
            cite=place,
            factor=f"{value:g}",
            expected=f"{right.factor.value:g} {right.unit}",
        )


def _is_reckoned_with(
    document: Document, value: float, place: Citation, context: Context
) -> bool:  # fmt: skip
    """Whether a paper multiplies by a factor: by its words, or by two of its numbers."""
    before = _around(document, value, place, _BESIDE).partition(f"{value:.4f}".rstrip("0"))[0]
    words, around = context.book.phrases.factor_remarks, _around(document, value, place)
    reckons = rf"(?:[×*]|{any_of(words.reckons)})(?!年)[^。;；,，]{{0,26}}$"
    if re.search(reckons, before) and not any(w in around for w in words.excused):
        return True
    numbers = [n for run in context.numbers(document) for n in run]
    tonnes = [(n.value, n.half) for n in numbers if n.unit == "tco2"]
    tonnes += [(q.value, _HALF) for q in document.quantities if q.unit in {"tCO2", "tCO2e"}]
    power = [n.value / _MWH[n.unit] for n in numbers if n.unit in _MWH]
    power += [q.value / _MWH["kwh"] for q in document.quantities if q.unit == "kWh"]
    return any(
        abs(p * value - t) <= half + p * EXACT and t > 1 for p in power for t, half in tonnes
    )


def _is_out_of_use(
    document: Document, value: float, place: Citation, context: Context
) -> bool:  # fmt: skip
    """Whether a national value is used for a time at which a later one had long been told of.

    A paper on a year before that may have what was the latest then.
    """
    day = document_date(document) or _printed(document, context)
    known = context.factors.of_power(value)
    if day is None or not known or not all(_SCOPE_2 in k.kind.right for k in known):
        return False
    later = _later(value, known, day, document, context)
    if later is None or later.set.published is None:
        return False
    own = {year for k in known for year in k.set.years}
    near = {int(y) for y in _YEAR.findall(_around(document, value, place))} - own
    return all(year >= later.set.published.year for year in (*near, *document.years, day.year))


def _later(
    value: float, known: tuple[KnownFactor, ...], day: date, document: Document, context: Context
) -> KnownFactor | None:
    """What had long taken the place of a national value; of a grid's or province's, its next one.

    Where it is not asked for one of those was no choice but that of its year.
    """
    if all(k.series.area in _AREAS for k in known):
        nexts = [context.factors.published(k.id, day - _GRACE) for k in known]
        newer = [
            n
            for n, k in zip(nexts, known, strict=True)
            if n is not None and k.set.years and max(k.set.years) < max(n.set.years, default=0)
        ]
        return newer[0] if len(newer) == len(known) else None
    grace = _GRACE if is_replaced(value, document, context) else _CUSTOMARY
    later = national(_SCOPE_2, day - grace, context)
    return later if later is not None and all(is_older(k, later) for k in known) else None


def _is_of_another_series(
    document: Document, known: tuple[KnownFactor, ...], context: Context
) -> bool:  # fmt: skip
    """Whether a system names a national series, and a factor is that of a province or a grid.

    Or another national average, of power that is bought.
    """
    rule, phrases = context.pack.electricity_factor, context.book.phrases
    if rule is None or not all(_SCOPE_2 in k.kind.right and k.id != rule.series for k in known):
        return False
    if all(k.series.area in _AREAS for k in known):
        return True
    bought = document.speaks_of((*phrases.bought_power, *phrases.of_bought_power))
    return bought and not document.speaks_of(phrases.of_savings)


def _may_be_stray(value: float, context: Context, *, any_known: bool) -> bool:
    known = context.factors.of_power(value)
    return bool(any_known and known) or any(
        k.series.area in _AREAS or k.set.ends is not None for k in known
    )


def _is_aged(document: Document, known: tuple[KnownFactor, ...], context: Context) -> bool:
    """Whether a paper of no known type, on a year, has a national value long after a later one."""
    day = document_date(document) or _printed(document, context)
    years = [int(y) for y in _YEAR.findall(document.heading)]
    later = national(_SCOPE_2, day - _CUSTOMARY, context) if day is not None and years else None
    return (
        later is not None
        and max(later.set.years) <= max(years)
        and all(_SCOPE_2 in k.kind.right and is_older(k, later) for k in known)
    )


def _is_called_latest(
    document: Document, value: float, place: Citation, context: Context
) -> bool:  # fmt: skip
    """Whether a national factor is called the latest when another had been for a while.

    Of a paper on a year before that of the other it may be.
    """
    day = iso(document, "issue_date")
    known = context.factors.of_power(value)
    if day is None or not all(_SCOPE_2 in k.kind.right for k in known):
        return False
    later = national(_SCOPE_2, day - _GRACE, context)
    if later is None or not all(is_older(k, later) for k in known):
        return False
    covered = document.years or (day.year,)
    before, number, behind = _around(document, value, place, _BESIDE).partition(f"{value:.4f}")
    said = f"{re.split('[。;；]', before)[-1]}{number}{re.split('[,，。;；]', behind)[0]}"
    called = _LATEST.search(said) is not None and not _DENIED.search(said)
    return called and max(later.set.years) <= max(covered)


def _around(document: Document, value: float, place: Citation, wide: int = _AROUND) -> str:
    """The print around a factor."""
    text, quote = document.plain, "".join(place.quote.split()).casefold()
    at = max(text.find(quote), 0)
    at = max(text.find(f"{value:.4f}".rstrip("0"), at), at)
    return text[max(0, at - wide) : at + wide]


def _has_ended(
    known: KnownFactor, value: float, place: Citation, document: Document, context: Context
) -> bool:
    """Whether no paper of its day, on no year that it tells of, can have a factor."""
    ends, day = known.set.ends, document_date(document) or _printed(document, context)
    if ends is None or day is None or day.year <= ends.year + 1:
        return False
    # 2019年排放按0.7035计: what was right then.
    told = {int(y) for y in _YEAR.findall(_around(document, value, place))} - set(known.set.years)
    return all(year > ends.year for year in (*told, *document.years))


def _printed(document: Document, context: Context) -> date | None:
    """The only day that a paper of no known type prints, or else the year of its title."""
    days = {(int(m[1]), int(m[3]), int(m[5])) for m in _DAY.finditer(document.plain)}
    if len(days) == 1:
        year, month, day = days.pop()
        with suppress(ValueError):
            return min(date(year, month, day), context.date)
    years = [int(y) for y in _YEAR.findall(document.heading)]
    return min(date(max(years), 12, 31), context.date) if years and not days else None


def _is_elsewhere(
    document: Document, known: tuple[KnownFactor, ...], context: Context
) -> bool:  # fmt: skip
    """Whether a factor is of a province, or a grid, of which the firm is not, and called so."""
    phrases, applicant = context.book.phrases, context.submission.applicant
    own = phrases.province_codes.get(applicant.credit_code[2:4], "")
    if not own or any(k.series.area not in _AREAS for k in known):
        return False
    told = " ".join(
        (applicant.name, applicant.address, context.pack.name, *context.premises.registered)
    )
    subjects = {k.series.subject.zh for k in known}
    places = {p for s in subjects for p in (s, *phrases.grids.get(s, ()))}
    # Registered in one province, at work in another.
    if own in places or any(p in told for p in places):
        return False
    called = [s for s in subjects if s in document.plain]
    others = re.compile(rf"{_NOTE}(?:{any_of(sorted(places))}){_NAME}")
    return bool(called) and others.search(document.plain) is None
