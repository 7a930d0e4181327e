"""What becomes of a page on its way to us: laid crooked, photographed, shaded, faded, packed hard.

Every function takes and gives a picture, height x width x 3, blue-green-red, and gives the same
picture for the same arguments.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
_WHITE = (255, 255, 255)


def skewed(page: Picture, degrees: float, paper: tuple[int, int, int] = _WHITE) -> Picture:
    """The page laid crooked on the glass, turned clockwise; nothing of it is cut off."""
    height, width = page.shape[:2]
    turn = math.radians(degrees)
    cos, sin = abs(math.cos(turn)), abs(math.sin(turn))
    size = (math.ceil(width * cos + height * sin), math.ceil(width * sin + height * cos))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    matrix[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2
    return _as_picture(cv2.warpAffine(page, matrix, size, flags=cv2.INTER_CUBIC, borderValue=paper))


def photographed(
    page: Picture,
    seed: int,
    *,
    tilt: float = 0.08,
    turn: float = 8.0,
    side: int = 2400,
    margin: float = 0.05,
    desk: tuple[int, int, int] = (66, 92, 122),
) -> Picture:
    """The page on a desk, seen from aside and a little turned.

    ``tilt``: greatest shift of a corner, as a share of the page. ``turn``: greatest angle, in
    degrees. ``side``: longest side of the photograph, in pixels. ``margin``: what is seen around
    the page, as a share of it; below 0 the edges of the page are not seen.
    """
    chance = np.random.default_rng(seed)
    height, width = page.shape[:2]
    scale = side * 0.8 / max(height, width)
    middle = np.array((width, height)) / 2
    angle = math.radians(chance.uniform(-turn, turn))
    spin = np.array(((math.cos(angle), -math.sin(angle)), (math.sin(angle), math.cos(angle))))
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float64)
    shifts = chance.uniform(-tilt, tilt, (4, 2)) * (width, height)
    placed = ((corners - middle + shifts) @ spin.T) * scale
    low, high = placed.min(axis=0), placed.max(axis=0)
    around = margin * (high - low)
    placed += around - low
    size = tuple(int(v) for v in np.ceil(high - low + 2 * around))
    table = np.full((size[1], size[0], 3), desk, np.uint8)
    grain = chance.normal(0, 14, (size[1] // 8 + 1, size[0] // 64 + 1, 1))
    table = np.clip(table + cv2.resize(grain, size)[:, :, None], 0, 255).astype(np.uint8)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), placed.astype(np.float32))
    lying = cv2.warpPerspective(page, matrix, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, size)
    share = cv2.GaussianBlur(mask, (3, 3), 0)[:, :, None] / 255
    seen = (lying * share + table * (1 - share)).astype(np.uint8)
    return noisy(shaded(seen, seed, 0.75), 4, seed)


def shaded(page: Picture, seed: int, darkest: float = 0.4) -> Picture:
    """Light that falls off towards one side, and the soft shadow of a hand or a phone across it.

    ``darkest``: the light that is left in the shadow, 0..1.
    """
    chance = np.random.default_rng(seed)
    height, width = page.shape[:2]
    ys, xs = np.mgrid[0:1:90j, 0:1:64j]
    angle = chance.uniform(0, 2 * math.pi)
    falling = (xs - 0.5) * math.cos(angle) + (ys - 0.5) * math.sin(angle) + 0.5
    edge = chance.uniform(0.35, 0.65)
    shadow = 1 / (1 + np.exp((falling - edge) * 40))
    light = (1 - 0.15 * falling) * (1 - (1 - darkest) * shadow)
    light = cv2.resize(np.clip(light, 0, 1), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(page * light[:, :, None], 0, 255).astype(np.uint8)


def faint(page: Picture, seed: int, *, print_left: float = 0.2, noise: float = 3.0) -> Picture:
    """Print that has faded or was copied on an empty cartridge, on yellowed paper."""
    paper = np.array((214, 232, 236), np.float64)
    return noisy((paper * (1 - print_left * (1 - page / 255.0))).astype(np.uint8), noise, seed)


def packed(page: Picture, quality: int, scale: float = 1.0) -> Picture:
    """The page packed as JPEG of that quality, at ``scale`` of its size."""
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return _as_picture(cv2.imdecode(data, cv2.IMREAD_COLOR))


def blurred(page: Picture, radius: float) -> Picture:
    """The page out of focus; ``radius`` in pixels."""
    return _as_picture(cv2.GaussianBlur(page, (0, 0), radius))


def noisy(page: Picture, amount: float, seed: int) -> Picture:
    """The page with the noise of a sensor; ``amount``: its deviation in grey levels."""
    noise = np.random.default_rng(seed).normal(0, amount, page.shape[:2]).astype(np.float32)
    return np.clip(page + noise[:, :, None], 0, 255).astype(np.uint8)


def side_by_side(left: Picture, right: Picture, scale: float = 1.0) -> Picture:
    """Two pages on one landscape sheet, at ``scale`` of their size (0.707: A4 on A4)."""
    sheet = np.hstack((left, right))
    return _as_picture(cv2.resize(sheet, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def shown_through(page: Picture, back: Picture, share: float = 0.12) -> Picture:
    """The page with the print of its ``back`` showing through the paper, mirrored and soft."""
    mirrored = cv2.GaussianBlur(back[:, ::-1], (0, 0), 2.5)
    return (page * (1 - share * (1 - mirrored / 255.0))).astype(np.uint8)


def one_bit(page: Picture, cut: int = 190) -> Picture:
    """The page as a fax: black or white."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    return np.repeat(np.where(grey > cut, 255, 0).astype(np.uint8)[:, :, None], 3, axis=2)


def turned(page: Picture, degrees: int) -> Picture:
    """The page turned clockwise by quarters."""
    return np.ascontiguousarray(np.rot90(page, -degrees // 90))


def _as_picture(values: NDArray[np.generic] | cv2.typing.MatLike) -> Picture:
    return np.ascontiguousarray(values, np.uint8)
