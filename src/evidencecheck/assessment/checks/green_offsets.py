"""C608: certificates that a table sets against a scope 2 of which there is less (domain C19)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.assessment.amounts import (
    CERTIFICATES,
    DIFFERENT,
    KWH_OF_A_CERTIFICATE,
    amount,
)
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.facts import bare
from evidencecheck.assessment.running_text import spoken
from evidencecheck.assessment.surplus import is_kept_for_later
from evidencecheck.domain.document import Document, Quantity, Said
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_of, any_word, folded

_SURE, _LEFT_SURE = 0.9, 0.8
_LEAST_LEFT = 1.0
"""tCO2e: less is rounding."""
_SANE = 5.0
"""More than so many times scope 2 is another amount, or misread."""
_PARTS = {"kWh": (1000.0, "MWh"), "tCO2e": (1.0, "tCO2e")}
"""How much of an amount makes one of the unit in which it is told."""
_ROUNDED, _SPARE = 0.02, 0.1
"""Share of the largest amount that lots are rounded by; of emissions some more may be offset."""
_NUMBER = (
    r"[-−–－]\s*(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>吨|t|mwh|kwh|兆瓦时|千瓦时)(?:co2e?)?"
    r"(?![a-z/／])"
)
_STROKES = ("-", "−", "–", "－")
_PLAIN = re.compile(r"^[\s\d.、:：]+|\s")


def green_offsets(document: Document, context: Context) -> Iterator[Finding]:
    """The first of what is told by scope 2, by the power of both, and by what is left."""
    told = tuple(_of_scope2(document, context)) or tuple(_of_power(document, context))
    yield from told or _less_than_nothing(document, context)


def _of_power(document: Document, context: Context) -> Iterator[Finding]:
    """Certificates, in MWh or by number, beside less power bought, in a sheet that offsets it.

    Where its rows tell of none, a sentence below may.

    外购电力排放 5,316 MWh, 绿证 5,900 MWh.
    """
    holder, phrases = document.text("holder"), context.book.phrases
    uses = (*phrases.offset, *phrases.uses)
    offsets = any(word in document.heading for word in uses)
    if not offsets or (holder and not context.is_applicant(holder)):
        return
    sure = [q for q in document.quantities if q.confidence >= _SURE and q.what]
    bought = [
        q
        for q in sure
        if q.unit == "kWh" and _is_bought(q, phrases.bought_power, phrases.part_of_firm)
    ]
    green: list[tuple[Quantity | Said, float]] = [
        (q, q.value * (KWH_OF_A_CERTIFICATE if q.unit in CERTIFICATES else 1.0))
        for q in sure
        if (q.unit == "kWh" or q.unit in CERTIFICATES)
        and any(word in q.what[-1].casefold() for word in phrases.green)
        and not any(w in text for text in q.what for w in (*phrases.share, *phrases.without_green))
    ]
    green = green or [
        (s, s.value * KWH_OF_A_CERTIFICATE)
        for s in document.said
        if s.unit in CERTIFICATES
        and s.confidence >= _SURE
        and any(word in s.what.casefold() for word in phrases.green)
    ]
    if len(bought) != 1 or len(green) != 1:
        # Several lots are added up elsewhere, of several years each has its own.
        return
    (limit,), ((claimed, power),) = bought, green
    same = claimed.year in {limit.year, None}
    if isinstance(claimed, Quantity):
        same = (limit.table, limit.year) == (claimed.table, claimed.year)
    if same and limit.value * (1 + DIFFERENT) < power < limit.value * _SANE:
        yield context.finding(
            "C608",
            document,
            cite=(claimed.citation, limit.citation),
            claimed=amount(power / 1000, "MWh"),
            limit=amount(limit.value / 1000, "MWh"),
        )


def _is_bought(quantity: Quantity, names: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether a row is that of the power bought, or of the emissions of it: 外购电力排放.

    Of the part that the paper is about as well: 涂装车间外购电力.
    """
    label = re.sub(r"^其中|^\d{0,4}年?|排放量?$", "", bare(quantity.what[-1]))
    part = any_of(parts)
    return label in names or re.sub(rf"^[\u4e00-\u9fff]{{0,6}}?(?:{part})", "", label) in names


