"""What seals say, and what looks like a seal and says nothing."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.reading.ocr.drawn import INK, Picture, sheet, stamped

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import MarkKind
from evidencecheck.reading.marks.black_seal import find_black_seals
from evidencecheck.reading.marks.outline import Shape
from evidencecheck.reading.marks.seal import Seal, find_seals
from evidencecheck.reading.ocr.interface import NullEngine, OcrEngine
from evidencecheck.reading.ocr.recognise import recognise_page
from evidencecheck.reading.ocr.seal_text import read_seals

NAME = "某某市测试认证有限公司"
LINES = [(70, 90 + 24 * n, "证书编号：GHG-2024-00417") for n in range(24)]
PAGE = sheet(*LINES, (330, 700, "某某市测试认证有限公司（盖章）"), (380, 724, "2024年6月30日"))
RED = (20, 20, 210)


def read(engine: OcrEngine, page: Picture) -> tuple[Seal, ...]:
    return read_seals(page, find_seals(page), engine)


@pytest.mark.parametrize("ink", INK)
def test_the_text_of_a_ring_over_print(engine: OcrEngine, ink: str) -> None:
    (seal,) = read(engine, stamped(PAGE, (420, 700), ink=ink))
    assert seal.text == NAME
    assert seal.sure > 0.9
    mark = seal.mark()
    assert (mark.kind, mark.text, mark.shape) == (MarkKind.SEAL, NAME, "round")
    assert mark.confidence == seal.sure


def test_a_line_within_the_ring(engine: OcrEngine) -> None:
    (seal,) = read(engine, stamped(PAGE, (420, 500), line="合同专用章"))
    assert (seal.text, seal.lines) == (NAME, ("合同专用章",))


def test_an_oval_seal(engine: OcrEngine) -> None:
    (seal,) = read(engine, stamped(PAGE, (420, 500), shape="oval"))
    assert (seal.text, seal.shape) == (NAME, "oval")


def test_a_name_seal_is_read_down_from_the_right(engine: OcrEngine) -> None:
    # Drawn in the order in which it must not be read.
    page = stamped(PAGE, (420, 500), shape="square", radius=30, words="立王印建", angle=5)
    assert [(s.text, s.shape) for s in read(engine, page)] == [("王建立印", "square")]


def test_a_turned_and_a_blurred_seal(engine: OcrEngine) -> None:
    page = cv2.GaussianBlur(stamped(PAGE, (420, 500)), (0, 0), 1.3)
    matrix = cv2.getRotationMatrix2D((420 * 200 / 72, 500 * 200 / 72), 20, 1.0)
    white = (255, 255, 255)
    turned = cv2.warpAffine(page, matrix, page.shape[1::-1], borderValue=white)
    (seal,) = read(engine, np.asarray(turned, np.uint8))
    assert seal.text == NAME


@pytest.mark.parametrize("paled", [0.5, 0.65])
def test_print_that_is_pale_beside_its_ring(engine: OcrEngine, paled: float) -> None:
    page = stamped(PAGE, (420, 500)).astype(np.float32)
    rows, columns = np.indices(page.shape[:2])
    away = np.hypot(columns * 72 / 200 - 420, rows * 72 / 200 - 500) / 58
    within = (away > 0.45) & (away < 0.9)
    page[within] = 255 - (255 - page[within]) * (1 - paled)
    (seal,) = read(engine, page.astype(np.uint8))
    assert seal.text == NAME


def test_seals_that_overlap_are_both_read(engine: OcrEngine) -> None:
    page = stamped(stamped(PAGE, (230, 600)), (335, 600), words="青澜区示例检测中心有限公司")
    assert {s.text for s in read(engine, page)} == {NAME, "青澜区示例检测中心有限公司"}


def logos() -> Picture:
    page = PAGE.copy()
    font = cv2.FONT_HERSHEY_SIMPLEX
    cv2.circle(page, (400, 500), 150, RED, 12)
    cv2.putText(page, "IAF", (300, 530), font, 3, RED, 14)
    cv2.circle(page, (1200, 600), 160, RED, 10)
    cv2.circle(page, (1200, 600), 130, RED, 5)
    star = [
        (1200 + r * np.sin(np.pi * k / 5), 600 - r * np.cos(np.pi * k / 5))
        for k in range(10)
        for r in ((60, 24)[k % 2],)
    ]
    cv2.fillPoly(page, [np.array(star, np.int32)], RED)
    cv2.rectangle(page, (300, 900), (620, 1120), RED, 10)
    cv2.putText(page, "CNAS", (330, 1045), font, 2.6, RED, 10)
    return page


def test_a_logo_with_the_outline_of_a_seal_is_none(engine: OcrEngine) -> None:
    page = logos()
    assert len(find_seals(page)) >= 2
    assert read(engine, page) == ()
    assert [s.text for s in read(engine, stamped(page, (420, 700)))] == [NAME]


def test_without_an_engine_a_ring_of_text_is_still_a_seal() -> None:
    with NullEngine() as nothing:
        (seal,) = read(nothing, stamped(PAGE, (420, 500)))
        assert (seal.text, seal.lines) == ("", ())
        assert seal.mark().confidence == seal.confidence
        assert read(nothing, logos()) == ()


@pytest.mark.parametrize("shape", [(1, 1), (3, 400), (60, 60)])
@pytest.mark.parametrize("outline", ["round", "oval", "square", "part"])
def test_seals_on_odd_pictures(shape: tuple[int, int], outline: Shape) -> None:
    image = np.full((*shape, 3), RED, np.uint8)
    with NullEngine() as nothing:
        read = read_seals(image, [Seal(Box(0, 0, 1, 1), "red", outline, 1.0)], nothing)
    assert all(seal.text == "" for seal in read)


def grey(page: Picture, threshold: int = 0) -> Picture:
    level = np.asarray(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), np.uint8)
    if threshold:
        level = np.where(level < threshold, np.uint8(0), np.uint8(255))
    return np.repeat(level[:, :, None], 3, axis=2)


@pytest.mark.parametrize("threshold", [0, 170], ids=["grey", "black and white"])
def test_a_page_without_colour_shows_its_seal(engine: OcrEngine, threshold: int) -> None:
    found = recognise_page(grey(stamped(PAGE, (420, 500)), threshold), engine)
    (seal,) = found.seals
    assert (seal.colour, seal.text) == ("black", NAME)


def test_circles_without_text_are_no_black_seals(engine: OcrEngine) -> None:
    page = grey(logos())
    for x in range(11):
        turn = np.radians(-225 + 27 * x)
        place = (int(800 + 110 * np.cos(turn)) - 20, int(1500 + 110 * np.sin(turn)))
        cv2.putText(page, f"0.{x}", place, cv2.FONT_HERSHEY_SIMPLEX, 0.7, (40, 40, 40), 2)
    cv2.circle(page, (800, 1500), 160, (40, 40, 40), 5)
    candidates = find_black_seals(page)
    assert candidates
    assert read_seals(page, candidates, engine) == ()


def test_a_page_with_colour_has_no_black_seals() -> None:
    page = grey(stamped(PAGE, (420, 500)))
    cv2.rectangle(page, (100, 100), (700, 160), RED, -1)
    assert find_black_seals(page) == ()


def test_print_under_a_grey_seal_is_read_twice(engine: OcrEngine) -> None:
    spans = recognise_page(grey(stamped(PAGE, (420, 700), ink="dull")), engine).spans
    readings = {"".join(text.split()) for s in spans for text in (s.text, s.second or "")}
    assert "2024年6月30日" in readings
    assert all(s.second is None for s in spans if s.box.y1 < 0.7)
