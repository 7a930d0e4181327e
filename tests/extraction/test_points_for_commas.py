"""Commas of tables that were read as points, and points that were not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from evidencecheck.domain.document import Quantity
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, with_table

Rows = Sequence[Sequence[str]]


def numbers(extractor: Extractor, *rows: Sequence[str]) -> tuple[Quantity, ...]:
    above = page("统计年度:2025年", title="能源消费统计表")
    (document,) = extractor.documents(reading(with_table(above, rows)))
    return document.quantities


def column(extractor: Extractor, heading: str, *cells: str) -> list[float]:
    """The numbers of a column, one a row."""
    rows = [(f"品种{letter}", cell) for letter, cell in zip("甲乙丙丁戊己", cells, strict=False)]
    return [q.value for q in numbers(extractor, ("品种", heading), *rows)]


@pytest.mark.parametrize(
    ("heading", "cells", "values"),
    [
        # Numbers below a thousand have no comma to go by.
        ("数量(t)", ("640", "380", "1.200", "2,900"), [640, 380, 1200, 2900]),
        ("数量(个)", ("640", "380", "1.200", "2,900"), [640, 380, 1200, 2900]),
        ("数量(t)", ("1.250", "2.75"), [1.25, 2.75]),
        ("数量(t)", ("0.500", "0.75", "1.2"), [0.5, 0.75, 1.2]),
        ("数量", ("0.500 t", "0.750 t", "1.20 t"), [0.5, 0.75, 1.2]),
        # What is above it is of another unit.
        ("数量", ("2,900 kWh", "3,100 kWh", "1.250 t"), [2900, 3100, 1.25]),
        # Nothing but small numbers beside it; large ones that have no comma either.
        ("数量(t)", ("640", "380", "1.200"), [640, 380, 1.2]),
        ("数量(t)", ("6400", "3800", "1.200"), [6400, 3800, 1.2]),
        # A number that has decimals beside one with a comma.
        ("数量(t)", ("2,900", "12.5", "1.200"), [2900, 12.5, 1.2]),
    ],
)
def test_a_point_in_a_column(
    extractor: Extractor, heading: str, cells: tuple[str, ...], values: list[float]
) -> None:
    assert column(extractor, heading, *cells) == pytest.approx(values)


def test_a_number_that_was_mended_is_less_sure(extractor: Extractor) -> None:
    heads = ("品种", "数量(t)")
    rows = [("钢材", "640"), ("铝材", "1.200"), ("铜材", "2,900")]
    first, mended, last = numbers(extractor, heads, *rows)
    assert mended.raw == "1.200"
    assert mended.confidence < min(first.confidence, last.confidence)


@pytest.mark.parametrize(
    ("heads", "cells", "values"),
    [
        (("2023年(t)", "2024年(t)", "2025年(t)"), ("3,345", "3.260", "3,420"), [3345, 3260, 3420]),
        # Another unit beside it; decimals beside it; no unit that says that they are alike.
        (("钢材(t)", "用电(kWh)", "用水(m3)"), ("3.260", "3,345", "3,420"), [3.26, 3345, 3420]),
        (("2023年(t)", "2024年(t)", "2025年(t)"), ("33.45", "3.260", "34.2"), [33.45, 3.26, 34.2]),
        (("2023年", "2024年", "2025年"), ("3,345", "3.260", "3,420"), [3345, 3.26, 3420]),
    ],
    ids=["one unit", "three units", "decimals", "no unit"],
)
def test_a_point_in_a_row(
    extractor: Extractor, heads: tuple[str, ...], cells: tuple[str, ...], values: list[float]
) -> None:
    found = numbers(extractor, ("品种", *heads), ("钢材", *cells))
    assert [q.value for q in found] == pytest.approx(values)


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("8.300 个", 8300, "个"),
        ("1.248台", 1248, "台"),
        # Of weights and of money there are thousandths; other figures are no thousands.
        ("8.300 t", 8.3, "t"),
        ("8.300 元", 8.3, "元"),
        ("8.30 个", 8.3, "个"),
    ],
)
def test_things_that_are_counted_have_no_thousandths(
    extractor: Extractor, cell: str, value: float, unit: str
) -> None:
    (found,) = numbers(extractor, ("项目", "数量"), ("光伏组件", cell))
    assert (found.value, found.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("heads", "cells", "values"),
    [
        # One column, in which a line was seen at one row.
        (("品种", "数量(t)", "<"), [("甲", "640", "<"), ("乙", "4.", "248.44")], [640, 4248.44]),
        (("品种", "数量(t)", "<", "<"), [("甲", "640", "<", "<"), ("乙", "6,", "1", "32,000")],
         [640, 6_132_000]),
        (("品种", "数量(t)", "<"), [("甲", "640", "<"), ("乙", "4", "248.44")], [640, 4, 248.44]),
        # Two columns.
        (("品种", "序号", "数量(t)"), [("甲", "3.", "640"), ("乙", "4.", "248.44")], [640, 248.44]),
    ],
)  # fmt: skip
def test_a_number_taken_apart_by_a_line_that_is_none(
    extractor: Extractor,
    heads: tuple[str, ...],
    cells: list[tuple[str, ...]],
    values: list[float],
) -> None:
    assert [q.value for q in numbers(extractor, heads, *cells)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("heads", "value"),
    [(("品种", "数量(t)", "数量(t)"), 1310), (("品种", "数量(t)", "损耗(t)"), 1.31)],
    ids=["one heading", "two headings"],
)
def test_a_column_that_was_read_as_two(
    extractor: Extractor, heads: tuple[str, ...], value: float
) -> None:
    rows = [("钢材", "1,250", ""), ("铝材", "2,400", ""), ("铜材", "", "1.310")]
    found = numbers(extractor, heads, *rows)
    assert [q.value for q in found] == pytest.approx([1250, 2400, value])
