"""C601 of tables and certificates: totals above other rows, subtotals, quotients, pieces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import Role
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes, report, with_table

Run = Callable[..., Outcome]
Row = tuple[str, ...]
EMITTED = [("排放量(tCO2e)", "tCO2e")]


def of_units(*rows: tuple[str, str, str]) -> Document:
    """A table of one column: label, amount and unit of each row."""
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    made = with_table(paper, [("数量", "")], *((label, amount) for label, amount, _ in rows))
    units = {label: unit for label, _, unit in rows}
    return replace(
        made, quantities=tuple(replace(q, unit=units[q.what[0]]) for q in made.quantities)
    )


ABOVE = (("电力", "618.73", "tce"), ("天然气", "146.44", "tce"), ("蒸汽", "41.17", "tce"))


@pytest.mark.parametrize(
    ("total", "below", "found"),
    [
        ("860.34", ("产量", "5,200", "台"), {"C601"}),
        ("806.34", ("产量", "5,200", "台"), set()),
        # What follows may belong to it.
        ("860.34", ("库存", "54.00", "tce"), set()),
        ("860.34", ("库存", "54.00", ""), set()),
        ("860.34", ("产量", "5,200", ""), {"C601"}),
    ],
)
def test_a_total_above_a_row_of_another_unit(
    run: Run, total: str, below: tuple[str, str, str], found: set[str]
) -> None:
    assert codes(run, of_units(*ABOVE, ("合计", total, "tce"), below)) == found


def test_a_note_below_the_total_is_no_row_of_numbers(run: Run) -> None:
    noted = ("说明", "以抄表数为准", "")
    assert codes(run, of_units(*ABOVE, ("合计", "860.34", "tce"), noted)) == {"C601"}


def subtotals(first: str, second: str) -> list[Row]:
    return [
        ("天然气", "618.73"), ("柴油", "46.44"), ("小计", first),
        ("电力", "3,231.69"), ("蒸汽", "120.31"), ("小计", second),
        ("合计", f"{float(first) + float(second):.2f}"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("656.17", "3352.00", {"C601"}),
        ("665.17", "3532.00", {"C601"}),
        ("665.17", "3352.00", set()),
        # Neither is their sum: what is added up is something else.
        ("612.17", "3489.00", set()),
    ],
    ids=["first", "second", "both right", "both wrong"],
)
def test_a_subtotal_of_two_items_accuses_beside_a_right_one(
    run: Run, first: str, second: str, found: set[str]
) -> None:
    assert codes(run, with_table(report(), EMITTED, *subtotals(first, second))) == found


def test_a_subtotal_of_three_items_accuses_alone(run: Run) -> None:
    rows = [("天然气", "618.73"), ("柴油", "46.44"), ("汽油", "41.17"), ("小计", "681.34"),
            ("电力", "3,231.69"), ("合计", "3,913.03")]  # fmt: skip
    assert codes(run, with_table(report(), EMITTED, *rows)) == {"C601"}
    assert codes(run, with_table(report(), EMITTED, *rows[1:])) == set()


BY_YEAR = [("综合能耗(tce)", "tce"), ("产量(台)", "台"), ("单位产品综合能耗(kgce/台)", "kgce/台")]


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (("1,764.0", "49,000", "63.0"), {"C601"}),
        (("1,764.0", "49,000", "36.0"), set()),
        # Nothing that it is of.
        (("—", "49,000", "63.0"), set()),
    ],
)
def test_an_intensity_in_a_column_beside_its_parts(run: Run, last: Row, found: set[str]) -> None:
    rows = [("2023年", "1,825.0", "50,000", "36.5"), ("2024年", "1,830.0", "55,000", "33.3")]
    paper = document("performance-calculation", holder=FIRM)
    assert codes(run, with_table(paper, BY_YEAR, *rows, ("2025年", *last))) == found
    # A column more that it may be of: the other rows bear out both alike.
    twice = [*BY_YEAR[:2], ("能源消费总量(tce)", "tce"), BY_YEAR[2]]
    doubled = [(r[0], r[1], r[2], r[1], r[3]) for r in (*rows, ("2025年", *last))]
    assert codes(run, with_table(paper, twice, *doubled)) == found


def test_one_year_alone_may_be_reckoned_otherwise(run: Run) -> None:
    paper = document("performance-calculation", holder=FIRM)
    assert codes(run, with_table(paper, BY_YEAR, ("2025年", "1,764.0", "49,000", "51.4"))) == set()


def pieces(count: int, kwh: float, *, sure: float = 0.99, kind: str = "") -> Document:
    known = kind or "green-electricity-certificate"
    return document(
        known, holder=FIRM, sure=sure, certificate_count=count, electricity_kwh=kwh, years=(2025,)
    )


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (pieces(300, 30_000), True),
        (pieces(300, 3_000_000), True),
        (pieces(300, 300_000), False),
        # What one piece stands for; rounded; hardly read; of a paper that counts tonnes.
        (pieces(300, 1_000), False),
        (pieces(300, 300_400), False),
        (pieces(300, 30_000, sure=0.8), False),
        (pieces(300, 30_000, kind="carbon-credit-record"), False),
    ],
)
def test_pieces_and_the_power_that_they_stand_for(run: Run, paper: Document, found: bool) -> None:
    assert ("C601" in codes(run, paper)) is found


def test_a_recognised_total_may_be_a_figure_off(run: Run) -> None:
    made = of_units(*ABOVE, ("合计", "812.34", "tce"), ("产量", "5,200", "台"))
    assert codes(run, made) == {"C601"}
    assert codes(run, replace(made, origin=Origin.OCR)) == {"C601"}
    cells = made.tables[0].rows[0].cells
    (table,) = made.tables
    doubted = replace(table.rows[0], cells=tuple(replace(c, confidence=0.94) for c in cells))
    table = replace(table, rows=(doubted, *table.rows[1:]))
    assert codes(run, replace(made, origin=Origin.OCR, tables=(table,))) == set()


MONTHS = [(f"{n}月", f"{1000 + n}") for n in range(1, 13)]


def test_what_is_left_of_a_number_makes_no_sum(run: Run) -> None:
    # 00 of 900, and a zero that stands alone.
    rows = [("一车间", "136"), ("二车间", "118"), ("三车间", "00"), ("合计", "454")]
    paper = document("equipment-list", holder=FIRM)
    assert codes(run, with_table(paper, [("数量", "")], *rows)) == set()
    rows[2] = ("三车间", "0")
    assert codes(run, with_table(paper, [("数量", "")], *rows)) == {"C601"}


@pytest.mark.parametrize(
    ("total", "below", "found"),
    [
        # 12,078 of the months, with what was carried over; the same with another rest.
        ("12,578", "500", set()),
        ("12,878", "500", {"C601"}),
        ("12,078", "500", set()),
    ],
)
def test_the_row_that_follows_may_belong_to_the_total(
    run: Run, total: str, below: str, found: set[str]
) -> None:
    rows = [*MONTHS, ("合计", total), ("期初结转", below)]
    paper = document("statistical-report", holder=FIRM, years=(2025,))
    assert codes(run, with_table(paper, [("产量", "台")], *rows)) == found


@pytest.mark.parametrize("heading", ["单价", "平均温度", "合格率", "每台定额"])
def test_numbers_without_a_unit_that_are_not_added(run: Run, heading: str) -> None:
    rows = [("一车间", "136"), ("二车间", "118"), ("三车间", "92"), ("合计", "346")]
    paper = document("equipment-list", holder=FIRM)
    assert codes(run, with_table(paper, [("数量", "")], *rows)) == set()
    rows[3] = ("合计", "376")
    assert codes(run, with_table(paper, [("数量", "")], *rows)) == {"C601"}
    assert codes(run, with_table(paper, [(heading, "")], *rows)) == set()


@pytest.mark.parametrize(("count", "found"), [(12, {"C601"}), (5, set())])
def test_of_few_months_a_total_may_be_a_choice(run: Run, count: int, found: set[str]) -> None:
    # A total without the last month.
    rows = [(f"{n}月", f"{1000 + n}") for n in range(1, count + 1)]
    whole = sum(1000 + n for n in range(1, count))
    paper = document("statistical-report", holder=FIRM, years=(2025,))
    made = with_table(paper, [("产量", "台")], *rows, ("合计", f"{whole:,}"))
    assert codes(run, made) == found


def one_row(*cells: str) -> Document:
    """A table of one row that ends with its total."""
    heads = [(f"{n}季度", "kWh") for n in range(1, len(cells))]
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    made = with_table(paper, [*heads, ("合计", "kWh")], ("空压机", *cells))
    (table,) = made.tables
    last = replace(table.columns[-1], role=Role.TOTAL)
    return replace(made, tables=(replace(table, columns=(*table.columns[:-1], last)),))


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("1,200", "1,300", "1,400", "1,500", "5,900"), {"C601"}),
        (("1,200", "1,300", "1,400", "1,500", "5,400"), set()),
        # Of two numbers, or one of another size, nobody knows what it is the sum of.
        (("1,200", "1,300", "2,900"), set()),
        (("1,200", "1,300", "1,400", "1,500", "59,000"), set()),
    ],
)
def test_the_only_row_of_a_table_ends_with_its_total(
    run: Run, cells: tuple[str, ...], found: set[str]
) -> None:
    made = one_row(*cells)
    assert codes(run, made) == found
    assert codes(run, replace(made, origin=Origin.OCR)) == set()


SHARED = [("消费量", "kWh"), ("折标煤(tce)", "tce")]


@pytest.mark.parametrize(
    ("part", "total", "found"),
    [
        # The part has no number in the column of the total; a dash that was read as a figure.
        ("—", "1,312.92", {"C601"}),
        ("一", "1,312.92", {"C601"}),
        ("一", "1,212.92", set()),
        # The part may have been counted twice.
        ("100.00", "1,312.92", set()),
        # It is a part, and the total is neither with it nor without.
        ("100.00", "1,212.92", set()),
        ("100.00", "1,252.92", {"C601"}),
        # More than what it is said to be a part of.
        ("900.00", "1,252.92", set()),
        ("见附表", "1,312.92", set()),
    ],
)
def test_a_part_without_a_number_is_no_part_of_a_total(
    run: Run, part: str, total: str, found: set[str]
) -> None:
    rows = (
        ("电力", "6,646,400", "816.84"),
        ("其中:光伏自用", "1,386,400", part),
        ("天然气", "", "377.72"),
        ("柴油", "", "18.36"),
        ("合计", "", total),
    )
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    assert codes(run, with_table(paper, SHARED, *rows)) == found


@pytest.mark.parametrize(
    ("total", "sure", "origin", "found"),
    [
        ("1,993.05", 0.98, Origin.OCR, {"C601"}),
        ("1,993.05", 0.94, Origin.OCR, set()),
        # Two figures changed places: no recogniser lets them, however faint the print.
        ("1,938.05", 0.86, Origin.OCR, {"C601"}),
        ("1,983.50", 0.98, Origin.OCR, set()),
        ("1,993.05", 0.98, Origin.TEXT_LAYER, {"C601"}),
        ("1,988.05", 0.98, Origin.TEXT_LAYER, set()),
    ],
)
def test_a_total_that_is_off_by_a_figure(
    run: Run, total: str, sure: float, origin: Origin, found: set[str]
) -> None:
    rows = (
        ("边角料", "1,842.60"), ("氧化皮", "96.40"), ("包装物", "31.20"), ("矿物油", "12.85"),
        ("合计", total),
    )  # fmt: skip
    paper = document("waste-disposal-record", holder=FIRM, years=(2025,), origin=origin)
    assert codes(run, with_table(paper, [("数量", "t")], *rows, sure=sure)) == found


@pytest.mark.parametrize(
    ("months", "total", "found"),
    [(12, "4,712,000", {"C601"}), (12, "4,702,000", set()), (11, "4,312,000", set())],
    ids=["two per mille", "right", "of eleven months"],
)
def test_months_of_a_year_add_up_to_the_figure(
    run: Run, months: int, total: str, found: set[str]
) -> None:
    amounts = (
        398_200, 342_600, 411_900, 403_300, 397_400, 409_600, 428_100, 430_700, 388_500, 377_200,
        380_900, 333_600,
    )  # fmt: skip
    rows = [(f"{n}月", f"{amounts[n - 1]:,}") for n in range(1, months + 1)]
    if months == 11:
        total = f"{sum(amounts[:11]) + 9000:,}"
    paper = document("statistical-report", holder=FIRM, years=(2024,))
    made = with_table(paper, [("电量", "kWh")], *rows, ("合计", total))
    assert codes(run, made) == found


YEAR = [(f"{n}月", f"{1000 + 10 * n:,}") for n in range(1, 13)]
OF_YEAR = ("合计", "12,780")


def with_roles(rows: Sequence[Row], *subtotals: str) -> Document:
    """A table of electricity in which the rows that are so named are subtotals."""
    paper = document("statistical-report", holder=FIRM, years=(2025,))
    made = with_table(paper, [("电量", "kWh")], *rows)
    (table,) = made.tables
    known = tuple(
        replace(row, role=Role.SUBTOTAL) if row.labels[0] in subtotals else row
        for row in table.rows
    )
    numbers = tuple(replace(q, role=known[q.row].role) for q in made.quantities)
    return replace(made, tables=(replace(table, rows=known),), quantities=numbers)


@pytest.mark.parametrize(
    ("label", "amount", "found"),
    [
        ("一季度小计", "3,060", set()),
        ("一季度小计", "3,600", {"C601"}),
        ("第1季度小计", "3,060", set()),
        ("第1季度小计", "3,600", {"C601"}),
        ("四季度小计", "3,330", set()),
        ("四季度小计", "3,060", {"C601"}),
        ("上半年小计", "6,210", set()),
        ("上半年小计", "6,570", {"C601"}),
        ("下半年小计", "6,570", set()),
        ("下半年小计", "6,210", {"C601"}),
    ],
)
def test_a_part_of_the_year_below_all_its_months(
    run: Run, label: str, amount: str, found: set[str]
) -> None:
    assert codes(run, with_roles([*YEAR, (label, amount), OF_YEAR], label)) == found


@pytest.mark.parametrize(("first", "found"), [("3,060", set()), ("3,360", {"C601"})])
def test_four_quarters_below_all_their_months(run: Run, first: str, found: set[str]) -> None:
    names = [f"{n}季度小计" for n in "一二三四"]
    rows = zip(names, (first, "3,150", "3,240", "3,330"), strict=True)
    assert codes(run, with_roles([*YEAR, *rows, OF_YEAR], *names)) == found


LINES = ("锅炉", "食堂", "浴室")


def by_line(*rows: Row) -> Document:
    """Gas by where it was used, with a total at the end of each row; of January's it is faint.

    So no total of a column can be told, and only rows accuse.
    """
    columns = [(name, "m3") for name in (*LINES, "月计")]
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    made = with_table(paper, columns, ("1月", "600", "100", "40", "740"), *rows)
    (table,) = made.tables
    ends = (*table.columns[:3], replace(table.columns[3], role=Role.TOTAL))
    first = table.rows[0]
    faint = replace(first, cells=(*first.cells[:3], replace(first.cells[3], confidence=0.9)))
    known = replace(table, columns=ends, rows=(faint, *table.rows[1:]))
    return replace(made, tables=(known,))


FEBRUARY = ("2月", "800", "100", "60", "960")
MARCH = ("3月", "700", "90", "50", "840")


@pytest.mark.parametrize(
    ("total", "found"),
    [
        (("2,100", "290", "150", "2,540"), set()),
        (("2,100", "290", "150", "2,840"), {"C601"}),
        # What was not read in a column of numbers is missing from the sum.
        (("2,100", "", "150", "2,540"), set()),
        (("2,100", "290", "", "2,540"), set()),
    ],
    ids=["right", "wrong", "a hole", "another hole"],
)
def test_a_row_of_totals_with_a_hole(run: Run, total: Row, found: set[str]) -> None:
    assert codes(run, by_line(FEBRUARY, MARCH, ("合计", *total))) == found


def test_a_row_of_the_body_with_a_hole(run: Run) -> None:
    whole = ("4月", "500", "80", "30", "910")
    assert codes(run, by_line(FEBRUARY, MARCH, whole)) == {"C601"}
    assert codes(run, by_line(FEBRUARY, MARCH, (*whole[:2], "", *whole[3:]))) == set()


def test_a_column_that_is_empty_in_most_rows_is_no_hole(run: Run) -> None:
    rows = [(*row[:3], "", total) for row, total in ((FEBRUARY, "900"), (MARCH, "790"))]
    assert codes(run, by_line(*rows, ("4月", "500", "80", "", "580"))) == set()
    assert codes(run, by_line(*rows, ("4月", "500", "80", "", "880"))) == {"C601"}


@pytest.mark.parametrize(
    ("below", "found"),
    [
        # All rows are summed up above it: the emissions are another amount.
        ((), set()),
        ((("碳普惠", "100.00"),), {"C601"}),
    ],
)
def test_a_total_below_the_sum_of_all_rows_is_another_amount(
    run: Run, below: tuple[Row, ...], found: set[str]
) -> None:
    rows = (
        ("绿证", "1,273.44"), ("绿电交易", "636.72"), ("CCER注销", "800.00"),
        ("小计", "2,710.16"), *below, ("合计", "3,192.19"),
    )  # fmt: skip
    assert codes(run, with_table(report(), EMITTED, *rows)) == found


def test_rows_numbered_within_another_are_parts_of_it(run: Run) -> None:
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    heads = [("序号", ""), ("折标煤", "tce")]

    def rows(total: str) -> list[Row]:
        return [
            ("电力", "1", "826.62"), ("外购电", "1.1", "653.63"), ("光伏", "1.2", "172.99"),
            ("天然气", "2", "105.81"), ("柴油", "3", "25.64"), ("合计", "", total),
        ]  # fmt: skip

    assert codes(run, with_table(paper, heads, *rows("958.07"))) == set()
    assert codes(run, with_table(paper, heads, *rows("998.07"))) == {"C601"}


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (("综合能源消费量", "890.86"), {"C601"}),
        (("综合能源消费量", "870.86"), set()),
        (("标准煤当量值", "890.86"), set()),
    ],
)
def test_the_energy_of_all_sources_is_their_total(run: Run, last: Row, found: set[str]) -> None:
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    sources = ("电力", "724.74"), ("天然气", "114.94"), ("柴油", "31.18")
    assert codes(run, with_table(paper, [("标准煤", "tce")], *sources, last)) == found


@pytest.mark.parametrize(("heading", "found"), [("发电量", set()), ("上网", {"C601"})])
def test_a_number_may_stand_beside_its_column(run: Run, heading: str, found: set[str]) -> None:
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    quarters = [("一季度", "311,200", ""), ("二季度", "491,900", ""), ("三季度", "", "458,600")]
    heads = [("发电量", "kWh"), (heading, "kWh")]
    made = with_table(paper, heads, *quarters, ("合计", "1,548,000", ""))
    # A line of the text above was taken for the first row of the heading.
    (table,) = made.tables
    columns = tuple(
        replace(c, headings=(above, *c.headings))
        for above, c in zip(("单位", "统计期"), table.columns, strict=True)
    )
    made = replace(made, tables=(replace(table, columns=columns),))
    assert codes(run, made) == found


@pytest.mark.parametrize(("year", "found"), [("96.1", set()), ("281.9", {"C601"})])
def test_a_year_among_its_months_is_their_average(run: Run, year: str, found: set[str]) -> None:
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    months = ("1月", "92.1"), ("2月", "103.3"), ("3月", "95.5")
    assert codes(run, with_table(paper, [("电耗", "kWh")], *months, ("合计", year))) == found


@pytest.mark.parametrize(("year", "found"), [("600", set()), ("651", {"C601"})])
def test_a_year_below_months_and_their_quarters(run: Run, year: str, found: set[str]) -> None:
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    first = ("A1", "100"), ("A2", "120"), ("A3", "80"), ("A", "300")
    second = ("B1", "90"), ("B2", "110"), ("B3", "100"), ("B", "300")
    rows = *first, *second, ("合计", year)
    assert codes(run, with_table(paper, [("电耗", "kWh")], *rows)) == found


@pytest.mark.parametrize(("year", "found"), [("1,278", set()), ("1,378", {"C601"})])
def test_halves_of_a_year_below_its_months(run: Run, year: str, found: set[str]) -> None:
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    months = [(f"{n}月", f"{100 + n}") for n in range(1, 13)]
    rows = *months, ("上半年", "621"), ("下半年", "657"), ("合计", year)
    assert codes(run, with_table(paper, [("电耗", "kWh")], *rows)) == found


def test_what_is_no_source_of_energy_is_no_part_of_it(run: Run) -> None:
    paper = document("performance-calculation", holder=FIRM, years=(2025,))
    rows = ("光伏", "555.02"), ("绿电", "3,291.26"), ("可再生能源消费量", "3,846.28")
    made = with_table(paper, [("tce", "tce")], *rows, ("综合能源消费量", "8,986.66"))
    assert codes(run, made) == set()


@pytest.mark.parametrize(
    ("first", "total", "found"),
    [(1, "1,278", {"C601"}), (1, "1,115", set()), (3, "1,278", set())],
)
def test_what_counts_from_january(run: Run, first: int, total: str, found: set[str]) -> None:
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    months = [(f"{n}月", f"{106 + n}") for n in range(first, first + 10)]
    made = with_table(paper, [("电量", "kWh")], *months, ("合", total))
    (table,) = made.tables
    last = replace(table.rows[-1], labels=("累计",))
    made = replace(made, tables=(replace(table, rows=(*table.rows[:-1], last)),))
    assert codes(run, made) == found


@pytest.mark.parametrize(
    ("heading", "total", "origin", "found"),
    [
        ("合计功率(kW)", "51.46", Origin.CELL, {"C601"}),
        ("合计功率(kW)", "49.46", Origin.CELL, set()),
        # Of one machine each; what is printed may be rounded.
        ("单灯功率(kW)", "51.46", Origin.CELL, set()),
        ("合计功率(kW)", "51.46", Origin.TEXT_LAYER, set()),
    ],
)
def test_powers_of_all_machines_of_a_row(
    run: Run, heading: str, total: str, origin: Origin, found: set[str]
) -> None:
    values = ("18", "16.5", "7.56", "5.4", "2", total)
    labels = ("1号厂房", "2号厂房", "3号厂房", "办公区", "道路", "合计")
    paper = document("equipment-list", holder=FIRM, origin=origin)
    made = with_table(paper, [(heading, "kW")], *zip(labels, values, strict=True))
    assert codes(run, made) == found


@pytest.mark.parametrize(
    ("total", "found"), [("1.480", set()), ("1,480", set()), ("1,840", {"C601"})]
)
def test_a_total_whose_comma_was_read_as_a_point(run: Run, total: str, found: set[str]) -> None:
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,))
    months = [(f"{n}月", "370") for n in range(1, 5)]
    made = with_table(paper, [("发电量", "kWh")], *months, ("合计", total))
    assert codes(run, replace(made, origin=Origin.OCR)) == found


@pytest.mark.parametrize(
    ("total", "beside", "found"),
    [
        ("1,264,000", ("上网电量", "0"), set()),
        ("1,246,000", ("上网电量", "0"), {"C601"}),
        ("1,264,000", ("", ""), set()),
    ],
)
def test_another_thing_beside_the_total_of_months_two_abreast(
    run: Run, total: str, beside: tuple[str, str], found: set[str]
) -> None:
    columns = [("电量(kWh)", "kWh"), ("月份", ""), ("电量(kWh)", "kWh")]
    rows = [
        (f"{n}月", f"{98_000 + n * 1000:,}", f"{n + 6}月", f"{105_000 + n * 1000:,}")
        for n in range(1, 7)
    ]
    of_all = sum(203_000 + n * 2000 for n in range(1, 7))
    assert of_all == 1_260_000
    rows[-1] = ("6月", "104,000", "12月", "115,000")
    paper = with_table(report(), columns, *rows, ("合计", total, *beside))
    assert codes(run, paper) == found


@pytest.mark.parametrize(
    ("total", "text", "found"),
    [
        # The total of what two other numbers of the paper are together.
        ("47,318.60", "净额36,904.20元,另计运杂费10,414.40元", set()),
        ("47,318.60", "净额36,904.20元,另计运杂费10,441.40元", {"C601"}),
        ("47,318.60", "", {"C601"}),
    ],
)
def test_a_total_that_others_make(run: Run, total: str, text: str, found: set[str]) -> None:
    rows = (("钢材", "21,842.60"), ("管件", "9,640.15"), ("阀门", "5,421.45"), ("合计", total))
    paper = document("equipment-list", holder=FIRM, text=text)
    assert codes(run, with_table(paper, [("金额(元)", "元")], *rows)) == found


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("1,250", "1.310", "2,560"), False),
        (("1.250", "1.310", "2,560"), False),
        (("1,250", "1,310", "2,960"), True),
    ],
)
def test_parts_whose_commas_were_read_as_points(
    run: Run, cells: tuple[str, str, str], found: bool
) -> None:
    paper = document("energy-consumption-table", holder=FIRM, years=(2025,), origin=Origin.OCR)
    rows = zip(("甲线", "乙线", "合计"), cells, strict=True)
    made = with_table(paper, [("用电量(kWh)", "kWh")], *rows)
    assert ("C601" in codes(run, made)) is found


BY_MONTH = (*(f"{m}月" for m in "一二三四五六七八九十"), "十一月", "十二月")


@pytest.mark.parametrize(
    ("first", "total", "found"),
    [
        ("一月", "11,580", {"C601"}),
        ("元月", "11,580", {"C601"}),
        ("一月份", "11,580", {"C601"}),
        ("一月", "12,660", set()),
        # 1,080 left out of rows that are no months: a choice of them may be meant.
        ("一车间", "11,580", set()),
    ],
)
def test_a_total_that_leaves_out_a_month_named_in_words(
    run: Run, first: str, total: str, found: set[str]
) -> None:
    labels = (first, *BY_MONTH[1:])
    if not first.endswith(("月", "月份")):
        labels = tuple(f"{m[:-1]}车间" for m in BY_MONTH)
    rows = [(label, f"{1000 + 10 * n:,}", "kWh") for n, label in enumerate(labels)]
    assert codes(run, of_units(*rows, ("合计", total, "kWh"))) == found
