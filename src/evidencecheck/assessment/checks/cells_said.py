"""C601: a number that a sentence takes from a table, with two figures in each other's place.

A row 二车间, a column 气耗 m3/t with 42.8, and below it 二车间气耗为48.2 m3/t (domain C16).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told, is_slip
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, name_in, number_of, unit_of
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_of
from evidencecheck.domain.tables import Role, TableCell, TableColumn, TableRow

_MARKS = re.compile(r"[,，、;；:：。]")
_LEAST = 4
"""Characters of a row's and a column's name together."""
_BY_CHANCE = 0.02


_Cell = tuple[TableCell, TableColumn]


@first_told
def cells_said(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """Such numbers."""
    if not document.tables:
        return
    words = context.book.phrases.reckoned_as
    fill = _fill(words.is_said, words.leads_in)
    named: Mapping[str, _Cell | None] | None = None
    labels = tuple(filter(None, (_label(row) for table in document.tables for row in table.rows)))
    for run in context.numbers(document):
        for stated in run:
            if not stated.unit or not stated.label:
                continue
            said = fill.sub("", fill.sub("", _MARKS.split(stated.label)[-1].strip()))
            # Most sentences name no row at all.
            if not said.startswith(labels):
                continue
            named = _named(document) if named is None else named
            if said in named:
                yield _wrong(stated, said, named, document)


@lru_cache(8)
def _fill(verbs: tuple[str, ...], leads_in: tuple[str, ...]) -> re.Pattern[str]:
    """What stands around the names of a row and a column in a sentence."""
    return re.compile(rf"(?:的|{any_of(verbs)})+$|^(?:{any_of(leads_in)})")


def _wrong(
    stated: Number, said: str, named: Mapping[str, _Cell | None], document: Document
) -> WrongNumber | None:
    cell = _number(named[said], document)
    if cell is None or cell.unit != stated.unit or cell.value == stated.value:
        return None
    if not is_slip(stated, cell.value, exact=True, most=_BY_CHANCE):
        return None
    others = (_number(other, document) for other in named.values())
    if any(n is not None and n.value == stated.value for n in others):
        return None
    return WrongNumber(stated, cell.value, (cell,))


def _number(found: _Cell | None, document: Document) -> Number | None:
    if found is None:
        return None
    cell, column = found
    return number_of(cell, unit_of(column), "".join(column.headings), document.file)


def _label(row: TableRow) -> str:
    return name_in("".join(row.labels))


def _named(document: Document) -> dict[str, _Cell | None]:
    """The cells of all tables by the names of their row and column; None of a name of two."""
    found: dict[str, _Cell | None] = {}
    for table in document.tables:
        heads = [name_in("".join(c.headings)) for c in table.columns]
        for row in table.rows:
            label = _label(row)
            if row.role is not Role.BODY or not label:
                continue
            for cell, column, head in zip(row.cells, table.columns, heads, strict=True):
                if not head or not cell.text[:1].isdigit():
                    continue
                for name in (label + head, f"{label}的{head}"):
                    if len(name) >= _LEAST:
                        found[name] = None if name in found else (cell, column)
    return found
