"""The applicant as the submission itself makes it known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from stdnum.cn import uscc

from evidencecheck.assessment.context import iso
from evidencecheck.assessment.names import Match, match_applicant
from evidencecheck.domain.document import Document
from evidencecheck.domain.submission import Submission

_SURE_CODE = 0.9


def completed(submission: Submission, documents: Iterable[Document]) -> Submission:
    """The submission with what the applicant's own licence adds: credit code, date of founding."""
    applicant = submission.applicant
    for document in documents:
        if document.type != "business-license":
            continue
        if match_applicant(document.text("holder"), applicant) is not Match.SAME:
            continue
        code = document.field("holder_credit_code")
        # A code that fails its own check is a finding on the licence, not the applicant's.
        sure = code is not None and code.confidence >= _SURE_CODE and uscc.is_valid(str(code.value))
        if not applicant.credit_code and code is not None and sure:
            applicant = replace(applicant, credit_code=str(code.value))
        if applicant.established is None:
            applicant = replace(applicant, established=iso(document, "established"))
    return replace(submission, applicant=applicant)
