"""Lists of words that are looked for in a text again and again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain

_FEW = 4
"""Words that are looked for as soon as their characters are."""


def stands_in(text: str, characters: frozenset[str], words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in a text of those characters.

    Papers are asked for hundreds of words, of most of which they do not even have the first
    character.
    """
    if len(words) <= _FEW:
        return any(map(text.__contains__, words))
    firsts, words_by_first = _by_first(words)
    begun = firsts & characters
    return bool(begun) and any(
        map(text.__contains__, chain.from_iterable(map(words_by_first.__getitem__, begun)))
    )


@lru_cache(4096)
def _by_first(words: tuple[str, ...]) -> tuple[frozenset[str], Mapping[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[0], []).append(word)
    return frozenset(found), {first: tuple(same) for first, same in found.items()}
