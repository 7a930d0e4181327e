"""C601: a number that departs from what the rest of its table bears out (domain C16).

a - b = c, a x b = c, a / b = c, a mean. No heading need name them: what holds in rows of many
figures, and in all of them but one, is how the table was reckoned. How much the rows that hold
are worth is counted in powers of ten and must outweigh the number of relations that were tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations, product
from math import log10
from operator import mul

from evidencecheck.assessment.amounts import DIFFERENT, read_for
from evidencecheck.assessment.checks.grids import LEAST, Grid, Printed, grids
from evidencecheck.assessment.checks.quotients import Slip
from evidencecheck.assessment.slips_of_the_pen import slip_odds
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, any_word
from evidencecheck.domain.tables import DocumentTable

_READ = 0.97
"""0..1, of the reading of a cell."""
_OF_A_COMMA = 3
"""Places behind what may be a comma that was read as a point."""
_FREE = 6
"""Variables of which all choices are tried; of more only neighbours."""
_WINDOW = 5
_CERTAIN, _TOLD = 3.0, 1.5
"""Powers of ten beyond the number of relations tried; where units or headings tell the relation."""
_MOST_WORTH, _SLIP = 5.0, 2.0
_WHOLE_POWER = 1e-9
_FEW = 12
"""Machines of a row that are counted one by one."""
_SANE = (0.2, 5.0)
_MOST = 30
"""Rows or columns of a table that is looked at for relations across them."""


@dataclass(frozen=True, slots=True)
class Departure:
    """A number that is not what the rest of its table says of such a one."""

    stated: Printed
    computed: float
    beside: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class _Relation:
    """What one of a row's numbers comes to by the others, and how nearly it does."""

    result: int
    used: tuple[int, ...]
    reckon: Callable[[Sequence[float]], float]
    scaled: bool
    """Units are not looked at: a power of ten apart is right."""
    told: bool = False
    mean: bool = False


def departing(document: Document, table: DocumentTable, phrases: Phrases) -> Iterator[Slip]:
    """What departs, but for what a recogniser may have misread."""
    for told in departures(table, phrases):
        numbers = (told.stated, *told.beside)
        if document.origin is Origin.OCR and (
            min(n.cell.confidence for n in numbers) < _READ
            or any(n.places == _OF_A_COMMA for n in numbers)
            or read_for(told.stated.value, round(told.computed, told.stated.places))
        ):
            continue
        cites = [document.at(n.cell) for n in numbers]
        computed = f"{told.computed:,.{max(told.stated.places, 2)}f}"
        yield Slip(cites[0], computed, tuple(cites[1:]))


def departures(table: DocumentTable, phrases: Phrases) -> Iterator[Departure]:
    """The one number of the table that departs from a relation that all others keep."""
    for grid in grids(table, phrases):
        if not LEAST + 1 <= len(grid.instances) <= _MOST or not 3 <= len(grid.heads) <= _MOST:
            continue
        for tried in (_told_sums(grid, phrases), _means(grid, phrases), _sums(grid), _ratios(grid)):
            found = list(_departing(grid, list(tried)))
            if found:
                yield found[0]
                return


# ------------------------------------------------------------------ relations that are tried


def _told_sums(grid: Grid, phrases: Phrases) -> Iterator[_Relation]:
    """The last column where its heading says so, 总分, or those below one heading 合计.

    Each of the latter adds up those of the same name: 应装, 实装.
    """
    last = len(grid.heads) - 1
    if any_word(grid.heads[last], phrases.sums_of_row):
        yield _Relation(last, tuple(range(last)), sum, scaled=False, told=True)
    if len(grid.totals) < LEAST:
        return
    for result in grid.totals:
        name = grid.heads[result].split()[-1]
        used = tuple(
            n for n, h in enumerate(grid.heads) if n not in grid.totals and h.split()[-1:] == [name]
        )
        if len(used) >= LEAST:
            yield _Relation(result, used, sum, scaled=False, told=True)


def _means(grid: Grid, phrases: Phrases) -> Iterator[_Relation]:
    """第一次, 第二次, 第三次, 平均值."""
    for result, head in enumerate(grid.heads):
        if not any_word(head, phrases.means) or result < LEAST:
            continue
        for first in range(result - 1):
            used = tuple(range(first, result))
            yield _Relation(result, used, _mean, scaled=False, told=True, mean=True)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _sums(grid: Grid) -> Iterator[_Relation | None]:
    """Sums and differences: what was in store, came in and went out makes what is in store.

    None for one that two rows gainsay: it was tried.
    """
    size = len(grid.heads)
    choices: list[tuple[int, ...]] = []
    if size <= _FREE:
        choices = [c for n in range(3, size + 1) for c in combinations(range(size), n)]
    else:
        for n in range(3, _WINDOW + 1):
            choices += [tuple(range(k, k + n)) for k in range(size - n + 1)]
    rows_told = [tuple(map(_added, instance)) for instance in grid.instances]
    for chosen in choices:
        # What is of different units is not added.
        if len({grid.units[n] for n in chosen} - {""}) > 1:
            continue
        *used, result = chosen
        rows = _bounds(rows_told, chosen)
        for signs in _signs(len(used)):
            held = _may_hold(rows, signs)
            yield _Relation(result, tuple(used), _signed(signs), scaled=False) if held else None


