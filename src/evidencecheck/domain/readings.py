"""Readings of print held against each other: what a recogniser may take one thing for."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

_EDGES = ".,:;、-_'\"|"
_SAME = str.maketrans(
    {"—": "-", "–": "-", "−": "-", "〇": "0", "“": '"', "”": '"', "·": ".", "。": "."}
)

_MISREAD = 10
"""Of so many characters of a name a recogniser may take one for another."""
_TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z/_-]{6,80}")
_LEAST_NUMBER = 7
"""Characters of a number within an address."""
_CONFUSED = (
    "17TJILY",
    "CGQO0D6",
    "8B3",
    "08",
    "5S6",
    "2Z",
    "4A",
    "UV",
    "VWY",
    "KX",
    "HNMW",
    "PRF",
    "EF",
    "39",
    "49",
    "89",
    "35",
    "68",
    "14",
)
"""Characters of clean scans that were read as others of their row: T and J as 7, G as C."""
_LOOKALIKES = str.maketrans("OQDILJZSBG", "0001112586")
_SIGNS = re.compile(r"[\W_]+")
_UNIQUE = 8
"""Characters of a number that nobody else uses by chance."""


def confused(a: str, b: str) -> bool:
    """Whether a recogniser takes one character for the other, of those that codes are made of."""
    return any(a in alike and b in alike for alike in _CONFUSED)


def bare(text: str) -> str:
    """The text without what two readings of it may differ in: blanks, case, accents, edges."""
    folded = unicodedata.normalize("NFKD", text).translate(_SAME).casefold()
    return "".join(c for c in folded if not c.isspace() and not unicodedata.combining(c)).strip(
        _EDGES
    )


def is_part(part: str, whole: str) -> bool:
    """Whether a text is another with characters left out."""
    rest = iter(whole)
    return all(c in rest for c in part)


def alike(number: str, other: str) -> bool:
    """Whether two numbers differ at most in characters that a recogniser takes for each other."""
    return lookalikes(number) == lookalikes(other)


def misread(name: str, other: str) -> bool:
    """Whether a name can be another, as long as it, that a recogniser took for it."""
    if len(name) != len(other):
        return False
    return 0 < sum(a != b for a, b in zip(name, other, strict=True)) <= len(name) // _MISREAD


def numbers_in(payload: str) -> tuple[str, ...]:
    """What may be a number in the text of a QR code, whole and by its parts.

    A number may hold a slash, and so may what stands before it: /gp/CH-2025-017.
    """
    whole = _TOKEN.findall(unquote(payload))
    parts = [p for t in whole for p in t.split("/") if len(p) >= _LEAST_NUMBER]
    return tuple(t for t in dict.fromkeys((*whole, *parts)) if any(c.isdigit() for c in t))


def lookalikes(number: str) -> str:
    """A number with characters that a recogniser takes for each other made one."""
    return _SIGNS.sub("", number.upper().translate(_LOOKALIKES))


def number_key(number: str) -> str:
    """A certificate number as numbers are compared: letters and digits in upper case."""
    return _SIGNS.sub("", number.upper())


def numbers_uniquely(key: str) -> bool:
    """Whether a `number_key` is long enough to be one certificate's alone."""
    return len(key) >= _UNIQUE and sum(c.isdigit() for c in key) >= _UNIQUE // 2
