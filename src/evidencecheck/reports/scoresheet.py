"""scoresheet.xlsx: the system's own table with the evidence filled in, for the reviewers.

Four sheets: a row an indicator, with empty columns for scores and opinions; the issue list, a row a
finding; the evidence index, a row for each document that a piece of evidence rests on; the files
and the indicators that they serve. Scores are held to 0 … maximum by data validation. No cell holds
a formula.
"""

from __future__ import annotations

from collections.abc import Iterable

from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding, Flag
from evidencecheck.domain.report import IndicatorResult, Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.systems import Indicator, Kind
from evidencecheck.reports.evidence import Evidence, file_of, quotes_of, worst_first
from evidencecheck.reports.sheets import Book, Column, Sheet
from evidencecheck.reports.suggested import suggested_words
from evidencecheck.reports.wording import Wording, number

_SCORES = (
    ("level1", 11),
    ("level2", 11),
    ("id", 12),
    ("requirement", 32),
    ("type", 9),
    ("max_score", 6),
    ("section_weight", 6),
    ("flag", 7),
    ("suggested", 9),
    ("evidence_files", 27),
    ("evidence_pages", 10),
    ("quotes", 28),
    ("findings", 30),
    ("own_score", 8),
    ("reviewer_score", 8),
    ("reviewer_opinion", 16),
)
_ENTRIES = (13, 14, 15)
"""The columns that people fill in: own score, reviewer's score, opinion."""
_FINDINGS = (
    ("number", 6),
    ("code", 7),
    ("level", 8),
    ("indicators", 18),
    ("finding", 38),
    ("file", 30),
    ("page_column", 6),
    ("quote", 30),
    ("remedy", 34),
    ("handling", 16),
)
_INDEX = (
    ("id", 12),
    ("requirement", 30),
    ("hand_in", 30),
    ("needed", 7),
    ("flag", 7),
    ("document_type", 18),
    ("file", 34),
    ("evidence_pages", 11),
    ("holder_issuer", 26),
    ("certificate_number", 18),
    ("valid_until", 11),
    ("quote", 28),
)
_FILES = (
    ("number", 6),
    ("path", 42),
    ("status", 10),
    ("documents", 34),
    ("used_by", 18),
    ("pages", 7),
    ("bytes", 12),
    ("findings", 32),
    ("sha256", 46),
)


def render_scoresheet(report: Report, book: RuleBook, lang: str = "zh") -> bytes:
    """The workbook as bytes, in ``lang`` (``zh`` or ``en``); equal input gives equal bytes."""
    words = Wording(book, lang)
    evidence = Evidence(report)
    title = f"{report.pack.name} {words.label('sheet_title')}"
    workbook = Book(title, report.submission.date)
    about = _about(report, words)
    _write_scores(workbook, report, evidence, words, about)
    _write_findings(workbook, evidence, words, about)
    _write_index(workbook, report, evidence, words, about)
    _write_files(workbook, report, evidence, words, about)
    return workbook.finish()


def _about(report: Report, words: Wording) -> str:
    applicant = report.submission.applicant
    parts = [
        f"{words.label('applicant')} {applicant.name}",
        f"{words.label('credit_code')} {applicant.credit_code}" if applicant.credit_code else "",
        f"{words.label('assessment_date')} {report.submission.date.isoformat()}",
        *(f"{words.flag(flag)} {report.count(flag)}" for flag in Flag),
    ]
    return "    ".join(part for part in parts if part)


def _columns(layout: Iterable[tuple[str, float]], words: Wording) -> list[Column]:
    return [Column(words.label(key), width) for key, width in layout]


# ------------------------------------------------------------------ indicators


def _write_scores(
    workbook: Book, report: Report, evidence: Evidence, words: Wording, about: str
) -> None:
    title = f"{report.pack.name}（{report.pack.edition}）{words.label('sheet_title')}"
    columns = _columns(_SCORES, words)
    sheet = workbook.sheet(words.label("sheet_scores"), columns, title=title, about=about)
    for row, result in enumerate(report.indicators, start=sheet.first_row):
        _write_indicator(sheet, row, result, report, evidence, words)
    workbook.colour_flags(sheet, 7, {flag: words.flag(flag) for flag in Flag})
    workbook.mute_repeats(sheet, 0)
    workbook.mute_repeats(sheet, 1)
    sheet.close(frozen_columns=3, footer=words.label("sheet_page"))


