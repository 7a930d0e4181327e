"""Papers that are a partner's own: a supplier's letter or pledge, a utility's meter."""

from __future__ import annotations

import re
from functools import lru_cache

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import normal
from evidencecheck.assessment.premises import ROAD
from evidencecheck.domain.document import Document, Field, RemarkKind
from evidencecheck.domain.phrases import Phrases, any_of, folded

_END = 4
"""Lines at the end of a paper in which who made it signs."""
_BETWEEN = 8
"""Characters between who somebody is and what paper of that one it is."""
_BESIDE = 6
"""Characters between who somebody is and its name."""
_BRAND = 2
_FORMS = r"发展|股份|有限|责任|服务|集团|分|[()（）]"
_TO = r"致|送|呈|抄送|收件方?|To|Attn\.?"
_ASKED = re.compile(r"受[^。;；,，]{0,24}(?:委托|邀请)|commissioned", re.IGNORECASE)


def is_a_partner_s(document: Document, context: Context) -> bool:
    """Whether a paper is that of another firm with which the applicant trades, and rightly so.

    What it tells, promises or reckons by there is its own: a letter to the applicant as one that
    buys from it, or a paper that is another's throughout.
    """
    return _sells_to_the_applicant(document, context) or _is_its_own(
        document, document.text("holder"), context
    )


def is_sent_to(document: Document, firm: str) -> bool:
    """Whether a line turns to a firm: 致：某公司, 呈送某公司; 送检单位 is no such line."""
    sent = _sent_to(normal(firm))
    return any(sent.match(normal(line.text)) for line in document.lines)


@lru_cache(64)
def _sent_to(firm: str) -> re.Pattern[str]:
    name = re.escape(firm)
    return re.compile(
        rf"(?:{_TO})[:：].*{name}|(?:致|呈|送(?![检样测]))[^:：]{{0,{_BESIDE}}}{name}",
        re.IGNORECASE,
    )


def _sells_to_the_applicant(document: Document, context: Context) -> bool:
    """Whether another firm writes to the applicant as one from which it buys.

    Who was asked by the applicant to reckon for it speaks of the applicant's works instead.
    """
    words = context.book.phrases.letters
    sells = document.speaks_of(folded(words.sells)) and document.speaks_of(folded(words.turns_to))
    if not sells or context.is_applicant(document.text("issuer")):
        return False
    return _is_turned_to_the_applicant(document, context) and not _ASKED.search(document.words)


def _is_turned_to_the_applicant(document: Document, context: Context) -> bool:
    """Whether the applicant stands behind 致:, or alone before a colon."""
    firm = context.submission.applicant.name
    own = normal(firm)
    alone = (normal(line.text) for line in document.lines)
    return any(x.rstrip(":：") == own != x for x in alone) or is_sent_to(document, firm)


def _is_its_own(document: Document, holder: str, context: Context) -> bool:
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


def serves(document: Document, field: Field, context: Context) -> bool:
    """Whether a name in a paper of the applicant is that of who supplies it, and says so.

    A utility, whose name heads what it bills; or who a sentence says did something for it:
    由某公司回收.
    """
    phrases = context.book.phrases
    # 某燃气有限公司, and not 某电力设备有限公司.
    supplies = rf"(?:{any_of(phrases.utilities)})(?:{_FORMS})*(?:公司|集团|局|站|所)"
    if re.search(
        rf"{supplies}(?:[\u4e00-\u9fff]{{2,8}}(?:分公司|公司|局|站|所))?$", normal(str(field.value))
    ):
        return True
    text = "".join(line.text.strip() for line in document.lines)
    by, done = any_of(phrases.done_by), any_of(phrases.does_for_it)
    said = rf"(?:{by}){re.escape(str(field.raw))}(?:负责|进行|统一|上门)?(?:{done})"
    return bool(re.search(said, text))
