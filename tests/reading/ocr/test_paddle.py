"""The second engine, with its real models."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.reading.ocr.drawn import sheet

from evidencecheck.reading.ocr.interface import OcrEngine, load_engine
from evidencecheck.reading.ocr.paddle import build_folders

pytest.importorskip("paddleocr", reason="the extra paddle is not installed")

LINES = ("温室气体核查声明", "GHG-2024-00417", "2024年06月30日", "12,345.67")
PAGE = sheet(*((80, 100 + 40 * n, text) for n, text in enumerate(LINES)))


@pytest.fixture(scope="module")
def paddle() -> Iterator[OcrEngine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _refuse)
        with load_engine("paddleocr", 2) as loaded:
            yield loaded


def _refuse(*_: object) -> None:
    raise AssertionError("the network was asked")


def test_a_page_is_read_line_by_line(paddle: OcrEngine) -> None:
    lines = paddle.read(PAGE)
    assert [line.text for line in lines] == list(LINES)
    assert all(line.confidence > 0.9 for line in lines)
    assert lines[0].box(PAGE.shape[1], PAGE.shape[0]).x0 == pytest.approx(80 / 595, abs=0.01)


def test_it_reads_what_the_default_engine_reads(paddle: OcrEngine, engine: OcrEngine) -> None:
    assert [line.text for line in paddle.read(PAGE)] == [line.text for line in engine.read(PAGE)]


def test_crops_are_recognised_in_their_order(paddle: OcrEngine) -> None:
    first = sheet((4, 16, "2024年06月30日"), page=(110, 22))
    nothing = np.zeros((0, 4, 3), np.uint8)
    blank = np.full((40, 200, 3), 255, np.uint8)
    texts = [text for text, _ in paddle.recognise([nothing, first, blank])]
    assert texts == ["", "2024年06月30日", ""]


def test_an_empty_page_has_no_lines(paddle: OcrEngine) -> None:
    assert paddle.read(np.full((600, 400, 3), 255, np.uint8)) == ()


def test_it_names_what_it_is_made_of(paddle: OcrEngine) -> None:
    assert set(paddle.versions()) == {"paddleocr", "paddlex", "onnxruntime", "models"}


def test_the_folders_hold_the_checked_models_and_all_characters(tmp_path: Path) -> None:
    detection, recognition = build_folders(tmp_path)
    assert (detection / "inference.onnx").stat().st_size == 9929594
    described = json.loads((recognition / "inference.yml").read_text(encoding="utf-8"))
    assert described["Global"]["model_name"] == recognition.name
    assert len(described["PostProcess"]["character_dict"]) == 18708
