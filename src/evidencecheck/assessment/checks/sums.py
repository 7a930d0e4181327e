"""C601: amounts that do not add up, within a document (domain C16).

A sum accuses only where nothing else explains it: every item of the column is a number of the
total's unit, read with confidence, and neither all items nor any choice of them gives the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from evidencecheck.assessment.amounts import DIFFERENT, SUM, amount, apart, rounding
from evidencecheck.assessment.checks.quotients import slips
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document, Field, Quantity
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import DocumentTable, Role

_SURE = 0.9
_READ = 0.95
"""0..1, of the reading of a cell: one misread figure would accuse."""
_NEARLY = 0.92
"""The same, where no misread figure explains the difference."""
_MENDED = 0.85
"""Of the number of such a cell, whose comma may have been mended."""
_BROKEN = re.compile(r"0\d")
"""What is left of 900, where its first figure was not read: 00."""
_TOLD = 0.9
"""The same, of an amount that stands behind its label."""
_CENT = 0.011
_LOOKS_LIKE: Final[Mapping[str, str]] = {
    "0": "68", "1": "47", "2": "7", "3": "589", "4": "19", "5": "368", "6": "058", "7": "12",
    "8": "03569", "9": "348",
}  # fmt: skip
_TWO_SCOPES = re.compile(
    r"(?:范围|范畴|类别|scopes?)\s*[一1I]\s*(?:[+＋和与及、&]|and)\s*(?:范围|范畴|类别|scope)?\s*[二2](?![、,，和+＋及与])",
    re.IGNORECASE,
)
_LEAST_ITEMS = 2
_CHOSEN_FROM = 14
"""Of more items than this any total is the sum of some by chance."""
_SANE = (0.5, 2.0)
"""A total further than this from its items is of another table, or of rows that were not read."""
_SUMMED = frozenset({Role.BODY, Role.TOTAL})
"""Rows whose numbers a total at their end adds up; of the totals of columns too."""
_ADDED = frozenset({"tCO2e", "tCO2", "kWh", "GJ", "tce", "t", "m3", "Nm3", "元", "kg", "台", "个"})
"""Units whose numbers are added up: no shares, no intensities, no factors."""


def sums(document: Document, context: Context) -> Iterator[Finding]:
    """Totals of tables, electricity times its factor, and the total of the scopes."""
    told = False
    for number, table in enumerate(document.tables):
        cells = [q for q in document.quantities if q.table == number]
        partial = context.book.phrases.part_of_sum
        below = list(_wrong_totals(document, table, cells, partial))
        below += _wrong_subtotals(document, table, cells, partial) if not below else []
        beside = (
            w
            for w in _wrong_row_totals(document, table, cells, partial)
            if w[0] not in [t for t, _ in below]
        )
        for total, items in (*below, *beside):
            told = True
            yield _finding(document, context, total, sum(i.value for i in items), items[:1])
        for stated, computed, factors in _wrong_products(cells):
            told = True
            yield _finding(document, context, stated, computed, factors)
        for slip in slips(table, context.book.phrases, document.file) if not told else ():
            told = True
            yield context.finding(
                "C601",
                document,
                cite=(slip.stated, *slip.beside),
                stated=slip.stated.quote,
                computed=slip.computed,
            )
    if not told:
        yield from _scopes(document, context)


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


def _tolerance(document: Document) -> float:
    """The share by which a total may be off: of what was recognised a figure may be misread."""
    return DIFFERENT if document.origin is Origin.OCR else SUM


def _wrong_totals(
    document: Document, table: DocumentTable, cells: Sequence[Quantity], partial: Sequence[str]
) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """Each total of a column that its items do not give, with the items."""
    totals = [n for n, row in enumerate(table.rows) if row.role is Role.TOTAL]
    # 能源合计, with no other total: there is nothing that it could be a part of.
    totals = totals or [n for n, row in enumerate(table.rows) if row.role is Role.SUBTOTAL]
    if len(totals) != 1 or any(_bears(row.labels, partial) for row in table.rows):
        return
    (row,) = totals
    # A note below the table may have been taken for a row of it: it holds no number.
    below = {q.unit for q in cells if q.row > row}
    if row == 0 or not any(q.row == row for q in cells):
        return
    for column, head in enumerate(table.columns):
        # January to June beside July to December: one total for the columns of one heading.
        twins = {n for n, c in enumerate(table.columns) if c.headings == head.headings}
        if not head.headings or len([q for q in cells if q.row == row and q.column in twins]) != 1:
            twins = {column}
        here = [q for q in cells if q.column in twins]
        if column > min((q.column for q in here if q.row == row), default=column):
            continue
        total = next((q for q in here if q.row == row), None)
        if total is None or total.unit not in _ADDED or not _read(table, total):
            continue
        # What follows is of another kind: the output, by which the total is divided.
        if total.unit in below or "" in below:
            continue
        items = [q for q in here if q.row < row]
        if not _complete(table, column, row, items) or any(q.unit != total.unit for q in items):
            continue
        if not all(_nearly_read(table, q) for q in items) or _bears(total.heading, partial):
            continue
        doubted = [q for q in items if not _read(table, q)]
        if doubted and _one_figure(total.value - sum(q.value for q in items)):
            continue
        if not _explained(table, total, items, _tolerance(document)):
            yield total, [q for q in items if table.rows[q.row].role is Role.BODY]


def _wrong_subtotals(
    document: Document, table: DocumentTable, cells: Sequence[Quantity], partial: Sequence[str]
) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """Each subtotal that the rows between it and the one before do not give."""
    if any(_bears(row.labels, partial) for row in table.rows):
        return
    right, wrong = 0, []
    for total in cells:
        if table.rows[total.row].role is not Role.SUBTOTAL or total.unit not in _ADDED:
            continue
        items: list[Quantity] = []
        for row in range(total.row - 1, -1, -1):
            if table.rows[row].role is not Role.BODY:
                break
            found = [q for q in cells if q.row == row and q.column == total.column]
            if not found or found[0].unit != total.unit:
                items = []
                break
            items.insert(0, found[0])
        if len(items) < _LEAST_ITEMS or not all(_read(table, q) for q in (*items, total)):
            continue
        if _explained(table, total, items, _tolerance(document)):
            right += 1
        else:
            wrong.append((total, items))
    # Of two items a sum accuses only beside others that are right.
    yield from ((t, items) for t, items in wrong if right or len(items) > _LEAST_ITEMS)


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
        if row.role not in _SUMMED or total is None:
            continue
        if total.unit not in _ADDED and not (only and not total.unit):
            continue
        if _bears(row.labels, partial):
            continue
        if len(items) < _LEAST_ITEMS or any(q.unit != total.unit for q in items):
            continue
        if not only and not all(_read(table, q) for q in (*items, total)):
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


def _complete(
    table: DocumentTable, column: int, total: int, items: Sequence[Quantity]
) -> bool:  # fmt: skip
    """Whether every row above the total has a number in the column, or nothing at all."""
    numbered = {q.row for q in items}
    empty = {"", "-", "—", "–", "/", "\\", "0", "无"}
    return all(
        n in numbered or table.rows[n].cells[column].text.strip() in empty for n in range(total)
    )


def _read(table: DocumentTable, quantity: Quantity) -> bool:
    cell = table.rows[quantity.row].cells[quantity.column]
    return (
        cell.confidence >= _READ
        and quantity.confidence >= _SURE
        and not _BROKEN.match(cell.text.strip())
    )


def _nearly_read(table: DocumentTable, quantity: Quantity) -> bool:
    cell = table.rows[quantity.row].cells[quantity.column]
    return cell.confidence >= _NEARLY and quantity.confidence >= _MENDED


def _one_figure(gap: float) -> bool:
    """Whether one misread figure makes up a difference: 200, 0.3."""
    return len(f"{abs(gap):.4f}".replace(".", "").strip("0")) <= 1


def _may_be_misread(field: Field, gap: float) -> bool:
    """Whether one figure of a number, read as one that looks like it, makes up a difference."""
    number = f"{float(field.value):.2f}"  # type: ignore[arg-type]
    for place, figure in enumerate(number):
        for other in _LOOKS_LIKE.get(figure, ""):
            change = float(number[:place] + other + number[place + 1 :]) - float(number)
            if abs(abs(change) - abs(gap)) < _CENT:
                return True
    return False


def _explained(
    table: DocumentTable, total: Quantity, items: Sequence[Quantity], share: float
) -> bool:  # fmt: skip
    """Whether the total is that of all items, of the subtotals, or of some choice of items."""
    body = [q.value for q in items if table.rows[q.row].role is Role.BODY]
    subtotals = [q.value for q in items if table.rows[q.row].role is Role.SUBTOTAL]
    if len(body) < _LEAST_ITEMS or len(body) > _CHOSEN_FROM:
        return True
    exact = rounding(total.raw, total.value) * (len(items) + 1)
    whole = [sum(body), *([sum(subtotals)] if subtotals else [])]
    if any(not apart(total.value, s, exact, share) for s in whole):
        return True
    # One subtotal may be all that there is of a larger table.
    sane = [_SANE[0] <= total.value / s <= _SANE[1] for s in whole if s]
    if not (sane and sane[0] and (all(sane) or len(subtotals) == 1)):
        return True
    every = body + subtotals
    return any(
        abs(sum(chosen) - total.value) <= exact
        for count in range(1, len(every))
        for chosen in combinations(every, count)
    )


def _bears(labels: Sequence[str], words: Sequence[str]) -> bool:
    return any(word in label for label in labels for word in words)


# ------------------------------------------------------------------ electricity times its factor


def _wrong_products(
    cells: Sequence[Quantity],
) -> Iterator[tuple[Quantity, float, list[Quantity]]]:
    """Rows of electricity, its factor and its emissions that are not each other's product."""
    for row in sorted({q.row for q in cells}):
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


