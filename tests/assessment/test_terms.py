"""V205: a validity longer than documents of the type can have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]


def certificate(**dates: object) -> Document:
    return document(
        "management-system-certificate", holder=FIRM, standards="GB/T 19001-2016", **dates
    )


def statement(**dates: object) -> Document:
    return document(
        "ghg-verification-statement", holder=FIRM, issuer="某核查有限公司",
        period_start="2024-01-01", period_end="2024-12-31", **dates,
    )  # fmt: skip


def green(month: str, until: str) -> Document:
    return document(
        "green-electricity-certificate", holder=FIRM, period_start=f"{month}-01", valid_until=until
    )


@pytest.mark.parametrize(
    "paper",
    [
        certificate(issue_date="2025-01-10", valid_until="2030-01-09"),
        certificate(valid_from="2025-01-10", valid_until="2029-01-09"),
        # "ISO 14064 certificates" with a validity like that of a management system.
        statement(issue_date="2025-03-01", valid_until="2028-02-28"),
        green("2025-05", "2027-08-31"),
        green("2023-11", "2026-10-31"),
    ],
)
def test_longer_than_the_type_allows(run: Run, paper: Document) -> None:
    assert "V205" in run(paper).of_documents()


@pytest.mark.parametrize(
    "paper",
    [
        certificate(issue_date="2025-01-10", valid_until="2028-01-09"),
        # Recertified early: the new term begins where the old one ends.
        certificate(issue_date="2025-01-10", valid_from="2025-03-01", valid_until="2028-02-29"),
        # Only the first issue is printed: the term of this cycle is not known.
        certificate(first_issue_date="2019-01-10", valid_until="2028-01-09"),
        certificate(issue_date="2025-01-10", valid_until="2030-01-09", sure=0.8),
        statement(issue_date="2025-03-01", valid_until="2026-02-28"),
        green("2025-05", "2027-04-30"),
        green("2023-11", "2025-12-31"),
        document(
            "business-license", holder=FIRM, issue_date="2012-01-01", valid_until="2062-01-01"
        ),
    ],
)
def test_within_what_the_type_allows(run: Run, paper: Document) -> None:
    assert "V205" not in run(paper).of_documents()


def test_the_finding_tells_both_lengths(run: Run) -> None:
    outcome = run(certificate(issue_date="2025-01-10", valid_until="2030-01-09"))
    finding = outcome.finding("1.2.3", "V205")
    assert dict(finding.params) == {"years": "5", "allowed": "3"}
    assert finding.citations[0].quote == "2030-01-09"


@pytest.mark.parametrize(
    ("first", "issued", "until", "found"),
    [
        # Decided two months before the term before had ended, and ends with the cycle.
        ("2021-05-07", "2024-03-10", "2027-05-06", False),
        ("2021-05-07", "2024-03-10", "2028-05-06", True),
        ("2022-05-07", "2024-03-10", "2027-09-06", True),
    ],
)
def test_a_certificate_renewed_early(
    run: Run, first: str, issued: str, until: str, found: bool
) -> None:  # fmt: skip
    paper = document(
        "management-system-certificate", holder=FIRM, first_issue_date=first, issue_date=issued,
        valid_until=until,
    )  # fmt: skip
    assert ("V205" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "until", "found"),
    [
        ("高新技术企业证书", "2029-11-18", True),
        ("高新技术企业证书", "2027-11-18", False),
        ("节水型企业证书", "2029-11-18", False),
    ],
)
def test_a_term_that_goes_by_the_title(run: Run, title: str, until: str, found: bool) -> None:
    paper = document("award", holder=FIRM, title=title, issue_date="2024-11-19", valid_until=until)
    assert ("V205" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "product", "until", "found"),
    [
        ("检定证书", "精密压力表", "2028-01-09", True),
        ("检定证书", "电子台秤", "2027-01-09", True),
        ("检定证书", "精密压力表", "2026-01-09", False),
        ("检定证书", "膜式燃气表", "2030-01-09", False),
        ("检定证书", "数字指示秤 SCS-60", "2028-01-09", True),
        # Of a calibration its customer decides.
        ("校准证书", "精密压力表", "2028-01-09", False),
    ],
)
def test_how_long_an_instrument_may_go_unverified(
    run: Run, title: str, product: str, until: str, found: bool
) -> None:
    paper = document(
        "calibration-certificate", title=title, holder=FIRM, product=product,
        issue_date="2025-01-10", valid_until=until,
    )  # fmt: skip
    assert ("V205" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("standard", "until", "found"),
    [
        ("JJG 539-2016", "2028-01-09", True),
        ("JJG 539-2016", "2026-01-09", False),
        # Of meters of electricity; of another number that begins alike.
        ("JJG 596-2012", "2031-01-09", False),
        ("JJG 1390-2016", "2028-01-09", False),
    ],
)
def test_an_instrument_whose_regulation_is_named(
    run: Run, standard: str, until: str, found: bool
) -> None:
    paper = document(
        "calibration-certificate", title="检定证书", holder=FIRM, product="SCS-60",
        standards=standard, issue_date="2025-01-10", valid_until=until,
    )  # fmt: skip
    assert ("V205" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("head", "found"), [("青河市专精特新中小企业", True), ("青河市节水型企业", False)]
)
def test_an_award_whose_title_stands_above_a_bare_one(run: Run, head: str, found: bool) -> None:
    paper = document(
        "award", title="证书", text=f"{head}\n编号：1", holder=FIRM,
        issue_date="2025-01-10", valid_until="2030-01-09",
    )  # fmt: skip
    assert ("V205" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "until", "found"),
    [
        ("危险废物收集许可证", "2030-05-08", True),
        ("危险废物收集许可证", "2027-05-08", False),
        ("危险废物经营许可证", "2032-05-08", True),
        ("危险废物经营许可证", "2029-05-08", False),
        # An agreement may last as long as its parties like.
        ("废油委托处置合同", "2034-05-08", False),
    ],
)
def test_who_only_collects_waste_is_licensed_for_three_years(
    run: Run, title: str, until: str, found: bool
) -> None:
    dates = {"issue_date": "2024-05-09", "valid_from": "2024-05-09", "valid_until": until}
    paper = document("waste-disposal-record", title=title, holder="青河示例环保有限公司", **dates)
    assert ("V205" in run(paper).of_documents()) is found


def test_a_term_whose_beginning_is_not_printed_may_begin_later(run: Run) -> None:
    early = certificate(issue_date="2025-01-10", valid_until="2028-05-31")
    assert "V205" not in run(early).of_documents()
    told = certificate(issue_date="2025-01-10", valid_from="2025-01-10", valid_until="2028-05-31")
    assert "V205" in run(told).of_documents()


@pytest.mark.parametrize(("sure", "found"), [(0.89, True), (0.85, False)])
def test_an_end_below_its_heading_that_was_read_well(run: Run, sure: float, found: bool) -> None:
    paper = certificate(valid_from="2025-01-10", valid_until="2030-01-09", sure=sure)
    assert ("V205" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("raw", "text", "told"),
    [
        # The month in which its power was made; of a year it may be the last.
        ("2025年1月", "发电年月:2025年1月", True),
        ("2025年1月", "2025年1月", True),
        ("2025年", "电量生产年份:2025年", False),
        # That for which it is used, or in which it was sold; a year that may be either.
        ("2025年", "核销后用于2025年度用电", False),
        ("2025年", "绿色电力证书 2025年", False),
        ("2025年1月", "成交月份 2025年1月", False),
        ("2025年1月", "用于抵消2025年1月用电量", False),
    ],
)
def test_when_the_power_of_a_certificate_was_made(
    run: Run, raw: str, text: str, told: bool
) -> None:
    paper = document(
        "green-electricity-certificate",
        title="绿色电力证书",
        text=text,
        holder=FIRM,
        period_start="2025-01-01",
        valid_until="2027-06-30",
    )
    assert ("V205" in run(made(raw, paper)).of_documents()) is told


def made(raw: str, paper: Document) -> Document:
    fields = tuple(replace(f, raw=raw) if f.name == "period_start" else f for f in paper.fields)
    return replace(paper, fields=fields)


def test_a_year_of_production_that_no_month_bears_out(run: Run) -> None:
    paper = document(
        "green-electricity-certificate",
        text="电量生产年份:2025年",
        holder=FIRM,
        period_start="2025-01-01",
        valid_until="2028-06-30",
    )
    assert "V205" in run(made("2025年", paper)).of_documents()
