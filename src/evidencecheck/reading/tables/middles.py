"""Labels that stand in the middle of the rows that they are of, as cells over all of these rows.

Without rules only its place says so: it stands halfway between the first row of its group and the
last. Labels at the top of their groups are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from evidencecheck.reading.tables.columns import AlignedCell, AlignedTable

_OFF = 0.2
"""Share of the step between rows from which on a label between two of them is off both."""
_CLOSE = 0.3
"""Share of a step by which a label may miss the middle of its group."""
_FEWEST = 3
"""Rows without which no step can be told."""


def spread(rows: AlignedTable, column: int) -> AlignedTable:
    """The rows, labels of ``column`` reaching over all rows of their groups where they stand so.

    Args:
        rows: below the headings.
        column: that holds no numbers.
    """
    own = {n: cell for n, row in enumerate(rows) for cell in row if cell.column == column}
    rest = [[cell for cell in row if cell.column != column] for row in rows]
    full = [n for n, row in enumerate(rest) if row]
    if len(full) < _FEWEST or not own:
        return rows
    ys = {n: median(cell.y for cell in rest[n]) for n in full}
    step = median(ys[b] - ys[a] for a, b in pairwise(full))
    for block in _blocks(full, rest, column):
        top, bottom = ys[block[0]] - step / 2, ys[block[-1]] + step / 2
        names = [n for n, cell in own.items() if top < cell.y < bottom]
        groups = _groups([own[n].y for n in names], [ys[n] for n in block], step)
        for n, (first, last) in zip(names, groups, strict=False):
            cell = own.pop(n)
            cell.rows = last - first + 1
            rest[block[first]].append(cell)
    for n, cell in own.items():
        rest[n].append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rest if row]


def _blocks(
    full: Sequence[int], rest: Sequence[Sequence[AlignedCell]], column: int
) -> Iterator[list[int]]:
    """Rows that follow one another and have a label in the next column: that of a sum has none."""
    for inner, rows in groupby(full, lambda n: any(c.column == column + 1 for c in rest[n])):
        if inner:
            yield list(rows)


def _groups(labels: Sequence[float], ys: Sequence[float], step: float) -> list[tuple[int, int]]:
    """First and last row of the group of each label; none where some are not in the middle."""
    off = any(min(abs(y - at) for at in ys) > _OFF * step for y in labels)
    if not 0 < len(labels) < len(ys) or (not off and abs(labels[0] - ys[0]) < _OFF * step):
        return []
    found: list[tuple[int, int]] = []
    first = 0
    for y in labels:
        if first == len(ys):
            return []
        last = min(range(first, len(ys)), key=lambda k: abs((ys[first] + ys[k]) / 2 - y))
        if abs((ys[first] + ys[last]) / 2 - y) > _CLOSE * step:
            return []
        found.append((first, last))
        first = last + 1
    return found if first == len(ys) else []
