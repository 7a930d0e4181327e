"""Examples of rules, run: no file is read, documents are put together from what the rules say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from evidencecheck.assessment import Assessor
from evidencecheck.domain.document import (
    UNKNOWN_TYPE,
    Citation,
    Document,
    Field,
    Line,
    PageMark,
    Value,
)
from evidencecheck.domain.examples import ANOTHER, APPLICANT, Example, ExampleDocument
from evidencecheck.domain.files import FileFacts, FileStatus, Problem
from evidencecheck.domain.finding import Flag, Level
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, MarkKind
from evidencecheck.domain.report import IndicatorResult, Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant, Submission
from evidencecheck.extraction.entities.standards import find_standards
from evidencecheck.rulebook.examples import FiledExample

_NAMES = {APPLICANT: "申报示例有限公司", ANOTHER: "旁人示例有限公司"}
_BOX = Box(0.1, 0.1, 0.9, 0.2)
_SURE = 0.99
_MARKS: Mapping[str, MarkKind] = {"seal": MarkKind.SEAL, "signature": MarkKind.INK}
"""What an original bears, and an example with it."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An example that the rules do not bear out."""

    filed: FiledExample
    flag: Flag
    """What came of it."""
    findings: tuple[str, ...]
    """The codes that stand on the indicator, notes too; sorted."""

    def __str__(self) -> str:
        """``rules/systems/x/y.examples.yaml:5: x.1.1 (case): should be missing …, is …``."""
        example = self.filed.example
        said = _worded(example.flag, example.findings)
        came = _worded(self.flag, self.findings)
        place = f"{self.filed.file}:{self.filed.line}"
        return f"{place}: {example.indicator} ({example.case}): should be {said}, is {came}"


def contradicted(book: RuleBook, examples: Iterable[FiledExample]) -> Iterator[Contradiction]:
    """Those of ``examples`` that come out otherwise than they say."""
    assessors: dict[str, Assessor] = {}
    for filed in examples:
        if filed.system not in assessors:
            assessors[filed.system] = Assessor(book, book.packs[filed.system])
        report = _report(assessors[filed.system], book, filed)
        result = next(r for r in report.indicators if r.indicator.id == filed.example.indicator)
        if not _borne_out(filed.example, result):
            codes = tuple(sorted({f.code for f in result.findings}))
            yield Contradiction(filed, result.flag, codes)


def _worded(flag: Flag, codes: Iterable[str]) -> str:
    listed = ", ".join(codes)
    return f"{flag} with {listed}" if listed else f"{flag}"


def _borne_out(example: Example, result: IndicatorResult) -> bool:
    deciding = {f.code for f in result.findings if f.level is not Level.NOTE}
    notes = {f.code for f in result.findings if f.level is Level.NOTE}
    said = set(example.findings)
    return result.flag is example.flag and said - notes == deciding


def _report(assessor: Assessor, book: RuleBook, filed: FiledExample) -> Report:
    example = filed.example
    documents = [_document(d, n, book) for n, d in enumerate(example.documents, 1)]
    applicant = Applicant(_NAMES[APPLICANT], established=example.established)
    files = [_facts(path) for path in dict.fromkeys(d.file for d in documents)]
    files += [_facts(u.file, u.code) for u in example.unread]
    submission = Submission(applicant, filed.date, example.tier)
    return assessor.report(submission, documents, files)


def _facts(path: str, code: str = "") -> FileFacts:
    # A blank file is read, and found blank.
    unread = bool(code) and code != "F103"
    status = FileStatus.UNREADABLE if unread else FileStatus.READ
    problems = (Problem(code),) if code else ()
    return FileFacts(path, f"sha256 of {path}", 1, "application/pdf", 1, status, problems)


def _document(example: ExampleDocument, number: int, book: RuleBook) -> Document:
    path = example.file or f"document-{number}.pdf"
    kind = book.documents.get(example.type)
    name = kind.name.zh if kind is not None and example.type != UNKNOWN_TYPE else ""
    # The name of a type speaks of all its topics: what a document says of itself goes before it.
    title = example.title or next(iter(example.says), name)
    place = Citation(path, 1, _BOX, title)
    values = _values({"holder": APPLICANT, **example.fields})
    words = dict.fromkeys((title, *example.says))
    return Document(
        id="",
        file=path,
        first_page=1,
        last_page=1,
        type=example.type,
        confidence=_SURE,
        title=place if example.title or example.type != UNKNOWN_TYPE else None,
        fields=tuple(Field(n, v, str(v), place, _SURE) for n, v in values.items()),
        lines=tuple(Line(1, text, _BOX) for text in words if text),
        marks=tuple(PageMark(1, Mark(_MARKS[b], _BOX)) for b in (kind.bears if kind else ())),
    )


def _values(fields: Mapping[str, Any]) -> dict[str, Value]:
    return {name: _value(name, value) for name, value in fields.items() if value is not None}


def _value(name: str, value: Any) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    if name == "standards":
        return tuple(s.ref for text in value for s in find_standards(text))
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str):
        return _NAMES.get(value, value)
    return float(value) if isinstance(value, float) else int(value)
