"""Unruled tables: print that stands in columns, with numbers in at least one of them.

Rows of print that follow one another and hold a number each are the body; what stands in columns
above it is its head. Columns are the bands of the page that print of the body keeps to, with a
gutter between. A label that is broken over several lines is put together again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from evidencecheck.reading.tables.columns import (
    AlignedCell,
    AlignedTable,
    Band,
    Item,
    Row,
    bands,
    columns,
    covered,
    parted,
)
from evidencecheck.reading.tables.middles import spread

_VALUE = re.compile(
    r"^[-+−(（]?\s*(?:\d{1,3}(?:[,，.]\s?\d{3})+|\d+)(?:[.,]\d+)?\s*[)）]?\s*"
    r"(?:%|‰|[A-Za-z一-鿿³²]{1,3}|t\s?CO2\s?e?q?|kg\s?CO2\s?e?|万?kWh|MWh|万?Nm3|万?tce|万?千瓦时)?$",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^[-—–一/／\\*、·.]{1,3}$|^(?:N/?A|无|不适用)$", re.IGNORECASE)
# Of a row 合计: a number, and without a blank the words of the next column.
_RUN_ON = re.compile(
    r"^(?:\d{1,3}(?:[,，]\s?\d{3})+(?:\.\d+)?|\d+\.\d+)\s*(?=[\u4e00-\u9fff]{2})[^。;；]{4,20}$"
)
_SUM = re.compile(r"^(?:合\s*计|总\s*计|共\s*计|累\s*计|小\s*计|全\s*年|年\s*计)(?:\s*[(（].*)?$")
_YEAR = re.compile(r"^(?:19|20)\d{2}\s*年?度?$")
# All in heights of letters.
_ROW_GAP = 3.6
"""Between the middles of two rows of one table, at most."""
_HEAD_GAP = 3.2
_BESIDE = 5.0
"""By how much headings may reach beyond the print of the body."""
_BROKEN = 1.9
"""Between the middles of two lines of one label, at most."""
_HEAD_ROWS = 5
_HEAD_TIGHT = 0.8
"""A heading alone in its row stands over those below it at less than this share of a step."""
_PROSE = 30
"""Characters in one stretch from which on a row is a sentence."""
_LINES = 4
"""Long lines that make a paragraph."""
_LEADING = 2.0
_APART = 7.0
"""Between the middles of two long lines of one column of paragraphs, with headings among them."""
_TIGHT = 0.75
"""A line that follows at less than this share of the usual step goes on with the one above."""
_FEWEST_ROWS = 2
_HEADINGS = 3
_BARE_ROWS = 3
"""Rows without a number that may follow one another within a table."""


def aligned_tables(items: Sequence[Item]) -> list[AlignedTable]:
    """The unruled tables that print makes, from top to bottom."""
    prose = _paragraphs(items)
    rows = rows_of([item for item in items if item not in prose])
    tables = []
    start = 0
    while start < len(rows):
        end = _end_of_body(rows, start)
        if end > start:
            table = _table(rows, start, end)
            if table is not None:
                tables.append(table)
        start = max(end, start + 1)
    return tables


def _paragraphs(items: Sequence[Item]) -> set[Item]:
    """Print of paragraphs: long lines that follow closely at one left edge, and those between.

    A page may be set in two columns, with a table in one of them.
    """
    long = sorted((i for i in items if len(i.text) >= _PROSE), key=lambda i: (i.cy, i.x0))
    blocks: list[list[Item]] = []
    for item in long:
        home = next((b for b in reversed(blocks) if _follows(b[-1], item)), None)
        if home is None:
            blocks.append([item])
        else:
            home.append(item)
    found: set[Item] = set()
    for block in blocks:
        tight = sum(b.cy - a.cy < _LEADING * a.height for a, b in pairwise(block))
        if len(block) < _LINES or 3 * tight < len(block):
            continue
        found.update(
            item
            for item in items
            if abs(item.x0 - block[0].x0) < item.height and block[0].cy <= item.cy <= block[-1].cy
        )
    return found


def _follows(line: Item, item: Item) -> bool:
    return abs(item.x0 - line.x0) < line.height and item.cy - line.cy < _APART * line.height


def rows_of(items: Sequence[Item]) -> list[Row]:
    """Items that stand at one height, from top to bottom and from left to right."""
    rows: list[Row] = []
    for item in sorted(items, key=lambda i: (i.cy, i.x0)):
        if rows and abs(item.cy - rows[-1].y) < 0.6 * min(item.height, rows[-1].height):
            rows[-1].items.append(item)
        else:
            rows.append(Row([item], item.cy, item.height))
    for row in rows:
        row.items.sort(key=lambda i: i.x0)
        summed = _SUM.match(row.items[0].text)
        row.values = sum(
            _is_value(item.text) or bool(summed and _RUN_ON.match(item.text)) for item in row.items
        )
        row.height = median(item.height for item in row.items)
    return rows


def _is_value(text: str) -> bool:
    return bool(_VALUE.match(text) or _NOTHING.match(text)) and not _YEAR.match(text)


def _is_full(row: Row) -> bool:
    return row.values > 0 and len(row.items) > 1


def _is_prose(row: Row) -> bool:
    long = any(len(item.text) >= _PROSE for item in row.items)
    return long and len(row.items) <= 2 and not _is_full(row)


def _end_of_body(rows: Sequence[Row], start: int) -> int:
    """Where the rows that follow ``start`` closely and are no sentences end."""
    if not _is_full(rows[start]):
        return start
    last = start
    for k in range(start + 1, len(rows)):
        row, above = rows[k], rows[k - 1]
        far = row.y - above.y > _ROW_GAP * max(row.height, above.height)
        if far or _is_prose(row) or k - last > _BARE_ROWS:
            break
        if _is_full(row):
            last = k
    end = last + 1
    # The last line of a broken label.
    if end < len(rows) and not rows[end].values and len(rows[end].items) == 1:
        near = rows[end].y - rows[last].y < _BROKEN * rows[end].height
        end += near and not _is_prose(rows[end])
    return end


def _table(rows: Sequence[Row], start: int, end: int) -> AlignedTable | None:
    body = _joined(rows[start:end])
    left = min(item.x0 for row in body for item in row.items)
    right = max(item.x1 for row in body for item in row.items)
    head = _head(rows, start, (left, right), _step(body))
    lowest = head[-1:]
    found = bands([*lowest, *(row for row in body if len(row.items) > 1)])
    if len(found) < 2:
        return None
    edges = columns(lowest[0].items if lowest else (), body, found)
    if len(edges) < 2:
        return None
    table = [_cells(row, edges, part=row in lowest or row in body) for row in (*head, *body)]
    # A column of numbers is what makes it a table.
    counts = [0] * len(edges)
    for cells in table[len(head) :]:
        for cell in cells:
            if cell.columns == 1 and _is_value(cell.items[0].text):
                counts[cell.column] += 1
    # Several headings make one of a single row.
    alone = len(lowest[0].items) == len(edges) >= _HEADINGS if lowest else False
    if max(counts) < _FEWEST_ROWS and not (alone and sum(counts) > 1):
        return None
    rest = table[len(head) :]
    for column in range(next(c for c, count in enumerate(counts) if count == max(counts))):
        if not counts[column]:
            rest = spread(rest, column)
    return [*table[: len(head)], *rest]


def _step(rows: Sequence[Row]) -> float:
    """The usual distance between rows that hold numbers; 0 where there is one only."""
    full = [row for row in rows if _is_full(row)]
    return median([b.y - a.y for a, b in pairwise(full)] or [0.0])


def _joined(rows: Sequence[Row]) -> list[Row]:
    """The rows, lines of a broken label put to the row that they belong to."""
    step = _step(rows)
    owners: dict[int, int] = {}
    for k, row in enumerate(rows):
        if row.values or len(row.items) > 2:
            continue
        beside = [j for j in (k - 1, k + 1) if 0 <= j < len(rows) and _is_full(rows[j])]
        near = [j for j in beside if _tight(row, rows[j], step)]
        bare = [j for j in near if not _has_label(rows[j], row)]
        if bare:
            owners[k] = min(bare, key=lambda j: abs(rows[j].y - row.y))
        elif k - 1 in near and _was_broken(rows[k - 1], row):
            owners[k] = k - 1
    for k, owner in owners.items():
        rows[owner].more.extend(rows[k].items)
    return [row for k, row in enumerate(rows) if k not in owners]


def _tight(row: Row, other: Row, step: float) -> bool:
    apart = abs(row.y - other.y)
    return apart < _BROKEN * row.height and (not step or apart < _TIGHT * step)


def _has_label(row: Row, broken: Row) -> bool:
    """Whether a row has print where the broken label stands."""
    first = broken.items[0]
    return any(item.x0 < first.x1 and item.x1 > first.x0 for item in row.items)


def _was_broken(row: Row, below: Row) -> bool:
    """Whether the label of a row is so long that it had to be broken."""
    return row.items[0].x1 >= below.items[0].x1 - row.height


def _head(rows: Sequence[Row], start: int, body: Band, step: float) -> list[Row]:
    """The rows of headings above the body: print over its columns, the nearest over several."""
    head: list[Row] = []
    for k in range(start - 1, max(-1, start - 1 - _HEAD_ROWS), -1):
        row, below = rows[k], rows[k + 1]
        margin = _BESIDE * row.height
        beyond = any(i.x0 < body[0] - margin or i.x1 > body[1] + margin for i in row.items)
        far = below.y - row.y > _HEAD_GAP * max(row.height, below.height)
        if far or beyond or _is_prose(row):
            break
        if len(row.items) == 1 and (not head or below.y - row.y > _HEAD_TIGHT * step):
            break
        head.append(row)
    return head[::-1]


def _cells(row: Row, edges: Sequence[Band], *, part: bool) -> list[AlignedCell]:
    """The print of a row by column, the lines of a broken label in their order."""
    items = [p for item in row.all for p in (parted(item, edges) if part else (item,))]
    cells: dict[int, AlignedCell] = {}
    for item in sorted(items, key=lambda i: (i.cy, i.x0)):
        over = covered(item, edges)
        if over[0] in cells:
            cells[over[0]].items.append(item)
            cells[over[0]].columns = max(cells[over[0]].columns, len(over))
        else:
            cells[over[0]] = AlignedCell(over[0], len(over), [item])
    ordered = [cells[c] for c in sorted(cells)]
    for cell, following in pairwise(ordered):
        cell.columns = min(cell.columns, following.column - cell.column)
    return ordered
