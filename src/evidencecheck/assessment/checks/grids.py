"""Tables as rows of numbers, for the relations that hold between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from evidencecheck.assessment.amounts import read_for
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import DocumentTable, Role, TableCell

_NUMBER = re.compile(
    r"\s*(?P<n>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<unit>[^\d]*\d?)\s*"
)
_DATE = re.compile(r"\s*[-/.年月日:：]")
_READ = 0.95
"""0..1, of the reading of each number that was recognised and decides."""
_NEARLY, _FEW = 0.88, 2
"""The same of a few among many, and how many these may be."""
LEAST = 2
"""Rows, besides one that departs, that bear a relation out."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number of a cell."""

    value: float
    places: int
    unit: str
    cell: TableCell

    @property
    def half(self) -> float:
        """Half of its last place."""
        return 0.5 * 10.0**-self.places


Row = Sequence[Printed | None]
Instance = tuple[Printed | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as variables and the rows, or columns, in which they have values."""

    heads: tuple[str, ...]
    units: tuple[str, ...]
    totals: frozenset[int]
    instances: tuple[Instance, ...]


def grids(table: DocumentTable, phrases: Phrases) -> Iterator[Grid]:
    """A table by its rows and by its columns, where either holds enough to compare."""
    if min(len(table.rows), len(table.columns)) <= LEAST:
        return
    cells = [[printed(c) for c in r.cells] for r in table.rows]
    yield _by_rows(table, cells, phrases)
    yield _by_columns(table, cells, phrases)


def _by_rows(table: DocumentTable, every: Sequence[Row], phrases: Phrases) -> Grid:
    heads = tuple(" ".join(c.headings).casefold() for c in table.columns)
    cells = [p for p, r in zip(every, table.rows, strict=True) if r.role is Role.BODY]
    named = [n for n, h in enumerate(heads) if not any_word(h, phrases.serial_columns)]
    keep = [n for n in named if _count(i[n] for i in cells) > LEAST]
    # A number where the others have none, such as a second price, is reckoned with in its own way.
    rare = [n for n in named if n not in keep]
    alike = [i for i in cells if all(i[n] is None for n in rare)]
    return Grid(
        tuple(heads[n] for n in keep),
        tuple(table.columns[n].unit for n in keep),
        frozenset(k for k, n in enumerate(keep) if table.columns[n].role is Role.TOTAL),
        tuple(tuple(i[n] for n in keep) for i in alike),
    )


def _by_columns(table: DocumentTable, cells: Sequence[Row], phrases: Phrases) -> Grid:
    # Totals of columns are held against their items elsewhere.
    rows = table.rows
    rows_kept = [
        n
        for n, c in enumerate(cells)
        if rows[n].labels and rows[n].role is Role.BODY and _count(c) > LEAST
    ]
    never = (*phrases.serial_columns, *phrases.not_summed)
    keep = [
        n
        for n, c in enumerate(table.columns)
        if not any_word(" ".join(c.headings).casefold(), never)
    ]
    return Grid(
        tuple(" ".join(rows[n].labels).casefold() for n in rows_kept),
        tuple(_unit_of(cells[n]) for n in rows_kept),
        frozenset(),
        tuple(i for k in keep if any(i := tuple(cells[n][k] for n in rows_kept))),
    )


def _count(numbers: Iterable[Printed | None]) -> int:
    return len([x for x in numbers if x is not None])


def _unit_of(row: Row) -> str:
    """The one unit that stands beside the numbers of a row; empty where they have none."""
    units = {p.unit for p in row if p is not None}
    return units.pop() if len(units) == 1 else ""


def printed(cell: TableCell) -> Printed | None:
    """The number that a cell is."""
    # Most cells are words.
    number = _number(cell.text) if cell.text.lstrip()[:1].isdigit() else None
    return Printed(*number, cell) if number is not None else None


@lru_cache(4096)
def _number(text: str) -> tuple[float, int, str] | None:
    """The value, the places behind its point and the unit of what is a number and no date."""
    m = _NUMBER.fullmatch(text)
    if m is None or _DATE.match(m["unit"]):
        return None
    digits = re.sub("[,，]", "", m["n"])
    return float(digits), len(digits.partition(".")[2]), m["unit"].strip()


def is_legible(
    document: Document, numbers: Iterable[Printed], slips: Iterable[tuple[float, float]]
) -> bool:  # fmt: skip
    """Whether the print of numbers is stored, or was recognised well and cannot be misread.

    Args:
        document: whose they are.
        numbers: those that a relation is told by.
        slips: a number as it was read, with what it would have to be for the relation to hold.
    """
    if document.origin is not Origin.OCR:
        return True
    if min(n.cell.confidence for n in numbers) < _READ:
        return False
    return not any(read_for(read, meant) for read, meant in slips)


def is_off_whatever_was_misread(
    document: Document, numbers: Sequence[Printed], slips: Iterable[tuple[float, float]], gap: float
) -> bool:  # fmt: skip
    """The same of a sum of many numbers, a few of which were recognised less well.

    No other figure of one of those, nor of two of them, may make up for what is missing.

    Args:
        document: whose they are.
        numbers: the sum and what it is of.
        slips: as of ``is_legible``.
        gap: by how much the sum is off.
    """
    doubted = [n for n in numbers if n.cell.confidence < _READ]
    if document.origin is not Origin.OCR or not doubted:
        return is_legible(document, numbers, slips)
    if len(doubted) > _FEW or min(n.cell.confidence for n in doubted) < _NEARLY:
        return False
    loose = max(n.half for n in numbers) * (len(numbers) + 1)
    others = [_other_figures(n) for n in doubted]
    ways = {by for each in others for by in each}
    ways |= {a + b for x, y in combinations(others, 2) for a, b in product(x, y)}
    explained = any(abs(abs(gap) - abs(by)) <= loose for by in ways)
    return not explained and not any(read_for(read, meant) for read, meant in slips)


def _other_figures(number: Printed) -> set[float]:
    """By how much a number changes with another figure in one of its places."""
    figures = f"{number.value:.{number.places}f}"
    point = figures.find(".") if number.places else len(figures)
    found = set()
    for n, figure in enumerate(figures):
        if figure.isdigit():
            place = point - n - (n < point)
            found |= {(k - int(figure)) * 10.0**place for k in range(10) if k != int(figure)}
    return found
