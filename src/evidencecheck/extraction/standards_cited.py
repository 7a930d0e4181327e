"""Which standards a document applies, as against those it merely mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from evidencecheck.domain.document import Field, StandardRef
from evidencecheck.domain.rules import DocumentType
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.entities.standards import StandardMatch, find_standards
from evidencecheck.extraction.fields import LabelledPage
from evidencecheck.extraction.standards_passing import (
    compared,
    held,
    mentioned,
    under_heading_of_mentions,
)
from evidencecheck.extraction.text import PageText, Piece, prose

# Words that say a standard is the one applied.
_APPLIED = re.compile(
    r"依据|准则|标准|根据|按照|按|符合|遵循|采用|满足|要求|适用|执行|参照|规范|idt|accordance|against|"
    r"compl(?:y|ies)|conform|requirements|criteria|standard|certified|system|pursuant|provisions|"
    r"based on",
    re.IGNORECASE,
)
# A cell that breaks within a citation: GB/T 32150-2015、ISO / 14064-1:2018.
_BROKEN = re.compile(r"(?:ISO(?:/(?:TS|TR|IEC))?|IEC|GB(?:/[TZ])?|DB\d\d/T?|HJ(?:/T)?|EN|PAS)\s*$")
_GOES_ON = re.compile(r"\s*\d{2,6}")
# NO.GB32299-3-2023-0009 is a number of a paper.
_A_NUMBER = re.compile(r"(?:NO\.?|编号|№|证号)\s*[:：]?\s*$", re.IGNORECASE)
_NUMBER_GOES_ON = re.compile(r"[-–—]\d{3,}")
_NEAR_ROWS = 8
_FRONT_PAGES = 12
_BELOW_ROWS = 3
_SHARED = 0.3
"""Of the width of the narrower cell."""
_SYSTEMS, _TRAININGS = "system-certificate", "training-record"


def standards_cited(
    pages: Sequence[LabelledPage], kind: DocumentType, replaced: Mapping[str, str]
) -> Field | None:
    """The standards that the document applies, in the order in which it names them.

    An edition beside a later one, or a standard beside what took its place, is history.

    Args:
        pages: of the document.
        kind: its type.
        replaced: numbers of withdrawn standards, with those that took their place.
    """
    short = len(pages) <= 3
    cited = [
        (page.text, match, beside)
        for page in pages[:_FRONT_PAGES]
        for match, beside in _applied_on(page.text, kind)
        if short or _applied(page.text, match)
    ]
    # Where nothing else is cited, the certificate that is spoken of is what the paper is about.
    found = [(t, m) for t, m, beside in cited if not beside] or [(t, m) for t, m, _ in cited]
    if not found:
        return None
    refs: list[StandardRef] = []
    for _, match in found:
        if match.ref not in refs:
            refs.append(match.ref)
    refs = [r for r in refs if r.edition or not any(_dated(o, r) for o in refs)]
    refs = [r for r in refs if not any(_succeeds(o, r, replaced) for o in refs)]
    text, first = found[0]
    confidence = min(t.confidence(m.start, m.end) for t, m in found)
    return Field(
        name="standards",
        value=tuple(refs),
        raw="; ".join(t.text[m.start : m.end] for t, m in found)[:300],
        citation=text.cite(first.start, first.end),
        confidence=round(confidence, 4),
        second=next(filter(None, (t.second(m.start, m.end) for t, m in found)), None),
    )


def _applied_on(page: PageText, kind: DocumentType) -> Iterator[tuple[StandardMatch, bool]]:
    """The citations that are not made in passing, and whether each is of a certificate beside."""
    running = prose(page)
    text = running.text
    spoken: list[tuple[int, int]] = []
    for read in find_standards(text):
        if _A_NUMBER.search(text[: read.start]) or _NUMBER_GOES_ON.match(text, read.end):
            continue
        start, end = running.span(read.start, read.end)
        spoken.append((start, end))
        if kind.type == _TRAININGS:
            if compared(text, read.start, read.end):
                continue
        elif mentioned(text, read.start, read.end):
            continue
        if under_heading_of_mentions(page, page.piece_at(start).row):
            continue
        beside = _SYSTEMS not in kind.family and held(text, read.start, read.end)
        yield StandardMatch(start, end, read.ref), beside
    # What goes on in the next line of running text was judged above.
    for match in _over_cells(page):
        if not any(start < match.end and match.start < end for start, end in spoken):
            yield match, False


def _over_cells(page: PageText) -> Iterator[StandardMatch]:
    """Citations that go on in the next row of their cell."""
    for piece in page.pieces:
        if not _BROKEN.search(piece.span.text):
            continue
        below = _below(page, piece)
        if below is None:
            continue
        length = len(piece.span.text)
        for match in find_standards(f"{piece.span.text}{below.span.text}"):
            if match.start < length < match.end:
                end = below.start + match.end - length
                yield StandardMatch(below.start, max(below.start + 1, end), match.ref)


def _below(page: PageText, piece: Piece) -> Piece | None:
    box = piece.span.box
    for row in range(piece.row + 1, min(piece.row + 1 + _BELOW_ROWS, len(page.rows))):
        for other in page.in_row(row):
            span = other.span
            shared = min(span.box.x1, box.x1) - max(span.box.x0, box.x0)
            if shared > _SHARED * min(span.box.width, box.width) and _GOES_ON.match(span.text):
                return other
    return None


def _succeeds(other: StandardRef, old: StandardRef, replaced: Mapping[str, str]) -> bool:
    """Whether ``other`` is a later edition of the same standard, or took its place."""
    if other.base == old.base:
        return bool(old.edition) and old.edition < other.edition
    return other.base == replaced.get(old.base)


def _dated(other: StandardRef, undated: StandardRef) -> bool:
    """Whether ``other`` is the same standard, cited with its edition."""
    return other.base == undated.base and bool(other.edition)


def _applied(text: PageText, match: StandardMatch) -> bool:
    row = text.piece_at(match.start).row
    around = "\n".join(r.text for r in text.rows[max(0, row - _NEAR_ROWS) : row + 1])
    return bool(_APPLIED.search(simplified(around)))
