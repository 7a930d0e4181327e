"""C608: a share of renewable electricity, or of what is offset, above the whole (domain C21)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from evidencecheck.assessment.amounts import DIFFERENT
from evidencecheck.assessment.context import Context
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding

_SURE = 0.9
_HEAD = 2
"""Lines in which a paper says what its shares are of."""
_RESULT = re.compile(r"[=＝]\s*(?P<value>\d{3}(?:\.\d+)?)\s*[%％]")
_WHOLE = 100.0
_MOST = 300.0
"""More per cent than that are a number of something else."""


def shares(document: Document, context: Context) -> Iterator[Finding]:
    """A row 可再生电力占比 with more than 100 %, in a paper of the applicant's own."""
    kind, holder = context.type_of(document), document.text("holder")
    if (kind is not None and kind.by_others) or (holder and not context.is_applicant(holder)):
        return
    phrases = context.book.phrases
    head = "".join(line.text for line in document.lines[:_HEAD]).casefold()
    for share in document.quantities:
        label = "".join((*share.what, *share.heading)).casefold()
        if share.unit != "%" or "%" not in share.raw or share.confidence < _SURE:
            continue
        if not _WHOLE * (1 + DIFFERENT) < share.value < _MOST:
            continue
        if not any(word in label for word in phrases.share):
            continue
        if any(word in label for word in phrases.attained):
            continue
        titled = any(word in head for word in phrases.renewable)
        titled = titled and any(word in head for word in phrases.share)
        if titled or any(word in label for word in phrases.renewable):
            limit = f"{_WHOLE:g} %"
            claimed = f"{share.value:g} %"
            yield context.finding(
                "C608", document, cite=share.citation, claimed=claimed, limit=limit
            )
            return
    yield from tuple(_spoken(document, context)) or _reckoned(document, context)


def _reckoned(document: Document, context: Context) -> Iterator[Finding]:
    """F÷C=109.28% in a paper whose title says what the share is of."""
    phrases = context.book.phrases
    head = "".join(line.text for line in document.lines[:_HEAD]).casefold()
    if not all(any(w in head for w in words) for words in (phrases.renewable, phrases.share)):
        return
    for line in document.lines:
        m = _RESULT.search(line.text) if line.confidence >= _SURE else None
        if m is None or any(word in line.text[: m.end()].casefold() for word in phrases.attained):
            continue
        if _WHOLE * (1 + DIFFERENT) < float(m["value"]) < _MOST:
            place = Citation(document.file, line.page, line.box, line.text)
            yield context.finding(
                "C608", document, cite=place, claimed=f"{m['value']} %", limit=f"{_WHOLE:g} %"
            )
            return


def _spoken(document: Document, context: Context) -> Iterator[Finding]:
    """可再生能源电力占比=7,560÷7,200=105%."""
    phrases = context.book.phrases
    said = _above(phrases.renewable, phrases.share)
    for line in document.lines:
        m = said.search(line.text) if line.confidence >= _SURE else None
        if m is None or any(word in m[0].casefold() for word in phrases.attained):
            continue
        if _WHOLE * (1 + DIFFERENT) < float(m["value"]) < _MOST:
            place = Citation(document.file, line.page, line.box, m[0])
            yield context.finding(
                "C608", document, cite=place, claimed=f"{m['value']} %", limit=f"{_WHOLE:g} %"
            )
            return


@lru_cache(maxsize=4)
def _above(renewable: tuple[str, ...], share: tuple[str, ...]) -> re.Pattern[str]:
    """What is renewable, the word for a share, and per cent of three figures behind it."""
    what, part = ("|".join(map(re.escape, words)) for words in (renewable, share))
    return re.compile(
        rf"(?:{what})(?:[^,，。;；%]{{0,12}}(?:{part})|[^。;；%]{{0,24}}占[^,，。;；%]{{1,12}}的)"
        rf"[^。;；%]{{0,40}}?(?<![\d.])(?P<value>\d{{3}}(?:\.\d+)?)\s*%",
        re.IGNORECASE,
    )
