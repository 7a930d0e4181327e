"""How pages look and were made: it tells papers apart, and a single odd page tears none."""

from __future__ import annotations

from dataclasses import replace

from evidencecheck.domain.page import Page
from evidencecheck.extraction import Extractor
from tests.extraction.volume.bound import documents, scan, text


def made(page: Page, *how: str) -> Page:
    return replace(page, made=how)


def test_other_fonts_and_a_headline_begin_a_document(extractor: Extractor) -> None:
    one, other = "font 5 AAAAAA+SimSun", "font 9 BBBBBB+SimHei"
    pages = [
        made(text(title="能源管理制度"), one),
        made(text(), one),
        made(text("综合管理部", title="来访登记说明"), other),
        made(text(), other),
    ]
    assert documents(extractor, pages) == [(1, 2), (3, 4)]


def test_the_same_fonts_hold_a_headline_in_its_document(extractor: Extractor) -> None:
    one, other = "font 5 AAAAAA+SimSun", "font 9 BBBBBB+SimHei"
    pages = [
        made(text(title="能源管理制度"), one),
        made(text(), one),
        made(text("综合管理部", title="来访登记说明"), one),
        made(text("名称 青河示例机械有限公司", title="营业执照"), other),
        made(text(), other),
    ]
    assert documents(extractor, pages) == [(1, 2, 3), (4, 5)]


def test_fonts_embedded_page_by_page_say_nothing(extractor: Extractor) -> None:
    pages = [made(text(), f"font {n} AAAAA{'ABCDEF'[n]}+SimSun") for n in range(6)]
    assert documents(extractor, pages) == [tuple(range(1, 7))]


def test_a_scanned_signature_page_does_not_tear_a_report(extractor: Extractor) -> None:
    font = "font 5 AAAAAA+SimSun"
    signed = scan(text("编制 审核 批准"))
    pages = [
        made(text(title="能源审计报告"), font),
        made(signed, "picture DCTDecode DeviceRGB 200"),
        made(text(), font),
        made(text(), font),
    ]
    assert documents(extractor, pages) == [(1, 2, 3, 4)]


def test_a_scan_behind_a_text_is_another_document(extractor: Extractor) -> None:
    pages = [
        made(text(title="能源管理制度"), "font 5 AAAAAA+SimSun"),
        made(text(), "font 5 AAAAAA+SimSun"),
        made(scan(text("综合管理部", title="来访登记说明")), "picture DCTDecode DeviceRGB 200"),
        made(scan(text()), "picture DCTDecode DeviceRGB 200"),
    ]
    assert documents(extractor, pages) == [(1, 2), (3, 4)]


def test_a_page_across_does_not_tear_a_document(extractor: Extractor) -> None:
    across = replace(text("设备布置"), width=842.0, height=595.0)
    pages = [text(title="能源审计报告"), text(), across, text()]
    assert documents(extractor, pages) == [(1, 2, 3, 4)]
