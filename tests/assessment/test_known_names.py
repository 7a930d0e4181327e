"""Issuers that were misread, mended by how other papers have their names."""

from __future__ import annotations

import pytest

from evidencecheck.assessment.known_names import with_known_issuers
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import document

RIGHT = "某州市白石区行政审批局"


def scan(issuer: str, sure: float = 0.8) -> Document:
    return document(
        "environmental-approval", "批复.pdf", origin=Origin.OCR, sure=sure, issuer=issuer
    )


def printed(issuer: str = RIGHT) -> Document:
    return document("pollutant-discharge-permit", "许可证.pdf", issuer=issuer)


@pytest.mark.parametrize("read", ["某州市白石区红政审批局", "州市白石区行政审批局"])
def test_a_misread_name_is_mended(read: str) -> None:
    mended, _ = with_known_issuers([scan(read), printed()])
    assert mended.text("issuer") == RIGHT
    # What the page shows stays.
    assert mended.field("issuer").raw == read  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "papers",
    [
        # Read well; another bureau; a text layer; two names that would do.
        [scan("某州市白石区红政审批局", 0.95), printed()],
        [scan("某州市白石区生态环境局"), printed()],
        [printed("某州市白石区红政审批局"), printed()],
        [scan("某州市白石区红政审批局"), printed(), printed("某州市白石区市政审批局")],
    ],
)
def test_other_names_stay(papers: list[Document]) -> None:
    before = [p.text("issuer") for p in papers]
    assert [p.text("issuer") for p in with_known_issuers(papers)] == before


def test_a_holder_is_never_mended() -> None:
    near = document("award", origin=Origin.OCR, sure=0.7, holder="某州白石精密阀门有限公司")
    other = document("business-license", holder="某州白石精密阔门有限公司")
    assert with_known_issuers([near, other])[0].text("holder") == "某州白石精密阀门有限公司"
