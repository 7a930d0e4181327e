"""Unruled tables of a page from its spans, whatever they were read from."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median

from evidencecheck.domain.geometry import Box, union
from evidencecheck.domain.page import Cell, Origin, Span, Table
from evidencecheck.reading.tables.aligned import aligned_tables
from evidencecheck.reading.tables.columns import AlignedCell, AlignedTable, Item
from evidencecheck.reading.tables.parting import offsets

_FEWEST = 4
"""Pieces of print without which there is no table."""
_LETTERS = {Origin.TEXT_LAYER: (0.85, 0.0), Origin.OCR: (0.62, 0.18), Origin.CELL: (1.0, 0.0)}
"""How high letters are in the box of a line, and how far it reaches beside them, in its height."""
_APART = 2.0
"""Heights of a line that two spans stand apart at least, for their slope to tell something."""
_AMOUNT = r"[-+]?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?=%))%?"
_BESIDE_NUMBER = re.compile(
    rf"^\d{{1,3}}\s+(?=\S)|(?<=\s)\d+\s+(?=[\d\u4e00-\u9fff])|(?:(?<=\s)|^){_AMOUNT}\s+(?=\S)"
    rf"|\s+(?={_AMOUNT}(?:\s|$))"
)
_POWERS = frozenset("23")
_RAISED = re.compile(r"(?:m|CO)$")
_SERIAL = re.compile(r"^(\d{1,3})\s?(?=[\u4e00-\u9fff]{2})(?![年月日级号楼期个台套年度])")
_FEWEST_SERIALS = 3


def unruled_tables(
    spans: Sequence[Span], size: tuple[float, float], *, taken: Collection[int] = ()
) -> tuple[Table, ...]:
    """The unruled tables of a page.

    Args:
        spans: all of its print.
        size: width and height of the page, in any unit.
        taken: indices of spans that stand in ruled tables.
    """
    if len(spans) - len(taken) < _FEWEST:
        return ()
    slope = _slope(spans, size) if spans[0].origin is Origin.OCR else 0.0
    letters = _LETTERS[spans[0].origin]
    numbered = _numbered(spans) if spans[0].origin is Origin.OCR else {}
    items = [
        item
        for n, span in enumerate(spans)
        if n not in taken
        for item in _pieces(span, _item(n, span, size, slope, letters), numbered.get(n, 0))
    ]
    items = _with_powers(items)
    return tuple(_as_table(table, spans) for table in aligned_tables(items))


def inside(spans: Sequence[Span], tables: Sequence[Table]) -> frozenset[int]:
    """The indices of the spans whose middle lies in one of ``tables``."""
    return frozenset(
        n for n, span in enumerate(spans) if any(_holds(t.box, span.box) for t in tables)
    )


def _slope(spans: Sequence[Span], size: tuple[float, float]) -> float:
    """The slope of rows of print, from spans that follow one another in one; clockwise is more.

    Boxes of short lines say nothing of how they slant.
    """
    width, height = size
    places = sorted((s.box.cx * width, s.box.cy * height, s.box.height * height) for s in spans)
    slopes = []
    for i, (x, y, tall) in enumerate(places):
        for other_x, other_y, _ in places[i + 1 :]:
            run, rise = other_x - x, other_y - y
            if run > _APART * tall and abs(rise) < 0.5 * tall:
                slopes.append(rise / run)
                break
    return median(slopes) if slopes else 0.0


def _item(
    number: int,
    span: Span,
    size: tuple[float, float],
    slope: float,
    letters: tuple[float, float],
) -> Item:
    """A span in even units, its letters alone."""
    width, height = size
    turn = math.atan(slope)
    cos, sin = math.cos(turn), math.sin(turn)
    box = span.box
    x, y, half = box.cx * width, box.cy * height, box.width * width / 2
    # The box of a slanting line is higher than its print.
    tall = max(box.height * height - 2 * half * abs(sin), 0.4 * box.height * height)
    share, margin = letters
    half = max(half - margin * tall, 0.5 * half)
    u, v = x * cos + y * sin, y * cos - x * sin
    tall *= share
    return Item(span.text, u - half, v - tall / 2, u + half, v + tall / 2, number, 0)


def _with_powers(items: Sequence[Item]) -> list[Item]:
    """The items, raised figures put to the unit that they belong to: 万Nm and 3."""
    powers = {i for i in items if i.text in _POWERS}
    if not powers:
        return list(items)
    joined: list[Item] = []
    for item in items:
        if _RAISED.search(item.text):
            near = next((p for p in powers if _is_power(item, p)), None)
            if near is not None:
                powers.discard(near)
                joined.append(item._replace(text=f"{item.text}{near.text}", x1=near.x1))
                continue
        joined.append(item)
    left = {i for i in items if i.text in _POWERS} - powers
    return [i for i in joined if i not in left]


def _is_power(unit: Item, power: Item) -> bool:
    beside = -0.3 * unit.height < power.x0 - unit.x1 < 0.6 * unit.height
    return beside and power.y1 > unit.y0 and power.cy < unit.cy


def _numbered(spans: Sequence[Span]) -> dict[int, int]:
    """Spans that begin with their number in a list, and where that ends: 1数控车床, 2 循环水泵."""
    found = [(n, m) for n, span in enumerate(spans) if (m := _SERIAL.match(span.text))]
    found.sort(key=lambda nm: spans[nm[0]].box.cy)
    run: list[tuple[int, int]] = []
    kept: dict[int, int] = {}
    last = None
    for n, m in found:
        number = int(m[1])
        if last is None or not 1 <= number - last <= 2:
            run = []
        run.append((n, m.end(1)))
        last = number
        if len(run) >= _FEWEST_SERIALS:
            kept.update(run)
    return kept


def _pieces(span: Span, item: Item, numbered: int) -> Iterator[Item]:
    """A span; recognised print parted where a number stands beside a blank, or at ``numbered``.

    Where columns are narrow, recognition takes two cells for one line.
    """
    text, added = span.text, len(span.text)
    if numbered and not text[numbered].isspace():
        # A gap that recognition did not see is one all the same.
        text, added = f"{text[:numbered]} {text[numbered:]}", numbered
    cuts = [0, *(m.end() for m in _BESIDE_NUMBER.finditer(text)), len(text)]
    if span.origin is not Origin.OCR or len(cuts) == 2:
        yield item
        return
    shares, whole = offsets(text), item.x1 - item.x0
    for start, end in pairwise(cuts):
        part = text[start:end].rstrip()
        x0, x1 = (item.x0 + whole * shares[k] for k in (start, start + len(part)))
        yield item._replace(text=part, x0=x0, x1=x1, start=start - (start > added))


def _as_table(table: AlignedTable, spans: Sequence[Span]) -> Table:
    rows = tuple(tuple(_cell(cell, spans) for cell in row) for row in table)
    return Table(union(cell.box for row in rows for cell in row), rows)


def _cell(cell: AlignedCell, spans: Sequence[Span]) -> Cell:
    lines: list[list[Item]] = []
    for item in cell.items:
        if lines and item.cy - lines[-1][-1].cy < 0.5 * item.height:
            lines[-1].append(item)
        else:
            lines.append([item])
    return Cell(
        "\n".join(" ".join(i.text for i in sorted(x, key=lambda i: i.x0)) for x in lines),
        union(_box(item, spans) for item in cell.items),
        column=cell.column,
        columns=cell.columns,
        rows=cell.rows,
        confidence=min(spans[item.source].confidence for item in cell.items),
    )


def _box(item: Item, spans: Sequence[Span]) -> Box:
    span = spans[item.source]
    shares = offsets(span.text)
    x0, x1 = (
        span.box.x0 + span.box.width * shares[min(k, len(span.text))]
        for k in (item.start, item.start + len(item.text))
    )
    return span.box._replace(x0=x0, x1=x1)


def _holds(outer: Box, box: Box) -> bool:
    return outer.x0 <= box.cx <= outer.x1 and outer.y0 <= box.cy <= outer.y1
