"""Drawn pages as pictures."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Cell, Origin, Page, Span, Table
from evidencecheck.reading.office import draw

A4 = (595.0, 842.0)


def ink(page: Page, box: Box, width: int = 595) -> int:
    """Dark pixels inside a box."""
    picture = Image.open(io.BytesIO(draw(page, width)))
    w, h = picture.size
    part = picture.crop(
        (round(box.x0 * w), round(box.y0 * h), round(box.x1 * w), round(box.y1 * h))
    )
    return sum(part.histogram()[:128])


def test_a_page_is_drawn_in_its_proportions() -> None:
    picture = Image.open(io.BytesIO(draw(Page(1, *A4), 400)))
    assert (picture.format, picture.size) == ("PNG", (400, 566))
    assert picture.getextrema() == (255, 255)


def test_text_stands_in_its_box_and_nowhere_else() -> None:
    box = Box(0.2, 0.3, 0.5, 0.32)
    page = Page(1, *A4, spans=(Span("零碳工厂证书", box, Origin.CELL),))
    inside, everywhere = ink(page, box), ink(page, Box(0, 0, 1, 1))
    assert inside > 200
    assert inside > 0.97 * everywhere


def test_text_too_long_for_its_box_is_drawn_smaller() -> None:
    box = Box(0.1, 0.1, 0.2, 0.12)
    page = Page(1, *A4, spans=(Span("很长的一行文字" * 6, box, Origin.CELL),))
    assert ink(page, Box(0.25, 0, 1, 1)) == 0


@pytest.mark.parametrize("sign", "☐☑☒✔")
def test_signs_that_the_font_lacks_are_drawn_by_their_like(sign: str) -> None:
    box = Box(0.1, 0.1, 0.12, 0.12)
    missing = draw(Page(1, *A4, spans=(Span("\U0001f600", box, Origin.CELL),)), 595)
    assert draw(Page(1, *A4, spans=(Span(sign, box, Origin.CELL),)), 595) != missing


def test_rules_stop_at_a_merged_cell() -> None:
    merged = Cell("", Box(0.1, 0.1, 0.9, 0.2), 0, columns=2)
    below = (Cell("", Box(0.1, 0.2, 0.5, 0.3), 0), Cell("", Box(0.5, 0.2, 0.9, 0.3), 1))
    rows = ((merged,), below)
    page = Page(1, *A4, tables=(Table(Box(0.1, 0.1, 0.9, 0.3), rows),))
    picture = Image.open(io.BytesIO(draw(page, 1000)))
    height = picture.size[1]
    assert picture.getpixel((500, round(0.15 * height))) == 255
    assert picture.getpixel((500, round(0.25 * height))) < 255
    assert picture.getpixel((100, round(0.15 * height))) < 255


def test_the_same_page_gives_the_same_picture() -> None:
    page = Page(1, *A4, spans=(Span("甲", Box(0.1, 0.1, 0.2, 0.12), Origin.CELL),))
    assert draw(page, 400) == draw(page, 400)
