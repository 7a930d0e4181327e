"""C601: rates of what is fitted to what is asked for, and products beside columns of words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes, report, with_table

Run = Callable[..., Outcome]
Row = tuple[str, ...]

METERS = [("应配", "台"), ("实配", "台"), ("配备率", "%")]
RIGHT: list[Row] = [("进出用能单位", "12", "12", "100%"), ("主要次级用能单位", "25", "24", "96%")]


def fitted(run: Run, *rows: Row) -> set[str]:
    paper = document("equipment-list", holder=FIRM, standards="GB 17167-2025")
    return codes(run, with_table(paper, METERS, *rows))


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("主要用能设备", "40", "34", "95%"), {"C601"}),
        (("主要用能设备", "40", "34", "85%"), set()),
        # Rounded; not told; of none; so far off that it is something else.
        (("主要用能设备", "42", "34", "81%"), set()),
        (("主要用能设备", "40", "34", "—"), set()),
        (("主要用能设备", "0", "0", "95%"), set()),
        (("主要用能设备", "40", "34", "25%"), set()),
    ],
)
def test_a_rate_beside_right_ones(run: Run, row: Row, found: set[str]) -> None:
    assert fitted(run, *RIGHT, row) == found


def test_a_rate_that_nothing_beside_it_bears_out_accuses_nobody(run: Run) -> None:
    wrong = ("主要用能设备", "40", "34", "95%")
    assert fitted(run, wrong) == set()
    # Where two are wrong, the columns are of something else.
    assert fitted(run, RIGHT[0], ("照明", "50", "30", "95%"), wrong) == set()


def test_a_rate_that_was_hardly_read_is_not_reckoned(run: Run) -> None:
    paper = document("equipment-list", holder=FIRM, standards="GB 17167-2025")
    rows = [*RIGHT, ("主要用能设备", "40", "34", "95%")]
    assert codes(run, with_table(paper, METERS, *rows, sure=0.9)) == set()


NAMING = [
    ("因子单位", "tCO2/MWh", "tCO2/t"),
    ("因子来源", "国家公告", "缺省值"),
    ("排放因子数据来源", "2024年第33号公告", "GB/T 32150"),
]


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(("heading", "first", "second"), NAMING)
@pytest.mark.parametrize(("result", "found"), [("36.0", {"C601"}), ("31.0", set())])
def test_a_column_that_only_names_the_factor(
    run: Run, heading: str, first: str, second: str, before: bool, result: str, found: set[str]
) -> None:
    rate, words = ("排放因子", ""), (heading, "")
    pair = [words, rate] if before else [rate, words]
    columns = [("活动数据", ""), *pair, ("排放量(tCO2e)", "tCO2e")]

    def row(label: str, used: str, factor: str, said: str, emitted: str) -> Row:
        return (label, used, *((said, factor) if before else (factor, said)), emitted)

    rows = [row("天然气", "40", "21.62", first, "864.8"), row("柴油", "10", "3.1", second, result)]
    assert codes(run, with_table(report(), columns, *rows)) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("冷却塔", "11", "3", "38"), {"C601"}),
        (("冷却塔", "11", "3", "33"), set()),
        # One of three stands by; rounded.
        (("冷却塔", "11", "3", "22"), set()),
        (("冷却塔", "7.5", "3", "23"), set()),
    ],
)
def test_few_machines_are_counted_and_not_rounded(run: Run, row: Row, found: set[str]) -> None:
    columns = [("单台功率(kW)", "kW"), ("台数", ""), ("总功率(kW)", "kW")]
    rows = [("主风机", "45", "2", "90"), ("循环泵", "18.5", "4", "74"), row]
    made = with_table(document("equipment-list", holder=FIRM), columns, *rows)
    assert codes(run, made) == found


def test_of_two_columns_of_factors_nobody_knows_which(run: Run) -> None:
    columns = [("活动数据", ""), ("CO2排放因子", ""), ("CH4排放因子", ""), ("排放量(tCO2e)", "")]
    rows = [("天然气", "40", "21.62", "2", "864.8"), ("柴油", "10", "3.1", "3", "36.0")]
    assert codes(run, with_table(report(), columns, *rows)) == set()


@pytest.mark.parametrize(
    ("used", "factor", "stated", "found"),
    [
        # What comes out of a sum counts; two columns that were read as one say nothing.
        ("3,586.0-1,200.0=2,386.0 MWh", "0.6096 tCO2/MWh", "1,454.51", False),
        ("3,586.0-1,200.0=2,386.0 MWh", "0.6096 tCO2/MWh", "1,854.51", True),
        ("4,144,000 kWh 0.5568 tCO2/MWh", "4,144,000 kWh 0.5568 tCO2/MWh", "2,307.38", False),
    ],
)
def test_cells_with_several_numbers(
    run: Run, used: str, factor: str, stated: str, found: bool
) -> None:
    paper = document("ghg-report", holder=FIRM, years=(2025,))
    heads = [("活动数据", ""), ("排放因子", ""), ("排放量(tCO2e)", "tCO2e")]
    rows = (
        ("外购电力", used, factor, stated),
        ("天然气", "31.25 万Nm3", "21.62 tCO2/万Nm3", "675.63"),
        ("柴油", "3.20 t", "3.096 tCO2/t", "9.91"),
    )
    assert ("C601" in codes(run, with_table(paper, heads, *rows))) is found


@pytest.mark.parametrize("sure", [0.99, 0.92])
def test_the_count_of_rows_is_nothing_that_a_factor_is_for(run: Run, sure: float) -> None:
    heads = [("序号", ""), ("实物量", ""), ("折标系数", ""), ("折标煤", "tce")]
    rows = ("电力", "1", "672.60", "1.229", "826.63"), ("柴油", "3", "17.60", "1.4571", "25.64")
    made = with_table(report("energy-consumption-table"), heads, *rows)
    (table,) = made.tables
    doubted = tuple(
        replace(row, cells=(row.cells[0], replace(row.cells[1], confidence=sure), *row.cells[2:]))
        for row in table.rows
    )
    assert codes(run, replace(made, tables=(replace(table, rows=doubted),))) == set()
