"""Saved web pages: what they show is read, what they hide or would run or fetch is not."""

from __future__ import annotations

import base64
import io
import socket
from collections.abc import Callable

import pytest
from PIL import Image
from tests.mail_files import part
from tests.reading.one_file import RECOGNISED, Read

from evidencecheck.domain.files import FileStatus, MediaType
from evidencecheck.domain.limits import Limits
from evidencecheck.domain.page import PASTED, Origin


def page(body: str, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head>{body}'.encode()


def jpeg(width: int = 300, height: int = 400) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 90).save(out, "JPEG")
    return out.getvalue()


def grid(read: Read) -> list[list[list[str]]]:
    return [[[c.text for c in row] for row in t.rows] for p in read.reading.pages for t in p.tables]


# ---------------------------------------------------------------------- what it shows


def test_text_stands_on_a_drawn_page_in_its_order(html: Read) -> None:
    found = html(
        page("<h1>行政许可信息</h1><p>企业名称：<b>青河</b>\n  示例<i>机械</i></p><div>结束")
    )
    assert [s.text for s in found.pages[0].spans] == [
        "行政许可信息",
        "企业名称:青河 示例机械",
        "结束",
    ]
    heading, text, _ = found.pages[0].spans
    assert heading.box.height > text.box.height
    assert text.origin is Origin.CELL
    assert html.jpeg() is not None


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p>一<p>二", ["一", "二"]),
        ("一<br>二", ["一", "二"]),
        ("<ul><li>一<li>二</ul>", ["• 一", "• 二"]),
        ("<div>一<div>二</div>三</div>", ["一", "二", "三"]),
        ("甲&nbsp;&lt;乙&gt;&#20013;", ["甲 <乙>中"]),
        ("<pre>一\n  二</pre>", ["一", "二"]),
        ("<select><option>甲<option selected>乙</select>", ["乙"]),
        ('编号<input value="A-1"><input type=checkbox checked>是', ["编号A-1☑是"]),
        ("<textarea>说明</textarea>", ["说明"]),
        ("</div></p>剩余", ["剩余"]),
        ("<b><i>错</b>位</i>", ["错位"]),
    ],
)
def test_markup_as_sites_write_it(html: Read, body: str, texts: list[str]) -> None:
    assert html.texts(page(body)) == texts


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>document.write('看不见')</script>",
        "<style>.a{content:'看不见'}</style>",
        '<p style="display: none">看不见</p>',
        '<div style="visibility:hidden">看不见</div>',
        "<p hidden>看不见</p>",
        '<input type=hidden value="看不见">',
        "<template>看不见</template>",
        "<noscript>看不见</noscript>",
        "<!-- 看不见 -->",
        "<select><option>可见<option>看不见</select>",
    ],
)
def test_what_is_not_shown_is_not_read(html: Read, hidden: str) -> None:
    assert not any("看不见" in text for text in html.texts(page(f"<p>看得见</p>{hidden}")))


def test_tables_have_their_cells(html: Read) -> None:
    body = """<table><caption>表</caption><tr><th>序号<th>证书编号<th>有效期至
        <tr><td>1<td>A-001<td rowspan=2>2027年3月1日<tr><td>2<td>A-002
        <tr><td colspan=3>合计 2 项</table>"""
    html(page(body))
    assert grid(html) == [
        [
            ["序号", "证书编号", "有效期至"],
            ["1", "A-001", "2027年3月1日"],
            ["2", "A-002"],
            ["合计 2 项"],
        ]
    ]


def test_a_table_that_arranges_the_page_is_none(html: Read) -> None:
    body = "<table><tr><td>导航<td><p>正文<table><tr><td>甲<td>乙</table></table>"
    assert html.texts(page(body)) == ["导航", "正文", "甲", "乙"]
    assert grid(html) == [[["甲", "乙"]]]


def test_pictures_inside_the_file_are_read_like_scans(html: Read) -> None:
    data = base64.b64encode(jpeg()).decode()
    icon = base64.b64encode(jpeg(20, 20)).decode()
    body = f'<p>营业执照<img src="data:image/jpeg;base64,{data}">'
    body += f'<img src="data:image/jpeg;base64,{icon}"><p>之后'
    found = html(page(body))
    assert [p.label for p in found.pages] == ["", f"{PASTED}0"]
    assert [p.text for p in found.pages] == ["营业执照\n之后", RECOGNISED]
    assert html.jpeg(2) is not None


# ---------------------------------------------------------------------- where it comes from


