"""E005: the notice of a list that is still open to objections, in the place of an award."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from evidencecheck.assessment.context import Context, iso
from evidencecheck.assessment.evidence import plain
from evidencecheck.domain.document import Document
from evidencecheck.domain.finding import Finding

_AWARD = "award"
_NOTICES = (_AWARD, "publication-proof")
_NOTICE = "公示"
_HEAD = 5
"""Lines."""
_LEAST_OPEN = timedelta(days=7)
"""For how long a list is shown at the least where a notice states no end."""


def proposals(document: Document, context: Context) -> Iterator[Finding]:
    """A list of who is about to be granted something, shown to this day or named as the grant.

    Behind the end of its time it is often kept as what tells of the award: it accuses nobody then.
    """
    phrases = context.book.phrases
    if document.type not in _NOTICES:
        return
    head = plain("".join(x.text for x in document.lines[:_HEAD]))
    word = next((w for w in phrases.proposed if w in head), "")
    if not word or _NOTICE not in head:
        return
    name = document.stem
    # 认定公示.pdf is called what it is.
    as_grant = any(w in name for w in phrases.granted) and _NOTICE not in name and "拟" not in name
    if as_grant or _is_open(document, context):
        line = next((x for x in document.lines[:_HEAD] if word in plain(x.text)), document.lines[0])
        place = document.at(line)
        yield context.finding("E005", document, cite=place, named=_AWARD, found=f"{word}…{_NOTICE}")


def _is_open(document: Document, context: Context) -> bool:
    """Whether objections can still be raised on the day of the assessment."""
    shown = iso(document, "issue_date")
    return shown is not None and _is_within(shown, context.date)


def _is_within(shown: date, day: date) -> bool:
    return shown <= day <= shown + _LEAST_OPEN
