"""A709: print laid over a scan; with a late change of the file it counts for A704."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Document, Line, PageMark
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, MarkKind, Origin
from evidencecheck.domain.provenance import Provenance
from tests.assessment.conftest import FIRM, Outcome, document, facts

Run = Callable[..., Outcome]
LATE = Provenance(producer="PDF editor", modified="2025-09-30T10:00:00", revisions=2)


def patch(text: str, page: int = 1, shape: str = "") -> PageMark:
    return PageMark(page, Mark(MarkKind.PATCH, Box(0.3, 0.4, 0.5, 0.42), text, shape=shape))


def report(
    *marks: PageMark, kind: str = "test-report", issuer: str = "白石检测有限公司", **more: object
) -> Document:
    known = {"holder": FIRM, "issuer": issuer, "issue_date": "2025-03-01", **more}
    paper = document(kind, "报告.pdf", **known)
    return replace(paper, marks=marks, last_page=3)


@pytest.mark.parametrize("kind", ["test-report", "management-system-certificate"])
@pytest.mark.parametrize("shape", ["", "covering"])
def test_words_laid_over_somebody_elses_paper(run: Run, kind: str, shape: str) -> None:
    assert (
        "A709"
        in run(report(patch("报告日期:2025年03月01日", shape=shape), kind=kind)).of_documents()
    )


@pytest.mark.parametrize(
    "paper",
    [
        report(),
        report(patch("报告日期:2025年03月01日"), kind="transition-plan"),
        report(patch("报告日期:2025年03月01日"), issuer=FIRM),
        report(patch("仅供申报零碳工厂使用")),
        # A program put it onto every page.
        report(patch("资料编号 07", 1), patch("资料编号 07", 2), patch("资料编号 07", 3)),
    ],
)
def test_what_is_no_edit(run: Run, paper: Document) -> None:
    assert "A709" not in run(paper).of_documents()


@pytest.mark.parametrize(
    ("shape", "made", "told"),
    [
        ("covering", LATE, True),
        ("", LATE, False),
        ("covering", replace(LATE, modified="2025-03-10"), False),
        ("covering", replace(LATE, revisions=1), False),
    ],
)
def test_a_hidden_place_and_a_late_change(
    run: Run, shape: str, made: Provenance, told: bool
) -> None:
    kind = "management-system-certificate"
    paper = report(patch("仅供内部留存使用", shape=shape), kind=kind)
    found = run(paper, files=(facts(paper.file, made=made),)).of_documents()
    assert ("A704" in found) is told


@pytest.mark.parametrize(("shape", "told"), [("covering", True), ("", False)])
def test_figures_put_in_the_place_of_others(run: Run, shape: str, told: bool) -> None:
    paper = report(
        patch("发证日期:2025年03月01日", shape=shape), kind="management-system-certificate"
    )
    assert ("A704" in run(paper).of_documents()) is told


@pytest.mark.parametrize("text", ["第 12 页 共 180 页", "- 12 -", "A-012", "12/180", "P12"])
@pytest.mark.parametrize(("y", "told"), [(0.96, False), (0.5, True)])
def test_the_number_of_a_bound_page_is_no_figure(run: Run, text: str, y: float, told: bool) -> None:
    mark = Mark(MarkKind.PATCH, Box(0.4, y, 0.6, y + 0.02), text, shape="covering")
    paper = report(PageMark(1, mark), kind="management-system-certificate")
    assert ("A704" in run(paper).of_documents()) is told


def test_a_date_at_the_edge_is_a_figure(run: Run) -> None:
    mark = Mark(MarkKind.PATCH, Box(0.4, 0.95, 0.6, 0.97), "2025-03-01", shape="covering")
    paper = report(PageMark(1, mark), kind="management-system-certificate")
    assert "A704" in run(paper).of_documents()


@pytest.mark.parametrize(("until", "told"), [("2029-02-28", True), ("2028-02-29", False)])
def test_print_laid_over_a_scan_that_disagrees_with_the_rest(
    run: Run, until: str, told: bool
) -> None:
    paper = report(
        patch("有效期至2029年02月28日"),
        kind="management-system-certificate",
        issue_date="2025-03-01",
        valid_until=until,
    )
    found = run(paper, files=(facts(paper.file),)).of_documents()
    assert "A709" in found
    assert ("A704" in found) is told


@pytest.mark.parametrize(
    ("text", "shape", "found"),
    [
        ("核查结论:通过,符合核查准则", "covering", True),
        ("核查结论:通过,符合核查准则", "", False),
        ("核查组长", "covering", False),
        ("A 级", "covering", True),
        ("评价等级：二级", "covering", True),
        ("先进级", "covering", True),
        ("评价结果：优秀", "covering", True),
        ("白石示例机械有限公司：", "covering", True),
        ("A 级", "", False),
        ("高级工程师", "covering", False),
        ("上级主管部门", "covering", False),
        ("二级单位负责人", "covering", False),
    ],
)
def test_a_verdict_written_anew(run: Run, text: str, shape: str, found: bool) -> None:
    paper = report(patch(text, shape=shape), kind="ghg-verification-report")
    assert ("A704" in run(paper).of_documents()) is found


def covered(origin: Origin, *lines: tuple[str, float]) -> Document:
    """A report whose patch lies at 0.4 of the page, with lines at those heights."""
    paper = report(patch("29,680", shape="covering"), text="", origin=origin)
    told = tuple(Line(1, text, Box(0.3, y, 0.5, y + 0.02)) for text, y in lines)
    return replace(paper, lines=told)


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (covered(Origin.TEXT_LAYER, ("光通量 29,680", 0.4), ("25,680 30,000", 0.405)), True),
        # Nothing is left of what was covered; it stands elsewhere; a scan has no text below.
        (covered(Origin.TEXT_LAYER, ("光通量 29,680", 0.4)), False),
        (covered(Origin.TEXT_LAYER, ("光通量 29,680", 0.4), ("25,680", 0.6)), False),
        (covered(Origin.OCR, ("光通量 29,680", 0.4), ("25,680", 0.405)), False),
    ],
)
def test_what_is_covered_and_still_told(run: Run, paper: Document, found: bool) -> None:
    assert ("A706" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("seal", "sure", "told"),
    [
        ("北岭节能咨询(青河)有限公司", 0.99, True),
        ("北岭节能咨询(青河)有限公司", 0.8, False),
        (FIRM, 0.99, False),
        ("业务专用章", 0.99, False),
    ],
)
def test_who_sealed_a_paper_without_an_issuer_wrote_it(
    run: Run, seal: str, sure: float, *, told: bool
) -> None:
    ring = Mark(MarkKind.SEAL, Box(0.6, 0.8, 0.8, 0.9), seal, confidence=sure)
    marks = (patch("640", shape="covering"), PageMark(1, ring))
    paper = report(*marks, kind="energy-audit-report", issuer="")
    assert ("A704" in run(paper).of_documents()) is told
