"""The examples beside the rules: they hold, and show every kind of demand from all sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from evidencecheck.domain.finding import Flag
from evidencecheck.domain.systems import Indicator, Slot
from evidencecheck.rulebook.examples import FiledExample, load_examples
from evidencecheck.running.examples import contradicted

BOOK, EXAMPLES = load_examples()
SYSTEMS = sorted(BOOK.packs)
ROWS = {i.id: i for p in BOOK.packs.values() for i in p.indicators}
DAY = timedelta(days=1)


def of(system: str) -> list[FiledExample]:
    return [e for e in EXAMPLES if e.system == system]


def demands(slot: Slot) -> Iterator[str]:
    """The kinds of demand that a slot makes."""
    yield "type of document"
    if slot.cites is not None:
        yield "all standards" if slot.cites.all else "one of several standards"
        if slot.cites.open:
            yield "other standards too"
    for name in ("years", "issuer", "valid", "level", "topics", "public", "weaker", "inferred"):
        if getattr(slot, name):
            yield name
    if slot.min_count > 1:
        yield "min_count"


def slots_at(filed: FiledExample) -> tuple[Slot, ...]:
    """The slots that an example is about."""
    row: Indicator = ROWS[filed.example.indicator]
    if row.tiers:
        return row.tiers[filed.example.tier or tuple(row.tiers)[-1]].slots
    return row.slots


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_example_comes_out_as_it_says(system: str) -> None:
    assert [str(c) for c in contradicted(BOOK, of(system))] == []


@pytest.mark.parametrize("system", SYSTEMS)
def test_no_example_stands_twice(system: str) -> None:
    named = [(e.example.indicator, e.example.tier, e.example.case) for e in of(system)]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_row_is_shown_filled_and_not_filled(system: str) -> None:
    shown: defaultdict[str, set[Flag]] = defaultdict(set)
    for filed in of(system):
        shown[filed.example.indicator].add(filed.example.flag)
    for row in BOOK.packs[system].indicators:
        assert Flag.SUPPORTED in shown[row.id], f"{row.id}: nothing shows what fills it"
        assert shown[row.id] - {Flag.SUPPORTED}, f"{row.id}: nothing shows what does not fill it"


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_kind_of_demand_is_shown_supported_missing_and_suspicious(system: str) -> None:
    asked = {
        d
        for row in BOOK.packs[system].indicators
        for s in row.every_slot
        if s.required
        for d in demands(s)
    }
    shown: defaultdict[str, set[Flag]] = defaultdict(set)
    for filed in of(system):
        for slot in slots_at(filed):
            if slot.required:
                for demand in demands(slot):
                    shown[demand].add(filed.example.flag)
    assert {d: set(Flag) - shown[d] for d in asked if set(Flag) - shown[d]} == {}


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_end_of_a_validity_is_shown_from_both_sides(system: str) -> None:
    seen: set[timedelta] = set()
    for filed in of(system):
        for document in filed.example.documents:
            until = document.fields.get("valid_until")
            if isinstance(until, date):
                seen.add(until - filed.date)
                late = until < filed.date
                assert (
                    not late
                    or filed.example.flag is not Flag.SUPPORTED
                    or len(filed.example.documents) > 1
                ), filed.line
    assert {0 * DAY, -1 * DAY} <= seen


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_number_of_years_is_shown_from_both_sides(system: str) -> None:
    """All the years asked for fill the slot, and one short of them does not."""
    owed = {s.years for r in BOOK.packs[system].indicators for s in r.every_slot if s.required}
    for years in owed - {0}:
        counts = {
            (len(covered(filed)), filed.example.flag)
            for filed in of(system)
            if any(s.years == years and s.required for s in slots_at(filed))
            and filed.example.established is None
        }
        assert (years, Flag.SUPPORTED) in counts, years
        assert (years - 1, Flag.MISSING) in counts, years


def covered(filed: FiledExample) -> set[int]:
    years: set[int] = set()
    for document in filed.example.documents:
        years |= set(document.fields.get("years") or ())
        begin, end = (document.fields.get(f"period_{x}") for x in ("start", "end"))
        if begin and end:
            years |= set(range(begin.year, end.year + 1))
    return years


@pytest.mark.parametrize("system", SYSTEMS)
def test_levels_are_shown_from_both_sides(system: str) -> None:
    ranks = ["区级", "市级", "省级", "国家级"]
    for row in BOOK.packs[system].indicators:
        for slot in row.every_slot:
            if not slot.required or not slot.level:
                continue
            stated = {
                (document.fields.get("level"), filed.example.flag)
                for filed in of(system)
                if filed.example.indicator == row.id
                and any(s.level == slot.level for s in slots_at(filed))
                for document in filed.example.documents
            }
            assert (slot.level, Flag.SUPPORTED) in stated, slot.id
            below = ranks[: ranks.index(slot.level)]
            if below:
                assert (below[-1], Flag.SUSPICIOUS) in stated, slot.id
