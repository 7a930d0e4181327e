"""Unified social credit codes (GB 32100-2015) and their check digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from stdnum.cn import uscc

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z](?:[ \u3000]?[0-9A-Za-z]){17}(?![0-9A-Za-z])")
_SOLID = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])")
# What a recogniser takes for what; the alphabet of the code has no I, O, S, V, Z.
_CONFUSED = {
    "O": "0", "I": "1", "L": "1L", "Z": "2", "S": "5", "B": "B8", "8": "8B", "G": "G6", "6": "6G",
    "D": "D0", "Q": "Q0", "0": "0DQ", "V": "UWY", "1": "1L", "5": "5", "2": "2", "U": "U", "M": "M",
}  # fmt: skip
_MOST_TRIES = 5_000


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """A credit code found in a string."""

    start: int
    end: int
    value: str
    """18 characters as printed, upper case, without blanks; repaired where ``repaired``."""
    valid: bool
    """Whether both check digits hold."""
    repaired: bool = False


def find_codes(text: str, *, repair: bool) -> list[CodeMatch]:
    """Strings of 18 letters and digits that are, or are printed as, credit codes.

    ``repair`` tries the usual confusions of a recogniser until both check digits hold; only for
    text that was recognised.
    """
    found = []
    for m in _SOLID.finditer(text):
        found.append(_match(m.start(), m.end(), m[0], repair=repair))
    if not found:
        for m in _CODE.finditer(text):
            found.append(_match(m.start(), m.end(), re.sub(r"\s", "", m[0]), repair=repair))
    return [f for f in found if f.valid or sum(c.isdigit() for c in f.value) >= 8]


def is_valid(code: str) -> bool:
    """Whether the check digits of GB 32100 and of the organisation code (GB 11714) hold."""
    return bool(uscc.is_valid(code)) and _organisation_digit_holds(code)


def _match(start: int, end: int, printed: str, *, repair: bool) -> CodeMatch:
    code = printed.upper()
    if is_valid(code):
        return CodeMatch(start, end, code, valid=True)
    mended = _repair(code) if repair else None
    if mended is not None:
        return CodeMatch(start, end, mended, valid=True, repaired=True)
    return CodeMatch(start, end, code, valid=False)


def _repair(code: str) -> str | None:
    """The one code with both check digits that ``code`` can be a misreading of, or None."""
    choices = [_CONFUSED.get(c, c) for c in code]
    tries = 1
    for options in choices:
        tries *= len(options)
    if tries > _MOST_TRIES:
        return None
    hits = {"".join(p) for p in product(*choices)}
    good = [h for h in hits if all(c in _ALPHABET for c in h) and is_valid(h)]
    return good[0] if len(good) == 1 else None


def _organisation_digit_holds(code: str) -> bool:
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(w * int(c, 36) for w, c in zip(weights, code[8:16], strict=True))
    check = 11 - total % 11
    return code[16] == {10: "X", 11: "0"}.get(check, str(check))
