"""Tables of pages as grids: joined cells in all of their places, parts on several pages together.

A worksheet comes as one table, titles and notes included: it is parted at empty rows and where a
new title and new headings follow.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from evidencecheck.domain.geometry import Box, union
from evidencecheck.domain.page import Table
from evidencecheck.domain.script import simplified
from evidencecheck.domain.tables import TableCell
from evidencecheck.extraction.entities.cell_numbers import in_pieces, is_value
from evidencecheck.extraction.tall_values import unbroken
from evidencecheck.extraction.text import PageText

_CAPTION_ROWS = 3
_CAPTION_LENGTH = 60
_CAPTION_GAP = 0.05
"""Of the page's height, between a table and its caption, and between the rows of that."""
_CAPTION = re.compile(
    r"^\s*(?:续?附?[表图]|Table)\s*[\dA-Z一二三四五六七八九十]|单\s*位\s*[:：]", re.IGNORECASE
)
_SECTION = re.compile(r"^\s*(?:[(（]?[一二三四五六七八九十]{1,2}[、.)）]|[附续]?表\s*\d)")
_SHORT = 32
_SENTENCE_END = re.compile(r"[。;；]\s*$")
_SAME_WIDTH = 0.85
"""Of the wider of two parts of one table, that they share."""
_FOOT, _HEAD = 0.6, 0.35
"""Of the page's height: a table that goes on reaches below the first, and begins above the second
on the next page."""


_TOLD = re.compile(r"^[\u4e00-\u9fff]{2,8}\s*[:：]\s*\S")
_LEAST_HEADS = 3
"""A label with its value, and headings of the columns below it."""
_PIECES = 4
"""Cells next to each other that a number may have been taken apart to."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell in one of its places."""

    cell: TableCell
    owner: int
    """The same in all places of one joined cell."""

    text: str
    """What stands in it, in simplified characters."""


@dataclass(slots=True)
class Grid:
    """A table as rows of equal length."""

    rows: list[list[GridCell]]
    caption: list[str] = field(default_factory=list)
    """Above it and in its own first lines, from top to bottom."""

    @property
    def width(self) -> int:
        """Columns."""
        return len(self.rows[0]) if self.rows else 0


def grids(pages: Sequence[PageText]) -> list[Grid]:
    """The tables of a document, in order."""
    found: list[tuple[Grid, Table | None, int]] = []
    numbers = count()
    for index, page in enumerate(pages):
        for table in page.page.tables:
            grid = _grid(table, page, numbers)
            if not grid.rows:
                continue
            before = found[-1] if found else None
            if before is not None and _goes_on(before, grid, table, index):
                _append(before[0], grid)
                found[-1] = (before[0], table, index)
                continue
            found.append((grid, table, index))
    blocks = [block for grid, _, _ in found for block in _blocks(grid)]
    return [block for block in blocks if block.rows]


def _grid(table: Table, page: PageText, numbers: Iterator[int]) -> Grid:
    width = max((c.column + c.columns for row in table.rows for c in row), default=0)
    rows: list[list[GridCell | None]] = [[None] * width for _ in table.rows]
    printed = sorted((s.box for s in page.page.spans), key=_middle)
    for top, row in enumerate(table.rows):
        for cell in row:
            owner = next(numbers)
            text = unbroken(cell.text).strip()
            place = _print_in(cell.box, printed) if text else cell.box
            shown = TableCell(text, page.page.number, place, cell.confidence)
            for down in range(top, min(top + cell.rows, len(rows))):
                for along in range(cell.column, cell.column + cell.columns):
                    rows[down][along] = GridCell(shown, owner, simplified(text))
    filled = [
        [
            cell
            if cell is not None
            else GridCell(TableCell("", page.page.number, table.box), next(numbers), "")
            for cell in row
        ]
        for row in rows
    ]
    whole = _with_whole_numbers(filled)
    across = [list(column) for column in zip(*_without_doubles(whole), strict=True)]
    rows_left = [list(row) for row in zip(*_without_doubles(across), strict=True)]
    return Grid(rows_left, list(_above(table, page)))


