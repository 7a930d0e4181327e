"""Dates and periods in the forms that documents print them in."""

from __future__ import annotations

import pytest

from evidencecheck.extraction.entities.dates import (
    date_pair,
    find_date,
    find_dates,
    find_periods,
)
from evidencecheck.extraction.entities.durations import find_duration, is_long_term


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2024年05月06日", "2024-05-06"),
        ("2024 年 6 月 30 日", "2024-06-30"),
        ("2024-5-6", "2024-05-06"),
        ("2024.06.30", "2024-06-30"),
        ("2026. 02. 04", "2026-02-04"),
        ("2024/5/6", "2024-05-06"),
        ("二〇二四年六月三十日", "2024-06-30"),
        ("〇二四年六月三十日", "2024-06-30"),
        ("二○二四年十二月二十一日", "2024-12-21"),
        ("30 June 2024", "2024-06-30"),
        ("04July 2018", "2018-07-04"),
        ("Aug.20,2013", "2013-08-20"),
        ("May 6, 2024", "2024-05-06"),
        ("22-03-2019", "2019-03-22"),
        ("2024-05-0610:22:33", "2024-05-06"),
        ("20240506", "2024-05-06"),
        ("民國113年5月6日", "2024-05-06"),
    ],
)
def test_a_date_is_read(printed: str, iso: str) -> None:
    found = find_date(printed)
    assert found is not None
    assert found.value.isoformat() == iso


@pytest.mark.parametrize("printed", ["2024-13-40", "二〇二四年度", "第2024号", "12345.67", "长期"])
def test_what_is_no_date_is_not_read_as_one(printed: str) -> None:
    assert find_dates(printed) == []


def test_a_month_is_marked_as_one() -> None:
    found = find_date("2024年5月")
    assert found is not None
    assert found.month_only
    assert found.last.isoformat() == "2024-05-31"


def test_day_and_month_that_can_be_swapped_are_unsure() -> None:
    swapped, settled = find_date("03-04-2019"), find_date("22-03-2019")
    assert swapped is not None and swapped.unsure
    assert settled is not None and not settled.unsure


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2024年1月1日至2024年12月31日", "2024-01-01", "2024-12-31"),
        ("2024年1月1日(含)至2024年12月31日", "2024-01-01", "2024-12-31"),
        ("自2024年1月1日起至2024年6月30日止", "2024-01-01", "2024-06-30"),
        ("2024年1月1日-12月31日", "2024-01-01", "2024-12-31"),
        ("2024年1-12月", "2024-01-01", "2024-12-31"),
        ("2024.01-2024.12", "2024-01-01", "2024-12-31"),
        ("2024-01-01∼2024-03-31", "2024-01-01", "2024-03-31"),
        ("2024年1〜3月", "2024-01-01", "2024-03-31"),
        ("2024-01-01 to 2024-12-31", "2024-01-01", "2024-12-31"),
        ("1 January 2024 to 31 December 2024", "2024-01-01", "2024-12-31"),
        ("January to December 2024", "2024-01-01", "2024-12-31"),
        ("2024年度", "2024-01-01", "2024-12-31"),
        ("二〇二四年度", "2024-01-01", "2024-12-31"),
        ("2023-2025年", "2023-01-01", "2025-12-31"),
        ("2024年6月", "2024-06-01", "2024-06-30"),
        ("2024年1月1日－2024年12月31日", "2024-01-01", "2024-12-31"),
        ("2024年1月1日0时至2024年12月31日24时", "2024-01-01", "2024-12-31"),
        ("2024年度(1-6月)", "2024-01-01", "2024-06-30"),
        ("April 2023 to March 2024", "2023-04-01", "2024-03-31"),
        ("the year ended 30 June 2024", "2023-07-01", "2024-06-30"),
        ("2024年第三季度", "2024-07-01", "2024-09-30"),
        ("2024年前三季度", "2024-01-01", "2024-09-30"),
        ("2024年第二至第四季度", "2024-04-01", "2024-12-31"),
        ("2024年二至三季度", "2024-04-01", "2024-09-30"),
        ("2024年第二季度至第四季度", "2024-04-01", "2024-12-31"),
        ("2024年上半年", "2024-01-01", "2024-06-30"),
        ("民國113年下半年", "2024-07-01", "2024-12-31"),
        ("起2024-03-05 止2024-09-30", "2024-03-05", "2024-09-30"),
        ("自2024年3月5日起,讫2024年9月30日", "2024-03-05", "2024-09-30"),
        ("Q3 2024", "2024-07-01", "2024-09-30"),
        ("2024 H2", "2024-07-01", "2024-12-31"),
        ("the second half of 2024", "2024-07-01", "2024-12-31"),
    ],
)
def test_a_period_is_read(printed: str, first: str, last: str) -> None:
    periods = find_periods(printed)
    assert [(p.first.isoformat(), p.last.isoformat()) for p in periods] == [(first, last)]


def test_quarters_in_the_wrong_order_are_no_range() -> None:
    (period,) = find_periods("2024年第四至第二季度")
    assert (period.first.isoformat(), period.last.isoformat()) == ("2024-01-01", "2024-12-31")


def test_a_day_behind_the_end_of_another_span_is_no_range() -> None:
    assert find_periods("有效期至2024-03-05 止 2024-09-30") == []


def test_a_full_date_is_no_range_of_months() -> None:
    assert find_periods("2027-01-08") == []


def test_the_year_of_a_date_in_chinese_figures_is_no_period() -> None:
    assert find_periods("编制日期:二〇二六年二月二十日") == []


def test_years_in_a_row_are_years_each() -> None:
    assert [p.first.year for p in find_periods("2023年、2024年、2025年")] == [2023, 2024, 2025]


@pytest.mark.parametrize(
    ("printed", "years"),
    [("有效期三年", 3), ("3年", 3), ("two years", 2), ("有效期叁年", 3), ("贰年", 2)],
)
def test_a_duration_is_read(printed: str, years: int) -> None:
    assert find_duration(printed) == years


def test_a_month_of_a_year_is_no_duration() -> None:
    assert find_duration("2024年5月") is None
    assert find_duration("叁万元") is None


@pytest.mark.parametrize("printed", ["长期", "无固定期限", "Long-term"])
def test_validity_without_end(printed: str) -> None:
    assert is_long_term(printed)


@pytest.mark.parametrize(
    ("printed", "joined"),
    [
        ("2025-05-20 / 2028-05-19", True),
        ("2025年5月20日至2028年5月19日", True),
        ("2028-05-19 / 2025-05-20", False),
        ("2025-05-20 ; 2028-05-19", False),
    ],
)
def test_a_stroke_between_two_days_joins_them_in_their_order(printed: str, joined: bool) -> None:
    assert (date_pair(printed) is not None) is joined


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("有效期:2024.08.152029.08.14", True),
        ("2024-08-152027-08-14", True),
        ("2024.08.15 2029.08.14", False),
        ("12024.08.152029.08.141", False),
        ("2024.08.1520290814", False),
    ],
)
def test_a_dash_between_two_days_that_was_not_read(printed: str, found: bool) -> None:
    assert (date_pair(printed) is not None) is found


@pytest.mark.parametrize(
    ("printed", "first"), [("2026-05~15至2028-05-14", "2026-05-15"), ("2026-05~07", None)]
)
def test_a_swung_dash_within_a_day(printed: str, first: str | None) -> None:
    pair = date_pair(printed)
    assert (pair[0].value.isoformat() if pair is not None else None) == first
