"""Titles that no list holds: a matter and the form of paper that the last word says."""

from __future__ import annotations

import pytest

from evidencecheck.extraction import Extractor
from tests.extraction.drawing import page, reading


def kind(extractor: Extractor, title: str, *rows: object) -> str:
    return extractor.documents(reading(page(*(rows or ("文字若干", "更多文字")), title=title)))[
        0
    ].type


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("企业信息公示", "credit-report"),
        ("霁橡能碳云图", "platform-description"),
        ("范围证书——再生纱线", "product-certificate"),
        ("Scope Certificate – Recycled Yarn", "product-certificate"),
        ("某某公司单位产品主要原料消耗", "performance-calculation"),
        ("2021—2025年排放对照(单位:tCO2e)", "performance-calculation"),
        ("2025年度企业环境信息公示", "publication-proof"),
        ("蒸汽管网改造节能量评审意见", "reduction-report"),
        ("GHG Emission Reduction Assessment", "reduction-report"),
        ("企业深度脱碳实施方案", "transition-plan"),
        ("淨零排放路徑規劃", "transition-plan"),
        ("年产10万套轴承项目安全预评价评审意见", "safety-assessment"),
        ("原材料替代效果评价", "material-saving-report"),
        ("Declaration on Product Recyclability", "recyclability-report"),
        ("绿色设计产品符合性证明", "eco-design-report"),
        ("儀器校正證明書", "calibration-certificate"),
        ("環保標章使用許可證書", "product-certificate"),
        ("高耗能落后设备淘汰更新情况登记", "equipment-renewal-record"),
        ("照明灯具统计(全厂)  统计日 2025.12.30", "equipment-list"),
        ("2025年可再生能源消费占比计算说明", "performance-calculation"),
        ("关于企业节能监察情况的说明", "compliance-certificate"),
        ("关于2025年度工业企业综合评价结果的通报", "award"),
        ("水质检测结果通知", "test-report"),
        ("供应链协同降碳合作备忘录", "contract"),
        ("LCA Report of Aluminium Housing", "product-carbon-footprint-report"),
        ("List of Major Energy-using Equipment", "equipment-list"),
        ("绿色电力证书持有情况", "green-electricity-certificate"),
        ("永續報告書", "sustainability-report"),
        ("能源管理系統驗證證書", "management-system-certificate"),
        ("GHG Emissions Report FY2024", "ghg-report"),
        ("2025年度绿色电力交易结算依据", "green-power-record"),
        ("分布式光伏自发自用电量确认函", "green-power-record"),
        ("職業安全衛生管理系統證書", "management-system-certificate"),
        ("Verified Carbon Unit Retirement Statement", "carbon-credit-record"),
        ("范围三排放核算报告", "ghg-report"),
        ("高耗能电机更新情况", "equipment-renewal-record"),
        ("碳排放管理员职业技能等级证书", "training-record"),
        ("重点用能单位用能状况审计", "energy-audit-report"),
        ("数字化能碳管理中心简介", "platform-description"),
        ("白石建材检测有限公司检验报告", "test-report"),
        ("绿证交易结算单", "green-power-record"),
        ("产品质量证明书INSPECTION CERTIFICATE", "material-certificate"),
        ("Notice of Investment Project Approval", "project-filing"),
        ("建设用地规划许可证及附图", "planning-permit"),
        ("省级数字化标兵企业", "award"),
        ("Supplier Excellence Award 2024", "award"),
        ("Certificate of No Penalty", "compliance-certificate"),
        ("重大税收违法查询结果", "credit-report"),
        ("车间节能责任制", "management-policy"),
        ("脫碳路徑圖", "transition-plan"),
        ("節能推動會議紀錄", "meeting-record"),
        ("環境教育訓練紀錄", "training-record"),
        ("供应商碳排放考核细则", "supplier-management"),
        ("Certificate of Registration ISO 14001", "management-system-certificate"),
        ("Assurance Statement on GHG Emissions", "ghg-verification-statement"),
        ("再生能源憑證", "green-electricity-certificate"),
        ("綠電轉供契約書", "green-power-record"),
        ("碳资产持有证明", "carbon-credit-record"),
        ("Registry Extract of Carbon Credits", "carbon-credit-record"),
        ("省水標章使用證書", "product-certificate"),
        ("綠建築標章", "building-certificate"),
        ("蒸汽流量计配置情况", "metering-list"),
        ("Verification Certificate of Weighing Instrument", "calibration-certificate"),
        ("厂内叉车与充电设施情况", "equipment-list"),
        ("公司通勤车辆台帐", "equipment-list"),
        ("設備汰換紀錄", "equipment-renewal-record"),
        ("能碳云使用说明", "platform-description"),
        ("排污许可变更通知", "pollutant-discharge-permit"),
        ("廢棄物清除處理合約", "waste-disposal-record"),
        ("委託加工契約", "contract"),
        ("5.8MWp屋顶光伏项目可行性研究报告", "project-record"),
        ("ISO 14064-1:2018 Verification Statement", "ghg-verification-statement"),
        ("Roadmap to Net Zero 2035", "transition-plan"),
        ("碳排放管理部门及岗位设置", "management-policy"),
        ("碳达峰路径研究报告", "transition-plan"),
        ("厂房权属情况证明", "property-certificate"),
        ("三年单位产品能耗变化", "performance-calculation"),
        ("碳排放配额清缴通知书", "carbon-credit-record"),
        ("绿电供应证明", "green-power-record"),
        ("全厂计量表计登记册", "metering-list"),
        ("无安全生产责任事故证明材料", "compliance-certificate"),
        ("能碳诊断报告", "energy-audit-report"),
        ("江苏省智能制造示范车间", "award"),
        ("锅炉能效测试", "test-report"),
    ],
)
def test_the_matter_and_the_form_say_the_type(
    extractor: Extractor, title: str, expected: str
) -> None:
    assert kind(extractor, title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "2025年度经营分析报告",
        "员工满意度调查报告",
        "能源管理系统软件著作权登记证书",
        "市场营销方案",
        "新产品试制报告",
        "人员信息登记表",
        "关于召开年度总结大会的通知",
        "Sales Report 2024",
        "Employee Handbook",
        "Marketing Strategy",
        "车辆年检通知",
        "电梯使用说明",
        "消防演练记录",
        "停车场管理情况",
        "公司年会活动记录",
        "人员配置情况说明",
        "废品率统计表",
        "云计算服务器采购清单",
        "异常提醒、碳排放趋势、日志、报表",
    ],
)
def test_a_form_without_a_matter_says_nothing(extractor: Extractor, title: str) -> None:
    assert kind(extractor, title) == "unknown"


