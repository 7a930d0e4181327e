"""C601 on invoices: amount, tax and the price with both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]


def invoice(*rows: tuple[str, ...], sure: float = 0.99) -> Document:
    """An invoice of these rows of cells."""
    lines = [
        Line(1, " ".join(cells), Box(0.1, 0.1 * n, 0.9, 0.1 * n + 0.02), sure)
        for n, cells in enumerate(rows, 1)
    ]
    return replace(document("invoice", holder=FIRM), lines=tuple(lines))


SUM = ("合计", "¥548,672.57", "¥71,327.43")

GOODS = ("*供电*售电", "千瓦时", "673,500", "0.6612", "445,318.20", "13%", "57,891.37")
OTHER_GOODS = ("*服务*运维", "100,000.00", "13%", "13,000.00")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((SUM, ("价税合计(大写)", "陆拾肆万圆整", "(小写)", "¥640,000.00")), True),
        ((("合 计", "¥1000.00 ¥130.00"), ("价税合计", "¥1310.00")), True),
        ((SUM, ("价税合计(大写)", "陆拾贰万圆整", "(小写)", "¥620,000.00")), False),
        # Rounded row by row; free of tax; with a discount in a figure of its own.
        ((SUM, ("价税合计", "¥620,000.03")), False),
        ((("合计", "¥548,672.57", "***"), ("价税合计", "¥640,000.00")), False),
        ((SUM, ("价税合计", "¥640,000.00", "已付 ¥20,000.00")), False),
        ((SUM, SUM, ("价税合计", "¥640,000.00")), False),
        # Nothing but the price sums up the goods; one of them cannot be read.
        ((GOODS, ("价税合计", "¥512,209.57")), True),
        ((GOODS, ("价税合计", "¥503,209.57")), False),
        ((GOODS, OTHER_GOODS, ("价税合计", "¥614,306.57")), True),
        ((GOODS, OTHER_GOODS, ("价税合计", "¥616,209.57")), False),
        ((GOODS, ("*服务*运维", "100,000", "13%"), ("价税合计", "¥616,209.57")), False),
    ],
)
def test_the_price_with_tax(run: Run, rows: tuple[tuple[str, ...], ...], found: bool) -> None:
    assert ("C601" in run(invoice(*rows)).of_documents()) is found


@pytest.mark.parametrize(
    ("words", "figures", "found"),
    [
        # One figure that looks like another; the words bear out the sum, or the price.
        ("壹拾伍万叁仟肆佰柒拾贰元整", "¥133,472.00", False),
        ("壹拾叁万叁仟肆佰柒拾贰元整", "¥133,472.00", True),
        ("壹拾玖万零肆佰柒拾贰元整", "¥190,472.00", True),
    ],
)
def test_a_price_of_a_scan_in_which_one_figure_may_be_misread(
    run: Run, words: str, figures: str, found: bool
) -> None:
    sums = ("合计", "¥140,800.00", "¥12,672.00")
    scan = replace(invoice(sums, ("价税合计(大写)", words, "(小写)", figures)), origin=Origin.OCR)
    assert ("C601" in run(scan).of_documents()) is found


def test_figures_that_were_hardly_read_accuse_nobody(run: Run) -> None:
    faint = invoice(SUM, ("价税合计", "¥640,000.00"), sure=0.8)
    assert "C601" not in run(replace(faint, origin=Origin.OCR)).of_documents()


@pytest.mark.parametrize(
    ("price", "found"), [("¥367,200.00", False), ("¥376,200.00", True), ("¥367.200.00", False)]
)
def test_a_comma_that_was_read_as_a_point(run: Run, price: str, found: bool) -> None:
    rows = (("合计", "¥324.955.75", "¥42,244.25"), ("价税合计", price))
    assert ("C601" in run(invoice(*rows)).of_documents()) is found


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("*光伏组件*", "块", "240", "165.00", "36,900.00", "13%"), True),
        (("*光伏组件*", "块", "240", "165.00", "39,600.00", "13%"), False),
        # Otherwise than by its figures; a discount; one piece; no three numbers beside each other.
        (("*光伏组件*", "块", "240", "165.00", "38,600.00", "13%"), False),
        (("*光伏组件*", "块", "240", "165.00", "35,640.00", "13%"), False),
        (("*光伏组件*", "块", "1", "165.00", "156.00", "13%"), False),
        (("*光伏组件*", "240", "165.00"), False),
    ],
)
def test_an_amount_with_the_figures_of_another(
    run: Run, cells: tuple[str, ...], found: bool
) -> None:
    assert ("C601" in run(invoice(cells)).of_documents()) is found


def test_swapped_figures_accuse_only_where_they_were_read(run: Run) -> None:
    row = ("*光伏组件*", "块", "240", "165.00", "36,900.00")
    faint = replace(invoice(row, sure=0.7), origin=Origin.OCR)
    assert "C601" not in run(faint).of_documents()
    assert "C601" in run(replace(invoice(row, sure=0.85), origin=Origin.OCR)).of_documents()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("陆拾叁万圆整", True),
        ("陆拾贰万圆整", False),
    ],
)
def test_a_faint_price_in_words_is_held_against_one_that_the_sums_bear_out(
    run: Run, words: str, found: bool
) -> None:
    price = ("价税合计(大写)", words, "(小写)", "¥620,000.00")
    faint = replace(invoice(SUM, price, sure=0.92), origin=Origin.OCR)
    assert ("C601" in run(faint).of_documents()) is found
    # Nothing bears it out.
    alone = replace(invoice(price, sure=0.92), origin=Origin.OCR)
    assert "C601" not in run(alone).of_documents()


@pytest.mark.parametrize(
    ("words", "sums", "found"),
    [
        ("陆拾肆万圆整", ("合计", "¥548,672.57", "¥71,327.43"), True),
        ("陆拾贰万圆整", ("合计", "¥548,672.57", "¥71,327.43"), False),
        # The sums are not those of the goods: one of the two is misread.
        ("陆拾肆万圆整", ("合计", "¥548,612.57", "¥71,327.43"), False),
    ],
)
def test_a_faint_price_that_stands_there_twice(
    run: Run, words: str, sums: tuple[str, ...], found: bool
) -> None:
    goods = ("*供电*电费", "548,672.57", "13", "71,327.43")
    price = ("价税合计(大写)", words, "(小写)", "¥640,000.00")
    faint = replace(invoice(goods, sums, price, sure=0.85), origin=Origin.OCR)
    assert ("C601" in run(faint).of_documents()) is found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # The sum of both columns, by its words or by its number; and the same, wrong.
        ((GOODS, ("合计（含税）", "503,209.57", "元，单价3.25元")), False),
        (
            (GOODS, ("合计含税", "¥503,209.57", "(伍拾万叁仟贰佰零玖元伍角柒分)，单价0.75元")),
            False,
        ),
        ((GOODS, ("合计含税", "¥530,209.57")), True),
        ((GOODS, ("合计", "503,209.57", "57,891.37")), False),
        ((GOODS, ("合计", "503,209.57", "57,891.37"), ("价税合计", "503,209.57")), False),
        ((GOODS, ("小计", "503,209.57", "其中税额57,891.37")), False),
        # The sums of each column, and wrong ones, by whatever words.
        ((GOODS, ("合计（不含税）", "445,318.20", "57,891.37")), False),
        ((GOODS, ("合计（不含税）", "454,318.20", "57,891.37")), True),
        ((GOODS, ("合计", "454,318.20", "57,891.37")), True),
        # Goods without tax are in the sum.
        (
            (GOODS, ("*代收", "1,200.00", "免税", "***"), ("合计", "446,518.20", "57,891.37")),
            False,
        ),
    ],
)
def test_a_sum_of_the_columns_of_amount_and_tax(
    run: Run, rows: tuple[tuple[str, ...], ...], found: bool
) -> None:
    assert ("C601" in run(invoice(*rows)).of_documents()) is found
