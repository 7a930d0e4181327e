"""A report as rows of the tables, grouped by the event that writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidencecheck.audit.events import Kind
from evidencecheck.audit.schema import RUN_TABLES
from evidencecheck.domain.canonical import canonical, sha256, storable
from evidencecheck.domain.document import Citation, Document, Field, StandardRef, Value
from evidencecheck.domain.finding import Finding, Flag
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.report import FileEntry, IndicatorResult, Report

Row = dict[str, Any]
"""A row of a table without its ``run``: text, whole numbers and fractions."""

Body = dict[str, Any]
"""What an event says; under the name of a table, the list of rows that it wrote there."""

# As many places as report.json shows: the trail and the report say the same.
BOX_PLACES = 4
CONFIDENCE_PLACES = 3


@dataclass(frozen=True, slots=True)
class Versions:
    """Everything whose change can change a report."""

    program: str
    rules: str
    """``RuleBook.version``: sha256 over all rule files."""
    models: Mapping[str, str]
    """Name of each model in use and the sha256 of its file."""
    ocr: str
    """Name and version of the recognition engine; empty where none was loaded."""
    python: str
    """Version of the interpreter: ``3.11.7``."""


def started(report: Report, versions: Versions) -> Body:
    """The body of the event that opens a run: the question and the versions."""
    submission, applicant = report.submission, report.submission.applicant
    body: Body = storable({
        "system": {"id": report.pack.id, "edition": report.pack.edition},
        "applicant": {
            "name": applicant.name,
            "credit_code": applicant.credit_code,
            "aliases": applicant.aliases,
            "address": applicant.address,
            "established": applicant.established and applicant.established.isoformat(),
        },
        "assessment_date": submission.date.isoformat(),
        "tier": submission.tier,
        "years": report.years,
        "not_applicable": [
            {
                "indicator": n.indicator,
                "reason": n.reason,
                "until": n.until and n.until.isoformat(),
            }
            for n in submission.not_applicable
        ],
        "versions": {
            "program": versions.program,
            "rules": versions.rules,
            "models": versions.models,
            "ocr": versions.ocr,
            "python": versions.python,
        },
    })  # fmt: skip
    return body


def found(report: Report) -> Iterator[tuple[Kind, Body]]:
    """The events between the first and the last of a run, in the order of the report.

    Files, then documents, then findings (on files, documents, indicators), then flags.
    """
    evidence = _Evidence(report)
    held = _documents_by_page(report)
    for entry in report.files:
        yield Kind.FILE_READ, {"files": [_file(entry)], "pages": list(_pages(entry, held))}
    for found_document in report.documents:
        document = found_document.document
        fields = [_field(document.id, field) for field in document.fields]
        yield Kind.DOCUMENT_FOUND, {"documents": [_document(document)], "fields": fields}
    for number, row in enumerate(_findings(report), start=1):
        yield Kind.FINDING, {"findings": [{"number": number, **row}]}
    for result in report.indicators:
        yield Kind.FLAG_SET, {"flags": list(_flags(result, evidence))}


def finished(report: Report, report_digest: str, rows: Mapping[str, Iterable[Row]]) -> Body:
    """The body of the event that closes a run.

    Args:
        report: for its numbers of flags.
        report_digest: sha256 (hex) of report.json.
        rows: all rows of the run by table, each with its ``run``.
    """
    return {
        "report": report_digest,
        "summary": {flag.value: report.count(flag) for flag in Flag},
        "tables": table_digests(rows),
    }


def table_digests(rows: Mapping[str, Iterable[Row]]) -> dict[str, dict[str, Any]]:
    """Number and digest of the rows of one run in every table.

    The digest is the sha256 over the canonical JSON of each row, sorted, each ended by a newline.

    Raises:
        rfc8785.CanonicalizationError: a row holds what canonical JSON cannot.
    """
    digests = {}
    for table in RUN_TABLES:
        lines = sorted(canonical(row) for row in rows.get(table, ()))
        digests[table] = {"rows": len(lines), "digest": sha256("".join(f"{x}\n" for x in lines))}
    return digests


def _documents_by_page(report: Report) -> Mapping[tuple[str, int], Sequence[str]]:
    """Ids of the documents on each page of each file."""
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for entry in report.documents:
        document = entry.document
        for page in range(document.first_page, document.last_page + 1):
            found[document.file, page].append(document.id)
    return found


def _pages(entry: FileEntry, held: Mapping[tuple[str, int], Sequence[str]]) -> Iterator[Row]:
    """A row a page of a file and document on it; one without where it belongs to none."""
    for page in range(1, entry.pages + 1):
        for document in held.get((entry.path, page), ("",)):
            yield _row(file=entry.path, page=page, document=document)


class _Evidence:
    """Digests of the places that flags rest on; the same place in the same file is the same."""

    def __init__(self, report: Report) -> None:
        self._hashes = {entry.path: entry.sha256 for entry in report.files}
        self._places = {
            e.document.id: self._digest(e.document.place) for e in report.documents
        }  # fmt: skip

    def of(self, documents: Iterable[str], findings: Iterable[Finding] = ()) -> list[str]:
        """Of the places of ``documents`` and the citations of ``findings``: sorted, each once."""
        cited = {self._digest(c) for finding in findings for c in finding.citations}
        return sorted(cited | {self._places[d] for d in documents if d in self._places})

    def _digest(self, citation: Citation) -> str:
        # The path is left out: a file that was only renamed is the same evidence.
        place = {
            "sha256": self._hashes.get(citation.file, ""),
            "page": citation.page,
            "box": _box(citation.box),
            "quote": citation.quote,
        }
        return sha256(canonical(storable(place)))


def _row(**values: Any) -> Row:
    row: Row = storable(values)
    return row


def _json(value: Any) -> str:
    return canonical(storable(value))


def _box(box: Box) -> list[float]:
    return [round(side, BOX_PLACES) for side in box]


def _file(entry: FileEntry) -> Row:
    return _row(
        path=entry.path,
        sha256=entry.sha256,
        bytes=entry.bytes,
        media_type=entry.media_type,
        pages=entry.pages,
        status=entry.status.value,
    )


def _document(document: Document) -> Row:
    return _row(
        id=document.id,
        file=document.file,
        first_page=document.first_page,
        last_page=document.last_page,
        type=document.type,
        confidence=round(document.confidence, CONFIDENCE_PLACES),
        title=document.title.quote if document.title else "",
        origin=document.origin.value,
    )


def _field(document: str, field: Field) -> Row:
    return _row(
        document=document,
        name=field.name,
        value=_json(_plain(field.value)),
        raw=field.raw,
        file=field.citation.file,
        page=field.citation.page,
        box=_json(_box(field.citation.box)),
        quote=field.citation.quote,
        confidence=round(field.confidence, CONFIDENCE_PLACES),
    )


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [v.canonical if isinstance(v, StandardRef) else v for v in value]
    return value


def _findings(report: Report) -> Iterator[Row]:
    for entry in report.files:
        for finding in entry.findings:
            yield _finding(finding, file=entry.path)
    for found_document in report.documents:
        document = found_document.document
        for finding in found_document.findings:
            yield _finding(finding, document=document.id, file=document.file)
    for result in report.indicators:
        for finding in result.findings:
            yield _finding(finding, indicator=result.indicator.id)


def _finding(finding: Finding, *, indicator: str = "", document: str = "", file: str = "") -> Row:
    return _row(
        indicator=indicator,
        code=finding.code,
        level=finding.level.value,
        document=finding.document or document,
        file=finding.file or file,
        params=_json(dict(finding.params)),
        citations=_json([
            {"file": c.file, "page": c.page, "box": _box(c.box), "quote": c.quote}
            for c in finding.citations
        ]),
    )  # fmt: skip


def _flags(result: IndicatorResult, evidence: _Evidence) -> Iterator[Row]:
    every = list(dict.fromkeys(d for slot in result.slots for d in slot.documents))
    yield _row(
        indicator=result.indicator.id,
        slot="",
        flag=result.flag.value,
        documents=_json(every),
        evidence=_json(evidence.of(every, result.findings)),
    )
    for slot in result.slots:
        yield _row(
            indicator=result.indicator.id,
            slot=slot.slot.id,
            flag=slot.status.value,
            documents=_json(slot.documents),
            evidence=_json(evidence.of(slot.documents)),
        )
