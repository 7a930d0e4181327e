"""The default engine, with its real models."""

from __future__ import annotations

import socket

import numpy as np
import pytest
from tests.reading.ocr.drawn import sheet, turned

from evidencecheck.reading.ocr import rapid
from evidencecheck.reading.ocr.interface import EngineMissing, OcrEngine, load_engine

LINES = (
    "温室气体核查声明",
    "证书编号:GHG-2024-00417",
    "统一社会信用代码:91120116MA06XYZT4N",
    "发证日期:2024年06月30日",
    "依据标准:GB/T 32150-2015",
    "Total emissions: 12,345.67 tCO2e",
)
PAGE = sheet(*((80, 100 + 40 * n, text) for n, text in enumerate(LINES)))


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("：", ":")


def test_a_page_is_read_line_by_line(engine: OcrEngine) -> None:
    lines = engine.read(PAGE)
    assert [squeezed(line.text) for line in lines] == [squeezed(text) for text in LINES]
    assert all(line.confidence > 0.9 for line in lines)
    box = lines[1].box(PAGE.shape[1], PAGE.shape[0])
    assert box.x0 == pytest.approx(80 / 595, abs=0.01)
    assert box.cy == pytest.approx(136 / 842, abs=0.01)


def test_small_print_is_read(engine: OcrEngine) -> None:
    page = sheet(*((60, 80 + 12 * n, LINES[n % 6]) for n in range(12)), size=7)
    texts = [squeezed(line.text) for line in engine.read(page)]
    assert texts == [squeezed(LINES[n % 6]) for n in range(12)]


def test_columns_are_read_row_by_row(engine: OcrEngine) -> None:
    page = sheet((320, 101, "右上"), (80, 100, "左上"), (80, 140, "左下"), (320, 139, "右下"))
    assert [line.text for line in engine.read(page)] == ["左上", "右上", "左下", "右下"]


def test_a_title_that_runs_up_the_page_is_read(engine: OcrEngine) -> None:
    page = PAGE.copy()
    title = turned(sheet((10, 30, "Certificate of Registration"), page=(160, 42)), 270)
    page[1000 : 1000 + title.shape[0], 20 : 20 + title.shape[1]] = title
    assert "Certificate of Registration" in [line.text for line in engine.read(page)]


def test_a_lone_digit_is_not_turned(engine: OcrEngine) -> None:
    page = sheet(*((80 + 60 * n, 200, str(n)) for n in range(1, 8)))
    assert [line.text for line in engine.read(page)] == list("1234567")


@pytest.mark.parametrize("shape", [(2339, 1654), (1, 1), (3, 900), (900, 3)])
def test_an_empty_page_has_no_lines(engine: OcrEngine, shape: tuple[int, int]) -> None:
    assert engine.read(np.full((*shape, 3), 255, np.uint8)) == ()


def test_crops_are_recognised_in_their_order(engine: OcrEngine) -> None:
    first = sheet((4, 16, "2024年06月30日"), page=(110, 22))
    second = sheet((4, 16, "GHG-2024-00417"), page=(110, 22))
    nothing = np.zeros((0, 4, 3), np.uint8)
    blank = np.full((40, 200, 3), 255, np.uint8)
    texts = [text for text, _ in engine.recognise([first, nothing, blank, second])]
    assert texts == ["2024年06月30日", "", "", "GHG-2024-00417"]


def test_what_a_line_says_depends_on_no_other_line(engine: OcrEngine) -> None:
    crops = [sheet((4, 16, text), page=(280, 22)) for text in LINES]
    together = engine.recognise(crops)
    assert together == [engine.recognise([crop])[0] for crop in crops]


def test_the_number_of_threads_changes_nothing(engine: OcrEngine) -> None:
    with load_engine("rapidocr", 1) as other:
        assert other.read(PAGE) == engine.read(PAGE)


def test_without_openvino_it_runs_on_onnx_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "installed", lambda package: package != "openvino")
    with load_engine("rapidocr", 2) as other:
        assert "onnxruntime" in other.versions()
        assert "openvino" not in other.versions()
        texts = [squeezed(line.text) for line in other.read(PAGE)]
    assert texts == [squeezed(text) for text in LINES]


def test_without_any_runtime_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "installed", lambda package: package == "rapidocr")
    with pytest.raises(EngineMissing, match="pip install"):
        load_engine("rapidocr")


def test_it_is_silent_and_needs_no_network(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with load_engine("rapidocr", 2) as other:
        assert other.read(PAGE)
        assert other.read(np.full((300, 300, 3), 255, np.uint8)) == ()
    printed = capfd.readouterr()
    assert printed.out + printed.err == ""


@pytest.mark.parametrize(
    ("page", "searched"),
    [
        ((1654, 2339), (896, 1280)),
        ((3307, 2339), (1600, 1120)),
        ((500, 700), (736, 1056)),
        ((1, 1), (32, 32)),
    ],
)
def test_print_keeps_its_size_where_lines_are_looked_for(
    page: tuple[int, int], searched: tuple[int, int]
) -> None:
    assert rapid.detection_size(*page) == searched


def test_a_line_says_what_stands_there_likelier_than_a_name_like_it(engine: OcrEngine) -> None:
    line = sheet((20, 26, "青河云联电机有限公司"), page=(300, 44))
    own, other = (
        engine.log_likelihoods(line, ["青河云联电机有限公司", "青河云联电讯有限公司"]) or []
    )
    assert own > other + 5
    # A character that the engine has never seen.
    assert engine.log_likelihoods(line, ["青河云联电机有限公司\ue000"]) is None
