"""report.json: the outcome for other programs, in the shape of ``report.schema.json``.

The keys stand in the order of the schema ``evidencecheck/report@1``. What we add to it stands at
the end of its object. The bytes depend on the report, the rule book and the language alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import resources
from typing import Any

from evidencecheck.domain.document import Citation, Document, Field, StandardRef, Value
from evidencecheck.domain.finding import Finding, Flag
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.provenance import Signature
from evidencecheck.domain.report import (
    DocumentEntry,
    FileEntry,
    IndicatorResult,
    Report,
    SlotResult,
)
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import NotApplicable
from evidencecheck.domain.version import __version__
from evidencecheck.reports.evidence import Evidence, file_of
from evidencecheck.reports.evidence_digest import EvidenceDigests
from evidencecheck.reports.printable import encodable
from evidencecheck.reports.wording import Wording

SCHEMA = "evidencecheck/report@1"

Json = dict[str, Any]


def render_json(report: Report, book: RuleBook, lang: str = "zh") -> bytes:
    """report.json as UTF-8 bytes, messages in ``lang`` (``zh`` or ``en``)."""
    text = json.dumps(_report(report, book, lang), ensure_ascii=False, indent=2, allow_nan=False)
    return (encodable(text) + "\n").encode("utf-8")


def report_schema() -> Json:
    """The JSON Schema (draft 2020-12) that every report.json fulfils."""
    path = resources.files(__package__).joinpath("report.schema.json")
    schema: Json = json.loads(path.read_text("utf-8"))
    return schema


def _report(report: Report, book: RuleBook, lang: str) -> Json:
    words = Wording(book, lang)
    evidence = Evidence(report)
    digests = EvidenceDigests(report)
    applicant = report.submission.applicant
    pack = report.pack
    return {
        "schema": SCHEMA,
        "system": {"id": pack.id, "name": pack.name, "edition": pack.edition},
        "applicant": {"name": applicant.name, "credit_code": applicant.credit_code},
        "assessment_date": report.submission.date.isoformat(),
        "years": list(report.years),
        "summary": {flag.value: report.count(flag) for flag in Flag},
        "indicators": [_indicator(r, report, evidence, digests, words) for r in report.indicators],
        "documents": [document_json(entry, words) for entry in report.documents],
        "files": [_file(entry, words) for entry in report.files],
        "tier": report.submission.tier or None,
        "program": {"name": "evidencecheck", "version": __version__, "rules": book.version},
    }


def _indicator(
    result: IndicatorResult,
    report: Report,
    evidence: Evidence,
    digests: EvidenceDigests,
    words: Wording,
) -> Json:
    indicator = result.indicator
    section = report.pack.section_of(indicator)
    doubt = indicator.ambiguous
    entry: Json = {
        "id": indicator.id,
        "kind": indicator.kind.value,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "requirement": indicator.requirement,
        "evidence_basis": indicator.evidence_basis,
        "type": indicator.type,
        "max_score": _plain(indicator.max_score),
        "flag": result.flag.value,
        "slots": [_slot(slot) for slot in result.slots],
        "findings": _findings(result.findings, words),
        "section_weight": _plain(section.weight) if section else None,
        "conditional": indicator.conditional or None,
        "ambiguous": {"readings": list(doubt.readings), "taken": doubt.taken} if doubt else None,
        "not_applicable": _not_applicable(evidence.not_applicable(indicator.id)),
        "evidence_digest": digests.of(result, _tier_text(result, report)),
    }
    if result.tiers:
        entry["tiers"] = {
            tier: {
                "text": indicator.tiers[tier].text,
                "flag": own.flag.value,
                "slots": [_slot(slot) for slot in own.slots],
                "findings": _findings(own.findings, words),
                "evidence_digest": digests.of(own, indicator.tiers[tier].text),
            }
            for tier, own in result.tiers.items()
        }
    return entry


def _tier_text(result: IndicatorResult, report: Report) -> str:
    """What the tier applied for requires; empty where there are no tiers."""
    if not result.tiers:
        return ""
    return result.indicator.tiers[report.submission.tier or tuple(result.tiers)[-1]].text


def _slot(result: SlotResult) -> Json:
    return {
        "id": result.slot.id,
        "text": result.slot.text,
        "required": result.slot.required,
        "status": result.status.value,
        "documents": list(result.documents),
        "inferred": result.slot.inferred,
    }


def _not_applicable(word: NotApplicable | None) -> Json | None:
    if word is None:
        return None
    return {"reason": word.reason, "until": word.until.isoformat() if word.until else None}


def _findings(findings: Iterable[Finding], words: Wording) -> list[Json]:
    return [_finding(finding, words) for finding in findings]


def _finding(finding: Finding, words: Wording) -> Json:
    first = finding.citations[0] if finding.citations else None
    return {
        "code": finding.code,
        "level": finding.level.value,
        "message": words.message(finding),
        "document": finding.document or None,
        "file": file_of(finding) or None,
        "page": first.page if first else None,
        "box": box_json(first.box) if first else None,
        "quote": first.quote if first else None,
        "remedy": words.remedy(finding),
        "also": [_citation(c) for c in finding.citations[1:]],
    }


def document_json(entry: DocumentEntry, words: Wording) -> Json:
    """A document as the contract's JSON."""
    document = entry.document
    return {
        "id": document.id,
        "file": document.file,
        "pages": [document.first_page, document.last_page],
        "type": document.type,
        "confidence": round(document.confidence, 3),
        "fields": {f.name: _field(f) for f in document.fields},
        "findings": _findings(entry.findings, words),
        "title": _title(document),
        "origin": document.origin.value,
    }


