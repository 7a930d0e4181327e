"""Unified social credit codes (GB 32100-2015) and their check digits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product

from stdnum.cn import uscc

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z](?:[ \u3000]?[0-9A-Za-z]){17}(?![0-9A-Za-z])")
_SOLID = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])")
_BRACKET = re.compile(r"(?<=[0-9A-Z]{17})[\]}](?![0-9A-Za-z])")
_TWO_STROKES = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{17}(?=[.,·][1lIJ](?![0-9A-Za-z]))")
# Letters that the alphabet lacks, and what they were; V is U, W or Y with a blot.
_IMPOSSIBLE = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "UWY"}
# Pairs that a recogniser takes for each other. A figure for another figure is none of them: of all
# scans of the practice sets none was misread so, and a changed figure is what P502 looks for.
_CONFUSED = {
    "0": "DQ", "D": "0", "Q": "0", "1": "L", "L": "1", "8": "B", "B": "8", "6": "G", "G": "6",
    "U": "0", "W": "M", "M": "W", "T": "7", "C": "G",
}  # fmt: skip


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
    if repair:
        # A recogniser takes the last J for a bracket.
        text = _BRACKET.sub("J", text)
    matches = list(_SOLID.finditer(text)) or list(_CODE.finditer(text))
    found = [_match(m.start(), m.end(), re.sub(r"\s", "", m[0]), repair=repair) for m in matches]
    for m in _TWO_STROKES.finditer(text) if repair else ():
        # Or for a point and a stroke: only the check digits can tell.
        whole = _match(m.start(), m.end() + 2, f"{m[0]}J", repair=False)
        if whole.valid:
            found.append(replace(whole, repaired=True))
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
    first = {"".join(p) for p in product(*(_IMPOSSIBLE.get(c, c) for c in code))}
    good = [c for c in first if all(x in _ALPHABET for x in c)]
    for candidates in (good, [v for c in good for v in _one_changed(c)]):
        valid = {c for c in candidates if is_valid(c)}
        if valid:
            return valid.pop() if len(valid) == 1 else None
    return None


def _one_changed(code: str) -> list[str]:
    # Organisation codes were eight figures until 2015; those with letters begin with one (MA…).
    lettered = code[8].isalpha()
    return [
        code[:i] + other + code[i + 1 :]
        for i, c in enumerate(code)
        for other in _CONFUSED.get(c, "")
        if lettered or not (8 <= i < 16 and other.isalpha())
    ]


def _organisation_digit_holds(code: str) -> bool:
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(w * int(c, 36) for w, c in zip(weights, code[8:16], strict=True))
    check = 11 - total % 11
    return code[16] == {10: "X", 11: "0"}.get(check, str(check))
