"""Of each finding code that speaks of print: papers that must give it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.scans.papers import (
    CODE,
    CONTRACT,
    CREDIT,
    ENVIRONMENT,
    FIRM,
    OTHER,
    OTHER_CODE,
    PLAN,
    QUALITY,
    SAFETY,
    STATEMENT,
    Paper,
    award,
    certificate,
    green,
    letter,
    licence,
    manual,
    report,
    statement,
)

CODES = (
    "V201", "V202", "V203", "V204", "V205", "V206", "V207", "V208", "S301",
    "S302", "S303", "S304", "Y401", "Y402",
    "P501", "P502", "P503", "P504", "P505", "P506", "P507",
    "C601", "C602", "C603", "C604", "C605", "C606", "C607", "C608",
    "A701", "A702", "A707", "E001", "E002", "E003", "E004", "E005", "E006",
)  # fmt: skip
Reads = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Case:
    """Papers that are handed in together."""

    papers: tuple[Paper, ...]
    on: str = ""
    """The indicator on which the code is looked for; empty: any indicator or document."""
    pack: str = "tianjin"
    firm: str = FIRM
    code: str = CODE
    address: str = ""
    reads: Reads = ()
    """Fields and their values, or words of the text (behind ""), that some paper must show."""


def case(*papers: Paper, on: str = "", pack: str = "tianjin", reads: Reads = ()) -> Case:
    return Case(papers=papers, on=on, pack=pack, reads=reads)


def says(*words: str) -> Reads:
    return tuple(("", w) for w in words)


EXPIRED = certificate(number="00122Q30017R0M", until="2025-12-30", issued="2022-12-31")
OLD_ENERGY = certificate(
    "能源管理体系认证证书", number="00123En30017R0M", standard="GB/T 23331-2012",
    issued="2023-06-03", until="2026-06-02",
)  # fmt: skip
YEARS = tuple(report(y, issued=f"{y + 1}-02-10") for y in (2023, 2024, 2025))
TOWN = "云岭省青河市白石区工业路8号"
ROWS = (
    ("排放源", "排放量(tCO2e)"), ("天然气", "1,195.69"), ("柴油", "51.08"), ("电力", "5,222.17"),
)  # fmt: skip
SCOPES = (
    ("范围一排放量", "1248.72 tCO2e"), ("范围二排放量", "5222.17 tCO2e"),
    ("范围三排放量", "20936.40 tCO2e"),
)  # fmt: skip
CLEAN = (
    "我公司郑重承诺：遵守环境保护法律法规，",
    "对所排放的废水、废气的达标负责，愿意承担法律责任。",
)
PLACE = f"承诺单位（盖章）：{FIRM}"
SIGN = "最高管理者（签字）："
CREDITS = (("注销方", FIRM), ("项目名称", "某县造林碳汇项目"), ("注销数量", "350 tCO2e"))


def plan(*text: str) -> Paper:
    pairs = (("申报单位", FIRM), ("编制日期", "2026年1月12日"))
    return Paper(kind=PLAN, title="零碳工厂建设方案", pairs=pairs, text=text)


def credit(*pairs: tuple[str, str], text: tuple[str, ...] = ()) -> Paper:
    pairs = (("凭证编号", "CP-2026-0003391"), *CREDITS, *pairs)
    return Paper(kind=CREDIT, title="碳减排量注销凭证", pairs=pairs, text=text)


def emitted(total: str, *rows: tuple[str, ...]) -> Paper:
    return report(total="", table=(*ROWS, *rows, ("合计", total)))


def bought(kwh: str) -> Paper:
    return report(rows=(("净购入电力量", kwh), ("温室气体排放总量", "6470.89 tCO2e")))


def supply(file: str = "") -> Paper:
    pairs = (
        ("合同编号", "QH-2025-118"), ("甲方（买方）", FIRM), ("乙方（卖方）", OTHER),
        ("签订日期", "2025-03-12"), ("合同标的", "控制器2000台"),
    )  # fmt: skip
    text = ("双方经协商一致，就甲方向乙方购买控制器订立本合同。", "本合同一式两份，双方各执一份。")
    return Paper(kind=CONTRACT, title="采购合同", pairs=pairs, text=text, file=file)


MANUAL = manual("能源管理手册", "能源管理", "GB/T 23331-2020", file="能源管理体系认证.pdf")
OPINION = (
    ("Statement No.", "GHG-2026-0117"), ("Responsible party", "Qinghe Shili Machinery Co., Ltd."),
    ("Verification body", "Sample Carbon Verification Ltd."), ("Criteria", "ISO 14064-3:2019"),
    ("Reporting period", "2025-01-01 to 2025-12-31"), ("Total emissions", "6470.89 tCO2e"),
    ("Level of assurance", "Reasonable"), ("Date of issue", "2026-02-20"),
)  # fmt: skip
ENGLISH = Paper(
    kind=STATEMENT, title="GHG Verification Statement", pairs=OPINION,
    text=("The greenhouse gas statement is materially correct and fairly presented.",),
)  # fmt: skip

FIRING: dict[str, tuple[Case, ...]] = {
    "V201": (case(EXPIRED),),
    "V202": (case(certificate(since="2026-05-01", issued="2026-03-20", until="2029-04-30")),),
    "V203": (case(certificate(until="")),),
    "V204": (case(certificate(issued="2023-05-21", until="2026-05-20")),),
    "V205": (case(certificate(issued="2024-06-03", until="2029-06-02")),),
    "V206": (case(certificate(issued="2025-09-01", until="2025-06-01")),),
    "V207": (case(report(issued="2026-04-20")),),
    "V208": (case(statement(issued="2025-11-30")),),
    "S301": (case(report(standard=""), on="2.2.1"),),
    "S302": (case(OLD_ENERGY),),
    "S303": (case(report(standard="GB/T 32150-2015、GB/T 98765-2019")),),
    "S304": (case(certificate(standard="GB/T 24001-2016", number="00124Q30055R0M")),),
    "Y401": (case(*YEARS[1:], on="2.2.1"),),
    "Y402": (case(*YEARS[:2], report(period="2025年1月1日至2025年9月30日"), on="2.2.1"),),
    "P501": (case(certificate(holder=OTHER)),),
    "P502": (case(certificate(credit="91350100M000100Y34")),),
    "P503": (case(certificate(credit=OTHER_CODE)),),
    "P504": (case(statement(verifier=FIRM)),),
    "P505": (
        case(
            plan(
                f"{OTHER}（以下简称“本公司”）位于某市高新区，主要从事减速机的生产。",
                "本公司计划建设零碳工厂。",
            )
        ),
    ),
    "P506": (
        case(licence(text=("仅供银行开户使用",))),
        case(licence(stamp=("仅供办理银行授信使用", "再次复印无效"))),
    ),
    "P507": (
        case(certificate(scope="减速机的销售和售后服务")),
        replace(case(certificate(site="东陵省白沙市南岸区港城路3号")), address=TOWN),
    ),
    "C601": (case(emitted("6,648.94")),),
    "C602": (case(report(total="6740.89"), statement()),),
    "C603": (case(QUALITY, certificate(holder=OTHER)),),
    "C604": (case(certificate(code="https://cx.example/c?no=00124Q30071R0M")),),
    "C605": (case(green("GEC2025010000012001-12500"), green("GEC2025010000012301-12800")),),
    "C606": (case(report(text=("外购电力采用华东区域电网电量边际排放因子0.7921tCO2/MWh计算。",))),),
    "C607": (case(green("GEC202506000117", status="未核销", month="2025年6月")),),
    "C608": (case(bought("412000 kWh"), green()),),
    "A701": (case(letter(end=(PLACE,), colour=True)),),
    "A702": (case(letter(end=(SIGN,), colour=True)),),
    "A707": (
        case(report(text=("企业名称：XXXX有限公司（此处填写）", "编制日期：20XX年XX月XX日"))),
    ),
    "E001": (case(letter("环境保护承诺书", pledge=CLEAN), on="1.1.1"),),
    "E002": (case(QUALITY, ENVIRONMENT, SAFETY, on="1.2.3"),),
    "E003": (case(supply("能源管理体系认证证书.pdf"), on="1.2.3"),),
    "E004": (
        case(
            award("荣誉证书", f"{FIRM}：", "被评为2025年度白石区区级绿色工厂。",
                  "青河市白石区工业和信息化局", "2025年3月1日"),
            on="basic.5", pack="wuxi",
        ),
    ),
    "E005": (case(MANUAL, on="1.2.3"),),
    "E006": (case(ENGLISH, pack="jiangsu"),),
}  # fmt: skip
