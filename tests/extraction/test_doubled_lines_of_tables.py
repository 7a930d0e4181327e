"""Rows and columns that the ring of a seal across the rules of a table makes two of."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, with_table


def shape(extractor: Extractor, *rows: list[str]) -> list[tuple[str, ...]]:
    made = with_table(page("填报单位:青河示例机械有限公司", title="能源消费统计表"), rows)
    (table,) = extractor.documents(reading(made))[0].tables
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


@pytest.mark.parametrize(
    "rows",
    [
        # A column and a row twice; what is left of a row is empty.
        [
            ["月份", "天然气(m3)", "<"],
            ["1月", "9,800", "<"],
            ["合计", "9,800", "<"],
            ["^", "^", ""],
        ],
        [["月份", "天然气(m3)"], ["1月", "9,800"], ["合计", "9,800"], ["^", "^"]],
    ],
)
def test_a_line_that_only_goes_on_is_one(extractor: Extractor, rows: list[list[str]]) -> None:
    assert shape(extractor, *rows) == [("1月", "9,800"), ("合计", "9,800")]


def test_a_joined_cell_beside_others_stays_in_its_rows(extractor: Extractor) -> None:
    rows = [
        ["月份", "能源", "数量"],
        ["1月", "天然气", "9,800"],
        ["^", "柴油", "12"],
        ["合计", "", "9,812"],
    ]
    assert shape(extractor, *rows)[:2] == [("1月", "天然气", "9,800"), ("1月", "柴油", "12")]
