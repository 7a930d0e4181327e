"""The codes that speak of print, found on scans: two layouts of each, and honest papers among them.

Every paper is drawn, turned into a grey, slightly noisy picture, and read by recognition alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image

from evidencecheck.assessment import assess
from evidencecheck.domain.document import Document
from evidencecheck.domain.files import FileFacts, FileStatus
from evidencecheck.domain.finding import Level
from evidencecheck.domain.submission import Applicant, Submission
from evidencecheck.intake import collect
from evidencecheck.rulebook import load_rulebook
from evidencecheck.running.engine import engine_key
from evidencecheck.running.extracting import load_extractor
from evidencecheck.running.options import Options
from evidencecheck.running.pool import ReadingPool

FIRM, CODE = "青河示例机械有限公司", "91350100M000100Y43"
OTHER, OTHER_CODE = "白石样品电子有限公司", "91130200699229617X"
BODY = "某国认证中心有限公司"
DAY = date(2026, 3, 31)
BOOK = load_rulebook()
Pairs = tuple[tuple[str, str], ...]


def certificate(
    title: str = "质量管理体系认证证书",
    *,
    holder: str = FIRM,
    number: str = "00124Q30017R0M",
    standard: str = "GB/T 19001-2016",
    issued: str = "2024-06-03",
    until: str = "2027-06-02",
    since: str = "",
    code: str = "",
) -> tuple[str, Pairs, tuple[str, ...]]:
    known = (
        ("获证组织", holder), ("统一社会信用代码", code), ("证书编号", number),
        ("认证依据", standard), ("认证范围", "减速机的设计和制造"), ("生效日期", since),
        ("发证日期", issued), ("有效期至", until), ("认证机构", BODY),
    )  # fmt: skip
    return title, tuple((k, v) for k, v in known if v), ()


def report(
    title: str = "2025年度温室气体排放报告",
    *,
    standard: str = "GB/T 32150-2015",
    issued: str = "2026-02-10",
    text: Sequence[str] = (),
    total: str = "6470.89",
    rows: Pairs = (),
) -> tuple[str, Pairs, tuple[str, ...]]:
    known = (
        ("报告主体", FIRM), ("核算依据", standard), ("核算期间", "2025年1月1日至2025年12月31日"),
        *(rows or (("温室气体排放总量", f"{total} tCO2e"),)), ("编制日期", issued),
    )  # fmt: skip
    return title, tuple((k, v) for k, v in known if v), tuple(text)


def statement(
    *, verifier: str = "某国碳核查有限公司", issued: str = "2026-02-20", total: str = "6470.89"
) -> tuple[str, Pairs, tuple[str, ...]]:
    return (
        "温室气体核查声明",
        (
            ("声明编号", "GHG-2026-0117"), ("受核查方", FIRM), ("核查机构", verifier),
            ("核查依据", "ISO 14064-3:2019"), ("核查期间", "2025年1月1日至2025年12月31日"),
            ("温室气体排放总量", f"{total} tCO2e"), ("保证等级", "合理保证"), ("签发日期", issued),
        ),
        (),
    )  # fmt: skip


PLANTED: dict[str, tuple[str, Pairs, tuple[str, ...]]] = {
    "V201": certificate(until="2025-12-30", issued="2022-12-31"),
    "V202": certificate(since="2026-05-01", issued="2026-03-20", until="2029-04-30"),
    "V203": certificate(until=""),
    "V204": certificate(issued="2023-05-21", until="2026-05-20"),
    "V205": certificate(issued="2024-06-03", until="2029-06-02"),
    "V206": certificate(issued="2025-09-01", until="2025-06-01"),
    "V207": report(issued="2026-04-20"),
    "V208": statement(issued="2025-11-30"),
    "S301": report(standard=""),
    "S302": certificate(
        "能源管理体系认证证书", number="00123En30017R0M", standard="GB/T 23331-2012",
        issued="2023-06-03", until="2026-06-02",
    ),
    "S304": certificate(standard="GB/T 24001-2016", number="00124Q30055R0M"),
    "P501": certificate(holder=OTHER),
    "P502": certificate(code="91350100M000100Y34"),
    "P503": certificate(code=OTHER_CODE),
    "P504": statement(verifier=FIRM),
    "P505": (
        "零碳工厂建设方案",
        (("申报单位", FIRM), ("编制日期", "2026年1月12日")),
        (
            f"{OTHER}（以下简称“本公司”）位于某市高新区，主要从事减速机的生产。",
            "本公司计划建设零碳工厂。",
        ),
    ),
    "P506": (
        "营业执照",
        (
            ("统一社会信用代码", CODE), ("名称", FIRM), ("类型", "有限责任公司"),
            ("法定代表人", "某某"),
            ("成立日期", "2011年06月17日"), ("登记机关", "某市市场监督管理局"),
        ),
        ("仅供银行开户使用",),
    ),
    "C602": report(total="6740.89"),
    "C606": report(text=("外购电力采用华东区域电网电量边际排放因子0.7921tCO2/MWh计算。",)),
    "C607": (
        "绿色电力证书",
        (
            ("证书编号", "GEC202506000117"), ("持有方", FIRM), ("核销状态", "未核销"),
            ("项目名称", "某县风电场"), ("电量生产年月", "2025年6月"), ("证书数量", "500个"),
            ("核发机构", "某国家可再生能源信息管理中心"), ("核发日期", "2025-08-20"),
        ),
        (),
    ),
    "A707": report(text=("企业名称：XXXX有限公司（此处填写）", "编制日期：20XX年XX月XX日")),
}  # fmt: skip
HONEST = {
    "质量": certificate(),
    "报告": report(),
    "声明": statement(),
    "绿证": (
        "绿色电力证书",
        (
            ("证书编号", "GEC202507000118"), ("持有方", FIRM), ("核销状态", "已核销"),
            ("项目名称", "某县风电场"), ("电量生产年月", "2025年7月"), ("证书数量", "500个"),
            ("核发机构", "某国家可再生能源信息管理中心"), ("核发日期", "2025-09-20"),
        ),
        (),
    ),
}  # fmt: skip


def write(page: pymupdf.Page, x: float, y: float, text: str, size: float) -> None:
    """One line, in a font whose figures are as narrow as print has them."""
    style = f"font-size:{size}px;white-space:nowrap"
    page.insert_htmlbox((x, y, 590, y + 2 * size), f'<span style="{style}">{text}</span>')


def lines(page: pymupdf.Page, title: str, pairs: Pairs, text: Sequence[str]) -> None:
    """Labels and values on lines."""
    write(page, 170, 90, title, 24)
    rows = [*(f"{k}：{v}" for k, v in pairs), *text]
    for number, row in enumerate(rows):
        write(page, 80, 180 + 34 * number, row, 13)


def boxes(page: pymupdf.Page, title: str, pairs: Pairs, text: Sequence[str]) -> None:
    """Labels and values in a ruled table of two columns."""
    write(page, 150, 70, title, 20)
    for number, (label, value) in enumerate(pairs):
        top = 130 + 36 * number
        page.draw_rect((70, top, 230, top + 36))
        page.draw_rect((230, top, 530, top + 36))
        write(page, 80, top + 8, label, 12)
        write(page, 240, top + 8, value, 12)
    for number, row in enumerate(text):
        write(page, 80, 170 + 36 * len(pairs) + 30 * number, row, 12)


def scan(path: Path, layout: object, paper: tuple[str, Pairs, tuple[str, ...]], seed: int) -> None:
    title, pairs, text = paper
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        layout(page, title, pairs, text)  # type: ignore[operator]
        pixels = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
    grey = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width)
    noise = np.random.default_rng(seed).normal(0, 6, grey.shape)
    Image.fromarray(np.clip(grey * 0.92 + 8 + noise, 0, 255).astype(np.uint8)).save(
        path, "PDF", resolution=150, quality=70
    )


LACKING = {"E001", "E002", "Y401"}
"""On what a submission of a single paper lacks."""

Papers = dict[str, list[Document]]


@pytest.fixture(scope="module", params=[lines, boxes], ids=["lines", "table"])
def papers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """The documents of each paper, read together."""
    folder = tmp_path_factory.mktemp("scans")
    for seed, (name, paper) in enumerate((*PLANTED.items(), *HONEST.items())):
        scan(folder / f"{name}.pdf", request.param, paper, seed)
    extractor, options = load_extractor(BOOK), Options(workers=1, cache=False)
    with ReadingPool(options, engine_key(options.ocr)) as pool:
        files = collect(folder, tmp_path_factory.mktemp("scratch"), options.limits)
        readings = pool.read(files)
    return {path.removesuffix(".pdf"): list(extractor.documents(r)) for path, r in readings.items()}


def found(*documents: Document) -> dict[str, set[str]]:
    """The codes on a submission of these documents and its indicators, by what they do."""
    files = [
        FileFacts(d.file, d.file, 1, "application/pdf", 1, FileStatus.READ) for d in documents
    ]  # fmt: skip
    asked = Submission(Applicant(FIRM, CODE), DAY)
    report = assess(BOOK, BOOK.packs["tianjin"], asked, documents, files)
    codes: dict[str, set[str]] = {}
    for entry in (*report.documents, *report.indicators):
        for finding in entry.findings:
            level = "notes" if finding.level is Level.NOTE else "deciding"
            codes.setdefault(level, set()).add(finding.code)
    return codes


@pytest.mark.parametrize("code", PLANTED)
def test_a_planted_fault_is_found(papers: Papers, code: str) -> None:
    beside = papers["声明"] if code == "C602" else []
    codes = found(*papers[code], *beside)
    assert code in codes.get("deciding", set()) | codes.get("notes", set())


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_paper_is_not_accused(papers: Papers, name: str) -> None:
    assert found(*papers[name]).get("deciding", set()) <= LACKING
