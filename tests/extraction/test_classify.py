"""What a document is: a title is not a mention."""

from __future__ import annotations

import pytest

from evidencecheck.domain.page import Origin
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading


def kind(extractor: Extractor, *rows: object, **options: object) -> str:
    made = page(*rows, **options)  # type: ignore[arg-type]
    return extractor.documents(reading(made))[0].type


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("营业执照", "business-license"),
        ("营 业 执 照", "business-license"),
        ("青河示例公司2024年度温室气体排放核查报告", "ghg-verification-report"),
        ("温室气体核查声明书", "ghg-verification-statement"),
        ("钢制桥架产品碳足迹核查报告", "product-carbon-footprint-report"),
        ("环境管理体系认证证书(副本)", "management-system-certificate"),
        ("照明灯具统计表", "equipment-list"),
        ("检定证书", "calibration-certificate"),
    ],
)
def test_a_title_names_the_type(extractor: Extractor, title: str, expected: str) -> None:
    assert kind(extractor, "一些正文", "更多正文", title=title) == expected


def test_a_title_over_two_lines(extractor: Extractor) -> None:
    from tests.extraction.drawing import span

    made = page("正文一", "正文二", "正文三", top=0.5)
    big = (span("青河示例机械有限公司", 0.33, 0.2, 20), span("2024年度温室气体", 0.36, 0.24, 20),
           span("核算报告", 0.43, 0.28, 20))  # fmt: skip
    document = extractor.documents(reading(type(made)(1, 595, 842, spans=(*big, *made.spans))))[0]
    assert document.type == "ghg-report"


def test_a_mention_is_no_title(extractor: Extractor) -> None:
    rows = ["我公司已取得营业执照,并按照要求开展温室气体核查。"] * 12
    assert kind(extractor, *rows, title="碳排放管理制度") == "management-policy"


def test_a_list_of_documents_is_none_of_them(extractor: Extractor) -> None:
    rows = ["1 营业执照", "2 环境管理体系认证证书", "3 温室气体核查声明", "4 排污许可证"]
    assert kind(extractor, *rows, title="证明材料目录") == "unknown"


def test_a_line_of_a_contents_page_is_no_title(extractor: Extractor) -> None:
    rows = ["一、概述........1", "温室气体排放清单........12", "附件........30"]
    assert kind(extractor, *rows, title="碳排放核算报告") == "ghg-report"


def test_a_common_title_needs_its_cues(extractor: Extractor) -> None:
    body = "has been assessed against ISO 14001:2015"
    assert kind(extractor, body, title="Certificate of Registration") == (
        "management-system-certificate"
    )
    assert kind(extractor, "of a trade mark", title="Certificate of Registration") == "unknown"


def test_a_misread_title_of_a_scan(extractor: Extractor) -> None:
    assert kind(extractor, "正文", title="温室气体核査声明书", origin=Origin.OCR) == (
        "ghg-verification-statement"
    )


def test_cues_without_a_title(extractor: Extractor) -> None:
    rows = ["统一社会信用代码 91350100M000100Y43", "法定代表人 某人", "注册资本 壹亿元",
            "成立日期 2010年1月1日", "经营范围 机械制造", "登记机关"]  # fmt: skip
    assert kind(extractor, *rows) == "business-license"


def test_nothing_known_is_unknown(extractor: Extractor) -> None:
    assert kind(extractor, "招聘公告正文", "岗位需求若干", title="校园招聘宣讲") == "unknown"


def test_a_bound_file_is_split_at_titles(extractor: Extractor) -> None:
    pages = [
        page("名称 青河示例机械有限公司", title="营业执照", number=1),
        page("环境部分正文", "统计数据", title="温室气体核算报告", number=2),
        page("第二章 核算边界", "正文" * 10, number=3),
        page("证书编号:ABC2024001", title="环境管理体系认证证书", number=4),
    ]
    documents = extractor.documents(reading(*pages))
    assert [(d.type, d.first_page, d.last_page) for d in documents] == [
        ("business-license", 1, 1),
        ("ghg-report", 2, 3),
        ("management-system-certificate", 4, 4),
    ]


def test_a_page_counter_holds_pages_together(extractor: Extractor) -> None:
    pages = [
        page("第1页 共2页", "数据", title="检测报告", number=1),
        page("第2页 共2页", "数据", title="检测报告", number=2),
    ]
    assert len(extractor.documents(reading(*pages))) == 1
