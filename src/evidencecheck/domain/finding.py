"""Findings and flags."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidencecheck.domain.document import Citation


class Level(StrEnum):
    """What a finding does to the flag of the indicators that rest on it."""

    SUSPICIOUS = "suspicious"
    MISSING = "missing"
    NOTE = "note"
    """Shown; decides nothing."""


class Flag(StrEnum):
    """The word for a slot or an indicator. Precedence: suspicious > missing > supported."""

    SUPPORTED = "supported"
    MISSING = "missing"
    SUSPICIOUS = "suspicious"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reviewer should know, with the place where it is seen."""

    code: str
    level: Level
    params: tuple[tuple[str, str], ...] = ()
    """What the words of the code are filled with; see rules/findings.yaml."""
    document: str = ""
    """Id of the document it is about, if any."""
    file: str = ""
    """Path of the file it is about, if any."""
    citations: tuple[Citation, ...] = ()
    """Where it is seen; two where two places disagree. The first is the one reported."""
