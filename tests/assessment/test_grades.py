"""E004: grades of evaluations and of machines; E005: a list that is still open to objections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.tables import DocumentTable, Role, TableCell, TableColumn, TableRow
from tests.assessment.conftest import BOX, FIRM, Outcome, document

Run = Callable[..., Outcome]
OTHER = "白石样品电子有限公司"
EVALUATION = "工业企业资源集约利用综合评价结果"


def evaluated(*lines: str, file: str = "评价结果.pdf", of: str = "award") -> Document:
    return document(of, file, title=EVALUATION, text="\n".join(lines), holder=FIRM)


def listing(*rows: tuple[str, ...]) -> Document:
    cells = tuple(
        TableRow(1, (), tuple(TableCell(text, 1, BOX) for text in row), Role.BODY) for row in rows
    )
    columns = tuple(TableColumn((name,)) for name in ("企业名称", "得分", "等级"))
    paper = evaluated("对A级企业优先保障用地", *(" ".join(row) for row in rows), file="通知.pdf")
    table = DocumentTable(caption="", columns=columns, rows=cells)
    return replace(paper, tables=(table,), fields=())


@pytest.mark.parametrize(
    ("paper", "found"),
    [
        (evaluated("评价等级：B级（发展提升类）。"), True),
        (evaluated("经评价，你单位被评为C类企业"), True),
        (evaluated("评价结果 B", of="unknown"), True),
        (evaluated("评价等级：A级（优先发展类）"), False),
        # What grades there are, two of them, and a plan of the firm's own.
        (evaluated("评价等级：A、B、C、D四级"), False),
        (evaluated("评价等级：B级", "2025年评价等级：A级"), False),
        (evaluated("评价等级：B级", of="transition-plan"), False),
        (document("award", "荣誉.pdf", title="信用评价", text="评价等级：B级", holder=FIRM), False),
        # The applicant's own row counts, whatever others have.
        (listing((OTHER, "91.2", "A"), (FIRM, "74.1", "B")), True),
        (listing((OTHER, "71.2", "B"), (FIRM, "94.1", "A")), False),
        (listing((OTHER, "71.2", "B")), False),
    ],
)
def test_the_grade_of_an_evaluation(run: Run, paper: Document, found: bool) -> None:
    assert ("E004" in run(paper, pack="wuxi").of_documents()) is found


def test_the_heading_over_the_applicant_in_a_list_is_its_grade(run: Run) -> None:
    def notice(*lines: str) -> Document:
        return replace(evaluated(*lines, file="通知.pdf"), fields=())

    lines = ("一、A类企业名单", OTHER, "二、B类企业名单", FIRM)
    assert "E004" in run(notice(*lines), pack="wuxi").of_documents()
    lines = ("一、A类企业名单", FIRM, "二、B类企业名单", OTHER)
    assert "E004" not in run(notice(*lines), pack="wuxi").of_documents()


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (((OTHER, "", "先进级"), (FIRM, "", "基础级")), True),
        (((OTHER, "", "基础级"), (FIRM, "", "先进级")), False),
        (((OTHER, "", "基础级"), (FIRM, "", "基础建设")), False),
        (((OTHER, "", "基础级"),), False),
    ],
)
def test_a_grade_that_is_a_word(run: Run, rows: tuple[tuple[str, ...], ...], found: bool) -> None:
    told = "其中先进级若干家、基础级若干家"
    paper = replace(listing(*rows), title=None)
    lines = (Line(1, "关于公布智能工厂名单的通知", BOX), Line(1, told, BOX), *paper.lines)
    notice = replace(paper, lines=lines)
    assert ("E004" in run(notice, pack="jiangsu").of_documents()) is found


def test_the_heading_of_a_grade_that_is_a_word(run: Run) -> None:
    def notice(*lines: str) -> Document:
        text = "\n".join(("智能工厂", *lines))
        return document("award", "通知.pdf", title="智能工厂名单", text=text)

    lines = ("一、先进级智能工厂名单", OTHER, "二、基础级智能工厂名单", FIRM)
    assert "E004" in run(notice(*lines), pack="jiangsu").of_documents()
    lines = ("一、先进级智能工厂名单", FIRM, "二、基础级智能工厂名单", OTHER)
    assert "E004" not in run(notice(*lines), pack="jiangsu").of_documents()


def test_the_best_grade_of_several_years_counts(run: Run) -> None:
    older = evaluated("评价等级：B级", file="2023.pdf")
    latest = evaluated("评价等级：A级", file="2024.pdf")
    assert "E004" not in run(older, latest, pack="wuxi").of_documents()


@pytest.mark.parametrize(
    ("pack", "title", "text", "holder", "found"),
    [
        ("wuxi", "中国能效标识", "能效等级 3级", OTHER, True),
        ("jiangsu", "中国能效标识", "能效等级：三级", OTHER, True),
        ("wuxi", "中国能效标识", "能效等级 2级", OTHER, False),
        ("wuxi", "中国能效标识", "能效等级 1级", OTHER, False),
        # What the applicant makes itself; a certificate; a system that does not ask.
        ("wuxi", "中国能效标识", "能效等级 3级", FIRM, False),
        ("wuxi", "节能产品认证证书", "能效等级 3级", OTHER, False),
        ("tianjin", "中国能效标识", "能效等级 3级", OTHER, False),
    ],
)
def test_the_grade_of_a_machine(
    run: Run, pack: str, title: str, text: str, holder: str, found: bool
) -> None:
    label = document("product-certificate", "能效标识.jpg", title=title, text=text, holder=holder)
    assert ("E004" in run(label, pack=pack).of_documents()) is found


@pytest.mark.parametrize(
    ("file", "text", "issued", "found"),
    [
        ("绿色工厂认定文件.pdf", "关于绿色工厂拟认定名单的公示", "2024-11-30", True),
        # Still open, whatever it is called.
        ("绿色工厂公示.pdf", "拟入选绿色工厂名单公示", "2026-03-27", True),
        # Called what it is, and long over; the award itself.
        ("绿色工厂公示.pdf", "拟入选绿色工厂名单公示", "2024-11-30", False),
        ("绿色工厂认定文件.pdf", "关于公布绿色工厂名单的通知", "2024-11-30", False),
    ],
)
def test_a_list_of_who_is_about_to_be_granted_an_award(
    run: Run, file: str, text: str, issued: str, found: bool
) -> None:
    paper = document("award", file, title=text, text=text, holder=FIRM, issue_date=issued)
    assert ("E005" in run(paper).of_documents()) is found


def test_it_grants_no_level_and_every_lower_award_is_told(run: Run) -> None:
    known = {"title": "绿色工厂", "text": "绿色工厂", "holder": FIRM}
    proposal = document(
        "award", "绿色工厂认定.pdf", issue_date="2026-03-27", level="市级",
        **{**known, "title": "绿色工厂拟认定名单公示", "text": "绿色工厂"},
    )  # fmt: skip
    awards = [document("award", f"{n}.pdf", level="区级", **known) for n in (1, 2)]
    outcome = run(*awards, proposal, pack="wuxi", day=date(2026, 3, 31))
    assert outcome.codes("basic.5").count("E004") == len(awards)
    granted = document("award", "3.pdf", level="市级", **known)
    assert "E004" not in run(*awards, granted, pack="wuxi").codes("basic.5")
