"""Formats are told by content, whatever the name says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from evidencecheck.domain.files import FileStatus, MediaType
from evidencecheck.domain.limits import Limits
from evidencecheck.intake import collect

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def office(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in members:
            archive.writestr(name, b"<x/>")
    return buffer.getvalue()


SAVED_PAGE = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"; '
    b"boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<html>\r\n--x--\r\n"
)
DAMAGED, EMPTY = "damaged inside its archive", "the archive holds no files"
READ, SKIPPED, UNREADABLE = FileStatus.READ, FileStatus.SKIPPED, FileStatus.UNREADABLE

CASES = [
    ("x.jpg", b"\xff\xd8\xff\xe0" + bytes(9), MediaType.JPEG, READ, ""),
    ("x.pdf", b"\xff\xd8\xff\xe0" + bytes(9), MediaType.JPEG, READ, ""),
    ("x", b"\x89PNG\r\n\x1a\n" + bytes(9), MediaType.PNG, READ, ""),
    ("x", b"GIF89a" + bytes(9), MediaType.GIF, READ, ""),
    ("x", b"II*\0" + bytes(9), MediaType.TIFF, READ, ""),
    ("x", b"MM\0*" + bytes(9), MediaType.TIFF, READ, ""),
    ("x", b"RIFF\1\2\3\4WEBPVP8 ", MediaType.WEBP, READ, ""),
    ("x", b"BM" + bytes(12) + b"\x28\0\0\0" + bytes(40), MediaType.BMP, READ, ""),
    ("x.jpg", b"%PDF-1.4\n", MediaType.PDF, READ, ""),
    ("x", b"\n\n  junk before %PDF-1.4\n", MediaType.PDF, READ, ""),
    ("x", b"1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n", MediaType.PDF, READ, ""),
    ("x.zip", office("[Content_Types].xml", "word/document.xml"), MediaType.DOCX, READ, ""),
    ("x.doc", office("[Content_Types].xml", "xl/workbook.xml"), MediaType.XLSX, READ, ""),
    (
        "x.docx",
        office("[Content_Types].xml", "ppt/presentation.xml"),
        MediaType.PPTX,
        READ,
        "",
    ),
    ("x.ofd", office("OFD.xml", "Doc_0/Document.xml"), MediaType.OFD, READ, ""),
    (
        "x.xlsx",
        office("[Content_Types].xml", "xl/workbook.bin"),
        MediaType.UNKNOWN,
        SKIPPED,
        "xlsb",
    ),
    (
        "x.odt",
        office("mimetype", "content.xml"),
        MediaType.UNKNOWN,
        SKIPPED,
        "OpenDocument or e-book",
    ),
    ("x.docx", OLE + "WordDocument".encode("utf-16-le"), MediaType.DOC, READ, ""),
    ("x.xls", OLE + "Workbook".encode("utf-16-le"), MediaType.XLS, READ, ""),
    ("x.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), MediaType.PPT, READ, ""),
    (
        "x.docx",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        MediaType.OLE,
        UNREADABLE,
        "encrypted Office document",
    ),
    (
        "x.docx",
        b"%TSD-Header-###%" + bytes(99),
        MediaType.UNKNOWN,
        UNREADABLE,
        "protected document",
    ),
    ("x.rar", b"Rar!\x1a\x07\x01\0", MediaType.RAR, UNREADABLE, EMPTY),
    ("x.7z", b"7z\xbc\xaf\x27\x1c\0\4", MediaType.SEVEN_ZIP, UNREADABLE, DAMAGED),
    ("x.gz", b"\x1f\x8b\x08\0", MediaType.GZIP, UNREADABLE, DAMAGED),
    ("x.tar", bytes(257) + b"ustar\0", MediaType.TAR, UNREADABLE, DAMAGED),
    ("x.heic", b"\0\0\0\x18ftypheic", MediaType.HEIC, READ, ""),
    ("x.heic", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", MediaType.HEIC, READ, ""),
    ("x.avif", b"\0\0\0\x18ftypavif", MediaType.AVIF, READ, ""),
    ("x.avif", b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", MediaType.AVIF, READ, ""),
    ("x.mp4", b"\0\0\0\x18ftypisom", MediaType.UNKNOWN, SKIPPED, "video"),
    ("x.html", b"<!DOCTYPE html><html>", MediaType.HTML, READ, ""),
    # What web sites hand out as Word and Excel files.
    ("x.xls", b"<html><body><table><tr><td>1</table>", MediaType.HTML, READ, ""),
    ("x.doc", b"<html><body>x", MediaType.HTML, READ, ""),
    ("x.xls", "年度,电量".encode("gbk"), MediaType.CSV, READ, ""),
    ("x.doc", b"{\\rtf1 x}", MediaType.RTF, READ, ""),
    ("x.mht", SAVED_PAGE, MediaType.MHT, READ, ""),
    ("x.doc", SAVED_PAGE, MediaType.MHT, READ, ""),
    (
        "x.eml",
        b"From: a@b.cn\r\nTo: c@d.cn\r\nSubject: x\r\n\r\n",
        MediaType.EML,
        READ,
        "",
    ),
    ("x.txt", "绿色工厂".encode("gbk"), MediaType.TEXT, READ, ""),
    ("x.txt", "绿色工厂".encode() * 2000, MediaType.TEXT, READ, ""),
    ("x.txt", b"\xff\xfe" + "绿".encode("utf-16-le"), MediaType.TEXT, READ, ""),
    ("x.csv", "年度,电量".encode("gbk"), MediaType.CSV, READ, ""),
    ("x.js", b"var a = 1;", MediaType.TEXT, SKIPPED, "text"),
    ("x", b"notes", MediaType.TEXT, SKIPPED, "text"),
    ("x.txt", b"<?xml version='1.0'?><a/>", MediaType.TEXT, SKIPPED, "xml"),
    ("x.dat", b"\0\1\2\3", MediaType.UNKNOWN, SKIPPED, "unknown"),
    ("x.html", b"words without a tag", MediaType.HTML, READ, ""),
    # Handed in as evidence, and nothing that could be opened as such: damaged, not unsupported.
    ("x.xls", OLE, MediaType.OLE, UNREADABLE, "named .xls, but its content is OLE container"),
    ("x.db", OLE, MediaType.OLE, SKIPPED, "OLE container"),
    ("x.eml", b"words", MediaType.TEXT, UNREADABLE, "named .eml, but its content is text"),
    ("x.pdf", b"oops\n", MediaType.TEXT, UNREADABLE, "named .pdf, but its content is text"),
    (
        "x.PDF",
        b"<html><body>login</body></html>",
        MediaType.HTML,
        UNREADABLE,
        "named .pdf, but its content is html",
    ),
    ("x.jpg", bytes(64), MediaType.UNKNOWN, UNREADABLE, "named .jpg, but its content is unknown"),
    (
        "x.docx",
        b"PK\3\4" + bytes(64),
        MediaType.DOCX,
        UNREADABLE,
        "its zip container is damaged",
    ),
]


@pytest.mark.parametrize(
    ("name", "data", "media", "status", "word"),
    CASES,
    ids=[f"{c[0]}-{c[2].name}-{c[4]}" for c in CASES],
)
def test_content_decides(
    tmp_path: Path, name: str, data: bytes, media: MediaType, status: FileStatus, word: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (file,) = collect(tmp_path / name, tmp_path, Limits())
    assert (file.media_type, file.status) == (media, status)
    assert [p.params[0][1] for p in file.problems] == ([word] if word else [])


def test_a_signature_across_two_blocks_is_found(tmp_path: Path) -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    start = (1 << 20) - len(name) // 2
    (tmp_path / "x.docx").write_bytes(OLE + bytes(start - len(OLE)) + name + bytes(99))
    (file,) = collect(tmp_path / "x.docx", tmp_path, Limits())
    assert file.problems[0].code == "F102"


def test_a_mail_is_told_from_a_page_saved_as_one(tmp_path: Path) -> None:
    sent = b"Received: x\r\nFrom: a@b.cn\r\nTo: c@d.cn\r\n" + SAVED_PAGE
    (tmp_path / "x.eml").write_bytes(sent)
    (file,) = collect(tmp_path / "x.eml", tmp_path, Limits())
    assert file.media_type is MediaType.EML
