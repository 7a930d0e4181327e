"""Whose document it is and who issued it: by labels, else where custom puts their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evidencecheck.domain.document import Field
from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Origin
from evidencecheck.domain.readings import misread
from evidencecheck.domain.rules import FieldRule
from evidencecheck.extraction.entities.codes import CodeMatch, find_codes
from evidencecheck.extraction.entities.organisations import find_organisations
from evidencecheck.extraction.fields import FieldFinder
from evidencecheck.extraction.name_votes import amended
from evidencecheck.extraction.party_places import (
    acting_organisation,
    acts,
    chinese_beside,
    closing_organisation,
    heading_organisation,
    in_list,
    is_authority,
    leading_organisation,
    sealing_organisation,
    signing_organisation,
    title_organisation,
    under_seal,
)
from evidencecheck.extraction.signatories import signatory
from evidencecheck.extraction.subject import Subject
from evidencecheck.extraction.text import Flow, PageText, flow

# From this fit on a string is the name of an organisation and not just some words.
_A_NAME = 0.8
# 某公司 91…, 某公司(统一社会信用代码:91…
_CODE_BESIDE = re.compile(
    r"\s*(?P<bracket>[(（])?[^\n()（）]{0,22}?(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])"
)
_LABELLED = re.compile(
    r"(?:信用代码|纳税人识别号|税号)[)）]?\s*[:：]\s*(?P<code>[0-9][0-9A-Za-z]{17})(?![0-9A-Za-z])"
)
_CLEAR = 0.97
"""0..1, of the reading of a code whose check character fails."""
_CODE_BELOW = 2
"""Rows."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


def holder(finder: FieldFinder, subject: Subject, rule: FieldRule, found: dict[str, Field]) -> None:
    """The holder by its labels; a string that is hardly a name yields to that of the title.

    Who compiled a report need not be its subject: another company that heads it is.
    """
    best = finder.best(rule, subject.pages)
    if best is not None and not best.label and acts(best.page, best.end):
        # 兹证明,某机构按照标准对某公司进行了核查: who is certified comes later.
        best = None
    compiled = best is not None and best.behind(rule.weak) and subject.type.issuer != "self"
    # Who makes a product has not written its certificate.
    compiled = compiled and not (subject.type.by_others and "product" in subject.type.fields)
    if best is not None and best.parsed.sure >= _A_NAME and not compiled:
        found["holder"] = best.field("holder")
        return
    issuer = _text_of(found, "issuer") or _signer(subject)
    if compiled and best is not None:
        issuer = str(best.parsed.value)
    named = _named_by_title(subject, but=issuer)
    if named is None and (best is None or compiled or not _is_name(best.field("holder"))):
        named = leading_organisation(subject.texts, but=issuer, alone_only=compiled)
    if named is None and best is None:
        named = leading_organisation(subject.texts)
    if named is not None:
        found["holder"] = named
        if compiled and best is not None:
            found.setdefault("issuer", best.field("issuer"))
    elif best is not None:
        found["holder"] = best.field("holder")


def by_custom(finder: FieldFinder, subject: Subject, found: dict[str, Field]) -> None:
    """What has no label stands where custom puts it."""
    texts = subject.texts
    _code_of_holder(texts, found)
    issuer = found.get("issuer")
    if issuer is not None and _behind(finder, subject, issuer):
        # Who built or sold a thing has not issued the paper that an authority signs.
        signed = closing_organisation(texts, but=_text_of(found, "holder"))
        letterhead = heading_organisation(texts[0], but=_text_of(found, "holder"))
        for other in (signed, letterhead):
            if other is not None and is_authority(str(other.value)):
                found["issuer"] = other
                break
    if not _is_name(found.get("issuer")):
        issuer = _issuer_by_custom(finder, subject, _text_of(found, "holder"))
        # For whom units are used has not issued the paper.
        used_by = _text_of(found, "beneficiary")
        if issuer is not None and used_by and issuer.value == used_by:
            other = _issuer_by_custom(finder, subject, used_by)
            own = other is not None and other.value == _text_of(found, "holder")
            issuer = None if own else other
        if issuer is not None:
            found["issuer"] = issuer
    if "signatory" not in found:
        signed = signatory(subject, finder.phrases.who_signs)
        if signed is not None:
            found["signatory"] = signed
    for name in ("holder", "issuer"):
        if name in found:
            found[name] = amended(_in_chinese(found[name], texts), texts)
    holder, issuer = found.get("holder"), found.get("issuer")
    if holder is not None and issuer is not None and holder.citation == issuer.citation:
        # The holder's name in another language, above its own.
        del found["issuer"]


