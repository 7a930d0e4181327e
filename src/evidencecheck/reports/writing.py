"""All files of one report, written into a folder."""

from __future__ import annotations

from pathlib import Path

from evidencecheck.domain.out import NOTICE, REPORT_HTML, REPORT_JSON, SCORESHEET
from evidencecheck.domain.report import Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.html_report import render_html
from evidencecheck.reports.json_report import render_json
from evidencecheck.reports.notice import DAYS, Deadline, render_notice
from evidencecheck.reports.pages import Picture
from evidencecheck.reports.scoresheet import render_scoresheet


def write_reports(
    report: Report,
    book: RuleBook,
    out: Path,
    *,
    lang: str = "zh",
    picture: Picture,
    html: bool = True,
    deadline: Deadline = DAYS,
) -> None:
    """Write report.json, scoresheet.xlsx, correction-notice.docx and, unless ``html`` is False,
    report.html into ``out``.

    ``deadline`` is that of the notice. ``out`` exists; that it is written whole or not at all is
    the caller's care. ``picture(file, page)`` gives the JPEG of a cited page or None.

    Raises:
        OSError: ``out`` cannot be written.
    """
    (out / REPORT_JSON).write_bytes(render_json(report, book, lang))
    (out / SCORESHEET).write_bytes(render_scoresheet(report, book, lang))
    (out / NOTICE).write_bytes(render_notice(report, book, lang, deadline))
    if html:
        (out / REPORT_HTML).write_bytes(render_html(report, book, lang=lang, picture=picture))
