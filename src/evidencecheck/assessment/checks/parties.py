"""P501, P505: whose document it is (domain C03, C12)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from evidencecheck.assessment.checks.credit_codes import credit_codes
from evidencecheck.assessment.checks.named_otherwise import named_otherwise
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.known_names import is_printed_so
from evidencecheck.assessment.names import (
    Match,
    is_rest_of,
    match_applicant,
    normal,
    one_apart,
    same_name,
)
from evidencecheck.assessment.partners import is_a_partner_s, is_a_utility_s_meter, serves
from evidencecheck.domain.document import Citation, Document, Field
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.rules import DocumentType

_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")
_LABELLED = 0.95
"""A holder of less confidence was found without a label, in a heading or at the end."""
# A holder that was not found by a label, or was hardly legible, accuses nobody.
_SURE = 0.7
_LEGIBLE = 0.9
_SENTENCE, _SENTENCES = 20, 2
"""Characters of a line of a sentence, and such lines above a signature."""
_NEARLY = 92.0
"""0..100: the applicant's name with a character misread."""
_HARDLY = 80.0
"""The same of two characters misread, where a name that is nowhere would accuse."""
_ALL, _ROUNDED = 100.0, 0.1
_SURE_OF_TITLE, _HEAD = 0.85, 3
_ORGANISED = re.compile(r"公司|厂|集团|企业|院|所|中心|局|会|社|店|行|部|站|学校|大学")
_LONG_NAME = 8
_LEAST_OF_A_NAME = 6
"""Characters."""
# Readings of one character may differ; the credit code then says whether it is the same firm.
_MISREAD, _SEVERAL_MISREAD = 0.985, 0.85
_FIRM = re.compile(r"[\u4e00-\u9fff（）()]{4,30}?公司")
_FORM = re.compile(r"(?:股份)?(?:有限)?(?:责任)?公司$|厂$")
_LEAST_OF_A_FIRM = 4
"""Characters of its name without its form."""
_LEAST_TEXT = 60
"""Characters."""
_HEAD_OF_A_REPORT = 12
"""Lines."""
_BRAND, _LEAST_BEGINNING = 2, 4
"""Characters of a brand, and of it with the place before it."""


def parties(document: Document, context: Context) -> Iterator[Finding]:
    """Holder and credit code against the applicant."""
    if context.of_another(document):
        yield from _nearly_named(document, context)
        return
    yield from _holder(document, context)
    yield from credit_codes(document, context)


def _holder(document: Document, context: Context) -> Iterator[Finding]:
    kind = context.type_of(document)
    if kind is None:
        return
    if kind.holder == "any" and not _tells_of_a_site(document, kind):
        told = (
            *_nearly_named(document, context),
            *_of_a_sister(document, kind, context),
            *_of_a_stranger(document, kind, context),
        )
        yield from told[:1]
    elif document.field("holder") is not None:
        yield from holder_is_applicant(document, context)
    elif kind.holder == "listed" and document.lines and not _is_listed(document, context):
        sister = _listed_sister(document, context)
        if sister is not None:
            own = context.submission.applicant.name
            yield context.finding("P501", document, cite=sister, holder=sister.quote, applicant=own)
            return
        # A list, or a plaque, on which the applicant was not found: nobody is accused by that.
        yield context.finding("Q801", document, what="holder", confidence="0")


def _tells_of_a_site(document: Document, kind: DocumentType) -> bool:
    """Whether the head of a paper is of a works' noise or waste water, and of no product."""
    if not kind.of_a_site:
        return False
    title = document.title.quote.casefold() if document.title is not None else ""
    heads = (title, *(line.text.casefold() for line in document.lines[:_HEAD_OF_A_REPORT]))
    return any(_bears(head, kind.of_a_site) for head in heads)


def _nearly_named(document: Document, context: Context) -> Iterator[Finding]:
    """P501 where a paper that may be anyone's is made out in nearly the applicant's name."""
    field, applicant = document.field("holder"), context.submission.applicant
    if field is None or field.confidence < _LEGIBLE:
        return
    holder = str(field.value)
    if _is_one_off(field, document, match_applicant(holder, applicant), context):
        yield context.finding("P501", document, cite=field, holder=holder, applicant=applicant.name)


