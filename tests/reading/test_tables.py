"""Tables of pages with a text layer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from tests.reading.turned import stored_turned

from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.ocr.interface import NullEngine
from evidencecheck.reading.reader import FileReader

ROWS = (130, 160, 220, 250)


CELLS = [
    ["单位名称", "青河示例机械有限公司"],
    ["认证依据", "GB/T 23331-2020\nRB/T 119-2015"],
    ["有效期至", "2027-01-01"],
]

Rule = Callable[[pymupdf.Page, float, float, float, float], object]


def as_line(page: pymupdf.Page, x0: float, y0: float, x1: float, y1: float) -> None:
    page.draw_line((x0, y0), (x1, y1))


def as_thin_rectangle(page: pymupdf.Page, x0: float, y0: float, x1: float, y1: float) -> None:
    page.draw_rect(pymupdf.Rect(x0, y0, max(x1, x0 + 0.5), max(y1, y0 + 0.5)), color=None, fill=0)


def ruled(path: Path, *, stacked: bool, rule: Rule = as_line, rotate: int = 0) -> Path:
    """A table of two columns and three rows; one cell may hold two lines.

    ``rotate``: the page is stored turned, and shown upright by /Rotate.
    """
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        for y in ROWS:
            rule(page, 80, y, 500, y)
        for x in (80, 200, 500):
            rule(page, x, ROWS[0], x, ROWS[-1])
        options = {"fontname": "china-s", "fontsize": 11}
        page.insert_text((90, 150), "单位名称", **options)
        page.insert_text((210, 150), "青河示例机械有限公司", **options)
        page.insert_text((90, 195), "认证依据", **options)
        if stacked:
            page.insert_text((210, 182), "GB/T 23331-2020", **options)
            page.insert_text((210, 208), "RB/T 119-2015", **options)
        else:
            page.insert_text((210, 195), "GB/T 23331-2020", **options)
        page.insert_text((90, 240), "有效期至", **options)
        page.insert_text((210, 240), "2027-01-01", **options)
        stored_turned(document, rotate).save(path)
    return path


PageOf = Callable[..., Page]


@pytest.fixture
def page_of(tmp_path: Path) -> PageOf:
    def made(**options: Any) -> Page:
        return first_page(ruled(tmp_path / "a.pdf", **options))

    return made


def first_page(path: Path) -> Page:
    source = SourceFile(path="a.pdf", location=path, bytes=1, sha256="", media_type=MediaType.PDF)
    return FileReader(NullEngine(), Limits()).read(source).pages[0]


def texts(page: Page) -> list[list[str]]:
    (table,) = page.tables
    return [[c.text for c in row] for row in table.rows]


def test_a_cell_of_two_lines_is_one_cell(page_of: PageOf) -> None:
    assert texts(page_of(stacked=True)) == CELLS


def test_rules_may_be_thin_rectangles(page_of: PageOf) -> None:
    assert texts(page_of(stacked=True, rule=as_thin_rectangle)) == CELLS


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_table_of_a_page_that_is_stored_turned(page_of: PageOf, rotate: int) -> None:
    page = page_of(stacked=True, rotate=rotate)
    assert (page.width, page.height, page.rotation) == (595, 842, 0)
    assert texts(page) == CELLS
    box = page.tables[0].rows[1][1].box
    assert box == pytest.approx((200 / 595, 160 / 842, 500 / 595, 220 / 842), abs=0.003)


def test_a_cell_over_two_columns_stays_one(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        grid(page, (80, 200, 350, 500))
        page.draw_rect(pymupdf.Rect(80, 100, 500, ROWS[0]))
        page.insert_text((90, 120), "基本情况", fontname="china-s", fontsize=11)

    assert [len(row) for row in first_page(drawn(tmp_path, draw)).tables[0].rows] == [1, 3, 3, 3]


def test_print_that_touches_over_a_rule_is_parted_at_the_rule(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        grid(page, (80, 200, 350, 500))
        # Ten characters of 12 points end and begin at the rule: the file has them as one word.
        page.insert_text((140, 150), "直接排放源天然气燃烧", fontname="china-s", fontsize=12)

    row = first_page(drawn(tmp_path, draw)).tables[0].rows[0]
    assert [c.text for c in row] == ["直接排放源", "天然气燃烧", ""]


def test_a_watermark_aslant_belongs_to_no_cell(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        grid(page, (80, 200, 500))
        start = pymupdf.Point(210, 250)
        aslant = (start, pymupdf.Matrix(-30))
        page.insert_text(start, "仅供申报使用", fontname="china-s", fontsize=24, morph=aslant)

    cells = [c.text for row in first_page(drawn(tmp_path, draw)).tables[0].rows for c in row]
    assert not any("申报" in text for text in cells)


def test_a_drawing_finer_than_any_table_is_none(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        grid(page, (80, 200, 500))
        for step in range(80):
            page.draw_line((40 + 6 * step, 300), (40 + 6 * step, 800))
            page.draw_line((40, 300 + 6 * step), (550, 300 + 6 * step))

    (table,) = first_page(drawn(tmp_path, draw)).tables
    assert len(table.rows) == 3


def grid(page: pymupdf.Page, columns: tuple[float, ...]) -> None:
    """The rules of a table, and two lines in a cell of it."""
    for y in ROWS:
        as_line(page, columns[0], y, columns[-1], y)
    for x in columns:
        as_line(page, x, ROWS[0], x, ROWS[-1])
    for y in (182, 208):
        page.insert_text((90, y), "能源管理", fontname="china-s", fontsize=11)


def drawn(folder: Path, draw: Callable[[pymupdf.Page], None]) -> Path:
    path = folder / "a.pdf"
    with pymupdf.open() as document:
        draw(document.new_page(width=595, height=842))
        document.save(path)
    return path
