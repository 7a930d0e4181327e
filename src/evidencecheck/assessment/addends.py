"""Which rows of a column a total is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidencecheck.assessment.amounts import DIFFERENT, apart, rounding, some_make
from evidencecheck.assessment.facts import bare
from evidencecheck.assessment.month_labels import month_of, part_of_year
from evidencecheck.domain.document import Quantity
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import DocumentTable, Role

LEAST_ITEMS: Final = 2
CHOSEN_FROM: Final = 14
"""Of more items than this any total is the sum of some by chance."""
_TWICE: Final = 1e-6
"""Share by which a sum may differ for being exact but for binary fractions."""
_MOST_ROWS: Final = 40
"""Of a table whose rows are tried for sums within it."""
_MONTHS: Final = 6
"""Rows that name a month, from which on a table is one of months."""
_FAR: Final = 1.5
"""Times an average, which a sum that is off by a figure or two is not."""
_NEAR: Final = 2
"""Columns between which a line that is none may have been seen."""
_ENERGY: Final = "energy"
_ABOUT: Final = 0.25
"""Share of what numbers make by which a wrong total of them may be off."""
_WORDS = re.compile(r"\D*[\u4e00-\u9fff]{2}\D*")
_SAID = re.compile(r"[合总共小]\s*计|total", re.IGNORECASE)
_COUNTED: Final = frozenset({"台", "套", "只", "个", "辆", "盏"})
_COUNT = re.compile(r"[台套只个辆盏块件]数量?$|[(（][台套只个辆盏块件][)）]$")
_WITHIN = re.compile(r"(\d{1,2})[.．-]\d{1,2}")
SUMMED: Final = frozenset({Role.BODY, Role.TOTAL})
"""Rows whose numbers a total at their end adds up; of the totals of columns too."""


def is_told_above(table: DocumentTable, total: Quantity, items: Sequence[Quantity]) -> bool:
    """Whether the row above a total is already the sum of all others: the total is another amount.

    抵消量合计 2710.16, 2025年排放总量 3192.19.
    """
    last = max(items, key=lambda q: q.row, default=None)
    if last is None or last.row != total.row - 1:
        return False
    rest = [q for q in items if table.rows[q.row].role is Role.BODY]
    if table.rows[last.row].role is Role.BODY or len(rest) != len(items) - 1:
        return False
    exact = rounding(last.raw, last.value) * (len(rest) + 1)
    return not apart(last.value, sum(q.value for q in rest), exact, 0.0)


def whole_at_the_end(table: DocumentTable, phrases: Phrases) -> list[int]:
    """The last row, where it is the energy of all rows above: 综合能源消费量 below its sources."""
    energy = phrases.amounts.get(_ENERGY)
    last = len(table.rows) - 1
    if energy is None or last < LEAST_ITEMS or not table.rows[last].labels:
        return []
    if bare(table.rows[last].labels[-1]) not in energy.words:
        return []
    above = [row.labels[-1] if row.labels else "" for row in table.rows[:last]]
    whole = [label for label in above if not any(w in label for w in phrases.part_of_sum)]
    sources = all(
        any_word(label, phrases.energy_sources) and not any_word(label, phrases.sums_of_sources)
        for label in whole
    )
    return [last] if sources else []


def counts_from_january(table: DocumentTable, row: int) -> bool:
    """Whether a row 累计 is the total of all months above it, the first of which is January."""
    told = [month_of(r.labels[-1]) if r.labels else None for r in table.rows[:row]]
    months = [m[1] for m in told if m is not None]
    total = table.rows[row].role is Role.TOTAL
    return total and len(months) == row and months == list(range(1, row + 1))


def is_numbered_within(table: DocumentTable, row: int) -> bool:
    """Whether a row is numbered as a part of another: 1.1 below 1."""
    within = _WITHIN.fullmatch(table.rows[row].cells[0].text.strip())
    if within is None:
        return False
    return any(r.cells[0].text.strip().rstrip(".、") == within[1] for r in table.rows[:row])


def are_parts(
    table: DocumentTable, column: Sequence[Quantity], parts: Sequence[Quantity]
) -> bool:  # fmt: skip
    """Whether rows that say 其中 have no more, together, than the row that they stand below."""
    told = {q.row: q for q in column}
    sums: dict[int, float] = {}
    for q in parts:
        above = max((r for r in told if r < q.row and told[r] not in parts), default=None)
        if above is None or table.rows[above].role is not Role.BODY or told[above].unit != q.unit:
            return False
        sums[above] = sums.get(above, 0.0) + q.value
    return all(value <= told[above].value * (1 + DIFFERENT) for above, value in sums.items())


def made_of(total: Quantity, items: Sequence[Quantity], parts: Sequence[Quantity]) -> bool:
    """Whether a total is that of some of the rows and of their parts."""
    exact = rounding(total.raw, total.value) * (len(items) + len(parts) + 1)
    values = [q.value for q in (*items, *parts)]
    return len(values) > CHOSEN_FROM or some_make(values, total.value, exact)


def takes_in(total: Quantity, items: Sequence[Quantity], below: Sequence[float]) -> bool:
    """Whether a total is, or may be, that of the rows above it and of some below."""
    if below and len(items) <= LEAST_ITEMS:
        return True
    rest = total.value - sum(q.value for q in items)
    exact = rounding(total.raw, total.value) * (len(items) + 2)
    return bool(below) and some_make(below[:CHOSEN_FROM], rest, exact)


def has_a_hole(
    table: DocumentTable, cells: Sequence[Quantity], row: int, total: int
) -> bool:  # fmt: skip
    """Whether a row has nothing in a column before its total in which the others have numbers."""
    others = sum(r.role in SUMMED for r in table.rows) - 1
    for column in {q.column for q in cells if q.column < total}:
        filled = {q.row for q in cells if q.column == column}
        if row not in filled and len(filled) * 2 > others > 0:
            return True
    return False


def is_other(total: Quantity, items: Sequence[Quantity]) -> bool:
    """Whether a total is no sum of its items: an average of them, or of each second one.

    吨管电耗 of the year lies among its months, far below their sum.
    """
    values = [q.value for q in items]
    if not apart(sum(values), 2 * total.value, 0.0, _TWICE) and _has_sums(values):
        return True
    among = len(values) > LEAST_ITEMS and min(values) <= total.value <= max(values)
    return among and sum(values) > total.value * _FAR


def _has_sums(values: Sequence[float]) -> bool:
    """Whether one of them is the sum of those before it: quarters below their months."""
    return any(
        not apart(values[n], sum(values[first:last]), 0.0, _TWICE)
        for n in range(LEAST_ITEMS, min(len(values), _MOST_ROWS))
        for last in range(LEAST_ITEMS, n + 1)
        for first in range(last - 1)
    )


def is_complete(
    table: DocumentTable, column: int, total: int, items: Sequence[Quantity]
) -> bool:  # fmt: skip
    """Whether every row above the total has a number in the column, or nothing at all."""
    numbered = {q.row for q in items}
    # A recogniser takes a dash for a figure.
    empty = {"", "-", "—", "–", "/", "\\", "0", "无", "一", "二", "_", "~", "="}
    return all(
        n in numbered
        or (table.rows[n].cells[column].text.strip() in empty and not _is_beside(table, n, column))
        for n in range(total)
    )


def _is_beside(table: DocumentTable, row: int, column: int) -> bool:
    """Whether the number of an empty cell stands in another column of the same heading."""
    heads = table.columns[column].headings[-1:]
    return bool(heads) and any(
        c.headings[-1:] == heads and any(x.isdigit() for x in table.rows[row].cells[n].text)
        for n, c in enumerate(table.columns)
        if abs(n - column) <= _NEAR and n != column
    )


def is_labelled_apart(table: DocumentTable, quantity: Quantity, row: int) -> bool:
    """Whether what stands in the row of a total is another thing: 全年合计 1,264,000 上网电量 0."""
    if quantity.row != row or not quantity.column:
        return False
    before = table.rows[row].cells[quantity.column - 1].text.strip()
    return bool(_WORDS.fullmatch(before)) and before not in table.rows[row].labels


def first_meant(stated: float, values: Sequence[float]) -> int:
    """From which of the numbers before it on a wrong total is of them, by its size.

    Of all, or of the last ones that alone come near it; ``len(values)`` where of none.
    """
    starts = range(len(values) - LEAST_ITEMS + 1)
    near = [n for n in starts if abs(stated - sum(values[n:])) <= _ABOUT * sum(values[n:])]
    if not near or (near[0] > 0 and len(near) > 1) or stated <= max(values[near[0] :]):
        return len(values)
    return near[0]


def heads_a_list(table: DocumentTable, row: int, column: int) -> bool:
    """Whether a number stands in a second list of a table, beside whose label no sum is told.

    收入 | kg | 支出 | kg: what stands below the second kg is a total where 合计 stands before it.
    """
    above = [r.cells for r in table.rows[:row]]
    for place in range(column - 1, 0, -1):
        texts = [cells[place].text.strip() for cells in above]
        if sum(_WORDS.fullmatch(text) is not None for text in texts) * 2 <= len(texts):
            continue
        if not any(c[n].text[:1].isdigit() for c in above for n in range(1, place)):
            return False
        return _SAID.search(table.rows[row].cells[place].text.strip()) is None
    return False


def of_part(
    table: DocumentTable, items: Sequence[Quantity], part: frozenset[int]
) -> list[Quantity]:  # fmt: skip
    """The items of a part of the year, where their rows are months and the part is not empty."""
    told = ((q, table.rows[q.row].labels) for q in items)
    months = [(q, month_of(labels[-1]) if labels else None) for q, labels in told]
    if not part and sum(m is not None for _, m in months) >= _MONTHS:
        # 上半年 below the months that it is the sum of.
        months = [(q, m) for q, m in months if m or not part_of_year(table.rows[q.row].labels)]
    return [q for q, m in months if not part or m is None or m[1] in part]


def is_counted(total: Quantity) -> bool:
    """Whether a column counts things, one by one: 台数, 数量(只); none of them is rounded."""
    head = "".join(total.heading)
    return total.unit in _COUNTED or (not total.unit and _COUNT.search(head) is not None)
