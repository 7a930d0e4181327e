"""Ruled tables: pdfplumber is asked only where words alone do not give the cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from evidencecheck.domain.files import MediaType, SourceFile
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.ocr.interface import NullEngine
from evidencecheck.reading.reader import FileReader

ROWS = (130, 160, 220, 250)


def ruled(path: Path, *, stacked: bool) -> Path:
    """A table of two columns and three rows; one cell may hold two lines."""
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        for y in ROWS:
            page.draw_line((80, y), (500, y))
        for x in (80, 200, 500):
            page.draw_line((x, ROWS[0]), (x, ROWS[-1]))
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
        document.save(path)
    return path


PageOf = Callable[..., Page]


@pytest.fixture
def page_of(tmp_path: Path) -> PageOf:
    def made(*, stacked: bool) -> Page:
        path = ruled(tmp_path / "a.pdf", stacked=stacked)
        source = SourceFile(
            path="a.pdf", location=path, bytes=1, sha256="", media_type=MediaType.PDF
        )
        return FileReader(NullEngine(), Limits()).read(source).pages[0]

    return made


def test_a_cell_of_two_lines_is_one_cell(page_of: PageOf) -> None:
    (table,) = page_of(stacked=True).tables
    cells = [[c.text for c in row] for row in table.rows]
    assert cells == [
        ["单位名称", "青河示例机械有限公司"],
        ["认证依据", "GB/T 23331-2020\nRB/T 119-2015"],
        ["有效期至", "2027-01-01"],
    ]


def test_a_table_of_single_lines_needs_no_second_reading(page_of: PageOf) -> None:
    assert page_of(stacked=False).tables == ()
