"""batch_summary.xlsx: a row an applicant, with counts and a link to its report; then the codes, the
flags of every indicator by applicant, and what is shared between applicants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from evidencecheck.domain.finding import Flag
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.batch_matrix import write_matrix, write_shared
from evidencecheck.reports.batch_rows import BatchRow
from evidencecheck.reports.sheets import Book, Column, Sheet
from evidencecheck.reports.wording import Wording

_UNFIT_IN_LINKS = re.compile(r'[%#?*"<>|^`{}\[\] ]')


def render_batch(rows: Sequence[BatchRow], book: RuleBook, day: date, lang: str = "zh") -> bytes:
    """The workbook as bytes, in ``lang``; ``day`` is the assessment date of the batch."""
    words = Wording(book, lang)
    title = words.label("batch_title")
    codes = sorted({code for row in rows for code, _ in row.codes})
    workbook = Book(title, day)
    columns = [
        Column(words.label("number"), 6),
        Column(words.label("applicant"), 30),
        Column(words.label("folder"), 24),
        Column(words.label("status"), 9),
        *(Column(words.flag(flag), 10 if lang == "en" else 7) for flag in Flag),
        *(Column(code, 6) for code in codes),
        Column(words.label("report"), 10),
        Column(words.label("reason"), 32),
    ]
    sheet = workbook.sheet(
        words.label("sheet_batch"), columns, title=title, about=_about(rows, day, words)
    )
    for n, row in enumerate(rows, start=1):
        line = sheet.first_row + n - 1
        done = row.status == "checked"
        sheet.number(line, 0, n, "count")
        sheet.text(line, 1, row.name)
        sheet.text(line, 2, row.folder)
        sheet.text(line, 3, words.outcome(row.status), "centre")
        for column, flag in enumerate(Flag, start=4):
            sheet.number(line, column, row.count(flag) if done else None, "count")
        by_code = dict(row.codes)
        for column, code in enumerate(codes, start=7):
            sheet.number(line, column, by_code.get(code), "count")
        if row.report:
            target = _UNFIT_IN_LINKS.sub(lambda m: f"%{ord(m[0]):02X}", row.report)
            sheet.link(line, 7 + len(codes), target, words.label("open_report"))
        else:
            sheet.text(line, 7 + len(codes), "")
        sheet.text(line, 8 + len(codes), words.refusal(row.reason))
    sheet.close(frozen_columns=2, footer=words.label("sheet_page"))
    _write_totals(sheet, rows, codes, words)
    _write_codes(workbook, rows, codes, words, _about(rows, day, words))
    write_matrix(workbook, rows, words, _about(rows, day, words))
    write_shared(workbook, rows, words, _about(rows, day, words))
    return workbook.finish()


def _about(rows: Sequence[BatchRow], day: date, words: Wording) -> str:
    checked = sum(row.status == "checked" for row in rows)
    counts = words.label("batch_counts", checked=checked, failed=len(rows) - checked)
    return f"{words.label('assessment_date')} {day.isoformat()}    {counts}"


def _write_totals(
    sheet: Sheet, rows: Sequence[BatchRow], codes: Sequence[str], words: Wording
) -> None:
    line = sheet.total_row()
    sums = [sum(row.count(flag) for row in rows) for flag in Flag]
    sums += [sum(dict(row.codes).get(code, 0) for row in rows) for code in codes]
    for column in range(9 + len(codes)):
        sheet.text(line, column, "", "total")
    sheet.text(line, 1, words.label("total"), "total")
    for column, total in enumerate(sums, start=4):
        sheet.number(line, column, total, "total")


def _write_codes(
    workbook: Book, rows: Sequence[BatchRow], codes: Sequence[str], words: Wording, about: str
) -> None:
    """What the codes at the heads of the columns mean, how often each was found, at how many."""
    title = words.label("suspicious_codes")
    layout = (("code", 8), ("finding", 60), ("times_found", 12), ("applicants_with", 12))
    columns = [Column(words.label(key), width) for key, width in layout]
    sheet = workbook.sheet(words.label("sheet_codes"), columns, title=title, about=about)
    for line, code in enumerate(codes, start=sheet.first_row):
        counts = [dict(row.codes)[code] for row in rows if code in dict(row.codes)]
        sheet.text(line, 0, code, "centre")
        sheet.text(line, 1, words.says(code))
        sheet.number(line, 2, sum(counts), "count")
        sheet.number(line, 3, len(counts), "count")
    sheet.close(frozen_columns=1, footer=words.label("sheet_page"))