# ------------------------------------------------------------------ the scopes of a document


def _scopes(document: Document, context: Context) -> Iterator[Finding]:
    """A total of emissions that is not that of its scopes."""
    total, one, two, three = (
        _sure(document, name)
        for name in (
            "emissions_total",
            "emissions_scope1",
            "emissions_scope2",
            "emissions_scope3",
        )
    )
    if total is None or one is None or two is None:
        return
    if _bears([line.text for line in document.lines], context.book.phrases.other_basis):
        return
    stated, parts = float(total.value), float(one.value) + float(two.value)  # type: ignore[arg-type]
    whole = parts + (float(three.value) if three is not None else 0.0)  # type: ignore[arg-type]
    exact = rounding(total.raw, stated) * 4
    if not apart(stated, parts, exact) or not apart(stated, whole, exact):
        return
    # Other categories may stand where none of them was read.
    more = three is None and stated > parts and not _is_of_two(total, document)
    if not whole or (more and _may_hold_more(document, context)):
        return
    if not _SANE[0] <= stated / whole <= _SANE[1]:
        return
    doubted = [f for f in (total, one, two, three) if f is not None and f.confidence < _READ]
    if any(_may_be_misread(f, stated - whole) for f in doubted):
        return
    fields = [f for f in (total, one, two, three) if f is not None]
    yield context.finding(
        "C601",
        document,
        cite=[f.citation for f in fields],
        stated=amount(stated, "tCO2e"),
        computed=amount(whole, "tCO2e"),
    )


def _is_of_two(total: Field, document: Document) -> bool:
    """Whether the line of a total says of what it is the sum: 排放总量(范围一+范围二)."""
    place = total.citation
    beside = (x.text for x in document.lines if x.page == place.page and x.box.same_row(place.box))
    return any(_TWO_SCOPES.search(text) for text in beside)


def _may_hold_more(document: Document, context: Context) -> bool:
    """Whether the paper speaks of anything besides scopes 1 and 2, or may in what was not read."""
    if document.origin is Origin.OCR:
        return True
    return _bears([x.text.casefold() for x in document.lines], context.book.phrases.beyond_scopes)


def _sure(document: Document, name: str) -> Field | None:
    field = document.field(name)
    return field if field is not None and field.confidence >= _TOLD else None
