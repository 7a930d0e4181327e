"""The outcome of a check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidencecheck.domain.document import Document
from evidencecheck.domain.files import FileStatus
from evidencecheck.domain.finding import Finding, Flag
from evidencecheck.domain.provenance import Signature
from evidencecheck.domain.submission import Submission
from evidencecheck.domain.systems import Indicator, RulePack, Slot


@dataclass(frozen=True, slots=True)
class SlotResult:
    """What was found for one piece of evidence that an indicator asks for."""

    slot: Slot
    status: Flag
    documents: tuple[str, ...]
    """Ids of the documents that fill it, or that were held against it."""


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """The flag of one indicator and what it rests on."""

    indicator: Indicator
    flag: Flag
    slots: tuple[SlotResult, ...]
    findings: tuple[Finding, ...]
    tiers: Mapping[str, IndicatorResult] = field(default_factory=dict)
    """Of a tiered system: the same for each tier; the flag is that of the tier applied for."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the submission in the report."""

    path: str
    sha256: str
    bytes: int
    media_type: str
    pages: int
    status: FileStatus
    findings: tuple[Finding, ...]
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document of the submission in the report."""

    document: Document
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a check found."""

    pack: RulePack
    submission: Submission
    years: tuple[int, ...]
    """The calendar years that 近三年 stands for."""
    indicators: tuple[IndicatorResult, ...]
    documents: tuple[DocumentEntry, ...]
    files: tuple[FileEntry, ...]

    def count(self, flag: Flag) -> int:
        """How many indicators carry ``flag``."""
        return sum(r.flag is flag for r in self.indicators)
