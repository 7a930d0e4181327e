"""Lists of words that are looked for in a text again and again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

_FEW = 4
"""Words that are looked for as soon as their characters are."""


def stands_in(text: str, characters: frozenset[str], words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in a text of those characters.

    Papers are asked for hundreds of words, of most of which they do not even have the first
    character.
    """
    if len(words) <= _FEW:
        return _has_one(text, words)
    firsts, words_by_first = _by_first(words)
    for first in firsts & characters:  # noqa: SIM110  (asked of each paper by each check)
        if _has_one(text, words_by_first[first]):
            return True
    return False


def _has_one(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


@lru_cache(4096)
def _by_first(words: tuple[str, ...]) -> tuple[frozenset[str], Mapping[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[0], []).append(word)
    return frozenset(found), {first: tuple(same) for first, same in found.items()}
