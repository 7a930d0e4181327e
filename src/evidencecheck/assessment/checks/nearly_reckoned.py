"""C601: a number one slip of the pen away from what the numbers before it make (domain C16).

A word says how it was reckoned (合计, 节电量, 占比, 平均), the numbers before it come to another
number, and nothing else that they make is the one that stands there. That would happen by chance,
or where numbers are meant that stand elsewhere, as well: told is only what is one figure, or two
that changed places, away from what comes out, and of so many figures that this is no chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from evidencecheck.assessment.amounts import SUM, may_be_misread, read_for
from evidencecheck.assessment.checks.number_runs import (
    Number,
    Run,
    column_of,
    in_columns,
    in_forms,
    in_rows,
    in_text,
    whole_columns,
)
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.slips_of_the_pen import slip_odds
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import Phrases, Reckonings
from evidencecheck.domain.tables import DocumentTable, Role

_SURE = 0.95
"""0..1, of the reading of what was recognised."""
_ODDS, _UNSAID = 0.07, 0.01
"""The most that a slip may be a chance, of all that is tried: where a word says how it was
reckoned, and where only its place does."""
_BACK = 3
"""Sentences before that of a number in which stands what it is reckoned from."""
_NEAR, _LONGEST = 12, 14
"""Numbers before one that are tried, and characters of its label that tell of it."""
_SANE = (0.2, 5.0)
_WHOLE = 100.0
_MYRIADS = (1.0, 1e4, 1e-4)
_COUNTS = {c: n for n, c in enumerate("二三四五六七八九十", 2)} | {"两": 2}
_EVEN, _CERTAIN = 0.5, 1.0
"""The most where all things are counted that are added, and where sums of two kinds agree."""
_MEANT = 0.002
_NAME, _WHOLES = 8, 4
"""Characters of a label that name its number, and amounts of which a share may be."""
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_RIGHT = 3
"""Rows that bear a share of the whole out."""
_ADDITIVE = frozenset(
    {"kwh", "mwh", "t", "kg", "m3", "m2", "元", "tco2", "tce", "gj", "人", "台", "张"}
)
_COUNTED = re.compile("([二两三四五六七八九十])(?:[个家台套项类座年条种处组批笔名]|车间|工厂)")
_LEAST_ITEMS = 2


@dataclass(frozen=True, slots=True)
class _Guess:
    """What a number comes to in one way, and from what."""

    value: float
    used: Sequence[Number]
    loose: float
    exact: bool = False
    """Whether it is a sum or difference, as round as its numbers are."""


@dataclass(frozen=True)
class _Columns:
    """The columns of the tables of a paper, by their headings; none of no paper."""

    document: Document | None = None
    not_summed: Sequence[str] = ()

    @cached_property
    def all(self) -> Sequence[tuple[str, Run]]:
        """Those of two numbers and more."""
        return whole_columns(self.document) if self.document is not None else ()

    @cached_property
    def summed(self) -> Sequence[tuple[str, Run]]:
        """Those whose numbers may be added up."""
        return [c for c in self.all if not _any(c[0].casefold(), self.not_summed)]


@dataclass(frozen=True, slots=True)
class _Told:
    stated: Number
    guess: _Guess


def nearly_reckoned(document: Document, context: Context) -> Iterator[Finding]:
    """The first such number, of the applicant's own papers and of those on it."""
    holder = document.text("holder")
    if holder and not context.is_applicant(holder):
        return
    told = next(_told(document, context.book.phrases), None)
    if told is None:
        return
    computed = told.guess.value / told.stated.scale
    yield context.finding(
        "C601",
        document,
        cite=(told.stated.place, *dict.fromkeys(n.place for n in told.guess.used)),
        stated=f"{told.stated.value / told.stated.scale:,.{told.stated.places}f}",
        computed=f"{computed:,.{max(told.stated.places, 1)}f}",
    )


def _told(document: Document, phrases: Phrases) -> Iterator[_Told]:
    words = phrases.reckoned_as
    if document.speaks_of((*words.all, "/")):
        columns = _Columns(document, phrases.not_summed)
        for run in (*in_text(document), *in_forms(document)):
            for n in range(len(run)):
                yield from _wrong(run, n, words, columns, document)
    for table in document.tables:
        if not any(c.headings for c in table.columns):
            continue
        yield from _of_table(table, words, phrases, document)


