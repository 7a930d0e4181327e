"""What a report rests on, looked up in the directions that readers ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding, Level
from evidencecheck.domain.report import DocumentEntry, IndicatorResult, Report
from evidencecheck.domain.submission import NotApplicable

KEY_FIELDS = (
    "holder",
    "issuer",
    "certificate_number",
    "issue_date",
    "valid_until",
    "years",
    "standards",
)
"""The fields by which a reviewer knows a document, in the order shown."""

_QUOTED_FIELDS = ("holder", "valid_until", "years")

_ORDER = {Level.SUSPICIOUS: 0, Level.MISSING: 1, Level.NOTE: 2}


class Evidence:
    """Lookups over one report, made once."""

    entries: dict[str, DocumentEntry]
    """Documents by id."""
    users: dict[str, tuple[str, ...]]
    """Document id to the ids of the indicators whose slots hold it."""

    def __init__(self, report: Report) -> None:
        """Index ``report``."""
        self.report = report
        self.entries = {entry.document.id: entry for entry in report.documents}
        self.users = {}
        for result in report.indicators:
            for document in dict.fromkeys(d for slot in result.slots for d in slot.documents):
                self.users[document] = (*self.users.get(document, ()), result.indicator.id)

    def documents(self, ids: Iterable[str]) -> tuple[Document, ...]:
        """The documents of these ids, each once; ids that the report lacks are left out."""
        return tuple(self.entries[i].document for i in dict.fromkeys(ids) if i in self.entries)

    def documents_of(self, result: IndicatorResult) -> tuple[Document, ...]:
        """The documents in the slots of an indicator, in the order of the slots."""
        return self.documents(d for slot in result.slots for d in slot.documents)

    def findings(self) -> tuple[tuple[Finding, tuple[str, ...]], ...]:
        """Every finding once, with the indicators it stands on (none: on a file or document).

        In the order of indicators, then documents, then files.
        """
        on: dict[Finding, tuple[str, ...]] = {}
        for result in self.report.indicators:
            for finding in dict.fromkeys(result.findings):
                on[finding] = (*on.get(finding, ()), result.indicator.id)
        elsewhere = [entry.findings for entry in self.report.documents]
        elsewhere += [entry.findings for entry in self.report.files]
        for findings in elsewhere:
            for finding in findings:
                on.setdefault(finding, ())
        return tuple(on.items())

    def not_applicable(self, indicator: str) -> NotApplicable | None:
        """The applicant's word that an indicator does not apply, if it was given."""
        return next(
            (n for n in self.report.submission.not_applicable if n.indicator == indicator), None
        )


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by level: suspicious, missing, note; otherwise in their order."""
    return tuple(sorted(findings, key=lambda f: _ORDER[f.level]))


def file_of(finding: Finding) -> str:
    """The file that a finding is about; empty if none."""
    return finding.citations[0].file if finding.citations else finding.file


def quotes_of(document: Document) -> tuple[str, ...]:
    """The words of a document that say what it is, whose, and for when; each once."""
    return tuple(q for q in dict.fromkeys(_quotes(document)) if q)


def _quotes(document: Document) -> Iterator[str]:
    yield document.place.quote
    for name in _QUOTED_FIELDS:
        found = document.field(name)
        if found is not None:
            yield found.citation.quote
