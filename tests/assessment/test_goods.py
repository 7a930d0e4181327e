"""C601, C604 on invoices: rows of goods, their sums, prices in words and in the code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import PageMark
from evidencecheck.domain.money_words import money_in_words
from evidencecheck.domain.page import Mark, MarkKind, Origin
from tests.assessment.conftest import BOX, Outcome
from tests.assessment.test_taxes import invoice

Run = Callable[..., Outcome]
FIRST = ("*设备*换热器", "套", "1", "1238938.05", "1238938.05", "13%", "161061.95")
SECOND = ("*自控*温控", "套", "2", "203539.825", "407079.65", "13%", "52920.35")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((FIRST, SECOND, ("合计", "¥1646017.70", "¥213982.30")), False),
        ((FIRST, SECOND, ("合计", "¥1466017.70", "¥213982.30")), True),
        ((FIRST, SECOND, ("合计", "¥1646017.70", "¥123982.30")), True),
        ((("*灯*灯", "只", "186", "371.681416", "69132.74", "13%", "8987.26"),), False),
        ((("*灯*灯", "只", "186", "371.681416", "96132.74", "13%", "12497.26"),), True),
        ((("*灯*灯", "只", "186", "371.681416", "69132.74", "13%", "9887.26"),), True),
        # A row whose amount was not read: no sum can be held against the others.
        ((FIRST, ("*自控*温控", "13%"), ("合计", "¥1646017.70", "¥213982.30")), False),
    ],
)
def test_rows_of_goods(run: Run, rows: tuple[tuple[str, ...], ...], found: bool) -> None:
    assert ("C601" in run(invoice(*rows)).of_documents()) is found


def test_one_misread_figure_accuses_no_scan(run: Run) -> None:
    # 8 for 3: 50.00 too many.
    rows = (("*灯*灯", "只", "10", "100.00", "1000.00", "13%", "180.00"),)
    assert "C601" in run(invoice(*rows)).of_documents()
    assert "C601" not in run(replace(invoice(*rows), origin=Origin.OCR)).of_documents()


@pytest.mark.parametrize(
    ("figures", "found"), [("¥230,045.40", True), ("¥230,450.40", False), ("¥ 230450.40", False)]
)
def test_a_price_in_words(run: Run, figures: str, found: bool) -> None:
    row = ("价税合计(大写)", "贰拾叁万零肆佰伍拾元肆角整", "(小写)", figures)
    assert ("C601" in run(invoice(row)).of_documents()) is found


def test_words_and_figures_of_a_scan(run: Run) -> None:
    words = ("价税合计(大写)", "贰拾叁万零肆佰伍拾元肆角整", "(小写)")
    # 8 looks like 5, and 3 not like 0.
    for figures, found in (("¥230,480.40", False), ("¥233,450.40", True)):
        paper = invoice((*words, figures))
        assert "C601" in run(paper).of_documents()
        scan = replace(paper, origin=Origin.OCR)
        assert ("C601" in run(scan).of_documents()) is found
    faint = replace(invoice((*words, "¥233,450.40"), sure=0.9), origin=Origin.OCR)
    assert "C601" not in run(faint).of_documents()


@pytest.mark.parametrize(
    "row",
    [
        # Two prices beside the words; one that is of something else by its size.
        ("贰拾叁万零肆佰伍拾元肆角整", "¥230,045.40", "¥230,450.40"),
        ("贰拾叁万零肆佰伍拾元肆角整", "¥23,045.00"),
        ("贰拾叁万零肆佰伍拾元肆角整", "230,045.40"),
    ],
)
def test_words_that_are_of_no_figures_beside_them(run: Run, row: tuple[str, ...]) -> None:
    assert "C601" not in run(invoice(row)).of_documents()


def test_goods_are_reckoned_in_papers_of_trade_alone(run: Run) -> None:
    paper = invoice(("*灯*灯", "只", "10", "100.00", "1100.00", "13%", "143.00"))
    assert "C601" in run(paper).of_documents()
    assert "C601" not in run(replace(paper, type="equipment-list")).of_documents()


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("贰拾叁万零肆佰伍拾元肆角整", 230450.40),
        ("拾万元整", 100000.0),
        ("壹亿零伍拾万元正", 100500000.0),
        ("陆拾肆万圆整", 640000.0),
        ("叁元贰角伍分", 3.25),
        ("叁佰元零伍分", 300.05),
        ("壹拾贰亿叁仟万零壹佰元整", 1230000100.0),
        ("合计（大写） 贰 万 元 整", 20000.0),
        ("", None),
        ("合计人民币伍佰元整，其中叁佰元", None),
        ("三百元", None),
        # A character of what is less than a yuan was misread.
        ("肆拾万元集角玖分", None),
        ("肆拾万元柒角集分", None),
        ("肆拾万元柒角玖分", 400000.79),
    ],
)
def test_money_in_words(text: str, yuan: float | None) -> None:
    assert money_in_words(text) == yuan


@pytest.mark.parametrize(
    ("coded", "found"), [("2260.00", True), ("22600.00", False), ("20000.00", False)]
)
def test_the_amount_in_the_code(run: Run, coded: str, found: bool) -> None:
    goods = ("*灯*灯", "盏", "64", "312.50", "20,000.00", "13%", "2,600.00")
    paper = invoice(goods, ("价税合计(大写)", "贰万贰仟陆佰元整", "(小写)", "¥22,600.00"))
    code = Mark(MarkKind.QR, BOX, f"01,32,,26322000000455019927,{coded},20260416,,7C1E")
    paper = replace(paper, marks=(*paper.marks, PageMark(1, code)))
    assert ("C604" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("01,32,,26322000000455019927,2062.00,20260416,,7C1E", True),
        # Rounded row by row; no code of an invoice.
        ("01,32,,26322000000455019927,2260.04,20260416,,7C1E", False),
        ("https://example.org/?n=26322000000455019927,2062.00,20260416", False),
    ],
)
def test_a_code_that_tells_an_amount(run: Run, code: str, found: bool) -> None:
    paper = invoice(("价税合计(大写)", "贰仟贰佰陆拾元整", "(小写)", "¥2,260.00"))
    coded = replace(paper, marks=(*paper.marks, PageMark(1, Mark(MarkKind.QR, BOX, code))))
    assert ("C604" in run(coded).of_documents()) is found


def test_a_code_beside_no_print_of_money_is_held_against_nothing(run: Run) -> None:
    code = Mark(MarkKind.QR, BOX, "01,32,,26322000000455019927,2062.00,20260416,,7C1E")
    paper = invoice(("电子发票", "技术服务"))
    coded = replace(paper, marks=(*paper.marks, PageMark(1, code)))
    assert "C604" not in run(coded).of_documents()
