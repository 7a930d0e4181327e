"""C601: amounts that do not add up, within a document (domain C16).

A sum accuses only where nothing else explains it: every item of the column is a number of the
total's unit, read with confidence, and neither all items nor any choice of them gives the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from evidencecheck.assessment.addends import (
    CHOSEN_FROM,
    LEAST_ITEMS,
    SUMMED,
    are_parts,
    counts_from_january,
    has_a_hole,
    is_complete,
    is_counted,
    is_labelled_apart,
    is_numbered_within,
    is_other,
    is_told_above,
    made_of,
    of_part,
    takes_in,
    whole_at_the_end,
)
from evidencecheck.assessment.amounts import (
    DIFFERENT,
    SUM,
    amount,
    apart,
    rounding,
    some_make,
)
from evidencecheck.assessment.checks.columns_of_years import of_years
from evidencecheck.assessment.checks.groups_above import groups_above
from evidencecheck.assessment.checks.quotients import slips
from evidencecheck.assessment.checks.relations import departing
from evidencecheck.assessment.checks.scopes import scopes
from evidencecheck.assessment.checks.shares_of_total import shares_of_total
from evidencecheck.assessment.checks.slipped_totals import slipped_totals
from evidencecheck.assessment.checks.sums_as_read import is_read, may_be_read_wrongly
from evidencecheck.assessment.checks.totals_beside import totals_beside
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.made_otherwise import is_made_otherwise
from evidencecheck.assessment.month_labels import month_of, part_of_year
from evidencecheck.domain.document import Document, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import DocumentTable, Role

_SURE = 0.9
_CLEAR = 0.95
"""Of the reading of every figure of a sum, from which on none of them is taken for another."""
_SANE = (0.5, 2.0)
"""A total further than this from its items is of another table, or of rows that were not read."""
_YEAR, _OF_A_YEAR = 12, 0.001
_MANY_MONTHS = 6
"""From so many rows of months on a total is of all of them, and not of a choice."""
_ADDED = frozenset({"tCO2e", "tCO2", "kWh", "GJ", "tce", "t", "m3", "Nm3", "元", "kg", "台", "个"})
"""Units whose numbers are added up: no shares, no intensities, no factors."""
_NEAR = 0.01
"""By how much the sums of whole numbers may be off."""
_PER_UNIT = re.compile(r"(?:kg|t|g)CO2e?/(?!\S*Wh)")
_POWERS = frozenset({"kW", "W"})
"""Of machines: they are added up in a column of what all of a row have, 合计功率, not 单灯功率."""


def sums(document: Document, context: Context) -> Iterator[Finding]:
    """Totals of tables, electricity times its factor, and the total of the scopes."""
    told, phrases = False, context.book.phrases
    for number, table in enumerate(document.tables):
        cells = [q for q in document.quantities if q.table == number]
        partial = phrases.part_of_sum
        below = list(_wrong_totals(document, table, cells, phrases))
        below += _wrong_subtotals(document, table, cells, partial) if not below else []
        beside = (
            w
            for w in _wrong_row_totals(document, table, cells, partial)
            if w[0] not in [t for t, _ in below]
        )
        for total, items in (*below, *beside):
            added = [i.value for i in items]
            if is_made_otherwise(document, total.raw, total.value, added, context):
                continue
            told = True
            yield _finding(document, context, total, sum(i.value for i in items), items[:1])
        for stated, computed, factors in _wrong_products(cells):
            told = True
            yield _finding(document, context, stated, computed, factors)
        # One after the other: what the first tells need not be looked for by the second.
        slipped = chain(
            slips(table, phrases, document.file),
            departing(document, table, phrases),
            of_years(document, table),
            shares_of_total(document, table),
            slipped_totals(document, table, phrases),
            totals_beside(document, table, context),
            groups_above(document, table, context),
        )
        for slip in islice(slipped, 1) if not told else ():
            told = True
            yield context.finding(
                "C601",
                document,
                cite=(slip.stated, *slip.beside),
                stated=slip.stated.quote,
                computed=slip.computed,
            )
    if not told:
        yield from scopes(document, context)


def _finding(
    document: Document,
    context: Context,
    stated: Quantity,
    computed: float,
    beside: Sequence[Quantity],
) -> Finding:
    return context.finding(
        "C601",
        document,
        cite=(stated.citation, *(q.citation for q in beside)),
        stated=amount(stated.value, stated.unit),
        computed=amount(computed, stated.unit),
    )


# ------------------------------------------------------------------ totals of tables


def _tolerance(document: Document, table: DocumentTable, summed: Sequence[Quantity]) -> float:
    """The share by which a total may be off: of what was recognised a figure may be misread."""
    cells = (table.rows[q.row].cells[q.column] for q in summed)
    clear = document.origin is not Origin.OCR or all(c.confidence >= _CLEAR for c in cells)
    return SUM if clear else DIFFERENT


def _wrong_totals(
    document: Document, table: DocumentTable, cells: Sequence[Quantity], phrases: Phrases
) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """Each total of a column that its items do not give, with the items."""
    # Of a scan one figure of few may be misread: only a slip that nobody reads so is told.
    stored = document.origin is not Origin.OCR
    partial = phrases.part_of_sum
    totals = [n for n, row in enumerate(table.rows) if row.role is Role.TOTAL]
    # 能源合计, with no other total: there is nothing that it could be a part of.
    totals = totals or [n for n, row in enumerate(table.rows) if row.role is Role.SUBTOTAL]
    totals = totals or whole_at_the_end(table, phrases)
    if len(totals) != 1:
        return
    (row,) = totals
    numbers = [q for q in cells if not is_labelled_apart(table, q, row)]
    totalled = {q.column for q in numbers if q.row == row > 0}
    for column, head in enumerate(table.columns) if totalled else ():
        # January to June beside July to December: one total for the columns of one heading.
        twins = {n for n, c in enumerate(table.columns) if c.headings == head.headings}
        if totalled.isdisjoint(twins):
            continue
        told = [q for q in numbers if q.column in twins]
        # One cell below all of them is one total.
        sums_of_twins = {(q.value, q.citation.box) for q in told if q.row == row}
        if not head.headings or len(sums_of_twins) != 1:
            twins = {column}
        here = [q for q in told if q.column in twins]
        # 其中: a part that has no number in this column is no part of its total.
        parts = [
            q
            for q in here
            if (_bears(table.rows[q.row].labels, partial) and not counts_from_january(table, q.row))
            or is_numbered_within(table, q.row)
        ]
        if not are_parts(table, here, parts) or column > min(
            (q.column for q in here if q.row == row), default=column
        ):
            continue
        total = next((q for q in here if q.row == row), None)
        if total is None or not (
            _is_added(total, phrases) or (stored and _is_footprint(table, total, here, phrases))
        ):
            continue
        above = [q for q in here if q.row < row and q not in parts]
        items = of_part(table, above, part_of_year(table.rows[row].labels))
        # What follows may belong to it too.
        below = [q.value for q in here if q.row > row and q.unit in {total.unit, ""}]
        other = is_told_above(table, total, items) or is_other(total, items)
        if other or takes_in(total, items, below):
            continue
        if not is_complete(table, column, row, [*above, *parts]) or any(
            q.unit != total.unit for q in items
        ):
            continue
        if _bears(total.heading, partial) or may_be_read_wrongly(table, total, items):
            continue
        if parts and made_of(total, items, parts):
            continue
        near = _rounded(document, total, items)
        if not _explained(table, total, items, _tolerance(document, table, [total, *items]), near):
            yield total, [q for q in items if table.rows[q.row].role is Role.BODY]


def _wrong_subtotals(
    document: Document, table: DocumentTable, cells: Sequence[Quantity], partial: Sequence[str]
) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """Each subtotal that the rows between it and the one before do not give."""
    subtotals = [q for q in cells if table.rows[q.row].role is Role.SUBTOTAL and q.unit in _ADDED]
    if not subtotals or any(_bears(row.labels, partial) for row in table.rows):
        return
    right, wrong = 0, []
    for total in subtotals:
        items: list[Quantity] = []
        # 一季度小计 below twelve months is of three of them.
        part = part_of_year(table.rows[total.row].labels)
        for row in range(total.row - 1, -1, -1):
            if table.rows[row].role is not Role.BODY:
                if part:
                    continue
                break
            found = [q for q in cells if q.row == row and q.column == total.column]
            if not found or found[0].unit != total.unit:
                items = []
                break
            items.insert(0, found[0])
        items = of_part(table, items, part)
        if len(items) < LEAST_ITEMS or not all(is_read(table, q) for q in (*items, total)):
            continue
        near = _rounded(document, total, items)
        if _explained(table, total, items, _tolerance(document, table, [total, *items]), near):
            right += 1
        else:
            wrong.append((total, items))
    # Of two items a sum accuses only beside others that are right, or where all items make up
    # the total of the table: then it is the subtotal that is wrong.
    for total, items in wrong:
        if right or len(items) > LEAST_ITEMS or _is_borne_out(table, cells, total):
            yield total, items


def _is_borne_out(table: DocumentTable, cells: Sequence[Quantity], beside: Quantity) -> bool:
    """Whether the rows of a column add up to its only total."""
    column = [q for q in cells if q.column == beside.column]
    totals = [q for q in column if table.rows[q.row].role is Role.TOTAL]
    body = [q for q in column if table.rows[q.row].role is Role.BODY and q.unit == beside.unit]
    if len(totals) != 1 or totals[0].unit != beside.unit:
        return False
    exact = rounding(totals[0].raw, totals[0].value) * (len(body) + 1)
    return not apart(totals[0].value, sum(q.value for q in body), exact, 0.0)


def _wrong_row_totals(
    document: Document, table: DocumentTable, cells: Sequence[Quantity], partial: Sequence[str]
) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """The total at the end of one row that its items do not give, where those of others do.

    In the text of a file, which nobody misread, also that of the only row of a table.
    """
    columns = [n for n, c in enumerate(table.columns) if c.role is Role.TOTAL]
    if len(columns) != 1 or _bears(table.columns[columns[0]].headings, partial):
        return
    right, wrong = 0, []
    for number, row in enumerate(table.rows):
        here = [q for q in cells if q.row == number and not _bears(q.heading, partial)]
        total = next((q for q in here if q.column == columns[0]), None)
        items = [q for q in here if q.column < columns[0]]
        only = len(table.rows) == 1 and document.origin is not Origin.OCR and len(items) > 2
        if row.role not in SUMMED or total is None:
            continue
        if total.unit and total.unit not in _ADDED:
            continue
        if _bears(row.labels, partial) or has_a_hole(table, cells, number, columns[0]):
            continue
        if len(items) < LEAST_ITEMS or any(q.unit != total.unit for q in items):
            continue
        if not only and not all(is_read(table, q) for q in (*items, total)):
            continue
        exact = rounding(total.raw, total.value) * (len(items) + 1)
        whole = sum(q.value for q in items)
        share = SUM / 2 if only else DIFFERENT
        if not apart(total.value, whole, exact, share):
            right += 1
        elif not only or _SANE[0] <= total.value / whole <= _SANE[1]:
            wrong.append((total, items))
            right += only
    if right and len(wrong) == 1:
        yield wrong[0]


def _is_added(total: Quantity, phrases: Phrases) -> bool:
    """Whether numbers are added up: those of a unit, or things counted, of one column."""
    if total.unit in _ADDED:
        return True
    if "/" in total.unit or total.unit == "%":
        return False
    head = "".join(total.heading)
    if total.unit in _POWERS and any(word in head for word in phrases.sum_of_row):
        return True
    return bool(head) and not any(word in head for word in phrases.not_summed)


def _is_footprint(
    table: DocumentTable, total: Quantity, column: Sequence[Quantity], phrases: Phrases
) -> bool:
    """Whether a total of kgCO2e/件 is that of the stages of a product's life, and no mean."""
    items = [q for q in column if q.row < total.row]
    labels = ("".join(table.rows[q.row].labels).casefold() for q in items)
    stages = [label for label in labels if any_word(label, phrases.life_stages)]
    per_unit = _PER_UNIT.match(total.unit) is not None
    return per_unit and len(stages) >= LEAST_ITEMS and total.value > max(q.value for q in items)


