"""C608: more given out, or used up in parts, than a paper says there was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table

Run = Callable[..., Outcome]
TREES = "厂区乔木2025年固碳15.0 tCO2。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TREES + "用于食堂抵消9.0 tCO2,用于公务车抵消8.5 tCO2,合计使用17.5 tCO2。", True),
        (TREES + "用于食堂抵消9.0 tCO2,用于公务车抵消5.5 tCO2,合计使用14.5 tCO2。", False),
        # No sum of parts; what was emitted; what else makes up the rest; one of several sources.
        (TREES + "用于食堂抵消9.0 tCO2,合计使用17.5 tCO2。", False),
        (TREES + "食堂排放9.0 tCO2,公务车排放8.5 tCO2,排放合计17.5 tCO2。", False),
        (TREES + "用于食堂9.0 tCO2,用于公务车8.5 tCO2,合计使用17.5 tCO2,差额另购。", False),
        (TREES + "碳汇抵消15.0 tCO2,碳普惠抵消8.5 tCO2,合计抵消23.5 tCO2。", False),
        # Two stocks; another year.
        (TREES + "签发5 tCO2。用于食堂9.0 tCO2,用于公务车8.5 tCO2,合计使用17.5 tCO2。", False),
        (TREES + "用于食堂9.0 tCO2,用于公务车8.5 tCO2,2024年合计使用17.5 tCO2。", False),
    ],
)
def test_more_used_in_parts_than_there_was(run: Run, text: str, found: bool) -> None:
    for kind in ("carbon-sink-record", "unknown"):
        known = {"holder": FIRM, "title": "碳汇量使用说明"}
        assert ("C608" in run(document(kind, text=text, **known)).of_documents()) is found
    scan = document("unknown", text=text, holder=FIRM, title="碳汇量使用说明", origin=Origin.OCR)
    assert "C608" not in run(scan).of_documents()


@pytest.mark.parametrize(
    ("heading", "made", "found"),
    [
        ("分配光伏绿电(MWh)", "302", True),
        ("分配光伏绿电(MWh)", "380", False),
        ("车间用电(MWh)", "302", False),
        ("各车间使用(MWh)", "302", False),
    ],
)
def test_more_given_out_than_the_roof_made(run: Run, heading: str, made: str, found: bool) -> None:
    text = f"8月屋顶光伏自发自用电量为{made} MWh,现按订单分配如下。"
    paper = document("project-record", holder=FIRM, title="绿电量分配情况的函", text=text)
    rows = [("秋季单", "160000"), ("面巾单", "210000"), ("合计", "370000")]
    paper = with_table(paper, [(heading, "kWh")], *rows)
    assert ("C608" in run(paper).of_documents()) is found
