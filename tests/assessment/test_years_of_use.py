"""C605: certificates that papers of two types count for the power of two years."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.document import Document
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
HEAD = "13072002208100317202504"
RUN = f"证书编号 {HEAD}000000001至{HEAD}000004000"
PART = f"对应绿证编号:{HEAD}000003001至{HEAD}000004000"


def paper(kind: str, day: str, *text: str, **more: object) -> Document:
    known: dict[str, object] = {"holder": FIRM, "issue_date": day, "years": (2025,), **more}
    return document(kind, f"{kind}.pdf", text="\n".join(text), **known)  # type: ignore[arg-type]


CERTIFICATE = paper(
    "green-electricity-certificate", "2025-11-20", RUN, "已核销,用于2025年度电力消费"
)


@pytest.mark.parametrize(
    ("text", "more", "found"),
    [
        ((PART, "声明用途:计入2026年度用电量"), {}, True),
        ((PART, "用于抵扣2026年用电"), {}, True),
        # The same year, a day, no year, other numbers, another firm.
        ((PART, "声明用途:计入2025年度用电量"), {}, False),
        ((PART, "用于2026年3月5日提交的申报"), {}, False),
        ((PART,), {}, False),
        ((PART.replace("202504", "202505"), "计入2026年度用电量"), {}, False),
        ((PART, "计入2026年度用电量"), {"holder": "白石样品电子有限公司"}, False),
    ],
)
def test_a_proof_of_use_of_another_year(
    run: Run, text: tuple[str, ...], more: dict[str, object], found: bool
) -> None:
    proof = paper("green-power-record", "2026-08-25", *text, **more)
    told = {
        d.document.file
        for d in run(CERTIFICATE, proof).report.documents
        for f in d.findings
        if f.code == "C605"
    }
    assert told == ({proof.file} if found else set())


@pytest.mark.parametrize(
    ("use", "run_of", "found"),
    [
        ("抵消2025年员工通勤部分排放", "JSPH-2023-0000301至JSPH-2023-0000520", True),
        ("抵消2024年国际展参展活动排放", "JSPH-2023-0000301至JSPH-2023-0000520", False),
        ("抵消2025年员工通勤部分排放", "JSPH-2023-0000521至JSPH-2023-0000740", False),
    ],
)
def test_two_proofs_that_units_were_cancelled(run: Run, use: str, run_of: str, found: bool) -> None:
    first, second = (
        document(
            "carbon-credit-record",
            f"{number}.pdf",
            title="碳普惠减排量注销证明",
            holder=FIRM,
            certificate_number=number,
            issue_date=day,
            text=f"序列号:{numbers}\n注销用途:{purpose}",
        )
        for number, day, numbers, purpose in (
            ("THZX-2024-0093", "2024-08-14", "JSPH-2023-0000301至JSPH-2023-0000520",
             "抵消2024年国际展参展活动排放"),
            ("THZX-2025-0041", "2025-12-19", run_of, use),
        )
    )  # fmt: skip
    told = {
        d.document.file
        for d in run(first, second).report.documents
        for f in d.findings
        if f.code == "C605"
    }
    assert told == ({second.file} if found else set())
