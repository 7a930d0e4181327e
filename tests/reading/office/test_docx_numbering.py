"""Numbers that Word counts are read as if they were typed."""

from __future__ import annotations

import pytest
from office_files import NAMESPACES, Docx, p

from evidencecheck.domain.limits import Limits
from evidencecheck.reading.office import read_docx


def numbering(*levels: tuple[str, str], lists: str = "") -> str:
    body = "".join(
        f'<w:lvl w:ilvl="{i}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="7">{body}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{lists}</w:numbering>'
    )


def item(text: str, level: int = 0, number: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, f"<w:pPr>{properties}</w:pPr>")


def lines(docx: Docx, body: str, **parts: tuple[str, str]) -> list[str]:
    content = read_docx(docx(body, **parts), Limits())
    return [s.text for page in content.pages for s in page.spans]


def test_levels_count_and_begin_anew_under_the_next_heading(docx: Docx) -> None:
    levels = numbering(("chineseCounting", "第%1章"), ("decimal", "%1.%2"))
    body = (
        item("总则") + item("目的", 1) + item("范围", 1) + p("正文") + item("职责") + item("甲", 1)
    )
    assert lines(docx, body, n=("numbering", levels)) == [
        "第一章总则",
        "一.1 目的",
        "一.2 范围",
        "正文",
        "第二章职责",
        "二.1 甲",
    ]


def test_digits_stand_for_all_levels_where_the_list_says_so(docx: Docx) -> None:
    levels = numbering(("chineseCounting", "第%1章"), ("decimal", "%1.%2"))
    levels = levels.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:isLgl/>')
    body = item("总则") + item("目的", 1)
    assert lines(docx, body, n=("numbering", levels)) == ["第一章总则", "1.1 目的"]


@pytest.mark.parametrize(
    ("form", "twelfth"),
    [
        ("decimal", "(12) x"),
        ("decimalZero", "(12) x"),
        ("chineseCountingThousand", "(十二) x"),
        ("upperLetter", "(L) x"),
        ("lowerRoman", "(xii) x"),
        ("upperRoman", "(XII) x"),
        ("bullet", "x"),
        ("unheard-of", "(12) x"),
    ],
)
def test_numbers_are_written_as_the_list_says(docx: Docx, form: str, twelfth: str) -> None:
    found = lines(docx, item("x") * 12, n=("numbering", numbering((form, "(%1)"))))
    assert found[-1] == twelfth


def test_a_list_that_begins_anew_does_so_once(docx: Docx) -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b") + item("c", number=2) + item("d", number=2)
    parts = numbering(("decimal", "%1、"), lists=again)
    assert lines(docx, body, n=("numbering", parts)) == ["1、a", "2、b", "5、c", "6、d"]


def test_styles_number_their_paragraphs(docx: Docx) -> None:
    levels = numbering(("decimal", "%1"), ("decimal", "%1.%2")).replace(
        '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="Sub"/>'
    )
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f"<w:styles {NAMESPACES}>" + "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}">{properties}</w:style>'
        for name, properties in (
            ("Head", numbered),
            ("Sub", numbered),
            ("Child", '<w:basedOn w:val="Head"/>'),
        )
    )
    body = "".join(
        p(text, f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>')
        for text, style, more in (
            ("甲", "Head", ""),
            ("乙", "Sub", ""),
            ("丙", "Child", ""),
            ("丁", "Head", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        )
    )
    parts = {"s": ("styles", styles + "</w:styles>"), "n": ("numbering", levels)}
    assert lines(docx, body, **parts) == ["1 甲", "1.1 乙", "2 丙", "丁"]


def test_empty_cells_of_a_numbered_column_show_their_numbers(docx: Docx) -> None:
    rows = "".join(
        f"<w:tr><w:tc>{item('')}</w:tc><w:tc>{p(name)}</w:tc></w:tr>" for name in ("电", "气")
    )
    content = read_docx(
        docx(f"<w:tbl>{rows}</w:tbl>", n=("numbering", numbering(("decimal", "%1")))), Limits()
    )
    table = content.pages[0].tables[0]
    assert [[c.text for c in row] for row in table.rows] == [["1", "电"], ["2", "气"]]


def test_a_list_that_is_not_there_numbers_nothing(docx: Docx) -> None:
    body = item("a", number=9) + item("b", level=8) + p("c")
    assert lines(docx, body, n=("numbering", numbering(("decimal", "%1")))) == ["a", "b", "c"]