def _is_of_months(table: DocumentTable, items: Sequence[Quantity]) -> bool:
    labels = [table.rows[q.row].labels for q in items]
    return sum(bool(x) and month_of(x[-1]) is not None for x in labels) >= _MANY_MONTHS


def _rounded(document: Document, total: Quantity, items: Sequence[Quantity]) -> float:
    """By how much rounding may move a sum.

    18, 16.5, 7.56 and 51.46: what is typed shows no zeros at its end, and 18 is no less exact.
    """
    halves = [rounding(q.raw, q.value) for q in (total, *items)]
    if is_counted(total) and all(q.value == int(q.value) for q in (total, *items)):
        return _NEAR
    typed = document.origin is Origin.CELL and halves[0] == min(halves)
    return (halves[0] if typed else max(halves)) * (len(items) + 1)


def _explained(
    table: DocumentTable, total: Quantity, items: Sequence[Quantity], share: float, exact: float
) -> bool:  # fmt: skip
    """Whether the total is that of all items, of the subtotals, or of some choice of items."""
    body = [q.value for q in items if table.rows[q.row].role is Role.BODY]
    subtotals = [q.value for q in items if table.rows[q.row].role is Role.SUBTOTAL]
    if len(body) < LEAST_ITEMS or len(body) > CHOSEN_FROM:
        return True
    whole = [sum(body), *([sum(subtotals)] if subtotals else [])]
    months = _is_of_months(table, items)
    if months and len(body) == _YEAR and share <= SUM:
        # No row is hidden where all months stand there.
        share = _OF_A_YEAR
    if any(not apart(total.value, s, exact, share) for s in whole):
        return True
    if months:
        return False
    # One subtotal may be all that there is of a larger table.
    sane = [_SANE[0] <= total.value / s <= _SANE[1] for s in whole if s]
    if not (sane and sane[0] and (all(sane) or len(subtotals) == 1)):
        return True
    every = body + subtotals
    # Things counted are not rounded.
    near = _NEAR if total.unit not in _ADDED else 2 * rounding(total.raw, total.value)
    return some_make(every, total.value, near)


