"""C601, C602, C605 to C608: sums, figures of a year, offsets, emission factors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from evidencecheck.domain.document import Citation, Document, Line, Quantity
from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import DocumentTable, Role, TableCell, TableColumn, TableRow
from tests.assessment.conftest import BOX, FIRM, Outcome, document

Run = Callable[..., Outcome]


def number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def with_table(
    paper: Document,
    columns: Sequence[tuple[str, str]],
    *rows: tuple[str, ...],
    sure: float = 0.99,
) -> Document:
    """``paper`` with a table: heading and unit of each column, a label and cells for each row."""
    heads = tuple(TableColumn((name,), unit=unit) for name, unit in columns)
    made, found = [], []
    for n, (label, *cells) in enumerate(rows):
        role = {"合": Role.TOTAL, "小": Role.SUBTOTAL}.get(label[:1], Role.BODY)
        boxes = [BOX._replace(y0=0.01 * n, y1=0.01 * n + 0.009) for _ in cells]
        made.append(
            TableRow(
                1,
                (label,),
                tuple(TableCell(t, 1, b, sure) for t, b in zip(cells, boxes, strict=True)),
                role,
            )
        )
        for c, text in enumerate(cells):
            value = number(text)
            if value is not None:
                found.append(
                    Quantity(
                        (label,),
                        (columns[c][0],),
                        "",
                        value,
                        columns[c][1],
                        None,
                        text,
                        Citation(paper.file, 1, boxes[c], text),
                        sure,
                        0,
                        n,
                        c,
                        role,
                    )
                )
    return replace(paper, tables=(DocumentTable("", heads, tuple(made)),), quantities=tuple(found))


def report(kind: str = "ghg-report", **fields: object) -> Document:
    known = {"holder": FIRM, "standards": "GB/T 32150-2015", "years": (2025,)}
    return document(kind, f"{kind}{fields.pop('file', '')}.pdf", **{**known, **fields})


def codes(run: Run, *papers: Document, **more: object) -> set[str]:
    return {c for c in run(*papers, **more).of_documents() if c.startswith("C6")}


# ------------------------------------------------------------------ C601

EMITTED = [("排放量(tCO2e)", "tCO2e")]


@pytest.mark.parametrize(
    "rows",
    [
        [("天然气", "1,195.69"), ("柴油", "51.08"), ("电力", "5222.17"), ("合计", "6,648.94")],
        [("范围一", "1248.72"), ("范围二", "5,222.17"), ("合计", "5,870.89")],
        [("一厂", "100"), ("二厂", "200"), ("小计", "300"), ("三厂", "120.5"), ("合计", "480.5")],
        # 能源小计 with nothing of which it could be a part.
        [("天然气", "356.44"), ("柴油", "14.28"), ("电力", "762.58"), ("小计", "1,033.30")],
    ],
)
def test_a_total_that_its_items_do_not_give(run: Run, rows: list[tuple[str, ...]]) -> None:
    assert codes(run, with_table(report(), EMITTED, *rows)) == {"C601"}


@pytest.mark.parametrize(
    "rows",
    [
        [("天然气", "1,195.69"), ("柴油", "51.08"), ("电力", "5222.17"), ("合计", "6,468.94")],
        # Rounded; less than half a per cent off; a row that is blank.
        [("范围一", "1249"), ("范围二", "5222"), ("合计", "6470.89")],
        [("范围一", "1248.72"), ("范围二", "5222.17"), ("范围三", "—"), ("合计", "6,500")],
        # A row of which another is a part; the total of the scopes that count.
        [("用电", "500"), ("其中绿电", "120"), ("用气", "80"), ("合计", "580")],
        [("范围一", "1248.72"), ("范围二", "5222.17"), ("范围三", "20936.4"), ("合计", "6470.89")],
        # A cell that is no number, rows that were not read, one item only.
        [("范围一", "见附表"), ("范围二", "5222.17"), ("范围三", "10"), ("合计", "6470.89")],
        [("范围一", "12"), ("范围二", "15"), ("合计", "6470.89")],
        [("电力", "5222.17"), ("合计", "6470.89")],
    ],
)
def test_totals_that_add_up_or_cannot_be_judged(run: Run, rows: list[tuple[str, ...]]) -> None:
    assert codes(run, with_table(report(), EMITTED, *rows)) == set()


@pytest.mark.parametrize(("origin", "found"), [(Origin.TEXT_LAYER, {"C601"}), (Origin.OCR, set())])
def test_a_total_that_is_a_little_off(run: Run, origin: Origin, found: set[str]) -> None:
    rows = [("上半年", "3225000"), ("下半年", "3205000"), ("合计", "6480000")]
    sure = 0.94 if origin is Origin.OCR else 0.99
    paper = with_table(report(), [("电量(kWh)", "kWh")], *rows, sure=sure)
    # A recogniser may have taken one figure for another.
    assert codes(run, replace(paper, origin=origin)) == found


@pytest.mark.parametrize(("total", "found"), [("640", set()), ("940", {"C601"})])
def test_a_table_in_two_columns_has_one_total(run: Run, total: str, found: set[str]) -> None:
    halves = [("电量(kWh)", "kWh"), ("电量(kWh)", "kWh")]
    rows = [("1月", "100", "120"), ("2月", "200", "220"), ("合计", "", total)]
    assert codes(run, with_table(report(), halves, *rows)) == found


def test_a_misread_cell_and_a_column_of_shares_accuse_nobody(run: Run) -> None:
    rows = [("范围一", "1248.72"), ("范围二", "5,222.17"), ("合计", "5,870.89")]
    assert codes(run, with_table(report(), EMITTED, *rows, sure=0.8)) == set()
    assert codes(run, with_table(report(), [("占比", "%")], *rows)) == set()


USED = [("消费量", "kWh"), ("排放因子", "tCO2/MWh"), ("排放量", "tCO2e")]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("电力", "9842000", "0.5306", "5222.17"), set()),
        (("电力", "9842000", "0.5306", "5222"), set()),
        (("电力", "9842000", "0.53", "5222.17"), set()),
        (("电力", "9842000", "0.5306", "5822.17"), {"C601"}),
        (("外购电力", "19240000", "0.5306", "12208.7"), {"C601"}),
    ],
)
def test_electricity_times_its_factor(run: Run, row: tuple[str, ...], found: set[str]) -> None:
    assert codes(run, with_table(report(), USED, row)) == found


@pytest.mark.parametrize(
    ("total", "one", "two", "three", "found"),
    [
        (6470.89, 1248.72, 5222.17, None, set()),
        (6471, 1248.72, 5222.17, 20936.4, set()),
        (27407.29, 1248.72, 5222.17, 20936.4, set()),
        (7470.89, 1248.72, 5222.17, None, {"C601"}),
        (5870.89, 1248.72, 5222.17, None, {"C601"}),
        (25407.29, 1248.72, 5222.17, 20936.4, {"C601"}),
    ],
)
def test_the_total_of_the_scopes(
    run: Run, total: float, one: float, two: float, three: float | None, found: set[str]
) -> None:
    more = {"emissions_scope3": three} if three else {}
    paper = report(
        emissions_total=total, emissions_scope1=one, emissions_scope2=two, **more
    )  # fmt: skip
    assert codes(run, paper) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Scope 2 by the other method; a part that the scopes do not have.
        ("电力间接排放6,622.17吨，市场法结果见下", set()),
        ("范围二（基于位置）6622.17", set()),
        ("生物质燃烧排放 1,400.00 吨", set()),
        # The same but for two figures, or one: then one of them is wrong.
        ("核查结论：2025年用电8,250,300千瓦时，排放6,470.89吨", {"C601"}),
        ("基准年排放量5,870.89吨，车间1,400平方米", {"C601"}),
    ],
)
def test_a_total_that_another_number_makes(run: Run, text: str, found: set[str]) -> None:
    paper = report(
        emissions_total=7870.89, emissions_scope1=1248.72, emissions_scope2=5222.17, text=text
    )
    assert codes(run, paper) == found


def test_a_scope_that_is_told_with_two_figures_changed(run: Run) -> None:
    paper = report(
        emissions_total=7470.89,
        emissions_scope1=1248.72,
        emissions_scope2=5222.17,
        text="外购电力排放6,222.17吨",
    )
    assert codes(run, paper) == {"C601"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("核查结论", {"C601"}),
        ("外购热力排放另计", set()),
        ("其他间接排放见附表", set()),
    ],
)
def test_a_total_above_its_two_scopes(run: Run, text: str, found: set[str]) -> None:
    paper = report(
        emissions_total=6740.89, emissions_scope1=1248.72, emissions_scope2=5222.17, text=text
    )
    assert codes(run, paper) == found
    # Recognised without a doubt it is the same; a row that was hardly legible may be scope 3.
    read = replace(paper, origin=Origin.OCR)
    assert codes(run, read) == found
    faint = tuple(replace(line, confidence=0.5) for line in read.lines)
    assert codes(run, replace(read, lines=faint)) == set()


def test_a_total_on_another_basis(run: Run) -> None:
    paper = report(
        emissions_total=4000.0, emissions_scope1=1000.0, emissions_scope2=4000.0,
        text="范围二基于市场的排放量为3000吨",
    )  # fmt: skip
    assert codes(run, paper) == set()


# ------------------------------------------------------------------ products and quotients

FACTORS = [("活动数据", ""), ("排放因子", ""), ("排放量(tCO2e)", "tCO2e")]
YEARS = [("2024年", ""), ("2025年", "")]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("天然气", "40", "21.62", "864.8"), ("柴油", "10", "3.1", "36.0")], {"C601"}),
        ([("天然气", "40", "21.62", "864.8"), ("柴油", "10", "3.1", "31.0")], set()),
        # In another unit; nothing else to go by; no product at all.
        ([("天然气", "400000", "21.62", "864.8"), ("柴油", "10", "3.1", "31.0")], set()),
        ([("柴油", "10", "3.1", "36.0"), ("冷媒", "/", "GWP", "2.4")], set()),
        ([("天然气", "40", "21.62", "864.8"), ("柴油", "10", "3.1", "80.0")], set()),
    ],
)
def test_rows_times_their_factor(run: Run, rows: list[tuple[str, ...]], found: set[str]) -> None:
    assert codes(run, with_table(report(), FACTORS, *rows)) == found


@pytest.mark.parametrize(
    ("heads", "last", "found"),
    [
        (("电量(kWh)", "单价(元)", "金额(元)"), ("152,000", "0.32", "58,640.00"), {"C601"}),
        (("电量(kWh)", "单价(元)", "金额(元)"), ("152,000", "0.32", "48,640.00"), set()),
        # A second price between them is added to the first.
        (
            ("电量(kWh)", "电价(元)", "环境价值(元)", "金额(元)"),
            ("168,000", "0.40", "0.02", "70,560.00"),
            set(),
        ),
    ],
)
def test_amounts_times_their_price(
    run: Run, heads: tuple[str, ...], last: tuple[str, ...], found: set[str]
) -> None:
    blank = ("",) * (len(heads) - 3)
    rows = [
        ("尖峰", "60,000", "1.10", *blank, "66,000.00"),
        ("平段", "200,000", "0.68", *blank, "136,000.00"),
        ("谷段", *last),
    ]
    paper = document("green-power-record", holder=FIRM, years=(2025,))
    assert codes(run, with_table(paper, [(h, "") for h in heads], *rows)) == found


@pytest.mark.parametrize(("last", "found"), [("7.58", set()), ("8.58", {"C601"})])
def test_any_column_before_the_factor_may_be_what_it_is_for(
    run: Run, last: str, found: set[str]
) -> None:
    heads = [(h, "") for h in ("购进量", "消费量", "年末库存", "折标系数")]
    rows = [
        ("电力", "648.00", "648.00", "—", "1.229", "796.39"),
        ("天然气", "21.60", "21.60", "—", "12.143", "262.29"),
        ("柴油", "5.10", "5.20", "0.30", "1.4571", last),
    ]
    assert codes(run, with_table(report(), [*heads, ("折标准煤(tce)", "tce")], *rows)) == found


@pytest.mark.parametrize(
    ("unit", "found"), [(("36.5", "45.3"), {"C601"}), (("36.5", "33.3"), set())]
)
def test_an_intensity_of_two_years(run: Run, unit: tuple[str, str], found: set[str]) -> None:
    rows = [
        ("综合能源消费量", "1825.0", "1830.0"),
        ("产品产量", "50000", "55000"),
        ("单位产品综合能耗", *unit),
    ]
    paper = with_table(document("performance-calculation", holder=FIRM), YEARS, *rows)
    assert codes(run, paper) == found
    # One year alone may be reckoned otherwise.
    assert codes(run, with_table(paper, YEARS[1:], *[(r[0], r[2]) for r in rows])) == set()


@pytest.mark.parametrize(("total", "found"), [("710", {"C601"}), ("610", set())])
def test_the_total_at_the_end_of_a_row(run: Run, total: str, found: set[str]) -> None:
    columns = [("上半年", "kWh"), ("下半年", "kWh"), ("合计", "kWh")]
    rows = [("一车间", "500", "520", "1020"), ("二车间", "300", "310", total)]
    made = with_table(report(), columns, *rows)
    (table,) = made.tables
    ends = (*table.columns[:2], replace(table.columns[2], role=Role.TOTAL))
    assert codes(run, replace(made, tables=(replace(table, columns=ends),))) == found


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("1,500", {"C601"}),
        ("1,600", set()),
    ],
)
def test_the_total_at_the_end_of_the_row_of_totals(run: Run, total: str, found: set[str]) -> None:
    # One figure of the column was hardly read: only the row of totals can tell.
    columns = [("锅炉", "m3"), ("食堂", "m3"), ("月计", "m3")]
    rows = [
        ("1月", "600", "100", "700"), ("2月", "800", "100", "900"),
        ("合计", "1,400", "200", total),
    ]  # fmt: skip
    paper = with_table(report("energy-consumption-table"), columns, *rows)
    [table] = paper.tables
    ends = (*table.columns[:2], replace(table.columns[2], role=Role.TOTAL))
    first = table.rows[0]
    faint = replace(first, cells=(*first.cells[:2], replace(first.cells[2], confidence=0.9)))
    made = replace(table, columns=ends, rows=(faint, *table.rows[1:]))
    assert codes(run, replace(paper, tables=(made,))) == found


# ------------------------------------------------------------------ C602


def statement(**fields: object) -> Document:
    return report("ghg-verification-statement", standards="ISO 14064-3:2019", **fields)


@pytest.mark.parametrize(
    ("name", "mine", "theirs"),
    [("emissions_total", 6470.89, 6740.89), ("electricity_kwh", 9842000, 9482000)],
)
def test_two_papers_that_disagree(run: Run, name: str, mine: float, theirs: float) -> None:
    outcome = run(report(**{name: mine}), statement(**{name: theirs}))
    (told,) = (
        (e.document.type, f)
        for e in outcome.report.documents
        for f in e.findings
        if f.code == "C602"
    )
    # The word of the third party counts first.
    assert told[0] == "ghg-report"
    assert len(told[1].citations) == 2


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"emissions_total": 6470.89}, {"emissions_total": 6471}),
        # Of one source, or one line.
        ({"emissions_total": 6470.89}, {"emissions_total": 92.88}),
        ({"emissions_total": 6470.89}, {"emissions_total": 6470.89, "years": (2024,)}),
        (
            {"emissions_total": 6470.89, "years": (2025,)},
            {"emissions_total": 7000.0, "years": (2024,)},
        ),
        ({"emissions_total": 6470.89}, {"emissions_total": 7000.0, "holder": "旁人样例有限公司"}),
        (
            {"emissions_total": 6470.89},
            {"emissions_total": 27407.29, "emissions_scope3": 20936.4},
        ),
        ({"emissions_total": 6470.89}, {"emissions_total": 6900.0, "text": "本报告为修订版"}),
        # Scopes 1 and 2 beside all, of which a category was taken for scope 3.
        (
            {"emissions_total": 3000.0, "emissions_scope1": 600.0, "emissions_scope2": 2400.0},
            {"emissions_total": 9000.0, "emissions_scope3": 112.7},
        ),
    ],
)
def test_papers_that_agree_or_speak_of_something_else(
    run: Run, mine: dict[str, object], theirs: dict[str, object]
) -> None:
    assert "C602" not in codes(run, report(**mine), statement(**theirs))


@pytest.mark.parametrize("parts", [True, False])
def test_a_third_paper_may_show_how_two_totals_agree(run: Run, parts: bool) -> None:
    mine = report(emissions_total=3000.0, emissions_scope1=600.0, emissions_scope2=2400.0)
    more = {"emissions_scope3": 6000.0} if parts else {}
    papers = mine, statement(emissions_total=9000.0), statement(emissions_total=9000.0, **more)
    assert ("C602" in codes(run, *papers)) is not parts


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("2025年其他间接排放（类别3）核算报告", False),
        ("2025 Scope 3 GHG Report", False),
        ("2025年温室气体排放报告（类别1至类别3）", True),
        ("2025年温室气体排放报告", True),
    ],
)
def test_a_report_on_some_emissions_is_held_against_none_on_all(
    run: Run, title: str, found: bool
) -> None:
    part = report(emissions_total=48216.4, title=title)
    assert ("C602" in codes(run, part, statement(emissions_total=6470.89))) is found


@pytest.mark.parametrize(
    ("title", "found"),
    [("注塑车间2025年度碳排放源清单", False), ("2025年度碳排放源清单", True)],
)
def test_figures_of_a_part_of_the_firm_are_held_against_none_of_the_whole(
    run: Run, title: str, found: bool
) -> None:
    part = report("ghg-inventory", emissions_total=3110.6, title=title)
    assert ("C602" in codes(run, part, statement(emissions_total=5779.32))) is found


def test_figures_of_two_parts_of_a_year_are_not_held_against_each_other(run: Run) -> None:
    whole = report(emissions_total=900.0, period_start="2025-01-01", period_end="2025-12-31")
    part = statement(emissions_total=700.0, period_start="2025-04-01", period_end="2025-12-31")
    same = statement(emissions_total=700.0, period_start="2025-01-01", period_end="2025-12-30")
    assert "C602" not in codes(run, whole, part)
    assert "C602" in codes(run, whole, same)


@pytest.mark.parametrize(
    ("line", "found"), [("外购电力(扣除绿电150万度) 974万度", False), ("外购电力 974万度", True)]
)
def test_an_amount_that_something_was_taken_out_of(run: Run, line: str, found: bool) -> None:
    net = report("ghg-inventory", electricity_kwh=9740000, title=line)
    assert ("C602" in codes(run, net, statement(electricity_kwh=11240000))) is found


@pytest.mark.parametrize(
    ("own", "found"), [(360_000, False), (359_000, False), (560_000, True), (None, True)]
)
def test_all_power_used_beside_the_power_bought(run: Run, own: float | None, found: bool) -> None:
    papers = [report(electricity_kwh=9842000), statement(electricity_kwh=9482000)]
    if own is not None:
        known = {"holder": FIRM, "years": (2025,), "electricity_kwh": own}
        papers.append(document("green-power-record", title="光伏自发自用证明", **known))
    assert ("C602" in codes(run, *papers)) is found


def test_the_power_of_an_own_plant_in_a_row_of_a_table(run: Run) -> None:
    papers = report(electricity_kwh=9842000), statement(electricity_kwh=9482000)
    ledger = document("equipment-list", title="光伏电站台账", holder=FIRM, years=(2025,))
    for own, found in (("360,000", set()), ("260,000", {"C602"})):
        plant = with_table(ledger, [("自发自用电量(kWh)", "kWh")], ("屋顶光伏", own))
        assert codes(run, *papers, plant) == found


def test_the_power_of_an_own_plant_explains_no_gap_of_emissions(run: Run) -> None:
    papers = report(emissions_total=6470.0), statement(emissions_total=6110.0)
    plant = document("green-power-record", holder=FIRM, years=(2025,), electricity_kwh=360)
    assert "C602" in codes(run, *papers, plant)


def test_of_several_papers_the_odd_one_out_is_asked_about(run: Run) -> None:
    papers = [report(emissions_scope2=500.0), report("ghg-inventory", emissions_scope2=500.0)]
    outcome = run(*papers, statement(emissions_scope2=550.0))
    told = {
        e.document.type for e in outcome.report.documents for f in e.findings if f.code == "C602"
    }
    assert told == {"ghg-verification-statement"}


# ------------------------------------------------------------------ C605


def certificate(name: str, *lines: str, **fields: object) -> Document:
    kind = str(fields.pop("kind", "green-electricity-certificate"))
    paper = document(kind, f"{name}.pdf", **{"holder": FIRM, "years": (2025,), **fields})
    return replace(paper, lines=(*paper.lines, *(Line(1, text, BOX) for text in lines)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("证书编号：GEC2025010000012001-12500", "证书编号：GEC2025010000012301-12800"),
        ("号段 320100202501000100 至 320100202501000599", "320100202501000500～320100202501000899"),
    ],
)
def test_runs_of_certificates_that_overlap(run: Run, first: str, second: str) -> None:
    assert "C605" in codes(run, certificate("一", first), certificate("二", second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("证书编号：GEC2025010000012001-12500", "证书编号：GEC2025010000012501-12800"),
        # Filed again; numbers of another project; a span of dates.
        ("证书编号：GEC2025010000012001-12500", "编号GEC2025010000012001-12500"),
        ("证书编号：GEC2025010000012001-12500", "证书编号：GED2025010000012301-12800"),
        ("2025-0101至2025-0630", "2025-0301至2025-0930"),
    ],
)
def test_runs_that_do_not(run: Run, first: str, second: str) -> None:
    assert "C605" not in codes(run, certificate("一", first), certificate("二", second))


@pytest.mark.parametrize(
    ("count", "found"), [(600, True), (500, False)], ids=["as many", "another number below"]
)
def test_first_and_last_number_one_above_the_other(run: Run, count: int, found: bool) -> None:
    first = certificate(
        "一", "证书编号 25330299040001202506010000001-25330299040001202506010000600"
    )
    second = certificate(
        "二",
        "证书编号 25330299040001202506010000401",
        "25330299040001202506010001000",
        certificate_count=count,
    )
    assert ("C605" in codes(run, first, second)) is found


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (("证书序列号(起) 3107-0822-003001", "证书序列号(止) 3107-0822-006000"), True),
        (("起始编号:3107-0822-003001", "终止编号:3107-0822-006000"), True),
        (("First serial number 3107-0822-003001", "Last serial number 3107-0822-006000"), True),
        (("证书序列号(起) 3107-0822-004001", "证书序列号(止) 3107-0822-006000"), False),
        # An end without a beginning; numbers of something else.
        (("证书编号 3107-0822-003001", "证书序列号(止) 3107-0822-006000"), False),
    ],
)
def test_runs_whose_ends_stand_in_lines_of_their_own(
    run: Run, second: tuple[str, str], found: bool
) -> None:
    first = certificate("一", "证书序列号(起) 3107-0822-000001", "证书序列号(止) 3107-0822-004000")
    assert ("C605" in codes(run, first, certificate("二", *second))) is found


NUMBERED = [("绿证编号", ""), ("数量", "个")]


def test_a_number_in_two_rows_of_a_list(run: Run) -> None:
    rows = [("1", "GEC202501000012001", "500"), ("2", "GEC202501000012999", "300")]
    clean = with_table(certificate("台账"), NUMBERED, *rows)
    assert "C605" not in codes(run, clean)
    twice = with_table(certificate("台账"), NUMBERED, *rows, ("3", "GEC202501000012001", "500"))
    assert "C605" in codes(run, twice)
    # Numbers of two years in a column that numbers nothing.
    other = with_table(
        certificate("台账"), [("电量", "kWh")], ("一月", "20250101"), ("二月", "20250101")
    )
    assert "C605" not in codes(run, other)


# ------------------------------------------------------------------ C607


@pytest.mark.parametrize("kind", ["green-electricity-certificate", "carbon-credit-record"])
def test_units_that_are_not_cancelled_or_another_s(run: Run, kind: str) -> None:
    assert "C607" in codes(run, certificate("证", kind=kind, unit_status="open"))
    other = certificate("证", kind=kind, beneficiary="旁人样例化工有限公司")
    assert "C607" in codes(run, other)


@pytest.mark.parametrize("kind", ["green-electricity-certificate", "carbon-credit-record"])
def test_units_that_are_or_say_nothing(run: Run, kind: str) -> None:
    known = {"unit_status": "cancelled", "beneficiary": FIRM}
    assert "C607" not in codes(run, certificate("证", kind=kind, **known))
    assert "C607" not in codes(run, certificate("证", kind=kind))
    assert "C607" not in codes(run, certificate("证", kind=kind, unit_status="open", sure=0.6))


@pytest.mark.parametrize(
    ("holder", "line", "found"),
    [
        ("旁人样例化工有限公司", "用于抵消其2025年度生产经营产生的排放。", {"C607"}),
        (FIRM, "用于抵消其2025年度生产经营产生的排放。", set()),
        ("旁人样例化工有限公司", "已于2026年1月8日完成注销。", set()),
    ],
)
def test_units_of_a_holder_for_its_own_emissions(
    run: Run, holder: str, line: str, found: set[str]
) -> None:
    paper = certificate("证", line, kind="carbon-credit-record", holder=holder)
    assert codes(run, paper) == found


# ------------------------------------------------------------------ C608
@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("上述减排量现存于买方账户，未办理注销。", {"C607"}),
        ("These units have not been retired.", {"C607"}),
        ("减排量未注销前不得用于抵消声明。", set()),
        ("注销日期2026年1月8日，未注销余量0吨", set()),
        ("已完成核销，待核销数量为0", set()),
    ],
)
def test_a_sentence_that_says_so(run: Run, line: str, found: set[str]) -> None:
    assert codes(run, certificate("证", line, kind="carbon-credit-record")) == found


# ------------------------------------------------------------------ C608


def test_more_certificates_than_electricity(run: Run) -> None:
    used = report(electricity_kwh=1_000_000)
    half = certificate("一", certificate_number="GEC2025000001", certificate_count=600)
    more = certificate("二", certificate_number="GEC2025000002", certificate_count=600)
    assert "C608" in codes(run, used, half, more)
    assert "C608" not in codes(run, used, half)
    # The same certificate filed twice counts once; another year has electricity of its own.
    again = certificate("二", certificate_number="GEC2025000001", certificate_count=600)
    assert "C608" not in codes(run, used, half, again)
    before = replace(more, fields=certificate(
        "二", certificate_number="GEC2025000002", certificate_count=600, years=(2024,)
    ).fields)  # fmt: skip
    assert "C608" not in codes(run, used, half, before)


def test_a_list_of_certificates_counts_beside_them_no_second_time(run: Run) -> None:
    used = report(electricity_kwh=4_300_000)
    papers = [
        certificate(n, certificate_number=f"GEC202500000{n}", certificate_count=count)
        for n, count in (("1", 1800), ("2", 1500), ("3", 900))
    ]
    rows = [["光伏", "1800"], ["风电", "1500"], ["风电", "900"]]
    listing = certificate("核销证明", certificate_number="HX-2026-0457", certificate_count=4200)
    listing = replace(listing, quantities=counted(listing.file, rows))
    assert "C608" not in codes(run, used, *papers, listing)
    other = replace(listing, quantities=counted(listing.file, [["光伏", "4200"]]))
    assert "C608" in codes(run, used, *papers, other)


def counted(file: str, rows: list[list[str]]) -> tuple[Quantity, ...]:
    """The numbers of a list of certificates."""
    return tuple(
        Quantity(
            what=(name,),
            heading=("数量",),
            field="",
            value=float(count),
            unit="个",
            year=None,
            raw=count,
            citation=Citation(file, 1, BOX, count),
            confidence=0.99,
            table=0,
            row=n,
            column=1,
        )
        for n, (name, count) in enumerate(rows)
    )


def test_more_credits_than_emissions(run: Run) -> None:
    emitted = report(emissions_total=900.0)
    credit = certificate("注销", kind="carbon-credit-record", certificate_count=1000)
    assert "C608" in codes(run, emitted, credit)
    assert "C608" not in codes(run, report(emissions_total=1000.0), credit)


# ------------------------------------------------------------------ C606


@pytest.mark.parametrize(
    ("text", "issued", "found"),
    [
        ("外购电力采用排放因子0.5306kgCO2/kWh", "2026-03-01", {"C606"}),
        ("净购入电量 19240000kWh 0.5856 tCO2/MWh", "2026-05-01", {"C606"}),
        ("外购电力采用排放因子0.6096kgCO2/kWh", "2026-03-01", set()),
        # The value before, while the new one was weeks old; a factor that nobody knows.
        ("外购电力采用排放因子0.5856kgCO2/kWh", "2026-01-20", set()),
        # A factor at the end of a line, its unit at the beginning of the next.
        ("以全国电网排放因子0.6101\ntCO2/MWh计算", "2026-03-01", {"C606"}),
        ("2025年度因子0.6101\n由企业提供", "2026-03-01", set()),
        ("厂内光伏采用自测因子0.0423kgCO2/kWh", "2026-03-01", set()),
        ("天然气采用排放因子2.1622tCO2/千立方米", "2026-03-01", set()),
    ],
)
def test_the_factor_that_a_system_names(run: Run, text: str, issued: str, found: set[str]) -> None:
    paper = report(text=f"零碳工厂\n{text}", issue_date=issued)
    assert codes(run, paper, pack="jiangsu", day=_later(issued)) == found


def test_a_system_that_names_none_leaves_averages_alone(run: Run) -> None:
    paper = report(text="外购电力采用排放因子0.5306kgCO2/kWh", issue_date="2026-03-01")
    assert codes(run, paper) == set()


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("ghg-report", "采用华东电量边际排放因子0.7921tCO2/MWh", {"C606"}),
        ("ghg-inventory", "华北容量边际排放因子 0.4819 tCO2/MWh", {"C606"}),
        # A project's baseline is what it is for; another factor on the line has its own name.
        ("reduction-report", "采用华东电量边际排放因子0.7921tCO2/MWh", set()),
        ("ghg-report", "采用全国电力平均二氧化碳排放因子0.5306tCO2/MWh", set()),
    ],
)
def test_a_factor_that_is_wrong_everywhere(
    run: Run, kind: str, text: str, found: set[str]
) -> None:  # fmt: skip
    assert codes(run, report(kind, text=text, issue_date="2026-03-01")) == found


@pytest.mark.parametrize(
    ("value", "until", "day", "found"),
    [
        ("0.7035", "2025-12-31", "2026-03-01", {"C606"}),
        ("0.8843", "2024-12-31", "2026-03-01", {"C606"}),
        ("0.7035", "2023-12-31", "2026-03-01", {"C606"}),
        ("0.7035", "2023-12-31", "2024-03-01", {"C606"}),
        # The paper is older than the average's end; a value that is also that of another series.
        ("0.7035", "2021-12-31", "2022-06-01", set()),
        ("0.5271", "2025-12-31", "2026-03-01", set()),
    ],
)
def test_a_factor_that_had_ended(
    run: Run, value: str, until: str, day: str, found: set[str]
) -> None:
    paper = report(text=f"电力排放因子取{value} tCO2/MWh", issue_date=day, period_end=until)
    assert codes(run, paper) == found


@pytest.mark.parametrize(
    ("text", "until", "day", "found"),
    [
        # Of 2021, while those of 2022 had been out for more than a year.
        ("0.5810", "2026-06-30", "2026-07-20", {"C606"}),
        ("0.5568", "2025-12-31", "2026-03-01", {"C606"}),
        # Out for months; of a year after the paper's; beside a later one; a province's own.
        ("0.5568", "2024-12-31", "2025-03-01", set()),
        ("0.5568", "2021-12-31", "2026-03-01", set()),
        ("0.5568 tCO2/MWh，2025年取0.5366", "2025-12-31", "2026-03-01", set()),
        ("0.5856", "2025-12-31", "2026-03-01", set()),
    ],
)
def test_a_national_factor_of_years_before(
    run: Run, text: str, until: str, day: str, found: set[str]
) -> None:
    paper = report(text=f"电力排放因子取{text} tCO2/MWh", issue_date=day, period_end=until)
    assert codes(run, paper) == found


def _later(day: str) -> date:
    return date.fromisoformat(day) + timedelta(days=30)


# ------------------------------------------------------------------ C608


@pytest.mark.parametrize(
    ("bought", "green", "holder", "found"),
    [
        ("1,000", "1,200", FIRM, {"C608"}),
        ("1,000", "1,000", FIRM, set()),
        ("1,200", "1,000", FIRM, set()),
        # Another firm's table.
        ("1,000", "1,200", "白石样品电子有限公司", set()),
    ],
)
def test_more_certificates_than_power_was_bought(
    run: Run, bought: str, green: str, holder: str, found: set[str]
) -> None:
    paper = report("energy-ledger", holder=holder)
    table = with_table(paper, [("电量", "kWh")], ("外购电量", bought), ("绿证抵扣电量", green))
    assert codes(run, table) == found


def test_power_that_was_bought_in_two_rows(run: Run) -> None:
    paper = report("energy-ledger", holder=FIRM)
    rows = ("外购电量（绿证覆盖）", "1,200"), ("外购电量（其他）", "100")
    assert codes(run, with_table(paper, [("电量", "kWh")], *rows)) == set()


# ------------------------------------------------------------------ C602, rows of energy


def year_of(kind: str, *rows: tuple[str, str, str], title: str = "", year: int = 2025) -> Document:
    """A paper on the energy of a year: label, amount and unit of each row."""
    paper = document(
        kind,
        f"{kind}{title}{year}.pdf",
        title=title,
        holder=FIRM,
        standards="GB/T 32150-2015",
        years=(year,),
        period_start=f"{year}-01-01",
        period_end=f"{year}-12-31",
    )
    made = with_table(paper, [("消费量", "")], *((label, amount) for label, amount, _ in rows))
    units = {label: unit for label, _, unit in rows}
    return replace(
        made, quantities=tuple(replace(q, unit=units[q.what[0]]) for q in made.quantities)
    )


REPORT = year_of("ghg-report", ("净购入电力", "4,890,000", "kWh"), ("天然气", "79,000", "Nm3"))


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("外购电力", "5,120,000", "kWh"), True),
        (("天然气", "97,000", "m3"), True),
        (("外购电力", "4,891,000", "kWh"), False),
        (("天然气", "79,000", "m3"), False),
        (("生产用电", "3,120,000", "kWh"), False),
    ],
)
def test_energy_bought_in_two_papers(run: Run, row: tuple[str, str, str], found: bool) -> None:
    table = year_of("energy-consumption-table", row)
    assert ("C602" in codes(run, REPORT, table)) is found


@pytest.mark.parametrize(
    "paper",
    [
        # Green power makes up the difference; of a workshop; of another year; of a product.
        year_of(
            "energy-consumption-table",
            ("外购电力", "5,120,000", "kWh"),
            ("其中绿电", "230,000", "kWh"),
        ),
        year_of("energy-consumption-table", ("外购电力", "512,000", "kWh"), title="喷涂车间能耗表"),
        year_of("energy-consumption-table", ("外购电力", "5,120,000", "kWh"), year=2024),
        year_of("product-carbon-footprint-report", ("天然气", "0.47", "Nm3")),
    ],
)
def test_energy_that_is_of_something_else(run: Run, paper: Document) -> None:
    assert "C602" not in codes(run, REPORT, paper)


# ------------------------------------------------------------------ C608, shares


@pytest.mark.parametrize(
    ("label", "value", "found"),
    [
        ("可再生电力占比", "106.7%", True),
        ("绿色电力使用比例", "120%", True),
        ("可再生电力占比", "100%", False),
        ("可再生电力占比完成率", "104.8%", False),
        ("可再生电力占比", "680.71", False),
        ("单位产品能耗占比", "106.7%", False),
    ],
)
def test_more_than_the_whole(run: Run, label: str, value: str, found: bool) -> None:
    paper = document("performance-calculation", holder=FIRM, years=(2025,))
    share = with_table(paper, [("数值", "%")], (label, value))
    quantity = Quantity(
        (label,), ("数值",), "", float(value.rstrip("%")), "%", 2025, value,
        Citation(paper.file, 1, BOX, value), 0.99, 0, 0, 0,
    )  # fmt: skip
    told = replace(share, quantities=(quantity,))
    assert ("C608" in codes(run, told)) is found


# ------------------------------------------------------------------ C606 of projects and sheets


@pytest.mark.parametrize(
    ("kind", "text", "issued", "found"),
    [
        ("reduction-report", "电网排放因子0.7035tCO2/MWh", "2026-04-30", True),
        ("reduction-report", "采用2021年度因子0.5810tCO2/MWh", "2025-11-20", True),
        ("statistical-report", "外购电力 372 MWh 0.7035 tCO2/MWh", "2026-04-07", True),
        # A baseline of projects, the average in force, a paper of those years.
        ("reduction-report", "电量边际排放因子0.7921tCO2/MWh", "2026-04-30", False),
        ("reduction-report", "电力平均二氧化碳排放因子0.5306kgCO2/kWh", "2026-04-30", False),
        ("reduction-report", "电网排放因子0.7035tCO2/MWh", "2022-04-30", False),
    ],
)
def test_factors_of_projects_and_monthly_sheets(
    run: Run, kind: str, text: str, issued: str, found: bool
) -> None:
    paper = document(kind, text=text, holder=FIRM, issue_date=issued, years=(2025,))
    assert ("C606" in run(paper, day=_later(issued)).of_documents()) is found


# ------------------------------------------------------------------ C601, a run of numbers


@pytest.mark.parametrize(
    ("count", "found"), [(1000, True), (900, False), (77120, False)], ids=["more", "as many", "far"]
)
def test_a_run_that_holds_another_number_than_is_counted(run: Run, count: int, found: bool) -> None:
    paper = certificate(
        "一", "起始证书号 DYW24113202510000005001", "终止证书号 DYW24113202510000005900",
        certificate_count=count,
    )  # fmt: skip
    assert ("C601" in codes(run, paper)) is found


# ------------------------------------------------------------------ C608, told in sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("可再生能源电力占比=7,560÷7,200=105%,按100%计。", True),
        ("绿色电力使用比例达到120%。", True),
        ("可再生能源电力占比=6,560÷7,200=91.1%。", False),
        ("可再生能源电力占比目标完成率为105%。", False),
        ("绿电占比由40%提高到60%,为计划的150%。", False),
    ],
)
def test_a_share_above_the_whole_in_a_sentence(run: Run, text: str, found: bool) -> None:
    paper = document("performance-calculation", text=text, holder=FIRM, years=(2025,))
    assert ("C608" in codes(run, paper)) is found


# ------------------------------------------------------------------ C601, subtotals


@pytest.mark.parametrize(
    ("subtotal", "found"), [("681.34", {"C601"}), ("706.34", set()), ("87.61", set())],
    ids=["not their sum", "their sum", "of two of them"],
)  # fmt: skip
def test_a_subtotal_of_the_rows_above_it(run: Run, subtotal: str, found: set[str]) -> None:
    rows = [("天然气", "618.73"), ("柴油", "46.44"), ("汽油", "41.17"), ("小计", subtotal),
            ("电力", "3,231.69"), ("合计", f"{3231.69 + float(subtotal):.2f}")]  # fmt: skip
    assert codes(run, with_table(report(), EMITTED, *rows)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("绿色电力抵消量 3,660.04 吨,占类别2排放的115.4%。", True),
        ("绿色电力抵消量 3,060.04 吨,占类别2排放的95.4%。", False),
    ],
)
def test_more_is_offset_than_there_is(run: Run, text: str, found: bool) -> None:
    paper = document("performance-calculation", text=text, holder=FIRM, years=(2025,))
    assert ("C608" in codes(run, paper)) is found


@pytest.mark.parametrize("apart", [False, True])
def test_scopes_of_a_table_and_of_a_sentence_are_of_two_times(run: Run, apart: bool) -> None:
    paper = report(emissions_total=2557.78, emissions_scope1=250.40, emissions_scope2=3054.61)
    made = with_table(
        paper, EMITTED, ("范围一", "250.40"), ("范围二", "3,054.61"), ("总量", "2,557.78")
    )
    first, last = made.quantities[0].citation, made.quantities[-1].citation
    told = Citation(made.file, 1, BOX._replace(y0=0.8, y1=0.82), "3,054.61")
    places = {"emissions_total": last, "emissions_scope1": first}
    places["emissions_scope2"] = told if apart else made.quantities[1].citation
    fields = tuple(replace(f, citation=places.get(f.name, f.citation)) for f in made.fields)
    assert ("C601" in codes(run, replace(made, fields=fields))) is not apart


@pytest.mark.parametrize(("year", "found"), [(2024, False), (2025, True)])
def test_scopes_of_two_fiscal_years_are_not_added_up(run: Run, year: int, found: bool) -> None:
    paper = report(emissions_total=2557.78, emissions_scope1=250.40, emissions_scope2=3054.61)
    made = with_table(
        paper, EMITTED, ("范围一", "250.40"), ("范围二", "3,054.61"), ("总量", "2,557.78")
    )
    one, two, total = (replace(q, year=2025) for q in made.quantities)
    cells = (one, replace(two, year=year), total)
    places = dict(
        zip(
            ("emissions_scope1", "emissions_scope2", "emissions_total"),
            (q.citation for q in cells),
            strict=True,
        )
    )
    fields = tuple(replace(f, citation=places.get(f.name, f.citation)) for f in made.fields)
    found_codes = codes(run, replace(made, fields=fields, quantities=cells))
    assert ("C601" in found_codes) is found
