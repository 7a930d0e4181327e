from __future__ import annotations

import copy
import json
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.changes import Change, compare
from evidencecheck.reports.changes_shown import changes_json, render_changes
from evidencecheck.reports.json_report import render_json

LICENCE = "基本要求/营业执照.pdf"
CERTIFICATE = "1.2 管理制度/环境管理体系证书.pdf"


@pytest.fixture
def first(report: Report, book: RuleBook) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render_json(report, book))
    return data


@pytest.fixture
def second(first: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(first)


def renamed(data: dict[str, Any], old: str, new: str) -> None:
    for document in data["documents"]:
        document["file"] = new if document["file"] == old else document["file"]
    for file in data["files"]:
        file["path"] = new if file["path"] == old else file["path"]
    for entry in (*data["indicators"], *data["documents"], *data["files"]):
        for finding in entry["findings"]:
            finding["file"] = new if finding["file"] == old else finding["file"]


def test_equal_reports_have_no_changes(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert not compare(first, second).any


def test_scores_before_and_after(first: dict[str, Any], second: dict[str, Any]) -> None:
    row = {"indicator": "tianjin.1.1.1", "tier": None, "counted": 5}
    scored = {"rows": [row], "total": 5.0, "grade": None}
    again = {"rows": [{**row, "counted": 4.5}], "total": 4.5, "grade": "零碳工厂"}
    changes = compare(first, second, (scored, again))
    assert changes.scores == (
        Change("tianjin.1.1.1", "5", "4.5"),
        Change("total", "5", "4.5"),
        Change("grade", "", "零碳工厂"),
    )
    assert not compare(first, second, (scored, scored)).any
    assert compare(first, second, (None, scored)).scores[0] == Change("tianjin.1.1.1", "", "5")


def test_new_numbers_of_documents_are_no_change(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    text = json.dumps(second).replace('"d1"', '"d9"').replace('"d2"', '"d1"')
    assert not compare(first, json.loads(text)).any


def test_another_language_is_no_change(
    first: dict[str, Any], report: Report, book: RuleBook
) -> None:
    assert not compare(first, json.loads(render_json(report, book, "en"))).any


def test_a_moved_file_takes_its_documents_and_findings_along(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    renamed(second, CERTIFICATE, "新/证书.pdf")
    changes = compare(first, second)
    assert changes.files_moved == (Change(f"{1:064x}", CERTIFICATE, "新/证书.pdf"),)
    rest = changes_json(changes)
    told = json.loads(rest)
    assert [k for k, v in told.items() if v and isinstance(v, list)] == ["files_moved"]


def test_files_added_removed_and_changed(first: dict[str, Any], second: dict[str, Any]) -> None:
    second["files"][0]["sha256"] = "f" * 64
    second["files"][3]["path"] = "另一张.heic"
    second["files"][3]["sha256"] = "e" * 64
    changes = compare(first, second)
    assert changes.files_changed == (Change(LICENCE, f"{0:064x}", "f" * 64),)
    assert (changes.files_added, changes.files_removed) == (("另一张.heic",), ("照片.heic",))


def test_documents_and_their_fields(first: dict[str, Any], second: dict[str, Any]) -> None:
    licence, certificate = second["documents"]
    certificate["fields"]["valid_until"]["value"] = "2028-11-30"
    certificate["fields"]["standards"]["value"] = []
    licence["type"] = "contract"
    changes = compare(first, second)
    (changed,) = changes.documents_changed
    assert changed.file == CERTIFICATE
    assert changed.fields == (
        Change("valid_until", "2025-11-30", "2028-11-30"),
        Change("standards", "ISO 14064-1:2018", ""),
    )
    assert [d.type for d in changes.documents_added] == ["contract"]
    assert [d.type for d in changes.documents_removed] == ["business-license"]


def test_flags_findings_and_points(first: dict[str, Any], second: dict[str, Any]) -> None:
    scored = second["indicators"][1]
    scored["flag"], scored["findings"] = "supported", []
    second["documents"][1]["findings"] = []
    new = {
        "code": "P501",
        "level": "suspicious",
        "message": "持有人为乙",
        "file": LICENCE,
        "page": 1,
    }
    second["indicators"][0]["findings"] = [new]
    changes = compare(first, second)
    assert changes.flags == (Change("demo.1.2.3", "suspicious", "supported"),)
    assert [(f.code, f.indicators) for f in changes.resolved] == [("V201", ("demo.1.2.3",))]
    assert [(f.code, f.indicators) for f in changes.new] == [("P501", ("demo.basic.1",))]
    assert changes.points == (Change("1.碳排放管理", "0/7.5", "5/7.5"),)


def test_a_finding_told_of_another_date_is_the_same(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    second["assessment_date"] = "2026-04-30"
    for entry in (second["indicators"][1], second["documents"][1]):
        entry["findings"][0]["message"] = "有效期至 2025-11-30，评价日期 2026-04-30"
    changes = compare(first, second)
    assert changes.conditions == (Change("assessment_date", "2026-03-31", "2026-04-30"),)
    assert not changes.resolved
    assert not changes.new


def test_tiers_have_flags_of_their_own(first: dict[str, Any], second: dict[str, Any]) -> None:
    for data, flag in ((first, "missing"), (second, "supported")):
        data["indicators"][0]["tiers"] = {"zero": {"flag": flag}}
    assert compare(first, second).flags == (Change("demo.basic.1 (zero)", "missing", "supported"),)


@pytest.mark.parametrize(("lang", "words"), [("zh", "缺失 → 支持"), ("en", "Missing → Supported")])
def test_it_is_told_on_the_terminal(
    first: dict[str, Any], second: dict[str, Any], book: RuleBook, lang: str, words: str
) -> None:
    second["indicators"][2]["flag"] = "supported"
    second["files"][3]["path"] = "[red]\x1b[2J.heic"
    console = Console(file=StringIO(), width=200)
    render_changes(console, compare(first, second), book, lang)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert f"demo.1.2.4: {words}" in shown
    assert "照片.heic → [red]\ufffd[2J.heic" in shown
    same = Console(file=StringIO(), width=200)
    render_changes(same, compare(first, first), book, lang)
    assert len(same.file.getvalue().splitlines()) == 1  # type: ignore[attr-defined]
