from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.batch_rows import BatchRow
from evidencecheck.reports.terminal import (
    render_batch_rows,
    render_report,
    render_report_place,
    render_summary_place,
)


def console(width: int) -> Console:
    return Console(file=io.StringIO(), width=width, color_system=None)


def shown(target: Console) -> str:
    assert isinstance(target.file, io.StringIO)
    return target.file.getvalue()


@pytest.mark.parametrize("width", [40, 70, 100, 160])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_fits_the_terminal(report: Report, book: RuleBook, width: int, lang: str) -> None:
    target = console(width)
    render_report(target, report, book, lang)
    assert max(cell_len(line) for line in shown(target).splitlines()) <= width


def test_flag_evidence_and_worst_finding_of_each_indicator(report: Report, book: RuleBook) -> None:
    target = console(160)
    render_report(target, report, book)
    text = shown(target)
    row = next(line for line in text.splitlines() if "1.2.3" in line)
    for words in ("疑点", "第 1–3 页 环境管理体系证书.pdf", "V201", "有效期至 2025-11-30，已过期"):
        assert words in row
    assert "支持 1" in text
    assert "共 3 项指标" in text


def test_suspicious_findings_are_listed_with_their_place(report: Report, book: RuleBook) -> None:
    target = console(100)
    render_report(target, report, book)
    problems = shown(target).split("疑点 2\n")[1]
    assert "V201 有效期至 2025-11-30，已过期" in problems
    assert "1.2 管理制度/环境管理体系证书.pdf 第 1 页" in problems
    assert "F101 文件无法读取：无法打开" in problems
    assert "附件.zip/节能量.pdf" in problems
    assert "另有 1 条提示" in problems


def test_text_cannot_drive_the_terminal(hostile: Report, book: RuleBook) -> None:
    target = console(200)
    render_report(target, hostile, book)
    assert "\x1b" not in shown(target)
    assert "\u202e" not in shown(target)


def test_markup_is_shown_not_obeyed(book: RuleBook) -> None:
    target = console(100)
    render_batch_rows(target, [BatchRow("[bold red]甲[/]", "甲", "failed", "[link]x")], book)
    assert "[bold red]甲[/]" in shown(target)
    assert "未完成: [link]x" in shown(target)


def test_a_batch_shows_counts_and_codes(book: RuleBook) -> None:
    rows = [
        BatchRow("甲公司", "甲", "checked", "", 40, 4, 2, (("P501", 2), ("V201", 1))),
        BatchRow("乙公司", "乙", "failed", "文件夹为空"),
    ]
    target = console(80)
    render_batch_rows(target, rows, book)
    first = next(line for line in shown(target).splitlines() if "甲公司" in line)
    assert first.split()[1:] == ["40", "4", "2", "P501×2、V201"]
    assert "已核查 1 家，未完成 1 家" in shown(target)


def test_a_failed_applicant_is_told_in_the_language_of_the_batch(book: RuleBook) -> None:
    rows = [BatchRow("乙公司", "乙", "failed", "in/乙: no files there")]
    for lang, words in (("zh", "in/乙：其中没有文件"), ("en", "in/乙: no files there")):
        target = console(80)
        render_batch_rows(target, rows, book, lang)
        assert words in shown(target)


def test_the_head_of_the_trail_stands_on_a_line_of_its_own(book: RuleBook) -> None:
    head = "5a" * 32
    target = console(40)
    render_report_place(target, "结果/report.html", "结果", head, book)
    lines = shown(target).splitlines()
    assert lines[0] == "报告：结果/report.html"
    assert lines[-1] == head
    target = console(40)
    render_summary_place(target, "s.xlsx", [("汇总/甲", head), ("汇总/乙", "")], book)
    lines = shown(target).splitlines()
    assert f"{head}  汇总/甲" in lines
    assert lines[-1] == "审计记录与写入时不符，请运行：evidencecheck audit verify 汇总/乙"