def _less_than_nothing(document: Document, context: Context) -> Iterator[Finding]:
    """What certificates, or credits, leave of power or emissions, and it is below zero."""
    holder, phrases = document.text("holder"), context.book.phrases
    if holder and not context.is_applicant(holder):
        return
    units = (*phrases.green, *phrases.credits)
    if not document.speaks_of(units) or is_kept_for_later(document, phrases):
        return
    after = re.compile(rf"(?:{any_of((*phrases.offset, *phrases.uses))})后")
    scope2 = phrases.amounts["scope2"].words if "scope2" in phrases.amounts else ()
    of_what, changed = phrases.surplus.of_what, phrases.surplus.changed
    for q in document.quantities:
        if q.unit not in _PARTS or not q.what or q.confidence < _LEFT_SURE or q.value >= 0:
            continue
        part, unit = _PARTS[q.unit]
        label, most = q.what[-1].casefold(), _most(document, q)
        named = any(w in label for w in (*phrases.bought_power, *scope2))
        of_power = named and any(w in label for w in phrases.left)
        rest = after.search(label) and any_word(label, of_what) and not any_word(label, changed)
        spare = _SPARE if q.unit == "tCO2e" else _ROUNDED
        least = _LEAST_LEFT if of_power else max(_LEAST_LEFT, spare * most / part)
        if (of_power or rest) and q.value / part <= -least:
            less = amount(q.value / part, unit)
            yield context.finding("C608", document, cite=q.citation, claimed=q.what[-1], limit=less)
            return
    yield from _said_less(document, context)


def _most(document: Document, of: Quantity) -> float:
    """The largest amount in the column of one."""
    alike = (q.value for q in document.quantities if (q.table, q.column) == (of.table, of.column))
    return max(alike)


def _said_less(document: Document, context: Context) -> Iterator[Finding]:
    """抵销后活动净排放为-45.8tCO2e; 多出部分宣称为负碳量."""
    phrases, title = context.book.phrases, document.heading
    if not document.speaks_of((*_STROKES, *folded(phrases.surplus.below_nothing))):
        return
    scanned = document.origin is Origin.OCR
    if any(word in title for word in (*phrases.forecast, *phrases.rules_of_work)):
        return
    left, more = _left_below(phrases), _more_claimed(phrases)
    for text, place in spoken(document, _SURE):
        # The stroke before a number may be a smudge.
        m = left.search(text) if not scanned else None
        if m is not None and (any_word(m[0], phrases.surplus.changed) or not _is_much(m, document)):
            m = None
        said = m or more.search(text)
        if said is None or any(w in text for w in (*phrases.denied, *phrases.hoped_for)):
            continue
        yield context.finding("C608", document, cite=place, claimed=said[0], limit="0")
        return


def _left_below(phrases: Phrases) -> re.Pattern[str]:
    """What is left behind something, or net, and a number below zero."""
    words = phrases.surplus
    done, of_what = any_of((*phrases.sets_off, *phrases.offset)), any_of(words.of_what)
    net, net_in_english = (any_of(w for w in words.net if w.isascii() is b) for b in (False, True))
    return re.compile(
        rf"(?:(?:(?:{done})后[^。;；,，\d]{{0,14}}(?:{of_what})|{net})[^。;；,，\d-]{{0,8}}?"
        rf"|(?:{net_in_english})[^.;\d-]{{0,60}}?){_NUMBER}",
    )


def _more_claimed(phrases: Phrases) -> re.Pattern[str]:
    """What is more than is needed, and leaves less than nothing, or is set against fuel.

    富余部分用于冲抵天然气: certificates of power have no other use.
    """
    words = phrases.surplus
    names, nothing, sets_off, burnt = map(
        any_of, (words.names, words.below_nothing, phrases.sets_off, phrases.burnt)
    )
    return re.compile(
        rf"(?:{names})[^。;；,，]{{0,24}}(?:{nothing}|(?:{sets_off})[^。;；,，]{{0,6}}(?:{burnt}))"
    )


