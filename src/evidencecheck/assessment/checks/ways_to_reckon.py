"""The ways in which a number may come from those before it, by the word that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from evidencecheck.assessment.checks.wrong_numbers import WrongNumber
from evidencecheck.assessment.number_runs import Number, Run, in_base, whole_columns
from evidencecheck.domain.amount_phrases import Reckonings
from evidencecheck.domain.document import Document
from evidencecheck.domain.phrases import any_word

WHOLE = 100.0
_MYRIADS = (1.0, 1e4, 1e-4)
_COUNTS = {c: n for n, c in enumerate("二三四五六七八九十", 2)} | {"两": 2}
_COUNTED = re.compile("([二两三四五六七八九十])(?:[个家台套项类座年条种处组批笔名]|车间|工厂)")
LEAST_ITEMS = 2
"""Numbers that are added up, at the least."""
_NAME, _WHOLES = 8, 4
"""Characters of a label that name its number, and amounts of which a share may be."""
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a number comes to in one way, and from what."""

    value: float
    used: Sequence[Number]
    loose: float
    exact: bool = False
    """Whether it is a sum or difference, as round as its numbers are."""

    def is_held_by(self, stated: Number, share: float = 0.0) -> bool:
        """Whether a number is what comes out, but for rounding, or a share of it."""
        loose = (stated.half + self.loose) * 1.001
        return abs(stated.value - self.value) <= max(loose, share * stated.value)

    def gainsays(self, stated: Number) -> WrongNumber:
        """A number that is not what comes out."""
        return WrongNumber(stated, self.value, tuple(self.used))


@dataclass(frozen=True)
class Columns:
    """The columns of the tables of a paper, by their headings; none of no paper."""

    document: Document | None = None
    not_summed: Sequence[str] = ()

    @cached_property
    def all(self) -> Sequence[tuple[str, Run]]:
        """Those of two numbers and more."""
        if self.document is None:
            return ()
        return [(head, in_base(run)) for head, run in whole_columns(self.document)]

    @cached_property
    def summed(self) -> Sequence[tuple[str, Run]]:
        """Those whose numbers may be added up."""
        return [c for c in self.all if not any_word(c[0].casefold(), self.not_summed)]


def guesses(
    stated: Number,
    label: str,
    before: Sequence[Number],
    words: Reckonings,
    columns: Columns,
) -> Iterator[Guess]:
    """The ways in which the word before a number says that it was reckoned."""
    # 各阶段为…kgCO2e,…kgCO2e, 总值…kgCO2e/只.
    units = {stated.unit, stated.unit.partition("/")[0] if any_word(label, words.total) else ""}
    alike = [x for x in before if x.unit in units and not any_word(x.label[-_NAME:], words.part)]
    here = [x for x in alike if x.sentence == stated.sentence]
    if any_word(label, words.mean):
        for items in _groups(here, alike, label):
            yield _mean(items)
        yield from (_mean(c) for c in _columns_of(stated, label, columns.all))
    elif stated.unit == "%":
        if any_word(label, words.change):
            yield from _changes(before)
        if any_word(label, words.share):
            yield from _shares(stated, label, before)
    elif any_word(label, words.total):
        if not any_word(label, words.part):
            for items in _groups(here, alike, label):
                yield total(items)
            if len(here) < LEAST_ITEMS:
                yield from (total(c) for c in _columns_of(stated, label, columns.summed))
    elif any_word(label, words.difference) and len(alike) >= LEAST_ITEMS:
        yield _difference(alike[-2], alike[-1])
    yield from _by_units(stated, label, before, words)


def _groups(here: Sequence[Number], all_: Sequence[Number], label: str) -> Iterator[list[Number]]:
    """Those of one sentence, and all; where a word counts them, as many as it says."""
    counted = counted_in(label)
    for items in dict.fromkeys((tuple(here), tuple(all_))):
        if len(items) >= LEAST_ITEMS and counted in {0, len(items)}:
            yield list(items)


def counted_in(label: str) -> int:
    """How many things a label says that there are, 三年累计; 0 where it does not."""
    m = _COUNTED.search(label)
    return _COUNTS[m[1]] if m is not None else 0


def _columns_of(
    stated: Number, label: str, columns: Sequence[tuple[str, Run]]
) -> Iterator[Sequence[Number]]:
    """The columns of what a number in a sentence is of: 张 below 张数, 元 below 小计(元)."""
    counted = counted_in(label)
    for head, run in columns:
        units = {x.unit for x in run}
        same = units == {stated.unit} and bool(stated.unit)
        if not same and not (stated.unit and units == {""} and stated.unit in head):
            continue
        if counted in {0, len(run)}:
            yield run


def _changes(before: Sequence[Number]) -> Iterator[Guess]:
    pair = _last_pair(before)
    if pair is None:
        return
    a, b = pair
    for base in (a, b):
        loose = WHOLE * (a.half + b.half * max(1.0, a.value / b.value)) / base.value
        yield Guess(WHOLE * abs(a.value - b.value) / base.value, pair, loose)


