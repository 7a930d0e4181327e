"""Places in the names of authorities, mended by how all papers tell them."""

from __future__ import annotations

import pytest

from evidencecheck.assessment.known_places import with_known_places
from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import document

PLACE = "青河市白石区"
LINES = "\n".join(f"{before}{PLACE}织锦路{n}号" for n in range(1, 7) for before in ("", "某省"))


def scan(issuer: str, sure: float = 0.8, origin: Origin = Origin.OCR, text: str = "") -> Document:
    return document("environmental-approval", origin=origin, sure=sure, issuer=issuer, text=text)


def others() -> Document:
    return document("ghg-report", text=LINES)


@pytest.mark.parametrize(
    "read", ["青河市白区行政审批局", "河市白石区行政审批局", "青河市均石区行政审批局"]
)
def test_a_misread_place_is_mended(read: str) -> None:
    mended, _ = with_known_places([scan(read), others()])
    assert mended.text("issuer") == f"{PLACE}行政审批局"


def test_a_name_that_no_district_has_is_mended_however_often_it_was_read() -> None:
    papers = [
        scan("青河市石区行政审批局", text="青河市石区\n某路1号\n青河市石区") for _ in range(2)
    ]
    mended = with_known_places([*papers, others()])
    assert mended[0].text("issuer") == f"{PLACE}行政审批局"
    east = [scan("青河市东区行政审批局", text="青河市东区\n某路1号\n青河市东区") for _ in range(2)]
    assert with_known_places([*east, others()])[0].text("issuer") == "青河市东区行政审批局"


@pytest.mark.parametrize(
    "papers",
    [
        # Read well; a text layer; another city; a place that few papers tell.
        [scan("青河市白岩区行政审批局", 0.95), others()],
        [scan("青河市白岩区行政审批局", origin=Origin.TEXT_LAYER), others()],
        [scan("北岭市东湾区行政审批局"), others()],
        [scan("青河市白区行政审批局"), document("ghg-report", text=f"{PLACE}织锦路1号")],
        # The next district, which other papers tell as well.
        [scan("青河市白岩区行政审批局", text="青河市白岩区\n某路1号\n青河市白岩区"), others()],
    ],
)
def test_other_names_stay(papers: list[Document]) -> None:
    assert with_known_places(papers)[0].text("issuer") == papers[0].text("issuer")
