"""Page counters: of one document, of the whole volume, and bare numbers."""

from __future__ import annotations

from evidencecheck.extraction import Extractor
from tests.extraction.volume.bound import documents, text


def test_a_counter_that_begins_again_begins_a_document(extractor: Extractor) -> None:
    pages = [
        text(foot="第 1 页 共 2 页", title="能源管理制度"),
        text(foot="第 2 页 共 2 页"),
        text(foot="第 1 页 共 2 页"),
        text(foot="第 2 页 共 2 页"),
    ]
    assert documents(extractor, pages) == [(1, 2), (3, 4)]


def test_a_title_within_a_counted_document_begins_none(extractor: Extractor) -> None:
    pages = [
        text(foot="第 1 页 共 4 页", title="能源审计报告"),
        text(foot="第 2 页 共 4 页"),
        text(foot="第 3 页 共 4 页", title="主要用能设备清单"),
        text(foot="第 4 页 共 4 页"),
        text(foot="第 1 页 共 1 页", title="能源管理制度"),
    ]
    assert documents(extractor, pages) == [(1, 2, 3, 4), (5,)]


def test_a_misread_page_does_not_tear_a_counted_document(extractor: Extractor) -> None:
    pages = [
        text(foot="第 1 页 共 4 页", title="能源审计报告"),
        text(),
        text(foot="第 3 页 共 4 页"),
        text(foot="第 4 页 共 4 页"),
        text(foot="第 1 页 共 2 页", title="能源管理手册"),
        text(foot="第 2 页 共 2 页"),
    ]
    assert documents(extractor, pages) == [(1, 2, 3, 4), (5, 6)]


def test_a_second_page_that_counts_tells_of_the_first(extractor: Extractor) -> None:
    pages = [
        text(title="温室气体排放报告"),
        text(foot="第1范共2页", title="企业温室气体排放报告"),
        text(foot="第 2 页 共 2 页"),
    ]
    assert documents(extractor, pages) == [(1,), (2, 3)]


def test_a_counter_of_the_volume_holds_nothing_together(extractor: Extractor) -> None:
    titles = ["营业执照", "排污许可证", "能源管理制度", "设备采购合同", "会议纪要"]
    pages = [text(foot=f"第 {n} 页 共 5 页", title=t) for n, t in enumerate(titles, 1)]
    assert documents(extractor, pages) == [(n,) for n in range(1, 6)]


def test_a_counter_of_one_long_document_holds_it_together(extractor: Extractor) -> None:
    pages = [text(foot=f"第 {n} 页 共 8 页") for n in range(1, 9)]
    pages[0] = text(foot="第 1 页 共 8 页", title="能源审计报告")
    pages[4] = text(foot="第 5 页 共 8 页", title="主要用能设备清单")
    assert documents(extractor, pages) == [tuple(range(1, 9))]


def test_bare_numbers_that_begin_again_begin_a_document(extractor: Extractor) -> None:
    pages = [text(foot=str(n)) for n in (1, 2, 3, 1, 2, 3)]
    pages[0] = text(foot="1", title="能源管理制度")
    pages[3] = text("综合管理部", foot="1", title="厂区平面布置说明")
    assert documents(extractor, pages) == [(1, 2, 3), (4, 5, 6)]


def test_a_fraction_in_the_text_is_no_counter(extractor: Extractor) -> None:
    pages = [
        text("合格数/抽检数", "1/2", title="能源管理制度"),
        text("合格数/抽检数", "1/2"),
        text("合格数/抽检数", "1/2"),
    ]
    assert documents(extractor, pages) == [(1, 2, 3)]


def test_a_page_that_has_the_number_of_its_place_begins_none(extractor: Extractor) -> None:
    pages = [
        text("名称 青河", title="营业执照"),
        text(title="能源管理制度"),
        text(title="劳保用品发放表", foot="- 2 -"),
    ]
    assert documents(extractor, pages) == [(1,), (2, 3)]
    pages[2] = text(title="劳保用品发放表", foot="- 7 -")
    assert documents(extractor, pages) == [(1,), (2,), (3,)]
