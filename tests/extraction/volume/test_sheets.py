"""Covers, separator sheets and blank pages: they are nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evidencecheck.domain.page import Page
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, span
from tests.extraction.volume.bound import documents, seen, taken_apart, text


def sheet(*rows: str, size: float = 28) -> Page:
    """A page with a few large words in the middle."""
    spans = [span(row, 0.35, 0.3 + 0.08 * k, size) for k, row in enumerate(rows)]
    return Page(1, 595, 842, spans=tuple(spans))


def test_a_sheet_before_a_document_is_nobodys(extractor: Extractor) -> None:
    pages = [
        sheet("附件1", "营业执照"),
        text("名称 青河示例机械有限公司", title="营业执照"),
        sheet("附件2", "来访登记"),
        text("来访登记办法"),
        text(),
    ]
    assert seen(extractor, pages) == [
        ("sheet", (1,)),
        ("business-license", (2,)),
        ("sheet", (3,)),
        ("unknown", (4, 5)),
    ]


def test_a_sheet_is_no_evidence_of_what_it_names(extractor: Extractor) -> None:
    pages = [sheet("附件1 营业执照"), text("来访登记办法"), text()]
    assert ("business-license", (1,)) not in seen(extractor, pages)
    assert all(kind != "business-license" for kind, _ in seen(extractor, pages))


def test_a_certificate_of_few_words_is_no_sheet(extractor: Extractor) -> None:
    pages = [
        text(title="能源管理制度"),
        sheet("绿色工厂", "青河示例机械有限公司", "2024年12月"),
    ]
    assert all(kind != "sheet" for kind, _ in seen(extractor, pages))


def test_a_sheet_within_a_report_parts_nothing(extractor: Extractor) -> None:
    head = "青河公司能源审计报告"
    divider = sheet("附件1")
    pages = [
        text(head=head, title="能源审计报告"),
        text(head=head),
        text(head=head),
        Page(1, 595, 842, spans=(*divider.spans, span(head, 0.1, 0.04, 9))),
        text(head=head),
        text(head=head),
    ]
    assert documents(extractor, pages) == [(1, 2, 3, 4, 5, 6)]


def test_a_cover_before_the_contents_is_nobodys(extractor: Extractor) -> None:
    pages = [
        page("青河示例机械有限公司", "2026年3月", title="零碳工厂证明材料汇编", top=0.3),
        page("营业执照……………………3", "排污许可证……………………4", title="目录"),
        text("名称 青河示例机械有限公司", title="营业执照"),
        text("单位名称", title="排污许可证"),
    ]
    assert seen(extractor, pages) == [
        ("cover", (1,)),
        ("contents", (2,)),
        ("business-license", (3,)),
        ("pollutant-discharge-permit", (4,)),
    ]


def test_before_the_contents_whatever_has_no_title_is_the_cover(extractor: Extractor) -> None:
    pages = [
        page(
            "证明材料(第一分册)", "编制部门:环安能源部", "2026年12月", title="零碳工厂评价", top=0.3
        ),
        page("营业执照", "能源管理体系认证证书", "排污许可证 4", title="目录"),
        text("名称 青河示例机械有限公司", title="营业执照"),
        text("单位名称", title="排污许可证"),
    ]
    assert seen(extractor, pages)[:3] == [
        ("cover", (1,)),
        ("contents", (2,)),
        ("business-license", (3,)),
    ]


def test_a_blank_back_begins_and_parts_nothing(extractor: Extractor) -> None:
    blank = Page(1, 595, 842)
    pages = [
        text("名称 青河示例机械有限公司", title="营业执照"),
        blank,
        text(title="能源管理制度"),
        blank,
        text(),
    ]
    assert documents(extractor, pages) == [(1, 2), (3, 4, 5)]
    assert ranges(extractor, pages) == [(1, 1), (3, 5)]


def test_a_file_ends_before_its_blank_back(extractor: Extractor) -> None:
    licence, back = text("名称 青河示例机械有限公司", title="营业执照"), Page(1, 595, 842)
    assert ranges(extractor, [licence, back]) == [(1, 1)]
    # A page that could not be read is not blank.
    assert ranges(extractor, [licence, replace(back, legible=False)]) == [(1, 2)]


def ranges(extractor: Extractor, pages: Sequence[Page]) -> list[tuple[int, int]]:
    parts = taken_apart(extractor, pages)
    return [(d.first_page, d.last_page) for p in parts if (d := p.document) is not None]


def test_sheets_of_parts_and_headings_alone(extractor: Extractor) -> None:
    pages = [
        sheet("第一部分", "组织保障与制度"),
        text("名称 青河示例机械有限公司", title="营业执照"),
        sheet("能评、安评"),
        text("单位名称 青河示例机械有限公司", title="排污许可证"),
        sheet("基本要求 3", "质量管理体系证书"),
        text("各部门按职责分工做好用能管理。", title="能源管理制度"),
    ]
    assert [kind for kind, _ in seen(extractor, pages)] == [
        "sheet",
        "business-license",
        "sheet",
        "pollutant-discharge-permit",
        "sheet",
        "management-policy",
    ]


def test_a_title_in_the_middle_of_a_page_is_no_sheet(extractor: Extractor) -> None:
    pages = [
        text("单位名称 青河示例机械有限公司", title="排污许可证"),
        sheet("能源管理手册"),
        text("各部门按职责分工做好用能管理。"),
        text("管理者代表每季度检查一次。"),
    ]
    assert all(kind != "sheet" for kind, _ in seen(extractor, pages))
