"""Files attached to mails are files of the submission."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.mail_files import HEADERS, attached, mail, msg, outlook_file, part, properties, words

from evidencecheck.domain.files import FileStatus, MediaType, SourceFile
from evidencecheck.domain.limits import MIB, Limits
from evidencecheck.intake import collect

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
Listed = Callable[..., dict[str, SourceFile]]


@pytest.fixture
def listed(tmp_path: Path) -> Listed:
    (tmp_path / "in").mkdir()
    (tmp_path / "scratch").mkdir()

    def made(name: str, data: bytes, limits: Limits | None = None) -> dict[str, SourceFile]:
        (tmp_path / "in" / name).write_bytes(data)
        files = collect(tmp_path / "in", tmp_path / "scratch", limits or Limits())
        return {f.path: f for f in files}

    return made


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b'filename="a.pdf"', "a.pdf"),
        (b'filename="=?UTF-8?B?5qC45p+l5aOw5piOLnBkZg==?="', "核查声明.pdf"),
        (
            b'filename="=?gb2312?B?' + b64encode("核查声明.pdf".encode("gbk")) + b'?="',
            "核查声明.pdf",
        ),
        (b"filename*=UTF-8''%E6%A0%B8%E6%9F%A5%E5%A3%B0%E6%98%8E.pdf", "核查声明.pdf"),
        (b"filename*0*=UTF-8''%E6%A0%B8%E6%9F%A5;\r\n filename*1*=%E5%A3%B0.pdf", "核查声.pdf"),
        (b'filename="' + "核查声明.pdf".encode("gbk") + b'"', "核查声明.pdf"),
        (b'filename="' + "核查声明.pdf".encode() + b'"', "核查声明.pdf"),
        (b'filename="../../etc/passwd.pdf"', "etc/passwd.pdf"),
        (b"", "2.pdf"),
    ],
)
def test_names_are_those_that_the_sender_saw(listed: Listed, name: bytes, shown: str) -> None:
    files = listed("mail.eml", mail(words("见附件"), attached(name, PDF)))
    assert list(files) == ["mail.eml", f"mail.eml/{shown}"]
    member = files[f"mail.eml/{shown}"]
    assert (member.media_type, member.location.read_bytes()) == (MediaType.PDF, PDF)
    assert (files["mail.eml"].media_type, files["mail.eml"].status) == (
        MediaType.EML,
        FileStatus.READ,
    )


def test_the_words_of_a_mail_and_the_pictures_of_its_page_are_no_attachments(
    listed: Listed,
) -> None:
    logo = part(b"Content-Type: image/png; name=logo.png\r\nContent-ID: <l1>", PNG)
    loose = part(b"Content-Type: image/png; name=scan.png\r\nContent-ID: <s1>", PNG + b"2")
    page = words('<p>见附件<img src="cid:l1"></p>', "html")
    files = listed("m.eml", mail(words("见附件"), page, logo, loose))
    assert list(files) == ["m.eml", "m.eml/scan.png"]


def test_archives_and_mails_within_mails_are_opened(listed: Listed) -> None:
    archive = attached(b'filename="b.zip"', zipped(**{"c.pdf": PDF}))
    inner = mail(words("转发"), archive, boundary=b"inner")
    forwarded = b"Content-Type: message/rfc822\r\n\r\n" + inner
    files = listed("a.eml", mail(words("见下"), forwarded))
    assert list(files) == ["a.eml", "a.eml/2.eml", "a.eml/2.eml/b.zip/c.pdf"]
    assert files["a.eml/2.eml"].media_type is MediaType.EML


def test_a_mail_within_an_archive_too(listed: Listed) -> None:
    data = zipped(**{"a.eml": mail(words("x"), attached(b'filename="b.pdf"', PDF))})
    assert list(listed("a.zip", data)) == ["a.zip/a.eml", "a.zip/a.eml/b.pdf"]


def test_depth_and_size_have_limits_and_the_mail_itself_is_read(listed: Listed) -> None:
    data = mail(words("x"), attached(b'filename="b.pdf"', PDF + bytes(2 * MIB)))
    for limits in (Limits(archive_depth=0), Limits(archive_bytes=MIB)):
        files = listed("a.eml", data, limits)
        assert [f.status for f in files.values() if f.path == "a.eml"] == [FileStatus.READ]
        assert "F107" in {p.code for f in files.values() for p in f.problems}


def test_an_attachment_of_nothing_is_empty(listed: Listed) -> None:
    files = listed("a.eml", mail(words("x"), attached(b'filename="b.pdf"', b"")))
    assert [p.code for p in files["a.eml/b.pdf"].problems] == ["F103"]


@pytest.mark.parametrize(
    "data",
    [
        HEADERS + b"Content-Type: multipart/mixed; boundary=x\r\n\r\nnothing",
        HEADERS + b"Content-Type: multipart/mixed\r\n\r\n--x\r\n",
        HEADERS + b"Content-Type: text/plain; charset=nonsense\r\n\r\nx",
        mail(b"Content-Type: multipart/mixed; boundary==_x\r\n\r\n" * 200),
        mail(part(b"Content-Type: application/pdf", PDF).replace(b"JVBE", b"\xff\xfe=,")),
    ],
)
def test_broken_mails_are_listed(listed: Listed, data: bytes) -> None:
    files = listed("a.eml", data)
    assert files["a.eml"].status is FileStatus.READ


# ---------------------------------------------------------------------- Outlook


def test_outlook_mails_give_their_attachments(listed: Listed) -> None:
    page = b'<img src="cid:l1">'
    data = msg(
        {0x37: "核查声明", 0x1000: "见附件"},
        [
            outlook_file("核查声明.pdf", PDF),
            outlook_file("大.pdf", PDF + bytes(9000)),
            outlook_file("logo.png", PNG, content_id="l1"),
        ],
        streams={"__substg1.0_10130102": page},
    )
    files = listed("m.msg", data)
    assert list(files) == ["m.msg", "m.msg/大.pdf", "m.msg/核查声明.pdf"]
    assert (files["m.msg"].media_type, files["m.msg"].status) == (MediaType.MSG, FileStatus.READ)
    assert files["m.msg/大.pdf"].location.read_bytes() == PDF + bytes(9000)


def test_a_mail_within_an_outlook_mail_comes_out_as_one(listed: Listed) -> None:
    at = "__substg1.0_3701000D/"
    inner = {
        f"{at}__properties_version1.0": bytes(24),
        **properties({0x37: "转发：声明", 0x1000: "正文"}, at),
        **{f"{at}__attach_version1.0_#00000000/{k}": v
           for k, v in outlook_file("b.pdf", PDF).items()},
    }  # fmt: skip
    data = msg({0x37: "外"}, [{**properties({0x3001: "转发"}), **inner}])
    files = listed("m.msg", data)
    assert list(files) == ["m.msg", "m.msg/转发.eml", "m.msg/转发.eml/b.pdf"]
    assert files["m.msg/转发.eml"].media_type is MediaType.EML


def test_an_encrypted_document_attached_does_not_hide_the_mail(listed: Listed) -> None:
    inner = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    files = listed("m.msg", msg({0x37: "x"}, [outlook_file("a.docx", inner)]))
    assert files["m.msg"].media_type is MediaType.MSG
    assert [p.code for p in files["m.msg/a.docx"].problems] == ["F102"]


def test_a_broken_outlook_mail_says_so(listed: Listed) -> None:
    whole = msg({0x37: "x"}, [outlook_file("a.pdf", PDF + bytes(20_000))])
    files = listed("m.msg", whole[:6000])
    assert files["m.msg"].media_type in {MediaType.MSG, MediaType.OLE}
    assert files["m.msg"].status is FileStatus.READ or files["m.msg"].problems
