"""The register of emission factors, held against the reference and against itself."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from evidencecheck.domain.factors import FactorRegister, FactorSeries, Purpose
from evidencecheck.domain.rules import RuleBook

YEARS = ("2021", "2022", "2023")
KIND_OF_NATION = {
    "全国电力平均": "grid-average",
    "全国电力平均(不包括市场化交易的非化石能源电量)": "grid-excluding-green",
    "全国化石能源电力": "fossil-power",
}


@pytest.fixture(scope="session")
def factors(book: RuleBook) -> FactorRegister:
    return book.factors


@pytest.fixture(scope="module")
def reference(seeds: Path) -> list[dict[str, str]]:
    """The rows of the reference's table of factors."""
    table = seeds.parent / "reference" / "factors.csv"
    if not table.is_file():
        pytest.skip("shared/reference is not beside this checkout")
    with table.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def section(seeds: Path) -> str:
    """Section D of the domain reference: factors and defaults."""
    page = seeds.parent / "reference" / "domain.md"
    if not page.is_file():
        pytest.skip("shared/reference is not beside this checkout")
    return page.read_text("utf-8").split("\n## D. ")[1].split("\n## E. ")[0]


def _of_row(factors: FactorRegister, row: dict[str, str]) -> FactorSeries:
    """The series of a row, found by its own words."""
    kind, subject = "grid-average", row["region"]
    if row["scope"] == "national":
        kind, subject = KIND_OF_NATION[row["region"]], "全国"
    found = [
        s
        for s in factors.series.values()
        if (s.kind, s.subject.zh, s.area) == (kind, subject, row["scope"])
    ]
    assert len(found) == 1, row
    return found[0]


def _confidence(row: dict[str, str], year: str) -> str:
    """``2022,2023 sourced; 2021 own knowledge`` says it year by year."""
    for part in row["confidence"].split(";"):
        if year in part or not re.search(r"\d{4}", part):
            return re.sub(r"[\d, ]+ (?=\D)", "", part.strip())
    raise AssertionError(row)


def test_every_row_of_the_reference_is_a_series_with_its_confidence(
    factors: FactorRegister, reference: list[dict[str, str]]
) -> None:
    assert Counter(row["scope"] for row in reference) == {
        "national": 3, "region": 7, "province": 30,
    }  # fmt: skip
    for row in reference:
        series = _of_row(factors, row)
        assert list(series.values) == [f"mee-{year}" for year in YEARS], row
        for year in YEARS:
            factor = series.values[f"mee-{year}"]
            assert factor.value == float(row[f"year_{year}"]), row
            assert (factor.confidence or series.confidence) == _confidence(row, year), row
        unit = series.unit or factors.kinds[series.kind].unit
        assert unit == row["unit"]


def test_every_row_of_the_reference_keeps_its_source(
    factors: FactorRegister, reference: list[dict[str, str]]
) -> None:
    nation = next(row["source"] for row in reference if row["source"] != "as above")
    for row in reference:
        series = _of_row(factors, row)
        if row["scope"] == "national":
            own = series.source.replace("as grid-average.national", nation)
            assert own == row["source"].replace("as above", nation)
            continue
        assert not series.source
        for year in YEARS:
            for words in factors.sets[f"mee-{year}"].source.split("; official source: "):
                assert words in row["source"]


def test_the_sets_of_the_ministry_have_the_days_of_the_reference(
    factors: FactorRegister, section: str
) -> None:
    rows = re.findall(r"^\| (\d{4}) \| ([^|]*?)(\d{4}-\d\d-\d\d)", section, re.MULTILINE)
    assert len(rows) == len(YEARS)
    for year, notice, day in rows:
        published = factors.sets[f"mee-{year}"]
        assert published.years == (int(year),)
        assert str(published.published) == day
        assert published.notice == notice.strip(", ")


def test_every_number_of_the_section_is_a_value(factors: FactorRegister, section: str) -> None:
    """Those with a decimal point; whole numbers are years and clauses too."""
    held = {
        number
        for series in factors.series.values()
        for f in series.values.values()
        for number in (
            f.value,
            f.upper,
            *(
                (f.basis.heating_value, f.basis.carbon_content, f.basis.oxidation)
                if f.basis
                else ()
            ),
        )
    }
    text = section.split("Cross-check identities")[0]
    numbers = {float(n) for n in re.findall(r"(?<![\d.-])\d+\.\d+(?![\d.])", text)}
    assert len(numbers) > 60
    assert numbers - held == set()


