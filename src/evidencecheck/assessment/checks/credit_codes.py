"""P502, P503: the credit code of a document against the applicant's (domain C05)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein
from stdnum.cn import uscc

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import Match, match_applicant, may_be_misread, nearly_one_code
from evidencecheck.domain.document import Citation, Document, Field
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.phrases import any_of
from evidencecheck.domain.readings import alike, confused

_LEGIBLE, _VALID = 0.9, 0.75
_LEVEL, _BELOW, _INDENT = 0.01, 0.09, 0.25
"""Shares of the page by which a credit code lies off the name that it belongs to, at most."""
_CODE = re.compile(r"[0-9A-Z](?<![0-9A-Za-z].)[0-9A-Z]{17}(?![0-9A-Za-z])")
_LONG_OR_SHORT = re.compile(r"[0-9A-Z](?<![0-9A-Za-z].)[0-9A-Z]{16,18}(?![0-9A-Za-z])")
_GOES_ON = re.compile(r"\s*[0-9A-Z](?![0-9A-Za-z])")
_READ = 0.97
_FORGED = 1e-3
"""Odds below which a code is another: of kept scans forged ones had 1.2e-4 at most, misread ones
6e-3 at least; figures are less alike than characters."""
_MISREAD = 1e-3
"""Odds from which on a name that is nearly the applicant's was misread: other firms have less."""
_ITSELF = "\x00"
"""Stands for the name of the holder."""
_NAMED_BEFORE = 60
"""Characters before a code within which the one is named whose it is."""
_SHORT_FOR = 2
"""Characters of 公司, which a paper may call either party."""
_GIVEN = 8
"""Characters before those that are given to the firm itself."""


def credit_codes(document: Document, context: Context) -> Iterator[Finding]:
    """A code that is none (P502), and another firm's where the applicant's is due (P503)."""
    field = document.field("holder_credit_code")
    if field is None or not _is_nearly(str(field.value), context):
        near = _nearly_own_code(document, context)
        if near is not None:
            yield context.finding("P502", document, cite=near, code=near.quote)
            return
    if field is None:
        yield from _code_in_number(document, context)
        return
    code = str(field.value)
    own = context.submission.applicant.credit_code
    if len(code) != 18 or code == own:
        return
    if document.origin is Origin.OCR and not _is_nearly(code, context):
        code = _as_printed(code, context)
    if not uscc.is_valid(code):
        legible = document.origin is not Origin.OCR or field.confidence >= _LEGIBLE * 0.85
        if document.origin is Origin.OCR and _is_nearly(code, context):
            # A letter that looks like the applicant's own character may be that, misread.
            changed = [(a, b) for a, b in zip(code, own, strict=True) if a != b]
            if field.own_odds is not None:
                # The picture of the print was asked which of the two it is.
                changed, legible = [], field.own_odds < _FORGED
            lettered = len(changed) == 1 and not "".join(changed[0]).isdigit()
            # Whoever forges a figure puts another in its place; a recogniser a letter: U read as 0.
            mixed = lettered and changed[0][0].isdigit() != changed[0][1].isdigit()
            legible = legible and not (mixed or (lettered and confused(*changed[0])))
        if legible:
            yield context.finding("P502", document, cite=field, code=code)
        else:
            yield context.finding(
                "Q801", document, cite=field, what="holder_credit_code", confidence=field.confidence
            )
        return
    if own and _is_of_the_applicant(field, document, context):
        yield context.finding("P503", document, cite=field, code=code, applicant_code=own)


def _is_nearly(code: str, context: Context) -> bool:
    return nearly_one_code(code, context.submission.applicant.credit_code)


def _as_printed(code: str, context: Context) -> str:
    """A false code of another firm as it must have been printed, with one letter misread.

    Codes given since 2015 have MA in the middle; and other papers may have the code as it is.
    """
    if uscc.is_valid(code):
        return code
    known = {d.text("holder_credit_code") for d in context.documents}
    if code[_GIVEN + 1] == "A" and confused(code[_GIVEN], "M"):
        known.add(f"{code[:_GIVEN]}M{code[_GIVEN + 1 :]}")
    likely = [k for k in known if uscc.is_valid(k) and _is_misread(code, k)]
    return likely[0] if len(likely) == 1 else code


def _is_misread(code: str, other: str) -> bool:
    """Whether a code is another with one character taken for one that looks like it."""
    if len(code) != len(other):
        return False
    changed = [(a, b) for a, b in zip(code, other, strict=True) if a != b]
    return len(changed) == 1 and confused(*changed[0])


