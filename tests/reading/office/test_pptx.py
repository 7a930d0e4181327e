"""Presentations: each slide a page, its text where the slide has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_files import picture_of
from slides import (
    EMU,
    NAMESPACES,
    layout,
    paragraph,
    picture,
    place,
    pptx,
    shape,
    slide,
    table,
)

from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import Origin
from evidencecheck.reading.errors import ReadError
from evidencecheck.reading.office import OfficeContent, draw
from evidencecheck.reading.office.pptx import read_pptx


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return tmp_path / "a.pptx"


def texts(content: OfficeContent) -> list[list[str]]:
    return [[s.text for s in page.spans] for page in content.pages]


def test_text_stands_where_the_slide_has_it(made: Path) -> None:
    pptx(
        made,
        [
            slide(
                shape(paragraph("零碳工厂建设汇报", 40, "ctr"), place(96, 54, 768, 108)),
                shape(paragraph("青河示例机械有限公司", 20), place(480, 432, 480, 54)),
            )
        ],
    )
    (page,) = read_pptx(made, Limits()).pages
    assert (page.width, page.height) == (960, 540)
    title, firm = page.spans
    assert (title.text, firm.text) == ("零碳工厂建设汇报", "青河示例机械有限公司")
    assert title.box.cx == pytest.approx(0.5, abs=0.01)
    assert title.box.height * 540 == pytest.approx(40, abs=0.5)
    assert 0.1 < title.box.y0 < title.box.y1 < 0.3
    assert firm.box.x0 == pytest.approx((480 + 7.2) / 960, abs=0.001)
    assert firm.box.y0 > 0.8
    assert {s.origin for s in page.spans} == {Origin.CELL}
    assert draw(page, 800)


def test_placeholders_stand_where_their_layout_has_them(made: Path) -> None:
    there = layout(
        shape("", place(100, 50, 700, 80), 'type="title"'),
        shape("", place(100, 400, 300, 100), 'type="body" idx="13"'),
    )
    pptx(
        made,
        [
            slide(
                shape(paragraph("标题"), ph='type="title"'), shape(paragraph("正文"), ph='idx="13"')
            )
        ],
        there,
    )
    (page,) = read_pptx(made, Limits()).pages
    title, body = page.spans
    assert (title.text, body.text) == ("标题", "正文")
    assert title.box.y0 < 0.2 < 0.7 < body.box.y0
    assert title.box.height > body.box.height


def test_groups_are_placed_and_scaled(made: Path) -> None:
    inside = f'<a:chOff x="0" y="0"/><a:chExt cx="{100 * EMU}" cy="{100 * EMU}"/>'
    outer = place(480, 270, 400, 200).replace("</a:xfrm>", f"{inside}</a:xfrm>")
    group = f"<p:grpSp><p:grpSpPr>{outer}</p:grpSpPr>" + shape(
        paragraph("组内", 12), place(50, 50, 50, 50)
    ) + "</p:grpSp>"  # fmt: skip
    pptx(made, [slide(group)])
    ((span,),) = (p.spans for p in read_pptx(made, Limits()).pages)
    assert span.box.x0 == pytest.approx((480 + 200 + 7.2) / 960, abs=0.002)
    assert span.box.y0 == pytest.approx((270 + 100 + 3.6) / 540, abs=0.02)


def test_text_longer_than_its_shape_is_shrunk_onto_the_slide(made: Path) -> None:
    long = "".join(paragraph(f"第{i}条 加强能源管理，推进清洁能源替代", 28) for i in range(40))
    pptx(made, [slide(shape(long, place(100, 100, 700, 300)))])
    (page,) = read_pptx(made, Limits()).pages
    assert len(page.spans) >= 40
    assert all(s.box.y1 < 1 for s in page.spans[:30])


def test_tables_have_their_cells(made: Path) -> None:
    rows = [
        ['gridSpan="2"|能源消费', 'hMerge="1"|', "|占比"],
        ['rowSpan="2"|电力', "|kWh", "|35%"],
        ['vMerge="1"|', "|tce", "|5%"],
    ]
    pptx(made, [slide(table(rows, (96, 54, 600, 60)))])
    (page,) = read_pptx(made, Limits()).pages
    (found,) = page.tables
    assert [[c.text for c in row] for row in found.rows] == [
        ["能源消费", "占比"],
        ["电力", "kWh", "35%"],
        ["tce", "5%"],
    ]
    assert found.box.x0 == pytest.approx(0.1, abs=0.001)
    merged = found.rows[1][0].box
    assert merged.y1 == pytest.approx(found.rows[2][0].box.y1)


def test_pictures_follow_their_slide(made: Path) -> None:
    parts = {"i0": ("image", picture_of(400, 300)), "i1": ("image", picture_of(300, 400)),
             "no": ("image", picture_of(20, 20))}  # fmt: skip
    first = slide(shape(paragraph("证书"), place(9, 9, 99, 99)), picture("i0"), picture("no"))
    pptx(made, [first, slide(picture("i1")), slide(shape(paragraph("完")))], parts=parts)
    content = read_pptx(made, Limits())
    assert texts(content) == [["证书"], ["完"]]
    assert [p.after_page for p in content.pictures] == [1, 1]


def test_the_words_of_a_diagram_are_read(made: Path) -> None:
    words = "".join(f"<dgm:pt><dgm:t>{paragraph(w)}</dgm:t></dgm:pt>" for w in ("规划", "实施"))
    data = f"<dgm:dataModel {NAMESPACES}><dgm:ptLst>{words}</dgm:ptLst></dgm:dataModel>"
    frame = (
        f'<p:graphicFrame>{place(96, 54, 400, 300, "p")}<a:graphic><a:graphicData uri="d">'
        '<dgm:relIds r:dm="dia"/></a:graphicData></a:graphic></p:graphicFrame>'
    )
    pptx(made, [slide(frame)], parts={"dia": ("diagramData", data)})
    assert texts(read_pptx(made, Limits())) == [["规划", "实施"]]


def test_what_is_not_shown_is_not_read(made: Path) -> None:
    unseen = [
        slide(shape(paragraph("看不见")), attributes='show="0"'),
        slide(shape(paragraph("看不见"), hidden=True), shape(paragraph("看得见"))),
        slide(
            f"<mc:AlternateContent><mc:Choice>{shape(paragraph('新'))}</mc:Choice>"
            f"<mc:Fallback>{shape(paragraph('看不见'))}</mc:Fallback></mc:AlternateContent>"
        ),
    ]
    pptx(made, unseen)
    assert texts(read_pptx(made, Limits())) == [["看得见"], ["新"]]


def test_an_embedded_object_is_told(made: Path) -> None:
    frame = (
        f'<p:graphicFrame>{place(9, 9, 99, 99, "p")}<a:graphic><a:graphicData uri="o">'
        '<p:oleObj progId="Excel.Sheet.12"/></a:graphicData></a:graphic></p:graphicFrame>'
    )
    pptx(made, [slide(shape(paragraph("甲")), frame)])
    (problem,) = read_pptx(made, Limits()).problems
    assert (problem.code, problem.params[0][1]) == ("F104", "embedded object Excel.Sheet.12")


def test_slides_have_a_limit(made: Path) -> None:
    pptx(made, [slide(shape(paragraph("甲")))] * 5)
    content = read_pptx(made, Limits(pages=2))
    assert (len(content.pages), [p.code for p in content.problems]) == (2, ["F107"])


def test_an_empty_presentation_is_one_blank_page(made: Path) -> None:
    pptx(made, [slide()])
    assert [p.blank for p in read_pptx(made, Limits()).pages] == [True]


@pytest.mark.parametrize(
    "broken",
    [
        "<oops",
        '<!DOCTYPE x [<!ENTITY e "哈">]>' + slide(shape(paragraph("&e;"))),
        slide("<p:grpSp>" * 3000 + "</p:grpSp>" * 3000),
    ],
    ids=["no xml", "document type", "nested"],
)
def test_broken_slides_are_refused(made: Path, broken: str) -> None:
    pptx(made, [broken])
    with pytest.raises(ReadError) as error:
        read_pptx(made, Limits())
    assert error.value.problem.code == "F101"


@pytest.mark.parametrize(
    "odd",
    [
        shape(paragraph("甲"), place(1e9, -1e9, 0, 0)),
        shape(paragraph("甲")).replace("<a:rPr/>", ""),
        shape(paragraph("甲"), '<a:xfrm><a:off x="x" y=""/><a:ext cx="nan" cy="inf"/></a:xfrm>'),
        shape(paragraph("甲", 1e6)),
        table([["gridSpan='999'|甲"]], (0, 0, 1, 1)),
        table([["rowSpan='999'|甲"]] * 2, (900, 500, 500, 500)),
    ],
)
def test_odd_numbers_do_no_harm(made: Path, odd: str) -> None:
    pptx(made, [slide(odd)], size='<p:sldSz cx="1" cy="x"/>')
    (page,) = read_pptx(made, Limits()).pages
    assert page.spans[0].text == "甲"
    assert all(0 <= v <= 1 for s in page.spans for v in s.box)
