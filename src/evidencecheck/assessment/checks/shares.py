"""C608: a share of renewable electricity, or of what is offset, above the whole (domain C21)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from evidencecheck.assessment.amounts import DIFFERENT
from evidencecheck.assessment.context import Context
from evidencecheck.assessment.own_papers import is_own
from evidencecheck.assessment.surplus import is_kept_for_later
from evidencecheck.domain.document import Citation, Document
from evidencecheck.domain.finding import Finding
from evidencecheck.domain.phrases import any_of

_SURE = 0.9
_HEAD = 2
"""Lines in which a paper says what its shares are of."""
_OF_POWER = re.compile(r"(?:类别|范围|范畴|scope)\s*[2二Ⅱ]|电[力量]|能源间接", re.IGNORECASE)
_ROUNDED_UP = 110.0
"""Per cent; credits are whole tonnes, and a firm may set a few more against what it emits."""
_RESULT = re.compile(r"[=＝]\s*(?P<value>\d{3}(?:\.\d+)?)\s*[%％]")
_WHOLE = 100.0
_MOST = 300.0
"""More per cent than that are a number of something else."""


def shares(document: Document, context: Context) -> Iterator[Finding]:
    """A row 可再生电力占比 with more than 100 %, in a paper of the applicant's own."""
    kind = context.type_of(document)
    phrases = context.book.phrases
    if not is_own(document, context):
        return
    if kind is not None and kind.by_others:
        # A firm's own statement, by its words taken for the paper of a registry.
        if any(word in document.words for word in phrases.of_itself):
            yield from _offset(document, context)
        return
    head = "".join(line.text for line in document.lines[:_HEAD]).casefold()
    for share in document.quantities:
        if share.unit != "%" or "%" not in share.raw or share.confidence < _SURE:
            continue
        if not _WHOLE * (1 + DIFFERENT) < share.value < _MOST:
            continue
        label = "".join((*share.what, *share.heading)).casefold()
        if not any(word in label for word in phrases.share):
            continue
        if any(word in label for word in phrases.attained):
            continue
        titled = any(word in head for word in phrases.renewable)
        titled = titled and any(word in head for word in phrases.share)
        if titled or any(word in label for word in phrases.renewable):
            yield _finding(document, context, share.citation, f"{share.value:g}")
            return
    if not document.speaks_of("%％"):
        return
    told = tuple(_spoken(document, context)) or tuple(_reckoned(document, context))
    told = told or tuple(_offset(document, context))
    yield from told or _in_a_row(document, context)


def _finding(document: Document, context: Context, place: Citation, share: str) -> Finding:
    return context.finding(
        "C608", document, cite=place, claimed=f"{share} %", limit=f"{_WHOLE:g} %"
    )


def _offset(document: Document, context: Context) -> Iterator[Finding]:
    """抵消率为209.4%: more is set against emissions than there are, rounding up apart."""
    words = context.book.phrases.offset_shares
    if not document.speaks_of(words):
        return
    offset = _of_offsets(words)
    for line, below in zip_longest(document.lines, document.lines[1:]):
        # A sentence goes on in the next line.
        text = line.text.strip() + (below.text.strip() if below is not None else "")
        m = offset.search(text) if line.confidence >= _SURE else None
        if m is None or m.start() >= len(line.text):
            continue
        # Certificates of power are counted in single MWh.
        least = _WHOLE * (1 + DIFFERENT) if _OF_POWER.search(m["of"]) else _ROUNDED_UP
        if least < float(m["value"]) < _MOST:
            yield _finding(document, context, document.at(line), m["value"])
            return


def _in_a_row(document: Document, context: Context) -> Iterator[Finding]:
    """A row 抵消比例 of a table with more than all, in the column of power or far above it."""
    words = context.book.phrases.offset_shares
    for share in document.quantities:
        if share.unit != "%" or "%" not in share.raw or share.confidence < _SURE or not share.what:
            continue
        if _of_a_row(words).fullmatch(share.what[-1].strip()) is None:
            continue
        label = "".join((*share.what, *share.heading))
        least = _WHOLE * (1 + DIFFERENT) if _OF_POWER.search(label) else _ROUNDED_UP
        if least < share.value < _MOST:
            if not is_kept_for_later(document, context.book.phrases):
                yield _finding(document, context, share.citation, f"{share.value:g}")
            return


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
            yield _finding(document, context, document.at(line), m["value"])
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
            yield _finding(document, context, place, m["value"])
            return


@lru_cache(maxsize=4)
def _of_offsets(words: tuple[str, ...]) -> re.Pattern[str]:
    """The word for such a share, what it is reckoned from, and per cent of three figures."""
    amount = r"[\d,.\s]+(?:MWh|kWh|tCO2e?|吨)?"
    return re.compile(
        rf"(?P<of>.{{0,12}})(?:{any_of(words)})[^。;；,，%％\d]{{0,8}}"
        rf"(?:{amount}\s*[÷/／]\s*{amount}(?:[×xX*]\s*100\s*[%％])?\s*[=＝≈]\s*)?"
        r"(?<![\d.])(?P<value>\d{3}(?:\.\d+)?)\s*[%％]",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4)
def _of_a_row(words: tuple[str, ...]) -> re.Pattern[str]:
    """All of a label."""
    return re.compile(rf"碳?(?:{any_of(words)})(?:\s*[(（]?%[)）]?)?")


@lru_cache(maxsize=4)
def _above(renewable: tuple[str, ...], share: tuple[str, ...]) -> re.Pattern[str]:
    """What is renewable, the word for a share, and per cent of three figures behind it."""
    what, part = ("|".join(map(re.escape, words)) for words in (renewable, share))
    return re.compile(
        rf"(?:{what})(?:[^,，。;；%]{{0,12}}(?:{part})|[^。;；%]{{0,24}}占[^,，。;；%]{{1,12}}的)"
        rf"[^。;；%]{{0,40}}?(?<![\d.])(?P<value>\d{{3}}(?:\.\d+)?)\s*%",
        re.IGNORECASE,
    )
