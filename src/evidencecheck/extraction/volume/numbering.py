"""Numbers that go on from page to page: chapters, articles, rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidencecheck.extraction.rows import Row

_CJK = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
_HEADINGS = (
    ("chapter", re.compile(r"^\s*第\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*[章部篇]")),
    ("article", re.compile(r"^\s*第\s*([一二三四五六七八九十]{1,4}|\d{1,3})\s*条")),
    ("cjk", re.compile(r"^\s*([一二三四五六七八九十]{1,3})\s*[、.．]")),
    ("point", re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2}){0,3})(?:[\s、.)]\s*)?(?=[\u4e00-\u9fffA-Z])")),
)
_HIGHEST = 40
_ROW = re.compile(r"^\d{1,3}$")
_IN_ORDER = 0.6
"""Of the numbers of rows: that many go up by one."""
_CELLS = 3
_MONTHS = "年月日时"
Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers on a page."""

    first: dict[str, Numbers]
    """The first heading of each kind (chapter, article, cjk, point)."""
    last: dict[str, Numbers]
    rows: tuple[int, int] | None
    """First and last number of the rows of its tables."""


def numbering(body: Sequence[Row]) -> Numbering:
    """The numbers of headings and rows among the rows of a page."""
    first: dict[str, Numbers] = {}
    last: dict[str, Numbers] = {}
    numbers: list[int] = []
    for row in body:
        text = row.spans[0].text
        if len(row.spans) >= _CELLS and _ROW.match(text.strip()):
            numbers.append(int(text))
            continue
        for kind, pattern in _HEADINGS:
            found = pattern.match(text)
            if found is None or text[found.end() : found.end() + 1] in _MONTHS:
                continue
            value = _value(found[1])
            if value and max(value) <= _HIGHEST:
                first.setdefault(kind, value)
                last[kind] = value
            break
    return Numbering(first, last, (numbers[0], numbers[-1]) if _in_order(numbers) else None)


def goes_on(before: Numbers, after: Numbers) -> bool:
    """Whether ``after`` may be the next heading behind ``before``: 1.2, 1.3, 1.2.1 or 2."""
    if after[:-1] == before and after[-1] == 1:
        return True
    shared = len(after)
    return (
        shared <= len(before)
        and after[:-1] == before[: shared - 1]
        and after[-1] == before[shared - 1] + 1
    )


def _in_order(numbers: Sequence[int]) -> bool:
    steps = [b - a == 1 for a, b in pairwise(numbers)]
    return bool(steps) and sum(steps) >= _IN_ORDER * len(steps)


def _value(text: str) -> Numbers:
    if text[0].isdigit():
        return tuple(int(x) for x in text.split("."))
    tens, ten, ones = text.partition("十")
    if not ten:
        return (_CJK.get(text, 0),) if len(text) == 1 else ()
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        return ()
    return (10 * _CJK.get(tens, 1) + _CJK.get(ones, 0),)