def _behind(finder: FieldFinder, subject: Subject, issuer: Field) -> bool:
    """Whether an issuer was read behind a label that seldom names one."""
    rule = finder.rule(subject.type, "issuer")
    best = finder.best(rule, subject.pages)
    return best is not None and best.behind(rule.weak) and best.parsed.value == issuer.value


def _issuer_by_custom(finder: FieldFinder, subject: Subject, holder: str) -> Field | None:
    """Who issued it, by the foot of the document, its letterhead, or its signature."""
    texts = subject.texts
    if subject.type.issuer == "self":
        # Another who signs what a firm mostly writes itself: who took its old equipment back.
        other = closing_organisation(texts, but=holder, dated=True) if holder else None
        return other if other is not None and under_seal(texts, other) else None
    letterhead = heading_organisation(texts[0], but=holder)
    if finder.rule(subject.type, "issuer").only:
        return letterhead
    issuer = (
        closing_organisation(texts, but=holder)
        or letterhead
        or (_supplier_in_title(subject, but=holder) if holder else None)
        or (heading_organisation(texts[0], but=holder, firms=True) if holder else None)
        or acting_organisation(texts, but=holder)
    )
    if issuer is None and subject.type.by_others:
        issuer = sealing_organisation(texts, but=holder)
    if issuer is None and subject.type.issuer == "third-party":
        return signing_organisation(texts, holder)
    return issuer


def _supplier_in_title(subject: Subject, *, but: str) -> Field | None:
    """The body that a title begins with, of a paper on another: 某供电有限公司电费结算清单."""
    title = subject.title
    page = next((p for p in subject.texts if title and p.page.number == title.page), None)
    if title is None or page is None:
        return None
    row = page.in_row(title.row)
    named = title_organisation(page, row[0].start, row[-1].end, bodies=True)
    if named is None or not is_authority(str(named.value)) or named.value == but:
        return None
    return replace(named, name="issuer", confidence=min(named.confidence, 0.85))


def _code_of_holder(texts: Sequence[PageText], found: dict[str, Field]) -> None:
    """A credit code beside another company's name is not the holder's; one beside its own is."""
    holder, code = found.get("holder"), found.get("holder_credit_code")
    if holder is None:
        if code is not None and _in_list_of_codes(texts, code):
            del found["holder_credit_code"]
        return
    if code is not None and _others(texts, code, str(holder.value)):
        del found["holder_credit_code"]
    if "holder_credit_code" in found:
        return
    page = next((p for p in texts if p.page.number == holder.citation.page), None)
    at = page.text.find(holder.raw) if page is not None else -1
    if page is None or at < 0:
        return
    running = flow(page, at + len(holder.raw))
    if code is not None and (printed := _labelled_below(page, at, holder)) is not None:
        found["holder_credit_code"] = printed
        return
    m = _CODE_BESIDE.match(running.text)
    hit = next(iter(find_codes(m[0], repair=False)), None) if m else None
    # In brackets or by its label behind the name it is meant for a code, even where its check
    # character fails.
    if (
        hit is None
        or m is None
        or not (hit.valid or m["bracket"] or _is_labelled_beside(page, at, running, hit))
    ):
        hit = next((c for c in find_codes(running.text, repair=False) if c.valid), None)
        if hit is None:
            return
        start, end = running.span(hit.start, hit.end)
        near = page.piece_at(start).row - page.piece_at(at).row <= _CODE_BELOW
        field = page.field("holder_credit_code", hit.value, start, end, 0.85)
        if near and not _others(texts, field, str(holder.value)):
            found["holder_credit_code"] = field
        return
    start, end = running.span(hit.start, hit.end)
    # What was recognised accuses nobody before its picture is asked.
    scanned = page.piece_at(at).span.origin is Origin.OCR
    sure = 0.75 if scanned and not hit.valid else 0.9
    found["holder_credit_code"] = page.field("holder_credit_code", hit.value, start, end, sure)


def _is_labelled_beside(page: PageText, at: int, running: Flow, hit: CodeMatch) -> bool:
    """Whether a code stands behind its label in the row of a name."""
    start, _ = running.span(hit.start, hit.end)
    labelled = running.text[: hit.start].rstrip(" :：").endswith("代码")
    return labelled and page.piece_at(start).row == page.piece_at(at).row


