"""Runs of characters of a text as numbers, and samples of them that can be held side by side.

Which runs are sampled depends on the runs alone, so that the same run is sampled in every text
(MinHash with a bound in place of a count; Broder 1997). The samples tell no words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from evidencecheck.domain.script import simplified

Hashes = NDArray[np.uint64]

RUN = 5
"""Characters of a run in running text (domain C13)."""
_EVERY = 8
"""One run of so many is sampled."""
_MOST = 4096
_SHORT_RUN, _WORDS = 3, 64
"""Runs of a single page, and how many of them are kept."""
_NUMBERS = 64
_NUMBER = re.compile(r"[0-9a-z]+")
_DIGITS, _TELLING = 4, 2
"""Characters of a run within numbers, and how many of them must be digits."""
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_BITS = np.uint64((1 << 63) - 1)


def bare_text(text: str, without: Iterable[str] = ()) -> str:
    """Letters, characters and digits of ``text`` in one form, less the names ``without``."""
    plain = _plain(text)
    for name in sorted({_plain(n) for n in without}, key=len, reverse=True):
        if len(name) > 1:
            plain = plain.replace(name, "")
    return plain


def sample(text: str) -> tuple[int, ...]:
    """A sample of the runs of a bare text, in order of their hashes."""
    hashes = run_hashes(text)
    chosen = hashes[hashes % np.uint64(_EVERY) == 0]
    return tuple(chosen[:_MOST].tolist())


def page_words(text: str) -> tuple[int, ...]:
    """The smallest hashes of the short runs of a bare text."""
    return tuple(run_hashes(text, _SHORT_RUN)[:_WORDS].tolist())


def page_numbers(text: str) -> tuple[int, ...]:
    """The smallest hashes of the runs of Latin letters and digits in a text, line by line.

    Blanks do not part them: recognition sees those otherwise each time.
    """
    lines = unicodedata.normalize("NFKC", text).lower().split("\n")
    written = ("".join(_NUMBER.findall(line)) for line in lines)
    runs = {w[i : i + _DIGITS] for w in written for i in range(len(w) - _DIGITS + 1)}
    telling = (r for r in runs if sum(c.isdigit() for c in r) >= _TELLING)
    return tuple(sorted(int(run_hashes(r, _DIGITS)[0]) for r in telling)[:_NUMBERS])


def run_hashes(text: str, length: int = RUN) -> Hashes:
    """The hashes of all runs of ``length`` characters, each once, in order."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    count = codes.size - length + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    total = np.zeros(count, np.uint64)
    for place in range(length):
        total = total * _PRIME + codes[place : place + count] + np.uint64(1)
    # splitmix64, so that all bits depend on all characters.
    total ^= total >> np.uint64(30)
    total *= np.uint64(0xBF58476D1CE4E5B9)
    total ^= total >> np.uint64(27)
    total *= np.uint64(0x94D049BB133111EB)
    total ^= total >> np.uint64(31)
    # SQLite and JSON hold signed numbers.
    return np.unique(total & _BITS)


def alike(a: Sequence[int], b: Sequence[int]) -> float:
    """0..1: share of what stands in either that stands in both; 0 where both are empty."""
    either = len({*a, *b})
    return len({*a}.intersection(b)) / either if either else 0.0


def smallest_alike(a: Sequence[int], b: Sequence[int]) -> float:
    """As ``alike``, for samples that are the smallest hashes of their texts."""
    most = max(len(a), len(b))
    lowest = sorted({*a, *b})[:most]
    both = {*a}.intersection(b)
    return sum(h in both for h in lowest) / len(lowest) if lowest else 0.0


def _plain(text: str) -> str:
    folded = simplified(unicodedata.normalize("NFKC", text)).lower()
    return "".join(c for c in folded if c.isalnum())
