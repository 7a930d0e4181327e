"""A709: print laid over the picture of a page of somebody else's paper (domain C14, C25).

Alone it informs: forms are filled in, copies are marked. Where figures or a verdict cover what
stood there it counts for A704; other print does so with a late change of the file
(``origin.changed``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import normal
from evidencecheck.domain.document import Citation, Document, PageMark
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import COVERING, Mark, MarkKind, Origin

# Figures, and no number that was made illegible: 138****1234.
_VALUE = re.compile(r"^(?!.*[*×Xx█]{2}).*\d")
# 第12页 共180页, - 12 -, 12/180, A-012: the number that a bound page bears at its edge.
_PAGE_NUMBER = re.compile(
    r"\W*(?:第|page|p\.?|no\.?)?\W*(?:[A-Z]-?)?\d{1,4}\W*(?:页|of|/)?\W*(?:共?\W*\d{1,4}\W*页?)?\W*",
    re.IGNORECASE,
)
_FIRM = re.compile(r"[\u4e00-\u9fff]{4,}(?:公司|厂)\W*$")
# A级, 二级, 先进级, 国家级, 优秀; not 高级工程师.
_GRADE = re.compile(
    r"(?:(?<![A-Za-z])[A-E]{1,3}[+-]?|[一二三四五ⅠⅡⅢⅣⅤ]|先进|基础|引领|示范|国家|省|市|区|[1-5])级(?!单位|部门|市场)"
    r"|(?:^|[:：])(?:优秀|良好|优|良|[A-E]{1,3}[+-]?)$"
)
_LEGIBLE_SEAL, _OTHER = 0.95, 60.0
"""0..1, of the reading of a ring; and likeness (0..100) below which two names are two firms."""
_EDGE = 0.07
"""Of the page's height."""


def patches(document: Document, context: Context) -> Iterator[Finding]:
    """One finding a document, of the first patch; of one that hides something before others."""
    if not _is_others(document, context):
        return
    found = [m for m in document.marks if m.mark.kind is MarkKind.PATCH]
    if found:
        repeated = _repeated(document.file, context)
        only_for = context.book.phrases.only_for
        # A mark of a copy, or a line that a program put onto every page, is no edit.
        found = [
            m
            for m in found
            if m.mark.text not in repeated and not any(w in m.mark.text for w in only_for)
        ]
    if found:
        first = min(found, key=lambda m: (m.mark.shape != COVERING, m.page, m.mark.box.y0))
        cite = Citation(document.file, first.page, first.mark.box, first.mark.text)
        verdict = bool(_GRADE.search("".join(first.mark.text.split()))) or any(
            word in first.mark.text for word in context.book.phrases.verdicts
        )
        if first.mark.shape == COVERING and (verdict or _is_value(first.mark)):
            # What a test or a certificate says was put in the place of what it said.
            issued = document.text("issue_date") or "—"
            yield context.finding(
                "A704", document, cite=cite, issued=issued, changed=f"“{first.mark.text}”"
            )
            under = _still_told(document, first) if _is_value(first.mark) else ""
            if under:
                yield context.finding(
                    "A706", document, cite=cite, shown=first.mark.text, layer=under
                )
        yield context.finding("A709", document, cite=cite, text=first.mark.text)


def _still_told(document: Document, patch: PageMark) -> str:
    """What a file of text still says where a patch covers it; empty where nothing is left."""
    if patch.mark.lines:
        return " ".join(patch.mark.lines)
    if document.origin is not Origin.TEXT_LAYER:
        return ""
    box, said = patch.mark.box, patch.mark.text.strip()
    for line in document.lines:
        beside = line.box.x0 < box.x1 and box.x0 < line.box.x1
        over = line.box.y0 < box.y1 and box.y0 < line.box.y1
        if line.page == patch.page and beside and over and said not in line.text:
            return line.text.strip()
    return ""


def _is_value(patch: Mark) -> bool:
    """Whether a patch says a figure, and not which page it is at the edge of one."""
    at_edge = not _EDGE < patch.box.cy < 1.0 - _EDGE
    if at_edge and _PAGE_NUMBER.fullmatch(patch.text.strip()):
        return False
    return bool(_VALUE.search(patch.text) or _FIRM.search(patch.text))


def hides(document: Document) -> bool:
    """Whether print on a light box hides what a page showed."""
    return any(m.mark.kind is MarkKind.PATCH and m.mark.shape == COVERING for m in document.marks)


def _is_others(document: Document, context: Context) -> bool:
    kind, issuer = context.type_of(document), document.text("issuer")
    if kind is None or kind.issuer == "self":
        return False
    if kind.by_others or (issuer and not context.is_applicant(issuer)):
        return True
    return not issuer and _is_sealed_by_another(document, context)


def _is_sealed_by_another(document: Document, context: Context) -> bool:
    """Whether a paper bears the well legible seal of another firm: who wrote it sealed it."""
    seals = [m.mark for m in document.marks if m.mark.kind is MarkKind.SEAL]
    own = normal(context.submission.applicant.name)
    return any(
        seal.confidence >= _LEGIBLE_SEAL
        and _FIRM.search(normal(seal.text)) is not None
        and fuzz.ratio(normal(seal.text), own) < _OTHER
        for seal in seals
    )


def _repeated(file: str, context: Context) -> frozenset[str]:
    """The texts that are laid over several pages of a file."""
    pages: dict[str, set[int]] = {}
    for document in context.documents:
        if document.file == file:
            for m in document.marks:
                if m.mark.kind is MarkKind.PATCH:
                    pages.setdefault(m.mark.text, set()).add(m.page)
    return frozenset(text for text, on in pages.items() if len(on) > 1)
