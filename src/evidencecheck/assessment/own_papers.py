"""Which papers are the applicant's to answer for."""

from __future__ import annotations

from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Document


def is_own(document: Document, context: Context) -> bool:
    """Whether a paper is the applicant's, or on it; the amounts of others are theirs."""
    holder = document.text("holder")
    return not holder or context.is_applicant(holder)
