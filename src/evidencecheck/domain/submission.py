"""Who applies, for what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """An indicator that the applicant declares not applicable."""

    indicator: str
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """The factory that applies."""

    name: str
    credit_code: str = ""
    """Unified social credit code (GB 32100), or empty."""
    aliases: tuple[str, ...] = ()
    """Former or other registered names, in any language."""
    address: str = ""
    established: date | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """One application to one indicator system."""

    applicant: Applicant
    date: date
    """The assessment date: what is valid is valid on this day."""
    tier: str = ""
    not_applicable: tuple[NotApplicable, ...] = ()
