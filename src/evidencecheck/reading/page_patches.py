"""Print laid over the picture of a page: what a program for editing PDF files puts there.

A scan is one picture; words that a file draws after it were not on the paper. Numbers of pages and
names of attachments along the edges come with binding, text that is not shown with recognition.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import COVERING, Mark, MarkKind, Page
from evidencecheck.reading.drawn import covering_paths, print_over_picture
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.text_layer import TextLayerReading
from evidencecheck.reading.upright import Rectangle, Upright, share_within

_MOST = 0.3
"""Of the characters of a page: with more, the picture is the ground of a designed page."""
_MOST_COVERED = 0.6
"""The same, where all of it stands on light boxes of the height of a line."""
_OF_A_LINE = 40.0
"""Points that such a box is high, at most."""
_LIGHT = 0.75
"""Least share of each colour in the colour of paper."""
_SAME, _WRITTEN, _CROSSING = 0.9, 0.6, 0.3
"""How much of one place lies in another that is the same, of a word in what was written, and of one
of two words that lie over each other."""
_INSIDE = 0.6
"""How much of print must lie in a box that covers what stood there, or of a line in its patch."""


def page_patches(stored: StoredPage, read: Page) -> tuple[Mark, ...]:
    """The print laid over the picture of a page that was recognised as ``read``.

    A mark says the whole line that was recognised there.
    """
    places = list(print_over_picture(stored.drawn, stored.width, stored.height))
    if not places:
        return ()
    upright = Upright(stored.width, stored.height, stored.rotation)
    boxes = [_on_read(upright.box(upright.place(place)), read) for place in places]
    placed = ((place, box, _line(read, box)) for place, box in zip(places, boxes, strict=True))
    found = [(place, box, line) for place, box, line in placed if line is not None]
    whole = sum(len(span.text) for span in read.spans)
    covers = [path["rect"] for path in stored.paths() if _is_light(path.get("fill"))]
    low = [cover for cover in covers if cover[3] - cover[1] <= _OF_A_LINE]
    # A short certificate has few characters; a designed page covers no line of its ground.
    most = _MOST_COVERED if all(_hides(place, low) for place, *_ in found) else _MOST
    if sum(len(line) for line in {line for *_, line in found}) > most * whole:
        return ()
    return tuple(
        Mark(MarkKind.PATCH, box, line, shape=COVERING if _hides(place, covers) else "")
        for place, box, line in found
    )


def covered_print(stored: StoredPage, layer: TextLayerReading) -> tuple[Mark, ...]:
    """Print of a page with a text layer that was covered and written over.

    A mark says what was written there.
    """
    over = list(covering_paths(stored.drawn))
    if not over:
        return ()
    light = [path["rect"] for path in stored.paths() if _is_light(path.get("fill"))]
    words = stored.words()
    marks: list[Mark] = []
    for cover, written in over:
        if not any(
            share_within(cover, rect) >= _SAME and share_within(rect, cover) >= _SAME
            for rect in light
        ):
            continue
        there = [
            (w[:4], w[4])
            for w in words
            if max(share_within(w[:4], cover), share_within(cover, w[:4])) > 0
        ]
        # What was written last stands at the end of the file's print.
        new = [n for n, (box, _) in enumerate(there) if share_within(box, written) >= _WRITTEN][-1:]
        if new and any(
            _crosses(box, there[new[0]][0]) for n, (box, _) in enumerate(there) if n not in new
        ):
            place = layer.upright.box(layer.upright.place(written))
            marks.append(Mark(MarkKind.PATCH, place, there[new[0]][1], shape=COVERING))
    return tuple(marks)


def _crosses(box: Rectangle, other: Rectangle) -> bool:
    return max(share_within(box, other), share_within(other, box)) >= _CROSSING


def _on_read(box: Box, read: Page) -> Box:
    """A place on the page as a viewer shows it, on the page as it was read."""
    xs, ys = (box.x0, box.x1, box.x0, box.x1), (box.y0, box.y0, box.y1, box.y1)
    if read.warp:
        back = np.linalg.inv(np.reshape(read.warp, (3, 3)))
        moved = np.array([xs, ys, (1.0,) * 4]).T @ back.T
        points = [(float(x / w), float(y / w)) for x, y, w in moved]
    else:
        points = [_turned(x, y, read.rotation) for x, y in zip(xs, ys, strict=True)]
    (x0, x1), (y0, y1) = (
        (min(max(min(v), 0.0), 1.0), min(max(max(v), 0.0), 1.0)) for v in zip(*points, strict=True)
    )
    return Box(x0, y0, x1, y1)


def _turned(x: float, y: float, degrees: int) -> tuple[float, float]:
    return {90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}.get(degrees % 360, (x, y))


def _line(read: Page, box: Box) -> str | None:
    """The line that was recognised at a place, or around it."""
    shares = [
        (
            share_within(_sides(box), _sides(s.box)) + share_within(_sides(s.box), _sides(box)),
            s.text,
        )
        for s in read.spans
    ]
    most, text = max(shares, default=(0.0, ""))
    return text if most >= _INSIDE else None


def _sides(box: Box) -> Rectangle:
    return (box.x0, box.y0, box.x1, box.y1)


def _is_light(fill: Sequence[float] | None) -> bool:
    return fill is not None and len(fill) > 0 and min(fill) >= _LIGHT


def _hides(place: Rectangle, covers: Sequence[Rectangle]) -> bool:
    return any(share_within(place, cover) >= _INSIDE for cover in covers)