@lru_cache(16)
def _signs(count: int) -> tuple[tuple[int, ...], ...]:
    """The ways to add and take away so many numbers: not all are taken away."""
    return tuple(product((1, -1), repeat=count))[:-1]


_Added = tuple[float, float]


def _added(number: Printed | None) -> _Added | None:
    """What of a number is added: its value, and half of its last place."""
    if number is None or not number.value or "%" in number.unit:
        return None
    return number.value, number.half


def _bounds(
    rows: Sequence[Sequence[_Added | None]], chosen: Sequence[int]
) -> list[tuple[list[float], float]]:
    """The numbers of each whole row, and how far from the last a sum of the others may lie."""
    found = []
    for row in rows:
        numbers = [n for k in chosen if (n := row[k]) is not None]
        if len(numbers) == len(chosen):
            values = [value for value, _ in numbers]
            loose = len(chosen) * max(half for _, half in numbers) + DIFFERENT * values[-1]
            found.append((values, loose))
    return found


def _may_hold(rows: Sequence[tuple[list[float], float]], signs: Sequence[int]) -> bool:
    """Whether no two rows gainsay a sum: most are told at once from numbers alone."""
    wrong = 0
    for values, loose in rows:
        gap = values[-1] - sum(map(mul, signs, values))
        if gap > loose or -gap > loose:
            wrong += 1
            if wrong > 1:
                return False
    return True


def _signed(signs: Sequence[int]) -> Callable[[Sequence[float]], float]:
    return lambda values: sum(s * v for s, v in zip(signs, values, strict=True))


def _ratios(grid: Grid) -> Iterator[_Relation | None]:
    """Products and quotients of two: 单机功率, 台数, 功率合计; 电量, 面积, 单位面积电耗.

    None for one that two rows gainsay: it was tried.
    """
    size = len(grid.heads)
    if size > 2 * _FREE:
        return
    columns = [[_magnitude(row[n]) for row in grid.instances] for n in range(size)]
    per = [unit.replace("/万", "/").partition("/") for unit in grid.units]
    for a, b, c in permutations(range(size), 3):
        behind = c > a and c > b
        above, stroke, below = per[c]
        if not behind and not stroke:
            continue
        told = bool(stroke) and below == grid.units[b] and grid.units[a].endswith(above)
        if behind or told:
            held = _may_be_scaled(columns[a], columns[b], columns[c], -1)
            yield _Relation(c, (a, b), _quotient, scaled=True, told=told) if held else None
        if behind and a < b:
            held = _may_be_scaled(columns[a], columns[b], columns[c], 1)
            yield _Relation(c, (a, b), _product, scaled=True) if held else None


def _quotient(values: Sequence[float]) -> float:
    return values[0] / values[1]


def _product(values: Sequence[float]) -> float:
    return values[0] * values[1]


_Magnitude = tuple[float, float, bool]


def _magnitude(number: Printed | None) -> _Magnitude | None:
    """Its power of ten, by what share of it rounding may move it, and whether it is a whole one."""
    if number is None or not number.value:
        return None
    power = log10(number.value)
    return power, number.half / number.value, abs(power - round(power)) < _WHOLE_POWER


_Magnitudes = Sequence[_Magnitude | None]


def _may_be_scaled(used: _Magnitudes, by: _Magnitudes, result: _Magnitudes, sign: int) -> bool:
    """Whether no two rows gainsay a product or quotient of whatever power of ten."""
    wrong = 0
    for a, b, c in zip(used, by, result, strict=True):
        # Of nought nothing is reckoned, and by one alone nothing.
        if a is None or b is None or c is None or a[2] or b[2]:
            continue
        gap = a[0] + sign * b[0] - c[0]
        if abs(gap - round(gap)) > DIFFERENT + a[1] + b[1] + c[1]:
            wrong += 1
            if wrong > 1:
                return False
    return True


# ------------------------------------------------------------------ which of them hold


def _departing(grid: Grid, tried: Sequence[_Relation | None]) -> Iterator[Departure]:
    found: list[tuple[_Relation, Departure]] = []
    held: list[_Relation] = []
    for relation in tried:
        kept = _kept(grid, relation) if relation is not None else None
        if relation is None or kept is None:
            continue
        worth, departure = kept
        if departure is None:
            held.append(relation)
        elif worth + _of_slip(departure, relation, grid) >= (
            _TOLD if relation.told else _CERTAIN + log10(len(tried))
        ):
            found.append((relation, departure))
    for relation, departure in found:
        other = any(relation.result in {*h.used, h.result} for h in held)
        if not other or (relation.told and not relation.mean):
            yield departure


