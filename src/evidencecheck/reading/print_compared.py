"""What a file stores against what a page shows, as words and by the shape of a line."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

_ALIKE = 60
"""0..100: words with less in common than this are others; misread characters leave more."""
_NARROW, _WIDE = 0.4, 2.5
"""The width of a line of print over that expected of its characters; else it is not one line. Of
kept scans names in two lines of a cell had 0.25 to 0.31, those in one line 0.51 and more."""
_MORE = 2
"""Figures that a number has more than the one in its place, at most."""
_OF_A_NAME = 2
"""Characters of a name or a level, at least."""
_LOOK_ALIKE = str.maketrans("oli", "011")


def differs(layer: str, shown: str) -> bool:
    """Whether what a page shows is something else than what its text layer has.

    Figures must be the same figures: the layer's stand among those shown, as the picture of a
    place may take in what stands beside it. Words may be misread in part.
    """
    layer, shown = folded(layer), folded(shown)
    if not layer or layer in shown:
        return False
    figures = re.sub(r"\D", "", layer)
    seen = re.sub(r"\D", "", shown)
    if figures and len(seen) >= len(figures):
        return figures not in seen
    alike: float = fuzz.partial_ratio(layer, shown)
    return alike < _ALIKE


def replaces(shown: str, stored: str) -> bool:
    """Whether print was put in the place of other print of its kind: a day, a number, a name.

    What a form asks for (请选择), and the end of a neighbour's long text, are of another kind.
    """
    new, old = folded(shown), folded(stored)
    if not new or not old or new in old or old in new:
        return _denied(new, old)
    figures, its = (re.sub(r"\D", "", text) for text in (new, old))
    if figures and its:
        return figures != its and abs(len(figures) - len(its)) <= _MORE
    if figures or its:
        return False
    return min(len(new), len(old)) >= _OF_A_NAME and new[-1] == old[-1]


def _denied(new: str, old: str) -> bool:
    """Whether 不合格 became 合格, or 1,500 became 15,000."""
    if not new or not old or new == old:
        return False
    if re.sub(r"\D", "", new) != re.sub(r"\D", "", old):
        return new.isdigit() and old.isdigit()
    return old in {"不" + new, "未" + new, "非" + new}


def is_one_line(text: str, width: float, height: float) -> bool:
    """Whether a place so many pixels wide and high has the shape of one line of a text."""
    ems = sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.5 for c in text)
    return _NARROW <= width / max(height * ems, 1.0) <= _WIDE


def folded(text: str) -> str:
    """Letters and figures only, as both sides print them; look-alikes are one (tC02e, tCO2e)."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LOOK_ALIKE)
    return "".join(c for c in plain if c.isalnum())
