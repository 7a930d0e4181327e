"""What a document is: a title is not a mention."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidencecheck.domain.page import Origin
from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading, span, with_table


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


@pytest.mark.parametrize(
    ("title", "row", "expected"),
    [
        ("电费账单", "电度电费 742,000 kWh 508,270.00", "invoice"),
        ("青河供电有限公司电费通知单", "应付电费合计 365,508.80", "invoice"),
        # What is settled elsewhere.
        ("电费账单", "光伏自发自用电量不在本单内，光伏上网电费另行结算。", "invoice"),
        ("电费结算单", "其中绿色电力交易电量 300,000 kWh", "green-power-record"),
        ("电费结算单", "分布式光伏发电项目 上网电量 4,000 kWh", "green-power-record"),
    ],
)
def test_a_bill_is_of_green_power_where_it_tells_of_some(
    extractor: Extractor, title: str, row: str, expected: str
) -> None:
    assert kind(extractor, "结算期 2025年12月", "电费 电量", row, title=title) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("主题：新版核算通则解读", "training-record"),
        ("名称：零碳工厂评价要求宣贯", "training-record"),
        ("主题：三季度能碳工作例会", "meeting-record"),
        ("主题：", "unknown"),
    ],
)
def test_one_form_for_both_is_what_its_topic_says(
    extractor: Extractor, row: str, expected: str
) -> None:
    assert kind(extractor, row, "部门 签名", title="会议（培训）签到表") == expected
    assert kind(extractor, row, "部门 签名", title="培训（会议）签到表") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("屋顶分布式光伏2025年度发用电量确认单", "project-record"),
        ("光伏电站2025年度电量确认函", "project-record"),
        ("2025年度光伏电量季度核对表", "project-record"),
        ("2025年屋顶光伏发电与消纳统计表", "project-record"),
        ("光伏电量结算汇总单", "project-record"),
        ("2025年光伏发电量结算汇总单", "project-record"),
        # What is paid, or was traded.
        ("2025年光伏电费结算单", "green-power-record"),
        ("2026年度光伏电量结算确认书", "green-power-record"),
        ("绿色电力交易电量确认单", "green-power-record"),
    ],
)
def test_amounts_that_a_station_confirms(extractor: Extractor, title: str, expected: str) -> None:
    assert kind(extractor, "项目 单位 电量", "合计 1,202,000", title=title) == expected


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


def test_what_a_column_says_of_each_row_is_no_title(extractor: Extractor) -> None:
    rows = [[(year, 0.1), ("核查声明", 0.6)] for year in ("2023", "2024", "2025")]
    assert kind(extractor, *rows, title="某年度某某情况") != "ghg-verification-statement"
    assert kind(extractor, rows[0], title="温室气体核查声明") == "ghg-verification-statement"


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


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于核准年产十万件阀门项目的批复", "project-filing"),
        ("区工信局关于阀门车间技改项目备案的通知", "project-filing"),
        ("阀门项目竣工环境保护验收意见的函", "acceptance-record"),
        ("阀门项目环境影响报告表技术评审意见", "environmental-approval"),
        ("阀门项目安全设施竣工验收评价报告", "safety-assessment"),
        ("近三年环境守法情况的复函", "compliance-certificate"),
        ("关于成立零碳工厂领导小组的通知", "management-policy"),
        ("2026年度节能降碳目标责任分解表", "transition-plan"),
        ("计量器具周期检定(校准)台账", "metering-list"),
        ("高效电机产品碳足迹核算表", "product-carbon-footprint-report"),
        ("绿色电力证书持有明细", "green-electricity-certificate"),
        ("关于自愿注销碳排放配额的函复", "carbon-credit-record"),
        ("厂区绿地固碳量测算报告", "carbon-sink-record"),
        ("固定資產報廢審批單", "equipment-renewal-record"),
        ("Certificate of Product Carbon Footprint", "product-carbon-footprint-certificate"),
        ("Life Cycle Assessment Report", "product-carbon-footprint-report"),
        ("Environmental, Social and Governance Report 2025", "sustainability-report"),
        ("Verified Carbon Unit Retirement Certificate", "carbon-credit-record"),
    ],
)
def test_forms_of_titles(extractor: Extractor, title: str, expected: str) -> None:
    assert kind(extractor, "一些正文", "更多正文", title=title) == expected


@pytest.mark.parametrize(
    "title",
    ["请假条", "关于国庆节放假安排的通知", "产品报价单", "会议室预订表", "阀门产品选型手册",
     "职工体检通知", "岗位招聘启事", "关于组织开展绿色工厂申报工作的通知",
     "检验检测机构资质认定证书", "设备备件库存清单", "财务管理制度", "股权转让协议", "知识产权证明",
     "车辆违章登记表", "增值税纳税申报表", "首件检验报告", "光伏组件产品介绍", "碳交易员聘用合同"],
)  # fmt: skip
def test_papers_that_are_no_evidence(extractor: Extractor, title: str) -> None:
    body = ["本公司持有营业执照、排污许可证、绿色工厂证书", "能源管理体系认证证书有效期内"]
    assert kind(extractor, *body, title=title) == "unknown"


def test_a_heading_under_larger_print_is_no_title(extractor: Extractor) -> None:
    from tests.extraction.drawing import span

    made = page("正文一", "正文二", "正文三", top=0.5)
    big = span("走进青河新区", 0.3, 0.1, 40)
    heading = span("排污许可证", 0.42, 0.22, 13)
    found = extractor.documents(reading(type(made)(1, 595, 842, spans=(big, heading, *made.spans))))
    assert found[0].type == "unknown"


def test_a_news_page_is_a_publication(extractor: Extractor) -> None:
    rows = ["https://www.qinghe-example.example/news/12.html", "来源:综合管理部 浏览次数:120",
            "现将方案全文公布,接受社会监督", "上一篇 下一篇"]  # fmt: skip
    title = "我公司发布零碳工厂建设方案"
    assert kind(extractor, *rows, title=title) == "publication-proof"


@pytest.mark.parametrize(
    ("address", "expected"),
    [("https://www.qinghe-example.example/esg/0701.html", "publication-proof"),
     ("青河示例阀门有限公司", "transition-plan")],
)  # fmt: skip
def test_a_plan_on_a_web_page_is_published(
    extractor: Extractor, address: str, expected: str
) -> None:
    rows = address, "2026-07-01 阅读1,206", "现将本公司试点方案主要内容向社会公布。"
    assert kind(extractor, *rows, title="零碳工厂试点方案(公开版)") == expected


def test_a_note_on_a_photo_is_no_photo(extractor: Extractor) -> None:
    made = page("本人因家中有事需要请假两天,望批准")
    pictured = type(made)(1, 595, 842, spans=made.spans, picture_share=1.0)
    empty = type(made)(1, 595, 842, picture_share=1.0)
    assert extractor.documents(reading(pictured))[0].type == "unknown"
    assert extractor.documents(reading(empty))[0].type == "photo"


def test_contents_within_a_report_do_not_hide_it(extractor: Extractor) -> None:
    cover = page("编制单位", title="2024年度温室气体排放核算报告")
    contents = page("1 概述", "2 核算边界", title="目录", number=2)
    found = extractor.documents(reading(cover, contents))
    assert [d.type for d in found] == ["ghg-report"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [("铝屑供应凭据及成色证明", "unknown"), ("各车间数据", "statistical-report")],
)
def test_a_headline_of_another_form_outweighs_cells(
    extractor: Extractor, title: str, expected: str
) -> None:
    rows = [
        [("月份", 0.1), ("本月", 0.3), ("本年累计", 0.5), ("上年同期", 0.7)],
        [("1月", 0.1), ("12", 0.3), ("12", 0.5), ("11", 0.7)],
        [("2月", 0.1), ("14", 0.3), ("26", 0.5), ("25", 0.7)],
        [("合计", 0.1), ("26", 0.3), ("26", 0.5), ("25", 0.7)],
    ]
    assert kind(extractor, *rows, title=title) == expected


def test_a_statement_of_units_held_is_a_record_of_credits(extractor: Extractor) -> None:
    def kind(*lines: str) -> str:
        (document,) = extractor.documents(reading(page(*lines, title="Account Statement")))
        return document.type

    units = ("Units held: 600 (1 unit = 1 tonne of CO2e)", "Status: active, not retired")
    assert kind(*units) == "carbon-credit-record"
    assert kind("Balance brought forward: 600.00", "Closing balance") != "carbon-credit-record"


def test_a_label_certified_in_a_pilot_over_two_lines(extractor: Extractor) -> None:
    rows = [("认证证书", 0.43), "证书编号:CB-260001", "产品名称:滚针轴承"]
    made = kind(extractor, *rows, title="产品碳足迹标识认证试点")
    assert made == "product-carbon-footprint-certificate"
    named = kind(extractor, "青河示例机械有限公司", title="产品碳足迹标识认证试点企业名单")
    assert named != "product-carbon-footprint-certificate"


def test_a_motto_on_a_cover_hides_no_title(extractor: Extractor) -> None:
    from tests.extraction.drawing import span

    rows = (
        span("向河而转 向绿而生", 0.15, 0.3, 26),
        span("青河示例阀门有限公司", 0.15, 0.4, 14),
        span("2025年度环境、社会及治理报告", 0.15, 0.44, 13),
        span("1", 0.5, 0.95, 8),
    )
    cover = type(page())(1, 595, 842, spans=rows)
    assert extractor.documents(reading(cover))[0].type == "sustainability-report"


def test_the_head_of_an_office_over_two_rows_is_no_headline(extractor: Extractor) -> None:
    from tests.extraction.drawing import span

    head = (
        span("青河市白石区生态环境", 0.2, 0.1, 26),
        span("局文件", 0.36, 0.15, 26),
        span("青环准〔2021〕19号", 0.4, 0.22, 11),
        span("关于对青河示例阀门有限公司年产", 0.25, 0.27, 14),
        span("30万台阀门技术改造项目", 0.3, 0.3, 14),
        span("环境影响报告表的批复", 0.32, 0.33, 14),
    )
    body = (
        "你单位报送的材料收悉。",
        "经研究,批复如下:",
        "一、同意项目建设。",
        "二、废气经处理后排放。",
    )
    made = page(*body, "三、按规定验收。", "四、接受监督检查。", "二〇二一年三月三十日", top=0.4)
    made = type(made)(1, 595, 842, spans=(*head, *made.spans))
    assert extractor.documents(reading(made))[0].type == "environmental-approval"


def test_a_title_flush_left_in_two_sizes(extractor: Extractor) -> None:
    from tests.extraction.drawing import span

    head = (
        span("Product Carbon Footprint", 0.12, 0.05, 24),
        span("Certificate of Verification", 0.12, 0.09, 15.5),
    )
    rows = ("Client Qinghe Example Valve Co., Ltd.", "Standard ISO 14067:2018", "Data year 2024")
    made = page(*rows, "Result 518.4 kg CO2e", "Date of issue 02-Sep-2025", top=0.2)
    made = type(made)(1, 595, 842, spans=(*head, *made.spans))
    assert extractor.documents(reading(made))[0].type == "product-carbon-footprint-certificate"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Test Report QHL-2231/26", "test-report"),
        ("Test Report No. QHL-2231-26", "test-report"),
        # A name, and no number of a paper.
        ("Test Report ABC-XY", "unknown"),
    ],
)
def test_the_number_of_a_paper_behind_its_title(
    extractor: Extractor, title: str, expected: str
) -> None:
    assert kind(extractor, "Item: lens", "Result: pass", title=title) == expected


@pytest.mark.parametrize(
    ("left", "expected"),
    [(0.13, "product-carbon-footprint-certificate"), (0.55, "ghg-verification-statement")],
)
def test_latin_lines_of_unlike_heights_are_one_title(
    extractor: Extractor, left: float, expected: str
) -> None:
    made = page(*["Text of the page that goes on"] * 8, top=0.3)
    upper = span("Product Carbon Footprint", 0.13, 0.158, 17)
    lower = span("Verification Certificate", left, 0.188, 13)
    document = extractor.documents(reading(replace(made, spans=(upper, lower, *made.spans))))[0]
    assert document.type == expected


def test_the_label_of_a_row_is_no_rival_of_the_title_above(extractor: Extractor) -> None:
    rows = [
        ["项目", "数量", "单位", "抵消量(tCO2e)"],
        ["绿证(6月、8月)", "2400", "MWh", "1273.44"],
        ["CCER注销", "800", "tCO2e", "800"],
        ["抵消量合计", "", "", "2073.44"],
    ]
    made = with_table(page("编制:水思源 2026-06-15", title="2025年度碳抵消比例计算表"), rows)
    assert extractor.documents(reading(made))[0].type == "performance-calculation"


def test_the_heading_of_a_column_is_no_title_below_another(extractor: Extractor) -> None:
    rows = [["序号", "供应商", "环境体系证书", "评级"], ["1", "白石样品有限公司", "有", "A"]]
    made = with_table(page("编制:水思源 2026-06-15", title="合格供应商名录"), rows)
    assert extractor.documents(reading(made))[0].type == "supplier-management"


def test_the_title_of_a_paper_may_stand_in_a_row_with_its_number(extractor: Extractor) -> None:
    made = page(
        [("CCER注销证明", 0.1), ("编号 2026-0018", 0.6)],
        "注销数量 800 tCO2e",
        "受益人 青河示例公司",
    )
    assert extractor.documents(reading(made))[0].type == "carbon-credit-record"


@pytest.mark.parametrize(
    ("first", "second", "titled"),
    [("电子发票(", "增值税专用发票)", True), ("电子发票(", "增值税专用联系方式", False)],
)
def test_a_title_whose_bracket_the_next_stretch_closes(
    extractor: Extractor, first: str, second: str, *, titled: bool
) -> None:
    made = page(
        [(first, 0.32), (second, 0.46), ("开票日期:2026年05月06日", 0.74)],
        "购买方信息 名称:青河示例公司",
        "*仪器仪表*压力表 8 只 2,400.00",
    )
    title = extractor.documents(reading(made))[0].title
    assert (title is not None and title.quote.startswith("电子发票")) is titled


def test_units_that_were_bought_and_are_held(extractor: Extractor) -> None:
    rows = ("项目名称 某林场碳汇造林项目", "买入数量 350 tCO2e", "账户状态 持有")
    assert kind(extractor, *rows, title="自愿减排交易成交及持有确认单") == "carbon-credit-record"