def _shares(stated: Number, label: str, before: Sequence[Number]) -> Iterator[Guess]:
    near = [x for x in before if x.sentence >= stated.sentence - 1]
    pair = _named_pair(label, near) or _last_pair(near)
    if pair is None:
        return
    low, high = sorted(pair, key=lambda x: x.value)
    loose = WHOLE * (low.half + high.half * low.value / high.value) / high.value
    yield Guess(WHOLE * low.value / high.value, pair, loose)


def _named_pair(label: str, near: Sequence[Number]) -> tuple[Number, Number] | None:
    """自用840 MWh and 总发电量900 MWh before 自用率: the only one so called, and the largest."""
    own = [x for x in near if x.unit != "%"]
    if not own or len({x.unit for x in own}) > 1:
        return None
    whole = max(own, key=lambda x: x.value)
    words = {label[n : n + 2] for n in range(len(label) - 1) if _HAN.match(label, n)}
    named = [x for x in own if x is not whole and any_word(x.label[-_NAME:], tuple(words))]
    return (named[0], whole) if len(named) == 1 else None


def _last_pair(before: Sequence[Number]) -> tuple[Number, Number] | None:
    """The last two numbers of one unit, beside each other."""
    own = [x for x in before if x.unit != "%"]
    if len(own) < LEAST_ITEMS or own[-1].unit != own[-2].unit:
        return None
    return own[-2], own[-1]


def _by_units(
    stated: Number, label: str, before: Sequence[Number], words: Reckonings
) -> Iterator[Guess]:
    """A quotient whose unit tells what it is of, a product whose units do, a share of an amount."""
    above, stroke, below = stated.unit.partition("/")
    if stroke and "/" not in below:
        tops = [x for x in before if x.unit == above]
        bottoms = [x for x in before if x.unit == below]
        if len(tops) == len(bottoms) == 1 and not any_word(label, words.other_rate):
            yield _quotient(tops[0], bottoms[0])
        return
    rates = [x for x in before if stated.unit and x.unit.startswith(f"{stated.unit}/")]
    for rate in rates[-1:]:
        amounts = [x for x in before if x.unit == rate.unit.partition("/")[2]]
        yield from (product(x, rate) for x in amounts[-1:])
        # 电能量价格 and 环境权益价格 beside each other.
        prices = [x for x in rates if x.unit == rate.unit]
        if len(prices) == LEAST_ITEMS and amounts:
            yield _product_of_sum(amounts[-1], prices)
    percent = next((x for x in before[::-1] if x.sentence == stated.sentence), None)
    if percent is not None and percent.unit == "%" and any_word(label, words.of_share):
        for whole in [x for x in before if x.unit == stated.unit][:_WHOLES]:
            guess = product(whole, percent)
            yield Guess(guess.value / WHOLE, guess.used, guess.loose / WHOLE)


def total(items: Sequence[Number]) -> Guess:
    """What numbers add up to."""
    return Guess(sum(x.value for x in items), items, sum(x.half for x in items), exact=True)


def _mean(items: Sequence[Number]) -> Guess:
    return Guess(sum(x.value for x in items) / len(items), items, max(x.half for x in items))


def _difference(a: Number, b: Number) -> Guess:
    return Guess(abs(a.value - b.value), (a, b), a.half + b.half, exact=True)


def _quotient(a: Number, b: Number) -> Guess:
    value = a.value / b.value
    return Guess(value, (a, b), value * (a.half / a.value + b.half / b.value))


def product(a: Number, b: Number) -> Guess:
    """What one number of things comes to at so much apiece."""
    value = a.value * b.value
    return Guess(value, (a, b), value * (a.half / a.value + b.half / b.value))


def _product_of_sum(a: Number, rates: Sequence[Number]) -> Guess:
    both = total(rates)
    value = a.value * both.value
    loose = value * (a.half / a.value + both.loose / both.value)
    return Guess(value, (a, *rates), loose)


def anything(stated: Number, around: Sequence[Number], columns: Columns) -> Iterator[Guess]:
    """Whatever else the numbers about one may make."""
    alike = [x for x in around if x.unit == stated.unit]
    for first, last in combinations(range(len(alike) + 1), 2):
        yield total(alike[first:last])
        yield _mean(alike[first:last])
    for _, run in columns.all:
        for times in _MYRIADS:
            whole = total(run)
            yield Guess(whole.value * times, run, whole.loose * times)
    for a, b in combinations(around, 2):
        low, high = sorted((a, b), key=lambda x: x.value)
        if a.unit == b.unit:
            yield _difference(a, b)
            for base in (low, high):
                yield Guess(WHOLE * (high.value - low.value) / base.value, (a, b), 0.0)
            share = _quotient(low, high)
            yield Guess(WHOLE * share.value, (a, b), WHOLE * share.loose)
        for guess in (_quotient(a, b), _quotient(b, a), product(a, b)):
            yield guess
            yield Guess(guess.value / WHOLE, guess.used, guess.loose / WHOLE)
