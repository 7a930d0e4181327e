"""Markup and formulas in names of files and in the text of pages reach no paper as such."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from python_calamine import CalamineWorkbook

from evidencecheck.running.batch import Batch
from evidencecheck.running.check import Checker
from evidencecheck.running.options import Options
from evidencecheck.running.setup import load_book
from evidencecheck.running.submission import Request
from tests.running.conftest import write_pdf

Ask = Callable[..., Request]
MARKUP = "<img src=x onerror=alert(1)>&\"'"
NAMES = (f"=1+1 质量管理体系证书 {MARKUP}.pdf", "@SUM(A1) 承诺书.pdf", "+cmd|' C'!A0 环境.pdf")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "全部" / f"-2+3 {MARKUP}"
    for name in NAMES:
        # Without a title that is one its first line is cited, as it stands there.
        write_pdf(
            root / name,
            "质量管理体系认证证书 <b>=1+1",
            "获证组织:@SUM(A1)青河机械有限公司",
            "证书编号:=00122Q30001R0M",
            "认证依据:GB/T 19001-2016",
            "发证日期:2022-03-01",
            "有效期至:2025-02-28",
            "注册地址:=1+1<i>某市某区某路1号",
        )
    (root / f"=2+2{MARKUP}.pdf").write_bytes(b"%PDF-1.7 broken")
    return root


class Tags(HTMLParser):
    """The elements that a browser would make, with all their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    handle_startendtag = handle_starttag


def assert_inert_page(path: Path) -> str:
    page = path.read_text(encoding="utf-8")
    tags = Tags(page).seen
    assert sum(tag == "script" for tag, _ in tags) <= 1
    for tag, attributes in tags:
        assert not [name for name in attributes if name.startswith("on")], tag
        assert tag != "img" or str(attributes["src"]).startswith("data:")
        assert not str(attributes.get("href", "#")).startswith(("javascript:", "data:"))
    return page


def assert_inert_workbook(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            part = archive.read(name).decode("utf-8")
            assert not re.search(r"<f[ >]", part), name
            assert "javascript:" not in part
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return "\n".join(str(cell) for sheet in sheets for row in sheet for cell in row)


def assert_inert_letter(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode("utf-8")
        assert not re.search(r"<w:(instrText|fldSimple|hyperlink|object)", body)
        assert "External" not in archive.read("word/_rels/document.xml.rels").decode("utf-8")
    letter = docx.Document(str(path))
    cells = (c.text for t in letter.tables for r in t.rows for c in r.cells)
    return "\n".join((*(p.text for p in letter.paragraphs), *cells))


def test_the_papers_of_one_submission(
    checker: Checker, folder: Path, request_: Ask, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    checker.check(folder, request_(applicant=f"=3+3{MARKUP}有限公司"), out)
    page = assert_inert_page(out / "report.html")
    assert "质量管理体系认证证书 &lt;b&gt;=1+1" in page
    sheet = assert_inert_workbook(out / "scoresheet.xlsx")
    assert "质量管理体系认证证书 <b>=1+1" in sheet
    letter = assert_inert_letter(out / "correction-notice.docx")
    for name in NAMES:
        assert name in sheet
    assert f"=3+3{MARKUP}有限公司" in letter
    assert f"=2+2{MARKUP}.pdf" in letter


def test_the_summary_of_a_batch(
    checker: Checker, folder: Path, options: Options, tmp_path: Path
) -> None:
    request = Request(system="tianjin")
    Batch(checker, load_book(), options).run(folder.parent, request, tmp_path / "汇总")
    assert "&lt;img" in assert_inert_page(tmp_path / "汇总" / "batch_summary.html")
    assert "-2+3 <img" in assert_inert_workbook(tmp_path / "汇总" / "batch_summary.xlsx")
