"""P501–P504: whose document it is, and who issued it (domain C03, C05, C07)."""

from __future__ import annotations

from collections.abc import Iterator

from stdnum.cn import uscc

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import Match, match_applicant, normal, same_name
from evidencecheck.domain.document import Document, Field
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin

# A holder that was not found by a label, or was hardly legible, accuses nobody.
_SURE = 0.7
_LEGIBLE = 0.9
_LEAST_OF_A_NAME = 6
"""Characters."""
# Readings of one character may differ; the credit code then says whether it is the same firm.
_MISREAD = 0.97


def parties(document: Document, context: Context) -> Iterator[Finding]:
    """Holder, credit code and issuer against the applicant."""
    if context.of_another(document):
        return
    yield from _holder(document, context)
    yield from _code(document, context)
    yield from _issuer(document, context)


def _holder(document: Document, context: Context) -> Iterator[Finding]:
    kind = context.type_of(document)
    if kind is None or kind.holder == "any":
        return
    if document.field("holder") is not None:
        yield from holder_is_applicant(document, context)
    elif kind.holder == "listed" and document.lines and not _is_listed(document, context):
        # A list, or a plaque, on which the applicant was not found: nobody is accused by that.
        yield context.finding("Q801", document, what="holder", confidence="0")


def holder_is_applicant(document: Document, context: Context) -> Iterator[Finding]:
    """P501 where the document is another's, Q801 where that cannot be told."""
    kind = context.type_of(document)
    field = document.field("holder")
    if kind is None or field is None:
        return
    applicant = context.submission.applicant
    holder = str(field.value)
    match = match_applicant(holder, applicant)
    if match in {Match.SAME, Match.BRANCH} or _same_code(document, context):
        return
    if kind.holder == "listed" and _is_listed(document, context):
        return
    unsure = field.confidence < _SURE or _may_be_misread(field, document, match)
    unsure = unsure or (match is Match.OTHER and _names_applicant(document, context))
    if match is Match.UNCLEAR or unsure:
        yield context.finding(
            "Q801", document, cite=field, what="holder", confidence=field.confidence
        )
    elif not _names_applicant_as_holder(document, context):
        yield context.finding("P501", document, cite=field, holder=holder, applicant=applicant.name)


def _may_be_misread(field: Field, document: Document, match: Match) -> bool:
    return match is Match.NEAR and document.origin is Origin.OCR and field.confidence < _MISREAD


def _is_listed(document: Document, context: Context) -> bool:
    """Whether the applicant stands in a list of the document."""
    own = normal(context.submission.applicant.name)
    # A narrow column breaks the end of a name off.
    most = own[: max(_LEAST_OF_A_NAME, len(own) * 4 // 5)]
    return any(most in normal(line.text) for line in document.lines)


def _names_applicant(document: Document, context: Context) -> bool:
    """Whether the applicant is named in a document of which another seems to be the holder.

    Then a person must say whose it is: papers name their client, their author and their subject.
    """
    own = normal(context.submission.applicant.name)
    return bool(own) and own in normal("".join(line.text for line in document.lines))


def _names_applicant_as_holder(document: Document, context: Context) -> bool:
    """Whether the applicant heads the document although another name was taken for the holder."""
    return any(
        same_name(line.text.strip(), context.submission.applicant.name)
        for line in document.lines[:12]
    )


def _same_code(document: Document, context: Context) -> bool:
    code = document.text("holder_credit_code")
    return bool(code) and code == context.submission.applicant.credit_code


def _code(document: Document, context: Context) -> Iterator[Finding]:
    field = document.field("holder_credit_code")
    if field is None:
        return
    code = str(field.value)
    own = context.submission.applicant.credit_code
    if len(code) != 18 or code == own:
        return
    if not uscc.is_valid(code):
        legible = document.origin is not Origin.OCR or field.confidence >= _LEGIBLE * 0.85
        if legible:
            yield context.finding("P502", document, cite=field, code=code)
        else:
            yield context.finding(
                "Q801", document, cite=field, what="holder_credit_code", confidence=field.confidence
            )
        return
    kind = context.type_of(document)
    holder = document.text("holder")
    speaks_of_applicant = kind is not None and kind.holder != "any"
    if own and speaks_of_applicant and (not holder or context.is_applicant(holder)):
        yield context.finding("P503", document, cite=field, code=code, applicant_code=own)


def _issuer(document: Document, context: Context) -> Iterator[Finding]:
    kind = context.type_of(document)
    field = document.field("issuer")
    if kind is None or kind.issuer != "third-party" or field is None or field.confidence < _SURE:
        return
    applicant = context.submission.applicant
    names = (applicant.name, *applicant.aliases)
    if any(same_name(str(field.value), name) for name in names):
        yield context.finding("P504", document, cite=field, issuer=field.value)
