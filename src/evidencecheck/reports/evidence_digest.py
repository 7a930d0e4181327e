"""What a decision on an indicator rests on, as one digest: when it changes, the decision is stale.

It covers the rule (its words and slots as data), the flag, every document of its slots and findings
(the file's sha256, pages, type, values of fields) and the findings (code, level, parameters,
places). It does not depend on the language, on the numbers and the order of documents, or on the
names of files.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evidencecheck.domain.canonical import canonical, sha256, storable
from evidencecheck.domain.document import Citation, Document, StandardRef, Value
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.report import IndicatorResult, Report

_BOX_PLACES = 4
"""As many as report.json shows."""


class EvidenceDigests:
    """Digests of the indicators of one report."""

    def __init__(self, report: Report) -> None:
        """Work out what the documents of ``report`` say, once."""
        self._files = {entry.path: entry.sha256 for entry in report.files}
        self._documents = {
            entry.document.id: _digest(self._document(entry.document))
            for entry in report.documents
        }  # fmt: skip

    def of(self, result: IndicatorResult, tier_text: str = "") -> str:
        """sha256 (hex) of what the flag of ``result`` rests on.

        Args:
            result: of an indicator, or of one tier of it.
            tier_text: what the tier that it is judged for requires, in a tiered system.
        """
        indicator = result.indicator
        documents = {d for slot in result.slots for d in slot.documents}
        documents |= {f.document for f in result.findings if f.document}
        return _digest({
            "rule": {
                "indicator": indicator.id,
                "requirement": indicator.requirement,
                "evidence_basis": indicator.evidence_basis,
                "tier": tier_text,
                "slots": [slot.slot.model_dump(mode="json") for slot in result.slots],
            },
            "flag": result.flag.value,
            "slots": [
                [slot.status.value, sorted(self._documents.get(d, "") for d in slot.documents)]
                for slot in result.slots
            ],
            "documents": sorted(self._documents.get(d, "") for d in documents),
            "findings": sorted(_digest(self._finding(f)) for f in result.findings),
        })  # fmt: skip

    def _document(self, document: Document) -> dict[str, Any]:
        return {
            "file": self._files.get(document.file, ""),
            "pages": [document.first_page, document.last_page],
            "type": document.type,
            "fields": {field.name: _plain(field.value) for field in document.fields},
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        return {
            "code": finding.code,
            "level": finding.level.value,
            "params": dict(finding.params),
            "document": self._documents.get(finding.document, ""),
            "file": self._files.get(finding.file, ""),
            "places": self._places(finding.citations),
        }

    def _places(self, citations: Iterable[Citation]) -> list[list[Any]]:
        return [
            [
                self._files.get(c.file, ""),
                c.page,
                [round(side, _BOX_PLACES) for side in c.box],
                c.quote,
            ]
            for c in citations
        ]


def _digest(value: Any) -> str:
    return sha256(canonical(storable(value)))


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [v.canonical if isinstance(v, StandardRef) else v for v in value]
    return value