def _of_slip(departure: Departure, relation: _Relation, grid: Grid) -> float:
    """What it is worth that a number is one slip of the pen away from a sum of all others."""
    if relation.scaled or relation.mean or len(relation.used) + 1 < len(grid.heads):
        return 0.0
    stated = departure.stated
    odds = slip_odds(stated.value, departure.computed, stated.places, exact=False)
    return min(_SLIP, -log10(odds)) if odds is not None and odds < 1 else 0.0


def _kept(grid: Grid, relation: _Relation) -> tuple[float, Departure | None] | None:
    """What the rows that keep a relation are worth, and the only one that does not.

    None where more do not, or too few do.
    """
    worth = 0.0
    wrong: list[tuple[int, Departure]] = []
    powers: list[int] = []
    size = len(relation.used) + 1
    seen: set[tuple[float, ...]] = set() if relation.scaled else {(1.0,) * size}
    results: set[float] = set()
    for instance in grid.instances:
        numbers = [p for n in (*relation.used, relation.result) if (p := instance[n]) is not None]
        told = _told(relation, numbers) if len(numbers) == size else None
        if told is None:
            continue
        holds, gained, power, departure = told
        if holds:
            results.add(numbers[-1].value)
            shape = _shape([n.value for n in numbers], scaled=relation.scaled)
            if shape not in seen:
                powers.append(power)
                worth += gained
            seen.add(shape)
        elif departure is None or wrong:
            return None
        else:
            wrong.append((power, departure))
    if len(powers) < LEAST or len(set(powers)) > 1:
        return None
    if not wrong:
        return worth, None
    power, departure = wrong[0]
    # 100% in every row, this one too: it is of something else, and the others are by chance.
    if relation.scaled and not relation.told and results == {departure.stated.value}:
        return None
    return (worth, departure) if power in powers else None


def _shape(values: Sequence[float], *, scaled: bool) -> tuple[float, ...]:
    """What rows have in common that say nothing beside each other: costs at one price."""
    unit = 1.0 if scaled else max(values) or 1.0
    return tuple(round(v / unit, 9) for v in values)


def _told(
    relation: _Relation, numbers: Sequence[Printed]
) -> tuple[bool, float, int, Departure | None] | None:
    """Whether a row keeps the relation, what that is worth, and its power of ten; None: nothing."""
    *parts, stated = numbers
    values = [p.value for p in parts]
    if relation.scaled:
        if not stated.value or not all(values):
            return None
        # By one, and by one alone, nothing is reckoned.
        if any(abs(log10(v) - round(log10(v))) < _WHOLE_POWER for v in values):
            return None
        computed = relation.reckon(values)
        power = round(log10(stated.value / computed))
        computed *= 10.0**power
        loose = stated.half + computed * sum(p.half / p.value for p in parts if p.places)
        near = stated.half
    else:
        if sum(v != 0 for v in (*values, stated.value)) < 3 or any("%" in n.unit for n in numbers):
            return None
        computed, power = relation.reckon(values), 0
        near = stated.half if relation.mean else min(n.half for n in numbers)
        loose = max(n.half for n in numbers) * max(2, len(values) * (not relation.mean))
    if computed <= 0 or not stated.value:
        return False, 0.0, power, None
    gap = abs(stated.value - computed)
    if gap <= near * 1.001:
        worth = log10(max(stated.value, computed) / (2 * near + 10.0 ** _round(numbers)))
        return True, min(max(worth, 0.0), _MOST_WORTH), power, None
    if gap <= max(loose, DIFFERENT * stated.value):
        return True, 0.0, power, None
    if relation.reckon is _product and _is_of_some(parts, stated):
        return True, 0.0, power, None
    sane = _SANE[0] <= stated.value / computed <= _SANE[1]
    departure = Departure(stated, computed, tuple(parts)) if sane else None
    return False, 0.0, power, departure


def _is_of_some(parts: Sequence[Printed], stated: Printed) -> bool:
    """Whether a product is that of another number of few machines: one of three stands by."""
    for count, each in (parts, parts[::-1]):
        if count.places or not 1 < count.value <= _FEW:
            continue
        times = stated.value / each.value
        if (
            1 <= round(times) < count.value
            and abs(times - round(times)) <= stated.half / each.value
        ):
            return True
    return False


def _round(numbers: Sequence[Printed]) -> int:
    """How many zeros all of them end with, or how many places they have, as a power of ten."""
    return min(
        -n.places if n.places else len(f"{n.value:.0f}") - len(f"{n.value:.0f}".rstrip("0"))
        for n in numbers
        if n.value
    )
