"""The emission factors of electricity that a paper tells: by its tables, rows and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Final

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.factor_ages import is_stale
from evidencecheck.assessment.version_history import (
    history,
    is_of_history,
    rows_of_years_before,
    years_before,
)
from evidencecheck.domain.document import Citation, Document

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
_EXACTLY = 0.75
"""The same, in a column of factors and the row of electricity."""
_CALLED = 24
"""Characters before a factor in which its name stands."""
_UNITS = 12
"""Characters of a line in which the unit of a factor at the end of the one above stands."""


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
            known = bool(context.factors.of_power(value))
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
    now = [
        (value, place)
        for value, place in found.items()
        if not is_of_history(place, past) and not _was_in_force(value, document, context)
    ]
    yield from sorted(now, key=lambda item: (item[1].page, item[1].box.y0))


def _was_in_force(value: float, document: Document, context: Context) -> bool:
    """Whether a factor stands only in rows of years before, and could be had in the year after."""
    rows = tuple(rows_of_years_before(document))
    if not rows:
        return False
    told = [line for line in document.lines if f"{value:g}" in line.text]
    years = [
        year for line in told for row, year in rows if is_of_history(document.at(line), (row,))
    ]
    return (
        bool(told)
        and len(years) == len(told)
        and not any(is_stale(value, date(year + 1, 12, 31), context) for year in years)
    )


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
            if context.factors.of_power(value):
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
                if context.factors.of_power(value):
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
            if cell.confidence >= _EXACTLY and context.factors.of_power(value):
                yield value, q.citation


def _before(m: re.Match[str]) -> int:
    return max(0, m.start() - _CALLED)
