"""Which words of a page stand in which cell of its tables, and how they read there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.tables.lattice import Lattice
from evidencecheck.reading.text_layer import TextLayerReading, Word
from evidencecheck.reading.upright import Rectangle, Upright

# A word reaching further out of its cell than this share of its height is print of two cells.
_OUTSIDE = 0.5
# Print that runs aslant (a watermark) has a box much higher than a line, and than its own letters.
_ASLANT_LINES = 2.0
_ASLANT_LETTERS = 2.5
# Two words nearer than this share of their height, as after a change of font, are one.
_TOUCHING = 0.1


Place = tuple[int, int]
"""A cell: the index of its grid, and of its area in that."""


def words_by_cell(
    page: StoredPage, layer: TextLayerReading, grids: Sequence[Lattice]
) -> dict[Place, list[Word]]:
    """The words whose middle lies in each cell of ``grids``; a word across cells is parted.

    Watermarks that run aslant are left out: they belong to no cell.
    """
    line = median(w.place[3] - w.place[1] for w in layer.words)
    inside: dict[Place, list[Word]] = {}
    characters: dict[tuple[int, int], list[tuple[str, Rectangle]]] | None = None
    for word in layer.words:
        home = _home(word.place, grids)
        if home is None or _aslant(word, line):
            continue
        if not _leaves(word.place, _bounds(home, grids)):
            inside.setdefault(home, []).append(word)
            continue
        if characters is None:
            characters = page.characters()
        for part in _parts(word, characters.get(word.line, ()), grids, layer.upright):
            home = _home(part.place, grids)
            if home is not None:
                inside.setdefault(home, []).append(part)
    return inside


def text_of(words: Sequence[Word]) -> str:
    """Words line by line, from top to bottom and from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.place[1] + w.place[3]):
        if lines and _level(lines[-1][0].place, word.place):
            lines[-1].append(word)
        else:
            lines.append([word])
    return "\n".join(filter(None, map(_line, lines)))


def _line(words: list[Word]) -> str:
    words.sort(key=lambda w: w.place[0])
    text = ""
    before = None
    for word in words:
        if before is not None and not _touch(before.place, word.place):
            text += " "
        text += word.text
        before = word
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _parts(
    word: Word,
    characters: Sequence[tuple[str, Rectangle]],
    grids: Sequence[Lattice],
    upright: Upright,
) -> Iterator[Word]:
    """Runs of the characters of ``word`` in one cell each; the word itself where none are known."""
    placed = [(c, upright.place(place)) for c, place in characters]
    own = [(c, p) for c, p in placed if c.strip() and _holds(word.place, p)]
    if not own:
        yield word
    for _, run in groupby(own, key=lambda cp: _home(cp[1], grids)):
        letters = list(run)
        places = [p for _, p in letters]
        x0, x1 = min(p[0] for p in places), max(p[2] for p in places)
        yield Word(
            "".join(c for c, _ in letters), (x0, word.place[1], x1, word.place[3]), word.line
        )


def _home(place: Rectangle, grids: Sequence[Lattice]) -> Place | None:
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    for number, grid in enumerate(grids):
        index = grid.area_at(x, y)
        if index >= 0:
            return number, index
    return None


def _bounds(home: Place, grids: Sequence[Lattice]) -> Rectangle:
    grid = grids[home[0]]
    return grid.bounds(grid.areas[home[1]])


def _holds(outer: Rectangle, place: Rectangle) -> bool:
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    return outer[0] <= x < outer[2] and outer[1] <= y < outer[3]


def _leaves(place: Rectangle, cell: Rectangle) -> bool:
    beyond = _OUTSIDE * (place[3] - place[1])
    return place[0] < cell[0] - beyond or place[2] > cell[2] + beyond


def _aslant(word: Word, line: float) -> bool:
    wide, high = word.place[2] - word.place[0], word.place[3] - word.place[1]
    least, most = min(wide, high), max(wide, high)
    return least > _ASLANT_LINES * line and least * len(word.text) > _ASLANT_LETTERS * most


def _level(a: Rectangle, b: Rectangle) -> bool:
    shared = min(a[3], b[3]) - max(a[1], b[1])
    return shared > 0.5 * min(a[3] - a[1], b[3] - b[1])


def _touch(a: Rectangle, b: Rectangle) -> bool:
    return b[0] - a[2] < _TOUCHING * min(a[3] - a[1], b[3] - b[1])
