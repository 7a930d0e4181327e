"""Print in white on white, or not drawn: stored with the page, and not to be seen on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from evidencecheck.reading.stored_page import StoredPage
from evidencecheck.reading.upright import Rectangle

_DPI = 72.0
_LIGHT = 235
"""Of 255, from which a colour is that of paper."""
_MOSTLY = 0.6
"""Share of a place that is light around white print that cannot be seen; on a ground on which it
can, hardly more than its strokes are."""


def unseen_words(page: StoredPage, words: Sequence[Any]) -> frozenset[int]:
    """Which of the words of a page, by their places in ``words``, nobody sees."""
    white: dict[tuple[int, int], list[Rectangle]] = {}
    clear = list(page.clear_print())
    for block, line, place in (*clear, *page.white_print()):
        if (block, line, place) in clear or _is_light(page, place):
            white.setdefault((block, line), []).append(place)
    if not white:
        return frozenset()
    return frozenset(
        n
        for n, word in enumerate(words)
        if any(_holds(run, word[:4]) for run in white.get((word[5], word[6]), ()))
    )


def _holds(run: Rectangle, word: Rectangle) -> bool:
    across, down = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return run[0] <= across <= run[2] and run[1] <= down <= run[3]


def _is_light(page: StoredPage, place: Rectangle) -> bool:
    shown = page.picture(place, _DPI)
    return shown.size > 0 and float(np.mean(shown.min(axis=2) >= _LIGHT)) >= _MOSTLY