def _is_one_off(field: Field, document: Document, match: Match, context: Context) -> bool:
    """Whether a name is printed with one other character than the applicant's.

    More characters are words that were run into the name, fewer a part of it; of two others the
    name may be a supplier's.
    """
    if match is not Match.NEAR or not is_printed_so(
        field, document, context.submission.applicant.name
    ):
        return False
    holder, own = normal(str(field.value)), normal(context.submission.applicant.name)
    if len(holder) != len(own):
        return False
    # A font may map a rare character to none that is in use.
    changed = [a for a, b in zip(holder, own, strict=True) if a != b]
    return len(changed) == 1 and bool(_HAN.fullmatch(changed[0]))


def _of_a_sister(document: Document, kind: DocumentType, context: Context) -> Iterator[Finding]:
    """P501 where a paper that may be a supplier's is that of another firm of the same brand."""
    field = document.field("holder")
    told = kind.by_others or kind.names_partners or kind.sealed_by_issuer
    if not told or field is None or field.confidence < (_LEGIBLE if kind.by_others else _LABELLED):
        return
    holder, applicant = str(field.value), context.submission.applicant
    if match_applicant(holder, applicant) is not Match.OTHER or _same_code(document, context):
        return
    brands = [context.brand(n) for n in (applicant.name, *applicant.aliases) if n]
    if context.brand(holder) not in brands or _names_applicant(document, context):
        return
    yield context.finding("P501", document, cite=field, holder=holder, applicant=applicant.name)


def _of_a_stranger(document: Document, kind: DocumentType, context: Context) -> Iterator[Finding]:
    """P501 where a paper that always names the applicant names another firm and not that."""
    field, title = document.field("holder"), document.title
    if field is None or field.confidence < _LEGIBLE or kind.names_applicant is None:
        return
    head = title.quote if title is not None else ""
    if any(word in head for word in kind.names_applicant.unless):
        return
    # A page with a few words says nothing of who else is a party.
    if sum(len(line.text) for line in document.lines) < _LEAST_TEXT:
        return
    holder, applicant = str(field.value), context.submission.applicant
    if match_applicant(holder, applicant) is not Match.OTHER or _same_code(document, context):
        return
    if _names_applicant(document, context, nearly=_HARDLY):
        return
    brand = context.brand(applicant.name)
    if any(brand in normal(line.text) for line in document.lines):
        return
    yield context.finding("P501", document, cite=field, holder=holder, applicant=applicant.name)


def holder_is_applicant(document: Document, context: Context) -> Iterator[Finding]:
    """P501 where the document is another's, Q801 where that cannot be told."""
    kind = context.type_of(document)
    field = document.field("holder")
    if kind is None or field is None:
        return
    applicant = context.submission.applicant
    holder = str(field.value)
    match = match_applicant(holder, applicant)
    if match in {Match.SAME, Match.BRANCH}:
        return
    if _same_code(document, context) and not _is_one_off(field, document, match, context):
        yield from named_otherwise(document, field, context)
        return
    if kind.holder == "listed" and _is_listed(document, context):
        return
    misread = _may_be_misread(field, document, match, applicant.name)
    misread = misread or _is_nearly_a_former_name(holder, document, context)
    of_its_group = kind.of_group and _is_its_group(holder, context)
    a_partner_s = kind.issuer == "self" and (
        is_a_partner_s(document, context) or serves(document, field, context)
    )
    if of_its_group or a_partner_s:
        yield context.finding(
            "Q801", document, cite=field, what="holder", confidence=field.confidence
        )
        return
    if kind.issuer == "self" and match is Match.OTHER and _titled(document, field) and not misread:
        yield context.finding("P505", document, cite=field, name=holder, applicant=applicant.name)
        return
    unsure = field.confidence < _SURE or misread
    unsure = unsure or (match is Match.OTHER and _names_applicant(document, context, one_off=True))
    # 无锡能栎源消溪厨: what a scan left of a head says of no firm.
    unsure = unsure or (document.origin is Origin.OCR and _is_no_name(holder))
    unsure = unsure or (kind.of_partners and _is_on_its_works(document, holder, context))
    if match is Match.UNCLEAR or unsure:
        yield context.finding(
            "Q801", document, cite=field, what="holder", confidence=field.confidence
        )
    elif not (
        _names_applicant_as_holder(document, context)
        or ((kind.of_partners or kind.of_a_site) and _is_a_partner_s(document, holder, context))
        or is_a_utility_s_meter(document, holder, context)
    ):
        if _left_over(document, field, kind, match):
            # Its own paper, with another's name for a heading or a signature.
            yield context.finding(
                "P505", document, cite=field, name=holder, applicant=applicant.name
            )
        else:
            yield context.finding(
                "P501", document, cite=field, holder=holder, applicant=applicant.name
            )


