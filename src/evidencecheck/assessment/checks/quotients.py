"""C601: numbers of a table that are not the product or the quotient of those beside them (C16).

Units are not looked at: where a table is right, its results are what is calculated times a power of
ten. One that is not accuses only where others of the same table are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import log10

from evidencecheck.assessment.amounts import DIFFERENT, how_many_figures
from evidencecheck.assessment.slips_of_the_pen import slip_odds
from evidencecheck.domain.document import Citation
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import DocumentTable, Role, TableCell, TableRow

_READ = 0.95
"""0..1, of the reading of a cell."""
_FAR = 0.301
"""Of a power of ten, as log10: what is further off than by half is something else."""
_NUMBERS = re.compile(r"(?<![A-Za-z0-9.,^])\d[\d,]*(?:\.\d+)?")
_NUMBER = re.compile(r"^\s*(?P<n>\d[\d,，]*(?:\.\d+)?)(?![\d/年月])")
_FEW, _EXACT = 12, 9
"""Machines of a row that are counted, and the places of a number that is not rounded."""
_PAIR, _FIGURES, _NEARLY = 2, 3, 0.001
"""Results that changed places, the figures of each, and by what share it may be off."""
_CHANCE = 0.07
"""That a number is near another in that way."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A result that its table does not bear out."""

    stated: Citation
    computed: str
    beside: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    places: int
    cell: TableCell

    @property
    def is_few(self) -> bool:
        """Whether it may count machines, one by one."""
        return not self.places and self.value <= _FEW

    @property
    def figures(self) -> int:
        """Those of it without the zeros around it."""
        return how_many_figures(self.value, self.places)

    @property
    def loose(self) -> float:
        """Half of its last place, as a share of it."""
        return 0.5 * 10.0**-self.places / self.value


@dataclass(frozen=True, slots=True)
class _Result:
    stated: _Number
    computed: float
    parts: tuple[_Number, _Number]

    @property
    def power(self) -> float:
        """log10 of what the stated number is of the computed one."""
        return log10(self.stated.value / self.computed)

    @property
    def holds(self) -> bool:
        """Whether it is the computed one times a power of ten, but for rounding."""
        return self._is_within(DIFFERENT)

    @property
    def is_exact(self) -> bool:
        """The same as nearly as its figures tell."""
        return self._is_within(_NEARLY)

    def _is_within(self, share: float) -> bool:
        loose = self.stated.loose + sum(p.loose for p in self.parts)
        return abs(10 ** (self.power - round(self.power)) - 1) <= share + loose


def slips(table: DocumentTable, phrases: Phrases, file: str) -> Iterator[Slip]:
    """Each result that is wrong where others of its column, or its row, are right."""
    products = _products(table, phrases)
    swapped = _swapped(products)
    if swapped is not None:
        yield _slip(*swapped, file)
        return
    for results in (products, *_quotients(table, phrases)):
        wrong = [r for r in results if not r.holds]
        if len(wrong) != 1 or len(results) == 1:
            continue
        (slip,) = wrong
        if abs(slip.power - round(slip.power)) >= _FAR and not _is_near(slip):
            continue
        yield _slip(slip, slip.computed * 10.0 ** round(slip.power), file)


def _slip(wrong: _Result, computed: float, file: str) -> Slip:
    places = max(wrong.stated.places, 2)
    cites = tuple(_cite(p, file) for p in wrong.parts)
    return Slip(_cite(wrong.stated, file), f"{computed:,.{places}f}", cites)


def _swapped(results: Sequence[_Result]) -> tuple[_Result, float] | None:
    """The first of two results each of which is what the row of the other comes to."""
    wrong = [r for r in results if not r.holds]
    if len(wrong) != _PAIR:
        return None
    one, other = wrong
    mended = (replace(one, stated=other.stated), replace(other, stated=one.stated))
    exact = all(r.stated.figures >= _FIGURES and r.is_exact for r in mended)
    return (one, other.stated.value) if exact else None


def _is_near(result: _Result) -> bool:
    """Whether one figure too many or too few tells how far it is off: 194.70 for 94.70."""
    odds = slip_odds(result.stated.value, result.computed, result.stated.places, exact=False)
    return odds is not None and odds <= _CHANCE


