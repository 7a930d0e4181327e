"""All steps on one page."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
import segno
from PIL import Image
from tests.reading.ocr.drawn import Picture, sheet, stamped, turned

from evidencecheck.domain.page import MarkKind, Origin
from evidencecheck.reading.ocr import recognise
from evidencecheck.reading.ocr.interface import NullEngine, OcrEngine
from evidencecheck.reading.ocr.orientation import Rotation
from evidencecheck.reading.ocr.recognise import recognise_page

LINES = ("温室气体核查声明", "受核查方：某某精密制造有限公司", "2024年06月30日", "GHG-2024-00417")


def whole_page() -> Picture:
    page = sheet(*((120, 120 + 60 * n, text) for n, text in enumerate(LINES)), size=14)
    data = io.BytesIO()
    segno.make("https://example.org/verify?no=417", error="m").save(data, kind="png", scale=5)
    code = np.array(Image.open(data).convert("RGB"))
    page[1900 : 1900 + code.shape[0], 200 : 200 + code.shape[1]] = code
    return stamped(page, (400, 600))


PAGE = whole_page()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_page_comes_out_the_same_whichever_way_it_was_laid(
    engine: OcrEngine, degrees: int
) -> None:
    found = recognise_page(turned(PAGE, degrees), engine)
    assert found.view.turned == -degrees % 360
    assert found.view.size == (PAGE.shape[1], PAGE.shape[0])
    assert [span.text.replace(" ", "") for span in found.spans] == [
        text.replace("：", ":") for text in LINES
    ]
    assert all(span.origin is Origin.OCR for span in found.spans)
    kinds = [(mark.kind, mark.text) for mark in found.marks]
    assert kinds == [
        (MarkKind.SEAL, "某某市测试认证有限公司"),
        (MarkKind.QR, "https://example.org/verify?no=417"),
    ]
    assert found.marks[0].box.cx == pytest.approx(400 / 595, abs=0.01)


@pytest.mark.parametrize("wrong", [90, 180, 270])
def test_a_wrong_turn_is_noticed_in_what_was_read(
    engine: OcrEngine, monkeypatch: pytest.MonkeyPatch, wrong: int
) -> None:
    monkeypatch.setattr(recognise, "page_rotation", lambda _: Rotation(wrong, 0.9))
    found = recognise_page(PAGE, engine)
    assert found.view.turned == 0
    assert len(found.lines) == len(LINES)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_sparse_page_is_turned_back(engine: OcrEngine, degrees: int) -> None:
    page = sheet((90, 700, "附件三"), (300, 220, "能源计量器具台账"))
    found = recognise_page(turned(page, degrees), engine)
    assert found.view.turned == -degrees % 360
    assert [span.text for span in found.spans] == ["能源计量器具台账", "附件三"]


def test_marks_are_found_without_an_engine_that_reads() -> None:
    found = recognise_page(PAGE, NullEngine())
    assert found.spans == ()
    assert [mark.kind for mark in found.marks] == [MarkKind.SEAL, MarkKind.QR]


@pytest.mark.parametrize("shade", [255, 128, 0])
def test_an_empty_page_is_read_as_empty(engine: OcrEngine, shade: int) -> None:
    found = recognise_page(np.full((600, 400, 3), shade, np.uint8), engine)
    assert (found.view.turned, found.spans, found.marks) == (0, (), ())


def test_dates_under_a_real_seal_are_read(engine: OcrEngine, real_samples: Path) -> None:
    page = cv2.imread(str(real_samples / "xm_iso9001_expired.jpg"))
    found = recognise_page(np.asarray(page, np.uint8), engine)
    text = "\n".join(span.text for span in found.spans)
    assert "22-03-2019" in text
    assert "21-03-2022" in text
    assert any(mark.kind is MarkKind.SEAL for mark in found.marks)
