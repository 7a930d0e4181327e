"""Word files on drawn pages."""

from __future__ import annotations

import io
import json
import zipfile
from itertools import pairwise
from pathlib import Path

import docx as python_docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from office_files import NAMESPACES, Docx, p, picture_of, shows

from evidencecheck.domain.geometry import union
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Origin, Page
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office import OfficeContent, read_docx


def read(path: Path, **limits: int) -> OfficeContent:
    return read_docx(path, Limits(**limits))  # type: ignore[arg-type]


def texts(content: OfficeContent) -> list[str]:
    return [s.text for page in content.pages for s in page.spans]


def grid(page: Page) -> list[list[list[str]]]:
    return [[[c.text for c in row] for row in table.rows] for table in page.tables]


def unwrapped(text: str) -> str:
    return "".join(text.split())


# ---------------------------------------------------------------------- paragraphs


def test_paragraphs_stand_on_an_upright_page_in_order(tmp_path: Path) -> None:
    document = python_docx.Document()
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("温室气体核查声明").font.size = Pt(22)
    document.add_paragraph("受核查方：某某有限公司（以下简称“公司”）")
    document.add_heading("一、概况", 1)
    document.save(tmp_path / "a.docx")
    (page,) = read(tmp_path / "a.docx").pages
    assert (page.number, page.width < page.height) == (1, True)
    title_span, body, heading = page.spans
    assert [s.text for s in page.spans] == [
        "温室气体核查声明",
        "受核查方:某某有限公司(以下简称“公司”)",
        "一、概况",
    ]
    assert {(s.origin, s.confidence) for s in page.spans} == {(Origin.CELL, 1.0)}
    assert title_span.box.cx == pytest.approx(0.5, abs=0.001)
    assert title_span.box.height * page.height == pytest.approx(22, abs=0.01)
    assert title_span.box.height > heading.box.height > body.box.height
    assert title_span.box.y1 < body.box.y0 < body.box.y1 < heading.box.y0


def test_a_long_paragraph_is_wrapped_and_no_number_is_torn(docx: Docx) -> None:
    words = "按照标准GB/T32150-2015核算的二氧化碳当量为74178.22吨，" * 12
    (page,) = read(docx(p(words))).pages
    assert len(page.spans) > 5
    assert "".join(s.text for s in page.spans).count("74178.22") == 12
    assert all("74178.22" in s.text for s in page.spans if "741" in s.text)
    assert all(0 < s.box.x0 < s.box.x1 < 1 for s in page.spans)
    tops = [s.box.y0 for s in page.spans]
    assert tops == sorted(tops)
    assert not any(s.text[0] in ",。" for s in page.spans)


def test_text_beyond_a_page_goes_on_the_next(docx: Docx) -> None:
    content = read(docx("".join(p(f"第{i}行") for i in range(1, 101))))
    assert [page.number for page in content.pages] == [1, 2, 3]
    assert texts(content) == [f"第{i}行" for i in range(1, 101)]


@pytest.mark.parametrize(
    "broken",
    [
        p("甲") + p("乙", "<w:pPr><w:pageBreakBefore/></w:pPr>"),
        '<w:p><w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r></w:p>',
        p("甲", "<w:pPr><w:sectPr/></w:pPr>") + p("乙"),
    ],
    ids=["before", "run", "section"],
)
def test_explicit_breaks_end_a_page(docx: Docx, broken: str) -> None:
    content = read(docx(broken))
    assert [page.text for page in content.pages] == ["甲", "乙"]


def test_wide_gaps_part_spans_and_spread_labels_do_not(docx: Docx) -> None:
    body = p("甲方（盖章）：          乙方（盖章）：") + p("姓      名：张三")
    body += "<w:p><w:r><w:t>第一章</w:t><w:tab/><w:t>12</w:t></w:r></w:p>"
    content = read(docx(body))
    assert texts(content) == ["甲方(盖章):", "乙方(盖章):", "姓      名:张三", "第一章", "12"]
    first, second, *_ = content.pages[0].spans
    assert first.box.y0 == second.box.y0
    assert first.box.x1 < second.box.x0


def test_only_what_is_shown_is_read(docx: Docx) -> None:
    content = read(
        docx(
            "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>现</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r>"
            "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
            "<m:oMath><m:r><m:t>E=</m:t></m:r></m:oMath></w:p>"
            "<w:sdt><w:sdtContent>" + p("控件") + "</w:sdtContent></w:sdt>"
        )
    )
    assert texts(content) == ["新现7链接☑E=", "控件"]


