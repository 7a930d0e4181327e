"""What goes on from page to page holds them together: heads, numbers, rows, sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidencecheck.domain.page import Page
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, span
from tests.extraction.volume.bound import documents, scan, text


def table(title: str, first: int, *above: str) -> Page:
    """A page of a list whose rows are numbered from ``first``."""
    rows = [[(str(first + k), 0.1), (f"设备{first + k}", 0.3), ("正常", 0.7)] for k in range(12)]
    return page(*above, [("序号", 0.1), ("名称", 0.3), ("状态", 0.7)], *rows, title=title)


def test_rows_that_go_on_are_one_list_under_its_repeated_title(extractor: Extractor) -> None:
    pages = [table("主要用能设备台账", 1 + 12 * k) for k in range(3)]
    assert documents(extractor, pages) == [(1, 2, 3)]


def test_a_list_that_begins_anew_is_another(extractor: Extractor) -> None:
    pages = [
        table("主要用能设备台账", 1, "编制:设备部"),
        table("能源计量器具台账", 1, "编制:计量室"),
    ]
    assert documents(extractor, pages) == [(1,), (2,)]


def test_monthly_reports_under_one_title_are_documents_each(extractor: Extractor) -> None:
    pages = [
        table("碳排放统计月报", 1, f"填报单位:青河示例机械有限公司 统计期:2025年{m}月")
        for m in range(1, 13)
    ]
    assert documents(extractor, pages) == [(m,) for m in range(1, 13)]


@pytest.mark.parametrize("second", ["", "排污许可证"])
def test_a_short_page_goes_on_in_a_file_of_one_title(extractor: Extractor, second: str) -> None:
    first = page("产品:中空玻璃", "企业:青河示例机械有限公司", title="生态设计产品评价报告")
    more = {"title": second} if second else {}
    pages = [scan(first), scan(page("指标符合性", "资源 切裁率 91.6% 符合", **more))]
    assert documents(extractor, pages) == ([(1,), (2,)] if second else [(1, 2)])


def certificate(number: str) -> Page:
    """A page whose title is hardly larger than its print, as a scan has it."""
    rows = (f"证书编号:{number}", "购买方:青河示例机械有限公司", "电量生产年月:2025年")
    drawn = page(*rows, *(f"项目第{n}项说明文字若干若干" for n in range(8)), top=0.2)
    return scan(replace(drawn, spans=(span("绿色电力证书", 0.43, 0.1, 12), *drawn.spans)))


def test_certificates_of_one_issuer_have_a_number_each(extractor: Extractor) -> None:
    pages = [certificate(f"2033029900AB{n:024d}") for n in (101, 202, 303)]
    assert documents(extractor, pages) == [(1,), (2,), (3,)]


def test_the_pages_of_one_certificate_share_its_number(extractor: Extractor) -> None:
    pages = [certificate("2033029900AB000000000000000000000101") for _ in range(3)]
    assert documents(extractor, pages) == [(1, 2, 3)]


def test_a_running_head_holds_a_report_together(extractor: Extractor) -> None:
    head = "青河公司能源审计报告"
    pages = [text(head=head) for _ in range(6)]
    pages[0] = text(head=head, title="能源审计报告")
    pages[3] = text(head=head, title="主要用能设备清单")
    assert documents(extractor, pages) == [tuple(range(1, 7))]


def test_the_running_head_of_the_volume_does_not(extractor: Extractor) -> None:
    titles = ["营业执照", "排污许可证", "能源管理制度", "设备采购合同", "会议纪要"]
    pages = [text(head="零碳工厂证明材料", title=t) for t in titles]
    assert documents(extractor, pages) == [(n,) for n in range(1, 6)]


def test_articles_that_go_on_hold_together(extractor: Extractor) -> None:
    pages = [
        text("第一条 总则", "第二条 范围", title="设备采购合同"),
        text("第三条 付款", "第四条 供应商管理"),
        text("第五条 验收", title="供应商管理办法"),
    ]
    assert documents(extractor, pages) == [(1, 2, 3)]


def test_a_sentence_that_goes_on_holds_together(extractor: Extractor) -> None:
    broken = "经现场核对公司主要用能设备的铭牌参数与设备档案一致且运行工况稳定未见异常情况因此"
    before = text(broken, title="能源审计报告")
    last = before.spans[-1]
    spans = [*before.spans[:-1], replace(last, text=broken)]
    after = page("检测报告认定本期数据真实可靠可以作为后续计算的依据并按规定保存原始记录备查。")
    pages = [replace(before, spans=tuple(spans)), after]
    assert documents(extractor, pages) == [(1, 2)]


def test_one_number_on_two_pages_is_one_certificate_in_two_languages(extractor: Extractor) -> None:
    english = (
        "Certificate No.: QH-2025-E00917",
        "This is to certify that the management system of",
        "Qinghe Example Machinery Co., Ltd.",
        "complies with the requirements of ISO 14001:2015",
    )
    pages = [
        page("证书编号:QH-2025-E00917", "兹证明", "青河示例机械有限公司", "环境管理体系符合标准",
             title="环境管理体系认证证书"),
        page(*english, title="Environmental Management System Certificate"),
        page("证书编号:QH-2025-S00918", "兹证明", "青河示例机械有限公司", "质量管理体系符合标准",
             title="质量管理体系认证证书"),
    ]  # fmt: skip
    assert documents(extractor, pages) == [(1, 2), (3,)]


def test_words_that_end_a_document_let_the_next_begin(extractor: Extractor) -> None:
    report = text(title="能源审计报告")
    ended = replace(report, spans=(*report.spans, span("(以下空白)", 0.42, 0.88)))
    spoken_of = replace(report, spans=(*report.spans, span("表中以下空白处无需填写。", 0.1, 0.88)))
    following = text("综合管理部", title="来访登记说明")
    assert documents(extractor, [ended, following]) == [(1,), (2,)]
    assert documents(extractor, [spoken_of, following]) == [(1, 2)]


@pytest.mark.parametrize(
    ("second", "torn"), [("白石泵业制造有限公司", True), ("云岭电机有限公司", False)]
)
def test_one_number_on_the_certificates_of_two_firms(
    extractor: Extractor, second: str, torn: bool
) -> None:
    pages = [
        page(
            "证书编号:JP24-30118-0226",
            f"证书持有者:{firm}",
            "认证模式:产品检验+初始工厂检查",
            "发证日期:2024-03-06",
            "有效期至:2028-03-05",
            title="中国节能产品认证证书",
        )
        for firm in ("云岭电机有限公司", second)
    ]
    assert documents(extractor, pages) == ([(1,), (2,)] if torn else [(1, 2)])


@pytest.mark.parametrize("first", ["1 目的与依据", "一、核查依据", "能源审计报告"])
def test_behind_its_cover_a_report_begins_with_its_first_section(
    extractor: Extractor, first: str
) -> None:
    cover = page(
        "委托单位:青河示例机械有限公司", "报告编号:QS-CFP-2026-019", "完成日期:2026年4月10日",
        title="产品碳足迹核算报告", top=0.3,
    )  # fmt: skip
    body = page(first, "按ISO 14067:2018核算", "2 结果", "生产用电取自公告", top=0.1)
    titled = replace(body, spans=(*body.spans, span("占比", 0.45, 0.3, 20)))
    together = [(1, 2)] if first[:1] in "1一" else [(1,), (2,)]
    assert documents(extractor, [scan(cover), scan(titled)]) == together


@pytest.mark.parametrize(("second", "torn"), [("2025年8月3日", True), ("2025年3月6日", False)])
def test_one_number_on_certificates_of_two_days(
    extractor: Extractor, second: str, torn: bool
) -> None:
    pages = [
        page(
            "证书编号:JP24-30118-0226",
            "证书持有者:云岭电机有限公司",
            f"产品名称:{product}",
            "中澄质量认证中心",
            day,
            title="中国节能产品认证证书",
        )
        for product, day in (("高效电动机", "2025年3月6日"), ("离心风机", second))
    ]
    assert documents(extractor, pages) == ([(1,), (2,)] if torn else [(1, 2)])


@pytest.mark.parametrize(("until", "torn"), [("2028年7月1日", True), ("2028年3月5日", False)])
def test_one_number_on_certificates_of_two_terms(
    extractor: Extractor, until: str, torn: bool
) -> None:
    foot = (
        "数据由委托方提供,经现场复核。",
        "证书的保持以每年的监督为条件。",
        "地址:云岭市棠溪路",
        "邮编:000000",
    )
    pages = [
        page(
            "证书编号:JP24-30118-0226",
            f"产品名称:{product}",
            f"有效期至:{end}",
            *foot,
            title="产品碳足迹证书",
        )
        for product, end in (("高效电动机", "2028年3月5日"), ("离心风机", until))
    ]
    assert documents(extractor, pages) == ([(1,), (2,)] if torn else [(1, 2)])


@pytest.mark.parametrize(
    ("second", "torn"),
    [
        # Of another project and month; one that has a number of the first page.
        ("30112205132990236202508000400111", True),
        ("30112304132990174202503000200011", False),
    ],
)
def test_green_certificates_of_two_runs(extractor: Extractor, second: str, torn: bool) -> None:
    first = "30112304132990174202503000200011"
    pages = [
        page(f"证书编号:{number}", "购买方:云岭电机有限公司", "数量:200个", title="绿色电力证书")
        for number in (first, second)
    ]
    assert documents(extractor, pages) == ([(1,), (2,)] if torn else [(1, 2)])
