"""From places on a page as its file stores it to places on the page as it is read."""

from __future__ import annotations

from dataclasses import dataclass

from evidencecheck.domain.geometry import Box

Rectangle = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points (1/72 inch), origin at the top left, y downwards."""


@dataclass(frozen=True, slots=True)
class Upright:
    """A stored page turned until its text stands upright."""

    width: float
    """Points of the page as stored, before any turning."""
    height: float
    turn: int = 0
    """Degrees clockwise, 0, 90, 180 or 270: the file's /Rotate and what the text needs besides."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page, in points."""
        return (self.height, self.width) if self.turn % 180 else (self.width, self.height)

    def place(self, stored: Rectangle) -> Rectangle:
        """Where a rectangle of the stored page lies on the upright page, in points."""
        x0, y0, x1, y1 = stored
        match self.turn:
            case 90:
                return (self.height - y1, x0, self.height - y0, x1)
            case 180:
                return (self.width - x1, self.height - y1, self.width - x0, self.height - y0)
            case 270:
                return (y0, self.width - x1, y1, self.width - x0)
        return stored

    def box(self, place: Rectangle) -> Box:
        """A rectangle of the upright page in fractions of it, cut at the page's edges."""
        width, height = self.size
        x0, y0, x1, y1 = place
        return Box(
            min(max(x0 / width, 0.0), 1.0),
            min(max(y0 / height, 0.0), 1.0),
            min(max(x1 / width, 0.0), 1.0),
            min(max(y1 / height, 0.0), 1.0),
        )


def share_within(inner: Rectangle, outer: Rectangle) -> float:
    """0..1 of the area of one rectangle that lies in another."""
    wide = min(inner[2], outer[2]) - max(inner[0], outer[0])
    high = min(inner[3], outer[3]) - max(inner[1], outer[1])
    area = (inner[2] - inner[0]) * (inner[3] - inner[1])
    return wide * high / area if wide > 0 and high > 0 and area > 0 else 0.0