def _write_indicator(
    sheet: Sheet,
    row: int,
    result: IndicatorResult,
    report: Report,
    evidence: Evidence,
    words: Wording,
) -> None:
    indicator = result.indicator
    section = report.pack.section_of(indicator)
    weight = section.weight if section else None
    documents = evidence.documents_of(result)
    kind = words.requirement_type(indicator.type) or words.kind(indicator.kind)
    sheet.text(row, 0, indicator.level1)
    sheet.text(row, 1, indicator.level2)
    sheet.text(row, 2, indicator.id)
    notes = (*_by_hand(result, words), *_declared(indicator, evidence, words))
    sheet.text(row, 3, "\n".join((indicator.requirement, *notes)))
    sheet.text(row, 4, kind, "centre")
    sheet.number(row, 5, indicator.max_score)
    sheet.number(row, 6, None if weight is None else weight / 100, "share")
    sheet.text(row, 7, words.flag(result.flag), "centre")
    sheet.text(row, 8, suggested_words(indicator, result.flag, words), "centre")
    sheet.text(row, 9, _numbered(f"{d.file}（{words.type_name(d.type)}）" for d in documents))
    sheet.text(row, 10, _numbered(words.pages_of(d) for d in documents))
    sheet.text(row, 11, _numbered(_quotes(d) for d in documents))
    sheet.text(row, 12, _numbered(_sentence(f, words) for f in worst_first(result.findings)))
    for column in _ENTRIES:
        sheet.text(row, column, "", "entry")
    rule = _score_rule(indicator, words)
    if rule is not None:
        sheet.validate(row, _ENTRIES[0], rule)
        sheet.validate(row, _ENTRIES[1], rule)


def _by_hand(result: IndicatorResult, words: Wording) -> Iterable[str]:
    """The thresholds of its slots, each once: no check reads whether they are met."""
    asked = dict.fromkeys(s.slot.threshold for s in result.slots if s.slot.threshold)
    return (words.label("slot_threshold", words=threshold) for threshold in asked)


def _declared(indicator: Indicator, evidence: Evidence, words: Wording) -> Iterable[str]:
    """The applicant's word that the indicator does not apply, if there is one."""
    word = evidence.not_applicable(indicator.id)
    if word is None:
        return ()
    if word.until is None:
        return (words.label("not_applicable", reason=word.reason),)
    until = word.until.isoformat()
    return (words.label("not_applicable_until", until=until, reason=word.reason),)


def _score_rule(indicator: Indicator, words: Wording) -> dict[str, object] | None:
    """What may be typed as the score: 0 … maximum, or met or not where nothing is scored."""
    head = {"error_title": words.label("score_title"), "ignore_blank": True}
    if indicator.max_score is not None:
        error = words.label("score_error", max=number(indicator.max_score))
        span = {"criteria": "between", "minimum": 0, "maximum": indicator.max_score}
        return {"validate": "decimal", **span, **head, "error_message": error}
    if indicator.kind in {Kind.BASIC, Kind.VETO, Kind.TIERED}:
        choices = [words.label("met"), words.label("not_met")]
        return {
            "validate": "list",
            "source": choices,
            **head,
            "error_message": words.label("met_error"),
        }
    return None


def _numbered(lines: Iterable[str]) -> str:
    """Lines with numbers, so that the lines of neighbouring cells can be told to belong."""
    items = list(lines)
    if len(items) < 2:
        return "".join(items)
    return "\n".join(f"{n}. {line}" for n, line in enumerate(items, start=1))


def _quotes(document: Document) -> str:
    return " ｜ ".join(" ".join(quote.split()) for quote in quotes_of(document))


def _sentence(finding: Finding, words: Wording) -> str:
    place = file_of(finding)
    if finding.citations:
        place = f"{place} {words.page(finding.citations[0].page)}"
    shown = f"[{words.level(finding.level)} {finding.code}] {words.message(finding)}"
    return f"{shown}（{place}）" if place else shown


# ------------------------------------------------------------------ findings