def test_text_boxes_are_read_once(docx: Docx) -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    content = read(
        docx(
            "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent>"
            f"<mc:Choice><w:drawing><wp:anchor>{box}</wp:anchor></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )
    )
    assert texts(content) == ["正文", "框内"]


def test_headers_and_footers_stand_on_the_first_page_once(tmp_path: Path) -> None:
    document = python_docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "某某核查机构"
    section.footer.paragraphs[0].text = "编号：V-2024-001"
    for i in range(60):
        document.add_paragraph(f"第{i}行")
    document.save(tmp_path / "a.docx")
    first, *rest = read(tmp_path / "a.docx").pages
    assert (first.spans[0].text, first.spans[-1].text) == ("某某核查机构", "编号:V-2024-001")
    assert first.spans[-1].box.y0 > 0.9
    assert first.spans[-2].box.y1 < first.spans[-1].box.y0
    assert rest
    assert not any("核查" in s.text or "编号" in s.text for page in rest for s in page.spans)


def test_footnotes_follow_the_text(docx: Docx) -> None:
    notes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator">{p("线")}</w:footnote>'
        f"<w:footnote>{p('注：见附件')}</w:footnote></w:footnotes>"
    )
    assert texts(read(docx(p("正文"), notes=("footnotes", notes)))) == ["正文", "注:见附件"]


def test_strict_documents_are_read(docx: Docx) -> None:
    path = docx(p("严格"))
    with zipfile.ZipFile(path) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            strict = data.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            archive.writestr(name, strict)
    assert texts(read(path)) == ["严格"]


def test_an_empty_document_is_one_blank_page(docx: Docx) -> None:
    content = read(docx("<w:p/>"))
    assert [(page.number, page.blank) for page in content.pages] == [(1, True)]
    assert content.problems == ()


# ---------------------------------------------------------------------- tables


def test_a_table_has_its_cells_and_the_text_lies_in_them(tmp_path: Path) -> None:
    document = python_docx.Document()
    table = document.add_table(rows=2, cols=3)
    values = (("名称", "编号", "有效期至"), ("质量管理体系认证证书", "034-1", "2026年5月1日"))
    for row, words in zip(table.rows, values, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.save(tmp_path / "a.docx")
    (page,) = read(tmp_path / "a.docx").pages
    assert grid(page) == [[list(v) for v in values]]
    (table_value,) = page.tables
    assert table_value.box == union(c.box for row in table_value.rows for c in row)
    for row in table_value.rows:
        for cell, right in pairwise(row):
            assert cell.box.x1 == right.box.x0
        for cell in row:
            inside = [s.text for s in page.spans if s.box.overlap(cell.box) > 0.9]
            assert "".join(inside) == cell.text


def test_merged_cells_have_their_text_once_at_the_top_left(tmp_path: Path) -> None:
    document = python_docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "表头"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "能源"
    for row, column, text in ((1, 1, "电"), (1, 2, "1"), (2, 1, "气"), (2, 2, "2")):
        table.cell(row, column).text = text
    document.save(tmp_path / "a.docx")
    (page,) = read(tmp_path / "a.docx").pages
    assert grid(page) == [[["表头"], ["能源", "电", "1"], ["气", "2"]]]
    head, body, last = page.tables[0].rows
    assert head[0].box.x1 == body[2].box.x1
    assert body[0].box.y1 == last[0].box.y1
    assert (head[0].columns, body[0].rows, last[0].column) == (3, 2, 1)
    assert sum(s.text == "能源" for s in page.spans) == 1


def test_a_merged_cell_that_ends_early_does_not_reach_over_other_rows(docx: Docx) -> None:
    def row(first: str, text: str) -> str:
        return f"<w:tr><w:tc><w:tcPr>{first}</w:tcPr>{p('甲' if first else '乙')}</w:tc>" + (
            f"<w:tc>{p(text)}</w:tc></w:tr>"
        )

    body = row('<w:vMerge w:val="restart"/>', "1") + row("<w:vMerge/>", "2") + row("", "3")
    (page,) = read(docx(f"<w:tbl>{body}</w:tbl>")).pages
    assert grid(page) == [[["甲", "1"], ["2"], ["乙", "3"]]]
    rows = page.tables[0].rows
    assert rows[0][0].box.y1 == rows[1][0].box.y1 == rows[2][0].box.y0


def test_a_table_goes_on_over_pages_with_its_rows_whole(tmp_path: Path) -> None:
    document = python_docx.Document()
    table = document.add_table(rows=80, cols=2)
    for i, row in enumerate(table.rows):
        row.cells[0].text, row.cells[1].text = f"设备{i}", "两行\n文字"
    document.save(tmp_path / "a.docx")
    pages = read(tmp_path / "a.docx").pages
    assert len(pages) > 2
    rows = [row for page in pages for (table,) in [grid(page)] for row in table]
    assert rows == [[f"设备{i}", "两行\n文字"] for i in range(80)]


def test_a_row_higher_than_a_page_is_continued(docx: Docx) -> None:
    long = "".join(p(f"条{i}。") for i in range(150))
    content = read(docx(f"<w:tbl><w:tr><w:tc>{p('序')}</w:tc><w:tc>{long}</w:tc></w:tr></w:tbl>"))
    assert len(content.pages) > 2
    assert [t for t in texts(content) if t != "序"] == [f"条{i}。" for i in range(150)]
    parts = [cell.text for page in content.pages for cell in (page.tables[0].rows[0][1],)]
    assert "\n".join(parts) == "\n".join(f"条{i}。" for i in range(150))
    assert all(s.box.y1 < 0.95 for page in content.pages for s in page.spans)


def test_shared_cells_higher_than_a_page_do_not_run_out_of_it(docx: Docx) -> None:
    rows = "".join(
        "<w:tr><w:tc><w:tcPr><w:vMerge"
        + (' w:val="restart"' if i == 0 else "")
        + f"/></w:tcPr>{p('类别' if i == 0 else '')}</w:tc><w:tc>{p(f'项{i}')}</w:tc></w:tr>"
        for i in range(90)
    )
    content = read(docx(f"<w:tbl>{rows}</w:tbl>"))
    assert texts(content).count("类别") == 1
    assert [t for t in texts(content) if t != "类别"] == [f"项{i}" for i in range(90)]
    assert all(s.box.y1 < 0.95 for page in content.pages for s in page.spans)


def test_a_table_inside_a_cell_stands_between_the_rows(docx: Docx) -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('内1')}</w:tc><w:tc>{p('内2')}</w:tc></w:tr></w:tbl>"
    rows = "".join(f"<w:tr><w:tc>{c}</w:tc></w:tr>" for c in (p("上"), inner + "<w:p/>", p("下")))
    (page,) = read(docx(f"<w:tbl>{rows}</w:tbl>")).pages
    assert grid(page) == [[["上"]], [["内1", "内2"]], [["下"]]]
    assert [s.text for s in page.spans] == ["上", "内1", "内2", "下"]


