"""Ruled tables in pictures: rules found, print put into cells, all of it askew."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from evidencecheck.domain.page import Table
from evidencecheck.reading.ocr.interface import Image, OcrLine, Quad
from evidencecheck.reading.ocr.page_reading import PageReading
from evidencecheck.reading.ocr.straight import Straightening
from evidencecheck.reading.ocr.view import View
from evidencecheck.reading.tables.cell_lines import fill, part_at_rules
from evidencecheck.reading.tables.pictured import ruled_in

SIZE = (1600, 1200)
XS, YS = (200, 600, 1000, 1400), (300, 380, 460, 540)
PRINT = 40
"""Pixels that a line of print is high."""
TEXTS = (("类别", "排放量", "占比"), ("范围一", "12.5", "40%"), ("范围二", "18.75", "60%"))


def turned(x: float, y: float, degrees: float) -> tuple[float, float]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    dx, dy = x - SIZE[0] / 2, y - SIZE[1] / 2
    return SIZE[0] / 2 + dx * cos - dy * sin, SIZE[1] / 2 + dx * sin + dy * cos


def line(text: str, x: float, y: float, width: float, degrees: float = 0) -> OcrLine:
    corners = ((x, y), (x + width, y), (x + width, y + PRINT), (x, y + PRINT))
    quad: Quad = tuple(turned(*c, degrees) for c in corners)  # type: ignore[assignment]
    return OcrLine(text, quad, 0.99)


def sheet(degrees: float = 0, *, joined: bool = False) -> tuple[Image, tuple[OcrLine, ...]]:
    """A table of three rows and columns, the first row one cell where ``joined``, and its print."""
    image = np.full((SIZE[1], SIZE[0], 3), 250, np.uint8)

    def rule(start: tuple[float, float], end: tuple[float, float]) -> None:
        a, b = (tuple(round(v) for v in turned(*p, degrees)) for p in (start, end))
        cv2.line(image, a, b, (40, 40, 40), 3, cv2.LINE_AA)

    for y in YS:
        rule((XS[0], y), (XS[-1], y))
    for x in XS:
        top = YS[1] if joined and x not in (XS[0], XS[-1]) else YS[0]
        rule((x, top), (x, YS[-1]))
    texts = (("表1 排放量",), *TEXTS[1:]) if joined else TEXTS
    lines = (
        line(text, x + 60, y + 20, 20 * len(text), degrees)
        for row, y in zip(texts, YS, strict=False)
        for text, x in zip(row, XS, strict=False)
    )
    return image, tuple(lines)


def table_of(image: Image, lines: tuple[OcrLine, ...]) -> Table:
    ruled = tuple(ruled_in(image, [x.edges for x in lines]))
    ((table,), taken) = fill(ruled, part_at_rules(lines, ruled), *SIZE)
    assert taken
    return table


def texts(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in table.rows]


@pytest.mark.parametrize("degrees", [0, 1.2, -2.5])
def test_cells_hold_their_print_however_the_page_lies(degrees: float) -> None:
    assert texts(table_of(*sheet(degrees))) == list(TEXTS)


def test_a_cell_over_all_columns_is_one() -> None:
    table = table_of(*sheet(joined=True))
    assert texts(table) == [("表1 排放量",), *TEXTS[1:]]
    assert table.rows[0][0].columns == 3


def test_print_that_runs_over_a_rule_is_parted() -> None:
    image, lines = sheet()
    one = line("12.5 40%", XS[2] - 110, YS[1] + 20, 240)
    others = tuple(x for x in lines if x.text not in ("12.5", "40%"))
    assert texts(table_of(image, (*others, one)))[1] == ("范围一", "12.5", "40%")


def test_a_page_without_rules_has_no_ruled_table() -> None:
    _, lines = sheet()
    image = np.full((SIZE[1], SIZE[0], 3), 250, np.uint8)
    assert ruled_in(image, [x.edges for x in lines]) == []


def test_a_straightened_page_has_its_cells_where_they_stand_straight() -> None:
    image, lines = sheet(2.0)
    ruled = tuple(ruled_in(image, [x.edges for x in lines]))
    tables, inside = fill(ruled, lines, *SIZE)
    page = PageReading(View.of(image), lines, ruled=tables, in_ruled=inside)
    centre = np.array(((1, 0, SIZE[0] / 2), (0, 1, SIZE[1] / 2), (0, 0, 1)))
    cos, sin = math.cos(math.radians(2)), math.sin(math.radians(2))
    turn = np.array(((cos, -sin, 0), (sin, cos, 0), (0, 0, 1)))
    straight = page.straightened(Straightening(centre @ turn @ np.linalg.inv(centre), SIZE))
    (table,) = straight.tables
    assert texts(table) == list(TEXTS)
    box = table.rows[2][1].box
    expected = (XS[1] / SIZE[0], YS[2] / SIZE[1], XS[2] / SIZE[0], YS[3] / SIZE[1])
    assert box == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(("apart", "parted"), [(4, False), (60, True)])
def test_letters_of_cells_that_nearly_touch_are_no_rule(apart: int, parted: bool) -> None:
    image, lines = sheet()
    edge, y = XS[2], YS[1] + 40
    left = line("6,132,000", edge - 300, YS[1] + 20, 300 - apart)
    right = line("全厂动力、抛光", edge + apart, YS[1] + 20, 300)
    cv2.line(image, (edge - 290, y), (edge + 290, y), (40, 40, 40), 3)
    for x in (edge - 290, edge + 290):
        cv2.line(image, (x, YS[1]), (x, YS[2]), (40, 40, 40), 3)
    others = tuple(x for x in lines if x.text not in ("12.5", "40%"))
    table = table_of(image, (*others, left, right))
    assert (len(table.rows) > len(TEXTS)) is parted