def _products(table: DocumentTable, phrases: Phrases) -> list[_Result]:
    """Activity, factor and result of each row."""
    if not any(any_word(h, phrases.factor_columns) for c in table.columns for h in c.headings):
        return []
    heads = [" ".join(c.headings).casefold() for c in table.columns]
    factor = [n for n, h in enumerate(heads) if any_word(h, phrases.factor_columns)]
    # 排放因子 | 因子单位 | 因子来源
    factor = [n for n in factor if any(_number(r.cells[n]) is not None for r in table.rows)]
    result = [n for n, h in enumerate(heads) if any_word(h, phrases.result_columns)]
    result = [n for n in result if n not in factor and factor and n > factor[0]]
    if len(factor) != 1 or not result:
        return []
    found = []
    for row in table.rows:
        if row.role is not Role.BODY:
            continue
        before = [
            c
            for n, c in enumerate(row.cells[: factor[0]])
            if not any_word(heads[n], phrases.serial_columns)
        ]
        if any(_NUMBER.match(c.text) and c.confidence < _READ for c in before):
            # What was hardly read may be what the factor is for.
            continue
        used = [n for c in reversed(before) if (n := _number(c)) is not None]
        rate, stated = _number(row.cells[factor[0]]), _number(row.cells[result[0]])
        # 单灯功率 | 数量 | 总功率; what stands behind 电价 adds to the factor: 环境价值.
        between = row.cells[factor[0] + 1 : result[0]]
        beside = [n for c in between if (n := _number(c)) is not None]
        if beside:
            used = beside if len(beside) == 1 and any_word(heads[factor[0]], phrases.apiece) else []
            used = [replace(n, places=_EXACT) if n.is_few else n for n in used]
        if not used or rate is None or stated is None:
            continue
        # 购进量 | 消费量 | 年末库存: any of them may be what the factor is for.
        ways = [_Result(stated, u.value * rate.value, (u, rate)) for u in used]
        # Two of three machines run, the third stands by.
        ways += [
            _Result(stated, k * rate.value, (u, rate))
            for u in used
            if u.places == _EXACT
            for k in range(1, int(u.value))
        ]
        found.append(next((w for w in ways if w.holds), ways[0]))
    return found


def _quotients(table: DocumentTable, phrases: Phrases) -> Iterator[list[_Result]]:
    """An intensity, what it is of and what it is per, in each column."""
    said = "\n".join(
        chain(
            (c.headings[-1] for c in table.columns if c.headings),
            (r.labels[-1] for r in table.rows if r.labels),
        )
    )
    for rule in phrases.quotients:
        if not any_word(said, rule.called):
            continue
        never = (*rule.called, *phrases.ratios)
        yield _in_rows(table, rule.called, rule.of, rule.per, never)
        stated = _only(table, rule.called)
        if stated is None:
            continue
        rows = [_only(table, words, but=never) for words in (rule.of, rule.per)]
        if None in rows:
            continue
        found = []
        for column in range(len(table.columns)):
            numbers = [_number(r.cells[column]) for r in (stated, *rows) if r is not None]
            if any(n is None for n in numbers):
                continue
            result, above, below = (n for n in numbers if n is not None)
            found.append(_Result(result, above.value / below.value, (above, below)))
        yield found


def _in_rows(
    table: DocumentTable,
    called: Sequence[str],
    of: Sequence[str],
    per: Sequence[str],
    never: Sequence[str],
) -> list[_Result]:
    """The same where each row is of one year and the three are columns."""
    heads = [c.headings[-1] if c.headings else "" for c in table.columns]
    stated = [n for n, h in enumerate(heads) if any_word(h, called)]
    if len(stated) != 1:
        return []
    above, below = (
        [n for n, h in enumerate(heads) if any_word(h, words) and not any_word(h, never)]
        for words in (of, per)
    )
    if not len(above) == len(below) == 1:
        return []
    found = []
    for row in table.rows:
        numbers = [_number(row.cells[n]) for n in (above[0], below[0])]
        numbers.insert(0, _number(row.cells[stated[0]], share=True))
        if row.role is Role.BODY and None not in numbers:
            result, whole, part = (n for n in numbers if n is not None)
            found.append(_Result(result, whole.value / part.value, (whole, part)))
    return found


def _only(
    table: DocumentTable, words: Sequence[str], *, but: Sequence[str] = ()
) -> TableRow | None:
    """The one row whose label holds one of ``words`` and none of ``but``."""
    found = [
        row
        for row in table.rows
        if row.labels and any_word(row.labels[-1], words) and not any_word(row.labels[-1], but)
    ]
    return found[0] if len(found) == 1 else None


def _number(cell: TableCell, *, share: bool = False) -> _Number | None:
    # 3,586.0-1,200.0=2,386.0 MWh: what comes out of it counts.
    m = _NUMBER.match(cell.text.rpartition("=")[2].strip())
    if len(_NUMBERS.findall(cell.text)) > 1 and "=" not in cell.text:
        # Two columns that were read as one cell.
        return None
    if m is None or cell.confidence < _READ or ("%" in cell.text and not share):
        return None
    digits = re.sub(r"[,，]", "", m["n"])
    if not float(digits):
        return None
    return _Number(float(digits), len(digits.partition(".")[2]), cell)


def _cite(number: _Number, file: str) -> Citation:
    return Citation(file, number.cell.page, number.cell.box, number.cell.text)
