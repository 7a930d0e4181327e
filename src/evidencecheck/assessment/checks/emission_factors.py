"""C606: emission factors of electricity that are not those asked for (domain C18, section D)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest
from typing import Final

from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.factors import KnownFactor
from evidencecheck.assessment.letters import is_of_a_supplier
from evidencecheck.assessment.version_history import history, is_of_history, years_before
from evidencecheck.domain.document import UNKNOWN_TYPE, Citation, Document
from evidencecheck.domain.factors import FactorKind, Purpose
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

_UNIT = "tCO2/MWh"
_TIMES: Final = {
    "TCO2/MWH": 1.0, "TCO2E/MWH": 1.0, "TCO2/万KWH": 0.1, "TCO2E/万KWH": 0.1, "TCO2/万千瓦时": 0.1,
    "TCO2/万度": 0.1, "KGCO2/MWH": 0.001, "KGCO2E/MWH": 0.001, "KGCO2/KWH": 1.0, "KGCO2E/KWH": 1.0,
    "KGCO2/千瓦时": 1.0, "KGCO2/度": 1.0, "TCO2/兆瓦时": 1.0,
}  # fmt: skip
"""What a factor in one of these units is in tCO2/MWh."""
_STATED = re.compile(
    r"(?<![\d.])(?P<value>[01][.]\d{3,4})(?!\d)\s*(?:\(|（)?\s*"
    r"(?:kg|t|千克|吨)\s*(?:C[O0]2|二氧化碳)?\s*(?:e|当量)?\s*[/／]\s*"
    r"(?:k\s*W\s*[·.]?\s*h|M\s*W\s*[·.]?\s*h|千瓦时|兆瓦时|度)"
    # 每度0.6101千克
    r"|每\s*(?:一?度电?|千瓦时|k\s*W\s*h)\D{0,8}?(?P<said>0[.]\d{3,4})(?!\d)\s*(?:kg|千克|公斤)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[。;；]")
_BARE = re.compile(
    r"(?:(?:因子|系数|factor)[^\d。;；]{0,10}|[×*x]\s*)(?P<value>0[.]\d{4})(?!\d)"
    r"(?!\s*(?:[、,，和及]\s*[01][.]|(?:t|kg|千克|吨)(?:ce|标|co2e?/(?:gj|t|m))))"
)
"""A factor without its unit: 因子取0.5306; 486×0.5306."""
# 0.8042tCO2/MWh(电量边际排放因子)
_CALLED_BEHIND = re.compile(r"\s*[(（][^()（）]{2,40}[)）]?")
_ALONE = re.compile(r"[01][.]\d{4}")
_OF_ANY_UNIT = re.compile(r"(?:kg|t)CO2e?/(?:计量)?单位")
"""Heads a column whose rows have units of their own."""
_SCALES = (1.0, 0.1, 0.001)
_SURE, _KNOWN = 0.9, 0.85
"""Least confidence of a number, and of one that is exactly a factor of the register."""
_DAYS = 0.7
"""Least confidence of a day that was recognised."""
_EXACTLY = 0.75
"""The same, in a column of factors and the row of electricity."""
_EXACT = 0.00005
_CALLED = 24
"""Characters before a factor in which its name stands."""
_TELLING = 4
_UNITS = 12
"""Characters of a line in which the unit of a factor at the end of the one above stands."""
_WRITING = timedelta(days=30)
"""That long a paper is in the writing."""
_CUSTOMARY = timedelta(days=180)
"""That long the value before is still customary where the system names none."""
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
_GRACE = timedelta(days=90)
"""A paper that was being written when a new value came out rightly has the one before."""


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
    if purpose is None or is_of_a_supplier(document, context):
        return
    stated = list(factors_told(document, context))
    if not stated:
        return
    # A plan says by what will be reckoned, not what was: of that too only the age is told, and
    # none where it tells of several versions.
    plans = kind is not None and kind.period == "none" and purpose not in _AGE_ONLY
    plans = plans and not counted
    organisation = purpose not in _AGE_ONLY and not plans
    asked = _asked(document, context) if organisation else []
    if asked and not any(a.is_value(v, _EXACT) for a in asked for v, _ in stated):
        for value, place in stated:
            if context.factors.identify(value, _UNIT, _EXACT):
                yield _finding(document, context, value, place, asked[0])
                return
    end, dated = _day(document, context), _is_dated(document)
    judged = purpose if organisation else Purpose.INVENTORY_SCOPE_2
    later = _long_published(judged, document, context)
    # Beside a factor of inventories one of projects may be that of a saving.
    alone = organisation and not any(_is_right(v, purpose, context) for v, _ in stated)
    aged = later is not None and all(_is_older(v, later, context) for v, _ in stated)
    if plans and not all(_has_passed(v, end, later, context) for v, _ in stated):
        return
    for value, place in stated:
        wrong = (
            _is_of_projects(value, purpose, document, context)
            if purpose is _FOOTPRINT
            else _is_wrong(value, place, purpose, context)
            or (alone and _is_of_projects(value, purpose, document, context))
        )
        replaced = purpose is _PROJECT and is_replaced(value, document, context)
        if wrong or (dated and (aged or replaced or _is_stale(value, end, context))):
            # Of what ended before the ministry told of a value: what took its place since.
            right = _latest(judged, document, context) or national(judged, context.date, context)
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
    known = context.factors.identify(value, _UNIT, _EXACT)
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
    known = context.factors.identify(value, _UNIT, _EXACT)
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
    known = context.factors.identify(value, _UNIT, _EXACT)
    return any(purpose in k.kind.right for k in known)


def _is_stale(value: float, end: date, context: Context) -> bool:
    """Whether all that a factor can be had ended before a paper of that day was written."""
    known = context.factors.identify(value, _UNIT, _EXACT)
    return bool(known) and all(
        k.set.ends is not None and k.set.ends + _WRITING < end for k in known
    )


def is_replaced(value: float, document: Document, context: Context) -> bool:
    """Whether a value is of the series that the system names, and a later one took its place."""
    asked, rule = _asked(document, context), context.pack.electricity_factor
    known = context.factors.identify(value, _UNIT, _EXACT)
    own = bool(known) and rule is not None and all(k.id == rule.series for k in known)
    return own and bool(asked) and not any(a.is_value(value, _EXACT) for a in asked)


def _long_published(purpose: Purpose, document: Document, context: Context) -> KnownFactor | None:
    """The last national value right for ``purpose`` that had been out for a year.

    None if it is of a year after those that the document covers.
    """
    known = _latest(purpose, document, context, before=_CUSTOMARY)
    end = iso(document, "period_end") or _day(document, context)
    return (
        known if known is not None and max(known.set.years, default=end.year) <= end.year else None
    )


def _is_older(value: float, later: KnownFactor, context: Context) -> bool:
    """Whether a value is a national one of years before those of ``later``, and nothing else."""
    known = context.factors.identify(value, _UNIT, _EXACT)
    return bool(known) and all(is_older(k, later) for k in known)


def is_older(known: KnownFactor, later: KnownFactor) -> bool:
    """Whether a factor is a national one of years before those of ``later``."""
    years = known.set.years
    return (
        known.series.area == "national"
        and bool(years)
        and max(years) < max(later.set.years, default=0)
    )


def _has_passed(value: float, end: date, later: KnownFactor | None, context: Context) -> bool:
    """Whether a value had ended, or others had long taken its place."""
    return _is_stale(value, end, context) or (
        later is not None and _is_older(value, later, context)
    )


def factors_told(document: Document, context: Context) -> Iterator[tuple[float, Citation]]:
    """Factors by tables and sentences, in the order of the pages; none of earlier versions."""
    found: dict[float, Citation] = {}
    for quantity in document.quantities:
        times = _TIMES.get(re.sub(r"\s", "", quantity.unit).upper().replace("C02", "CO2"))
        if times is not None and quantity.confidence >= _SURE:
            found.setdefault(round(quantity.value * times, 6), quantity.citation)
    for value, place in _of_power(document, context):
        found.setdefault(value, place)
    for value, place in _named(document, context):
        found.setdefault(value, place)
    for line, behind in zip_longest(document.lines, document.lines[1:]):
        if line.confidence < _KNOWN:
            continue
        # 0.6101 at the end of a line, tCO2/MWh at the beginning of the next.
        more = behind.text if behind is not None and behind.page == line.page else ""
        for m in _STATED.finditer(f"{line.text} {more[:_UNITS]}"):
            if m.start() >= len(line.text):
                continue
            value = float(m["value"] or m["said"])
            known = bool(context.factors.identify(value, _UNIT, _EXACT))
            if line.confidence < _SURE and not known:
                continue
            # With what it is called, before it or in brackets behind it.
            called = _CALLED_BEHIND.match(line.text, m.end())
            said = line.text[_before(m) : called.end() if called is not None else m.end()]
            place = Citation(document.file, line.page, line.box, said)
            found.setdefault(value, place)
    for value, place in _without_unit(document, context):
        found.setdefault(value, place)
    past = (*history(document, context.book.phrases.own_history), *years_before(document))
    now = [(value, place) for value, place in found.items() if not is_of_history(place, past)]
    yield from sorted(now, key=lambda item: (item[1].page, item[1].box.y0))


def _without_unit(document: Document, context: Context) -> Iterator[tuple[float, Citation]]:
    """Known numbers that are called a factor, or are multiplied with, in a line on power."""
    for line in document.lines:
        if line.confidence < _SURE or "0." not in line.text:
            continue
        text = line.text.casefold()
        power = any(w in text for w in (*context.book.phrases.electricity, "kwh", "mwh", "千瓦时"))
        for m in _BARE.finditer(text) if power else ():
            value = float(m["value"])
            # 早年内部测算曾用0.8042,现已停用: it is told of, and not reckoned with.
            before, behind = _ENDS.split(text[: m.start()])[-1], _ENDS.split(text[m.end() :])[0]
            if any(w in f"{before} {behind}" for w in context.book.phrases.of_before):
                continue
            if context.factors.identify(value, _UNIT, _EXACT):
                yield value, document.at(line)


def _named(document: Document, context: Context) -> Iterator[tuple[float, Citation]]:
    """Known numbers in rows that are called a factor of power, whatever was read of their unit."""
    phrases = context.book.phrases
    for table in document.tables:
        for row in table.rows:
            label = "".join(row.labels).casefold()
            power = any(w in label for w in (*phrases.electricity, *phrases.grid))
            if not power or not any(w in label for w in phrases.factor_columns):
                continue
            for cell in row.cells:
                m = _ALONE.fullmatch(cell.text.strip())
                if m is None or cell.confidence < _KNOWN:
                    continue
                value = float(m[0])
                if context.factors.identify(value, _UNIT, _EXACT):
                    said = f"{label} {cell.text}"
                    yield value, Citation(document.file, cell.page, cell.box, said)


def _of_power(document: Document, context: Context) -> Iterator[tuple[float, Citation]]:
    """Numbers without a unit in the row of electricity and a column of factors, if known ones.

    Per MWh, per ten thousand kWh, or in kg per MWh.
    """
    phrases = context.book.phrases
    for q in document.quantities:
        heads = " ".join(q.heading).casefold()
        if not any(word in heads for word in phrases.factor_columns):
            continue
        if q.unit and _OF_ANY_UNIT.fullmatch(q.unit) is None:
            continue
        table = document.tables[q.table]
        cell = table.rows[q.row].cells[q.column]
        named = any(word in label for label in q.what for word in phrases.electricity)
        # 空压站, 612 MWh, 0.7035, 华东区域电网: a list of users of power.
        beside = named or any(
            word in text
            for text in (
                *(c.text for c in table.rows[q.row].cells),
                *(h for c in table.columns for h in c.headings),
            )
            for word in phrases.electricity
        )
        if not beside or not (named or _ALONE.fullmatch(cell.text.strip())):
            continue
        for times in _SCALES if named else _SCALES[:1]:
            value = round(q.value * times, 6)
            if cell.confidence >= _EXACTLY and context.factors.identify(value, _UNIT, _EXACT):
                yield value, q.citation


def _before(m: re.Match[str]) -> int:
    return max(0, m.start() - _CALLED)


def _day(document: Document, context: Context) -> date:
    """When a paper was written, or the last day that it tells of."""
    issued = document.field("issue_date")
    # Misread under a seal it says nothing: no paper is of a day to come.
    sure = issued is not None and (document.origin is not Origin.OCR or issued.confidence >= _DAYS)
    day = iso(document, "issue_date") if sure else None
    if day is not None and day > context.date and document.origin is Origin.OCR:
        day = None
    day = day or iso(document, "period_end")
    if day is None and document.years:
        day = min(date(max(document.years), 12, 31), context.date)
    return day or context.date


def _is_dated(document: Document) -> bool:
    """Whether anything says of what time a paper is, by which the age of a factor is told."""
    return bool(document.years) or any(iso(document, n) for n in ("issue_date", "period_end"))


def _asked(document: Document, context: Context) -> list[KnownFactor]:
    """The value of the series that the system names, as last published by the document's day.

    And the one before it, where that was the last not long ago.
    """
    rule, day = context.pack.electricity_factor, _day(document, context)
    if rule is None:
        return []
    values = (context.factors.published(rule.series, on) for on in (day, day - _GRACE))
    return [known for known in values if known is not None]


def _latest(
    purpose: Purpose, document: Document, context: Context, *, before: timedelta = timedelta()
) -> KnownFactor | None:
    """A value that would have been right: of the first national series meant for the purpose.

    As published that long ``before`` the document's day.
    """
    return national(purpose, _day(document, context) - before, context)


def national(purpose: Purpose, on: date, context: Context) -> KnownFactor | None:
    """The value of the first national series meant for a purpose, as last published on a day."""
    for name, series in context.book.factors.series.items():
        if series.area == "national" and purpose in context.book.factors.kinds[series.kind].right:
            known = context.factors.published(name, on)
            if known is not None:
                return known
    return None
