"""S302, S303: editions at the document's own date (domain section B, C28)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from evidencecheck.assessment.context import Context, document_date
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.domain.document import Citation, Document, StandardRef
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import Origin
from evidencecheck.domain.rules import DocumentType

_END = re.compile(r"[。；;！!]")
_SURE_TYPE, _LEAST_LINES, _HEAD = 0.85, 6, 10
_FOOT = 0.4
"""Share of the page above its foot."""
_LEGIBLE = 0.7
"""A certificate with a line below this may cite a standard there."""
_SIGNATURE = re.compile(
    r"(?!.*(?:[A-Za-z]{2}|[/／]|\d{5})).*(?:\d\D?月\s*\d{1,2}\s*日|公司|中心|研究院|协会)\s*$|.{1,5}$"
)
"""What stands under a seal, or is too short for the number of a standard, cites none."""
_OF_TEXT, _REPORT = frozenset({".doc", ".docx", ".wps"}), "报告"
# Whatever may be the number of a standard, or the name of one, however it was read.
_NUMBERED = re.compile(
    r"(?:GB|ISO|IS0|1SO|PAS|IPCC|GHG|DB|HJ|JJ[FG]|SZDB|EN|IEC|RB/?T|CJ|JG|SB|QB|JB|YD)\s*(?:[/／]?\s*[TZ])?[/／]?\s*\d|(?-i:T/[A-Z]{2,})"
    # 标准煤, 标准立方米: units.
    r"|标准(?!煤|油|立方|状[态况]|偏差|误差|气压)|指南|导则|通则|规范|定额|Protocol|Standard",
    re.IGNORECASE,
)
_NO_OTHER = (
    r"(?:未|没有|不)(?:曾|再|另行?|另外|单独|直接|具体)*(?:采用|引用|参照|执行|依据|涉及)"
    r"[^。;；,，]{0,6}(?:标准|指南|导则|规范)(?![(（《]?[A-Z])"
)
# 国家有关核算指南, 相关标准: none is named.
_VAGUE = re.compile(
    r"(?:有关|相关|现行)(?:的)?[\u4e00-\u9fff]{0,6}(?:标准|指南|导则|规范)(?![\u4e00-\u9fff]{0,2}[(（《]?[A-Z])"
    # 按企业标准Q/…, 合同约定的标准, 未另采用其他标准: a rule of the house, and none besides.
    r"|(?:企业|内部|公司|厂内|自[编订定])(?:的)?(?:标准|指南|导则|规范)(?![(（《]?[A-PR-Z])"
    r"|(?:合同|协议|双方|自行|内部)[^。;；,，《]{0,8}(?:约定|商定|拟定|编制|制定|确定)的?[\u4e00-\u9fff]{0,6}(?:标准|指南|导则|规范)(?![(（《]?[A-Z])"
    rf"|{_NO_OTHER}"
)
_DENIED = re.compile(_NO_OTHER)


def standards(document: Document, context: Context) -> Iterator[Finding]:
    """Superseded editions and numbers that no registry has."""
    field = document.field("standards")
    if field is None:
        yield from _none(document, context)
        return
    on = document_date(document)
    if on is not None and on > context.date and document.field("issue_date") is None:
        # A plan, by the end of its years: nobody knows when it was made.
        on = None
    for ref in document.standards:
        if on is not None:
            old = context.registry.superseded(ref, on)
            told = old is not None and (
                _cites_successor(document, ref, old.current, context)
                or _only_told_of(document, ref, context)
            )
            if old is not None and not told:
                yield context.finding(
                    "S302",
                    document,
                    cite=_place(document, ref) or field,
                    standard=ref.canonical,
                    current=old.current,
                    ended=old.ended,
                )
        if document.type in context.judged_types and context.registry.find(ref) is None:
            yield context.finding("S303", document, cite=field, standard=ref.canonical)


def _none(document: Document, context: Context) -> Iterator[Finding]:
    """S301 for a report that must be made by a standard and names none at all."""
    kind = context.type_of(document)
    made_by = _made_by(document, kind, context) if kind is not None else ()
    if not made_by or document.type not in context.asking:
        return
    if not is_own(document, context) or document.confidence < _SURE_TYPE:
        return
    # 未采用 / 其他标准: what is said may go on in the next line.
    text = "".join(line.text for line in document.lines)
    # A page that says that it is made by none need not be all of its paper.
    if not (_DENIED.search(text) or _tells_all(document, context)):
        return
    if _NUMBERED.search(_VAGUE.sub("", text)):
        return
    yield context.finding(
        "S301", document, cite=document.place, required="、".join(made_by), found="—"
    )


def _tells_all(document: Document, context: Context) -> bool:
    """Whether a paper is read as a whole, and is the one that is issued.

    Drafts and sheets leave its standards to that; of a volume its first page may be all of it that
    was told apart.
    """
    alone = context.is_alone(document)
    if not (alone or _is_whole(document)) or len(document.lines) < _LEAST_LINES:
        return False
    issuer = document.text("issuer")
    heads = [line.text.casefold() for line in document.lines[:_HEAD]]
    asked = any(word in text for text in heads for word in context.book.phrases.clients)
    own = context.is_applicant(issuer) if issuer else not asked
    return document.origin is not Origin.CELL or not own or _is_a_report(document)


def _is_a_report(document: Document) -> bool:
    """Whether an office file is the report itself, and no sheet that goes into one."""
    text = PurePosixPath(document.file).suffix.lower() in _OF_TEXT
    return text and document.heading.endswith(_REPORT) and document.field("issue_date") is not None


def _is_whole(document: Document) -> bool:
    """Whether one page of a volume is all of a paper: numbered, signed and dated at its foot."""
    dated, issuer = document.field("issue_date"), document.field("issuer")
    if dated is None or issuer is None or document.first_page != document.last_page:
        return False
    numbered = document.field("certificate_number") is not None
    return numbered and dated.citation.box.y0 > _FOOT


def _made_by(document: Document, kind: DocumentType, context: Context) -> Sequence[str]:
    """By one of which standards a paper must be made; a certificate, what its title names."""
    title = document.title.quote if document.title is not None else ""
    if kind.made_by or not kind.coverage:
        asked = kind.made_by_titled
        return kind.made_by if not asked or any(word in title for word in asked) else ()
    notice = any(word in title for word in context.book.phrases.beside_certificates)
    unread = any(
        line.confidence < _LEGIBLE and not _SIGNATURE.match(line.text) for line in document.lines
    )
    holder = document.text("holder")
    if notice or unread or not holder:
        return ()
    return next((f.standards for f in kind.fits if any(t in title for t in f.titles)), ())


def _cites_successor(document: Document, old: StandardRef, current: str, context: Context) -> bool:
    """Whether the document also cites what took the place of ``old``, and so tells its history."""
    entry = context.registry.find(old)
    for ref in document.standards:
        same = ref != old and ref.edition and context.registry.find(ref) is entry
        if (same and ref.edition > old.edition) or current in {ref.base, ref.canonical}:
            return True
    return False


def _only_told_of(document: Document, ref: StandardRef, context: Context) -> bool:
    """Whether all sentences on an edition say that it is told of, and not worked by."""
    number = ref.base.split(" ")[-1]
    text = "".join(line.text for line in document.lines)
    on_it = [s for s in _END.split(text) if number in s and ref.edition in s]
    return bool(on_it) and all(
        any(word in s for word in context.book.phrases.not_applied) for s in on_it
    )


def _place(document: Document, ref: StandardRef) -> Citation | None:
    """The line that cites a standard; None where its parts stand on several."""
    number = ref.base.split(" ")[-1]
    for line in document.lines:
        if number in line.text and ref.edition in line.text:
            return Citation(document.file, line.page, line.box, line.text.strip())
    return None
