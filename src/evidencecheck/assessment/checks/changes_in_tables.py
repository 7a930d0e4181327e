"""C601: by how much something changed between two years, which a table gives otherwise (C16).

A column 2021年 and one 2023年, a row 气耗, and below it 2023年气耗较2021年降低12%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from evidencecheck.assessment.checks.changes import change, wrong_change
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, name_in, number_of, unit_of
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_of, any_word
from evidencecheck.domain.tables import DocumentTable, Role

_YEAR = re.compile(r"(20\d\d)\s*年?度?")
_LEAST = 2
"""Characters of the name of a thing."""
_LOOSE = 0.15

_Years = Mapping[int, Number]


@first_told
def changes_in_tables(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """Those that are not so."""
    words = context.book.phrases.reckoned_as
    if not document.tables or not document.speaks_of(words.against):
        return
    against = _against(words.against)
    series: list[tuple[str, _Years]] | None = None
    for run in context.numbers(document):
        for stated in run:
            m = against.search(stated.label) if stated.unit == "%" else None
            if m is None or not any_word(m["how"], words.change):
                continue
            if any_word(stated.label.casefold(), words.of_each_year):
                continue
            series = _series(document) if series is None else series
            yield _wrong(stated, m, series)


@lru_cache(8)
def _against(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<to>20\d\d)年度?)?(?P<of>[^,，;；。\d]{{0,20}}?)(?:{any_of(words)})"
        r"(?P<base>20\d\d)年度?(?P<how>[^,，;；。\d]{0,14})$"
    )


def _wrong(
    stated: Number, m: re.Match[str], series: Sequence[tuple[str, _Years]]
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
    # Whatever another row, or another pair of years, comes to may be meant.
    every = (
        change(other[y], other[z]) for _, other in series for y, z in combinations(sorted(other), 2)
    )
    return wrong_change(stated, years[base], years[to], every, _LOOSE)


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
        yield name_in("".join(row.labels[-1:])), years


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
            yield name_in(column.headings[-1]), years


def _year(labels: Sequence[str]) -> int | None:
    m = _YEAR.fullmatch(labels[0].strip()) if labels else None
    return int(m[1]) if m is not None else None
