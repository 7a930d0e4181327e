"""Where one document of a file ends and the next begins."""

from __future__ import annotations

from evidencecheck.domain.page import Page
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading


def types(extractor: Extractor, *pages: Page) -> list[tuple[str, int, int]]:
    found = extractor.documents(reading(*pages))
    return [(d.type, d.first_page, d.last_page) for d in found]


def test_bound_documents_are_parted_at_their_titles(extractor: Extractor) -> None:
    assert types(
        extractor,
        page("名称 青河示例机械有限公司", title="营业执照"),
        page("单位名称 青河示例机械有限公司", title="排污许可证", number=2),
        page("生产设施及排放口", number=3),
    ) == [("business-license", 1, 1), ("pollutant-discharge-permit", 2, 3)]


def test_a_chapter_heading_parts_nothing(extractor: Extractor) -> None:
    assert types(
        extractor,
        page("编制单位", title="能源审计报告"),
        page("四、能源消费结构表", "正文", "正文", number=2),
        page("设备清单", "正文", "正文", "正文", number=3),
    ) == [("energy-audit-report", 1, 3)]


def test_the_list_annexed_to_a_notice_belongs_to_it(extractor: Extractor) -> None:
    annex = page("附件1", number=2)
    listed = page("序号 企业名称", title="2024年度绿色工厂名单", number=2, top=0.12)
    assert types(
        extractor,
        page("名单见附件", title="关于公布2024年度绿色工厂名单的通知"),
        Page(2, 595, 842, spans=(*annex.spans, *listed.spans)),
    ) == [("award", 1, 2)]


def test_a_page_of_contents_belongs_to_its_document(extractor: Extractor) -> None:
    assert types(
        extractor,
        page("编制 审核 批准", title="能源管理手册"),
        page("1 范围", "2 引用标准", title="目录", number=2),
    ) == [("management-manual", 1, 2)]


def test_page_counters_decide(extractor: Extractor) -> None:
    assert types(
        extractor,
        page("第1页共2页", title="检测报告"),
        page("第2页共2页", title="检测报告", number=2),
        page("第1页共1页", title="检测报告", number=3),
    ) == [("test-report", 1, 2), ("test-report", 3, 3)]
