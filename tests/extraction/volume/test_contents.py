"""Tables of contents: of the volume and of a document in it."""

from __future__ import annotations

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page
from tests.extraction.volume.bound import documents, seen, text

DOTS = "…………………………"


def test_the_contents_of_a_volume_say_where_documents_begin(extractor: Extractor) -> None:
    pages = [
        page(
            f"厂区平面布置说明{DOTS}2",
            f"排污许可证{DOTS}4",
            f"来访登记办法{DOTS}5",
            f"营业执照{DOTS}7",
            title="证明材料目录",
        ),
        text("厂区平面布置说明"),
        text(),
        text("单位名称", title="排污许可证"),
        text("来访登记办法"),
        text(),
        text("名称 青河示例机械有限公司", title="营业执照"),
    ]
    assert seen(extractor, pages) == [
        ("contents", (1,)),
        ("unknown", (2, 3)),
        ("pollutant-discharge-permit", (4,)),
        ("unknown", (5, 6)),
        ("business-license", (7,)),
    ]


def test_printed_numbers_may_leave_the_contents_out(extractor: Extractor) -> None:
    pages = [
        page([("1", 0.1), ("厂区平面布置说明", 0.2), ("1", 0.8)],
             [("2", 0.1), ("来访登记办法", 0.2), ("3", 0.8)],
             [("3", 0.1), ("劳保用品发放说明", 0.2), ("4", 0.8)], title="附件清单"),
        text("厂区平面布置说明", foot="1"),
        text(foot="2"),
        text("来访登记办法", foot="3"),
        text("劳保用品发放说明", foot="4"),
    ]  # fmt: skip
    assert documents(extractor, pages) == [(2, 3), (4,), (5,)]


def test_the_contents_of_a_report_part_nothing(extractor: Extractor) -> None:
    pages = [
        page("青河示例机械有限公司", "2025年6月", title="能源审计报告", top=0.3),
        page(
            f"1 企业概况{DOTS}3",
            f"2 能源管理制度{DOTS}4",
            f"3 主要用能设备清单{DOTS}5",
            f"4 结论{DOTS}6",
            title="目 录",
        ),
        text("1 企业概况"),
        text(title="能源管理制度"),
        text(title="主要用能设备清单"),
        text("4 结论"),
    ]
    assert documents(extractor, pages) == [(1, 2, 3, 4, 5, 6)]


def test_contents_alone_are_a_file_like_any_other(extractor: Extractor) -> None:
    assert documents(
        extractor, [page(f"营业执照{DOTS}1", f"排污许可证{DOTS}2", title="附件清单")]
    ) == [(1,)]


def test_the_contents_below_the_title_of_a_report_are_that_reports(extractor: Extractor) -> None:
    pages = [
        page(
            "目 录",
            f"第一章 企业概况{DOTS}2",
            f"第二章 能源管理制度{DOTS}3",
            f"附录A 主要用能设备清单{DOTS}4",
            title="能源审计报告",
        ),
        text("第一章 企业概况"),
        text(title="第二章 能源管理制度"),
        text(title="附录A 主要用能设备清单"),
    ]
    assert documents(extractor, pages) == [(1, 2, 3, 4)]


def test_contents_below_the_names_of_those_who_wrote_a_report(extractor: Extractor) -> None:
    pages = [
        page("青河示例机械有限公司", "2025年6月", title="能源审计报告", top=0.3),
        page(
            [("项目负责人", 0.1), ("吕甲", 0.4)],
            [("报告编制人", 0.1), ("严乙", 0.4)],
            [("报告审核人", 0.1), ("孙丙", 0.4)],
            [("技术负责人", 0.1), ("周丁", 0.4)],
            "目 录",
            f"1 企业概况{DOTS}3",
            f"2 结论{DOTS}4",
        ),
        text("1 企业概况"),
        text("2 结论"),
    ]
    assert documents(extractor, pages) == [(1, 2, 3, 4)]


def test_a_list_of_documents_goes_on_over_pages(extractor: Extractor) -> None:
    kinds = ("台账", "照片", "记录说明")
    names = [f"{where}车间{what}" for where in "一二三四五六" for what in kinds]
    pages = [
        page(*names, "2024ESG", title="附件清单", leading=0.045),
        page("七车间台账", "Report 2024", "八车间照片", "九车间记录说明"),
        text("单位名称", title="排污许可证"),
    ]
    assert seen(extractor, pages) == [
        ("contents", (1, 2)),
        ("pollutant-discharge-permit", (3,)),
    ]


def test_names_beside_a_page_do_not_move_what_the_contents_number(extractor: Extractor) -> None:
    pages = [
        page(
            f"厂区平面布置说明{DOTS}2",
            f"来访登记办法{DOTS}4",
            f"劳保用品发放说明{DOTS}6",
            title="证明材料目录",
        ),
        text("厂区平面布置说明", foot="第 2 页 共 7 页"),
        text("来访登记办法附后", foot="第 3 页 共 7 页"),
        text(foot="第 4 页 共 7 页"),
        text(foot="第 5 页 共 7 页"),
        text(title="防护用品领用情况", foot="第 6 页 共 7 页"),
        text(foot="第 7 页 共 7 页"),
    ]
    assert documents(extractor, pages) == [(2,), (3, 4, 5), (6, 7)]


def test_contents_that_name_sections_of_a_volume(extractor: Extractor) -> None:
    pages = [
        page(
            f"一、主体资格{DOTS}1",
            f"二、建设项目手续{DOTS}3",
            f"三、合规与信用{DOTS}5",
            f"四、组织与规划{DOTS}6",
            title="目录",
        ),
        text("名称 青河示例机械有限公司", title="营业执照"),
        text("权利人 青河示例机械有限公司", title="不动产权证书"),
        text("单位名称 青河示例机械有限公司", title="排污许可证"),
        text("青河示例机械有限公司:", title="竣工环境保护验收意见"),
        text("兹证明青河示例机械有限公司", title="无违法违规证明"),
        text("各部门按职责分工做好用能管理。", title="能源管理制度"),
    ]
    assert documents(extractor, pages) == [(2,), (3,), (4,), (5,), (6,), (7,)]


def test_a_notice_and_the_rules_that_it_makes_known(extractor: Extractor) -> None:
    pages = [
        text("名称 青河示例机械有限公司", title="营业执照"),
        text("各部门:", "现予印发。", title="关于印发《碳排放管理制度》的通知"),
        text("第一章 总则", title="碳排放管理制度"),
        text("单位名称 青河示例机械有限公司", title="排污许可证"),
    ]
    assert documents(extractor, pages) == [(1,), (2, 3), (4,)]