def _write_findings(workbook: Book, evidence: Evidence, words: Wording, about: str) -> None:
    name = words.label("sheet_findings")
    sheet = workbook.sheet(name, _columns(_FINDINGS, words), title=name, about=about)
    found = dict(evidence.findings())
    for n, finding in enumerate(worst_first(found), start=1):
        row = sheet.first_row + n - 1
        first = finding.citations[0] if finding.citations else None
        sheet.number(row, 0, n, "count")
        sheet.text(row, 1, finding.code, "centre")
        sheet.text(row, 2, words.level(finding.level), "centre")
        sheet.text(row, 3, "\n".join(found[finding]))
        sheet.text(row, 4, words.message(finding))
        sheet.text(row, 5, file_of(finding))
        sheet.number(row, 6, first.page if first else None, "count")
        sheet.text(row, 7, "\n".join(c.quote for c in finding.citations if c.quote))
        sheet.text(row, 8, words.remedy(finding))
        sheet.text(row, 9, "", "entry")
    levels = {Flag.SUSPICIOUS: words.flag(Flag.SUSPICIOUS), Flag.MISSING: words.flag(Flag.MISSING)}
    workbook.colour_flags(sheet, 2, levels)
    sheet.close(frozen_columns=3, footer=words.label("sheet_page"))


# ------------------------------------------------------------------ evidence index


def _write_index(
    workbook: Book, report: Report, evidence: Evidence, words: Wording, about: str
) -> None:
    """A row for each document of each slot; one without a document where a slot holds none."""
    name = words.label("sheet_index")
    sheet = workbook.sheet(name, _columns(_INDEX, words), title=name, about=about)
    row = sheet.first_row
    for result in report.indicators:
        # Told once: rows without it stay low, and the filter by id keeps them together.
        requirement = result.indicator.requirement
        for slot in result.slots:
            needed = words.label("needed" if slot.slot.required else "optional")
            found: tuple[Document | None, ...] = evidence.documents(slot.documents) or (None,)
            for document in found:
                sheet.text(row, 0, result.indicator.id)
                sheet.text(row, 1, requirement)
                requirement = ""
                sheet.text(row, 2, slot.slot.text)
                sheet.text(row, 3, needed, "centre")
                shown = slot.slot.required or slot.status is not Flag.MISSING
                sheet.text(row, 4, words.flag(slot.status) if shown else "–", "centre")
                _write_document(sheet, row, document, words)
                row += 1
    workbook.colour_flags(sheet, 4, {flag: words.flag(flag) for flag in Flag})
    for column in (0, 2):
        workbook.mute_repeats(sheet, column)
    sheet.close(frozen_columns=1, footer=words.label("sheet_page"))


def _write_document(sheet: Sheet, row: int, document: Document | None, words: Wording) -> None:
    if document is None:
        for column in range(5, len(_INDEX)):
            sheet.text(row, column, "")
        return
    parties = (document.text("holder"), document.text("issuer"))
    until = document.value("valid_until")
    sheet.text(row, 5, words.type_name(document.type))
    sheet.text(row, 6, document.file)
    sheet.text(row, 7, words.pages_of(document))
    sheet.text(row, 8, "\n".join(p for p in parties if p))
    sheet.text(row, 9, document.text("certificate_number"))
    sheet.text(row, 10, words.value(until) if until is not None else "", "centre")
    sheet.text(row, 11, _quotes(document))


# ------------------------------------------------------------------ files


def _write_files(
    workbook: Book, report: Report, evidence: Evidence, words: Wording, about: str
) -> None:
    name = words.label("sheet_files")
    sheet = workbook.sheet(name, _columns(_FILES, words), title=name, about=about)
    for n, entry in enumerate(report.files, start=1):
        row = sheet.first_row + n - 1
        documents = [e.document for e in report.documents if e.document.file == entry.path]
        users = dict.fromkeys(i for d in documents for i in evidence.users.get(d.id, ()))
        parts = (f"{words.type_name(d.type)}（{words.pages_of(d)}）" for d in documents)
        sheet.number(row, 0, n, "count")
        sheet.text(row, 1, entry.path)
        sheet.text(row, 2, words.status(entry.status), "centre")
        sheet.text(row, 3, "\n".join(parts))
        sheet.text(row, 4, "\n".join(users))
        sheet.number(row, 5, entry.pages or None, "count")
        sheet.number(row, 6, entry.bytes, "count")
        sheet.text(row, 7, "\n".join(f"{f.code} {words.message(f)}" for f in entry.findings))
        sheet.text(row, 8, entry.sha256, "small")
    sheet.close(frozen_columns=2, footer=words.label("sheet_page"))
