"""The standards registry, held against the reference and against itself."""

from __future__ import annotations

import csv
import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest

from evidencecheck.assessment.standards import Registry
from evidencecheck.domain.document import StandardRef
from evidencecheck.domain.rules import Edition, RuleBook, Standard
from evidencecheck.extraction.entities.standards import find_standards


def _edition(book: RuleBook, number: str, year: str) -> Edition:
    return next(e for e in book.standards[number].editions if e.year == year)


_DAY = r"\d{4}-\d\d-\d\d"
_PART = re.compile(rf"\.(\d+)-(\d{{4}})(?:\s*\(({_DAY})\))?")
_EDITION = re.compile(r"(?:([A-Z][A-Z/]*(?: [A-Z]+)? [\d-]*\d)[-:])?(\d{4}|\d\d)(?!\d)")


@pytest.fixture(scope="module")
def reference(seeds: Path) -> list[dict[str, str]]:
    """The rows of the reference's table of standards."""
    table = seeds.parent / "reference" / "standards.csv"
    if not table.is_file():
        pytest.skip("shared/reference is not beside this checkout")
    with table.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_row_of_the_reference_is_an_entry(
    book: RuleBook, reference: list[dict[str, str]]
) -> None:
    ids = [row["id"].removesuffix(".x") for row in reference]
    assert len(ids) == 46
    assert set(ids) <= set(book.standards)


def _named(book: RuleBook, number: str) -> Standard:
    spelt = {x: s for s in book.standards.values() for x in s.spellings}
    return book.standards.get(number) or spelt[number]


def _check_edition(book: RuleBook, row: dict[str, str], text: str) -> str:
    """Hold one edition, as the table words it, against the registry; say which it was."""
    m = _EDITION.search(text)
    assert m is not None, (row["id"], text)
    year = m[2] if len(m[2]) == 4 else f"19{m[2]}"
    number = _named(book, m[1] or row["id"]).id
    edition = _edition(book, number, year)
    days = {word: day for words, day in re.findall(rf"(iss\+impl|iss|impl) ({_DAY})", text)
            for word in words.split("+")}  # fmt: skip
    if "iss" in days:
        assert str(edition.issued) == days["iss"], number
    if "impl" in days:
        assert str(edition.in_force) == days["impl"], number
    month = re.match(r"\d{4} \((\d{4}-\d\d)\)|(\d{4}-\d\d)", text)
    if month:
        assert str(edition.in_force).startswith(month[1] or month[2]), number
    withdrawn = re.search(rf"withdrawn ({_DAY})", text)
    if withdrawn:
        assert str(book.standards[number].withdrawn) == withdrawn[1]
    return f"{number} {year}"


def test_every_edition_of_the_reference_is_data_with_its_dates(
    book: RuleBook, reference: list[dict[str, str]]
) -> None:
    checked = []
    for row in reference:
        if _PART.search(row["current"]):
            continue
        # An edition of which the table says itself that it is not confirmed is none.
        (current, *_) = row["current"].split("; 2026 edition expected")
        before = re.split(r";(?![^()]*\))", row["previous"])
        previous = [p for p in before if p.strip() not in {"none", "-", ""}]
        checked += [_check_edition(book, row, text.strip()) for text in (current, *previous)]
    assert len(checked) > 80
    assert {"GB/T 28001 2011", "PAS 2060 2014", "GB 12348 1990", "ISO 14065 2020"} <= set(checked)


def test_every_part_of_the_reference_is_data_with_its_date(
    book: RuleBook, reference: list[dict[str, str]]
) -> None:
    parts = 0
    for row in reference:
        later: tuple[str, str] = ("", "")
        # A date stands behind the last of the parts of a year that it is meant for.
        for part, year, day in reversed(_PART.findall(row["current"])):
            day = day or (later[1] if later[0] == year else "")
            later = (year, day)
            edition = _edition(book, f"{row['id'].removesuffix('.x')}.{part}", year)
            assert str(edition.in_force or "") == day, (row["id"], part)
            parts += 1
    assert parts == 11


def test_the_registry_is_as_sure_as_the_reference(
    book: RuleBook, reference: list[dict[str, str]]
) -> None:
    for row in reference:
        ours = book.standards[row["id"].removesuffix(".x")].confidence
        if row["confidence"].startswith("own"):
            assert ours == "own knowledge", row["id"]
        elif "verify" in row["confidence"] or "status unsure" in row["confidence"]:
            assert ours == "unsure", row["id"]
        else:
            assert ours == "sourced", row["id"]


