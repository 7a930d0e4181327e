"""Values of several lines beside a label that stands at the middle of their height.

Where no lines are drawn around a cell, only its label and the blank above and below tell that the
lines of a scope or an address are one value, and that the first of them belongs to the label below.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import TypedDict

from evidencecheck.domain.geometry import Box, union
from evidencecheck.domain.page import Span

_WORDS = r"[A-Za-z][A-Za-z .&/'()-]{2,50}[:：]?"
_LATIN = re.compile(_WORDS)
_LABEL = re.compile(rf"[\u4e00-\u9fff][\u4e00-\u9fff\s/、()（）]{{1,13}}[:：]?(?: {_WORDS})?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FORM = re.compile(r"^[^:：]{1,16}[:：]")
_ENDED = re.compile(r"[。；;]$")
_LEADING = 2.2
"""Of the lines of one value, from middle to middle, in heights of their print."""
_BELOW = 1.5
"""Of a label and its translation, from middle to middle."""
_EVEN = 1.2
"""How much one step from line to line may exceed another of the same value."""
_APART = 1.25
"""How much wider than those the step to the next value is."""
_CENTRED = 0.3
"""How far its label may be off the middle, in steps."""
_FLUSH = 0.015
"""By how much of the page's width the lines of a value may begin off each other."""
_FULL = 2.6
"""Signs by which a line that goes on may end before the longest one."""
_MOST = 6
"""Lines."""


class _Readings(TypedDict):
    second: str | None
    agreed: float


def readings(spans: Sequence[Span]) -> _Readings:
    """The other reading of spans that are joined to one, where one of them has another."""
    if all(s.second is None for s in spans):
        return {"second": None, "agreed": 0.0}
    second = "".join(s.text if s.second is None else s.second for s in spans)
    sure = (s.confidence if s.second is None else s.agreed for s in spans)
    return {"second": second, "agreed": min(sure)}


def unbroken(text: str) -> str:
    """The lines of a cell as one: a line end next to a Chinese character is none."""
    return re.sub(
        r"\s*\n\s*",
        " ",
        re.sub(r"(?<=[\u2e80-\uffff])\s*\n\s*|\s*\n\s*(?=[\u2e80-\uffff])", "", text),
    )


def joined(lines: Sequence[Span], text: str, box: Box) -> Span:
    """The ``lines`` of one value as one span."""
    return replace(
        lines[0],
        text=unbroken(text),
        box=box,
        confidence=min(s.confidence for s in lines),
        **readings(lines),
    )


def with_tall_values(spans: Sequence[Span], aspect: float) -> list[Span]:
    """``spans`` with the lines of each value beside a centred label joined to one.

    Args:
        aspect: width of the page by its height.
    """
    if not any(_LABEL.fullmatch(s.text.strip()) for s in spans):
        return list(spans)
    spans = _translated(spans, _Print(spans))
    page = _Print(spans)
    labels = [s for s in spans if _LABEL.fullmatch(s.text.strip())]
    taken: set[int] = set()
    found: list[Span] = []
    for label in labels:
        lines = _value_of(label, page, aspect)
        if lines and taken.isdisjoint(map(id, lines)):
            found.append(
                joined(lines, "\n".join(s.text for s in lines), union(s.box for s in lines))
            )
            taken.update(map(id, lines))
    return [s for s in spans if id(s) not in taken] + found


