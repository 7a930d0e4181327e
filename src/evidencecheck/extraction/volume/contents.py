"""Tables of contents: what they name, and on which page of the file it begins."""

from __future__ import annotations

import re
from collections import Counter as Count
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from evidencecheck.domain.document import UNKNOWN_TYPE
from evidencecheck.extraction.title_lines import fold, lines
from evidencecheck.extraction.volume.counters import Run
from evidencecheck.extraction.volume.signs import PageSigns

_PAGED = re.compile(
    r"^(?P<name>.*?[\u4e00-\u9fffA-Za-z）)].*?)(?:[\s.…·・\-—_]{2,}|\t+|\s)"
    r"(?:第\s*|P\.?\s*)?(?P<first>\d{1,4})(?:\s*[-—–~至]\s*\d{1,4})?\s*页?\s*$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\s*(?:附\s*[件录表]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,3})(?:[-.]\d{1,2})*|\d{1,3}(?:[-.]\d{1,2}){0,3}"
    r"|[(（]?[一二三四五六七八九十]{1,3}[)）、]|第[一二三四五六七八九十\d]{1,3}[章节部]分?)[\s、.．:：)）\t]*"
)
_CHAPTER = re.compile(
    r"^\s*(?:第[一二三四五六七八九十\d]{1,3}[章节篇]|[一二三四五六七八九十]{1,3}、|\d{1,2}(?:\.\d{1,2}){0,3}[\s、.．]*(?=[\u4e00-\u9fffA-Z]))"
)
_ANNEX = re.compile(r"^\s*附\s*[件录表图]")
_LEAST = 2
"""Entries of a page of contents."""
_MOSTLY, _PRINTED = 0.6, 0.25
"""Of the lines of a page: so many are entries, so many print a page."""
_YEAR = 1900
"""A number so high at the end of a name is part of it."""
_SOME, _MOST = 0.4, 0.7
"""Of the entries: so many name documents in the contents of a volume."""
_INDENT, _PRINT, _FULL = 0.02, 0.5, 0.8
"""The left margin, the height of print in points, and how far down a page a list goes on from."""
_SHORTEST, _ALIKE = 3, 84
_KINDS, _OF_PAGES = 5, 0.15
"""Types of papers in a file of many, and their share of its pages."""
_TOP = 0.5
_HEAD_LINES = 10
_LARGE = 1.25
"""Times the usual height of print; a list of documents has no title of its own on later pages."""
_NUMBERED = 0.9
"""How sure a table of contents is whose numbers stand on the pages."""
_UNCOUNTED = 60
"""Pages that printed numbers may leave out: backs, sheets, drawings."""
_NEAR = 2
"""Pages by which an entry may be off: blank backs, a sheet that is counted or not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents."""

    text: str
    name: str
    """Folded, its number left out."""
    printed: int
    """The page as printed; 0 where none is."""
    chapter: bool
    """Whether it is numbered as chapters are."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents."""

    pages: tuple[int, ...]
    """Indices of its own pages."""
    of_volume: bool
    """Whether it names documents; else it is that of a document and names chapters."""
    starts: Mapping[int, tuple[str, float]]
    """Indices of pages on which an entry begins, with its words and how sure that is, 0..1."""
    sure: float
    """0..1, how well entries and pages agree."""
    last: int
    """Index of the last page that it speaks of."""


def find_contents(
    pages: Sequence[PageSigns], named: Callable[[str], bool], runs: Sequence[Run]
) -> tuple[Contents, ...]:
    """All tables of contents; ``named`` says whether words are the title of a document."""
    found: list[Contents] = []
    heads: dict[int, tuple[str, ...]] = {}
    at = 0
    while at < len(pages):
        block, entries = _block(pages, at, named)
        if not block:
            at += 1
            continue
        # One look at each page serves all tables of contents before it.
        heads = heads or {i: heads_of(pages[i]) for i in range(block[-1] + 1, len(pages))}
        first = block[-1] + 1
        reach = max(e.printed for e in entries)
        last = first + reach + _UNCOUNTED if reach else len(pages)
        after = {i: heads[i] for i in range(first, min(last, len(pages)))}
        found.append(_resolve(pages, tuple(block), entries, after, named, runs))
        at = block[-1] + 1
    return tuple(found)


