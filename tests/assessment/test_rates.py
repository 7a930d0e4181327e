"""C601: changes, paybacks, savings and shares that do not follow from the numbers beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025年外购电力358.94万千瓦时,比2024年的371.26万千瓦时下降5.6%;", True),
        ("2025年外购电力358.94万千瓦时,比2024年的371.26万千瓦时下降3.3%;", False),
        # The change is that of the total, which stands before a part of it.
        ("排放总量4,233.89吨,\n其中类别2为4,096.51吨,较2024年的5,868.02吨下降27.8%", False),
        # An amount by which, and no amount with which it is compared.
        ("与2024年4,382.18 tCO2e相比下降460.76 tCO2e,降幅10.51%", False),
        ("项目投资38.5万元,年节约电费11.83万元,静态回收期约2.3年。", True),
        ("项目投资38.5万元,年节约电费11.83万元,静态回收期约3.3年。", False),
        (
            "改造前单耗 0.286 kWh/件 改造后单耗 0.231 kWh/件\n"
            "核算期产量 1,460,000 件 节电量 83,200 kWh",
            True,
        ),
        (
            "改造前单耗 0.286 kWh/件 改造后单耗 0.231 kWh/件\n"
            "核算期产量 1,460,000 件 节电量 80,300 kWh",
            False,
        ),
    ],
)
def test_what_follows_from_the_numbers_beside_it(run: Run, text: str, found: bool) -> None:
    paper = document("meeting-record", holder=FIRM, text=text)
    assert ("C601" in run(paper).of_documents()) is found


def test_a_figure_that_may_be_misread_accuses_nobody(run: Run) -> None:
    text = "2025年外购电力358.94万千瓦时,比2024年的371.26万千瓦时下降8.3%;"
    read = document("meeting-record", holder=FIRM, text=text, origin=Origin.OCR)
    assert "C601" not in run(read).of_documents()
    assert "C601" in run(document("meeting-record", holder=FIRM, text=text)).of_documents()


def test_a_comma_that_was_read_as_a_point_accuses_nobody(run: Run) -> None:
    text = "累计4,962,000 kWh,较上年同期5,058.100 kWh下降1.90%"
    read = document("meeting-record", holder=FIRM, text=text, origin=Origin.OCR)
    assert "C601" not in run(read).of_documents()
    assert "C601" in run(document("meeting-record", holder=FIRM, text=text)).of_documents()


def test_a_sentence_over_two_lines_is_reckoned(run: Run) -> None:
    text = "2025年外购电力358.94万千瓦时,比2024年的\n371.26万千瓦时下降{}%;"
    for rate, found in (("5.6", True), ("3.3", False)):
        paper = document("meeting-record", holder=FIRM, text=text.format(rate))
        assert ("C601" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025年产量1,260吨,较2024年的1,200吨增长6.5%。", True),
        ("2025年产量1,260吨,较2024年的1,200吨增长5%。", False),
        # Two units: what is compared is not what was read.
        ("2025年产量1,260吨,较2024年的1,200台增长6.5%。", False),
        ("改造前单耗 0.286 kWh/件 改造后单耗 0.231 kWh/件 产量 1,460 件 节电量 83,200 kWh", False),
        ("改造前单耗 0.286 kWh/件 改造后单耗 0.231 kWh/件 节电量 83,200 kWh", False),
    ],
)
def test_amounts_of_one_kind_are_compared(run: Run, text: str, found: bool) -> None:
    paper = document("meeting-record", holder=FIRM, text=text)
    assert ("C601" in run(paper).of_documents()) is found


@pytest.mark.parametrize(("origin", "found"), [(Origin.TEXT_LAYER, True), (Origin.OCR, False)])
def test_a_misread_payback_accuses_no_scan(run: Run, origin: Origin, found: bool) -> None:
    # 3.3 years, read with an 8.
    text = "项目投资38.5万元,年节约电费11.83万元,静态回收期约8.3年。"
    paper = document("meeting-record", holder=FIRM, text=text, origin=origin)
    assert ("C601" in run(paper).of_documents()) is found


def test_another_firm_s_paper_is_not_reckoned(run: Run) -> None:
    text = "2025年外购电力358.94万千瓦时,比2024年的371.26万千瓦时下降5.6%;"
    paper = document("meeting-record", holder="白石样品电子有限公司", text=text)
    assert "C601" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("last", "found"),
    [("6.3%", True), ("3.6%", False), ("", False)],
)
def test_shares_make_up_a_hundred_per_cent(run: Run, last: str, found: bool) -> None:
    paper = document("product-carbon-footprint-report", holder=FIRM, standards="ISO 14067:2018")
    rows = [("原材料", "71.6%"), ("运输", "3.2%"), ("制造", "21.6%"), ("包装", last)]
    plain = [(label, share.rstrip("%")) for label, share in rows]
    made = with_table(paper, [("贡献", "%")], *plain)
    assert ("C601" in run(made).of_documents()) is found


def test_shares_of_two_parts_or_far_from_the_whole_are_not_added(run: Run) -> None:
    paper = document("product-carbon-footprint-report", holder=FIRM, standards="ISO 14067:2018")
    two = with_table(paper, [("贡献", "%")], ("原材料", "71.6"), ("制造", "31.1"))
    some = with_table(paper, [("贡献", "%")], ("钢", "41.6"), ("铝", "21.6"), ("铜", "3.2"))
    other = with_table(paper, [("合格", "%")], ("钢", "41.6"), ("铝", "31.1"), ("铜", "30.0"))
    assert not any("C601" in run(made).of_documents() for made in (two, some, other))
