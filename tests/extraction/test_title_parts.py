"""The part of a year that a paper is of, where its year stands in the title."""

from __future__ import annotations

from datetime import date

import pytest

from evidencecheck.extraction import Extractor
from evidencecheck.extraction.entities.dates import find_periods
from tests.extraction.drawing import page, reading

YEAR = ("2025-01-01", "2025-12-31")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2025年前九个月", date(2025, 9, 30)),
        ("2025年前9个月", date(2025, 9, 30)),
        ("2025年度(截至9月30日)", date(2025, 9, 30)),
        ("2025年，截至9月底", date(2025, 9, 30)),
        ("2025年(未满年,截止9月)", date(2025, 9, 30)),
        ("2025年初至9月末", date(2025, 9, 30)),
        ("2025年累计至九月", date(2025, 9, 30)),
        ("2025年(1月1日至9月15日)", date(2025, 9, 15)),
        ("二〇二五年一月至九月", date(2025, 9, 30)),
        ("1—9月(2025年)", date(2025, 9, 30)),
        ("2025年1月1日零时至9月30日24时", date(2025, 9, 30)),
        ("2025.1.1-9.30", date(2025, 9, 30)),
        # A year and nothing else; a month of another matter.
        ("2025年用电，截至本月", date(2025, 12, 31)),
        ("2025年共9个月停产", date(2025, 12, 31)),
    ],
)
def test_spans_that_name_their_year_once(text: str, last: date) -> None:
    (found, *more) = find_periods(text)
    assert (found.first, found.last, more) == (date(2025, 1, 1), last, [])


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("2025年1月1日至9月30日", "2025-09-30"),
        ("某某公司  合约DL-08  2025年1月1日至9月30日  制表 2025-10-09", "2025-09-30"),
        ("统计期 2025.1.1-9.30", "2025-09-30"),
        ("（2025年1—9月累计）", "2025-09-30"),
        ("数据截至2025年9月", "2025-09-30"),
        ("（截止9月底）", "2025-09-30"),
        ("数据截至9月15日", "2025-09-15"),
        ("有效期截至2025年9月", "2025-12-31"),
        # A plan, the same months of a comparison, a sentence on a part of its year.
        ("计划 2025年1月1日至9月30日", "2025-12-31"),
        ("2025年1—9月用电量同比下降，四季度回升。", "2025-12-31"),
        ("2025年1月", "2025-12-31"),
        ("2025年1—6月  2025年1—9月", "2025-12-31"),
        ("2025年4月1日至9月30日", "2025-12-31"),
    ],
)
def test_the_part_of_a_year_below_a_title(extractor: Extractor, line: str, end: str) -> None:
    title = "2025年度绿色电力结算电量台账"
    (paper,) = extractor.documents(reading(page(line, "月份 电量kWh", "1 3,200", title=title)))
    assert paper.value("period_end") == end
