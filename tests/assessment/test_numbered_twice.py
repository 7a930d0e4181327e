"""C603: one number on two manifests, opinions or reports of other days and amounts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
NUMBER = "2026330299004417"
BODY = "白石样品环保有限公司"


def manifest(
    file: str, day: str, amounts: str, number: str = NUMBER, label: str = "联单编号", **more: object
) -> Document:
    known = {
        "holder": FIRM,
        "issuer": BODY,
        "issue_date": day,
        "certificate_number": number,
        "title": "危险废物转移联单",
    }
    text = f"{label}:{number}\n本次移出{amounts}。"
    return document("waste-disposal-record", file, text=text, **{**known, **more})  # type: ignore[arg-type]


FIRST = manifest("a.pdf", "2026-01-19", "废切削液4.2600 吨,吨桶5只")


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (manifest("b.pdf", "2026-03-03", "废矿物油2.1400 吨,铁桶12只"), True),
        (manifest("b.pdf", "2026-03-03", "废油2.14 吨", number="2026330299004418"), False),
        # Made out anew, or filed again; of one day, one file, another kind or body.
        (manifest("b.pdf", "2026-03-03", "废切削液4.2600 吨,吨桶5只"), False),
        (manifest("b.pdf", "2026-01-19", "废矿物油2.1400 吨,铁桶12只"), False),
        (manifest("a.pdf", "2026-03-03", "废矿物油2.1400 吨,铁桶12只"), False),
        (manifest("b.pdf", "2026-03-03", "废油2.1400 吨,桶12只", title="入库称重"), False),
        (manifest("b.pdf", "2026-03-03", "废油2.1400 吨,桶12只", issuer=FIRM), False),
        # A figure may be misread; a contract, or a form, has one number for many.
        (manifest("b.pdf", "2026-03-03", "废油2.1400 吨,桶12只", origin=Origin.OCR), False),
        (manifest("b.pdf", "2026-03-03", "废油2.1400 吨,桶12只", label="合同编号"), False),
        (manifest("b.pdf", "2026-03-03", "废油若干"), False),
    ],
)
def test_one_number_on_two_papers(run: Run, other: Document, found: bool) -> None:
    assert ("C603" in run(FIRST, other).of_documents()) is found