def _title(document: Document) -> Json | None:
    place = document.title
    if place is None:
        return None
    return {"page": place.page, "box": box_json(place.box), "quote": place.quote}


def _field(field: Field) -> Json:
    return {
        "value": _value(field.value),
        "page": field.citation.page,
        "box": box_json(field.citation.box),
        "quote": field.citation.quote,
        "confidence": round(field.confidence, 3),
    }


def _file(entry: FileEntry, words: Wording) -> Json:
    return {
        "path": entry.path,
        "sha256": entry.sha256,
        "bytes": entry.bytes,
        "media_type": entry.media_type,
        "pages": entry.pages,
        "status": entry.status.value,
        "findings": _findings(entry.findings, words),
        "signatures": [signature_json(s) for s in entry.signatures],
    }


def signature_json(signature: Signature) -> Json:
    """A digital signature of a file."""
    return {
        "field": signature.field,
        "signer": signature.signer,
        "organisation": signature.organisation,
        "authority": signature.authority,
        "signed_at": signature.signed_at,
        "stamped_at": signature.stamped_at,
        "page": signature.page,
        "intact": signature.intact,
        "changes": signature.changes.value,
        # Nobody's certificate can be trusted or distrusted without a network.
        "trusted": None,
        "problem": signature.problem,
    }


def _citation(citation: Citation) -> Json:
    return {
        "file": citation.file,
        "page": citation.page,
        "box": box_json(citation.box),
        "quote": citation.quote,
    }


def _value(value: Value) -> object:
    if isinstance(value, tuple):
        return [_standard(v) if isinstance(v, StandardRef) else v for v in value]
    return _plain(value) if isinstance(value, float) else value


def _standard(ref: StandardRef) -> Json:
    return {
        "number": ref.number,
        "part": ref.part,
        "edition": ref.edition,
        "canonical": ref.canonical,
    }


def box_json(box: Box) -> list[float]:
    """A box as the contract's list: fractions of the page, four decimals."""
    return [round(side, 4) for side in box]


def _plain(number: float | None) -> float | None:
    """A whole number without a fraction: ``5``, not ``5.0``."""
    return int(number) if number is not None and float(number).is_integer() else number
