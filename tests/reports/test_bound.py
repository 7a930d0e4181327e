from __future__ import annotations

import json
from typing import Any

import pymupdf
import pytest

from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.bound import render_bound
from evidencecheck.reports.bound_plan import Plan, plan_of
from evidencecheck.reports.json_report import render_json


@pytest.fixture
def plan(report: Report, book: RuleBook) -> Plan:
    return plan_of(json.loads(render_json(report, book)))


def place(page: Any, box: Any, file: str, number: int) -> bool:
    page.draw_rect(box)
    return number != 3


def narrow(file: str, number: int) -> bool:
    return number == 2


def bound(plan: Plan, book: RuleBook, lang: str = "zh") -> pymupdf.Document:
    return pymupdf.open(stream=render_bound(plan, book, place, narrow, lang), filetype="pdf")


def test_documents_come_once_in_the_order_of_the_indicators(plan: Plan) -> None:
    assert [(d.file.rsplit("/", 1)[-1], d.first, d.last) for d in plan.documents] == [
        ("营业执照.pdf", 1, 1),
        ("环境管理体系证书.pdf", 1, 3),
    ]
    assert plan.documents[0].indicators == ("demo.basic.1", "demo.1.2.3")
    assert [i.documents for i in plan.indicators] == [(0,), (1, 0), ()]
    assert plan.pages == 4


def test_bookmarks_and_links_lead_to_where_documents_begin(plan: Plan, book: RuleBook) -> None:
    with bound(plan, book) as document:
        assert document.page_count == 5
        outline = [(level, title.split(" ")[0], page) for level, title, page in document.get_toc()]
        assert outline == [
            (1, "目录（按指标）", 1),
            (1, "demo.basic.1", 2),
            (2, "营业执照", 2),
            (1, "demo.1.2.3", 3),
            (2, "管理体系认证证书", 3),
            (2, "营业执照", 2),
            (1, "demo.1.2.4", 1),
        ]
        assert [link["page"] for link in document[0].get_links()] == [1, 2, 1]


def test_every_page_bears_its_source(plan: Plan, book: RuleBook) -> None:
    with bound(plan, book) as document:
        texts = ["".join(page.get_text().split()) for page in document]
        assert "晨曦零碳科技有限公司证据汇编" in texts[0]
        assert "1.2管理制度/环境管理体系证书.pdf·第2页" in texts[3]
        assert "4/5" in texts[3]
        assert document[3].rect.width > document[3].rect.height
        assert "此页未能收入" in texts[4]
        assert "此页未能收入" not in texts[3]


def test_equal_input_gives_equal_bytes(plan: Plan, book: RuleBook) -> None:
    first = render_bound(plan, book, place, narrow, "en")
    assert first == render_bound(plan, book, place, narrow, "en")


def test_hostile_names_are_print_and_nothing_else(hostile: Report, book: RuleBook) -> None:
    with bound(plan_of(json.loads(render_json(hostile, book))), book) as document:
        assert "<script>" in document[0].get_text()
        assert not [k for page in document for k in page.get_links() if k["kind"] != 1]


def test_long_indexes_take_several_pages(plan: Plan, book: RuleBook) -> None:
    many = Plan(
        plan.system, plan.edition, plan.applicant, plan.date, plan.indicators * 40, plan.documents
    )
    with bound(many, book) as document:
        assert document.page_count > 7
        first = document.page_count - plan.pages
        assert {k["page"] for k in document[2].get_links()} == {first, first + 1}
