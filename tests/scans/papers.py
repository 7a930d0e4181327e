"""Invented papers: what each prints, and what sort of document it must be read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FIRM, CODE = "青河示例机械有限公司", "91350100M000100Y43"
OTHER, OTHER_CODE = "白石样品电子有限公司", "91130200699229617X"
BODY, VERIFIER = "某国认证中心有限公司", "某国碳核查有限公司"
ZERO = (
    "我公司郑重承诺：于2030年前建成零碳工厂，",
    "对实现零碳工厂的有效性负责，并确保建立零碳工厂的方针和目标。",
)
Pairs = tuple[tuple[str, str], ...]
Rows = tuple[tuple[str, ...], ...]

SYSTEM = "management-system-certificate"
REPORT, STATEMENT, INVENTORY = "ghg-report", "ghg-verification-statement", "ghg-inventory"
LETTER, LICENCE, PLAN = "commitment-letter", "business-license", "transition-plan"
GREEN, CREDIT, CONTRACT = "green-electricity-certificate", "carbon-credit-record", "contract"
AWARD, MANUAL = "award", "management-manual"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One page."""

    kind: str
    """The type that it must be read as."""
    title: str
    pairs: Pairs = ()
    table: Rows = ()
    text: tuple[str, ...] = ()
    code: str = ""
    """What its QR code holds."""
    seal: str = ""
    stamp: tuple[str, ...] = ()
    signed: bool = False
    """By hand, behind the last line of its text."""
    colour: bool = False
    file: str = ""
    """Its name, where that matters."""


def filled(*known: tuple[str, str]) -> Pairs:
    """The labels that have a value."""
    return tuple((label, value) for label, value in known if value)


def certificate(
    title: str = "质量管理体系认证证书",
    *,
    holder: str = FIRM,
    number: str = "00124Q30017R0M",
    standard: str = "GB/T 19001-2016",
    scope: str = "减速机的设计和制造",
    site: str = "",
    first: str = "",
    issued: str = "2024-06-03",
    since: str = "",
    until: str = "2027-06-02",
    credit: str = "",
    text: tuple[str, ...] = (),
    code: str = "",
    file: str = "",
) -> Paper:
    """Of a management system."""
    pairs = filled(
        ("获证组织", holder), ("统一社会信用代码", credit), ("证书编号", number),
        ("认证依据", standard), ("认证范围", scope), ("生产地址", site), ("初次发证日期", first),
        ("生效日期", since), ("发证日期", issued), ("有效期至", until), ("认证机构", BODY),
    )  # fmt: skip
    return Paper(kind=SYSTEM, title=title, pairs=pairs, text=text, code=code, file=file)


QUALITY = certificate()
ENVIRONMENT = certificate(
    "环境管理体系认证证书", number="00124E30018R0M", standard="GB/T 24001-2016"
)
SAFETY = certificate(
    "职业健康安全管理体系认证证书", number="00124S30019R0M", standard="GB/T 45001-2020"
)
ENERGY = certificate("能源管理体系认证证书", number="00124En30020R0M", standard="GB/T 23331-2020")


def report(
    year: int = 2025,
    *,
    period: str = "",
    standard: str = "GB/T 32150-2015",
    author: str = "",
    issued: str = "2026-02-10",
    total: str = "6470.89",
    rows: Pairs = (),
    table: Rows = (),
    text: Sequence[str] = (),
    file: str = "",
) -> Paper:
    """On the emissions of a year."""
    pairs = filled(
        ("报告主体", FIRM), ("编制单位", author), ("核算依据", standard),
        ("核算期间", period or f"{year}年1月1日至{year}年12月31日"),
        *(rows or (("温室气体排放总量", f"{total} tCO2e" if total else ""),)), ("编制日期", issued),
    )  # fmt: skip
    title = f"{year}年度温室气体排放报告"
    return Paper(kind=REPORT, title=title, pairs=pairs, table=table, text=tuple(text), file=file)


def statement(
    year: int = 2025,
    *,
    verifier: str = VERIFIER,
    issued: str = "2026-02-20",
    until: str = "",
    total: str = "6470.89",
    rows: Pairs = (),
    text: tuple[str, ...] = (),
) -> Paper:
    """By which a third party vouches for the emissions of a year."""
    pairs = filled(
        ("声明编号", f"GHG-{year + 1}-0117"), ("受核查方", FIRM), ("核查机构", verifier),
        ("核查依据", "ISO 14064-3:2019"), ("核查期间", f"{year}年1月1日至{year}年12月31日"),
        ("温室气体排放总量", f"{total} tCO2e"), *rows, ("保证等级", "合理保证"),
        ("签发日期", issued), ("有效期至", until),
    )  # fmt: skip
    return Paper(kind=STATEMENT, title="温室气体核查声明", pairs=pairs, text=text)


def licence(
    holder: str = FIRM,
    credit: str = CODE,
    *,
    founded: str = "2011年06月17日",
    site: str = "",
    text: tuple[str, ...] = (),
    stamp: tuple[str, ...] = (),
    file: str = "",
) -> Paper:
    """Of business."""
    pairs = filled(
        ("统一社会信用代码", credit), ("名称", holder), ("类型", "有限责任公司"),
        ("法定代表人", "某某"), ("成立日期", founded), ("住所", site),
        ("登记机关", "某市市场监督管理局"),
    )  # fmt: skip
    return Paper(kind=LICENCE, title="营业执照", pairs=pairs, text=text, stamp=stamp, file=file)


def letter(
    title: str = "最高管理者承诺书",
    *,
    pledge: Sequence[str] = ZERO,
    issued: str = "2026年1月5日",
    end: tuple[str, ...] = (),
    seal: str = "",
    signed: bool = False,
    colour: bool = False,
) -> Paper:
    """By which the head of the firm pledges a zero-carbon works, or what he pledges else."""
    text = (
        *pledge, f"承诺单位：{FIRM}", f"承诺日期：{issued}", *end,
    )  # fmt: skip
    return Paper(kind=LETTER, title=title, text=text, seal=seal, signed=signed, colour=colour)


def green(
    number: str = "GEC202507000118",
    *,
    holder: str = FIRM,
    status: str = "已核销",
    month: str = "2025年7月",
    count: str = "500个",
    beneficiary: str = "",
    issued: str = "2025-09-20",
) -> Paper:
    """For electricity from the wind."""
    pairs = filled(
        ("证书编号", number), ("持有方", holder), ("受益方", beneficiary), ("核销状态", status),
        ("项目名称", "某县风电场"), ("电量生产年月", month), ("证书数量", count),
        ("核发机构", "某国家可再生能源信息管理中心"), ("核发日期", issued),
    )  # fmt: skip
    return Paper(kind=GREEN, title="绿色电力证书", pairs=pairs)


def award(title: str, *text: str) -> Paper:
    """Of a title."""
    return Paper(kind=AWARD, title=title, text=text)


def manual(title: str, subject: str, standard: str, *, file: str = "") -> Paper:
    """Of a management system."""
    text = (
        f"本手册依据{standard}《{subject}体系》编制，", "规定了公司管理体系的范围、方针和职责。",
        "1 范围 2 规范性引用文件 3 术语和定义 4 组织环境",
        "5 领导作用 6 策划 7 支持 8 运行 9 绩效评价",
    )  # fmt: skip
    pairs = (("文件编号", "QH-SC-01"), ("发布日期", "2025-03-01"), ("编制单位", FIRM))
    return Paper(kind=MANUAL, title=title, pairs=pairs, text=text, file=file)
