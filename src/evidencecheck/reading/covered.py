"""What a page draws over its print: boxes, thick lines, small pictures; what comes next.

Print is told by its characters, in the order of drawing: a file draws many lines in one go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from evidencecheck.reading.drawn import OF_A_LINE
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.upright import Rectangle, share_within

_LIGHT = 0.75
"""Least share of each colour in the colour of paper."""
_SAME = 0.9
"""How much of one place lies in another that is the same."""
_WRITTEN = 0.5
"""Share of a line of print that must stand on a cover to be written on it."""
_APART = 0.6
"""Heights of a character that part two words."""

Glyph = tuple[int, str, Rectangle]
"""Place of its run in the order of drawing, the character, its box."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Something drawn over print."""

    place: Rectangle
    is_picture: bool
    hidden: str
    """The print beneath it."""
    written: str
    """The line that was drawn on it afterwards; empty where there is none."""
    at: Rectangle
    """Where that stands; the cover itself where there is none."""


def light_boxes(page: StoredPage) -> list[Rectangle]:
    """What is filled in the colour of paper, and lines in it that are as thick as print is high."""
    boxes: list[Rectangle] = []
    for path in page.paths():
        x0, y0, x1, y1 = path["rect"]
        if _is_light(path.get("fill")):
            boxes.append((x0, y0, x1, y1))
        elif _is_light(path.get("color")) and (path.get("width") or 0) >= OF_A_LINE[0]:
            half = path["width"] / 2
            level, upright = y1 - y0 <= x1 - x0, y1 - y0 >= x1 - x0
            boxes.append(
                (x0 - half * upright, y0 - half * level, x1 + half * upright, y1 + half * level)
            )
    return boxes


def covers(page: StoredPage) -> Iterator[Cover]:
    """The covers of a page in the order of drawing, each with print beneath it."""
    drawn = page.drawn
    may = [
        (n, kind, box)
        for n, (kind, box) in enumerate(drawn)
        if (kind in {"fill-image", "fill-path"} and OF_A_LINE[0] <= box[3] - box[1] <= OF_A_LINE[1])
        or kind == "stroke-path"
    ]
    printed = [n for n, (kind, _) in enumerate(drawn) if kind in {"fill-text", "stroke-text"}]
    # Pictures and boxes are drawn first on most pages.
    may = [x for x in may if printed and printed[0] < x[0]]
    light = light_boxes(page) if any(kind != "fill-image" for _, kind, _ in may) else []
    found: list[tuple[int, bool, Rectangle]] = []
    for n, kind, box in may:
        if kind == "fill-image":
            found.append((n, True, box))
            continue
        rect = next((r for r in light if _lies_on(r, box, kind)), None)
        if rect is not None:
            found.append((n, False, rect))
    glyphs = list(page.glyphs()) if found else []
    for n, is_picture, place in found:
        hidden = [g for g in glyphs if g[0] < n and _centre_in(g[2], place)]
        if not hidden:
            continue
        written = list(_written([g for g in glyphs if g[0] > n], place))
        at = _around([g[2] for g in written]) if written else place
        yield Cover(place, is_picture, _text(hidden), _text(written), at)


def _lies_on(rect: Rectangle, box: Rectangle, kind: str) -> bool:
    if not OF_A_LINE[0] <= rect[3] - rect[1] <= OF_A_LINE[1]:
        return False
    # The box of a line takes in what its ends may need.
    return share_within(rect, box) >= _SAME and (
        kind == "stroke-path" or share_within(box, rect) >= _SAME
    )


def _written(later: Sequence[Glyph], cover: Rectangle) -> Iterator[Glyph]:
    """The print of each run that stands on a cover for the most part, along its line."""
    for _, run in groupby(later, lambda g: g[0]):
        line = [g for g in run if cover[1] <= (g[2][1] + g[2][3]) / 2 <= cover[3]]
        on = [g for g in line if _centre_in(g[2], cover)]
        if on and len(on) >= _WRITTEN * len(line):
            yield from line


def _text(glyphs: Sequence[Glyph]) -> str:
    text, last = "", None
    for run, char, box in glyphs:
        apart = last is not None and (
            run != last[0] and box[0] - last[1][2] > _APART * (box[3] - box[1])
        )
        text += f" {char}" if apart else char
        last = (run, box)
    return " ".join(text.split())


def _centre_in(box: Rectangle, place: Rectangle) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return place[0] <= across <= place[2] and place[1] <= down <= place[3]


def _around(boxes: Sequence[Rectangle]) -> Rectangle:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _is_light(colour: Sequence[float] | None) -> bool:
    return colour is not None and len(colour) > 0 and min(colour) >= _LIGHT
