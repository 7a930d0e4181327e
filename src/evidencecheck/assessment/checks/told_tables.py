"""C601: columns whose headings say how they are reckoned, and a row of which is not (domain C16).

较2025年降幅 beside what was aimed at; 应付 beside a quantity and two prices; 平均 below marks. What
all rows but one bear out is how the column was reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidencecheck.assessment.amounts import one_figure_apart, transposed
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, is_as_written, number_of
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import DocumentTable, Role

_LEAST = 3
"""Rows, all but one of which are right."""
_WHOLE = 100.0
_SANE = (0.5, 2.0)
_OF_A_CHANGE = 0.1
"""Per cent beyond rounding by which a change may be off."""
_BASE = re.compile(
    r"以(?P<n>[^。;；]{2,60}?)为(?:基数|基准|基线|基期)"
    r"|(?:基数|基准值|基准年|基线值)(?P<m>[^。;；]{2,30})"
)
_N = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?!\s*年)")
_SCALE = re.compile(r"[%％/]|率|比|单耗|强度|单价|系数|因子")


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says of a number, what it comes to, and by how much it may be off."""

    stated: Number
    computed: float
    loose: float
    used: tuple[Number, ...]

    @property
    def holds(self) -> bool:
        return abs(self.stated.value - self.computed) <= self.loose * 1.001


_Cells = Sequence[Sequence[Number | None]]


def told_tables(document: Document, context: Context) -> Iterator[Finding]:
    """The first such number, of the applicant's own papers and of those on it."""
    holder = document.text("holder")
    if holder and not context.is_applicant(holder):
        return
    for table in document.tables:
        told = next(_wrong(table, document, context.book.phrases), None)
        if told is not None:
            scale, places = told.stated.scale, told.stated.places
            yield context.finding(
                "C601",
                document,
                cite=(told.stated.place, *(n.place for n in told.used)),
                stated=f"{told.stated.value / scale:,.{places}f}",
                computed=f"{told.computed / scale:,.{max(places, 1)}f}",
            )
            return


def _wrong(table: DocumentTable, document: Document, phrases: Phrases) -> Iterator[_Row]:
    heads = [" ".join(c.headings).casefold() for c in table.columns]
    body = [r for r in table.rows if r.role is Role.BODY]
    changes = [n for n, h in enumerate(heads) if _is_change(h, phrases)]
    prices = [n for n, h in enumerate(heads) if any_word(h, phrases.prices)]
    means = [
        k
        for k, r in enumerate(table.rows)
        if r.labels and any_word(r.labels[0].casefold(), phrases.means)
    ]
    if len(body) < _LEAST or not (changes or len(prices) > 1 or means):
        return
    cells = [
        [number_of(c, "", h, document.file) for c, h in zip(r.cells, heads, strict=True)]
        for r in table.rows
    ]
    rows = [c for c, r in zip(cells, table.rows, strict=True) if r.role is Role.BODY]
    for column in changes:
        yield from _departing(list(_changes(rows, column, document)), document)
    if len(prices) > 1:
        yield from _departing(list(_priced(rows, heads, prices, phrases)), document)
    if len(means) == 1 and means[0] >= _LEAST:
        yield from _mean(table, cells, means[0], heads, document)


def _departing(ways: Sequence[Sequence[_Row]], document: Document) -> Iterator[_Row]:
    """The one row that departs from a way to reckon that all others keep."""
    for told in ways:
        wrong = [row for row in told if not row.holds]
        if told and not wrong:
            return
        if len(wrong) == 1 and len(told) >= _LEAST and _is_told(wrong[0], document):
            yield wrong[0]
            return


def _is_told(row: _Row, document: Document) -> bool:
    if row.computed <= 0 or not _SANE[0] <= row.stated.value / row.computed <= _SANE[1]:
        return False
    return is_as_written(document, row.stated, row.used, row.computed)


# ------------------------------------------------------------------ ways to reckon


def _is_change(head: str, phrases: Phrases) -> bool:
    """较2025年降幅; 较上年 is of another base in each row."""
    against = re.search(r"[较比](?:20\d\d|基准|基期|基线)", head)
    return against is not None and any_word(head, phrases.reckoned_as.change)


def _changes(rows: _Cells, column: int, document: Document) -> Iterator[list[_Row]]:
    """By each other column, and each base that the paper names or a row of the table has."""
    text = "".join(line.text for line in document.lines)
    said = "\n".join(m["n"] or m["m"] for m in _BASE.finditer(text))
    named = [n for found in _N.findall(said) if (n := float(found.replace(",", "")))]
    for other in range(column):
        told = [(s, v) for r in rows if (s := r[column]) is not None
                and (v := r[other]) is not None and v.unit != "%"]  # fmt: skip
        bases = [*named, *(v.value for r in rows if (v := r[other]) is not None)]
        for base in dict.fromkeys(bases):
            yield [
                _Row(
                    s,
                    _WHOLE * abs(base - v.value) / base,
                    s.half + _WHOLE * 2 * v.half / base + _OF_A_CHANGE,
                    (v,),
                )
                for s, v in told
            ]


def _priced(
    rows: _Cells, heads: Sequence[str], prices: Sequence[int], phrases: Phrases
) -> Iterator[list[_Row]]:
    """A quantity by all prices of its row: 电能价 and 环境溢价."""
    results = [
        n for n, h in enumerate(heads)
        if n > prices[-1] and n not in prices and any_word(h, phrases.paid)
    ]  # fmt: skip
    for result in results[:1]:
        for quantity in (n for n in range(prices[0]) if n not in prices):
            told = []
            for row in rows:
                stated, of, each = row[result], row[quantity], [row[n] for n in prices]
                known = [n for n in each if n is not None]
                if stated is None or of is None or len(known) != len(prices):
                    continue
                price = sum(n.value for n in known)
                loose = (
                    stated.half
                    + of.half * price
                    + of.value * sum(n.half for n in known if n.places)
                )
                told.append(_Row(stated, of.value * price, loose, (of, *known)))
            # An amount in 万元, or a quantity in another unit: no row holds, and none is told.
            yield told


def _mean(
    table: DocumentTable, cells: _Cells, at: int, heads: Sequence[str], document: Document
) -> Iterator[_Row]:
    """The one mean that departs, where those of other columns hold."""
    found = []
    for n, head in enumerate(heads):
        above = [
            row[n] for row, r in zip(cells[:at], table.rows, strict=False) if r.role is Role.BODY
        ]
        numbers = [x for x in above if x is not None]
        stated = cells[at][n]
        if stated is None or len(numbers) < max(_LEAST, len(above)) or _SCALE.search(head):
            continue
        mean = sum(x.value for x in numbers) / len(numbers)
        found.append(_Row(stated, mean, 2 * stated.half, tuple(numbers)))
    wrong = [row for row in found if not row.holds]
    if len(wrong) == 1 and len(found) > 1 and _is_told(wrong[0], document):
        stated = wrong[0].stated
        meant = round(wrong[0].computed / stated.scale, stated.places)
        written = stated.value / stated.scale
        if transposed(written, meant) or one_figure_apart(written, meant):
            yield wrong[0]