def _block(
    pages: Sequence[PageSigns], at: int, named: Callable[[str], bool]
) -> tuple[list[int], list[Entry]]:
    """The pages of contents that begin at ``at``, with their entries."""
    kind = pages[at].contents
    if not kind:
        return [], []
    entries = list(_entries(pages[at], paged=True))
    paged = len(entries) >= max(_LEAST, _PRINTED * len(pages[at].margins.body))
    if not paged:
        # A list of documents may print no pages.
        entries = list(_entries(pages[at], paged=False)) if not _tells(pages[at]) else []
    if len(entries) < _LEAST:
        return [], []
    block = [at]
    for i in range(at + 1, len(pages)):
        more = [] if pages[i].blank else list(_entries(pages[i], paged=paged))
        body = len(pages[i].margins.body)
        if pages[i].sheet or not more or (paged and len(more) < _MOSTLY * body):
            break
        listed = _goes_on(pages[block[-1]], pages[i], more) or _lists(pages[i], more, named)
        if not paged and (len(more) < _MOSTLY * body or not listed):
            break
        block.append(i)
        entries.extend(more)
    return block, entries


def _lists(page: PageSigns, entries: Sequence[Entry], named: Callable[[str], bool]) -> bool:
    """Whether the lines of a page are names of documents, and it is none itself."""
    large = page.title is not None and page.title.line.size >= _LARGE
    many = sum(named(e.name) or e.chapter or bool(_ANNEX.match(e.text)) for e in entries)
    return len(entries) >= _LEAST and not large and many >= 0.4 * len(entries)


def _goes_on(before: PageSigns, page: PageSigns, entries: Sequence[Entry]) -> bool:
    """Whether nothing but entries stand on a page, and as they do on the page before."""
    alike = abs(before.left - page.left) < _INDENT and abs(before.height - page.height) < _PRINT
    full = before.filled >= _FULL
    return alike and full and page.headline is None and len(entries) == len(page.margins.body)


def _tells(page: PageSigns) -> bool:
    """Whether a page with a heading of contents goes on in sentences."""
    return any("。" in r.text for r in page.margins.body)


def _entries(page: PageSigns, *, paged: bool) -> Iterator[Entry]:
    for row in page.margins.body[page.contents_row + 1 if page.contents else 0 :]:
        text = row.text.strip()
        if fold(text) == "":
            continue
        printed = 0
        if paged:
            found = _PAGED.match(text)
            if found is None or int(found["first"]) >= _YEAR:
                continue
            text, printed = found["name"].strip(" .…·・-—_\t"), int(found["first"])
        plain = text.replace("\t", " ")
        name = fold(without_number(plain))
        if len(name) >= _SHORTEST and (paged or len(name) <= 40):
            yield Entry(plain, name, printed, bool(_CHAPTER.match(plain)))


def _resolve(
    pages: Sequence[PageSigns],
    block: tuple[int, ...],
    entries: Sequence[Entry],
    heads: Mapping[int, Sequence[str]],
    named: Callable[[str], bool],
    runs: Sequence[Run],
) -> Contents:
    of_volume = _of_volume(pages, block[0], entries, named)
    numbered = False
    if not any(e.printed for e in entries):
        starts = _in_order(entries, heads)
    else:
        offset, numbered = _offset(entries, heads, runs, block)
        starts = _placed(entries, heads, offset, drifts=not numbered) if offset is not None else {}
    named_there = sum(found for _, found in starts.values())
    sure = min(1.0, 1.2 * named_there / len(entries))
    sure = max(sure, _NUMBERED) if numbered else sure
    guess = sure if numbered else 0.5 * sure
    return Contents(
        block,
        of_volume,
        {i: (words, sure if found else guess) for i, (words, found) in starts.items()},
        sure,
        max(starts, default=block[-1]),
    )


def without_number(text: str) -> str:
    """A name without the number before it: 附件3, 2-1, （一）."""
    return _LEAD.sub("", text)


