"""Tables of a document, put together over its pages, with the part that each row and column plays.

A row or column of a total repeats what the others say: whoever adds up a column leaves out the
rows whose role is not ``BODY``, and holds their sum against the row of the total.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidencecheck.domain.geometry import Box


class Role(StrEnum):
    """The part that a row or a column plays in a table."""

    BODY = "body"
    SUBTOTAL = "subtotal"
    """小计: the sum of the rows of its group, which stand above it."""
    TOTAL = "total"
    """合计, 总计: the sum of all rows, or of all columns."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as it stands in one row and one column; a joined cell stands in each of its places."""

    text: str
    """In one line; empty for an empty cell."""
    page: int
    box: Box
    """Around its print; for an empty cell, around the cell."""
    confidence: float = 1.0
    """0..1, of the reading."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table."""

    headings: tuple[str, ...]
    """Those over it, the outermost first: 排放量(tCO2e), 范围一."""
    role: Role = Role.BODY
    unit: str = ""
    """What its heading or the caption gives its numbers in, as ``Quantity.unit``; else empty."""
    year: int | None = None
    """The calendar year that its heading names."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row below the headings."""

    page: int
    labels: tuple[str, ...]
    """What it is about, the outermost first: 范围一, 天然气. Empty where nothing says so."""
    cells: tuple[TableCell, ...]
    """One a column."""
    role: Role = Role.BODY
    year: int | None = None
    """The calendar year that its labels name."""


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table without its headings, as rows of cells; it may go on over several pages."""

    caption: str
    """What stands above it and in its own first lines, in one line; may be empty."""
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
