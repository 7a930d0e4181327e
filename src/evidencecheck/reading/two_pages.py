"""Two pages side by side on one sheet, as an opened book or a folded licence is scanned.

Only what is surely two pages is split: a landscape sheet, an empty strip down its middle that no
line, rule or frame crosses, and on both sides a page's worth of print. A wide table has rows that
run on across the strip, and is left whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import cv2
import numpy as np

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import Mark, Page, Span, Table
from evidencecheck.reading.ocr.interface import Image
from evidencecheck.reading.tables.unruled import inside, unruled_tables

_Thing = TypeVar("_Thing", Span, Mark)
_LEAST_WIDE, _MOST_WIDE = 1.2, 1.7
"""Width over height of a sheet that may hold two pages: A3 has 1.41."""
_OFF_CENTRE = 0.06
"""How far from the middle of the sheet the strip may have its own."""
_LEAST_STRIP = 0.03
"""Least width of the strip: a page has margins of 15 mm and more, two of them on A3 are 0.07."""
_LEAST_LINES, _LEAST_CHARACTERS = 8, 80
_LEAST_HIGH, _LEAST_BROAD = 0.4, 0.55
"""How much of the sheet's height, and of half its width, the print of each page must span."""
_LONG = 0.6
"""Share of the breadth of a page's print from which on a line of it is running text."""
_PROSE = 0.2
"""Share of such lines on both pages, from which on they hold no columns of a table."""
_LEVEL = 0.7
"""Greatest share of lines that may stand level with one across the strip, in pages without
running text."""
_COUNTER = re.compile(
    r"第\s*(?P<page>\d{1,3})\s*页[,，\s]*共\s*\d{1,3}\s*页|[Pp]age\s*(?P<of>\d{1,3})\s*of\s*\d{1,3}"
)
_FOOT = 0.35
"""How far from the middle of its height the numbers of a sheet's pages stand at least."""
_RULE = 40
"""By how much darker (0..255) than the rest of the strip a rule is that crosses it."""
_EDGE = 0.03
"""Share of the height, at the top and the bottom, where the edge of the glass may show."""


def parted(page: Page, picture: Callable[[], Image]) -> tuple[Page, ...]:
    """The two pages on a sheet, left and right; the page alone where it is one.

    Args:
        page: as read, all of it.
        picture: gives its picture, upright and straight; only called where print speaks for two.
    """
    strip = _strip(page)
    if strip is None or _crossed(picture(), strip):
        return (page,)
    middle = (strip[0] + strip[1]) / 2
    return (
        _part(page, Box(0.0, 0.0, middle, 1.0)),
        _part(page, Box(middle, 0.0, 1.0, 1.0)),
    )


def _strip(page: Page) -> tuple[float, float] | None:
    """Left and right side of the strip between two pages of print, in fractions; None for one."""
    if not _LEAST_WIDE < page.width / max(page.height, 1.0) < _MOST_WIDE:
        return None
    left = [s for s in page.spans if s.box.cx < 0.5]
    right = [s for s in page.spans if s.box.cx >= 0.5]
    counted = _counted(left, right)
    if not counted and not (_is_page(left) and _is_page(right)):
        return None
    start, end = max(s.box.x1 for s in left), min(s.box.x0 for s in right)
    if end - start < _LEAST_STRIP or abs((start + end) / 2 - 0.5) > _OFF_CENTRE:
        return None
    if counted:
        return start, end
    prose = min(_prose(left), _prose(right))
    if prose < _PROSE and max(_level(left, right), _level(right, left)) > _LEVEL:
        return None
    return start, end


def _counted(left: Sequence[Span], right: Sequence[Span]) -> bool:
    """Whether two page numbers that follow on each other stand side by side, one on each page.

    Then a cover, which bears little print, is a page as well.
    """
    numbers = []
    for spans in (left, right):
        found = [(s, m) for s in spans if (m := _COUNTER.search(s.text)) is not None]
        if not found:
            return False
        numbers.append(max(found, key=lambda f: abs(f[0].box.cy - 0.5)))
    (one, first), (other, second) = numbers
    level = abs(one.box.cy - other.box.cy) < max(one.box.height, other.box.height)
    edge = abs(one.box.cy - 0.5) > _FOOT
    return level and edge and _number(second) == _number(first) + 1


