from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.batch_summary import BatchRow, checked_row, render_batch
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
    )


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
