"""Of each finding code that speaks of print: papers that look like it, and must not give it.

A near miss says what must have been read of it, so that none is silent because nothing was read.
"""

from __future__ import annotations

from dataclasses import replace

from tests.scans.cases import (
    ENGLISH,
    EXPIRED,
    MANUAL,
    PLACE,
    SCOPES,
    SIGN,
    TOWN,
    YEARS,
    Case,
    bought,
    case,
    credit,
    emitted,
    plan,
    says,
    supply,
)
from tests.scans.papers import (
    BODY,
    CODE,
    ENERGY,
    ENVIRONMENT,
    FIRM,
    INVENTORY,
    OTHER,
    OTHER_CODE,
    QUALITY,
    SAFETY,
    VERIFIER,
    Paper,
    award,
    certificate,
    green,
    letter,
    licence,
    report,
    statement,
)

ALL_FOUR = "GB/T 19001-2016、GB/T 24001-2016、GB/T 45001-2020、GB/T 23331-2020"

RENEWED = certificate(number="00125Q30211R1M", until="2028-12-30", issued="2025-12-31")

NEAR: dict[str, tuple[Case, Case]] = {
    "V201": (
        case(certificate(issued="2023-04-01", until="2026-03-31"),
             reads=(("valid_until", "2026-03-31"),)),
        case(EXPIRED, RENEWED,
             reads=(("valid_until", "2025-12-30"), ("valid_until", "2028-12-30"))),
    ),
    "V202": (
        case(certificate(since="2026-03-31", issued="2026-03-20", until="2029-03-30"),
             reads=(("valid_from", "2026-03-31"),)),
        case(certificate(text=("下次监督审核的日期为2026年6月15日。",), since="2024-06-03"),
             reads=(("valid_from", "2024-06-03"), *says("2026年6月15日"))),
    ),
    "V203": (
        case(statement(), reads=(("issue_date", "2026-02-20"),)),
        case(certificate(until="", text=("本证书有效期三年，自发证之日起计算。",)),
             reads=says("有效期三年")),
    ),
    "V204": (
        case(certificate(issued="2023-07-01", until="2026-06-30"),
             reads=(("valid_until", "2026-06-30"),)),
        case(certificate(text=("下次监督审核应于2026年5月20日前完成。",)),
             reads=(("valid_until", "2027-06-02"), *says("2026年5月20日"))),
    ),
    "V205": (
        case(certificate(issued="2024-06-03", until="2027-06-03"),
             reads=(("issue_date", "2024-06-03"), ("valid_until", "2027-06-03"))),
        case(certificate(first="2021-05-07", issued="2024-03-10", until="2027-05-06"),
             reads=(("issue_date", "2024-03-10"), ("valid_until", "2027-05-06"))),
    ),
    "V206": (
        case(certificate(first="2024-06-03"),
             reads=(("first_issue_date", "2024-06-03"), ("issue_date", "2024-06-03"))),
        case(certificate(first="2021-06-03", text=("本证书替换2024年9月1日前发出的证书。",)),
             reads=(("first_issue_date", "2021-06-03"), *says("2024年9月1日"))),
    ),
    "V207": (
        case(report(issued="2026-03-31"), reads=(("issue_date", "2026-03-31"),)),
        case(report(text=("公司计划于2026年12月31日前完成空压机的更换。",)),
             reads=(("issue_date", "2026-02-10"), *says("2026年12月31日"))),
    ),
    "V208": (
        case(statement(issued="2025-12-31"),
             reads=(("issue_date", "2025-12-31"), ("period_end", "2025-12-31"))),
        case(statement(issued="2025年12月"),
             reads=(("issue_date", "2025-12-01"), ("period_end", "2025-12-31"))),
    ),
    "S301": (
        case(report(standard="ISO 14064-1:2018"), on="2.2.1", reads=says("14064-1")),
        case(report(standard="《机械设备制造企业温室气体排放核算方法与报告指南（试行）》"),
             on="2.2.1", reads=says("排放核算方法与报告指南")),
    ),
    "S302": (
        case(certificate("能源管理体系认证证书", number="00120En30017R0M",
                         standard="GB/T 23331-2012", issued="2020-06-03", until="2023-06-02"),
             reads=(("issue_date", "2020-06-03"), *says("23331-2012"))),
        case(replace(ENERGY, text=("本证书由GB/T 23331-2012转换为GB/T 23331-2020。",)),
             reads=says("23331-2012")),
    ),
    "S303": (
        case(report(standard="GB/T 32150-2015、GB/T 32151.7-2023"), reads=says("32151.7")),
        case(Paper(kind="test-report", title="检测报告",
                   pairs=(("报告编号", "JC-2025-0711"), ("委托单位", FIRM), ("样品名称", "减速机"),
                          ("检测依据", "GB/T 98765-2019"), ("检测日期", "2025-07-01"),
                          ("签发日期", "2025-07-11"), ("检测机构", "某市测试有限公司")),
                   text=("检测结论：所检项目符合要求。",)), reads=says("98765-2019")),
    ),
    "S304": (
        case(certificate("质量、环境管理体系认证证书", standard="GB/T 24001-2016"),
             reads=says("24001-2016")),
        case(certificate(standard="IATF 16949:2016"), reads=says("16949")),
    ),
    "Y401": (
        case(*YEARS, on="2.2.1", reads=(("period_start", "2023-01-01"),)),
        case(licence(founded="2023年11月08日"), *YEARS[1:], on="2.2.1",
             reads=(("established", "2023-11-08"),)),
    ),
    "Y402": (
        case(*YEARS[:2], report(period="2025年1月1日至2025年12月30日"), on="2.2.1",
             reads=(("period_end", "2025-12-30"),)),
        case(*YEARS[:2], report(period="2025年1月1日至2025年9月30日"),
             report(period="2025年10月1日至2025年12月31日"), on="2.2.1",
             reads=(("period_end", "2025-09-30"), ("period_start", "2025-10-01"))),
    ),
    "P501": (
        replace(case(certificate(holder="青河示例机械(云岭)有限公司"),
                     reads=says("云岭")), firm="青河示例机械（云岭）有限公司"),
        case(licence(), licence(OTHER, OTHER_CODE, founded="2013年05月02日"), supply(),
             reads=(("holder", OTHER),)),
    ),
    "P502": (
        case(certificate(credit=CODE), reads=(("holder_credit_code", CODE),)),
        case(certificate(text=("原工商注册号：350100100012345",)), reads=says("350100100012345")),
    ),
    "P503": (
        case(certificate(credit=CODE, text=(f"认证机构代码：{OTHER_CODE}",)),
             reads=(("holder_credit_code", CODE), *says(OTHER_CODE))),
        case(certificate(holder=f"{FIRM}第一分公司", credit=OTHER_CODE),
             reads=(("holder_credit_code", OTHER_CODE),)),
    ),
    "P504": (
        case(statement(text=(f"责任方{FIRM}对温室气体声明负责。",)), reads=says("对温室气体声明")),
        case(report(author=FIRM), reads=(("issuer", FIRM),)),
    ),
    "P505": (
        case(plan(f"{FIRM}（以下简称“本公司”）主要从事减速机的生产。", "本公司计划建设零碳工厂。"),
             reads=says("以下简称")),
        case(plan("本公司计划建设零碳工厂。", f"供应商{OTHER}的生产线已完成节能改造，",
                  f"本公司向{OTHER}采购控制器。"), reads=says(OTHER)),
    ),
    "P506": (
        case(licence(text=("仅供零碳工厂申报使用",)), reads=says("仅供零碳工厂申报使用")),
        case(licence(), reads=(("holder", FIRM),)),
    ),
    "P507": (
        case(certificate(scope="减速机的设计、制造和销售"), reads=says("制造和销售")),
        replace(case(certificate(site="青河市白石区工业路8号2号厂房"),
                     reads=says("工业路8号")), address=TOWN),
    ),
    "C601": (
        case(emitted("6,469"), reads=says("6,469", "5,222.17")),
        case(emitted("6,468.94", ("其中：绿电", "812.40")), reads=says("其中", "812.40")),
    ),
    "C602": (
        case(report(total="6471"), statement(), reads=(("emissions_total", "6471.0"),)),
        case(report(total="27407.29", rows=(("温室气体排放总量", "27407.29 tCO2e"), *SCOPES)),
             statement(), reads=(("emissions_total", "27407.29"),)),
    ),
    "C603": (
        case(QUALITY, certificate(issued="2021-06-03", until="2024-06-02"),
             reads=(("issue_date", "2021-06-03"),)),
        case(QUALITY, certificate(holder=OTHER, number="00124Q30071R0M"),
             reads=(("certificate_number", "00124Q30071R0M"), ("holder", OTHER))),
    ),
    "C604": (
        case(certificate(code="https://cx.example/c?no=00124Q30017R0M"),
             reads=(("qr_payloads", "https://cx.example/c?no=00124Q30017R0M"),)),
        case(certificate(code="https://cx.example/x/8f3a9c21d47e"),
             reads=(("qr_payloads", "https://cx.example/x/8f3a9c21d47e"),)),
    ),
    "C605": (
        case(green("GEC2025010000012001-12500"), green("GEC2025010000012501-12800"),
             reads=says("12501-12800")),
        case(green("GEC2025010000012001-12500"),
             replace(green("GEC2025010000012001-12500"), file="绿证副本.pdf"),
             reads=says("12001-12500")),
    ),
    "C606": (
        case(report(text=("外购电力采用全国电力平均二氧化碳排放因子0.5306tCO2/MWh计算。",)),
             reads=says("0.5306tCO2/MWh")),
        case(report(text=("外购电力采用排放因子0.6096tCO2/MWh计算。",)), pack="jiangsu",
             reads=says("0.6096tCO2/MWh")),
    ),
    "C607": (
        case(green(beneficiary=FIRM), reads=(("unit_status", "cancelled"), ("beneficiary", FIRM))),
        case(credit(("注销日期", "2026-01-08"), text=("未注销余量0吨。",)),
             reads=says("未注销余量")),
    ),
    "C608": (
        case(bought("512000 kWh"), green(), reads=(("certificate_count", "500"),)),
        case(bought("612000 kWh"), green(), replace(green(), file="绿证复印件.pdf"),
             reads=(("certificate_count", "500"),)),
    ),
    "A701": (
        case(letter(end=(PLACE,), seal=FIRM, colour=True), reads=says("盖章")),
        case(Paper(kind=INVENTORY, title="温室气体排放清单",
                   pairs=(("企业名称", FIRM), ("核算期间", "2025年1月1日至2025年12月31日"),
                          ("排放源", "天然气锅炉、外购电力"),
                          ("温室气体排放总量", "6470.89 tCO2e")),
                   text=(f"编制单位（盖章）：{FIRM}",), colour=True), reads=says("盖章")),
    ),
    "A702": (
        case(letter(end=(SIGN,), signed=True, colour=True), reads=says("签字")),
        case(certificate(text=("签发：",)), reads=says("签发")),
    ),
    "A707": (
        case(report(text=("经办人：王××  联系电话：138××××1234",)), reads=says("经办人")),
        case(report(text=("主要设备为XX-12型空压机和YE4系列电动机。",)), reads=says("XX-12")),
    ),
    "E001": (
        case(letter(), on="1.1.1", reads=says("零碳工厂")),
        case(letter("零碳工厂建设承诺书"), on="1.1.1", reads=says("零碳工厂")),
    ),
    "E002": (
        case(QUALITY, ENVIRONMENT, SAFETY, ENERGY, on="1.2.3"),
        case(certificate("质量、环境、职业健康安全、能源管理体系认证证书", standard=ALL_FOUR),
             on="1.2.3",
             reads=says("19001-2016", "24001-2016", "45001-2020", "23331-2020")),
    ),
    "E003": (
        case(replace(QUALITY, file="质量管理体系认证证书.pdf"), on="1.2.3"),
        case(report(file="温室气体排放清单.pdf")),
    ),
    "E004": (
        case(award("荣誉证书", f"{FIRM}：", "被评为2025年度青河市市级绿色工厂。",
                   "青河市工业和信息化局", "2025年3月1日"), on="basic.5", pack="wuxi",
             reads=(("level", "市级"),)),
        case(award("绿色工厂证书", f"授予{FIRM}", "绿色工厂称号。", "白石行业协会", "2025年3月1日"),
             on="basic.5", pack="wuxi", reads=says("称号")),
    ),
    "E005": (
        case(MANUAL, ENERGY, on="1.2.3"),
        case(replace(MANUAL, file=""), on="1.2.3", reads=says("能源管理体系")),
    ),
    "E006": (
        case(replace(ENGLISH, title="温室气体核查声明 GHG Verification Statement",
                     text=("受核查方的温室气体声明在所有重大方面真实、公允。",)), pack="jiangsu"),
        case(ENGLISH, replace(statement(), pairs=(("声明编号", "GHG-2026-0117"),
                                                  *statement().pairs[1:])), pack="jiangsu"),
    ),
}  # fmt: skip
HONEST = {
    "质量": replace(QUALITY, seal=BODY, colour=True),
    "报告": report(),
    "声明": replace(statement(), seal=VERIFIER, colour=True),
    "绿证": green(),
}
