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
