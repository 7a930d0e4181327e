"""Bookmarks: of documents, of chapters, and wrong ones."""

from __future__ import annotations

from evidencecheck.domain.files import Bookmark
from evidencecheck.domain.page import Page
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import span
from tests.extraction.volume.bound import documents, text


def test_bookmarks_named_as_files_begin_documents(extractor: Extractor) -> None:
    pages = [text(), text(), text(), text(), text()]
    marks = [
        Bookmark(1, "01 厂区说明.pdf", 1),
        Bookmark(1, "02 来访登记.docx", 3),
        Bookmark(1, "03 花名册.pdf", 5),
    ]
    assert documents(extractor, pages, marks) == [(1, 2), (3, 4), (5,)]


def test_bookmarks_of_chapters_begin_none(extractor: Extractor) -> None:
    pages = [
        text(title="能源审计报告"),
        text("第一章 概况"),
        text(title="主要用能设备清单"),
        text("第三章 结论"),
    ]
    marks = [
        Bookmark(1, "第一章 概况", 2),
        Bookmark(1, "第二章 主要用能设备清单", 3),
        Bookmark(1, "第三章 结论", 4),
    ]
    assert documents(extractor, pages, marks) == [(1, 2, 3, 4)]


def test_bookmarks_that_the_pages_do_not_bear_out_are_not_believed(extractor: Extractor) -> None:
    pages = [text(title="能源审计报告"), *(text() for _ in range(7))]
    marks = [Bookmark(1, f"书签{n}", n) for n in (2, 4, 6, 7)]
    assert documents(extractor, pages, marks) == [tuple(range(1, 9))]


def test_the_level_of_the_documents_is_found_among_nested_bookmarks(extractor: Extractor) -> None:
    pages = [
        text("名称 青河示例机械有限公司", title="营业执照"),
        text("单位名称", title="排污许可证"),
        text(),
        text(),
        text(title="设备采购合同"),
        text(),
    ]
    marks = [
        Bookmark(1, "一 基本要求", 1),
        Bookmark(2, "营业执照", 1),
        Bookmark(2, "排污许可证", 2),
        Bookmark(2, "来访登记.pdf", 4),
        Bookmark(1, "二 其他", 5),
        Bookmark(2, "设备采购合同", 5),
    ]
    assert documents(extractor, pages, marks) == [(1,), (2, 3), (4,), (5, 6)]


def test_bookmarks_below_those_of_sheets_begin_documents(extractor: Extractor) -> None:
    def sheet(*rows: str) -> Page:
        spans = [span(row, 0.35, 0.35 + 0.08 * k, 28) for k, row in enumerate(rows)]
        return Page(1, 595, 842, spans=tuple(spans))

    pages = [
        sheet("第一部分", "合规性文件"),
        text(),
        text(),
        sheet("第二部分", "管理文件"),
        text(),
        text(),
    ]
    marks = [
        Bookmark(1, "合规性文件", 1),
        Bookmark(2, "厂区说明.pdf", 2),
        Bookmark(2, "来访登记.pdf", 3),
        Bookmark(1, "管理文件", 4),
        Bookmark(2, "花名册.pdf", 5),
        Bookmark(2, "值班安排.pdf", 6),
    ]
    assert documents(extractor, pages, marks) == [(2,), (3,), (5,), (6,)]
