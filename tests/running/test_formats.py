"""A submission in every format, from folder to report."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import py7zr
import pymupdf
import pytest
import xlsxwriter
import xlwt
from PIL import Image

from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.report import Report
from evidencecheck.running.batch import Submitted
from evidencecheck.running.check import Checker
from evidencecheck.running.submission import Request
from tests.mail_files import attached, mail, msg, words

FIRM = "青河示例机械有限公司"
TITLE = "零碳工厂承诺书"
WORDS = (TITLE, f"承诺单位：{FIRM}", "日期：2025年3月1日")


def pdf() -> bytes:
    with pymupdf.open() as document:
        page = document.new_page()
        for row, text in enumerate(WORDS):
            size = 11 if row else 22
            page.insert_text((90, 120 + 40 * row), text, fontname="china-s", fontsize=size)
        return bytes(document.tobytes())


def docx() -> bytes:
    document = python_docx.Document()
    document.add_heading(WORDS[0], 0)
    for text in WORDS[1:]:
        document.add_paragraph(text)
    return saved(document.save)


def xlsx() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, WORDS[0], book.add_format({"font_size": 20}))
        for row, text in enumerate(WORDS[1:], 1):
            sheet.write(row, 0, text)
    return out.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("a")
    large = xlwt.XFStyle()
    large.font.height = 400
    sheet.write(0, 0, WORDS[0], large)
    for row, text in enumerate(WORDS[1:], 1):
        sheet.write(row, 0, text)
    return saved(book.save)


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def html() -> bytes:
    rest = "".join(f"<p>{text}" for text in WORDS[1:])
    return f"<html><meta charset=utf-8><h1>{WORDS[0]}</h1>{rest}".encode()


def seven_zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(data, name)
    return out.getvalue()


def tar(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def tiff() -> bytes:
    pages = [Image.effect_noise((200, 300), 90) for _ in range(2)]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    return out.getvalue()


@pytest.fixture
def report(checker: Checker, tmp_path: Path) -> Report:
    folder = tmp_path / "in"
    folder.mkdir()
    sent = mail(words("见附件"), attached(b'filename="=?UTF-8?B?5om/6K+6LnBkZg==?="', pdf()))
    files = {
        "a.docx": docx(),
        "b.xlsx": xlsx(),
        "c.xls": xls(),
        "c2.et": xls(),
        "d.html": html(),
        "d2.doc": html(),
        "e.txt": "\n".join(WORDS).encode("gbk"),
        "f.csv": "名称,数量\n电力,1\n".encode("gbk"),
        "g.7z": seven_zip({"承诺书.pdf": pdf(), "h.tar": tar({"i.eml": sent})}),
        "j.tgz": gzip.compress(tar({"k.docx": docx()})),
        "l.msg": msg({0x37: TITLE, 0x1000: "\n".join(WORDS)}),
        "m.tif": tiff(),
        "n.dwg": b"AC1032" + bytes(99),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return checker.check(folder, Request("tianjin", FIRM), tmp_path / "out")


def test_every_file_is_read_and_those_that_are_not_say_how_to_convert_them(
    report: Report, tmp_path: Path
) -> None:
    assert {f.path: f.status for f in report.files if f.status is not FileStatus.READ} == {
        "n.dwg": FileStatus.SKIPPED
    }
    assert {f.path: f.pages for f in report.files}["m.tif"] == 2
    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    (finding,) = next(f for f in told["files"] if f["path"] == "n.dwg")["findings"]
    assert (finding["code"], finding["remedy"]) == (
        "F104",
        "用原程序打开，打印或导出为 PDF 后提交。",
    )


def test_the_same_letter_is_the_same_document_in_every_format(report: Report) -> None:
    found = {d.document.file: d.document for d in report.documents}
    letters = {
        path: (
            document.type,
            {f.name: f.value for f in document.fields if f.name in ("holder", "issue_date")},
        )
        for path, document in found.items()
        if not path.endswith((".csv", ".tif", ".eml", ".msg"))
    }
    assert set(letters) == {
        "a.docx", "b.xlsx", "c.xls", "c2.et", "d.html", "d2.doc", "e.txt", "g.7z/承诺书.pdf",
        "g.7z/h.tar/i.eml/承诺.pdf", "j.tgz/k.docx",
    }  # fmt: skip
    said = ("commitment-letter", {"holder": FIRM, "issue_date": "2025-03-01"})
    assert {path: letter for path, letter in letters.items() if letter != said} == {}


@pytest.mark.parametrize(
    ("name", "make"), [("某企业.7z", seven_zip), ("某企业.tar.gz", lambda m: gzip.compress(tar(m)))]
)
def test_a_submission_in_an_archive_brings_its_own_sheet(
    checker: Checker, tmp_path: Path, name: str, make: Callable[[dict[str, bytes]], bytes]
) -> None:
    sheet = f"name: {FIRM}\nsystem: tianjin\n".encode()
    (tmp_path / name).write_bytes(make({"承诺书.pdf": pdf(), "applicant.yaml": sheet}))
    report = checker.check(tmp_path / name, Request())
    assert report.submission.applicant.name == FIRM
    assert {f.path: f.status for f in report.files} == {
        f"{name}/applicant.yaml": FileStatus.SKIPPED,
        f"{name}/承诺书.pdf": FileStatus.READ,
    }


def test_a_batch_names_an_applicant_without_the_suffixes_of_its_archive() -> None:
    names = ("某公司", "某公司.zip", "某公司.tar.gz", "某公司.tgz", "A.B公司.7z")
    found = [Submitted(n, Path(n)).applicant for n in names]
    assert found == ["某公司", "某公司", "某公司", "某公司", "A.B公司"]
