"""Whether two pages look alike: size, print, margin, and how they were made."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Iterator, Sequence
from itertools import pairwise

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
_FONT = "font "
_SHARING = 0.2
"""Of neighbouring pages: where fewer share a font, the file embeds fonts page by page."""
_GAP = 12
"""Pages after which the fonts of a document are no longer expected back."""


class Looks:
    """The looks of the pages with print of a file."""

    def __init__(self, pages: Sequence[PageSigns]) -> None:
        self._pages = pages
        counted = Count(item for p in pages for item in set(p.page.page.made))
        common = {item for item, n in counted.items() if n > _COMMON * len(pages)}
        self._made = [frozenset(p.page.page.made) - common for p in pages]
        fonts = [frozenset(x for x in p.page.page.made if x.startswith(_FONT)) for p in pages]
        pairs = [bool(a & b) for a, b in pairwise(fonts) if a and b]
        tells = sum(pairs) >= _SHARING * len(pairs)
        self._fonts = [f - common if tells else frozenset() for f in fonts]

    def fonts(self, at: int) -> frozenset[str]:
        """The fonts of a page that most others have not; none where fonts do not tell."""
        return self._fonts[at]

    def changes(self, at: int) -> bool:
        """Whether pages ``at - 1`` and ``at`` are of different make, size or origin."""
        a, b = self._pages[at - 1], self._pages[at]
        made = (*self._of_fonts(at), *self._of_pictures(at))
        return any(n != "turn-changes" for n, _, _ in _changes(a, b)) or any(
            name in _APART for name, _, _ in made
        )

    def between(self, at: int) -> Iterator[Sign]:
        """What tells pages ``at - 1`` and ``at`` apart, or shows that they are of one make."""
        a, b = self._pages[at - 1], self._pages[at]
        changes = list(_changes(a, b))
        made = [*self._of_fonts(at), *self._of_pictures(at)]
        yield from changes
        yield from made
        if changes or any(name in _APART for name, _, _ in made):
            if self._returns(at):
                yield "look-returns", 1.0, ""
        elif not _set_apart(a, b):
            yield "same-look", 1.0, ""

    def _of_fonts(self, at: int) -> Iterator[Sign]:
        a, b = self._fonts[at - 1], self._fonts[at]
        if a & b:
            yield "fonts-shared", 1.0, ""
        elif self._around(at):
            yield "fonts-gap", 1.0, ""
        elif a and b and not {_name(x) for x in a} & {_name(x) for x in b}:
            yield "fonts-apart", 1.0, ""

    def _around(self, at: int) -> bool:
        """Whether fonts of the page before come back later, or those of the page were there."""
        before, here = self._fonts[at - 1], self._fonts[at]
        return any(before & later for later in self._fonts[at + 1 : at + _GAP]) or any(
            here & earlier for earlier in self._fonts[max(0, at - _GAP) : at - 1]
        )

    def _of_pictures(self, at: int) -> Iterator[Sign]:
        a, b = self._made[at - 1], self._made[at]
        pictures = {x for x in a | b if not x.startswith(_FONT)}
        if a & b & pictures:
            yield "make-shared", 1.0, ""
        elif a and b and pictures:
            yield "make-changes", 1.0, ""

    def _returns(self, at: int) -> bool:
        """Whether one of the two pages is a single odd one among pages of another look."""
        for odd, before, after in ((at, at - 1, at + 1), (at - 1, at - 2, at)):
            if before < 0 or after >= len(self._pages):
                continue
            a, b, c = (self._pages[i] for i in (before, odd, after))
            made, back = self._made[before], self._made[after]
            alike = not any(_changes(a, c)) and (made == back or bool(made & back))
            if alike and not b.title and not c.title and not c.headline:
                return True
        return False


_APART = {"fonts-apart", "make-changes"}


def _name(font: str) -> str:
    return font.split(" ", 2)[-1]


def _changes(a: PageSigns, b: PageSigns) -> Iterator[Sign]:
    p, q = a.page.page, b.page.page
    sides = zip(sorted((p.width, p.height)), sorted((q.width, q.height)), strict=True)
    if any(abs(x - y) > _SIZE * max(x, y) for x, y in sides):
        yield "size-changes", 1.0, ""
    elif _turned(a, b):
        yield "turn-changes", 1.0, ""
    origins = {p.text_layer, q.text_layer}
    # Where the text layer is broken the page is no scan all the same.
    known = TextLayer.GARBAGE not in origins and not (a.misread or b.misread)
    if known and TextLayer.USED in origins and len(origins) > 1:
        yield "origin-changes", 1.0, ""


def _set_apart(a: PageSigns, b: PageSigns) -> bool:
    """Whether print or margins differ; alone that says little, but the look is not the same."""
    if a.misread or b.misread or min(len(a.margins.body), len(b.margins.body)) < _ROWS:
        return False
    print_apart = abs(a.height - b.height) > _PRINT * max(a.height, b.height)
    return print_apart or abs(a.left - b.left) > _MARGIN


def _turned(a: PageSigns, b: PageSigns) -> bool:
    p, q = a.page.page, b.page.page
    return (p.width > p.height) != (q.width > q.height)
