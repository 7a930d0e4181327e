"""Two sheets of the batch summary: flags of every indicator by applicant, and what is shared."""

from __future__ import annotations

from collections.abc import Sequence

from evidencecheck.domain.finding import Flag
from evidencecheck.reports.batch_rows import SHARED, BatchRow
from evidencecheck.reports.sheets import Book, Column
from evidencecheck.reports.wording import Wording


def indicators_of(rows: Sequence[BatchRow]) -> tuple[str, ...]:
    """The ids of all indicators that any applicant was held against, in their order."""
    return tuple(dict.fromkeys(i for row in rows for i, _ in row.flags))


def write_matrix(workbook: Book, rows: Sequence[BatchRow], words: Wording, about: str) -> None:
    """A row an indicator: how often it carries each flag, then its flag for each applicant."""
    checked = [row for row in rows if row.status == "checked"]
    title = words.said("batch", "matrix")
    columns = [
        Column(words.label("id"), 16),
        *(Column(words.flag(flag), 10 if words.lang == "en" else 7) for flag in Flag),
        *(Column(row.name, 12) for row in checked),
    ]
    sheet = workbook.sheet(words.said("batch", "sheet_matrix"), columns, title=title, about=about)
    flags = [dict(row.flags) for row in checked]
    for line, indicator in enumerate(indicators_of(checked), start=sheet.first_row):
        sheet.text(line, 0, indicator)
        for column, flag in enumerate(Flag, start=1):
            count = sum(own.get(indicator) == flag.value for own in flags)
            sheet.number(line, column, count, "count")
        for column, own in enumerate(flags, start=1 + len(Flag)):
            word = words.flag(Flag(own[indicator])) if indicator in own else "–"
            sheet.text(line, column, word, "centre")
    for column in range(1 + len(Flag), len(columns)):
        workbook.colour_flags(sheet, column, {flag: words.flag(flag) for flag in Flag})
    sheet.close(frozen_columns=1 + len(Flag), footer=words.label("sheet_page"))


def write_shared(workbook: Book, rows: Sequence[BatchRow], words: Wording, about: str) -> None:
    """A row for each paper or number that applicants have in common; none: no such sheet."""
    found = [(row, shared) for row in rows for shared in row.shared]
    if not found:
        return
    layout = (("number", 6), ("code", 8), ("applicant", 28), ("file", 40), ("page_column", 7))
    columns = [Column(words.label(key), width) for key, width in layout]
    columns += [Column(words.label("finding"), 60), Column(words.label("handling"), 18)]
    title = words.said("batch", "shared")
    sheet = workbook.sheet(words.said("batch", "sheet_shared"), columns, title=title, about=about)
    found.sort(key=lambda pair: SHARED.index(pair[1].code))
    for n, (row, shared) in enumerate(found, start=1):
        line = sheet.first_row + n - 1
        sheet.number(line, 0, n, "count")
        sheet.text(line, 1, shared.code, "centre")
        sheet.text(line, 2, row.name)
        sheet.text(line, 3, shared.file)
        sheet.number(line, 4, shared.page, "count")
        sheet.text(line, 5, shared.message)
        sheet.text(line, 6, "", "entry")
    sheet.close(frozen_columns=3, footer=words.label("sheet_page"))
