"""The sheet for a second look at a random sample of supported indicators.

A row an indicator with the evidence that its flag rests on, and empty columns for what the second
look says. A second sheet tells how the sample was drawn, so that it can be drawn again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.sheets import Book, Column
from evidencecheck.reports.wording import Wording

_COLUMNS = (
    ("number", 6),
    ("folder", 26),
    ("applicant", 26),
    ("id", 14),
    ("requirement", 42),
    ("evidence", 44),
    ("quotes", 36),
    ("second_look", 13),
    ("by", 12),
    ("remark", 30),
)
_ENTRIES = (7, 8, 9)


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One supported indicator of one applicant."""

    folder: str
    applicant: str
    indicator: str
    requirement: str
    evidence: tuple[tuple[str, int, int], ...]
    """File, first and last page of the documents that its flag rests on."""
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample, and what it was drawn from."""

    rows: tuple[SampleRow, ...]
    population: int
    """Supported indicators with evidence in all."""
    seed: str
    reports: tuple[tuple[str, str], ...]
    """Folder of each report and the sha256 of its report.json."""
    day: date
    """Latest assessment date of the reports."""


def render_sample(sample: Sample, book: RuleBook, lang: str = "zh") -> bytes:
    """The workbook as bytes, in ``lang``; equal input gives equal bytes."""
    words = Wording(book, lang)

    def said(key: str, **params: object) -> str:
        return words.said("sample", key, **params)

    title = said("title")
    workbook = Book(title, sample.day)
    columns = [Column(said(key), width) for key, width in _COLUMNS]
    about = said("about", size=len(sample.rows), population=sample.population)
    sheet = workbook.sheet(said("sheet"), columns, title=title, about=about)
    choices = [said("holds"), said("fails")]
    rule = {
        "validate": "list",
        "source": choices,
        "error_title": said("second_look"),
        "error_message": said("error"),
        "ignore_blank": True,
    }
    for n, row in enumerate(sample.rows, start=1):
        line = sheet.first_row + n - 1
        places = (f"{file} {words.page(first, last)}" for file, first, last in row.evidence)
        sheet.number(line, 0, n, "count")
        sheet.text(line, 1, row.folder)
        sheet.text(line, 2, row.applicant)
        sheet.text(line, 3, row.indicator)
        sheet.text(line, 4, row.requirement)
        sheet.text(line, 5, "\n".join(places))
        sheet.text(line, 6, "\n".join(row.quotes))
        for column in _ENTRIES:
            sheet.text(line, column, "", "entry")
        sheet.validate(line, _ENTRIES[0], rule)
    sheet.close(frozen_columns=1, footer=words.label("sheet_page"))
    _write_method(workbook, sample, words)
    return workbook.finish()


def _write_method(workbook: Book, sample: Sample, words: Wording) -> None:
    title = words.said("sample", "method_title")
    columns = [Column(words.said("sample", "what"), 34), Column(words.label("value"), 90)]
    name = words.said("sample", "sheet_method")
    about = words.said("sample", "method")
    sheet = workbook.sheet(name, columns, title=title, about=about)
    told = [
        (words.said("sample", "population"), str(sample.population)),
        (words.said("sample", "size"), str(len(sample.rows))),
        (words.said("sample", "seed"), sample.seed),
        *(
            (f"{folder}/report.json" if folder else "report.json", d)
            for folder, d in sample.reports
        ),
    ]
    for line, (what, value) in enumerate(told, start=sheet.first_row):
        sheet.text(line, 0, what)
        sheet.text(line, 1, value)
    sheet.close(frozen_columns=1, footer=words.label("sheet_page"))
