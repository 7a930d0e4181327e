"""QR codes and bar codes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
import segno
import zxingcpp
from PIL import Image
from tests.reading.ocr.drawn import Picture, sheet, turned

from evidencecheck.domain.page import MarkKind
from evidencecheck.reading.marks.codes import find_codes

TEXT = "https://example.org/verify?no=GHG-2024-00417"
PAGE = sheet(*((70, 90 + 24 * n, "证书编号：GHG-2024-00417") for n in range(30)))


def qr(text: str, side: int, angle: float = 0) -> Picture:
    data = io.BytesIO()
    segno.make(text, error="m").save(data, kind="png", scale=10)
    image = Image.open(data).convert("RGB").resize((side, side), Image.Resampling.BICUBIC)
    image = image.rotate(angle, expand=True, fillcolor=(255, 255, 255))
    return np.array(image)


def with_code(code: Picture, x: int = 1200, y: int = 1900) -> Picture:
    page = PAGE.copy()
    page[y : y + code.shape[0], x : x + code.shape[1]] = code
    return page


@pytest.mark.parametrize("angle", [0, 7, 90, 180])
def test_a_qr_code_is_read_where_it_is(angle: float) -> None:
    (mark,) = find_codes(with_code(qr(TEXT, 200, angle)))
    assert (mark.kind, mark.text) == (MarkKind.QR, TEXT)
    assert mark.box.x0 == pytest.approx(1200 / 1654, abs=0.03)
    assert mark.box.y1 == pytest.approx(2100 / 2339, abs=0.03)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page(degrees: int) -> None:
    assert [m.text for m in find_codes(turned(with_code(qr(TEXT, 200)), degrees))] == [TEXT]


def test_a_small_code_is_looked_at_with_more_pixels() -> None:
    code = cv2.GaussianBlur(qr(TEXT, 82), (0, 0), 0.8)
    grey = np.asarray(cv2.cvtColor(code, cv2.COLOR_BGR2GRAY), np.uint8)
    assert not zxingcpp.read_barcodes(grey), "this code is too easy for the test"
    assert [mark.text for mark in find_codes(with_code(np.asarray(code, np.uint8)))] == [TEXT]


def test_each_payload_once_from_top_to_bottom() -> None:
    page = with_code(qr("second", 150), 100, 1900)
    page[300:450, 1300:1450] = qr("first", 150)
    page[1900:2050, 700:850] = qr("second", 150)
    assert [mark.text for mark in find_codes(page)] == ["first", "second"]


def test_a_bar_code() -> None:
    bars = zxingcpp.create_barcode("AB-2024-00417", zxingcpp.BarcodeFormat.Code128)
    code = np.array(zxingcpp.write_barcode_to_image(bars, scale=3))
    page = with_code(np.repeat(np.repeat(code, 2, axis=0)[:, :, None], 3, axis=2), 300, 1900)
    (mark,) = find_codes(page)
    assert (mark.kind, mark.text) == (MarkKind.BARCODE, "AB-2024-00417")


def test_print_and_rules_are_no_codes() -> None:
    page = PAGE.copy()
    for x in range(100, 1500, 9):
        cv2.line(page, (x, 1900), (x, 2100), (0, 0, 0), 1 + x % 4)
    assert find_codes(page) == ()


@pytest.mark.parametrize("shape", [(1, 1), (2, 3000), (3000, 2)])
def test_odd_pictures(shape: tuple[int, int]) -> None:
    assert find_codes(np.full((*shape, 3), 255, np.uint8)) == ()


def test_real_codes(real_samples: Path) -> None:
    manifest = json.loads((real_samples / "manifest.json").read_text(encoding="utf-8"))
    wrong = []
    for entry in manifest:
        path = real_samples / entry["file"]
        if path.suffix in {".png", ".jpg"}:
            found = {m.text for m in find_codes(np.asarray(cv2.imread(str(path)), np.uint8))}
            wrong += [
                (path.name, want) for want in entry["expected"].get("qr", ()) if want not in found
            ]
    assert not wrong


def drawn_code(form: zxingcpp.BarcodeFormat, scale: int = 4) -> Picture:
    code = zxingcpp.create_barcode("CERT-2024-00417", form)
    grey = np.array(zxingcpp.write_barcode_to_image(code, scale=scale, add_quiet_zones=True))
    return np.repeat(grey.reshape(*grey.shape[:2], -1)[:, :, :1], 3, axis=2)


MATRIX = [
    zxingcpp.BarcodeFormat.DataMatrix,
    zxingcpp.BarcodeFormat.PDF417,
    zxingcpp.BarcodeFormat.Aztec,
]


@pytest.mark.parametrize("form", MATRIX, ids=str)
def test_other_codes_with_a_payload(form: zxingcpp.BarcodeFormat) -> None:
    (mark,) = find_codes(with_code(drawn_code(form), 300, 1800))
    assert (mark.kind, mark.text) == (MarkKind.QR, "CERT-2024-00417")


@pytest.mark.parametrize("form", [*MATRIX, zxingcpp.BarcodeFormat.Code128], ids=str)
def test_codes_that_run_up_the_page_are_read_where_they_are_looked_for(
    form: zxingcpp.BarcodeFormat,
) -> None:
    upright = np.ascontiguousarray(np.rot90(drawn_code(form, 3)))
    page = with_code(upright, 300, 1400)
    assert [m.text for m in find_codes(page, thorough=True)] == ["CERT-2024-00417"]


def test_a_pale_and_an_inverted_code() -> None:
    pale = (150 + qr(TEXT, 200).astype(int) * 70 // 255).astype(np.uint8)
    assert [m.text for m in find_codes(with_code(pale))] == [TEXT]
    assert [m.text for m in find_codes(with_code(255 - qr(TEXT, 200)))] == [TEXT]
