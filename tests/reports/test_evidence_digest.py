"""What makes a decision stale, and what does not."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest

from evidencecheck.domain.finding import Flag
from evidencecheck.domain.report import DocumentEntry, Report
from evidencecheck.domain.rules import RuleBook
from evidencecheck.reports.evidence_digest import EvidenceDigests
from evidencecheck.reports.json_report import render_json

SCORED = 1
"""The indicator with a finding and two documents, of three."""


def digests(report: Report) -> list[str]:
    of = EvidenceDigests(report).of
    return [of(result) for result in report.indicators]


def changed(report: Report, **changes: Any) -> Report:
    results = list(report.indicators)
    results[SCORED] = dataclasses.replace(results[SCORED], **changes)
    return dataclasses.replace(report, indicators=tuple(results))


def with_document(report: Report, number: int, **changes: Any) -> Report:
    entries = list(report.documents)
    document = dataclasses.replace(entries[number].document, **changes)
    entries[number] = DocumentEntry(document, entries[number].findings)
    return dataclasses.replace(report, documents=tuple(entries))


def with_slot(report: Report, **changes: Any) -> Report:
    (held,) = report.indicators[SCORED].slots
    slot = held.slot.model_copy(update=changes)
    return changed(report, slots=(dataclasses.replace(held, slot=slot),))


def with_finding(report: Report, **changes: Any) -> Report:
    (finding,) = report.indicators[SCORED].findings
    return changed(report, findings=(dataclasses.replace(finding, **changes),))


def renumbered(report: Report) -> Report:
    """The same documents with other ids, in another order."""
    names = {"d1": "d7", "d2": "d3"}
    entries = tuple(
        DocumentEntry(dataclasses.replace(e.document, id=names[e.document.id]), e.findings)
        for e in reversed(report.documents)
    )
    results = tuple(
        dataclasses.replace(
            r,
            slots=tuple(
                dataclasses.replace(s, documents=tuple(names[d] for d in reversed(s.documents)))
                for s in r.slots
            ),
            findings=tuple(
                dataclasses.replace(f, document=names.get(f.document, "")) for f in r.findings
            ),
        )
        for r in report.indicators
    )
    return dataclasses.replace(report, documents=entries, indicators=results)


def renamed(report: Report) -> Report:
    """The same files under other names."""

    def elsewhere(path: str) -> str:
        return f"补充/{path}" if path else ""

    def cited(finding: Any) -> Any:
        places = tuple(dataclasses.replace(c, file=elsewhere(c.file)) for c in finding.citations)
        return dataclasses.replace(finding, file=elsewhere(finding.file), citations=places)

    return dataclasses.replace(
        report,
        files=tuple(dataclasses.replace(f, path=elsewhere(f.path)) for f in report.files),
        documents=tuple(
            DocumentEntry(dataclasses.replace(e.document, file=elsewhere(e.document.file)), ())
            for e in report.documents
        ),
        indicators=tuple(
            dataclasses.replace(r, findings=tuple(cited(f) for f in r.findings))
            for r in report.indicators
        ),
    )


@pytest.mark.parametrize("change", [renumbered, renamed])
def test_numbers_order_and_names_do_not_count(
    report: Report, change: Callable[[Report], Report]
) -> None:
    assert digests(change(report)) == digests(report)


@pytest.mark.parametrize(
    "change",
    [
        lambda r: changed(r, flag=Flag.SUPPORTED),
        lambda r: changed(r, findings=()),
        lambda r: with_finding(r, code="V202"),
        lambda r: with_finding(r, params=(("until", "2025-12-01"),)),
        lambda r: with_finding(r, citations=()),
        lambda r: with_slot(r, text="别的材料"),
        lambda r: with_slot(r, years=3),
        lambda r: with_document(r, 1, type="unknown"),
        lambda r: with_document(r, 1, last_page=2),
        lambda r: with_document(r, 1, fields=()),
        lambda r: dataclasses.replace(
            r, files=tuple(dataclasses.replace(f, sha256="e" * 64) for f in r.files)
        ),
    ],
)
def test_rule_flag_documents_and_findings_count(
    report: Report, change: Callable[[Report], Report]
) -> None:
    before, after = digests(report), digests(change(report))
    assert after[SCORED] != before[SCORED]
    # The indicator without documents rests on nothing of this.
    assert after[2] == before[2]


def test_it_stands_in_the_report_and_not_on_the_language(report: Report, book: RuleBook) -> None:
    for lang in ("zh", "en"):
        data = json.loads(render_json(report, book, lang))
        assert [i["evidence_digest"] for i in data["indicators"]] == digests(report)
