"""C601: columns whose headings say how they are reckoned, and a row of which is not (domain C16).

较2025年降幅 beside what was aimed at; 应付 beside a quantity and two prices; 平均 below marks. What
all rows but one bear out is how the column was reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from evidencecheck.assessment.amounts import as_printed, comparable, one_figure_apart, transposed
from evidencecheck.assessment.checks.ways_to_reckon import WHOLE, Guess
from evidencecheck.assessment.checks.wrong_numbers import WrongNumber, first_told
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.number_runs import Number, is_as_written, number_of
from evidencecheck.domain.amount_phrases import Reckonings
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import Phrases, any_of, any_word
from evidencecheck.domain.tables import DocumentTable, Role

_LEAST = 3
"""Rows, all but one of which are right."""
_OF_A_CHANGE = 0.1
"""Per cent beyond rounding by which a change may be off."""
_N = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?!\s*年)")
_RATE = re.compile("[%％/]")


_Row = tuple[Number, Guess]
"""What a row says of a number, and what it comes to."""
_Cells = Sequence[Sequence[Number | None]]


@first_told
def told_tables(document: Document, context: Context) -> Iterator[WrongNumber | None]:
    """Such numbers."""
    for table in document.tables:
        for stated, guess in _wrong(table, document, context.book.phrases):
            yield guess.gainsays(stated)


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
        yield from _departing(list(_changes(rows, column, phrases.reckoned_as, document)), document)
    if len(prices) > 1:
        yield from _departing(list(_priced(rows, heads, prices, phrases)), document)
    if len(means) == 1 and means[0] >= _LEAST:
        yield from _mean(table, cells, means[0], heads, phrases, document)


def _departing(ways: Sequence[Sequence[_Row]], document: Document) -> Iterator[_Row]:
    """The one row that departs from a way to reckon that all others keep."""
    for told in ways:
        wrong = [(stated, guess) for stated, guess in told if not guess.is_held_by(stated)]
        if told and not wrong:
            return
        if len(wrong) == 1 and len(told) >= _LEAST and _is_told(wrong[0], document):
            yield wrong[0]
            return


def _is_told(row: _Row, document: Document) -> bool:
    stated, guess = row
    written = is_as_written(document, stated, guess.used, guess.value)
    return written and comparable(stated.value, guess.value)


# ------------------------------------------------------------------ ways to reckon


def _is_change(head: str, phrases: Phrases) -> bool:
    """较2025年降幅; 较上年 is of another base in each row."""
    words = phrases.reckoned_as
    against = re.search(rf"(?:{any_of(words.against)})(?:20\d\d|{any_of(words.bases)})", head)
    return against is not None and any_word(head, words.change)


def _changes(
    rows: _Cells, column: int, words: Reckonings, document: Document
) -> Iterator[list[_Row]]:
    """By each other column, and each base that the paper names or a row of the table has."""
    text = "".join(line.text for line in document.lines)
    said = "\n".join(m["n"] or m["m"] for m in _base(words.bases).finditer(text))
    named = [n for found in _N.findall(said) if (n := as_printed(found))]
    for other in range(column):
        told = [(s, v) for r in rows if (s := r[column]) is not None
                and (v := r[other]) is not None and v.unit != "%"]  # fmt: skip
        bases = [*named, *(v.value for r in rows if (v := r[other]) is not None)]
        for base in dict.fromkeys(bases):
            yield [
                (s, Guess(WHOLE * abs(base - v.value) / base, (v,), loose))
                for s, v in told
                for loose in (_OF_A_CHANGE + WHOLE * 2 * v.half / base,)
            ]


@lru_cache(8)
def _base(words: tuple[str, ...]) -> re.Pattern[str]:
    """What a paper says that changes are against: 以…为基准, 基准年…."""
    base = any_of(words)
    return re.compile(
        rf"以(?P<n>[^。;；]{{2,60}}?)为(?:{base})|(?:{base})[值年]?(?P<m>[^。;；]{{2,30}})"
    )


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
                loose = of.half * price + of.value * sum(n.half for n in known if n.places)
                told.append((stated, Guess(of.value * price, (of, *known), loose)))
            # An amount in 万元, or a quantity in another unit: no row holds, and none is told.
            yield told


def _mean(
    table: DocumentTable,
    cells: _Cells,
    at: int,
    heads: Sequence[str],
    phrases: Phrases,
    document: Document,
) -> Iterator[_Row]:
    """The one mean that departs, where those of other columns hold."""
    found = []
    for n, head in enumerate(heads):
        above = [
            row[n] for row, r in zip(cells[:at], table.rows, strict=False) if r.role is Role.BODY
        ]
        numbers = [x for x in above if x is not None]
        stated = cells[at][n]
        rate = _RATE.search(head) or any_word(head, phrases.no_mean)
        if stated is None or len(numbers) < max(_LEAST, len(above)) or rate:
            continue
        mean = sum(x.value for x in numbers) / len(numbers)
        found.append((stated, Guess(mean, numbers, stated.half)))
    wrong = [(stated, guess) for stated, guess in found if not guess.is_held_by(stated)]
    if len(wrong) == 1 and len(found) > 1 and _is_told(wrong[0], document):
        stated, guess = wrong[0]
        meant = round(guess.value / stated.scale, stated.places)
        written = stated.value / stated.scale
        if transposed(written, meant) or one_figure_apart(written, meant):
            yield wrong[0]
