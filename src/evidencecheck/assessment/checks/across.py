"""F106, F108, C603: what another applicant has handed in as well (domain C13, C22)."""

from __future__ import annotations

from collections.abc import Iterator

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.prints import place_key
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.twins import TwinKind


def across(document: Document, context: Context) -> Iterator[Finding]:
    """One finding for each code and other applicant."""
    if not context.twins:
        return
    told: set[tuple[str, str]] = set()
    for twin in context.twins.get(place_key(document), ()):
        match twin.kind:
            case TwinKind.TEXT:
                found = context.finding("F108", document, other=twin.other, share=f"{twin.share}%")
            case TwinKind.NUMBER:
                field = document.field("certificate_number")
                number = field.value if field is not None else ""
                found = context.finding("C603", document, cite=field, number=number)
            case _:
                found = context.finding("F106", document, other=twin.other)
        # One number is told once, however many applicants have it.
        key = found.code, "" if found.code == "C603" else twin.other
        if key not in told:
            told.add(key)
            yield found