def test_the_matter_nearest_to_the_form_counts(extractor: Extractor) -> None:
    assert kind(extractor, "零碳园区温室气体数据质量监测计划") == "data-quality-plan"


def test_a_line_of_a_longer_title_is_no_title_of_its_own(extractor: Extractor) -> None:
    from tests.extraction.drawing import span

    made = page("issued to Qinghe Example Valve Co., Ltd.", "against ISO 14067:2018", top=0.4)
    big = (
        span("Product Carbon Footprint", 0.3, 0.14, 20),
        span("Verification Certificate", 0.3, 0.18, 20),
    )
    whole = type(made)(1, 595, 842, spans=(*big, *made.spans))
    assert extractor.documents(reading(whole))[0].type == "product-carbon-footprint-certificate"


def test_a_record_on_a_web_page_is_told_by_its_cues(extractor: Extractor) -> None:
    rows = [
        "https://permit.example/query?id=7",
        "青河示例阀门有限公司",
        [("许可证编号", 0.1), ("91350100M000100Y43001Q", 0.3), ("业务类型", 0.6), ("变更", 0.8)],
        [("生产经营场所地址", 0.1), ("青河市示例路1号", 0.3), ("行业类别", 0.6), ("阀门制造", 0.8)],
        [("发证机关", 0.1), ("青河市生态环境局", 0.3), ("有效期限", 0.6), ("2024-01-01", 0.8)],
        [("序号", 0.1), ("排放口", 0.3), ("许可排放浓度", 0.6)],
    ]  # fmt: skip
    made = page("全国管理信息平台 公开端", *rows)
    assert extractor.documents(reading(made))[0].type == "pollutant-discharge-permit"


def test_an_article_on_a_web_page_is_not_what_it_speaks_of(extractor: Extractor) -> None:
    rows = [
        "https://news.example/a/7",
        "青河市生态环境局近日核发一批排污许可证,发证机关要求排污单位公开排放口信息,按行业类别管理。",
        "排污许可证载明有效期限、许可证编号、许可排放浓度,生产经营场所地址变更的,应当重新申请。",
        [("上一篇", 0.1), ("下一篇", 0.5)],
    ]
    assert extractor.documents(reading(page(*rows)))[0].type != "pollutant-discharge-permit"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("能碳驾驶舱·某某科技", "platform-description"),
        ("能碳管理平台|厂区总览", "platform-description"),
        ("2024年度绿证抵消说明", "performance-calculation"),
        ("范围二抵消测算表", "performance-calculation"),
        ("2024年度绿证交易说明", "green-electricity-certificate"),
    ],
)
def test_heads_of_screens_and_sheets_that_offset(
    extractor: Extractor, title: str, expected: str
) -> None:
    assert kind(extractor, title) == expected


def test_a_screen_is_told_by_its_words(extractor: Extractor) -> None:
    rows = "总览 报警中心", "今日用电 12,400 kWh", "光伏出力 380 kW", "在线设备 118", "负荷曲线"
    assert kind(extractor, "某某科技", *rows) == "platform-description"
    assert kind(extractor, "某某科技", *rows[1:2]) != "platform-description"
    rows = "某某能碳平台 > 总览", "本月外购电 16,840 本月燃气 1,560", "本月碳排放 12.31"
    assert kind(extractor, "某某科技", *rows) == "platform-description"
    assert kind(extractor, "某某科技", *rows[1:]) != "platform-description"