def _number(m: re.Match[str]) -> int:
    return int(m["page"] or m["of"])


def _is_page(spans: Sequence[Span]) -> bool:
    """Whether there is a page's worth of print."""
    if len(spans) < _LEAST_LINES or sum(len(s.text) for s in spans) < _LEAST_CHARACTERS:
        return False
    high = max(s.box.y1 for s in spans) - min(s.box.y0 for s in spans)
    return high >= _LEAST_HIGH and _breadth(spans) >= _LEAST_BROAD / 2


def _breadth(spans: Sequence[Span]) -> float:
    return max(s.box.x1 for s in spans) - min(s.box.x0 for s in spans)


def _prose(spans: Sequence[Span]) -> float:
    """The share of lines that run over most of the breadth of the print."""
    broad = _breadth(spans)
    return sum(s.box.width > _LONG * broad for s in spans) / len(spans)


def _level(spans: Sequence[Span], others: Sequence[Span]) -> float:
    """The share of lines that have another of nearly the same height beside them."""
    beside = (any(_beside(s.box, o.box) for o in others) for s in spans)
    return sum(beside) / len(spans)


def _beside(box: Box, other: Box) -> bool:
    return abs(box.cy - other.cy) < 0.25 * min(box.height, other.height)


def _crossed(image: Image, strip: tuple[float, float]) -> bool:
    """Whether a rule or a frame runs across the strip."""
    height, width = image.shape[:2]
    inset = 0.1 * (strip[1] - strip[0])
    columns = slice(round((strip[0] + inset) * width), round((strip[1] - inset) * width))
    rows = slice(round(_EDGE * height), round((1 - _EDGE) * height))
    part = cv2.cvtColor(np.ascontiguousarray(image[rows, columns]), cv2.COLOR_BGR2GRAY)
    # A rule that is not quite level is dark somewhere within a few rows, in every column.
    reach = max(3, round(0.003 * height))
    darkest = np.asarray(cv2.erode(part, np.ones((reach, 1), np.uint8)), np.float64)
    lightest = np.percentile(darkest, 90, axis=1)
    return bool((lightest < np.median(lightest) - _RULE).any())


def _part(page: Page, part: Box) -> Page:
    """What of a page stands within ``part`` of it, as a page."""
    width, height = page.width * part.width, page.height * part.height
    spans = tuple(replace(s, box=_within(s.box, part)) for s in _inside(page.spans, part))
    # What was taken for one table over both pages is none: its halves may be.
    whole = tuple(
        _table_within(t, part) for t in page.tables if part.x0 <= t.box.x0 and t.box.x1 <= part.x1
    )
    others = unruled_tables(spans, (width, height), taken=inside(spans, whole))
    return replace(
        page,
        part=part,
        width=width,
        height=height,
        spans=spans,
        tables=tuple(sorted((*whole, *others), key=lambda table: table.box.y0)),
        marks=tuple(replace(m, box=_within(m.box, part)) for m in _inside(page.marks, part)),
    )


def _inside(things: Iterable[_Thing], part: Box) -> list[_Thing]:
    return [t for t in things if part.x0 <= t.box.cx < part.x1 or (t.box.cx == part.x1 == 1.0)]


def _table_within(table: Table, part: Box) -> Table:
    rows = tuple(tuple(replace(c, box=_within(c.box, part)) for c in row) for row in table.rows)
    return Table(_within(table.box, part), rows)


def _within(box: Box, part: Box) -> Box:
    """A box of the whole page as one of its part, cut at its edges."""
    return Box(
        *(
            min(max((value - low) / size, 0.0), 1.0)
            for value, low, size in (
                (box.x0, part.x0, part.width),
                (box.y0, part.y0, part.height),
                (box.x1, part.x0, part.width),
                (box.y1, part.y0, part.height),
            )
        )
    )
