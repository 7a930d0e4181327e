"""S304 and S301: papers by standards of something else, and papers by none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidencecheck.domain.document import Document
from evidencecheck.domain.page import Origin
from tests.assessment.conftest import FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"


@pytest.mark.parametrize(
    ("standards", "sure", "found"),
    [
        ("GB/T 24001-2016", 0.99, True),
        ("GB/T 19001-2016、ISO 14001:2015", 0.99, True),
        # Beside that of the product; the product's own; hardly legible.
        ("GB/T 24001-2016、GB/T 35610-2017", 0.99, False),
        ("GB/T 35610-2017", 0.99, False),
        ("GB/T 24001-2016", 0.8, False),
    ],
)
def test_a_product_certified_by_the_standard_of_a_system(
    run: Run, standards: str, sure: float, found: bool
) -> None:
    paper = document(
        "product-certificate", title="绿色产品认证证书", holder=FIRM, standards=standards,
        issue_date="2025-01-01", valid_until="2027-12-31", sure=sure,
    )  # fmt: skip
    assert ("S304" in run(paper).of_documents()) is found


@pytest.mark.parametrize("of", ["ghg-verification-statement", "product-carbon-footprint-report"])
def test_amounts_verified_by_the_standard_of_a_system(run: Run, of: str) -> None:
    assert "S304" in run(document(of, holder=FIRM, standards="GB/T 24001-2016")).of_documents()


def test_a_certificate_of_a_system_is_by_its_standard(run: Run) -> None:
    paper = document(
        "management-system-certificate", title="环境管理体系认证证书", holder=FIRM,
        standards="GB/T 24001-2016", issue_date="2025-01-01", valid_until="2027-12-31",
    )  # fmt: skip
    assert "S304" not in run(paper).of_documents()


def savings(text: str = "改造前后用电对比，年节电38.6万千瓦时", **more: object) -> Document:
    lines = "\n".join(("项目概况", "改造内容", "测量时段", "计算过程", "结论", text))
    return document("reduction-report", **{"text": lines, "holder": FIRM, **more})


def unnamed(run: Run, *papers: Document) -> bool:
    return "S301" in run(*papers).of_documents()


def test_a_report_that_names_no_standard(run: Run) -> None:
    assert unnamed(run, savings())
    assert unnamed(run, savings(), document("project-record", holder=FIRM))


@pytest.mark.parametrize(
    "paper",
    [
        savings("核算依据：国家有关节能量计算标准"),
        savings("按 ISO 50006 计算"),
        savings("按《企业节能量计算方法》导则核算"),
        savings(standards="GB/T 13234-2018"),
        # A sheet, another firm's, one that may be of another type, one that needs none.
        savings(origin=Origin.CELL, file="节能量.xlsx"),
        savings(holder=OTHER),
        savings(confidence=0.8),
        document("management-policy", holder=FIRM),
    ],
)
def test_a_report_that_names_one_or_need_not(run: Run, paper: Document) -> None:
    assert not unnamed(run, paper)


def test_of_a_volume_one_part_may_name_the_standard_of_all(run: Run) -> None:
    parts = [savings(file="汇编.pdf"), document("project-record", "汇编.pdf", holder=FIRM)]
    assert not unnamed(run, *parts)
