"""A701: no seal where a paper must bear one (domain C26)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from rapidfuzz import fuzz

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import normal
from evidencecheck.domain.document import Document, Line
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import MarkKind, Origin
from evidencecheck.domain.phrases import any_of
from evidencecheck.domain.readings import number_key
from evidencecheck.domain.rules import DocumentType
from evidencecheck.domain.script import simplified

_SURE_TYPE, _NAMED = 0.75, 0.8
_CLEAR = 0.75
"""0..1, of print over which nothing lies."""
_SEALS = frozenset({MarkKind.SEAL, MarkKind.SIGNATURE})
_OFFICE: Final = frozenset({".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ppt", ".pptx"})
"""Drafts rather than originals: their print is sealed on paper."""
_PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp", ".heic", ".tif", ".tiff"})
_END = 25
"""Lines from the end of a paper in which the place of its seal is printed."""
_OPINION = 3
"""Lines above such a place in which an opinion is asked for."""
_PRINTED = re.compile(r"[(（][^()（）]{0,8}[章印][)）]|[章印]\s*[)）]?\s*[:：]")
"""A place for a seal, and not a word on sealing."""
_SEAL_WORDS = 80.0
"""0..100, likeness from which on a line is what a seal says."""
_NAMED_IN_RING, _LEAST_NAME, _WHOLE_NAME = 85.0, 5, 0.7
"""0..100, likeness of what is printed across a ring to a name; characters of one; and how much of
it is read at least."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_AROUND = 24
"""Characters of a line that is a place for a seal and not a sentence on sealing."""


def seals(document: Document, context: Context) -> Iterator[Finding]:
    """A type that bears a seal, with a place printed for it, in colour, and no seal on it.

    A place printed for a seal asks for one on any paper that was never printed out. Silent on what
    is signed digitally, where none is needed, and on office files, unless nothing but its seal
    makes the paper what it is. On grey pictures, where a seal may not be seen, a person is asked to
    look, unless nothing is there that could be one.
    """
    kind = context.type_of(document)
    if kind is None or document.confidence < _SURE_TYPE:
        return
    bears, office = kind.bears.get("seal"), _is_office(document.file)
    if (document.origin is Origin.CELL or office) and bears != "required":
        return
    facts = context.files.get(document.file)
    if facts is not None and facts.signatures:
        return
    if any(m.mark.kind in _SEALS for m in document.marks) or _is_plainly_sealed(document, context):
        return
    asked = re.compile(any_of(context.book.phrases.place_of_seal), re.IGNORECASE)
    place = _place(document, asked, context.book.phrases.others_opinion)
    printed = document.origin is Origin.TEXT_LAYER
    printed = printed and place is not None and bool(_PRINTED.search(place.text))
    if bears is None and not printed:
        return
    # A text without a place for a seal is a draft.
    drawn = document.origin is Origin.OCR and bears == "required" and not office
    drawn = drawn and (document.sealless or not document.grey)
    drawn = drawn or (document.sealless and _is_sealed_by_others(document, kind, context))
    if place is None and not drawn:
        return
    if place is None and _goes_on(document, context):
        return
    cite = document.place if place is None else document.at(place)
    # Grey hides a seal; so do shadows and slanting light on what was photographed.
    hidden = document.grey or (place is None and _is_picture(document.file))
    # What lies over its place so that the print there was hardly read may be the seal.
    hidden = hidden or (document.origin is Origin.OCR and _is_spoilt(place))
    read = document.origin is Origin.OCR and _says_what_a_seal_says(document, context)
    if read or (hidden and not document.sealless):
        yield context.finding("Q801", document, cite=cite, what="seal", confidence=0)
        return
    yield context.finding("A701", document, cite=cite, type=document.type)


def _is_plainly_sealed(document: Document, context: Context) -> bool:
    """Whether a ring bears straight across it the name of a party, or of any firm or body.

    What has the outline of a seal and nothing along it may be a logo: that has no whole name of a
    firm in it. Where its name is printed beside that, the paper is none the less sealed.
    """
    parties = [document.text(name) for name in ("holder", "issuer")]
    known = [normal(n) for n in (*parties, context.submission.applicant.name) if n]
    words = context.book.phrases.seal_rings
    for mark in document.marks:
        if mark.mark.kind is not MarkKind.RING:
            continue
        said = normal("".join(mark.mark.lines))
        if len(said) < _LEAST_NAME:
            continue
        # Of a name that the ring cuts at both ends a character may be lost.
        whole = [name for name in known if len(said) >= _WHOLE_NAME * len(name)]
        if said.endswith(words) or any(
            fuzz.partial_ratio(name, said) >= _NAMED_IN_RING for name in whole
        ):
            return True
    return False


def _goes_on(document: Document, context: Context) -> bool:
    """Whether it may be the rest of the paper before it in its file, which bears its seal."""
    number = number_key(document.text("certificate_number"))
    return any(
        d.type == document.type
        and d.last_page == document.first_page - 1
        and any(m.mark.kind in _SEALS for m in d.marks)
        # The number of the page may be run into that of the paper.
        and (not number or _begins_with(number, number_key(d.text("certificate_number"))))
        for d in context.by_file[document.file]
    )


def _begins_with(number: str, other: str) -> bool:
    return bool(other) and number.startswith(other)


def _is_sealed_by_others(document: Document, kind: DocumentType, context: Context) -> bool:
    """Whether it is a Chinese paper of an authority or a body, of a kind that they seal.

    Where anyone may issue its type, who did must be read.
    """
    issuer = document.field("issuer")
    others = kind.by_others or (
        kind.sealed_by_issuer
        and issuer is not None
        and issuer.confidence >= _NAMED
        and not context.is_applicant(str(issuer.value))
    )
    title = document.title.quote if document.title is not None else ""
    plain = any(word in title for word in context.book.phrases.unsealed)
    # Elsewhere than on the mainland papers are signed. Pictures may be of a screen.
    chinese = bool(_HAN.search(title)) and simplified(title) == title
    paper = chinese and not plain and not _is_picture(document.file)
    return paper and others and document.languages[0] == "zh"


def _says_what_a_seal_says(document: Document, context: Context) -> bool:
    """Whether a line is the straight print of a seal, however it was read: 检验检测专用意."""
    words = context.book.phrases.words_of_seals
    ends = [x.text.strip() for x in document.lines[-_END:] if not _PRINTED.search(x.text)]
    return any(
        abs(len(text) - len(word)) <= 1 and fuzz.ratio(text, word) >= _SEAL_WORDS
        for text in ends
        for word in words
    )


def _place(
    document: Document, asked: re.Pattern[str], opinion: Sequence[str]
) -> Line | None:  # fmt: skip
    """The last place printed for a seal of who made the paper; below an opinion it is another's."""
    lines = document.lines[-_END:]
    for n in range(len(lines) - 1, -1, -1):
        if not _is_place(lines[n].text, asked):
            continue
        above = lines[max(0, n - _OPINION) : n + 1]
        if not any(word in line.text for line in above for word in opinion):
            return lines[n]
    return None


def _is_place(text: str, asked: re.Pattern[str]) -> bool:
    """Whether a line is a place for a seal, or has those of two parties beside each other."""
    short = len("".join(text.split())) <= _AROUND
    return bool(asked.search(text)) and (short or len(_PRINTED.findall(text)) > 1)


def _is_spoilt(place: Line | None) -> bool:
    return place is not None and place.confidence < _CLEAR


def _is_picture(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in _PICTURES


def _is_office(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in _OFFICE