def test_equivalents_are_those_of_the_reference(
    book: RuleBook, reference: list[dict[str, str]]
) -> None:
    """What the table calls IDT or names bare is equal; related to, based on: kindred."""
    checked = 0
    for row in reference:
        words = row["relation"]
        entry = book.standards[row["id"].removesuffix(".x")]
        for found in find_standards(words):
            other = found.ref.base
            if other == entry.id:
                continue
            kindred = re.search(r"related|not identical|based on", words)
            assert (other in entry.identical) is not bool(kindred), (entry.id, other)
            assert (other in entry.related) is bool(kindred), (entry.id, other)
            checked += 1
    assert checked >= 14


def test_a_date_that_the_reference_does_not_give_says_so(
    book: RuleBook, reference: list[dict[str, str]], section: str
) -> None:
    for row in reference:
        entry = book.standards[row["id"].removesuffix(".x")]
        if entry.confidence != "sourced":
            continue
        given = set(re.findall(_DAY, " ".join(row.values()) + section))
        for edition in entry.editions:
            ours = {str(d) for d in (edition.issued, edition.in_force) if d}
            owned = re.search(r"own knowledge|day is not known", f"{edition.note} {entry.note}")
            assert ours <= given or owned, (entry.id, edition.year)


@pytest.fixture(scope="module")
def section(seeds: Path) -> str:
    """Section B of the domain reference: the standards registry."""
    page = seeds.parent / "reference" / "domain.md"
    if not page.is_file():
        pytest.skip("shared/reference is not beside this checkout")
    return page.read_text("utf-8").split("\n## B. ")[1].split("\n## C. ")[0]


def test_every_standard_of_the_reference_is_known(
    book: RuleBook, reference: list[dict[str, str]], section: str
) -> None:
    registry = Registry(book.standards)
    columns = ("id", "current", "previous", "status_note", "relation")
    text = "\n".join(row[name] for row in reference for name in columns) + section
    cited = {s.ref for s in find_standards(text)}
    assert len(cited) > 80
    assert [r.canonical for r in cited if registry.find(r) is None] == []


# What looks like a citation to somebody who does not know the spellings.
_LIKE_A_CITATION = re.compile(
    r"(?:GB|ISO|IEC|PAS|HJ|JJ[GF]|DB\d\d|OHSAS|(?<![A-Z])T/[A-Z]+|[A-Z]{2}/T)[-/\sA-Z]{0,6}\d{3,}"
)


def test_every_standard_that_a_source_document_cites_is_known(book: RuleBook, seeds: Path) -> None:
    registry = Registry(book.standards)
    cited: set[str] = set()
    for source in sorted(seeds.glob("*.txt")):
        for line in source.read_text("utf-8").splitlines():
            text = unicodedata.normalize("NFKC", line)
            found = find_standards(text)
            unread = [
                m[0]
                for m in _LIKE_A_CITATION.finditer(text)
                if not any(s.start < m.end() and m.start() < s.end for s in found)
            ]
            assert unread == [], source.name
            unknown = [s.ref.canonical for s in found if registry.find(s.ref) is None]
            assert unknown == [], source.name
            cited |= {entry.id for s in found if (entry := registry.find(s.ref))}
    assert len(cited) >= 38
    assert {"GB/T 50034", "GB 12348", "T/CECA-G 0171", "GB/T 24789", "GHG Protocol"} <= cited


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
        ("ISO 14064-3", "CNAS-CV03"),
        ("ISO 14065", "CNAS-CV02"),
        ("ISO/IEC 17029", "CNAS-CV01"),
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
    [("ISO 14001", "2015"), ("ISO 9001", "2015"), ("GB/T 29115", "2012")],
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


def test_odd_spellings_are_read_and_lead_to_their_standard(book: RuleBook) -> None:
    registry = Registry(book.standards)
    for standard in book.standards.values():
        for printed in (standard.id, *standard.spellings):
            [found] = find_standards(printed)
            assert registry.find(found.ref) is standard, printed


def test_every_end_is_judged_on_both_its_sides(book: RuleBook) -> None:
    registry = Registry(book.standards)
    judged = 0
    for standard in book.standards.values():
        for edition in standard.editions:
            ends = edition.ends or standard.withdrawn
            if ends is None:
                continue
            [found] = find_standards(StandardRef(standard.id, "", edition.year).canonical)
            assert registry.superseded(found.ref, ends) is None, found.ref
            old = registry.superseded(found.ref, ends + timedelta(days=1))
            assert old is not None, found.ref
            assert old.ended == ends
            assert old.current.startswith(standard.id if edition.ends else standard.replaced_by)
            judged += 1
    assert judged > 40


def test_all_entries_say_when(book: RuleBook) -> None:
    for standard in book.standards.values():
        assert standard.as_of == date(2026, 11, 1)