def _of_table(
    table: DocumentTable, words: Reckonings, phrases: Phrases, document: Document
) -> Iterator[_Told]:
    columns = dict(in_columns(table, document.file))
    yield from _of_sections(table, document)
    yield from _of_shares(columns, document)
    totalled = any(r.role is not Role.BODY for r in table.rows)
    bodies = sum(r.role is Role.BODY for r in table.rows)
    for n, run in columns.items():
        heads = "".join(table.columns[n].headings).casefold()
        if totalled or len(run) <= _LEAST_ITEMS or any(w in heads for w in phrases.not_summed):
            continue
        if len({x.unit for x in run}) == 1:
            yield from _of_ends(run, words, document)
        elif bodies <= _NEAR:
            for k in range(len(run)):
                yield from _wrong(run, k, words, _Columns(), document)
    if bodies == 1:
        for run in in_rows(table, document.file):
            yield from _of_ends(run, words, document)
            for k in range(len(run)):
                yield from _wrong(run, k, words, _Columns(), document)


def _of_ends(run: Run, words: Reckonings, document: Document) -> Iterator[_Told]:
    """The first or last of a column, or row, where it is the sum of all others but for a slip."""
    if len({x.unit for x in run}) != 1 or len(run) <= _LEAST_ITEMS:
        return
    ends = ((run[-1], run[:-1]), (run[0], run[1:]))
    guesses = [(stated, _sum(others)) for stated, others in ends]
    if any(_is_so(stated, guess) for stated, guess in guesses):
        return
    for stated, guess in guesses:
        named = any(w in stated.label for w in (*words.total, *words.whole))
        if not named and stated.unit not in _ADDITIVE:
            continue
        odds = _ODDS if named else _UNSAID / len(guesses)
        if _is_slip(stated, guess, odds, document):
            yield _Told(stated, guess)


def _of_sections(table: DocumentTable, document: Document) -> Iterator[_Told]:
    """A grand total that is neither that of its sections nor that of its rows, which agree."""
    roles = [r.role for r in table.rows]
    if roles.count(Role.SUBTOTAL) < _LEAST_ITEMS or roles.count(Role.TOTAL) != 1:
        return
    for n in range(len(table.columns)):
        sections, totals, items = (
            column_of(table, n, document.file, role)
            for role in (Role.SUBTOTAL, Role.TOTAL, Role.BODY)
        )
        if len(totals) != 1 or min(len(sections), len(items)) < _LEAST_ITEMS:
            continue
        guess, other = _sum(sections), _sum(items)
        agree = abs(guess.value - other.value) <= guess.loose + other.loose
        if agree and not _is_so(totals[0], guess) and _is_slip(totals[0], guess, _EVEN, document):
            yield _Told(totals[0], guess)


def _of_shares(columns: Mapping[int, Run], document: Document) -> Iterator[_Told]:
    """One share among those of a column that is not that of its row in the whole."""
    for shares in columns.values():
        if len(shares) <= _RIGHT or {x.unit for x in shares} != {"%"}:
            continue
        wrong = [
            [(s, g) for s, g in zip(shares, guesses, strict=True) if not _is_so(s, g, 0.0)]
            for parts in columns.values()
            if len(parts) == len(shares) and parts[0].unit != "%"
            for guesses in (_in_whole(parts),)
        ]
        # Of several columns they are shares of one only.
        if min(map(len, wrong), default=0) != 1 or sum(len(w) == 1 for w in wrong) > 1:
            continue
        stated, guess = min(wrong, key=len)[0]
        if not _is_so(stated, guess) and _is_slip(stated, guess, _CERTAIN, document):
            yield _Told(stated, guess)


def _in_whole(parts: Run) -> list[_Guess]:
    """What each number of a column is in per cent of the whole, which may be the last of them."""
    whole = _sum(parts[:-1])
    if not _is_so(parts[-1], whole):
        whole = _sum(parts)
    return [
        _Guess(_WHOLE * p.value / whole.value, (p,), _WHOLE * p.half / whole.value) for p in parts
    ]


# ------------------------------------------------------------------ how a number was reckoned


def _wrong(
    run: Run, n: int, words: Reckonings, columns: _Columns, document: Document
) -> Iterator[_Told]:
    stated = run[n]
    label = stated.label[-_LONGEST:].casefold()
    before = [x for x in run[max(0, n - _NEAR) : n] if x.sentence >= stated.sentence - _BACK]
    by_unit = any(x.unit.startswith(f"{stated.unit}/") for x in before) or "/" in stated.unit
    if not by_unit and not _any(label, words.all):
        return
    guesses = list(_guesses(stated, label, before, words, columns))
    if not guesses or any(_is_so(stated, g) for g in guesses):
        return
    most = _EVEN if _counted(label) and len(guesses) == 1 else _ODDS / len(guesses)
    found = next((g for g in guesses if _is_slip(stated, g, most, document)), None)
    if found is None:
        return
    around = [x for x in run[max(0, n - _NEAR) : n + _NEAR] if x is not stated]
    if not any(_is_exactly(stated, g) for g in _anything(stated, around, columns)):
        yield _Told(stated, found)


