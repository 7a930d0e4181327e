"""Where to part print that is known to run over the edge of a column."""

from __future__ import annotations

from collections.abc import Sequence

_WIDE = 0x2E7F
_GAP = 2.5
"""Width of a blank in widths of a Latin letter."""
_SAME_KIND, _OTHER_KIND = 1.0, 0.3
"""What it costs to part between two characters where there is no blank."""

_OFF_MIDDLE = 0.2
"""What it costs to part off the middle of a gutter, in parts of what it costs outside of it."""


def offsets(text: str) -> list[float]:
    """For each place between two characters, the share of the line's width before it, 0..1."""
    widths = [_width(text, k) for k in range(len(text))]
    total = sum(widths) or 1.0
    shares, run = [0.0], 0.0
    for width in widths:
        run += width
        shares.append(run / total)
    return shares


def _width(text: str, k: int) -> float:
    if not text[k].isspace():
        return 2.0 if ord(text[k]) > _WIDE else 1.0
    # Recognition gives a blank for any gap that it sees, but between words of Latin letters.
    latin = text[k - 1 : k].isalpha() and text[k - 1 : k].isascii() and text[k + 1 :][:1].isalpha()
    return 1.0 if latin else _GAP


def cut_near(text: str, shares: Sequence[float], gutter: tuple[float, float], near: float) -> int:
    """The place at which to part ``text``; 0 where it cannot be parted.

    Args:
        text: of one line.
        shares: as ``offsets`` gives them.
        gutter: shares of its width, 0..1, from which to which the gutter runs; twice the same for
            a rule.
        near: share of its width that counts as much as a cut within a word.
    """

    low, high = gutter

    def cost(k: int) -> float:
        before, after = text[k - 1], text[k]
        if before.isspace() or after.isspace():
            penalty = 0.0
        else:
            penalty = _SAME_KIND if _kind(before) == _kind(after) else _OTHER_KIND
        off = max(low - shares[k], shares[k] - high, 0.0)
        return off / near + _OFF_MIDDLE * abs(shares[k] - (low + high) / 2) / near + penalty

    return min(range(1, len(text)), key=cost, default=0)


def _kind(character: str) -> str:
    if character.isdigit() or character in ".,，%-":
        return "number"
    return "wide" if ord(character) > _WIDE else "latin"
