"""Stamps that lie aslant across a page."""

from __future__ import annotations

import cv2
import numpy as np
import pymupdf
import pytest
from tests.reading.ocr.drawn import SCALE, Picture, picture, sheet

from evidencecheck.domain.page import MarkKind
from evidencecheck.reading.marks.stamp import find_frames
from evidencecheck.reading.ocr.interface import OcrEngine
from evidencecheck.reading.ocr.recognise import recognise_page
from evidencecheck.reading.ocr.stamp_text import read_stamps

LINES = (
    "营业执照",
    "名称：某某精密制造有限公司",
    "住所：某某市某某区工业路8号",
    "成立日期：2016年4月18日",
)
PAGE = sheet(*((90, 120 + 50 * n, text) for n, text in enumerate(LINES)), size=13)
WORDS = ("仅供办理银行授信使用", "再次复印无效")


def with_stamp(image: Picture, degrees: float, ink: tuple[float, float, float]) -> Picture:
    """The page with a framed stamp of two lines across it."""
    with pymupdf.open() as document:
        paper = document.new_page(width=image.shape[1] / SCALE, height=image.shape[0] / SCALE)
        centre = pymupdf.Point(250, 330)
        turn = pymupdf.Matrix(-degrees)
        shape = paper.new_shape()
        shape.draw_rect(pymupdf.Rect(130, 300, 370, 360))
        shape.finish(color=ink, width=1.5, morph=(centre, turn))
        shape.commit()
        for n, text in enumerate(WORDS):
            writer = pymupdf.TextWriter(paper.rect)
            writer.append((145, 325 + 26 * n), text, font=pymupdf.Font("cjk"), fontsize=20)
            writer.write_text(paper, color=ink, morph=(centre, turn))
        layer = picture(paper)
    return (image.astype(np.uint16) * layer // 255).astype(np.uint8)


@pytest.mark.parametrize("degrees", [-20, -8, 12, 25])
@pytest.mark.parametrize("ink", [(0.2, 0.2, 0.2), (0.14, 0.22, 0.63)])
def test_a_framed_stamp_is_read(
    engine: OcrEngine, degrees: float, ink: tuple[float, float, float]
) -> None:
    (mark,) = read_stamps(with_stamp(PAGE, degrees, ink), engine)
    assert mark.kind is MarkKind.STAMP
    assert "".join(WORDS) in mark.text
    assert mark.box.x0 < 250 * SCALE / PAGE.shape[1] < mark.box.x1


def test_it_is_a_mark_of_the_page(engine: OcrEngine) -> None:
    found = recognise_page(with_stamp(PAGE, 15, (0.2, 0.2, 0.2)), engine)
    assert [m.text for m in found.marks if m.kind is MarkKind.STAMP] == ["".join(WORDS)]


def test_level_frames_and_single_lines_are_none() -> None:
    ruled = PAGE.copy()
    cv2.rectangle(ruled, (200, 700), (1200, 900), (60, 60, 60), 3)
    cv2.line(ruled, (200, 1200), (1200, 1400), (60, 60, 60), 3)
    cv2.line(ruled, (300, 1900), (500, 2200), (60, 60, 60), 3)
    assert find_frames(ruled) == []
