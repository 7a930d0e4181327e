"""Which cells of a workbook are the scores."""

from __future__ import annotations

import pytest

from evidencecheck.domain.scores import Entry
from evidencecheck.scoring import SheetError, Titles, read_sheet

TITLES = Titles(
    indicator=frozenset({"编号", "Id"}),
    own=frozenset({"自评分", "Own score"}),
    reviewer=frozenset({"评审分", "Reviewer's score"}),
    opinion=frozenset({"评审意见", "Reviewer's opinion"}),
    applicant=frozenset({"申报企业", "Applicant"}),
)


def cells(*rows):
    return {r: {c: t for c, t in enumerate(row) if t} for r, row in enumerate(rows)}


ZH = cells(
    ("某系统评分表",),
    ("申报企业 某某（集团）有限公司    评价日期 2026-03-31    支持 1",),
    ("编号", "判定", "自评分", "评审分", "评审意见"),
    ("x.1", "支持", "5", "4.5", "同意"),
    ("x.2", "缺失", "", "", ""),
)


def test_a_sheet_is_read_by_the_titles_of_its_columns():
    filled = read_sheet([{}, cells(("序号", "代码"), ("1", "E001")), ZH], TITLES)
    assert filled.applicant == "某某（集团）有限公司"
    assert filled.entries == {"x.1": Entry(4, "5", "4.5", "同意"), "x.2": Entry(5, "", "", "")}


def test_columns_may_stand_anywhere_and_in_either_language():
    filled = read_sheet(
        [cells(("Applicant ACME Ltd",), (), ("Reviewer’s score", "OWN  SCORE", "", "id"),
               ("1", "2", "", "x.1"))],
        TITLES,
    )  # fmt: skip
    assert filled.applicant == "ACME Ltd"
    assert filled.entries == {"x.1": Entry(4, "2", "1", "")}


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (cells(("编号", "自评分")), "no sheet with the columns"),
        (cells(("编号", "自评分", "评审分", "自评分")), "row 1: two columns named 自评分"),
        (
            cells(("编号", "自评分", "评审分"), ("x.1",), ("x.1",)),
            "row 3: x.1 has a row already: 2",
        ),
        (cells(("编号", "自评分", "评审分"), ("", "5")), "row 2: a score without the id"),
    ],
)
def test_what_is_no_score_sheet_is_told_with_its_row(sheet, words):
    with pytest.raises(SheetError, match=words):
        read_sheet([sheet], TITLES)


def test_a_sheet_without_an_applicant_says_so():
    assert read_sheet([cells(("编号", "自评分", "评审分"))], TITLES).applicant == ""
