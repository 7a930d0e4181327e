"""C602: a paper on one month, or one workshop, against its row in a table of all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document
from tests.assessment.test_amounts import with_table
from tests.assessment.test_facts import accused

Run = Callable[..., Outcome]
YEAR = {"period_start": "2025-01-01", "period_end": "2025-12-31", "years": (2025,)}
AUGUST = {"period_start": "2025-08-01", "period_end": "2025-08-31", "years": (2025,)}
LAST_YEAR = {"period_start": "2024-08-01", "period_end": "2024-08-31", "years": (2024,)}
LEDGER = with_table(
    document("statistical-report", "b.xlsx", title="2025年分车间取水台账", holder=FIRM, **YEAR),  # type: ignore[arg-type]
    [("全年", "m3")], ("氧化车间", "78,900"), ("挤压车间", "12,200"),
)  # fmt: skip
MONTHS = with_table(
    document("statistical-report", "b.xlsx", title="2025年能源台账", holder=FIRM, **YEAR),  # type: ignore[arg-type]
    [("外购电量", "kWh"), ("产量", "t")],
    ("7月", "2,500,000", "1,700"), ("8月", "2,412,600", "1,690"),
)  # fmt: skip


def paper(title: str, label: str, value: str, unit: str, **more: object) -> Document:
    known = {"holder": FIRM, "title": title, "file": "a.pdf", **more}
    made = document("statistical-report", **known)  # type: ignore[arg-type]
    return with_table(made, [("数值", unit)], (label, value))


@pytest.mark.parametrize(
    ("title", "label", "value", "more", "found"),
    [
        ("氧化车间2025年度节水报告", "全年取新水", "71,300", {}, True),
        ("氧化车间2025年度节水报告", "氧化车间取水量", "71,300", {}, True),
        ("氧化车间2025年度节水报告", "全年取新水", "78,900", {}, False),
        ("氧化车间2025年度节水报告", "全年取新水", "78,400", {}, False),
        ("喷涂车间2025年度节水报告", "全年取新水", "71,300", {}, False),
        ("2025年度节水报告", "全年取新水", "71,300", {}, False),
        ("氧化车间2025年度节水报告", "回用水量", "71,300", {}, False),
        ("氧化车间2025年度节水报告", "计划取水量", "71,300", {}, False),
        ("氧化车间2025年度节水报告", "封孔槽用水", "71,300", {}, False),
        ("氧化车间2025年度节水报告", "全年取新水", "21,300", {}, False),
        ("氧化车间2025年度节水报告", "全年取新水", "71,300", {"origin": Origin.OCR}, False),
        ("氧化车间2025年度节水报告", "全年取新水", "71,300", {"file": "旧版/a.pdf"}, False),
        ("氧化车间2025年度节水报告", "全年取新水", "71,300", {"holder": "白石样品有限公司"}, False),
    ],
)
def test_a_workshop(
    run: Run, title: str, label: str, value: str, more: dict[str, object], found: bool
) -> None:
    one = paper(title, label, value, "m3", **{**YEAR, **more})
    assert accused(run(one, LEDGER)) == ({"a.pdf"} if found else set())


@pytest.mark.parametrize(
    ("label", "value", "more", "found"),
    [
        ("外购电力(供电公司结算)", "2,612,600", {}, True),
        ("外购电力(供电公司结算)", "2,412,600", {}, False),
        ("光伏自用", "2,612,600", {}, False),
        ("去年同月外购电力", "2,612,600", {}, False),
        ("3号厂房外购电力", "2,612,600", {}, False),
        ("外购电力", "2,612,600", {"period_end": "2025-09-30"}, False),
        ("用电量", "2,612,600", {}, False),
        ("外购电力", "2,612,600", LAST_YEAR, False),
    ],
)  # fmt: skip
def test_a_month(run: Run, label: str, value: str, more: dict[str, object], found: bool) -> None:
    one = paper("能源消费月报", label, value, "kWh", **{**AUGUST, **more})
    assert accused(run(one, MONTHS)) == ({"a.pdf"} if found else set())
