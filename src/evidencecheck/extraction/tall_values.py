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

_LABEL = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff\s/、()（）]{1,13}[:：]?")
_FORM = re.compile(r"^[^:：]{1,16}[:：]")
_ENDED = re.compile(r"[。；;]$")
_LEADING = 2.2
"""Of the lines of one value, from middle to middle, in heights of their print."""
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
    labels = [s for s in spans if _LABEL.fullmatch(s.text.strip())]
    print_ = _Print(spans) if labels else None
    taken: set[int] = set()
    found: list[Span] = []
    for label in labels:
        lines = _value_of(label, print_, aspect) if print_ is not None else []
        if lines and taken.isdisjoint(map(id, lines)):
            found.append(
                joined(lines, "\n".join(s.text for s in lines), union(s.box for s in lines))
            )
            taken.update(map(id, lines))
    if not found:
        return list(spans)
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


def _value_of(label: Span, page: _Print, aspect: float) -> list[Span]:
    """The lines of the value of a label, where it stands at their middle; else none."""
    row = page.row(label)
    beside = [s for s in row if s.box.x0 > label.box.x1]
    if len(beside) > 1 or len(row) > len(beside):
        return []
    height = label.box.height
    near = [
        s
        for s in page.within(label.box, _MOST * _LEADING * height)
        if s.box.x0 > label.box.x1 and page.begins(s)
    ]
    column = sorted((*near, *beside), key=lambda s: s.box.cy)
    above = [s for s in column if s.box.cy < label.box.cy and s not in beside][::-1]
    below = [s for s in column if s.box.cy >= label.box.cy and s not in beside]
    if not above or not below:
        return []
    left = (beside[0] if beside else above[0]).box.x0
    lines = [*beside] if beside else [above[0], below[0]]
    step = below[0].box.cy - lines[0].box.cy
    if step > _LEADING * height:
        return []
    upper = _run(lines[0], above if beside else above[1:], step, left)
    lower = _run(lines[-1], below if beside else below[1:], step, left)
    each = min(len(upper), len(lower))
    if len(upper) != len(lower) or not (each or not beside) or 2 * each + len(lines) > _MOST:
        return []
    block = [*upper[::-1], *lines, *lower]
    if not _is_one_text(block, left, aspect):
        return []
    middle = (block[0].box.cy + block[-1].box.cy) / 2
    return block if abs(middle - label.box.cy) <= _CENTRED * step else []


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
