"""C601, C602, C608: amounts in sentences against tables and each other (domain C16, C17, C21)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidencecheck.assessment.amounts import (
    CERTIFICATES,
    DIFFERENT,
    KWH_OF_A_CERTIFICATE,
    amount,
    apart,
    rounding,
    some_make,
)
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.facts import bare, label_ends
from evidencecheck.assessment.surplus import is_kept_for_later
from evidencecheck.domain.document import Document, Quantity, Said
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_of
from evidencecheck.domain.tables import Role

_SURE = 0.9
_THOUSAND = 1000.0
_POWER = "electricity_kwh"
_PART_OF_YEAR = re.compile(r"半年|季度|月")
_ALL = "共"
_SPARE, _MOST = 0.05, 5.0
"""By what share more may be cancelled than was emitted; more than so many times it is another's."""
_END = re.compile(r"[。;；]")
_WORDS = 2
"""Characters that the words before an amount and its heading have in common."""
_LEAST_ITEMS, _MOST_ITEMS = 3, 14
"""Rows of a column: of more, any total is the sum of some by chance."""
_SANE = (0.5, 2.0)
"""A sum further than this from the one in words is of something else."""


def sentences(document: Document, context: Context) -> Iterator[Finding]:
    """A whole that a sentence tells, and the only total of its unit that a table has otherwise.

    And more that was offset than there was to offset.
    """
    said = [s for s in document.said if s.confidence >= _SURE]
    of_tables = tuple(_of_tables(document, said, context))
    yield from of_tables or _of_columns(document, said, context)
    yield from _quotients(document, said, context)
    yield from _offset(document, said, context)
    yield from _retired(document, said, context)
    yield from _green(document, said, context)


def _of_tables(document: Document, said: Sequence[Said], context: Context) -> Iterator[Finding]:
    phrases = context.book.phrases
    wholes = [s for s in said if any(word in s.what for word in phrases.summed)]
    for unit in dict.fromkeys(s.unit for s in wholes):
        told = [s for s in wholes if s.unit == unit]
        cells = [q for q in document.quantities if q.unit == unit]
        totals = [q for q in cells if q.role is not Role.BODY and q.confidence >= _SURE]
        if len(told) != 1 or not totals or len({q.table for q in totals}) != 1:
            continue
        (sentence,) = told
        # 占外购电量的…, 其中…: whatever else stands in a table, or in a sentence, explains it.
        if any(_same(sentence, q) for q in cells):
            continue
        near = [
            q
            for q in totals
            if sentence.value
            and _SANE[0] <= q.value / sentence.value <= _SANE[1]
            and _alike(sentence, q, context)
        ]
        if len(near) != 1 or (sentence.year and sentence.year not in document.years):
            continue
        (total,) = near
        code = "C602" if _annexed(total, document, context) else "C601"
        params = (
            {
                "what": sentence.what,
                "first": amount(sentence.value, unit),
                "second": amount(total.value, unit),
            }
            if code == "C602"
            else {"stated": amount(sentence.value, unit), "computed": amount(total.value, unit)}
        )
        yield context.finding(code, document, cite=(sentence.citation, total.citation), more=params)
        return


def _of_columns(document: Document, said: Sequence[Said], context: Context) -> Iterator[Finding]:
    """A whole in a sentence, and the only column of its unit, which has no row of a total."""
    phrases = context.book.phrases
    for sentence in said:
        if not _is_whole(sentence, phrases):
            continue
        cells = [q for q in document.quantities if q.unit == sentence.unit]
        named = [q for q in cells if q.heading and bare(q.heading[-1]) in sentence.what]
        cells = named or cells
        body = [q for q in cells if q.role is Role.BODY and q.confidence >= _SURE]
        places = {(q.table, q.column) for q in cells}
        if len(places) != 1 or not len(cells) == len(body) >= _LEAST_ITEMS:
            continue
        alone = named or len([s for s in said if s.unit == sentence.unit]) == 1
        if not alone or len(body) > _MOST_ITEMS:
            continue
        rows = document.tables[body[0].table].rows
        if len(rows) != len(body) or not _SANE[0] <= sum(q.value for q in body) / sentence.value:
            continue
        whole = sum(q.value for q in body)
        exact = rounding(sentence.raw, sentence.value) * (len(body) + 1)
        values = [q.value for q in body]
        if whole > sentence.value * _SANE[1] or some_make(values, sentence.value, exact):
            continue
        yield context.finding(
            "C601",
            document,
            cite=(sentence.citation, *(q.citation for q in body[:1])),
            stated=amount(sentence.value, sentence.unit),
            computed=amount(whole, sentence.unit),
        )
        return


