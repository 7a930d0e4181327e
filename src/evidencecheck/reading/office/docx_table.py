"""Tables of a Word file, before they are laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from evidencecheck.reading.office.docx_inline import UNSEEN, Text, Token, size_of, text_of, tokens
from evidencecheck.reading.office.docx_numbering import Numbering
from evidencecheck.reading.office.docx_styles import Styles
from evidencecheck.reading.office.grid import Entry, Row, cleaned
from evidencecheck.reading.office.layout import Align
from evidencecheck.reading.office.markup import attribute, child, short, switched_on, value

MOST_COLUMNS = 128
"""Word allows 63."""


@dataclass(slots=True)
class Content:
    """A table with its columns reduced to those in which a cell begins."""

    rows: list[Row]
    widths: list[float]
    """Of the columns, in any unit."""
    extras: list[list[Element | Token]]
    """A row: tables inside its cells, and what its cells show besides text."""
    cut: bool
    """Whether it had more columns than are read."""


@dataclass(slots=True)
class _Draft:
    """A cell while its extent is still open."""

    column: int
    columns: int
    text: str
    size: float
    align: Align
    rows: int = 1


@dataclass(slots=True)
class _Reader:
    styles: Styles
    numbering: Numbering
    sizes: tuple[float, float]
    rows: list[list[_Draft]] = field(default_factory=list)
    extras: list[list[Element | Token]] = field(default_factory=list)
    merging: dict[int, _Draft] = field(default_factory=dict)
    """Cells that the next row may go on with, by column."""
    cut: bool = False

    def row(self, element: Element) -> None:
        drafts: list[_Draft] = []
        extras: list[Element | Token] = []
        merging: dict[int, _Draft] = {}
        column = _number(value(element, "w:trPr", "w:gridBefore"), 0)
        for cell in _inside(element, "w:tc"):
            columns = max(1, _number(value(cell, "w:tcPr", "w:gridSpan"), 1))
            if column + columns > MOST_COLUMNS:
                self.cut = True
                break
            merge = value(cell, "w:tcPr", "w:vMerge")
            owner = self.merging.get(column)
            if merge is not None and merge != "restart" and owner is not None:
                owner.rows += 1
                merging[column] = owner
            else:
                draft = self.cell(cell, column, columns, extras)
                drafts.append(draft)
                if merge is not None:
                    merging[column] = draft
            column += columns
        self.merging = merging
        self.rows.append(drafts)
        self.extras.append(extras)

    def cell(
        self, element: Element, column: int, columns: int, extras: list[Element | Token]
    ) -> _Draft:
        lines: list[str] = []
        size: float | None = None
        align: Align = "left"
        for block in _inside(element, "w:p", "w:tbl"):
            if short(block.tag) == "w:tbl":
                extras.append(block)
                continue
            items = list(tokens(block))
            extras.extend(i for i in items if not isinstance(i, Text))
            if text := self.numbering.label(block) + text_of(items).strip("\n"):
                look = self.styles.look(block)
                if size is None:
                    size, align = size_of(items, look.size), look.align
                lines.append(text)
        smallest, largest = self.sizes
        size = min(largest, max(smallest, size or smallest))
        return _Draft(column, columns, "\n".join(lines), size, align)


def table(
    element: Element, styles: Styles, numbering: Numbering, sizes: tuple[float, float]
) -> Content:
    """Read a ``w:tbl``: its rows, its merged cells as one entry each, and what else is in it.

    Args:
        element: the table.
        styles: of the document.
        numbering: of the document; it counts on.
        sizes: smallest and largest font size, points, that text is given.
    """
    reader = _Reader(styles, numbering, sizes)
    for row in _inside(element, "w:tr"):
        if child(row, "w:trPr", "w:del") is None and not switched_on(row, "w:trPr", "w:hidden"):
            reader.row(row)
    starts = sorted({d.column for row in reader.rows for d in row})
    index = {column: i for i, column in enumerate(starts)}
    rows = [
        cleaned(
            {
                index[d.column]: Entry(
                    d.text,
                    d.size,
                    sum(d.column <= s < d.column + d.columns for s in starts),
                    d.rows,
                    d.align,
                )
                for d in row
            }
        )
        for row in reader.rows
    ]
    widths = _widths(element, starts)
    return Content(rows, widths, reader.extras, reader.cut)


def _widths(element: Element, starts: list[int]) -> list[float]:
    """Widths of the columns that are left, from the grid; all alike where it says nothing."""
    grid = child(element, "w:tblGrid")
    given = [] if grid is None else [_number(attribute(c, "w:w"), 0) for c in grid]
    ends = [*starts[1:], MOST_COLUMNS] if starts else []
    widths = [
        float(sum(max(0, w) for w in given[start:end]))
        for start, end in zip(starts, ends, strict=True)
    ]
    known = [w for w in widths if w > 0]
    usual = sum(known) / len(known) if known else 1.0
    return [w or usual for w in widths]


def _inside(element: Element, *names: str) -> Iterator[Element]:
    """Descendants of these names, through wrappers such as content controls, not through cells."""
    for inner in element:
        name = short(inner.tag)
        if name in names:
            yield inner
        elif name not in UNSEEN and name not in ("w:tcPr", "w:trPr", "w:tblPr", "w:tblGrid"):
            yield from _inside(inner, *names)


def _number(text: str | None, default: int) -> int:
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default
