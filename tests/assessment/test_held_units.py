"""C607: units that a paper counts as used, and says, or lists, that they are still held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.tables import TableCell, TableColumn
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"


def told(run: Run, text: str, *, holder: str = FIRM, title: str = "年度简报") -> bool:
    paper = document("unknown", holder=holder, years=(2025,), text=text, title=title)
    return "C607" in run(paper).of_documents()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("采购186个国际绿证,仍在交易商账户,未作兑付;据此办公用电实现100%绿色电力。", True),
        ("购入VCU 280吨,用于贵司2025年度碳中和抵消。存放于我司登记账户,拟于2027年办理退役。", True),
        ("公司持有CCER 120吨,计划于下半年统一注销,本年度排放已按净零计入抵消。", True),
        ("绿证200个由售电公司代持在其账户,外购电排放据此记为零。", True),
        # What is cancelled; what counts only then; what is to come.
        ("采购了186个绿证,2026年3月已注销;据此办公用电实现100%绿色电力。", False),
        ("绿证200个尚未注销,注销后再计入绿电消费。", False),
        ("CCER 120吨尚未注销,未计入本年度抵消。", False),
        ("公司拟购买CCER 120吨并计划注销,拟用于抵消2026年度排放。", False),
        ("公司将绿证200个全部注销,用于抵消外购电排放。", False),
        ("绿证核发后未发现重复注销,已计入绿电消费。", False),
        ("设备款仍在银行账户,已计入排放治理费用。", False),
    ],
)  # fmt: skip
def test_sentences(run: Run, text: str, found: bool) -> None:
    assert told(run, text) is found
    assert not told(run, text, holder=OTHER)
    assert not told(run, text, title="绿证管理办法")


def lots(
    run: Run,
    states: tuple[str, ...],
    total: str,
    *,
    title: str,
    called: str = "合计",
    text: str = "",
) -> bool:
    rows = [(f"CCER第{n}批", "80") for n, _ in enumerate(states)]
    paper = document("unknown", holder=FIRM, title=title, text=text or "CCER减排量")
    paper = with_table(paper, [("数量(t)", "t")], *rows, (called, total))
    (table,) = paper.tables
    columns = (*table.columns, TableColumn(("账户状态",), unit=""))
    made = tuple(
        replace(row, cells=(*row.cells, TableCell(state, 1, row.cells[0].box, 0.99)))
        for row, state in zip(table.rows, (*states, ""), strict=True)
    )
    paper = replace(paper, tables=(replace(table, columns=columns, rows=made),))
    return "C607" in run(paper).of_documents()


@pytest.mark.parametrize(
    ("states", "total", "found"),
    [
        (("已注销", "冻结中", "持有"), "240", True),
        (("已注销", "待注销", "已注销"), "240", True),
        (("已注销", "拟于2026年12月注销", "已注销"), "240", True),
        (("已注销", "已注销", "已注销"), "240", False),
        # The total leaves out what is held.
        (("已注销", "冻结中", "持有"), "80", False),
    ],
)
def test_lists(run: Run, states: tuple[str, ...], total: str, found: bool) -> None:
    assert lots(run, states, total, title="2025年度抵消凭证明细") is found
    assert lots(run, states, total, title="碳资产清单", called="合计已抵消") is found
    assert not lots(run, states, total, title="碳资产清单")
    assert not lots(run, states, total, title="拟抵消凭证明细")


def test_a_list_that_tells_which_count(run: Run) -> None:
    states = ("已注销", "持有", "持有")
    text = "CCER减排量,其中已注销80 t。"
    assert not lots(run, states, "240", title="2025年度抵消凭证明细", text=text)
