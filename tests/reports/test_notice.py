from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from datetime import date

import docx
import pytest

from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Submission
from evidencecheck.reports.notice import items_of, render_notice


def rows(data: bytes) -> list[list[str]]:
    tables = docx.Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows[1:]]


def prose(data: bytes) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)


@pytest.fixture
def undeclared(report: Report) -> Report:
    asked = dataclasses.replace(report.submission, not_applicable=())
    return dataclasses.replace(report, submission=asked)


def test_every_item_has_number_place_and_what_is_asked(undeclared: Report, book: RuleBook) -> None:
    missing, expired, broken = rows(render_notice(undeclared, book))
    assert missing[0] == "1"
    assert missing[1].startswith("1.2.4 要求 1.2.4")
    assert missing[3:] == ["缺少：证明材料", "缺少证据的处理"]
    assert expired[0] == "2"
    assert expired[2].split("\n") == [
        "1.2 管理制度/环境管理体系证书.pdf 第 1 页",
        "1.2 管理制度/环境管理体系证书.pdf 第 3 页",
    ]
    assert broken[:3] == ["3", "—", "附件.zip/节能量.pdf"]


def test_what_is_declared_not_applicable_is_not_asked_for(report: Report, book: RuleBook) -> None:
    assert not items_of(report).missing
    assert "声明不适用的 1 项" in prose(render_notice(report, book))


@pytest.mark.parametrize(
    ("deadline", "words"),
    [(15, "收到本通知之日起 15 日内"), (date(2026, 4, 15), "请于2026-04-15 前（含当日）")],
)
def test_the_deadline_is_stated(
    report: Report, book: RuleBook, deadline: int | date, words: str
) -> None:
    assert words in prose(render_notice(report, book, "zh", deadline))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_accuses_nobody(undeclared: Report, book: RuleBook, lang: str) -> None:
    data = render_notice(undeclared, book, lang)
    text = prose(data) + str(rows(data))
    assert not re.search("造假|伪造|虚假|欺诈|违法|fake|forge|fraud|false", text, re.IGNORECASE)
    assert ("疑点、需人工核实" if lang == "zh" else "looked at by a person") in text


def test_a_clean_submission_is_told_so(report: Report, book: RuleBook) -> None:
    clean = dataclasses.replace(report, indicators=report.indicators[:1], files=report.files[:1])
    data = render_notice(clean, book)
    assert not rows(data)
    assert "未发现需要补正的事项" in prose(data)


def test_hostile_text_stays_text(hostile: Report, book: RuleBook) -> None:
    asked = Submission(hostile.submission.applicant, hostile.submission.date)
    data = render_notice(dataclasses.replace(hostile, submission=asked), book)
    shown = str(rows(data)) + prose(data)
    assert "=HYPERLINK(<script>alert(1)</script>" in shown
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode("utf-8")
        links = archive.read("word/_rels/document.xml.rels").decode("utf-8")
    assert "<script" not in body
    assert "\x1b" not in body
    assert "hyperlink" not in links
    assert not re.search(r"<w:(instrText|fldSimple|hyperlink)", body)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_equal_reports_give_equal_bytes(
    report: Report, book: RuleBook, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = render_notice(report, book, lang)
    monkeypatch.setattr("time.localtime", lambda *_: (1999, 1, 1, 0, 0, 0, 0, 1, 0))
    assert first == render_notice(dataclasses.replace(report), book, lang)
