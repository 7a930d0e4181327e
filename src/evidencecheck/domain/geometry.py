"""Places on a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in fractions of the page's width and height, origin at the top left.

    Fractions hold at every resolution; all four lie in 0..1 and ``x0 <= x1``, ``y0 <= y1``.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Width, in fractions of the page's width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height, in fractions of the page's height."""
        return self.y1 - self.y0

    @property
    def cx(self) -> float:
        """Horizontal centre."""
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        """Vertical centre."""
        return (self.y0 + self.y1) / 2

    @property
    def area(self) -> float:
        """Area, as a fraction of the page's."""
        return self.width * self.height

    def overlap(self, other: Box) -> float:
        """Area shared with ``other``, as a fraction of this box's own area (0 when empty)."""
        w = min(self.x1, other.x1) - max(self.x0, other.x0)
        h = min(self.y1, other.y1) - max(self.y0, other.y0)
        return w * h / self.area if w > 0 and h > 0 and self.area > 0 else 0.0

    def same_row(self, other: Box) -> bool:
        """Whether both stand on one line of print: they share over half of the lower height."""
        shared = min(self.y1, other.y1) - max(self.y0, other.y0)
        return shared > 0.5 * min(self.height, other.height)


PAGE = Box(0.0, 0.0, 1.0, 1.0)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of ``boxes``.

    Raises:
        ValueError: there are none.
    """
    items = list(boxes)
    if not items:
        raise ValueError("no boxes to join")
    return Box(
        min(b.x0 for b in items),
        min(b.y0 for b in items),
        max(b.x1 for b in items),
        max(b.y1 for b in items),
    )
