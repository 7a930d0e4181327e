"""A small report made by hand, with something of everything that a report can hold."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from evidencecheck.domain.document import LONG_TERM, Citation, Document, Field, StandardRef
from evidencecheck.domain.factors import FactorRegister
from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.finding import Finding, Flag, Level
from evidencecheck.domain.geometry import PAGE, Box
from evidencecheck.domain.report import (
    DocumentEntry,
    FileEntry,
    IndicatorResult,
    Report,
    SlotResult,
)
from evidencecheck.domain.rule import Source, Words
from evidencecheck.domain.rules import DocumentType, FindingRule, RuleBook
from evidencecheck.domain.submission import Applicant, NotApplicable, Submission
from evidencecheck.domain.systems import Ambiguity, Indicator, Kind, RulePack, Section, Slot

LICENCE = "基本要求/营业执照.pdf"
CERTIFICATE = "1.2 管理制度/环境管理体系证书.pdf"
BROKEN = "附件.zip/节能量.pdf"


def rule(code: str, level: Level, says: str, message: str, english: str) -> FindingRule:
    return FindingRule(
        code=code,
        level=level,
        says=Words(zh=says, en=english.split(":")[0]),
        message=Words(zh=message, en=english),
        why=Words(zh=f"{says}的原因", en=f"why {code}"),
        remedy=Words(zh=f"{says}的处理", en=f"remedy {code}"),
        example=Words(zh=f"{says}的例子", en=f"example {code}"),
    )


@pytest.fixture
def book() -> RuleBook:
    rules = (
        rule("E001", Level.MISSING, "缺少证据", "缺少：{text}", "missing: {text}"),
        rule(
            "E003",
            Level.SUSPICIOUS,
            "类型不符",
            "按名称应为{named}，实为{found}",
            "type: {named}, {found}",
        ),
        rule(
            "F101", Level.SUSPICIOUS, "无法读取", "文件无法读取：{reason}", "unreadable: {reason}"
        ),
        rule("F104", Level.NOTE, "格式不支持", "不支持的格式：{format}", "format: {format}"),
        rule("F107", Level.SUSPICIOUS, "超过限制", "{limit}：{value}", "limit: {limit} {value}"),
        rule("P501", Level.SUSPICIOUS, "持有人不符", "持有人为{holder}", "holder: {holder}"),
        rule("Q801", Level.NOTE, "读取不清", "{what}不清（{confidence}）", "low: {what}"),
        rule(
            "V201", Level.SUSPICIOUS, "已过期", "有效期至 {until}，已过期", "expired: until {until}"
        ),
    )
    types = (
        ("business-license", "营业执照", "Business licence"),
        ("management-system-certificate", "管理体系认证证书", "Management system certificate"),
    )
    return RuleBook(
        packs={},
        documents={t: DocumentType(type=t, name=Words(zh=zh, en=en)) for t, zh, en in types},
        fields={},
        stop_labels=(),
        standards={},
        factors=FactorRegister(as_of=date(2026, 11, 1), kinds={}, sets={}, series={}),
        findings={r.code: r for r in rules},
        version="ab" * 32,
    )


def indicator(number: str, kind: Kind, **more: object) -> Indicator:
    level1 = "基本要求" if kind is Kind.BASIC else "1.碳排放管理"
    slot = Slot(id=f"demo.{number}/1", text="证明材料", accepts=("business-license",))
    values: dict[str, object] = {
        "id": f"demo.{number}",
        "kind": kind,
        "level1": level1,
        "level2": "" if kind is Kind.BASIC else "1.2 管理制度",
        "requirement": f"要求 {number}，须满足。",
        "evidence_basis": "证明材料。",
        "source": Source(file="003", line=10),
        "slots": (slot,),
        **more,
    }
    return Indicator.model_validate(values)


def field(name: str, value: object, quote: str, file: str, y: float) -> Field:
    place = Citation(file, 1, Box(0.123456, y, 0.9, y + 0.02), quote)
    return Field(name, value, quote, place, 0.98765)  # type: ignore[arg-type]


@pytest.fixture
def report() -> Report:
    licence = Document(
        "d1",
        LICENCE,
        1,
        1,
        "business-license",
        0.98,
        title=Citation(LICENCE, 1, Box(0.3, 0.1, 0.7, 0.15), "营业执照"),
        fields=(
            field("holder", "晨曦零碳科技有限公司", "名称 晨曦零碳科技有限公司", LICENCE, 0.3),
            field("valid_until", LONG_TERM, "营业期限 长期", LICENCE, 0.4),
        ),
    )
    certificate = Document(
        "d2",
        CERTIFICATE,
        1,
        3,
        "management-system-certificate",
        0.9,
        fields=(
            field("valid_until", "2025-11-30", "有效期至：2025年11月30日", CERTIFICATE, 0.5),
            field("standards", (StandardRef("ISO 14064", "1", "2018"),), "ISO 14064-1:2018",
                  CERTIFICATE, 0.6),
            field("years", (2023, 2024), "2023—2024年", CERTIFICATE, 0.7),
            field("emissions_total", 12345.5, "12345.5 tCO2e", CERTIFICATE, 0.8),
        ),
    )  # fmt: skip
    expired = Finding(
        "V201",
        Level.SUSPICIOUS,
        (("until", "2025-11-30"), ("date", "2026-03-31")),
        "d2",
        CERTIFICATE,
        (
            certificate.fields[0].citation,
            Citation(CERTIFICATE, 3, PAGE, ""),
        ),
    )
    absent = Finding("E001", Level.MISSING, (("text", "证明材料"),))
    broken = Finding("F101", Level.SUSPICIOUS, (("reason", "cannot be opened"),), "", BROKEN)
    note = Finding("F104", Level.NOTE, (("format", "HEIC"),), "", "照片.heic")
    basic = indicator("basic.1", Kind.BASIC)
    scored = indicator(
        "1.2.3",
        Kind.SCORED,
        type="可选",
        max_score=5.0,
        ambiguous=Ambiguity(readings=("四项皆须", "任一即可"), taken="四项皆须"),
        conditional="如适用",
    )
    empty = indicator("1.2.4", Kind.SCORED, type="必选", max_score=2.5, evidence_basis=None)
    pack = RulePack(
        id="demo",
        name="示范市零碳工厂评价指标体系",
        edition="2025",
        source=Source(file="003", line=1),
        sections=(
            Section(name="基本要求", file="basic.yaml"),
            Section(name="1.碳排放管理", weight=20.0, points=100, file="1.yaml"),
        ),
        indicators=(basic, scored, empty),
    )
    results = (
        IndicatorResult(
            basic,
            Flag.SUPPORTED,
            (SlotResult(basic.slots[0], Flag.SUPPORTED, ("d1",)),),
            (),
        ),
        IndicatorResult(
            scored,
            Flag.SUSPICIOUS,
            (SlotResult(scored.slots[0], Flag.SUSPICIOUS, ("d2", "d1")),),
            (expired,),
        ),
        IndicatorResult(
            empty, Flag.MISSING, (SlotResult(empty.slots[0], Flag.MISSING, ()),), (absent,)
        ),
    )
    entries = (
        (LICENCE, 1, FileStatus.READ, "application/pdf", ()),
        (CERTIFICATE, 3, FileStatus.READ, "application/pdf", ()),
        (BROKEN, 0, FileStatus.UNREADABLE, "application/pdf", (broken,)),
        ("照片.heic", 0, FileStatus.SKIPPED, "image/heic", (note,)),
    )
    submission = Submission(
        Applicant("晨曦零碳科技有限公司", "91120116MA05XKQ47T"),
        date(2026, 3, 31),
        not_applicable=(NotApplicable("demo.1.2.4", "无此工序", date(2026, 12, 31)),),
    )
    return Report(
        pack,
        submission,
        (2023, 2024, 2025),
        results,
        (DocumentEntry(licence, ()), DocumentEntry(certificate, (expired,))),
        tuple(
            FileEntry(path, f"{n:064x}", 1000 + n, media, pages, status, findings)
            for n, (path, pages, status, media, findings) in enumerate(entries)
        ),
    )


HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"


@pytest.fixture
def hostile(report: Report) -> Report:
    """The report with markup, formulas, control characters and surrogates wherever text goes."""
    name = f"=HYPERLINK({HOSTILE})\x1b[2J\u202efdp.exe\udc80.pdf"
    title = Citation(name, 1, Box(0.1, 0.1, 0.2, 0.2), HOSTILE)
    held = Document(
        "d1",
        name,
        1,
        1,
        "unknown",
        0.5,
        title=title,
        fields=(Field("holder", f"@{HOSTILE}", HOSTILE, title, 0.5),),
    )
    finding = Finding(
        "P501", Level.SUSPICIOUS, (("holder", f"{HOSTILE}{{until}}"),), "d1", name, (title,)
    )
    first, second, third = report.indicators
    return dataclasses.replace(
        report,
        submission=dataclasses.replace(report.submission, applicant=Applicant(HOSTILE, "+1+1")),
        indicators=(first, dataclasses.replace(second, findings=(finding,)), third),
        documents=(DocumentEntry(held, (finding,)),),
        files=(FileEntry(name, "", 0, "application/pdf", 1, FileStatus.READ, (finding,)),),
    )