def _guesses(
    stated: Number,
    label: str,
    before: Sequence[Number],
    words: Reckonings,
    columns: _Columns,
) -> Iterator[_Guess]:
    """The ways in which the word before a number says that it was reckoned."""
    # 各阶段为…kgCO2e,…kgCO2e, 总值…kgCO2e/只.
    units = {stated.unit, stated.unit.partition("/")[0] if _any(label, words.total) else ""}
    alike = [x for x in before if x.unit in units and not _any(x.label[-_NAME:], words.part)]
    here = [x for x in alike if x.sentence == stated.sentence]
    if _any(label, words.mean):
        for items in _groups(here, alike, label):
            yield _mean(items)
        yield from (_mean(c) for c in _columns_of(stated, label, columns.all))
    elif stated.unit == "%":
        if _any(label, words.change):
            yield from _changes(before)
        if _any(label, words.share):
            yield from _shares(stated, label, before)
    elif _any(label, words.total):
        if not _any(label, words.part):
            for items in _groups(here, alike, label):
                yield _sum(items)
            if len(here) < _LEAST_ITEMS:
                yield from (_sum(c) for c in _columns_of(stated, label, columns.summed))
    elif _any(label, words.difference) and len(alike) >= _LEAST_ITEMS:
        yield _difference(alike[-2], alike[-1])
    yield from _by_units(stated, label, before, words)


def _groups(here: Sequence[Number], all_: Sequence[Number], label: str) -> Iterator[list[Number]]:
    """Those of one sentence, and all; where a word counts them, as many as it says."""
    counted = _counted(label)
    for items in dict.fromkeys((tuple(here), tuple(all_))):
        if len(items) >= _LEAST_ITEMS and counted in {0, len(items)}:
            yield list(items)


def _counted(label: str) -> int:
    """How many things a label says that there are, 三年累计; 0 where it does not."""
    m = _COUNTED.search(label)
    return _COUNTS[m[1]] if m is not None else 0


def _columns_of(
    stated: Number, label: str, columns: Sequence[tuple[str, Run]]
) -> Iterator[Sequence[Number]]:
    """The columns of what a number in a sentence is of: 张 below 张数, 元 below 小计(元)."""
    counted = _counted(label)
    for head, run in columns:
        units = {x.unit for x in run}
        same = units == {stated.unit} and bool(stated.unit)
        if not same and not (stated.unit and units == {""} and stated.unit in head):
            continue
        if counted in {0, len(run)}:
            yield run


def _changes(before: Sequence[Number]) -> Iterator[_Guess]:
    pair = _last_pair(before)
    if pair is None:
        return
    a, b = pair
    for base in (a, b):
        loose = _WHOLE * (a.half + b.half * max(1.0, a.value / b.value)) / base.value
        yield _Guess(_WHOLE * abs(a.value - b.value) / base.value, pair, loose)


def _shares(stated: Number, label: str, before: Sequence[Number]) -> Iterator[_Guess]:
    near = [x for x in before if x.sentence >= stated.sentence - 1]
    pair = _named_pair(label, near) or _last_pair(near)
    if pair is None:
        return
    low, high = sorted(pair, key=lambda x: x.value)
    loose = _WHOLE * (low.half + high.half * low.value / high.value) / high.value
    yield _Guess(_WHOLE * low.value / high.value, pair, loose)


def _named_pair(label: str, near: Sequence[Number]) -> tuple[Number, Number] | None:
    """自用840 MWh and 总发电量900 MWh before 自用率: the only one so called, and the largest."""
    own = [x for x in near if x.unit != "%"]
    if not own or len({x.unit for x in own}) > 1:
        return None
    whole = max(own, key=lambda x: x.value)
    words = {label[n : n + 2] for n in range(len(label) - 1) if _HAN.match(label, n)}
    named = [x for x in own if x is not whole and _any(x.label[-_NAME:], tuple(words))]
    return (named[0], whole) if len(named) == 1 else None


