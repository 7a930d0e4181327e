"""Emission factors: what a number is, and which was the latest on a day."""

from __future__ import annotations

from datetime import date

import pytest

from evidencecheck.assessment.factors import Factors, KnownFactor
from evidencecheck.domain.rules import RuleBook

DIGITS = 0.00005
"""Half of the last of four digits."""


@pytest.fixture(scope="session")
def factors(book: RuleBook) -> Factors:
    return Factors(book.factors)


def names(found: tuple[KnownFactor, ...]) -> set[str]:
    return {f"{k.id} {k.set_id}" for k in found}


@pytest.mark.parametrize(
    "series",
    ["grid-average.national", "grid-excluding-green.national", "fossil-power.national",
     "grid-average.east-china", "grid-average.jiangsu"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("on", "latest"),
    [
        (date(2024, 4, 11), None),
        (date(2024, 4, 12), "mee-2021"),
        (date(2024, 12, 19), "mee-2021"),
        (date(2024, 12, 20), "mee-2022"),
        (date(2025, 12, 30), "mee-2022"),
        (date(2025, 12, 31), "mee-2023"),
        (date(2026, 11, 1), "mee-2023"),
    ],
)
def test_the_latest_is_what_was_published_by_then(
    factors: Factors, series: str, on: date, latest: str | None
) -> None:
    found = factors.published(series, on)
    assert (found and found.set_id) == latest


def test_what_jiangsu_asks_for_by_the_date_of_a_report(factors: Factors) -> None:
    days = (date(2024, 6, 30), date(2025, 6, 30), date(2026, 3, 31))
    found = [factors.published("grid-excluding-green.national", day) for day in days]
    assert [f.factor.value for f in found if f] == [0.5942, 0.5856, 0.6096]
    assert [f.confidence for f in found if f] == ["own knowledge", "sourced", "sourced"]


def test_a_series_without_days_has_no_latest(factors: Factors) -> None:
    assert factors.published("ets-grid.national", date(2026, 3, 31)) is None


def test_an_unknown_series_is_a_mistake_of_the_caller(factors: Factors) -> None:
    with pytest.raises(KeyError):
        factors.published("grid-average.atlantis", date(2026, 3, 31))


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.5856, "kgCO2/kWh", {"grid-excluding-green.national mee-2022"}),
        (0.5856, "tCO2e/MWh", {"grid-excluding-green.national mee-2022"}),
        (0.5810, "tCO2/MWh", {"ets-grid.national ets-2021"}),
        (0.7035, "tCO2/MWh", {"regional-old.east-china ndrc-2012"}),
        (0.6205, "kgCO2e/kWh", {"footprint.national footprint-2023"}),
        (
            0.5271,
            "kgCO2/kWh",
            {"grid-average.central-china mee-2023", "regional-old.south-china ndrc-2012"},
        ),
        (0.5000, "kgCO2/kWh", set()),
        (0.11, "tCO2/GJ", {"heat.purchased heat-default"}),
        (0.11, "kgCO2/kWh", set()),
        (21.62, "tCO2/10^4 Nm3", {"fuel.natural-gas fuel-defaults-1"}),
        (21.62, "tCO2/t", set()),
        (3.096, "tCO2/t", {"fuel.diesel fuel-defaults-1"}),
        (3.145, "tCO2/t", {"fuel.diesel fuel-defaults-2"}),
    ],
)
def test_a_number_is_found_under_its_unit(
    factors: Factors, value: float, unit: str, expected: set[str]
) -> None:
    assert names(factors.identify(value, unit, DIGITS)) == expected


def test_the_tolerance_holds_its_own_bound(factors: Factors) -> None:
    assert not factors.identify(0.6208, "kgCO2e/kWh", 0.0002)
    assert names(factors.identify(0.6208, "kgCO2e/kWh", 0.0003)) == {
        "footprint.national footprint-2023"
    }


@pytest.mark.parametrize(
    ("value", "is_in"),
    [(1.0999, False), (1.1, True), (1.2143, True), (1.33, True), (1.3301, False)],
)
def test_a_span_holds_both_its_ends(factors: Factors, value: float, is_in: bool) -> None:
    assert bool(factors.identify(value, "kgce/m3", DIGITS)) is is_in


@pytest.mark.parametrize(
    ("value", "on", "current"),
    [
        (0.5366, date(2024, 12, 19), False),
        (0.5366, date(2024, 12, 20), True),
        (0.5366, date(2025, 12, 30), True),
        (0.5366, date(2025, 12, 31), False),
        (0.7035, date(2022, 12, 31), True),
        (0.7035, date(2023, 1, 1), False),
        (0.5810, date(2023, 12, 31), True),
        (0.5810, date(2024, 1, 1), False),
    ],
)
def test_a_value_is_current_until_the_next_one_or_its_own_end(
    factors: Factors, value: float, on: date, current: bool
) -> None:
    [known] = factors.identify(value, "kgCO2/kWh", DIGITS)
    assert factors.current(known, on) is current
