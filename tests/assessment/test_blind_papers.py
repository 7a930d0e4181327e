"""What papers that nobody had seen taught: numbers of reports, remarks, names, shares, terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Citation, Document, Line, Remark, RemarkKind
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import BOX, FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
STRANGER = "云岭棠溪特种钢管有限公司"
CONSULTANT = "某节能咨询有限公司"
MISREAD = "青河示倒机城有限公司"
"""The applicant's name with two characters misread."""


def report(file: str, worked: str, **more: object) -> Document:
    known = {"holder": FIRM, "issue_date": "2025-09-16", "product": "循环冷却水", **more}
    return document(
        "test-report", file, certificate_number="WT2025-0304178", work_date=worked, **known
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "sure", "found"),
    [
        (("2025-08-01", "2025-08-23"), 0.99, True),
        (("2025-08-23", "2025-08-01"), 0.99, True),
        # Three weeks; days that were hardly read; parts of one report.
        (("2025-08-01", "2025-08-22"), 0.99, False),
        (("2025-08-01", "2025-08-23"), 0.94, False),
        (("2025-08-01", "2025-08-01"), 0.99, False),
    ],
)
def test_one_number_on_reports_of_work_weeks_apart(
    run: Run, days: tuple[str, str], sure: float, found: bool
) -> None:
    first, second = report("a.pdf", days[0]), report("b.pdf", days[1], sure=sure)
    assert ("C603" in run(first, second).of_documents()) is found


@pytest.mark.parametrize(
    ("worked", "standards", "found"),
    [
        ("2025-08-04", "GB 15763.3-2009", True),
        # The work of one day; the same standard, or none.
        ("2025-08-01", "GB 15763.3-2009", False),
        ("2025-08-04", "GB 15763.2-2005", False),
        ("2025-08-04", "", False),
    ],
)
def test_one_number_on_reports_by_other_standards(
    run: Run, worked: str, standards: str, found: bool
) -> None:
    known = {"standards": standards} if standards else {}
    papers = (
        report("a.pdf", "2025-08-01", standards="GB 15763.2-2005"),
        report("b.pdf", worked, **known),
    )
    assert ("C603" in run(*papers).of_documents()) is found


def told(paper: Document, *names: tuple[RemarkKind, str]) -> Document:
    remarks = tuple(Remark(k, n, Citation(paper.file, 1, BOX, n)) for k, n in names)
    return replace(paper, remarks=remarks)


ARTICLES = "第一条 为规范采购。\n第二条 供应商分级。\n第三条 每年评价一次。"


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        (ARTICLES, (STRANGER, STRANGER), True),
        # Once; two articles; a list; rules that speak of the applicant, or of one that serves.
        (ARTICLES, (STRANGER,), False),
        ("第一条 为规范采购。\n第二条 供应商分级。", (STRANGER, STRANGER), False),
        ("序号 供应商 评价结果\n1 合格 A\n2 合格 B", (STRANGER, STRANGER), False),
        (ARTICLES, (STRANGER, STRANGER, FIRM), False),
        (ARTICLES, (CONSULTANT, CONSULTANT), False),
    ],
)
def test_articles_of_another_firm(run: Run, text: str, names: tuple[str, ...], found: bool) -> None:
    paper = document("supplier-management", holder=FIRM, text=text)
    marked = told(paper, *((RemarkKind.NAMED, name) for name in names))
    assert ("P505" in run(marked).of_documents()) is found


@pytest.mark.parametrize(
    ("begun", "mentions", "found"),
    [
        (1, (STRANGER,) * 3, True),
        # Less often; the applicant is spoken of too; another firm is.
        (1, (STRANGER,) * 2, False),
        (2, (*(STRANGER,) * 3, FIRM), False),
        (1, (*(STRANGER,) * 2, OTHER), False),
    ],
)
def test_a_firm_that_goes_by_a_short_name(
    run: Run, begun: int, mentions: tuple[str, ...], found: bool
) -> None:
    paper = document("energy-audit-report", holder=FIRM, issuer=CONSULTANT)
    names = (*((RemarkKind.NAMED, STRANGER),) * begun, *((RemarkKind.MENTION, m) for m in mentions))
    assert ("P505" in run(told(paper, *names)).of_documents()) is found


@pytest.mark.parametrize(("issuer", "found"), [(CONSULTANT, True), (STRANGER, False)])
def test_who_writes_a_report_may_go_by_a_short_name(run: Run, issuer: str, found: bool) -> None:
    """Taken for the issuer from a sentence, which is no signature."""
    paper = document("energy-audit-report", holder=FIRM, issuer=issuer, sure=0.8)
    names = ((RemarkKind.NAMED, STRANGER), *((RemarkKind.MENTION, STRANGER),) * 3)
    assert ("P505" in run(told(paper, *names)).of_documents()) is found


@pytest.mark.parametrize(
    ("of", "issuer", "quote", "found"),
    [
        ("business-license", FIRM, f"{OTHER} → {FIRM}", False),
        ("business-license", "", f"{OTHER} → {FIRM}", False),
        # Of two other firms; no notice of an office.
        ("business-license", FIRM, f"{OTHER} → {STRANGER}", True),
        ("compliance-certificate", FIRM, f"{OTHER} → {FIRM}", True),
    ],
)
def test_a_notice_of_the_register_that_the_applicant_seems_to_sign(
    run: Run, of: str, issuer: str, quote: str, found: bool
) -> None:
    notice = document(of, **({"issuer": issuer} if issuer else {}))
    place = replace(notice.place, quote=quote)
    notice = replace(notice, remarks=(Remark(RemarkKind.FORMER, OTHER, place),))
    outcome = run(document("commitment-letter", holder=OTHER), notice)
    assert ("P501" in outcome.of_documents()) is found


