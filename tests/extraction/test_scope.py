"""What a certificate covers, and the boundary that a report is drawn up in."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

CERTIFICATE, STATEMENT = "质量管理体系认证证书", "温室气体核查声明"
CASES: dict[str, tuple[str, list[object], str | None]] = {
    "a label above it": (
        CERTIFICATE,
        ["该体系覆盖", "齿轮的设计和制造", "注册日期:2024年3月1日"],
        "齿轮的设计和制造",
    ),
    "a translation below it": (
        CERTIFICATE,
        [
            [("认证范围 Scope", 0.1), ("齿轮的设计和制造", 0.35)],
            ("Design and manufacture of gears and", 0.35),
            ("gear boxes", 0.35),
            "有效期至:2027年3月1日",
        ],
        "齿轮的设计和制造",
    ),
    "its second line has a model only": (
        CERTIFICATE,
        [[("认证范围", 0.1), ("齿轮箱的设计和制造,型号为", 0.35)], ("GX-200A", 0.35)],
        "齿轮箱的设计和制造,型号为GX-200A",
    ),
    "the next sentence": (
        STATEMENT,
        ["组织边界:青河路1号厂区全部设施。核算准则:ISO 14064-1:2018"],
        "青河路1号厂区全部设施",
    ),
    "how it was consolidated": (
        STATEMENT,
        ["组织范围:青河路1号厂区,以运行控制法汇总。"],
        "青河路1号厂区",
    ),
    "the place within a sentence": (
        STATEMENT,
        ["2.1 组织边界", "采用运行控制法,边界为青河路1号厂区,包括两个车间和一座综合楼。"],
        "青河路1号厂区",
    ),
    "a word of amounts within it": (
        STATEMENT,
        ["核查范围:青河路1号厂区范围一和范围二温室气体排放", "核查准则:ISO 14064-3"],
        "青河路1号厂区范围一和范围二温室气体排放",
    ),
    "a heading in two languages above an indented line": (
        STATEMENT,
        [
            ("边界 Boundary", 0.1),
            ("青河路1号厂界,运行控制法", 0.14),
            ("独立性 Independence", 0.1),
            ("本机构与责任方没有利益关系。", 0.14),
        ],
        "青河路1号厂界,运行控制法",
    ),
    "a heading of a table": (
        STATEMENT,
        [
            [("范围 Scope", 0.1), ("tCO2e", 0.5)],
            [("范围1 Scope 1", 0.1), ("1,058.2", 0.5)],
            [("核查范围", 0.1), ("青河路1号厂区", 0.5)],
        ],
        "青河路1号厂区",
    ),
    "a method alone": (STATEMENT, ["核算边界:采用运行控制权法。"], None),
    "the next heading": (STATEMENT, ["3 核算边界", "4 活动水平与排放因子"], None),
    "a table of contents": (
        "温室气体排放核算报告",
        ["一、组织边界 ........ 4", "二、排放源 ........ 5", "报告期:2024年度"],
        None,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_scope(extractor: Extractor, case: str) -> None:
    title, rows, wanted = CASES[case]
    (document,) = extractor.documents(reading(page(*rows, title=title)))  # type: ignore[arg-type]
    assert document.value("scope") == wanted
