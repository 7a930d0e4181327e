"""Shorter documents, drawn: contracts, ledgers, monthly reports, certificates in two languages."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.bound import wording
from benchmarks.bound.pieces import Piece
from benchmarks.bound.reports import CJK_NUMBERS, draw, leaves

ANY = "*"
"""Accepted for the type of papers that have none."""
_PAPER = "!paper paper=A4 face={face} head=hei size={size} margin={margin}"


def _paper(chance: random.Random) -> str:
    return _PAPER.format(
        face=chance.choice(("song", "hei", "kai")),
        size=chance.choice((10.5, 11, 12)),
        margin=chance.choice(("72,72,72,64", "84,80,72,70", "64,70,64,60")),
    )


def monthlies(chance: random.Random, months: int) -> list[Piece]:
    """One page a month, all under one title."""
    year, firm = chance.randint(2023, 2025), chance.choice(wording.FIRMS)
    state = chance.randint(0, 10**6)
    shown = chance.random() < 0.5
    found = []
    for month in range(1, months + 1):
        title = f"{year}年{month}月碳排放统计月报" if shown else "碳排放统计月报"
        text = [
            _paper(random.Random(state)),
            f"^{{20 hei}} {title}",
            f"<{{11 song}} 填报单位：{firm}　　　　统计期：{year}年{month}月",
            wording.GRID,
            *wording.table(chance, 12),
            f"<{{11 song}} 填表人：甲某　　审核人：乙某　　填报日期：{year}-{month:02d}-28",
        ]
        piece = Piece("statistical-report", title, leaves(draw("\n".join(text), title)))
        found.append(piece)
    return found


def contract(chance: random.Random) -> Piece:
    """A contract of several pages."""
    title = chance.choice(
        ("设备采购合同", "合同能源管理服务合同", "废弃物处置服务合同", "技术服务合同")
    )
    firm, body = chance.choice(wording.FIRMS), chance.choice(wording.BODIES)
    counter = chance.choice(("", "", "第{p}页 共{n}页", "- {p} -"))
    text = [_paper(chance)]
    if counter:
        text.append(f'!footer "{counter}"')
    text += [
        f"^{{22 hei}} {title}",
        f">{{11 song}} 合同编号：{wording.number(chance, 'HT')}",
        f"甲方：{firm}",
        f"乙方：{body}",
    ]
    for k in range(chance.randint(6, 10)):
        text.append(f"## 第{CJK_NUMBERS[k]}条 {chance.choice(wording.SECTIONS)}")
        text += [
            f"{k + 1}.{j + 1} {wording.paragraph(chance)}" for j in range(chance.randint(2, 5))
        ]
    text += [
        "!space 20",
        "!kv style=line size=11",
        f"甲方（盖章） :: {firm}",
        f"乙方（盖章） :: {body}",
        f"签订日期 :: {wording.day(chance)}",
    ]
    also = frozenset({"waste-disposal-record"} if "废弃物" in title else ())
    return Piece("contract", title, leaves(draw("\n".join(text), title)), also)


def ledger(chance: random.Random) -> Piece:
    """A list of several pages; its title stands on the first or on every page."""
    kind, title = chance.choice(
        (("equipment-list", "主要用能设备台账"), ("metering-list", "能源计量器具台账"))
    )
    every, at = chance.random() < 0.5, 1
    text = [_paper(chance)]
    pages = chance.randint(3, 7)
    for k in range(pages):
        if k:
            text.append("!page")
        if every or not k:
            text.append(f"^{{20 hei}} {title}")
            text.append(f"<{{10 song}} 编制部门：设备部　　{wording.FIRMS[0]}")
        text += [wording.GRID, *wording.table(chance, 24, at)]
        at += 24
    return Piece(kind, title, leaves(draw("\n".join(text), title)))


def rules(chance: random.Random) -> Piece:
    """Rules of the firm: articles over a few pages."""
    title = chance.choice(("碳排放管理制度", "能源管理制度", "温室气体数据质量管理制度"))
    text = [_paper(chance), f"^{{22 hei}} {title}", f">{{11 song}} {wording.number(chance, 'GL')}"]
    article = 1
    for k in range(chance.randint(4, 7)):
        text.append(f"^{{15 hei}} 第{CJK_NUMBERS[k]}章 {chance.choice(wording.SECTIONS)}")
        for _ in range(chance.randint(3, 6)):
            text.append(f"第{article}条　{wording.paragraph(chance)}")
            article += 1
    also = frozenset({"data-quality-plan"} if "数据质量" in title else ())
    return Piece("management-policy", title, leaves(draw("\n".join(text), title)), also)


def laboratory(chance: random.Random) -> Piece:
    """A test report whose head stands on every page, with a counter of its own."""
    code, body = wording.number(chance, "JC"), chance.choice(wording.BODIES)
    pages = chance.randint(3, 5)
    text = [_paper(chance)]
    for k in range(1, pages + 1):
        if k > 1:
            text.append("!page")
        text += [
            f"^{{14 song}} {body}",
            "^{20 hei} 检测报告",
            f"<{{10 song}} 报告编号：{code}　　　　　　　　　　　第 {k} 页 共 {pages} 页",
        ]
        if k == 1:
            text += [
                "!kv style=line size=11",
                f"样品名称 :: {chance.choice(wording.THINGS)}",
                f"委托单位 :: {chance.choice(wording.FIRMS)}",
                f"签发日期 :: {wording.day(chance)}",
                "",
            ]
        text += [wording.GRID, *wording.table(chance, 15)]
    text.append("^{11 song} 以下空白")
    return Piece("test-report", "检测报告", leaves(draw("\n".join(text), "检测报告")))


def certificate(chance: random.Random) -> Piece:
    """A certificate in Chinese with its English on the second page."""
    zh, en, standard = chance.choice(
        (
            ("能源管理体系认证证书", "ENERGY MANAGEMENT SYSTEM CERTIFICATE", "ISO 50001:2018"),
            (
                "环境管理体系认证证书",
                "ENVIRONMENTAL MANAGEMENT SYSTEM CERTIFICATE",
                "ISO 14001:2015",
            ),
            ("质量管理体系认证证书", "QUALITY MANAGEMENT SYSTEM CERTIFICATE", "ISO 9001:2015"),
        )
    )
    code, body = wording.number(chance, "E"), chance.choice(wording.BODIES)
    issued, until = wording.day(chance), f"{chance.randint(2026, 2028)}年6月1日"
    text = [
        _paper(chance),
        "!frame double ink=blue",
        "!space 60",
        f"^{{28 hei}} {zh}",
        f"^{{12 song}} 证书编号：{code}",
        "!space 20",
        "^{13 song} 兹证明",
        f"^{{18 hei}} {chance.choice(wording.FIRMS)}",
        f"^{{13 song}} 管理体系符合 {standard} 标准",
        f"^{{12 song}} 发证日期：{issued}　有效期至：{until}",
        "!space 60",
        f">{{13 hei}} {body}",
        f"!seal round {body} x=380 dy=-70 size=110",
        "!page",
        "!space 60",
        f"^{{22 hebo}} {en}",
        f"^{{12 helv}} Certificate No.: {code}",
        "!space 20",
        "^{13 helv} This is to certify that the management system of",
        "^{16 hebo} Qinghe Example Machinery Co., Ltd.",
        f"^{{13 helv}} complies with the requirements of {standard}",
        "!space 60",
        ">{12 helv} Beiyu Hengxin Certification Co., Ltd.",
    ]
    return Piece("management-system-certificate", zh, leaves(draw("\n".join(text), zh)))


def other(chance: random.Random) -> Piece:
    """A paper of a kind that the rules do not know."""
    title, firm = chance.choice(wording.OTHERS), chance.choice(wording.FIRMS)
    text = [_paper(chance), f"^{{{chance.choice((16, 18, 22))} hei}} {title}"]
    if chance.random() < 0.5:
        text.append(
            f"<{{11 song}} 部门：{chance.choice(wording.THINGS)}　　编号：{wording.number(chance)}"
        )
    for _ in range(chance.randint(1, 3)):
        if chance.random() < 0.5:
            text += [wording.GRID, *wording.table(chance, chance.randint(8, 30))]
        else:
            text += [wording.paragraph(chance) for _ in range(chance.randint(3, 12))]
    if chance.random() < 0.6:
        text += ["!space 20", f">{{11 song}} {firm}", f">{{11 song}} {wording.day(chance)}"]
    return Piece("unknown", title, leaves(draw("\n".join(text), title)), frozenset({ANY}))


SHORT: tuple[Callable[[random.Random], Piece], ...] = (
    contract,
    ledger,
    rules,
    laboratory,
    certificate,
    other,
)
