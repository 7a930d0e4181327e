"""Lines around seals that the reading of the whole page missed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from evidencecheck.domain.geometry import Box
from evidencecheck.reading.marks.outline import Outline
from evidencecheck.reading.marks.seal import Seal
from evidencecheck.reading.ocr.around_seal import around_seals
from evidencecheck.reading.ocr.interface import Image, NullEngine, OcrLine

WIDTH, HEIGHT = 1000, 1000
PAGE = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
# The cut-out around it begins at (400, 576) and ends at (1001, 825).
SEAL = Seal(
    Box(0.6, 0.6, 0.8, 0.8), "black", "round", 1.0, Outline("round", 700, 700, 100, 100, 0.0)
)


def line(text: str, x0: float, y0: float, x1: float, y1: float, sure: float = 0.97) -> OcrLine:
    return OcrLine(text, ((x0, y0), (x1, y0), (x1, y1), (x0, y1)), sure)


class Cutting(NullEngine):
    """Reads the same lines in every cut-out, in its pixels."""

    def __init__(self, *lines: OcrLine) -> None:
        self.lines = lines
        self.sizes: list[tuple[int, int]] = []

    def read(self, image: Image) -> tuple[OcrLine, ...]:
        self.sizes.append((image.shape[1], image.shape[0]))
        return self.lines


def texts(lines: Sequence[OcrLine]) -> list[str]:
    return [x.text for x in lines]


def test_a_missed_line_is_added_where_it_stands() -> None:
    engine = Cutting(line("2024年6月30日", 240, 132, 400, 152))
    above = line("某市某局", 650, 640, 780, 660)
    found = around_seals(PAGE, engine, [above, line("以下空白", 100, 950, 200, 970)], [SEAL]).lines
    assert texts(found) == ["某市某局", "2024年6月30日", "以下空白"]
    assert found[1].edges == pytest.approx((640, 708, 800, 728), abs=1)
    assert found[1].confidence == pytest.approx(0.9)
    assert len(engine.sizes) == 1


@pytest.mark.parametrize(
    "read",
    [
        line("某章", 240, 132, 290, 152),
        line("2024年6月30日", 240, 132, 270, 152),
        line("2024年6月30日", 240, 132, 400, 152, 0.7),
        line("零碳工厂创建等用途使用", 0, 132, 300, 152),
        line("2024年6月30日", 10, 132, 150, 152),
    ],
    ids=["short", "of the ring", "unsure", "cut off", "beside the seal"],
)
def test_nothing_else_is_added(read: OcrLine) -> None:
    before = [line("声明", 100, 100, 200, 120)]
    assert texts(around_seals(PAGE, Cutting(read), before, [SEAL]).lines) == ["声明"]


def test_a_part_of_a_line_gives_way_to_the_whole() -> None:
    before = [line("二〇", 560, 708, 590, 728), line("四月二日", 740, 708, 800, 728)]
    engine = Cutting(line("二〇二五年四月二日", 160, 132, 400, 152))
    assert texts(around_seals(PAGE, engine, before, [SEAL]).lines) == ["二〇二五年四月二日"]


@pytest.mark.parametrize("read", ["2024年6月30日", "2024年6月3日", "2029年8月36日0"])
def test_a_line_that_was_read_well_stays(read: str) -> None:
    before = [line("2024年6月30日", 640, 708, 800, 728)]
    engine = Cutting(line(read, 240, 132, 400, 152))
    assert texts(around_seals(PAGE, engine, before, [SEAL]).lines) == ["2024年6月30日"]


def test_a_line_that_was_hardly_read_gives_way_to_a_longer_one() -> None:
    before = [line("签友日201", 640, 708, 800, 728, 0.6)]
    engine = Cutting(line("签发日期:2021-06-09", 240, 132, 400, 152))
    assert texts(around_seals(PAGE, engine, before, [SEAL]).lines) == ["签发日期:2021-06-09"]


def test_without_a_seal_nothing_is_read_again() -> None:
    engine = Cutting(line("2024年6月30日", 240, 132, 400, 152))
    assert texts(around_seals(PAGE, engine, [line("声明", 1, 1, 9, 9)], []).lines) == ["声明"]
    assert engine.sizes == []