@pytest.mark.parametrize(
    ("of", "issuer", "raw", "found"),
    [
        ("ghg-verification-report", MISREAD, MISREAD, True),
        ("ghg-verification-report", FIRM, FIRM, True),
        # Somebody else; read alike of nobody; what firms write themselves.
        ("ghg-verification-report", OTHER, MISREAD, False),
        ("ghg-verification-report", MISREAD, FIRM, False),
        ("ghg-report", MISREAD, MISREAD, False),
    ],
)
def test_an_issuer_misread_as_the_holder_is(
    run: Run, of: str, issuer: str, raw: str, found: bool
) -> None:
    paper = document(of, origin=Origin.OCR, holder=FIRM, issuer=issuer)
    fields = tuple(replace(f, raw=raw) if f.name == "holder" else f for f in paper.fields)
    assert ("P504" in run(replace(paper, fields=fields)).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "line", "found"),
    [
        ("可再生能源占比核算", "四、结果:F÷C=109.28%", True),
        ("可再生能源占比核算", "四、结果：F÷C＝109.28％", True),
        # Not more than the whole; far more; no share; a target that was attained; no result.
        ("可再生能源占比核算", "四、结果:F÷C=99.8%", False),
        ("可再生能源占比核算", "四、结果:F÷C=100.00%", False),
        ("可再生能源占比核算", "四、结果:F÷C=909.28%", False),
        ("可再生能源使用量核算", "四、结果:F÷C=109.28%", False),
        ("节能灯具占比核算", "四、结果:F÷C=109.28%", False),
        ("可再生能源占比核算", "四、完成率:F÷C=109.28%", False),
        ("可再生能源占比核算", "四、较上年增长:F÷C=109.28%", False),
        ("可再生能源占比核算", "四、结果:109.28%", False),
    ],
)
def test_a_share_that_is_reckoned(run: Run, title: str, line: str, found: bool) -> None:
    paper = document("performance-calculation", title=title, text=line, holder=FIRM)
    assert ("C608" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("2026年度碳排放核算报告", True),
        ("2026年度碳排放目标分解及行动计划", False),
        ("2026年度能源消耗预测", False),
    ],
)
@pytest.mark.parametrize("of", ["performance-calculation", "ghg-report"])
def test_a_heading_that_looks_ahead(run: Run, of: str, title: str, found: bool) -> None:
    paper = document(
        of, title=title, holder=FIRM, issue_date="2026-02-10",
        period_start="2026-01-01", period_end="2026-12-31",
    )  # fmt: skip
    for told_by in (paper, replace(paper, title=None)):
        assert ("V208" in run(told_by).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "raw", "found"),
    [
        ("2026年塑机展参展活动碳抵消核算", "2026年", False),
        ("2026年塑机展参展活动碳抵消核算", "2026年1月1日至2026年12月31日", True),
        ("2026年碳抵消核算", "2026年", True),
    ],
)
def test_an_event_is_over_before_its_year(run: Run, title: str, raw: str, found: bool) -> None:
    paper = document(
        "performance-calculation", title=title, holder=FIRM, issue_date="2026-02-10",
        period_start="2026-01-01", period_end="2026-12-31",
    )  # fmt: skip
    fields = tuple(replace(f, raw=raw) if f.name.startswith("period") else f for f in paper.fields)
    assert ("V208" in run(replace(paper, fields=fields)).of_documents()) is found


ORIGINAL = "Statement of Product Carbon Footprint"


@pytest.mark.parametrize(
    ("file", "second", "found"),
    [
        ("核查声明（英文+译文）.pdf", ("核查声明", "产品：矫直辊"), False),
        ("核查声明（英文+译文）.pdf", ("产品：矫直辊", "功能单位：1吨"), True),
        ("核查声明（英文+译文）.pdf", (*("产品：矫直辊",) * 6, "核查声明"), True),
    ],
)
def test_a_translation_has_its_title_behind_the_original(
    run: Run, file: str, second: tuple[str, ...], found: bool
) -> None:
    paper = document(
        "product-carbon-footprint-certificate", file, title=ORIGINAL, languages=("en", "zh"),
        text="\n".join(f"line {n}" for n in range(9)), holder=FIRM,
    )  # fmt: skip
    lines = (*paper.lines, *(Line(2, text, BOX) for text in second))
    outcome = run(replace(paper, lines=lines, last_page=2))
    assert ("E003" in outcome.of_documents()) is found


@pytest.mark.parametrize(
    ("text", "origin", "found"),
    [
        ("A÷C=593.050÷2,864.000=25.71%", Origin.TEXT_LAYER, True),
        ("A÷C=593.050÷2,864.000=20.71%", Origin.TEXT_LAYER, False),
        ("A÷C=593.05÷2,864.00=25.71%", Origin.OCR, True),
        # A comma that may have been read as a point.
        ("A÷C=593.050÷2,864.000=25.71%", Origin.OCR, False),
        ("A÷C=593,050÷2,864.000=20.71%", Origin.OCR, False),
    ],
)
def test_a_share_of_thousandths_in_a_scan(run: Run, text: str, origin: Origin, found: bool) -> None:
    paper = document(
        "performance-calculation", text=text, holder=FIRM, years=(2025,), origin=origin
    )
    assert ("C601" in run(paper).of_documents()) is found
