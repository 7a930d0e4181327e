"""The text of a page as one string, with a way back to its boxes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from evidencecheck.domain.document import Citation, Field, Value
from evidencecheck.domain.geometry import Box, union
from evidencecheck.domain.page import Origin, Page, Span
from evidencecheck.extraction.rows import Row, rows

# Those that lead to the number of a page stay: they tell a table of contents.
_LEADERS = re.compile(r"(?:\.{3,}|…{2,}|·{4,})(?=\s*[\dA-Za-z\u4e00-\u9fff])(?!\s*\d{1,3}\s*$)")
_RAGGED = 0.1
"""By how much of the page's width a line may fall short of the right margin."""
_INDENT, _FLUSH = 0.09, 0.025
"""By how much of it the first line of a paragraph, and any other, may be off the left margin."""
# 14.3904 tCO2e is an amount, and 1.4 heads a paragraph.
_PARAGRAPH = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．](?!\d{2,}\s*[A-Za-z%％万千吨元度])"
    r"|[^\n]{1,12}[:：])"
)


Stretches = tuple[tuple[int, int], ...]
"""Parts of the text of a page, each from an offset to another, in order."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A span and where it stands in the text of the page."""

    start: int
    end: int
    row: int
    span: Span


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as text: rows parted by line ends, spans within a row by tabs."""

    file: str
    page: Page
    rows: tuple[Row, ...]
    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    def piece_at(self, offset: int) -> Piece:
        """The piece that holds ``offset``, or the one before it."""
        return self.pieces[max(0, bisect_right(self.starts, offset) - 1)]

    def in_row(self, row: int) -> tuple[Piece, ...]:
        """The pieces of a row, from left to right."""
        first = bisect_left(self.pieces, row, key=lambda p: p.row)
        last = bisect_right(self.pieces, row, lo=first, key=lambda p: p.row)
        return self.pieces[first:last]

    def field(self, name: str, value: Value, start: int, end: int, sure: float = 1.0) -> Field:
        """A field that the characters ``start..end`` state; ``sure`` (0..1) weakens the reading."""
        return self.field_of(name, value, ((start, end),), sure)

    def field_of(self, name: str, value: Value, parts: Stretches, sure: float = 1.0) -> Field:
        """A field that several stretches state together: the rows of one column."""
        raw = "\n".join(self.text[a:b].strip() for a, b in parts)
        seconds = [self.second(a, b) for a, b in parts]
        others = (
            self.text[a:b] if s is None else s for (a, b), s in zip(parts, seconds, strict=True)
        )
        return Field(
            name=name,
            value=value,
            raw=raw,
            citation=Citation(
                self.file, self.page.number, union(self.box(a, b) for a, b in parts), raw
            ),
            confidence=round(min(self.confidence(a, b) for a, b in parts) * sure, 4),
            second=None if all(s is None for s in seconds) else " ".join(others).strip(),
        )

    def pieces_between(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces that share characters with ``start..end``."""
        first = max(0, bisect_right(self.starts, start) - 1)
        found = []
        for piece in self.pieces[first:]:
            if piece.start >= end:
                break
            if piece.end > start:
                found.append(piece)
        return tuple(found)

    def box(self, start: int, end: int) -> Box:
        """The box around the characters ``start..end``."""
        return union(
            part_box(p.span, max(start, p.start) - p.start, min(end, p.end) - p.start)
            for p in self.pieces_between(start, end)
        )

    def confidence(self, start: int, end: int) -> float:
        """The least sure reading among the characters ``start..end``, 0..1."""
        pieces = self.pieces_between(start, end)
        return min((p.span.sure(start - p.start, end - p.start) for p in pieces), default=0.0)

    def second(self, start: int, end: int) -> str | None:
        """The other reading of the print with ``start..end`` where it does not give them."""
        pieces = self.pieces_between(start, end)
        if not any(p.span.doubted(start - p.start, end - p.start) for p in pieces):
            return None
        others = (p.span.text if p.span.second is None else p.span.second for p in pieces)
        return " ".join(others).strip()

    def cite(self, start: int, end: int) -> Citation:
        """A citation of the characters ``start..end``, quoting them."""
        return Citation(
            self.file, self.page.number, self.box(start, end), self.text[start:end].strip()
        )

    def row_end(self, offset: int) -> int:
        """Where the row that holds ``offset`` ends."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end


@dataclass(frozen=True, slots=True)
class Flow:
    """Text without its line ends and cell edges, as a reader takes it, with the way back."""

    text: str
    origin: tuple[int, ...]
    """For each character, its offset in the text of the page."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the page of the characters ``start..end``."""
        return self.origin[start], self.origin[max(start, end - 1)] + 1

    def stretches(self, start: int, end: int, page: PageText) -> Stretches:
        """Where the characters ``start..end`` stand; parted where others lie between."""
        kept = self.origin[start : max(start + 1, end)]
        parts = [[kept[0], kept[0] + 1]]
        for i in kept[1:]:
            if page.text[parts[-1][1] : i].strip():
                parts.append([i, i + 1])
            parts[-1][1] = i + 1
        return tuple((a, b) for a, b in parts)


