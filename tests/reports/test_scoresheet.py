from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from evidencecheck.domain.document import Citation
from evidencecheck.domain.finding import Finding, Level
from evidencecheck.domain.geometry import PAGE
from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.scoresheet import render_scoresheet
from evidencecheck.reports.sheets import MAX_CELL, lines_of

LICENCE = "基本要求/营业执照.pdf"
CERTIFICATE = "1.2 管理制度/环境管理体系证书.pdf"


def rows(data: bytes, sheet: int = 0) -> list[dict[str, Any]]:
    """The rows of a sheet below its header, by column title."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    _, _, head, *body = book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")


def test_a_row_an_indicator_with_flag_files_pages_and_quotes(
    report: Report, book: RuleBook
) -> None:
    basic, scored, empty = rows(render_scoresheet(report, book))
    assert (scored["一级指标"], scored["二级指标"]) == ("1.碳排放管理", "1.2 管理制度")
    assert scored["编号"] == "demo.1.2.3"
    assert scored["指标要求"] == "要求 1.2.3，须满足。"
    assert (scored["类型"], scored["分值"], scored["权重"]) == ("可选", 5, 0.2)
    assert (scored["判定"], scored["建议分值"]) == ("疑点", "0–5（暂定）")
    assert scored["依据文件"].split("\n") == [
        "1. 1.2 管理制度/环境管理体系证书.pdf（管理体系认证证书）",
        "2. 基本要求/营业执照.pdf（营业执照）",
    ]
    assert scored["页码"] == "1. 第 1–3 页\n2. 第 1 页"
    assert "营业执照 ｜ 名称 晨曦零碳科技有限公司 ｜ 营业期限 长期" in scored["摘录"]
    assert "[疑点 V201] 有效期至 2025-11-30，已过期" in scored["问题"]
    assert (basic["类型"], basic["分值"], basic["权重"]) == ("基本要求", "", "")
    assert (empty["判定"], empty["依据文件"], empty["分值"]) == ("缺失", "", 2.5)
    for row in (basic, scored, empty):
        assert [row[c] for c in ("自评分", "评审分", "评审意见")] == ["", "", ""]


def test_thresholds_stand_with_the_requirement_each_once(report: Report, book: RuleBook) -> None:
    first, *rest = report.indicators
    (held,) = first.slots
    asked = dataclasses.replace(
        held, slot=held.slot.model_copy(update={"threshold": "占比不低于70%"})
    )
    changed = (dataclasses.replace(first, slots=(asked, asked)), *rest)
    row, *others = rows(render_scoresheet(dataclasses.replace(report, indicators=changed), book))
    assert row["指标要求"].split("\n")[1:] == ["须核对：占比不低于70%"]
    assert not [r for r in others if "须核对" in r["指标要求"]]
    assert others[-1]["指标要求"].endswith("\n企业声明不适用（至 2026-12-31）：无此工序")


def test_findings_and_files_have_sheets_of_their_own(report: Report, book: RuleBook) -> None:
    data = render_scoresheet(report, book)
    names = CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names
    assert names == ["评价指标", "问题清单", "证据索引", "文件清单"]
    found = rows(data, 1)
    assert [row["代码"] for row in found] == ["V201", "F101", "E001", "F104"]
    assert found[0]["指标"] == "demo.1.2.3"
    assert (found[0]["页"], found[0]["如何处理"]) == (1, "已过期的处理")
    files = rows(data, 3)
    assert [row["状态"] for row in files] == ["已读取", "已读取", "无法读取", "未采用"]
    assert files[0]["对应指标"] == "demo.basic.1\ndemo.1.2.3"
    assert files[0]["文档"] == "营业执照（第 1 页）"


def test_the_index_leads_from_indicator_to_file_and_page(report: Report, book: RuleBook) -> None:
    index = rows(render_scoresheet(report, book), 2)
    found = [(row["编号"], row["文件"], row["页码"], row["判定"]) for row in index]
    assert found == [
        ("demo.basic.1", LICENCE, "第 1 页", "支持"),
        ("demo.1.2.3", CERTIFICATE, "第 1–3 页", "疑点"),
        ("demo.1.2.3", LICENCE, "第 1 页", "疑点"),
        ("demo.1.2.4", "", "", "缺失"),
    ]
    assert (index[0]["有效期至"], index[1]["有效期至"]) == ("长期", "2025-11-30")


def test_english_has_the_same_shape(report: Report, book: RuleBook) -> None:
    first = rows(render_scoresheet(report, book, "en"))[0]
    assert first["Flag"] == "Supported"
    assert first["Type"] == "Basic"


def test_no_cell_is_a_formula_or_a_link(hostile: Report, book: RuleBook) -> None:
    data = render_scoresheet(hostile, book)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8")
            assert "<f>" not in text, name
            assert "<hyperlink" not in text, name
    (row,) = rows(data, 3)
    assert row["路径"].startswith("=HYPERLINK(<script>")
    assert "\x1b" not in row["路径"]
    assert "quotePrefix" in part(data, "xl/styles.xml")


def test_scores_are_held_to_the_maximum(report: Report, book: RuleBook) -> None:
    sheet = part(render_scoresheet(report, book), "xl/worksheets/sheet1.xml")
    rules = re.findall(r"<dataValidation .*?</dataValidation>", sheet)
    lists = [r for r in rules if 'type="list"' in r]
    decimals = [r for r in rules if 'type="decimal"' in r]
    assert [re.findall(r'sqref="(\w+)"', r)[0] for r in lists] == ["N4", "O4"]
    assert all("符合,不符合" in r for r in lists)
    spans = {
        re.findall(r'sqref="(\w+)"', r)[0]: [float(n) for n in re.findall(r"<formula\d>(.*?)<", r)]
        for r in decimals
    }
    assert spans == {"N5": [0, 5], "O5": [0, 5], "N6": [0, 2.5], "O6": [0, 2.5]}


def test_it_is_set_up_for_reading_and_print(report: Report, book: RuleBook) -> None:
    data = render_scoresheet(report, book)
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert '<pane xSplit="3" ySplit="3"' in sheet
    assert '<autoFilter ref="A3:P6"' in sheet
    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert sheet.count('type="cellIs"') == 3
    assert "_xlnm.Print_Titles" in part(data, "xl/workbook.xml")


def test_rows_are_as_tall_as_their_text(report: Report, book: RuleBook) -> None:
    sheet = part(render_scoresheet(report, book), "xl/worksheets/sheet1.xml")
    heights = [float(h) for h in re.findall(r'<row r="[456]"[^>]* ht="([\d.]+)"', sheet)]
    assert len(heights) == 3
    assert heights[1] > heights[0]
    assert lines_of("一二三四五\nab", 6.5) == 3


def test_text_longer_than_a_cell_is_cut_and_says_so(report: Report, book: RuleBook) -> None:
    long = Finding(
        "E001", Level.MISSING, (("text", "长" * 40_000),), "", "", (Citation("a", 1, PAGE, "q"),)
    )
    first, *rest = report.indicators
    results = (dataclasses.replace(first, findings=(long,)), *rest)
    data = render_scoresheet(dataclasses.replace(report, indicators=results), book)
    shown = rows(data)[0]["问题"]
    assert len(shown) == MAX_CELL
    assert shown.endswith("…")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_equal_reports_give_equal_bytes(report: Report, book: RuleBook, lang: str) -> None:
    first = render_scoresheet(report, book, lang)
    assert first == render_scoresheet(dataclasses.replace(report), book, lang)
    assert "2026-03-31T00:00:00Z" in part(first, "docProps/core.xml")
