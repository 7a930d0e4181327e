"""The words of mails: who wrote to whom, when, and what."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PIL import Image
from tests.mail_files import attached, mail, msg, part, words
from tests.reading.one_file import RECOGNISED, Read

from evidencecheck.domain.files import FileStatus, MediaType

AsFile = Callable[[MediaType], Read]


def encoded(text: str, charset: str) -> bytes:
    data = b64encode(text.encode("gbk" if charset == "gb2312" else charset))
    return f"=?{charset}?B?".encode() + data + b"?="


@pytest.mark.parametrize(
    "subject",
    [
        encoded("关于核查声明", "utf-8"),
        encoded("关于核查声明", "gb2312"),
        encoded("关于核查", "utf-8") + b"\r\n " + encoded("声明", "utf-8"),
        "关于核查声明".encode("gbk"),
        "关于核查声明".encode(),
    ],
)
def test_a_mail_says_who_when_and_what(as_file: AsFile, subject: bytes) -> None:
    headers = b"From: " + encoded("张三", "gb2312") + b" <a@b.cn>\r\nTo: c@d.cn\r\n"
    headers += b"Date: Mon, 02 Mar 2026 10:00:00 +0800\r\nSubject: " + subject + b"\r\n"
    body = words("您好：\n附件为核查声明。", charset="gb2312")
    assert as_file(MediaType.EML).texts(
        mail(body, attached(b'filename="a.pdf"', b"%PDF"), headers=headers)
    ) == [
        "From: 张三 <a@b.cn>",
        "To: c@d.cn",
        "Date: 2026-03-02 10:00:00 +0800",
        "Subject: 关于核查声明",
        "您好:",
        "附件为核查声明。",
    ]


def test_the_page_of_a_mail_is_read_where_it_says_more(as_file: AsFile) -> None:
    plain, table = words("正文"), words("<p>正文<table><tr><td>甲<td>乙</table>", "html")
    read = as_file(MediaType.EML)
    assert read.texts(mail(plain, words("<p>正文", "html"), kind=b"alternative"))[3:] == ["正文"]
    assert read.texts(mail(plain, table, kind=b"alternative"))[3:] == ["正文", "甲", "乙"]
    assert read.reading.pages[0].tables
    assert read.texts(mail(words("<p>仅此", "html")))[3:] == ["仅此"]


def test_pictures_of_the_page_are_read(as_file: AsFile) -> None:
    out = io.BytesIO()
    Image.effect_noise((300, 300), 80).save(out, "PNG")
    picture = part(b"Content-Type: image/png\r\nContent-ID: <p1>", out.getvalue())
    read = as_file(MediaType.EML)
    found = read(mail(words('<p>截图<img src="cid:p1">', "html"), picture, kind=b"related"))
    assert found.pages[-1].text == RECOGNISED
    assert read.jpeg(len(found.pages)) is not None


def test_an_outlook_mail_says_the_same(as_file: AsFile) -> None:
    texts = {0x37: "关于核查声明", 0xC1A: "张三", 0x5D01: "a@b.cn", 0xE04: "李四", 0x1000: "正文"}
    moment = datetime(2026, 3, 2, 1, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    sent = int(moment.total_seconds()) * 10_000_000
    assert as_file(MediaType.MSG).texts(msg(texts, sent=sent)) == [
        "From: 张三 <a@b.cn>",
        "To: 李四",
        "Date: 2026-03-02 01:00:00 UTC",
        "Subject: 关于核查声明",
        "正文",
    ]


@pytest.mark.parametrize("media", [MediaType.EML, MediaType.MSG])
def test_what_is_no_mail_is_an_empty_page_or_says_why(as_file: AsFile, media: MediaType) -> None:
    read = as_file(media)
    for data in (b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(700), b"\0" * 100):
        found = read(data)
        assert found.status is FileStatus.READ or found.problems[0].code == "F101"
        assert not any(p.spans for p in found.pages)


def test_an_encoding_that_is_none_leaves_the_words(as_file: AsFile) -> None:
    head = b"From: a\r\nTo: b\r\nSubject: x\r\nContent-Type: text/plain; charset=u\0tf\r\n\r\n"
    assert as_file(MediaType.EML).texts(head + "正文".encode())[-1] == "正文"