def _with_whole_numbers(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """The rows, a number put together that was taken apart by a line seen in one column.

    4. | 248.44 below a heading, or another cell, that both stand in.
    """
    for row in rows:
        for first in range(len(row)):
            for last in range(first + 1, min(first + _PIECES, len(row))):
                pieces = row[first : last + 1]
                if len({c.owner for c in pieces}) < len(pieces) or not all(c.text for c in pieces):
                    break
                if not in_pieces([c.text for c in pieces]) or not any(
                    len({c.owner for c in other[first : last + 1]}) == 1 for other in rows
                ):
                    continue
                text = "".join(c.text.replace(" ", "") for c in pieces[:-1]) + pieces[-1].text
                cells = [c.cell for c in pieces]
                box, sure = union(c.box for c in cells), min(c.confidence for c in cells)
                cell = TableCell(text, cells[0].page, box, sure)
                row[first : last + 1] = [GridCell(cell, pieces[0].owner, text)] * len(pieces)
                break
    return rows


def _without_doubles(lines: list[list[GridCell]]) -> list[list[GridCell]]:
    """Rows (or columns) without those of which every cell goes on from the one before, or is empty.

    The ring of a seal across the rules of a table parts a row, or a column, in two.
    """
    kept: list[list[GridCell]] = []
    for line in lines:
        before = kept[-1] if kept else []
        goes_on = [
            cell.owner == above.owner for cell, above in zip(line, before, strict=bool(before))
        ]
        double = any(goes_on) and all(
            same or not cell.text for same, cell in zip(goes_on, line, strict=True)
        )
        if not double:
            kept.append(line)
    return kept


def _print_in(cell: Box, printed: Sequence[Box]) -> Box:
    """Where print stands within a cell; the cell where none is seen.

    Args:
        cell: whose rules may be far from its print.
        printed: places of all print of the page, from top to bottom.
    """
    first = bisect_left(printed, cell.y0, key=_middle)
    last = bisect_right(printed, cell.y1, first, key=_middle)
    inside: list[Box] = []
    for box in printed[first:last]:
        x0, x1 = max(box.x0, cell.x0), min(box.x1, cell.x1)
        if x1 - x0 > 0.5 * min(box.width, cell.width):
            inside.append(Box(x0, max(box.y0, cell.y0), x1, min(box.y1, cell.y1)))
    return union(inside) if inside else cell


def _middle(box: Box) -> float:
    return box.cy


def _above(table: Table, page: PageText) -> list[str]:
    """The lines above a table that may be its caption, from top to bottom."""
    lines: list[str] = []
    top = table.box.y0
    others = [t.box for t in page.page.tables if t is not table]
    for row in sorted(page.rows, key=lambda r: -r.box.y1):
        if row.box.cy >= table.box.y0 - 0.2 * row.box.height:
            continue
        text = simplified(row.text).replace("\t", " ")
        inside = any(b.y0 <= row.box.cy <= b.y1 for b in others)
        numbers = len(row.spans) > 1 and any(is_value(s.text) for s in row.spans)
        if numbers or inside or top - row.box.y1 > _CAPTION_GAP or len(lines) == _CAPTION_ROWS:
            break
        if _SENTENCE_END.search(text) or len(text) > _CAPTION_LENGTH:
            break
        if len(text) <= _SHORT or _CAPTION.search(text):
            lines.append(text)
        top = row.box.y0
        if _CAPTION.match(text) and not text.lstrip().startswith("单"):
            break
    return lines[::-1]


# ---------------------------------------------------------------------------- over pages


def _goes_on(before: tuple[Grid, Table | None, int], grid: Grid, table: Table, index: int) -> bool:
    """Whether a table is the rest of the last one of the page before."""
    last, last_table, last_index = before
    if last_table is None or index != last_index + 1 or last.width != grid.width:
        return False
    a, b = last_table.box, table.box
    if a.y1 < _FOOT or b.y0 > _HEAD:
        return False
    if min(a.x1, b.x1) - max(a.x0, b.x0) < _SAME_WIDTH * max(a.width, b.width):
        return False
    # A caption or headings of its own begin another table.
    if any(_CAPTION.search(line) and "续" not in line for line in grid.caption):
        return False
    return _same(last.rows[0], grid.rows[0]) or any(is_value(c.text) for c in grid.rows[0])


def _append(grid: Grid, rest: Grid) -> None:
    """Put the rows of a table's next part to it, its headings left out where they stand again."""
    repeated = 0
    while repeated < min(len(grid.rows), len(rest.rows)) and _same(
        grid.rows[repeated], rest.rows[repeated]
    ):
        repeated += 1
    grid.rows.extend(rest.rows[repeated:])


def _same(row: Sequence[GridCell], other: Sequence[GridCell]) -> bool:
    texts = [[re.sub(r"\s+", "", c.text) for c in r] for r in (row, other)]
    return any(texts[0]) and texts[0] == texts[1]


# ---------------------------------------------------------------------------- within a sheet


def _blocks(grid: Grid) -> Iterator[Grid]:
    """The tables of a grid: parted at empty rows, and where a title and headings follow rows."""
    block = Grid([], list(grid.caption))
    body = False
    for number, row in enumerate(grid.rows):
        texts = {c.owner for c in row if c.text}
        begins = body and len(texts) == 1 and _headings_follow(row, grid.rows[number + 1 :])
        if not texts or begins:
            yield _trimmed(block)
            block, body = Grid([]), False
        if not texts:
            continue
        if len(texts) == 1 and not body and not block.rows:
            block.caption.append(next(c.text for c in row if c.text))
            continue
        if not block.rows and _tells_of_all(row, grid.rows[number + 1 :]):
            # The title stays next to the table.
            block.caption[:0] = dict.fromkeys(c.text for c in row if c.text)
            continue
        body = body or any(is_value(c.text) for c in row)
        block.rows.append(row)
    yield _trimmed(block)


def _headings_follow(title: Sequence[GridCell], rows: Sequence[Sequence[GridCell]]) -> bool:
    # 二、碳排放: a numbered title needs no more than two.
    least = 2 if any(_SECTION.match(c.text) for c in title) else 3
    for row in rows:
        if len({c.owner for c in row if c.text}) > 1:
            filled = [c.text for c in row if c.text]
            return len(filled) >= least and not any(is_value(t) for t in filled)
    return False


def _tells_of_all(row: Sequence[GridCell], below: Sequence[Sequence[GridCell]]) -> bool:
    """Whether a row above the headings tells of the whole table: 填表单位:某公司 | 计量单位:kWh."""
    heads = list({c.owner: c.text for c in below[0] if c.text}.values()) if below else []
    if len(heads) < _LEAST_HEADS or any(is_value(t) or _TOLD.match(t) for t in heads):
        return False
    return all(_TOLD.match(c.text) for c in row if c.text)


def _trimmed(grid: Grid) -> Grid:
    """Without notes below it: lines of one cell."""
    while grid.rows and len({c.owner for c in grid.rows[-1] if c.text}) <= 1:
        grid.rows.pop()
    return grid