def test_many_columns_are_drawn_smaller_rather_than_torn(docx: Docx) -> None:
    cells = "".join(f"<w:tc>{p(f'1234567.{i}')}</w:tc>" for i in range(11))
    (page,) = read(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).pages
    assert [s.text for s in page.spans] == [f"1234567.{i}" for i in range(11)]
    assert max(s.box.x1 for s in page.spans) < 0.95


# ---------------------------------------------------------------------- pictures


def test_pasted_scans_come_in_order_with_their_page(docx: Docx) -> None:
    body = (
        p("甲")
        + f"<w:p>{shows('scan')}</w:p>"
        + p("乙", "<w:pPr><w:pageBreakBefore/></w:pPr>")
        + f"<w:tbl><w:tr><w:tc><w:p>{shows('photo')}</w:p></w:tc></w:tr></w:tbl>"
        + f"<w:p>{shows('scan')}</w:p>"
        + '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="old"/></v:shape></w:pict></w:r></w:p>'
    )
    scan, photo, old = picture_of(400, 600), picture_of(300, 200, "PNG"), picture_of(200, 200)
    path = docx(body, scan=("image", scan), photo=("image", photo), old=("image", old))
    pictures = read(path).pictures
    assert [(x.after_page, x.media) for x in pictures] == [
        (1, "image/jpeg"),
        (2, "image/png"),
        (2, "image/jpeg"),
    ]
    assert [x.data for x in pictures] == [scan, photo, old]


def test_a_document_of_pictures_alone_has_no_drawn_page(docx: Docx) -> None:
    content = read(docx(f"<w:p>{shows('s')}</w:p>", s=("image", picture_of(400, 600))))
    assert content.pages == ()
    assert [x.after_page for x in content.pictures] == [0]


@pytest.mark.parametrize(
    "run",
    [
        shows("s", '<wp:extent cx="0" cy="0"/>'),
        shows("s", more='<wp:docPr id="1" name="x" hidden="1"/>'),
        shows("s").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"),
        "<w:del>" + shows("s") + "</w:del>",
        shows("nowhere"),
        "",
    ],
    ids=["no extent", "hidden", "hidden run", "deleted", "no such part", "not referred to"],
)
def test_pictures_that_are_not_displayed_are_left_out(docx: Docx, run: str) -> None:
    content = read(docx(f"<w:p>{run}</w:p>", s=("image", picture_of(400, 600))))
    assert content.pictures == ()
    assert content.problems == ()


def test_icons_are_left_out(docx: Docx) -> None:
    assert read(docx(f"<w:p>{shows('s')}</w:p>", s=("image", picture_of(600, 149)))).pictures == ()