@pytest.mark.parametrize(
    ("series", "values", "confidence"),
    [
        ("ets-grid.national", [0.6101, 0.5810, 0.5703], "own knowledge"),
        ("regional-old.north-china", [0.8967, 0.8843], "own knowledge"),
        ("regional-old.northeast", [0.7769], "own knowledge"),
        ("regional-old.east-china", [0.7129, 0.7035], "own knowledge"),
        ("om.east-china", [0.7921], "own knowledge"),
        ("bm.north-china", [0.4819], "own knowledge"),
        ("footprint.national", [0.6205], "sourced"),
        ("heat.purchased", [0.11], "sourced"),
        ("fuel.natural-gas", [21.62], "sourced"),
        ("fuel.gasoline", [2.925, 3.043], "own knowledge"),
        ("gwp.ch4", [28, 27.9], "own knowledge"),
        ("gwp.n2o", [265, 273], "own knowledge"),
        ("gwp.nf3", [16100, 17400], "own knowledge"),
        ("tce.electricity", [0.1229], "own knowledge"),
    ],
)
def test_the_other_series_of_the_section(
    factors: FactorRegister, series: str, values: list[float], confidence: str
) -> None:
    found = factors.series[series]
    assert [f.value for f in found.values.values()] == values
    assert {f.confidence or found.confidence for f in found.values.values()} == {confidence}


def test_what_the_reference_is_unsure_of_stays_so(factors: FactorRegister) -> None:
    old, new = factors.series["gwp.sf6"].values.values()
    assert (old.value, old.confidence) == (23500, None)
    assert (new.value, new.upper, new.confidence) == (24300, 25200, "unsure")


def test_both_sets_of_fuel_defaults_are_there(factors: FactorRegister) -> None:
    for fuel in ("diesel", "gasoline", "lpg"):
        assert list(factors.series[f"fuel.{fuel}"].values) == ["fuel-defaults-1", "fuel-defaults-2"]


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("grid-average", Purpose.INVENTORY_SCOPE_2, Purpose.PRODUCT_FOOTPRINT),
        ("grid-excluding-green", Purpose.INVENTORY_SCOPE_2, Purpose.PRODUCT_FOOTPRINT),
        ("ets-grid", Purpose.ETS, Purpose.PRODUCT_FOOTPRINT),
        ("om", Purpose.PROJECT_REDUCTION, Purpose.INVENTORY_SCOPE_2),
        ("bm", Purpose.PROJECT_REDUCTION, Purpose.INVENTORY_SCOPE_2),
        ("footprint", Purpose.PRODUCT_FOOTPRINT, Purpose.INVENTORY_SCOPE_2),
    ],
)
def test_what_a_kind_is_for_and_what_not(
    factors: FactorRegister, kind: str, right: Purpose, wrong: Purpose
) -> None:
    assert right in factors.kinds[kind].right
    assert wrong in factors.kinds[kind].wrong


def test_every_kind_and_every_set_is_used(factors: FactorRegister) -> None:
    assert {s.kind for s in factors.series.values()} == set(factors.kinds)
    assert {key for s in factors.series.values() for key in s.values} == set(factors.sets)


def test_a_word_for_a_subject_stands_once_in_a_kind(factors: FactorRegister) -> None:
    words = Counter(
        (s.kind, word)
        for s in factors.series.values()
        for word in {s.subject.zh, s.subject.en, *s.spellings}
    )
    assert [w for w, count in words.items() if count > 1] == []


def test_every_kind_is_named_in_both_languages(factors: FactorRegister) -> None:
    assert all(kind.words.zh and kind.words.en for kind in factors.kinds.values())


def test_regional_averages_of_the_commission_end_before_those_of_the_ministry(
    factors: FactorRegister,
) -> None:
    first = factors.sets["mee-2021"].published
    assert first == date(2024, 4, 12)
    for name in ("ndrc-2011", "ndrc-2012"):
        ends = factors.sets[name].ends
        assert ends is not None
        assert ends == date(2022, 12, 31) < first
