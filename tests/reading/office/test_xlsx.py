"""Workbooks on drawn pages."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from office_files import TYPE, picture_of

from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Origin, Page
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office import OfficeContent, read_xlsx

SHEET = "xl/worksheets/sheet1.xml"

Fill = Callable[[xlsxwriter.Workbook], None]


@pytest.fixture
def book(tmp_path: Path) -> Callable[[Fill], Path]:
    def make(fill: Fill) -> Path:
        path = tmp_path / "made.xlsx"
        with xlsxwriter.Workbook(str(path)) as workbook:
            fill(workbook)
        return path

    return make


def read(path: Path, **limits: int) -> OfficeContent:
    return read_xlsx(path, Limits(**limits))  # type: ignore[arg-type]


def grid(page: Page) -> list[list[list[str]]]:
    return [[[c.text for c in row] for row in table.rows] for table in page.tables]


def patched(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(path) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    members[part] = change(members[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


# ---------------------------------------------------------------------- values


def test_every_sheet_with_content_has_its_page_and_name(book: Callable[[Fill], Path]) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet("能源消费").write_row(0, 0, ["名称", "数量（吨）"])
        workbook.add_worksheet("空")
        workbook.add_worksheet("设备").write(0, 0, "空压机")
        hidden = workbook.add_worksheet("隐藏")
        hidden.write(0, 0, "下拉选项")
        hidden.hide()

    pages = read(book(fill)).pages
    assert [(p.number, p.label) for p in pages] == [(1, "能源消费"), (2, "设备")]
    assert grid(pages[0]) == [[["名称", "数量(吨)"]]]
    assert [(s.text, s.origin, s.confidence) for s in pages[1].spans] == [
        ("空压机", Origin.CELL, 1.0)
    ]


def test_values_are_shown_as_a_person_sees_them(book: Callable[[Fill], Path]) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        shown = (
            (12.0, None, "12"),
            (0.1 + 0.2, None, "0.3"),
            (74178.22, "#,##0.0", "74178.22"),
            (1e-7, None, "0.0000001"),
            (-0.0, None, "0"),
            (0.856, "0%", "86%"),
            (0.12345, "0.00%", "12.35%"),
            (True, None, "TRUE"),
            (date(2024, 6, 30), "yyyy/m/d", "2024-06-30"),
            (date(2024, 6, 1), 'yyyy"年"m"月"', "2024年6月"),
            (datetime(2024, 6, 30, 8, 5), "yyyy-mm-dd hh:mm", "2024-06-30 08:05"),
            (time(8, 5, 9), "hh:mm:ss", "08:05:09"),
            (timedelta(hours=30), "[h]:mm", "30:00:00"),
            (" 空格 ", None, "空格"),
            ('=DISPIMG("ID_1",1)', None, ""),
        )
        for row, (value, form, text) in enumerate(shown):
            sheet.write_string(row, 0, text or "none")
            style = workbook.add_format({"num_format": form}) if form else None
            if isinstance(value, str):
                sheet.write_string(row, 1, value)
            elif isinstance(value, date | time | timedelta):
                sheet.write_datetime(row, 1, value, style)
            else:
                sheet.write(row, 1, value, style)

    (page,) = read(book(fill)).pages
    for wanted, text in grid(page)[0]:
        assert text == ("" if wanted == "none" else wanted)


def test_formulas_show_their_stored_results(book: Callable[[Fill], Path]) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_formula(0, 0, "=SUM(B1:B9)", None, 1234.5)
        sheet.write_formula(0, 1, '=cmd|"/c calc"!A0', None, "ok")

    assert grid(read(book(fill)).pages[0]) == [[["1234.5", "ok"]]]


def test_formats_are_those_of_their_cells_wherever_the_table_begins(
    book: Callable[[Fill], Path],
) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        percent = workbook.add_format({"num_format": "0.0%"})
        large = workbook.add_format({"font_size": 18})
        sheet.write(4, 2, "标题", large)
        sheet.write(5, 2, 0.5, percent)
        sheet.write(5, 3, 0.5)

    (page,) = read(book(fill)).pages
    assert grid(page) == [[["标题", ""], ["50.0%", "0.5"]]]
    assert page.spans[0].box.height * page.height == pytest.approx(18, abs=0.01)
    assert page.spans[1].box.height * page.height == pytest.approx(11, abs=0.01)


# ---------------------------------------------------------------------- layout


def test_a_merged_cell_has_its_text_once_over_its_room(book: Callable[[Fill], Path]) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "标题")
        sheet.merge_range(1, 0, 2, 0, "能源")
        sheet.write_row(1, 1, ["电", 1])
        sheet.write_row(2, 1, ["气", 2])

    (page,) = read(book(fill)).pages
    assert grid(page) == [[["标题"], ["能源", "电", "1"], ["气", "2"]]]
    head, first, second = page.tables[0].rows
    assert head[0].box.x1 == first[2].box.x1
    assert first[0].box.y1 == second[0].box.y1


def test_text_under_a_merged_cell_is_not_seen(book: Callable[[Fill], Path]) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.merge_range(0, 0, 1, 1, "上")
        sheet.write(1, 1, "压在下面")
        sheet.write(1, 2, "旁边")

    assert grid(read(book(fill)).pages[0]) == [[["上", ""], ["旁边"]]]


def test_an_empty_row_parts_tables_and_an_empty_column_is_left_out(
    book: Callable[[Fill], Path],
) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(2, 1, ["a", "", "b"])
        sheet.write_row(3, 1, ["c"])
        sheet.write_row(900, 3, ["d"])

    assert grid(read(book(fill)).pages[0]) == [[["a", "b"], ["c", ""]], [["", "d"]]]


def test_wide_sheets_lie_on_their_side_and_very_wide_ones_in_strips(
    book: Callable[[Fill], Path],
) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet("窄").write_row(0, 0, ["一", "二"])
        workbook.add_worksheet("宽").write_row(0, 0, [f"较长的文字{i}" for i in range(10)])
        sheet = workbook.add_worksheet("很宽")
        for row in range(2):
            sheet.write_row(row, 0, [f"R{row}C{i:09}" for i in range(60)])

    narrow, wide, *strips = read(book(fill)).pages
    assert narrow.width < narrow.height
    assert wide.width > wide.height
    assert len(strips) > 1
    assert {p.label for p in strips} == {"很宽"}
    assert [p.number for p in (narrow, wide, *strips)] == list(range(1, 3 + len(strips)))
    joined = [c for p in strips for c in grid(p)[0][1]]
    assert joined == [f"R1C{i:09}" for i in range(60)]
    assert all(0 < v < 1 for p in strips for s in p.spans for v in s.box)


def test_long_text_alone_in_its_row_makes_no_wide_column(book: Callable[[Fill], Path]) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "某某有限公司二〇二四年度能源消费结构计算表")
        for row in range(1, 4):
            sheet.write_row(row, 0, ["序号", "名称", "单位", "数量", "折标系数", "折标准煤"])

    (page,) = read(book(fill)).pages
    title, first = page.tables[0].rows[0][0], page.tables[0].rows[1][0]
    assert "\n" not in title.text
    assert title.box.width > 3 * first.box.width


def test_a_long_sheet_flows_over_pages(book: Callable[[Fill], Path]) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        for row in range(120):
            sheet.write_row(row, 0, [row, f"设备{row}"])

    pages = read(book(fill)).pages
    assert len(pages) > 2
    rows = [row for page in pages for table in grid(page) for row in table]
    assert rows == [[str(i), f"设备{i}"] for i in range(120)]


def test_pictures_of_a_sheet_follow_its_pages(book: Callable[[Fill], Path], tmp_path: Path) -> None:
    scan, icon = tmp_path / "scan.jpg", tmp_path / "icon.png"
    scan.write_bytes(picture_of(400, 600))
    icon.write_bytes(picture_of(32, 32, "PNG"))

    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet().write(0, 0, "甲")
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "乙")
        sheet.insert_image(1, 1, str(icon))
        sheet.insert_image(2, 1, str(scan))

    (picture,) = read(book(fill)).pictures
    assert (picture.after_page, picture.media) == (2, "image/jpeg")
    assert picture.data == scan.read_bytes()


def test_pictures_that_wps_puts_into_cells_are_found(book: Callable[[Fill], Path]) -> None:
    path = book(lambda w: w.add_worksheet().write(0, 0, '=DISPIMG("ID_1",1)'))
    relation = f'<Relationship Id="x" Type="{TYPE}cellImage" Target="cellimages.xml"/>'
    patched(
        path,
        "xl/_rels/workbook.xml.rels",
        lambda d: d.replace(b"</Relationships>", relation.encode() + b"</Relationships>"),
    )
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "xl/cellimages.xml",
            f'<e xmlns:a="{space}" xmlns:r="{TYPE[:-1]}"><a:blip r:embed="p"/></e>',
        )
        archive.writestr(
            "xl/_rels/cellimages.xml.rels",
            f'<R><Relationship Id="p" Type="{TYPE}image" Target="media/p.jpg"/></R>',
        )
        archive.writestr("xl/media/p.jpg", picture_of(300, 300))
    assert len(read(path).pictures) == 1


def test_an_empty_workbook_is_one_blank_page(book: Callable[[Fill], Path]) -> None:
    content = read(book(lambda w: w.add_worksheet()))
    assert [p.blank for p in content.pages] == [True]


# ---------------------------------------------------------------------- limits and damage


def test_too_many_cells_or_pages_are_cut_with_a_word(book: Callable[[Fill], Path]) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        for row in range(300):
            sheet.write_row(row, 0, [f"r{row}", "x"])

    path = book(fill)
    content = read(path, sheet_cells=101)
    assert sum(len(t) for p in content.pages for t in grid(p)) == 51
    assert [x.code for x in content.problems] == ["F107"]
    content = read(path, pages=2)
    assert len(content.pages) == 2
    assert [x.code for x in content.problems] == ["F107"]


def test_content_in_far_corners_is_read_without_what_lies_between(
    book: Callable[[Fill], Path],
) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "甲")
        sheet.write(1_048_575, 16_383, "乙")

    (page,) = read(book(fill)).pages
    assert grid(page) == [[["甲", ""]], [["", "乙"]]]


def test_cells_without_references_follow_one_another(book: Callable[[Fill], Path]) -> None:
    path = patched(
        book(lambda w: w.add_worksheet()),
        SHEET,
        lambda d: d.replace(
            b"<sheetData/>",
            b"<sheetData><row><c><v>1</v></c><c/><c><v>2</v></c></row>"
            b'<row r="2"><c r="B2" t="inlineStr"><is><t>a</t><rPh><t>b</t></rPh></is></c>'
            b'<c t="str"><v>x_x000A_y</v></c><c t="e"><v>#DIV/0!</v></c>'
            b'<c t="d"><v>2024-06-30T00:00:00</v></c></row></sheetData>',
        ),
    )
    assert grid(read(path).pages[0]) == [
        [["1", "", "2", "", ""], ["", "a", "x\ny", "#DIV/0!", "2024-06-30"]]
    ]


def test_days_are_counted_from_1904_where_the_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as workbook:
        style = workbook.add_format({"num_format": "yyyy-mm-dd"})
        workbook.add_worksheet().write_datetime(0, 0, date(2024, 2, 29), style)
    assert grid(read(path).pages[0]) == [[["2024-02-29"]]]


def test_rich_text_is_read_without_its_readings(book: Callable[[Fill], Path]) -> None:
    path = patched(
        book(lambda w: w.add_worksheet().write(0, 0, "旧")),
        "xl/sharedStrings.xml",
        lambda d: d.replace(
            "<si><t>旧</t></si>".encode(),
            "<si><r><t>二氧</t></r><r><t>化碳</t></r><rPh><t>er</t></rPh></si>".encode(),
        ),
    )
    assert grid(read(path).pages[0]) == [[["二氧化碳"]]]


def failing(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read(path)
    return caught.value.problem.code


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (SHEET, lambda d: d[:-40]),
        (SHEET, lambda d: d.replace(b"<worksheet", b"<!DOCTYPE x []><worksheet")),
        (SHEET, lambda d: d.replace(b'encoding="UTF-8"', b'encoding="UTF-99"')),
        ("xl/workbook.xml", lambda d: b"nothing"),
        ("xl/sharedStrings.xml", lambda d: d.replace(b"<si>", b"<x>").replace(b"</si>", b"</x>")),
        ("xl/styles.xml", lambda d: d.replace(b"<styleSheet", b"<!DOCTYPE x []><styleSheet")),
        (SHEET, lambda d: d.replace(b'<c r="A1"', b'<c r="A1" t="s"')),
    ],
    ids=[
        "cut off",
        "document type",
        "encoding",
        "no workbook",
        "strings",
        "styles",
        "string that is not there",
    ],
)
def test_damaged_workbooks_are_refused(
    book: Callable[[Fill], Path], part: str, change: Callable[[bytes], bytes]
) -> None:
    path = book(lambda w: w.add_worksheet().write_row(0, 0, [1, "文字"]))
    assert failing(patched(path, part, change)) == "F101"


def test_a_part_packed_too_tightly_is_refused(book: Callable[[Fill], Path]) -> None:
    path = book(lambda w: w.add_worksheet().write(0, 0, "甲"))
    strings = "xl/sharedStrings.xml"
    padded = patched(path, strings, lambda d: d.replace("甲".encode(), b"x" * 60_000_000))
    assert failing(padded) == "F107"


def test_overlapping_merged_ranges_do_no_harm(book: Callable[[Fill], Path]) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        for row in range(20):
            sheet.write_row(row, 0, ["x"] * 5)

    merges = "".join(f'<mergeCell ref="A{i}:XFD1048576"/>' for i in range(1, 20))
    path = patched(
        book(fill),
        SHEET,
        lambda d: d.replace(
            b"</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>".encode()
        ),
    )
    (page,) = read(path).pages
    assert [s.text for s in page.spans] == ["x"]


# ---------------------------------------------------------------------- real files


def test_a_real_workbook_is_read(real_samples: Path) -> None:
    manifest = json.loads((real_samples / "manifest.json").read_text(encoding="utf-8"))
    for entry in (e for e in manifest if e["file"].endswith(".xlsx")):
        content = read(real_samples / entry["file"])
        rows = [row for page in content.pages for table in grid(page) for row in table]
        expected = entry["expected"]
        assert expected["used_range"] == f"A1:{chr(64 + len(rows[0]))}{len(rows)}"
        assert rows[0] == expected["header"]
        assert {p.label for p in content.pages} <= set(expected["sheets"])


def test_the_same_workbook_gives_the_same_pages(book: Callable[[Fill], Path]) -> None:
    path = book(lambda w: w.add_worksheet().write_row(0, 0, ["甲", 1.5]))
    assert read(path) == read(path)