def _is_whole(sentence: Said, phrases: Phrases) -> bool:
    words = (*phrases.summed, *phrases.in_all)
    return sentence.what.endswith(_ALL) or any(word in sentence.what for word in words)


def _quotients(document: Document, said: Sequence[Said], context: Context) -> Iterator[Finding]:
    """A ratio in a sentence that is not what the only two amounts of its units make.

    What a paper holds it against (定额, 同行业) may stand beside it.
    """
    holder, phrases = document.text("holder"), context.book.phrases
    kind = context.type_of(document)
    if kind is None or not (kind.whole_amounts or kind.whole_energy or kind.whole_firm):
        return
    if holder and not context.is_applicant(holder):
        return
    called = tuple(word for q in phrases.quotients for word in q.called)
    for ratio in said:
        above, stroke, below = ratio.unit.partition("/")
        if not stroke or not any(word in ratio.what for word in called):
            continue
        if any(word in ratio.what for word in (*phrases.no_quotient, *phrases.attained)):
            continue
        over, under = (_values(document, said, unit) for unit in (above, below))
        over = [s for s in over if not any(word in s.what for word in phrases.no_fact)]
        under = [s for s in under if any(word in s.what for word in phrases.produced)]
        if len(over) != 1 or len(under) != 1:
            continue
        (a,), (b,) = over, under
        loose = sum(rounding(s.raw, s.value) / s.value for s in (ratio, a, b))
        if abs(a.value / b.value / ratio.value - 1) <= DIFFERENT + loose:
            continue
        yield context.finding(
            "C601",
            document,
            cite=(ratio.citation, a.citation, b.citation),
            stated=f"{ratio.raw}",
            computed=_same_scale(ratio, a.value / b.value),
        )
        return


def _same_scale(ratio: Said, computed: float) -> str:
    """What was computed, in the unit that the ratio is printed in."""
    printed = float(ratio.raw.replace(",", "").replace("，", ""))
    return f"{computed * printed / ratio.value:.4g}"


def _values(document: Document, said: Sequence[Said], unit: str) -> list[Said]:
    """The amounts of a unit in a document, by value; none where a table has others."""
    found = {s.value: s for s in said if s.unit == unit and s.value}
    others = {q.value for q in document.quantities if q.unit == unit and q.value}
    return list(found.values()) if others <= set(found) else []


def _same(sentence: Said, quantity: Quantity) -> bool:
    exact = rounding(sentence.raw, sentence.value) + rounding(quantity.raw, quantity.value)
    return not apart(sentence.value, quantity.value, exact)


def _alike(sentence: Said, total: Quantity, context: Context) -> bool:
    """Whether both speak of one thing: by a word of the heading that the sentence has too."""
    phrases = context.book.phrases
    heads = "".join((*total.heading, *total.what))
    for word in phrases.summed:
        heads = heads.replace(word, "")
    said = "".join(w for w in sentence.what if w in heads)
    return len(said) >= _WORDS


def _annexed(total: Quantity, document: Document, context: Context) -> bool:
    caption = document.tables[total.table].caption.casefold()
    return any(word in caption for word in context.book.phrases.annexed)


def _offset(document: Document, said: Sequence[Said], context: Context) -> Iterator[Finding]:
    """More credits in one sentence than emissions in the other, of the applicant's own paper."""
    holder, phrases = document.text("holder"), context.book.phrases
    if holder and not context.is_applicant(holder):
        return
    tonnes = [s for s in said if s.unit in {"tCO2e", "tCO2", "t"}]
    emitted = [s for s in tonnes if any(word in s.what for word in phrases.emitted)]
    against = [
        s
        for s in tonnes
        if any(w in s.what for w in phrases.offset) and any(w in s.what for w in phrases.summed)
    ]
    if len(emitted) != 1:
        return
    spare = DIFFERENT
    if not against and not is_kept_for_later(document, phrases):
        # 注销1,600 t,全部用于抵消上述排放: a lot may be a little larger than what is left.
        against, spare = [s for s in tonnes if _is_all_set_against(s, document, phrases)], _SPARE
    if len(against) != 1:
        return
    (limit,), (claimed,) = emitted, against
    if limit.value * (1 + spare) < claimed.value < limit.value * _MOST:
        yield _more_than_there_is(document, claimed, limit, context)


