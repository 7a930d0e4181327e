"""C606: the factor of electricity that a supplier cites of its own works in a letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
SELLER = "白石样品薄膜有限公司"
FACTOR = "电力采用天津市省级电力平均二氧化碳排放因子0.6796 tCO2/MWh。"


@pytest.mark.parametrize(
    ("text", "issuer", "found"),
    [
        (f"致:{FIRM}\n{FACTOR}\n上述取值只对我公司产品有效,不代表贵公司。", SELLER, False),
        (f"{FIRM}:\n我公司向贵公司供应的薄膜,{FACTOR}", SELLER, False),
        (f"致:{FIRM}\n{FACTOR}\n作为贵司供应商,我们每年更新一次。", "", False),
        # Written for the applicant; its own; to nobody.
        (f"致:{FIRM}\n受贵公司委托核算用电排放,{FACTOR}\n供方资料附后。", SELLER, True),
        (f"致:{FIRM}\n{FACTOR}\n上述取值只对我公司产品有效,不代表贵公司。", FIRM, True),
        (f"{FACTOR}\n上述取值只对我公司产品有效,不代表贵公司。", SELLER, True),
        (f"致:{FIRM}\n贵公司{FACTOR}", SELLER, True),
    ],
)
def test_a_supplier_cites_its_own_factor(run: Run, text: str, issuer: str, found: bool) -> None:
    named = {"issuer": issuer} if issuer else {}
    known = {"title": "关于碳数据的说明", "holder": FIRM, "issue_date": "2026-05-20"}
    paper = document("unknown", text=text, **{**known, **named})
    outcome = run(paper, day=date(2026, 10, 31), pack="ningbo")
    assert ("C606" in outcome.of_documents()) is found
