"""Drawn forms with places to sign: signed by hand, or with what is no signature."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import cv2
import numpy as np
from fixtures.make.kit import fonts
from PIL import Image, ImageDraw

from benchmarks.drawn_seals import WEAR, Picture, worn

PAGE = (1654, 1180)
_PENS = {
    "black": (35, 35, 38),
    "blue": (30, 50, 150),
    "navy": (28, 34, 84),
    "grey": (90, 90, 95),
}
_PRINT = (25, 25, 25)
_LABELS = (
    "法定代表人（签字）：",
    "审核：",
    "批准人：",
    "核查组长：",
    "授权签字人：",
    "负责人签名：",
    "主任：",
    "总经理：",
)
_ENGLISH = ("Authorized Signature:", "Signed by:", "Approved by:", "Reviewed by:")
_NAMES = (
    "赵明远",
    "王立群",
    "李佳禾",
    "周思源",
    "陈文博",
    "孙建平",
    "何晓岚",
    "韩志恒",
    "朱承泽",
    "金若溪",
)
NOTHING = ("blank", "line", "name", "bold name", "kai name", "date", "box", "dash")
"""What stands at a place that nobody signed."""


@dataclass(frozen=True)
class Place:
    """A place to sign on a page; boxes in pixels of the page as drawn."""

    label: str
    what: str
    """``han`` or ``scrawl`` for a signature; else one of ``NOTHING``."""
    box: tuple[float, float, float, float]
    """The signature, or the place that is left for it."""

    @property
    def signed(self) -> bool:
        """Whether somebody signed."""
        return self.what in {"han", "scrawl"}


def form(seed: int) -> tuple[Picture, list[Place]]:
    """A page with eight places, some of them signed, and its wear."""
    chance = random.Random(seed)  # noqa: S311
    image = Image.new("RGB", PAGE, (253, 253, 253))
    draw = ImageDraw.Draw(image)
    face = chance.choice(("uming", "noto-sans", "gbsn", "noto-serif"))
    size = chance.choice((29, 33, 38))
    font = fonts.pil(face, size)
    for row in range(4):
        draw.text(
            (150, 90 + 52 * row), "以上内容真实有效，本单位对所提交材料负责。"[row:], _PRINT, font
        )
    page = np.asarray(image, np.uint8)[:, :, ::-1].copy()
    places = []
    ruled = chance.random() < 0.4
    for number in range(8):
        x, y = 150 + 720 * (number % 2), 400 + 180 * (number // 2)
        english = chance.random() < 0.25
        label = chance.choice(_ENGLISH if english else _LABELS)
        what = chance.choice(("han", "han", "scrawl", *chance.sample(NOTHING, 3)))
        page, place = _filled(chance, page, label, what, (x, y), face, size, ruled=ruled)
        places.append(place)
    return worn(page, WEAR[seed % len(WEAR)], seed), places


def _filled(
    chance: random.Random,
    page: Picture,
    label: str,
    what: str,
    at: tuple[int, int],
    face: str,
    size: int,
    *,
    ruled: bool,
) -> tuple[Picture, Place]:
    """The page with a label and what stands behind it."""
    image = Image.fromarray(page[:, :, ::-1])
    draw = ImageDraw.Draw(image)
    x, y = at
    draw.text((x, y), label, _PRINT, fonts.pil(face, size), anchor="ls")
    left = x + draw.textlength(label, fonts.pil(face, size)) + 0.2 * size
    right = left + 7 * size
    if ruled or what == "line":
        draw.line((left, y + 6, right, y + 6), _PRINT, 3)
    name = chance.choice(_NAMES)
    faces = {
        "name": face,
        "bold name": "noto-sans-bold",
        "kai name": chance.choice(("gkai", "ukai", "wenkai")),
    }
    if what in faces:
        bigger = round(size * chance.uniform(1.0, 1.35))
        draw.text((left + size * 0.3, y), name, _PRINT, fonts.pil(faces[what], bigger), anchor="ls")
    elif what == "date":
        draw.text((left, y), "2025年12月31日", _PRINT, fonts.pil(face, size), anchor="ls")
    elif what == "box":
        draw.rectangle((left, y - 1.5 * size, right, y + 0.6 * size), outline=_PRINT, width=3)
    elif what == "dash":
        draw.text((left + size, y), "/", _PRINT, fonts.pil(face, size), anchor="ls")
    drawn = np.asarray(image, np.uint8)[:, :, ::-1].copy()
    box = (left, y - 1.6 * size, right, y + 0.6 * size)
    if what in {"han", "scrawl"}:
        ink = written(chance, name) if what == "han" else scrawl(chance)
        high = size * chance.uniform(1.25, 2.6)
        wide = min(right - left, ink.shape[1] * high / ink.shape[0])
        ink = cv2.resize(ink, (round(wide), round(high)), interpolation=cv2.INTER_AREA)
        x0 = round(left + chance.uniform(0, max(1.0, right - left - wide)))
        y0 = round(y - 0.35 * size - high / 2 + chance.uniform(-0.25, 0.25) * size)
        _press(drawn, np.asarray(ink, np.uint8), x0, y0, _PENS[chance.choice(list(_PENS))])
        box = (x0, y0, x0 + ink.shape[1], y0 + ink.shape[0])
    return drawn, Place(label, what, box)


def written(chance: random.Random, name: str) -> Picture:
    """A name as if written by hand: thin, uneven strokes, leaning, its characters run together."""
    side = 150
    canvas = np.zeros((2 * side, (len(name) + 1) * side), np.uint8)
    face = chance.choice(("gkai", "ukai", "wenkai"))
    lean = math.tan(math.radians(chance.uniform(-6, 22)))
    ends: list[tuple[int, int]] = []
    for number, char in enumerate(name):
        glyph = Image.new("L", (side * 2, side * 2), 0)
        font = fonts.pil(face, round(side * chance.uniform(0.8, 1.25)))
        ImageDraw.Draw(glyph).text((side, side), char, 255, font, anchor="mm")
        thin = _skeleton(np.asarray(glyph, np.uint8))
        bent = _bent(thin, chance, lean)
        x = round(number * side * chance.uniform(0.72, 0.92)) - side // 3
        y = round(chance.uniform(-0.12, 0.12) * side)
        xs = slice(max(0, x), min(canvas.shape[1], x + 2 * side))
        part = np.roll(bent, y, axis=0)[:, xs.start - x : xs.stop - x]
        canvas[:, xs] = np.maximum(canvas[:, xs], part)
        points = np.argwhere(part > 0)
        if len(points):
            ends += [(int(points[k][1]) + xs.start, int(points[k][0])) for k in (0, -1)]
    for a, b in zip(ends[1::2], ends[2::2], strict=False):
        if chance.random() < 0.7:
            cv2.line(canvas, a, b, 255, 2)
    return _inked(canvas, chance)


def scrawl(chance: random.Random) -> Picture:
    """Loops and strokes that nobody can read."""
    canvas = np.zeros((300, 700), np.uint8)
    x, y = 40.0, 150.0
    points = [(x, y)]
    for _ in range(chance.randint(7, 13)):
        x += chance.uniform(10, 70)
        points.append((x, 150 + chance.uniform(-110, 110)))
    curve = _smooth(points)
    cv2.polylines(canvas, [np.rint(curve).astype(np.int32)], isClosed=False, color=255, thickness=2)
    if chance.random() < 0.5:
        low = 150 + chance.uniform(20, 100)
        sweep = _smooth([(60, low), (x / 2, low + 25), (x + 30, low - 30)])
        cv2.polylines(
            canvas, [np.rint(sweep).astype(np.int32)], isClosed=False, color=255, thickness=2
        )
    return _inked(canvas, chance)


def _smooth(points: list[tuple[float, float]]) -> np.ndarray:
    """A curve through points (Catmull-Rom)."""
    p = np.array([points[0], *points, points[-1]], np.float64)
    t = np.linspace(0, 1, 24, endpoint=False)[:, None]
    parts = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        parts.append(
            0.5
            * (
                2 * b
                + (c - a) * t
                + (2 * a - 5 * b + 4 * c - d) * t**2
                + (3 * b - a - 3 * c + d) * t**3
            )
        )
    return np.concatenate(parts)


def _skeleton(glyph: Picture) -> Picture:
    """The middle lines of strokes (Lantuéjoul), one pixel wide and more."""
    rest, found = (glyph > 127).astype(np.uint8) * 255, np.zeros_like(glyph)
    cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    while rest.any():
        opened = cv2.morphologyEx(rest, cv2.MORPH_OPEN, cross)
        found = cv2.bitwise_or(found, cv2.subtract(rest, opened))
        rest = cv2.erode(rest, cross)
    return np.asarray(cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)), np.uint8)


def _bent(thin: Picture, chance: random.Random, lean: float) -> Picture:
    """Strokes pushed out of place, as a hand does."""
    side = thin.shape[0]
    noise = np.random.default_rng(chance.randrange(1 << 30))
    amount = 0.06 * side
    ys, xs = np.mgrid[0:side, 0:side].astype(np.float32)
    shifts = []
    for _ in range(2):
        coarse = noise.uniform(-1, 1, (5, 5)).astype(np.float32)
        shifts.append(cv2.resize(coarse, (side, side), interpolation=cv2.INTER_CUBIC) * amount)
    map_x = xs + shifts[0] + lean * (ys - side / 2)
    return np.asarray(cv2.remap(thin, map_x, ys + shifts[1], cv2.INTER_LINEAR), np.uint8)


def _inked(lines: Picture, chance: random.Random) -> Picture:
    """Lines as a pen draws them: thicker and thinner; cut to what is there."""
    noise = np.random.default_rng(chance.randrange(1 << 30))
    height, width = lines.shape
    pressure = cv2.resize(
        noise.random((4, 12)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC
    )
    thin = cv2.dilate((lines > 60).astype(np.uint8) * 255, np.ones((3, 3), np.uint8))
    thick = cv2.dilate(thin, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7)))
    ink = np.where(pressure > chance.uniform(0.4, 0.75), thick, thin)
    ys, xs = np.nonzero(ink)
    cut = ink[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    return np.asarray(cv2.GaussianBlur(cut, (0, 0), 1.0), np.uint8)


def _press(page: Picture, ink: Picture, x: int, y: int, pen: tuple[int, int, int]) -> None:
    height, width = ink.shape
    part = page[max(0, y) : y + height, max(0, x) : x + width]
    share = (
        ink[max(0, -y) :, max(0, -x) :][: part.shape[0], : part.shape[1], None].astype(np.float32)
        / 255
    )
    colour = np.array(pen[::-1], np.float32)
    part[:] = (part * (1 - share) + colour * share).astype(np.uint8)
