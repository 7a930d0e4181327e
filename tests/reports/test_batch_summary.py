from __future__ import annotations

import dataclasses
import io
import json
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.batch_html import render_batch_html
from evidencecheck.reports.batch_rows import BatchRow, Shared, checked_row
from evidencecheck.reports.batch_summary import render_batch
from evidencecheck.reports.json_report import render_json

DAY = date(2026, 3, 31)
FAILED = BatchRow("坏文件夹", "坏", "failed", reason="=1+1 无法打开")


def test_a_row_is_read_from_the_finished_report(report: Report, book: RuleBook) -> None:
    row = checked_row(render_json(report, book), folder="甲", report="甲/report.html")
    assert row == BatchRow(
        "晨曦零碳科技有限公司",
        "甲",
        "checked",
        supported=1,
        missing=1,
        suspicious=1,
        codes=(("F101", 1), ("V201", 1)),
        report="甲/report.html",
        flags=(
            ("demo.basic.1", "supported"),
            ("demo.1.2.3", "suspicious"),
            ("demo.1.2.4", "missing"),
        ),
    )


def test_flags_stand_by_indicator_and_applicant(report: Report, book: RuleBook) -> None:
    done = checked_row(render_json(report, book), folder="甲", report="甲/report.html")
    other = dataclasses.replace(done, name="乙", folder="乙", flags=(("demo.1.2.4", "supported"),))
    data = render_batch([done, FAILED, other], book, DAY)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("指标对照")
    _, _, head, first, second, third = sheet.to_python(skip_empty_area=False)
    assert head == ["编号", "支持", "缺失", "疑点", "晨曦零碳科技有限公司", "乙"]
    assert first == ["demo.basic.1", 1, 0, 0, "支持", "–"]
    assert second[3:] == [1, "疑点", "–"]
    assert third == ["demo.1.2.4", 1, 1, 0, "缺失", "支持"]


def test_what_applicants_share_is_listed_with_file_and_page(report: Report, book: RuleBook) -> None:
    data = json.loads(render_json(report, book))
    same = {**data["documents"][1]["findings"][0], "code": "F106", "message": "=与乙公司相同"}
    for entry in (data["documents"][1], data["indicators"][1]):
        entry["findings"] = [same]
    row = checked_row(json.dumps(data).encode(), folder="甲", report="")
    assert row.shared == (Shared("F106", "=与乙公司相同", same["file"], 1),)
    book_ = CalamineWorkbook.from_filelike(io.BytesIO(render_batch([row], book, DAY)))
    assert book_.get_sheet_by_name("重复材料").to_python()[-1][1:6] == [
        "F106", row.name, same["file"], 1, "=与乙公司相同"
    ]  # fmt: skip
    assert "=与乙公司相同" in render_batch_html([row], book, DAY).decode()
    assert (
        "重复材料"
        not in CalamineWorkbook.from_filelike(
            io.BytesIO(render_batch([FAILED], book, DAY))
        ).sheet_names
    )


HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_escapes_names_and_leads_to_the_reports(book: RuleBook, lang: str) -> None:
    name = f"=1+1 {HOSTILE}\x1b"
    bad = BatchRow(
        name, "javascript:alert(1)", "checked", "", 1, 0, 0, (), "javascript:alert(1)/report.html",
        (("demo.1", "supported"),), (Shared("F108", HOSTILE, HOSTILE, 2),),
    )  # fmt: skip
    failed = BatchRow("+cmd|' /C calc'!A0", "乙", "failed", reason=f"@SUM(1) {HOSTILE}")
    text = render_batch_html([bad, failed], book, DAY, lang).decode()
    assert "<script" not in text
    assert "<img" not in text
    assert "\x1b" not in text
    links = set(re.findall(r'href="([^"]*)"', text))
    assert "./javascript%3Aalert%281%29/report.html" in links
    assert all(href.startswith(("#", "./")) for href in links)
    workbook = render_batch([bad, failed], book, DAY, lang)
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        for part in archive.namelist():
            assert b"<f>" not in archive.read(part), part


def test_a_cell_of_the_page_opens_the_indicator(report: Report, book: RuleBook) -> None:
    done = checked_row(render_json(report, book), folder="甲", report="甲/report.html")
    text = render_batch_html([done, FAILED], book, DAY).decode()
    assert 'href="./%E7%94%B2/report.html#demo.1.2.4"' in text
    assert "已核查 1 家，未完成 1 家" in text
    assert render_batch_html([done], book, DAY) == render_batch_html([done], book, DAY)


def test_what_is_no_report_is_an_error() -> None:
    with pytest.raises(KeyError):
        checked_row(b"{}", folder="", report="")
    with pytest.raises(ValueError, match="Expecting value"):
        checked_row(b"<html>", folder="", report="")


def test_a_row_an_applicant_a_column_a_code_and_totals(report: Report, book: RuleBook) -> None:
    done = checked_row(render_json(report, book), folder="甲", report="甲/report.html")
    other = BatchRow("乙公司", "乙", "checked", "", 3, 0, 1, (("V201", 2),))
    data = render_batch([done, FAILED, other], book, DAY)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    _, about, head, first, second, third, total = sheet.to_python(skip_empty_area=False)
    assert about[0] == "评价日期 2026-03-31    已核查 2 家，未完成 1 家"
    assert head[4:9] == ["支持", "缺失", "疑点", "F101", "V201"]
    assert first[1:9] == ["晨曦零碳科技有限公司", "甲", "已核查", 1, 1, 1, 1, 1]
    assert first[9] == "打开报告"
    assert second[1:10] == ["坏文件夹", "坏", "未完成", "", "", "", "", "", ""]
    assert second[10] == "=1+1 无法打开"
    assert third[7:9] == ["", 2]
    assert total[1:9] == ["合计", "", "", 4, 1, 2, 1, 3]
    codes = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(1)
    assert codes.to_python()[-2:] == [["F101", "无法读取", 1, 1], ["V201", "已过期", 3, 2]]


def test_links_are_relative_and_escaped(book: RuleBook) -> None:
    row = BatchRow("甲", "甲 #1", "checked", report="甲 #1/100%/report.html")
    data = render_batch([row], book, DAY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        links = archive.read("xl/worksheets/_rels/sheet1.xml.rels").decode("utf-8")
    assert 'Target="甲%20%231\\100%25\\report.html"' in links


def test_an_empty_batch_and_equal_bytes(book: RuleBook) -> None:
    assert render_batch([], book, DAY, "en").startswith(b"PK")
    assert render_batch([FAILED], book, DAY) == render_batch([FAILED], book, DAY)
