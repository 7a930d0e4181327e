"""Papers that are a partner's own, and rightly so: a supplier's pledge, a utility's meter."""

from __future__ import annotations

import re

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import normal
from evidencecheck.assessment.premises import ROAD
from evidencecheck.domain.document import Document, RemarkKind
from evidencecheck.domain.phrases import Phrases, any_of

_END = 4
"""Lines at the end of a paper in which who made it signs."""
_BETWEEN = 8
"""Characters between who somebody is and what paper of that one it is."""
_BESIDE = 6
"""Characters between who somebody is and its name."""
_BRAND = 2


def is_a_partner_s_own(document: Document, holder: str, context: Context) -> bool:
    """Whether a paper is another firm's throughout, and says so, or its file or folder does.

    That firm signs it; the applicant neither speaks in it, nor heads or signs it: it is named, if
    at all, as the one for which it was written. A paper of the applicant in which another firm
    stands in places is none.
    """
    if not holder or context.is_applicant(holder):
        return False
    if any(context.is_applicant(r.text) for r in document.remarks_of(RemarkKind.SPEAKER)):
        return False
    name = normal(holder)
    if not any(name in normal(line.text) for line in document.lines[-_END:]):
        return False
    names = _own_names(context)
    if any(_heads(normal(line.text), own) for line in document.lines for own in names):
        return False
    text = normal("".join(line.text for line in document.lines))
    phrases = context.book.phrases
    if any(own in text for own in names):
        return any(_is_told_as_a_partner(text, own, phrases) for own in names)
    return _is_called_so(document, phrases)


def _own_names(context: Context) -> list[str]:
    applicant = context.submission.applicant
    return [normal(n) for n in (applicant.name, *applicant.aliases) if n]


def _heads(line: str, own: str) -> bool:
    """Whether a name begins a line, and is not the one to whom a letter turns: 某公司："""
    return line.startswith(own) and not re.fullmatch(r"[:：,，]?", line[len(own) :])


def _is_told_as_a_partner(text: str, own: str, phrases: Phrases) -> bool:
    """Whether the applicant is named as the other side: 供客户某公司, 致某公司, 系某公司供方."""
    partner, name = any_of(phrases.partners), re.escape(own)
    before = rf"(?:{partner})[:：]?[\u4e00-\u9fff]{{0,{_BESIDE}}}{name}"
    behind = rf"{name}(?:的|之)?[\u4e00-\u9fff]{{0,{_BESIDE}}}(?:{partner})"
    to = rf"(?:致|送|呈|供|向|to)[:：]?{name}"
    serves = rf"为{name}[^。;；,，]{{0,{_BESIDE}}}?(?:提供|供|承运|运输|配套|服务|承接|承建|加工)"
    if re.search(rf"{before}|{behind}|{to}|{serves}", text, re.IGNORECASE):
        return True
    return bool(re.search(any_of(phrases.your_firm), text, re.IGNORECASE))


def _is_called_so(document: Document, phrases: Phrases) -> bool:
    """Whether a title, or a path, says whose paper it is: 供货方声明, 来料供应商/低碳承诺.pdf."""
    partner, paper = any_of(phrases.partners), any_of(phrases.partner_papers)
    called = re.compile(rf"(?:{partner})[^/]{{0,{_BETWEEN}}}(?:{paper})", re.IGNORECASE)
    title = document.title.quote if document.title is not None else ""
    if called.search(title) or called.search(document.stem):
        return True
    folder = document.file.rpartition("/")[0]
    return bool(
        re.search(partner, folder, re.IGNORECASE) and re.search(paper, document.stem, re.IGNORECASE)
    )


def is_a_utility_s_meter(document: Document, holder: str, context: Context) -> bool:
    """Whether a paper on a meter is made out to the utility that owns it, and that it hangs here.

    Meters by which gas, power, water and heat are billed belong to who supplies them. Where it
    hangs is told by the paper or the name of its file: by the applicant's brand or its road and
    number. Or another paper names that utility: a bill, or a contract.
    """
    kind = context.type_of(document)
    if kind is None or not kind.of_utilities:
        return False
    if not any(word in holder for word in context.book.phrases.utilities):
        return False
    return _hangs_here(document, holder, context) or _supplies_here(document, holder, context)


def _hangs_here(document: Document, holder: str, context: Context) -> bool:
    applicant = context.submission.applicant
    brand = context.brand(applicant.name)
    places = (applicant.address, *context.premises.registered)
    roads = {r for p in places for r in ROAD.findall(re.sub(r"\s", "", p))}
    name = normal(holder)
    told = [normal(line.text).replace(name, "") for line in document.lines]
    told.append(normal(document.stem))
    branded = len(brand) >= _BRAND and brand not in name
    return any((branded and brand in text) or any(r in text for r in roads) for text in told)


def _supplies_here(document: Document, holder: str, context: Context) -> bool:
    """Whether a paper that tells with whom the applicant trades names a firm."""
    name = normal(holder)
    return any(
        name in normal(line.text)
        for d in context.documents
        if d.id != document.id
        and (kind := context.type_of(d)) is not None
        and kind.names_partners
        and context.is_applicant(d.text("holder"))
        for line in d.lines
    )
