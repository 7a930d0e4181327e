"""Dates and periods that papers print close together, or one half here and the other there."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

FIRM = "青河示例阀门有限公司"


def read(extractor: Extractor, *rows: object, title: str) -> dict[str, object]:
    made = page(*rows, title=title)  # type: ignore[arg-type]
    return {f.name: f.value for f in extractor.documents(reading(made))[0].fields}


def certificate(extractor: Extractor, *rows: str) -> dict[str, object]:
    """The dates of a certificate."""
    found = read(extractor, f"获证组织:{FIRM}", *rows, title="质量管理体系认证证书")
    names = ("first_issue_date", "issue_date", "valid_from", "valid_until")
    return {name: found[name] for name in names if name in found}


@pytest.mark.parametrize("between", ["", " ", ";"])
def test_two_labels_with_no_blank_before_the_second(extractor: Extractor, between: str) -> None:
    row = f"初次获证日期2025年6月19日{between}本次颁证日期2024年6月12日"
    assert certificate(extractor, row) == {
        "first_issue_date": "2025-06-19",
        "issue_date": "2024-06-12",
    }


def test_a_second_label_without_a_day_says_nothing(extractor: Extractor) -> None:
    row = "初次获证日期2025年6月19日本次颁证日期以网站公布为准"
    # What tells of no other day was issued on its first.
    assert certificate(extractor, row) == {
        "first_issue_date": "2025-06-19",
        "issue_date": "2025-06-19",
    }


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("颁发2024年3月20日有效期至2027年3月19日", ("2024-03-20", "2027-03-19")),
        ("颁发:2024年3月20日 截止日:2027年3月19日", ("2024-03-20", "2027-03-19")),
        ("本证书颁发后有效期至2027年3月19日", (None, "2027-03-19")),
    ],
)
def test_a_short_word_for_the_day_of_issue(
    extractor: Extractor, row: str, found: tuple[str | None, str]
) -> None:
    got = certificate(extractor, row)
    assert (got.get("issue_date"), got.get("valid_until")) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("发证/到期 2025-05-20 / 2028-05-19", ("2025-05-20", "2028-05-19")),
        ("发证日期/到期日期:2025-05-20 / 2028-05-19", ("2025-05-20", "2028-05-19")),
        ("Issued / Expires: 2025-05-20 / 2028-05-19", ("2025-05-20", "2028-05-19")),
        ("发证日期:2025-05-20 编号:2028-05-19", ("2025-05-20", None)),
    ],
)
def test_two_days_behind_one_label(
    extractor: Extractor, row: str, found: tuple[str, str | None]
) -> None:
    got = certificate(extractor, row)
    assert (got.get("issue_date"), got.get("valid_until")) == found


@pytest.mark.parametrize(
    ("term", "until"), [("有效期:叁年", "2028-05-19"), ("有效期内每叁年复审", None)]
)
def test_a_term_in_figures_of_accounts(extractor: Extractor, term: str, until: str | None) -> None:
    got = certificate(extractor, "发证日期:2025年5月20日", term)
    assert got.get("valid_until") == until


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("8月份能源消费统计报表", ("2026-08-01", "2026-08-31")),
        ("能源消费统计报表", ("2026-01-01", "2026-12-31")),
    ],
)
def test_a_month_in_the_title_and_its_year_below(
    extractor: Extractor, title: str, period: tuple[str, str]
) -> None:
    beside = [("(2026年)", 0.42), ("计量单位:kWh,t", 0.7)]
    got = read(extractor, beside, f"填报单位:{FIRM}", title=title)
    assert (got.get("period_start"), got.get("period_end")) == period


def test_the_quarters_of_a_report(extractor: Extractor) -> None:
    got = read(extractor, f"填报单位:{FIRM}", title="2024年第二至第四季度能源消费统计报表")
    assert (got["period_start"], got["period_end"]) == ("2024-04-01", "2024-12-31")
