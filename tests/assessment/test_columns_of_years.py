"""C601: what the other years of a table bear out, and shares of its total."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes, with_table

Run = Callable[..., Outcome]
Row = tuple[str, ...]

YEARS = [("2023年", ""), ("2024年", ""), ("2025年", "")]


def of_years(*rows: Row) -> Document:
    paper = with_table(document("project-record", holder=FIRM), YEARS, *rows)
    (table,) = paper.tables
    columns = tuple(replace(c, year=2023 + n) for n, c in enumerate(table.columns))
    return replace(paper, tables=(replace(table, columns=columns),))


def emitted(total: str, rate: str = "0.2131") -> tuple[Row, ...]:
    return (
        ("范围1(tCO2)", "1,204.31", "1,188.05", "1,097.62"),
        ("外购电(MWh)", "8,120", "7,964", "7,511"),
        ("范围2(tCO2)", "4,308.47", "4,225.70", "3,985.34"),
        ("合计(tCO2)", "5,512.78", total, "5,082.96"),
        ("产量(t)", "24,950", "25,400", "24,180"),
        ("排放强度(tCO2/t)", "0.2210", rate, "0.2102"),
    )


@pytest.mark.parametrize(
    ("total", "rate", "found"),
    [
        ("5,413.75", "0.2131", set()),
        ("5,512.78", "0.2131", {"C601"}),
        ("5,413.75", "0.2318", {"C601"}),
        # Rounded.
        ("5,413.8", "0.2131", set()),
        ("5,413.75", "0.2140", set()),
    ],
)
def test_a_year_that_the_others_gainsay(run: Run, total: str, rate: str, found: set[str]) -> None:
    assert codes(run, of_years(*emitted(total, rate))) == found


def test_a_source_of_one_year(run: Run) -> None:
    rows = emitted("5,494.00", "0.2163")
    assert codes(run, of_years(*rows, ("另购热力排放", "—", "80.25", "—"))) == set()


def test_two_years_gainsay_each_other(run: Run) -> None:
    rows = emitted("5,600.12")
    odd = (*rows[:3], ("合计(tCO2)", "5,700.08", "5,600.12", "5,082.96"), *rows[4:])
    assert "C601" not in codes(run, of_years(*odd[:5]))


def test_a_misread_figure_is_no_fault(run: Run) -> None:
    read = replace(of_years(*emitted("5,473.75", "0.2155")), origin=Origin.OCR)
    assert codes(run, read) == set()


SHARES = [("电量(MWh)", "kWh"), ("占比", "%")]


def shared(third: str, *, total: str = "100%") -> tuple[Row, ...]:
    return (
        ("一车间", "2,140.6", "42.81%"),
        ("二车间", "1,385.2", "27.70%"),
        ("空压站", "1,474.2", third),
        ("合计", "5,000.0", total),
    )


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (shared("29.48%"), set()),
        (shared("33.15%"), {"C601"}),
        # So that all make a hundred; of another whole; two that are not so.
        (shared("29.49%"), set()),
        (shared("33.15%", total="86%"), set()),
        ((("锅炉房", "500.0", "31.0%"), *shared("33.15%")), set()),
    ],
)
def test_the_share_of_a_row(run: Run, rows: tuple[Row, ...], found: set[str]) -> None:
    paper = document("project-record", holder=FIRM)
    assert codes(run, with_table(paper, SHARES, *rows)) == found


BURNT = [("活动数据", ""), ("排放因子", ""), ("排放量(tCO2e)", "tCO2e")]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("105.31", "46.28", set()),
        ("46.28", "105.31", {"C601"}),
        # Two that are wrong each in its own way.
        ("61.90", "98.44", set()),
    ],
)
def test_the_results_of_two_rows_changed_places(
    run: Run, first: str, second: str, found: set[str]
) -> None:
    rows = [("汽油", "36.05", "2.9213", first), ("液化石油气", "14.92", "3.1020", second)]
    assert codes(run, with_table(document("project-record", holder=FIRM), BURNT, *rows)) == found


STAGES = [("kgCO2e/件", "kgCO2e/件")]


@pytest.mark.parametrize(
    ("total", "found"), [("9.14", set()), ("8.27", {"C601"}), ("4.57", set()), ("3.05", set())]
)
def test_the_stages_of_a_life(run: Run, total: str, found: set[str]) -> None:
    rows = [("原材料获取", "6.52"), ("运输", "0.41"), ("生产制造", "2.21"), ("合计", total)]
    assert codes(run, with_table(document("project-record", holder=FIRM), STAGES, *rows)) == found


def test_products_have_no_footprint_together(run: Run) -> None:
    rows = [("甲型阀", "6.52"), ("乙型阀", "7.41"), ("丙型阀", "6.21"), ("合计", "12.70")]
    assert codes(run, with_table(document("project-record", holder=FIRM), STAGES, *rows)) == set()


@pytest.mark.parametrize(
    ("told", "issued", "found"),
    [
        ("阀体 QX-88 单件碳足迹5.31千克二氧化碳当量", "2026-03-02", {"C602"}),
        # Nobody else tells the amount; of another model; long after the report.
        ("阀体 QX-88 已完成核查", "2026-03-02", set()),
        ("阀体 QX-90 单件碳足迹5.31千克二氧化碳当量", "2026-03-02", set()),
        ("阀体 QX-88 单件碳足迹5.31千克二氧化碳当量", "2026-12-20", set()),
    ],
)
def test_a_certificate_of_another_body_beside_a_published_footprint(
    run: Run, told: str, issued: str, found: set[str]
) -> None:
    known = {"holder": FIRM, "product": "阀体 QX-88", "standards": "ISO 14067:2018"}
    report = document(
        "product-carbon-footprint-report", **known, years=(2025,), issuer="某核算机构",
        issue_date="2026-02-05", text="碳足迹:5.31 kgCO2e",
    )  # fmt: skip
    certificate = document(
        "product-carbon-footprint-certificate", **known, issuer="另一认证机构",
        issue_date=issued, text="碳足迹:5.13 kgCO2e",
    )  # fmt: skip
    notice = document("publication-proof", holder=FIRM, text=told)
    assert codes(run, report, certificate, notice) == found