def _of_volume(
    pages: Sequence[PageSigns], first: int, entries: Sequence[Entry], named: Callable[[str], bool]
) -> bool:
    """Whether a table of contents that begins on page ``first`` names documents, not chapters."""
    if pages[first].contents == "list":
        return True
    if _opens_a_file_of_many(pages, first):
        return True
    documents = sum(named(e.name) or bool(_ANNEX.match(e.text)) for e in entries)
    chapters = sum(e.chapter for e in entries)
    # Behind or below the title of a report, and anywhere within a file, it is likelier that
    # report's.
    here = pages[first].headline is not None and not pages[first].cover
    behind = here or any(p.title is not None and not p.cover for p in pages[:first])
    enough = _MOST if behind and chapters > 0.5 * len(entries) else _SOME
    return documents >= enough * len(entries)


def _opens_a_file_of_many(pages: Sequence[PageSigns], first: int) -> bool:
    """Whether nothing but a cover stands before the contents, and papers of many kinds behind.

    Such a list may name sections only: 一、主体资格 ... 1; 二、建设手续 ... 4.
    """
    if any(p.title is not None and not p.cover for p in pages[:first]):
        return False
    own = [p.title for p in pages[first + 1 :] if p.title is not None and not p.blank]
    kinds = {t.type for t in own if t.type != UNKNOWN_TYPE and not t.line.numbered}
    return len(kinds) >= _KINDS and len(kinds) >= _OF_PAGES * len(pages)


def heads_of(page: PageSigns) -> tuple[str, ...]:
    """The lines at the head of a page that may be what a table of contents names."""
    if page.blank:
        return ()
    return tuple(
        dict.fromkeys(
            fold(without_number(x.shown))
            for x in lines(page.page, _HEAD_LINES)
            if x.box.cy < _TOP or page.sheet
        )
    )


def alike(entry: Entry, heads: Sequence[str]) -> bool:
    """Whether one of the lines at the head of a page is what the entry names."""
    for head in heads:
        if len(head) < _SHORTEST:
            continue
        if head == entry.name:
            return True
        short, long = sorted((head, entry.name), key=len)
        if len(short) >= 4 and short in long and len(short) >= 0.5 * len(long):
            return True
        if len(short) >= 5 and fuzz.ratio(head, entry.name) >= _ALIKE:
            return True
    return False


def _offset(
    entries: Sequence[Entry],
    heads: Mapping[int, Sequence[str]],
    runs: Sequence[Run],
    block: Sequence[int],
) -> tuple[int | None, bool]:
    """Index of a page less its printed number, and whether the pages themselves are numbered so.

    None where neither numbers nor names on the pages tell.
    """
    for run in runs:
        if run.of_file and run.pages[-1] > block[-1]:
            return run.pages[-1] - run.last, True
    votes: Count[int] = Count()
    for entry in entries:
        votes.update({i - entry.printed for i, lines_ in heads.items() if alike(entry, lines_)})
    if not votes:
        return None, False
    offset, most = max(votes.items(), key=lambda v: (v[1], -abs(v[0])))
    return (offset if most >= _LEAST else None), False


def _placed(
    entries: Sequence[Entry], heads: Mapping[int, Sequence[str]], offset: int, *, drifts: bool
) -> dict[int, tuple[str, bool]]:
    """Where each entry begins; ``drifts``: one that is off shows how far the next are off."""
    starts: dict[int, tuple[str, bool]] = {}
    drift = 0
    for entry in entries:
        guess = entry.printed + offset + drift
        near = sorted(range(guess - _NEAR, guess + _NEAR + 1), key=lambda i: abs(i - guess))
        at = next((i for i in near if i in heads and alike(entry, heads[i])), None)
        if at is not None:
            drift = at - entry.printed - offset if drifts else 0
            starts[at] = (entry.text, True)
        elif guess in heads:
            starts.setdefault(guess, (entry.text, False))
    return starts


def _in_order(
    entries: Sequence[Entry], heads: Mapping[int, Sequence[str]]
) -> dict[int, tuple[str, bool]]:
    """Entries without pages, each on the next page that it may name."""
    starts: dict[int, tuple[str, bool]] = {}
    at = min(heads, default=0)
    for entry in entries:
        found = next((i for i in heads if i >= at and alike(entry, heads[i])), None)
        if found is not None:
            starts[found] = (entry.text, True)
            at = found + 1
    return starts