class _Print:
    """The spans of a page from top to bottom."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans, key=lambda s: s.box.cy)
        self._at = [s.box.cy for s in self._spans]
        self._highest = max(s.box.height for s in spans)

    def within(self, box: Box, reach: float) -> list[Span]:
        """The spans whose middle is at most ``reach`` above or below that of ``box``."""
        first = bisect_left(self._at, box.cy - reach)
        return self._spans[first : bisect_right(self._at, box.cy + reach)]

    def row(self, span: Span) -> list[Span]:
        """The other spans of a row."""
        near = self.within(span.box, self._highest)
        return [s for s in near if s is not span and s.box.same_row(span.box)]

    def begins(self, span: Span) -> bool:
        """Whether a span is the first of its row."""
        return all(s.box.x1 > span.box.x0 for s in self.row(span))


def _translated(spans: Sequence[Span], page: _Print) -> list[Span]:
    """``spans`` with each label and its translation below it as one: 认证范围 / Scope.

    A translation that has a value of its own beside it is the label of another line.
    """
    taken: set[int] = set()
    found: list[Span] = []
    for label in spans:
        if id(label) in taken or not _LABEL.fullmatch(label.text.strip()):
            continue
        for below in page.within(label.box, _BELOW * label.box.height):
            box = below.box
            under = box.cy > label.box.cy and min(box.x1, label.box.x1) > max(box.x0, label.box.x0)
            if not under or id(below) in taken or not _LATIN.fullmatch(below.text.strip()):
                continue
            aligned = abs(box.x0 - label.box.x0) < _FLUSH or abs(box.cx - label.box.cx) < _FLUSH
            alone = all(_HAN.search(s.text) and s.box.x0 > box.x0 for s in page.row(below))
            if aligned and alone:
                text = f"{label.text.strip()} {below.text.strip()}"
                found.append(joined((label, below), text, union((label.box, box))))
                taken.update((id(label), id(below)))
                break
    return [s for s in spans if id(s) not in taken] + found


def _value_of(label: Span, page: _Print, aspect: float) -> list[Span]:
    """The lines of the value of a label, where it stands at their middle; else none."""
    row = page.row(label)
    beside = sorted((s for s in row if s.box.x0 > label.box.x1), key=lambda s: s.box.cy)
    if len(row) > len(beside) or any(a.box.same_row(b.box) for a, b in pairwise(beside)):
        return []
    near = [
        s
        for s in page.within(label.box, _MOST * _LEADING * label.box.height)
        if s.box.x0 > label.box.x1 and s not in beside and page.begins(s)
    ]
    above = [s for s in near if s.box.cy < label.box.cy][::-1]
    below = [s for s in near if s.box.cy >= label.box.cy]
    lines = beside or [*above[:1], *below[:1]]
    if not beside:
        above, below = above[1:], below[1:]
    pair = [*lines, *below[:1]][:2]
    if not lines or len(pair) < 2:
        return []
    step = pair[1].box.cy - pair[0].box.cy
    if step > _LEADING * lines[0].box.height:
        return []
    left = lines[0].box.x0
    upper, lower = _run(lines[0], above, step, left), _run(lines[-1], below, step, left)
    block = [*upper[::-1], *lines, *lower]
    if len(upper) != len(lower) or not 1 < len(block) <= _MOST:
        return []
    middle = (block[0].box.cy + block[-1].box.cy) / 2
    centred = abs(middle - label.box.cy) <= _CENTRED * step
    return block if centred and _is_one_text(block, left, aspect) else []


def _run(start: Span, further: Sequence[Span], step: float, left: float) -> list[Span]:
    """The lines that go on from ``start``, up or down, as closely as ``step``.

    None where the next line stands hardly farther off: it may be one of them, or of the next.
    """
    run: list[Span] = []
    last = start
    for span in further:
        gap = abs(span.box.cy - last.box.cy)
        if abs(span.box.x0 - left) > _FLUSH or gap > _APART * step:
            break
        run.append(span)
        last = span
    return run


def _is_one_text(lines: Sequence[Span], left: float, aspect: float) -> bool:
    """Whether lines are one text that was broken where the column was full."""
    steps = [b.box.cy - a.box.cy for a, b in pairwise(lines)]
    if max(steps) > _EVEN * min(steps) or any(abs(s.box.x0 - left) > _FLUSH for s in lines):
        return False
    if any(_FORM.search(s.text) for s in lines[1:]) or any(
        _ENDED.search(s.text) for s in lines[:-1]
    ):
        return False
    sign = median(s.box.height for s in lines) / aspect if aspect else 0.0
    right = max(s.box.x1 for s in lines)
    return all(s.box.x1 >= right - _FULL * sign for s in lines[:-1])
