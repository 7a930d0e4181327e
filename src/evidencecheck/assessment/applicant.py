"""The applicant as the submission itself makes it known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from rapidfuzz import fuzz
from stdnum.cn import uscc

from evidencecheck.assessment.context import iso
from evidencecheck.assessment.names import Match, match_applicant, normal, same_name
from evidencecheck.domain.document import Document, RemarkKind
from evidencecheck.domain.rules import RuleBook
from evidencecheck.domain.submission import Applicant, Submission

_SURE_CODE = 0.9
_LICENCE = "business-license"
_SURE_NAME, _NEARLY = 0.95, 90.0
_LATIN = r"(?P<name>[A-Z][A-Za-z .,&'-]{8,80}?(?:Ltd|Limited|Inc|Corporation|Corp)\b\.?)"
# 宁波示例机械有限公司 (Ningbo Shili Machinery Co., Ltd.), with a stroke, or the other way about.
_BEHIND = re.compile(rf"\s*[(（/／]\s*{_LATIN}")
_BEFORE = re.compile(rf"(?<![A-Za-z]){_LATIN}\s*[(（/／]\s*$")
_LATIN_FORMS = ("ltd", "limited", "inc", "corp")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def completed(submission: Submission, documents: Sequence[Document], book: RuleBook) -> Submission:
    """The submission with what its papers add: credit code, date of founding, former names."""
    applicant = submission.applicant
    for document in documents:
        if document.type != _LICENCE:
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
    applicant = _with_former_names(applicant, documents, book)
    return replace(submission, applicant=_with_latin_name(applicant, documents))


def _with_former_names(
    applicant: Applicant, documents: Sequence[Document], book: RuleBook
) -> Applicant:
    """The applicant with the names that papers of offices say it had before."""
    former: list[str] = []
    for document in documents:
        told = list(document.remarks_of(RemarkKind.FORMER))
        if not told:
            continue
        issuer = document.text("issuer")
        # A notice of the register is addressed to the firm, which may seem to sign it.
        kind = book.documents.get(document.type)
        by_office = kind is not None and kind.of_register
        own = not issuer or match_applicant(issuer, applicant) is Match.SAME
        if own and not by_office:
            continue
        for remark in told:
            now = normal(remark.citation.quote + document.text("holder"))
            # One character of the name may be misread.
            own = fuzz.partial_ratio(normal(applicant.name), now) >= _NEARLY
            if own and not same_name(remark.text, applicant.name):
                former.append(remark.text)
    names = tuple(dict.fromkeys((*applicant.aliases, *former)))
    return replace(applicant, aliases=names)


def _with_latin_name(applicant: Applicant, documents: Sequence[Document]) -> Applicant:
    """The applicant with the name in Latin letters that stands beside its own: in brackets.

    Either of the two may go on in the next line.
    """
    if not applicant.name:
        return applicant
    for document in documents:
        named = applicant.name.casefold() in document.plain
        if not named or not document.speaks_of(_LATIN_FORMS):
            continue
        for line, below in zip_longest(document.lines, document.lines[1:]):
            more = below.text.strip() if below is not None and below.page == line.page else ""
            text = line.text.strip()
            if line.confidence < _SURE_NAME or not text:
                continue
            parted = "" if _HAN.match(text[-1]) or _HAN.match(more) else " "
            before, found, behind = f"{text}{parted}{more}".partition(applicant.name)
            m = (_BEHIND.match(behind) or _BEFORE.search(before)) if found else None
            # One that is spelt by its sound; of others nothing can be told.
            if m is not None and match_applicant(m["name"], applicant) is Match.SAME:
                return replace(applicant, aliases=(*applicant.aliases, m["name"]))
    return applicant
