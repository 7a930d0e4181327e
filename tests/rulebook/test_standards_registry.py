"""The standards registry, held against the reference and against itself."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from evidencecheck.domain.rules import Edition, RuleBook, Standard


def _edition(book: RuleBook, number: str, year: str) -> Edition:
    return next(e for e in book.standards[number].editions if e.year == year)


def test_every_row_of_the_reference_is_an_entry(book: RuleBook, seeds: Path) -> None:
    table = seeds.parent / "reference" / "standards.csv"
    if not table.is_file():
        pytest.skip("shared/reference is not beside this checkout")
    with table.open(encoding="utf-8") as file:
        ids = [row["id"].removesuffix(".x") for row in csv.DictReader(file)]
    assert len(ids) == 46
    assert set(ids) <= set(book.standards)


def test_every_standard_that_a_system_lists_is_an_entry(book: RuleBook) -> None:
    for pack in book.packs.values():
        assert {r.number for r in pack.references} <= set(book.standards)


def test_equality_goes_both_ways_and_on(book: RuleBook) -> None:
    for standard in book.standards.values():
        group = {standard.id, *standard.identical}
        assert standard.id not in standard.identical
        for other in standard.identical:
            assert {other, *book.standards[other].identical} == group, standard.id


@pytest.mark.parametrize(
    "pair",
    [
        ("GB/T 19001", "ISO 9001"),
        ("GB/T 24001", "ISO 14001"),
        ("GB/T 45001", "ISO 45001"),
        ("GB/T 45001", "GB/T 28001"),
        ("GB/T 23331", "ISO 50001"),
        ("GB/T 24040", "ISO 14040"),
        ("GB/T 24044", "ISO 14044"),
    ],
)
def test_adoptions_count_as_each_other(book: RuleBook, pair: tuple[str, str]) -> None:
    assert pair[1] in book.standards[pair[0]].identical


@pytest.mark.parametrize(
    "pair",
    [("GB/T 32150", "ISO 14064-1"), ("GB/T 24067", "ISO 14067"), ("GB/T 33760", "ISO 14064-2")],
)
def test_kindred_standards_are_related_and_not_equal(book: RuleBook, pair: tuple[str, str]) -> None:
    one, other = (book.standards[n] for n in pair)
    assert other.id in one.related
    assert one.id in other.related
    assert other.id not in one.identical


@pytest.mark.parametrize(
    ("number", "year", "ends"),
    [
        ("GB/T 32150", "2015", date(2026, 6, 30)),
        ("ISO 14064-1", "2006", date(2021, 12, 18)),
        ("ISO 14064-3", "2006", date(2023, 4, 30)),
        ("GB/T 23331", "2012", date(2022, 2, 21)),
        ("GB/T 19001", "2008", date(2018, 9, 15)),
        ("ISO 14001", "2004", date(2018, 9, 15)),
        ("GB/T 7119", "2006", date(2020, 5, 31)),
        ("GB/T 13234", "2009", date(2020, 3, 31)),
    ],
)
def test_editions_end_with_their_transition(
    book: RuleBook, number: str, year: str, ends: date
) -> None:
    assert _edition(book, number, year).ends == ends


@pytest.mark.parametrize(
    ("number", "ends"),
    [
        ("GB/T 28001", date(2021, 9, 11)),
        ("OHSAS 18001", date(2021, 9, 11)),
        ("PAS 2060", date(2025, 11, 30)),
    ],
)
def test_withdrawn_standards_name_their_successor(book: RuleBook, number: str, ends: date) -> None:
    standard = book.standards[number]
    assert standard.withdrawn == ends
    assert standard.replaced_by in book.standards


@pytest.mark.parametrize(
    ("number", "year"),
    [("ISO 14001", "2015"), ("ISO 9001", "2015"), ("GB 17167", "2006"), ("GB/T 29115", "2012")],
)
def test_an_end_that_is_not_known_is_left_open_and_explained(
    book: RuleBook, number: str, year: str
) -> None:
    edition = _edition(book, number, year)
    assert edition.ends is None
    assert edition.note or book.standards[number].note


def test_the_newest_edition_has_no_end(book: RuleBook) -> None:
    assert not [s.id for s in book.standards.values() if s.editions and s.editions[-1].ends]


def test_editions_stand_in_order_and_each_ends_no_later_than_the_next(book: RuleBook) -> None:
    for standard in book.standards.values():
        years = [e.year for e in standard.editions]
        assert years == sorted(set(years)), standard.id
        ends = [e.ends for e in standard.editions if e.ends]
        assert ends == sorted(ends), standard.id


def test_an_edition_outlives_the_day_its_successor_comes_in_force(book: RuleBook) -> None:
    for standard in book.standards.values():
        for old, new in zip(standard.editions, standard.editions[1:], strict=False):
            if old.ends and new.in_force:
                assert (old.ends - new.in_force).days >= -1, standard.id


def test_standards_cited_by_part_are_not_judged_by_edition(book: RuleBook) -> None:
    by_part: list[Standard] = [s for s in book.standards.values() if s.parts]
    assert {"GB/T 18916", "GB/T 32151"} <= {s.id for s in by_part}
    assert not any(s.editions for s in by_part)


def test_odd_spellings_belong_to_one_standard_each(book: RuleBook) -> None:
    spellings = [x for s in book.standards.values() for x in s.spellings]
    assert len(spellings) == len(set(spellings))
    assert not set(spellings) & set(book.standards)
    assert {"GB 24789", "GB 50034", "GB/T 17167"} <= set(spellings)


def test_all_entries_say_how_sure_they_are_and_when(book: RuleBook) -> None:
    for standard in book.standards.values():
        assert standard.confidence in {"sourced", "own knowledge", "unsure"}
        assert standard.as_of == date(2026, 11, 1)
