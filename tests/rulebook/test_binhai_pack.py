"""The Binhai system, held against its source document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Indicator, Kind, RulePack, Slot
from tests.rulebook.printed import read, squeezed

TIERS = ("low-carbon", "near-zero", "zero")
TWO_CELLS = {"5", "11", "12", "16", "17", "18"}
ONE_CELL = {"1", "7", "8", "9", "10"}


@pytest.fixture(scope="module")
def binhai(book: RuleBook) -> RulePack:
    return book.packs["binhai"]


@pytest.fixture(scope="module")
def rows(seeds: Path) -> list[str]:
    """The table of source 001 without white space, a text a row, in order."""
    (source,) = seeds.glob("001*.txt")
    found: list[list[str]] = []
    for line in source.read_text("utf-8").split("\n")[24:]:
        if line.strip() == str(len(found) + 1):
            found.append([])
        else:
            found[-1].append(squeezed(line))
    return ["\n".join(x for x in row if x) for row in found]


@pytest.fixture(scope="module")
def lines(seeds: Path) -> tuple[str, ...]:
    """The lines of source 001, without white space and residue; line 1 is ``lines[1]``."""
    return read(seeds, "001").lines


def _row(indicator: Indicator) -> str:
    return indicator.id.removeprefix("binhai.")


def _one(pack: RulePack, name: str) -> Indicator:
    return next(i for i in pack.indicators if _row(i) == name)


def _texts(indicator: Indicator) -> list[str]:
    """The cells of the row, each once, without white space."""
    return list(dict.fromkeys(squeezed(t.text) for t in indicator.tiers.values()))


def _asked(pack: RulePack) -> Iterator[tuple[Indicator, str, Slot]]:
    for indicator in pack.indicators:
        for tier, text in indicator.tiers.items():
            for slot in text.slots:
                yield indicator, tier, slot


def test_it_has_eighteen_tiered_rows_in_order(binhai: RulePack) -> None:
    assert Counter(i.kind for i in binhai.indicators) == {Kind.TIERED: 18}
    assert [_row(i) for i in binhai.indicators] == [str(n) for n in range(1, 19)]
    assert binhai.tiers == TIERS
    assert all(tuple(i.tiers) == TIERS for i in binhai.indicators)


def test_there_are_no_points_and_no_column_of_evidence(binhai: RulePack) -> None:
    for indicator in binhai.indicators:
        assert indicator.max_score is None
        assert indicator.type is None
        assert indicator.evidence_basis is None
        assert not indicator.scoring
    assert all(s.points is None and s.weight is None for s in binhai.sections)


def test_a_row_is_its_heading_and_its_cells(binhai: RulePack, rows: list[str]) -> None:
    assert len(rows) == 18
    for indicator, row in zip(binhai.indicators, rows, strict=True):
        first = binhai.section_of(indicator)
        assert first is not None
        heading = f"{squeezed(first.name)}\n" if row.startswith(first.name) else ""
        cells = "".join(_texts(indicator))
        own = squeezed(heading + indicator.requirement + cells)
        assert own == row.replace("\n", ""), indicator.id


def test_headings_stand_where_they_say(binhai: RulePack, lines: tuple[str, ...]) -> None:
    for indicator in binhai.indicators:
        assert indicator.source.file == "001"
        assert lines[indicator.source.line] == indicator.level2
        assert squeezed(indicator.requirement).startswith(indicator.level2)
        before = lines[25 : indicator.source.line]
        printed = [x for x in before if x in {s.name for s in binhai.sections}]
        assert printed[-1] == indicator.level1


def test_glosses_are_part_of_the_requirement(binhai: RulePack) -> None:
    glossed = {_row(i) for i in binhai.indicators if "（" in i.requirement}
    assert glossed == {"4", "14"}


def test_merged_cells_stand_in_every_tier_that_they_span(binhai: RulePack) -> None:
    number = {_row(i): len(_texts(i)) for i in binhai.indicators}
    assert {n for n, cells in number.items() if cells == 1} == ONE_CELL
    assert {n for n, cells in number.items() if cells == 2} == TWO_CELLS
    for indicator in binhai.indicators:
        low, near, zero = indicator.tiers.values()
        if _row(indicator) in TWO_CELLS:
            assert low.text != near.text
        if _row(indicator) in TWO_CELLS | ONE_CELL:
            assert near.text == zero.text
            assert [s.text for s in near.slots] == [s.text for s in zero.slots]


def test_rows_of_two_cells_are_ambiguous_and_the_strict_reading_is_taken(
    binhai: RulePack,
) -> None:
    doubtful = {_row(i): i.ambiguous for i in binhai.indicators if i.ambiguous}
    assert set(doubtful) == TWO_CELLS
    assert all(len(d.readings) == 2 and "取严" in d.taken for d in doubtful.values() if d)


def test_a_stroke_asks_for_nothing_and_every_other_cell_for_something(binhai: RulePack) -> None:
    empty = {
        (_row(i), tier) for i in binhai.indicators for tier, t in i.tiers.items() if t.text == "/"
    }
    assert empty == {("5", "low-carbon"), ("13", "low-carbon")}
    for indicator in binhai.indicators:
        for tier, text in indicator.tiers.items():
            required = any(s.required for s in text.slots)
            assert required is not ((_row(indicator), tier) in empty)
            assert required or not text.slots


def test_what_asks_for_a_third_party_years_publication_or_a_condition(binhai: RulePack) -> None:
    def having(test: Callable[[Slot], object]) -> set[tuple[str, str]]:
        return {(_row(i), tier) for i, tier, slot in _asked(binhai) if test(slot)}

    high = {"near-zero", "zero"}
    assert having(lambda s: s.issuer) == {(row, tier) for row in ("12", "18") for tier in high}
    ends = {"low-carbon", "zero"}
    assert having(lambda s: s.years == 3) == {(row, tier) for row in ("4", "14") for tier in ends}
    assert having(lambda s: s.years == 5) == {("15", "low-carbon"), ("15", "near-zero")}
    # 或 of the low tier: a decline over three years is one of two ways, and alone decides nothing.
    assert having(lambda s: s.years == 3 and s.required) == {("4", "zero"), ("14", "zero")}
    assert not having(lambda s: s.public or s.valid)
    assert not any(i.conditional for i in binhai.indicators)


def test_the_green_factory_rises_with_the_tier(binhai: RulePack) -> None:
    levels = [t.slots[0].level for t in _one(binhai, "3").tiers.values()]
    assert levels == ["区级", "市级", "国家级"]


def test_any_named_standard_or_another_suitable_one_will_do(binhai: RulePack) -> None:
    def cites(row: str) -> set[tuple[tuple[str, ...], bool]]:
        found = (s.cites for i, _, s in _asked(binhai) if _row(i) == row)
        return {(c.any, c.open) for c in found if c}

    assert cites("12") == {(("GB/T 32150",), True)}
    assert cites("13") == {(("ISO 14067", "PAS 2050", "GB/T 24040", "GB/T 24044"), True)}
    assert len(cites("18")) == 4


def test_quantities_are_told_to_the_reviewer(binhai: RulePack) -> None:
    for row, quantities in {
        "6": ("5%", "10%", "20%"),
        "15": ("10%", "50%"),
        "8": ("100%",),
    }.items():
        note = _one(binhai, row).note
        assert all(q in note for q in quantities), row


def test_each_title_needs_all_rows_of_its_tier(binhai: RulePack) -> None:
    assert [(g.name, [(c.var, c.op, c.value) for c in g.conditions]) for g in binhai.grades] == [
        ("低碳工厂", [("tier.low-carbon.all_met", "==", True)]),
        ("近零碳工厂", [("tier.near-zero.all_met", "==", True)]),
        ("零碳工厂", [("tier.zero.all_met", "==", True)]),
    ]


def test_the_one_standard_with_an_edition_is_listed(
    binhai: RulePack, lines: tuple[str, ...]
) -> None:
    (reference,) = binhai.references
    printed = squeezed(f"{reference.number}-2015《{reference.title}》")
    assert printed in lines[reference.source.line]
