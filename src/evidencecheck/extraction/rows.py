"""Spans to rows of print, left to right, top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from evidencecheck.domain.geometry import Box, union
from evidencecheck.domain.page import Page, Span
from evidencecheck.extraction.tall_values import joined, readings, with_tall_values

_FORM = re.compile(r"^[^:：]{1,16}[:：]")
_LONE = re.compile(r"^[\u4e00-\u9fff]$")
_LONE_START = re.compile(r"^[\u4e00-\u9fff](?:\s|[:：(]|$)")
# Labels of two characters, drawn out, whose second runs into the value: 名　称天津某公司.
_DRAWN_OUT = {"名称", "类型", "住所", "日期", "地址", "姓名", "编号", "单位", "用途", "性质"}
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000]+[\u4e00-\u9fff](?![\u4e00-\u9fff]))+"
)
# A justified label ("名    称") is drawn out over this many of its own characters at most.
_WIDEST_GAP = 6.0
# Against the usual height of print on the page.
_TALL = 3.0
_LEAST_CROSS = 3
_COLUMN, _TALL_CELL, _MOSTLY = 5, 0.2, 0.8
"""Lines of a column of labels, its share of the page's height, and of the lines with a value."""
_FRAME = (0.6, 0.4)
"""Shares of a page's width and height that no cell of a table has."""
_WIDE = 0x2E7F


class Row(NamedTuple):
    """One row of print."""

    spans: tuple[Span, ...]
    box: Box

    @property
    def text(self) -> str:
        """The spans, parted by tabs."""
        return "\t".join(s.text for s in self.spans)

    @property
    def confidence(self) -> float:
        """The least sure of its spans, 0..1."""
        return min(s.confidence for s in self.spans)


@dataclass(slots=True)
class _Open:
    spans: list[Span]
    box: Box


def rows(page: Page) -> tuple[Row, ...]:
    """The rows of ``page``, spans that make one spaced-out word (``名　称``) joined."""
    aspect = page.width / page.height if page.height else 1.0
    crosswise = _crosswise(page, aspect)
    upright = replace(page, spans=tuple(s for s in page.spans if s not in crosswise))
    open_rows: list[_Open] = []
    for span in sorted(
        with_tall_values(_in_cells(upright), aspect), key=lambda s: (s.box.cy, s.box.x0)
    ):
        home = next((r for r in reversed(open_rows[-3:]) if _belongs(span, r, aspect)), None)
        if home is None:
            open_rows.append(_Open([span], span.box))
        else:
            home.spans.append(span)
            home.box = _middle(home.box, span.box)
    result = []
    for row in sorted(open_rows, key=lambda r: r.box.cy):
        own = tuple(_joined(sorted(row.spans, key=lambda s: s.box.x0), aspect))
        result.append(Row(own, union(s.box for s in own)))
    # Last, where they part no line from the next.
    result.extend(Row((s,), s.box) for s in page.spans if s in crosswise)
    return tuple(result)


def _crosswise(page: Page, aspect: float) -> frozenset[Span]:
    """Text that runs down or across the page: watermarks, notes on the margin."""
    if not page.spans:
        return frozenset()
    usual = median(s.box.height for s in page.spans)
    tall = [s for s in page.spans if s.box.height > _TALL * usual and len(s.text) >= _LEAST_CROSS]
    return frozenset(
        s for s in tall if s.box.width * aspect < 0.5 * s.box.height * sum(map(_em, s.text))
    )


def _em(character: str) -> float:
    return 1.0 if ord(character) > _WIDE else 0.5


def _in_cells(page: Page) -> list[Span]:
    """The spans of ``page``, the lines of a table cell that holds several joined to one span.

    The joined span takes the box of its cell, so that it stands in one row with its label.
    """
    spans = list(page.spans)
    cells = (c for t in page.tables for r in t.rows for c in r if "\n" in c.text)
    for cell in (c for c in cells if not _frames_page(c.box)):
        inside = [s for s in spans if s.box.overlap(cell.box) > 0.5]
        if len(inside) < 2 or not _one_text(inside) or _is_column(cell.box, inside, spans):
            continue
        one = joined(inside, cell.text, cell.box)
        spans = [s for s in spans if s not in inside]
        spans.append(one)
    return spans


def _frames_page(box: Box) -> bool:
    """Whether a cell is the frame around a certificate, which holds all that it says."""
    return box.width > _FRAME[0] and box.height > _FRAME[1]


def _is_column(cell: Box, inside: Sequence[Span], spans: Sequence[Span]) -> bool:
    """Whether a cell is a whole column of labels, with a value beside nearly each of its lines."""
    if len(inside) < _COLUMN or cell.height < _TALL_CELL:
        return False
    beside = [s for s in spans if s not in inside]
    level = sum(any(s.box.same_row(o.box) for o in beside) for s in inside)
    return level >= _MOSTLY * len(inside)


def _one_text(inside: list[Span]) -> bool:
    """Whether the spans of a cell are one text over several lines, and no form within the cell."""
    ordered = sorted(inside, key=lambda s: s.box.cy)
    stacked = all(not a.box.same_row(b.box) for a, b in pairwise(ordered))
    return stacked and not any(_FORM.search(s.text) for s in ordered[1:])


def _belongs(span: Span, row: _Open, aspect: float) -> bool:
    # Two spans that stand over each other are two rows, however close their lines are.
    if any(
        min(span.box.x1, s.box.x1) - max(span.box.x0, s.box.x0)
        > 0.5 * min(span.box.width, s.box.width)
        for s in row.spans
    ):
        return False
    # A heading that runs down beside several rows of a form stands in all of them.
    level = [s for s in row.spans if not _runs_down(s, aspect)] or row.spans
    nearest = min(level, key=lambda s: abs(s.box.cx - span.box.cx))
    return nearest.box.same_row(span.box)


def _runs_down(span: Span, aspect: float) -> bool:
    return len(span.text) > 1 and span.box.width * aspect < span.box.height


def _middle(a: Box, b: Box) -> Box:
    return Box(min(a.x0, b.x0), (a.y0 + b.y0) / 2, max(a.x1, b.x1), (a.y1 + b.y1) / 2)


def _joined(spans: Iterable[Span], aspect: float) -> list[Span]:
    done: list[Span] = []
    for span in spans:
        span = _closed_up(span)
        last = done[-1] if done else None
        if last is not None and len(span.text) > 2 and last.text + span.text[0] in _DRAWN_OUT:
            span = replace(span, text=f"{span.text[0]} {span.text[1:].lstrip()}")
        if (
            last is not None
            and _LONE.match(last.text[-1:])
            and (len(last.text) == 1 or (last.text.isalpha() and len(last.text) <= 8))
            and _LONE_START.match(span.text)
            and _was_lone(last)
        ):
            em = span.box.height / aspect if aspect else span.box.height
            if 0 <= span.box.x0 - last.box.x1 <= _WIDEST_GAP * em:
                done[-1] = replace(
                    last,
                    text=last.text + span.text,
                    box=union((last.box, span.box)),
                    confidence=min(last.confidence, span.confidence),
                    **readings((last, span)),
                )
                continue
        done.append(span)
    return done


def _was_lone(span: Span) -> bool:
    """Whether the span is one character, or was put together from such (wide for its text)."""
    return len(span.text) == 1 or span.box.width > 1.6 * len(span.text) * span.box.height * 0.5


def _closed_up(span: Span) -> Span:
    text = _SPACED.sub(lambda m: re.sub(r"\s+", "", m[0]), span.text)
    return span if text == span.text else replace(span, text=text)
