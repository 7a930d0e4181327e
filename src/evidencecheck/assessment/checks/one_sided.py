"""A701: a contract that the other party sealed, and the applicant did not (domain C26)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from evidencecheck.assessment.context import Context
from evidencecheck.assessment.names import normal
from evidencecheck.domain.document import Document, Line, PageMark
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.page import MarkKind

_BELOW = 4
"""Lines below the places of two seals in which both parties sign and date."""
_LEGIBLE = 0.8
_THEIRS, _LIKELIER = 80.0, 20.0
"""Likeness (0..100) of a seal to the other party's name, and beyond that to the applicant's."""
_PLACES = re.compile(
    r"(?P<party>[\u4e00-\u9fff]{1,6})\s*[(（](?:盖章|公章|签章|单位章|盖公章)[)）]\s*[:：]?"
)
_MIDDLE = 0.5
"""Of the page's width, between the places of two seals."""
# 代表人:        代表人:温如石
_PAIR = re.compile(
    r"\W*(?P<label>[^\s:：]{2,8})\s*[:：](?P<left>.*?)(?P=label)\s*[:：](?P<right>.*)"
)
_BLANK = re.compile(r"[\s_—\-年月日.]*")


def one_sided(document: Document, context: Context) -> Iterator[Finding]:
    """The one seal is the other's and on its side; on the applicant's nobody signed or dated.

    A pen is hardly read and a seal may be missed, but hardly both, on one side only.
    """
    facts = context.files.get(document.file)
    if facts is not None and facts.signatures:
        return
    seals = [m for m in document.marks if m.mark.kind is MarkKind.SEAL]
    if len(seals) != 1 or not seals[0].mark.text:
        return
    for n, line in enumerate(document.lines):
        places = list(_PLACES.finditer(line.text))
        if len(places) != len(("left", "right")) or line.page != seals[0].page:
            continue
        parties = [m["party"] for m in places]
        own = _own_side(parties, document.lines[:n], context)
        below = document.lines[n + 1 : n + 1 + _BELOW]
        if own is None or not _is_blank(below, own) or _is_marked(document, line, own):
            continue
        if _is_others(seals[0], own, document, context):
            cite = document.at(line)
            yield context.finding("A701", document, cite=cite, type=document.type)
            return


def _own_side(parties: Sequence[str], above: Sequence[Line], context: Context) -> int | None:
    """0 where the applicant seals on the left, 1 on the right; None where that is not told."""
    own = normal(context.submission.applicant.name)
    named = [re.split(r"[:：]", x.text)[0] for x in above if own in normal(x.text)]
    sides = [n for n, party in enumerate(parties) if any(party in head for head in named)]
    return sides[0] if len(sides) == 1 else None


def _is_blank(below: Sequence[Line], own: int) -> bool:
    """Whether the rows below are filled in on the other side only."""
    rows = [m for line in below if (m := _PAIR.fullmatch(line.text.strip())) is not None]
    mine, theirs = (
        [_BLANK.fullmatch(m[side]) is None for m in rows]
        for side in (("left", "right") if own == 0 else ("right", "left"))
    )
    return any(theirs) and not any(mine)


def _is_marked(document: Document, line: Line, own: int) -> bool:
    """Whether anybody signed by hand on the applicant's side."""
    return any(
        m.mark.kind in {MarkKind.INK, MarkKind.SIGNATURE}
        and m.page == line.page
        and m.mark.box.cy > line.box.y0
        and (m.mark.box.cx > _MIDDLE) == bool(own)
        for m in document.marks
    )


def _is_others(seal: PageMark, own: int, document: Document, context: Context) -> bool:
    """Whether a seal lies on the other side, and says who that is."""
    mark, name = seal.mark, normal(context.submission.applicant.name)
    said = normal(mark.text)
    if mark.confidence < _LEGIBLE or (mark.box.cx > _MIDDLE) == bool(own):
        return False
    others = [x for line in document.lines if name not in (x := normal(line.text))]
    theirs = max((fuzz.partial_ratio(said, x) for x in others if len(x) >= len(said)), default=0.0)
    return theirs >= _THEIRS and theirs - fuzz.ratio(said, name) >= _LIKELIER
