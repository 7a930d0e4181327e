"""Signatures of OFD files are reported as present, with signer and place."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from ofd_files import SIGNATURES, ofd, page, png, seal, signed, text
from tests.reading.one_file import Read

from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.page import MarkKind

STAMP = '<ofd:StampAnnot ID="1" PageRef="1" Boundary="105 70 42 42"/>'
PAGES = (page(text("第一页", 20, 20, delta="4")), page(text("第二页", 20, 20, delta="4")))
VALUE = "Doc_0/Signs/Sign_0/SignedValue.dat"


def test_a_stamp_stands_on_its_page_with_the_name_of_its_seal(read: Read) -> None:
    parts = {**signed(STAMP), VALUE: seal("某市生态环境局", png(60))}
    first, second = read(ofd(*PAGES, body=SIGNATURES, parts=parts)).pages
    assert first.marks == ()
    assert [(m.kind, m.text) for m in second.marks] == [
        (MarkKind.SIGNATURE, "某市生态环境局"),
        (MarkKind.SEAL, "某市生态环境局"),
    ]
    assert second.marks[0].box == pytest.approx((0.5, 0.5, 0.7, 0.8))
    # The seal is part of what the page shows.
    data = np.frombuffer(read.jpeg(2) or b"", np.uint8)
    picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
    height, width = picture.shape[:2]
    assert picture[int(0.65 * height), int(0.6 * width)].tolist() == pytest.approx(
        [0, 0, 254], abs=9
    )


def test_a_seal_drawn_as_ofd_is_shown_and_is_no_text_of_the_page(read: Read) -> None:
    drawn = ofd(page(text("监制章", 1, 1, delta="4"), area="0 0 42 42"))
    parts = {**signed(STAMP), VALUE: seal("某税务局", drawn, "ofd")}
    _, second = read(ofd(*PAGES, body=SIGNATURES, parts=parts)).pages
    assert [s.text for s in second.spans] == ["第二页"]
    assert [m.kind for m in second.marks] == [MarkKind.SIGNATURE, MarkKind.SEAL]


def test_a_signature_without_a_stamp_is_one_of_the_file(read: Read) -> None:
    first, second = read(ofd(*PAGES, body=SIGNATURES, parts=signed())).pages
    assert [(m.kind, m.text, m.box) for m in first.marks] == [
        (MarkKind.SIGNATURE, "签章工具", (0, 0, 1, 1))
    ]
    assert second.marks == ()


def test_a_stamp_without_a_picture_is_no_seal(read: Read) -> None:
    parts = {**signed(STAMP), VALUE: b"\x30\x80garbage"}
    _, second = read(ofd(*PAGES, body=SIGNATURES, parts=parts)).pages
    assert [(m.kind, m.text) for m in second.marks] == [(MarkKind.SIGNATURE, "签章工具")]


@pytest.mark.parametrize("kept", [[], ["Doc_0/Signs/Signatures.xml"]], ids=["list", "signature"])
def test_a_signature_that_was_taken_out_is_told(read: Read, kept: list[str]) -> None:
    parts = {k: v for k, v in signed(STAMP).items() if k in kept}
    found = read(ofd(*PAGES, body=SIGNATURES, parts=parts))
    assert (found.status, [p.code for p in found.problems]) == (FileStatus.READ, ["F101"])
    assert [m for p in found.pages for m in p.marks] == []


def test_a_file_without_signatures_has_no_mark(read: Read) -> None:
    assert [p.marks for p in read(ofd(*PAGES)).pages] == [(), ()]
