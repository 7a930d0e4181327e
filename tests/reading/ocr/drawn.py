"""Pages and seals drawn for the tests of recognition, with the font that PyMuPDF carries."""

from __future__ import annotations

import math

import numpy as np
import pymupdf
from numpy.typing import NDArray

A4 = (595, 842)
DPI = 200
SCALE = DPI / 72
INK = {
    "red": (0.80, 0.10, 0.14),
    "dull": (0.74, 0.35, 0.33),
    "dark": (0.48, 0.09, 0.13),
    "orange": (0.88, 0.35, 0.20),
    "blue": (0.14, 0.22, 0.63),
}
_FONT = pymupdf.Font("cjk")
Picture = NDArray[np.uint8]


def sheet(
    *lines: tuple[float, float, str],
    size: float = 11,
    page: tuple[float, float] = A4,
    colour: tuple[float, float, float] = (0.1, 0.1, 0.1),
) -> Picture:
    """A page with text at points (x, y of the base line); blue-green-red at 200 dpi."""
    with pymupdf.open() as document:
        paper = document.new_page(width=page[0], height=page[1])
        for x, y, text in lines:
            _write(paper, pymupdf.Point(x, y), text, size, colour)
        return picture(paper)


def picture(paper: pymupdf.Page) -> Picture:
    drawn = paper.get_pixmap(dpi=DPI)
    rgb = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.h, drawn.w, 3)
    return np.ascontiguousarray(rgb[:, :, ::-1])


def stamped(
    image: Picture,
    centre: tuple[float, float],
    *,
    ink: str = "red",
    shape: str = "round",
    radius: float = 58,
    words: str = "某某市测试认证有限公司",
    line: str = "",
    angle: float = 0,
) -> Picture:
    """The page with a seal pressed on it: its ink darkens what is there. Points and degrees."""
    height, width = image.shape[:2]
    with pymupdf.open() as document:
        paper = document.new_page(width=width / SCALE, height=height / SCALE)
        _draw_seal(paper, pymupdf.Point(centre), INK[ink], shape, radius, words, angle)
        if line:
            size = 0.9 * radius / len(line)
            place = pymupdf.Point(centre[0] - 0.45 * radius, centre[1] + 0.56 * radius)
            _write(paper, place, line, size, INK[ink])
        layer = picture(paper)
    layer = np.resize(layer, image.shape) if layer.shape != image.shape else layer
    return (image.astype(np.uint16) * layer // 255).astype(np.uint8)


def turned(image: Picture, degrees: int) -> Picture:
    """The page turned clockwise by quarters."""
    return np.ascontiguousarray(np.rot90(image, -degrees // 90))


def _write(
    paper: pymupdf.Page,
    place: pymupdf.Point,
    text: str,
    size: float,
    colour: tuple[float, float, float],
    morph: tuple[pymupdf.Point, pymupdf.Matrix] | None = None,
) -> None:
    writer = pymupdf.TextWriter(paper.rect)
    writer.append(place, text, font=_FONT, fontsize=size)
    writer.write_text(paper, color=colour, morph=morph)


def _draw_seal(
    paper: pymupdf.Page,
    centre: pymupdf.Point,
    colour: tuple[float, float, float],
    shape: str,
    radius: float,
    words: str,
    angle: float,
) -> None:
    if shape == "square":
        _draw_square(paper, centre, colour, radius, words, angle)
        return
    flat = 0.72 if shape == "oval" else 1.0
    box = pymupdf.Rect(
        centre.x - radius, centre.y - radius * flat, centre.x + radius, centre.y + radius * flat
    )
    paper.draw_oval(box, color=colour, width=radius * 0.06)
    size = radius * 0.25
    for number, letter in enumerate(words):
        turn = math.radians(-210 + 240 * number / max(1, len(words) - 1))
        place = pymupdf.Point(
            centre.x + 0.78 * radius * math.cos(turn) - size / 2,
            centre.y + 0.78 * radius * flat * math.sin(turn) + size * 0.38,
        )
        pivot = pymupdf.Point(place.x + size / 2, place.y - size * 0.38)
        morph = (pivot, pymupdf.Matrix(-math.degrees(turn) - 90))
        _write(paper, place, letter, size, colour, morph)
    star = [
        pymupdf.Point(
            centre.x + radius * reach * math.cos(math.radians(36 * n - 90)),
            centre.y + radius * reach * math.sin(math.radians(36 * n - 90)),
        )
        for n in range(10)
        for reach in ((0.26, 0.1)[n % 2],)
    ]
    paper.draw_polyline(star, color=colour, fill=colour, closePath=True)


def _draw_square(
    paper: pymupdf.Page,
    centre: pymupdf.Point,
    colour: tuple[float, float, float],
    radius: float,
    words: str,
    angle: float,
) -> None:
    morph = (centre, pymupdf.Matrix(angle))
    drawing = paper.new_shape()
    drawing.draw_rect(
        pymupdf.Rect(centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius)
    )
    drawing.finish(color=colour, width=radius * 0.08, morph=morph)
    drawing.commit()
    for number, letter in enumerate(words[:4]):
        place = pymupdf.Point(
            centre.x - radius * (0.85 if number % 2 == 0 else 0.02),
            centre.y - radius * (0.1 if number < 2 else -0.75),
        )
        _write(paper, place, letter, radius * 0.8, colour, morph)
