"""S304 and S301: papers by standards of something else, and papers by none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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


@pytest.mark.parametrize(
    ("of", "standards", "found"),
    [
        ("product-carbon-footprint-certificate", "GB/T 7119-2018", True),
        ("product-carbon-footprint-certificate", "GB/T 50378-2019", True),
        ("product-carbon-footprint-certificate", "GB/T 7119-2018、ISO 14067:2018", False),
        ("product-carbon-footprint-certificate", "GB/T 35610-2017", False),
        ("management-system-certificate", "GB/T 24067-2024", True),
        ("building-certificate", "GB/T 7119-2018", True),
        ("water-assessment-report", "GB/T 17166-2019", True),
        ("water-assessment-report", "GB/T 18916.1-2021", False),
        ("eco-design-report", "GB/T 19001-2016", True),
        ("eco-design-report", "GB/T 32161-2015", False),
        ("energy-audit-report", "ISO 14067:2018", True),
        ("energy-audit-report", "GB/T 23331-2020", False),
    ],
)
def test_papers_by_the_standard_of_another_matter_alone(
    run: Run, of: str, standards: str, found: bool
) -> None:
    paper = document(
        of, title="评价证书", holder=FIRM, standards=standards, issue_date="2025-01-01",
        valid_until="2027-12-31",
    )  # fmt: skip
    assert ("S304" in run(paper).of_documents()) is found


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


@pytest.mark.parametrize(
    ("title", "more", "found"),
    [
        ("生态设计产品评价报告", "评价认为结论为优良", True),
        ("生态设计产品评价报告", "按T/CNLIC 0012评价", False),
        ("生态设计产品评价报告", "按绿色设计产品评价技术规范评价", False),
        # What a firm tells of its design is no evaluation.
        ("产品生态设计情况报告", "我们采用易拆解结构", False),
    ],
)
def test_an_evaluation_of_design_by_no_standard(
    run: Run, title: str, more: str, found: bool
) -> None:
    text = "\n".join(("申请方", FIRM, "产品", "阀门", "外壳减重", more, "结论"))
    paper = document("eco-design-report", title=title, text=text, holder=FIRM)
    assert unnamed(run, paper) is found


def test_a_report_that_names_no_standard(run: Run) -> None:
    assert unnamed(run, savings())
    assert unnamed(run, savings(), document("project-record", holder=FIRM))
    # None is named by what leaves open which.
    assert unnamed(run, savings("核算依据：国家有关节能量计算标准"))
    assert unnamed(run, savings("按国家相关核算指南的一般方法计算"))
    assert unnamed(run, savings("外购管材 3,560 t 1.180 t/t 4,200.80"))
    # 标准煤 is a unit.
    assert unnamed(run, savings("折标准煤：8.80×12.143＝106.86（吨标准煤）"))
    # A report in Word is no sheet.
    report = {"origin": Origin.CELL, "title": "节能量核算报告", "issue_date": "2025-01-01"}
    assert unnamed(run, savings(file="节能量.docx", **report))


@pytest.mark.parametrize(
    "paper",
    [
        savings("核算依据：国家有关标准GB/T 13234"),
        savings("按《机械制造企业核算方法与报告指南》计算"),
        savings("按 ISO 50006 计算"),
        savings("按 T/CECA 0123 计算"),
        savings("按《企业节能量计算方法》导则核算"),
        savings(standards="GB/T 13234-2018"),
        # A sheet, another firm's, one that may be of another type, one that needs none.
        savings(
            origin=Origin.CELL, file="节能量.xlsx", title="节能量核算报告", issue_date="2025-01-01"
        ),
        savings(
            origin=Origin.CELL, file="节能量.docx", title="节能量计算过程", issue_date="2025-01-01"
        ),
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


@pytest.mark.parametrize(
    ("standard", "found"),
    [
        ("GB/T 50034-2024", True),
        ("GB/T 24001-2016", True),
        ("GB/T 50878-2013", False),
        ("GB/T 50878-2013、GB/T 50034-2024", False),
        ("GB/T 51350-2019", False),
    ],
)
def test_a_building_labelled_by_the_standard_of_a_part(
    run: Run, standard: str, found: bool
) -> None:
    paper = document("building-certificate", holder=FIRM, standards=standard)
    assert ("S304" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("title", "more", "found"),
    [
        ("测量管理体系认证证书", "满足相关要求", True),
        ("测量管理体系认证证书", "符合GB/T19022", False),
        ("测量管理体系认证证书保持通知书", "满足相关要求", False),
        # None of the systems whose standards are known.
        ("某管理体系认证证书", "满足相关要求", False),
    ],
)
def test_a_certificate_that_names_no_standard(run: Run, title: str, more: str, found: bool) -> None:
    text = "\n".join(("证书号：1", "经审核", FIRM, more, "覆盖：测量过程", "有效期限：三年"))
    paper = document(
        "management-system-certificate", title=title, text=text, holder=FIRM,
        issue_date="2025-01-01", valid_until="2027-12-31",
    )  # fmt: skip
    assert unnamed(run, paper) is found
    spoilt = replace(paper, lines=(*paper.lines, replace(paper.lines[0], confidence=0.5)))
    assert not unnamed(run, spoilt)


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ("2025年3月1日", True),
        ("发证日期2025-3月 1日", True),
        ("某认证中心", True),
        ("(盖章)", True),
        # It may hold the number of a standard.
        ("体系符合G8/T19O22-2OO3", False),
        ("2025年3月1日起符合要求", False),
        ("符合G8/T19O22-2003 2025年3月1日", False),
        ("符合15010012的某某有限公司", False),
    ],
)
def test_a_certificate_whose_foot_was_hardly_read(run: Run, last: str, found: bool) -> None:
    text = "\n".join(("证书号：1", "经审核", FIRM, "满足要求", "覆盖：测量过程", "有效期限：三年"))
    paper = document(
        "management-system-certificate", title="测量管理体系认证证书", text=text, holder=FIRM,
        issue_date="2025-01-01", valid_until="2027-12-31",
    )  # fmt: skip
    foot = replace(paper.lines[0], text=last, confidence=0.5)
    assert unnamed(run, replace(paper, lines=(*paper.lines, foot))) is found
