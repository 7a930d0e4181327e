"""Names under seals: each of their readings has a vote, and sure ones stand as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, MarkKind, Origin, Page
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

FIRM = "禾川示例纺织有限公司"
BODY = "东屿质量认证有限公司"


def issuer(extractor: Extractor, printed: str, sure: float, ring: str, second: str = "") -> str:
    drawn: Page = page(
        f"获证组织:{FIRM}",
        "认证依据:GB/T 24001-2016",
        "证书编号:DY24E10086R0M",
        (printed, 0.6),
        ("2024年3月5日", 0.65),
        title="环境管理体系认证证书",
        origin=Origin.OCR,
    )
    spans = tuple(
        replace(s, confidence=sure, second=second or None) if s.text == printed else s
        for s in drawn.spans
    )
    seal = Mark(MarkKind.SEAL, Box(0.6, 0.2, 0.8, 0.35), ring, "red", 0.95, "round")
    [document] = extractor.documents(reading(replace(drawn, spans=spans, marks=(seal,))))
    return document.text("issuer")


@pytest.mark.parametrize(
    ("printed", "ring", "second"),
    [
        ("东屿质量认汪有限公司", "东屿质量认证有限公司", ""),
        ("东屿质认证有限公司", "东屿质量认证有限公司", ""),
        ("东屿质认证有限公司", "屿质量认证有限公", "东屿质量认证有限公司"),
        ("东屿质量认证有限公司", "东屿质最认证有限公司", "东屿质量认征有限公司"),
    ],
)
def test_the_readings_together_give_the_name(
    extractor: Extractor, printed: str, ring: str, second: str
) -> None:
    assert issuer(extractor, printed, 0.6, ring, second) == BODY


def test_a_sure_reading_is_not_outvoted_by_a_sister_firm(extractor: Extractor) -> None:
    assert issuer(extractor, BODY, 0.99, "东屿产品认证有限公司") == BODY


@pytest.mark.parametrize(
    ("ring", "name"), [(BODY, BODY), ("东屿(禾川)认证有限公司", "东屿（禾川）认证有限公司")]
)
def test_nothing_printed_but_a_seal(extractor: Extractor, ring: str, name: str) -> None:
    assert issuer(extractor, " ", 1.0, ring) == name