@pytest.mark.parametrize(
    ("before", "head", "said"),
    [
        ("<!-- saved from url=(0026)https://www.example.gov.cn/ -->", "", "https://www.example.gov.cn/"),
        ("<!--\n Page saved with SingleFile \n url: https://a.cn/b?c=1 \n-->", "", "https://a.cn/b?c=1"),
        ("", '<link rel="canonical" href="https://a.cn/b">', "https://a.cn/b"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_title_and_address_stand_above_it(html: Read, before: str, head: str, said: str) -> None:
    data = before.encode() + page("<p>正文", f"<title>信用中国 </title>{head}")
    assert html.texts(data) == ["信用中国", *([said] if said else []), "正文"]


@pytest.mark.parametrize(
    "data",
    [
        "<html><meta charset=gb2312><p>绿色工厂".encode("gbk"),
        '<meta http-equiv="Content-Type" content="text/html; charset=GBK"><p>绿色工厂'.encode(
            "gbk"
        ),
        "<p>绿色工厂".encode("gbk"),
        "<p>绿色工厂".encode(),
        "\ufeff<p>绿色工厂".encode(),
        "\ufeff<p>绿色工厂".encode("utf-16"),
        "<meta charset=nonsense><p>绿色工厂".encode(),
        "<meta charset=utf-8><p>绿色工厂".encode("gbk"),
    ],
)
def test_encodings(html: Read, data: bytes) -> None:
    assert html.texts(data) == ["绿色工厂"]


# ---------------------------------------------------------------------- mht


def mht(page_: str, *more: bytes, head: str = "") -> bytes:
    main = part(b"Content-Type: text/html; charset=utf-8\r\nContent-Location: https://a.cn/b/c.html",
                page_.encode())  # fmt: skip
    body = b"".join(b"--=_x\r\n" + p + b"\r\n" for p in (main, *more))
    return (
        f"From: <Saved by Blink>\r\n{head}MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="=_x"\r\n\r\n'
    ).encode() + body + b"--=_x--\r\n"  # fmt: skip


def test_a_page_saved_whole_has_its_pictures(as_file: Callable[[MediaType], Read]) -> None:
    read = as_file(MediaType.MHT)
    shown = part(b"Content-Type: image/jpeg\r\nContent-Location: https://a.cn/img/d.jpg", jpeg())
    by_id = part(b"Content-Type: image/jpeg\r\nContent-ID: <x@y>", jpeg(200, 300))
    unused = part(
        b"Content-Type: image/jpeg\r\nContent-Location: https://a.cn/e.jpg", jpeg(400, 500)
    )
    body = '<p>执照<img src="../img/d.jpg"><img src="cid:x@y"><img src="https://b.cn/f.jpg">'
    found = read(
        mht(body, shown, by_id, unused, head="Snapshot-Content-Location: https://a.cn/b/c.html\r\n")
    )
    assert [p.text for p in found.pages] == ["https://a.cn/b/c.html\n执照", RECOGNISED, RECOGNISED]


def test_a_saved_page_without_a_page_says_so(as_file: Callable[[MediaType], Read]) -> None:
    read = as_file(MediaType.MHT)
    found = read(mht("").replace(b"text/html", b"text/css"))
    assert (found.status, read.said()) == (
        FileStatus.UNREADABLE,
        [("F101", "no page can be found in it", None)],
    )


# ---------------------------------------------------------------------- hostile


def test_nothing_is_fetched(html: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    body = (
        '<img src="http://127.0.0.1:9/x.png"><img src="file:///etc/passwd"><iframe src="http://a">'
    )
    body += '<link rel=stylesheet href="http://a/b.css"><object data="file:///etc/passwd"></object>'
    assert html.texts(page(f"<p>正文</p>{body}")) == ["正文"]


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "深" + "</div>" * 100_000,
        "<table><tr><td>" * 5_000 + "深",
        "<b>" * 200_000 + "深",
        "<table><tr><td colspan=999999999 rowspan=999999999>深<td>x</table>",
        "<table>" + "<tr><td rowspan=1000>深" * 3000 + "</table>",
        "深" + "<" * 300_000,
        "<!" * 100_000 + "深",
        "深" + "&#x" * 100_000,
    ],
    ids=["div", "table", "inline", "spans", "many spans", "angles", "declarations", "entities"],
)
def test_monsters_end(html: Read, body: str) -> None:
    found = html(page(body), Limits(pages=20))
    assert found.status is FileStatus.READ


def test_pages_have_a_limit(html: Read) -> None:
    found = html(page("<p>行</p>" * 1000), Limits(pages=2))
    assert (len(found.pages), [p.code for p in found.problems]) == (2, ["F107"])