def _in_list_of_codes(texts: Sequence[PageText], code: Field) -> bool:
    """Whether the page of a code has those of others: of a list, or of several parties."""
    page = next(p for p in texts if p.page.number == code.citation.page)
    return len({c.value for c in find_codes(page.text, repair=False) if c.valid}) > 1


def _labelled_below(page: PageText, at: int, holder: Field) -> Field | None:
    """The code by its label under the holder's own name, of two parties side by side.

    It is the holder's even where its check character fails, and the other party's does not.
    """
    own = page.piece_at(at)
    scanned = own.span.origin is Origin.OCR
    for m in _LABELLED.finditer(page.text, at):
        below = page.piece_at(m.start("code"))
        if below.row - own.row > _CODE_BELOW + 1:
            return None
        if scanned and (page.confidence(*m.span("code")) < _CLEAR or _is_mended(m["code"])):
            continue
        if below.row > own.row and _over(holder.citation.box, page.box(m.start(), m.end())):
            # What was recognised accuses nobody before its picture is asked.
            sure = 0.75 if scanned else 0.85
            return page.field("holder_credit_code", m["code"].upper(), *m.span("code"), sure)
    return None


def _is_mended(code: str) -> bool:
    """Whether a recognised code is one, or is but for a sign that is taken for another."""
    return any(hit.valid for hit in find_codes(code, repair=True))


def _others(texts: Sequence[PageText], code: Field, holder: str) -> bool:
    """Whether the nearest name above a credit code, or in its row, is another company's."""
    page = next((p for p in texts if p.page.number == code.citation.page), None)
    at = page.text.find(code.raw) if page is not None else -1
    if page is None or at < 0:
        return False
    own = page.piece_at(at)
    for row in range(own.row, max(-1, own.row - _CODE_BELOW - 1), -1):
        pieces = page.in_row(row)
        if in_list(page.rows[row]):
            continue
        start, end = pieces[0].start, pieces[-1].end
        named = [
            o
            for o in find_organisations(page.text[start:end], bodies=False)
            if row == own.row or _over(page.box(start + o.start, start + o.end), own.span.box)
        ]
        if named:
            # Of a name in another script nothing can be said.
            han = bool(_HAN.search(holder))
            names = [o.name for o in named if bool(_HAN.search(o.name)) == han]
            return bool(names) and not any(_may_be_one(n, holder, own.span.origin) for n in names)
    return False


def _may_be_one(name: str, other: str, origin: Origin) -> bool:
    """Whether two names are one firm's: the same, or on a scan one character apart."""
    return name == other or (origin is Origin.OCR and misread(name, other))


def _over(above: Box, below: Box) -> bool:
    return above.x0 < below.x1 and below.x0 < above.x1


def _signer(subject: Subject) -> str:
    """Who signs a document that others issue: the name is not the holder's if another stands."""
    signer = closing_organisation(subject.texts) if subject.type.issuer != "self" else None
    if signer is None:
        return ""
    by_others = subject.type.by_others
    return str(signer.value) if by_others or is_authority(str(signer.value)) else ""


def _named_by_title(subject: Subject, *, but: str) -> Field | None:
    """The organisation that stands in the title, or in the lines around it."""
    title = subject.title
    page = next((p for p in subject.texts if title and p.page.number == title.page), None)
    if title is None or page is None:
        return None
    first = page.in_row(max(0, title.row - 2))[0]
    last = page.in_row(min(len(page.rows) - 1, title.row + 1))[-1]
    named = title_organisation(page, first.start, last.end)
    if named is None or named.value == but:
        return None
    # A body that issues papers to others heads them with its own name.
    above = page.piece_at(page.text.find(named.raw, first.start)).row < title.row
    by_others = subject.type.by_others
    return None if above and by_others and is_authority(str(named.value)) else named


def _in_chinese(holder: Field, pages: Sequence[PageText]) -> Field:
    """The Chinese name that stands beside a name in Latin letters, else the field as it is."""
    if _HAN.search(str(holder.value)):
        return holder
    page = next((p for p in pages if p.page.number == holder.citation.page), None)
    if page is None:
        return holder
    org = chinese_beside(page, holder.citation.box)
    return page.field(holder.name, org.name, org.start, org.end, 0.95) if org else holder


def _text_of(found: dict[str, Field], name: str) -> str:
    field = found.get(name)
    return str(field.value) if field else ""


def _is_name(field: Field | None) -> bool:
    """Whether a value can be a name: foreign ones often do without a form of company.

    A Chinese string that ends in no form of company or body is the rest of a sentence.
    """
    if field is None:
        return False
    return not _HAN.search(str(field.value)) or bool(find_organisations(str(field.value)))
