"""What stands on the pages of OFD files, and where."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
import segno
from ofd_files import NS, image, line, media, ofd, page, png, text
from PIL import Image
from tests.reading.one_file import RECOGNISED, Read

from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.page import MarkKind, Origin, TextLayer
from evidencecheck.reading.office.measure import font


def said(read: Read) -> list[tuple[str, str, int | None]]:
    return [(p.code, p.params[0][1], p.page) for p in read.reading.problems]


# ---------------------------------------------------------------------- text


def test_text_stands_where_it_is_printed(read: Read) -> None:
    (found,) = read(ofd(page(text("绿色工厂评价报告", 21, 14, delta="g 7 4")))).pages
    assert (round(found.width), round(found.height)) == (595, 397)
    (span,) = found.spans
    assert (span.text, span.origin, found.text_layer) == (
        "绿色工厂评价报告",
        Origin.TEXT_LAYER,
        TextLayer.USED,
    )
    assert span.box.x0 == pytest.approx(21 / 210, abs=0.003)
    assert span.box.x1 == pytest.approx((21 + 8 * 4) / 210, abs=0.003)
    assert span.box.y0 < (14 + 4) / 140 < span.box.y1
    assert span.box.height * 140 == pytest.approx(4, abs=1.5)


@pytest.mark.parametrize(
    ("delta", "found"),
    [
        ("g 17 2", ["91120000MA0000000X"]),
        ("2", ["91120000MA0000000X"]),
        ("g 999999999 2", ["91120000MA0000000X"]),
        ("", ["91120000MA0000000X"]),
        ("g 7 2 20 2", ["91120000", "MA0000000X"]),
        ("nan inf x", ["91120000MA0000000X"]),
        ("0", ["91120000MA0000000X"]),
    ],
)
def test_distances_of_characters(read: Read, delta: str, found: list[str]) -> None:
    code = "91120000MA0000000X"
    assert read.texts(ofd(page(text(code, 20, 20, delta=delta)))) == found


def test_a_letter_narrower_than_its_step_is_no_gap(read: Read) -> None:
    data = ofd(page(text("Illinois Utilities", 20, 20, 3, delta="1.5")))
    assert read.texts(data) == ["Illinois Utilities"]


def test_text_is_turned_and_scaled_by_its_matrix(read: Read) -> None:
    scaled = '<ofd:TextObject Boundary="50 60 9 9" CTM="10 0 0 10 0 0" Size="0.4">'
    scaled += '<ofd:TextCode X="0" Y="0.4" DeltaX="0.4">证书</ofd:TextCode></ofd:TextObject>'
    (found,) = read(ofd(page(scaled))).pages
    box = found.spans[0].box
    assert box.x0 == pytest.approx(50 / 210, abs=0.003)
    assert box.x1 == pytest.approx(58 / 210, abs=0.003)


def test_a_page_whose_text_runs_downwards_is_turned_upright(read: Read) -> None:
    units = [
        text("二氧化碳排放核查", 20, 20 + i * 6, delta="4", more='CTM="0 1 -1 0 60 0"')
        for i in range(3)
    ]
    (found,) = read(ofd(page(*units))).pages
    assert found.rotation == 270
    assert found.width < found.height
    assert all(s.box.width > s.box.height for s in found.spans)


def test_vertical_print_keeps_its_place(read: Read) -> None:
    down = '<ofd:TextObject Boundary="20 20 5 40" Size="4"><ofd:TextCode X="0" Y="4" '
    down += 'DeltaX="0" DeltaY="5">购买方</ofd:TextCode></ofd:TextObject>'
    (found,) = read(ofd(page(down, text("名称：甲公司", 30, 20, delta="4")))).pages
    boxes = [s.box for s in found.spans if s.text in "购买方"]
    assert len(boxes) == 3
    assert [b.y0 for b in boxes] == sorted(b.y0 for b in boxes)


def test_what_is_not_shown_is_not_read(read: Read) -> None:
    hidden = text("看不见", 20, 30, more='Visible="false"')
    beside = text("页面之外", 20, 300)
    assert read.texts(ofd(page(text("看得见", 20, 20), hidden, beside))) == ["看得见"]


def test_transparent_text_is_not_believed(read: Read) -> None:
    clear = [text("虚假内容虚假内容", 20, 20 + i * 8, more='Alpha="0"') for i in range(5)]
    (found,) = read(ofd(page(*clear, text("正文", 20, 100)))).pages
    assert found.text_layer is TextLayer.HIDDEN
    assert [s.text for s in found.spans] == [RECOGNISED]


def test_print_over_print_is_read_once(read: Read) -> None:
    bold = [text("证书编号", 20 + shift, 20, delta="4") for shift in (0, 0.1, 0.2)]
    assert read.texts(ofd(page(*bold))) == ["证书编号"]


def test_like_characters_side_by_side_are_all_read(read: Read) -> None:
    assert read.texts(ofd(page(text("8888.88", 20, 20, 3, delta="1.5")))) == ["8888.88"]


def test_text_that_a_picture_hides_and_that_is_printed_again_is_used(read: Read) -> None:
    words = [text("有效期至二〇二六年三月", 20, 20 + 8 * i, delta="4") for i in range(14)]
    data = ofd(
        page(*words, image("m0", 0, 0, 210), *words),
        parts={"Doc_0/Res.xml": media("p.png"), "Doc_0/Res/p.png": png(40, "white")},
    )
    (found,) = read(data).pages
    assert (found.text_layer, len(found.spans)) == (TextLayer.USED, 14)


# ---------------------------------------------------------------------- parts of a page


TEMPLATE = '<ofd:TemplatePage ID="t" BaseLoc="Tpls/T.xml"/>'
USE = '<ofd:Template TemplateID="t" ZOrder="Background"/>'


def test_labels_of_the_template_and_values_of_the_page_are_one_page(read: Read) -> None:
    data = ofd(
        page(text("24110000", 40, 20, 3, delta="1.5"), head=USE),
        common=TEMPLATE,
        parts={"Doc_0/Tpls/T.xml": page(text("发票号码：", 20, 20, 3, delta="3"))},
    )
    (found,) = read(data).pages
    assert sorted(s.text for s in found.spans) == ["24110000", "发票号码:"]
    assert found.spans[0].box.same_row(found.spans[1].box)


def test_a_missing_template_is_told_and_the_page_is_read(read: Read) -> None:
    assert read.texts(ofd(page(text("正文", 20, 20), head=USE), common=TEMPLATE)) == ["正文"]
    assert read.said() == [("F101", "a template of the page is missing", 1)]


def test_a_page_takes_its_size_from_its_document(read: Read) -> None:
    area = "<ofd:PageArea><ofd:PhysicalBox>10 10 100 50</ofd:PhysicalBox></ofd:PageArea>"
    (found,) = read(ofd(page(text("甲", 20, 20), area=""), common=area)).pages
    assert round(found.width / found.height, 2) == 2
    assert found.spans[0].box.x0 == pytest.approx(0.1, abs=0.01)


@pytest.mark.parametrize("area", ["0 0 0 0", "0 0 1e9 1e9", "a b c d"])
def test_a_page_without_a_sensible_size_is_a4(read: Read, area: str) -> None:
    (found,) = read(ofd(page(text("甲", 20, 20), area=area))).pages
    assert (round(found.width), round(found.height)) == (595, 842)


def annotated(annotation: str) -> bytes:
    return ofd(
        page(text("正文", 20, 20)),
        document="<ofd:Annotations>Annots/A.xml</ofd:Annotations>",
        parts={
            "Doc_0/Annots/A.xml": f'<ofd:Annotations {NS}><ofd:Page PageID="0"><ofd:FileLoc>'
            "P.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>",
            "Doc_0/Annots/P.xml": f"<ofd:PageAnnot {NS}>{annotation}</ofd:PageAnnot>",
        },
    )


@pytest.mark.parametrize(
    ("visible", "found"), [("true", ["正文", "复印无效"]), ("false", ["正文"])]
)
def test_annotations_are_read_where_they_show(read: Read, visible: str, found: list[str]) -> None:
    annotation = f'<ofd:Annot Type="Watermark" Visible="{visible}"><ofd:Appearance '
    annotation += f'Boundary="100 50 40 20">{text("复印无效", 0, 0, delta="4")}</ofd:Appearance>'
    assert sorted(read.texts(annotated(annotation + "</ofd:Annot>"))) == sorted(found)
    places = {s.text: s.box.x0 for s in read.reading.pages[0].spans}
    if visible == "true":
        assert places["复印无效"] == pytest.approx(100 / 210, abs=0.01)


def test_composite_units_are_drawn_where_they_are_used(read: Read) -> None:
    res = f'<ofd:Res {NS}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="c" Width="50" '
    res += f'Height="9"><ofd:Content>{text("章节标题", 0, 0, delta="4")}</ofd:Content>'
    res += "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    use = '<ofd:CompositeObject ID="9" ResourceID="c" Boundary="20 {} 50 9"/>'
    data = ofd(page(use.format(20), use.format(60)), parts={"Doc_0/Res.xml": res})
    assert read.texts(data) == ["章节标题", "章节标题"]


def test_ruled_forms_have_their_cells(read: Read) -> None:
    rules = [line(20, y, 180, y) for y in (20, 40, 60, 80)]
    rules += [line(x, 20, x, 80) for x in (20, 100, 180)]
    words = [text(w, 22, y, delta="4") for w, y in (("甲", 22), ("乙", 30), ("丙", 42), ("丁", 62))]
    (found,) = read(ofd(page(*rules, *words, text("3.5", 102, 22, 3, delta="1.5")))).pages
    (table,) = found.tables
    assert [[c.text for c in row] for row in table.rows] == [
        ["甲\n乙", "3.5"],
        ["丙", ""],
        ["丁", ""],
    ]


def test_attachments_are_listed(read: Read) -> None:
    data = ofd(
        page(text("正文", 20, 20)),
        document="<ofd:Attachments>At/L.xml</ofd:Attachments>",
        parts={
            "Doc_0/At/L.xml": f'<ofd:Attachments {NS}><ofd:Attachment Name="原始数据" '
            'Format="xml"><ofd:FileLoc>data.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>'
        },
    )
    assert read(data).status is FileStatus.READ
    assert read.said() == [("F104", "attachment data.xml", None)]


# ---------------------------------------------------------------------- pictures


def scan() -> bytes:
    rng = np.random.default_rng(7)
    out = io.BytesIO()
    Image.fromarray(rng.integers(0, 255, (700, 700, 3), dtype=np.uint8)).save(out, "JPEG")
    return out.getvalue()


def test_a_scan_is_recognised(read: Read) -> None:
    data = ofd(
        page(image("m0", 0, 0, 210)),
        parts={"Doc_0/Res.xml": media("p.jpg"), "Doc_0/Res/p.jpg": scan()},
    )
    (found,) = read(data).pages
    assert (found.text_layer, [s.text for s in found.spans]) == (TextLayer.NONE, [RECOGNISED])
    assert found.picture_share == pytest.approx(1, abs=0.01)


def test_codes_are_decoded(read: Read) -> None:
    out = io.BytesIO()
    segno.make("01,31,,24110000,88.00,20240528,,AB").save(out, kind="png", scale=8)
    data = ofd(
        page(text("电子发票", 90, 10, 5, delta="5"), image("m0", 8, 6, 22)),
        parts={"Doc_0/Res.xml": media("q.png"), "Doc_0/Res/q.png": out.getvalue()},
    )
    (found,) = read(data).pages
    (mark,) = found.marks
    assert (mark.kind, mark.text) == (MarkKind.QR, "01,31,,24110000,88.00,20240528,,AB")
    assert mark.box.x1 < 0.2


def test_a_missing_picture_is_told_and_the_text_is_read(read: Read) -> None:
    assert read.texts(ofd(page(text("正文", 20, 20), image("m0", 0, 0, 50)))) == ["正文"]
    assert read.said() == [("F101", "a picture of the page is missing", 1)]


# ---------------------------------------------------------------------- files


def test_pages_are_counted_and_read_by_number(read: Read) -> None:
    data = ofd(*(page(text(f"第{i}页", 20, 20, delta="4 2")) for i in range(1, 6)))
    assert read.count(data) == 5
    found = read(data, first=2, last=3).pages
    assert [(p.number, p.spans[0].text) for p in found] == [(2, "第2页"), (3, "第3页")]


def test_documents_in_one_file_follow_one_another(read: Read) -> None:
    second = "</ofd:DocBody><ofd:DocBody><ofd:DocRoot>/Doc_1/D.xml</ofd:DocRoot>"
    parts = {
        "Doc_1/D.xml": f'<ofd:Document {NS}><ofd:Pages><ofd:Page ID="0" BaseLoc="P.xml"/>'
        "</ofd:Pages></ofd:Document>",
        "Doc_1/P.xml": page(text("乙", 20, 20)),
    }
    assert read.texts(ofd(page(text("甲", 20, 20)), body=second, parts=parts)) == ["甲", "乙"]


def test_the_namespace_does_not_matter(read: Read) -> None:
    ns = 'xmlns:ofd="http://www.ofdspec.org"'
    assert read.texts(ofd(page(text("你好", 20, 20, delta="4"), ns=ns), ns=ns)) == ["你好"]


# ---------------------------------------------------------------------- fonts


def fonts(glyph: int) -> str:
    """A page that says 1 and shows a glyph of an embedded font."""
    return (
        '<ofd:TextObject Boundary="20 20 90 90" Font="f" Size="60"><ofd:CGTransform '
        f'CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>{glyph}</ofd:Glyphs>'
        '</ofd:CGTransform><ofd:TextCode X="0" Y="60">1</ofd:TextCode></ofd:TextObject>'
    )


def test_the_page_shows_the_glyphs_of_its_own_font(read: Read) -> None:
    res = f'<ofd:Res {NS}><ofd:Fonts><ofd:Font ID="f" FontName="x"><ofd:FontFile>f.ttf'
    res += "</ofd:FontFile></ofd:Font></ofd:Fonts></ofd:Res>"
    parts = {"Doc_0/Res.xml": res, "Doc_0/f.ttf": bytes(font().buffer)}

    def shown(glyph: int) -> np.ndarray:
        (found,) = read(ofd(page(fonts(glyph)), parts=parts)).pages
        assert [s.text for s in found.spans] == ["1"]
        data = np.frombuffer(read.jpeg() or b"", np.uint8)
        return cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)

    one, seven = (font().has_glyph(ord(c)) for c in "17")
    assert np.abs(shown(one).astype(int) - shown(seven)).max() > 100


def test_a_broken_font_leaves_the_text(read: Read) -> None:
    res = f'<ofd:Res {NS}><ofd:Fonts><ofd:Font ID="f" FontName="x"><ofd:FontFile>f.ttf'
    res += "</ofd:FontFile></ofd:Font></ofd:Fonts></ofd:Res>"
    parts = {"Doc_0/Res.xml": res, "Doc_0/f.ttf": b"\0\1\0\0" + bytes(500)}
    assert read.texts(ofd(page(fonts(5)), parts=parts)) == ["1"]
