"""C601: lists, forms and contracts whose numbers do not make each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin
from evidencecheck.domain.tables import DocumentTable, Role, TableCell, TableColumn, TableRow
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import codes
from tests.assessment.test_nearly_reckoned import paper

Run = Callable[..., Outcome]
Row = tuple[str, ...]


def table(heads: Row, *rows: Row, words: str = "") -> Document:
    """A table of which every cell stands where it is printed; the first of a row is its label."""
    made = []
    for n, cells in enumerate(rows):
        box = Box(0.1, 0.1 + 0.02 * n, 0.9, 0.12 + 0.02 * n)
        role = Role.TOTAL if "计" in cells[0] else Role.BODY
        made.append(TableRow(1, cells[:1], tuple(TableCell(c, 1, box) for c in cells), role))
    columns = tuple(TableColumn((head,)) for head in heads)
    lines = tuple(
        Line(1, " ".join(cells), Box(0.1, 0.1 + 0.02 * n, 0.9, 0.12 + 0.02 * n))
        for n, cells in enumerate((heads, *rows, (words,)))
    )
    paper = document("equipment-list", holder=FIRM)
    return replace(paper, lines=lines, tables=(DocumentTable("", columns, tuple(made)),))


def lines(*texts: str, sure: float = 0.99) -> Document:
    return paper(*texts, sure=sure)


FORM = ("年产量(万件): 12.40", "每万件耗水(m3) 31.5", "生产耗水(m3) …… {}")


@pytest.mark.parametrize(
    ("third", "sure", "found"),
    [
        ("309.6", 0.99, True),
        ("390.6", 0.99, False),
        ("390", 0.99, False),
        # No slip: other water is counted as well.
        ("472.0", 0.99, False),
    ],
)
def test_a_rate_in_a_form(run: Run, third: str, sure: float, found: bool) -> None:
    made = lines(*FORM[:2], FORM[2].format(third), sure=sure)
    assert codes(run, made) == ({"C601"} if found else set())


@pytest.mark.parametrize(
    ("more", "found"),
    [
        (("产汽量(t): 2,360.0", "每吨耗气(m3): 78.25", "耗气(m3): 186,470.0"), True),
        (("产汽量(t): 2,360.0", "每吨耗气(m3): 78.25", "耗气(m3): 184,670.0"), False),
        # Of another unit; two that it may be of; a share of what is told.
        (("产量(件): 2,360", "每吨耗气(m3): 78.25", "耗气(m3): 186,470.0"), False),
        (
            ("产汽量(t): 2,360.0", "外供(t): 410.0", "每吨耗气(m3): 78.25", "耗气(m3): 186,470.0"),
            False,
        ),
    ],
)
def test_what_a_rate_is_of(run: Run, more: Row, found: bool) -> None:
    assert codes(run, lines(*more)) == ({"C601"} if found else set())


def test_figures_that_changed_places_are_read_so_by_nobody(run: Run) -> None:
    form = ("产汽量(t): 2,360.0", "每吨耗气(m3): 78.25", "耗气(m3): 186,470.0")
    read = replace(lines(*form, sure=0.92), origin=Origin.OCR)
    assert codes(run, read) == {"C601"}
    assert codes(run, replace(lines(*form, sure=0.85), origin=Origin.OCR)) == set()


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("参加测试 52", "通过 47", "未通过 7"), True),
        (("抽检批次: 36", "合格(一次): 33", "不合格: 4"), True),
        (("参加测试 52", "通过 47", "未通过 5"), False),
        # Fewer: some are not told; more were there in all; another thing is counted.
        (("参加测试 52", "通过 40", "未通过 7"), False),
        (("应到 56", "参加测试 52", "通过 47", "未通过 7"), False),
        (("抽检批次 12", "合格样品 210", "不合格样品 3"), False),
        (("发放教材 52", "通过 47", "未通过 7"), False),
    ],
)
def test_those_that_passed_and_those_that_did_not(run: Run, rows: Row, found: bool) -> None:
    assert codes(run, lines(*rows)) == ({"C601"} if found else set())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本次参加考核41人,其中及格38人,不及格5人。", True),
        ("本次参加考核41人,其中及格36人,不及格5人。", False),
        ("本次参加考核41人,其中优秀12人,及格24人,不及格5人。", False),
    ],
)
def test_the_same_in_a_sentence(run: Run, text: str, found: bool) -> None:
    assert codes(run, paper(text)) == ({"C601"} if found else set())


FLOW = ("收入", "kg", "支出", "kg")
BOTH: Sequence[Row] = (
    ("铝锭", "4,120", "铸件", "4,655"),
    ("回炉铝", "1,385", "浇口", "720"),
    ("合金", "240", "烧损", "370"),
)


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (("合计", "5,745", "合计", "5,745"), False),
        (("合计", "5,475", "合计", "5,745"), True),
        (("合计", "5,745", "合计", "5,475"), True),
        # Neither comes out, and the second is that of both but for two figures; or by none.
        (("合计", "5,475", "合计", "5,574"), True),
        (("合计", "5,312", "合计", "6,028"), False),
        (("小计", "5,745", "合计", "11,490"), False),
        # One total only; what stands beside it is no slip of the other.
        (("合计", "5,745", "", "5,312"), False),
    ],
)
def test_two_lists_beside_each_other(run: Run, last: Row, found: bool) -> None:
    assert ("C601" in codes(run, table(FLOW, *BOTH, last))) is found


def test_a_list_with_a_part_of_its_own(run: Run) -> None:
    rows = (*BOTH, ("其中:外购", "900", "其他", "30"), ("合计", "5,475", "合计", "5,775"))
    assert codes(run, table(FLOW, *rows)) == set()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("进厂量与用、损、存三项之和一致。", True),
        ("经核对,进厂总量等于投料量、损耗量与结存量之和,完全相符。", False),
        ("进厂量与用、损、存三项之和不一致,原因待查。", False),
        ("各项数据已经核对。", False),
        # A part that is not told, or that two rows are.
        ("进厂量与用、损、退三项之和一致。", False),
    ],
)
def test_what_is_said_to_agree(run: Run, said: str, found: bool) -> None:
    rows = ("钢材进厂 812.0", "生产用料 741.5", "切割损失 38.2", "仓库现存 62.3")
    assert codes(run, lines(*rows, said)) == ({"C601"} if found else set())


def test_what_agrees(run: Run) -> None:
    rows = ("钢材进厂 842.0", "生产用料 741.5", "切割损失 38.2", "仓库现存 62.3")
    assert codes(run, lines(*rows, "进厂量与用、损、存三项之和一致。")) == set()


@pytest.mark.parametrize(
    ("clauses", "found"),
    [
        (
            ("设备:循环水泵四台。", "单价:每台人民币叁万贰仟元(¥32,000)。", "总价:¥182,000元。"),
            True,
        ),
        (("循环水泵12台。", "设备单价32,500元/台。", "合同总金额为人民币309,000元。"), True),
        (
            ("设备:循环水泵四台。", "单价:每台人民币叁万贰仟元(¥32,000)。", "总价:¥128,000元。"),
            False,
        ),
        # With freight; other things beside it; two prices; what is no price.
        (("设备:循环水泵四台。", "每台¥32,000元。", "总价:¥135,500元。"), False),
        (("循环水泵四台,备用泵两台。", "每台¥32,000元。", "总价:¥182,000元。"), False),
        (("循环水泵四台。", "每台¥32,000元,电机每台¥5,000元。", "总价:¥182,000元。"), False),
        (("循环水泵四台。", "每台功率32,000 W。", "总价:¥182,000元。"), False),
        (("循环水泵四台。", "每台¥32,000元。", "优惠后总价:¥118,000元。"), False),
        (("循环水泵四台。", "每台¥32,000元,运费10,000元。", "总价:¥138,000元。"), False),
        (("循环水泵四套。", "每台¥32,000元。", "总价:¥182,000元。"), False),
    ],
)
def test_things_at_a_price(run: Run, clauses: Row, found: bool) -> None:
    assert codes(run, lines(*clauses)) == ({"C601"} if found else set())


BOOK = ("日期", "数量(t)", "摘要")


@pytest.mark.parametrize(
    ("left", "found"),
    [("5.86", True), ("8.56", False), ("6.90", False)],
)
def test_a_book_whose_remarks_say_what_a_number_is(run: Run, left: str, found: bool) -> None:
    rows = (
        ("2024-01-02", "4.16", "年初结存"),
        ("2024-03-11", "18.60", "外购入库"),
        ("2024-09-30", "14.20", "生产领用"),
        ("2024-12-31", left, "期末盘点结存"),
    )
    assert codes(run, table(BOOK, *rows)) == ({"C601"} if found else set())


STOCK = ("日期", "收入(kg)", "发出(kg)", "结存(kg)")
KEPT: Sequence[Row] = (
    ("4月1日", "0", "0", "320.0"),
    ("4月6日", "150.0", "80.0", "390.0"),
    ("4月15日", "", "145.0", "245.0"),
    ("4月22日", "200.0", "96.0", "349.0"),
    ("4月30日", "60.0", "35.0", "374.0"),
)


@pytest.mark.parametrize(
    ("at", "cells", "found"),
    [
        # A balance that the next does not go on from; the last, with two figures turned.
        (2, ("4月15日", "", "145.0", "254.0"), True),
        (4, ("4月30日", "60.0", "35.0", "347.0"), True),
        (4, ("4月30日", "60.0", "35.0", "374.0"), False),
        # No slip; what is not told; a sum among the lines.
        (4, ("4月30日", "60.0", "35.0", "298.0"), False),
        (2, ("4月15日", "见附单", "145.0", "254.0"), False),
        (4, ("本月合计", "410.0", "356.0", "347.0"), False),
    ],
)
def test_a_book_line_by_line(run: Run, at: int, cells: Row, found: bool) -> None:
    rows = [cells if n == at else row for n, row in enumerate(KEPT)]
    assert codes(run, table(STOCK, *rows)) == ({"C601"} if found else set())
    if found:
        assert codes(run, table(STOCK, *rows, words="期末盘亏已调整。")) == set()


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("应到: 64人", "出席: 58人", "缺席: 9人"), True),
        (("应到: 64人", "出席: 58人", "缺席: 6人"), False),
        (("总台数 120", "在用 104", "停用 26"), True),
        (("总台数 120", "在用 104", "停用 11"), False),
        # Those who were tested are not all of them; shares.
        (("出席: 58人", "缺席: 9人", "参加考核: 57人"), False),
        (("检测覆盖率 95%", "合格率 92%", "不合格率 8%"), False),
    ],
)
def test_opposites(run: Run, rows: Row, found: bool) -> None:
    assert codes(run, lines(*rows)) == ({"C601"} if found else set())


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (("焚烧量", "100", "吨"), True),
        # What is of another unit is no part of it.
        (("利用率", "100", "%"), False),
    ],
)
def test_rows_of_units_of_their_own(run: Run, last: Row, found: bool) -> None:
    rows = (("废物总量", "574.3", "吨"), ("利用量", "447.3", "吨"), last)
    made = table(("项目", "数量", "单位"), *rows)
    assert codes(run, made) == ({"C601"} if found else set())
