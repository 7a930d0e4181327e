"""How many certificates or units: in sentences, in large print, and never what one of them is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading

CASES: dict[str, tuple[str, str, Mapping[str, float | None]]] = {
    "an English sentence": (
        "Certificate of Retirement of Carbon Credits",
        "We hereby confirm that\n720 VCUs\nwere retired on 21 April 2026\nSerial: 881-442",
        {"certificate_count": 720},
    ),
    "alone on its line": (
        "碳减排量注销证书",
        "注销成功\n850 t\n注销主体: 青河示例阀门有限公司\n流水号: QH2026051300927",
        {"certificate_count": 850},
    ),
    "two alone, and nothing says which": (
        "碳减排量注销证书",
        "注销成功\n850 t\n350 t\n注销主体: 青河示例阀门有限公司",
        {"certificate_count": None},
    ),
    "a label before what stands alone": (
        "碳减排量注销证书",
        "注销数量: 350 吨\n850 t\n注销主体: 青河示例阀门有限公司",
        {"certificate_count": 350},
    ),
    "what one is": (
        "绿色电力证书划转确认单",
        "单号 QH20251118-006612\n2000\n个绿色电力证书(1个=1,000 kWh,共2,000,000 kWh)",
        {"certificate_count": 2000, "electricity_kwh": 2_000_000},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_counts(extractor: Extractor, case: str) -> None:
    title, text, wanted = CASES[case]
    (document,) = extractor.documents(reading(page(*text.split("\n"), title=title)))
    assert {name: document.value(name) for name in wanted} == dict(wanted)