def test_a_damaged_picture_and_an_embedded_object_are_told(docx: Docx) -> None:
    embedded = '<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>'
    body = p("甲") + f"<w:p>{shows('s')}</w:p>{embedded}"
    problems = read(docx(body, s=("image", b"no picture"))).problems
    assert [(x.code, x.params, x.page) for x in problems] == [
        ("F104", (("format", "embedded object Excel.Sheet.12"),), 1),
        ("F101", (("reason", "a picture in it is damaged"),), 1),
    ]


# ---------------------------------------------------------------------- limits and damage


def test_a_document_of_too_many_pages_is_cut_with_a_word(docx: Docx) -> None:
    path = docx("".join(p("长") for _ in range(200)))
    content = read(path, pages=2)
    assert len(content.pages) == 2
    assert [x.code for x in content.problems] == ["F107"]
    whole = read(path)
    assert read(path, pages=len(whole.pages)).problems == ()


def test_a_table_of_too_many_pages_is_cut_with_a_word(docx: Docx) -> None:
    row = f"<w:tr><w:tc>{p('长')}</w:tc></w:tr>"
    content = read(docx(f"<w:tbl>{row * 200}</w:tbl>"), pages=2)
    assert len(content.pages) == 2
    assert [x.code for x in content.problems] == ["F107"]


def failing(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.problem.params[0][1]
    return caught.value.problem.code


def test_damaged_files_are_refused(docx: Docx, tmp_path: Path) -> None:
    path = docx(p("甲"))
    data = path.read_bytes()
    (tmp_path / "cut.docx").write_bytes(data[: len(data) // 2])
    assert failing(tmp_path / "cut.docx") == "F101"
    (tmp_path / "no.docx").write_bytes(b"PK\3\4")
    assert failing(tmp_path / "no.docx") == "F101"
    assert failing(docx("<w:p>")) == "F101"
    with zipfile.ZipFile(tmp_path / "empty.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert failing(tmp_path / "empty.docx") == "F101"


def test_an_unknown_encoding_is_refused(docx: Docx) -> None:
    assert failing(docx(p("x"), head='<?xml version="1.0" encoding="UTF-99"?>')) == "F101"


def test_a_document_type_is_refused(docx: Docx) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    path = docx(p("&b;"), head=bomb)
    with pytest.raises(ReadError, match="document type"):
        read(path)


def test_a_part_packed_too_tightly_is_refused(docx: Docx) -> None:
    path = docx(p("空" * 20_000_000))
    assert failing(path) == "F107"


def test_elements_nested_too_deeply_are_refused(docx: Docx) -> None:
    assert failing(docx("<w:sdt>" * 50_000 + p("甲") + "</w:sdt>" * 50_000)) == "F101"


@pytest.mark.parametrize("number", ["1000000000", "-5", "x", "1e400"])
def test_absurd_numbers_do_no_harm(docx: Docx, number: str) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{number}"/></w:tcPr>{p("甲")}</w:tc>'
    before = f'<w:trPr><w:gridBefore w:val="{number}"/></w:trPr>'
    size = f'<w:r><w:rPr><w:sz w:val="{number}"/></w:rPr><w:t>乙</w:t></w:r>'
    content = read(
        docx(
            f'<w:tbl><w:tblGrid><w:gridCol w:w="{number}"/></w:tblGrid>'
            f"<w:tr>{cell}</w:tr><w:tr>{before}{cell}</w:tr></w:tbl><w:p>{size}</w:p>"
        )
    )
    assert "乙" in texts(content)
    assert all(0 <= v <= 1 for page in content.pages for s in page.spans for v in s.box)


# ---------------------------------------------------------------------- real files


def test_a_real_notice_is_read(real_samples: Path) -> None:
    manifest = json.loads((real_samples / "manifest.json").read_text(encoding="utf-8"))
    for entry in (e for e in manifest if e["file"].endswith(".docx")):
        content = read(real_samples / entry["file"])
        rows = [row for page in content.pages for table in grid(page) for row in table]
        expected = entry["expected"]
        assert [len(rows), len(rows[0])] == expected["table_shape"]
        assert [unwrapped(c) for c in rows[0]] == expected["table_header"]
        assert list(map(unwrapped, rows[1])) == list(map(unwrapped, expected["table_first_row"]))
        first = [s.text for s in content.pages[0].spans[:2]]
        assert " ".join(first) == expected["title"]


def test_the_same_file_gives_the_same_pages(docx: Docx) -> None:
    scan = picture_of(400, 600)
    path = docx(p("甲") + f"<w:p>{shows('s')}</w:p>", s=("image", scan))
    assert read(path) == read(path)
    assert io.BytesIO(scan).getvalue() == read(path).pictures[0].data
