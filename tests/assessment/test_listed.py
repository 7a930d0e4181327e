"""A list of firms is the applicant's that it names."""

from __future__ import annotations

import pytest

from evidencecheck.assessment.listed import with_holder_of_list
from evidencecheck.domain.document import Document
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant
from tests.assessment.conftest import FIRM, document

LIST = (
    f"序号 企业名称 行业\n1 某某工具有限公司 金属制品\n2 {FIRM} 通用设备\n3 某某包装有限公司 包装"
)


def held(paper: Document, book: RuleBook, *aliases: str, name: str = FIRM) -> str:
    return with_holder_of_list(paper, Applicant(name, aliases=aliases), book).text("holder")


def test_the_applicant_in_a_list_is_its_holder(book: RuleBook) -> None:
    notice = document("award", text=LIST)
    found = with_holder_of_list(notice, Applicant(FIRM), book).field("holder")
    assert found is not None
    assert FIRM in found.citation.quote
    assert held(notice, book, FIRM, name="青河集团某某有限公司") == "青河集团某某有限公司"


def test_the_first_row_of_a_list_is_not_its_holder(book: RuleBook) -> None:
    notice = document("award", text=LIST, holder="某某工具有限公司")
    assert held(notice, book) == FIRM
    assert held(notice, book, name="某某阀门有限公司") == "某某工具有限公司"


@pytest.mark.parametrize(
    ("paper", "holder"),
    [
        # Another's, one that says whose it is, and a type that lists nobody.
        (document("award", text=LIST.replace(FIRM, "某某阀门有限公司")), ""),
        (document("award", text=LIST, holder="某某阀门有限公司"), "某某阀门有限公司"),
        (document("test-report", text=LIST), ""),
    ],
)
def test_other_papers_stay_as_they_are(book: RuleBook, paper: Document, holder: str) -> None:
    assert held(paper, book) == holder
