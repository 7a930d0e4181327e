"""Traditional characters as simplified ones, so that one spelling of a label finds both."""

from __future__ import annotations

from functools import cache

import opencc

_FIRST, _LAST = 0x3400, 0x9FFF


def simplified(text: str) -> str:
    """``text`` with each traditional character replaced by its simplified one; same length."""
    return text.translate(_table())


def traditional(text: str) -> str:
    """``text`` in traditional characters, by words; it may be of another length."""
    return str(_to_traditional().convert(text))


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@cache
def _table() -> dict[int, str]:
    characters = [chr(code) for code in range(_FIRST, _LAST + 1)]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): b for a, b in zip(characters, converted, strict=True) if a != b and len(b) == 1}
