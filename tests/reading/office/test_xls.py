"""Excel 97-2003 and WPS workbooks come out as new ones do."""

from __future__ import annotations

import io
import struct
from datetime import date
from pathlib import Path

import pytest
import xlwt
from office_files import picture_of
from tests.ole_files import ole

from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Page
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office.xls import read_xls
from evidencecheck.reading.office.xls_pictures import pasted_pictures


@pytest.fixture
def book() -> xlwt.Workbook:
    return xlwt.Workbook(encoding="utf-8")


def saved(book: xlwt.Workbook, path: Path) -> Path:
    book.save(str(path))
    return path


def grid(page: Page) -> list[list[list[str]]]:
    return [[[c.text for c in row] for row in table.rows] for table in page.tables]


def style(code: str = "General", height: int = 0) -> xlwt.XFStyle:
    made = xlwt.XFStyle()
    made.num_format_str = code
    if height:
        made.font.height = height
    return made


def test_values_are_shown_as_the_workbook_shows_them(book: xlwt.Workbook, tmp_path: Path) -> None:
    sheet = book.add_sheet("能源统计")
    sheet.write_merge(0, 0, 0, 2, "二〇二四年能源消费统计表", style(height=320))
    for column, value in enumerate(("电力", 1234567.89, 1)):
        sheet.write(1, column, value)
    sheet.write(2, 0, date(2024, 12, 31), style("yyyy-mm-dd"))
    sheet.write(2, 1, 0.3512, style("0.00%"))
    sheet.write(2, 2, date(2024, 6, 1), style('yyyy"年"m"月"'))
    sheet.write(3, 0, True)
    (page,) = read_xls(saved(book, tmp_path / "a.xls"), Limits()).pages
    assert page.label == "能源统计"
    assert grid(page) == [
        [
            ["二〇二四年能源消费统计表"],
            ["电力", "1234567.89", "1"],
            ["2024-12-31", "35.12%", "2024年6月"],
            ["TRUE", "", ""],
        ]
    ]
    title, *cells = page.spans
    assert title.box.height > cells[0].box.height


def test_hidden_sheets_are_not_read(book: xlwt.Workbook, tmp_path: Path) -> None:
    book.add_sheet("甲").write(0, 0, "看得见")
    hidden = book.add_sheet("乙")
    hidden.write(0, 0, "看不见")
    hidden.visibility = 1
    content = read_xls(saved(book, tmp_path / "a.xls"), Limits())
    assert [p.text for p in content.pages] == ["看得见"]


def test_limits_hold(book: xlwt.Workbook, tmp_path: Path) -> None:
    sheet = book.add_sheet("甲")
    for row in range(300):
        sheet.write(row, 0, row)
    path = saved(book, tmp_path / "a.xls")
    content = read_xls(path, Limits(sheet_cells=100))
    assert [p.code for p in content.problems] == ["F107"]
    assert sum(len(t.rows) for p in content.pages for t in p.tables) == 100
    content = read_xls(path, Limits(pages=1))
    assert (len(content.pages), [p.code for p in content.problems]) == (1, ["F107"])


def test_an_empty_workbook_is_one_blank_page(book: xlwt.Workbook, tmp_path: Path) -> None:
    book.add_sheet("甲")
    content = read_xls(saved(book, tmp_path / "a.xls"), Limits())
    assert [p.blank for p in content.pages] == [True]


# ---------------------------------------------------------------------- pictures


def drawing(*pictures: bytes) -> bytes:
    """The store of drawings of a workbook, as records of at most 8 KiB."""
    stored = b""
    for data in pictures:
        kind = 0xF01E if data.startswith(b"\x89PNG") else 0xF01D
        blip = struct.pack("<HHL", 0x46A0, kind, 17 + len(data)) + bytes(17) + data
        stored += struct.pack("<HHL", 2, 0xF007, 36 + len(blip)) + bytes(36) + blip
    store = struct.pack("<HHL", 0xF, 0xF001, len(stored)) + stored
    whole = struct.pack("<HHL", 0xF, 0xF000, len(store)) + store
    records = b""
    for start in range(0, len(whole), 8000):
        piece = whole[start : start + 8000]
        records += struct.pack("<HH", 0x003C if start else 0x00EB, len(piece)) + piece
    return records


def test_pasted_pictures_are_found(tmp_path: Path) -> None:
    pictures = (picture_of(600, 800), picture_of(400, 300, "PNG"))
    (tmp_path / "a.xls").write_bytes(ole({"Workbook": bytes(4) + drawing(*pictures)}))
    found = pasted_pictures(tmp_path / "a.xls")
    assert [p[: len(q)] for p, q in zip(found, pictures, strict=True)] == [*pictures]


def test_a_workbook_with_pictures_has_them_after_its_pages(
    book: xlwt.Workbook, tmp_path: Path
) -> None:
    book.add_sheet("甲").write(0, 0, "见下图")
    out = io.BytesIO()
    book.save(out)
    from olefile import OleFileIO

    with OleFileIO(out) as container:
        stream = container.openstream("Workbook").read()
    with_pictures = ole({"Workbook": stream + drawing(picture_of(600, 800))})
    (tmp_path / "a.xls").write_bytes(with_pictures)
    content = read_xls(tmp_path / "a.xls", Limits())
    assert [p.text for p in content.pages] == ["见下图"]
    assert [(p.after_page, p.media) for p in content.pictures] == [(1, "image/jpeg")]


# ---------------------------------------------------------------------- broken


def test_an_encrypted_workbook_says_so(tmp_path: Path) -> None:
    begin = struct.pack("<HHHHHHLL", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    stream = begin + struct.pack("<HHH", 0x2F, 6, 1) + bytes(4) + struct.pack("<HH", 0x0A, 0)
    (tmp_path / "a.xls").write_bytes(ole({"Workbook": stream}))
    with pytest.raises(ReadError) as error:
        read_xls(tmp_path / "a.xls", Limits())
    assert error.value.problem.code == "F102"


def test_broken_workbooks_are_refused_or_read(book: xlwt.Workbook, tmp_path: Path) -> None:
    sheet = book.add_sheet("甲")
    for row in range(60):
        sheet.write(row, row % 5, f"第{row}行")
    whole = saved(book, tmp_path / "whole.xls").read_bytes()
    path = tmp_path / "a.xls"
    for start in range(0, len(whole), 97):
        path.write_bytes(whole[:start] + bytes(40) + whole[start + 40 :])
        try:
            content = read_xls(path, Limits())
        except ReadError as error:
            assert error.problem.code in {"F101", "F102"}
        else:
            assert content.pages
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ReadError):
        read_xls(path, Limits())
