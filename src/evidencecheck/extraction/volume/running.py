"""Running heads and feet that go on, change or end from page to page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

_OF_ALL, _OFTEN = 0.8, 0.5
"""A line that spans so much of a file, on so many of its pages, is the volume's."""
_GAP = 12
"""Pages for which a line may be missing before it counts as ended."""
_BACK_GAP = 4
"""Pages back in which a line may have stood before it was missed."""


class RunningLines:
    """Running heads, or feet, of the pages with print."""

    def __init__(self, lines: Sequence[frozenset[str]], *, bound: bool) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        for at, on_page in enumerate(lines):
            for line in on_page:
                places[line].append(at)
        # A line from the first pages to the last of a bound file is the volume's.
        common = {
            line
            for line, at in places.items()
            if bound
            and at[-1] - at[0] >= _OF_ALL * (len(lines) - 1)
            and len(at) >= _OFTEN * len(lines)
        }
        self._lines = [on_page - common for on_page in lines]

    def on(self, at: int) -> frozenset[str]:
        """The lines of a page that are not the volume's."""
        return self._lines[at]

    def between(self, at: int) -> str:
        """The name of the sign between two pages; empty where there is none."""
        a, b = self._lines[at - 1], self._lines[at]
        if not a:
            back = any(b & earlier for earlier in self._lines[max(0, at - _BACK_GAP) : at])
            return "line-gap" if back else ""
        if a & b:
            return "line-on"
        if any(a & later for later in self._lines[at + 1 : at + _GAP]):
            return "line-gap"
        return "line-changes" if b else "line-ends"