def _is_all_set_against(said: Said, document: Document, phrases: Phrases) -> bool:
    """Whether an amount was cancelled, and the sentence goes on with what all of it is used for."""
    if not any(word in said.what for word in phrases.offset):
        return False
    quote = "".join(said.citation.quote.split()).casefold()
    behind = _END.split(document.plain.partition(quote)[2])[0]
    wholly, put_to, sets_off, others = map(
        any_of, (phrases.wholly, phrases.put_to, phrases.sets_off, phrases.other_ends)
    )
    all_used = (
        rf"[^。;；\d]{{0,12}}?(?:{wholly})(?:已|将)?(?:{put_to})(?:{sets_off})"
        rf"(?![^。;；]{{0,20}}(?:{others}))"
    )
    return re.match(all_used, behind) is not None


def _more_than_there_is(
    document: Document, claimed: Said, limit: Said, context: Context
) -> Finding:  # fmt: skip
    return context.finding(
        "C608",
        document,
        cite=(claimed.citation, limit.citation),
        claimed=amount(claimed.value, "tCO2e"),
        limit=amount(limit.value, "tCO2e"),
    )


def _retired(document: Document, said: Sequence[Said], context: Context) -> Iterator[Finding]:
    """More credits set against emissions than one sentence says were cancelled."""
    holder, phrases = document.text("holder"), context.book.phrases
    if holder and not context.is_applicant(holder):
        return
    tonnes = [s for s in said if s.unit in {"tCO2e", "tCO2", "t"}]
    retired = [s for s in tonnes if any(word in s.what for word in phrases.retired)]
    counted = [
        s
        for s in tonnes
        if s not in retired
        and any(word in s.what for word in phrases.offset)
        and any(word in s.what for word in (*phrases.summed, *phrases.in_all))
    ]
    if len(retired) != 1 or len(counted) != 1:
        return
    (limit,), (claimed,) = retired, counted
    rest = claimed.value - limit.value
    others = [q.value for q in document.quantities] + [s.value for s in said]
    if claimed.value > limit.value * (1 + DIFFERENT) and not any(
        not apart(rest, value) for value in others
    ):
        yield _more_than_there_is(document, claimed, limit, context)


def _green(document: Document, said: Sequence[Said], context: Context) -> Iterator[Finding]:
    """More green power, or certificates, than the same paper says was bought in all."""
    kind, phrases = context.type_of(document), context.book.phrases
    holder = document.text("holder")
    if holder and not context.is_applicant(holder):
        return
    power = [s for s in said if s.unit == "kWh"]
    # 绿证用于外购电力 is what is set against it.
    bought = [
        s
        for s in power
        if any(label_ends(s.what, w) for w in phrases.bought_power)
        and not any(word in s.what.casefold() for word in phrases.green)
    ]
    if len({s.value for s in bought}) != 1:
        return
    limit = bought[0]
    if _PART_OF_YEAR.search(limit.what):
        return
    # 可再生电量合计, with what the own plant gave.
    own = sum(s.value for s in power if any(w in s.what for w in phrases.own_plant))
    green = [
        (s.value, s.citation)
        for s in power
        if s not in bought and any(word in s.what.casefold() for word in phrases.renewable)
        if s.value > (limit.value + own) * (1 + DIFFERENT)
    ]
    green += [
        (s.value * KWH_OF_A_CERTIFICATE, s.citation)
        for s in said
        if s.unit in CERTIFICATES and any(word in s.what.casefold() for word in phrases.green)
    ]
    count = document.field("certificate_count")
    units = kind.units if kind is not None else None
    each = units.each if units is not None and units.against == _POWER else 0.0
    if units is None and any(word in document.heading for word in phrases.green):
        each = KWH_OF_A_CERTIFICATE
    if each and count is not None and count.confidence >= _SURE:
        green.append((float(count.value) * each, count.citation))  # type: ignore[arg-type]
    for claimed, place in green:
        # 5.980 MWh: the comma of one of them was read as a point.
        comma = document.origin is Origin.OCR and not apart(claimed, limit.value * _THOUSAND)
        if claimed > limit.value * (1 + DIFFERENT) and not comma:
            yield context.finding(
                "C608",
                document,
                cite=(place, limit.citation),
                claimed=amount(claimed / 1000, "MWh"),
                limit=amount(limit.value / 1000, "MWh"),
            )
            return
