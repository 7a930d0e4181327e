"""Whether two pages look alike: size, print, margin, and how they were made."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Iterator, Sequence

from evidencecheck.domain.page import TextLayer
from evidencecheck.extraction.volume.signs import PageSigns

Sign = tuple[str, float, str]
"""Name, strength 0..1, words."""

_SIZE = 0.03
_PRINT = 0.12
_MARGIN = 0.02
_ROWS = 4
_COMMON = 0.6
"""Of the pages of a file: what so many have in common tells none of them apart."""
_SUBSET = 7
"""Where the sign stands that parts the tag of a font from its name: ``ABCDEF+SimSun``."""


class Looks:
    """The looks of all pages of a file."""

    def __init__(self, pages: Sequence[PageSigns]) -> None:
        written = [p for p in pages if not p.blank]
        counted = Count(item for p in written for item in set(p.page.page.made))
        self._common = {item for item, n in counted.items() if n > _COMMON * len(written)}

    def between(self, a: PageSigns, b: PageSigns) -> Iterator[Sign]:
        """What tells two pages apart, or shows that they are of one make."""
        changes = list(_changes(a, b))
        yield from changes
        made = list(self._made(a, b))
        yield from made
        if not changes and not any(name == "fonts-apart" for name, _, _ in made):
            yield "same-look", 1.0, ""

    def _made(self, a: PageSigns, b: PageSigns) -> Iterator[Sign]:
        one = set(a.page.page.made) - self._common
        other = set(b.page.page.made) - self._common
        shared = one & other
        if any(_tagged(item) for item in shared):
            yield "fonts-shared", 1.0, ""
        elif shared:
            yield "make-shared", 1.0, ""
        elif one and other and any(map(_tagged, one)) and any(map(_tagged, other)):
            yield "fonts-apart", 1.0, ""
        elif one and other:
            yield "make-changes", 1.0, ""


def _tagged(item: str) -> bool:
    return item[_SUBSET - 1 : _SUBSET] == "+"


def _changes(a: PageSigns, b: PageSigns) -> Iterator[Sign]:
    p, q = a.page.page, b.page.page
    turned = (p.width > p.height) != (q.width > q.height)
    short, long = sorted((p.width, p.height)), sorted((q.width, q.height))
    if any(abs(x - y) > _SIZE * max(x, y) for x, y in zip(short, long, strict=True)):
        yield "size-changes", 1.0, ""
    elif turned:
        yield "turn-changes", 1.0, ""
    if a.misread or b.misread:
        return
    if (p.text_layer is TextLayer.USED) != (q.text_layer is TextLayer.USED):
        yield "origin-changes", 1.0, ""
        return
    if min(len(a.margins.body), len(b.margins.body)) < _ROWS or turned:
        return
    if abs(a.height - b.height) > _PRINT * max(a.height, b.height):
        yield "print-changes", 1.0, ""
    if abs(a.left - b.left) > _MARGIN:
        yield "margin-changes", 1.0, ""
