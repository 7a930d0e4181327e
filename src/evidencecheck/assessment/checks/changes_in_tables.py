"""C601: by how much something changed between two years, which a table gives otherwise (C16).

A column 2021年 and one 2023年, a row 气耗, and below it 2023年气耗较2021年降低12%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, finding_of, is_own
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, number_of, unit_of
from evidencecheck.domain.amount_phrases import Reckonings
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import any_word
from evidencecheck.domain.tables import DocumentTable, Role

_AGAINST = re.compile(
    r"(?:(?P<to>20\d\d)年度?)?(?P<of>[^,，;；。\d]{0,20}?)[较比与](?P<base>20\d\d)年度?(?P<how>[^,，;；。\d]{0,14})$"
)
_YEAR = re.compile(r"(20\d\d)\s*年?度?")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]|\s+[A-Za-z0-9/%·³²]+$|[\s:：/]+")
_LEAST = 2
"""Characters of the name of a thing."""
_WHOLE = 100.0
_LOOSE = 0.15
_SANE = (0.3, 3.0)

_Years = Mapping[int, Number]


def changes_in_tables(document: Document, context: Context) -> Iterator[Finding]:
    """The first that is not so, of the applicant's own papers and of those on it."""
    words = context.book.phrases.reckoned_as
    if not document.tables or not document.speaks_of("较比与") or not is_own(document, context):
        return
    series: list[tuple[str, _Years]] | None = None
    for run in context.numbers(document):
        for stated in run:
            m = _AGAINST.search(stated.label) if stated.unit == "%" else None
            if m is None or not any_word(m["how"], words.change):
                continue
            if any_word(stated.label.casefold(), words.of_each_year):
                continue
            series = _series(document) if series is None else series
            wrong = _wrong(stated, m, series, words)
            told = finding_of(document, context, wrong) if wrong is not None else None
            if told is not None:
                yield told
                return


def _wrong(
    stated: Number, m: re.Match[str], series: Sequence[tuple[str, _Years]], words: Reckonings
) -> WrongNumber | None:
    base, said = int(m["base"]), m["of"] + m["how"]
    named = [
        (name, years) for name, years in series if name in said and base in years and len(years) > 1
    ]
    longest = max((len(name) for name, _ in named), default=0)
    named = [(name, years) for name, years in named if len(name) == longest]
    if len(named) != 1:
        return None
    years = named[0][1]
    to = int(m["to"]) if m["to"] else max(years)
    if to == base or to not in years:
        return None
    computed = _change(years[base], years[to])
    # Whatever another row, or another pair of years, comes to may be meant.
    every = (
        _change(a, b)
        for _, other in series
        for y, a in other.items()
        for z, b in other.items()
        if y < z
    )
    first, last = years[base], years[to]
    loose = stated.half + _LOOSE + _WHOLE * (last.half + first.half) / first.value
    if any(abs(stated.value - way) <= loose for way in (computed, *every)):
        return None
    if not computed or not _SANE[0] <= stated.value / computed <= _SANE[1]:
        return None
    return WrongNumber(stated, computed, (first, last))


def _change(a: Number, b: Number) -> float:
    return _WHOLE * abs(a.value - b.value) / a.value


def _series(document: Document) -> list[tuple[str, _Years]]:
    """What tables give for several years, by its name: of rows, or of columns."""
    found: list[tuple[str, _Years]] = []
    for table in document.tables:
        found += _of_rows(table, document.file)
        found += _of_columns(table, document.file)
    return [(name, years) for name, years in found if len(name) >= _LEAST]


def _of_rows(table: DocumentTable, file: str) -> Iterator[tuple[str, _Years]]:
    heads = {n: y for n, c in enumerate(table.columns) if (y := _year(c.headings[-1:])) is not None}
    for row in table.rows if len(heads) > 1 and len(set(heads.values())) == len(heads) else ():
        years = {
            y: number
            for n, y in heads.items()
            if (number := number_of(row.cells[n], unit_of(table.columns[n]), "", file)) is not None
        }
        yield _ASIDE.sub("", "".join(row.labels[-1:])), years


def _of_columns(table: DocumentTable, file: str) -> Iterator[tuple[str, _Years]]:
    rows = [(r, _year(r.labels[-1:])) for r in table.rows if r.role is Role.BODY]
    dated = [(r, y) for r, y in rows if y is not None]
    if len(dated) < _LEAST or len({y for _, y in dated}) != len(dated):
        return
    for n, column in enumerate(table.columns):
        years = {
            y: number
            for r, y in dated
            if (number := number_of(r.cells[n], unit_of(column), "", file)) is not None
        }
        if column.headings:
            yield _ASIDE.sub("", column.headings[-1]), years


def _year(labels: Sequence[str]) -> int | None:
    m = _YEAR.fullmatch(labels[0].strip()) if labels else None
    return int(m[1]) if m is not None else None
