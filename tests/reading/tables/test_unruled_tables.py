"""Unruled tables: told by how their print is aligned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin, Page, Span
from evidencecheck.reading.tables.unruled import unruled_tables
from evidencecheck.reading.two_pages import parted

A4 = (595.0, 842.0)
LEFTS = (0.1, 0.4, 0.65)
ROWS = (
    ("类别", "排放量(tCO2e)", "占比"),
    ("范围一", "1,000.50", "8.1%"),
    ("范围二", "11,345.17", "91.9%"),
    ("合计", "12,345.67", "100.0%"),
)


def spans(
    rows: Sequence[Sequence[str]],
    lefts: Sequence[float] = LEFTS,
    *,
    top: float = 0.2,
    origin: Origin = Origin.TEXT_LAYER,
    em: float = 0.018,
) -> tuple[Span, ...]:
    found = []
    for number, row in enumerate(rows):
        y = top + 0.03 * number
        for text, x in zip(row, lefts, strict=True):
            ems = sum(1.0 if ord(c) > 0x2E7F else 0.5 for c in text)
            if text:
                found.append(Span(text, Box(x, y, x + ems * em, y + 0.016), origin, 0.99))
    return tuple(found)


@pytest.mark.parametrize("origin", [Origin.TEXT_LAYER, Origin.OCR])
def test_columns_of_numbers_make_a_table(origin: Origin) -> None:
    (table,) = unruled_tables(spans(ROWS, origin=origin), A4)
    assert [tuple(c.text for c in row) for row in table.rows] == list(ROWS)


def test_an_empty_cell_stays_empty() -> None:
    rows = (*ROWS[:2], ("范围二", "", "91.9%"), ROWS[3])
    (table,) = unruled_tables(spans(rows), A4)
    assert {c.column: c.text for c in table.rows[2] if c.text} == {0: "范围二", 2: "91.9%"}


def test_a_letter_is_no_table() -> None:
    lines = [(f"我单位承诺所提交的第{n}项材料真实有效,并对其真实性负责。",) for n in range(12)]
    assert unruled_tables(spans(lines, (0.1,)), A4) == ()


def test_labels_with_words_behind_them_are_no_table_of_numbers() -> None:
    rows = (
        ("单位名称", "云岭示例精工有限公司"),
        ("有效期至", "2027年1月1日"),
        ("认证范围", "生产"),
    )
    assert unruled_tables(spans(rows, LEFTS[:2]), A4) == ()


def test_print_of_ruled_tables_is_left_to_them() -> None:
    found = spans(ROWS)
    assert unruled_tables(found, A4, taken=range(len(found))) == ()


def test_two_pages_on_a_sheet_keep_their_own_tables() -> None:
    prose = tuple("本单位对排放数据的真实性与完整性负责。" for _ in range(9))
    halves = []
    for shift in (0.0, 0.52):
        lines = spans([(t,) for t in prose], (0.05 + shift,), top=0.1, em=0.018)
        numbers = spans(ROWS, tuple(0.05 + shift + x / 2 for x in LEFTS), top=0.5, em=0.009)
        halves.append((*lines, *numbers))
    both = (*halves[0], *halves[1])
    size = (1190.0, 842.0)
    page = Page(1, *size, spans=both, tables=unruled_tables(both, size))
    left, right = parted(page, lambda: np.full((842, 1190, 3), 255, np.uint8))
    for half in (left, right):
        (table,) = half.tables
        assert [tuple(c.text for c in row) for row in table.rows] == list(ROWS)
        assert all(0 <= c.box.x0 <= c.box.x1 <= 1 for row in table.rows for c in row)


SOURCES = (
    ("", "天然气", "1,235.35"),
    ("", "汽油", "2,833.44"),
    ("", "冷媒", "1,134.05"),
    ("", "电力", "2,101.03"),
    ("", "蒸汽", "829.03"),
)


def labelled(*labels: tuple[str, float]) -> list[list[tuple[int, str]]]:
    """The first cells of a table of ``SOURCES``, with labels at rows counted from 0, or between."""
    found = [*spans((("类别", "排放源", "排放量"), *SOURCES, ("合计", "", "8,132.90")))]
    for text, row in labels:
        (label,) = spans(((text,),), (LEFTS[0],), top=0.2 + 0.03 * (row + 1))
        found.append(label)
    (table,) = unruled_tables(found, A4)
    return [[(c.rows, c.text) for c in row if c.column == 0] for row in table.rows[1:]]


def test_labels_in_the_middle_of_their_rows_are_of_all_of_them() -> None:
    assert labelled(("范围一", 1), ("范围二", 3.5)) == [
        [(3, "范围一")], [], [], [(2, "范围二")], [], [(1, "合计")]
    ]  # fmt: skip


def test_labels_at_the_top_of_their_rows_are_left_there() -> None:
    assert labelled(("范围一", 0), ("范围二", 3)) == [
        [(1, "范围一")], [], [], [(1, "范围二")], [], [(1, "合计")]
    ]  # fmt: skip


def test_a_line_over_two_columns_is_parted_at_its_blank() -> None:
    rows = (
        ("项目", "来源", "排放量"),
        ("直接排放", "天然气", "12.50"),
        ("间接排放", "电力", "18.75"),
    )
    found = spans(rows, (0.1, 0.3, 0.6), origin=Origin.OCR)
    box = Box(0.1, 0.29, 0.42, 0.306)
    last = spans((("31.25",),), (0.6,), top=0.29, origin=Origin.OCR)
    over = Span("其他间接的排放 废弃物处置", box, Origin.OCR, 0.99)
    (table,) = unruled_tables((*found, over, *last), A4)
    assert [c.text for c in table.rows[-1]] == ["其他间接的排放", "废弃物处置", "31.25"]


@pytest.mark.parametrize(
    ("label", "over", "last"),
    [
        ("合计", "1,843.20含办公用电", ["合计", "1,843.20", "含办公用电"]),
        ("总计", "1843.20全年各月之和", ["总计", "1843.20", "全年各月之和"]),
        # Words below the table, and what is no number of a sum.
        ("说明", "1,843.20含办公用电", ["二月", "902.10", "停产检修"]),
        ("合计", "含办公用电1,843.20", ["二月", "902.10", "停产检修"]),
    ],
)
def test_a_sum_that_runs_on_into_the_words_beside_it(
    label: str, over: str, last: list[str]
) -> None:
    rows = (("月份", "用电量", "备注"), ("一月", "941.10", "正常"), ("二月", "902.10", "停产检修"))
    found = spans(rows, (0.1, 0.4, 0.56), origin=Origin.OCR)
    (first,) = spans(((label,),), (0.1,), top=0.29, origin=Origin.OCR)
    run_on = Span(over, Box(0.39, 0.29, 0.66, 0.306), Origin.OCR, 0.99)
    (table,) = unruled_tables((*found, first, run_on), A4)
    assert [c.text for c in table.rows[-1]] == last
