"""Print under seals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from tests.reading.ocr.drawn import sheet, stamped

from evidencecheck.domain.geometry import Box
from evidencecheck.reading.marks.seal import Seal
from evidencecheck.reading.ocr.ink import DOUBT, prepare, second_reading
from evidencecheck.reading.ocr.interface import Image, NullEngine, OcrEngine, OcrLine, Quad

UNDER = ("发证日期:2024年06月30日", "证书编号:2009-684-A17", "有效期至:2027-06-29")
PAGE = sheet(*((240, 600 + 24 * n, text) for n, text in enumerate(UNDER)), (80, 100, "声明"))


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("：", ":")


@pytest.mark.parametrize("ink", ["red", "dull", "dark", "orange", "blue"])
def test_print_under_a_seal_is_read(engine: OcrEngine, ink: str) -> None:
    page = stamped(PAGE, (320, 620), ink=ink)
    prepared = prepare(page)
    texts = {squeezed(line.text) for line in engine.read(prepared.image)}
    assert {squeezed(text) for text in UNDER} <= texts


def test_only_the_seal_is_changed() -> None:
    page = stamped(PAGE, (320, 620))
    prepared = prepare(page)
    changed = np.argwhere((prepared.image != page).any(axis=2))
    (seal,) = prepared.seals
    height, width = page.shape[:2]
    assert changed[:, 0].min() >= (seal.box.y0 - 0.01) * height
    assert changed[:, 0].max() <= (seal.box.y1 + 0.01) * height
    assert changed[:, 1].min() >= (seal.box.x0 - 0.02) * width
    assert changed[:, 1].max() <= (seal.box.x1 + 0.02) * width


def test_the_ink_vanishes_and_black_stays_black() -> None:
    page = stamped(PAGE, (320, 620))
    before, after = page[1650:1800, 820:960], prepare(page).image[1650:1800, 820:960]
    assert before.min(axis=2).mean() < after.min(axis=2).mean()
    assert after.min() < 90
    assert np.ptp(after.astype(int), axis=2).max() == 0


def test_a_page_without_seals_is_the_same_picture() -> None:
    assert prepare(PAGE).image is PAGE


def test_a_red_title_is_still_read(engine: OcrEngine) -> None:
    title = sheet((150, 120, "某某市人民政府文件"), size=30, colour=(0.86, 0.08, 0.1))
    page = stamped(np.minimum(title, PAGE), (320, 620))
    texts = [line.text for line in engine.read(prepare(page).image)]
    assert "某某市人民政府文件" in texts


SEALS = (Seal(Box(0.5, 0.5, 0.7, 0.7), "red", "round", 1.0),)
BLANK = np.full((1000, 1000, 3), 255, np.uint8)


def quad(x: float, y: float) -> Quad:
    return ((x, y), (x + 150, y), (x + 150, y + 30), (x, y + 30))


class Parrot(NullEngine):
    """Says what it was told to, and counts."""

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)
        self.asked = 0

    def recognise(self, crops: Sequence[Image]) -> list[tuple[str, float]]:
        self.asked += len(crops)
        return [(self.texts.pop(0), 0.9) for _ in crops]


def test_two_readings_that_agree_keep_the_line() -> None:
    line = OcrLine("编号：2009-684", quad(550, 600), 0.97)
    parrot = Parrot("编号: 2009—684")
    assert second_reading(BLANK, parrot, [line], SEALS) == (line,)
    assert parrot.asked == 1


def test_two_readings_that_differ_are_both_kept_and_doubted() -> None:
    line = OcrLine("2009684用章", quad(550, 600), 0.97)
    (read,) = second_reading(BLANK, Parrot("2009-684"), [line], SEALS)
    assert (read.text, read.second) == ("2009684用章", "2009-684")
    assert read.confidence == DOUBT


def test_a_doubt_never_raises_confidence() -> None:
    line = OcrLine("a", quad(550, 600), 0.3)
    assert second_reading(BLANK, Parrot("b"), [line], SEALS)[0].confidence == 0.3


def test_lines_away_from_seals_are_not_read_again() -> None:
    lines = [OcrLine("a", quad(50, 50), 0.9), OcrLine("b", quad(550, 600), 0.9)]
    parrot = Parrot("b")
    assert second_reading(BLANK, parrot, lines, SEALS) == tuple(lines)
    assert parrot.asked == 1
    assert second_reading(BLANK, parrot, lines, ()) == tuple(lines)
    assert parrot.asked == 1
