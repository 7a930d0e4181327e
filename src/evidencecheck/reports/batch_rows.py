"""What a batch knows about each applicant, read from the finished reports."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from evidencecheck.domain.finding import Flag, Level

SHARED = ("F106", "F108", "C603")
"""Codes of what one applicant's papers have in common with others: files, texts, numbers."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One finding about papers that are not an applicant's alone, or a number that is not."""

    code: str
    message: str
    file: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class BatchRow:
    """What a batch knows about one applicant."""

    name: str
    folder: str
    """Relative to the root of the batch."""
    status: Literal["checked", "failed"]
    reason: str = ""
    """Why it failed."""
    supported: int = 0
    missing: int = 0
    suspicious: int = 0
    codes: tuple[tuple[str, int], ...] = ()
    """Codes of suspicious findings and how often each was found, by code."""
    report: str = ""
    """Path of its report.html relative to the summary, with forward slashes; empty if none."""
    flags: tuple[tuple[str, str], ...] = ()
    """Ids of the indicators and their flags, in the order of the system."""
    shared: tuple[Shared, ...] = ()
    """Findings with a code of ``SHARED``, each once."""

    def count(self, flag: Flag) -> int:
        """How many indicators carry ``flag``."""
        counts = {
            Flag.SUPPORTED: self.supported,
            Flag.MISSING: self.missing,
            Flag.SUSPICIOUS: self.suspicious,
        }
        return counts[flag]


def checked_row(report_json: bytes, *, folder: str, report: str) -> BatchRow:
    """The row of a finished check, from its report.json (so that a resumed batch needs no more).

    A finding that stands on several indicators counts once.

    Raises:
        ValueError: ``report_json`` is not JSON.
        KeyError: it is not a report.
    """
    data = json.loads(report_json)
    summary = data["summary"]
    found = {_identity(f): f["code"] for f in _findings(data) if f["level"] == Level.SUSPICIOUS}
    return BatchRow(
        name=data["applicant"]["name"],
        folder=folder,
        status="checked",
        supported=summary["supported"],
        missing=summary["missing"],
        suspicious=summary["suspicious"],
        codes=tuple(sorted(Counter(found.values()).items())),
        report=report,
        flags=tuple((i["id"], i["flag"]) for i in data["indicators"]),
        shared=tuple(dict.fromkeys(_shared(data))),
    )


def _findings(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in (*data["indicators"], *data["documents"], *data["files"]):
        yield from entry["findings"]


def _shared(data: dict[str, Any]) -> Iterator[Shared]:
    for found in _findings(data):
        if found["code"] in SHARED:
            yield Shared(found["code"], found["message"], found["file"] or "", found["page"])


def _identity(finding: dict[str, Any]) -> str:
    return json.dumps(finding, sort_keys=True)
