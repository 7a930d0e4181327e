"""Print laid over the picture of a page: what a program for editing PDF files puts there.

A scan is one picture; words that a file draws after it were not on the paper. Numbers of pages and
names of attachments along the edges come with binding, text that is not shown with recognition.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np

from evidencecheck.domain.geometry import Box
from evidencecheck.domain.page import COVERING, Mark, MarkKind, Page
from evidencecheck.reading.covered import Cover, light_boxes
from evidencecheck.reading.drawn import pictures_over_picture, print_over_picture
from evidencecheck.reading.print_compared import replaces
from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.text_layer import TextLayerReading
from evidencecheck.reading.upright import Rectangle, Upright, share_within

_MOST = 0.3
"""Of the characters of a page: with more, the picture is the ground of a designed page."""
_MOST_COVERED = 0.6
"""The same, where all of it stands on light boxes of the height of a line."""
_OF_A_LINE = 40.0
"""Points that such a box is high, at most."""
_WRITTEN, _SAME = 0.6, 0.9
"""How much of a word must lie where other print is stored; of one place in another that is it."""
_INSIDE = 0.6
"""How much of print must lie in a box that covers what stood there, or of a line in its patch."""
_BEHIND = 0.35
"""How much of wider print lies before such a box."""


def page_patches(stored: StoredPage, read: Page) -> tuple[Mark, ...]:
    """The print laid over the picture of a page that was recognised as ``read``.

    A mark says the whole line that was recognised there.
    """
    size = stored.width, stored.height
    small = pictures_over_picture(stored.drawn, *size)
    opaque = list(stored.opaque_pictures()) if small else []
    pasted = [box for box in small if any(share_within(box, o) >= _SAME for o in opaque)]
    places = [*print_over_picture(stored.drawn, *size), *pasted]
    if not places:
        return ()
    upright = Upright(stored.width, stored.height, stored.rotation)
    boxes = [_on_read(upright.box(upright.place(place)), read) for place in places]
    placed = ((place, box, _line(read, box)) for place, box in zip(places, boxes, strict=True))
    found = [(place, box, line) for place, box, line in placed if line is not None]
    whole = sum(len(span.text) for span in read.spans)
    covers = [*light_boxes(stored), *pasted]
    low = [cover for cover in covers if cover[3] - cover[1] <= _OF_A_LINE]
    # A short certificate has few characters; a designed page covers no line of its ground.
    most = _MOST_COVERED if all(_hides(place, low) for place, *_ in found) else _MOST
    if sum(len(line) for line in {line for *_, line in found}) > most * whole:
        return ()
    return tuple(
        Mark(MarkKind.PATCH, box, line, shape=COVERING if _hides(place, covers) else "")
        for place, box, line in found
    )


def covered_print(drawn: Sequence[Cover], layer: TextLayerReading) -> tuple[Mark, ...]:
    """Print of a page with a text layer that was covered and written over.

    A mark says what was written there; its line, what stands beneath.
    """
    return tuple(
        Mark(
            MarkKind.PATCH,
            layer.upright.box(layer.upright.place(cover.at)),
            _plain(cover.written),
            shape=COVERING,
            lines=(_plain(cover.hidden),),
        )
        for cover in drawn
        if cover.written and replaces(_plain(cover.written), _plain(cover.hidden))
    )


def overprinted(layer: TextLayerReading) -> Iterator[Mark]:
    """Print that stands where the file has other print that nobody sees."""
    for unseen in layer.unseen:
        there = [w for w in layer.words if share_within(w.place, unseen.place) >= _WRITTEN]
        shown, stored = _plain(" ".join(w.text for w in there)), _plain(unseen.text)
        if there and replaces(shown, stored):
            box = layer.upright.box(there[0].place)
            yield Mark(MarkKind.PATCH, box, shown, shape=COVERING, lines=(stored,))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


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


def _hides(place: Rectangle, covers: Sequence[Rectangle]) -> bool:
    """Whether print stands in a box, or one lies behind it that is as large as what stood there."""
    return any(
        (share := share_within(place, cover)) >= _INSIDE
        or (share >= _BEHIND and share_within(cover, place) >= _INSIDE)
        for cover in covers
    )
