"""The lines of a page that may be titles: how large they stand, and how they are joined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from evidencecheck.domain.geometry import Box, union
from evidencecheck.domain.page import Origin, Span
from evidencecheck.domain.script import simplified
from evidencecheck.extraction.rows import Row
from evidencecheck.extraction.text import PageText

LONGEST = 70
"""Characters of a title."""
LARGE_PRINT = 1.25
"""Times the usual height of a line."""
_LATIN_PRINT = 1.1
_ROWS = 30
# A row of large letters with gaps between them is read as one line, up to this many letters.
_DRAWN_OUT = 20
_LARGE = 1.5
_FLUSH = 0.01
"""Share of the page's width."""
_NUMBERED = re.compile(
    # 5.8MW is no number of a heading.
    r"^\s*(?!\d+(?:\.\d+)?\s*(?:[kKMG]W|[kKM]VA|万|亿|吨|%))"
    r"(?:第[一二三四五六七八九十\d]+[章节条部分]|[（(]?[一二三四五六七八九十]+[)）、.]|\d{1,2}(?:\.\d{1,2}){0,3}[\s、.)]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}|[(（]\d{1,2}[)）]|附[件表录图]\s*[\d一二三四五六七八九十]*)"
)
# A row of a table is none: 4 | 空压机 | 置换协议.
_CELLS, _ROW_NUMBER = 3, re.compile(r"\s*\d{1,3}\s*")
# One word in two spellings, the second that of the rules: 會議紀錄, 設備台帳.
_SPELLINGS = (("纪录", "记录"), ("帐", "账"))
# Test Report ABC-1234/26: its number behind a title.
_SERIAL_BEHIND = re.compile(
    r"(?<=[a-z])\s+(?:[Nn]o\.?\s*)?(?=[A-Z\d/-]*\d{3})[A-Z\d]+(?:[-/][A-Z\d]+)+\s*$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print that may be a title."""

    text: str
    """Folded: no blanks, lower case, one kind of quotes and dashes."""
    shown: str
    row: int
    box: Box
    size: float
    """Height over the page's usual height of a line."""
    prominence: float
    """0..1, by size, place and how it is centred."""
    numbered: bool
    recognised: bool


def fold(text: str) -> str:
    """A string as titles are compared: NFKC, no blanks or quotes, lower case, one spelling."""
    text = simplified(unicodedata.normalize("NFKC", text))
    text = re.sub(r"[\s\"'“”‘’「」『』《》<>*#_|·.]", "", text).lower()
    for variant, usual in _SPELLINGS:
        text = text.replace(variant, usual)
    return text


def lines(page: PageText, most: int = _ROWS) -> tuple[Line, ...]:
    """The lines of a page that could be titles, joined lines of one title included."""
    if not page.rows:
        return ()
    usual = median(s.box.height for r in page.rows for s in r.spans) or 1.0
    single: list[Line] = []
    for number, row in enumerate(page.rows[:most]):
        spans = row.spans
        if len(spans) >= _CELLS and _ROW_NUMBER.fullmatch(spans[0].text):
            continue
        if len(spans) > 1 and _one_group(row, usual):
            single.append(_line(row.text.replace("\t", ""), number, row.box, usual, page))
            if all(len(s.text) <= 2 for s in spans):
                continue
        single.extend(_line(s.text, number, s.box, usual, page) for s in _whole(spans))
    return tuple(x for x in (*single, *_joined(single)) if x.text)


def _whole(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans of a row, one whose bracket the next closes as one: 电子发票( 普通发票)."""
    open_one: Span | None = None
    for span in spans:
        text, box = span.text, span.box
        if open_one is not None:
            text, box = open_one.text + text, union((open_one.box, box))
        joined = replace(span, text=text, box=box)
        if _is_open(text) and open_one is None:
            open_one = joined
            continue
        open_one = None
        yield joined
    if open_one is not None:
        yield open_one


def _is_open(text: str) -> bool:
    return sum(map(text.count, "(（")) > sum(map(text.count, ")）"))


def _one_group(row: Row, usual: float) -> bool:
    """Whether the spans of a row are one title, drawn out or in large letters."""
    if all(len(s.text) <= 2 for s in row.spans):
        return True
    letters = sum(len(s.text) for s in row.spans)
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(row.spans)]
    em = max(s.box.width / len(s.text) for s in row.spans)
    large = row.box.height >= _LARGE * usual or all(gap <= em for gap in gaps)
    return letters <= _DRAWN_OUT and large


def _line(shown: str, row: int, box: Box, usual: float, page: PageText) -> Line:
    size = box.height / usual if usual else 1.0
    grown = min(max((size - 1.0) / 0.6, 0.0), 1.0)
    centred = max(0.0, 1.0 - abs(box.cx - 0.5) / 0.12)
    if box.width > 0.75:
        centred *= 0.4
    top = 1.0 if row <= 2 or box.cy < 0.18 else 0.6 if box.cy < 0.45 else 0.2 if box.cy < 0.6 else 0
    return Line(
        text=fold(_SERIAL_BEHIND.sub("", shown)),
        shown=shown.strip(),
        row=row,
        box=box,
        size=size,
        prominence=0.45 * grown + 0.25 * centred + 0.30 * top,
        numbered=bool(_NUMBERED.match(shown)),
        recognised=page.pieces[0].span.origin is Origin.OCR,
    )


def _joined(single: Sequence[Line]) -> Iterator[Line]:
    """Two or three lines of one title: alike in size, close, and centred on each other."""
    for i, first in enumerate(single):
        text, shown, last, box, size, prominence = (
            first.text,
            first.shown,
            first,
            first.box,
            first.size,
            first.prominence,
        )
        for following in single[i + 1 : i + 4]:
            smaller = min(first.size, following.size)
            # Latin letters are as high as their ascenders and descenders make them.
            latin = smaller >= _LATIN_PRINT and (first.shown + following.shown).isascii()
            large = smaller >= LARGE_PRINT or latin
            alike = (0.6 if large else 0.75) < following.size / max(first.size, 0.1) < 1.33
            close = following.box.y0 - last.box.y1 < 1.6 * last.box.height
            centred = abs(following.box.cx - first.box.cx) < 0.06
            flush = large and abs(following.box.x0 - first.box.x0) < _FLUSH
            if following.row == last.row or not (alike and close and (centred or flush)):
                break
            text, shown, last = text + following.text, shown + following.shown, following
            box = union((box, following.box))
            size = max(size, following.size)
            prominence = max(prominence, following.prominence)
            if len(text) > LONGEST:
                break
            yield Line(
                text,
                shown,
                first.row,
                box,
                size,
                prominence,
                first.numbered,
                first.recognised,
            )
