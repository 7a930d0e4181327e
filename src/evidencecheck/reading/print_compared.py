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


def is_one_line(text: str, width: float, height: float) -> bool:
    """Whether a place so many pixels wide and high has the shape of one line of a text."""
    ems = sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.5 for c in text)
    return _NARROW <= width / max(height * ems, 1.0) <= _WIDE


def folded(text: str) -> str:
    """Letters and figures only, as both sides print them; look-alikes are one (tC02e, tCO2e)."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LOOK_ALIKE)
    return "".join(c for c in plain if c.isalnum())
