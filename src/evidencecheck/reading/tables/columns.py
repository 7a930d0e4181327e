"""The columns that print without rules keeps to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from evidencecheck.reading.tables.parting import cut_near, offsets

_GUTTER = 0.5
"""Letters' heights that part two columns at least."""
_CROSSING = 0.25
"""Share of the rows whose print may run over a gutter; one of a few may."""
_A_FEW = 4
_OVER = 0.6
"""Share of a column, or of the print, that they share where print stands over a column."""
_NEAR = 2.0
"""Letters' heights within which a place to part print is looked for."""

_NUMBER = re.compile(r"[\d,.]+%?$")

Band = tuple[float, float]
"""Left and right edge of a column."""


class Item(NamedTuple):
    """Print in one stretch: where its letters stand, in even units of length, y downwards."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    source: int
    """The span that it is, or is a part of."""
    start: int
    """Its first character in that span."""

    @property
    def height(self) -> float:
        """Height of its letters."""
        return self.y1 - self.y0

    @property
    def cy(self) -> float:
        """Middle of the line."""
        return (self.y0 + self.y1) / 2

    @property
    def cx(self) -> float:
        """Middle of the print."""
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class Row:
    """A row of print."""

    items: list[Item]
    y: float
    """Middle."""
    height: float
    """Of letters."""
    values: int = 0
    """How many of its items are numbers, or signs that there is none."""
    more: list[Item] = field(default_factory=list)
    """Lines above and below that belong to its labels."""

    @property
    def all(self) -> list[Item]:
        """Its items and the lines that belong to it."""
        return [*self.items, *self.more]


@dataclass(slots=True)
class AlignedCell:
    """A cell by the columns and rows that it takes up."""

    column: int
    columns: int
    items: list[Item]
    """Its print, line by line."""
    rows: int = 1

    @property
    def y(self) -> float:
        """Middle of its print."""
        return (min(i.y0 for i in self.items) + max(i.y1 for i in self.items)) / 2


AlignedTable = list[list[AlignedCell]]
"""Rows from top to bottom; places without print are left out."""


def bands(rows: Sequence[Row]) -> list[Band]:
    """The stretches of the page between the gutters of rows that hold several items each.

    Some of the print may run over a gutter; print that stands within one is a stretch of its own.
    """
    gutter = _GUTTER * median(row.height for row in rows)
    items = [item for row in rows for item in row.all]
    allowed = max(int(_CROSSING * len(rows)), int(len(rows) >= _A_FEW))
    found = _stretches(items, gutter, allowed)
    between = [
        i for i in items if all(i.x0 >= x1 + gutter or i.x1 <= x0 - gutter for x0, x1 in found)
    ]
    return sorted((*found, *_stretches(between, gutter, 0)))


def _stretches(items: Sequence[Item], gutter: float, allowed: int) -> list[Band]:
    """Where more than ``allowed`` items stand over one another, narrow gaps closed."""
    ends = sorted((x, step) for item in items for x, step in ((item.x0, 1), (item.x1, -1)))
    found: list[Band] = []
    count, start = 0, 0.0
    for x, step in ends:
        before, count = count, count + step
        if before <= allowed < count:
            start = x
        elif count <= allowed < before:
            if found and start < found[-1][1] + gutter:
                found[-1] = (found[-1][0], x)
            else:
                found.append((start, x))
    return found


def columns(head: Sequence[Item], body: Sequence[Row], found: Sequence[Band]) -> list[Band]:
    """The bands, neighbours put together that never have print in one row, nor two headings.

    Numbers stand on the right of a column and a sign that there is none in its middle.
    """
    held: list[dict[int, set[Item]]] = [{} for _ in found]
    for number, row in enumerate(body):
        for item in row.items:
            for place in covered(item, found):
                held[place].setdefault(number, set()).add(item)
    headed: list[set[int]] = [set() for _ in found]
    for number, item in enumerate(head):
        for place in covered(item, found):
            headed[place].add(number)
    result: list[Band] = []
    last: dict[int, set[Item]] = {}
    names: set[int] = set()
    for band, own, heads in zip(found, held, headed, strict=True):
        # One item may stand over both.
        beside = any(len(last[row] | own[row]) > 1 for row in last.keys() & own.keys())
        if not result or beside or (names and heads and names != heads):
            result.append(band)
            last, names = own, set(heads)
            continue
        result[-1] = (result[-1][0], band[1])
        for number, items in own.items():
            last.setdefault(number, set()).update(items)
        names |= heads
    return result


def covered(item: Item, found: Sequence[Band]) -> list[int]:
    """The columns that an item stands over, in order; at least one."""
    over = [
        c
        for c, (x0, x1) in enumerate(found)
        if min(item.x1, x1) - max(item.x0, x0) > _OVER * min(x1 - x0, item.x1 - item.x0)
    ]
    if over:
        return list(range(over[0], over[-1] + 1))
    middles = [(a[1] + b[0]) / 2 for a, b in pairwise(found)]
    return [bisect_right(middles, item.cx)]


def parted(item: Item, found: Sequence[Band]) -> Iterator[Item]:
    """An item that runs from one column into the next, parted where a gutter is."""
    over = covered(item, found)
    whole = item.x1 - item.x0
    if len(over) < 2 or whole <= 0:
        yield item
        return
    shares = offsets(item.text)
    near = _NEAR * item.height / whole
    cuts = [0]
    for left, right in pairwise(over):
        low, high = ((x - item.x0) / whole for x in (found[left][1], found[right][0]))
        cut = cut_near(item.text, shares, (low, high), near)
        off = max(low - shares[cut], shares[cut] - high, 0.0)
        if cut > cuts[-1] and off <= near and _breaks(item.text, cut):
            cuts.append(cut)
    for start, end in pairwise([*cuts, len(item.text)]):
        text = item.text[start:end]
        first = start + len(text) - len(text.lstrip())
        yield item._replace(
            text=text.strip(),
            x0=item.x0 + whole * shares[first],
            x1=item.x0 + whole * shares[start + len(text.rstrip())],
            start=item.start + first,
        )


def _breaks(text: str, cut: int) -> bool:
    """Whether print may well be of two columns: a blank, or a number beside something else."""
    before, after = text[cut - 1], text[cut]
    if before.isspace() or after.isspace() or before.isdigit() != after.isdigit():
        return True
    return bool(_NUMBER.match(text[:cut]) or _NUMBER.match(text[cut:]))
