"""E005 where a third party's word is asked for, or a verification, and less was handed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.document import Document
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石低碳评估有限公司"


def reckoning(text: str, issuer: str = "", **more: object) -> Document:
    known = {"holder": FIRM, "standards": "GB/T 33760-2017", "years": (2025,), **more}
    named = {"issuer": issuer} if issuer else {}
    return document(
        "reduction-report", "冷却塔改造减排.pdf", title="冷却塔改造减排量核算", text=text,
        **known, **named,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "issuer", "found"),
    [
        ("由设备科自行测算减排量\n未委托第三方评估", "", True),
        ("由设备科自行测算减排量\n未委托第三方评估", "设备科", True),
        # Somebody else signs; one of both; told for no more than that.
        ("由设备科自行测算减排量\n未委托第三方评估", OTHER, False),
        ("由设备科自行测算减排量\n第三方评估报告见后", "", False),
        ("减排量核查\n未委托第三方评估", "", False),
        ("由设备科自行测算减排量\n未委托第三方评估，不作为申报依据", "", False),
        ("由设备科自行测算减排量\n尚未委托第三方，拟委托机构评估", "", False),
    ],
)
def test_a_firm_that_reckons_alone(run: Run, text: str, issuer: str, found: bool) -> None:
    outcome = run(reckoning(text, issuer), pack="jiangsu")
    assert ("E005" in outcome.codes("6.3")) is found


METER = document(
    "calibration-certificate", "汽车衡检定证书.pdf", title="检定证书",
    text="检定结论 准予作中准确度级使用",
    holder=FIRM, issue_date="2026-01-05", valid_until="2027-01-04",
)  # fmt: skip


@pytest.mark.parametrize(
    ("file", "title", "text", "found"),
    [
        ("压力表检定.pdf", "校准证书", "校准结果 示值误差", True),
        # Called what it is; a verification.
        ("压力表校准.pdf", "校准证书", "校准结果 示值误差", False),
        ("压力表检定校准.pdf", "校准证书", "校准结果 示值误差", False),
        ("压力表检定.pdf", "检定证书", "检定结论 合格", False),
    ],
)
def test_a_calibration_beside_a_verification(
    run: Run, file: str, title: str, text: str, found: bool
) -> None:
    paper = document(
        "calibration-certificate", file, title=title, text=text, holder=FIRM,
        issue_date="2026-01-05",
    )  # fmt: skip
    outcome = run(METER, paper, pack="ningbo")
    told = {f.code for r in outcome.report.indicators for f in r.findings}
    assert ("E005" in told) is found