def _is_much(m: re.Match[str], document: Document) -> bool:
    """Whether what is below zero is more than what lots are rounded by, and what is to spare."""
    unit = "tCO2e" if m["unit"] in {"t", "吨"} else "kWh"
    times = _PARTS["kWh"][0] if m["unit"] in {"mwh", "兆瓦时"} else 1.0
    value, part = float(m["n"].replace(",", "")) * times, _PARTS[unit][0]
    told = (s for s in document.said if s.unit == unit and s.raw != m["n"])
    most = max((s.value for s in told), default=0.0)
    return value / part >= max(_LEAST_LEFT, _SPARE * most / part)


def _of_scope2(document: Document, context: Context) -> Iterator[Finding]:
    """More in a row of certificates than in that of scope 2, in one column of one year.

    Power against the power of its row, emissions against emissions. What stands above scope 2 was
    taken off it before, and what no more power than was bought has certificates for may have been.
    """
    holder, phrases = document.text("holder"), context.book.phrases
    if holder and not context.is_applicant(holder):
        return
    scope2 = phrases.amounts["scope2"].words if "scope2" in phrases.amounts else ()
    sure = [q for q in document.quantities if q.unit in _PARTS and q.confidence >= _SURE]
    limits = [q for q in sure if _is_whole_scope(q, scope2, phrases.without_green)]
    for limit in limits:
        # Of two rows of scope 2 each may be a part, or one what the other leaves.
        if sum(_beside(q, limit) for q in limits) > 1 or limit.value <= 0:
            continue
        for claimed in sure:
            if not _beside(claimed, limit) or not _sets_green(claimed, phrases.green, context):
                continue
            fits = limit.unit != "kWh" and _fits_power(document, phrases.green)
            if fits or claimed.row <= limit.row:
                continue
            if limit.value * (1 + DIFFERENT) < abs(claimed.value) < limit.value * _SANE:
                part, unit = _PARTS[limit.unit]
                yield context.finding(
                    "C608",
                    document,
                    cite=(claimed.citation, limit.citation),
                    claimed=amount(abs(claimed.value) / part, unit),
                    limit=amount(limit.value / part, unit),
                )
                return


def _beside(a: Quantity, b: Quantity) -> bool:
    return (a.table, a.column, a.unit, a.year) == (b.table, b.column, b.unit, b.year)


def _fits_power(document: Document, green: Sequence[str]) -> bool:
    """Whether a paper tells of at least as much power as its certificates are for."""
    told = [(" ".join(q.what), q.value) for q in document.quantities if q.unit == "kWh"]
    told += [(s.what, s.value) for s in document.said if s.unit == "kWh"]
    certified = [v for what, v in told if any(w in what.casefold() for w in green)]
    power = [v for what, v in told if not any(w in what.casefold() for w in green)]
    return bool(certified and power) and max(power) >= max(certified)


def _is_whole_scope(quantity: Quantity, names: Sequence[str], without: Sequence[str]) -> bool:
    """Whether a row is that of scope 2, and says nothing of green power taken off before."""
    if not quantity.what or any(w in text for text in quantity.what for w in without):
        return False
    label = _PLAIN.sub("", quantity.what[-1].casefold())
    # 范围一+范围二 is both; 范围二排放量(外购电力5,742,000kWh×0.5306) says how it is reckoned.
    return any(label == n or label.startswith((f"{n}(", f"{n}（")) for n in names)


def _sets_green(quantity: Quantity, green: Sequence[str], context: Context) -> bool:
    """Whether a row is of certificates, and says what they are for."""
    phrases, label = context.book.phrases, "".join(quantity.what).casefold()
    uses = (*phrases.offset, *phrases.uses)
    if any(word in label for word in phrases.share):
        return False
    return any(w in label for w in green) and any(w in label for w in uses)
