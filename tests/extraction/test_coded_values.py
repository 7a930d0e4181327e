"""What QR codes state by label."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading


@pytest.mark.parametrize(
    ("payload", "stated"),
    [
        (
            "凭证编号:CP-2026-0003391;注销主体:青河示例机械有限公司;数量:350tCO2e;注销日期:2026-03-27",
            {
                "holder": "青河示例机械有限公司",
                "certificate_number": "CP-2026-0003391",
                "certificate_count": 350,
                "issue_date": "2026-03-27",
            },
        ),
        (
            "注销数量:350 注销日期:2026-03-27",
            {"certificate_count": 350, "issue_date": "2026-03-27"},
        ),
        (
            "https://cx.example/v?id=P22&m=202507&qty=1500",
            {"certificate_count": 1500, "period_start": "2025-07-01"},
        ),
        (
            "https://cx.example/v?s=LZ15&n=500&ym=2025-02",
            {"certificate_count": 500, "period_start": "2025-02-01"},
        ),
        ("https://x.example/r?ent=白石样品电子有限公司", {"holder": "白石样品电子有限公司"}),
        # No firm; who made the page of the code.
        ("https://x.example/r?ent=FX-0231", {}),
        ("https://x.example/r?by=白石样品电子有限公司", {}),
        # The number of a visit, or of the paper.
        ("编号:CP-2026-0003391;访客登记", {}),
        # A serial number, and a year.
        ("https://cx.example/v?n=00500&m=2025", {}),
        # An address holds no labels, and what a code says of other things is no field.
        ("https://cx.example/c?no=00125&date=2026", {}),
        ("项目名称:某造林项目;版本:2", {}),
    ],
)
def test_values_behind_labels(
    extractor: Extractor, payload: str, stated: dict[str, object]
) -> None:
    drawn = page("注销主体:青河示例机械有限公司", title="碳减排量注销凭证")
    code = Mark(MarkKind.QR, Box(0.1, 0.8, 0.2, 0.9), payload)
    document = extractor.documents(reading(replace(drawn, marks=(code,))))[0]
    assert {f.name: f.value for f in document.coded} == stated