def _nearly_own_code(document: Document, context: Context) -> Citation | None:
    """A false code anywhere in a document that is meant to be the applicant's."""
    own = context.submission.applicant.credit_code
    for line in document.lines if own else ():
        if document.origin is Origin.OCR and line.confidence < _LEGIBLE:
            continue
        # Of stored text no character was lost.
        stored = document.origin is not Origin.OCR
        for m in _LONG_OR_SHORT.finditer(line.text) if stored else ():
            # At the end of a line a code may go on in the next, and behind a blank in its own.
            inside = m.start() > 0 and m.end() < len(line.text.rstrip())
            inside = inside and not _GOES_ON.match(line.text, m.end())
            # Nor where the rest of it may stand below, in a narrow cell.
            inside = inside and not own.startswith(m[0])
            if inside and len(m[0]) != len(own) and Levenshtein.distance(m[0], own) == 1:
                return Citation(document.file, line.page, line.box, m[0])
        for m in _CODE.finditer(line.text):
            if not _is_nearly(m[0], context) or uscc.is_valid(m[0]):
                continue
            # One character may have been misread, and any that look alike; no two change places.
            misread = alike(m[0], own) or sorted(m[0]) != sorted(own)
            misread = misread and not (line.confidence >= _READ and _has_another(m[0], own))
            if document.origin is not Origin.OCR or not misread:
                return Citation(document.file, line.page, line.box, m[0])
    return None


def _has_another(code: str, own: str) -> bool:
    """Whether one character of a code is another, that looks like none that it is taken for."""
    changed = [(a, b) for a, b in zip(code, own, strict=True) if a != b]
    return len(changed) == 1 and not confused(*changed[0])


def _code_in_number(document: Document, context: Context) -> Iterator[Finding]:
    """P503 where the number of a permit is made of another firm's credit code."""
    kind, number = context.type_of(document), document.field("certificate_number")
    own = context.submission.applicant.credit_code
    if kind is None or number is None or not own or "(?P<code>" not in kind.number_pattern:
        return
    m = re.match(kind.number_pattern, re.sub(r"\s", "", str(number.value)).upper())
    if m is None or m["code"] == own or not uscc.is_valid(m["code"]):
        return
    if _is_of_the_applicant(number, document, context):
        yield context.finding("P503", document, cite=number, code=m["code"], applicant_code=own)


def _is_of_the_applicant(code: Field, document: Document, context: Context) -> bool:
    """Whether a credit code is printed as the applicant's own."""
    kind, holder = context.type_of(document), document.field("holder")
    if holder is None:
        return kind is not None and kind.holder != "any"
    # A branch has a code of its own.
    name, applicant = str(holder.value), context.submission.applicant
    # Nearly the name, and by its picture not another's.
    misread = holder.own_odds is not None and holder.own_odds >= _MISREAD
    misread = misread and may_be_misread(name, applicant)
    if match_applicant(name, applicant) is not Match.SAME and not misread:
        return False
    if _is_told_of_another(str(code.value), document, context):
        return False
    if kind is not None and (kind.holder != "any" or _stands_with(code, holder)):
        return True
    if document.origin is Origin.OCR:
        return False
    # 单位 某公司 信用代码 91…, in a paper of any type.
    labels = any_of(context.book.fields["holder_credit_code"].labels)
    named_with = re.compile(rf"{_ITSELF}[)）,，;；:：\s]{{0,4}}[(（]?(?:{labels})", re.IGNORECASE)
    return any(
        named_with.search(line.text.replace(name, _ITSELF)) and str(code.value) in line.text
        for line in document.lines
        if name in line.text
    )


def _is_told_of_another(code: str, document: Document, context: Context) -> bool:
    """Whether a bracket behind the other party, which signs a paper or speaks in it, gives a code.

    委托方:某厂;受托方:某环保公司(信用代码 91…), 致:某厂 我公司(供方,信用代码 91…).
    """
    other = document.text("issuer")
    text = "".join("".join(line.text.split()) for line in document.lines)
    at = text.find(code)
    if not other or context.is_applicant(other) or at < 0:
        return False
    named, bracket, inside = re.sub("（", "(", text[max(0, at - _NAMED_BEFORE) : at]).rpartition(
        "("
    )
    if not bracket or ")" in inside or "）" in inside:
        return False
    speaks = (w for w in context.book.phrases.speaker if len(w) > _SHORT_FOR)
    return named.endswith((re.sub("（", "(", other), *speaks))


def _stands_with(code: Field, holder: Field) -> bool:
    """Whether a code stands beside or under a name: each of two parties has its own."""
    # A check digit that holds bears out what was read of a code.
    if holder.confidence < _LEGIBLE or code.confidence < _VALID:
        return False
    below, beside = code.citation.box, holder.citation.box
    return (
        code.citation.page == holder.citation.page
        and -_LEVEL <= below.y0 - beside.y0 <= _BELOW
        and abs(below.x0 - beside.x0) <= _INDENT
    )
