"""Emissions that the others of a report leave: what scope 1 is less than the total is scope 2.

Labels and headings of a table may be lost, or say 外购电力 alone. A number of so many figures that
is exactly what is left, in a line that speaks of its scope, is that scope by no chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidencecheck.domain.document import Citation, Field
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.tables.meanings import SCOPES, TOTAL
from evidencecheck.extraction.text import PageText

_SCOPE1, _SCOPE2 = SCOPES[:2]
_NUMBER = re.compile(r"(?<![\d.,A-Za-z-])(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}(?![\d.,]*\d|\s*[%％‰])")
_LEAST = 10.0
_SURE = 0.9
_BEFORE = 40
"""Characters before a number that tell of it."""
_CLOSE = 4
_THREE = (_SCOPE1, _SCOPE2, TOTAL)
_SPEAK = {
    _SCOPE1: re.compile(
        r"直接|(?:范围|范畴|类别|scope|category)\s*[1一Ⅰ]|燃烧|(?<!in)direct|燃料", re.IGNORECASE
    ),
    _SCOPE2: re.compile(
        r"能源间接|间接|(?:范围|范畴|类别|scope|category)\s*[2二Ⅱ]|电力|外购电|indirect|"
        r"\belectricity\b|输入能源",
        re.IGNORECASE,
    ),
    TOTAL: re.compile(r"合\s*计|总\s*[计量]|共|总排放|\btotal\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class _Told:
    """A number and the scopes, or the total, that the words before it name."""

    field: Field
    names: frozenset[str]

    @property
    def value(self) -> float:
        return float(self.field.value) if isinstance(self.field.value, (int, float)) else 0.0


def complement(
    pages: Sequence[PageText], names: Mapping[str, object], found: dict[str, Field]
) -> None:
    """Add what was not read of the total and of scopes 1 and 2, where three numbers fit.

    A scope that has not so many figures, as an amount of gas or power, is put right by them.
    """
    if not names.keys() >= set(_THREE) or SCOPES[2] in found:
        return
    known = {name: _Told(found[name], frozenset({name})) for name in _THREE if name in found}
    if len(known) == len(_THREE):
        # 58.0 of gas, 15,700 of power.
        known = {n: told for n, told in known.items() if _NUMBER.search(told.field.raw)}
    if len(known) in {0, len(_THREE)} or (TOTAL in found and TOTAL not in known):
        return
    fits = _fits(known, list(_numbers(pages)))
    if fits is None:
        return
    for name, told in zip(_THREE, fits, strict=True):
        if name not in known:
            found[name] = replace(told.field, name=name)


def _fits(known: Mapping[str, _Told], told: Sequence[_Told]) -> tuple[_Told, _Told, _Told] | None:
    """The only scope 1, scope 2 and total of which two make the third."""
    ones, twos, totals = (
        [known[name]] if name in known else [t for t in told if name in t.names] for name in _THREE
    )
    by_sum = {round(t.value, 2): t for t in totals}
    found = {}
    for one in ones:
        for two in twos:
            whole = by_sum.get(round(one.value + two.value, 2))
            if whole is not None and min(one.value, two.value) >= _LEAST:
                found[one.value, two.value] = one, two, whole
    return next(iter(found.values())) if len(found) == 1 else None


def _numbers(pages: Sequence[PageText]) -> Iterator[_Told]:
    for page in pages:
        before = ""
        for row in page.rows:
            text = simplified(row.text)
            for m in _NUMBER.finditer(text):
                names = _named((before + text[: m.start()])[-_BEFORE:])
                place = Citation(page.file, page.page.number, row.box, row.text)
                sure = round(min(row.confidence, _SURE), 4)
                value = float(m[0].replace(",", ""))
                yield _Told(Field("", value, m[0], place, sure), names)
            before = text


def _named(before: str) -> frozenset[str]:
    """What the last words before a number name, and others close to it: 范围一合计."""
    ends = {
        name: max((m.end() for m in pattern.finditer(before)), default=0)
        for name, pattern in _SPEAK.items()
    }
    last = max(ends.values())
    return frozenset(n for n, end in ends.items() if end and (end == last or end >= last - _CLOSE))