def _is_on_its_works(document: Document, holder: str, context: Context) -> bool:
    """Whether a partner's paper is on the works of the applicant: 某某厂区屋顶分布式光伏项目."""
    brand = context.brand(context.submission.applicant.name)
    works = re.compile(rf"{re.escape(brand)}[^。;；,，:：]{{0,8}}(?:厂|屋顶|屋面|车间|公司|园区)")
    return bool(brand) and brand not in holder and any(works.search(x.text) for x in document.lines)


def _is_no_name(holder: str) -> bool:
    """Whether a name in Chinese has nothing that ends the name of an organisation."""
    return bool(_HAN.search(holder)) and not _ORGANISED.search(holder)


def _is_nearly_a_former_name(holder: str, document: Document, context: Context) -> bool:
    """Whether a scan has another name of the applicant with one character misread."""
    aliases = context.submission.applicant.aliases
    return document.origin is Origin.OCR and any(one_apart(holder, name) for name in aliases)


def _is_its_group(holder: str, context: Context) -> bool:
    """Whether a name is that of the group to which the applicant belongs, by brand and form."""
    brand = context.brand(context.submission.applicant.name)
    forms = context.book.phrases.group_forms
    return context.brand(holder) == brand and any(word in holder for word in forms)


def _left_over(document: Document, field: Field, kind: DocumentType, match: Match) -> bool:
    """Whether another firm's name is a heading or a signature of the applicant's own paper."""
    if kind.issuer != "self" or match is not Match.OTHER:
        return False
    # 处置去向 某公司回收: a name within the cell of a form is neither.
    cell = re.compile(rf"\S{{2,8}} {re.escape(field.raw)}\S")
    in_form = any(cell.match(line.text) for line in document.lines)
    return (field.confidence < _LABELLED and not in_form) or _signs(document, field)


def _signs(document: Document, field: Field) -> bool:
    """Whether a name stands behind sentences and above a day: who grants a power, or pledges."""
    place = field.citation
    above = [x for x in document.lines if x.page == place.page and x.box.y1 <= place.box.y0]
    told = sum(len(x.text.strip()) >= _SENTENCE for x in above)
    return told >= _SENTENCES and len(above) * 2 >= len(document.lines)


def _titled(document: Document, field: Field) -> bool:
    """Whether a name begins the title of a paper: 某公司培训签到表."""
    name = normal(str(field.value))
    heads = [normal(line.text) for line in document.lines[:_HEAD]]
    titled = any(head.startswith(name) and len(head) > len(name) + 1 for head in heads)
    return titled and field.confidence >= _SURE_OF_TITLE


def _is_a_partner_s(document: Document, holder: str, context: Context) -> bool:
    """Whether it is the paper of a firm with which the applicant trades, beside its own.

    Contracts, invoices and lists of suppliers tell who that is (domain C03). Of the licence of a
    firm of another brand any paper of the applicant does, as of who takes its waste.
    """
    others = [d for d in context.documents if d.id != document.id]
    own = any(d.type == document.type and context.is_applicant(d.text("holder")) for d in others)
    name = normal(holder)
    type_ = context.type_of(document)
    licence = type_ is not None and type_.of_register
    stranger = licence and context.brand(holder) != context.brand(context.submission.applicant.name)
    return own and any(
        name in normal(line.text)
        for d in others
        if (kind := context.type_of(d)) is not None
        and (
            kind.names_partners
            or (stranger and d.type != document.type and context.is_applicant(d.text("holder")))
        )
        for line in d.lines
    )