def flow(page: PageText, start: int = 0, end: int | None = None) -> Flow:
    """The stretch ``start..end`` of a page as running text.

    A line end between two Chinese characters vanishes, any other becomes a blank; so does a tab.
    """
    return flow_of(page, ((start, len(page.text) if end is None else end),))


def flow_of(page: PageText, parts: Stretches) -> Flow:
    """Several stretches of a page as running text, as if each began a line."""
    text, places = "", []
    for start, end in parts:
        if text:
            text += "\n"
            places.append(start)
        text += page.text[start:end]
        places.extend(range(start, min(end, len(page.text))))
    kept: list[str] = []
    origin: list[int] = []
    for i, c in enumerate(text):
        if c in "\n\t":
            before, after = text[i - 1 : i], text[i + 1 : i + 2]
            if c == "\n" and (_wide(before) or _wide(after)):
                continue
            c = " "
        kept.append(c)
        origin.append(places[i])
    return Flow("".join(kept), tuple(origin))


_ENDS_OPEN = re.compile(r"(?:日|\d\d)\s*[至到—~～-]\s*$")
"""The beginning of a span of days."""


def prose(page: PageText) -> Flow:
    """The text of a page in which only the lines of a paragraph are joined.

    A row that is one stretch of print between both margins goes on in the next, unless that one
    is indented. A cell of a worksheet is whole, however wide it is.
    """
    right = max((r.box.x1 for r in page.rows), default=1.0) - _RAGGED
    left = min((r.box.x0 for r in page.rows), default=0.0)
    goes_on = [
        (
            len(r.spans) == 1
            and not (page.page.label and r.spans[0].origin is Origin.CELL)
            and r.box.x1 >= right
            and r.box.x0 <= left + _INDENT
            and below.box.x0 <= left + _FLUSH
        )
        or (_ENDS_OPEN.search(r.text) is not None and below.text[:1].isdigit())
        for r, below in pairwise(page.rows)
    ]
    kept: list[str] = []
    origin: list[int] = []
    row = 0
    for i, c in enumerate(page.text):
        if c == "\n":
            row += 1
            if goes_on[row - 1] and not _PARAGRAPH.match(page.text, i + 1):
                if _wide(page.text[i - 1 : i]) or _wide(page.text[i + 1 : i + 2]):
                    continue
                c = " "
        kept.append(c)
        origin.append(i)
    return Flow("".join(kept), tuple(origin))


def _wide(character: str) -> bool:
    return bool(character) and ord(character) > 0x2E7F


def page_text(file: str, page: Page) -> PageText:
    """Put the spans of ``page`` together."""
    page = _without_leaders(page)
    parts: list[str] = []
    pieces: list[Piece] = []
    offset = 0
    page_rows = rows(page)
    for number, row in enumerate(page_rows):
        for i, span in enumerate(row.spans):
            if i or number:
                parts.append("\t" if i else "\n")
                offset += 1
            pieces.append(Piece(offset, offset + len(span.text), number, span))
            parts.append(span.text)
            offset += len(span.text)
    return PageText(
        file, page, page_rows, "".join(parts), tuple(pieces), tuple(p.start for p in pieces)
    )


def _without_leaders(page: Page) -> Page:
    """A page without the dots that lead from a label to its value: 合计......4,343.56."""
    if not any(_LEADERS.search(span.text) for span in page.spans):
        return page
    return replace(
        page,
        spans=tuple(
            replace(s, text=_LEADERS.sub(lambda m: " " * len(m[0]), s.text))
            if _LEADERS.search(s.text)
            else s
            for s in page.spans
        ),
    )


def part_box(span: Span, start: int, end: int) -> Box:
    """Where the characters ``start..end`` of a span stand, by their usual widths."""
    if start <= 0 and end >= len(span.text):
        return span.box
    widths = [2 if ord(c) > 0x2E7F else 1 for c in span.text]
    total = sum(widths) or 1
    x0 = span.box.x0 + span.box.width * sum(widths[: max(start, 0)]) / total
    x1 = span.box.x0 + span.box.width * sum(widths[: max(end, 0)]) / total
    return Box(x0, span.box.y0, max(x0, x1), span.box.y1)