def _bears(labels: Sequence[str], words: Sequence[str]) -> bool:
    return any(word in label for label in labels for word in words)


# ------------------------------------------------------------------ electricity times its factor


def _wrong_products(
    cells: Sequence[Quantity],
) -> Iterator[tuple[Quantity, float, list[Quantity]]]:
    """Rows of electricity, its factor and its emissions that are not each other's product."""
    for row in sorted({q.row for q in cells if q.unit == "tCO2/MWh"}):
        here = [q for q in cells if q.row == row]
        by_unit = {unit: [q for q in here if q.unit == unit] for unit in ("kWh", "tCO2/MWh")}
        emitted = [q for q in here if q.unit in {"tCO2e", "tCO2"}]
        if not len(by_unit["kWh"]) == len(by_unit["tCO2/MWh"]) == len(emitted) == 1:
            continue
        (used,), (factor,), (stated,) = by_unit["kWh"], by_unit["tCO2/MWh"], emitted
        if min(used.confidence, factor.confidence, stated.confidence) < _SURE:
            continue
        computed = used.value / 1000 * factor.value
        lost = rounding(factor.raw, factor.value) * used.value / 1000
        sane = computed and _SANE[0] <= stated.value / computed <= _SANE[1]
        if sane and apart(stated.value, computed, lost + rounding(stated.raw, stated.value)):
            yield stated, computed, [used, factor]
