"""A706: a line hidden under a scan that is a printed one with quite another number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
POWER = "外购电力消耗量合计 4,862,310 kWh"
PRINTED = (f"核算单位：{FIRM}", "本表按月抄表汇总并经财务核对", POWER,
           "柴油消耗量合计 12,540 L", "蒸汽消耗量合计 8,736 t")  # fmt: skip
OTHER = "外购电力消耗量合计 3,157,910 kWh"
SPOILT = ("校箅单立", "木表安月钞表汇忌并经则务亥对", "柴汕肖耗置台计 12,540 L")


def scan(under: tuple[str, ...], *more: str, sure: float = 0.99) -> Document:
    """A scan of PRINTED, and ``more``, with its lines read as surely as ``sure``."""
    paper = document(
        "performance-calculation", text="\n".join((*PRINTED, *more)), origin=Origin.OCR,
        holder=FIRM,
    )  # fmt: skip
    lines = tuple(replace(x, confidence=sure) if x.text == POWER else x for x in paper.lines)
    return replace(paper, lines=lines, under=under)


def under(line: str, *more: str) -> tuple[str, ...]:
    """The lines of PRINTED as a layer, with another one for the power."""
    return (*(line if x == POWER else x for x in PRINTED), *more)


def accused(run: Run, paper: Document) -> bool:
    return "A706" in run(paper).of_documents()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (OTHER, True),
        ("外购电力消耗量合计 4,135,310 kWh", True),
        ("外购电力消耗暈合计 3,157,910 kWh", True),
        # The same; the same without its commas; two figures off.
        (POWER, False),
        ("外购电力消耗量合计 4862310 kWh", False),
        ("外购电力消耗量合计 4,852,910 kWh", False),
        # Another label; a number more.
        ("外购热力费用小计 3,157,910 kWh", False),
        ("外购电力消耗量合计 3,157,910 kWh 12", False),
    ],
)
def test_a_hidden_line_with_another_number(run: Run, line: str, found: bool) -> None:
    assert accused(run, scan(under(line))) is found


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (scan(under(OTHER), "上年同期 2,000,000 kWh"), True),
        (scan(under(OTHER), "上年同期 3,157,910 kWh"), False),
        (scan(under(OTHER, "上年同期 2,000,000 kWh")), True),
        (scan(under(OTHER, "上年同期 4,862,310 kWh")), False),
    ],
    ids=["another beside", "on the page", "another below", "in the layer"],
)
def test_a_number_that_stands_elsewhere(run: Run, paper: Document, found: bool) -> None:
    assert accused(run, paper) is found


@pytest.mark.parametrize(("sure", "found"), [(0.94, True), (0.92, False)])
def test_print_that_was_hardly_legible(run: Run, sure: float, found: bool) -> None:
    assert accused(run, scan(under(OTHER), sure=sure)) is found


@pytest.mark.parametrize(("spoilt", "found"), [(1, True), (3, False)])
def test_a_layer_unfaithful_for_the_rest(run: Run, spoilt: int, found: bool) -> None:
    kept = (*SPOILT[:spoilt], *[x for x in PRINTED if x != POWER][spoilt:])
    assert accused(run, scan((*kept, OTHER))) is found


INVENTORY = ("温室气体排放清单", f"组织：{FIRM} 期间：2025年度", "排放源 活动数据 排放量",
             "天然气 34.60 万立方米 748.05", "外购电力 6,120,400 kWh 3,247.48", "合计 4,012.25",
             "编制：王样 审核：李样")  # fmt: skip


@pytest.mark.parametrize(
    ("hidden", "found"),
    [
        ({"3,247.48": "2,186.28"}, True),
        ({"748.05": "478.05", "4,012.25": "3,912.45"}, True),
        ({"6,120,400": "61,204,000", "34.60": "54.80"}, True),
        # Figures in another order.
        ({"4,012.25": "4,102.25"}, True),
        # A total and a part of it that are less by the same.
        ({"3,247.48": "3,047.48", "4,012.25": "3,812.25"}, True),
        ({"3,247.48": "3,047.48", "4,012.25": "4,112.25"}, False),
        # The same; a figure or two of one number; lost ones; commas and points.
        ({}, False),
        ({"4,012.25": "4,072.25"}, False),
        ({"4,012.25": "4,072.85"}, False),
        ({"4,012.25": "4,02.25", "3,247.48": "3,27.8"}, False),
        ({"4,012.25": "401225", "3,247.48": "3.247.48"}, False),
        ({"6,120,400": "120,400", "3,247.48": "247.48"}, False),
        # It stands elsewhere in the print.
        ({"3,247.48": "748.05"}, False),
    ],
)
def test_amounts_in_cells(run: Run, hidden: dict[str, str], found: bool) -> None:
    paper = document(
        "ghg-inventory", text="\n".join(INVENTORY), origin=Origin.OCR, holder=FIRM, years=(2025,)
    )
    layer = " ".join(INVENTORY)
    for shown, other in hidden.items():
        layer = layer.replace(shown, other)
    assert accused(run, replace(paper, under=tuple(layer.split()))) is found


@pytest.mark.parametrize(
    ("hidden", "found"),
    [
        ("证书数量：15,000个，折合15,000MWh", True),
        ("证书数量：1,600个，折合1,600MWh", True),
        ("证书数量：1,500个，折合1,500MWh", False),
        ("证书数：1500个折合1,500MWh", False),
        ("证书数量：1,50个，折合1,50MWh", False),
    ],
)
def test_a_count_with_its_own_commas(run: Run, hidden: str, found: bool) -> None:
    printed = ("绿色电力证书交易凭证", f"购买方：{FIRM}", "来源项目：白石示例风电场",
               "证书数量：1,500个，折合1,500MWh", "用于2024年度用电")  # fmt: skip
    paper = document(
        "green-electricity-certificate", text="\n".join(printed), origin=Origin.OCR, holder=FIRM,
        certificate_count=1500,
    )  # fmt: skip
    fields = tuple(
        replace(f, raw="1,500个") if f.name == "certificate_count" else f for f in paper.fields
    )
    layer = (*printed[:3], hidden, printed[4])
    assert accused(run, replace(paper, fields=fields, under=layer)) is found


BILL = ("电子发票", "购买方名称", "销售方名称", "数量 470,000 单价 0.68",
        "金额 319,600.00 税率 13%", "税额 41,548.00", "价税合计 361,148.00")  # fmt: skip
TRUE = (
    "电子发票",
    "购买方名称 销售方名称",
    "数量 570,000 单价 0.68 金额 387,600.00 税率 13% 税额 50,388.00",
    "小写 价税合计 437,988.00",
)


@pytest.mark.parametrize(
    ("layer", "sure", "found"),
    [
        (TRUE, 0.99, True),
        (TRUE, 0.85, True),
        (TRUE, 0.7, False),
        # The same; a figure of each misread.
        (BILL, 0.99, False),
        ((*BILL[:4], "金额 319,800.00", "税额 41,548.80", "合计 351,148.00"), 0.99, False),
        # Another paper.
        (("取水许可", "水量核定", *TRUE[2:], "节水型企业", "水费收据", "水资源费"), 0.99, False),
    ],
)  # fmt: skip
def test_amounts_that_are_all_others_wherever_they_stand(
    run: Run, layer: tuple[str, ...], sure: float, found: bool
) -> None:
    paper = document("invoice", text="\n".join(BILL), origin=Origin.OCR, holder=FIRM)
    lines = tuple(replace(x, confidence=sure) for x in paper.lines)
    assert accused(run, replace(paper, lines=lines, under=layer)) is found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("4,162,310", "4,162,310", True),
        # In one place alone, differently each time, and a figure that looks like the printed one.
        ("4,162,310", "4,862,310", False),
        ("4,162,310", "4,962,310", False),
        ("4,362,310", "4,362,310", False),
    ],
)
def test_one_figure_of_an_amount_that_stands_twice(
    run: Run, first: str, second: str, found: bool
) -> None:
    again = "本期应付电费的电量 {} kWh"
    hidden = under(POWER.replace("4,862,310", first), again.format(second))
    assert accused(run, scan(hidden, again.format("4,862,310"))) is found