def _last_pair(before: Sequence[Number]) -> tuple[Number, Number] | None:
    """The last two numbers of one unit, beside each other."""
    own = [x for x in before if x.unit != "%"]
    if len(own) < _LEAST_ITEMS or own[-1].unit != own[-2].unit:
        return None
    return own[-2], own[-1]


def _by_units(
    stated: Number, label: str, before: Sequence[Number], words: Reckonings
) -> Iterator[_Guess]:
    """A quotient whose unit tells what it is of, a product whose units do, a share of an amount."""
    above, stroke, below = stated.unit.partition("/")
    if stroke and "/" not in below:
        tops = [x for x in before if x.unit == above]
        bottoms = [x for x in before if x.unit == below]
        if len(tops) == len(bottoms) == 1 and not _any(label, words.other_rate):
            yield _quotient(tops[0], bottoms[0])
        return
    rates = [x for x in before if stated.unit and x.unit.startswith(f"{stated.unit}/")]
    for rate in rates[-1:]:
        amounts = [x for x in before if x.unit == rate.unit.partition("/")[2]]
        yield from (_product(x, rate) for x in amounts[-1:])
    percent = next((x for x in before[::-1] if x.sentence == stated.sentence), None)
    if percent is not None and percent.unit == "%" and _any(label, words.of_share):
        for whole in [x for x in before if x.unit == stated.unit][:_WHOLES]:
            guess = _product(whole, percent)
            yield _Guess(guess.value / _WHOLE, guess.used, guess.loose / _WHOLE)


def _sum(items: Sequence[Number]) -> _Guess:
    return _Guess(sum(x.value for x in items), items, sum(x.half for x in items), exact=True)


def _mean(items: Sequence[Number]) -> _Guess:
    return _Guess(sum(x.value for x in items) / len(items), items, max(x.half for x in items))


def _difference(a: Number, b: Number) -> _Guess:
    return _Guess(abs(a.value - b.value), (a, b), a.half + b.half, exact=True)


def _quotient(a: Number, b: Number) -> _Guess:
    value = a.value / b.value
    return _Guess(value, (a, b), value * (a.half / a.value + b.half / b.value))


def _product(a: Number, b: Number) -> _Guess:
    value = a.value * b.value
    return _Guess(value, (a, b), value * (a.half / a.value + b.half / b.value))


def _anything(stated: Number, around: Sequence[Number], columns: _Columns) -> Iterator[_Guess]:
    """Whatever else the numbers about one may make."""
    alike = [x for x in around if x.unit == stated.unit]
    for first, last in combinations(range(len(alike) + 1), 2):
        yield _sum(alike[first:last])
        yield _mean(alike[first:last])
    for _, run in columns.all:
        for times in _MYRIADS:
            total = _sum(run)
            yield _Guess(total.value * times, run, total.loose * times)
    for a, b in combinations(around, 2):
        low, high = sorted((a, b), key=lambda x: x.value)
        if a.unit == b.unit:
            yield _difference(a, b)
            for base in (low, high):
                yield _Guess(_WHOLE * (high.value - low.value) / base.value, (a, b), 0.0)
            share = _quotient(low, high)
            yield _Guess(_WHOLE * share.value, (a, b), _WHOLE * share.loose)
        for guess in (_quotient(a, b), _quotient(b, a), _product(a, b)):
            yield guess
            yield _Guess(guess.value / _WHOLE, guess.used, guess.loose / _WHOLE)


# ------------------------------------------------------------------ whether it is so, or nearly


def _is_so(stated: Number, guess: _Guess, share: float = SUM) -> bool:
    gap = abs(stated.value - guess.value)
    return gap <= max((stated.half + guess.loose) * 1.001, share * stated.value)


def _is_exactly(stated: Number, guess: _Guess) -> bool:
    """The same of what nothing says that it is meant: 60 % may be 60.4 %, but is seldom."""
    loose = min(guess.loose, _MEANT * stated.value)
    return abs(stated.value - guess.value) <= (stated.half + loose) * 1.001


def _is_slip(stated: Number, guess: _Guess, most: float, document: Document) -> bool:
    if guess.value <= 0 or not _SANE[0] <= stated.value / guess.value <= _SANE[1]:
        return False
    written, meant = stated.value / stated.scale, guess.value / stated.scale
    odds = slip_odds(written, meant, stated.places, exact=guess.exact)
    if odds is None or odds > most:
        return False
    if document.origin is not Origin.OCR:
        return True
    meant = round(meant, stated.places)
    sure = min(x.confidence for x in (stated, *guess.used)) >= _SURE
    return sure and not read_for(written, meant) and not may_be_misread(written, written - meant)


def _any(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)
