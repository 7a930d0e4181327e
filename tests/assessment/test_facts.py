"""C602: papers of the firm that give one amount of a year differently; footprints and reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from evidencecheck.assessment.amounts import transposed
from evidencecheck.assessment.facts import FactTable, bare, label_ends
from evidencecheck.domain.document import Document
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_sentences import amount

Run = Callable[..., Outcome]
YEARS = {"2023": 2023, "2024": 2024, "2025": 2025, "2026": 2026}


def by_year(
    label: str, amounts: dict[str, str], unit: str = "kWh", kind: str = "performance-calculation",
    file: str = "years.xlsx", **fields: object,
) -> Document:  # fmt: skip
    """A row of amounts below a year each."""
    known = {"holder": FIRM, "years": tuple(YEARS[y] for y in amounts), **fields}
    paper = document(kind, file, **known)  # type: ignore[arg-type]
    made = with_table(paper, [(year, unit) for year in amounts], (label, *amounts.values()))
    years = list(amounts)
    return replace(
        made, quantities=tuple(replace(q, year=YEARS[years[q.column]]) for q in made.quantities)
    )


def of_one(label: str, value: str, kind: str, file: str, unit: str = "kWh") -> Document:
    return by_year(label, {"2024": value}, unit, kind, file)


REPORT = of_one("外购电力", "5,310,000", "ghg-report", "a.pdf")
AUDIT = of_one("净购入电力", "5,310,000", "energy-audit-report", "b.pdf")


def accused(outcome: Outcome) -> set[str]:
    return {f.file for d in outcome.report.documents for f in d.findings if f.code == "C602"}


@pytest.mark.parametrize(
    ("label", "value", "found"),
    [
        ("外购电力", "5,810,000", True),
        ("2024年外购电量（kWh）", "5,130,000", True),
        ("范围2 外购电力", "5,810,000", True),
        ("类别二:购入网电", "5,810,000", True),
        ("购网电力", "5,810,000", True),
        # Of the value chain, and what is left of it.
        ("范围3 外购电力", "5,810,000", False),
        ("抵扣后购网电", "5,810,000", False),
        ("外购电力", "5,312,000", False),
        ("外购电力目标", "5,810,000", False),
        ("其中外购电力", "5,810,000", False),
        ("单位产品外购电力", "5,810,000", False),
    ],
)
def test_one_paper_against_two(run: Run, label: str, value: str, found: bool) -> None:
    table = by_year(label, {"2023": "4,900,000", "2024": value})
    assert accused(run(REPORT, AUDIT, table)) == ({"years.xlsx"} if found else set())


def test_of_two_papers_the_report_on_emissions_is_believed(run: Run) -> None:
    table = by_year("外购电力", {"2024": "5,810,000"})
    assert accused(run(table, REPORT)) == {"years.xlsx"}
    # Two that are so far apart are hardly meant to be one.
    far = by_year("外购电力", {"2024": "8,810,000"})
    assert accused(run(far, REPORT)) == set()


def test_a_difference_that_some_paper_tells_of_is_none(run: Run) -> None:
    table = by_year("外购电力", {"2024": "5,810,000"})
    green = of_one("绿电交易电量", "500,000", "green-power-record", "g.pdf")
    assert accused(run(REPORT, AUDIT, table, green)) == set()


@pytest.mark.parametrize(
    "fields",
    [
        {"holder": "白石样品电子有限公司"},
        {"title": "冲压车间用电统计"},
        {"title": "2024年上半年能源统计"},
        {"period_start": "2024-01-01", "period_end": "2024-06-30"},
        {"years": (2023,)},
    ],
)
def test_papers_on_less_than_the_firm_or_the_year(run: Run, fields: dict[str, object]) -> None:
    table = by_year("外购电力", {"2024": "5,810,000"}, **fields)
    assert accused(run(REPORT, AUDIT, table)) == set()


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("2024年用能月度报表汇总", True),
        ("2024年度电量月报汇编", True),
        # Of one month; of how the months are reported; of a part of the works.
        ("用能月度报表", False),
        ("2024年第一季度月报汇总", False),
        ("2024年热处理车间月报汇总", False),
    ],
)
def test_what_gathers_the_months_of_a_year(run: Run, title: str, found: bool) -> None:
    table = by_year("外购电力", {"2024": "5,810,000"}, title=title)
    assert accused(run(REPORT, AUDIT, table)) == ({"years.xlsx"} if found else set())


def test_several_rows_of_one_name_are_parts(run: Run) -> None:
    paper = document("performance-calculation", "years.xlsx", holder=FIRM, years=(2024,))
    rows = ("外购电力", "2,810,000"), ("外购电力", "2,500,000")
    assert accused(run(REPORT, AUDIT, with_table(paper, [("电量", "kWh")], *rows))) == set()


def test_other_amounts_than_electricity(run: Run) -> None:
    papers = [of_one("取水量", "26,480", "sustainability-report", f"{n}.pdf", "m3") for n in "ab"]
    wrong = of_one("用水量", "26,840", "performance-calculation", "w.pdf", "m3")
    assert accused(run(*papers, wrong)) == {"w.pdf"}


@pytest.mark.parametrize(
    ("what", "value", "found"),
    [
        ("审计期外购电力", 5_810_000, True),
        ("全年公司外购电量为", 5_810_000, True),
        ("审计期外购电力", 5_310_000, False),
        # The first of several years, a part, an aim, a month, another amount.
        ("外购电力分别为", 5_810_000, False),
        ("其中外购电力", 5_810_000, False),
        ("外购电力目标为", 5_810_000, False),
        ("3月外购电力", 5_810_000, False),
        ("空压机消耗外购电力", 5_810_000, False),
    ],
)
def test_a_sentence_against_two_tables(run: Run, what: str, value: float, found: bool) -> None:
    paper = document("meeting-record", "said.pdf", holder=FIRM, years=(2024,))
    told = replace(paper, said=(amount(what, value, "kWh"),))
    assert accused(run(REPORT, AUDIT, told)) == ({"said.pdf"} if found else set())


@pytest.mark.parametrize(
    ("what", "found"), [("公司青石路厂区外购电量", True), ("公司红岩路厂区外购电量", False)]
)
def test_the_works_by_the_road_of_the_licence(run: Run, what: str, found: bool) -> None:
    licence = document("business-license", holder=FIRM, site="宁波市江北区青石路8号")
    paper = document("sustainability-report", "e.pdf", holder=FIRM, years=(2024,))
    told = replace(paper, said=(amount(what, 5_130_000, "kWh"),))
    assert accused(run(REPORT, AUDIT, licence, told)) == ({"e.pdf"} if found else set())


def test_a_sentence_is_of_the_year_that_it_names(run: Run) -> None:
    paper = document("meeting-record", "said.pdf", holder=FIRM, years=(2023, 2024))
    for year, found in ((2024, {"said.pdf"}), (2023, set())):
        told = replace(paper, said=(amount("外购电力", 5_810_000, "kWh", year=year),))
        assert accused(run(REPORT, AUDIT, told)) == found


def test_the_heading_of_a_column_names_its_amount(run: Run) -> None:
    paper = document("performance-calculation", "column.xlsx", holder=FIRM, years=(2024,))
    for heading, found in (("外购电力(kWh)", {"column.xlsx"}), ("节约外购电力(kWh)", set())):
        made = with_table(paper, [(heading, "kWh")], ("全厂", "5,810,000"))
        assert accused(run(REPORT, AUDIT, made)) == found


def test_the_year_of_assessment_has_not_ended(run: Run) -> None:
    def told(year: str) -> set[str]:
        kinds = ("ghg-report", "energy-audit-report", "performance-calculation")
        amounts = ("5,310,000", "5,310,000", "5,810,000")
        return accused(
            run(
                *(
                    by_year("外购电力", {year: a}, kind=k, file=f"{k}.pdf")
                    for k, a in zip(kinds, amounts, strict=True)
                )
            )
        )

    assert told("2025") == {"performance-calculation.pdf"}
    assert told("2026") == set()


@pytest.mark.parametrize(("months", "found"), [(12, True), (11, False)])
def test_a_table_that_lacks_months_has_no_total_of_the_year(
    run: Run, months: int, found: bool
) -> None:
    each = [(f"{n}月", "484,000") for n in range(1, months + 1)]
    whole = f"{484_000 * months:,}"
    paper = document("statistical-report", "months.xlsx", holder=FIRM, years=(2024,))
    made = with_table(paper, [("外购电力", "kWh")], *each, ("合计", whole))
    assert accused(run(REPORT, AUDIT, made)) == ({"months.xlsx"} if found else set())


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        # 9月 was not legible; a row of another kind stands in its place, or it is not there.
        ([*range(1, 9), "q", *range(10, 13)], True),
        ([*range(1, 9), "食堂", *range(11, 13)], False),
        ([*range(1, 9), *range(10, 13), "q"], False),
    ],
)
def test_a_month_that_was_not_legible_is_not_lacking(
    run: Run, labels: list[int | str], found: bool
) -> None:
    each = [(f"{n}月" if isinstance(n, int) else n, "484,000") for n in labels]
    whole = f"{484_000 * len(labels):,}"
    paper = document(
        "statistical-report", "months.xlsx", title="2024年外购电量台账", holder=FIRM, years=(2024,)
    )
    made = with_table(paper, [("电量", "kWh")], *each, ("合计", whole))
    assert accused(run(REPORT, AUDIT, made)) == ({"months.xlsx"} if found else set())


def test_a_paper_whose_type_speaks_of_no_whole_is_not_compared(run: Run) -> None:
    table = by_year("外购电力", {"2024": "5,810,000"}, kind="equipment-list")
    assert accused(run(REPORT, AUDIT, table)) == set()


@pytest.mark.parametrize(
    ("label", "text", "found"),
    [
        ("全厂外购电量(kWh)", "全厂外购电量", {"any.pdf"}),
        ("贵公司外购电量", "贵公司外购电量", {"any.pdf"}),
        ("全厂其中外购电量", "全厂其中外购电量", set()),
        ("全厂照明外购电量", "全厂照明外购电量", set()),
        ("外购电量", "外购电量", set()),
    ],
)
def test_what_a_paper_of_any_kind_says_to_be_of_all(
    run: Run, label: str, text: str, found: set[str]
) -> None:
    table = by_year(label, {"2024": "5,810,000"}, kind="equipment-list", file="any.pdf", text=text)
    assert accused(run(REPORT, AUDIT, table)) == found
    # Of a month; on nobody, or another.
    short = {"period_start": "2024-03-01", "period_end": "2024-03-31"}
    for fields in (short, {"holder": ""}, {"holder": "云岭示例钢构有限公司"}):
        paper = by_year(label, {"2024": "5,810,000"}, kind="equipment-list", text=text, **fields)
        assert accused(run(REPORT, AUDIT, paper)) == set()


@pytest.mark.parametrize(
    ("said", "ends"), [("同期全部外购电量为", True), ("外购电量的绿电", False)]
)
def test_the_words_before_an_amount_end_with_its_name(said: str, ends: bool) -> None:
    assert label_ends(said, "外购电量") is ends


def test_a_label_without_unit_number_and_year() -> None:
    assert bare("2025年外购电力（kWh）") == bare("1. 外购电力") == bare("外购 电力：") == "外购电力"
    assert bare("2025年全厂用气量(m3)") == "全厂用气量"


STAGES = "原材料获取与生产制造阶段"


def footprint(kind: str, kg: str, product: str = "吊扇灯 HG-42L", year: int = 2025) -> Document:
    text = f"碳足迹：{kg} kgCO2e"
    return document(
        kind, holder=FIRM, product=product, years=(year,), text=text, standards="ISO 14067:2018"
    )


@pytest.mark.parametrize(
    ("report", "found"),
    [
        (footprint("product-carbon-footprint-report", "27.50"), True),
        (footprint("product-carbon-footprint-report", "25.70"), False),
        (footprint("product-carbon-footprint-report", "27.50", "吊扇 HG-56"), False),
        (footprint("product-carbon-footprint-report", "27.50", year=2024), False),
        (footprint("product-carbon-footprint-report", "250"), False),
        # One of its amounts is the certificate's; none of them is.
        (footprint("product-carbon-footprint-report", f"27.50 kgCO2e，{STAGES} 25.70"), False),
        (footprint("product-carbon-footprint-report", f"27.50 kgCO2e，{STAGES} 24.90"), True),
    ],
)
def test_a_certificate_against_the_report_on_its_product(
    run: Run, report: Document, found: bool
) -> None:
    paper = footprint("product-carbon-footprint-certificate", "25.70")
    assert ("C602" in run(paper, report).of_documents()) is found


@pytest.mark.parametrize(
    ("scope2", "stated", "found"),
    [("7,160.45", 14_413.97, True), ("7,160.45", 14_143.97, False), ("7,610.45", 14_413.97, False)],
)
def test_a_total_that_the_scopes_of_its_paper_bear_out(
    run: Run, scope2: str, stated: float, found: bool
) -> None:
    known = {"holder": FIRM, "years": (2023,)}
    report = document(
        "ghg-report", **known, emissions_total=14_143.97, emissions_scope1=6_983.52,
        text=f"外购电力 {scope2}\n合计 14,143.97",
    )  # fmt: skip
    weak = {"emissions_total": 0.85}
    fields = (replace(f, confidence=weak.get(f.name, f.confidence)) for f in report.fields)
    report = replace(report, fields=tuple(fields))
    statement = document("ghg-verification-statement", **known, emissions_total=stated)
    assert bool(accused(run(report, statement))) is found


@pytest.mark.parametrize(
    ("made", "product", "issuer", "found"),
    [
        ("2026-05-29", "吊扇灯四十二寸静音款", "某认证中心", True),
        # Long before, or after; of another body; another product.
        ("2025-05-29", "吊扇灯四十二寸静音款", "某认证中心", False),
        ("2026-07-29", "吊扇灯四十二寸静音款", "某认证中心", False),
        ("2026-05-29", "吊扇灯四十二寸静音款", "另一中心", False),
        ("2026-05-29", "吊扇灯五十六寸静音款", "某认证中心", False),
    ],
)
def test_a_certificate_without_a_year_follows_its_report(
    run: Run, made: str, product: str, issuer: str, found: bool
) -> None:
    known = {"holder": FIRM, "standards": "ISO 14067:2018"}
    report = document(
        "product-carbon-footprint-report", **known, product="吊扇灯", years=(2025,),
        issuer=issuer, issue_date=made, text=f"产品{product}\n碳足迹：6.87 kgCO2e",
    )  # fmt: skip
    certificate = document(
        "product-carbon-footprint-certificate", **known, product="吊扇灯四十二寸静音款",
        issuer="某认证中心", issue_date="2026-06-18", text="碳足迹：7.86 kgCO2e",
    )  # fmt: skip
    assert bool(accused(run(report, certificate))) is found


def test_another_amount_that_is_far_off_hides_no_contradiction(run: Run) -> None:
    green = of_one("外购电力", "3,160,000", "performance-calculation", "0.xlsx")
    table = of_one("外购电力", "5,620,000", "statistical-report", "c.pdf")
    assert accused(run(green, AUDIT, table)) == {"c.pdf"}
    assert accused(run(green, AUDIT)) == set()


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [("2024-01-01", "2024-12-31", True), ("2024-04-01", "2025-03-31", False)],
)
def test_a_fiscal_year_is_another_year(run: Run, start: str, end: str, found: bool) -> None:
    paper = by_year(
        "外购电力", {"2024": "5,810,000"}, kind="sustainability-report", file="s.pdf",
        period_start=start, period_end=end,
    )  # fmt: skip
    assert ("s.pdf" in accused(run(REPORT, AUDIT, paper))) is found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        # Within a per cent: by two figures that changed places, and by one that differs.
        ("5,321,400", True),
        ("5,322,400", False),
        ("5,314,200", True),
    ],
)
def test_two_figures_that_changed_places(run: Run, value: str, found: bool) -> None:
    report = of_one("外购电力", "5,312,400", "ghg-report", "a.pdf")
    table = of_one("外购电力", value, "energy-consumption-table", "c.pdf")
    assert bool(accused(run(report, table))) is found


@pytest.mark.parametrize(
    ("value", "others", "found"),
    [
        ("5,342,400", 2, True),
        # Against one alone; by two figures; by one of a short number; the same.
        ("5,342,400", 1, False),
        ("5,342,500", 2, False),
        ("5,312,400", 2, False),
    ],
)
def test_one_figure_is_another_than_in_several_papers(
    run: Run, value: str, others: int, found: bool
) -> None:
    table = of_one("外购电力", value, "energy-consumption-table", "c.pdf")
    same = [of_one("外购电力", "5,312,400", "ghg-report", f"{n}.pdf") for n in range(others)]
    assert (accused(run(table, *same)) == {"c.pdf"}) is found


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (8150400, 8105400, True),
        (8150400, 8105401, False),
        (8150400, 8150400, False),
        (4538.2, 4583.2, True),
        (1200, 2100, False),
        (7620000, 7260000, True),
        (21000, 12000, False),
        (123456, 123465, True),
        (163452, 123456, False),
    ],
)
def test_amounts_in_which_neighbours_changed_places(a: float, b: float, found: bool) -> None:
    assert transposed(a, b) is found


@pytest.mark.parametrize(
    ("total", "found"), [(5178.63, True), (4978.63, False)], ids=["other", "same"]
)
def test_the_emissions_of_a_report_that_no_table_names(run: Run, total: float, found: bool) -> None:
    report = document(
        "ghg-report", "a.pdf", holder=FIRM, years=(2024,), emissions_total=total,
        period_start="2024-01-01", period_end="2024-12-31",
    )  # fmt: skip
    told = of_one("温室气体排放总量", "4,978.63", "sustainability-report", "s.pdf", "tCO2e")
    assert (accused(run(report, told)) == {"s.pdf"}) is found


@pytest.mark.parametrize(
    ("total", "more", "others", "found"),
    [
        (4284.48, {}, (4248.44,), True),
        (4284.48, {}, (4248.44, 248.44, 4248.44), True),
        # Rounded; with a scope more; as another paper has it, or none has the sum.
        (4248.4, {}, (4248.44,), False),
        (4284.48, {"emissions_scope3": 36.04}, (4248.44,), False),
        (4284.48, {}, (4248.44, 4284.48), False),
        (4284.48, {}, (4260.0,), False),
        (4284.48, {"text": "最终报告 排放总量4,248.44tCO2e"}, (4248.44,), False),
    ],
)
def test_a_total_a_little_off_its_own_scopes_and_other_papers(
    run: Run, total: float, more: dict[str, Any], others: tuple[float, ...], found: bool
) -> None:
    known = {"holder": FIRM, "years": (2024,)}
    page = document(
        "publication-proof", "web.png", emissions_total=total, emissions_scope1=985.25,
        emissions_scope2=3263.19, **known, **more,
    )  # fmt: skip
    reports = [
        document("ghg-report", f"{n}.pdf", emissions_total=value, **known)
        for n, value in enumerate(others)
    ]
    assert ("web.png" in accused(run(page, *reports))) is found


def month(heading: str, value: str, first: str, last: str) -> Document:
    """A report of part of 2024 with a column beside that of the month."""
    paper = document(
        "statistical-report",
        "月报.pdf",
        title="能源统计月报",
        holder=FIRM,
        years=(2024,),
        period_start=first,
        period_end=last,
    )
    made = with_table(paper, [("本月", "kWh"), (heading, "kWh")], ("外购电力", "420,000", value))
    return replace(made, quantities=tuple(replace(q, year=2024) for q in made.quantities))


@pytest.mark.parametrize(
    ("heading", "value", "first", "last", "found"),
    [
        ("1—12月累计", "5,130,000", "2024-12-01", "2024-12-31", True),
        ("本年累计", "5,130,000", "2024-12-01", "2024-12-31", True),
        ("全年累计", "5,130,000", "2024-10-01", "2024-12-31", True),
        ("1—12月累计", "5,310,000", "2024-12-01", "2024-12-31", False),
        # The same month of the year before, and a year that is not over.
        ("上年同期", "5,130,000", "2024-12-01", "2024-12-31", False),
        ("本年累计", "5,130,000", "2024-11-01", "2024-11-30", False),
    ],
)
def test_the_last_month_tells_of_its_year(
    run: Run, heading: str, value: str, first: str, last: str, found: bool
) -> None:
    paper = month(heading, value, first, last)
    assert accused(run(REPORT, AUDIT, paper)) == ({"月报.pdf"} if found else set())


@pytest.mark.parametrize(
    ("product", "found"),
    [("活性黑5", True), ("活性黑5（棉用）", True), ("分散蓝79", False), ("黑5", False)],
)
def test_a_product_that_has_no_model_is_known_by_its_name(
    run: Run, product: str, found: bool
) -> None:
    paper = footprint("product-carbon-footprint-certificate", "4.63", "活性黑5")
    report = footprint("product-carbon-footprint-report", "4.36", product)
    assert ("C602" in run(paper, report).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "heading", "found"),
    [
        ("核查报告 YT-CFP-2026-01", "kgCO2e/台", True),
        # It names no report; the column is one of factors.
        ("核查报告 YT-CFP-2026-02", "kgCO2e/台", False),
        ("核查报告 YT-CFP-2026-01", "排放因子kgCO2e/kg", False),
    ],
)
def test_a_certificate_against_the_report_that_it_names(
    run: Run, text: str, heading: str, found: bool
) -> None:
    paper = document(
        "product-carbon-footprint-certificate", text=f"依据 {text}\n9.86 kgCO2e/台", holder=FIRM
    )
    report = document(
        "product-carbon-footprint-report", holder=FIRM, certificate_number="YT-CFP-2026-01",
        product="电热水壶", years=(2025,),
    )  # fmt: skip
    rows = ("原材料", "7.62"), ("生产", "2.06"), ("合计", "9.68")
    made = with_table(report, [(heading, "台")], *rows)
    assert (accused(run(paper, made)) == {paper.file}) is found


@pytest.mark.parametrize(("third", "told"), [("4,194.81", "b.pdf"), ("4,144.81", "a.pdf")])
def test_of_two_reports_the_one_is_told_of_whose_amount_fewer_papers_have(
    run: Run, third: str, told: str
) -> None:
    known: dict[str, object] = {"holder": FIRM, "years": (2024,), "standards": "ISO 14064-1:2018"}
    first = document("ghg-report", "a.pdf", emissions_total=4194.81, **known)  # type: ignore[arg-type]
    second = document("ghg-verification-statement", "b.pdf", emissions_total=4144.81, **known)  # type: ignore[arg-type]
    other = with_table(
        document("performance-calculation", "c.pdf", holder=FIRM, years=(2024,)),
        [("数值", "tCO2e")], ("扣减前", third),
    )  # fmt: skip
    assert accused(run(first, second, other)) == {told}


@pytest.mark.parametrize(
    ("certified", "found"), [("1,334.0", False), ("1,128.4", True), ("1,433.0", True)]
)
def test_stages_whose_sum_was_not_legible_make_the_footprint(
    run: Run, certified: str, found: bool
) -> None:
    known = {"holder": FIRM, "years": (2025,), "product": "离心通风机 4-72-8C"}
    report = document("product-carbon-footprint-report", "报告.pdf", **known)  # type: ignore[arg-type]
    stages = [("原材料", "1,128.4"), ("原料运输", "36.2"), ("生产制造", "169.4")]
    report = with_table(report, [("kgCO2e/台", "kgCO2e/台")], *stages)
    certificate = document(
        "product-carbon-footprint-certificate", "证书.pdf",
        text=f"碳足迹:{certified}kgCO2e/台", **known,  # type: ignore[arg-type]
    )  # fmt: skip
    assert (accused(run(report, certificate)) == {"证书.pdf"}) is found


@pytest.mark.parametrize(
    ("unit", "certified", "found"),
    [("kgCO2e/kg", "6.48", True), ("kgCO2e/kg", "6.84", False), ("MJ/kg", "6.48", False)],
)
def test_the_unit_of_a_footprint_may_stand_below_its_table(
    run: Run, unit: str, certified: str, found: bool
) -> None:
    known = {"holder": FIRM, "years": (2025,), "product": "纯棉毛巾"}
    report = document("product-carbon-footprint-report", "报告.pdf", text=f"单位:{unit}。", **known)  # type: ignore[arg-type]
    stages = [("原棉", ""), ("纺纱", ""), ("运输", ""), ("总值", "")]
    report = with_table(report, stages, ("每千克", "2.96", "3.61", "0.27", "6.84"))
    certificate = document(
        "product-carbon-footprint-certificate", "证书.pdf",
        text=f"碳足迹:{certified} kgCO2e/kg", **known,  # type: ignore[arg-type]
    )  # fmt: skip
    assert (accused(run(report, certificate)) == {"证书.pdf"}) is found


@pytest.mark.parametrize(
    ("gap", "explained"),
    [(371.86, True), (371.0, True), (372.5, True), (370.0, False), (375.0, False)],
)
def test_what_explains_a_gap_is_as_much_as_it(gap: float, explained: bool) -> None:
    table = FactTable(amounts={"tce": (12.5, 371.86)})
    assert table.explains(gap, "tce") is explained
    assert not table.explains(gap, "kWh")


@pytest.mark.parametrize(
    ("before", "found"),
    [("5,810,000", True), ("5,790,000", False)],
)
def test_the_number_of_another_year_is_not_explained_by_a_like_gap(
    run: Run, before: str, found: bool
) -> None:
    late = by_year("外购电力", {"2024": "5,810,000"})
    gap = of_one("光伏发电量", "500,000", "statistical-report", "c.xlsx")
    earlier = by_year("外购电力", {"2023": before}, file="d.xlsx")
    assert accused(run(REPORT, AUDIT, late, gap, earlier)) == ({"years.xlsx"} if found else set())
