"""C607: units cancelled for a firm that cannot be the applicant by the form of its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidencecheck.domain.document import Citation, Remark, RemarkKind
from tests.assessment.conftest import BOX, FIRM, Outcome, document

Run = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Brindlewick Pty Ltd", True),
        ("Brindlewick Pty. Ltd.", True),
        ("Brindlewick Werke GmbH", True),
        ("Brindlewick Trading Pte. Ltd.", True),
        ("Brindlewick Components Pvt Ltd", True),
        ("Brindlewick Werke AG", True),
        ("Brindlewick AG Technology Co., Ltd.", False),
        # May be how the applicant calls itself abroad.
        ("Brindlewick Co., Ltd.", False),
        ("Brindlewick Works Limited", False),
        (FIRM, False),
    ],
)
def test_a_form_of_firms_of_other_countries(run: Run, name: str, found: bool) -> None:
    paper = document(
        "carbon-credit-record", holder=FIRM, beneficiary=name, unit_status="cancelled",
        certificate_count=100,
    )  # fmt: skip
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("own", "name", "found"),
    [
        ("Qinghe Shili Machinery Co., Ltd.", "Brindlewick Moulds Co., Ltd.", True),
        ("Qinghe Shili Machinery Co., Ltd.", "Qinghe Shili Machinery Co., Ltd.", False),
        # A name that is no spelling of the applicant's tells nothing of others.
        ("Bright Future Works Co., Ltd.", "Brindlewick Moulds Co., Ltd.", False),
    ],
)
def test_the_name_in_latin_letters_that_a_paper_gives_the_applicant(
    run: Run, own: str, name: str, found: bool
) -> None:
    paper = document(
        "carbon-credit-record", holder=FIRM, beneficiary=name, unit_status="cancelled",
        certificate_count=100, text=f"Account holder: {FIRM} ({own})",
    )  # fmt: skip
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Retired for Qinghe Shili Machinery Co., Ltd. ({firm})", True),
        ("Account: {firm} / Qinghe Shili Machinery Co., Ltd.", True),
        ("Retired for Qinghe Shili Machinery Co., Ltd.({cut}", True),
        ("Retired for Qinghe Shili\nMachinery Co., Ltd. ({firm})", True),
        # In a sentence of the paper itself.
        ("Handed in for the inventory of Qinghe Shili Machinery\nCo., Ltd., {firm}", True),
        # Of another paper's firm; a list of two firms.
        ("Seller: Qinghe Shili Machinery Co., Ltd. Buyer: {firm}", False),
        ("{firm}, Qinghe Shili Machinery Co., Ltd.", False),
        ("Handed in for Brindlewick Moulds Co., Ltd. {firm}", False),
    ],
)
def test_where_the_name_in_latin_letters_stands(run: Run, text: str, found: bool) -> None:
    said = text.format(firm=FIRM, cut=f"{FIRM[0]}\n{FIRM[1:]})")
    paper = document(
        "carbon-credit-record", holder=FIRM, beneficiary="Brindlewick Moulds Co., Ltd.",
        unit_status="cancelled", certificate_count=100, text=said,
    )  # fmt: skip
    assert ("C607" in run(paper).of_documents()) is found


@pytest.mark.parametrize(
    ("holder", "name", "found"),
    [
        ("Qinghe Shili Machinery Co., Ltd.", "Brindlewick Moulds Co., Ltd.", True),
        ("Qinghe Shili Machinery Co., Ltd.", "Qinghe Shili Machine Works Limited", False),
        ("Qinghe Shili Machinery Co., Ltd.", "Export order 19", False),
        # No paper spells the applicant.
        ("Brightwave Works Co., Ltd.", "Brindlewick Moulds Co., Ltd.", False),
    ],
)
def test_the_name_by_which_another_paper_spells_the_applicant(
    run: Run, holder: str, name: str, found: bool
) -> None:
    paper = document(
        "carbon-credit-record", holder=FIRM, beneficiary=name, unit_status="cancelled",
        certificate_count=100,
    )  # fmt: skip
    other = document("management-system-certificate", holder=holder)
    assert ("C607" in run(paper, other).of_documents()) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("中文说明:本笔额度代白石样品电子有限公司注销。", True),
        (f"中文说明:本笔额度代{FIRM}注销。", False),
        ("中文说明:本笔额度已注销,卖方为白石样品电子有限公司。", False),
    ],
)
def test_a_translation_names_the_beneficiary(run: Run, text: str, found: bool) -> None:
    paper = document(
        "carbon-credit-record", holder="Brindlewick Co., Ltd.", beneficiary="Brindlewick Co., Ltd.",
        unit_status="cancelled", certificate_count=100, text=text,
    )  # fmt: skip
    assert ("C607" in run(paper).of_documents()) is found


OTHER = "白石样品铸造有限公司"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本批减排量抵消白石样品铸造有限公司上一年度厂区运营的碳排放。", True),
        ("注销用途：中和白石样品\n铸造有限公司2025年运营碳排放。", True),
        ("用于抵消“白石样品铸造有限公司”组织层面排放", True),
        # What it delivers to the applicant; what it does; nothing that is emitted; the applicant.
        ("抵消白石样品铸造有限公司供应的铸件产生的排放。", False),
        ("抵消白石样品铸造有限公司承运产生的排放。", False),
        ("由白石样品铸造有限公司开发的减排量抵消本公司排放。", False),
        ("抵消白石样品铸造有限公司账户余额。", False),
        (f"抵消{FIRM}2025年度温室气体排放。", False),
    ],
)
def test_the_emissions_of_another_firm_in_a_sentence(run: Run, text: str, found: bool) -> None:
    paper = document(
        "carbon-credit-record", holder=FIRM, unit_status="cancelled", certificate_count=100,
        text=text,
    )  # fmt: skip
    named = FIRM if FIRM in text else OTHER
    place = Citation(paper.file, 1, BOX, named)
    paper = replace(paper, remarks=(Remark(RemarkKind.SUBJECT, named, place),))
    assert ("C607" in run(paper).of_documents()) is found
