"""Bookmarks: which of them stand where a document begins, and how far they can be trusted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evidencecheck.domain.files import Bookmark
from evidencecheck.extraction.title_lines import fold
from evidencecheck.extraction.volume.contents import Entry, alike, heads_of, without_number
from evidencecheck.extraction.volume.signs import PageSigns, unnamed

_CHAPTER = re.compile(
    r"^\s*(?:第[一二三四五六七八九十\d]{1,3}[章节篇]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}|\d{1,2}[\s、.．](?=[\u4e00-\u9fff]))"
)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|jpe?g|png|tiff?)$", re.IGNORECASE)
_LEAST = 2
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Outline:
    """What the bookmarks of a file say."""

    starts: Mapping[int, str]
    """Indices of pages on which they say that a document begins, with their words."""
    sure: float
    """0..1: the share of them that the pages bear out."""
    chapters: Mapping[int, str]
    """Indices of pages on which a chapter of a document begins."""


NOTHING = Outline({}, 0.0, {})


def read_outline(
    bookmarks: Sequence[Bookmark],
    pages: Sequence[PageSigns],
    index: Mapping[int, int],
    named: Callable[[str], bool],
) -> Outline:
    """Judge the bookmarks level by level; ``index``: of each page number."""
    levels: dict[int, list[Bookmark]] = defaultdict(list)
    for mark in bookmarks:
        if mark.page in index:
            levels[mark.level].append(mark)
    best = NOTHING
    sections: dict[int, str] = {}
    chapters: dict[int, str] = {}
    for level in sorted(levels):
        marks = levels[level]
        numbered = sum(_is_chapter(m) and not _title(m, named) for m in marks)
        if numbered > 0.6 * len(marks):
            for mark in marks:
                at = index[mark.page]
                if unnamed(pages[at].title) or _is_chapter(mark):
                    chapters.setdefault(at, mark.title)
            continue
        starts = {index[m.page]: m.title for m in reversed(marks)}
        if len(starts) < _LEAST:
            continue
        sure = sum(_borne_out(m, pages[index[m.page]], named) for m in marks) / len(marks)
        if sum(pages[at].sheet != "" for at in starts) > _MOSTLY * len(starts):
            # Sheets that part the volume: what lies behind them is named on the next level.
            sections |= starts
        if sure > best.sure or set(best.starts) <= set(sections):
            best = Outline(starts, min(1.0, sure), {})
    if best.starts:
        best = Outline({**sections, **best.starts}, best.sure, {})
    inner = {at: text for at, text in chapters.items() if at not in best.starts}
    return Outline(best.starts, best.sure, inner)


def _is_chapter(mark: Bookmark) -> bool:
    return bool(_CHAPTER.match(mark.title)) and not _FILE.search(mark.title)


def _title(mark: Bookmark, named: Callable[[str], bool]) -> bool:
    return named(fold(without_number(_FILE.sub("", mark.title))))


def _borne_out(mark: Bookmark, page: PageSigns, named: Callable[[str], bool]) -> float:
    """0..1: whether a page looks like the beginning of what the bookmark names."""
    if page.blank:
        return 0.0
    name = fold(without_number(_FILE.sub("", mark.title)))
    if page.sheet or alike(Entry(mark.title, name, 0, False), heads_of(page)):
        return 1.0
    if any(c.number == 1 and c.total for c in page.margins.counters) or not unnamed(page.title):
        return 0.8
    if _FILE.search(mark.title):
        return 0.9
    if named(name) or page.misread:
        return 0.6
    return 0.5 if page.headline is not None else 0.0