def _may_be_misread(field: Field, document: Document, match: Match, own: str) -> bool:
    """Whether a recognised name can be the applicant's: nearly the same, or the rest of it."""
    if document.origin is not Origin.OCR:
        return False
    if len(_FORM.sub("", normal(str(field.value)))) < _LEAST_OF_A_FIRM:
        # 学镜失有限公司: a place, a brand and a trade have more; a seal left this.
        return True
    if is_rest_of(str(field.value), own):
        return True
    # A seal covers the beginning of a name: 械（天津）有限公司.
    rest = normal(own).endswith(normal(str(field.value)))
    if field.own_odds is not None and not rest:
        return not is_printed_so(field, document, own)
    if match is not Match.NEAR or rest:
        return rest
    # One character taken for another, or lost; 榆渚童车 is no misreading of 榆渚车业.
    changed = Levenshtein.distance(normal(str(field.value)), normal(own))
    return field.confidence < (_MISREAD if changed == 1 else _SEVERAL_MISREAD)


def _is_listed(document: Document, context: Context) -> bool:
    """Whether the applicant stands in a list of the document."""
    own = normal(context.submission.applicant.name)
    # A narrow column breaks the end of a name off.
    most = own[: max(_LEAST_OF_A_NAME, len(own) * 4 // 5)]
    return any(most in normal(line.text) for line in document.lines)


def _listed_sister(document: Document, context: Context) -> Citation | None:
    """A firm of the applicant's place and brand in a list in which it does not stand itself."""
    applicant = context.submission.applicant
    own = normal(applicant.name)
    like = [
        (m[0], line)
        for line in document.lines
        if line.confidence >= _LEGIBLE
        for m in _FIRM.finditer(line.text)
        if normal(m[0]).startswith(own[:_BRAND])
    ]
    if document.origin is not Origin.OCR and (group := _listed_group(document, context)):
        return group
    if not like:
        return None
    begins = own[: own.find(context.brand(applicant.name)) + _BRAND]
    for name, line in like if len(begins) >= _LEAST_BEGINNING else ():
        if normal(name).startswith(begins) and match_applicant(name, applicant) is Match.OTHER:
            return Citation(document.file, line.page, line.box, name)
    return None


def _listed_group(document: Document, context: Context) -> Citation | None:
    """The group whose brand the applicant bears, in a list in which it does not stand itself."""
    applicant, forms = context.submission.applicant, context.book.phrases.group_forms
    brand = context.brand(applicant.name)
    for line in document.lines:
        for m in _FIRM.finditer(line.text):
            grouped = any(word in m[0] for word in forms) and context.brand(m[0]) == brand
            if grouped and match_applicant(m[0], applicant) is Match.OTHER:
                return Citation(document.file, line.page, line.box, m[0])
    return None


def _names_applicant(
    document: Document, context: Context, nearly: float = _NEARLY, *, one_off: bool = False
) -> bool:
    """Whether the applicant is named in a document of which another seems to be the holder.

    By any of its names. Then a person must say whose it is: papers name their client, their author
    and their subject. ``one_off``: with one character of any of them misread as well.
    """
    applicant = context.submission.applicant
    text = normal("".join(line.text for line in document.lines))
    apart = text.replace(normal(document.text("holder")) or " ", "")
    for own in filter(None, map(normal, (applicant.name, *applicant.aliases))):
        if own in text:
            return True
        if document.origin is not Origin.OCR:
            continue
        if fuzz.partial_ratio(own, text) >= nearly:
            return True
        # That of the holder is another firm's.
        if one_off and len(own) >= _LONG_NAME:
            least = _ALL - (_ALL + _ROUNDED) / len(own)
            if fuzz.partial_ratio(own, apart) >= least:
                return True
    return False


def _names_applicant_as_holder(document: Document, context: Context) -> bool:
    """Whether the applicant heads the document although another name was taken for the holder."""
    return any(
        same_name(line.text.strip(), context.submission.applicant.name)
        for line in document.lines[:12]
    )


def _same_code(document: Document, context: Context) -> bool:
    code = document.text("holder_credit_code")
    return bool(code) and code == context.submission.applicant.credit_code


def _bears(text: str, words: Iterable[str]) -> bool:
    return any(word in text.casefold() for word in words)
