"""Attachments within a report are documents of their own, and the report goes on around them."""

from __future__ import annotations

from evidencecheck.domain.page import Page
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page
from tests.extraction.volume.bound import seen, taken_apart, text

HEAD = "青河公司能源审计报告"


def licence() -> Page:
    return page(
        "统一社会信用代码 91120199MA07T3Q99N", "名称 青河示例机械有限公司", title="营业执照"
    )


def report(pages: int) -> list[Page]:
    return [text(head=HEAD, title="能源审计报告"), *(text(head=HEAD) for _ in range(pages - 1))]


def test_a_licence_within_a_report(extractor: Extractor) -> None:
    pages = report(7)
    pages.insert(5, licence())
    assert seen(extractor, pages) == [
        ("energy-audit-report", (1, 2, 3, 4, 5, 7, 8)),
        ("business-license", (6,)),
    ]


def test_what_the_attachment_says_is_not_said_by_the_report(extractor: Extractor) -> None:
    pages = report(7)
    pages.insert(5, licence())
    around = taken_apart(extractor, pages)[0].document
    assert around is not None
    assert (around.first_page, around.last_page) == (1, 8)
    assert all(line.page != 6 for line in around.lines)


def test_a_licence_behind_a_report(extractor: Extractor) -> None:
    assert seen(extractor, [*report(5), licence()]) == [
        ("energy-audit-report", (1, 2, 3, 4, 5)),
        ("business-license", (6,)),
    ]


def test_a_chapter_on_a_licence_is_no_attachment(extractor: Extractor) -> None:
    pages = report(7)
    pages.insert(5, text("3.1 营业执照", "公司持有有效的营业执照。", head=HEAD))
    assert [kind for kind, _ in seen(extractor, pages)] == ["energy-audit-report"]


def test_the_next_document_is_no_part_of_the_report(extractor: Extractor) -> None:
    other = "青河公司能源管理手册"
    manual = [text(head=other, title="能源管理手册"), text(head=other), text(head=other)]
    assert seen(extractor, [*report(4), licence(), *manual]) == [
        ("energy-audit-report", (1, 2, 3, 4)),
        ("business-license", (5,)),
        ("management-manual", (6, 7, 8)),
    ]
